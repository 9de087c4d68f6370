"""Loading: files, folders and lists into one table, and what becomes of what cannot be read."""

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from unicodedata import normalize

import pandas as pd
import pytest
from articles import BODY, PAGE, TEXT, TITLE

from seedlib.cleaning.page import replay
from seedlib.documents import iter_documents, learn_furniture, load_documents
from seedlib.export import to_csv
from seedlib.formats.folders import mark_output
from seedlib.problems import DocumentError, left_out, list_problems
from seedlib.schema import dtypes

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"b.txt": TEXT, "a/c.txt": PAGE, "a/b.md": BODY[0], "d.png": "no", "e.txt": TEXT}.items():
        path = tmp_path / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return tmp_path / "articles"


def test_folder_in_order_of_path(folder: Path) -> None:
    documents = load_documents(folder)
    assert [Path(path).name for path in documents["path"]] == ["b.md", "c.txt", "b.txt", "e.txt"]
    assert documents.dtypes.map(str).to_dict() == {
        name: str(pd.Series(dtype=t).dtype) for name, t in dtypes("documents").items()
    }
    assert list_problems(documents).empty
    assert list(list_problems(documents)) == ["path", "stage", "error", "message"]


def test_rows(folder: Path) -> None:
    documents = load_documents([folder / "b.txt", folder / "a"])
    first = documents.iloc[0]
    assert first["raw"] == TEXT
    assert first["title"] == TITLE
    assert first["doc_id"] == hashlib.sha256(TEXT.encode()).hexdigest()[:16]
    assert first["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert first["encoding"] == "utf-8"
    assert first[["publisher", "url", "published", "language"]].isna().all()
    assert [replay(raw, edits) for raw, edits in zip(documents["raw"], documents["cleaning"], strict=True)] == list(
        documents["text"]
    )


def test_same_text_twice(folder: Path) -> None:
    ids = load_documents([folder / "b.txt", folder / "e.txt", folder / "b.txt"])["doc_id"].tolist()
    assert ids == [ids[0], f"{ids[0]}-2", f"{ids[0]}-3"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay_in_raw(tmp_path: Path, end: str) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.replace("\n", end).encode())
    assert load_documents(tmp_path / "a.txt")["raw"][0] == TEXT.replace("\n", end)


def test_seed() -> None:
    documents = load_documents(SEEDS)
    (seed,) = documents.itertuples()
    assert seed.title.startswith("وكالة: نحو 100 قتيل")
    assert seed.raw.encode() == Path(seed.path).read_bytes()
    assert [edit["op"] for edit in seed.cleaning] == ["repeated_title", "homoglyph", "furniture"]
    assert seed.language == "ar"  # from the manifest
    assert list_problems(documents).empty
    assert seed.text.endswith("مؤكدة مقتل وجرح المئات منهم.")
    assert "يشار إلى أن الفصائل" in seed.text
    assert "يشار إلى Hن الفصائل" in seed.raw


@pytest.mark.parametrize("chunk", [1, 2, 100])
def test_streaming_gives_the_same_rows(folder: Path, chunk: int) -> None:
    parts = list(iter_documents(folder, chunk=chunk))
    assert [len(part) for part in parts[:-1]] == [chunk] * (len(parts) - 1)
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), load_documents(folder))


def test_streaming_wants_a_chunk(folder: Path) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        next(iter_documents(folder, chunk=0))


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere: no such file or folder"):
        load_documents(tmp_path / "nowhere")
    with pytest.raises(DocumentError, match=r"no articles here; put \.txt"):
        load_documents(tmp_path)
    for name, data in (("a.jsonl", ""), ("a.csv", "title,text\n"), ("a.json", "[]")):
        (tmp_path / name).write_text(data, "utf-8")
        with pytest.raises(DocumentError, match=rf"{name}: no articles here; it is empty"):
            load_documents(tmp_path / name)
        (tmp_path / name).unlink()
    (tmp_path / "a.txt").write_bytes(b" \n\x00")
    with pytest.raises(DocumentError, match=r"a\.txt: an empty document"):
        load_documents(tmp_path)
    with pytest.raises(DocumentError, match="an empty document"):
        list(iter_documents(tmp_path))


def test_not_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7 \x00\x01\x02")
    with pytest.raises(DocumentError, match=r"a\.txt: not text but a PDF") as caught:
        load_documents(tmp_path / "a.txt")
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, ValueError)


