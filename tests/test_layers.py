"""Data flows one way: no module imports, at once or by way of others, one that imports it; nor does any package."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def imports() -> dict[str, set[str]]:
    """The modules of seedlib by name, each with those that it imports, wherever in it."""
    paths = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in (ROOT / "seedlib").rglob("*.py")}
    known = {name.removesuffix(".__init__"): name for name in paths}
    out: dict[str, set[str]] = {}
    for name, path in paths.items():
        asked = set()
        for node in ast.walk(ast.parse(path.read_text("utf8"))):
            if isinstance(node, ast.ImportFrom) and node.module in known:
                members = {f"{node.module}.{alias.name}" for alias in node.names}
                asked |= members & known.keys() or {node.module}
            elif isinstance(node, ast.Import):
                asked |= {alias.name for alias in node.names} & known.keys()
        out[name] = {known[module] for module in asked}
    return out


@pytest.mark.parametrize("depth", [None, 3, 2], ids=["modules", "packages of figures", "packages"])
def test_no_cycles(depth: int | None) -> None:
    graph: dict[str, set[str]] = {}
    for name, asked in imports().items():
        at = graph.setdefault(_part(name, depth), set())
        at |= {_part(module, depth) for module in asked} - {_part(name, depth)}
    assert len(graph) > 30
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the modules


def _part(name: str, depth: int | None) -> str:
    return ".".join(name.split(".")[:depth])
