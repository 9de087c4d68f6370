"""Formats: the same article out of each of them, with what they say of it."""

import csv
import gzip
import html
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from articles import BODY, TEXT, TITLE

from seedlib.documents import iter_documents, load_documents
from seedlib.figures.extract import extract_figures
from seedlib.formats.json import read_json
from seedlib.formats.records import Options
from seedlib.formats.tables import map_columns
from seedlib.problems import DocumentError, list_problems
from seedlib.published import iso_date

SEED = Path(__file__).parents[1] / "seeds" / "000_c5ff6bdec44e5718.txt"
URL = "https://example.org/news/1"
DATE = "2020-02-15"
OUTLET = "وكالة"
# What a figure says, whatever the offsets and the page's own date resolve beside it
SAME = "number_text value low high qualifier counted category outcome source place origin section".split()


def page(title: str, lines: list[str], charset: str = "utf-8", meta: str = "") -> str:
    paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    return (
        f'<!DOCTYPE html><html lang="ar"><head><meta charset="{charset}"><title>{title} - {OUTLET}</title>'
        f'<meta property="og:title" content="{html.escape(title)}"><meta property="og:site_name" content="{OUTLET}">'
        f'<meta property="article:published_time" content="{DATE}"><link rel="canonical" href="{URL}">{meta}</head>'
        f"<body><nav><ul><li><a href='/'>الرئيسية</a></li><li><a href='/s'>رياضة</a></li></ul></nav><article>"
        f"<h1>{html.escape(title)}</h1>\n{paragraphs}</article><footer>جميع الحقوق محفوظة</footer></body></html>"
    )


def feed(title: str, lines: list[str]) -> str:
    markup = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{OUTLET}</title><item><title>{html.escape(title)}</title><link>{URL}</link>"
        f"<pubDate>Sat, 15 Feb 2020 10:00:00 GMT</pubDate><description>موجز</description>"
        f"<content:encoded><![CDATA[{markup}]]></content:encoded></item></channel></rss>"
    )


def atom(title: str, lines: list[str]) -> str:
    markup = html.escape("".join(f"<p>{html.escape(line)}</p>" for line in lines))
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{OUTLET}</title><entry><title>{html.escape(title)}</title>'
        f'<link href="{URL}"/><published>{DATE}</published><content type="html">{markup}</content></entry></feed>'
    )


def warc(data: bytes, kind: str = "text/html; charset=utf-8") -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + data
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {URL}\r\nWARC-Date: 2020-02-16T00:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def table(row: dict[str, str], delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(row), delimiter=delimiter)
    writer.writeheader()
    writer.writerow(row)
    return out.getvalue()


