"""Corrections: an analyst's decisions on figures, kept in a plain CSV and applied again on every re-run.

A file of corrections has the columns ``figure_id, column, old, new, who, when, why``, one decision a row, in the order
in which they were taken. Values are written as in the CSV of the figures: null as an empty cell, lists as JSON.

- correct a value: the column, the value it had, the value it should have;
- accept or reject a figure: column ``figure``, old its ``number_text``, new the same or empty;
- add a missed one: column ``figure``, id ``doc_id:start-end``, old empty, new the words at that place; further rows
  may then correct its columns.
"""

import csv
import io
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from seedlib.export import as_text, write
from seedlib.numbers import find_numbers

COLUMNS = ("figure_id", "column", "old", "new", "who", "when", "why")
FIGURE = "figure"  # the column of a decision on a figure as a whole
# Where a figure is, and what it was read from, is not for correction: reject it and add the right one.
FIXED = frozenset({"figure_id", "doc_id", "start", "end", "number_text"})
_ID = re.compile(r"(?P<doc_id>.+):(?P<start>\d+)-(?P<end>\d+)")


class CorrectionError(ValueError):
    """A file of corrections that cannot be read; the message says where and why."""


class _NotApplied(ValueError):
    """Why one decision could not be applied."""


def read_corrections(path: str | Path) -> pd.DataFrame:
    """The decisions of a CSV, all as text; commas, semicolons or tabs, with or without a byte order mark.

    Raises ``FileNotFoundError`` and :class:`CorrectionError` where a column is missing.
    """
    text = Path(path).read_bytes().decode("utf-8-sig")
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=mark)
    missing = [name for name in COLUMNS[:4] if name not in (reader.fieldnames or ())]
    if missing:
        raise CorrectionError(f"{path}: no column {', '.join(missing)}; wanted are {', '.join(COLUMNS)}")
    rows = [{name: (row.get(name) or "") for name in COLUMNS} for row in reader]
    return pd.DataFrame(rows, columns=COLUMNS, dtype="str")


