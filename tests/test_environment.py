"""environment.yml says the same as pyproject.toml, in conda's names."""

import csv
import hashlib
import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
# conda-forge's names where they are not PyPI's
CONDA = {"arabic-reshaper": "arabic_reshaper", "matplotlib": "matplotlib-base"}
TOOLS = {"python", "pip", "uv"}


def split(requirement: str) -> tuple[str, str]:
    match = re.fullmatch(r"([\w.-]+)\s*(.*)", requirement)
    assert match
    return match[1], match[2].replace(" ", "")


@pytest.fixture(scope="module")
def conda() -> dict[str, str]:
    entries = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    from_pip = next(entry["pip"] for entry in entries if isinstance(entry, dict))
    named = [entry for entry in [*entries, *from_pip] if isinstance(entry, str) and not entry.startswith("--")]
    return dict(map(split, named))


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_same_packages_and_bounds(conda, project):
    wanted = dict(map(split, project["dependencies"]))
    assert {CONDA.get(name, name): bound for name, bound in wanted.items()} == {
        name: bound for name, bound in conda.items() if name not in TOOLS
    }


def test_same_python(conda, project):
    assert conda["python"] == project["requires-python"].replace(" ", "")


def test_conda_names_are_not_those_of_pypi(conda):
    assert not set(CONDA) & set(conda)


def test_manifest_lists_every_seed():
    with (ROOT / "seeds" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["file"]: row["sha256"] for row in csv.DictReader(file)}
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (ROOT / "seeds").glob("*.txt")}
    assert listed == found
