"""Corpora in partitions: documents and figures as folders of Parquet files, extracted one partition at a time.

On one machine or on a Dask cluster (``pip install "seedlib[dask]"``); folders are local, or URLs such as
``s3://bucket/figures`` where the file system of that scheme is installed (fsspec).
"""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd

from seedlib.documents import Source, iter_documents
from seedlib.export import parquet_bytes, write
from seedlib.figures import extract_figures
from seedlib.parallel import ordered
from seedlib.schema import dtypes, frame

SIZE = 5_000  # documents a partition: some 20 MB of text, a few seconds to half a minute of work
Folder = str | Path


def write_partitions(source: Source, folder: Folder, size: int = SIZE, **options: Any) -> list[str]:
    """The documents of ``source`` as ``part-00000.parquet`` and on in ``folder``, ``size`` in each; their paths.

    Streams; ``options`` are those of :func:`seedlib.iter_documents`. Partitions that are there already are written
    anew.
    """
    return [
        _put(_join(folder, f"part-{n:05}.parquet"), parquet_bytes(documents))
        for n, documents in enumerate(iter_documents(source, chunk=size, **options))
    ]


def list_partitions(folder: Folder) -> list[str]:
    """The paths of the partitions in a folder, in order; none where there is no such folder."""
    if "://" not in str(folder):
        return sorted(map(str, Path(folder).glob("part-*.parquet")))
    from fsspec.core import url_to_fs

    files, root = url_to_fs(str(folder))
    return sorted(files.unstrip_protocol(path) for path in files.glob(f"{root}/part-*.parquet"))


def read_partition(path: Folder, name: str) -> pd.DataFrame:
    """One partition as the table ``name`` (``documents``, ``figures``) of the codebook: its columns and dtypes."""
    stored = pd.read_parquet(path)
    return frame(name, {column: _decoded(stored[column], dtype) for column, dtype in dtypes(name).items()})


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

    A partition whose figures are there is left alone, so an interrupted run goes on where it stopped; delete a
    partition to have it made anew. Work is done on ``workers`` processes, or by the ``dask.distributed`` client given,
    whose workers must reach both folders. Files are written whole or not at all, and a partition whose worker dies is
    done again by another: nothing is lost or doubled. Progress is shown where someone looks on.

    Returns one row a partition, in order: partition, documents, figures (counts, null where it was there already).
    Raises ``FileNotFoundError`` where ``documents`` has no partitions.
    """
    from tqdm import tqdm

    paths = list_partitions(documents)
    if not paths:
        raise FileNotFoundError(f"{documents}: no part-*.parquet here; write_partitions makes them")
    there = {PurePosixPath(path).name for path in list_partitions(figures)}
    left = [path for path in paths if Path(path).name not in there]
    work = partial(_extract, folder=str(figures))
    done = ordered(work, left, workers) if client is None else _on_cluster(client, work, left)
    counts = dict(tqdm(done, total=len(left), unit=" partitions", disable=None))
    names = [Path(path).name for path in paths]
    table = pd.DataFrame([counts.get(name, (None, None)) for name in names], columns=["documents", "figures"])
    table.insert(0, "partition", names)
    return table.astype({"partition": "str", "documents": "Int64", "figures": "Int64"})


def _extract(path: str, folder: str) -> tuple[str, tuple[int, int]]:
    """Read a partition, extract, write; its name and counts."""
    documents = read_partition(path, "documents")
    figures = extract_figures(documents)
    name = PurePosixPath(Path(path).as_posix()).name
    _put(_join(folder, name), parquet_bytes(figures))
    return name, (len(documents), len(figures))


def _on_cluster(client: Any, work: Callable[[str], Any], paths: list[str]) -> Iterator[Any]:
    """As results come; the order is made afterwards. A killed worker's partitions are done again (``retries``)."""
    from distributed import as_completed

    for future in as_completed(client.map(work, paths, pure=False, retries=2)):
        yield future.result()
        future.release()


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


def _decoded(column: pd.Series, dtype: Any) -> Any:
    """Values as the table has them: lists of words from Parquet's arrays, other lists from their JSON."""
    return [_list(value) for value in column] if dtype is object else column


def _list(value: Any) -> Any:
    if isinstance(value, str):
        return [tuple(item) if isinstance(item, list) else item for item in json.loads(value)]
    return None if value is None or (isinstance(value, float) and value != value) else list(value)
