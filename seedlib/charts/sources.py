"""Charts across sources: who says what, and whether they agree."""

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from seedlib.breakdown import BOUNDS, bound_once
from seedlib.charts import base, marks
from seedlib.charts.base import word, words
from seedlib.charts.marks import INK, SAND, WARM, bounds_of, bounds_text
from seedlib.charts.names import claim_names
from seedlib.claims import compare_claims
from seedlib.labels import bilingual, label, wrap
from seedlib.schema import given
from seedlib.voices import one_source, texts, voices
from seedlib.wording import count, number

CELL = ["claim", "source", "outcome", "counted_class", "place", "agreement", *BOUNDS]
CLAIMS, SOURCES = 20, 7  # rows and columns of the matrix
ORDER = ["contradiction", "update", "agreement", "single"]
# The word stands beside the colour, and hatches differ too: no reading depends on colour alone.
LOOK: dict[str, dict[str, Any]] = {
    "contradiction": {"facecolor": marks.PEACH, "edgecolor": WARM, "hatch": "xxx"},
    "update": {"facecolor": "#fae3b0", "edgecolor": SAND, "hatch": "..."},
    "agreement": {"facecolor": "#bfe1f6", "edgecolor": INK, "hatch": None},
    "single": {"facecolor": "#eceef1", "edgecolor": "#9aa0a8", "hatch": None},
}


