"""Whence, where the text counts by nationality: lists and rankings of nationalities."""

from seedlib.hedges import hedge_start
from seedlib.memo import remembered
from seedlib.mentions import Mention
from seedlib.nouns import PEOPLE
from seedlib.outcome_cues import cues
from seedlib.peoples import demonym
from seedlib.tokens import DIGITS, Tokens

_RANKS = frozenset("المرتبه المركز القائمه الصداره المقدمه الترتيب".split())
_NEXT = frozenset("يليهم تليهم ويليهم تلاهم وتلاهم ثم بعدهم".split())


def read_ranked(tokens: Tokens, mention: Mention) -> bool:
    """Set as origin the nationality that a ranking names before its number, if one does: "يليهم العراقيون بـ152 شخصاً",
    "احتل السوريون المرتبة الأولى بـ400".
    """
    keys = tokens.keys
    if not any(word[0] == "ب" for word in keys[max(0, mention.at - 2) : mention.at]):
        return False
    by = hedge_start(tokens, mention.at)
    by -= not (by < mention.at and keys[by].startswith("ب"))  # "بحوالي"
    if by <= mention.first or not keys[by].startswith("ب") or mention.category not in PEOPLE | {"percent"}:
        return False
    begin = max(mention.first, by - 10)
    begin = next((i for i in range(by - 1, begin, -1) if keys[i][0] in DIGITS or keys[i] == "،"), begin)
    rank = next((i for i in range(begin + 1, by) if keys[i] in _RANKS), by)
    end = next((i for i in range(rank, max(begin, rank - 3), -1) if _of_nation(keys[i - 1])), by)
    start = end
    while start > begin and _of_nation(keys[start - 1]):
        start -= 1
    if start == end or not (rank < by or keys[start - 1] in _NEXT or keys[start].startswith("بال")):
        return False
    _set(mention, start, end, tokens.surface(start, end - 1)[keys[start][0] in "وب" :])
    return True


def _set(mention: Mention, start: int, end: int, text: str | None) -> None:
    mention.origin, mention.origin_tokens = text, (start, end)
    mention.cues["origin"] = (start, end)


@remembered
def _of_nation(word: str) -> bool:
    """Whether a word is a nationality with the article: "السوريون", "والمصريون", "بالسعوديين"."""
    stem = word[word[0] in "وب" :]
    return stem.startswith("ال") and demonym(stem) is not None


def read_listed(tokens: Tokens, mentions: list[Mention]) -> None:
    """Three nationalities one after the other break down a number that the text need not state, so each is an origin:
    "1888 إثيوبياً، و59 هندياً و23 من باكستان".
    """
    runs: list[list[Mention]] = [[]]
    for mention in mentions:
        whence = mention.origin is not None or _nationality(tokens, mention)
        if not whence or (runs[-1] and any(map(_breaks_list, tokens.keys[runs[-1][-1].end + 1 : mention.at]))):
            runs.append([])
        if whence:
            runs[-1].append(mention)
    for item in (item for run in runs if len(run) > 2 for item in run):
        if item.origin is None and (token := item.counted.token) is not None:
            _set(item, token, token + 1, item.counted_text)


def _nationality(tokens: Tokens, mention: Mention) -> bool:
    token = mention.counted.token
    return token is not None and demonym(tokens.keys[token].removeprefix("و")) is not None


@remembered
def _breaks_list(word: str) -> bool:
    """Whether a word between two figures is more than a name: a stop, a verb, a noun of another event."""
    return word in {".", "؛", ":", "\n"} or word in cues() or word.startswith(("بين", "منهم"))
