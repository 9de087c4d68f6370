"""How well the figures of articles are read, measured against annotations by hand.

Annotations are JSON Lines, one object a figure: ``doc`` (file name), ``start`` and ``end`` of the number expression in
the text, and, null where they are missing, ``value``, ``low``, ``high``, ``qualifier``, ``counted`` (or
``counted_implied`` where it is elided), ``category``, ``outcome``, ``source``, ``place``, ``origin`` and ``part_of``
(start of the total). A row may have ``optional`` (a careful reader could count or leave it: scored neither way) and
``alt`` (columns with a second reading that is as right).

A figure read and a figure annotated are one where their spans overlap, the longest overlap first. *detect* counts
these; *value* asks also for the same value, the same ends of a range or the same vague word. Every other column is
judged where the value is right and somebody says something: a reading left out costs recall, one made up precision.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from seedlib.accuracy_same import same_value, same_words
from seedlib.documents import Source, load_documents
from seedlib.figures.extract import extract_figures
from seedlib.language.nouns import PEOPLE
from seedlib.language.tokens import Tokens, tokenize
from seedlib.schema import categories, given

COLUMNS = ("qualifier", "counted", "outcome", "source", "place", "origin", "part_of")
_CATEGORICAL = frozenset({"qualifier", "outcome"})
_NULL = dict.fromkeys(("value", "low", "high", "category", *COLUMNS))  # what an annotation need not say

Row = dict[str, Any]
Annotations = str | PathLike[str] | Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class _Compared:
    """One document: figures annotated (optional ones left out), figures read, and which of them are one."""

    doc: str
    raw: str
    annotated: list[Row]
    read: list[Row]
    pairs: list[tuple[int, int]]


def score(
    source: Source | pd.DataFrame,
    annotations: Annotations,
    figures: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Precision, recall and F1 of each column, against annotations by hand.

    ``source`` is what :func:`seedlib.load_documents` takes, or its table; ``figures`` are those of the documents where
    they are there already (corrected ones, say), else they are extracted. One row a column, by name: ``detect``,
    ``value``, ``people`` (values of people and bodies; recall only), then ``qualifier`` to ``part_of``; columns
    ``correct``, ``read`` and ``annotated`` (counts), ``precision``, ``recall``, ``f1`` (0 to 1, null where there is
    nothing to divide by). Raises ``ValueError`` for annotations of a document that is not in the source, or whose file
    name several documents of it have.
    """
    table = _judged(_compared(source, annotations, figures))
    table = table.groupby("column", sort=False)[["correct", "read", "annotated"]].sum().astype("int64")
    table = table.reindex(["detect", "value", "people", *COLUMNS], fill_value=0)
    counts = table.astype("float64").where(table > 0)
    table["precision"] = table["correct"] / counts["read"]
    table["recall"] = table["correct"] / counts["annotated"]
    table["f1"] = 2 * table["correct"] / (table["read"] + table["annotated"]).astype("float64").where(lambda n: n > 0)
    table.loc["people", ["precision", "f1"]] = float("nan")
    return table


