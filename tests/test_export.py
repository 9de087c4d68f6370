"""Files for other programs: what they read back is what the table says."""

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from seedlib import bound_figures, break_down, extract_figures, load_documents, reconcile
from seedlib.export import (
    arrow_schema,
    as_text,
    harmless,
    to_annotations,
    to_csv,
    to_datapackage,
    to_excel,
    to_parquet,
    write,
)

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    documents = load_documents(SEEDS)
    figures = extract_figures(documents)
    return {"documents": documents, "figures": bound_figures(figures), "breakdown": break_down(figures)}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (float("nan"), ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        (0.0, "0"),
        (60.0, "60"),
        (0.25, "0.25"),
        (True, "True"),
        (["SYR"], '["SYR"]'),
        ([(0, 3)], "[[0, 3]]"),
        (pd.Timestamp("2020-02-07"), "2020-02-07"),
        ("حلب", "حلب"),
    ],
)
def test_as_text(value, text):
    assert as_text(value) == text


@pytest.mark.parametrize("name", ["documents", "figures", "breakdown"])
def test_csv_reads_back_cell_by_cell(tables, name):
    table = tables[name]
    head, *rows = csv.reader(io.StringIO(to_csv(table)))
    assert head == list(table.columns)
    assert rows == [list(map(as_text, row)) for row in table.itertuples(index=False, name=None)]


def test_csv_for_spreadsheets():
    table = pd.DataFrame({"text": ["=1+1", "-حلب", "حلب", None], "n": [-1.0, 2, 3, None]})
    text = to_csv(table, spreadsheet=True)
    assert text == "\ufefftext,n\n'=1+1,-1\n'-حلب,2\nحلب,3\n,\n"


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\x00=1"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_formulas_are_harmless(cell):
    assert harmless(cell) == "'" + cell


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", ",", '"', '",', "\t", ";"])
def test_no_cell_leads_out_of_its_own(end):
    """A formula after what a reader takes for the end of a row or cell stays inside its cell."""
    table = pd.DataFrame({"a": [f"x{end}=1+1"], "n": [1.5]})
    for spreadsheet in (False, True):
        text = to_csv(table, spreadsheet=spreadsheet).removeprefix("\ufeff")
        assert list(csv.reader(io.StringIO(text, newline=""))) == [["a", "n"], [f"x{end}=1+1", "1.5"]]
        assert pd.read_csv(io.StringIO(text, newline=""))["a"].tolist() == [f"x{end}=1+1"]


def test_whole_numbers_have_no_point_beside_fractions():
    assert to_csv(pd.DataFrame({"value": [5.0, 0.25, None]})) == 'value\n5\n0.25\n""\n'


BIG = pd.DataFrame({"text": ["10 مليون تريليون", "5", "-", "2**53"], "value": [1e19, 5.0, None, 2.0**53]})


def test_numbers_beyond_every_integer_type_are_written_as_they_are(tmp_path):
    """ "10 مليون تريليون دولار" is 1e19, more than an int64 holds."""
    assert [row["value"] for row in csv.DictReader(io.StringIO(to_csv(BIG)))] == [
        "10000000000000000000",
        "5",
        "",
        "9007199254740992",
    ]
    sheet = CalamineWorkbook.from_path(str(to_excel({"t": BIG}, tmp_path / "t.xlsx"))).get_sheet_by_name("t")
    assert [row[1] for row in sheet.to_python()[1:]] == [1e19, 5, "", 2.0**53]
    assert pd.read_parquet(to_parquet(BIG, tmp_path / "t.parquet"))["value"].tolist()[:2] == [1e19, 5]


def test_an_article_with_such_a_number_is_exported(tmp_path):
    (tmp_path / "one.txt").write_text("بلغت الخسائر 10 مليون تريليون دولار.\n", "utf-8")
    documents = load_documents(tmp_path / "one.txt")
    figures = extract_figures(documents)
    assert figures["value"].tolist() == [1e19]
    package = to_datapackage({"documents": documents, "figures": figures}, tmp_path / "package")
    written = io.StringIO((package.parent / "figures.csv").read_text("utf-8"))
    assert next(csv.DictReader(written))["value"] == "10000000000000000000"


