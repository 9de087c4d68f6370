"""Digit strings: what value a run of digits and separators writes, and under which convention."""

import re
from dataclasses import dataclass
from functools import lru_cache

_R_DECIMAL = re.compile(r"(\d+)ر(\d+)")
_GROUPED = re.compile(r"\d{1,3}(?:([,،٬.'’\u00a0\u202f\u2009])\d{3})(?:\1\d{3})*(?:(?!\1)[.,٫]\d+)?")
_DECIMAL = re.compile(r"(\d+)[.,٫](\d+)")

LONGEST = 25  # digits and separators; what is longer is an identifier, not a number anyone reports


@dataclass(slots=True, frozen=True)
class Numeral:
    """A digit string read: ``value``, and ``other``, what the same string says under the other convention.

    ``form`` is integer, grouped, decimal, ambiguous (one group of three after a dot or comma: thousands or decimals)
    or broken (several numbers or an identifier in one run: dates, versions, addresses).
    """

    value: float | None
    form: str
    other: float | None = None


@lru_cache(maxsize=1 << 12)
def read_numeral(digits: str) -> Numeral:
    """Read a run of ASCII digits and separators, invisible characters already removed.

    The conventions are those of printed Arabic news: ``,`` ``،`` ``٬`` ``.`` ``'`` and thin spaces between thousands,
    ``.`` ``٫`` ``,`` before decimals, and the agencies' ر, which is stored fraction first.

    >>> read_numeral("12,500").value, read_numeral("2.5").value, read_numeral("3ر42").value
    (12500.0, 2.5, 42.3)
    >>> read_numeral("45.033")
    Numeral(value=45033.0, form='ambiguous', other=45.033)
    >>> read_numeral("30.08.2021").form
    'broken'
    """
    if len(digits) > LONGEST:
        return Numeral(None, "broken")
    if digits.isdecimal():
        return Numeral(float(digits), "integer")
    if found := _R_DECIMAL.fullmatch(digits):
        return _r_decimal(*found.groups())
    if (found := _GROUPED.fullmatch(digits)) and digits[0] != "0":
        return _grouped(digits, found[1])
    if found := _DECIMAL.fullmatch(digits):
        return Numeral(float(f"{found[1]}.{found[2]}"), "decimal")
    return Numeral(None, "broken")


def _grouped(digits: str, mark: str) -> Numeral:
    head, *groups = digits.split(mark)
    value = float((head + "".join(groups)).replace("٫", ".").replace(",", "."))
    if len(groups) == 1 and groups[0].isdecimal() and mark in ".,":
        return Numeral(value, "ambiguous" if mark == "." else "grouped", float(digits.replace(",", ".")))
    return Numeral(value, "grouped")


def _r_decimal(left: str, right: str) -> Numeral:
    """``3ر42`` is 42.3: the sign looks like ٫ and the string is stored fraction first; ``000ر12`` is 12,000."""
    decimal = float(f"{right}.{left}")
    if len(left) == 3:
        thousands = float(right + left)
        return Numeral(thousands, "grouped") if left == "000" else Numeral(thousands, "ambiguous", decimal)
    return Numeral(decimal, "decimal")
