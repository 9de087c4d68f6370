"""Decisions of an analyst: applied again on every run, never dropped silently, never applied to another text."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from seedlib import bound_figures, extract_figures, load_documents, show
from seedlib.corrections import COLUMNS, CorrectionError, apply_corrections, read_corrections, write_correction
from seedlib.export import to_csv

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
    assert pd.isna(row["low"])  # as decided
    assert row["high"] == 13  # follows from the value
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


def test_what_else_is_in_the_file_stays(tmp_path, figures):
    """A column of the analyst's own is kept when a decision is added; rows that a spreadsheet left empty are none."""
    path = tmp_path / "c.csv"
    path.write_bytes("figure_id;column;old;new;رأي\r\nx:0-2;value;1;2;بعيد\r\n;;;;\r\n".encode("windows-1256"))
    write_correction(path, figure_id="y:0-2", column="value", old="3", new="4")
    table = read_corrections(path)
    assert table["figure_id"].tolist() == ["x:0-2", "y:0-2"]
    assert table["رأي"].tolist() == ["بعيد", ""]
    _, failed = apply_corrections(figures, path)
    assert failed["figure_id"].tolist() == ["x:0-2", "y:0-2"]


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
        {"figure_id": figure_id, "column": "origin", "old": "", "new": "حلب"},
    )
    out, failed = apply_corrections(figures, path, documents)
    assert failed.empty
    row = out.iloc[-1]
    assert (row["number_text"], row["counted"], row["qualifier"]) == ("دفعة", "النازحين", "vague")
    assert (row["origin"], row["category"]) == ("حلب", "person")
    assert TEXT[row["sentence_start"] : row["sentence_end"]] == "وصلت دفعة من النازحين."


