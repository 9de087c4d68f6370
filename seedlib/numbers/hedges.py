"""Hedges: the words before or after a number that say how sure it is, and the bounds that they state."""

from functools import cache
from typing import NamedTuple

from seedlib.arabic import key
from seedlib.language.tokens import Tokens
from seedlib.lexicon import rows, word_class

# Tokens that may stand between a hedge and its number: clitics written apart, quotes, an opening bracket, a colon.
_TRANSPARENT = frozenset({"ب", "ال", "ل", '"', "«", "“", "”", "(", "'", ":", "#"})
# Subjects that may stand between a verb of bounding and its number.
_COUNTS = word_class("tally") | {"قيمه", "نسبه"}
_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")
_NO_COUNTS = frozenset({"money", "percent"})  # categories of which there is no next one
_AFTER_REACH = 4  # words between a number and a hedge behind it: أربعة مدنيين سوريين على الأقل


class Hedge(NamedTuple):
    """A hedge: what it says, its first and one past its last token, and the letters of the clitic that opens it."""

    qualifier: str
    first: int
    last: int
    clitic: int


@cache
def _phrases(position: str) -> dict[tuple[str, ...], tuple[str, int]]:
    """Hedge phrases as keys, before a number with each clitic that can open them -> qualifier, its letters."""
    out: dict[tuple[str, ...], tuple[str, int]] = {}
    for row in rows("hedges"):
        if row["position"] == position:
            first, *others = (key(word) for word in row["phrase"].split())
            for clitic in _CLITICS if position == "before" else ("",):
                out.setdefault((clitic + first, *others), (row["qualifier"], len(clitic)))
    return out


@cache
def _sizes(position: str) -> dict[str, tuple[int, ...]]:
    """The lengths of the phrases that end (before a number) or begin (after it) with a word, longest first."""
    out: dict[str, set[int]] = {}
    for phrase in _phrases(position):
        out.setdefault(phrase[-1] if position == "before" else phrase[0], set()).add(len(phrase))
    return {word: tuple(sorted(sizes, reverse=True)) for word, sizes in out.items()}


def hedge_before(tokens: Tokens, first: int) -> Hedge | None:
    """The hedge that ends where token ``first`` begins."""
    keys, end = tokens.keys, first
    while end > 0 and first - end < 3 and keys[end - 1] in _TRANSPARENT:
        end -= 1
    found = _phrase_ending(keys, first) or (_phrase_ending(keys, end) if end < first else None)
    if found or _COUNTS.isdisjoint(keys[max(0, end - 5) : max(0, end - 1)]):
        return found
    for last in range(end - 2, max(0, end - 6), -1):
        if not keys[last + 1].isalpha():
            return None
        if keys[last] in _COUNTS and (found := _phrase_ending(keys, last)):
            return found  # a verb and its subject: "تجاوز عدد القتلى 200"
    return None


def hedge_start(tokens: Tokens, first: int) -> int:
    """The token at which a number at token ``first`` begins with its hedge: itself where none touches it."""
    hedge = hedge_before(tokens, first)
    return hedge.first if hedge and hedge.last == first else first


def _phrase_ending(keys: list[str], last: int) -> Hedge | None:
    """The longest hedge whose last word stands before token ``last``."""
    for size in _sizes("before").get(keys[last - 1], ()) if last else ():
        if size <= last and (found := _phrases("before").get(tuple(keys[last - size : last]))):
            return Hedge(found[0], last - size, last, found[1])
    return None


def hedge_after(tokens: Tokens, last: int, stop: int) -> Hedge | None:
    """The hedge behind a number that ends at token ``last``, within a few words and before ``stop``."""
    keys, sizes = tokens.keys, _sizes("after")
    if sizes.keys().isdisjoint(keys[last : last + _AFTER_REACH]):
        return None
    for i in range(last, min(stop, last + _AFTER_REACH)):
        for size in sizes.get(keys[i], ()):
            end = i + size
            found = _phrases("after").get(tuple(keys[i:end])) if end <= len(keys) else None
            if found and not (keys[end - 1] == "اكثر" and keys[end : end + 1] == ["من"]):
                return Hedge(found[0], i, end, 0)
        if not keys[i].isalpha() and keys[i] not in {"%", "٪", ")", "(", '"', "»", "«", "”", "“"}:
            return None
    return None


def bounds(value: float, qualifier: str, counts: bool) -> tuple[float | None, float | None]:
    """Inclusive bounds that a hedge states of a value.

    "أكثر من 15" is at least 16 and "أقل من 20" at most 19 for a count below 1000; from there on, and for money and
    percentages (``counts`` False), the number itself is the bound. Approximation states no bounds.

    >>> bounds(15, "more_than", True), bounds(2000, "more_than", True), bounds(60, "about", True)
    ((16, None), (2000, None), (None, None))
    """
    step = 1 if counts and value < 1000 and value == int(value) else 0
    match qualifier:
        case "exact":
            return value, value
        case "more_than":
            return value + step, None
        case "at_least":
            return value, None
        case "less_than":
            return None, value - step
        case "at_most":
            return None, value
    return None, None


def stated_bounds(value: float | None, qualifier: str, category: str) -> tuple[float | None, float | None]:
    """The :func:`bounds` of a figure by its columns; none where there is no value, as of vague words.

    >>> stated_bounds(15, "more_than", "person"), stated_bounds(15, "more_than", "money")
    ((16, None), (15, None))
    """
    if value is None or value != value:
        return None, None
    return bounds(value, qualifier, category not in _NO_COUNTS)