def write_correction(path: str | Path, **decision: str) -> None:
    """Add a decision to a file of corrections, made where there is none; ``when`` is now unless given.

    Raises ``TypeError`` for a name that is no column of such a file.
    """
    if unknown := set(decision) - set(COLUMNS):
        raise TypeError(f"no column {', '.join(sorted(unknown))}; there are {', '.join(COLUMNS)}")
    path = Path(path)
    before = read_corrections(path) if path.exists() else pd.DataFrame(columns=COLUMNS, dtype="str")
    row = {"when": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", **decision}
    rows = [*before.to_dict("records"), {name: row.get(name, "") for name in COLUMNS}]
    table = pd.DataFrame(rows, columns=COLUMNS)
    write(path, ("\ufeff" + table.to_csv(index=False, lineterminator="\n")).encode("utf-8"))


def apply_corrections(
    figures: pd.DataFrame, path: str | Path | None, documents: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figures with the decisions of a CSV applied, and the decisions that could not be, with the ``reason``.

    The figures gain ``decision``: accepted, corrected, added, or null. A decision is applied only where the figure is
    there and has the value that the analyst saw (``old``); else it is reported. Adding a figure needs `documents`. A
    part whose total is rejected is no part any more. No path (None or "") means no decisions. Raises as
    :func:`read_corrections` does.
    """
    rows: dict[str, dict[Any, Any]] = {row["figure_id"]: row for row in figures.to_dict("records")}
    decisions: dict[str, str] = {}
    failed = []
    for decision in read_corrections(path).to_dict("records") if path else []:
        try:
            decisions[decision["figure_id"]] = _apply(rows, decision, figures, documents)
        except _NotApplied as reason:
            failed.append({**decision, "reason": str(reason)})
    for row in rows.values():
        if "part_of" in row and not _is_null(row["part_of"]) and row["part_of"] not in rows:
            row["part_of"] = row["relation"] = None
    out = _frame(rows, figures, documents)
    out["decision"] = pd.Series([decisions.get(figure_id) for figure_id in out["figure_id"]], dtype="str")
    return out, pd.DataFrame(failed, columns=[*COLUMNS, "reason"], dtype="str")


def add_figure(documents: pd.DataFrame, doc_id: str, start: int, end: int) -> dict[str, Any]:
    """A row of ``figures`` for the words at a place that extraction missed, as far as the words alone tell.

    Raises ``ValueError`` for a document that is not there.
    """
    found = documents[documents["doc_id"] == doc_id]
    if found.empty:
        raise ValueError(f"no document {doc_id}")
    page = found.iloc[0]
    words = page["raw"][start:end]
    section = next((name for first, last, name in page["sections"] if first <= start < last), "body")
    number: Any = next(iter(find_numbers(words)), None)
    return {
        "figure_id": f"{doc_id}:{start}-{end}",
        "doc_id": doc_id,
        "start": start,
        "end": end,
        "number_text": words,
        "sentence_start": max(page["raw"].rfind(mark, 0, start) for mark in (". ", "\n")) + 1,
        "sentence_end": _line_end(page["raw"], end),
        "section": section,
        "value": number.value if number else None,
        "low": number.low if number else None,
        "high": number.high if number else None,
        "qualifier": number.qualifier if number else "vague",
        "counted_inherited": False,
        "category": "other",
        "published": page["published"],
        "publisher": page["publisher"],
    }


# ---------------------------------------------------------------- one decision


def _apply(
    rows: dict[str, dict[Any, Any]], decision: Mapping[Any, Any], figures: pd.DataFrame, documents: pd.DataFrame | None
) -> str:
    """Apply one decision to the rows; returns what was done."""
    figure_id, column, old, new = (decision[name] for name in COLUMNS[:4])
    if column == FIGURE and not old and new:
        rows[figure_id] = _added(rows, figure_id, new, documents)
        return "added"
    if figure_id not in rows:
        raise _NotApplied("no such figure: its text has changed, or it was rejected before")
    row = rows[figure_id]
    if column == FIGURE:
        if old != row["number_text"]:
            raise _NotApplied(f"the figure reads {row['number_text']!r}, not {old!r}")
        if new not in ("", old):
            raise _NotApplied("a figure is accepted (new the same as old) or rejected (new empty)")
        if not new:
            del rows[figure_id]
        return "accepted"
    if column not in figures.columns or column in FIXED:
        raise _NotApplied(f"{column!r} is no column that can be corrected")
    if as_text(row.get(column)) != old:
        raise _NotApplied(f"{column} is {as_text(row.get(column))!r}, not {old!r}")
    row[column] = parsed(new, figures[column])
    return "corrected"


def _added(rows: dict[str, Any], figure_id: str, words: str, documents: pd.DataFrame | None) -> dict[str, Any]:
    place = _ID.fullmatch(figure_id)
    if place is None:
        raise _NotApplied("the id of an added figure is doc_id:start-end")
    if figure_id in rows:
        raise _NotApplied("there is such a figure already")
    if documents is None:
        raise _NotApplied("adding a figure needs the documents: apply_corrections(figures, path, documents)")
    try:
        row = add_figure(documents, place["doc_id"], int(place["start"]), int(place["end"]))
    except ValueError as error:
        raise _NotApplied(f"{error}: its text has changed, or it is not among these") from None
    if row["number_text"] != words:
        raise _NotApplied(f"at that place stands {row['number_text']!r}, not {words!r}")
    return row


def parsed(text: str, column: pd.Series) -> Any:
    """A value of a CSV as the column's dtype has it. Raises ``ValueError`` for what is no value of that column."""
    dtype = column.dtype
    if isinstance(dtype, pd.CategoricalDtype) and text and text not in dtype.categories:
        raise _NotApplied(f"{text!r} is none of {', '.join(map(str, dtype.categories))}")
    try:
        if pd.api.types.is_bool_dtype(dtype):
            return {"True": True, "False": False}[text.capitalize()]
        if not text:
            return None
        if pd.api.types.is_numeric_dtype(dtype):
            return float(text) if pd.api.types.is_float_dtype(dtype) else int(text)
        if pd.api.types.is_datetime64_any_dtype(dtype):
            return pd.Timestamp(text)
        return json.loads(text) if pd.api.types.is_object_dtype(dtype) else text
    except (ValueError, KeyError):
        raise _NotApplied(f"{text!r} is no value for {column.name} ({dtype})") from None


def _frame(rows: dict[str, dict[Any, Any]], figures: pd.DataFrame, documents: pd.DataFrame | None) -> pd.DataFrame:
    """The rows as a frame of the same columns and dtypes, in document order."""
    order = list(documents["doc_id"] if documents is not None else dict.fromkeys(figures["doc_id"]))
    rank = {doc_id: n for n, doc_id in enumerate(order)}
    ordered = sorted(rows.values(), key=lambda row: (rank.get(row["doc_id"], len(rank)), row["start"], row["end"]))
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in ordered], dtype=figures[name].dtype) for name in figures.columns}
    )


def _line_end(raw: str, at: int) -> int:
    end = raw.find("\n", at)
    return len(raw) if end < 0 else end


def _is_null(value: Any) -> bool:
    return value is None or (isinstance(value, float) and pd.isna(value)) or value is pd.NA
