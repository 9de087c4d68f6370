"""Decisions of an analyst: applied again on every run, never dropped silently, never applied to another text."""

from pathlib import Path

import pandas as pd
import pytest

from seedlib import extract_figures, load_documents
from seedlib.corrections import COLUMNS, CorrectionError, apply_corrections, read_corrections, write_correction

TEXT = "قتل 12 شخصاً في حلب، وأصيب نحو 30 آخرين، وفق الدفاع المدني.\nوصلت دفعة من النازحين.\n"


@pytest.fixture
def documents(tmp_path: Path) -> pd.DataFrame:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    return load_documents(tmp_path / "one.txt")


@pytest.fixture
def figures(documents) -> pd.DataFrame:
    return extract_figures(documents)


def file(tmp_path: Path, *rows: dict[str, str]) -> Path:
    path = tmp_path / "corrections.csv"
    for row in rows:
        write_correction(path, **row)
    return path


def test_correct_values_of_each_kind(tmp_path, figures):
    figure_id = figures["figure_id"].iloc[0]
    changes = {
        "value": ("12", "13"),
        "low": ("12", ""),
        "outcome": ("killed", "injured"),
        "counted_inherited": ("False", "True"),
        "origin_code": ("", '["SYR", "IRQ"]'),
        "time_start": ("", "2020-02-07"),
        "perpetrator": ("", "مجهولون"),
    }
    rows = [{"figure_id": figure_id, "column": c, "old": old, "new": new} for c, (old, new) in changes.items()]
    out, failed = apply_corrections(figures, file(tmp_path, *rows))
    assert failed.empty
    row = out.iloc[0]
    assert row["value"] == 13
    assert pd.isna(row["low"])
    assert row["outcome"] == "injured"
    assert bool(row["counted_inherited"])
    assert row["origin_code"] == ["SYR", "IRQ"]
    assert row["time_start"] == pd.Timestamp("2020-02-07")
    assert row["perpetrator"] == "مجهولون"
    assert row["decision"] == "corrected"
    assert out[figures.columns].dtypes.equals(figures.dtypes)


def test_what_is_not_decided_stays_as_it_is(tmp_path, figures):
    figure_id = figures["figure_id"].iloc[0]
    path = file(tmp_path, {"figure_id": figure_id, "column": "value", "old": "12", "new": "13"})
    out, _ = apply_corrections(figures, path)
    pd.testing.assert_frame_equal(out.iloc[1:][figures.columns], figures.iloc[1:])
    assert out["decision"].iloc[1:].isna().all()
    assert figures["value"].iloc[0] == 12


def test_accept_and_reject(tmp_path, figures):
    first, second = figures["figure_id"]
    path = file(
        tmp_path,
        {"figure_id": first, "column": "figure", "old": "12", "new": "12"},
        {"figure_id": second, "column": "figure", "old": "30", "new": ""},
    )
    out, failed = apply_corrections(figures, path)
    assert failed.empty
    assert list(out["figure_id"]) == [first]
    assert list(out["decision"]) == ["accepted"]


def test_add_a_missed_one_and_correct_it(tmp_path, documents, figures):
    start = TEXT.index("دفعة")
    figure_id = f"{documents['doc_id'].iloc[0]}:{start}-{start + 4}"
    path = file(
        tmp_path,
        {"figure_id": figure_id, "column": "figure", "old": "", "new": "دفعة"},
        {"figure_id": figure_id, "column": "counted", "old": "", "new": "النازحين"},
    )
    out, failed = apply_corrections(figures, path, documents)
    assert failed.empty
    row = out.iloc[-1]
    assert (row["number_text"], row["counted"], row["qualifier"]) == ("دفعة", "النازحين", "vague")
    assert TEXT[row["sentence_start"] : row["sentence_end"]].strip() == "وصلت دفعة من النازحين."


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"column": "value", "old": "99", "new": "13"}, "value is '12'"),
        ({"column": "figure", "old": "99", "new": ""}, "reads '12'"),
        ({"column": "figure", "old": "12", "new": "13"}, "accepted"),
        ({"column": "nonsense", "old": "", "new": "x"}, "no column"),
        ({"column": "start", "old": "4", "new": "5"}, "no column that can be corrected"),
        ({"column": "outcome", "old": "killed", "new": "vanished"}, "none of"),
        ({"column": "value", "old": "12", "new": "many"}, "no value"),
        ({"column": "time_start", "old": "", "new": "soon"}, "no value"),
        ({"column": "value", "old": "12", "new": "13", "figure_id": "0000:4-6"}, "no such figure"),
        ({"column": "figure", "old": "", "new": "صفر", "figure_id": "0000:4-7"}, "no document"),
        ({"column": "figure", "old": "", "new": "صفر", "figure_id": "DOC:0-3"}, "at that place stands"),
        ({"column": "figure", "old": "", "new": "صفر", "figure_id": "elsewhere"}, "doc_id:start-end"),
    ],
)
def test_what_cannot_be_applied_is_reported(tmp_path, documents, figures, row, reason):
    row = {"figure_id": figures["figure_id"].iloc[0], **row}
    row["figure_id"] = row["figure_id"].replace("DOC", documents["doc_id"].iloc[0])
    out, failed = apply_corrections(figures, file(tmp_path, row), documents)
    pd.testing.assert_frame_equal(out[figures.columns], figures)
    assert reason in failed["reason"].iloc[0]
    assert failed["column"].iloc[0] == row["column"]


