"""Export: the tables as files that other programs read, every value as it is in the table.

Files are written whole or not at all, and folders are made as needed.
"""

import io
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from seedlib.columns import as_lists, as_text, flat, json_column, of_words
from seedlib.schema import codebook, dtypes, frame, given, known_as

# A cell that begins so is a formula to a spreadsheet (OWASP, "CSV Injection"); an apostrophe before it is the cure.
_FORMULA = re.compile(r"[=+\-@\t\r\n\x00]")
EXCEL_CELL, EXCEL_ROWS = 32_767, 1_048_575  # most characters in a cell and rows under a header, by its specification
CONTEXT = 32  # characters before and after a figure that an annotation quotes

#: Hashtags of the Humanitarian Exchange Language (hxlstandard.org, 1.1) for columns of ``figures``.
HXL = {
    "figure_id": "#meta+id",
    "doc_id": "#meta+source+id",
    "number_text": "#description+number",
    "value": "#affected+num",
    "low": "#affected+num+min",
    "high": "#affected+num+max",
    "counted": "#affected+type+name",
    "outcome": "#impact+type",
    "perpetrator": "#cause+name",
    "place": "#loc+name",
    "place_code": "#loc+code+iso",
    "origin": "#affected+origin+name",
    "time_start": "#date+start",
    "time_end": "#date+end",
    "source": "#meta+source+name",
    "published": "#date+reported",
    "publisher": "#meta+source+org",
}


def to_csv(table: pd.DataFrame, path: str | Path | None = None, spreadsheet: bool = False, hxl: bool = False) -> str:
    """The table as CSV: UTF-8, LF, null as an empty cell, lists as JSON; written to `path` where given.

    ``spreadsheet=True`` is for Excel and its like: with a byte order mark, without which they scramble Arabic, and an
    apostrophe before any text that they would run as a formula. ``hxl=True`` puts a row of HXL hashtags below the
    header, empty where HXL has none for a column.
    """
    out = flat(table)
    if spreadsheet:
        out = out.map(harmless)
    lines = _Lines()
    # with CR LF a lone CR, at which readers end a row, is quoted too
    out.to_csv(lines, index=False, lineterminator="\r\n", float_format=as_text)
    text = lines.getvalue()
    if hxl:
        head, _, rest = text.partition("\n")
        text = f"{head}\n{','.join(HXL.get(str(name), '') for name in table.columns)}\n{rest}"
    text = ("\ufeff" if spreadsheet else "") + text
    if path is not None:
        write(path, text.encode("utf-8"))
    return text


def to_parquet(table: pd.DataFrame, path: str | Path) -> Path:
    """The table as Parquet: dtypes kept, lists of words as lists, any other list (spans, edits) as JSON."""
    return write(path, parquet_bytes(table))


def parquet_bytes(table: pd.DataFrame, notes: Mapping[str, str] | None = None) -> bytes:
    """What :func:`to_parquet` writes, with notes in the metadata of the file."""
    import pyarrow as pa
    from pyarrow import parquet

    columns = {str(name): as_lists(table[name]) for name in table.columns}
    words = {name for name, column in columns.items() if column.dtype == object and of_words(column)}
    out = pd.DataFrame({name: column if name in words else json_column(column) for name, column in columns.items()})
    schema = _with_lists(pa.Schema.from_pandas(out, preserve_index=False), words)
    stored = pa.Table.from_pandas(out, schema, preserve_index=False)
    buffer = io.BytesIO()
    parquet.write_table(stored.replace_schema_metadata({**stored.schema.metadata, **(notes or {})}), buffer)
    return buffer.getvalue()


def arrow_schema(name: str) -> Any:
    """The Arrow schema of a table of the codebook whose lists are of words (``figures``), for what writes it itself."""
    import pyarrow as pa

    schema = pa.Schema.from_pandas(frame(name), preserve_index=False)
    return _with_lists(schema, {column for column, dtype in dtypes(name).items() if dtype is object})


