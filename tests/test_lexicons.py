"""Every word list keeps the conventions: what an editor, a spreadsheet and a diff need."""

import csv
import io
import re
import unicodedata
from pathlib import Path

import pytest

import seedlib.lexicon
from seedlib.arabic import key
from seedlib.lexicon import rows, word_class

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


class TestWordClasses:
    def test_each_is_read(self) -> None:
        """No class stands in the list that no rule asks for."""
        code = "".join(path.read_text("utf8") for path in FOLDER.parent.rglob("*.py"))
        asked = set(re.findall(r'word_class\("(\w+)"\)', code))
        assert {row["class"] for row in rows("word_classes")} <= asked

    def test_in_one_file(self) -> None:
        """A class in both files would be read as one."""
        assert {row["class"] for row in rows("word_classes")}.isdisjoint(row["class"] for row in rows("function_words"))

    def test_one_row_a_word(self) -> None:
        """Two spellings that are looked up alike are one row too many."""
        words = [(row["class"], key(row["form"])) for row in rows("word_classes")]
        assert sorted(words) == sorted(set(words))

    def test_spelt_in_full_looked_up_folded(self) -> None:
        assert "حادثه" in word_class("incident")
        assert "حادثة" not in word_class("incident")

    def test_unknown(self) -> None:
        with pytest.raises(KeyError, match="incidents"):
            word_class("incidents")