def test_one_bad_document_does_not_stop_the_others(folder: Path) -> None:
    (folder / "a" / "bad.txt").write_bytes(bytes(range(32)) * 40)
    documents = load_documents(folder)
    assert len(documents) == 4
    (problem,) = list_problems(documents).itertuples(index=False)
    assert problem[:3] == (str(folder / "a" / "bad.txt"), "read", "DocumentError")
    with pytest.raises(DocumentError, match=r"bad\.txt: not a text file"):
        load_documents(folder, on_error="raise")
    joined = pd.concat([documents, documents])  # attributes must survive what pandas does with them
    assert len(joined) == 8


class TestManifest:
    @staticmethod
    def load(folder: Path, manifest: bytes | str) -> pd.DataFrame:
        (folder / "a.txt").write_text(TEXT, encoding="utf8")
        (folder / "manifest.csv").write_bytes(manifest if isinstance(manifest, bytes) else manifest.encode())
        return load_documents(folder)

    def problems(self, folder: Path, manifest: str) -> list[list[str]]:
        problems = list_problems(self.load(folder, manifest))
        return problems[["path", "stage", "message"]].to_numpy().tolist()

    @pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    @pytest.mark.parametrize("head", ["file,publisher,published", " File ,PUBLISHER,Published"])
    def test_as_spreadsheets_save_it(self, codec: str, sign: str, head: str, tmp_path: Path) -> None:
        text = f"{head}\r\na.txt,وكالة,15/2/2020\r\n,,\r\n".replace(",", sign)
        documents = self.load(tmp_path, text.encode(codec))
        assert documents[["publisher", "published"]].to_numpy().tolist() == [["وكالة", "2020-02-15"]]
        assert list_problems(documents).empty

    def test_another_file_than_the_one_described(self, tmp_path: Path) -> None:
        ((path, stage, message),) = self.problems(tmp_path, f"file,sha256\na.txt,{'0' * 64}\n")
        assert (path, stage) == (str(tmp_path / "a.txt"), "note")
        assert "read, but" in message
        assert "SHA-256 differs" in message
        documents = load_documents(tmp_path, on_error="raise")
        assert left_out(list_problems(documents)).empty

    def test_the_same_file(self, tmp_path: Path) -> None:
        assert (
            self.problems(tmp_path, f"file,sha256\na.txt,{hashlib.sha256(TEXT.encode()).hexdigest().upper()}\n") == []
        )

    def test_files_that_are_not_there(self, tmp_path: Path) -> None:
        rows = "".join(f"{n}.txt,وكالة\n" for n in range(8))
        ((path, stage, message),) = self.problems(tmp_path, f"file,publisher\na.txt,x\n{rows}")
        assert (path, stage) == (str(tmp_path / "manifest.csv"), "find")
        assert "not beside it" in message
        assert "'0.txt', '1.txt', '2.txt', '3.txt', '4.txt' and 3 more" in message

    def test_dates_that_cannot_be_read(self, tmp_path: Path) -> None:
        ((path, stage, message),) = self.problems(tmp_path, "file,published\na.txt,أمس\n")
        assert (path, stage) == (str(tmp_path / "manifest.csv"), "note")
        assert "'أمس'; write them as 2018-11-05" in message

    @pytest.mark.parametrize("text", ["name,publisher\na.txt,x\n", "", "nothing at all\n"])
    def test_what_a_manifest_needs(self, text: str, tmp_path: Path) -> None:
        ((path, stage, message),) = self.problems(tmp_path, text)
        assert (path, stage) == (str(tmp_path / "manifest.csv"), "find")
        assert "give it the column file" in message
        assert "published" in message

    def test_of_folders_in_an_archive(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "saved.zip", "w") as archive:
            for folder, outlet in (("", "وكالة"), ("more/", "صحيفة")):
                archive.writestr(f"{folder}a.txt", TEXT + folder)
                archive.writestr(f"{folder}manifest.csv", f"file,publisher,published\na.txt,{outlet},أمس\nb.txt,x,\n")
            archive.writestr("other/manifest.csv", f"title,text\n{TITLE},{BODY[2]}\n")
            archive.writestr("/manifest.csv", "file\n")
        documents = load_documents(tmp_path)
        assert documents["publisher"].fillna("").tolist() == ["وكالة", "صحيفة", ""]
        told = list_problems(documents)
        assert told["path"].str.partition("#")[2].tolist() == [
            "/manifest.csv",
            *["manifest.csv"] * 2,
            *["more/manifest.csv"] * 2,
        ]
        assert told["message"].str.contains("refused|not beside it|cannot be read").all()

    def test_a_table_of_articles_by_that_name(self, tmp_path: Path) -> None:
        documents = self.load(tmp_path, f"title,text\n{TITLE},{BODY[2]}\n")
        assert documents["title"].tolist() == [TITLE, TITLE]
        assert list_problems(documents).empty

    def test_names_composed_otherwise(self, tmp_path: Path) -> None:
        """As old file systems of macOS keep them."""
        name = "أخبار.txt"
        (tmp_path / normalize("NFD", name)).write_text(TEXT, encoding="utf8")
        documents = self.load(tmp_path, f"file,publisher\n{normalize('NFC', name)},وكالة\n")
        assert documents["publisher"].dropna().tolist() == ["وكالة"]
        assert list_problems(documents).empty