def test_hxl_row(tables):
    head, tags, *rows = csv.reader(io.StringIO(to_csv(tables["figures"], hxl=True)))
    assert tags[head.index("place")] == "#loc+name"
    assert tags[head.index("sentence_start")] == ""
    assert len(tags) == len(head)
    assert len(rows) == len(tables["figures"])


def test_parquet_keeps_dtypes_and_lists(tables, tmp_path):
    table = tables["figures"]
    back = pd.read_parquet(to_parquet(table, tmp_path / "new" / "figures.parquet"))
    assert list(back.columns) == list(table.columns)
    assert back["value"].dtype == "float64"
    assert back["start"].dtype == "int64"
    assert isinstance(back["qualifier"].dtype, pd.CategoricalDtype)
    chain = table["source_chain"].dropna().iloc[0]
    assert list(back["source_chain"].dropna().iloc[0]) == chain
    pages = pd.read_parquet(to_parquet(tables["documents"], tmp_path / "documents.parquet"))
    assert json.loads(pages["body"].iloc[0]) == [list(span) for span in tables["documents"]["body"].iloc[0]]


def test_excel_reads_back_and_is_right_to_left(tables, tmp_path):
    import zipfile

    path = to_excel(tables, tmp_path / "tables.xlsx")
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == list(tables)
    head, first, *_ = book.get_sheet_by_name("figures").to_python()
    assert head == list(tables["figures"].columns)
    assert first[head.index("number_text")] == tables["figures"]["number_text"].iloc[0]
    with zipfile.ZipFile(path) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == len(tables)
        assert all(b'rightToLeft="1"' in parts.read(name) for name in sheets)


def test_one_table_alone(tmp_path):
    figures = extract_figures(load_documents(SEEDS))
    tables = ((figures, "figures"), (reconcile(figures), "reconciliation"), (figures[["value"]], "table"))
    for table, name in tables:
        book = CalamineWorkbook.from_path(str(to_excel(table, tmp_path / "t.xlsx")))
        assert book.sheet_names == [name]
        package = json.loads(to_datapackage(table, tmp_path / name).read_text("utf8"))
        assert [resource["name"] for resource in package["resources"]] == [name]


def test_excel_runs_nothing_and_cuts_what_does_not_fit(tmp_path):
    table = pd.DataFrame({"text": ["=1+1", "http://example.org", "ا" * 40_000]})
    sheet = CalamineWorkbook.from_path(str(to_excel({"t": table}, tmp_path / "t.xlsx"))).get_sheet_by_name("t")
    _, (formula,), (link,), (long,) = sheet.to_python()
    assert (formula, link) == ("=1+1", "http://example.org")
    assert len(long) == 32_767
    assert long.endswith("…")


def test_a_time_with_a_zone_is_a_text_in_a_sheet(tmp_path):
    table = pd.DataFrame({"at": pd.to_datetime(["2020-02-15T01:00+03:00"])})
    sheet = CalamineWorkbook.from_path(str(to_excel(table, tmp_path / "t.xlsx"))).get_sheet_by_name("table")
    assert sheet.to_python()[1] == ["2020-02-15 01:00:00+03:00"]


