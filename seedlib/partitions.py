"""Corpora in partitions: documents and figures as folders of Parquet files, extracted one partition at a time.

On one machine or on a Dask cluster (``pip install "seedlib[dask]"``); folders are local, or URLs such as
``s3://bucket/figures`` where the file system of that scheme is installed (fsspec).
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd

from seedlib.documents import Source, iter_documents
from seedlib.export import parquet_bytes, write
from seedlib.figures.extract import extract_figures
from seedlib.parallel import ordered
from seedlib.schema import conform, dtypes, frame, require

SIZE = 5_000  # documents a partition: some 20 MB of text, a few seconds to half a minute of work
Folder = str | Path
MADE_OF = "seedlib.documents"  # metadata of a partition of figures: of which documents it was made
_OWN = re.compile(r"part-\d+\.parquet|[._].*")
# What figures are made of, but for the text itself, which sha256 stands for.
_READ = ("doc_id", "sha256", "sections", "published", "publisher")


def write_partitions(source: Source, folder: Folder, size: int = SIZE, **options: Any) -> list[str]:
    """The documents of ``source`` as ``part-00000.parquet`` and on in ``folder``, ``size`` in each; their paths.

    Streams; ``options`` are those of :func:`seedlib.iter_documents`. Partitions that are there already are removed
    before the first new one is written, so that none is left of documents that are gone. Raises ``ValueError`` for a
    folder that holds anything else.
    """
    _check(folder, "documents")
    chunks = iter(iter_documents(source, chunk=size, **options))
    first = list(islice(chunks, 1))  # a source that cannot be read is told before anything is removed
    _remove(list_partitions(folder))
    return [
        _put(_join(folder, f"part-{n:05}.parquet"), parquet_bytes(documents))
        for n, documents in enumerate(chain(first, chunks))
    ]


def list_partitions(folder: Folder) -> list[str]:
    """The paths of the partitions in a folder, in order; none where there is no such folder."""
    if "://" not in str(folder):
        return sorted(map(str, Path(folder).glob("part-*.parquet")))
    from fsspec.core import url_to_fs

    files, root = url_to_fs(str(folder))
    return sorted(files.unstrip_protocol(path) for path in files.glob(f"{root}/part-*.parquet"))


def read_partition(path: Folder, name: str) -> pd.DataFrame:
    """One partition as the table ``name`` (``documents``, ``figures``) of the codebook: its columns and dtypes.

    Raises as :func:`seedlib.schema.require` does.
    """
    stored = pd.read_parquet(path)
    require(stored, name)
    return conform(stored[list(dtypes(name))], name)


def dask_documents(folder: Folder) -> Any:
    """The partitions of documents in ``folder`` as a Dask DataFrame, for :func:`seedlib.extract_figures`.

    Lists stay lists, which Dask would turn to text. Needs the extra ``seedlib[dask]``.
    """
    import dask
    import dask.dataframe

    with dask.config.set({"dataframe.convert-string": False}):
        read = partial(read_partition, name="documents")
        return dask.dataframe.from_map(read, list_partitions(folder), meta=frame("documents"))


def extract_partitions(documents: Folder, figures: Folder, workers: int = 1, client: Any = None) -> pd.DataFrame:
    """The figures of each partition of documents, as a partition of the same name in ``figures``.

    A partition whose figures are there is left alone, so an interrupted run goes on where it stopped; it is made anew
    where its documents have changed since, or seedlib itself with its word lists, for one table must not be read by two
    sets of rules. One whose documents are gone is removed. Work is done on ``workers`` processes, or by the
    ``dask.distributed`` client given, whose workers must reach both folders. Files are written whole or not at all, and
    a partition whose worker dies is done again by another: nothing is lost or doubled. Progress is shown where someone
    looks on.

    Returns one row a partition, in order: partition, documents, figures (counts, null where it was there already).
    Raises ``FileNotFoundError`` where ``documents`` has no partitions, and ``ValueError`` where ``figures`` holds
    anything but partitions of figures.
    """
    from tqdm import tqdm

    paths = list_partitions(documents)
    if not paths:
        raise FileNotFoundError(f"{documents}: no part-*.parquet here; write_partitions makes them")
    _check(figures, "figures")
    names = list(map(_name, paths))
    _remove(path for path in list_partitions(figures) if _name(path) not in names)
    work = partial(_extract, folder=str(figures))
    done = ordered(work, paths, workers) if client is None else _on_cluster(client, work, paths)
    counts = dict(tqdm(done, total=len(paths), unit=" partitions", disable=None))
    table = pd.DataFrame([counts[name] for name in names], columns=["documents", "figures"])
    table.insert(0, "partition", names)
    return table.astype({"partition": "str", "documents": "Int64", "figures": "Int64"})


def _extract(path: str, folder: str) -> tuple[str, tuple[int, int] | tuple[None, None]]:
    """Read a partition, extract, write; its name and counts, null where its figures are there."""
    out, made_of = _join(folder, _name(path)), _fingerprint(path)
    if _note(out) == made_of:
        return _name(path), (None, None)
    documents = read_partition(path, "documents")
    figures = extract_figures(documents)
    _put(out, parquet_bytes(figures, {MADE_OF: made_of}))
    return _name(path), (len(documents), len(figures))


def _fingerprint(path: str) -> str:
    """A hash of what the figures of a partition of documents are made of and by; its texts are not read for it."""
    rows = pd.read_parquet(path, columns=list(_READ)).to_csv(index=False)
    return hashlib.sha256(_rules() + rows.encode("utf-8")).hexdigest()


@cache
def _rules() -> bytes:
    """A hash of the code and word lists that read figures: a version would not tell that an analyst added a word."""
    files = sorted(path for path in Path(__file__).parent.rglob("*") if path.suffix in {".py", ".csv", ".toml"})
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).digest()


def _note(path: str) -> str | None:
    """Of which documents a partition of figures was made; None where there is none that says so."""
    try:
        metadata = _schema(path).metadata or {}
    except FileNotFoundError:
        return None
    note = metadata.get(MADE_OF.encode())
    return note.decode() if note else None


def _on_cluster(client: Any, work: Callable[[str], Any], paths: list[str]) -> Iterator[Any]:
    """As results come; the order is made afterwards. A killed worker's partitions are done again (``retries``)."""
    from distributed import as_completed

    for future in as_completed(client.map(work, paths, pure=False, retries=2)):
        yield future.result()
        future.release()


