"""Charts of reported figures: what was said with how much certainty, and what a total is made of."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from seedlib.chart_base import FILL, INK, MUTED, REST, TOP, axes, caption, nothing, number, set_twin, word, words
from seedlib.labels import isolate, label, wrap
from seedlib.policies import bound_figures
from seedlib.style import rtl

_LOG_FROM = 60  # greatest over least value from which a linear axis would hide the small ones


def plot_intervals(figures: pd.DataFrame, ax: Axes | None = None, policy: str = "interval", lang: str = "ar") -> Axes:
    """One row a figure: a bar from its lower to its upper bound, a dot at its best value, a hollow ring where the words
    give none, an arrow where a bound is open. Takes the ``figures`` table; returns the Axes.

    Figures stand in document order from the top; more than 40 are cut with a line that says how many more there are.
    Raises ``ValueError`` for an unknown policy.
    """
    table = bound_figures(figures, policy)
    drawn = table[table[["lower", "best", "upper"]].notna().any(axis=1)]
    shown = drawn.head(TOP)
    with axes(ax, len(shown)) as ax:
        if shown.empty:
            return nothing(ax, "nothing", lang, "intervals_title")
        values = shown[["lower", "best", "upper"]].to_numpy(float)
        log = np.nanmax(values) / max(np.nanmin(values[values > 0], initial=1.0), 1.0) > _LOG_FROM
        if log:
            ax.set_xscale("log")
        for y, (lower, best, upper) in enumerate(values):
            _interval(ax, y, lower, best, upper, log)
        names = [_name(row) for row in shown.itertuples()]
        ax.set_yticks(range(len(shown)), [label(name) for name in names])
        ax.set_ylim(len(shown) - 0.5, -0.5)
        ax.xaxis.set_major_formatter(lambda x, _: number(x))
        ax.grid(axis="y", visible=False)
        ax.set_title(words("intervals_title", lang))
        caption(ax, policy, shown["source"], lang, "count_log" if log else "count")
        if len(drawn) > TOP:
            ax.text(
                0.5, -0.02, label(word("more", lang).format(n=len(drawn) - TOP)), transform=ax.transAxes, color=MUTED
            )
        rtl(ax)
        columns = [
            "figure_id",
            "number_text",
            "counted",
            "outcome",
            "origin",
            "source",
            "lower",
            "best",
            "upper",
            "policy",
        ]
        set_twin(ax, drawn[columns], _alt_intervals(drawn, names))
        return ax


def _interval(ax: Axes, y: int, lower: float, best: float, upper: float, log: bool) -> None:
    """One row: known bounds as a bar, an open one as an arrow."""
    known = [x for x in (lower, best, upper) if not np.isnan(x)]
    low, high = (lower if not np.isnan(lower) else min(known)), (upper if not np.isnan(upper) else max(known))
    if high > low:
        ax.plot([low, high], [y, y], color=FILL, linewidth=7, solid_capstyle="butt", zorder=2)
    if np.isnan(upper) and not np.isnan(lower) and np.isnan(best):
        _arrow(ax, high, y, 1, log)
    if np.isnan(lower) and not np.isnan(upper) and np.isnan(best):
        _arrow(ax, low, y, -1, log)
    if np.isnan(best):
        for x in {x for x in (lower, upper) if not np.isnan(x)}:
            ax.plot(x, y, "o", markerfacecolor="none", markeredgecolor=INK, markeredgewidth=1.3, zorder=3)
    else:
        ax.plot(best, y, "o", color=INK, zorder=3)


def _arrow(ax: Axes, x: float, y: int, direction: int, log: bool) -> None:
    end = x * (1.7**direction) if log else x + direction * max(x * 0.25, 1)
    style = {"arrowstyle": "-|>", "color": INK, "linewidth": 1.3, "shrinkA": 4, "shrinkB": 0}
    ax.annotate("", xy=(end, y), xytext=(x, y), arrowprops=style)
    ax.plot(end, y, alpha=0)  # so that the arrow counts for the limits


def _name(row: Any) -> str:
    """The figure as its sentence words it: hedge, number, noun, and whose or where."""
    parts = [row.qualifier_text, row.number_text if row.counted != row.number_text else None, row.counted]
    said = " ".join(str(part) for part in parts if isinstance(part, str))
    where = next((text for text in (row.origin, row.place) if isinstance(text, str)), None)
    name = f"{said} — {where}" if where else said
    return name if len(name) <= 46 else name[:45].rstrip() + "…"


def _alt_intervals(table: pd.DataFrame, names: list[str]) -> str:
    return f"Interval chart of {len(table)} reported figures under the policy {table['policy'].iloc[0]}: " + "; ".join(
        names[:5]
    )


def plot_breakdown(
    breakdown: pd.DataFrame,
    ax: Axes | None = None,
    policy: str = "interval",
    lang: str = "ar",
    total_id: str | None = None,
) -> Axes:
    """The parts of one total as bars, longest first, and what they leave as a hatched bar from its least to its most.

    Takes the table of :func:`seedlib.break_down` (made under ``policy``, which is only stated here); draws the total
    ``total_id``, or the one with most parts. Bars grow leftwards and names stand on the right. Returns the Axes.
    """
    table = _one_total(breakdown, total_id)
    with axes(ax, len(table) or 6) as ax:
        if table.empty:
            return nothing(ax, "no_parts", lang, "breakdown_title")
        parts = table[~table["is_remainder"]].sort_values("best", ascending=False, na_position="last", kind="stable")
        shown = parts.head(TOP)
        for y, row in enumerate(shown.itertuples()):
            _bar(ax, y, row.lower, row.best, row.upper)
        rest = table[table["is_remainder"]].iloc[0]
        _remainder(ax, len(shown), rest, lang)
        named = [_part_name(row, lang) for row in shown.itertuples()]
        ax.set_yticks(range(len(shown) + 1), [label(wrap(name, 30)) for name in named] + [words("remainder", lang)])
        ax.set_ylim(len(shown) + 0.6, -0.6)
        ax.set_xlim(0, ax.get_xlim()[1] * 1.12)
        ax.grid(axis="y", visible=False)
        ax.xaxis.set_major_formatter(lambda x, _: number(x))
        ax.set_title(words("breakdown_title", lang, suffix=f": {rest['total_text']}"))
        caption(ax, policy, [rest["source"]], lang)
        rtl(ax)
        set_twin(ax, pd.concat([parts, table[table["is_remainder"]]]), _alt_breakdown(parts, rest))
        return ax


def _one_total(breakdown: pd.DataFrame, total_id: str | None) -> pd.DataFrame:
    if breakdown.empty:
        return breakdown
    chosen = total_id or breakdown["total_id"].value_counts(sort=True).index[0]
    return breakdown[breakdown["total_id"] == chosen]


def _bar(ax: Axes, y: int, lower: Any, best: Any, upper: Any) -> None:
    """A part: a bar to its best value (hollow, to its lower bound, where it has none), a whisker for bounds."""
    known = not np.isnan(best)
    length = best if known else lower if not np.isnan(lower) else 0.0
    ax.barh(y, length, height=0.62, color=FILL if known else "none", edgecolor=INK)
    text = number(length) if known else "؟"
    edge = length
    if not np.isnan(lower) and not np.isnan(upper) and upper > lower:
        ax.plot([lower, upper], [y, y], color=INK, linewidth=1.4, marker="|", markersize=8)
        text, edge = isolate(f"{number(lower)}–{number(upper)}"), upper
    ax.annotate(label(text), (edge, y), xytext=(-5, 0), textcoords="offset points", ha="right", va="center", fontsize=9)


def _remainder(ax: Axes, y: int, rest: pd.Series, lang: str) -> None:
    lower, best, upper = (
        float(rest[name]) if not pd.isna(rest[name]) else np.nan for name in ("lower", "best", "upper")
    )
    start = 0.0 if np.isnan(lower) else lower
    end = upper if not np.isnan(upper) else best if not np.isnan(best) else start
    ax.barh(y, end - start, left=start, height=0.62, color="none", edgecolor=REST, hatch="////")
    if not np.isnan(best):
        ax.plot([best, best], [y - 0.31, y + 0.31], color=MUTED, linewidth=2)
    text = number(start) if end == start else isolate(f"{number(start)}–{number(end)}")
    ax.annotate(
        label(text),
        (max(end, start), y),
        xytext=(-5, 0),
        textcoords="offset points",
        ha="right",
        va="center",
        fontsize=9,
    )


def _part_name(row: Any, lang: str) -> str:
    english = row.label_en if isinstance(row.label_en, str) else None
    if lang == "en" and english:
        return english
    return f"{row.label}\n{english}" if lang == "both" and english else str(row.label)


def _alt_breakdown(parts: pd.DataFrame, rest: pd.Series) -> str:
    listed = "; ".join(
        f"{row['label']} {row['best']:g}" for row in parts.head(8).to_dict("records") if not pd.isna(row["best"])
    )
    rests = f"{rest['lower']:g} to {rest['upper']:g}"
    return f"Bars of {len(parts)} stated parts of one total: {listed}; not broken down {rests}"
