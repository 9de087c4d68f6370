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
import math
import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from seedlib.added import add_figure
from seedlib.export import as_text, write
from seedlib.formats.encodings import decode
from seedlib.numbers.hedges import stated_bounds
from seedlib.problems import DocumentError
from seedlib.published import iso_date
from seedlib.schema import STR, conform, require, required

COLUMNS = ("figure_id", "column", "old", "new", "who", "when", "why")
FIGURE = "figure"  # the column of a decision on a figure as a whole
# Where a figure is, and what it was read from, is not for correction: reject it and add the right one.
FIXED = frozenset({"figure_id", "doc_id", "start", "end", "number_text"})
# What the bounds follow from: they are stated anew where one of these is corrected and they themselves are not.
_BOUNDING = frozenset({"value", "qualifier", "category"})
Row = dict[Any, Any]
_ID = re.compile(r"(?P<doc_id>.+):(?P<start>\d+)-(?P<end>\d+)")


class CorrectionError(ValueError):
    """A file of corrections that cannot be read; the message says where and why."""


class _NotApplied(ValueError):
    """Why one decision could not be applied."""


def read_corrections(path: str | Path) -> pd.DataFrame:
    """The decisions of a CSV, all as text; commas, semicolons or tabs, in any encoding of spreadsheets. Further columns
    stay; empty rows, which spreadsheets leave, do not.

    Raises ``FileNotFoundError``, and :class:`CorrectionError` for what is no CSV and where a column is missing.
    """
    try:
        text = decode(Path(path).read_bytes()).text
        head = text.partition("\n")[0]
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
        names = list(dict.fromkeys([*COLUMNS, *(reader.fieldnames or ())]))
        missing = [name for name in COLUMNS[:4] if name not in (reader.fieldnames or ())]
        rows = [{name: (row.get(name) or "") for name in names} for row in reader if any(row.values())]
    except (DocumentError, csv.Error) as error:
        raise CorrectionError(f"{path}: no CSV that can be read ({error}); save it as CSV in UTF-8") from None
    if missing:
        raise CorrectionError(f"{path}: no column {', '.join(missing)}; wanted are {', '.join(COLUMNS)}")
    return pd.DataFrame(rows, columns=names, dtype="str")