SAVED = f"<html><body><p>{BODY[0]}</p></body></html>"
PASSED_OVER = [
    ".hidden.txt",
    "._a.txt",
    "~$a.xlsx",
    ".ipynb_checkpoints/a-checkpoint.txt",
    "__MACOSX/._b.txt",
    "__MACOSX/b.txt",
    "below/.git/a.txt",
    "page_files/frame.html",
    "old_files/deeper/ad.html",
    "strict_files/ad.html",
    "report/.seedlib-output",
    "report/index.html",
    "report/tables/documents.csv",
]
READ = ["a.txt", "below/__MACOSX.txt", "below/b.htm", "old.htm", "other_files/a.html", "page.html", "strict.XHTML"]


@pytest.fixture
def cluttered(tmp_path: Path) -> Path:
    for name in {*PASSED_OVER, *READ}:
        path = tmp_path / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SAVED if "htm" in name.lower() else TEXT, encoding="utf8")
    return tmp_path / "articles"


def test_what_is_passed_over(cluttered: Path) -> None:
    documents = load_documents(cluttered)
    assert [Path(path).relative_to(cluttered).as_posix() for path in documents["path"]] == READ
    assert list_problems(documents).empty


def test_what_is_passed_over_in_an_archive(cluttered: Path) -> None:
    with zipfile.ZipFile(cluttered.parent / "a.zip", "w") as archive:
        for path in sorted(cluttered.rglob("*")):
            archive.write(path, path.relative_to(cluttered.parent))
    documents = load_documents(cluttered.parent / "a.zip")
    assert [path.partition("#articles/")[2] for path in documents["path"]] == READ
    assert list_problems(documents).empty


@pytest.mark.parametrize(
    "name", [".hidden.txt", "__MACOSX/b.txt", ".ipynb_checkpoints", "__MACOSX", "page_files", "report", "report/tables"]
)
def test_what_is_named_itself_is_read(name: str, cluttered: Path) -> None:
    (cluttered / "report" / "tables" / "documents.csv").write_text("text\nx\n")
    (cluttered / "__MACOSX" / "b.txt").write_text(TEXT, encoding="utf8")
    assert len(load_documents([cluttered / name])) >= 1


def test_output_is_not_read_as_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf8")
    out = tmp_path / "out"
    out.mkdir()
    mark_output(out)
    to_csv(load_documents(tmp_path), out / "documents.csv")
    assert len(load_documents(tmp_path)) == 1