def _with_lists(schema: Any, words: set[str]) -> Any:
    """The schema with lists of words in these columns, whether there are any or not."""
    import pyarrow as pa

    for name in words:
        schema = schema.set(schema.get_field_index(name), pa.field(name, pa.list_(pa.string())))
    return schema


def to_excel(tables: Mapping[str, pd.DataFrame] | pd.DataFrame, path: str | Path) -> Path:
    """The tables by name as one workbook, a right-to-left sheet each, the header frozen and filtered; or one table.

    No text is run as a formula or made into a link. A text longer than a cell can hold ends in "…"; a time with a zone,
    which sheets do not have, is a text. Raises ``ValueError`` for a table with more rows than a sheet can hold and for
    two names that begin with the same 31 letters, before anything is written.
    """
    tables = _by_name(tables)
    sheets = [name[:31].lower() for name in tables]
    if twice := sorted({name for name in sheets if sheets.count(name) > 1}):
        raise ValueError(f"{path}: two tables for the sheet {twice[0]!r}; names must differ in their first 31 letters")
    for name, table in tables.items():
        if len(table) > EXCEL_ROWS:
            raise ValueError(
                f"{path}: {name} has {len(table):,} rows, more than the {EXCEL_ROWS:,} of a sheet: use CSV or Parquet"
            )
    buffer = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with pd.ExcelWriter(buffer, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        for name, table in tables.items():
            cells = flat(table).map(_short)
            cells.to_excel(writer, sheet_name=name[:31], index=False, freeze_panes=(1, 0))
            sheet = writer.sheets[name[:31]]
            sheet.right_to_left()
            sheet.autofilter(0, 0, len(cells), max(len(cells.columns) - 1, 0))
            sheet.autofit(max_width=300)
    return write(path, buffer.getvalue())


def to_datapackage(tables: Mapping[str, pd.DataFrame] | pd.DataFrame, folder: str | Path) -> Path:
    """The tables by name as a Frictionless data package: a CSV each and ``datapackage.json`` with types, meanings and
    keys; or one table.

    Columns that are not in the codebook are described by their dtype. Returns the path of ``datapackage.json``.
    """
    folder, tables = Path(folder), _by_name(tables)
    for name, table in tables.items():
        to_csv(table, folder / f"{name}.csv")
    described = {
        "profile": "tabular-data-package",
        "name": "reported-figures",
        "title": "Reported figures from Arabic news",
        "resources": [_resource(name, table, set(tables)) for name, table in tables.items()],
    }
    return write(folder / "datapackage.json", _json_bytes(described))


def _by_name(tables: Mapping[str, pd.DataFrame] | pd.DataFrame) -> Mapping[str, pd.DataFrame]:
    """The tables by name; one alone by that of the table of the codebook that it is, else as "table"."""
    if not isinstance(tables, pd.DataFrame):
        return tables
    return {known_as(tables) or "table": tables}


def to_annotations(documents: pd.DataFrame, figures: pd.DataFrame, path: str | Path) -> Path:
    """The figures as W3C Web Annotations (JSON-LD), each with its place in the raw text and the words around it.

    The source of a target is the SHA-256 of the document's bytes as a ``urn:``. Positions count code points of the
    decoded file, as everywhere in seedlib. Raises ``ValueError`` for documents of which two have one
    ``doc_id``, and for figures of others.
    """
    if len(twice := documents.loc[documents["doc_id"].duplicated(), "doc_id"]):
        raise ValueError(f"documents have doc_id {twice.iloc[0]} more than once; load them in one call")
    figures = given(figures, "figures")
    if len(lost := figures.loc[~figures["doc_id"].isin(documents["doc_id"]), "doc_id"]):
        raise ValueError(f"no document {lost.iloc[0]} for its figures; give the documents that they were read from")
    pages = documents.set_index("doc_id")
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": [_annotation(figure, pages.loc[figure["doc_id"]]) for figure in _records(figures)],
    }
    return write(path, _json_bytes(page))


