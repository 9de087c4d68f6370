"""The size of what has to be taken in at once, in lines; docstrings are there to help, and do not count."""

import ast
from pathlib import Path

import pytest

MODULE, FUNCTION = 300, 40
MODULES = sorted((Path(__file__).parents[1] / "seedlib").rglob("*.py"))
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def read(path: Path) -> tuple[set[int], ast.Module]:
    """The numbers of the lines of a module that are in no docstring, and its tree."""
    text = path.read_text("utf-8")
    found, tree = set(range(1, len(text.splitlines()) + 1)), ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, Documented) and ast.get_docstring(node) is not None:
            found -= set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    return found, tree


@pytest.mark.parametrize("path", MODULES, ids=lambda path: "/".join(path.parts[-2:]))
def test_a_module_and_each_of_its_functions_can_be_taken_in(path):
    lines, tree = read(path)
    assert len(lines) <= MODULE
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = len(lines & set(range(node.lineno, (node.end_lineno or 0) + 1)))
            assert size <= FUNCTION, f"{node.name}: {size} lines"
