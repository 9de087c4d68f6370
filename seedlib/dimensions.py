"""Dimensions: by what each part divides its total, and what it is called there."""

from typing import Any

import pandas as pd

from seedlib.figures.origin_names import label_en
from seedlib.language.nouns import SEX_AGE

#: What a total can be broken down by: ``origin`` takes every stated part; the others only parts of that dimension.
DIMENSIONS = (
    "origin",
    "country",
    "governorate",
    "town",
    "affiliation",
    "sex_age",
    "status",
    "counted_class",
    "outcome",
)
_PLACES = ("country", "governorate", "town")  # dimensions that are places


def with_dimensions(parts: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """The parts with ``dimension`` (str?), ``label``, ``label_en`` and ``code`` (list?), beside the total of each.

    A part divides its total by its outcome where the total has two, else by its origin, else by its place where that
    alone tells it from another part of the list ("12 in Aleppo and 8 in Idlib"), else by what its class says that the
    total's does not.
    """
    kind = parts["origin_type"].astype(object)
    placed = _told_by_place(parts)
    kind = kind.mask(placed, parts["place_code"].astype(object).map(_kind_of_place))
    own, total = parts["counted_class"].astype(object), whole["counted_class"].astype(object)
    classed = own.notna() & (own != total)
    kind = kind.mask(kind.isna() & classed, "status").mask(kind.isna() & classed & own.isin(SEX_AGE), "sex_age")
    joint = whole["outcome"].astype(object) == "killed_or_injured"
    kind = kind.mask(joint & parts["outcome"].astype(object).isin(["killed", "injured"]), "outcome")
    place_code = parts["place_code"].astype(object).map(lambda code: [code], na_action="ignore")
    return parts.assign(
        dimension=kind,
        label=as_written(parts).mask(placed, parts["place"]),
        label_en=parts["origin_en"].astype(object).mask(placed, parts["place"].map(label_en, na_action="ignore")),
        code=parts["origin_code"].astype(object).mask(placed, place_code),
    )


def _told_by_place(parts: pd.DataFrame) -> pd.Series:
    """Whether nothing but its place tells a part from another of its total, whose place or origin is another one: no
    origin, and the same noun.
    """
    noun = parts["counted"].astype(object).where(parts["counted"].notna(), "")
    of_list = [parts["part_of"], noun]
    place, origin = parts["place"].astype(object), parts["origin"].astype(object)
    where = origin.where(parts["origin_type"].astype(object).isin(_PLACES), place.where(origin.isna()))
    several = where.groupby(of_list).transform("nunique") > 1
    once = ~where.groupby([*of_list, where]).transform("size").gt(1)
    return origin.isna() & place.notna() & several & once


def _kind_of_place(code: Any) -> str:
    """Whether a place is a country, or has a code of a governorate or none; towns have that of theirs."""
    if not isinstance(code, str):
        return "town"
    return "governorate" if "-" in code else "country"


def of_dimension(parts: pd.DataFrame, totals: pd.DataFrame, by: str) -> pd.DataFrame:
    """The parts that divide their total by one dimension. By governorate, towns count for the one that they lie in:
    whether "Idlib" is the town or its governorate the text rarely says.
    """
    if by == "origin":
        return parts
    if by == "counted_class":
        of_total = parts["part_of"].map(totals["counted_class"].astype(object))
        own = parts["counted_class"].astype(object)
        return parts[own.notna() & (own != of_total)]
    chosen = parts["dimension"] == by
    if by == "governorate":
        inside = parts["code"].map(lambda codes: isinstance(codes, list) and any("-" in code for code in codes))
        chosen |= (parts["dimension"] == "town") & inside
    return parts[chosen]


def labels(parts: pd.DataFrame, by: str) -> pd.Series:
    """Each part as written: its noun where it is divided by class or outcome, else its label."""
    return as_written(parts, "counted", "origin") if by in {"counted_class", "outcome"} else parts["label"]


def labels_en(parts: pd.DataFrame, by: str) -> pd.Series:
    """The same in English, null where a word is not known."""
    if by in {"counted_class", "outcome"}:
        return parts[by].astype(object).str.replace("_", " ")
    return parts["label_en"]


def as_written(figures: pd.DataFrame, first: str = "origin", second: str = "counted") -> pd.Series:
    """A name for each figure, as written: its origin, else its noun, else its number."""
    return figures[first].fillna(figures[second]).fillna(figures["number_text"])