def _check(folder: Folder, name: str) -> None:
    """Refuse a folder with anything but partitions of the table `name`, which would be mixed up or removed. Names that
    begin with a dot or a low line are marks of other programs, which readers of Parquet pass over.
    """
    for entry in _entries(folder):
        if not _OWN.fullmatch(entry):
            raise ValueError(f"{folder} holds {entry}, which is no partition; give a folder for the {name} alone")
    for path in list_partitions(folder)[:1]:
        if missing := set(dtypes(name)) - set(_schema(path).names):
            raise ValueError(f"{path} is no partition of {name}: it has no {min(missing)}; give a folder of their own")


# ---------------------------------------------------------------- files, here and in object stores


def _name(path: str) -> str:
    return PurePosixPath(Path(path).as_posix()).name


def _entries(folder: Folder) -> list[str]:
    """The names in a folder; none where there is no such folder."""
    if "://" not in str(folder):
        return [path.name for path in Path(folder).iterdir()] if Path(folder).exists() else []
    from fsspec.core import url_to_fs

    files, root = url_to_fs(str(folder))
    found = files.ls(root, detail=False) if files.exists(root) else []
    return [_name(path) for path in found if path.strip("/") != root.strip("/")]


def _schema(path: str) -> Any:
    from pyarrow import parquet

    if "://" not in path:
        return parquet.read_schema(path)
    import fsspec

    with fsspec.open(path, "rb") as stored:
        return parquet.read_schema(stored)


def _remove(paths: Iterable[str]) -> None:
    for path in paths:
        if "://" not in path:
            Path(path).unlink()
        else:
            from fsspec.core import url_to_fs

            files, root = url_to_fs(path)
            files.rm_file(root)


def _join(folder: Folder, name: str) -> str:
    return f"{str(folder).rstrip('/')}/{name}" if "://" in str(folder) else str(Path(folder) / name)


def _put(path: str, data: bytes) -> str:
    """Write whole or not at all: object stores do so by themselves."""
    if "://" not in path:
        return str(write(path, data))
    import fsspec

    with fsspec.open(path, "wb") as out:
        out.write(data)
    return path
