"""Compile the marked sentences into articles and annotations: ``python compile.py`` rewrites ``dev/`` and ``held/``.

The sentences were written for this project; no outlet published them. Rules are written against ``dev`` only,
``held`` is looked at to check. A file in ``marked/`` holds articles one after the other::

    === syria_market
    قُتل {a:ثلاثة} مدنيين بينهم {b:طفلان} بقصف على سوق سرمدا، وفق الدفاع المدني.
    ---
    a | 3 | مدنيين | killed | الدفاع المدني | سرمدا
    b | 2 | طفلان  | "      | "             | "     | طفلان | a

In the text ``{name:number}`` marks the number expression of one figure; ``\\u200f`` and the like are the characters
that no editor shows. Below the text stands one row a figure, in the order of the text:

- name; a ``?`` before it for a figure that a careful reader could count or leave;
- value: ``3`` exact, ``~3`` about, ``>3`` more than, ``>=3`` at least, ``<3`` less than, ``<=3`` at most, ``3..5``
  range, ``?`` vague;
- counted noun, in round brackets where it is elided and inherited;
- category and outcome; person is not written, and no outcome is ``-``;
- source, place and origin as written in the text;
- the name of the figure of which this one is a part.

``//`` divides two readings where either is right (not of a category or value). ``"`` repeats the cell above, ``-`` and
cells left out are null. Bounds follow from value and qualifier.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
HALVES = ("dev", "held")
CELLS = ("name", "value", "counted", "kind", "source", "place", "origin", "part_of")
CATEGORIES = frozenset("person body vehicle_or_weapon attack structure money percent other".split())
OUTCOMES = frozenset(
    "killed injured killed_or_injured missing detained abducted released displaced returned arrived defected recruited "
    "infected targeted destroyed".split()
)
SIGNS = {"~": "about", ">=": "at_least", ">": "more_than", "<=": "at_most", "<": "less_than", "": "exact"}
MARK = re.compile(r"\{(\w+):([^{}]+)\}")
VALUE = re.compile(r"(~|>=|>|<=|<|)([\d.]+)")
ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


def articles(half: str) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Each article of a half: its file name, its text, its annotations in the order of the text."""
    for path in sorted((HERE / "marked" / half).glob("*.txt")):
        for block in re.split(r"(?m)^=== ", path.read_text("utf8"))[1:]:
            name, body = block.split("\n", 1)
            marked, _, table = body.partition("\n---")
            text, spans = unmark(ESCAPE.sub(lambda code: chr(int(code[1], 16)), marked.rstrip("\n")))
            yield f"{name}.txt", text, annotations(f"{name}.txt", text, spans, table.split("\n"))


def unmark(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text without its marks, and the span of each mark's number."""
    text, spans, last = "", {}, 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        if mark[1] in spans:
            raise ValueError(f"two marks {mark[1]!r} in {marked[:40]!r}")
        spans[mark[1]] = (len(text), len(text) + len(mark[2]))
        text, last = text + mark[2], mark.end()
    return text + marked[last:], spans


def annotations(doc: str, text: str, spans: dict[str, tuple[int, int]], lines: list[str]) -> list[dict[str, Any]]:
    """The rows below an article; raises ValueError where they do not fit its text."""
    rows: list[dict[str, Any]] = []
    above: dict[str, str] = {}
    for line in filter(str.strip, lines):
        cells = dict(zip(CELLS, [cell.strip() for cell in line.split("|")], strict=False))
        cells = {key: above[key] if cells.get(key) == '"' else cells.get(key, "-") for key in CELLS}
        above = cells
        rows.append(annotation(doc, text, spans, cells))
    if [row["start"] for row in rows] != sorted(start for start, _ in spans.values()):
        raise ValueError(f"{doc}: the rows are not the marks, in their order")
    return rows


def annotation(doc: str, text: str, spans: dict[str, tuple[int, int]], cells: dict[str, str]) -> dict[str, Any]:
    start, end = spans[cells["name"].lstrip("?")]
    category, *outcomes = kinds(cells["kind"])
    nouns = [noun.strip() for noun in cells["counted"].split("//")]
    implied, counted = nouns[0].startswith("("), surface(doc, text, nouns[0].strip("()"))
    row: dict[str, Any] = {"doc": doc, "start": start, "end": end, "text": text[start:end]}
    row |= bounds(cells["value"], whole=category not in ("money", "percent"))
    row |= {"counted": None if implied else counted, "counted_implied": counted if implied else None}
    row |= {"category": category, "outcome": outcomes[0]}
    other: dict[str, Any] = {"outcome": outcomes[1]} if len(outcomes) > 1 else {}
    other |= {"counted": surface(doc, text, nouns[1])} if len(nouns) > 1 else {}
    said: list[Any]
    for key in ("source", "place", "origin", "part_of"):
        readings = [part.strip() for part in cells[key].split("//")]
        if key == "part_of":
            said = [None if name == "-" else spans[name][0] for name in readings]
        else:
            said = [surface(doc, text, words) for words in readings]
        row[key] = said[0]
        other |= {key: said[1]} if len(said) > 1 else {}
    return row | ({"optional": True} if cells["name"].startswith("?") else {}) | ({"alt": other} if other else {})


def kinds(cell: str) -> list[Any]:
    """The category, and one or two outcomes that are right."""
    first, *rest = cell.split()
    category, words = (first, rest) if first in CATEGORIES else ("person", [first, *rest])
    outcomes = [None if word == "-" else word for word in words if word != "//"] or [None]
    if unknown := set(outcomes) - OUTCOMES - {None}:
        raise ValueError(f"neither category nor outcome: {unknown}")
    return [category, *outcomes]


def surface(doc: str, text: str, cell: str) -> str | None:
    """A cell as written in the text; raises ValueError where the text does not have it."""
    if cell == "-":
        return None
    if cell not in text:
        raise ValueError(f"{doc}: {cell!r} is not in the text")
    return cell


def bounds(cell: str, whole: bool) -> dict[str, Any]:
    """Value, low, high and qualifier; more or less than N is N±1 only for counts below 1000."""
    value = low = high = None
    if cell == "?":
        qualifier = "vague"
    elif ".." in cell:
        qualifier = "range"
        low, high = (number(end) for end in cell.split(".."))
    else:
        match = VALUE.fullmatch(cell)
        if match is None:
            raise ValueError(f"not a value: {cell!r}")
        qualifier, value = SIGNS[match[1]], number(match[2])
        step = 1 if whole and value < 1000 else 0
        low = {"exact": value, "at_least": value, "more_than": value + step}.get(qualifier)
        high = {"exact": value, "at_most": value, "less_than": value - step}.get(qualifier)
    return {"value": value, "low": low, "high": high, "qualifier": qualifier}


def number(digits: str) -> float:
    return float(digits) if "." in digits else int(digits)


def compiled(half: str) -> dict[str, bytes]:
    """The files of a half: path below this folder, bytes."""
    files, lines = {}, []
    for name, text, rows in articles(half):
        if f"{half}/articles/{name}" in files:
            raise ValueError(f"two articles {name!r}")
        files[f"{half}/articles/{name}"] = text.encode()
        lines += [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    return files | {f"{half}/articles.jsonl": "".join(lines).encode()}


if __name__ == "__main__":
    for half in HALVES:
        (HERE / half / "articles").mkdir(parents=True, exist_ok=True)
        for path, data in compiled(half).items():
            (HERE / path).write_bytes(data)