def packed(write: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    write(out)
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def files(text: str) -> dict[str, bytes]:
    """One article in every format and encoding."""
    title, *lines = [line.strip() for line in text.split("\n") if line.strip()]
    row = {"headline": title, "body": text, "date": DATE, "source": OUTLET, "link": URL}
    old = {codec: text.encode(codec, "ignore") for codec in ("windows-1256", "iso-8859-6")}  # they have no emoji
    return {
        "utf8.txt": text.encode(),
        "bom.txt": text.encode("utf-8-sig"),
        "utf16.txt": text.encode("utf-16"),
        "utf16be.txt": text.encode("utf-16-be"),
        "cp1256.txt": old["windows-1256"],
        "iso.txt": old["iso-8859-6"],
        "double.txt": text.encode().decode("windows-1256").encode(),
        "cr.txt": text.replace("\n", "\r").encode(),
        "crlf.md": text.replace("\n", "\r\n").encode(),
        "nul.txt": text.encode() + b"\x00",
        "inner_bom.txt": text.replace("\n", "\ufeff\n").encode(),
        "packed.txt.gz": gzip.compress(text.encode()),
        "page.html": page(title, lines).encode(),
        "page1256.htm": page(title, lines, "windows-1256").encode("windows-1256", "ignore"),
        "wrongly_declared.html": page(title, lines, "utf-8").encode("windows-1256", "ignore"),
        "list.json": json.dumps([row]).encode(),
        "inside.json": json.dumps({"count": 1, "articles": [row]}, ensure_ascii=False).encode(),
        "one.json": json.dumps(row, indent=1).encode(),
        "lines.jsonl": json.dumps(row, ensure_ascii=False).encode() + b"\n",
        "table.csv": table(row).encode("utf-8-sig"),
        "table1256.csv": table(row).encode("windows-1256", "ignore"),
        "table16.csv": table(row).encode("utf-16"),
        "semicolon.csv": table(row, ";").encode(),
        "table.tsv": table(row, "\t").encode(),
        "table.parquet": packed(pd.DataFrame([row]).to_parquet),
        "table.xlsx": packed(lambda out: pd.DataFrame([row]).to_excel(out, engine="xlsxwriter")),
        "feed.rss": feed(title, [title, *lines]).encode(),
        "feed.atom": atom(title, [title, *lines]).encode(),
        "crawl.warc": warc(page(title, lines).encode()),
        "crawl.warc.gz": gzip.compress(warc(page(title, lines).encode())),
        "archive.zip": zipped({"a/page.html": page(title, lines).encode()}),
    }


@pytest.fixture(scope="module", params=["written", "seed"])
def texts(request: pytest.FixtureRequest) -> str:
    return TEXT if request.param == "written" else SEED.read_bytes().decode()


def said(documents: pd.DataFrame) -> list[list[object]]:
    figures = extract_figures(documents)[SAME].astype(object)
    return figures.where(figures.notna(), None).to_numpy().tolist()


def test_golden_equality(texts: str, tmp_path: Path) -> None:
    """The same figures out of every format and encoding; a feed shows its headline once more, above the text."""
    for name, data in files(texts).items():
        (tmp_path / name).write_bytes(data)
    wanted = said(load_documents(tmp_path / "utf8.txt"))
    assert wanted
    body = [row for row in wanted if row[-1] != "title"]
    for name in files(texts):
        documents = load_documents(tmp_path / name)
        assert len(documents) == 1, name
        found = said(documents)
        assert [row for row in found if row[-1] != "title"] == body, name
        assert {tuple(row) for row in found if row[-1] == "title"} == {
            tuple(row) for row in wanted if row[-1] == "title"
        }, name
        assert documents["title"][0] == texts.split("\n")[0].strip(), name
    everything = load_documents(tmp_path)
    assert len(everything) == len(files(texts))
    assert list_problems(everything).empty
    pd.testing.assert_frame_equal(pd.concat(iter_documents(tmp_path, chunk=4), ignore_index=True), everything)


@pytest.mark.parametrize(
    "name",
    "page.html list.json lines.jsonl table.csv table.parquet table.xlsx feed.rss feed.atom crawl.warc".split(),
)
def test_metadata(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(files(TEXT)[name])
    (row,) = load_documents(tmp_path).itertuples()
    assert (row.title, row.publisher, row.url) == (TITLE, OUTLET, URL)
    assert row.published.startswith(DATE)
    assert row.path.startswith(str(tmp_path / name))


def test_page_linked_data(tmp_path: Path) -> None:
    """JSON-LD is believed before meta tags; broken JSON-LD is passed over."""
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "x"},
            {
                "@type": ["NewsArticle"],
                "headline": TITLE,
                "datePublished": "2021-03-04T05:06:07+03:00",
                "inLanguage": "ar-SY",
                "publisher": {"@type": "Organization", "name": "صحيفة"},
            },
        ],
    }
    scripts = "".join(
        f'<script type="application/ld+json">{text}</script>' for text in ("{broken", json.dumps(data), "[" * 50)
    )
    (tmp_path / "a.html").write_text(page("شيء آخر تماماً هنا", BODY, meta=scripts), encoding="utf8")
    (row,) = load_documents(tmp_path).itertuples()
    assert (row.title, row.publisher, row.language) == (TITLE, "صحيفة", "ar")
    assert row.published == "2021-03-04T05:06:07+03:00"


