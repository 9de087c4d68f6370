"""Lists of areas with a number each, which divide a figure: "جدة 312، ومكة 308، والطائف 163"."""

from seedlib.figures.mentions import Mention
from seedlib.figures.parts.links import REACH, closest, link
from seedlib.language.gazetteer import place_size
from seedlib.language.nouns import PEOPLE
from seedlib.language.tokens import Tokens

_ITEMS = 4  # fewer areas with numbers can be news of each
_LABEL = 6  # tokens between two numbers: signs, و, and a name of up to four words
_DASHES = frozenset("-–—")
_JOINING = frozenset({"،", "و", "ب", ":", "-"})


def in_areas(tokens: Tokens, mentions: list[Mention], here: list[int]) -> None:
    """Make the items of each list of areas in a sentence parts of the figure before it that they come closest to."""
    begin = 0
    for end in range(1, len(here) + 1):
        if end < len(here) and _goes_on(tokens, mentions[here[end - 1]], mentions[here[end]]):
            continue
        if end - begin >= _ITEMS:
            _divide(tokens, mentions, here[begin:end])
        begin = end


def under_dash(tokens: Tokens, mentions: list[Mention], here: list[int]) -> None:
    """Make what one dash behind an area with its number lists parts of it: "حلب (46 أسرة) – منبج (14)، عفرين (9)"."""
    keys = tokens.keys
    for n, k in enumerate(here[:-2]):
        area, items = mentions[k], here[n + 1 :]
        dash = max(area.end, area.counted.after) + 1
        if keys[dash - 1] != ")" or keys[dash] not in _DASHES:
            continue
        bracketed = all(keys[mentions[i].at - 1] == "(" for i in (k, *items))
        if bracketed and _DASHES.isdisjoint(keys[dash + 1 : mentions[items[-1]].at]):
            total = sum(mentions[i].number.value or 0 for i in items)
            for i in items if total <= (area.number.value or 0) else ():
                link(mentions[i], k, "partition", dash, mentions)
        return


def _goes_on(tokens: Tokens, before: Mention, mention: Mention) -> bool:
    """Whether a number without a noun follows the one before it with nothing but a name between them."""
    if mention.counted.token is not None or mention.category not in PEOPLE:
        return False
    gap = tokens.keys[max(before.end, before.counted.after) : mention.at]
    return 0 < len(gap) <= _LABEL and all(word[0].isalpha() or word in _JOINING for word in gap)


def _divide(tokens: Tokens, mentions: list[Mention], items: list[int]) -> None:
    first, total = mentions[items[0]], sum(mentions[k].number.value or 0 for k in items)
    named = sum(1 for k in items if _named(tokens, mentions[k]))
    if 2 * named < len(items):
        return
    whole = first.part_of
    if whole is None or (mentions[whole].number.value or 0) < total:
        wholes = (k for k in range(items[0] - 1, max(-1, items[0] - REACH), -1) if _may_hold(mentions[k], first, total))
        whole = closest(mentions, list(wholes), total)
    if whole is not None:
        for k in items:
            link(mentions[k], whole, "partition", first.at, mentions)


def _named(tokens: Tokens, mention: Mention) -> bool:
    """Whether a name of a place stands before a number."""
    at = mention.at - (tokens.keys[mention.at - 1] == "ب")
    return place_size(tokens.keys, at) > 0


def _may_hold(whole: Mention, item: Mention, total: float) -> bool:
    """Whether a figure can be what areas with ``total`` in all divide."""
    large = whole.part_of is None and (whole.number.value or 0) >= total
    return large and whole.category in PEOPLE and (whole.outcome is None or item.outcome in {None, whole.outcome})
