"""Targets: functions of bytes that fail if a promise of seedlib does not hold for them, whatever they are.

``tests/test_fuzz.py`` gives them what hypothesis makes up and every case in ``corpus/``; ``run.py`` lets atheris look
for longer. All of them take time that is bounded by ``LONGEST``.
"""

import csv
import io
import math
import tempfile
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
from resiliparse.parse.html import HTMLTree

from seedlib import (
    bound_figures,
    break_down,
    compare_claims,
    explain,
    extract_figures,
    find_numbers,
    iter_documents,
    list_problems,
    load_documents,
    policies,
    reconcile,
    show,
)
from seedlib.cleaning.page import clean_page, replay
from seedlib.export import as_text, to_csv, to_excel
from seedlib.formats.readers import READERS
from seedlib.problems import DocumentError

LONGEST = 20_000  # bytes; the rest of an input is left out
TITLE_END = "\x1f"  # what stands before it in an input of `clean` is the headline that the format gave
NAMES = {*READERS, *(f"{suffix}.gz" for suffix in READERS)}
TAGS = frozenset(
    "html head body div table thead tbody tr th td wbr caption span p h4 sup bdi mark del ins ul li code".split()
)
FOREIGN = "".join(f":not({tag})" for tag in sorted(TAGS))  # what a browser's parser would make of anything else
ATTRIBUTES = {"dir", "lang", "style", "scope", "title"}
FORMULA = tuple("=+-@\t\r\n\x00")
EXPLAINED = 3  # figures of an input that are explained


def load(data: bytes) -> None:
    """A file whose suffix is the first line of the input: rows or problems, the same at once and piece by piece."""
    name, _, rest = data[:LONGEST].partition(b"\n")
    suffix = name.decode("ascii", "replace")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}" if suffix in NAMES else "a")
        path.write_bytes(rest if suffix in NAMES else data[:LONGEST])
        try:
            documents = load_documents(path)
        except DocumentError:
            return
        pieces = list(iter_documents(path, chunk=2))
    problems = list_problems(documents)
    same(pd.concat([piece for piece in pieces if len(piece)], ignore_index=True), documents)
    same(pd.concat(map(list_problems, pieces), ignore_index=True), problems)
    assert documents["doc_id"].is_unique
    assert all(message and "\n" not in message for message in problems["message"])
    for row in documents.itertuples():
        row.raw.encode("utf-8")
        check_spans(row.raw, row.sections)
        assert {tuple(span) for span in row.body} <= {(start, end) for start, end, _ in row.sections}
        assert replay(row.raw, row.cleaning) == row.text


def clean(data: bytes) -> None:
    """A page, as any text: each edit is where it says, and the edits lead from the page to the cleaned text."""
    text = data[:LONGEST].decode("utf-8", "replace")
    title, found, raw = text.partition(TITLE_END)
    page = clean_page(raw if found else text, title if found else None)
    raw = raw if found else text
    assert page == clean_page(raw, title if found else None)
    check_spans(raw, page.sections)
    assert [(start, end) for start, end, name in page.sections if name in {"body", "subtitle"}] == page.body
    assert replay(raw, page.edits) == page.text
    assert page.text == page.text.strip("\r\n")
    assert all(edit["start"] < edit["end"] and edit["before"] != edit["after"] for edit in page.edits)


def numbers(data: bytes) -> None:
    """Any `str`, halves of surrogate pairs too: ordered spans of itself, bounds around values, never an error."""
    text = data[:LONGEST].decode("utf-8", "surrogateescape")
    for ranges in (True, False):
        found = find_numbers(text, ranges)
        assert found == find_numbers(text, ranges)
        last = 0
        for number in found:
            assert last <= number.start < number.end <= len(text)
            assert text[number.start : number.end] == number.text
            check_bounds(number.low, number.high)
            check_bounds(number.value)
            last = number.end


