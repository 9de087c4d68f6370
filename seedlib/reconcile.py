"""Reconciliation: whether the parts of a total add up to it, said in numbers and in words."""

from typing import Any

import numpy as np
import pandas as pd

from seedlib.breakdown import BOUNDS, bound_once, cells, happened, remainders, stated_parts, sums, worded
from seedlib.schema import dtypes, frame
from seedlib.wording import Bounds, count, interval, say

ABOVE = ("title", "subtitle")  # sections that stand above an article and that pages like to repeat
_LEAVES_SOME = ("short", "closes_within_bounds", "open")


def reconcile(figures: pd.DataFrame, policy: str = "interval") -> pd.DataFrame:
    """One row a total, columns as in the codebook's ``reconciliation``; a total that the text breaks down by two
    dimensions (by place and by sex) has one row for each, for they are never added together: ``total_id`` and
    ``breakdown`` (int) are the key.

    ``closes``: the parts are exactly the total. ``closes_within_bounds``: they can be. ``short``: even the most that
    they can be is less. ``over``: even the least is more; only then are remainders below 0. ``open``: a bound that
    would decide is open. Additive figures ("in addition to") stand outside a total; nothing is scaled; parts in another
    unit (families, per cent) are not added. Raises ``ValueError`` for an unknown policy.
    """
    bounded = bound_once(figures, policy)
    parts, totals = stated_parts(bounded)
    if parts.empty:
        return frame("reconciliation")
    added = _judged(sums(parts))
    total_id = added.index.get_level_values("part_of")
    whole = totals.loc[total_id].set_index(added.index)
    grouped = parts.groupby(["part_of", "breakdown"], sort=False)
    out = pd.DataFrame({"total_id": total_id, "policy": policy}, index=added.index)
    out["dimension"] = grouped["dimension"].agg(_only)
    out["breakdown"] = added.index.get_level_values("breakdown")
    out["n_parts"] = added["n_parts"]
    for prefix, table in (("parts", added), ("total", whole), ("remainder", remainders(whole, added))):
        for name in BOUNDS:
            out[f"{prefix}_{name}"] = table[name]
    out["verdict"] = verdicts(whole, added)
    said = out.assign(
        unit=whole["category"].astype(object).where(whole["unit"] != "family", "family"),
        some=grouped["relation"].agg(lambda column: bool((column == "subset").all())),
        apart=out["total_id"].map((~parts["countable"]).groupby(parts["part_of"]).sum()),
        several=out.groupby("total_id")["total_id"].transform("size") > 1,
        headline=out["total_id"].map(_headlines(bounded, totals)),
    )
    columns = {str(name): cells(said[name]) for name in said}
    records = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    columns["explanation"] = [_explain(row, "en") for row in records]
    columns["explanation_ar"] = [_explain(row, "ar") for row in records]
    return frame("reconciliation", {name: columns[name] for name in dtypes("reconciliation")})


def _judged(added: pd.DataFrame) -> pd.DataFrame:
    """Without the breakdowns in which nothing counts the unit of the total, unless the total has no other."""
    most = added.groupby(level="part_of")["n_parts"].transform("max")
    first = ~added.index.get_level_values("part_of").duplicated()
    return added[(added["n_parts"] > 0) | ((most == 0) & first)]


def verdicts(whole: pd.DataFrame, added: pd.DataFrame) -> np.ndarray:
    """The verdict on each pair of a total and its added parts; both have the columns lower and upper."""
    least, most = whole["lower"] - added["upper"], whole["upper"] - added["lower"]
    return np.select(
        [most < 0, least > 0, least.isna() | most.isna(), (least == 0) & (most == 0)],
        ["over", "short", "open", "closes"],
        "closes_within_bounds",
    )


def _only(column: pd.Series) -> Any:
    """The value that all share, else None."""
    values = column.unique()
    return values[0] if len(values) == 1 and isinstance(values[0], str) else None


def _headlines(bounded: pd.DataFrame, totals: pd.DataFrame) -> dict[str, str]:
    """By total: what the headline says instead, where it counts the same outcome, class and unit within other bounds
    and no figure of the article's body agrees with it.
    """
    said = happened(bounded)
    above = said["section"].astype(object).isin(ABOVE)
    titles, body = said[above & said["part_of"].isna()], said[~above]
    same = ["doc_id", "outcome", "unit"]
    near = titles.merge(body, on=same, suffixes=("", "_of_body"))
    agreed = near.loc[~_disjoint(near, "_of_body"), "figure_id"]
    far = titles[~titles["figure_id"].isin(agreed)].merge(
        totals.reset_index(), on=[*same, "counted_class"], suffixes=("", "_of_total")
    )
    far = far[_disjoint(far, "_of_total")].drop_duplicates("figure_id_of_total")
    return dict(zip(far["figure_id_of_total"], worded(far), strict=True))


def _disjoint(pairs: pd.DataFrame, suffix: str) -> pd.Series:
    return (pairs["upper"] < pairs[f"lower{suffix}"]) | (pairs["lower"] > pairs[f"upper{suffix}"])


def _explain(row: dict[str, Any], lang: str) -> str:
    def bounds(name: str) -> Bounds:
        return row[f"{name}_lower"], row[f"{name}_best"], row[f"{name}_upper"]

    verdict, unit, lines = row["verdict"], row["unit"], []
    if row["n_parts"]:
        added, total = (interval(bounds(name), "", lang) for name in ("parts", "total"))
        lower, best, upper = (None if x is None else -x for x in bounds("remainder"))
        left, excess = interval(bounds("remainder"), unit, lang), interval((upper, best, lower), unit, lang)
        lines.append(say("sums", lang, n=count(row["n_parts"], "part", lang), parts=added, total=total))
        lines.append(say(verdict, lang, left=left, excess=excess))
        if row["some"] and verdict in _LEAVES_SOME:
            lines.append(say("subset", lang))
    if row["apart"]:
        lines.append(say("other_unit", lang, n=count(row["apart"], "part", lang)))
    if row["several"]:
        lines.append(say("other_breakdown", lang))
    if row["headline"]:
        lines.append(say("headline", lang, text=row["headline"]))
    return " ".join(lines)
