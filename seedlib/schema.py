"""The tables: columns, dtypes and meanings, read from ``schema.toml``, and the frames made to them."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd


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
    return object if text in {"list", "spans"} else text


def dtypes(table: str) -> dict[str, Any]:
    """Column name to pandas dtype, in the table's order.

    >>> list(dtypes("bounds"))
    ['lower', 'best', 'upper', 'policy']
    """
    return {name: _dtype(dtype) for name, (dtype, _) in _tables()[table].items()}


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


def require(table: Any, name: str, *columns: str) -> None:
    """Raise where something else is given than the table `name`, known by its key columns or by those named here.

    ``TypeError`` for what is no table, ``KeyError`` for a table without these columns; both say what to give.
    """
    usual, made_by = _KNOWN_BY[name]
    given = getattr(table, "columns", None)
    if given is None:
        raise TypeError(f"{table!r:.60} is no table of {name}; give {made_by}")
    if missing := [column for column in columns or usual if column not in given]:
        raise KeyError(f"this is no table of {name}, without {', '.join(missing)}; give {made_by}")


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
