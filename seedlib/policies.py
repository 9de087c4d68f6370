"""Policies: what the words of a figure are taken to mean as numbers, under a rule that has a name.

A figure keeps its words; only here, at analysis time, do "tens" and "about" become bounds, and every table and chart
says under which policy.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

import pandas as pd

from seedlib.arabic import key
from seedlib.lexicon import rows
from seedlib.schema import require

Bounds = tuple[float | None, float | None, float | None]
Policy = Callable[[float | None, float | None, float | None, str, str], Bounds]

ABOUT = Decimal("0.1")  # "about" under ``interval``: ten per cent either side; a convention of seedlib


@dataclass(slots=True, frozen=True)
class Magnitude:
    """What a vague word spans: its order of magnitude, the least that its plural means, and no greatest where the word
    states no order ("several").
    """

    least: float
    greatest: float | None
    plural_least: float

    def times(self, unit: "Magnitude") -> "Magnitude":
        """So many of a unit: tens of thousands run from 10 thousands to the last number before 100 thousands."""
        greatest = None if self.greatest is None else (self.greatest + 1) * unit.least - 1
        return Magnitude(self.least * unit.least, greatest, self.plural_least * unit.least)


@cache
def _magnitudes() -> dict[str, Magnitude]:
    return {
        " ".join(key(word) for word in row["phrase"].split()): Magnitude(
            float(row["least"]), float(row["greatest"]) if row["greatest"] else None, float(row["plural_least"])
        )
        for row in rows("magnitudes")
    }


@lru_cache(maxsize=4096)
def magnitude(words: str) -> Magnitude | None:
    """What a vague expression spans, None where the lexicon has none of its words; the article is looked through, and
    a word before another one counts it.

    >>> magnitude("المئات").least, magnitude("عشرات الآلاف").greatest
    (100.0, 99999.0)
    """
    keys = [key(word) for word in words.split()]
    table = _magnitudes()
    bare = [word if word in table else word.removeprefix("ال") for word in keys]
    if found := table.get(" ".join(bare)):
        return found
    parts = [table.get(word) for word in bare]
    found, *rest = reversed(parts) if parts else [None]
    for part in rest:
        found = part.times(found) if part and found else None
    return found


def _interval(value: float | None, low: float | None, high: float | None, qualifier: str, words: str) -> Bounds:
    """``interval``, the default: vague words span their order of magnitude (tens 10 to 99, hundreds 100 to 999, بضع 3
    to 9); about is 10 % either side of the value, rounded outwards where the value is whole, so that "about 5" is 4 to
    6; what the words leave open stays open. Only exact and about have a best value.
    """
    if qualifier == "vague":
        found = magnitude(words)
        return (found.least, None, found.greatest) if found else (low, None, high)
    if value is not None and qualifier == "about":
        return _about(value)
    if value is not None and qualifier == "exact":
        return value, value, value
    if low is not None and high is not None:
        return min(low, high), None, max(low, high)
    return low, None, high


def _about(value: float) -> Bounds:
    said = Decimal(repr(value))  # decimal, so that 10 % of 30 is 3
    margin = abs(said) * ABOUT
    lower, upper = said - margin, said + margin
    if said == said.to_integral_value():
        return float(math.floor(lower)), value, float(math.ceil(upper))
    return float(lower), value, float(upper)


def _point(value: float | None, low: float | None, high: float | None, qualifier: str, words: str) -> Bounds:
    """``point``: the number said and nothing else; vague words and ranges stay null."""
    return value, value, value


def _half_unit(value: float | None, low: float | None, high: float | None, qualifier: str, words: str) -> Bounds:
    """``half_unit``: about is half a unit of the last decimal place that is not zero, as for any rounded number (60 is
    55 to 64, 100 is 50 to 149, 25 is 25); all else as under ``interval``.
    """
    if qualifier != "about" or not value:
        return _interval(value, low, high, qualifier, words)
    said = Decimal(repr(value)).normalize()
    half = Decimal(1).scaleb(int(said.as_tuple().exponent)) / 2
    if said != said.to_integral_value():
        return float(said - half), value, float(said + half)
    return float(math.ceil(said - half)), value, float(math.ceil(said + half) - 1)


def _acled(value: float | None, low: float | None, high: float | None, qualifier: str, words: str) -> Bounds:
    """``acled``: one number a report, the most conservative: "tens" 10, "dozens" 12, "hundreds" 100 and so on, the
    lower end of a range, else the number said. A word without an order of magnitude stays null. Source: ACLED, FAQ on
    fatalities, as of May 2024.
    """
    best = value if value is not None else low if low is not None else high
    if qualifier == "vague":
        found = magnitude(words)
        best = found.least if found and found.greatest is not None else None
    return best, best, best


def _arabic_plural(value: float | None, low: float | None, high: float | None, qualifier: str, words: str) -> Bounds:
    """``arabic_plural``: as ``interval``, but a plural means three or more of its unit, since Arabic has a dual for
    two: tens are 30 to 99, hundreds 300 to 999.
    """
    lower, best, upper = _interval(value, low, high, qualifier, words)
    found = magnitude(words) if qualifier == "vague" else None
    return (found.plural_least if found else lower), best, upper


_POLICIES: dict[str, Policy] = {
    "interval": _interval,
    "point": _point,
    "half_unit": _half_unit,
    "acled": _acled,
    "arabic_plural": _arabic_plural,
}


def policies() -> list[str]:
    """Names of the policies that are known."""
    return list(_POLICIES)


def register_policy(name: str, policy: Policy) -> None:
    """Add a policy of your own: a function of (value, low, high, qualifier, number_text) that returns
    (lower, best, upper), None for what it leaves open.

    Raises ``ValueError`` for a name that is taken; :func:`bound_figures` raises it for what are no bounds, and for
    bounds out of order.
    """
    if name in _POLICIES:
        raise ValueError(f"policy {name!r} exists already; choose another name")
    _POLICIES[name] = policy


def check_policy(name: str) -> None:
    """Raise ``ValueError`` for the name of no policy, with those that there are."""
    if name not in _POLICIES:
        raise ValueError(f"no policy {name!r}; there are {', '.join(_POLICIES)}")


def bound_figures(figures: pd.DataFrame, policy: str = "interval") -> pd.DataFrame:
    """The figures with ``lower``, ``best``, ``upper`` (float64, null is open or unknown) and ``policy`` (str) added.

    Policies: ``interval`` (default), ``point``, ``half_unit``, ``acled``, ``arabic_plural`` and those registered. Needs
    the columns value, low, high, qualifier and number_text. Raises ``ValueError`` for a policy that is not known or
    that gives a lower bound above its upper one.
    """
    require(figures, "figures")
    check_policy(policy)
    rule = _POLICIES[policy]
    value, low, high = (_nullable(figures[name]) for name in ("value", "low", "high"))
    qualifier, words = (figures[name].astype(object) for name in ("qualifier", "number_text"))
    bounds = [rule(*row) for row in zip(value, low, high, qualifier, map(str, words), strict=True)]
    out = figures.copy()
    try:
        table = pd.DataFrame(bounds, figures.index, ["lower", "best", "upper"], dtype="float64")
    except (TypeError, ValueError):
        raise ValueError(
            f"policy {policy!r} must give (lower, best, upper) in numbers, None for what is open"
        ) from None
    out[["lower", "best", "upper"]] = table
    out["policy"] = pd.Series(policy, index=figures.index, dtype="str")
    _in_order(out, policy)
    return out


def _nullable(column: pd.Series) -> list[float | None]:
    return [None if x != x else x for x in column.astype("float64").tolist()]


def _in_order(bounded: pd.DataFrame, policy: str) -> None:
    lower, best, upper = (bounded[name] for name in ("lower", "best", "upper"))
    if (wrong := (lower > upper) | (lower > best) | (best > upper)).any():
        row = bounded[wrong].iloc[0]
        given = f"{row['lower']}, {row['best']}, {row['upper']}"
        raise ValueError(f"policy {policy!r} gives bounds out of order ({given}) for {row['number_text']!r}")
