"""Chart of what a policy decides: the same words read under each."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from seedlib.breakdown import BOUNDS
from seedlib.charts import base, marks
from seedlib.charts.bars import interval_axis, interval_key
from seedlib.charts.base import word, words
from seedlib.charts.marks import Bounds, bounds_of
from seedlib.charts.names import figure_name, once
from seedlib.labels import label
from seedlib.policies import bound_figures, policies
from seedlib.wording import number

PANELS, ROWS = 5, 20
GAP = 0.03  # between panels, as a share of the chart
ARROW = 0.3  # share of a panel that an arrow takes


def plot_policies(figures: pd.DataFrame, ax: Axes | None = None, policy: Sequence[str] = (), lang: str = "ar") -> Axes:
    """One panel a policy, one row a figure, on one scale: where its words put it. Takes the ``figures`` table.

    ``policy`` names one or several, from the right, by default the first five that are known. Only figures that they
    read differently have a row, of more than 20 those with the largest numbers; the chart says how many are left out. A
    panel is empty where its policy gives no number. Raises ``ValueError`` for an unknown policy or language.
    """
    names = [policy] if isinstance(policy, str) and policy else list(policy) or policies()[:PANELS]
    figures = once(figures)
    read = {name: bound_figures(figures, name)[list(BOUNDS)] for name in names}
    differ = _different(list(read.values()))
    alike = int((~differ).sum())
    shown, notes = _rows(figures, read, differ, lang)
    with base.axes(ax, width=8.4, extra=0.25) as ax:
        if shown.empty:
            return base.nothing(ax, "no_difference" if len(figures) else "nothing", lang, "policies_title")
        bounds = {name: bounds_of(read[name].loc[shown.index]) for name in names}
        base.rows_on_right(ax, [label(figure_name(row, 34)) for row in shown.itertuples()])
        log = _panels(ax, bounds, lang)
        notes += [words("same_policies", lang, n=number(alike))] if alike else []
        notes += base.units(shown, lang)
        every = [row for rows in bounds.values() for row in rows]
        lines = base.caption(ax, lang, "count_log" if log else "count", None, shown["source"], notes)
        base.finish(
            ax, "policies_title", lang, lines, interval_key(every, lang), above=22 if lang == "both" else 11, below=22
        )
        told = "، ".join(word(name, lang) for name in names)
        base.set_twin(ax, _table(figures, read, differ), word("alt_policies", lang, n=int(differ.sum()), policies=told))
        return ax


def _different(read: Sequence[pd.DataFrame]) -> pd.Series:
    """The figures that are not read alike by all; null is like null."""
    first = read[0].fillna(-np.inf)
    differ = pd.Series(False, index=first.index)
    for other in read[1:]:
        differ |= (other.fillna(-np.inf) != first).any(axis=1)
    return differ


def _rows(
    figures: pd.DataFrame, read: dict[str, pd.DataFrame], differ: pd.Series, lang: str
) -> tuple[pd.DataFrame, list[str]]:
    """The figures to show, in document order, and the remark that there are more."""
    size = pd.concat(list(read.values()), axis=1).max(axis=1)
    widest = figures.assign(**dict.fromkeys(BOUNDS, size))[differ & size.notna()]
    return base.largest(widest, lang, ROWS)


def _panels(ax: Axes, bounds: dict[str, list[Bounds]], lang: str) -> bool:
    """Small charts side by side, the first on the right, on one scale, within the Axes; whether it is logarithmic."""
    every = [row for rows in bounds.values() for row in rows]
    width = (1 + GAP) / len(bounds)
    for n, (name, rows) in enumerate(bounds.items(), 1):
        panel = ax.inset_axes((1 + GAP - n * width, 0, width - GAP, 1))
        for y, row in enumerate(rows):
            marks.draw_interval(panel, y, row, reach=15)
        log = interval_axis(panel, every, ARROW)
        panel.invert_xaxis()
        panel.set(yticks=[], ylim=ax.get_ylim())
        panel.spines[["left", "right"]].set_visible(False)
        panel.axvline(panel.get_xlim()[1], color=base.quiet(), linewidth=0.8)
        panel.set_title(words(name, lang), loc="right", fontsize=9, fontweight="normal", pad=4, multialignment="right")
    base.only_names(ax)
    return log


def _table(figures: pd.DataFrame, read: dict[str, pd.DataFrame], differ: pd.Series) -> pd.DataFrame:
    kept = figures.loc[differ, ["figure_id", "qualifier_text", "number_text", "counted", "source"]]
    return pd.concat([kept.join(table).assign(policy=name) for name, table in read.items()])
