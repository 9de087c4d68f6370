"""Loading: files, folders and lists into one table, and what becomes of what cannot be read."""

import hashlib
from pathlib import Path

import pandas as pd
import pytest
from articles import BODY, PAGE, TEXT, TITLE

from seedlib.cleaning import replay
from seedlib.documents import iter_documents, learn_furniture, load_documents
from seedlib.problems import DocumentError, list_problems
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


def test_manifest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf8")
    (tmp_path / "manifest.csv").write_text(
        f"file,publisher,published,sha256\na.txt,Outlet,15/2/2020,{'0' * 64}\n", encoding="utf8"
    )
    documents = load_documents(tmp_path)
    assert documents[["publisher", "published"]].values.tolist() == [["Outlet", "2020-02-15"]]
    assert list_problems(documents)["message"].tolist() == ["not the file of manifest.csv: its SHA-256 differs"]


def test_parts_that_a_browser_saves_are_passed_over(tmp_path: Path) -> None:
    for name in ("page.html", "page_files/frame.html", "other_files/a.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"<p>{BODY[0]}</p><p>{name}</p>", encoding="utf8")
    assert [Path(path).name for path in load_documents(tmp_path)["path"]] == ["a.html", "page.html"]


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
