"""JSON: each object a document, whether one a line, in a list, or in a list inside an object."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from seedlib.formats_tables import WHOLE, bounded_lines, decoded_chunks, map_columns, row_record
from seedlib.problems import DocumentError, Problem
from seedlib.records import Options, Read, Record

_STEP = 1 << 16  # characters by which the text at hand grows


def read_lines(stream: BinaryIO, path: str, options: Options) -> Read:
    """JSON lines: each line an object. A line that is none is a problem of its own."""
    chunks, encoding = decoded_chunks(stream)
    for n, line in enumerate(bounded_lines(chunks, options.max_bytes), 1):
        if not (line := line.strip("\ufeff \t\r\n\x1e")):
            continue
        try:
            item = json.loads(line, strict=False)
            yield _object_record(item, f"{path}#{n}", options, encoding)
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
    chunks, encoding = decoded_chunks(stream)
    text = _Growing(chunks, WHOLE * options.max_bytes)
    listed = text.next_sign() == "["
    items = text.items() if listed else iter(_objects(text.value(), options))
    for n, item in enumerate(items, 1):
        try:
            yield _object_record(item, f"{path}#{n}", options, encoding)
        except DocumentError as error:
            yield Problem.of(f"{path}#{n}", "read", error)


def _objects(data: Any, options: Options) -> list[Any]:
    """The documents of one JSON value: itself, or the longest list of objects that it holds."""
    if not isinstance(data, dict) or _is_document(data, options):
        return [data]
    lists = [value for value in data.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
    return max(lists, key=len) if lists else [data]


def _is_document(data: dict[str, Any], options: Options) -> bool:
    try:
        return isinstance(data[map_columns(list(data), options.columns)["text"]], str)
    except DocumentError:
        return False


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