def confusion(
    source: Source | pd.DataFrame,
    annotations: Annotations,
    column: str = "qualifier",
    figures: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """How often each annotated word of a column (rows) was read as which (columns), over figures that were found.

    ``column`` is one of a fixed vocabulary: ``qualifier``, ``outcome`` or ``category``; "none" stands for null. Words
    that neither uses are left out; the rest stand in the order of the codebook. Raises ``KeyError`` for other columns.
    """
    words = [
        (_word(compared.annotated[i].get(column)), _word(compared.read[j].get(column)))
        for compared in _compared(source, annotations, figures)
        for i, j in compared.pairs
    ]
    pairs = pd.DataFrame(words, columns=["annotated", "read"])
    said = [word for word in [*categories(column), "none"] if (pairs == word).to_numpy().any()]
    return pd.crosstab(pairs["annotated"], pairs["read"]).reindex(index=said, columns=said, fill_value=0)


def misses(
    source: Source | pd.DataFrame,
    annotations: Annotations,
    figures: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Every disagreement with its sentence, in document order.

    Columns: ``doc``, ``start``, ``end``, ``text`` (the number expression), ``column`` (``detect`` for a figure missed
    or made up), ``annotated`` and ``read`` (what each says; null where it says nothing), ``sentence``.
    """
    compared = list(_compared(source, annotations, figures))
    judged = _judged(compared)
    # A figure that is not found is told once, not again as a value that is not found.
    wrong = judged[~judged["correct"] & (judged["column"] != "people")]
    wrong = wrong[(wrong["column"] != "value") | (wrong["annotated"] & wrong["read"])]
    sentences = {one.doc: tokenize(one.raw) for one in compared}
    names = ["doc", "start", "end", "text", "column", "annotated", "read", "sentence"]
    rows = [
        {
            "text": sentences[row["doc"]].text[row["start"] : row["end"]],
            "sentence": _sentence(sentences[row["doc"]], row["start"]),
        }
        for row in wrong[["doc", "start", "end"]].to_dict("records")
    ]
    told = wrong[["doc", "start", "end", "column"]].assign(annotated=wrong["expected"], read=wrong["found"])
    table = pd.concat([told.reset_index(drop=True), pd.DataFrame(rows, columns=["text", "sentence"])], axis=1)
    return table[names].sort_values(["doc", "start"], kind="stable", ignore_index=True)


def read_annotations(annotations: Annotations) -> list[Row]:
    """Annotations from a JSON Lines file, or as they are given. Raises ``OSError``, and ``ValueError`` for what is no
    JSON and for a row that does not say where its figure is.
    """
    if isinstance(annotations, str | PathLike):
        lines = Path(annotations).read_text("utf-8-sig").split("\n")
        rows = [json.loads(line) for line in lines if line.strip()]
    else:
        rows = [dict(row) for row in annotations]
    for n, row in enumerate(rows, 1):
        if missing := [name for name in ("doc", "start", "end") if name not in row]:
            raise ValueError(f"annotation {n} has no {', '.join(missing)}")
    return rows


def _compared(
    source: Source | pd.DataFrame,
    annotations: Annotations,
    figures: pd.DataFrame | None,
) -> Iterator[_Compared]:
    """Each document with both readings of it, in the order of the documents."""
    documents = source if isinstance(source, pd.DataFrame) else load_documents(source)
    figures = extract_figures(documents) if figures is None else given(figures, "figures")
    by_hand: dict[str, list[Row]] = {}
    for row in read_annotations(annotations):
        by_hand.setdefault(row["doc"], []).append(row)
    names = {doc_id: Path(path).name for doc_id, path in zip(documents["doc_id"], documents["path"], strict=True)}
    _one_each(by_hand, documents["path"])
    read = _rows(figures)
    for doc_id, raw in zip(documents["doc_id"], documents["raw"], strict=True):
        yield _compare(names[doc_id], raw, by_hand.get(names[doc_id], []), read.get(doc_id, []))


def _one_each(annotated: Iterable[str], paths: Iterable[str]) -> None:
    """Raise where the name of an annotated file is that of no document or of several."""
    by_name: dict[str, list[str]] = {}
    for path in paths:
        by_name.setdefault(Path(path).name, []).append(path)
    if unknown := sorted(set(annotated) - by_name.keys()):
        raise ValueError(f"annotated, but not in the source: {', '.join(unknown)}")
    if several := sorted(name for name in set(annotated) if len(by_name[name]) > 1):
        found = ", ".join(by_name[several[0]])
        raise ValueError(f"{several[0]} is annotated, and names several documents: {found}; score them apart")


def _compare(doc: str, raw: str, annotated: list[Row], read: list[Row]) -> _Compared:
    """Pair the two readings; what was read where a figure is optional, and is no other figure, is left out."""
    annotated = [_NULL | row | {"text": raw[row["start"] : row["end"]]} for row in annotated]
    optional = [row for row in annotated if row.get("optional")]
    firm = [row for row in annotated if not row.get("optional")]
    taken = {j for _, j in _pair(firm, read)}
    read = [row for j, row in enumerate(read) if j in taken or not any(_overlap(row, one) > 0 for one in optional)]
    return _Compared(doc, raw, firm, read, sorted(_pair(firm, read)))


def _rows(figures: pd.DataFrame) -> dict[str, list[Row]]:
    """Figures as dicts, by document; null is None, and ``part_of`` the start of the total."""
    columns = ["figure_id", "doc_id", "start", "end", "number_text", "value", "low", "high", "category", *COLUMNS]
    table = figures[columns].astype(object)
    table = table.where(table.notna(), None).rename(columns={"number_text": "text"})
    rows: list[Row] = [dict(zip(table.columns, values, strict=True)) for values in table.itertuples(index=False)]
    starts = {row["figure_id"]: row["start"] for row in rows}
    found: dict[str, list[Row]] = {}
    for row in rows:
        row["part_of"] = starts.get(row["part_of"])
        found.setdefault(row["doc_id"], []).append(row)
    return found


def _overlap(one: Row, other: Row) -> int:
    return min(one["end"], other["end"]) - max(one["start"], other["start"])


def _pair(annotated: list[Row], read: list[Row]) -> list[tuple[int, int]]:
    """Which annotated figure is which read one: the longest overlap first, then the nearest start."""
    candidates = sorted(
        (-shared, abs(one["start"] - other["start"]), i, j)
        for i, one in enumerate(annotated)
        for j, other in enumerate(read)
        if (shared := _overlap(one, other)) > 0
    )
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, _, i, j in candidates:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def _judged(compared: Iterable[_Compared]) -> pd.DataFrame:
    """One row a judgement: who says something (``annotated``, ``read``), whether it is right, and what they say."""
    rows: list[Row] = []
    for one in compared:
        pairs = dict(one.pairs)
        for i, annotated in enumerate(one.annotated):
            rows += _judgements(one, annotated, one.read[pairs[i]] if i in pairs else None)
        made_up = set(range(len(one.read))) - set(pairs.values())
        for read in (one.read[j] for j in sorted(made_up)):
            rows += [_row(one.doc, read, column, [], read["text"], False) for column in ("detect", "value")]
    columns = ["doc", "start", "end", "column", "annotated", "read", "correct", "expected", "found"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(("annotated", "read", "correct"), "bool"))


def _judgements(one: _Compared, annotated: Row, read: Row | None) -> Iterator[Row]:
    right = read is not None and same_value(annotated, read)
    yield _row(one.doc, annotated, "detect", [annotated["text"]], read and read["text"], read is not None)
    yield _row(one.doc, annotated, "value", [_said(annotated)], read and _said(read), right)
    if annotated["category"] in PEOPLE:
        yield _row(one.doc, annotated, "people", [annotated["text"]], read and read["text"], right)
    if read is None or not right:
        return
    for column in COLUMNS:
        readings, found = _readings(annotated, column), read[column]
        expected = [reading for reading in readings if reading is not None]
        if found is None and None in readings:
            continue
        agrees = found is not None and any(_agree(column, reading, found, one) for reading in expected)
        if column == "part_of":  # a total is told by its number, not by where it starts
            expected = [_number_at(one.annotated, start) for start in expected]
            found = None if found is None else _number_at(one.read, found)
        yield _row(one.doc, annotated, column, expected, found, agrees)


def _row(doc: str, at: Row, column: str, expected: list[Any], found: Any, correct: bool) -> Row:
    where = {"doc": doc, "start": at["start"], "end": at["end"], "column": column}
    says = {"expected": " / ".join(str(reading) for reading in expected) or None, "found": found}
    return where | says | {"annotated": bool(expected), "read": found is not None, "correct": correct}


def _readings(annotated: Row, column: str) -> list[Any]:
    """The one reading of an annotation, or the two that are right."""
    readings = [annotated.get(column)]
    if column in annotated.get("alt", {}):
        readings.append(annotated["alt"][column])
    if column == "counted":
        return [annotated.get("counted_implied") if reading is None else reading for reading in readings]
    return readings


def _agree(column: str, expected: Any, found: Any, one: _Compared) -> bool:
    if column == "part_of":
        total = next((row for row in one.annotated if row["start"] == expected), None)
        other = next((row for row in one.read if row["start"] == found), None)
        return total is not None and other is not None and _overlap(total, other) > 0
    return bool(expected == found) if column in _CATEGORICAL else same_words(expected, found)


def _number_at(rows: list[Row], start: int) -> str:
    return next((str(row["text"]) for row in rows if row["start"] == start), f"at {start}")


def _said(row: Row) -> str:
    if row["qualifier"] == "range":
        return f"{row['low']}–{row['high']}"
    return row["text"] if row["value"] is None else str(row["value"])


def _word(value: str | None) -> str:
    return "none" if value is None else value


def _sentence(tokens: Tokens, offset: int) -> str:
    first, last = tokens.sentence(tokens.at(offset))
    return tokens.surface(first, last - 1)
