"""Tables: each row a document, its columns told by the names they usually have."""

import codecs
import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, BinaryIO

from seedlib.arabic import fold
from seedlib.bombs import refuse_ratio, refuse_workbook
from seedlib.encodings import decode
from seedlib.lexicon import rows
from seedlib.problems import DocumentError, Problem
from seedlib.records import Options, Read, Record, digest, read_bounded, titled

FIELDS = ("title", "text", "published", "publisher", "url", "language")
_SNIFF = 1 << 16
WHOLE = 5  # documents of full size that may be held at once, where a format cannot be read piece by piece
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
    cells = {field: _cell(row.get(column)) for field, column in columns.items()}
    text = cells.get("text") or ""
    title = cells.get("title")
    if not (text.strip() or (title or "").strip()):
        return Problem(path, "read", "DocumentError", "a row without text")
    if len(text) > limit:
        return Problem(path, "read", "DocumentError", f"one document of more than {limit / 1e6:g} MB")
    raw = titled(title, text)
    sha256 = digest(raw.encode("utf-8", "surrogatepass"))
    return Record(
        path,
        raw,
        encoding,
        sha256,
        title=title,
        published=cells.get("published"),
        publisher=cells.get("publisher"),
        url=cells.get("url"),
        language=cells.get("language"),
    )


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


def decoded_chunks(stream: BinaryIO) -> tuple[Iterator[str], str]:
    """Decoded text piece by piece, and its encoding, told from the first bytes. Pieces of white space are left out."""
    first = stream.read(_SNIFF)
    encoding = decode(first[: first.rfind(b"\n") + 1] or first).encoding.split(" ")[0]
    decoder = codecs.getincrementaldecoder(encoding)("strict")

    def pieces() -> Iterator[str]:
        data = first
        while data:
            if (text := decoder.decode(data)) and (len(text) < 1000 or not text.isspace()):
                yield text
            data = stream.read(_SNIFF)
        yield decoder.decode(b"", final=True)

    return pieces(), encoding


def bounded_lines(chunks: Iterator[str], limit: int) -> Iterator[str]:
    """Lines by LF or CR LF alone: JSON text and CSV cells may hold other signs that end lines elsewhere."""
    left: list[str] = []
    size = 0
    for chunk in chunks:
        first, *rest = chunk.split("\n")
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
    """A table as text, its columns divided by comma, semicolon, tab or bar; the first row holds the names."""
    chunks, encoding = decoded_chunks(stream)
    lines = bounded_lines(chunks, options.max_bytes)
    head = next(lines, "").removeprefix("\ufeff")
    counts = {sign: head.count(sign) for sign in ",;\t|"}
    csv.field_size_limit(max(options.max_bytes, csv.field_size_limit()))
    reader = csv.reader(_chained(head, lines), delimiter=max(counts, key=counts.__getitem__))
    names = next(reader, [])
    if not any(names):
        raise DocumentError("an empty table; its first row must name the columns")
    cells = (dict(zip(names, row, strict=False)) for row in reader if row)
    yield from _rows(cells, map_columns(names, options.columns), path, encoding, options.max_bytes)


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
        names = next((list(map(str, row)) for row in table if any(cell != "" for cell in row)), [])
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
