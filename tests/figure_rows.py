"""Figures tables by hand: one row a figure, as few columns as a test needs."""

from typing import Any

import pandas as pd
from hypothesis import settings

from seedlib.schema import dtypes, frame

Row = dict[str, Any]

#: Properties of whole tables: some milliseconds an example, so fewer of them and no deadline.
PROPERTY = settings(max_examples=50, deadline=None)

DEFAULTS: Row = {"section": "body", "category": "person", "outcome": "killed", "counted_inherited": False}


def said(value: float | None, qualifier: str = "exact", **more: Any) -> Row:
    """A figure with the bounds that the contract gives its words; ``more`` are other columns."""
    low, high = {
        "exact": (value, value),
        "more_than": (None if value is None else value + (value < 1000), None),
        "at_least": (value, None),
        "less_than": (None, None if value is None else value - 1),
        "at_most": (None, value),
    }.get(qualifier, (None, None))
    text = more.pop("number_text", None if value is None else f"{value:g}")
    return {"value": value, "low": low, "high": high, "qualifier": qualifier, "number_text": text} | more


def figures(*rows: Row) -> pd.DataFrame:
    """The figures table of the rows; ids count up from f0, sentences of 50 characters follow each other."""
    full = [
        {
            "figure_id": f"f{n}",
            "doc_id": "doc",
            "start": n * 50,
            "end": n * 50 + 2,
            "sentence_start": 0,
            "sentence_end": 50,
        }
        | DEFAULTS
        | row
        for n, row in enumerate(rows)
    ]
    return frame("figures", {name: [row.get(name) for row in full] for name in dtypes("figures")} if full else {})


def seven_parts() -> pd.DataFrame:
    """A total of 208 with seven parts, one of them "about 60"."""
    part = {"part_of": "f0", "relation": "subset"}
    origins = ["إيران", "حلب", "اللاذقية", "حمص", "طرطوس", "المصالحات", "إدلب"]
    types = ["country", "governorate", "governorate", "governorate", "governorate", "affiliation", "governorate"]
    values = [(30, "exact"), (60, "about"), (40, "exact"), (30, "exact"), (20, "exact"), (20, "exact"), (2, "exact")]
    return figures(
        said(208, counted="عناصر"),
        *(
            said(value, qualifier, origin=origin, origin_type=kind, **part)
            for (value, qualifier), origin, kind in zip(values, origins, types, strict=True)
        ),
    )