def figures(data: bytes) -> None:
    """An article: figures in their sentences, with their cues in it, and parts of figures that there are."""
    documents = article(data)
    if documents is None:
        return
    found = extract_figures(documents)
    same(extract_figures(documents), found)
    assert found["figure_id"].is_unique
    totals = dict(zip(found["figure_id"], found["part_of"], strict=True))
    (raw,) = documents["raw"]
    for row in found.itertuples():
        assert 0 <= row.sentence_start <= row.start < row.end <= row.sentence_end <= len(raw)
        assert raw[row.start : row.end] == row.number_text
        check_bounds(row.low, row.high)
        check_bounds(row.value)
        check_total(row.figure_id, totals)
    for figure_id in found["figure_id"][:EXPLAINED]:
        assert all(raw[row.start : row.end] == row.cue for row in explain(documents, figure_id).itertuples())


def reckoned(data: bytes) -> None:
    """Bounds in order under every policy; rows of totals, parts and claims that there are."""
    documents = article(data)
    if documents is None:
        return
    found = extract_figures(documents)
    for policy in policies():
        for row in bound_figures(found, policy).itertuples():
            check_bounds(row.lower, row.best, row.upper)
    for rows in (break_down(found), reconcile(found)):
        assert set(rows["total_id"]) <= set(found["figure_id"])
    compare_claims(found)


def shown(data: bytes) -> None:
    """Tables, sentences and pages as HTML: nothing that a text says is markup, and every tag closes."""
    documents = article(data)
    if documents is None:
        return
    text = documents["raw"][0]
    found = extract_figures(documents)
    named = pd.DataFrame({text[:100]: [text, [text], None]})
    for html in (
        show.ledger(documents, found),
        show.cleaned(documents),
        show.table(found, caption=text[:100]),
        show.table(named),
        show.parameters(source=text),
    ):
        Closing().check(html)
        assert HTMLTree.parse(html).document.query_selector(FOREIGN) is None


def export(data: bytes) -> None:
    """Files for spreadsheets: every cell reads back, and none is run as a formula."""
    documents = article(data)
    if documents is None:
        return
    for table in (documents, extract_figures(documents)):
        head, *rows = csv.reader(io.StringIO(to_csv(table), newline=""))
        assert head == list(table.columns)
        assert rows == [list(map(as_text, row)) for row in table.itertuples(index=False, name=None)]
        words = table.select_dtypes(exclude="number").columns
        for row in csv.DictReader(io.StringIO(to_csv(table, spreadsheet=True).removeprefix("\ufeff"), newline="")):
            assert not any(row[name].startswith(FORMULA) for name in words)
    with tempfile.TemporaryDirectory() as folder:
        book = to_excel({"documents": documents}, Path(folder, "a.xlsx"))
        with zipfile.ZipFile(book) as parts:
            sheet = parts.read("xl/worksheets/sheet1.xml")
    assert not any(tag in sheet for tag in (b"<f>", b"<f ", b"<hyperlink"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (load, clean, numbers, figures, reckoned, shown, export)
}


# ---------------------------------------------------------------- pieces


class Closing(HTMLParser):
    """Fails on a tag or attribute that `show` has no need of, and on a tag that does not close where it should."""

    def check(self, html: str) -> None:
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS
        assert {name for name, _ in attrs} <= ATTRIBUTES
        if tag != "wbr":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def article(data: bytes) -> pd.DataFrame | None:
    """The input as a text file that was loaded; None where it is none."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.txt")
        path.write_bytes(data[:LONGEST])
        try:
            return load_documents(path)
        except DocumentError:
            return None


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(one, other)


def check_spans(text: str, sections: list[tuple[int, int, str]]) -> None:
    last = 0
    for start, end, _ in sections:
        assert last <= start < end <= len(text)
        last = end


def check_bounds(*ascending: float | None) -> None:
    """Numbers that grow, those that are null left out; none is infinite."""
    known = [x for x in ascending if not pd.isna(x)]
    assert all(map(math.isfinite, known))
    assert known == sorted(known)


def check_total(figure_id: str, totals: dict[str, str | None]) -> None:
    """From part to total there is always a figure, and never the same one again."""
    met = {figure_id}
    while not pd.isna(total := totals[figure_id]):
        assert total in totals
        assert total not in met
        met.add(total)
        figure_id = total
