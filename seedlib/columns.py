"""Columns as they stand in files: values as text, lists as lists or JSON, whole numbers without a point."""

import json
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from seedlib.schema import as_list, codebook

EXACT = 2.0**53  # from here on not every whole number is a float, and from 2**63 on none is an int64


def as_text(value: Any) -> str:
    """A value as it stands in a CSV: null as "", whole floats without a point, lists as JSON, days as ISO dates.

    >>> as_text(60.0), as_text(None), as_text(["SYR"])
    ('60', '', '["SYR"]')
    """
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False)
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


def flat(table: pd.DataFrame) -> pd.DataFrame:
    """Lists as JSON, whole floats without a point; null stays null."""
    columns = [_whole(json_column(as_lists(column))) for _, column in table.items()]
    return pd.concat(columns, axis=1) if columns else table


def _whole(column: pd.Series) -> pd.Series:
    """Whole floats as integers, where these are the same numbers."""
    if not pd.api.types.is_float_dtype(column.dtype):
        return column
    known = column.dropna().astype("float64")  # those of Arrow know no remainder
    return column.astype("Int64") if bool(((known % 1 == 0) & (known.abs() < EXACT)).all()) else column


def as_lists(column: pd.Series) -> pd.Series:
    """A column of lists as such, though it was read back from a file; any other as it is."""
    if column.name not in _listed() or not (column.dtype == object or pd.api.types.is_string_dtype(column.dtype)):
        return column
    try:
        return pd.Series([as_list(cell) for cell in column], index=column.index, name=column.name, dtype=object)
    except (ValueError, SyntaxError):  # a column of another table that has the same name
        return column


@cache
def _listed() -> dict[str, bool]:
    """The columns of lists in the codebook, and whether they are lists of words."""
    lists = codebook().query("dtype in ['list', 'spans']")
    return dict(zip(lists["column"], (lists["dtype"] == "list") & (lists["table"] != "documents"), strict=True))


def json_column(column: pd.Series) -> pd.Series:
    """A column with its lists as JSON; what is no list as it is."""
    if column.dtype != object:
        return column
    out = column.map(lambda cell: as_text(cell) if isinstance(cell, (list, tuple, dict, np.ndarray)) else cell)
    nothing = column.name in _listed() and bool(out.isna().all())
    return out.astype("str") if nothing else out


def of_words(column: pd.Series) -> bool:
    """Whether a column has lists of words; of a column without any item the codebook tells."""
    kinds, cells = (list, tuple, np.ndarray), column.dropna().tolist()
    items = [item for cell in cells if isinstance(cell, kinds) for item in cell]
    if not items:
        return _listed().get(str(column.name), False)
    return all(isinstance(cell, kinds) for cell in cells) and all(isinstance(item, str) for item in items)
