"""Traits of words: whether a rule has anything to look for at a word, asked of all words of a text at once.

Each rule says of one word whether it can begin what the rule reads. A text has one mark a word, a bit a trait, made
once a word of the language; a rule then looks only where its trait is.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar

from seedlib.memo import Memo, remembered

Value = TypeVar("Value")
_asked: dict[str, Callable[[str], object]] = {}  # in the order of their bits


def trait(name: str) -> Callable[[Callable[[str], Value]], Callable[[str], Value]]:
    """Make a function of words, remembered, a trait: the words of which it says anything true have it.

    Rules make their traits when they are imported, before any text that they read is marked. Raises ``ValueError``
    for more than the eight that a mark has room for.
    """

    def register(function: Callable[[str], Value]) -> Callable[[str], Value]:
        global _marks
        _asked[name] = function
        if len(_asked) > 8:
            raise ValueError(f"no room for the trait {name!r}: a mark is a byte")
        _marks = Memo(_mark)
        return remembered(function)

    return register


def marks(words: Iterable[str]) -> bytes:
    """The mark of each word."""
    return bytes(map(_marks.__getitem__, words))


def where(name: str, marked: bytes, first: int, last: int) -> list[int]:
    """The positions from ``first`` to before ``last`` of the words that have a trait, in order.

    Raises ``ValueError`` for an unknown trait.
    """
    return [found.start() for found in _pattern(name).finditer(marked, first, last)]


@cache
def _pattern(name: str) -> re.Pattern[bytes]:
    bit = 1 << list(_asked).index(name)
    return re.compile(b"[" + re.escape(bytes(mark for mark in range(256) if mark & bit)) + b"]")


def _mark(word: str) -> int:
    mark, bit = 0, 1
    for has in _asked.values():
        if has(word):
            mark |= bit
        bit <<= 1
    return mark


_marks = Memo(_mark)
