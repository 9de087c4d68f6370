"""Folders: which files of a folder or archive are articles, and what is told of the others."""

import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from seedlib.formats.manifests import MANIFEST, manifest_in
from seedlib.formats.readers import PACKED, suffix
from seedlib.problems import Problem

MAX_FOLDERS = 100  # one inside the other
OUTPUT = ".seedlib-output"  # the empty file that marks a folder as one that seedlib wrote
_PAGES = (".html", ".htm", ".xhtml")
_PARTS = "_files"  # what browsers add to the name of a page for the folder of its parts
_SUFFIX = re.compile(r"\.(?=\w*[a-z])[a-z0-9_]{1,12}", re.A)

# What no one takes for an article, told of to nobody: parts of web pages, pictures and fonts; sound and film; code, its
# settings and check sums; annotations; links and what systems leave behind.
_NO_ARTICLES = frozenset(
    ".css .js .mjs .map .svg .png .jpg .jpeg .jfif .gif .webp .avif .bmp .ico .tif .tiff .heic .woff"
    " .woff2 .ttf .otf .eot .mp3 .m4a .ogg .wav .mp4 .m4v .mov .avi .mkv .webm .py .pyc .ipynb .r .sh .bat .toml .yml"
    " .yaml .ini .cfg .lock .log .md5 .sha1 .sha256 .jsonld .geojson .db .url .webloc .lnk .tmp .bak .part".split()
)
_AS_PAGE = frozenset({".php", ".asp", ".aspx", ".jsp", ".shtml", ".mht", ".mhtml", ".webarchive"})
_AS_TABLE = frozenset({".ods", ".xlsm", ".xlsb", ".numbers", ".dta", ".sav"})
_UNPACK = frozenset({".7z", ".rar", ".tar", ".tgz", ".tbz2", ".txz", ".gz", ".bz2", ".xz", ".zst"})


def mark_output(folder: str | Path) -> None:
    """Mark a folder as written by seedlib, so that no later run takes its tables and pages for articles."""
    Path(folder, OUTPUT).touch()


def find_files(folder: Path, depth: int = 0) -> Iterator[Path | Problem]:
    """The files of articles in a folder and below it, in order of path, and what is told of the others.

    Passed over without a word: hidden files and folders, the parts that a browser saves beside a page, folders marked
    by :func:`mark_output` and what is clearly no article. A link to a folder may lead back and is not followed.
    """
    if depth > MAX_FOLDERS:
        yield Problem(str(folder), "find", "DocumentError", f"a folder {depth} folders deep; not searched")
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Problem.of(folder, "find", error)
        return
    if depth and any(entry.name == OUTPUT for entry in entries):
        return
    parts = parts_of_pages(entry.name for entry in entries)
    unread = []
    for entry in entries:
        if is_hidden(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in parts:
                yield from find_files(Path(entry.path), depth + 1)
        elif entry.is_symlink() and Path(entry.path).is_dir():
            yield Problem(entry.path, "find", "DocumentError", "a link to a folder; not followed")
        elif entry.name == MANIFEST and (manifest := manifest_in(folder)):
            yield from manifest.check(entry.path, (other.name for other in entries))
        elif suffix(entry.name):
            yield from find_file(Path(entry.path))
        else:
            unread.append(entry.name)
    yield from tell_unread(unread, str(folder))


def find_file(path: Path) -> Iterator[Path | Problem]:
    """The file, if it is one: a pipe or device would be waited for without end."""
    try:
        regular = stat.S_ISREG(path.stat().st_mode)
    except OSError as error:  # a link that leads nowhere or to itself
        yield Problem.of(path, "find", error)
        return
    yield path if regular else Problem(str(path), "find", "DocumentError", "a pipe or device, not a file")


def is_hidden(name: str) -> bool:
    """Whether a file or folder inside another is none of the user's: hidden, a copy of JupyterLab's or the system's,
    the lock of a document that is open in Office.

    >>> [is_hidden(name) for name in (".ipynb_checkpoints", "._a.txt", "__MACOSX", "~$a.xlsx", "a.txt")]
    [True, True, True, True, False]
    """
    return name.startswith((".", "~$")) or name == "__MACOSX"


def parts_of_pages(names: Iterable[str]) -> set[str]:
    """The folders that hold the parts of saved pages, whether they are there or not.

    >>> parts_of_pages(["page.htm", "other.txt"])
    {'page_files'}
    """
    return {name[: -len(end)] + _PARTS for name in names for end in _PAGES if name.lower().endswith(end)}


def members_to_read(names: Iterable[str]) -> Iterator[str]:
    """The names of an archive's members that :func:`find_files` would not pass over, were they files of a folder."""
    paths = {name: PurePosixPath(name.replace("\\", "/")) for name in names}
    over = parts_of_pages(map(str, paths.values()))
    over |= {str(path.parent) for path in paths.values() if path.name == OUTPUT} - {"."}
    for name, path in paths.items():
        hidden = any(is_hidden(part) for part in path.parts if part != "..")
        if not (hidden or over & set(map(str, path.parents))):
            yield name


def tell_unread(names: Iterable[str], where: str) -> Iterator[Problem]:
    """One problem for each suffix of files in one folder that no reader reads, but for what is clearly no article."""
    counts = Counter(map(_last_suffix, names))
    for kind, count in sorted(counts.items()):
        if kind not in _NO_ARTICLES:
            plural = "s" * (count > 1)
            files = f"{count:,} {kind} file{plural}" if kind else f"{count:,} file{plural} without a suffix"
            text = f"{files}, of no known format; {_remedy(kind)}"
            yield Problem(where, "find", "DocumentError", text)


def _remedy(kind: str) -> str:
    if not kind:
        return "end their names in .txt or .html"
    if "." + kind.rpartition(".")[2] in _UNPACK:
        return "unpack first what is packed"
    if kind in _AS_PAGE:
        return "save the pages as .html"
    return "save the tables as .xlsx or .csv" if kind in _AS_TABLE else "save the text as .txt"


def _last_suffix(name: str) -> str:
    """The suffix of a name, with the one before that of gzip; "" where there is none.

    >>> [_last_suffix(name) for name in ("a.DOCX", "a.tar.gz", "15.2.2020", "خبر. عاجل", "README")]
    ['.docx', '.tar.gz', '', '', '']
    """
    path = PurePosixPath(name.lower())
    if path.suffix == PACKED and _SUFFIX.fullmatch(PurePosixPath(path.stem).suffix):
        return PurePosixPath(path.stem).suffix + PACKED
    return path.suffix if _SUFFIX.fullmatch(path.suffix) else ""
