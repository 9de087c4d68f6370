"""Tables: each row a document, its columns told by the names they usually have."""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, BinaryIO, NamedTuple

from seedlib.arabic import fold
from seedlib.formats.bombs import refuse_ratio, refuse_workbook
from seedlib.formats.encodings import DAMAGED, Pieces, undo_double_encoding
from seedlib.formats.records import Options, Read, Record, digest, read_bounded, titled
from seedlib.lexicon import rows
from seedlib.problems import NOTED, DocumentError, Problem

FIELDS = ("title", "text", "published", "publisher", "url", "language")
WHOLE = 5  # documents of full size that may be held at once, where a format cannot be read piece by piece
_NO_HEAD = re.compile(r"\ufeff?(?:sep=.\s*|[\s,;|]*+)", re.I)  # an empty row, or Excel's note of what divides cells
_BATCH = 16  # rows of a Parquet file read at once


@cache
def _names() -> dict[str, list[str]]:
    """Usual column names by field, most telling first."""
    out: dict[str, list[str]] = {field: [] for field in FIELDS}
    for row in sorted(rows("columns"), key=lambda row: int(row["rank"])):
        out[row["field"]].append(fold(row["name"]).lower())
    return out


def map_columns(names: list[str], given: Mapping[str, str]) -> dict[str, str]:
    """Field to column, as given or by usual names.

    Raises :class:`DocumentError` where no column holds the text, or a given one does not exist.

    >>> map_columns(["Headline", "Body", "n"], {})
    {'title': 'Headline', 'text': 'Body'}
    """
    if wrong := [column for column in given.values() if column not in names]:
        raise DocumentError(f"no column {wrong[0]!r} among {_listed(names)}")
    if unknown := set(given) - set(FIELDS):
        raise DocumentError(f"columns maps {min(unknown)!r}, which is none of {', '.join(FIELDS)}")
    folded = {fold(name).strip().lower(): name for name in reversed(names) if name}
    guessed = {
        field: next((folded[usual] for usual in usuals if usual in folded), None) for field, usuals in _names().items()
    }
    found = {field: column for field in FIELDS if (column := given.get(field) or guessed[field])}
    if "text" not in found:
        raise DocumentError(f"no column of text among {_listed(names)}; name it: columns={{'text': ...}}")
    return found


def _listed(names: list[str]) -> str:
    return ", ".join(map(repr, names[:12])) + (", …" if len(names) > 12 else "")


def row_record(
    row: Mapping[str, Any], columns: Mapping[str, str], path: str, encoding: str, limit: int
) -> Record | Problem:
    """The document of one row; a problem where it has no text, or more than ``limit`` characters."""
    cells, by = _undone({field: _cell(row.get(column)) for field, column in columns.items()})
    text = cells.get("text") or ""
    title = cells.get("title")
    if not (text.strip() or (title or "").strip()):
        return Problem(path, "read", "DocumentError", "a row without text")
    if len(text) > limit:
        return Problem(path, "read", "DocumentError", f"one document of more than {limit / 1e6:g} MB")
    raw = titled(title, text)
    if encoding == DAMAGED and "\ufffd" not in raw:
        encoding = "utf-8"  # another row of its piece is damaged
    return Record(
        path,
        raw,
        f"{encoding} of {by} of utf-8" if by else encoding,
        digest(raw.encode("utf-8", "surrogatepass")),
        title=title,
        published=cells.get("published"),
        publisher=cells.get("publisher"),
        url=cells.get("url"),
        language=cells.get("language"),
        mojibake=by is not None,
    )


def _undone(cells: dict[str, str | None]) -> tuple[dict[str, str | None], str | None]:
    """The cells of a row with double encoding undone, where one of them proves it, and the encoding in between."""
    by = next((by for cell in cells.values() if cell and (by := undo_double_encoding(cell)[1])), None)
    if by is None:
        return cells, None
    return {field: cell and undo_double_encoding(cell, proof=1)[0] for field, cell in cells.items()}, by


def _cell(value: Any) -> str | None:
    """A cell as text; what is empty or no number is null."""
    if value is None or value != value:
        return None
    if isinstance(value, (dt.datetime, dt.date)):
        return value.isoformat()
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return str(value) if str(value).strip() else None


def _rows(
    cells: Iterable[Mapping[str, Any]], columns: Mapping[str, str], path: str, encoding: str, limit: int, first: int = 1
) -> Read:
    for n, row in enumerate(cells, first):
        yield row_record(row, columns, f"{path}#{n}", encoding, limit)


def bounded_lines(chunks: Iterable[str], limit: int) -> Iterator[str]:
    """Lines by LF or CR LF alone, or by CR alone where a text begins without LF: JSON text and CSV cells may hold other
    signs that end lines elsewhere.
    """
    left: list[str] = []
    size, end = 0, ""
    for chunk in chunks:
        end = end or ("\r" if "\r" in chunk and "\n" not in chunk else "\n")
        first, *rest = chunk.split(end)
        left.append(first)
        size += len(first)
        if size > limit:
            raise DocumentError(f"a line of more than {limit / 1e6:g} MB; split it, or allow more with max_bytes")
        if rest:
            yield "".join(left) + "\n"
            yield from (line + "\n" for line in rest[:-1])
            left, size = [rest[-1]], len(rest[-1])
    if size:
        yield "".join(left)


