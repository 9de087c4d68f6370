"""Faults: hostile and broken files become rows of problems, in bounded time and memory, and stop nothing."""

import gzip
import io
import json
import os
import random
import stat
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from articles import BODY, TEXT, TITLE
from resiliparse.parse.html import HTMLTree

from seedlib.cleaning.page import clean_page
from seedlib.documents import load_documents
from seedlib.export import to_csv
from seedlib.figures.extract import extract_figures
from seedlib.numbers.find import find_numbers
from seedlib.problems import DocumentError, list_problems

LINE = BODY[0]
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000
BLANK_WARC = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: text/html\r\nContent-Length: 300000000\r\n\r\n"


def zipped(members: dict[str, bytes | str], attributes: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.external_attr, info.compress_type = attributes, zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def bomb(size: int = 200_000_000) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("a.txt", "w") as file,
    ):
        for _ in range(size // 1_000_000):
            file.write(b" " * 1_000_000)
    return out.getvalue()


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    document = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]><rss><channel><item>'
    return f"{document}<title>&l11;</title></item></channel></rss>".encode()


SHARING = '<row r="{row}"><c r="{cell}" t="s"><v>1</v></c></row>'


def sheet(rows: str, text: str = "x") -> bytes:
    """A workbook of one sheet with these rows below its second, and `text` as the second of the texts it shares."""
    book, out = io.BytesIO(), io.BytesIO()
    pd.DataFrame({"text": ["TEXT"]}).to_excel(book, engine="xlsxwriter", index=False)
    with zipfile.ZipFile(book) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name).replace(b"TEXT", text.encode())
            after.writestr(name, part.replace(b"</sheetData>", f"{rows}</sheetData>".encode()))
    return out.getvalue()


def repeated_cell() -> bytes:
    """An OpenDocument table, by another name, with a cell that is to be repeated without end."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    cell = '<t:table-cell t:number-columns-repeated="16000"><x:p>x</x:p></t:table-cell>'
    content = (
        '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:'
        'opendocument:xmlns:table:1.0" xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:spreadsheet>'
        f'<t:table t:name="a"><t:table-row t:number-rows-repeated="1000000">{cell}</t:table-row></t:table>'
        "</o:spreadsheet></o:body></o:document-content>"
    )
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def response(body: bytes, headers: str = "") -> bytes:
    """A page in a crawl, as its server sent it."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n".encode() + body
    head = "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
    return f"{head}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"


def packed_response() -> bytes:
    return response(gzip.compress(b" " * 200_000_000, 1), "Content-Encoding: gzip\r\n")


def one_text_often() -> bytes:
    """A Parquet file of some kB in which 20,000 rows are one text of 300 kB."""
    out = io.BytesIO()
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 20_000, pa.int32()), pa.array([LINE * 3000]))
    pq.write_table(pa.table({"text": texts}), out)
    return out.getvalue()


def overlapping(members: int) -> bytes:
    """A ZIP file whose directory names one and the same member over and over."""
    text = "".join(random.Random(0).choices("قتلشخصمن ", k=30_000))
    with zipfile.ZipFile(io.BytesIO(zipped({"a.txt": text}))) as archive:
        data = archive.fp.getvalue()  # type: ignore[union-attr]
        start = archive.start_dir
    entry, end = data[start:-22], data[-22:]
    sizes = members.to_bytes(2, "little") * 2 + (len(entry) * members).to_bytes(4, "little")
    return data[:start] + entry * members + end[:8] + sizes + end[16:]


