"""Chart of periods: the days that figures speak of, and the day on which they were published."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, DateFormatter, date2num
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from seedlib.charts import base
from seedlib.charts.base import word, words
from seedlib.charts.marks import FILL, INK, WARM, bounds_of, bounds_text
from seedlib.charts.names import figure_name, once
from seedlib.labels import label
from seedlib.policies import bound_figures
from seedlib.published import days
from seedlib.wording import number

TWIN = "figure_id number_text counted outcome place source time_text time_start time_end published".split()
TWIN += ["lower", "best", "upper", "policy"]
DAY = pd.Timedelta(days=1)


def plot_periods(figures: pd.DataFrame, ax: Axes | None = None, policy: str = "interval", lang: str = "ar") -> Axes:
    """One row a figure with a date: a bar over the days it speaks of, a diamond on the day of publication, an arrow
    where only the first or the last day is known. Takes the ``figures`` table.

    Earliest first; time runs from left to right, dates as year, month, day. Of more than 30 figures the largest are
    drawn; the chart says of how many, and how many have no date. Bounds stand on the left. Raises ``ValueError`` for an
    unknown policy or language.
    """
    table = bound_figures(once(figures), policy)
    dated = table[table[["time_start", "time_end"]].notna().any(axis=1)]
    shown, notes = base.largest(dated, lang)
    shown = shown.assign(_at=shown["time_start"].fillna(shown["time_end"])).sort_values(
        ["_at", "time_end"], kind="stable"
    )
    with base.axes(ax) as ax:
        if shown.empty:
            return base.nothing(ax, "no_dates", lang, "periods_title", dated[TWIN])
        periods = _periods(shown)
        _axis(ax, periods)
        for y, row in enumerate(periods.itertuples()):
            _period(ax, y, row)
        base.rows_on_right(ax, [label(figure_name(row, 36)) for row in shown.itertuples()])
        base.column_on_left(ax, [bounds_text(row) for row in bounds_of(shown)])
        without = len(table) - len(dated)
        notes += [words("no_date", lang, n=number(without))] if without else []
        lines = base.caption(ax, lang, "", policy, shown["source"], notes)
        base.finish(ax, "periods_title", lang, lines, _key(periods, lang), mirror=False)
        base.names_on_right(ax)
        ends = [f"{day:%Y-%m-%d}" for day in (periods["start"].min(), periods["end"].max())]
        base.set_twin(ax, dated[TWIN], word("alt_periods", lang, n=len(dated), start=ends[0], end=ends[1]))
        return ax


def _periods(shown: pd.DataFrame) -> pd.DataFrame:
    """First day, day after the last, day of publication; which of the two first is not known."""
    start, end = shown["time_start"], shown["time_end"]
    return pd.DataFrame(
        {
            "start": start.fillna(end),
            "end": end.fillna(start) + DAY,
            "published": days(shown["published"]) + DAY / 2,
            "since": end.isna(),
            "until": start.isna(),
        }
    )


def _axis(ax: Axes, periods: pd.DataFrame) -> None:
    known = pd.concat([periods["start"], periods["end"], periods["published"].dropna()])
    first, last = known.min(), known.max()
    spare = max((last - first) * 0.04, DAY)
    begin = first - spare * (1 + 2 * periods["until"].any())  # room for an arrow
    end = last + spare * (1 + 2 * periods["since"].any())
    ax.xaxis_date()
    ax.set_xlim(begin, end)
    locator = AutoDateLocator(minticks=2, maxticks=6)
    whole = sorted({round(tick) for tick in locator.tick_values(begin, end)})
    form = DateFormatter("%Y-%m-%d" if last - first < 400 * DAY else "%Y-%m" if last - first < 2000 * DAY else "%Y")
    ax.set_xticks(whole, [form(day) for day in whole])
    ax.set_xlim(begin, end)


def _period(ax: Axes, y: int, row: Any) -> None:
    start, end = date2num(row.start), date2num(row.end)
    least = 0.008 * abs(np.diff(ax.get_xlim())[0])  # a day among years is still to be seen
    ax.barh(y, max(end - start, least), left=start, height=0.5, color=FILL, edgecolor=INK, linewidth=0.8)
    for open_, x, way in ((row.since, end, 1), (row.until, start, -1)):
        if open_:
            style = {
                "arrowstyle": "<|-",
                "color": INK,
                "linewidth": 1.3,
                "shrinkA": 0,
                "shrinkB": 0,
                "mutation_scale": 9,
            }
            ax.annotate("", (x, y), xytext=(22 * way, 0), textcoords="offset points", arrowprops=style)
    if pd.notna(row.published):
        ax.plot(date2num(row.published), y, "D", markersize=4.5, color=WARM, zorder=4)


def _key(periods: pd.DataFrame, lang: str) -> list[Any]:
    entries = [
        (True, Patch(facecolor=FILL, edgecolor=INK, label=words("period", lang))),
        (periods[["since", "until"]].any(axis=None), Line2D([], [], marker=">", color=INK, label=words("open", lang))),
        (
            periods["published"].notna().any(),
            Line2D([], [], marker="D", markersize=4.5, linestyle="", color=WARM, label=words("published", lang)),
        ),
    ]
    return [mark for occurs, mark in entries if occurs]
