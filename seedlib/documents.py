"""Documents: files, folders and archives of articles read into one table, in whatever format they come."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Literal, TypeVar

import pandas as pd

from seedlib.cleaning.page import clean_page
from seedlib.formats.folders import find_file, find_files
from seedlib.formats.manifests import Manifests, manifest_in
from seedlib.formats.readers import OLD, READERS, read_stream
from seedlib.formats.records import MAX_BYTES, MAX_LINES, MAX_NUMBERS, Options, Record, well_formed
from seedlib.problems import NOTED, DocumentError, Problem, SourceNotFoundError, as_records
from seedlib.published import iso_date
from seedlib.repeats import LEARN, Furniture, learn, outlet
from seedlib.schema import dtypes, frame

Source = str | Path | Iterable[str | Path]
Item = TypeVar("Item")
OnError = Literal["record", "raise"]
_SAID = ("path", "title", "published", "publisher", "url", "language")
_LINE_END, _DIGITS = re.compile("\r\n?|\n"), re.compile(r"\d+")
DELAY = 1  # seconds after which progress is shown
CHUNK = 256  # documents; some 1 MB of text: larger batches are no faster, and leave processors idle at the end


def load_documents(
    source: Source,
    *,
    columns: Mapping[str, str] | None = None,
    furniture: Furniture | None = None,
    max_bytes: int = MAX_BYTES,
    on_error: OnError = "record",
) -> pd.DataFrame:
    """Read articles into the ``documents`` table: a file, a folder (searched through, in order of path), or a list.

    Text, Markdown, HTML, RSS and Atom, JSON, JSON lines, CSV, TSV, Parquet, Excel, WARC and ZIP files of these, the
    text ones also packed with gzip. In a folder, hidden files, links to folders, the parts of saved pages and what
    seedlib wrote are passed over. What a file does not say of itself is taken from a ``manifest.csv`` beside it (column
    ``file``). Columns and dtypes are those of the codebook; ``raw`` is the decoded text, for a page or a row of a table
    its headline and text.

    Parameters
    ----------
    columns
        Which column of a table holds which of title, text, published, publisher, url, language; those not named are
        guessed from usual names (``lexicon/columns.csv``).
    furniture
        Lines to take for furniture by outlet, from :func:`learn_furniture`; learned from ``source`` by default.
    max_bytes
        Most bytes of one document.
    on_error
        ``"record"``: a document that cannot be read is left out and told of by :func:`list_problems`.
        ``"raise"``: the first one raises.

    Raises
    ------
    FileNotFoundError
        A path that does not exist.
    DocumentError
        A ``ValueError``: nothing could be read, or something could not and ``on_error="raise"``.
    """
    found = list(_shown(_records(source, Options(dict(columns or {}), max_bytes)), "read"))
    if furniture is None:
        furniture = learn(islice((item for item in found if isinstance(item, Record)), LEARN))
    rows = _Rows(furniture, on_error)
    for item in _shown(found, "cleaned", len(found)):
        rows.add(item)
    rows.require(source)
    return rows.take()


def iter_documents(
    source: Source,
    *,
    chunk: int = CHUNK,
    columns: Mapping[str, str] | None = None,
    furniture: Furniture | None = None,
    max_bytes: int = MAX_BYTES,
    on_error: OnError = "record",
) -> Iterator[pd.DataFrame]:
    """The documents of :func:`load_documents`, ``chunk`` at a time, in constant memory; the same rows.

    Reads the first documents twice, once to learn the furniture, unless it is given. The problems met are with the
    chunk during which they were met.
    """
    if chunk < 1:
        raise ValueError("chunk must be at least 1")
    if not isinstance(source, (str, Path)):
        source = list(source)
    options = Options(dict(columns or {}), max_bytes)
    if furniture is None:
        furniture = learn_furniture(source, columns=columns, max_bytes=max_bytes)
    rows = _Rows(furniture, on_error)
    for item in _records(source, options):
        rows.add(item)
        if rows.size == chunk:
            yield rows.take()
    rows.require(source)
    if rows.size or rows.problems:
        yield rows.take()


def learn_furniture(
    source: Source, *, columns: Mapping[str, str] | None = None, max_bytes: int = MAX_BYTES
) -> dict[str, frozenset[str]]:
    """Lines that repeat on the pages of one outlet, by outlet, from the first 20,000 documents, in bounded memory."""
    options = Options(dict(columns or {}), max_bytes)
    return learn(islice((item for item in _records(source, options) if isinstance(item, Record)), LEARN))


def _shown(items: Iterable[Item], what: str, total: int | None = None) -> Iterator[Item]:
    """The items, with a progress bar on a terminal where they take long."""
    from tqdm import tqdm

    shown: Iterator[Item] = iter(tqdm(items, what, total, unit=" documents", delay=DELAY, leave=False, disable=None))
    return shown


class _Rows:
    """Rows of the documents table as they gather, and the problems met meanwhile."""

    def __init__(self, furniture: Furniture, on_error: OnError) -> None:
        self._furniture, self._on_error = furniture, on_error
        self._seen: dict[int, int] = {}
        self._first: Problem | None = None
        self._clear()

    def _clear(self) -> None:
        self._columns: dict[str, list[Any]] = {name: [] for name in dtypes("documents")}
        self.problems: list[Problem] = []
        self.size = 0

    def add(self, item: Record | Problem) -> None:
        """A document as a row; what cannot be read or cleaned as a problem."""
        if isinstance(item, Record):
            try:
                row = _row(item, self._furniture.get(outlet(item), frozenset()))
            except (MemoryError, RecursionError, ValueError) as error:
                item = Problem.of(item.path, "clean", error)
        if isinstance(item, Problem):
            if self._on_error == "raise" and item.stage != NOTED:
                raise DocumentError(f"{item.path}: {item.message}")
            item = replace(item, path=well_formed(item.path), message=well_formed(item.message))
            self.problems.append(item)
            self._first = self._first or item
            return
        number = int(row["doc_id"], 16)
        count = self._seen[number] = self._seen.get(number, 0) + 1
        if count > 1:
            row["doc_id"] += f"-{count}"
        for name, values in self._columns.items():
            values.append(row[name])
        self.size += 1

    def take(self) -> pd.DataFrame:
        """The rows gathered so far as a table; begins anew."""
        documents = frame("documents", self._columns)
        documents.attrs["problems"] = as_records(self.problems)
        self._clear()
        return documents

    def require(self, source: Source) -> None:
        """Raise where nothing at all was read."""
        if self._seen:
            return
        if self._first:
            raise DocumentError(f"{self._first.path}: {self._first.message}")
        kinds = ", ".join(kind for kind in READERS if kind != OLD)
        file = isinstance(source, (str, Path)) and Path(source).is_file()
        raise DocumentError(f"{source}: no articles here; {'it is empty' if file else f'put {kinds} files there'}")


def _row(record: Record, known: frozenset[str]) -> dict[str, Any]:
    raw = well_formed(record.text)
    _refuse_data(raw)
    said = {name: well_formed(text) if (text := getattr(record, name)) else None for name in _SAID}
    page = clean_page(raw, said["title"], known)
    if not page.sections:
        raise DocumentError("an empty document")
    edits = [{"op": "mojibake", "start": 0, "end": 0, "before": "", "after": ""}] if record.mojibake else []
    return {
        "doc_id": hashlib.sha256(raw.encode("utf-8")).hexdigest()[:16],
        "path": said["path"],
        "title": page.title,
        "raw": raw,
        "body": page.body,
        "sections": page.sections,
        "text": page.text,
        "publisher": said["publisher"],
        "published": iso_date(said["published"]),
        "url": said["url"],
        "language": said["language"],
        "encoding": record.encoding,
        "sha256": record.sha256,
        "cleaning": edits + page.edits,
    }


def _refuse_data(raw: str) -> None:
    """Raise :class:`DocumentError` for a text that is no article by the number of its lines or numbers."""
    for name, limit, sign in (("lines", MAX_LINES, _LINE_END), ("numbers", MAX_NUMBERS, _DIGITS)):
        if len(raw) > limit and sum(1 for _ in islice(sign.finditer(raw), limit + 1)) > limit:
            raise DocumentError(f"more than {limit:,} {name}: no article; give a table as .csv or .jsonl")


def _records(source: Source, options: Options) -> Iterator[Record | Problem]:
    """The records of all files of a source, in order of path."""
    manifests = Manifests(manifest_in)
    for path in _paths(source):
        if isinstance(path, Problem):
            yield path
            continue
        try:
            with path.open("rb") as stream:
                items = read_stream(stream, str(path), path.name, options, path.stat().st_size)
                manifest = manifests.of(path.parent)
                yield from manifest.describe(path.name, items) if manifest else items
        except OSError as error:
            yield Problem.of(path, "read", error)


def _paths(source: Source) -> Iterator[Path | Problem]:
    if not isinstance(source, (str, Path)):
        if isinstance(source, bytes) or not isinstance(source, Iterable):
            raise TypeError(f"{source!r:.60} is no source; give the path of a file or folder, or several")
        for one in source:
            yield from _paths(one)
        return
    if not str(source).strip():
        raise SourceNotFoundError("no source given: name a file or folder, . for this folder")
    path = Path(source)
    if not path.exists():
        raise SourceNotFoundError(f"{path}: no such file or folder")
    yield from find_files(path) if path.is_dir() else find_file(path)
