"""Where articles are looked for: here, and above within the project."""

from pathlib import Path

import pytest

from seedlib import find_corpus


@pytest.fixture
def tree(tmp_path: Path, monkeypatch) -> Path:
    """outside/project/notebooks, started in the last; articles in each, and other names outside."""
    here = tmp_path / "outside" / "project" / "notebooks"
    for folder in ("outside/elsewhere", "outside/project/seeds", "outside/project/notebooks/mine", "outside/seeds"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.chdir(here)
    return here


@pytest.mark.parametrize("mark", ["pyproject.toml", ".git"])
@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("mine", "mine"),
        ("seeds", "../seeds"),
        ("../seeds", "../seeds"),
        ("elsewhere", None),
        ("../../elsewhere", "../../elsewhere"),
    ],
)
def test_within_a_project(tree, mark, source, found):
    (tree.parent / mark).touch()
    if found is None:
        with pytest.raises(FileNotFoundError, match=r"looked for .*notebooks/elsewhere, .*project/elsewhere$"):
            find_corpus(source)
    else:
        assert find_corpus(source).resolve() == (tree / found).resolve()


def test_outside_of_a_project_here_and_beside(tree):
    assert find_corpus("mine") == tree / "mine"
    assert find_corpus() == tree.parent / "seeds"
    with pytest.raises(FileNotFoundError, match=r"looked for [^,]*notebooks/elsewhere, [^,]*project/elsewhere$"):
        find_corpus("elsewhere")


@pytest.mark.parametrize("source", ["", " "])
def test_an_empty_source_is_not_the_working_directory(tree, source):
    with pytest.raises(FileNotFoundError, match="no source given"):
        find_corpus(source)


def test_a_path_in_full_is_taken_as_it_is(tree):
    assert find_corpus(tree / "mine") == tree / "mine"
    with pytest.raises(FileNotFoundError, match=r"looked for"):
        find_corpus(tree / "seeds")