def plot_sources(figures: pd.DataFrame, ax: Axes | None = None, policy: str = "interval", lang: str = "ar") -> Axes:
    """Matrix of claims and sources: each row figures that speak of the same thing, each cell what one source says of
    it, coloured by :func:`seedlib.compare_claims`. Takes the ``figures`` table.

    Sources stand from the right, those first that have most claims beside others, then most claims; figures without a
    named source are those of their publisher. Claims of most sources come first. At most 20 rows and 7 columns; the
    chart says of how many. Raises ``ValueError`` for an unknown policy or language.
    """
    compared = compare_claims(figures, policy)
    cells = _cells(figures, compared, policy)
    claims, sources = (cells[name].drop_duplicates() for name in ("claim", "source"))
    shown = cells[cells["claim"].isin(claims[:CLAIMS])]
    several = shown.groupby("claim")["source"].transform("size") > 1
    weight = several.groupby(shown["source"]).agg(["sum", "size"])
    columns = weight.sort_values(["sum", "size"], ascending=False, kind="stable").index[:SOURCES].tolist()
    rows = [claim for claim in claims[:CLAIMS] if shown.loc[shown["claim"] == claim, "source"].isin(columns).any()]
    shown = shown[shown["source"].isin(columns) & shown["claim"].isin(rows)]
    with base.axes(ax, width=min(8.4, 4.6 + 0.9 * len(columns)), row=0.36, extra=0.6) as ax:
        if shown.empty:
            return base.nothing(ax, "nothing", lang, "sources_title", cells)
        ax.hlines(range(len(rows)), -0.5, len(columns) - 0.5, color=base.quiet(), linewidth=0.6, alpha=0.35, zorder=0)
        for cell in shown.itertuples():
            _cell(ax, columns.index(cell.source), rows.index(cell.claim), cell)
        first = compared.set_index("claim_id").loc[rows]
        base.rows_on_right(ax, claim_names(first, lang))
        letters = min(14, 84 // len(columns))
        names = [words("unattributed", lang) if s == "" else label(wrap(base.short(s, 40), letters)) for s in columns]
        base.columns_on_top(ax, names)
        notes = _more(len(rows), len(claims), "most_claims", lang) + _more(
            len(columns), len(sources), "most_sources", lang
        )
        lines = base.caption(ax, lang, "", policy, (), notes)
        base.finish(ax, "sources_title", lang, lines, key(first["agreement"], lang), above=12 + 11 * _lines(names))
        base.set_twin(ax, cells, word("alt_sources", lang, n=len(claims), sources=len(sources)))
        return ax


def _cells(figures: pd.DataFrame, claims: pd.DataFrame, policy: str) -> pd.DataFrame:
    """One row a claim and source, claims of most sources first: columns as in CELL, source "" where nobody is named."""
    if claims.empty:
        return pd.DataFrame(columns=CELL)
    told = claims[["claim_id", "outcome", "counted_class", "place", "agreement", "figure_ids"]].explode("figure_ids")
    told = told.rename(columns={"claim_id": "claim", "figure_ids": "figure_id"})
    bounded = bound_once(figures, policy)
    bounded = bounded[bounded["figure_id"].isin(told["figure_id"])].reset_index(drop=True)
    said = told.merge(bounded.assign(source=_names(bounded))[["figure_id", "source", *BOUNDS]], on="figure_id")
    grouped = said.groupby(["claim", "source"], sort=False)
    cells = grouped.first()
    whole = grouped[list(BOUNDS)].count().eq(grouped.size(), axis=0)  # one open bound leaves the cell open
    cells["lower"] = grouped["lower"].min().where(whole["lower"])
    cells["upper"] = grouped["upper"].max().where(whole["upper"])
    cells["best"] = cells["best"].where((grouped["best"].nunique() == 1) & whole["best"])
    cells["n"] = cells.groupby("claim")["agreement"].transform("size")
    return cells.sort_values("n", ascending=False, kind="stable").reset_index()[CELL]


def _names(bounded: pd.DataFrame) -> list[str]:
    """One name a source, the one written most often, for all that :func:`seedlib.voices.one_source` takes for one."""
    said = list(voices(bounded, texts(bounded)))
    own = [
        voice if named else outlet if isinstance(outlet, str) else ""
        for (voice, named, _), outlet in zip(said, bounded["publisher"], strict=True)
    ]
    same = one_source([names[:1] for _, _, names in said], of_one_thing=False)
    groups: dict[Any, list[str]] = {}
    for group, name in zip(same, own, strict=True):
        groups.setdefault(group, []).append(name)
    usual = {group: Counter(names).most_common(1)[0][0] for group, names in groups.items()}
    return [usual[group] if name else "" for group, name in zip(same, own, strict=True)]


def _cell(ax: Axes, x: int, y: int, cell: Any) -> None:
    look = LOOK[cell.agreement]
    box = {"facecolor": look["facecolor"], "edgecolor": look["edgecolor"], "linewidth": 0.8}
    ax.add_patch(Rectangle((x - 0.47, y - 0.42), 0.94, 0.84, **box))
    about = not np.isnan(cell.best) and cell.lower != cell.upper
    text = f"~{number(cell.best)}" if about else bounds_text((cell.lower, cell.best, cell.upper))
    ax.text(x, y, text, ha="center", va="center", fontsize=8.5, color="#111111")


def _lines(names: list[str]) -> int:
    return 1 + max(name.count("\n") for name in names)


def _more(n: int, total: int, remark: str, lang: str) -> list[str]:
    return [words(remark, lang, n=n, total=number(total))] if n < total else []


def key(agreement: pd.Series, lang: str, hatched: bool = False) -> list[Any]:
    """Legend entries for the findings that occur."""
    found = [name for name in ORDER if (agreement.astype(object) == name).any()]
    looks = {name: LOOK[name] if hatched else LOOK[name] | {"hatch": None} for name in found}
    return [Patch(**look, label=words(name, lang)) for name, look in looks.items()]


def plot_agreement(claims: pd.DataFrame, ax: Axes | None = None, policy: str = "interval", lang: str = "ar") -> Axes:
    """What is said more than once, from the least to the most that is claimed: contradictions first, then updates, then
    agreements, those of most sources first. Takes the table of :func:`seedlib.compare_claims` (made under ``policy``,
    which is only stated here).

    The number of independent sources stands on the left, and where some of the figures have no date, so that they may
    speak of different events. An arrow stands where a claim is open. Claims made once are counted below the chart. Of
    more than 30 the first are drawn; the chart says of how many. Where every claim has one source there is nothing to
    compare, and the chart says that. Raises ``ValueError`` for an unknown policy or language.
    """
    claims = given(claims, "claims")
    several = claims[claims["n_figures"] > 1]
    rank = several["agreement"].astype(object).map(ORDER.index)
    order = several.assign(_rank=rank).sort_values(["_rank", "n_sources"], ascending=[True, False], kind="stable").index
    several = several.loc[order]
    shown = several.head(base.TOP)
    with base.axes(ax) as ax:
        if (shown["agreement"].astype(object) == "single").all():
            return base.nothing(ax, "no_claims" if shown.empty else "all_single", lang, "agreement_title", several)
        bounds = bounds_of(shown.assign(best=np.nan))
        for y, (row, agreement) in enumerate(zip(bounds, shown["agreement"], strict=True)):
            _span(ax, y, row, agreement)
        ends = [x for row in bounds for x in row if not np.isnan(x)] or [0.0, 1.0]
        log = marks.is_log(ends)
        opens = shown[["lower", "upper"]].isna().any()
        marks.count_axis(ax, ends, log, 0.16 * opens["lower"], 0.03 + 0.14 * opens["upper"])
        base.rows_on_right(ax, claim_names(shown, lang))
        base.column_on_left(ax, [_finding(c, lang) for c in shown.itertuples()])
        notes = _more(len(shown), len(several), "first_of", lang)
        notes += [words("once", lang, n=number(len(claims) - len(several)))] if len(claims) > len(several) else []
        own = {figure_id.rpartition(":")[0] for ids in shown["figure_ids"] for figure_id in ids}  # have no name
        names = (name for of_claim in shown["sources"] for name in of_claim if name not in own)
        lines = base.caption(ax, lang, "count_log" if log else "count", policy, names, notes)
        base.finish(ax, "agreement_title", lang, lines, key(shown["agreement"], lang, hatched=True))
        counts = {name: int((several["agreement"].astype(object) == name).sum()) for name in ORDER}
        first = next(shown.itertuples())
        said = "explanation" if lang == "en" else "explanation_ar"
        base.set_twin(ax, several, word("alt_agreement", lang, first=getattr(first, said), **counts))
        return ax


def _span(ax: Axes, y: int, bounds: marks.Bounds, agreement: str) -> None:
    """From the least to the most that is claimed; a ring and an arrow where it is open."""
    lower, _, upper = bounds
    look = LOOK[agreement]
    if upper > lower:
        ax.barh(y, upper - lower, left=lower, height=0.5, linewidth=0.9, **look)
    elif upper == lower:
        ax.plot(lower, y, "o", color=look["edgecolor"], zorder=3)
    else:
        marks.draw_interval(ax, y, bounds, look["edgecolor"])


def _finding(claim: Any, lang: str) -> str:
    if claim.agreement == "single":
        return words("single", lang)
    told = {of: f"{word(claim.agreement, of)}: {count(claim.n_sources, 'source', of)}" for of in ("ar", "en")}
    if not claim.dated:
        told = {"ar": f"{told['ar']}، {word('undated', 'ar')}", "en": f"{told['en']}, {word('undated', 'en')}"}
    return bilingual(told["ar"], told["en"], lang)
