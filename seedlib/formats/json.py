"""JSON: each object a document, whether one a line, in a list, or in a list inside an object."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from seedlib.formats.encodings import Pieces
from seedlib.formats.records import Options, Read, Record
from seedlib.formats.tables import WHOLE, bounded_lines, map_columns, row_record
from seedlib.problems import DocumentError, Problem

_STEP = 1 << 16  # characters by which the text at hand grows
_DEPTH = 3  # objects one in the other in which lists of articles are looked for
_LOOK = 10  # objects of a list looked at


def read_lines(stream: BinaryIO, path: str, options: Options) -> Read:
    """JSON lines: each line an object. A line that is none is a problem of its own."""
    pieces = Pieces(stream)
    for n, line in enumerate(bounded_lines(pieces, options.max_bytes), 1):
        if not (line := line.strip("\ufeff \t\r\n\x1e")):
            continue
        try:
            item = json.loads(line, strict=False)
            yield _object_record(item, f"{path}#{n}", options, pieces.encoding)
        except DocumentError as error:
            yield Problem.of(f"{path}#{n}", "read", error)
        except (ValueError, RecursionError) as error:
            yield Problem(f"{path}#{n}", "read", type(error).__name__, f"a line that is not JSON ({error})")


def _object_record(item: Any, path: str, options: Options, encoding: str) -> Record | Problem:
    if not isinstance(item, dict):
        raise DocumentError(f"{type(item).__name__} where an object with title and text is wanted")
    return row_record(item, map_columns(list(item), options.columns), path, encoding, options.max_bytes)


def read_json(stream: BinaryIO, path: str, options: Options) -> Read:
    """JSON: a list of objects, read one by one; one object; or an object that holds such a list."""
    pieces = Pieces(stream)
    text = _Growing(iter(pieces), WHOLE * options.max_bytes)
    listed = text.next_sign() == "["
    items = text.items() if listed else iter(_objects(text.value(), options))
    for n, item in enumerate(items, 1):
        try:
            yield _object_record(item, f"{path}#{n}", options, pieces.encoding)
        except DocumentError as error:
            yield Problem.of(f"{path}#{n}", "read", error)


def _objects(data: Any, options: Options) -> list[Any]:
    """The documents of one JSON value: itself, or the objects of the lists in it.

    Of several lists those count whose objects have text, and a title if any do, which comments beside articles have
    not; where none has text the longest, which tells what is missing.
    """
    if not isinstance(data, dict) or _telling(data, options):
        return [data]
    lists = list(_lists(data))
    worth = [max(_telling(item, options) for item in found[:_LOOK]) for found in lists]
    if not any(worth):
        return max(lists, key=len, default=[data])
    return [item for found, telling in zip(lists, worth, strict=True) if telling == max(worth) for item in found]


def _lists(data: dict[str, Any], depth: int = 1) -> Iterator[list[Any]]:
    """The lists of objects in an object and in the objects in it."""
    for value in data.values():
        if isinstance(value, list) and any(isinstance(item, dict) for item in value[:_LOOK]):
            yield value
        elif isinstance(value, dict) and depth < _DEPTH:
            yield from _lists(value, depth + 1)


def _telling(item: Any, options: Options) -> int:
    """0 for what is no document, 1 for text, 2 for text with a title."""
    if not isinstance(item, dict):
        return 0
    try:
        columns = map_columns(list(item), options.columns)
    except DocumentError:
        return 0
    return (1 + ("title" in columns)) * isinstance(item[columns["text"]], str)


class _Growing:
    """Text of a JSON list, of which no more is held than the object being read."""

    def __init__(self, chunks: Iterator[str], limit: int) -> None:
        self._chunks, self._limit, self._text, self._at = chunks, limit, "", 0
        self._json = json.JSONDecoder(strict=False)

    def _more(self) -> bool:
        parts = [self._text[self._at :]]
        wanted = size = max(_STEP, len(parts[0]))  # doubled each time: a long object is not read over and over
        for chunk in self._chunks:
            parts.append(chunk)
            size -= len(chunk)
            if size <= 0:
                break
        self._text, self._at = "".join(parts), 0
        if len(self._text) > self._limit:
            raise DocumentError(f"one JSON object of more than {self._limit / 1e6:g} MB; write JSON lines (.jsonl)")
        return size < wanted

    def next_sign(self) -> str:
        """The next character that is not white space; "" at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in " \t\r\n\ufeff":
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def value(self) -> Any:
        """All that is left, as one value."""
        while self._more():
            pass
        try:
            return self._json.decode(self._text)
        except json.JSONDecodeError as error:
            raise DocumentError(f"not JSON ({error})") from None

    def items(self) -> Iterator[Any]:
        """The items of the list that begins here."""
        self._at += 1
        while (sign := self.next_sign()) not in {"]", ""}:
            if sign == ",":
                self._at += 1
                continue
            try:
                item, end = self._json.raw_decode(self._text, self._at)
                complete = end < len(self._text) or isinstance(item, (dict, list, str))
            except json.JSONDecodeError:
                complete = False
            except RecursionError:
                raise DocumentError("JSON nested too deep; refused") from None
            if complete:
                self._at = end
                yield item
            elif not self._more():
                raise DocumentError("JSON that breaks off or is damaged; the objects before it were read")
        if sign == "":
            raise DocumentError("JSON that breaks off; the objects before it were read")
