"""What the README says works: its script runs, its functions exist, its commands are those of the command line."""

import re
import shutil
from pathlib import Path

import pytest

import seedlib
from seedlib.cli import _parser

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
SHELL = "\n".join(re.findall("```sh\n(.*?)```", README, re.DOTALL))


def test_first_commands():
    assert "pip install uv && uv run seedlib report\nuv run pytest\n" in SHELL


@pytest.mark.slow
@pytest.mark.parametrize("script", re.findall("```python\n(.*?)```", README, re.DOTALL))
def test_scripts_run(script, tmp_path, monkeypatch, capsys):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    exec(compile(script, "README.md", "exec"), {})
    assert (tmp_path / "runs" / "origins.png").exists()
    explained = seedlib.reconcile(seedlib.extract_figures(seedlib.load_documents("seeds")))["explanation"].tolist()
    assert explained
    assert capsys.readouterr().out.splitlines() == explained


def test_commands_are_known():
    commands = re.findall(r"uv run seedlib (.*)", SHELL)
    assert len(commands) >= 3
    for command in commands:
        _parser().parse_args(command.split())


def test_functions_are_those_of_the_package():
    table = README.split("## Functions")[1].split("## ")[0]
    named = {
        name for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for name in re.findall(r"`([\w.]+)", row)
    }
    assert {name.split(".")[0] for name in named} == set(seedlib.__all__) - {"find_corpus"}
    for name in named:
        part = seedlib
        for step in name.split("."):
            part = getattr(part, step)


def test_every_link_leads_somewhere():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("https://") or (ROOT / target).exists(), target


def test_notebooks_are_listed():
    assert set(re.findall(r"`(\d\d_\w+)`", README)) == {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
