"""Chart of headlines: the number a headline gives beside the one in the article's body."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from seedlib.breakdown import BOUNDS, bound_once, happened
from seedlib.charts import base, marks
from seedlib.charts.bars import interval_axis
from seedlib.charts.base import word, words
from seedlib.charts.marks import FILL, INK, PEACH, WARM, Bounds, bounds_of, bounds_text
from seedlib.charts.names import figure_name, once
from seedlib.labels import label, wrap
from seedlib.reconcile import ABOVE

WORDS = ["value", "qualifier", "qualifier_text", "number_text", "counted", "counted_inherited", "origin"]
SAME = ["doc_id", "outcome", "unit"]
MAY_DIFFER = ["counted_class", "place", "place_code"]  # in that one of the two does not state it


def plot_headlines(figures: pd.DataFrame, ax: Axes | None = None, policy: str = "interval", lang: str = "ar") -> Axes:
    """One row a figure of a headline: what the headline says above, what the body says of the same outcome, unit, class
    and place below, the nearest where it gives several. Takes the ``figures`` table.

    Pairs that exclude each other come first, on a shade. Parts of totals, and what is denied or unrealised, are no
    counterpart. Of more than 30 pairs the first are drawn; the chart says of how many. Raises ``ValueError`` for an
    unknown policy or language.
    """
    pairs = _pairs(bound_once(once(figures), policy))
    shown = pairs.head(base.TOP)
    with base.axes(ax, row=0.5) as ax:
        if shown.empty:
            return base.nothing(ax, "no_headlines", lang, "headlines_title", pairs)
        title, body = (bounds_of(_side(shown, side)) for side in ("_title", "_body"))
        for y, (above, below, apart) in enumerate(zip(title, body, shown["apart"], strict=True)):
            _pair(ax, y, above, below, apart)
        log = interval_axis(ax, [*title, *body])
        base.rows_on_right(ax, [label(wrap(figure_name(row, 60), 34)) for row in _side(shown, "_title").itertuples()])
        notes = [words("first_of", lang, n=len(shown), total=len(pairs))] if len(pairs) > len(shown) else []
        lines = base.caption(ax, lang, "count_log" if log else "count", policy, shown["source_body"], notes)
        base.finish(ax, "headlines_title", lang, lines, _key(shown, lang))
        base.set_twin(ax, pairs, word("alt_headlines", lang, n=len(pairs), apart=int(pairs["apart"].sum())))
        return ax


def _pair(ax: Axes, y: int, title: Bounds, body: Bounds, apart: bool) -> None:
    """Headline above, body below, both with their number on the left; a shade where they exclude each other."""
    if apart:
        ax.axhspan(y - 0.48, y + 0.48, color=WARM, alpha=0.1, linewidth=0)
    for at, bounds, colour, fill in ((y - 0.2, title, INK, FILL), (y + 0.2, body, WARM, PEACH)):
        marks.draw_interval(ax, at, bounds, colour, fill, 0.22)
        base.on_left(ax, at, bounds_text(bounds), color=colour)


def _key(shown: pd.DataFrame, lang: str) -> list[Any]:
    sides = (("headline", INK), ("body", WARM))
    key: list[Any] = [Line2D([], [], marker="o", color=colour, label=words(name, lang)) for name, colour in sides]
    apart = Patch(facecolor=WARM, alpha=0.2, label=words("apart", lang))
    return [*key, apart] if shown["apart"].any() else key


def _side(pairs: pd.DataFrame, side: str) -> pd.DataFrame:
    """The columns of one side of the pairs under their own names."""
    mine = [str(name) for name in pairs.columns if str(name).endswith(side)]
    return pairs[mine].rename(columns=lambda name: str(name).removesuffix(side))


def _pairs(bounded: pd.DataFrame) -> pd.DataFrame:
    """Each headline figure with the nearest figure of its body; columns end in _title and _body; ``apart``: bounds
    exclude each other.
    """
    said = happened(bounded)
    said = said[said["part_of"].isna() & said[list(BOUNDS)].notna().any(axis=1)]
    above = said["section"].astype(object).isin(ABOVE)
    keep = [*SAME, *WORDS, "figure_id", "source", *BOUNDS, *MAY_DIFFER]
    pairs = said.loc[above, keep].merge(said.loc[~above, keep], on=SAME, suffixes=("_title", "_body"))
    for name in MAY_DIFFER:
        one, other = pairs[f"{name}_title"].astype(object), pairs[f"{name}_body"].astype(object)
        pairs = pairs[one.isna() | other.isna() | (one == other)]
    after = pairs["lower_body"].fillna(-np.inf) - pairs["upper_title"].fillna(np.inf)
    before = pairs["lower_title"].fillna(-np.inf) - pairs["upper_body"].fillna(np.inf)
    gap = np.maximum(np.maximum(after, before), 0)
    best = (pairs["best_title"] - pairs["best_body"]).abs().fillna(0)
    pairs = pairs.assign(apart=gap > 0, _gap=gap, _best=best).sort_values(["_gap", "_best"], kind="stable")
    pairs = pairs.drop_duplicates("figure_id_title").sort_values("_gap", ascending=False, kind="stable")
    return pairs.drop(columns=["_gap", "_best"]).reset_index(drop=True)