def test_two_who_disagree_are_not_both_applied(tmp_path, figures):
    row = {"figure_id": figures["figure_id"].iloc[0], "column": "value", "old": "12"}
    out, failed = apply_corrections(figures, file(tmp_path, {**row, "new": "13"}, {**row, "new": "14"}))
    assert out["value"].iloc[0] == 13
    assert list(failed["new"]) == ["14"]


def test_parts_of_a_rejected_total_are_no_parts(tmp_path):
    documents = load_documents(Path(__file__).parents[1] / "seeds")
    figures = extract_figures(documents)
    total = figures["part_of"].dropna().iloc[0]
    old = figures.set_index("figure_id").at[total, "number_text"]
    path = file(tmp_path, {"figure_id": total, "column": "figure", "old": old, "new": ""})
    out, _ = apply_corrections(figures, path)
    assert out["part_of"].isna().all()
    assert len(out) == len(figures) - 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_file_saved_by_a_spreadsheet(tmp_path, figures, encoding, mark):
    path = tmp_path / "c.csv"
    figure_id = figures["figure_id"].iloc[0]
    lines = [mark.join(COLUMNS), mark.join([figure_id, "perpetrator", "", "مجهولون", "me", "", ""])]
    path.write_text("\r\n".join(lines) + "\r\n", encoding)
    out, failed = apply_corrections(figures, path)
    assert failed.empty
    assert out["perpetrator"].iloc[0] == "مجهولون"


def test_a_file_with_other_columns_is_refused(tmp_path, figures):
    path = tmp_path / "c.csv"
    path.write_text("figure_id,wert\n", "utf-8")
    with pytest.raises(CorrectionError, match=r"c\.csv: no column column, old, new"):
        apply_corrections(figures, path)


def test_decisions_are_kept_in_order_with_their_time(tmp_path):
    path = file(tmp_path, {"figure_id": "a:1-2", "column": "value", "old": "1", "new": "2", "who": "N.", "why": "typo"})
    write_correction(path, figure_id="b:1-2", column="value", old="", new='3, "x"', when="2020-01-01")
    table = read_corrections(path)
    assert list(table["figure_id"]) == ["a:1-2", "b:1-2"]
    assert table["new"].iloc[1] == '3, "x"'
    assert table["when"].iloc[0].endswith("Z")
    with pytest.raises(TypeError, match="no column wrong"):
        write_correction(path, wrong="x")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of ipywidgets
def test_review_writes_each_decision_and_goes_on_from_there(tmp_path, documents, figures):
    from seedlib.review import Review

    path = tmp_path / "c.csv"
    form = Review(figures, documents, path, "N.")
    assert form.fields["value"].value == "12"
    form.accept()
    assert form.fields["value"].value == "30"
    form.fields["value"].value = "31"
    form.fields["outcome"].value = "missing"
    form.correct()
    form.page.value, form.words.value = documents["doc_id"].iloc[0], "دفعة"
    form.add()

    later = Review(figures, documents, path, "N.")
    assert list(later.figures["decision"]) == ["accepted", "corrected", "added"]
    assert list(later.figures["value"].iloc[:2]) == [12, 31]
    assert later.figures["outcome"].iloc[1] == "missing"
    later.reject()
    assert list(later.figures["number_text"]) == ["30", "دفعة"]
    assert set(read_corrections(path)["who"]) == {"N."}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(("lead", "place"), [("", 1), ("🌊 دفعة و", 2)])
def test_what_is_selected_is_added_at_its_place(tmp_path, lead, place):
    from seedlib.review import Review

    (tmp_path / "one.txt").write_text(f"{lead}قتل 12 شخصاً ووصلت دفعة جديدة.\n", "utf-8")
    documents = load_documents(tmp_path / "one.txt")
    form = Review(extract_figures(documents), documents, tmp_path / "c.csv", "")
    raw = documents["raw"].iloc[0]
    assert form.text.text == raw
    assert [raw[start:end] for start, end in form.text.spans] == ["12"]
    start = raw.rindex("دفعة")
    form.text.selected = [start - 1, start + 4]  # with the space before it, as a hand selects
    assert (form.words.value, form.which.value) == ("دفعة", place)
    form.add()
    assert form.figures["start"].tolist()[-1] == start
    assert form.text.spans[-1] == [start, start + 4]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_review_of_nothing_and_of_words_that_are_not_there(tmp_path, documents, figures):
    from seedlib.review import Review

    assert "No figures" in Review(figures.iloc[:0], documents, tmp_path / "c.csv", "").state.value
    form = Review(figures, documents, tmp_path / "c.csv", "")
    form.words.value = "ليس هنا"
    form.add()
    assert "do not stand there" in form.message.value
    form.fields["value"].value = "<many>"
    form.correct()
    assert "Not saved: &#x27;&lt;many&gt;&#x27; is no value for value" in form.message.value
    assert not (tmp_path / "c.csv").exists()
