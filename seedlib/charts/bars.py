"""Charts of reported figures: what was said with how much certainty, and what a total is made of."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from seedlib.charts import base, marks
from seedlib.charts.base import word, words
from seedlib.charts.marks import FILL, INK, THICK, Bounds, bounds_of, bounds_text, said
from seedlib.charts.names import figure_name, once
from seedlib.labels import bilingual, label, wrap
from seedlib.policies import bound_figures
from seedlib.schema import given

LISTED = 7  # parts that an alternative text names
ORIGINS = frozenset({"country", "governorate", "town", "affiliation"})
TWIN = "figure_id number_text counted outcome place origin source lower best upper policy".split()


def plot_intervals(figures: pd.DataFrame, ax: Axes | None = None, policy: str = "interval", lang: str = "ar") -> Axes:
    """One row a figure: a bar from its lower to its upper bound and a dot at its best value; the bar is hollow where
    the words give no best value, and an arrow stands where a bound is open. Takes the ``figures`` table.

    Figures stand in document order from the top, their bounds in figures on the left. Of more than 30 the largest are
    drawn, and the chart says of how many; its table has all. The axis is logarithmic where the largest is more than 60
    times the smallest. Raises ``ValueError`` for an unknown policy or language.
    """
    table = bound_figures(once(figures), policy)
    drawn = table[table[["lower", "best", "upper"]].notna().any(axis=1)]
    shown, notes = base.largest(drawn, lang)
    with base.axes(ax) as ax:
        if shown.empty:
            return base.nothing(ax, "nothing", lang, "intervals_title", drawn[TWIN])
        bounds = bounds_of(shown)
        for y, row in enumerate(bounds):
            marks.draw_interval(ax, y, row)
        log = interval_axis(ax, bounds)
        base.rows_on_right(ax, [label(figure_name(row)) for row in shown.itertuples()])
        base.column_on_left(ax, [bounds_text(row) for row in bounds])
        notes += base.units(shown, lang)
        lines = base.caption(ax, lang, "count_log" if log else "count", policy, shown["source"], notes)
        base.finish(ax, "intervals_title", lang, lines, interval_key(bounds, lang))
        first = max(bounds, key=lambda row: np.nanmax(row))
        alt = word("alt_intervals", lang, n=len(drawn), policy=word(policy, lang), first=said(first, lang))
        base.set_twin(ax, drawn[TWIN], alt)
        return ax


def interval_axis(ax: Axes, bounds: Sequence[Bounds], arrow: float = 0.15) -> bool:
    """Set the axis for intervals; whether it is logarithmic. ``arrow`` is the share of it that an open bound takes."""
    values = [x for row in bounds for x in row if not np.isnan(x)]
    lower, best, upper = np.array([row for row in bounds if not np.isnan(row).all()]).T
    log = marks.is_log(values)
    before, after = (arrow * float(ends.any()) for ends in (np.isnan(lower) & np.isnan(best), np.isnan(upper)))
    marks.count_axis(ax, values, log, before, 0.03 + after)
    return log


def interval_key(bounds: Sequence[Bounds], lang: str) -> list[Any]:
    """Legend entries for the marks that occur."""
    lower, best, upper = np.array(bounds).T
    wide, known = upper > lower, ~np.isnan(best)
    entries = [
        (known.any(), Line2D([], [], marker="o", linestyle="", color=INK, label=words("best", lang))),
        ((wide & known).any(), Patch(facecolor=FILL, edgecolor=INK, label=words("bounds", lang))),
        ((wide & ~known).any(), Patch(facecolor="none", edgecolor=INK, label=words("no_best", lang))),
        ((np.isnan(lower) ^ np.isnan(upper)).any(), Line2D([], [], marker="<", color=INK, label=words("open", lang))),
    ]
    return [mark for occurs, mark in entries if occurs]


def plot_breakdown(
    breakdown: pd.DataFrame,
    ax: Axes | None = None,
    policy: str = "interval",
    lang: str = "ar",
    total_id: str | None = None,
) -> Axes:
    """The parts of one total as bars, longest first, and what they leave as a bar hatched to its most and grey to
    its least.

    Takes the table of :func:`seedlib.break_down` (made under ``policy``, which is only stated here); draws the total
    ``total_id``, or the one with most parts. A bar runs to the best value, hollow and to the lower bound where there is
    none; a whisker joins bounds that differ. Of more than 30 parts the largest are drawn, and the chart says of how
    many. Raises ``ValueError`` for an unknown total, policy or language.
    """
    breakdown = given(breakdown, "breakdown")
    parts, rest = one_total(breakdown, total_id)
    shown, notes = base.largest(parts, lang)
    with base.axes(ax) as ax:
        if rest is None:
            return base.nothing(ax, "no_parts", lang, "breakdown_title", breakdown)
        bounds = bounds_of(shown)
        for y, row in enumerate(bounds):
            _bar(ax, y, row, lang)
        (left,) = bounds_of(rest.to_frame().T)
        marks.draw_remainder(ax, len(shown), left)
        marks.count_axis(ax, [x for row in (*bounds, left) for x in row])
        names = [part_name(row, lang) for row in shown.itertuples()]
        base.rows_on_right(ax, [*names, words("remainder", lang)])
        lines = base.caption(ax, lang, "count", policy, [rest["source"]], notes)
        base.finish(ax, _by(parts), lang, lines, sub=rest["total_text"])
        told = listed(shown, lang, [bounds_text(row) for row in bounds])
        alt = word("alt_breakdown", lang, total=rest["total_text"], parts=told, rest=said(left, lang))
        base.set_twin(ax, breakdown[breakdown["total_id"] == rest["total_id"]], alt)
        return ax


def _by(parts: pd.DataFrame) -> str:
    """The title that says by what the total is divided; parts of places and groups together are by origin."""
    found = set(parts["dimension"].astype(object).dropna())
    if parts["dimension"].notna().all() and len(found) == 1:
        return f"by_{found.pop()}"
    return "by_origin" if parts["dimension"].notna().all() and found <= ORIGINS else "breakdown_title"


def one_total(breakdown: pd.DataFrame, total_id: str | None) -> tuple[pd.DataFrame, pd.Series | None]:
    """The parts of a total, largest first, and its remainder row; of the total with most parts where none is named.

    Raises ``ValueError`` for a total that the table does not have.
    """
    if breakdown.empty:
        return breakdown, None
    totals = breakdown["total_id"].value_counts(sort=True).index
    base.check_known("total_id", total_id, totals, totals)
    table = breakdown[breakdown["total_id"] == (totals[0] if total_id is None else total_id)]
    return by_size(table[~table["is_remainder"]]), table[table["is_remainder"]].iloc[0]


def by_size(parts: pd.DataFrame) -> pd.DataFrame:
    """The parts with the largest first, those without a number last."""
    size = parts["best"].fillna(parts["lower"]).fillna(parts["upper"])
    return parts.loc[size.sort_values(ascending=False, kind="stable").index]


def _bar(ax: Axes, y: int, bounds: Bounds, lang: str) -> None:
    """A bar to the best value (to the lower bound, hollow, where there is none), a whisker where bounds differ."""
    lower, best, upper = bounds
    size = marks.length(bounds)
    ax.barh(y, size, height=THICK, color="none" if np.isnan(best) else FILL, edgecolor=INK, linewidth=0.8)
    marks.whisker(ax, y, lower, upper)
    marks.beside(ax, np.nanmax([size, upper]), y, bounds_or_none(bounds, lang))


def bounds_or_none(bounds: Bounds, lang: str) -> str:
    """Bounds in figures; that there is no number, in words."""
    text = bounds_text(bounds)
    return words("no_number", lang) if text == "—" else text


def part_name(row: Any, lang: str) -> str:
    """The label of a part in the language of the chart, where it is known in it."""
    width = 42 if lang == "both" else 30  # two names stand there: broken less, rows stay low
    return bilingual(wrap(row.label, width), wrap(row.label_en, width), lang)


def listed(parts: pd.DataFrame, lang: str, values: Sequence[str]) -> str:
    """The first parts in words, each with its value; those with "" are left out."""
    names = (parts["label_en"] if lang == "en" else parts["label"]).fillna(parts["label"])
    told = [f"{of} {value}" for of, value in zip(names, values, strict=True) if value]
    return ("; " if lang == "en" else "؛ ").join(told[:LISTED])
