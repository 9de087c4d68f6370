"""Documents: files and folders of articles read into one table."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from seedlib.cleaning import clean_page
from seedlib.schema import dtypes, frame

SUFFIXES = frozenset({".txt", ".md"})
Source = str | Path | Iterable[str | Path]


class DocumentError(ValueError):
    """A document that cannot be read; the message names it and says what to do."""


def load_documents(source: Source) -> pd.DataFrame:
    """Read text files into the ``documents`` table: a file, a folder (searched through, in order of path), or a list.

    Columns and dtypes are those of the codebook; ``raw`` is the decoded file, unaltered. Raises ``FileNotFoundError``
    where a path does not exist and :class:`DocumentError` for a folder without articles or a file that is not text.
    """
    columns: dict[str, list[Any]] = {name: [] for name in dtypes("documents")}
    seen: dict[str, int] = {}
    for path in _paths(source):
        row = _read(path)
        count = seen[row["doc_id"]] = seen.get(row["doc_id"], 0) + 1
        if count > 1:
            row["doc_id"] += f"-{count}"
        for name, values in columns.items():
            values.append(row.get(name))
    return frame("documents", columns)


def _paths(source: Source) -> Iterator[Path]:
    if not isinstance(source, (str, Path)):
        for one in source:
            yield from _paths(one)
        return
    path = Path(source)
    if not path.exists():
        raise FileNotFoundError(f"{path}: no such file or folder")
    if path.is_file():
        yield path
        return
    found = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
    if not found:
        raise DocumentError(f"{path}: no articles in this folder; put {', '.join(sorted(SUFFIXES))} files there")
    yield from found


def _read(path: Path) -> dict[str, Any]:
    data = path.read_bytes()
    try:
        raw = data.decode("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(f"{path}: not text in UTF-8 (byte {error.start}); save it as UTF-8") from None
    if "\x00" in raw.rstrip("\x00"):
        raise DocumentError(f"{path}: not a text file; give text articles (.txt, .md)")
    page = clean_page(raw)
    return {
        "doc_id": hashlib.sha256(raw.encode("utf-8")).hexdigest()[:16],
        "path": str(path),
        "title": page.title,
        "raw": raw,
        "body": page.body,
        "sections": page.sections,
        "text": page.text,
        "encoding": "utf-8",
        "sha256": hashlib.sha256(data).hexdigest(),
        "cleaning": page.edits,
    }
