"""Tables read back from files are the tables that were written, and every function takes them as such."""

from io import StringIO
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import seedlib
from seedlib import (
    apply_corrections,
    bound_figures,
    break_down,
    compare_claims,
    explain,
    extract_figures,
    load_documents,
    plot_map,
    reconcile,
    show,
    twin,
)
from seedlib.export import to_csv, to_datapackage, to_excel, to_parquet
from seedlib.schema import as_list, conform, dtypes, frame, given

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    documents = load_documents(SEEDS)
    figures = extract_figures(documents)
    tables = {"figures": figures, "breakdown": break_down(figures), "claims": compare_claims(figures)}
    return {"documents": documents, **tables, "reconciliation": reconcile(figures)}


def by_csv(table: pd.DataFrame, path: Path) -> pd.DataFrame:
    to_csv(table, path)
    return pd.read_csv(path)


def by_plain_csv(table: pd.DataFrame, path: Path) -> pd.DataFrame:
    """As pandas writes it: lists as Python does."""
    table.to_csv(path, index=False)
    return pd.read_csv(path)


def by_parquet(table: pd.DataFrame, path: Path) -> pd.DataFrame:
    return pd.read_parquet(to_parquet(table, path))


def by_excel(table: pd.DataFrame, path: Path) -> pd.DataFrame:
    return pd.read_excel(to_excel({"t": table}, path.with_suffix(".xlsx")), engine="calamine")


WAYS = [by_csv, by_plain_csv, by_parquet, by_excel]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["documents", "figures", "breakdown", "claims", "reconciliation"])
def test_what_is_read_back_is_what_was_written(tables, tmp_path, way, name):
    back = conform(way(tables[name], tmp_path / name), name)
    assert dict(back.dtypes) == dtypes(name)
    assert_frame_equal(back, tables[name], check_exact=False, rtol=1e-12)
    for column, dtype in dtypes(name).items():
        if dtype is object:
            assert {type(cell) for cell in back[column]} <= {list, type(None)}


@pytest.mark.parametrize("way", WAYS)
def test_every_function_takes_what_is_read_back(tables, tmp_path, way):
    figures = way(tables["figures"], tmp_path / "figures")
    assert_frame_equal(break_down(figures), tables["breakdown"])
    assert_frame_equal(compare_claims(figures), tables["claims"])
    assert_frame_equal(reconcile(figures), tables["reconciliation"])
    parts = way(tables["breakdown"], tmp_path / "breakdown")
    expected = twin(plot_map(tables["breakdown"])).table
    assert len(expected) > 2
    assert_frame_equal(twin(plot_map(parts)).table, expected, check_dtype=False)
    assert_frame_equal(twin(plot_map(figures)).table, twin(plot_map(tables["figures"])).table, check_dtype=False)


SHAPES = {
    "joined": lambda table: pd.concat([table[:9].reset_index(drop=True), table[9:].reset_index(drop=True)]),
    "twice": lambda table: pd.concat([table, table]),
    "indexed": lambda table: table.set_index(table.columns[0], drop=False),
    "nullable": lambda table: table.convert_dtypes(),
    "arrow": lambda table: table.convert_dtypes(dtype_backend="pyarrow"),
    "objects": lambda table: table.astype(object),
    "texts": lambda table: pd.read_csv(StringIO(to_csv(table)), dtype=str),
    "empty texts": lambda table: pd.read_csv(StringIO(to_csv(table)), keep_default_na=False),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["documents", "figures"])
def test_a_table_in_another_shape_is_the_same_table(tables, name, shape):
    assert_frame_equal(given(SHAPES[shape](tables[name]), name), tables[name], check_exact=False, rtol=1e-12)


@pytest.mark.filterwarnings("ignore:.*future.infer_string")
def test_null_is_null_whatever_pandas_makes_of_texts(tables):
    with pd.option_context("future.infer_string", False):
        documents = load_documents(SEEDS)
        figures, _ = apply_corrections(extract_figures(documents), None)
        assert figures["publisher"].isna().all()
        assert figures["decision"].isna().all()
        assert to_csv(compare_claims(figures)) == to_csv(tables["claims"])


def test_columns_that_may_be_null_may_be_missing(tables):
    table = given(tables["figures"].drop(columns=["place", "section", "origin_code"]), "figures")
    assert table[["place", "section", "origin_code"]].isna().all(axis=None)
    assert table.dtypes.to_dict() == dtypes("figures")
    with pytest.raises(KeyError, match="no table of figures, without qualifier; give"):
        given(table.drop(columns="qualifier"), "figures")


CHARTS = "intervals policies waterfall sources headlines periods outcomes hedges map breakdown composition agreement"
TAKES = {"breakdown": "breakdown", "composition": "breakdown", "agreement": "claims"}


