"""Breakdown: each total with the parts that its text states, and what they leave."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from seedlib import wording
from seedlib.dimensions import DIMENSIONS, labels, labels_en, of_dimension, with_dimensions
from seedlib.policies import bound_figures
from seedlib.schema import frame, given

BOUNDS = ("lower", "best", "upper")

# Sex and age, and what happened, cut across every other division of the same people.
_CROSSCUT = frozenset({"sex_age", "outcome"})


def break_down(figures: pd.DataFrame, by: str = "origin", policy: str = "interval") -> pd.DataFrame:
    """One row a part of each total and one remainder row a total; columns as in the codebook's ``breakdown``.

    ``by`` is ``"origin"`` for every stated part, or one dimension: country, governorate (with towns known to lie in
    one), town, affiliation, sex_age, status, counted_class, outcome. A total without such parts has no row. Additive
    figures ("in addition to") stand outside a total and are no parts; parts are never scaled. A part given in per cent,
    or in families where the total counts people, keeps its row but has no bounds.

    The remainder is total minus parts in interval arithmetic, at least 0; an open bound of a part leaves it open on
    that side. Parts of different dimensions (children; people from Aleppo) may be the same people: then the remainder
    runs from what is left if none are to what is left if all are, and has no best value. Raises ``ValueError`` for an
    unknown dimension or policy, and for a value that its column cannot have (:func:`seedlib.schema.conform`).
    """
    if by not in DIMENSIONS:
        raise ValueError(f"cannot break down by {by!r}; choose one of {', '.join(DIMENSIONS)}")
    parts, totals = stated_parts(bound_once(figures, policy))
    parts = of_dimension(parts, totals, by)
    if parts.empty:
        return frame("breakdown")
    totals = totals.loc[parts["part_of"].unique()]
    rows = pd.concat([_part_rows(parts, totals, by), _remainder_rows(parts, totals)], ignore_index=True)
    rows["total_text"] = rows["total_id"].map(worded(totals))
    rows["source"] = rows["total_id"].map(totals["source"])
    place = rows["total_id"].map({total: n for n, total in enumerate(totals.index)})
    rows = rows.iloc[np.lexsort((np.arange(len(rows)), place))]
    return frame("breakdown", {name: cells(rows[name]) for name in frame("breakdown").columns})


def bound_once(figures: pd.DataFrame, policy: str) -> pd.DataFrame:
    """The figures as :func:`seedlib.schema.given`, bounded under the policy, with ``unit`` (what keeps them from being
    added together: people and bodies are one unit, families another).
    """
    bounded = bound_figures(given(figures, "figures"), policy)
    unit = bounded["category"].astype(object).replace("body", "person")
    return bounded.assign(unit=unit.where(bounded["counted_class"].astype(object) != "family", "family"))


def happened(bounded: pd.DataFrame) -> pd.DataFrame:
    """The figures of something that happened: with an outcome that is neither denied nor unrealised."""
    return bounded[bounded["outcome"].notna() & bounded["modality"].isna()]


def stated_parts(bounded: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The parts of every total in the table, and the totals by figure_id.

    Adds to the parts what :func:`seedlib.dimensions.with_dimensions` adds, ``countable`` (whether they count the same
    unit as the total; the bounds of others are null) and ``breakdown`` (int): parts of one total and one breakdown may
    be added together.
    """
    totals = bounded.set_index("figure_id")
    apart = (bounded["relation"] == "additive") | (bounded["part_of"] == bounded["figure_id"])
    parts = bounded[bounded["part_of"].isin(totals.index) & ~apart.fillna(False)].copy()
    whole = totals.loc[parts["part_of"]].set_index(parts.index)
    parts["countable"] = parts["unit"] == whole["unit"]
    parts.loc[~parts["countable"], list(BOUNDS)] = np.nan
    parts = with_dimensions(parts, whole)
    parts["breakdown"] = _breakdowns(parts, whole["upper"])
    return parts, totals.loc[totals.index.isin(parts["part_of"])]


def _breakdowns(parts: pd.DataFrame, ceiling: pd.Series) -> list[int]:
    """One number for the parts of a total that the text lists together, in one partition, sentence or dimension; towns
    and governorates are one, as the text rarely says which of them "Idlib" is.
    """
    out: dict[int, int] = {}
    columns = zip(
        parts["part_of"],
        parts["sentence_start"],
        parts["dimension"].astype(object).where(parts["dimension"].notna(), None).replace("town", "governorate"),
        parts["relation"].astype(object) == "partition",
        parts["lower"].fillna(0.0),
        ceiling,
        strict=True,
    )
    by_total: dict[str, list[tuple[int, tuple[Any, ...]]]] = {}
    for n, (total, *part) in enumerate(columns):
        by_total.setdefault(total, []).append((n, tuple(part)))
    for members in by_total.values():
        for n, group in zip((n for n, _ in members), _lists([part for _, part in members]), strict=True):
            out[n] = group
    return [out[n] for n in range(len(parts))]


