"""Traits of words: whether a rule has anything to look for at a word, asked of all words of a text at once.

Each rule says of one word whether it can begin what the rule reads. A text has one mark a word, a bit a trait, made
once a word of the language; a rule then looks only where its trait is.
"""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from seedlib.memo import Memo, remembered

Value = TypeVar("Value")
_asked: dict[str, Callable[[str], object]] = {}
_patterns: dict[str, re.Pattern[bytes]] = {}


def trait(name: str) -> Callable[[Callable[[str], Value]], Callable[[str], Value]]:
    """Make a function of words, remembered, a trait: the words of which it says anything true have it."""

    def register(function: Callable[[str], Value]) -> Callable[[str], Value]:
        _asked[name] = function
        assert len(_asked) <= 8, "a mark is a byte"
        _marks.clear()
        _patterns.clear()
        return remembered(function)

    return register


def marks(words: Iterable[str]) -> bytes:
    """The mark of each word."""
    return bytes(map(_marks.__getitem__, words))


def where(name: str, marked: bytes, first: int, last: int) -> list[int]:
    """The positions from ``first`` to before ``last`` of the words that have a trait, in order."""
    pattern = _patterns.get(name) or _pattern(name)
    return [found.start() for found in pattern.finditer(marked, first, last)]


def _pattern(name: str) -> re.Pattern[bytes]:
    bit = 1 << list(_asked).index(name)
    bearers = bytes(mark for mark in range(1 << len(_asked)) if mark & bit)
    pattern = _patterns[name] = re.compile(b"[" + re.escape(bearers) + b"]")
    return pattern


def _mark(word: str) -> int:
    return sum(1 << n for n, has in enumerate(_asked.values()) if has(word))


_marks = Memo(_mark)
