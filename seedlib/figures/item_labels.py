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
    """The place before a part, with or without brackets: "نابلس (7)", "توزعت في حلب 346، وحمص 6"."""
    start = hedge_start(tokens, mention.at) if mention.part_of is not None else mention.at
    start -= tokens.keys[start - 1] == "("
    bare_label = tokens.keys[start] != "("
    if mention.part_of is None and (bare_label or "من" not in tokens.keys[max(0, start - 3) : start]):
        return None  # but "جاؤوا من تعز (9 أسر)"
    behind = max(mention.end, mention.counted.after)
    if start < 1 or (bare_label and (mention.relation != "partition" or tokens.keys[behind : behind + 1] == ["في"])):
        return None  # "5 قتلى في حلب و3 في كذا"
    size = place_size(tokens.keys, start)
    if bare_label and (tokens.keys[start - size - 1] == "من" or tokens.keys[start][0] == "و"):
        return None  # "14 من باكستان 5 من مصر", "30 بريطانيا وثمانية آخرين"
    told = mention.counted.token is not None and tokens.keys[start - size - 1] in {"في", "وفي"}
    return (start - size, start) if size and not (bare_label and told) else None  # "وفي تعز 30 إصابة": only where


def label(tokens: Tokens, mention: Mention) -> tuple[int, int] | None:
    """The place that an item of a list opens with: "- الرقة 25 شهيداً", "- محافظة درعا: 10 شهداء و3 جرحى"."""
    keys, start = tokens.keys, mention.first + 1
    if mention.part_of is None or keys[mention.first] not in BULLETS or start >= mention.at:
        return None
    colon = next((i for i in range(start, min(start + 5, mention.at)) if keys[i] == ":"), None)
    end = colon or mention.at
    start += place_noun(keys[start]) in {"area", "settlement"}
    size = place_size(keys, end) if start < end else 0
    known = bool(size) and start + size == end
    return (start, end) if known or (colon and start < end and not any(map(_tells_what, keys[start:end]))) else None


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
