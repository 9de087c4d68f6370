"""JupyterLab and the report in a real browser: notebooks run, pictures show, a decision in the form reaches the CSV."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from seedlib.corrections import read_corrections
from seedlib.report import run_notebook, write_report

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
WAIT = 60_000  # milliseconds


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def lab(tmp_path_factory) -> Iterator[tuple[str, Path]]:
    """A JupyterLab of its own on a copy of the notebooks: its address and its folder."""
    home = tmp_path_factory.mktemp("lab")
    work = home / "work"
    for name in ("notebooks", "seeds", "tests/data/sentences/dev"):
        shutil.copytree(ROOT / name, work / name)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kinds = ("CONFIG", "RUNTIME", "DATA")
    env = {**os.environ, **{f"JUPYTER_{kind}_DIR": str(home / kind) for kind in kinds}}
    env |= {f"JUPYTERLAB_{kind}_DIR": str(home / kind) for kind in ("SETTINGS", "WORKSPACES")}
    options = [
        "--no-browser",
        "--allow-root",
        f"--port={port}",
        "--IdentityProvider.token=",
        f"--ServerApp.root_dir={work}",
    ]
    command = [sys.executable, "-m", "jupyterlab", *options, "--LabApp.expose_app_in_browser=True"]
    with (home / "log").open("wb") as log, subprocess.Popen(command, env=env, stdout=log, stderr=log) as server:
        url = f"http://127.0.0.1:{port}"
        try:
            _wait_for(url + "/api/status")
            yield url, work
        finally:
            server.terminate()


def _wait_for(url: str, seconds: int = 60) -> None:
    for _ in range(seconds * 4):
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            time.sleep(0.25)
    pytest.fail(f"no answer from {url}")


def run_all(page: Any, url: str, name: str) -> None:
    """Open a notebook and run all of its cells; returns when the kernel is idle again and every cell has run."""
    page.goto(f"{url}/lab/tree/notebooks/{name}?reset")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=WAIT)
    ready = """() => {
        const context = window.jupyterapp.shell.currentWidget?.sessionContext;
        return context?.isReady && context.session?.kernel?.status === 'idle';
    }"""
    page.wait_for_function(ready, timeout=WAIT)
    page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
    ran = """() => {
        const cells = window.jupyterapp.shell.currentWidget.content.model.cells;
        return [...cells].filter(c => c.type === 'code').every(c => c.executionState === 'idle' && c.executionCount);
    }"""
    page.wait_for_function(ran, timeout=WAIT)


def show_all(page: Any) -> None:
    """Scroll through the notebook: JupyterLab draws cells when they come into view."""
    count = page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.length")
    for n in range(count):
        scroll = "n => window.jupyterapp.shell.currentWidget.content.scrollToItem(n)"
        page.evaluate(scroll, n)
        page.wait_for_timeout(100)


PICTURES = """() => [...document.querySelectorAll('.jp-OutputArea img')].map(i => [i.naturalWidth, i.alt])"""


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_run_all_in_jupyterlab(browser, lab, path):
    url, _ = lab
    page = browser.new_page()
    run_all(page, url, path.name)
    show_all(page)
    outputs = page.evaluate(
        "() => [...window.jupyterapp.shell.currentWidget.content.model.cells]"
        ".filter(c => c.type === 'code').flatMap(c => c.outputs.toJSON().map(o => o.output_type))"
    )
    assert outputs
    assert "error" not in outputs
    pictures = page.evaluate(PICTURES)
    assert len(pictures) == _charts(path)
    for width, alt in pictures:
        assert width > 100
        assert len(alt) > 20
    page.close()


def _charts(path: Path) -> int:
    """How many pictures the notebook has on the seeds: one a chart, the seeds having one total."""
    return path.read_text("utf-8").count("show.chart(")


def test_a_decision_on_the_form_reaches_the_csv_and_the_next_run(browser, lab):
    url, work = lab
    page = browser.new_page(viewport={"width": 1300, "height": 1400})
    run_all(page, url, "02_reported_figures.ipynb")
    show_all(page)
    form = page.locator(".jp-OutputArea-output .widget-box").first
    form.scroll_into_view_if_needed(timeout=WAIT)
    form.get_by_label("value", exact=True).fill("101")
    form.get_by_label("value", exact=True).press("Tab")
    page.get_by_role("button", name="Save changes").click()
    csv = work / "notebooks" / "corrections.csv"
    for _ in range(100):
        if csv.exists():
            break
        page.wait_for_timeout(100)
    table = read_corrections(csv)
    assert list(table["column"]) == ["value"]
    assert (table["old"].iloc[0], table["new"].iloc[0]) == ("100", "101")
    page.close()

    from seedlib import apply_corrections, extract_figures, load_documents

    documents = load_documents(work / "seeds")
    figures, failed = apply_corrections(extract_figures(documents), csv, documents)
    assert failed.empty
    assert figures["value"].iloc[0] == 101


PICK = """
import seedlib
documents = seedlib.load_documents("pick.txt")
seedlib.review(seedlib.extract_figures(documents), documents, "pick.csv")
"""
WHERE = """word => {
    const page = document.querySelector('[aria-label^="the article"]'), range = document.createRange();
    const node = [...page.childNodes].find(n => n.nodeType === 3 && n.data.includes(word));
    range.setStart(node, node.data.indexOf(word));
    range.setEnd(node, node.data.indexOf(word) + word.length);
    const box = range.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
}"""


def test_a_figure_selected_in_the_article_reaches_the_csv(browser, lab):
    """With an emoji before it, which is two characters to the browser and one to Python."""
    url, work = lab
    (work / "notebooks" / "pick.txt").write_text("🌊🌊 قتل 12 شخصاً أمس.\n\nووصلت دفعة جديدة من النازحين.\n", "utf-8")
    cell = {"cell_type": "code", "id": "pick", "metadata": {}, "outputs": [], "execution_count": None, "source": PICK}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = {"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (work / "notebooks" / "pick.ipynb").write_text(json.dumps(notebook), "utf-8")
    page = browser.new_page(viewport={"width": 1300, "height": 1600})
    run_all(page, url, "pick.ipynb")
    page.get_by_text("Add a missed figure").click(timeout=WAIT)
    page.wait_for_selector('[aria-label^="the article"] mark', timeout=WAIT)
    page.mouse.dblclick(*page.evaluate(WHERE, "دفعة"))
    words = page.get_by_label("words", exact=True)
    for _ in range(100):
        if words.input_value() == "دفعة":
            break
        page.wait_for_timeout(100)
    page.get_by_role("button", name="Add", exact=True).click()
    csv = work / "notebooks" / "pick.csv"
    for _ in range(100):
        if csv.exists():
            break
        page.wait_for_timeout(100)
    page.close()

    from seedlib import apply_corrections, extract_figures, load_documents

    documents = load_documents(work / "notebooks" / "pick.txt")
    figures, failed = apply_corrections(extract_figures(documents), csv, documents)
    assert failed.empty
    added = figures[figures["decision"] == "added"]
    assert added["number_text"].tolist() == ["دفعة"]
    assert documents["raw"].iloc[0][added["start"].iloc[0] : added["end"].iloc[0]] == "دفعة"


def test_looks_survive_in_a_notebook_that_someone_else_ran(browser, lab):
    """JupyterLab does not trust it, and takes away style sheets and scripts."""
    url, work = lab
    run_notebook("02_reported_figures", work / "sent", source=str(work / "seeds"))
    page = browser.new_page()
    page.goto(f"{url}/lab/tree/sent/02_reported_figures.ipynb?reset")
    page.wait_for_selector(".jp-OutputArea mark", timeout=WAIT)
    assert page.evaluate(
        "() => [...window.jupyterapp.shell.currentWidget.content.model.cells]"
        ".filter(c => c.type === 'code').every(c => !c.trusted)"
    )
    look = page.evaluate("""() => {
        const mark = document.querySelector('.jp-OutputArea mark');
        const paragraph = mark.closest('p');
        const cell = document.querySelector('.jp-OutputArea td');
        return [getComputedStyle(mark).backgroundColor, getComputedStyle(paragraph).direction,
            getComputedStyle(paragraph).textAlign, getComputedStyle(cell).textAlign, mark.title];
    }""")
    assert look == ["rgba(230, 159, 0, 0.35)", "rtl", "right", "right", "about 100"]
    page.close()


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Path:
    """The page of a report of the seeds."""
    return write_report(ROOT / "seeds", tmp_path_factory.mktemp("report"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_opens_offline_without_a_complaint(browser, index, scheme):
    page = browser.new_page(color_scheme=scheme)
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(index.as_uri())
    assert said == []
    assert [url for url in asked if not url.startswith(("data:", "file:"))] == []
    assert [url for url in asked if url.startswith("file:")] == [index.as_uri()]
    pictures = page.evaluate("() => [...document.images].map(i => [i.naturalWidth, i.alt])")
    assert pictures
    assert all(width > 100 and len(alt) > 20 for width, alt in pictures)
    page.close()
