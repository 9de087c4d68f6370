"""Manifests: what is known of the files of a folder, where a ``manifest.csv`` beside them says it."""

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

from seedlib.formats.records import MAX_BYTES, Read, Record
from seedlib.formats.tables import csv_table, map_columns
from seedlib.problems import NOTED, DocumentError, Problem
from seedlib.published import iso_date

MANIFEST = "manifest.csv"
_FIELDS = ("publisher", "published", "url", "language", "title")
_WANTED = f"give it the column file (names of files beside it) and any of {', '.join(_FIELDS)}, sha256"
Row = dict[str, str]


class Manifests:
    """The manifests of the folders met, each read once: rows by their ``file``, which is the name of a file.

    Columns beside ``file``: publisher, published, url, language, title, sha256; any others are left alone.
    """

    def __init__(self) -> None:
        self._folders: dict[Path, dict[str, Row]] = {}

    def describe(self, path: Path, items: Read) -> Read:
        """The items of a file, with what they do not say themselves filled in from its row."""
        row = self._rows(path.parent).get(normalize("NFC", path.name), {})
        for item in items:
            if row and isinstance(item, Record):
                for field in _FIELDS:
                    if getattr(item, field) is None and row.get(field):
                        setattr(item, field, row[field])
                if row.get("sha256", "").lower() not in {"", item.sha256} and "#" not in item.path:
                    text = f"read, but not the file that {MANIFEST} describes: its SHA-256 differs"
                    yield Problem(item.path, NOTED, "DocumentError", text)
            yield item

    def _rows(self, folder: Path) -> dict[str, Row]:
        if folder not in self._folders:
            if len(self._folders) > 100:  # folders come in order, so the earlier ones are done with
                self._folders.clear()
            try:
                self._folders[folder] = {row["file"]: row for row in _read(folder / MANIFEST)[1] if row.get("file")}
            except (OSError, ValueError):
                self._folders[folder] = {}
        return self._folders[folder]


def is_manifest(path: Path) -> bool:
    """Whether a file is a manifest, be it a wrong one: of that name, and no table of articles.

    >>> is_manifest(Path("articles.csv"))
    False
    """
    if path.name != MANIFEST or not path.is_file():  # a pipe or device would be waited for without end
        return False
    try:
        names = list(_read(path)[0])
        return "file" in names or not map_columns(names, {})
    except (OSError, ValueError):
        return True


def check_manifest(path: Path) -> Iterator[Problem]:
    """What is wrong with a manifest: that it is none, rows of files that are not there, dates that cannot be read."""
    try:
        names, rows = _read(path)
        if "file" not in names:
            raise DocumentError(f"no manifest; {_WANTED}")
    except (OSError, ValueError) as error:
        yield Problem.of(path, "find", error)
        return
    here = {normalize("NFC", name) for name in os.listdir(path.parent)}
    if lost := [row["file"] for row in rows if row.get("file") and row["file"] not in here]:
        text = f"rows of files that are not beside it, which are left alone: {_some(lost)}"
        yield Problem(str(path), "find", "DocumentError", text)
    if dates := [row["published"] for row in rows if row.get("published") and not iso_date(row["published"])]:
        text = f"dates that cannot be read and are left out: {_some(dates)}; write them as 2018-11-05"
        yield Problem(str(path), NOTED, "DocumentError", text)


def _some(texts: list[str]) -> str:
    return ", ".join(map(repr, texts[:5])) + (f" and {len(texts) - 5:,} more" if len(texts) > 5 else "")


def _read(path: Path) -> tuple[list[str], list[Row]]:
    """The names of the columns, in small letters, and the rows."""
    if not path.is_file():
        return [], []
    with path.open("rb") as file:
        table = csv_table(file, MAX_BYTES)
        rows = []
        for n, row in enumerate(table.rows, 1):
            if isinstance(row, csv.Error):
                raise DocumentError(f"row {n} is no CSV ({row}); put its cells in quotes")
            rows.append({_plain(name): normalize("NFC", cell.strip()) for name, cell in row.items()})
        return [_plain(name) for name in table.names], rows


def _plain(name: str) -> str:
    return name.strip().lower()