class _Lines(io.StringIO):
    """Rows of CSV, each given with CR LF at its end, with LF."""

    def write(self, row: str) -> int:
        return super().write(row.removesuffix("\r\n") + "\n")


def harmless(cell: Any) -> Any:
    """A text that a spreadsheet will not run as a formula; what is no text comes back as it is.

    >>> harmless("=1+1"), harmless("208"), harmless(-1)
    ("'=1+1", '208', -1)
    """
    return "'" + cell if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _short(cell: Any) -> Any:
    if isinstance(cell, pd.Timestamp) and cell.tzinfo:
        return cell.isoformat(" ")
    return cell[: EXCEL_CELL - 1] + "…" if isinstance(cell, str) and len(cell) > EXCEL_CELL else cell


def write(path: str | Path, data: bytes) -> Path:
    """Write a file whole or not at all: beside its place first, then into it."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return path


# ---------------------------------------------------------------- descriptions


def _resource(name: str, table: pd.DataFrame, others: set[str]) -> dict[str, Any]:
    meanings = codebook().query("table in [@name, 'bounds']").drop_duplicates("column").set_index("column")
    schema: dict[str, Any] = {
        "fields": [_field(str(c), table[c], meanings) for c in table.columns],
        "missingValues": [""],
    }
    if name in ("documents", "figures"):
        schema["primaryKey"] = ["doc_id" if name == "documents" else "figure_id"]
    if name == "figures" and "documents" in others:
        reference = {"resource": "documents", "fields": ["doc_id"]}
        schema["foreignKeys"] = [{"fields": ["doc_id"], "reference": reference}]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(name: str, column: pd.Series, meanings: pd.DataFrame) -> dict[str, Any]:
    """Name, type, meaning and constraints of a column, in the terms of Table Schema."""
    field: dict[str, Any] = {"name": name, "type": _type(column)}
    if field["type"] == "number" and bool((column.dropna().astype("float64") % 1 == 0).all()):
        field["type"] = "integer"
    if name in meanings.index:
        field["description"] = meanings.at[name, "meaning"]
        if not meanings.at[name, "nullable"]:
            field["constraints"] = {"required": True}
    if isinstance(column.dtype, pd.CategoricalDtype):
        field.setdefault("constraints", {})["enum"] = list(column.dtype.categories)
    return field


def _type(column: pd.Series) -> str:
    kinds = pd.api.types
    if kinds.is_bool_dtype(column.dtype):
        return "boolean"
    if kinds.is_integer_dtype(column.dtype):
        return "integer"
    if kinds.is_float_dtype(column.dtype):
        return "number"
    if kinds.is_datetime64_any_dtype(column.dtype):
        return "date"
    return "array" if column.dtype == object and any(isinstance(cell, list) for cell in column) else "string"


def _records(figures: pd.DataFrame) -> list[dict[str, Any]]:
    names = [name for name in dtypes("figures") if name in figures]
    return [dict(zip(names, row, strict=True)) for row in figures[names].itertuples(index=False, name=None)]


def _annotation(figure: dict[str, Any], page: pd.Series) -> dict[str, Any]:
    start, end, raw = figure["start"], figure["end"], page["raw"]
    said = ("value", "low", "high", "qualifier", "counted", "outcome", "place", "origin", "source", "part_of")
    reading = {name: as_text(figure[name]) for name in said if as_text(figure[name])}
    quote = {
        "exact": raw[start:end],
        "prefix": raw[max(0, start - CONTEXT) : start],
        "suffix": raw[end : end + CONTEXT],
    }
    return {
        "id": f"urn:seedlib:{figure['figure_id']}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {"type": "TextualBody", "format": "application/json", "value": json.dumps(reading, ensure_ascii=False)},
        "target": {
            "source": f"urn:sha256:{page['sha256']}",
            "selector": [
                {"type": "TextPositionSelector", "start": int(start), "end": int(end)},
                {"type": "TextQuoteSelector", **quote},
            ],
        },
    }


def _json_bytes(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
