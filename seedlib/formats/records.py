"""Records: one document as a format gives it, before it is cleaned; and the limits that bound each of them."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from seedlib.cleaning.furniture import HEAD_LINES
from seedlib.cleaning.lines import plain
from seedlib.formats.encodings import decode
from seedlib.problems import DocumentError, Problem

MAX_BYTES = 20_000_000  # of one document; the longest articles have some 200 kB, pages with scripts some 5 MB
MAX_LINES = 100_000  # of one document
MAX_NUMBERS = 100_000  # in digits, of one document: each may become a row, and takes some 4 kB while it is read
MAX_RATIO = 100  # uncompressed to compressed size; Arabic news reaches 10, tables of it 30
MIN_BOMB = 50_000_000  # uncompressed bytes below which no ratio is suspect


@dataclass(slots=True)
class Record:
    """A document as read: its decoded text, headline first, and what the format says of it."""

    path: str
    text: str
    encoding: str
    sha256: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    mojibake: bool = False


@dataclass(slots=True, frozen=True)
class Options:
    """How to read: the columns of tables by field, and the most bytes of a document."""

    columns: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int = MAX_BYTES


Read = Iterator[Record | Problem]
Reader = Callable[[BinaryIO, str, Options], Read]


def read_bounded(stream: BinaryIO, limit: int) -> bytes:
    """All bytes of a stream. Raises :class:`DocumentError` for more than the limit, without reading on."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise DocumentError(f"one document of more than {limit / 1e6:g} MB; split it, or allow more with max_bytes")
    return data


def text_record(data: bytes, path: str, declared: str | None = None, **known: Any) -> Record:
    """A record of the bytes of a text. Raises :class:`DocumentError` for what is no text."""
    decoded = decode(data, declared)
    return Record(path, decoded.text, decoded.encoding, digest(data), mojibake=decoded.mojibake, **known)


def digest(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def well_formed(text: str) -> str:
    """The text, halves of surrogate pairs replaced: JSON and names of files can hold them, text and tables cannot.

    >>> well_formed("\\ud83d قتيل")
    '\ufffd قتيل'
    """
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def titled(title: str | None, text: str) -> str:
    """The text under its headline, unless it begins with it already.

    >>> titled("مقتل 5", "قال مصدر إن خمسة قتلوا")
    'مقتل 5\\n\\nقال مصدر إن خمسة قتلوا'
    """
    if not title or not title.strip():
        return text
    words = plain(title)
    head = re.split(r"[\r\n]+", text[:20_000].lstrip(), maxsplit=HEAD_LINES)[:HEAD_LINES]
    return text if any(plain(line) == words for line in head) else f"{title.strip()}\n\n{text}"


class Metered:
    """A stream that stops a bomb: it gives at most ``ratio`` times ``size`` bytes."""

    def __init__(self, stream: Any, size: int, ratio: int = MAX_RATIO) -> None:
        self._stream, self._left, self._ratio = stream, max(MIN_BOMB, ratio * size), ratio

    def read(self, size: int = -1) -> bytes:
        """Read; raises :class:`DocumentError` past the limit."""
        data = self._stream.read(self._left + 1 if size is None or size < 0 else size)
        self._left -= len(data)
        if self._left < 0:
            raise DocumentError(f"more than {self._ratio} times the bytes expected; refused as a bomb")
        return data
