"""Charts of one total: what is left when its parts are taken off, and the share of each."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from seedlib.breakdown import BOUNDS, bound_once, remainders, stated_parts, sums, worded
from seedlib.charts import base, marks
from seedlib.charts.bars import bounds_or_none, by_size, listed, one_total, part_name
from seedlib.charts.base import word, words
from seedlib.charts.marks import FILL, HATCH, INK, REST, THICK, Bounds, bounds_of, bounds_text, said
from seedlib.dimensions import as_written
from seedlib.schema import given

STEPS = 18  # parts that a waterfall shows one by one
TWIN = ["figure_id", "label", "label_en", *BOUNDS]


def plot_waterfall(
    figures: pd.DataFrame,
    ax: Axes | None = None,
    policy: str = "interval",
    lang: str = "ar",
    total_id: str | None = None,
) -> Axes:
    """A total as a bar from 0, each stated part taken off where the one before it ended, what is left hatched from its
    least to its most (grey to its least). Takes the ``figures`` table.

    Draws the total ``total_id``, or the one with most parts; of its breakdowns only the one with most parts, since
    parts of several may be the same people. A part runs over its best value, or hollow over its lower bound; whiskers
    show bounds that differ. From the 19th on, parts are one row, their bounds added. Parts that exceed the total run
    past 0. Raises ``ValueError`` for a total that is no figure, an unknown policy or language.
    """
    parts, totals = stated_parts(bound_once(figures, policy))
    base.check_known("total_id", total_id, figures["figure_id"], totals.index)
    chosen = _chosen(parts, total_id)
    steps = _steps(chosen, lang)
    with base.axes(ax) as ax:
        if chosen.empty:
            return base.nothing(ax, "no_parts", lang, "waterfall_title", pd.DataFrame(columns=TWIN))
        total = totals.loc[[chosen["part_of"].iloc[0]]]
        added = sums(chosen).droplevel("breakdown")
        rest = bounds_of(remainders(total, added))[0]
        whole = bounds_of(total)[0]
        top, bounds = _total(ax, whole), bounds_of(steps)
        ends = _parts(ax, top, bounds, lang)
        marks.draw_remainder(ax, len(steps) + 1, rest)
        ax.axvline(0, color=base.quiet(), linewidth=0.8)
        marks.count_axis(ax, [top, *ends, *whole, *rest])
        names = [words("total", lang), *(part_name(row, lang) for row in steps.itertuples()), words("remainder", lang)]
        base.rows_on_right(ax, names)
        text = str(worded(total).iloc[0])
        lines = base.caption(ax, lang, "count", policy, total["source"])
        base.finish(ax, "waterfall_title", lang, lines, sub=text)
        told = listed(steps, lang, [bounds_text(row) for row in bounds])
        alt = word("alt_waterfall", lang, total=text, parts=told, rest=said(rest, lang))
        base.set_twin(ax, _table(total, chosen, rest), alt)
        return ax


def _chosen(parts: pd.DataFrame, total_id: str | None) -> pd.DataFrame:
    """The parts of one total and one breakdown, largest first."""
    parts = parts[parts["countable"]]
    if total_id is not None:
        parts = parts[parts["part_of"] == total_id]
    if parts.empty:
        return parts
    groups = parts.groupby(["part_of", "breakdown"], sort=False)
    chosen = parts[groups["figure_id"].transform("size") == groups.size().max()]
    first = chosen.iloc[0]
    return by_size(chosen[(chosen["part_of"] == first["part_of"]) & (chosen["breakdown"] == first["breakdown"])])


def _steps(chosen: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Label and bounds of each row between the total and the remainder."""
    steps = chosen[["label", "label_en", *BOUNDS]]
    if len(steps) <= STEPS + 1:
        return steps
    n = len(steps) - STEPS
    others: dict[str, Any] = {name: steps[name].iloc[STEPS:].sum(skipna=False) for name in BOUNDS}
    others |= {"label": word("others", "ar", n=n), "label_en": word("others", "en", n=n)}
    return pd.concat([steps.head(STEPS), pd.DataFrame([others])], ignore_index=True)


def _total(ax: Axes, whole: Bounds) -> float:
    """The bar of the total; where it ends."""
    lower, best, upper = whole
    end = next((x for x in (best, lower, upper) if not np.isnan(x)), 0.0)
    ax.barh(0, end, height=THICK, color=INK if not np.isnan(best) else "none", edgecolor=INK, linewidth=0.8)
    marks.whisker(ax, 0, lower, upper)
    marks.beside(ax, np.nanmax([end, upper]), 0, bounds_text(whole))
    return end


def _parts(ax: Axes, at: float, parts: list[Bounds], lang: str) -> list[float]:
    """A floating bar for each part, from where the total ends; where they end."""
    ends = []
    for y, bounds in enumerate(parts, 1):
        lower, best, upper = bounds
        size, fill = marks.length(bounds), "none" if np.isnan(best) else FILL
        ax.plot([at, at], [y - 1 + THICK / 2, y - THICK / 2], color=base.quiet(), linewidth=0.8)
        ax.barh(y, size, left=at - size, height=THICK, color=fill, edgecolor=INK, linewidth=0.8)
        marks.whisker(ax, y, at - upper, at - lower)
        marks.beside(ax, at, y, bounds_or_none(bounds, lang))
        at -= size
        ends.append(at)
    return ends


