"""What is given by mistake, the wrong table or an unknown name, is told of in a sentence that says what to give."""

from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from chart_rows import divided, repeated

import seedlib

FIGURES = divided(7)
DOCUMENTS = pd.DataFrame({"doc_id": ["d"], "path": ["a.txt"], "raw": ["قتل 5"], "text": ["قتل 5"]})
MADE_BY = {
    "documents": r"seedlib\.load_documents\(source\)",
    "figures": r"seedlib\.extract_figures\(documents\)",
    "breakdown": r"seedlib\.break_down\(figures\)",
    "claims": r"seedlib\.compare_claims\(figures\)",
}
OF_FIGURES = (
    "bound_figures break_down reconcile compare_claims plot_intervals plot_waterfall plot_policies plot_periods"
)
OF_FIGURES += " plot_sources plot_outcomes plot_hedges plot_headlines plot_map"
WRONG = [
    *((name, DOCUMENTS, "figures") for name in OF_FIGURES.split()),
    ("plot_breakdown", FIGURES, "breakdown"),
    ("plot_composition", FIGURES, "breakdown"),
    ("plot_agreement", FIGURES, "claims"),
    ("extract_figures", FIGURES.drop(columns="doc_id"), "documents"),
]
MADE = {"figures": FIGURES, "breakdown": seedlib.break_down(FIGURES), "claims": seedlib.compare_claims(repeated(3))}


@pytest.mark.parametrize(("name", "table", "wanted"), WRONG, ids=[row[0] for row in WRONG])
def test_another_table(name, table, wanted):
    with pytest.raises(KeyError, match=f"no table of {wanted}, .*give {MADE_BY[wanted]}"):
        getattr(seedlib, name)(table)


@pytest.mark.parametrize(("name", "table", "wanted"), WRONG, ids=[row[0] for row in WRONG])
@pytest.mark.parametrize("given", ["seeds", Path("seeds"), ["seeds"], None], ids=str)
def test_no_table(name, table, wanted, given):
    with pytest.raises(TypeError, match=f"no table of {wanted}; give {MADE_BY[wanted]}"):
        getattr(seedlib, name)(given)


def test_corrections_and_review_want_figures_and_documents():
    for given in (DOCUMENTS, "figures.csv"):
        with pytest.raises((KeyError, TypeError), match=MADE_BY["figures"]):
            seedlib.apply_corrections(given, None)
        with pytest.raises((KeyError, TypeError), match=MADE_BY["figures"]):
            seedlib.review(given, DOCUMENTS)
    for given in (FIGURES, "articles"):
        with pytest.raises((KeyError, TypeError), match=MADE_BY["documents"]):
            seedlib.apply_corrections(FIGURES, None, given)
        with pytest.raises((KeyError, TypeError), match=MADE_BY["documents"]):
            seedlib.review(FIGURES, given)


def test_an_unknown_partition(tmp_path):
    FIGURES.to_parquet(tmp_path / "part-00000.parquet")
    with pytest.raises(ValueError, match="no table 'figure' here; there are documents, figures"):
        seedlib.read_partition(tmp_path / "part-00000.parquet", "figure")


TAKES_POLICY = {name: wanted for name, _, wanted in WRONG if name.startswith("plot")} | {"bound_figures": "figures"}


@pytest.mark.parametrize("name", sorted(TAKES_POLICY.keys() - {"plot_outcomes", "plot_hedges"}))  # which need none
def test_an_unknown_policy(name):
    with pytest.raises(ValueError, match="no policy 'intervall'; there are interval, point"):
        getattr(seedlib, name)(MADE[TAKES_POLICY[name]], policy="intervall")
    plt.close("all")


def test_explain_wants_documents():
    with pytest.raises(KeyError, match=MADE_BY["documents"]):
        seedlib.explain(FIGURES, "f0")


@pytest.mark.parametrize("name", ["plot_breakdown", "plot_composition", "plot_waterfall"])
def test_an_unknown_total(name):
    table = FIGURES if name == "plot_waterfall" else seedlib.break_down(FIGURES)
    getattr(seedlib, name)(table, total_id="f0")
    with pytest.raises(ValueError, match="no total_id 'f00' here; there are f0"):
        getattr(seedlib, name)(table, total_id="f00")
    plt.close("all")


def test_a_figure_without_parts_is_known():
    """Of it the waterfall says that there are none."""
    part = FIGURES.loc[FIGURES["part_of"].notna(), "figure_id"].iloc[0]
    assert seedlib.twin(seedlib.plot_waterfall(FIGURES, total_id=part)).table.empty
    plt.close("all")


@pytest.mark.parametrize("table", [FIGURES, seedlib.break_down(FIGURES)], ids=["figures", "breakdown"])
def test_an_unknown_outcome(table):
    with pytest.raises(ValueError, match="no outcome 'kiled' here; there are killed, injured"):
        seedlib.plot_map(table, outcome="kiled")


def test_save_fix_and_audit_take_an_axes(tmp_path):
    ax = seedlib.plot_breakdown(seedlib.break_down(FIGURES))
    assert seedlib.audit(ax) == []
    assert seedlib.fix(ax) is ax.figure
    written = seedlib.save(ax, tmp_path / "chart", formats=["png"])
    assert [path.name for path in written] == ["chart.png", "chart.csv"]
    plt.close("all")


@pytest.mark.parametrize("function", [seedlib.audit, seedlib.fix, lambda given: seedlib.save(given, "x")])
@pytest.mark.parametrize("given", [FIGURES, "chart", None], ids=["table", "text", "nothing"])
def test_no_chart(function, given):
    with pytest.raises(TypeError, match="is no chart; give a matplotlib Figure or Axes"):
        function(given)


@pytest.mark.parametrize("source", [None, 5, b"articles"])
def test_no_source(source):
    with pytest.raises(TypeError, match="give the path of a file or folder"):
        seedlib.load_documents(source)


def test_an_empty_source_is_not_the_working_directory():
    with pytest.raises(FileNotFoundError, match="no source given"):
        seedlib.load_documents("")


@pytest.mark.parametrize("chart", sorted(name for name in seedlib.__all__ if name.startswith("plot_")))
def test_no_axes(chart):
    table = {"plot_breakdown": seedlib.break_down, "plot_composition": seedlib.break_down}.get(chart, lambda of: of)(
        FIGURES
    )
    table = seedlib.compare_claims(FIGURES) if chart == "plot_agreement" else table
    with pytest.raises(TypeError, match="no Axes"):
        getattr(seedlib, chart)(table, ax=plt.figure())


def test_one_policy_by_its_name():
    assert seedlib.plot_policies(FIGURES, policy="point")
    with pytest.raises(ValueError, match="'nope'"):
        seedlib.plot_policies(FIGURES, policy="nope")
