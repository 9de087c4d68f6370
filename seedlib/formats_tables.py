"""Tables and JSON: each row or object a document, its columns told by the names they usually have."""

import codecs
import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, BinaryIO

from seedlib.arabic import fold
from seedlib.encodings import decode
from seedlib.lexicon import rows
from seedlib.problems import DocumentError, Problem
from seedlib.records import MAX_RATIO, MIN_BOMB, Options, Read, Record, digest, read_bounded, titled

FIELDS = ("title", "text", "published", "publisher", "url", "language")
_SNIFF = 1 << 16
_BATCH = 256  # rows of a Parquet file read at once


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


def row_record(row: Mapping[str, Any], columns: Mapping[str, str], path: str, encoding: str) -> Record | Problem:
    """The document of one row; a problem where it has no text."""
    cells = {field: _cell(row.get(column)) for field, column in columns.items()}
    text = cells.get("text") or ""
    title = cells.get("title")
    if not (text.strip() or (title or "").strip()):
        return Problem(path, "read", "DocumentError", "a row without text")
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


def _rows(cells: Iterator[Mapping[str, Any]], path: str, options: Options, encoding: str, first: int = 1) -> Read:
    columns: dict[str, str] | None = None
    for n, row in enumerate(cells, first):
        if columns is None:
            columns = map_columns(list(row), options.columns)
        if any(isinstance(cell, str) and len(cell) > options.max_bytes for cell in row.values()):
            yield Problem(f"{path}#{n}", "read", "DocumentError", f"more than {options.max_bytes / 1e6:g} MB in a cell")
            continue
        yield row_record(row, columns, f"{path}#{n}", encoding)


def _text_stream(stream: BinaryIO, limit: int) -> tuple[Iterator[str], str]:
    """Decoded lines, with their ends, and the encoding, told from the first bytes; a line is bounded."""
    first = stream.read(_SNIFF)
    whole = first[: first.rfind(b"\n") + 1] or first if len(first) == _SNIFF else first
    encoding = decode(whole).encoding.split(" ")[0]
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    return _lines(first, stream, decoder, limit), encoding


def _lines(first: bytes, stream: BinaryIO, decoder: codecs.IncrementalDecoder, limit: int) -> Iterator[str]:
    """Lines by LF or CR LF alone: JSON text and CSV cells may hold other signs that end lines elsewhere."""
    left = ""
    data = first
    while data:
        *lines, left = (left + decoder.decode(data)).split("\n")
        yield from (line + "\n" for line in lines)
        if len(left) > limit:
            raise DocumentError(f"a line of more than {limit / 1e6:g} MB; split it, or allow more with max_bytes")
        data = stream.read(_SNIFF)
    if left := left + decoder.decode(b"", final=True):
        yield left


def read_csv(stream: BinaryIO, path: str, options: Options) -> Read:
    """A table as text, its columns divided by comma, semicolon, tab or bar; the first row holds the names."""
    lines, encoding = _text_stream(stream, options.max_bytes)
    head = next(lines, "")
    counts = {sign: head.count(sign) for sign in ",;\t|"}
    divider = max(counts, key=counts.__getitem__)
    csv.field_size_limit(max(options.max_bytes, csv.field_size_limit()))
    reader = csv.reader(_chained(head.removeprefix("\ufeff"), lines), delimiter=divider, strict=False)
    names = next(reader, [])
    if not any(names):
        raise DocumentError("an empty table; its first row must name the columns")
    cells = (dict(zip(names, row, strict=False)) for row in reader if row)
    yield from _rows(cells, path, options, encoding)


def _chained(head: str, lines: Iterator[str]) -> Iterator[str]:
    yield head
    for line in lines:
        yield line.replace("\x00", "")


def read_lines(stream: BinaryIO, path: str, options: Options) -> Read:
    """JSON lines: each line an object. A line that is none is a problem of its own."""
    lines, encoding = _text_stream(stream, options.max_bytes)
    for n, line in enumerate(lines, 1):
        if not line.strip("\ufeff \t\r\n\x1e"):
            continue
        try:
            item = json.loads(line.strip("\ufeff \t\r\n\x1e"), strict=False)
            yield _object_record(item, f"{path}#{n}", options, encoding)
        except (ValueError, RecursionError) as error:
            yield Problem.of(f"{path}#{n}", "read", error)


def _object_record(item: Any, path: str, options: Options, encoding: str) -> Record | Problem:
    if not isinstance(item, dict):
        raise DocumentError(f"{type(item).__name__} where an object with title and text is wanted")
    return row_record(item, map_columns(list(item), options.columns), path, encoding)