def write_correction(path: str | Path, **decision: str) -> None:
    """Add a decision to a file of corrections, made where there is none; ``when`` is now unless given. What else is in
    the file stays.

    Raises ``TypeError`` for a name that is no column of such a file.
    """
    if unknown := set(decision) - set(COLUMNS):
        raise TypeError(f"no column {', '.join(sorted(unknown))}; there are {', '.join(COLUMNS)}")
    path = Path(path)
    before = read_corrections(path) if path.exists() else pd.DataFrame(columns=COLUMNS, dtype="str")
    row = {"when": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", **decision}
    rows = [*before.to_dict("records"), {name: row.get(name, "") for name in before.columns}]
    table = pd.DataFrame(rows, columns=before.columns)
    write(path, ("\ufeff" + table.to_csv(index=False, lineterminator="\n")).encode("utf-8"))


def apply_corrections(
    figures: pd.DataFrame, path: str | Path | None, documents: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figures with the decisions of a CSV applied, and the decisions that could not be, with the ``reason``.

    The figures gain ``decision``: accepted, corrected, added, or null. A decision is applied only where the figure is
    there, has the value that the analyst saw (``old``), and may have the new one by the codebook; else it is reported.
    Where ``value``, ``qualifier`` or ``category`` is corrected, ``low`` and ``high`` follow by the rules of the
    codebook, unless they are decided too. Adding a figure needs `documents`. A part whose total is rejected is no part
    any more. No path (None or "") means no decisions. Raises as :func:`read_corrections`,
    :func:`seedlib.schema.require` and :func:`seedlib.schema.conform` do.
    """
    require(figures, "figures")
    if documents is not None:
        require(documents, "documents")
    figures = conform(figures, "figures")
    rows: dict[str, Row] = {row["figure_id"]: row for row in figures.to_dict("records")}
    decisions: dict[str, str] = {}
    decided: defaultdict[str, set[str]] = defaultdict(set)
    failed = []
    for decision in read_corrections(path).to_dict("records") if path else []:
        figure_id = decision["figure_id"]
        try:
            decisions[figure_id] = _apply(rows, decision, decided[figure_id], figures, documents)
        except _NotApplied as reason:
            failed.append({**decision, "reason": str(reason)})
    for figure_id, row in rows.items():
        row.update(_bounded(row, decided[figure_id]))
        if "part_of" in row and not pd.isna(row["part_of"]) and row["part_of"] not in rows:
            row["part_of"] = row["relation"] = None
    out = _frame(rows, figures, documents)
    out["decision"] = pd.Series([decisions.get(figure_id) for figure_id in out["figure_id"]], dtype=STR)
    return out, pd.DataFrame(failed, columns=[*COLUMNS, "reason"], dtype="str")


# ---------------------------------------------------------------- one decision


def _apply(
    rows: dict[str, Row],
    decision: Mapping[Any, Any],
    decided: set[str],
    figures: pd.DataFrame,
    documents: pd.DataFrame | None,
) -> str:
    """Apply one decision to the rows and note its column; returns what was done."""
    figure_id, column, old, new = (decision[name] for name in COLUMNS[:4])
    if column == FIGURE and not old and new:
        rows[figure_id] = _added(rows, figure_id, new, documents)
        decided.clear()
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
    now = as_text(_bounded(row, decided).get(column))
    if old not in {now, as_text(row.get(column))}:  # a bound as it follows by now, or as it was
        raise _NotApplied(f"{column} is {now!r}, not {old!r}")
    value = parsed(new, figures[column])
    if column == "part_of" and new:
        _check_total(rows, figure_id, new)
    row[column] = value
    decided.add(column)
    return "corrected"


def _bounded(row: Row, decided: set[str]) -> Row:
    """The row with the bounds that follow from the columns decided; the ends of a range follow from no other."""
    if decided.isdisjoint(_BOUNDING) or row["qualifier"] == "range":
        return row
    low, high = stated_bounds(row["value"], row["qualifier"], row["category"])
    return {**row, **{name: bound for name, bound in (("low", low), ("high", high)) if name not in decided}}


def _check_total(rows: dict[str, Row], figure_id: str, total: str) -> None:
    """Refuse a total that is no figure, or that is the figure itself or a part of it."""
    if total not in rows:
        raise _NotApplied(f"there is no figure {total!r} that it could be a part of")
    if figure_id in totals_above(total, {other: row.get("part_of") for other, row in rows.items()}):
        raise _NotApplied(f"{total!r} is this figure or a part of it")


def totals_above(figure_id: str, part_of: Mapping[str, Any]) -> set[str]:
    """A figure, the total it is a part of, the total of that, and so on.

    >>> sorted(totals_above("a", {"a": "b", "b": "c", "c": None, "d": "a"}))
    ['a', 'b', 'c']
    """
    above: set[str] = set()
    at: Any = figure_id
    while at in part_of and at not in above:
        above.add(at)
        at = part_of[at]
    return above


def _added(rows: dict[str, Row], figure_id: str, words: str, documents: pd.DataFrame | None) -> Row:
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
    """A value of a CSV as the codebook has it for that column of figures; an empty text is null.

    Days are written as ISO dates or with the day first. Raises ``ValueError`` for what is no value of that column.
    """
    dtype = column.dtype
    if not text:
        if column.name in required("figures"):
            raise _NotApplied(f"{column.name} cannot be empty")
        return None
    if isinstance(dtype, pd.CategoricalDtype) and text not in dtype.categories:
        raise _NotApplied(f"{text!r} is none of {', '.join(map(str, dtype.categories))}")
    kinds = pd.api.types
    try:
        if kinds.is_bool_dtype(dtype):
            return {"True": True, "False": False}[text.capitalize()]
        if kinds.is_numeric_dtype(dtype):
            return _number(text) if kinds.is_float_dtype(dtype) else int(text)
        if kinds.is_datetime64_any_dtype(dtype):
            return _day(text)
        return _words(text) if kinds.is_object_dtype(dtype) else text
    except (ValueError, KeyError):
        wanted = 'a list of texts as JSON, ["SYR"]' if kinds.is_object_dtype(dtype) else dtype
        raise _NotApplied(f"{text!r} is no value for {column.name} ({wanted})") from None


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _day(text: str) -> pd.Timestamp:
    """A whole date: day or year are not guessed."""
    day = iso_date(text) if len(re.findall(r"\d+", text)) > 1 else None
    if day is None:
        raise ValueError(text)
    return pd.Timestamp(day[:10])


def _words(text: str) -> list[str]:
    words = json.loads(text)
    if not (isinstance(words, list) and words and all(isinstance(word, str) and word for word in words)):
        raise ValueError(text)
    return words


def _frame(rows: dict[str, Row], figures: pd.DataFrame, documents: pd.DataFrame | None) -> pd.DataFrame:
    """The rows as a frame of the same columns and dtypes, in document order."""
    order = list(documents["doc_id"] if documents is not None else dict.fromkeys(figures["doc_id"]))
    rank = {doc_id: n for n, doc_id in enumerate(order)}
    ordered = sorted(rows.values(), key=lambda row: (rank.get(row["doc_id"], len(rank)), row["start"], row["end"]))
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in ordered], dtype=figures[name].dtype) for name in figures.columns}
    )