LAYOUTS = {
    "divs": lambda lines: "".join(f"<div>{line}</div>" for line in lines),
    "breaks": lambda lines: "<div>" + "<br><br>".join(lines) + "</div>",
    "table": lambda lines: (
        "<table><tr><td>قائمة</td><td>" + "".join(f"<p>{line}</p>" for line in lines) + "</td></tr></table>"
    ),
    "list": lambda lines: "<p>" + lines[0] + "</p><ul>" + "".join(f"<li>{line}</li>" for line in lines[1:]) + "</ul>",
    "blockquote": lambda lines: (
        f"<p>{lines[0]}</p><blockquote>{lines[1]}</blockquote><p>{lines[2]}</p><p>{lines[3]}</p>"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_page_layouts_lose_no_paragraph(layout: str, tmp_path: Path) -> None:
    markup = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{LAYOUTS[layout](BODY)}</body></html>"
    (tmp_path / "a.html").write_text(markup, encoding="utf8")
    text = load_documents(tmp_path)["text"][0]
    assert [line for line in BODY if line not in text] == []
    assert text.startswith(TITLE)


def test_zip_of_many_formats(tmp_path: Path) -> None:
    members = files(TEXT)
    members.pop("archive.zip")
    crawls = {name: members.pop(name) for name in ("crawl.warc", "crawl.warc.gz")}
    (tmp_path / "all.zip").write_bytes(zipped({**members, **crawls, "picture.png": b"x"}))
    documents = load_documents(tmp_path)
    assert len(documents) == len(members)
    assert set(list_problems(documents)["message"]) == {"an archive in an archive; unpack it first"}
    assert documents["path"].str.contains("all.zip#").all()


def test_crawl_of_many_pages(tmp_path: Path) -> None:
    pages = [page(f"{TITLE} {n}", BODY).encode() for n in range(5)]
    records = b"".join(map(warc, pages)) + warc(b"\x89PNG", "image/png") + warc(b"%PDF-1.4 x", "text/html")
    (tmp_path / "a.warc").write_bytes(records)
    documents = load_documents(tmp_path)
    assert documents["title"].tolist() == [f"{TITLE} {n}" for n in range(5)]
    assert list_problems(documents)["message"].tolist() == ["not text but a PDF; save its text as .txt or .html"]


@pytest.mark.parametrize(
    ("names", "given", "found"),
    [
        (["Title", "TEXT"], {}, {"title": "Title", "text": "TEXT"}),
        (["العنوان", "النص", "التاريخ"], {}, {"title": "العنوان", "text": "النص", "published": "التاريخ"}),
        (["id", "content", "summary"], {"title": "summary"}, {"text": "content", "title": "summary"}),
        (["description", "content"], {}, {"text": "content"}),
        (["text", "x"], {"text": "x"}, {"text": "x"}),
    ],
)
def test_columns(names: list[str], given: dict[str, str], found: dict[str, str]) -> None:
    assert map_columns(names, given) == found


@pytest.mark.parametrize(
    ("names", "given", "message"),
    [
        (["a", "b"], {}, "no column of text among 'a', 'b'"),
        (["text"], {"title": "t"}, "no column 't' among 'text'"),
        (["text"], {"author": "text"}, "columns maps 'author'"),
    ],
)
def test_columns_that_are_not_there(names: list[str], given: dict[str, str], message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        map_columns(names, given)


def test_columns_given(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"x,y\n{TITLE},{BODY[0]}\n,\n", encoding="utf8")
    documents = load_documents(tmp_path, columns={"title": "x", "text": "y"})
    assert documents[["title", "raw"]].to_numpy().tolist() == [[TITLE, f"{TITLE}\n\n{BODY[0]}"]]
    assert list_problems(documents)[["path", "message"]].to_numpy().tolist() == [
        [str(tmp_path / "a.csv#2"), "a row without text"]
    ]


def test_of_columns_of_one_name_the_first_is_read(tmp_path: Path) -> None:
    rows = [["text", "day", "text"], [TEXT, "2020-01-01", "short"]]
    with (tmp_path / "a.csv").open("w", encoding="utf8", newline="") as file:
        csv.writer(file).writerows(rows)
    pd.DataFrame(rows).to_excel(tmp_path / "b.xlsx", header=False, index=False)
    assert load_documents(tmp_path)["raw"].tolist() == [TEXT, TEXT]


class TestOpenQuote:
    """A quote that is never closed takes the rows behind it into its cell."""

    ROWS = tuple(f"{n},{TITLE} {n},{BODY[0]}\n" for n in range(9))

    @pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
    def test_the_rows_in_it_are_told_of(self, sign: str, tmp_path: Path) -> None:
        rows = list(self.ROWS)
        rows[4] = f'4,{TITLE} 4,"{BODY[0]}\n'
        (tmp_path / "a.csv").write_text("n,title,text\n".replace(",", sign) + "".join(rows).replace(",", sign), "utf8")
        documents = load_documents(tmp_path)
        assert documents["title"].tolist() == [f"{TITLE} {n}" for n in range(5)]
        problems = list_problems(documents)
        assert problems[["path", "stage"]].to_numpy().tolist() == [[str(tmp_path / "a.csv#5"), "note"]]
        assert "holds 4 lines like rows" in problems["message"][0]

    def test_a_table_of_one_column_has_no_rows_in_its_cells(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_text('text\n"one\ntwo\nthree, four\nfive"\n', encoding="utf8")
        assert list_problems(load_documents(tmp_path)).empty

    @pytest.mark.parametrize(
        "text",
        ["a, b\nc, d, e\nf, g and h\ni", "one\n\ntwo, three and four\n\nfive", "\n".join(BODY), "a,b,c\nd,e,f"],
        ids=["commas", "one comma", "article", "one line"],
    )
    def test_an_article_of_several_lines(self, text: str, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_text(f'n,title,text\n1,{TITLE},"{text}"\n', encoding="utf8")
        documents = load_documents(tmp_path)
        assert documents["raw"].tolist() == [f"{TITLE}\n\n{text}"]
        assert list_problems(documents).empty


class TestTablesAreDecodedAsTexts:
    """Row by row, in memory of a piece."""

    ROW = '"{n}","{title}","{body}"\n'

    def rows(self, first: int, last: int) -> str:
        return "".join(self.ROW.format(n=n, title=f"{TITLE} {n}", body=BODY[0]) for n in range(first, last))

    @staticmethod
    def load(tmp_path: Path, data: bytes, name: str = "a.csv") -> pd.DataFrame:
        (tmp_path / name).write_bytes(data)
        documents = load_documents(tmp_path / name)
        assert list_problems(documents).empty
        return documents

    @pytest.mark.parametrize("codec", ["windows-1252", "windows-1256"])
    @pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.json", "a.jsonl", "a.xlsx", "a.parquet"])
    def test_double_encoding_is_undone(self, name: str, codec: str, tmp_path: Path) -> None:
        def twice(text: str) -> str:
            return "".join(
                bytes([byte]).decode(codec, "ignore") or bytes([byte]).decode("latin-1") for byte in text.encode()
            )

        row = {"title": twice(TITLE), "text": twice(BODY[0]), "publisher": twice("قناة")}
        sound = {"title": TITLE, "text": BODY[1], "publisher": OUTLET}
        both = pd.DataFrame([row, sound])
        data = {
            ".csv": lambda: table(row).encode() + table(sound).partition("\n")[2].encode(),
            ".tsv": lambda: both.to_csv(sep="\t", index=False).encode(),
            ".json": lambda: json.dumps([row, sound]).encode(),
            ".jsonl": lambda: b"\n".join(json.dumps(one, ensure_ascii=False).encode() for one in (row, sound)),
            ".xlsx": lambda: packed(lambda out: both.to_excel(out, engine="xlsxwriter")),
            ".parquet": lambda: packed(both.to_parquet),
        }[Path(name).suffix]()
        documents = self.load(tmp_path, data, name)
        assert documents["raw"].tolist() == [f"{TITLE}\n\n{BODY[0]}", f"{TITLE}\n\n{BODY[1]}"]
        assert documents["publisher"].tolist() == ["قناة", OUTLET]
        assert documents["encoding"].tolist() == [f"utf-8 of {codec} of utf-8", "utf-8"]
        assert [[edit["op"] for edit in edits][:1] == ["mojibake"] for edits in documents["cleaning"]] == [True, False]

    def test_double_encoding_of_names(self, tmp_path: Path) -> None:
        head = "العنوان,النص,الناشر\n".encode().decode("windows-1256")
        documents = self.load(tmp_path, f"{head}{TITLE},{BODY[2]},{OUTLET}\n".encode())
        assert documents[["title", "publisher"]].to_numpy().tolist() == [[TITLE, OUTLET]]

    @pytest.mark.parametrize("at", [3, 700], ids=["first", "late"])
    def test_a_damaged_byte_costs_no_more_than_its_letter(self, at: int, tmp_path: Path) -> None:
        damaged = self.rows(at, at + 1).encode().replace("م".encode(), b"\xd9", 1)
        data = f"n,title,text\n{self.rows(0, at)}".encode() + damaged + self.rows(at + 1, 900).encode()
        assert len(data) > 1 << 17
        documents = self.load(tmp_path, data)
        assert documents["title"].tolist() == [f"{TITLE.replace('م', chr(0xFFFD), n == at)} {n}" for n in range(900)]
        assert documents["encoding"].eq("utf-8").tolist() == [n != at for n in range(900)]
        assert documents["encoding"][at] == "utf-8 with damaged bytes"

    @pytest.mark.parametrize("codec", ["windows-1256", "iso-8859-6"])
    def test_arabic_behind_much_ascii(self, codec: str, tmp_path: Path) -> None:
        english = "".join(self.ROW.format(n=n, title=f"Title {n}", body="Two were killed.") for n in range(2000))
        documents = self.load(tmp_path, f"n,title,text\n{english}{self.rows(2000, 3000)}".encode(codec))
        assert documents["title"].tolist() == [f"{TITLE if n >= 2000 else 'Title'} {n}" for n in range(3000)]
        assert documents["encoding"].iloc[-1] == codec

    def test_two_encodings_in_one_table(self, tmp_path: Path) -> None:
        data = f"n,title,text\n{self.rows(0, 900)}".encode("windows-1256") + self.rows(900, 1800).encode()
        documents = self.load(tmp_path, data)
        assert documents["title"].tolist() == [f"{TITLE} {n}" for n in range(1800)]
        assert documents["encoding"].iloc[[0, -1]].tolist() == ["windows-1256", "utf-8"]

    @pytest.mark.parametrize("before", ["", "\r\n\n", ";;\r\n", "sep=;\r\n", "\ufeffsep=;\r\n", "\ufeff\n"])
    def test_rows_before_the_names(self, before: str, tmp_path: Path) -> None:
        documents = self.load(tmp_path, f"{before}title;text\r\n{TITLE};{BODY[2]}\r\n".encode())
        assert documents["title"].tolist() == [TITLE]

    @pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
    def test_line_ends_of_old_macs(self, name: str, tmp_path: Path) -> None:
        lines = ["title,text", f"{TITLE},{BODY[2]}", f'{TITLE} 2,"{BODY[2]}"']
        if name == "a.jsonl":
            lines = [
                json.dumps({"title": TITLE, "text": BODY[2]}),
                json.dumps({"title": f"{TITLE} 2", "text": BODY[2]}),
            ]
        documents = self.load(tmp_path, "\r".join([*lines, ""]).encode(), name)
        assert documents["title"].tolist() == [TITLE, f"{TITLE} 2"]


class TestJson:
    @staticmethod
    def read(text: str, step: int | None = None) -> list[str]:
        stream = io.BytesIO(text.encode())
        return [getattr(item, "text", None) or item.message for item in read_json(stream, "x", Options())]

    def test_list_longer_than_a_piece(self) -> None:
        rows = [{"text": f"{n} " + BODY[0] * 200, "n": [n, {"a": "]"}]} for n in range(40)]
        assert self.read(json.dumps(rows, ensure_ascii=False)) == [row["text"] for row in rows]

    ARTICLE = {"title": TITLE, "text": BODY[0]}

    @pytest.mark.parametrize(
        ("value", "texts"),
        [
            ({"data": {"articles": [ARTICLE]}}, [BODY[0]]),
            ({"response": {"data": {"items": [ARTICLE]}}, "count": 1}, [BODY[0]]),
            ({"articles": [ARTICLE], "tags": [{"id": n} for n in range(9)]}, [BODY[0]]),
            ({"comments": [{"text": "شكراً"}] * 9, "articles": [ARTICLE]}, [BODY[0]]),
            ({"articles": [{"id": 1}, ARTICLE]}, ["no column of text", BODY[0]]),
            ({"local": [ARTICLE], "world": [{**ARTICLE, "text": BODY[1]}]}, [BODY[0], BODY[1]]),
            ({"articles": [{"text": BODY[0]}], "tags": ["a", "b", "c"]}, [BODY[0]]),
            ({"tags": [{"id": 1}, {"id": 2}], "users": [{"id": 3}]}, ["no column of text", "no column of text"]),
            ({"a": {"b": {"c": {"d": [ARTICLE]}}}}, ["no column of text"]),
        ],
    )
    def test_lists_inside_objects(self, value: object, texts: list[str]) -> None:
        found = self.read(json.dumps(value, ensure_ascii=False))
        assert len(found) == len(texts)
        assert all(text in said for text, said in zip(texts, found, strict=True))

    def test_breaks_off(self) -> None:
        stream = io.BytesIO(json.dumps([{"text": "ا"}, {"text": "ب"}]).encode()[:-4])
        items = read_json(stream, "x", Options())
        assert next(items).text == "ا"  # type: ignore[union-attr]
        with pytest.raises(DocumentError, match="the objects before it were read"):
            list(items)

    @pytest.mark.parametrize("text", ["[1, 2]", '["a"]', "[[]]", "3", '{"a": 1}'])
    def test_no_documents(self, text: str) -> None:
        assert all("wanted" in said or "no column of text" in said for said in self.read(text))

    def test_half_a_pair_of_surrogates(self, tmp_path: Path) -> None:
        (tmp_path / "a.json").write_text('[{"text": "\\ud83d قتيل"}]')
        assert load_documents(tmp_path)["raw"][0] == "\ufffd قتيل"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2020-02-15", "2020-02-15"),
        ("2020-02-15 10:00:00+03:00", "2020-02-15T10:00:00+03:00"),
        ("2020/2/5 10:00", "2020-02-05"),
        ("15.2.2020", "2020-02-15"),
        ("2/15/2020", "2020-02-15"),
        ("5/2/2020", "2020-02-05"),
        ("السبت 15 شباط 2020 - 10:30 م", "2020-02-15"),
        ("١٥ كانون الثاني ٢٠٢٠", "2020-01-15"),
        ("February 15, 2020 3:00 PM", "2020-02-15T15:00:00"),
        ("Sat, 15 Feb 2020 10:00:00 +0300", "2020-02-15T10:00:00+03:00"),
        ("1581760800", "2020-02-15T10:00:00+00:00"),
        ("1581760800000", "2020-02-15T10:00:00+00:00"),
        ("أمس", None),
        ("2020", None),
        ("2020-02-31", None),
        ("31/31/2020", None),
        ("may 5", None),
        ("", None),
        (None, None),
    ],
)
def test_dates(text: str | None, iso: str | None) -> None:
    assert iso_date(text) == iso
