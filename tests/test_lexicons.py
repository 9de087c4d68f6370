"""Every word list keeps the conventions: what an editor, a spreadsheet and a diff need."""

import csv
import io
import re
import unicodedata
from pathlib import Path

import pytest

import seedlib.lexicon

FOLDER = Path(seedlib.lexicon.__file__).parent
LISTS = sorted(FOLDER.glob("*.csv"))
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")


def table(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf8"), newline="")))


def natural(row: list[str]) -> list[tuple[int, float, str]]:
    """Numbers in a cell sort as numbers."""
    return [(0, float(cell), "") if re.fullmatch(r"-?\d+(\.\d+)?", cell) else (1, 0.0, cell) for cell in row]


def test_there_are_lists() -> None:
    assert len(LISTS) >= 10


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
class TestList:
    def test_bytes(self, path: Path) -> None:
        data = path.read_bytes()
        assert data.endswith(b"\n")
        assert b"\r" not in data
        assert not data.startswith(b"\xef\xbb\xbf")

    def test_round_trip(self, path: Path) -> None:
        """Read and written again, the file is the same."""
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(table(path))
        assert out.getvalue() == path.read_text("utf8")

    def test_unicode(self, path: Path) -> None:
        text = path.read_text("utf8")
        assert unicodedata.is_normalized("NFC", text)
        hidden = {c for c in text if unicodedata.category(c) in {"Cf", "Co", "Cn"}}
        assert not hidden, [unicodedata.name(c, hex(ord(c))) for c in hidden]

    def test_shape(self, path: Path) -> None:
        head, *body = table(path)
        assert body
        assert len(set(head)) == len(head)
        assert all(name.isascii() and name.isidentifier() for name in head)
        assert {len(row) for row in body} == {len(head)}
        stray = [row for row in body if any(cell != cell.strip() for cell in row)]
        assert not stray

    def test_unique(self, path: Path) -> None:
        _, *body = table(path)
        assert len({tuple(row) for row in body}) == len(body)

    def test_sorted(self, path: Path) -> None:
        _, *body = table(path)
        assert body in (sorted(body), sorted(body, key=natural))

    def test_arabic_is_last(self, path: Path) -> None:
        """A column of Arabic before one of ASCII would show the row's fields scrambled in an editor."""
        head, *body = table(path)
        arabic = [any(ARABIC.search(row[i]) for row in body) for i in range(len(head))]
        assert arabic == sorted(arabic), dict(zip(head, arabic, strict=True))

    def test_says_where_from(self, path: Path) -> None:
        """Each row has its source or the reason why it is there."""
        head, *body = table(path)
        column = next((head.index(name) for name in ("source", "note", "reason", "meaning") if name in head), None)
        assert column is not None, head
        assert all(row[column] for row in body)