class TestOtherFormats:
    """What no reader reads is told of once for each suffix and folder."""

    @pytest.mark.parametrize(
        ("names", "messages"),
        [
            (["a.docx"], ["1 .docx file, of no known format; save the text as .txt"]),
            (
                ["a.docx", "B.DOCX", "c.pdf"],
                [
                    "2 .docx files, of no known format; save the text as .txt",
                    "1 .pdf file, of no known format; save the text as .txt",
                ],
            ),
            (
                ["a.ods", "a.xlsb"],
                [f"1 {kind} file, of no known format; save the tables as .xlsx or .csv" for kind in (".ods", ".xlsb")],
            ),
            (
                ["a.7z", "a.tar.gz"],
                [f"1 {kind} file, of no known format; unpack first what is packed" for kind in (".7z", ".tar.gz")],
            ),
            (["page.php"], ["1 .php file, of no known format; save the pages as .html"]),
            (
                ["README", "أخبار. عاجل", "15.2.2020"],
                ["3 files without a suffix, of no known format; end their names in .txt or .html"],
            ),
            (["a.css", "a.js", "a.PNG", "a.woff2", "a.mp4", "a.mp3", "a.ipynb", "Thumbs.db", "a.jsonld", ".x.pdf"], []),
        ],
    )
    def test_told(self, names: list[str], messages: list[str], tmp_path: Path) -> None:
        articles = tmp_path / "articles"
        articles.mkdir()
        (articles / "good.txt").write_text(TEXT, encoding="utf8")
        for name in names:
            (articles / name).write_bytes(b"x")
        problems = list_problems(load_documents(tmp_path))
        assert problems["message"].tolist() == messages
        assert set(problems["path"]) <= {str(articles)}
        assert set(problems["stage"]) <= {"find"}
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            for path in sorted(articles.iterdir()):
                archive.write(path, path.name)
        assert list_problems(load_documents(tmp_path / "a.zip"))["message"].tolist() == messages

    def test_nothing_else_there(self, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(b"x")
        with pytest.raises(DocumentError, match=r"1 \.pdf file, of no known format"):
            load_documents(tmp_path)
        (tmp_path / "a.txt").write_text(TEXT, encoding="utf8")
        with pytest.raises(DocumentError, match=r"1 \.pdf file, of no known format"):
            load_documents(tmp_path, on_error="raise")

    def test_each_folder(self, folder: Path) -> None:
        for path in (folder / "x.doc", folder / "a" / "x.doc"):
            path.write_bytes(b"x")
        assert list_problems(load_documents(folder))["path"].tolist() == [str(folder / "a"), str(folder)]


def test_nothing_is_printed_in_a_pipe(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    load_documents(folder)
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals to make here")
@pytest.mark.parametrize(("delay", "shown"), [(0, True), (1, False)])
def test_progress_on_a_terminal(delay: int, shown: bool, folder: Path) -> None:
    """Only of what takes long: a few articles are read before there is something to show."""
    import pty
    import termios

    code = f"import seedlib.documents as d; d.DELAY = {delay}; d.load_documents({str(folder)!r})"
    screen, terminal = pty.openpty()
    termios.tcsetwinsize(terminal, (24, 80))
    subprocess.run([sys.executable, "-c", code], stderr=terminal, check=True)
    os.close(terminal)
    seen = b""
    try:
        while data := os.read(screen, 1000):
            seen += data
    except OSError:  # the other end is closed
        pass
    assert (b"read: " in seen, b"cleaned: " in seen) == (shown, shown)


class TestRepeats:
    LINE = "طبعة الصباح من الصحيفة الورقية اليومية"

    @pytest.fixture
    def outlets(self, tmp_path: Path) -> Path:
        """Eight articles of one outlet with a line of its own in the middle, five of another; a background sentence."""
        for outlet, count in (("one", 8), ("two", 5)):
            for n in range(count):
                lines = [f"{TITLE} {n}", BODY[0], self.LINE if outlet == "one" else f"{n}", f"{BODY[1]} {n}.", BODY[3]]
                path = tmp_path / outlet / f"{n}.txt"
                path.parent.mkdir(exist_ok=True)
                path.write_text("\n".join(lines), encoding="utf8")
        return tmp_path

    def test_learned(self, outlets: Path) -> None:
        assert learn_furniture(outlets) == {str(outlets / "one"): frozenset({self.LINE})}

    def test_applied(self, outlets: Path) -> None:
        documents = load_documents(outlets)
        assert not documents["text"].str.contains(self.LINE).any()
        assert documents["text"].str.contains(BODY[3]).all()  # repeats, but it is prose
        alone = load_documents(outlets / "one" / "0.txt")
        assert self.LINE in alone["text"][0]
        given = load_documents(outlets / "one" / "0.txt", furniture=learn_furniture(outlets))
        assert self.LINE not in given["text"][0]

    def test_reprints_teach_nothing(self, tmp_path: Path) -> None:
        for n in range(9):
            (tmp_path / f"{n}.txt").write_text("\n".join([TITLE, BODY[0], self.LINE, BODY[1]]), encoding="utf8")
        assert learn_furniture(tmp_path) == {}
