"""Export: the tables as files that other programs read, every value as it is in the table."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pandas as pd

# A cell that begins so is a formula to a spreadsheet (OWASP, "CSV Injection"); an apostrophe before it is the cure.
_FORMULA = re.compile(r"[=+\-@\t\r]")


def to_csv(table: pd.DataFrame, path: str | Path | None = None, spreadsheet: bool = False) -> str:
    """The table as CSV: UTF-8, LF, null as an empty cell, lists as JSON; written to `path` where given.

    ``spreadsheet=True`` is for Excel and its like: with a byte order mark, without which they scramble Arabic, and an
    apostrophe before any text that they would run as a formula. Folders are made as needed.
    """
    out = pd.DataFrame({name: _flat(column) for name, column in table.items()}, columns=table.columns)
    if spreadsheet:
        out = out.map(harmless)
    text = ("\ufeff" if spreadsheet else "") + out.to_csv(index=False, lineterminator="\n")
    if path is not None:
        _write(Path(path), text.encode("utf-8"))
    return text


def harmless(cell: Any) -> Any:
    """A text that a spreadsheet will not run as a formula; what is no text comes back as it is.

    >>> harmless("=1+1"), harmless("208"), harmless(-1)
    ("'=1+1", '208', -1)
    """
    return "'" + cell if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _flat(column: pd.Series) -> pd.Series:
    """A column with its lists as JSON and whole floats without a point, null where it is null."""
    if pd.api.types.is_float_dtype(column.dtype) and (column.dropna() % 1 == 0).all():
        return column.astype("Int64")
    return column.map(_json) if column.dtype == object else column


def _json(cell: Any) -> Any:
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, (list, tuple, dict)) else cell


def _write(path: Path, data: bytes) -> None:
    """Write all or nothing: beside the file first, then in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
