"""Reconciliation: whether the parts of a total add up to it, said in numbers and in words."""

from typing import Any

import pandas as pd

from seedlib.breakdown import remainder
from seedlib.policies import bound_figures
from seedlib.schema import frame

_WORDS = {
    "closes": ("the parts add up to the total exactly", "مجموع الأجزاء يساوي الإجمالي تماماً"),
    "closes_within_bounds": (
        "the parts can add up to the total within their bounds ({remainder} left)",
        "يمكن أن يبلغ مجموع الأجزاء الإجمالي ضمن حدودها (المتبقي {remainder})",
    ),
    "short": ("the parts leave {remainder} of the total unaccounted", "تترك الأجزاء {remainder} من الإجمالي دون تفصيل"),
    "over": ("the parts exceed the total by {remainder}", "يتجاوز مجموع الأجزاء الإجمالي بمقدار {remainder}"),
    "open": (
        "a bound is open or a part has no number, so the sum cannot be judged",
        "أحد الحدود مفتوح أو أحد الأجزاء بلا رقم، فلا يمكن الحكم على المجموع",
    ),
}
_SUBSET = ("; the text lists some of them and does not claim to list all", "؛ ويذكر النص بعضهم ولا يدّعي ذكرهم جميعاً")


def reconcile(figures: pd.DataFrame, policy: str = "interval") -> pd.DataFrame:
    """One row a total and dimension: parts, remainder interval, verdict; columns as in the codebook's
    ``reconciliation``.

    Parts of one total in different dimensions (by place and by sex) are judged apart, never added together; additive
    figures stand outside a total and are no parts. Nothing is scaled. Raises ``ValueError`` for an unknown policy.
    """
    bounded = bound_figures(figures, policy)
    totals = bounded.set_index("figure_id")
    parts = bounded[bounded["part_of"].notna() & (bounded["relation"] != "additive")]
    rows = [
        _row(totals.loc[total_id], str(total_id), dimension, group, policy)
        for total_id, of_total in parts.groupby("part_of", sort=False)
        if total_id in totals.index
        for dimension, group in _dimensions(of_total)
    ]
    return frame("reconciliation", {name: [row[name] for row in rows] for name in rows[0]} if rows else {})


def _dimensions(parts: pd.DataFrame) -> list[tuple[str | None, pd.DataFrame]]:
    """The parts by dimension: those of sex and age cut across all others, so they are judged apart."""
    crosscut = parts["origin_type"].astype("object") == "sex_age"
    groups = [(None, parts[~crosscut]), ("sex_age", parts[crosscut])]
    if crosscut.all() or not crosscut.any():
        return [("sex_age" if crosscut.all() else None, parts)]
    return [(name, group) for name, group in groups if len(group)]


def _row(total: pd.Series, total_id: str, dimension: str | None, parts: pd.DataFrame, policy: str) -> dict[str, Any]:
    lower, best, upper = remainder(total, parts)
    sums = {name: parts[name].sum(min_count=len(parts)) for name in ("lower", "best", "upper")}
    verdict = _verdict(total, sums)
    subset = bool((parts["relation"] == "subset").all())
    english, arabic = (text.format(remainder=_interval(lower, best, upper)) for text in _WORDS[verdict])
    if subset and verdict in {"short", "closes_within_bounds"}:
        english, arabic = english + _SUBSET[0], arabic + _SUBSET[1]
    return {
        "total_id": total_id,
        "policy": policy,
        "dimension": dimension,
        "n_parts": len(parts),
        **{f"parts_{name}": sums[name] for name in sums},
        **{f"total_{name}": total[name] for name in sums},
        "remainder_lower": lower,
        "remainder_best": best,
        "remainder_upper": upper,
        "verdict": verdict,
        "explanation": english,
        "explanation_ar": arabic,
    }


def _verdict(total: pd.Series, sums: dict[str, float]) -> str:
    """closes, closes_within_bounds, short, over, or open where a bound that would decide is open."""
    low, high = total["lower"] - sums["upper"], total["upper"] - sums["lower"]
    if not pd.isna(high) and high < 0:
        return "over"
    if not pd.isna(low) and low > 0:
        return "short"
    if pd.isna(low) or pd.isna(high):
        return "open"
    return "closes" if low == high == 0 else "closes_within_bounds"


def _interval(lower: float | None, best: float | None, upper: float | None) -> str:
    numbers = [f"{abs(x):g}" for x in (lower, upper) if x is not None]
    if lower is not None and upper is not None and lower != upper:
        middle = f", {abs(best):g} at best" if best is not None else ""
        return f"{numbers[0]}–{numbers[1]}{middle}"
    return numbers[0] if numbers else "?"
