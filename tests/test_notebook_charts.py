"""The charts of the notebooks: each is right before anything mends it, on every matplotlib and in every language."""

import ast
import json
import warnings
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes

from seedlib.repair import audit

pytestmark = pytest.mark.matplotlib
ROOT = Path(__file__).parents[1]
NOTEBOOKS = [path for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if "show.chart(" in path.read_text("utf-8")]


class _Collected(ast.NodeTransformer):
    """``show.chart(x)`` becomes ``collected.append(x)``: the charts themselves, before they are pictures."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if ast.unparse(node.func) == "show.chart":
            node.func, node.keywords = ast.parse("collected.append", mode="eval").body, []
        return node


def charts(path: Path, **parameters: Any) -> list[Axes]:
    """The charts of a notebook, whose cells are run here with other parameters."""
    scope: dict[str, Any] = {"collected": []}
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            tree = ast.fix_missing_locations(_Collected().visit(ast.parse("".join(cell["source"]))))
            exec(compile(tree, str(path), "exec"), scope)
            scope.update({name: value for name, value in parameters.items() if name in scope})
    return scope["collected"]


@pytest.mark.parametrize("lang", ["ar", "en", "both"])
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_chart_needs_mending(path: Path, lang: str, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    plt.switch_backend("agg")
    monkeypatch.chdir(ROOT)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph among them
        own = path.stem == "06_quality"  # which needs annotations of the articles
        source = {} if own else {"source": str(ROOT / "docs" / "gallery" / "sample.jsonl")}
        drawn = charts(path, lang=lang, **source)
        assert drawn
        for ax in drawn:
            assert audit(ax.figure) == []
            ax.figure.canvas.draw()
    plt.close("all")