def read_json(stream: BinaryIO, path: str, options: Options) -> Read:
    """JSON: a list of objects, read one by one; one object; or an object that holds such a list."""
    lines, encoding = _text_stream(stream, 20 * options.max_bytes)
    text = _Growing(lines)
    if text.next_sign() == "[":
        items: Iterator[Any] = text.items()
    else:
        items = iter(_objects(json.loads(text.rest(20 * options.max_bytes), strict=False), options))
    for n, item in enumerate(items, 1):
        try:
            yield _object_record(item, f"{path}#{n}", options, encoding)
        except DocumentError as error:
            yield Problem.of(f"{path}#{n}", "read", error)


def _objects(data: Any, options: Options) -> list[Any]:
    """The documents of one JSON value: itself, or the longest list of objects that it holds."""
    if not isinstance(data, dict) or _is_document(data, options):
        return [data]
    lists = [value for value in data.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
    return max(lists, key=len) if lists else [data]


def _is_document(data: dict[str, Any], options: Options) -> bool:
    try:
        return isinstance(data[map_columns(list(data), options.columns)["text"]], str)
    except DocumentError:
        return False


class _Growing:
    """Text of a JSON list, of which no more is held than the object being read."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines, self._text, self._at = lines, "", 0
        self._json = json.JSONDecoder(strict=False)

    def _more(self) -> bool:
        parts = [self._text[self._at :]]
        size = max(_SNIFF, len(parts[0]))  # doubled each time, so that a long object is not read over and over
        for line in self._lines:
            parts.append(line)
            size -= len(line)
            if size <= 0:
                break
        grown = len(parts) > 1
        self._text, self._at = "".join(parts), 0
        return grown

    def next_sign(self) -> str:
        """The next character that is not white space; "" at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in " \t\r\n\ufeff":
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def rest(self, limit: int) -> str:
        """All that is left. Raises :class:`DocumentError` for more than the limit."""
        while self._more():
            if len(self._text) > limit:
                raise DocumentError("one JSON object of all documents is too large; write JSON lines (.jsonl)")
        return self._text

    def items(self) -> Iterator[Any]:
        """The items of the list that begins here."""
        self._at += 1
        while (sign := self.next_sign()) not in {"]", ""}:
            if sign == ",":
                self._at += 1
                continue
            try:
                item, end = self._json.raw_decode(self._text, self._at)
                complete = end < len(self._text) or isinstance(item, (dict, list, str))
            except json.JSONDecodeError:
                complete = False
            if complete:
                self._at = end
                yield item
            elif not self._more():
                raise DocumentError("JSON that breaks off or is damaged; the objects before it were read")
        if sign == "":
            raise DocumentError("JSON that breaks off; the objects before it were read")


def read_parquet(stream: BinaryIO, path: str, options: Options) -> Read:
    """A Parquet file, read in batches."""
    from pyarrow.parquet import ParquetFile

    file = ParquetFile(stream if stream.seekable() else io.BytesIO(read_bounded(stream, 50 * options.max_bytes)))
    columns = map_columns(file.schema_arrow.names, options.columns)
    wanted = list(dict.fromkeys(columns.values()))
    cells = (row for batch in file.iter_batches(_BATCH, columns=wanted) for row in batch.to_pylist())
    yield from _rows(cells, path, Options(columns, options.max_bytes), "utf-8")


def read_sheet(stream: BinaryIO, path: str, options: Options) -> Read:
    """A workbook: the rows of each sheet that has a column of text; the first row that is not empty names them."""
    from python_calamine import CalamineWorkbook

    data = io.BytesIO(read_bounded(stream, 50 * options.max_bytes))
    _refuse_bomb(data)
    workbook = CalamineWorkbook.from_filelike(data)
    reasons, read = [], False
    for name in workbook.sheet_names:
        table = workbook.get_sheet_by_name(name).iter_rows()
        names = next((list(map(str, row)) for row in table if any(cell != "" for cell in row)), [])
        try:
            map_columns(names, options.columns)
        except DocumentError as error:
            reasons.append(f"{name}: {error}")
            continue
        read = True
        cells = (dict(zip(names, row, strict=False)) for row in table if any(cell != "" for cell in row))
        yield from _rows(cells, f"{path}#{name}", options, "utf-8", first=2)
    if not read:
        raise DocumentError("; ".join(reasons) or "a workbook without sheets")


def _refuse_bomb(data: BinaryIO) -> None:
    """Raise for a workbook that unpacks to far more than its size; rewinds the stream."""
    if zipfile.is_zipfile(data):
        with zipfile.ZipFile(data) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
        data.seek(0, io.SEEK_END)
        if unpacked > max(MIN_BOMB, MAX_RATIO * data.tell()):
            raise DocumentError(f"unpacks to more than {MAX_RATIO} times its size; refused as a bomb")
    data.seek(0)