def broken() -> dict[str, tuple[bytes, str]]:
    """Files by name, each with a part of the reason given."""
    noise = bytes(range(1, 32)) * 300
    return {
        "binary.txt": (noise, "not a text file"),
        "binary.html": (noise, "not a text file"),
        "binary.parquet": (noise, "not a parquet file"),
        "binary.xlsx": (noise, "not a workbook"),
        "binary.warc": (noise, "WARC"),
        "binary.zip": (noise, "not a zip file"),
        "binary.rss": (noise, "damaged XML"),
        "binary.txt.gz": (noise, "Not a gzipped file"),
        "pdf.txt": (b"%PDF-1.4 rest", "a PDF"),
        "word.txt": (b"PK\x03\x04 rest", "ZIP, Word or Excel"),
        "empty.txt": (b"", "empty document"),
        "empty.html": (b"", "page without text"),
        "empty.json": (b"", "not JSON"),
        "empty.parquet": (b"", "0 bytes"),
        "empty.xlsx": (b"", "not a workbook"),
        "empty.zip": (b"", "not a zip file"),
        "empty.warc": (b"", "no WARC records"),
        "blank.txt": (b" \n\t\n" * 100, "empty document"),
        "nul.txt": (b"\x00" * 100_000, "empty document"),
        "numbers.txt": (b"5 " * 100_001, "more than 100,000 numbers"),
        "no_text.csv": (b"a,b\n1,2\n", "no column of text"),
        "no_text.jsonl": (b'{"a": 1}\n', "no column of text"),
        "list.jsonl": (b"[1]\n", "where an object"),
        "cut.json": (b'[{"a": "', "breaks off"),
        "cut.parquet": (b"PAR1" + noise, "not a parquet file"),
        "cut.zip": (zipped({"a.txt": LINE})[:60], "not a zip file"),
        "cut.txt.gz": (gzip.compress(TEXT.encode() * 50)[:100], "ended before"),
        "cut.rss": (b"<rss><channel><item><title>x", "damaged XML"),
        "no_feed.xml": (b"<a><b/></a>", "XML without feed entries"),
        "laughs.rss": (laughs(), "refused"),
        "deep.rss": (b"<rss><item>" + b"<a>" * 300_000, "nested"),
        "deep.html": (b"<div>" * 300_000, "nested"),
        "nested.html": (b"<div>" * 50_000 + LINE.encode() + b"</div>" * 50_000, "nested"),
        "unclosed.html": (b"<b><table><td>" * 50_000, "nested"),
        "attributes.html": (b"<p " + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">", "attributes"),
        "tags.html": (b"<p>x" * 300_000, "tags"),
        "deep.json": (b"[" * 300_000, "nested too deep"),
        "deep.jsonl": (b'{"a":' * 300_000, "not JSON"),
        "lines.txt": (b"a\n" * 200_000, "lines"),
        "bomb.zip": (bomb(), "bomb"),
        "bomb.xlsx": (bomb(), "bomb"),
        "bomb.csv.gz": (gzip.compress(b"text\n" + b"\n" * 200_000_000, 1), "bomb"),
        "bomb.txt.gz": (gzip.compress(b" " * 200_000_000, 1), "more than 20 MB"),
        "bomb.warc.gz": (gzip.compress(BLANK_WARC + b" " * 200_000_000, 1), "more than 20 MB"),
        "wide.xlsx": (sheet(SHARING.format(row="1048576", cell="XFD1048576")), "spans more than"),
        "shared.xlsx": (
            sheet("".join(SHARING.format(row=n, cell=f"A{n}") for n in range(3, 50_000)), "x " * 150_000),
            "bomb",
        ),
        "repeated.xlsx": (repeated_cell(), "not a workbook"),
        "packed.warc": (packed_response(), "more than 20 MB"),
        "out.zip": (zipped({"../../evil.txt": LINE}), "leads out of the archive"),
    }


# What the subprocess that reads a folder of them prints: documents, and the reason of each problem by file name.
READ = """
import json, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
from seedlib import list_problems, load_documents
documents = load_documents(sys.argv[1])
problems = list_problems(documents)
found = {Path(path.partition("#")[0]).name: message for path, message in zip(problems["path"], problems["message"])}
print(json.dumps([len(documents), found]))
"""


def read_apart(folder: Path) -> tuple[int, dict[str, str]]:
    """Read in a process of its own, so that neither a crash nor a hang takes the tests with it."""
    run = [sys.executable, "-W", "error", "-c", READ, str(folder)]
    done = subprocess.run(run, capture_output=True, timeout=300, check=True)
    count, found = json.loads(done.stdout)
    return count, found


