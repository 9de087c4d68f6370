"""Homoglyphs: letters of other scripts in an Arabic word, by a look-alike or a slip of the keyboard layout."""

import re
from collections.abc import Iterator
from functools import cache

from seedlib.arabic import LETTER, TASHKEEL, fold
from seedlib.lexicon import rows

MAX_SLIPS = 1000  # in one text: more are a way of writing, no slips
_LONGEST = 40  # characters of a word
_FOREIGN = re.compile("[A-Za-z0-9_@#\u00c0-\u024f\u0370-\u052f\u0590-\u05ff]+")
_ARABIC = re.compile(f"[{LETTER}{TASHKEEL}]+")
_HAMZA = frozenset("أإآ")


def find_homoglyphs(raw: str) -> Iterator[tuple[int, str]]:
    """Offset of each foreign letter that stands for an Arabic one, and that one.

    The letter stands alone in an Arabic word, and the word is plausible with the Arabic letter in its place: a
    function word, or one that stands elsewhere in the text. Failing that, only a letter of a hamza key before a word,
    or one with a single reading inside a word, is taken. Which letters may stand for which is data
    (``lexicon/homoglyphs.csv``).

    >>> list(find_homoglyphs("قال Hن فيتامين C مهم"))
    [(4, 'أ')]
    """
    singles = (match.start() for match in _FOREIGN.finditer(raw) if match.end() - match.start() == 1)
    mixed = [(at, *around) for at in singles if raw[at] in _twins() and any(around := _word(raw, at))]
    if not mixed or len(mixed) > MAX_SLIPS:
        return
    words = _common() | set(_ARABIC.findall(raw))
    for at, left, right in mixed:
        candidates = _twins()[raw[at]]
        likely = [letter for letter in candidates if {left + letter + right, fold(left + letter + right)} & words]
        inside = left and len(right) > 1 and len(candidates) == 1
        hamza = candidates[0] in _HAMZA and not left and len(right) > 1
        if likely or inside or hamza:
            yield at, (likely or candidates)[0]


def _word(raw: str, at: int) -> tuple[str, str]:
    """The Arabic letters before and after; none where another foreign run touches them."""
    before = _ARABIC.match(raw[max(0, at - _LONGEST) : at][::-1])
    after = _ARABIC.match(raw, at + 1, at + 1 + _LONGEST)
    left, right = before[0][::-1] if before else "", after[0] if after else ""
    start, end = at - len(left), at + 1 + len(right)
    beside = raw[max(0, start - 1) : start] + raw[end : end + 1]
    return ("", "") if _FOREIGN.search(beside) else (left, right)


@cache
def _twins() -> dict[str, list[str]]:
    """Foreign letter to the Arabic letters it may stand for: its look-alike first, then its key on the keyboard."""
    out: dict[str, list[str]] = {}
    for row in sorted(rows("homoglyphs"), key=lambda row: row["kind"], reverse=True):
        out.setdefault(chr(int(row["code"][2:], 16)), []).append(row["letter"])
    return out


@cache
def _common() -> frozenset[str]:
    return frozenset(row["form"] for row in rows("function_words"))