def _table(total: pd.DataFrame, parts: pd.DataFrame, rest: Bounds) -> pd.DataFrame:
    total = total.reset_index().assign(label=as_written(total).to_numpy(), label_en=total["origin_en"].to_numpy())
    named = pd.concat([total, parts])[TWIN]
    left = {
        "figure_id": None,
        "label": word("remainder", "ar"),
        "label_en": word("remainder", "en"),
        **dict(zip(BOUNDS, rest, strict=True)),
    }
    return pd.concat([named, pd.DataFrame([left])], ignore_index=True)


def plot_composition(
    breakdown: pd.DataFrame,
    ax: Axes | None = None,
    policy: str = "interval",
    lang: str = "ar",
    total_id: str | None = None,
) -> Axes:
    """The share of each part: of the total as a bar, of the stated parts alone as a ring; the remainder hatched.

    Takes the table of :func:`seedlib.break_down` (made under ``policy``, which is only stated here); draws the total
    ``total_id``, or the one with most parts. Shares are those of best values: a part without one has none, and a total
    without one leaves only the rings. Parts of several breakdowns have no common sum, hence no rings; the chart says
    so. Raises ``ValueError`` for an unknown total, policy or language.
    """
    breakdown = given(breakdown, "breakdown")
    parts, rest = one_total(breakdown, total_id)
    shown, notes = base.largest(parts, lang)
    with base.axes(ax) as ax:
        if rest is None or not parts["best"].notna().any():
            return base.nothing(ax, "no_parts", lang, "composition_title", breakdown)
        total = (parts["best"] / parts["share"]).where(parts["share"] > 0).dropna().median()
        overlap = parts["dimension"].nunique() > 1 and pd.isna(rest["best"])
        known = parts["best"].notna().all() and not overlap
        of_parts = 100 * shown["best"] / parts["best"].sum() if known else shown["best"] * np.nan
        of_total = 100 * shown["share"]
        left = [100 * float(rest[name]) / total if pd.notna(rest[name]) else np.nan for name in BOUNDS]
        _shares(ax, of_total.tolist(), of_parts.tolist(), (left[0], left[1], left[2]))
        notes += [words(note, lang) for note, so in (("overlap", overlap), ("no_total_share", pd.isna(total))) if so]
        base.rows_on_right(ax, [*(part_name(row, lang) for row in shown.itertuples()), words("remainder", lang)])
        lines = base.caption(ax, lang, "share", policy, [rest["source"]], notes)
        base.finish(ax, "composition_title", lang, lines, _key(of_total, of_parts, lang), sub=rest["total_text"])
        table = breakdown[breakdown["total_id"] == rest["total_id"]]
        stated = (table["best"] / parts["best"].sum()).where(~table["is_remainder"] & known)
        shares = listed(shown, lang, ["" if np.isnan(share) else f"{share:.1f}%" for share in of_total])
        alt = word("alt_composition", lang, total=rest["total_text"], parts=shares)
        base.set_twin(ax, table.assign(share_of_parts=stated), alt)
        return ax


def _shares(ax: Axes, of_total: list[float], of_parts: list[float], left: Bounds) -> None:
    for y, (bar, ring) in enumerate(zip(of_total, of_parts, strict=True)):
        if not np.isnan(bar):
            ax.barh(y, bar, height=THICK, color=FILL, edgecolor=INK, linewidth=0.8)
        if not np.isnan(ring):
            look: dict[str, Any] = {"markerfacecolor": "none", "markeredgecolor": INK, "markeredgewidth": 1.4}
            ax.plot(ring, y, "o", zorder=3, clip_on=False, **look)
    y = len(of_total)
    if not np.isnan(left[0]) or not np.isnan(left[2]):
        marks.draw_remainder(ax, y, left, value=False)
    marks.count_axis(ax, [*of_total, *of_parts, *left], after=0.05, unit="%")
    shares = [ring if np.isnan(bar) else bar for bar, ring in zip(of_total, of_parts, strict=True)]
    base.column_on_left(ax, [*("—" if np.isnan(x) else f"{x:.1f}%" for x in shares), _percent(left)])


def _percent(bounds: Bounds) -> str:
    rounded = [round(x, 1) if not np.isnan(x) else x for x in bounds]
    text = bounds_text((rounded[0], rounded[1], rounded[2]))
    return text if text == "—" else text.replace(" (", "% (").replace(")", "%)") if "(" in text else f"{text}%"


def _key(of_total: Any, of_parts: Any, lang: str) -> list[Any]:
    ring = Line2D(
        [], [], marker="o", linestyle="", markerfacecolor="none", markeredgecolor=INK, label=words("of_parts", lang)
    )
    bar = Patch(facecolor=FILL, edgecolor=INK, label=words("of_total", lang))
    rest = Patch(facecolor="none", edgecolor=REST, hatch=HATCH, label=words("remainder", lang))
    drawn = [(of_total.notna().any(), bar), (of_parts.notna().any(), ring), (of_total.notna().any(), rest)]
    return [mark for occurs, mark in drawn if occurs]
