"""The tables: columns, dtypes and meanings, read from ``schema.toml``, and the frames made to them."""

import ast
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import pandas as pd

STR = pd.StringDtype(na_value=np.nan)  # "str" would, with an option of pandas, make "None" of null
_QUOTED = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(resources.files("seedlib").joinpath("schema.toml").read_text("utf8"))


def categories(name: str) -> list[str]:
    """The values that a categorical column may take, in order."""
    return list(_tables()["categories"][name])


@cache
def _dtype(text: str) -> Any:
    text = text.rstrip("?")
    if text.startswith("category:"):
        return pd.CategoricalDtype(categories(text.removeprefix("category:")))
    return object if text in {"list", "spans"} else STR if text == "str" else text


def dtypes(table: str) -> dict[str, Any]:
    """Column name to pandas dtype, in the table's order.

    >>> list(dtypes("bounds"))
    ['lower', 'best', 'upper', 'policy']
    """
    return {name: _dtype(dtype) for name, (dtype, _) in _tables()[table].items()}


def required(table: str) -> frozenset[str]:
    """The columns of a table that are never null."""
    return frozenset(name for name, (dtype, _) in _tables()[table].items() if not dtype.endswith("?"))


def frame(table: str, columns: Mapping[str, Sequence[Any]] | None = None) -> pd.DataFrame:
    """A DataFrame with the table's columns in order and their dtypes; a column not given is null throughout.

    Raises ``KeyError`` for a column that the table does not have.
    """
    columns = columns or {}
    known = dtypes(table)
    if extra := set(columns) - set(known):
        raise KeyError(f"{table} has no column {sorted(extra)}")
    size = len(next(iter(columns.values()), ()))
    return pd.DataFrame(
        {name: pd.Series(columns.get(name, [None] * size), dtype=dtype) for name, dtype in known.items()}
    )


# The columns by which a table is known when it is given to a function, and what makes it.
_KNOWN_BY = {
    "documents": (("doc_id", "raw"), "seedlib.load_documents(source)"),
    "figures": (("number_text", "qualifier"), "seedlib.extract_figures(documents)"),
    "breakdown": (("total_id", "is_remainder"), "seedlib.break_down(figures)"),
    "claims": (("claim_id", "agreement"), "seedlib.compare_claims(figures)"),
}
_KEYS = {"documents": "doc_id", "figures": "figure_id"}
_SPARED = frozenset({"section", "counted_inherited"})  # never null where they come from, but to be done without


def require(table: Any, name: str, *columns: str) -> None:
    """Raise where something else is given than the table `name`, known by its key columns or by those named here.

    ``TypeError`` for what is no table, ``KeyError`` for a table without these columns; both say what to give.
    ``ValueError`` for an unknown `name`.
    """
    if name not in _KNOWN_BY:
        raise ValueError(f"no table {name!r} here; there are {', '.join(_KNOWN_BY)}")
    usual, made_by = _KNOWN_BY[name]
    given = getattr(table, "columns", None)
    if given is None:
        raise TypeError(f"{table!r:.60} is no table of {name}; give {made_by}")
    if missing := [column for column in columns or usual if column not in given]:
        raise KeyError(f"this is no table of {name}, without {', '.join(missing)}; give {made_by}")


def given(table: Any, name: str, *columns: str) -> pd.DataFrame:
    """A table given to a function as the codebook has it, be it a part of one, several joined or one read from a file.

    Its dtypes are those of :func:`conform`, its rows are numbered anew, a document or figure that comes twice is there
    once; columns that may be null are so where they are missing. Raises as :func:`require` and :func:`conform` do.
    """
    require(table, name, *columns)
    table = conform(table, name).reset_index(drop=True)
    if (key := _KEYS.get(name)) in table:
        table = table.drop_duplicates(key, ignore_index=True)
    nothing = frame(name).drop(columns=[*table, *(required(name) - _SPARED)], errors="ignore")
    return table.assign(**nothing.reindex(table.index))


def known_as(table: pd.DataFrame) -> str | None:
    """The name of the table of the codebook all of whose columns a table has; None for another."""
    names = (name for name in _tables() if name != "categories" and dtypes(name).keys() <= set(table.columns))
    return max(names, key=lambda name: len(dtypes(name)), default=None)


