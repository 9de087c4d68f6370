"""Charts over many documents: what is reported and of whom, and how surely each publisher words it."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Patch

from seedlib.charts import base
from seedlib.charts.base import word, words
from seedlib.charts.names import once
from seedlib.labels import bilingual, label, wrap
from seedlib.schema import categories
from seedlib.wording import count, number

SHADES = LinearSegmentedColormap.from_list("shades", ["#eaf3fa", "#56B4E9", "#0072B2", "#00395c"])
# From the surest wording to the vaguest; qualifiers that bound on the same side are one band.
HEDGES = {
    "exact": (("exact",), "#0072B2", None),
    "about": (("about",), "#56B4E9", None),
    "at_least": (("more_than", "at_least"), "#009E73", "///"),
    "at_most": (("less_than", "at_most"), "#CC79A7", "\\\\\\"),
    "range": (("range",), "#E69F00", None),
    "vague": (("vague",), "#c9cdd3", "..."),
}
DARKEST = 5  # least number of reports that is drawn in the darkest shade
PUBLISHERS = 20


def plot_outcomes(figures: pd.DataFrame, ax: Axes | None = None, policy: str = "", lang: str = "ar") -> Axes:
    """Heatmap of outcomes and classes of the counted: in each cell how many figures report it, not how many people,
    since two reports of one event would count them twice; a title that the page repeats counts once. Takes the
    ``figures`` table; needs no policy.

    Rows and columns are those that occur, the most frequent first (from the right); what is denied or unrealised has a
    row of its own. Raises ``ValueError`` for an unknown language.
    """
    figures = once(figures)
    outcome = figures["outcome"].astype(object).where(figures["outcome"].notna(), "no_outcome")
    outcome = outcome.mask(figures["modality"].notna(), figures["modality"].astype(object))
    whom = figures["counted_class"].astype(object).where(figures["counted_class"].notna(), "no_class")
    table = pd.crosstab(outcome, whom)
    table = table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    table = table[table.sum().sort_values(ascending=False, kind="stable").index]
    width = max(4.2, 2.2 + 0.62 * table.shape[1])
    with base.axes(ax, width=width, row=0.42, extra=0.35) as ax:
        if table.empty:
            return base.nothing(ax, "nothing", lang, "outcomes_title", table)
        for y, row in enumerate(table.to_numpy()):
            for x, count in enumerate(row):
                _cell(ax, x, y, int(count), max(DARKEST, int(table.to_numpy().max())))
        base.rows_on_right(ax, [words(name, lang) for name in table.index])
        base.columns_on_top(ax, [words(name, lang) for name in table.columns])
        lines = base.caption(ax, lang, "count_reports", None, figures["source"])
        base.finish(ax, "outcomes_title", lang, lines, above=30 if lang == "both" else 18)
        at: Any = table.stack().idxmax()
        first = f"{word(at[0], lang)} / {word(at[1], lang)} {table.to_numpy().max()}"
        base.set_twin(ax, table.rename_axis(columns=None).reset_index(), word("alt_outcomes", lang, first=first))
        return ax


def _cell(ax: Axes, x: int, y: int, count: int, most: int) -> None:
    if not count:
        ax.text(x, y, "·", ha="center", va="center", color=base.quiet())
        return
    depth = count / most
    ax.barh(y, 0.96, left=x - 0.48, height=0.92, color=SHADES(depth), edgecolor="none")
    ax.text(x, y, number(count), ha="center", va="center", color="white" if depth > 0.45 else "#111111")


def plot_hedges(figures: pd.DataFrame, ax: Axes | None = None, policy: str = "", lang: str = "ar") -> Axes:
    """How surely each publisher words its figures: shares of exact numbers, of numbers with a hedge, of vague words, by
    what the words bound. Takes the ``figures`` table, of which a title that the page repeats counts once; needs no
    policy.

    One row a publisher, with the number of its figures, most first; at most 20, and the chart says of how many. Figures
    without a publisher are a row of their own. Raises ``ValueError`` for an unknown language.
    """
    figures = once(figures)
    outlet = figures["publisher"].astype(object).where(figures["publisher"].notna(), "")
    counts = pd.crosstab(outlet, figures["qualifier"].astype(object)).reindex(
        columns=categories("qualifier"), fill_value=0
    )
    counts = counts.loc[counts.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    bands = pd.DataFrame({name: counts[list(of)].sum(axis=1) for name, (of, _, _) in HEDGES.items()})
    shown = bands.head(PUBLISHERS)
    with base.axes(ax) as ax:
        if shown.empty:
            return base.nothing(ax, "nothing", lang, "hedges_title", counts)
        totals = shown.sum(axis=1)
        shares = 100 * shown.div(totals, axis=0)
        _bands(ax, shares)
        names = [label(wrap(name, 28)) if name else words("no_publisher", lang) for name in shown.index]
        base.rows_on_right(ax, names)
        said = [bilingual(count(n, "figure", "ar"), count(n, "figure", "en"), lang) for n in totals]
        base.column_on_left(ax, said)
        ax.set_xlim(0, 100)
        ax.set_xticks(range(0, 101, 25), [f"{tick}%" for tick in range(0, 101, 25)])
        notes = [words("most_of", lang, n=PUBLISHERS, total=number(len(bands)))] if len(bands) > PUBLISHERS else []
        lines = base.caption(ax, lang, "share_reports", None, (), notes)
        base.finish(ax, "hedges_title", lang, lines, _key(shown, lang))
        exact = zip(shown.index, shares["exact"], strict=True)
        told = [f"{name or word('no_publisher', lang)}: {word('exact', lang)} {share:.0f}%" for name, share in exact]
        base.set_twin(ax, counts.reset_index(names="publisher"), word("alt_hedges", lang, rows="; ".join(told[:5])))
        return ax


def _bands(ax: Axes, shares: pd.DataFrame) -> None:
    for y, row in enumerate(shares.to_numpy()):
        ends = np.cumsum(row)
        for (_, colour, hatch), size, end in zip(HEDGES.values(), row, ends, strict=True):
            if size:
                ax.barh(
                    y, size, left=end - size, height=0.66, color=colour, edgecolor="white", hatch=hatch, linewidth=0.8
                )


def _key(shown: pd.DataFrame, lang: str) -> list[Any]:
    return [
        Patch(facecolor=colour, edgecolor="white", hatch=hatch, label=words(name, lang))
        for name, (_, colour, hatch) in HEDGES.items()
        if shown[name].any()
    ]