MISSED = """قالت الشرطة إن أكثر من 15 مدنياً قتلوا، بينهم 3 أطفال. وبلغت الخسائر أكثر من 20 دولاراً.
حوصر ما بين 20 و30 مقاتلاً.

وفي الفقرة 40 من المدنيين. وصل جمع من المدنيين.
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("15", (15, 16, None, "more_than", "مدنياً", "person", "civilian")),
        ("أكثر من 15 مدنياً", (15, 16, None, "more_than", "مدنياً", "person", "civilian")),
        ("3 أطفال", (3, 3, 3, "exact", "أطفال", "person", "child")),
        ("20 دولاراً", (20, 20, None, "more_than", "دولاراً", "money", None)),
        ("20 و30", (None, 20, 30, "range", "مقاتلاً", "person", "combatant")),
        ("30 مقاتلاً", (30, 30, 30, "exact", "مقاتلاً", "person", "combatant")),  # a part of what is read as a range
        ("40 من المدنيين", (40, 40, 40, "exact", "المدنيين", "person", "civilian")),  # left out as a paragraph's number
        ("جمع", (None, None, None, "vague", "المدنيين", "person", "civilian")),
        ("15 مدنياً قتلوا، بينهم 3 أطفال", (None, None, None, "vague")),  # two numbers: neither is taken for the figure
    ],
)
def test_an_added_figure_has_what_its_sentence_says(tmp_path, words, expected):
    (tmp_path / "one.txt").write_text(MISSED, "utf-8")
    documents = load_documents(tmp_path / "one.txt")
    figures = extract_figures(documents).iloc[:0]
    start = MISSED.index(words)
    figure_id = f"{documents['doc_id'].iloc[0]}:{start}-{start + len(words)}"
    path = file(tmp_path, {"figure_id": figure_id, "column": "figure", "old": "", "new": words})
    out, failed = apply_corrections(figures, path, documents)
    assert failed.empty
    row = out.iloc[0]
    columns = ("value", "low", "high", "qualifier", "counted", "category", "counted_class")
    said = tuple(None if pd.isna(row[name]) else row[name] for name in columns)
    assert said[: len(expected)] == expected
    assert MISSED[row["start"] : row["end"]] == row["number_text"] == words
    sentence = MISSED[row["sentence_start"] : row["sentence_end"]]
    assert words in sentence
    assert sentence == sentence.strip()
    assert out[figures.columns].dtypes.equals(figures.dtypes)


def test_a_figure_added_again_is_the_one_that_was_rejected(tmp_path, documents, figures):
    """What the text says is read as in extraction."""
    figure_id = figures["figure_id"].iloc[1]
    reject = {"figure_id": figure_id, "column": "figure", "old": "30", "new": ""}
    out, failed = apply_corrections(figures, file(tmp_path, reject, {**reject, "old": "", "new": "30"}), documents)
    assert failed.empty
    pd.testing.assert_frame_equal(out[figures.columns], figures)


def test_a_figure_in_furniture_can_be_added(tmp_path):
    (tmp_path / "one.txt").write_text("عاد الأهالي.\n\nقتل 9 أشخاص.\n", "utf-8")
    documents = load_documents(tmp_path / "one.txt")
    raw = documents["raw"].iloc[0]
    start = raw.index("9")
    below = raw.index("قتل")
    documents["sections"] = [[(0, below, "body"), (below, len(raw), "furniture")]]
    assert extract_figures(documents).empty
    figure_id = f"{documents['doc_id'].iloc[0]}:{start}-{start + 1}"
    path = file(tmp_path, {"figure_id": figure_id, "column": "figure", "old": "", "new": "9"})
    out, _ = apply_corrections(extract_figures(documents), path, documents)
    row = out.set_index("figure_id").loc[figure_id]
    assert (row["value"], row["counted"], row["outcome"], row["section"]) == (9, "أشخاص", "killed", "furniture")


@pytest.mark.parametrize(
    ("changes", "bounds", "reading"),
    [
        ({"value": "9"}, (9, 9), "9"),
        ({"qualifier": "at_least"}, (12, None), "12 or more"),
        ({"qualifier": "at_least", "value": "9"}, (9, None), "9 or more"),
        ({"value": "9", "qualifier": "more_than"}, (10, None), "10 or more"),
        ({"value": "999", "qualifier": "more_than"}, (1000, None), "1,000 or more"),
        ({"value": "1000", "qualifier": "more_than"}, (1000, None), "1,000 or more"),
        ({"value": "0.5", "qualifier": "more_than"}, (0.5, None), "0.5 or more"),
        ({"qualifier": "less_than"}, (None, 11), "11 or fewer"),
        ({"qualifier": "at_most"}, (None, 12), "12 or fewer"),
        ({"qualifier": "more_than", "category": "money"}, (12, None), "12 or more"),
        ({"category": "percent", "qualifier": "less_than"}, (None, 12), "12 or fewer"),
        ({"qualifier": "about"}, (None, None), "about 12"),
        ({"value": "", "qualifier": "vague"}, (None, None), "vague"),
        ({"value": "", "qualifier": "range", "low": "10"}, (10, 12), "10–12"),
        ({"high": "15", "value": "", "qualifier": "range"}, (12, 15), "12–15"),
        ({"value": "9", "low": "8"}, (8, 9), "9"),
        ({"low": "8", "value": "9"}, (8, 9), "9"),
    ],
)
def test_bounds_follow_what_is_corrected_unless_they_are_decided(
    tmp_path, figures, documents, changes, bounds, reading
):
    row = figures.iloc[0]
    was = {"value": "12", "low": "12", "high": "12", "qualifier": "exact", "category": "person"}
    rows = [{"figure_id": row["figure_id"], "column": c, "old": was[c], "new": new} for c, new in changes.items()]
    out, failed = apply_corrections(figures, file(tmp_path, *rows))
    assert failed.empty
    corrected = out.iloc[0]
    assert tuple(None if pd.isna(x) else x for x in (corrected["low"], corrected["high"])) == bounds
    assert show.reading(corrected) == reading
    assert f'title="{reading}"' in show.ledger(documents, out.iloc[:1])
    bounded = bound_figures(out).iloc[0]
    if corrected["qualifier"] not in ("exact", "about"):
        assert tuple(None if pd.isna(x) else x for x in (bounded["lower"], bounded["upper"])) == bounds


def test_a_bound_is_corrected_as_it_follows_or_as_it_was(tmp_path, figures):
    """On the form it was 12 before the value was saved, and is 9 afterwards."""
    row = {"figure_id": figures["figure_id"].iloc[0]}
    value, low = {**row, "column": "value", "old": "12", "new": "9"}, {**row, "column": "low", "new": "7"}
    for n, seen in enumerate(("12", "9", "10")):
        (tmp_path / str(n)).mkdir()
        out, failed = apply_corrections(figures, file(tmp_path / str(n), value, {**low, "old": seen}))
        assert (out["low"].iloc[0], len(failed)) == ((9, 1) if seen == "10" else (7, 0))
    assert "low is '9', not '10'" in failed["reason"].iloc[0]


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
        ({"column": "value", "old": "12", "new": "inf"}, "no value"),
        ({"column": "value", "old": "12", "new": "nan"}, "no value"),
        ({"column": "value", "old": "12", "new": "1e400"}, "no value"),
        ({"column": "qualifier", "old": "exact", "new": ""}, "cannot be empty"),
        ({"column": "category", "old": "person", "new": ""}, "cannot be empty"),
        ({"column": "counted_inherited", "old": "False", "new": ""}, "cannot be empty"),
        ({"column": "origin_code", "old": "", "new": "5"}, '["SYR"]'),
        ({"column": "origin_code", "old": "", "new": "{}"}, '["SYR"]'),
        ({"column": "origin_code", "old": "", "new": "[]"}, '["SYR"]'),
        ({"column": "origin_code", "old": "", "new": '["SYR", 5]'}, '["SYR"]'),
        ({"column": "origin_code", "old": "", "new": "SYR"}, '["SYR"]'),
        ({"column": "part_of", "old": "", "new": "0000:4-6"}, "no figure '0000:4-6'"),
        ({"column": "part_of", "old": "", "new": "FIRST"}, "this figure or a part of it"),
        ({"column": "time_start", "old": "", "new": "soon"}, "no value"),
        ({"column": "time_start", "old": "", "new": "Feb 2020"}, "no value"),
        ({"column": "time_start", "old": "", "new": "30/2/2020"}, "no value"),
        ({"column": "value", "old": "12", "new": "13", "figure_id": "0000:4-6"}, "no such figure"),
        ({"column": "figure", "old": "", "new": "صفر", "figure_id": "0000:4-7"}, "no document"),
        ({"column": "figure", "old": "", "new": "صفر", "figure_id": "DOC:0-3"}, "at that place stands"),
        ({"column": "figure", "old": "", "new": "صفر", "figure_id": "elsewhere"}, "doc_id:start-end"),
    ],
)
def test_what_cannot_be_applied_is_reported(tmp_path, documents, figures, row, reason):
    row = {"figure_id": figures["figure_id"].iloc[0], **row}
    row["figure_id"] = row["figure_id"].replace("DOC", documents["doc_id"].iloc[0])
    row["new"] = row["new"].replace("FIRST", figures["figure_id"].iloc[0])
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


def test_two_figures_are_not_parts_of_each_other(tmp_path, figures):
    first, second = figures["figure_id"]
    rows = [
        {"figure_id": first, "column": "part_of", "old": "", "new": second},
        {"figure_id": second, "column": "part_of", "old": "", "new": first},
    ]
    out, failed = apply_corrections(figures, file(tmp_path, *rows))
    assert out["part_of"].tolist()[0] == second
    assert pd.isna(out["part_of"].iloc[1])
    assert failed["figure_id"].tolist() == [second]


@pytest.mark.parametrize("day", ["2020-02-03", "3/2/2020", "3-2-2020", "٣ شباط ٢٠٢٠", "2/3/2020 "])
def test_days_come_before_months(tmp_path, figures, day):
    path = file(tmp_path, {"figure_id": figures["figure_id"].iloc[0], "column": "time_start", "old": "", "new": day})
    out, failed = apply_corrections(figures, path)
    assert failed.empty
    assert out["time_start"].iloc[0] == pd.Timestamp("2020-03-02" if day == "2/3/2020 " else "2020-02-03")


def test_figures_read_back_from_a_file_are_corrected_as_others(tmp_path, figures):
    path = file(
        tmp_path,
        {"figure_id": figures["figure_id"].iloc[0], "column": "origin_code", "old": "", "new": '["SYR"]'},
        {"figure_id": figures["figure_id"].iloc[0], "column": "time_start", "old": "", "new": "2020-02-03"},
    )
    expected, _ = apply_corrections(figures, path)
    figures.to_csv(tmp_path / "figures.csv", index=False)
    out, failed = apply_corrections(pd.read_csv(tmp_path / "figures.csv"), path)
    assert failed.empty
    pd.testing.assert_frame_equal(out, expected)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_a_file_saved_by_a_spreadsheet(tmp_path, figures, encoding, mark, end):
    path = tmp_path / "c.csv"
    figure_id = figures["figure_id"].iloc[0]
    lines = [mark.join(COLUMNS), mark.join([figure_id, "perpetrator", "", "مجهولون", "me", "", ""])]
    path.write_bytes("".join(line + end for line in lines).encode(encoding))
    out, failed = apply_corrections(figures, path)
    assert failed.empty
    assert out["perpetrator"].iloc[0] == "مجهولون"


def test_a_file_with_other_columns_is_refused(tmp_path, figures):
    path = tmp_path / "c.csv"
    path.write_text("figure_id,wert\n", "utf-8")
    with pytest.raises(CorrectionError, match=r"c\.csv: no column column, old, new"):
        apply_corrections(figures, path)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 a workbook", "a ZIP, Word or Excel file.*save it as CSV"),
        (b'figure_id,column,old,new\na,b,"' + b"x" * 2_000 + b'",d\n', "field larger than.*save it as CSV"),
    ],
)
def test_what_is_no_csv_is_told_by_its_name(tmp_path, figures, data, reason):
    path = tmp_path / "c.csv"
    path.write_bytes(data)
    limit = csv.field_size_limit(1_000)
    try:
        with pytest.raises(CorrectionError, match=rf"c\.csv: .*{reason}"):
            apply_corrections(figures, path)
    finally:
        csv.field_size_limit(limit)


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
    assert form.page.options[0][0].endswith("one.txt")  # it has no title
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
def test_what_is_selected_with_hedge_and_noun_is_added_as_the_number(tmp_path):
    from seedlib.review import Review

    (tmp_path / "one.txt").write_text("قتل أكثر من 15 مدنياً في حلب.\n", "utf-8")
    documents = load_documents(tmp_path / "one.txt")
    raw = documents["raw"].iloc[0]
    form = Review(extract_figures(documents).iloc[:0], documents, tmp_path / "c.csv", "")
    form.text.selected = [raw.index("أكثر"), raw.index(" في")]
    form.add()
    added = form.figures.iloc[0]
    assert (added["number_text"], added["value"], added["low"], added["counted"]) == ("15", 15, 16, "مدنياً")
    form.words.value = "15 مدنياً"
    form.add()
    assert "already" in form.message.value
    assert len(read_corrections(tmp_path / "c.csv")) == 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_category_class_and_total_are_on_the_form(tmp_path):
    from seedlib.review import Review

    (tmp_path / "one.txt").write_text("قتل 12 شخصاً في حلب. وأصيب 5 آخرون. ونزح 300 من الأهالي.\n", "utf-8")
    documents = load_documents(tmp_path / "one.txt")
    figures = extract_figures(documents)
    first, _, third = figures["figure_id"]
    form = Review(figures, documents, tmp_path / "c.csv", "")
    form.move(1)
    assert [figure_id for _, figure_id in form.fields["part_of"].options] == ["", first, third]
    for name, value in {"category": "body", "counted_class": "child", "part_of": first, "relation": "subset"}.items():
        form.fields[name].value = value
    form.correct()
    row = Review(figures, documents, tmp_path / "c.csv", "").figures.iloc[1]
    assert (row["category"], row["counted_class"], row["part_of"], row["relation"]) == (
        "body",
        "child",
        first,
        "subset",
    )
    form.move(-1)
    assert [figure_id for _, figure_id in form.fields["part_of"].options] == ["", third]
    form.fields["category"].value = ""
    form.correct()
    assert "Not saved: category cannot be empty" in form.message.value


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_review_of_some_of_the_documents_and_of_figures_from_a_file(tmp_path, documents, figures):
    from seedlib.review import Review

    other = figures.assign(doc_id="other", figure_id=["other:0-2", "other:3-5"])
    to_csv(pd.concat([other, figures]), tmp_path / "f.csv")
    form = Review(pd.read_csv(tmp_path / "f.csv", dtype=str), documents, tmp_path / "c.csv", "")
    assert list(form.figures["figure_id"]) == list(figures["figure_id"])
    form.fields["value"].value = "many"
    form.correct()
    assert "no value for value" in form.message.value
    nothing = Review(figures, documents.head(0), tmp_path / "c.csv", "")
    assert "No figures" in nothing.state.value


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