def read_csv(stream: BinaryIO, path: str, options: Options) -> Read:
    """A table as text, its cells divided by comma, semicolon, tab or bar; its first row not empty is the head."""
    table = csv_table(stream, options.max_bytes)
    if not any(table.names):
        raise DocumentError("an empty table; its first row must name the columns")
    columns = map_columns(table.names, options.columns)
    for n, row in enumerate(table.rows, 1):
        if isinstance(row, csv.Error):
            yield Problem(f"{path}#{n}", "read", "Error", f"a row that is no CSV ({row}); put its cells in quotes")
            continue
        if held := max(map(table.rows_in, row.values()), default=0):
            text = f"a cell that holds {held:,} lines like rows; if they are rows, a quote is left open"
            yield Problem(f"{path}#{n}", NOTED, "DocumentError", text)
        yield row_record(row, columns, f"{path}#{n}", table.pieces.encoding, options.max_bytes)


class CsvTable(NamedTuple):
    """A table as text: the names of its columns, its rows by them, what divides them and what tells the encoding of the
    row read last.
    """

    names: list[str]
    rows: Iterator[dict[str, str] | csv.Error]
    delimiter: str
    pieces: Pieces

    def rows_in(self, cell: str) -> int:
        """How many lines of a cell are divided as rows of the table are; 0 where most are not, as in an article."""
        divides = len(self.names) - 1
        if not divides or "\n" not in cell or cell.count(self.delimiter) < 2 * divides:
            return 0
        lines = list(filter(None, cell.splitlines()))[1:]
        held = sum(len(row) == len(self.names) for row in csv.reader(lines, delimiter=self.delimiter))
        return held if held > 1 and 2 * held > len(lines) else 0


def csv_table(stream: BinaryIO, limit: int) -> CsvTable:
    """A table as text, none of its lines longer than ``limit``."""
    pieces = Pieces(stream)
    lines = bounded_lines(pieces, limit)
    first = next((line for line in lines if not _NO_HEAD.fullmatch(line)), "")
    head = undo_double_encoding(first.removeprefix("\ufeff"))[0]
    counts = {sign: head.count(sign) for sign in ",;\t|"}
    csv.field_size_limit(max(limit, csv.field_size_limit()))
    delimiter = max(counts, key=counts.__getitem__)
    reader = csv.reader(_chained(head, lines), delimiter=delimiter)
    names = _once(next(reader, []))

    def rows() -> Iterator[dict[str, str] | csv.Error]:
        while True:
            try:
                if row := next(reader):
                    yield dict(zip(names, row, strict=False))
            except StopIteration:
                return
            except csv.Error as error:  # the reader goes on with the line after it
                yield error

    return CsvTable(names, rows(), delimiter, pieces)


def _once(names: list[str]) -> list[str]:
    """The names of columns, those that stand a second time left empty: the first column of a name is read.

    >>> _once(["text", "day", "text"])
    ['text', 'day', '']
    """
    first: dict[str, int] = {}
    return [name if first.setdefault(name, n) == n else "" for n, name in enumerate(names)]


def _chained(head: str, lines: Iterator[str]) -> Iterator[str]:
    yield head
    for line in lines:
        yield line.replace("\x00", "")


def read_parquet(stream: BinaryIO, path: str, options: Options) -> Read:
    """A Parquet file, read in batches."""
    from pyarrow.parquet import ParquetFile

    seekable = stream if stream.seekable() else io.BytesIO(read_bounded(stream, WHOLE * options.max_bytes))
    size = seekable.seek(0, io.SEEK_END)
    file = ParquetFile(seekable)
    groups = (file.metadata.row_group(n) for n in range(file.metadata.num_row_groups))
    refuse_ratio(sum(group.total_byte_size for group in groups), size)
    columns = map_columns(file.schema_arrow.names, options.columns)
    wanted = list(dict.fromkeys(columns.values()))
    cells = (row for batch in file.iter_batches(_BATCH, columns=wanted) for row in batch.to_pylist())
    yield from _rows(cells, columns, path, "utf-8", options.max_bytes)


def read_sheet(stream: BinaryIO, path: str, options: Options) -> Read:
    """A workbook: the rows of each sheet that has a column of text; the first row that is not empty names them."""
    from python_calamine import CalamineWorkbook

    data = io.BytesIO(read_bounded(stream, WHOLE * options.max_bytes))
    refuse_workbook(data)
    workbook = CalamineWorkbook.from_filelike(data)
    reasons, read = [], False
    for name in workbook.sheet_names:
        table = workbook.get_sheet_by_name(name).iter_rows()
        names = _once(next((list(map(str, row)) for row in table if any(cell != "" for cell in row)), []))
        try:
            columns = map_columns(names, options.columns)
        except DocumentError as error:
            reasons.append(f"{name}: {error}")
            continue
        read = True
        cells = (dict(zip(names, row, strict=False)) for row in table if any(cell != "" for cell in row))
        yield from _rows(cells, columns, f"{path}#{name}", "utf-8", options.max_bytes, first=2)
    if not read:
        raise DocumentError("; ".join(reasons) or "a workbook without sheets")
