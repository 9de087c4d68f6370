"""The notebooks as products: committed without outputs, short cells, and they run wherever they are started."""

import ast
import json
import re
import warnings
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ANY = [path for path in NOTEBOOKS if path.stem != "06_quality"]  # which needs annotations of the articles
ARABIC = re.compile("[\u0600-\u06ff]")
OTHERS = {
    "first.txt": "مقتل 9 مدنيين في حمص\n\nقال ناشطون إن 9 مدنيين قتلوا في مدينة حمص، بينهم 3 أطفال وامرأتان.\n",
    "second.txt": "وصول 1,200 نازح\n\nأعلنت الأمم المتحدة وصول نحو 1,200 نازح، 700 منهم من درعا و400 من السويداء.\n",
}


def cells(path: Path, kind: str = "code") -> list[dict[str, Any]]:
    return [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == kind]


def run(path: Path, folder: Path, cwd: Path | None = None, **parameters: Any) -> list[dict[str, Any]]:
    """Run with papermill; the outputs of all cells."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import papermill

        done = papermill.execute_notebook(
            path, folder / path.name, parameters=parameters, cwd=cwd, progress_bar=False, kernel_name="python3"
        )
    return [output for cell in done.cells if cell.cell_type == "code" for output in cell.outputs]


def located(path: Path) -> dict[str, str]:
    """The notebook's own default files, named in full."""
    import papermill

    names = {"source", "annotations"} & set(papermill.inspect_notebook(path))
    defaults = {name: ast.literal_eval(papermill.inspect_notebook(path)[name]["default"]) for name in names}
    return {name: str(ROOT / default) for name, default in defaults.items()}


@pytest.fixture
def others(tmp_path: Path) -> Path:
    folder = tmp_path / "others"
    folder.mkdir()
    for name, text in OTHERS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


every = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def test_there_are_notebooks():
    assert len(NOTEBOOKS) >= 3


@every
def test_committed_without_outputs(path):
    for cell in cells(path):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
        assert set(cell["metadata"]) <= {"tags"}


@every
def test_short_cells_without_functions_or_arabic(path):
    code = cells(path)
    assert len(code) <= 25
    for cell in code:
        source = "".join(cell["source"])
        assert len(source.splitlines()) <= 5, source
        assert not ARABIC.search(source), source
        assert not any(isinstance(node, ast.FunctionDef | ast.Lambda) for node in ast.walk(ast.parse(source)))


@every
def test_python3_kernel_and_a_parameters_cell_that_papermill_reads(path):
    import papermill

    assert json.loads(path.read_text("utf-8"))["metadata"]["kernelspec"]["name"] == "python3"
    assert [cell["metadata"].get("tags") for cell in cells(path)].count(["parameters"]) == 1
    found = papermill.inspect_notebook(path)
    assert "source" in found
    for parameter in found.values():
        assert parameter["inferred_type_name"] in {"str", "int"}
        assert parameter["help"]


@every
def test_prose_around_charts_and_a_last_word(path):
    everything = json.loads(path.read_text("utf-8"))["cells"]
    assert everything[0]["source"][0].startswith("# ")
    assert everything[-1]["source"][0].rstrip() == "## What these numbers cannot say"
    for before, cell, after in zip(everything, everything[1:], everything[2:], strict=False):
        if "show.chart(" in "".join(cell["source"]):
            assert before["cell_type"] == "markdown"
            assert after["cell_type"] == "markdown" or "Markdown(" in "".join(after["source"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "start"),
    [(path, start) for path in NOTEBOOKS for start in ("root", "notebooks", "elsewhere")[path.stem != "03_origins" :]],
    ids=lambda value: getattr(value, "stem", value),
)
def test_runs_from_anywhere(path, tmp_path, start):
    cwd = {"root": ROOT, "notebooks": ROOT / "notebooks", "elsewhere": tmp_path}[start]
    given = located(path) if start == "elsewhere" else {}
    outputs = run(path, tmp_path, cwd=cwd, **given)
    assert not [output for output in outputs if output["output_type"] in {"error", "stream"}]
    html = "".join(output["data"].get("text/html", "") for output in outputs if "data" in output)
    assert 'dir="rtl"' in html
    assert "<style" not in html
    assert all('alt="' in image for image in re.findall("<img[^>]*>", html))


@pytest.mark.slow
@pytest.mark.parametrize("path", ANY, ids=lambda path: path.stem)
def test_runs_on_other_articles(path, tmp_path, others):
    outputs = run(path, tmp_path, cwd=tmp_path, source="others")
    assert not [output for output in outputs if output["output_type"] == "error"]


@pytest.mark.slow
def test_runs_where_no_figure_is_reported(tmp_path):
    (tmp_path / "none.txt").write_text("اجتمع الوزراء في العاصمة وبحثوا التعاون.\n", "utf-8")
    for path in ANY:
        run(path, tmp_path, cwd=tmp_path, source=str(tmp_path / "none.txt"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: None, "looked for"),
        (lambda path: path.mkdir(), "no articles"),
        (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe"), "not "),
    ],
    ids=["missing", "empty folder", "not text"],
)
def test_what_cannot_be_read_is_said(tmp_path, make, said):
    from papermill.exceptions import PapermillExecutionError

    make(tmp_path / "wrong.txt")
    with pytest.raises(PapermillExecutionError, match=f"wrong.txt.*{said}|{said}.*wrong.txt"):
        run(ROOT / "notebooks" / "03_origins.ipynb", tmp_path, source=str(tmp_path / "wrong.txt"))
