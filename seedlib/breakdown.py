"""Breakdown: each total with the parts that its text states, and what they leave."""

from typing import Any

import pandas as pd

from seedlib.policies import bound_figures
from seedlib.schema import frame

#: What a total can be broken down by: ``origin`` takes every stated part; the others only parts of that dimension.
DIMENSIONS = ("origin", "country", "governorate", "town", "affiliation", "sex_age", "status")


def break_down(figures: pd.DataFrame, by: str = "origin", policy: str = "interval") -> pd.DataFrame:
    """One row a part of each total and one remainder row a total; columns as in the codebook's ``breakdown``.

    ``by`` is ``"origin"`` for every stated part, or one dimension (country, governorate, town, affiliation, sex_age,
    status). The remainder row is total minus parts in interval arithmetic: its lower bound is the total's lower bound
    less the parts' upper bounds. Parts are never scaled. Raises ``ValueError`` for an unknown dimension or policy.
    """
    if by not in DIMENSIONS:
        raise ValueError(f"cannot break down by {by!r}; choose one of {', '.join(DIMENSIONS)}")
    bounded = bound_figures(figures, policy)
    parts = bounded[bounded["part_of"].notna()]
    if by != "origin":
        parts = parts[parts["origin_type"] == by]
    totals = bounded.set_index("figure_id")
    out: list[dict[str, Any]] = []
    for total_id, group in parts.groupby("part_of", sort=False):
        if total_id in totals.index:
            total = totals.loc[total_id]
            about = {"total_id": str(total_id), "total_text": worded(total), "source": total["source"]}
            out += [{**about, **row} for row in _rows(total, group)]
    columns = {name: [row[name] for row in out] for name in out[0]} if out else {}
    return frame("breakdown", columns)


def _rows(total: pd.Series, parts: pd.DataFrame) -> list[dict[str, Any]]:
    rows = [
        {
            "part_id": part.figure_id,
            "label": _label(part),
            "label_en": part.origin_en,
            "dimension": part.origin_type,
            "code": part.origin_code,
            "lower": part.lower,
            "best": part.best,
            "upper": part.upper,
            "share": share(part.best, total["best"]),
            "is_remainder": False,
        }
        for part in parts.itertuples()
    ]
    lower, best, upper = remainder(total, parts)
    rows.append(
        {
            "part_id": None,
            "label": "غير مفصّل",
            "label_en": "not broken down",
            "dimension": None,
            "code": None,
            "lower": lower,
            "best": best,
            "upper": upper,
            "share": share(best, total["best"]),
            "is_remainder": True,
        }
    )
    return rows


def worded(figure: pd.Series) -> str:
    """A figure as its sentence words it: hedge, number and noun, each where it is stated."""
    counted = None if figure["counted"] == figure["number_text"] else figure["counted"]
    return " ".join(str(text) for text in (figure["qualifier_text"], figure["number_text"], counted) if isinstance(text, str))


def _label(part: Any) -> str:
    return next(
        (str(text) for text in (part.origin, part.counted, part.number_text) if text is not None and not pd.isna(text)),
        "",
    )


def share(part: float | None, total: float | None) -> float | None:
    """Part over total, None where either is unknown or the total is 0."""
    return None if part is None or total is None or pd.isna(part) or pd.isna(total) or not total else part / total


def remainder(total: pd.Series, parts: pd.DataFrame) -> tuple[float | None, float | None, float | None]:
    """Total minus parts in interval arithmetic; an open bound of any part leaves the remainder open on that side.

    The bounds are cut at 0 (a remainder is a count) unless even the least the parts can be exceeds the total.
    """
    sums = {name: parts[name].sum(min_count=len(parts)) for name in ("lower", "best", "upper")}
    lower, best, upper = total["lower"] - sums["upper"], total["best"] - sums["best"], total["upper"] - sums["lower"]
    over = upper < 0
    clip = lambda x: None if pd.isna(x) else float(x if over else max(x, 0.0))  # noqa: E731
    return clip(lower) if not pd.isna(lower) else None, None if pd.isna(best) else float(best), clip(upper)
