"""Lists of parts that need not add up to their total: right behind it, or in a sentence that explains."""

from itertools import pairwise

from seedlib.figures.mentions import Mention
from seedlib.figures.parts.links import link
from seedlib.language.nouns import PEOPLE, SEX_AGE
from seedlib.language.phrases import boundaries
from seedlib.language.tokens import Tokens
from seedlib.numbers.hedges import hedge_start

_NEAR = 6  # tokens from one item to the next
_BEHIND = 4  # tokens from a number to the place that its noun is followed by
_FEW, _MANY = 3, 5  # fewer figures of a sentence can be news of each, if it explains or not
_RECENT = 10  # figures back to the one that those of a sentence are parts of
_OF = frozenset({"من", "في"})
_EXPLAINS = frozenset({"حيث", "ففي"})


def behind_total(tokens: Tokens, mentions: list[Mention], n: int) -> None:
    """Parts right behind a total, the first without و, that have no noun or one of sex and age: "37 مهاجراً، 20 من كذا
    و3 من كذا", "40 شخصاً، 12 طفلاً و8 نساء".
    """
    keys, total = tokens.keys, mentions[n]
    items: list[Mention] = []
    for before, item in pairwise(mentions[k] for k in range(n, len(mentions))):
        apart = item.at - max(before.end, before.counted.after) > _NEAR or item.part_of is not None
        kind = _kind(tokens, item)
        if apart or item.first != total.first or kind is None or (items and kind != _kind(tokens, items[0])):
            break
        items.append(item)
    left = (total.number.value or 0) - sum(item.number.value or 0 for item in items)
    if len(items) < 2 or left < 0 or total.category not in PEOPLE:
        return
    between = keys[max(total.end, total.counted.after) : hedge_start(tokens, items[0].at)]
    if between[-1:] != ["،"] or any(word.startswith("و") or word in boundaries() for word in between):
        return
    for item in items:
        link(item, n, "partition", total.end, mentions)


def _kind(tokens: Tokens, item: Mention) -> str | None:
    """What makes a figure an item: its preposition where it has no noun, or its noun."""
    if item.inherited or item.counted.token is None:
        return next((word for word in tokens.keys[item.end : item.end + 1] if word in _OF), None)
    return "noun" if item.counted_class in SEX_AGE else None


def explained(tokens: Tokens, mentions: list[Mention], here: list[int]) -> None:
    """The figures by place of a sentence that explains one before it, or is a long list: "قتل 63. حيث قتل 19 في كذا،
    و15 في كذا"; they make up half of it at least.
    """
    first = mentions[here[0]].first
    few = _FEW if tokens.keys[first] in _EXPLAINS else _MANY
    if len(here) < few:
        return
    items = [m for m in (mentions[n] for n in here) if m.part_of is None and _in_place(tokens, m)]
    total, outcomes = sum(item.number.value or 0 for item in items), {item.outcome for item in items}
    if len(items) < few or len(outcomes) > 1:
        return
    for k in range(here[0] - 1, max(-1, here[0] - _RECENT), -1):
        whole = mentions[k]
        alike = whole.category in PEOPLE and whole.part_of is None and whole.outcome in outcomes
        if alike and total <= (whole.number.value or 0) <= 2 * total:
            for item in items:
                link(item, k, "partition", first, mentions)
            return


def _in_place(tokens: Tokens, item: Mention) -> bool:
    """Whether people are told of with their place."""
    where = tokens.keys[item.end : max(item.end, item.counted.after) + _BEHIND]
    return "في" in where and item.category in PEOPLE
