"""Whose the counted are, and who did it, where the sentence says so."""

from functools import cache
from itertools import compress

from seedlib.arabic import key
from seedlib.gazetteer import match_place
from seedlib.lexicon import rows
from seedlib.mentions import Mention
from seedlib.nouns import noun
from seedlib.phrases import phrase_end, trim
from seedlib.tokens import Tokens


@cache
def _cues() -> dict[str, list[tuple[str, ...]]]:
    """Phrases before a perpetrator ("على يد", "برصاص", "نفذتها") by first word, longest first."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for row in rows("perpetrator_cues"):
        words = tuple(key(word) for word in row["phrase"].split())
        out.setdefault(words[0], []).append(words)
    for phrases in out.values():
        phrases.sort(key=len, reverse=True)
    return out


def read_agents(tokens: Tokens, mention: Mention) -> None:
    """Set ``actor`` and ``perpetrator`` from the sentence of a figure."""
    if mention.category not in {"person", "body", "structure", "vehicle_or_weapon"}:
        return
    if mention.outcome and (found := _perpetrator(tokens, mention)):
        mention.perpetrator = trim(tokens, *found)
        mention.cues["perpetrator"] = found
    if found := _owner(tokens, mention):
        mention.actor = trim(tokens, *found)
        mention.cues["actor"] = found
    elif mention.origin and _is_body(tokens, mention):
        mention.actor = mention.origin


def _perpetrator(tokens: Tokens, mention: Mention) -> tuple[int, int] | None:
    """The phrase behind the nearest cue, after the figure before one before it."""
    sentence = tokens.keys[mention.first : mention.last]
    hits = list(compress(range(mention.first, mention.last), map(_cues().__contains__, sentence)))
    after = [i for i in hits if i >= mention.end]
    before = [i for i in reversed(hits) if i < mention.at]
    return next((found for i in (*after, *before) if (found := _behind(tokens, i, mention.last))), None)


def _behind(tokens: Tokens, i: int, last: int) -> tuple[int, int] | None:
    for words in _cues().get(tokens.keys[i], ()):
        start = i + len(words)
        if tuple(tokens.keys[i:start]) == words and start < last:
            end = phrase_end(tokens, start, last, longest=6)
            return (start, end) if end > start else None
    return None


def _owner(tokens: Tokens, mention: Mention) -> tuple[int, int] | None:
    """ "100 قتيل للميليشيات": ل right behind the noun, before something that is no place."""
    at = max(mention.end, mention.counted.after)
    if at >= mention.last or not tokens.keys[at].startswith("لل") or match_place(["ا" + tokens.keys[at][1:]], 0):
        return None
    return at, phrase_end(tokens, at, mention.last, longest=5)


def _is_body(tokens: Tokens, mention: Mention) -> bool:
    """Whether the origin names a force, party or movement rather than a place or a class of people."""
    if mention.origin_tokens is None:
        return False
    first = mention.origin_tokens[0]
    while first < mention.origin_tokens[1] and not tokens.keys[first][0].isalpha():
        first += 1
    return not (match_place(tokens.keys, first) or noun(tokens.keys[first]))
