"""The label of an item of a list, before it with or without brackets or behind it: whence or who the counted are."""

from seedlib.arabic import bare, letters_size
from seedlib.figures.mentions import Mention
from seedlib.figures.parts.links import CASES
from seedlib.figures.sources.attribution import COUNTS
from seedlib.language.gazetteer import place_size
from seedlib.language.nouns import PEOPLE, noun
from seedlib.language.outcome_cues import cues
from seedlib.language.phrases import BULLETS
from seedlib.language.place_words import place_noun
from seedlib.language.tokens import Tokens
from seedlib.memo import remembered
from seedlib.numbers.hedges import hedge_start


def bracketed(tokens: Tokens, mention: Mention) -> tuple[int, int] | None:
    """The place before a part in brackets, "نابلس (7)", also of no total behind من: "جاؤوا من تعز (9 أسر)". Without
    brackets, "توزعت في حلب 346، وحمص 6", it is where.
    """
    start = hedge_start(tokens, mention.at) if mention.part_of is not None else mention.at
    start -= tokens.keys[start - 1] == "("
    if tokens.keys[start] != "(" or (mention.part_of is None and "من" not in tokens.keys[max(0, start - 3) : start]):
        return None
    size = place_size(tokens.keys, start)
    return (start - size, start) if size else None


def label(tokens: Tokens, mention: Mention) -> tuple[int, int] | None:
    """Who the item of a list opens with: "- كتائب كذا: 10 شهداء و3 جرحى"; a place is where."""
    keys, start = tokens.keys, mention.first + 1
    if mention.part_of is None or keys[mention.first] not in BULLETS or start >= mention.at:
        return None
    colon = next((i for i in range(start, min(start + 5, mention.at)) if keys[i] == ":"), None)
    if colon is None or colon == start or place_noun(keys[start]) or place_size(keys, colon):
        return None
    return None if any(map(_tells_what, keys[start:colon])) else (start, colon)


@remembered
def _tells_what(word: str) -> bool:
    """Whether a label says what is counted, and not of whom: "- عدد الشهداء: 41"."""
    return word in cues() or bare(word) in cues() or bare(word) in COUNTS


def read_whose(tokens: Tokens, mention: Mention) -> None:
    """Set as origin the group of whom cases or bodies are: "12 حالة اعتقال لنساء", "3 جثث لأطفال"."""
    entry, at = mention.counted.entry, mention.counted.after
    if entry is None or not (entry.category == "body" or entry.lemma in CASES):
        return
    for i in range(at, min(at + 2, mention.last)):
        whose = noun(tokens.keys[i][1:]) if tokens.keys[i][0] == "ل" else None
        if whose is not None and whose.category in PEOPLE and whose.number == "plural":
            word = tokens.surface(i, i)
            mention.origin, mention.origin_tokens = word[letters_size(word, 1) :], (i, i + 1)
            mention.cues["origin"] = (i, i + 1)
            return
