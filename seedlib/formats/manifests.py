"""Manifests: what is known of the files of a folder, where a ``manifest.csv`` beside them says it."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar
from unicodedata import normalize

from seedlib.formats.records import MAX_BYTES, Read, Record
from seedlib.formats.tables import csv_table, map_columns
from seedlib.problems import NOTED, DocumentError, Problem
from seedlib.published import iso_date

MANIFEST = "manifest.csv"
_FIELDS = ("publisher", "published", "url", "language", "title")
_WANTED = f"give it the column file (names of files beside it) and any of {', '.join(_FIELDS)}, sha256"
Row = dict[str, str]
Folder = TypeVar("Folder", Path, str)


@dataclass(slots=True, frozen=True)
class Manifest:
    """A manifest as read: the names of its columns, in small letters, its rows by the file beside it that their
    ``file`` names, and the error that kept it from being read.

    Columns beside ``file``: publisher, published, url, language, title, sha256; any others are left alone.
    """

    names: list[str] = field(default_factory=list)
    rows: dict[str, Row] = field(default_factory=dict)
    error: Exception | None = None

    @classmethod
    def read(cls, opened: Callable[[], BinaryIO]) -> "Manifest":
        """The manifest in the bytes that ``opened()`` gives."""
        try:
            with opened() as file:
                table = csv_table(file, MAX_BYTES)
                rows = [_row(n, row) for n, row in enumerate(table.rows, 1)]
        except Exception as error:  # whatever is wrong with it, the articles are read
            return cls(error=error)
        return cls([_plain(name) for name in table.names], {row["file"]: row for row in rows if row.get("file")})

    def is_one(self) -> bool:
        """Whether it is a manifest, be it a wrong one: no table of articles that has its name."""
        try:
            return self.error is not None or "file" in self.names or not map_columns(self.names, {})
        except DocumentError:
            return True

    def describe(self, name: str, items: Read) -> Read:
        """The items of a file, with what they do not say themselves filled in from its row."""
        row = self.rows.get(normalize("NFC", name), {})
        for item in items:
            if row and isinstance(item, Record):
                for column in _FIELDS:
                    if getattr(item, column) is None and row.get(column):
                        setattr(item, column, row[column])
                if row.get("sha256", "").lower() not in {"", item.sha256} and "#" not in item.path:
                    text = f"read, but not the file that {MANIFEST} describes: its SHA-256 differs"
                    yield Problem(item.path, NOTED, "DocumentError", text)
            yield item

    def check(self, path: str, beside: Iterable[str]) -> Iterator[Problem]:
        """What is wrong with it: that it is none, rows of files that are not there, dates that cannot be read."""
        if self.error or "file" not in self.names:
            yield Problem.of(path, "find", self.error or DocumentError(f"no manifest; {_WANTED}"))
            return
        if lost := sorted(self.rows.keys() - {normalize("NFC", name) for name in beside}):
            text = f"rows of files that are not beside it, which are left alone: {_some(lost)}"
            yield Problem(path, "find", "DocumentError", text)
        days = [day for row in self.rows.values() if (day := row.get("published"))]
        if wrong := [day for day in days if not iso_date(day)]:
            text = f"dates that cannot be read and are left out: {_some(wrong)}; write them as 2018-11-05"
            yield Problem(path, NOTED, "DocumentError", text)


class Manifests(Generic[Folder]):
    """The manifests of the folders met, each read once by ``read``, which gives that of a folder, or None."""

    def __init__(self, read: Callable[[Folder], Manifest | None]) -> None:
        self._read: Callable[[Folder], Manifest | None] = read
        self._found: dict[Folder, Manifest | None] = {}

    def of(self, folder: Folder) -> Manifest | None:
        """The manifest of a folder, where it has one."""
        if folder not in self._found:
            if len(self._found) > 100:  # folders come in order, so the earlier ones are done with
                self._found.clear()
            self._found[folder] = self._read(folder)
        return self._found[folder]


def manifest_in(folder: Path) -> Manifest | None:
    """The manifest of a folder, where it has one."""
    path = folder / MANIFEST
    if not path.is_file():  # a pipe or device would be waited for without end
        return None
    found = Manifest.read(lambda: path.open("rb"))
    return found if found.is_one() else None


def _row(n: int, row: Row | csv.Error) -> Row:
    if isinstance(row, csv.Error):
        raise DocumentError(f"row {n} is no CSV ({row}); put its cells in quotes")
    return {_plain(name): normalize("NFC", cell.strip()) for name, cell in row.items()}


def _some(texts: list[str]) -> str:
    return ", ".join(map(repr, texts[:5])) + (f" and {len(texts) - 5:,} more" if len(texts) > 5 else "")


def _plain(name: str) -> str:
    return name.strip().lower()
