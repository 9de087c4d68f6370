"""Manifests: what is known of the files of a folder, where a ``manifest.csv`` beside them says it."""

import csv
from pathlib import Path

from seedlib.problems import Problem
from seedlib.records import Read, Record

MANIFEST = "manifest.csv"
_FIELDS = ("publisher", "published", "url", "language", "title")


class Manifests:
    """The manifests of the folders met, each read once: rows by their ``file``, which is the name of a file.

    Columns beside ``file``: publisher, published, url, language, title, sha256; any others are left alone.
    """

    def __init__(self) -> None:
        self._folders: dict[Path, dict[str, dict[str, str]]] = {}

    def describe(self, path: Path, items: Read) -> Read:
        """The items of a file, with what they do not say themselves filled in from its row."""
        row = self._rows(path.parent).get(path.name, {})
        for item in items:
            if row and isinstance(item, Record):
                for field in _FIELDS:
                    if getattr(item, field) is None and row.get(field):
                        setattr(item, field, row[field])
                if row.get("sha256") not in {None, "", item.sha256} and "#" not in item.path:
                    yield Problem(
                        item.path, "find", "DocumentError", f"not the file of {MANIFEST}: its SHA-256 differs"
                    )
            yield item

    def _rows(self, folder: Path) -> dict[str, dict[str, str]]:
        if folder not in self._folders:
            if len(self._folders) > 100:  # folders come in order, so the earlier ones are done with
                self._folders.clear()
            self._folders[folder] = _read(folder / MANIFEST)
        return self._folders[folder]


def is_manifest(path: Path) -> bool:
    """Whether a file is a manifest: of that name, and with a column of file names.

    >>> is_manifest(Path("articles.csv"))
    False
    """
    return path.name == MANIFEST and bool(_read(path))


def _read(path: Path) -> dict[str, dict[str, str]]:
    if not path.is_file():  # a pipe or device would be waited for without end
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {row["file"]: row for row in csv.DictReader(file) if row.get("file")}
    except (OSError, ValueError, csv.Error):
        return {}