def codebook() -> pd.DataFrame:
    """One row a column of each table: table, column, dtype, nullable, values, meaning."""
    rows = [
        {
            "table": table,
            "column": name,
            "dtype": dtype.rstrip("?").split(":")[0],
            "nullable": dtype.endswith("?"),
            "values": ", ".join(categories(dtype.rstrip("?").split(":")[1])) if ":" in dtype else "",
            "meaning": meaning,
        }
        for table, columns in _tables().items()
        if table != "categories"
        for name, (dtype, meaning) in columns.items()
    ]
    return pd.DataFrame(rows)


def conform(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """A table as read back from a file, with the dtypes and lists that the codebook gives the columns of table `name`.

    Lists come back from the arrays of Parquet, from JSON and from Python's own way of writing them; an empty text is
    null where a column may be. Columns that the codebook does not have stay as they are, missing ones stay missing.
    Raises ``ValueError`` for a value that the column cannot have.

    >>> read = pd.DataFrame({"figure_id": ["a:0-2"], "number_text": [12], "origin_code": ['["SYR"]']})
    >>> conform(read, "figures").iloc[0].tolist()
    ['a:0-2', '12', ['SYR']]
    """
    changed = {}
    for column, dtype in dtypes(name).items():
        if column not in table:
            continue
        read, nullable = table[column], column not in required(name)
        if dtype is object or read.dtype != dtype or (nullable and dtype == STR and (read == "").any()):
            try:
                changed[column] = _conformed(read, dtype, nullable)
            except (ValueError, TypeError, SyntaxError) as error:
                raise ValueError(f"{column} of {name} must be {_named(dtype)}: {error}") from None
    return table.assign(**changed)


def _conformed(column: pd.Series, dtype: Any, nullable: bool) -> pd.Series:
    if dtype is object:
        return pd.Series([as_list(cell) for cell in column], index=column.index, dtype=object)
    column = column.astype(object)  # of NumPy, pandas or Arrow, which do not calculate alike
    column = column.where(column.notna() & ~(nullable & (column == "")), None)
    if isinstance(dtype, pd.CategoricalDtype):
        if len(wrong := set(column.dropna()) - set(dtype.categories)):
            raise ValueError(f"there is {min(map(repr, wrong))}")
        return column.astype(dtype)
    if dtype == "bool":
        truth = {True: True, False: False, "True": True, "False": False}
        return _without_null(column.map(truth.get)).astype(dtype)
    if dtype == STR:
        return column.map(_text, na_action="ignore").astype(STR)
    if dtype == "datetime64[s]":
        return pd.to_datetime(column, format="ISO8601").astype(dtype)
    numbers = pd.to_numeric(column)
    if dtype == "int64" and bool((numbers.dropna() % 1 != 0).any()):
        raise ValueError("there is a fraction")
    return (_without_null(numbers) if dtype == "int64" else numbers).astype(dtype)


def _without_null(column: pd.Series) -> pd.Series:
    if column.isna().any():
        raise ValueError("a value is missing or another")
    return column


def as_list(value: Any) -> list[Any] | None:
    """A cell of a column of lists as a list, pairs as tuples, null as None. Raises ``ValueError`` for what is none.

    >>> as_list('["SYR", "IRQ"]'), as_list("['SYR']"), as_list("[[0, 3]]"), as_list(float("nan"))
    (['SYR', 'IRQ'], ['SYR'], [(0, 3)], None)
    """
    if isinstance(value, str):
        value = _read_list(value) if value else None
    if value is None or (not isinstance(value, (list, tuple, np.ndarray)) and pd.isna(value)):
        return None
    if not isinstance(value, (list, tuple, np.ndarray)):
        raise ValueError(f"{value!r} is no list")
    return [tuple(item) if isinstance(item, list) else item for item in value]


def _read_list(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        read = ast.literal_eval(text)
    # NumPy writes no commas between texts, and Python takes two such texts for one
    if (
        isinstance(read, list)
        and all(isinstance(item, str) for item in read)
        and len(_QUOTED.findall(text)) != len(read)
    ):
        raise ValueError(f"{text!r} is no list; write tables with seedlib.export")
    return read


def _text(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _named(dtype: Any) -> str:
    if isinstance(dtype, pd.CategoricalDtype):
        return f"one of {', '.join(dtype.categories)}"
    return "lists" if dtype is object else str(dtype)
