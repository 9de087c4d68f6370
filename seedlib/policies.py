"""Policies: what the words of a figure are taken to mean as numbers, under a rule that has a name.

A figure keeps its words; only here, at analysis time, do "tens" and "about" become bounds, and every table and chart
says under which policy.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pandas as pd

from seedlib.arabic import key
from seedlib.lexicon import rows

Bounds = tuple[float | None, float | None, float | None]
Policy = Callable[[float | None, float | None, float | None, str, str], Bounds]

ABOUT = 0.10  # "about" under ``interval``: ten per cent either side, our convention, wider than rounding to a ten


@dataclass(slots=True, frozen=True)
class Magnitude:
    """The order of magnitude of a vague word: its least and greatest value, as a singular order and as a plural."""

    least: float
    greatest: float
    plural_least: float


@cache
def _magnitudes() -> dict[str, Magnitude]:
    return {
        " ".join(key(word) for word in row["phrase"].split()): Magnitude(
            float(row["least"]), float(row["greatest"]), float(row["plural_least"])
        )
        for row in rows("magnitudes")
    }


def magnitude(words: str) -> Magnitude | None:
    """The order of magnitude of a vague expression as written, None where the lexicon has none.

    >>> magnitude("المئات").least, magnitude("عشرات الآلاف").greatest
    (100.0, 99999.0)
    """
    keys = [key(word) for word in words.split()]
    table = _magnitudes()
    bare = [word[2:] if word.startswith("ال") and word not in {"الاف"} else word for word in keys]
    return table.get(" ".join(keys)) or table.get(" ".join(bare))


def _interval(value: float | None, low: float | None, high: float | None, qualifier: str, words: str) -> Bounds:
    """Vague words span their order of magnitude; about is ±10 % of the value, rounded inwards to whole counts; what
    the words leave open stays open, and then there is no best value.
    """
    if qualifier == "vague":
        found = magnitude(words)
        return (found.least, None, found.greatest) if found else (None, None, None)
    if qualifier == "about" and value is not None:
        margin = math.floor(value * ABOUT) if value == int(value) else value * ABOUT
        return value - margin, value, value + margin
    if qualifier in {"exact"}:
        return value, value, value
    return low, None, high


def _point(value: float | None, low: float | None, high: float | None, qualifier: str, words: str) -> Bounds:
    """The number said and nothing else; vague words and ranges stay null."""
    return value, value, value


def _half_unit(value: float | None, low: float | None, high: float | None, qualifier: str, words: str) -> Bounds:
    """About = half a unit of the last place that is not zero (60 is 55 to 64, 100 is 50 to 149), as for a rounded
    measurement; all else as under ``interval``.
    """
    if qualifier == "about" and value:
        unit = 1.0
        while value % (unit * 10) == 0:
            unit *= 10
        if unit == 1:
            return value, value, value
        return value - unit / 2, value, value + unit / 2 - 1
    return _interval(value, low, high, qualifier, words)


def _acled(value: float | None, low: float | None, high: float | None, qualifier: str, words: str) -> Bounds:
    """ACLED FAQ (2024) on fatalities: vague reports take a fixed low figure ("tens" 10, "dozens" 12, "hundreds" 100 and
    so on); on conflicting or ranged reports the most conservative number.
    """
    if qualifier == "vague":
        found = magnitude(words)
        return (found.least, found.least, found.least) if found else (None, None, None)
    best = value if value is not None else low if low is not None else high
    return best, best, best


def _arabic_plural(value: float | None, low: float | None, high: float | None, qualifier: str, words: str) -> Bounds:
    """As ``interval``, but a plural of tens, hundreds … means at least three of them, as Arabic plurals do."""
    if qualifier == "vague":
        found = magnitude(words)
        return (found.plural_least, None, found.greatest) if found else (None, None, None)
    return _interval(value, low, high, qualifier, words)


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
    (lower, best, upper), None for what it leaves open. Raises ``ValueError`` for a name that is taken.
    """
    if name in _POLICIES:
        raise ValueError(f"policy {name!r} exists already; choose another name")
    _POLICIES[name] = policy


def bound_figures(figures: pd.DataFrame, policy: str = "interval") -> pd.DataFrame:
    """The figures with ``lower``, ``best``, ``upper`` (float64, null is open) and ``policy`` added.

    Raises ``ValueError`` for a policy that is not known.
    """
    if policy not in _POLICIES:
        raise ValueError(f"no policy {policy!r}; there are {', '.join(_POLICIES)}")
    rule = _POLICIES[policy]
    columns = (figures[name] for name in ("value", "low", "high", "qualifier", "number_text"))
    bounds = [
        rule(_null(value), _null(low), _null(high), str(qualifier), str(words))
        for value, low, high, qualifier, words in zip(*columns, strict=True)
    ]
    out = figures.copy()
    for n, name in enumerate(("lower", "best", "upper")):
        out[name] = pd.Series([b[n] for b in bounds], index=figures.index, dtype="float64")
    out["policy"] = pd.Series(policy, index=figures.index, dtype="str")
    return out


def _null(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(value)  # type: ignore[arg-type]
