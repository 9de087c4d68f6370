"""The documentation: its scripts run, its commands are known, its reference is complete, and it builds."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import seedlib
from seedlib.cli import _parser

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [DOCS / "index.md", DOCS / "method.md", *sorted((DOCS / "howto").glob("*.md"))]
ARTICLES = {
    "one.txt": "مقتل 9 مدنيين في حمص\n\nقال ناشطون إن 9 مدنيين قتلوا في مدينة حمص، بينهم 3 أطفال وامرأتان.\n",
    "two.txt": "وصول نازحين\n\nأعلنت الأمم المتحدة وصول نحو 1,200 نازح، 700 منهم من درعا و400 من السويداء.\n",
}


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(f"^```{language}\n(.*?)^```", path.read_text("utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.slow
@pytest.mark.parametrize("path", [page for page in PAGES if blocks(page, "python")], ids=lambda path: path.stem)
def test_scripts_run(path, tmp_path, monkeypatch):
    """All scripts of a page, one after the other, in a folder with articles, and with the seeds."""
    (tmp_path / "articles").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "articles" / name).write_text(text, "utf-8")
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    exec(compile("\n".join(blocks(path, "python")), str(path), "exec"), {})


def test_a_manifest_as_the_page_writes_it_is_read(tmp_path):
    """Date and publisher of text files, which name neither."""
    (manifest,) = (block for block in blocks(DOCS / "howto" / "articles.md", "text") if block.startswith("file,"))
    (tmp_path / "manifest.csv").write_text(manifest, "utf-8")
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text, "utf-8")
    documents = seedlib.load_documents(tmp_path)
    told = documents[["publisher", "published"]].astype(str).agg(",".join, axis=1)
    assert sorted(told) == sorted(line.split(",", 1)[1] for line in manifest.splitlines()[1:])


def test_commands_are_known():
    shell = "\n".join(block for page in PAGES for block in blocks(page, "sh"))
    commands = re.findall(r"(?m)^(?:pip install uv && )?uv run seedlib (.+)$", shell)
    assert len(commands) >= 4
    for command in commands:
        _parser().parse_args(command.split())


def test_reference_has_every_public_name():
    page = (DOCS / "reference" / "functions.md").read_text("utf-8")
    named = set(re.findall(r"auto(?:function|module):: seedlib\.(\w+)", page))
    assert named == set(seedlib.__all__)


def test_every_link_and_picture_is_there():
    for page in DOCS.rglob("*.md"):
        if {"generated", "tutorial"} & set(page.parts):
            continue
        for target in re.findall(r"\]\(([^)#]+)\)|^```{image} (\S+)", page.read_text("utf-8"), re.MULTILINE):
            path = target[0] or target[1]
            made = path.startswith("https://") or "generated/" in path
            assert made or (page.parent / path).exists(), f"{page.name}: {path}"


@pytest.mark.slow
def test_it_builds_without_a_warning(tmp_path):
    pytest.importorskip("myst_nb", reason="the group docs is not installed")
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", str(DOCS), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    tutorial = (tmp_path / "tutorial" / "03_origins.html").read_text("utf-8")
    assert 'dir="rtl"' in tutorial
