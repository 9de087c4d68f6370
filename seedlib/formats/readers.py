"""Formats: which reader reads which file, and the plain ones. Each reader yields records and problems in order."""

import gzip
import io
import re
from importlib import import_module
from pathlib import PurePath
from typing import IO, BinaryIO, cast

from seedlib.formats.records import MAX_RATIO, MIN_BOMB, Metered, Options, Read, Reader, read_bounded, text_record
from seedlib.problems import DocumentError, Problem

OLD = ".xls"  # known only to say what to do about it; some are .xlsx by another name
# Suffix to module and function; the modules are imported when a file of theirs is met.
READERS = {
    ".txt": ("readers", "read_text"),
    ".text": ("readers", "read_text"),
    ".md": ("readers", "read_text"),
    ".html": ("pages", "read_page"),
    ".htm": ("pages", "read_page"),
    ".xhtml": ("pages", "read_page"),
    ".rss": ("pages", "read_feed"),
    ".atom": ("pages", "read_feed"),
    ".xml": ("pages", "read_feed"),
    ".json": ("json", "read_json"),
    ".jsonl": ("json", "read_lines"),
    ".ndjson": ("json", "read_lines"),
    ".csv": ("tables", "read_csv"),
    ".tsv": ("tables", "read_csv"),
    ".parquet": ("tables", "read_parquet"),
    ".xlsx": ("tables", "read_sheet"),
    OLD: ("tables", "read_sheet"),
    ".zip": ("archives", "read_zip"),
    ".warc": ("archives", "read_warc"),
}
PACKED = ".gz"
MAX_PROBLEMS = 1000  # in a file for each document read
_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|\?xml)", re.I)


def suffix(name: str) -> str:
    """The suffix by which a file is read, without that of gzip; "" for one that no reader reads.

    >>> suffix("crawl.WARC.gz"), suffix("picture.png")
    ('.warc', '')
    """
    path = PurePath(name.lower())
    found = PurePath(path.stem).suffix if path.suffix == PACKED else path.suffix
    return found if found in READERS else ""


def read_stream(stream: IO[bytes], path: str, name: str, options: Options, size: int) -> Read:
    """The records of one file, by the suffix of its name, or by its first bytes where that is none.

    ``size`` is that of the file, compressed or not: it bounds what may be unpacked. An error of the whole file
    becomes the last item, a :class:`Problem`.
    """
    try:
        if name.lower().endswith(PACKED) and not name.lower().endswith(".warc.gz"):
            stream = io.BufferedReader(cast(io.RawIOBase, _Raw(Metered(gzip.GzipFile(fileobj=stream), size))))
        items = _reader(stream, name)(cast(BinaryIO, stream), path, options)
        yield from _in_proportion(_worth_reading(items), size)
    except Exception as error:  # whatever is wrong with one file, the others are read
        yield Problem.of(path, "read", error)


def _worth_reading(items: Read) -> Read:
    """The items of a file until it proves to be none of articles: next to nothing but rows that cannot be read."""
    problems = records = 0
    for item in items:
        yield item
        problems += isinstance(item, Problem)
        records += not isinstance(item, Problem)
        if problems > MAX_PROBLEMS * (1 + records):
            raise DocumentError(f"next to nothing but rows that cannot be read ({problems:,}); the rest is left out")


def _in_proportion(items: Read, size: int) -> Read:
    """The items of a file until their text is out of all proportion to its size: dictionaries of Parquet and the
    overlapping members of a ZIP file give one text over and over.
    """
    left = max(MIN_BOMB, MAX_RATIO * size)
    for item in items:
        left -= 0 if isinstance(item, Problem) else len(item.text)
        if left < 0:
            raise DocumentError(f"text of more than {MAX_RATIO} times the file's size; the rest is refused as a bomb")
        yield item


def _reader(stream: IO[bytes], name: str) -> Reader:
    found = suffix(name)
    if not found:
        first = stream.peek(512)[:512] if hasattr(stream, "peek") else b""
        found = ".html" if _PAGE.match(first.removeprefix(b"\xef\xbb\xbf")) else ".txt"
    module, function = READERS[found]
    reader: Reader = getattr(import_module(f"seedlib.formats.{module}"), function)
    return reader


def read_text(stream: BinaryIO, path: str, options: Options) -> Read:
    """A text file: one document."""
    yield text_record(read_bounded(stream, options.max_bytes), path)


class _Raw(io.RawIOBase):
    """A metered stream as the raw stream that a buffered reader wants."""

    def __init__(self, metered: Metered) -> None:
        self._metered = metered

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        data = self._metered.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