@pytest.mark.parametrize(("one", "other"), [("Figures", "figures"), ("a" * 31 + "1", "a" * 31 + "2")])
def test_two_tables_never_share_a_sheet(tmp_path, one, other):
    table = pd.DataFrame({"n": [1]})
    with pytest.raises(ValueError, match=r"two tables for the sheet .*; names must differ in their first 31 letters"):
        to_excel({one: table, other: table}, tmp_path / "t.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("backend", ["numpy_nullable", "pyarrow"])
def test_a_table_of_other_dtypes_is_written_the_same(tables, tmp_path, backend):
    figures = tables["figures"].convert_dtypes(dtype_backend=backend)
    assert to_csv(figures) == to_csv(tables["figures"])
    assert to_excel(figures, tmp_path / "t.xlsx").exists()
    assert to_datapackage(figures, tmp_path / "package").exists()


def test_columns_named_by_numbers(tmp_path):
    stored = pd.read_parquet(to_parquet(pd.DataFrame([[1, 2]]), tmp_path / "t.parquet"))
    assert stored.columns.tolist() == ["0", "1"]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # of frictionless and its dependencies
def test_datapackage_is_valid(tables, tmp_path):
    import frictionless

    path = to_datapackage(tables, tmp_path / "package")
    report = frictionless.validate(str(path))
    assert report.valid, report.flatten(["type", "note"])


def test_datapackage_says_types_meanings_and_keys(tables, tmp_path):
    package = json.loads(to_datapackage(tables, tmp_path).read_text("utf-8"))
    figures = next(resource for resource in package["resources"] if resource["name"] == "figures")
    fields = {field["name"]: field for field in figures["schema"]["fields"]}
    assert fields["source_chain"]["type"] == "array"
    assert fields["counted_inherited"]["type"] == "boolean"
    assert "exact" in fields["qualifier"]["constraints"]["enum"]
    assert all(field["description"] for field in fields.values())
    assert figures["schema"]["foreignKeys"][0]["reference"]["resource"] == "documents"


def test_annotations_point_at_the_words(tables, tmp_path):
    documents, figures = tables["documents"], tables["figures"]
    page = json.loads(to_annotations(documents, figures, tmp_path / "a.jsonld").read_text("utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    raw = documents["raw"].iloc[0]
    assert len(page["items"]) == len(figures)
    for item, words in zip(page["items"], figures["number_text"], strict=True):
        position, quote = item["target"]["selector"]
        assert raw[position["start"] : position["end"]] == quote["exact"] == words
        assert quote["prefix"] + words + quote["suffix"] in raw


def test_annotations_of_documents_that_are_not_there_are_refused(tables, tmp_path):
    with pytest.raises(ValueError, match=f"no document {tables['figures']['doc_id'].iloc[0]} for its figures"):
        to_annotations(tables["documents"].head(0), tables["figures"], tmp_path / "a.jsonld")


def test_annotations_of_documents_loaded_twice_are_refused(tables, tmp_path):
    documents = pd.concat([tables["documents"]] * 2)
    with pytest.raises(ValueError, match=f"doc_id {tables['documents']['doc_id'].iloc[0]} more than once"):
        to_annotations(documents, tables["figures"], tmp_path / "a.jsonld")


def test_excel_tells_of_too_many_rows_before_it_writes(tmp_path):
    long = pd.DataFrame({"n": range(1_048_576)})
    with pytest.raises(ValueError, match=r"t\.xlsx: long has 1,048,576 rows, more than the 1,048,575 of a sheet"):
        to_excel({"short": long.head(2), "long": long}, tmp_path / "t.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_parquet_has_the_same_types_whatever_the_rows(tables, tmp_path):
    """So that files of one table are read together: those without a list, a number or a date too."""
    from pyarrow import parquet

    for name in ("documents", "figures"):
        table = tables[name]
        empty = table.assign(cleaning=[[]] * len(table)) if name == "documents" else table.assign(origin_code=None)
        schemas = [
            parquet.read_schema(to_parquet(rows, tmp_path / f"{name}{n}.parquet")).remove_metadata()
            for n, rows in enumerate((table, table.head(0), empty))
        ]
        assert schemas[0].equals(schemas[1])
        assert schemas[0].equals(schemas[2])
    parquet.write_table(arrow_schema("figures").empty_table(), tmp_path / "other.parquet")
    to_parquet(extract_figures(tables["documents"]), tmp_path / "ours.parquet")
    other, ours = (parquet.read_schema(tmp_path / f"{name}.parquet").remove_metadata() for name in ("other", "ours"))
    assert ours.equals(other)


def test_write_is_all_or_nothing(tmp_path, monkeypatch):
    path = write(tmp_path / "f.txt", b"before")
    with pytest.raises(TypeError):
        write(path, "no bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]