def test_lines_are_counted_as_they_are_seen(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a line of it\r\n" * 60_000)
    assert len(load_documents(tmp_path)) == 1


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_fifty_of_five_hundred(tmp_path: Path) -> None:
    bad = broken()
    for name, (data, _) in bad.items():
        (tmp_path / name).write_bytes(data)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    bad |= {"pipe.txt": (b"", "a pipe"), "loop.txt": (b"", "symbolic links")}
    assert len(bad) >= 50
    for n in range(450):
        (tmp_path / f"good{n}.txt").write_text(f"{TEXT}\n{n}", encoding="utf8")
    count, found = read_apart(tmp_path)
    assert count == 450
    assert set(found) == set(bad)
    assert {name: found[name] for name, (_, reason) in bad.items() if reason not in found[name]} == {}


@pytest.mark.parametrize(
    "rows",
    [
        SHARING.format(row="1048576", cell="xfd1048576"),
        SHARING.format(row="1048576", cell="XFD00001048576"),
        SHARING.format(row="1048576", cell="&#88;FD1048576"),
        "<row r='3'>" + "<c/>" * 16_384 + "</row>" + SHARING.format(row="1048576", cell="A1048576"),
        "<row r='3'>" + "<c/><!-- <row -->" * 16_384 + "</row>" + SHARING.format(row="1048576", cell="A1048576"),
        "<row r='3'>" + "<c x='<row '/>" * 16_384 + "</row>" + SHARING.format(row="1048576", cell="A1048576"),
    ],
    ids="lower zeros reference nameless comment attribute".split(),
)
def test_sheets_that_hide_their_size(rows: str, tmp_path: Path) -> None:
    """Each is a rectangle of 400 GB to the reader."""
    (tmp_path / "a.xlsx").write_bytes(sheet(rows))
    with pytest.raises(DocumentError, match="spans more than"):
        load_documents(tmp_path)


@pytest.mark.parametrize("data", [OLD_EXCEL, OLD_EXCEL + sheet("")], ids=["alone", "before a workbook"])
@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "A.XLS"])
def test_old_workbooks_never_reach_their_reader(
    name: str, data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds a rectangle of 65,536 rows for each sheet of some bytes, and ends the process where memory does."""
    monkeypatch.setitem(sys.modules, "python_calamine", SimpleNamespace(CalamineWorkbook=None))
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf8")
    documents = load_documents(tmp_path)
    assert len(documents) == 1
    ((path, message),) = list_problems(documents)[["path", "message"]].to_numpy().tolist()
    assert path == str(tmp_path / name)
    assert message.startswith("an old Excel file")
    assert "save it as .xlsx" in message


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls"])
def test_an_honest_sheet_is_read(name: str, tmp_path: Path) -> None:
    rows = "".join(SHARING.format(row=n, cell=f"A{n}") for n in range(3, 300))
    (tmp_path / name).write_bytes(sheet(rows, LINE))
    assert load_documents(tmp_path)["raw"].tolist() == [LINE] * 298


@pytest.mark.slow
@pytest.mark.parametrize(("name", "data"), [("a.parquet", one_text_often()), ("a.zip", overlapping(2000))])
def test_text_out_of_proportion_is_cut_off(name: str, data: bytes, tmp_path: Path) -> None:
    assert len(data) < 200_000
    (tmp_path / name).write_bytes(data)
    documents = load_documents(tmp_path)
    assert documents["raw"].str.len().sum() <= 50_000_000
    assert list_problems(documents)["message"].str.contains("refused as a bomb|Overlapped").any()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="names of files may not hold these signs")
def test_report_of_hostile_articles(tmp_path: Path) -> None:
    """It is written, runs nothing that an article or the name of a file says, and --strict tells what is missing."""
    articles = tmp_path / "articles"
    articles.mkdir()
    hostile = f"<script>x</script> {TITLE}\n\n=1+1 {BODY[0]} <img src=x onerror=x> \u202e\n\n{BODY[1]}"
    (articles / "<img src=x onerror=x>.txt").write_text(hostile, encoding="utf8")
    (articles / "<script>x<.txt").write_bytes(b"")
    command = [sys.executable, "-m", "seedlib", "report", str(articles), "--out", str(tmp_path / "out")]
    done = subprocess.run([*command, "--strict"], capture_output=True, text=True, timeout=500)
    assert done.returncode == 1, done.stderr
    assert "1 left out" in done.stderr
    problems = pd.read_csv(tmp_path / "out" / "tables" / "problems.csv")
    assert problems["path"].tolist() == [str(articles / "<script>x<.txt")]
    pages = list(tmp_path.glob("out/**/*.html"))
    assert tmp_path / "out" / "index.html" in pages
    for page in pages:
        tree = HTMLTree.parse(page.read_text("utf-8")).document
        assert tree.query_selector("script, [onerror], img[src=x]") is None, page
    (workbook,) = tmp_path.glob("out/**/*.xlsx")
    with zipfile.ZipFile(workbook) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "worksheets" in name)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (packed_response(), "more than 20 MB"),
        (response(b"nonsense" * 100, "Content-Encoding: gzip\r\n"), "Gzip"),
        (response(b"zz\r\nnonsense", "Transfer-Encoding: chunked\r\n"), "chunk"),
        (response(b"fffffffff\r\nnonsense", "Transfer-Encoding: chunked\r\n"), ""),
        (response(b"%PDF-1.4 rest"), "a PDF"),
    ],
    ids="bomb gzip chunk endless pdf".split(),
)
def test_a_page_too_bad_does_not_stop_the_crawl(bad: bytes, reason: str, tmp_path: Path) -> None:
    good = response(f"<html><body><p>{LINE}</p></body></html>".encode())
    (tmp_path / "a.warc").write_bytes(good + bad + good)
    documents = load_documents(tmp_path)
    assert documents["raw"].tolist() == [LINE] * 2
    (message,) = list_problems(documents)["message"]
    assert reason in message


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text here")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    """As they come out of old archives: read, and told of, under a name that tables can hold."""
    for name in (b"\xcd\xe1\xc8.txt", b"two\nlines.txt", "\u202e<b>=1.txt".encode()):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(TEXT, "utf-8")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xcd.txt")).write_bytes(b"")
    documents = load_documents(tmp_path)
    assert len(documents) == 3
    assert [Path(path).name for path in list_problems(documents)["path"]] == ["\ufffd.txt"]
    assert to_csv(documents).count(TEXT.split("\n")[0]) >= 3


def test_halves_of_characters_in_what_is_said_of_a_document(tmp_path: Path) -> None:
    row = dict.fromkeys(("title", "text", "publisher", "url", "language"), f"� {TITLE}")
    (tmp_path / "a.json").write_text(json.dumps([row]))
    documents = load_documents(tmp_path)
    assert documents[["title", "raw", "publisher", "url", "language"]].loc[0].tolist() == [f"\ufffd {TITLE}"] * 5


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_links_and_pipes(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "good.txt").write_text(TEXT, encoding="utf8")
    os.mkfifo(tmp_path / "articles" / "pipe.txt")
    (tmp_path / "articles" / "self").symlink_to(tmp_path / "articles", target_is_directory=True)
    (tmp_path / "articles" / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "articles" / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "articles" / "nowhere.txt").symlink_to("nothing")
    (tmp_path / "articles" / "link.txt").symlink_to("good.txt")
    documents = load_documents(tmp_path / "articles")
    assert [Path(path).name for path in documents["path"]] == ["good.txt", "link.txt"]
    problems = list_problems(documents)
    assert set(problems["path"].map(lambda path: Path(path).name)) == {
        "pipe.txt",
        "self",
        "loop.txt",
        "zero.txt",
        "nowhere.txt",
    }
    assert set(problems["stage"]) == {"find"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize(
    "make", [lambda path: os.mkfifo(path), lambda path: path.symlink_to("/dev/zero")], ids=["pipe", "device"]
)
def test_a_manifest_that_never_ends(make: Callable[[Path], None], tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf8")
    make(tmp_path / "manifest.csv")
    count, found = read_apart(tmp_path)
    assert (count, list(found)) == (1, ["manifest.csv"])


def test_folders_without_end(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf8")
    (tmp_path / "/".join("a" * 150)).mkdir(parents=True)
    documents = load_documents(tmp_path)
    assert len(documents) == 1
    assert list_problems(documents)["message"].tolist() == ["a folder 101 folders deep; not searched"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_forbidden(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf8")
    (tmp_path / "bad.txt").write_text(TEXT, encoding="utf8")
    (tmp_path / "bad.txt").chmod(0)
    assert list_problems(load_documents(tmp_path))["error"].tolist() == ["PermissionError"]


@pytest.mark.parametrize(
    ("name", "attributes", "reason"),
    [
        ("../evil.txt", 0, "leads out"),
        ("/etc/evil.txt", 0, "leads out"),
        ("C:\\evil.txt", 0, "leads out"),
        ("a\\..\\..\\evil.txt", 0, "leads out"),
        ("inner.zip", 0, "archive in an archive"),
        ("link.txt", (stat.S_IFLNK | 0o777) << 16, "a link"),
    ],
)
def test_members_that_are_refused(name: str, attributes: int, reason: str, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({name: LINE}, attributes))
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf8")
    documents = load_documents(tmp_path)
    assert len(documents) == 1
    assert reason in list_problems(documents)["message"][0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "good.txt"]


def test_a_csv_row_too_bad_does_not_stop_the_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        f"text,n\n{LINE.replace('،', ';')},1\na\rb,2\n{TITLE},3\n", encoding="utf8", newline=""
    )
    documents = load_documents(tmp_path)
    assert documents["raw"].tolist() == [LINE.replace("،", ";"), TITLE]
    ((path, message),) = list_problems(documents)[["path", "message"]].to_numpy().tolist()
    assert path.endswith("a.csv#2")
    assert "put its cells in quotes" in message


def test_a_row_too_bad_does_not_stop_the_table(tmp_path: Path) -> None:
    lines = [json.dumps({"text": LINE}), "{", json.dumps({"text": ""}), "null", json.dumps({"text": BODY[1]})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf8")
    documents = load_documents(tmp_path)
    assert documents["raw"].tolist() == [LINE, BODY[1]]
    assert [path.rpartition("#")[2] for path in list_problems(documents)["path"]] == ["2", "3", "4"]


def test_a_table_of_nothing_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,n\n" + ",1\n" * 5000, encoding="utf8")
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf8")
    problems = list_problems(load_documents(tmp_path))
    assert len(problems) < 1100
    assert "the rest is left out" in problems["message"].iloc[-1]


@pytest.mark.parametrize(
    "raw",
    [
        " " * 3_000_000,
        "ق" * 2_000_000,
        "ق" + "ـ" * 2_000_000,
        "(" * 2_000_000,
        "." * 2_000_000,
        "\u200f" * 300_000,
        "Hن " * 300_000,
        "aا" * 500_000,
        LINE * 20_000,
        "\n".join(["قتل خمسة مدنيين"] * 50_000),
        "\n".join([TEXT] * 5_000),
    ],
    ids="spaces letters tatweel brackets dots marks slips mixed line lines pages".split(),
)
@pytest.mark.slow
def test_cleaning_is_linear(raw: str) -> None:
    """Each of these ran for minutes, or would, were any step quadratic in a line, a run or a page."""
    assert clean_page(raw).sections or not raw.strip(" \u200f")


@pytest.mark.parametrize("sign", ["…", "!؟", ".»", "…\n", "د.", "(", "،"])
@pytest.mark.slow
def test_extraction_is_linear(sign: str) -> None:
    """Without letters, or nearly so; the first of these took an hour when each stop looked at all that follow it."""
    text = f"قتل خمسة مدنيين {sign * 300_000} قتل خمسة مدنيين"
    documents = pd.DataFrame({"doc_id": ["a"], "raw": [text], "sections": [[(0, len(text), "body")]]})
    assert extract_figures(documents)["value"].tolist() == [5, 5]


def test_endless_words_are_not_kept_in_memory() -> None:
    texts = ("ق" * 5_000_000 + letter for letter in "ابتثجحخدذر")
    find_numbers(TEXT)  # the word lists stay
    tracemalloc.start()
    try:
        for text in texts:
            find_numbers(text)
        assert tracemalloc.get_traced_memory()[0] < 20_000_000
    finally:
        tracemalloc.stop()