def _lists(parts: Sequence[tuple[Any, ...]]) -> list[int]:
    """The number of its list for each part (sentence, dimension, is_partition, lower, ceiling) of one total.

    A subset by sex or outcome stands apart; other parts are one list where they share a sentence or a dimension or are
    partitions. A list of several dimensions that is too long for its total was several lists.
    """
    keys = []
    for sentence, dimension, partition, *_ in parts:
        apart = dimension in _CROSSCUT and not partition
        shared = [("dimension", dimension), ("sentence", None if apart else sentence), ("partition", partition or None)]
        keys.append([key for key in shared if key[1] is not None])
    group = connected(keys)
    for number in set(group):
        members = [n for n, g in enumerate(group) if g == number]
        if sum(parts[n][3] for n in members) > parts[members[0]][4]:
            for n in members:
                group[n] = (number, parts[n][1])
    names = {name: n for n, name in enumerate(dict.fromkeys(group))}
    return [names[g] for g in group]


def connected(keys: Sequence[Sequence[Any]]) -> list[Any]:
    """One name for all items that share a key, directly or through others."""
    parent: dict[Any, Any] = {}

    def top(key: Any) -> Any:
        while parent.setdefault(key, key) != key:
            parent[key] = key = parent[parent[key]]
        return key

    for first, *others in keys:
        for other in others:
            parent[top(other)] = top(first)
    return [top(item[0]) for item in keys]


def sums(parts: pd.DataFrame) -> pd.DataFrame:
    """The parts of each total and breakdown that can be counted, added up: n_parts, lower, best, upper; null where a
    part's is null and where there are none.
    """
    by = [parts["part_of"], parts["breakdown"]]
    n_parts = parts["countable"].groupby(by, sort=False).sum()
    grouped = parts[list(BOUNDS)].groupby(by, sort=False)
    added = grouped.sum(min_count=1).where(grouped.count().eq(n_parts, axis=0))
    return added.assign(n_parts=n_parts)


def remainders(totals: pd.DataFrame, added: pd.DataFrame) -> pd.DataFrame:
    """Total minus parts in interval arithmetic, row by row: lower, best, upper.

    A remainder is a count and not below 0, unless even the least that the parts can be exceeds the total.
    """
    lower, best, upper = (
        totals["lower"] - added["upper"],
        totals["best"] - added["best"],
        totals["upper"] - added["lower"],
    )
    fits = ~(upper < 0)
    lower = lower.where(~fits | lower.isna(), lower.clip(lower=0.0))
    best = best.where(~fits | best.isna(), best.clip(lower=0.0))
    return pd.DataFrame({"lower": lower, "best": best, "upper": upper})


def _part_rows(parts: pd.DataFrame, totals: pd.DataFrame, by: str) -> pd.DataFrame:
    """Each part with its bounds and its share of the total; one given in per cent is a share itself."""
    best = parts["part_of"].map(totals["best"])
    share = (parts["best"] / best).where(best > 0)
    percent = parts["category"].astype(object).eq("percent") & ~parts["countable"]
    return pd.DataFrame(
        {
            "total_id": parts["part_of"],
            "part_id": parts["figure_id"],
            "label": labels(parts, by),
            "label_en": labels_en(parts, by),
            "dimension": parts["dimension"],
            "code": parts["code"],
            **{name: parts[name] for name in BOUNDS},
            "share": share.where(~percent, parts["value"] / 100),
            "is_remainder": False,
        }
    )


def _remainder_rows(parts: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """What the parts of each total leave: those of one breakdown added up, those of several taken to overlap or not."""
    added = sums(parts)
    by_total = added[added["n_parts"] > 0].groupby(level="part_of", sort=False)
    # Several breakdowns hold between the largest of them, if they overlap, and all of them, if they do not.
    held = pd.DataFrame(
        {
            "lower": by_total["lower"].max(),
            "best": by_total["best"].sum(min_count=1).where(by_total.size() == 1),
            "upper": by_total["upper"].apply(lambda column: column.sum(skipna=False)),
        }
    )
    nothing = totals.index.difference(held.index)  # no part that can be counted: the total itself is left
    held = held.reindex(totals.index)
    held.loc[nothing] = 0.0
    left = remainders(totals, held).clip(lower=0.0)
    return left.assign(
        total_id=left.index,
        label="غير مفصّل",
        label_en="not broken down",
        share=(left["best"] / totals["best"]).where(totals["best"] > 0),
        is_remainder=True,
    )


def worded(figures: pd.DataFrame) -> pd.Series:
    """Each figure as its sentence words it: hedge, number and noun, each where it is stated."""
    columns = (figures[name] for name in ("qualifier_text", "number_text", "counted", "value", "qualifier"))
    texts = []
    for hedge, number, noun, value, qualifier in zip(*columns, strict=True):
        text, noun = (part if isinstance(part, str) else "" for part in (number, noun))
        text = wording.worded(text, noun, value, qualifier == "vague")
        texts.append(f"{hedge} {text}" if isinstance(hedge, str) else text)
    return pd.Series(texts, index=figures.index, dtype=object)


def cells(column: pd.Series) -> list[Any]:
    """The values of a column as objects, None where null."""
    return column.astype(object).where(column.notna(), None).tolist()
