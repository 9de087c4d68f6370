"""Places that only their standing in a list tells: "كذا 30، فلانة 12، فلان 9"."""

from itertools import pairwise

from seedlib.language.nouns import noun
from seedlib.language.number_atoms import atoms
from seedlib.language.phrases import boundaries
from seedlib.language.place_words import PlaceMention
from seedlib.language.tokens import Tokens
from seedlib.memo import remembered

_SIGNS = frozenset("،-–و")  # between the items of a list


def with_labels(tokens: Tokens, numbers: list[tuple[int, int]], named: list[PlaceMention]) -> list[PlaceMention]:
    """The places of a sentence with those that only their standing in a list tells: "كذا 30، فلانة 12، فلان 9", "68 في
    كذا 59 في فلانة 57", "كذا (30)، فلانة (12)".
    """
    if len(numbers) < 2:
        return named
    ends, found = {p.last for p in named}, list(named)
    for (at, end), (then, _) in pairwise(numbers):
        first, last = _label(tokens.keys, at, end, then, ends)
        if 0 < last - first < 3 and last not in ends and not any(map(_no_name, tokens.keys[first:last])):
            found.append(PlaceMention(first, last, tokens.surface(first, last - 1), 1))
            ends.add(last)
    return sorted(found, key=lambda p: p.first) if len(found) > len(named) else named


def _label(keys: list[str], at: int, end: int, then: int, ends: set[int]) -> tuple[int, int]:
    """Where the label of the number at ``then`` can stand, in a list in which a place labels the one before it."""
    if keys[at - 1] == keys[then - 1] == "(":
        closed = next((i for i in range(end, then) if keys[i] == ")"), then)
        return (closed + 1 + (keys[closed + 1] in _SIGNS), then - 1) if at - 1 in ends else (then, then)
    listed = (at in ends and keys[end] == "،") or keys[end] == "في"
    return (end + 1, then - (keys[then - 1] == "و")) if listed else (then, then)


@remembered
def _no_name(word: str) -> bool:
    return word in boundaries() or noun(word) is not None or not word[0].isalpha() or word in atoms()