@pytest.mark.parametrize("shape", ["joined", "twice", "texts"])
@pytest.mark.parametrize("chart", CHARTS.split())
def test_a_chart_of_a_table_in_another_shape_is_the_same_chart(tables, chart, shape):
    """Rows that share a label of the index are neither lost nor doubled, numbers in text are none the less numbers."""
    table = tables[TAKES.get(chart, "figures")]
    if shape == "twice" and chart in TAKES:
        return  # their rows have no key
    one, other = (twin(getattr(seedlib, f"plot_{chart}")(each)) for each in (table, SHAPES[shape](table)))
    assert one.alt == other.alt
    assert len(one.table) == len(other.table)
    plt.close("all")


@pytest.mark.parametrize("way", WAYS)
def test_documents_read_back_give_the_same_figures_and_pages(tables, tmp_path, way):
    documents, figures = tables["documents"], tables["figures"]
    back = way(documents, tmp_path / "documents")
    assert_frame_equal(extract_figures(back), figures)
    assert_frame_equal(explain(back, figures["figure_id"][0]), explain(documents, figures["figure_id"][0]))
    assert show.cleaned(back) == show.cleaned(documents)
    assert show.ledger(back, way(figures, tmp_path / "figures")) == show.ledger(documents, figures)


@pytest.mark.parametrize("way", WAYS)
def test_what_is_read_back_is_written_again_as_it_was(tables, tmp_path, way):
    for name in ("figures", "breakdown"):
        again = way(tables[name], tmp_path / name)
        if way is not by_excel:  # which keeps 15 digits
            assert to_csv(conform(again, name)) == to_csv(tables[name])
        lists = [column for column, dtype in dtypes(name).items() if dtype is object]
        assert to_csv(again[lists]) == to_csv(tables[name][lists])
        stored = pd.read_parquet(to_parquet(again, tmp_path / f"{name}.again"))
        assert_frame_equal(conform(stored, name), tables[name], check_exact=False, rtol=1e-12)
    to_datapackage({"figures": way(tables["figures"], tmp_path / "f")}, tmp_path / "package")
    assert (tmp_path / "package" / "figures.csv").read_text("utf-8") == to_csv(way(tables["figures"], tmp_path / "g"))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (None, None),
        (float("nan"), None),
        (pd.NA, None),
        (["SYR"], ["SYR"]),
        (("SYR", "IRQ"), ["SYR", "IRQ"]),
        (np.array(["SYR", "IRQ"], dtype=object), ["SYR", "IRQ"]),
        ('["SYR", "IRQ"]', ["SYR", "IRQ"]),
        ("['SYR', 'IRQ']", ["SYR", "IRQ"]),
        ("['SYR']", ["SYR"]),
        ('["it\'s", \'a "b"\']', ["it's", 'a "b"']),
        ("[]", []),
        ("[[0, 3], [3, 5]]", [(0, 3), (3, 5)]),
        ("[(0, 3, 'body')]", [(0, 3, "body")]),
        ("[{'op': 'x', 'start': 0}]", [{"op": "x", "start": 0}]),
    ],
)
def test_lists(cell, expected):
    assert as_list(cell) == expected


@pytest.mark.parametrize("cell", ["SYR", "['SYR' 'IRQ']", "[SYR", "{}", "5", 5, "['SYR'\n 'IRQ' 'LBN']"])
def test_what_is_no_list(cell):
    with pytest.raises((ValueError, SyntaxError)):
        as_list(cell)


@pytest.mark.parametrize(
    ("column", "values", "reason"),
    [
        ("outcome", ["vanished"], "outcome of figures must be one of killed, .*'vanished'"),
        ("value", ["many"], "value of figures must be float64"),
        ("start", [1.5], "start of figures must be int64"),
        ("start", [None], "start of figures must be int64"),
        ("start", [""], "start of figures must be int64"),
        ("qualifier", [""], "qualifier of figures must be one of exact, .*''"),
        ("counted_inherited", ["perhaps"], "counted_inherited of figures must be bool"),
        ("time_start", ["3/2/2020"], "time_start of figures must be datetime64"),
        ("origin_code", ["SYR"], "origin_code of figures must be lists"),
    ],
)
def test_a_value_that_a_column_cannot_have_is_told(column, values, reason):
    with pytest.raises(ValueError, match=reason):
        conform(pd.DataFrame({column: values}), "figures")


def test_other_columns_and_the_index_stay(tables):
    table = bound_figures(tables["figures"]).iloc[2:5].assign(mine=[1, 2, 3])
    back = conform(table, "figures")
    assert_frame_equal(back, table)
    assert conform(frame("figures")[["start"]], "figures").columns.tolist() == ["start"]
