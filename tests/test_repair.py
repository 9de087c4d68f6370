"""Figures that others drew: what is wrong is listed, mended, and stays right in every file that is written."""

import shutil
import subprocess
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter
from PIL import Image

from seedlib.labels import LRI, LRM, PDI, RLI, isolate, label, logical, shapes
from seedlib.repair import audit, fix, save
from seedlib.style import rtl, use_style

pytestmark = pytest.mark.matplotlib
NEW = shapes()
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(autouse=True)
def _style():
    plt.switch_backend("agg")
    with use_style():
        yield
    plt.close("all")


def kinds(fig: Figure) -> set[str]:
    return {problem.kind for problem in audit(fig)}


def one(text: str, **options: object) -> Figure:
    fig = plt.figure()
    fig.text(0.5, 0.5, text, **options)
    return fig


@pytest.mark.parametrize(
    ("text", "options", "new", "old"),
    [
        ("حلب (2018)", {}, set(), {"unshaped"}),
        ("ISIS في حلب", {}, {"left_to_right"}, {"unshaped"}),
        ("15 قتيلاً", {}, set(), {"unshaped"}),
        ("(ﺐﻠﺣ) 15", {}, {"pre_shaped"}, set()),
        ("حلب $x$", {}, {"mathtext"}, {"unshaped", "mathtext"}),
        (r"حلب $\unknown$", {}, {"mathtext"}, {"unshaped", "mathtext"}),
        (label("حلب"), {"wrap": True}, {"wrapped"}, {"wrapped"}),
        (label("حلب\nISIS في حلب"), {}, set(), set()),
        (label("5$ أو 10$"), {}, set(), set()),
        (label("a ب", "ltr"), {}, set(), set()),
        ("Aleppo $x^2$", {}, set(), set()),
        ("\U0001f9ff", {}, {"missing_glyph"}, {"missing_glyph"}),
        (label("حلب"), {"family": "DejaVu Serif"}, {"missing_glyph"}, {"missing_glyph"}),
        (label("حلب"), {"family": "DejaVu Sans", "style": "italic"}, {"missing_glyph"}, {"missing_glyph"}),
        ("", {}, set(), set()),
    ],
)
@pytest.mark.filterwarnings("ignore:Glyph")
def test_audit(text: str, options: dict[str, object], new: set[str], old: set[str]) -> None:
    assert kinds(one(text, **options)) == (new if NEW else old)


def test_a_problem_says_what_to_do() -> None:
    problem = audit(one("حلب $x$"))[0]
    assert str(problem) == f"{problem.kind}: 'حلب $x$': {problem.advice}"
    assert "label(text)" in problem.advice


def drawn_by_pandas() -> Figure:
    table = pd.DataFrame({"قتلى": [15, 40], "جرحى (مدنيون)": [20, 12]}, index=["ريف دمشق", "ISIS في حلب"])
    ax = table.plot.barh(title="الضحايا (2018)", xlabel="العدد")
    ax.annotate("ISIS أول", (20, 1))
    ax.table([["حلب", "15"]], loc="bottom", colLabels=["مكان", "عدد"])
    return ax.figure


def drawn_by_recipe() -> Figure:
    from arabic_reshaper import reshape
    from bidi import get_display

    ax = plt.figure().add_subplot()
    ax.bar([get_display(reshape(name)) for name in ("حلب", "ريف دمشق")], [1, 2])
    ax.set_title(get_display(reshape("الضحايا والجرحى 15")))
    return ax.figure


def drawn_plainly() -> Figure:
    fig, (left, right) = plt.subplots(1, 2)
    left.set_xticks([0, 1], ["أول", "ISIS ثان"])
    right.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f} قتيلاً"))
    right.plot([1, 2], label="خط أول")
    right.legend(title="مفتاح")
    fig.suptitle("عنوان مائل", style="italic", family="DejaVu Serif")
    fig.text(0.1, 0.5, "كلمات كثيرة جداً في سطر واحد طويل " * 4, wrap=True)
    return fig


@pytest.mark.parametrize("draw", [drawn_by_pandas, drawn_by_recipe, drawn_plainly])
def test_fix_leaves_nothing_to_audit(draw: Callable[[], Figure]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fig = draw()
    if not (NEW is False and draw is drawn_by_recipe):
        assert audit(fig)
    for _ in range(2):
        assert fix(fig) is fig
        assert audit(fig) == []
    fig.canvas.draw()  # a missing glyph would be an error here


def test_what_fix_leaves_can_be_read() -> None:
    fig = fix(drawn_by_pandas())
    texts = {logical(text.get_text()) for text in fig.findobj(Text)}
    assert {"قتلى", "جرحى (مدنيون)", "ريف دمشق", "ISIS في حلب", "الضحايا (2018)", "ISIS أول"} <= texts
    cells = [cell.get_text().get_text() for cell in fig.axes[0].tables[0].get_celld().values()]
    assert sorted(cells) == sorted(label(text) for text in ("مكان", "عدد", "حلب", "15"))


def test_a_recipe_is_undone_where_matplotlib_shapes() -> None:
    fig = fix(drawn_by_recipe())
    texts = {logical(text.get_text()) for text in fig.findobj(Text)}
    assert {"حلب", "ريف دمشق", "الضحايا والجرحى 15"} <= texts


def test_ticks_stay_right_when_the_axis_changes() -> None:
    fig = fix(drawn_plainly())
    right = fig.axes[1]
    right.set_ylim(0, 500)
    fig.draw_without_rendering()
    ticks = [tick.get_text() for tick in right.get_yticklabels()]
    assert ticks == [label(logical(tick)) for tick in ticks]
    assert logical(ticks[-1]) == "500 قتيلاً"
    assert audit(fig) == []


def test_lines_in_latin_are_left_alone() -> None:
    fig, ax = plt.subplots()
    ax.set(title="Reported figures $x^2$", xlabel="count")
    ax.plot([1, 2])
    fig.draw_without_rendering()
    before = [text.get_text() for text in fig.findobj(Text)]
    fix(fig)
    assert [text.get_text() for text in fig.findobj(Text)] == before
    assert audit(fig) == []


# ---------------------------------------------------------------- files


def test_save_writes_each_format_and_the_table(tmp_path: Path) -> None:
    table = pd.DataFrame({"place": ["حلب"], "n": [15]})
    fig = fix(drawn_by_pandas())
    written = save(fig, tmp_path / "new" / "chart", table)
    assert [path.name for path in written] == ["chart.png", "chart.svg", "chart.pdf", "chart.csv"]
    pd.testing.assert_frame_equal(pd.read_csv(written[-1]), table)
    assert [path.name for path in save(fig, tmp_path / "one.svg")] == ["one.svg"]
    listed = pd.DataFrame({"codes": [["SYR"]], "n": [15.0], "text": ["=1+1"]}, index=pd.Index(["a"], name="id"))
    told = save(fig, tmp_path / "listed.svg", listed)[-1].read_bytes().decode("utf-8-sig")
    assert told == 'id,codes,n,text\na,"[""SYR""]",15,\'=1+1\n'
    assert [path.name for path in save(fig, tmp_path / "v1.2", formats=["png"])] == ["v1.2.png"]
    assert [path.name for path in save(fig, tmp_path / "v1.3", formats="png")] == ["v1.3.png"]


def test_save_refuses_a_figure_that_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="mathtext"):
        save(one("حلب $x$"), tmp_path / "chart.png")
    with pytest.raises(ValueError, match="formats are png, svg, pdf"):
        save(one("حلب"), tmp_path / "chart", formats=["gif"])
    with pytest.raises(ValueError, match="cannot save as jpg: formats are png, svg, pdf"):
        save(one("حلب"), tmp_path / "chart.jpg")
    assert list(tmp_path.iterdir()) == []


def pandas_with_long_names() -> Figure:
    names = ["إيرانيون وباكستانيون وعراقيون ولبنانيون", "عناصر المصالحات مع ميليشيا أسد"]
    with matplotlib.rc_context({"figure.constrained_layout.use": False}):
        return rtl(pd.DataFrame({"n": [15, 40]}, index=names).plot.barh(legend=False)).figure


def by_hand() -> Figure:
    with matplotlib.rc_context({"figure.constrained_layout.use": False}):
        fig = plt.figure(figsize=(3, 2))
    for x, y in ((0.9, 0.5), (0.5, 0.98), (-0.2, 0.2)):
        fig.text(x, y, label("عناصر المصالحات مع ميليشيا أسد"))
    return fig


@pytest.mark.parametrize(("draw", "left"), [(pandas_with_long_names, set()), (by_hand, {"cut_off"})])
def test_nothing_is_ever_cut(tmp_path: Path, draw: Callable[[], Figure], left: set[str]) -> None:
    fig = draw()
    for text in fig.findobj(Text):
        text.set_text(label(text.get_text()))
    assert "cut_off" in kinds(fix_labels(fig))
    (taken,) = save(fig, tmp_path / "taken.png")
    assert clear(taken)
    fig.savefig(tmp_path / "cut.png")
    with Image.open(taken) as larger, Image.open(tmp_path / "cut.png") as own:
        assert larger.width > own.width
    assert kinds(fix(fig)) == kinds(fix(fig)) == left
    (mended,) = save(fig, tmp_path / "mended.png")
    assert clear(mended)


def fix_labels(fig: Figure) -> Figure:
    """The names of the rows made right, and nothing else."""
    for ax in fig.axes:
        ax.set_yticks(ax.get_yticks(), [label(logical(tick.get_text())) for tick in ax.get_yticklabels()])
    return fig


def clear(path: Path) -> bool:
    """Whether no ink touches the edge of a picture."""
    dark = np.asarray(Image.open(path).convert("L")) < 128
    return not (dark[0].any() or dark[-1].any() or dark[:, 0].any() or dark[:, -1].any())


@pytest.mark.parametrize(
    ("ticks", "options", "found"),
    [
        (["1,000,000"] * 9, {}, True),
        (["1"] * 9, {}, False),
        (["1,000,000"] * 9, {"rotation": 90}, False),
        (["1,000,000"] * 9, {"rotation": 40}, False),  # boxes meet, letters do not
        (["1", *["1,000,000"] * 8], {"view": (-0.5, 0.5)}, False),  # out of view
    ],
)
def test_tick_labels_that_meet(tmp_path: Path, ticks: list[str], options: dict[str, Any], found: bool) -> None:
    fig, ax = plt.subplots(figsize=(4, 2))
    ax.set_xlim(options.pop("view", (-0.5, 8.5)))
    view = ax.get_xlim()
    ax.set_xticks(range(9), ticks, **options)
    ax.set_xlim(view)
    assert kinds(fig) == ({"overlap"} if found else set())
    assert save(fig, tmp_path / "chart.png")  # for the drawer to decide


@pytest.mark.parametrize("projection", ["polar", "3d"])
def test_charts_of_other_shapes_are_audited_too(projection: str) -> None:
    fig = plt.figure(layout="none")  # older ones cannot lay a cube out
    fig.add_subplot(projection=projection).set_title(label("حلب"))
    assert kinds(fix(fig)) == set()


def test_svg_keeps_text_as_typed(tmp_path: Path) -> None:
    text = f"قتلى <{isolate('15-25')}> & SDF"
    save(one(label(text)), tmp_path / "chart.svg")
    svg = (tmp_path / "chart.svg").read_text("utf8")
    inner = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f">{RLI}{inner}{PDI}</text>" in svg
    save(one(label("SDF في حلب", "ltr")), tmp_path / "left.svg")
    assert f">{LRI}{LRM}SDF في حلب{PDI}</text>" in (tmp_path / "left.svg").read_text("utf8")


def test_saving_leaves_the_figure_as_it_was(tmp_path: Path) -> None:
    fig = one(label("كتابٌ"))
    save(fig, tmp_path / "chart")
    assert fig.texts[0].get_path_effects() == []
    assert fig.texts[0].get_text() == label("كتابٌ")


def ink(image: Image.Image, block: int = 8) -> np.ndarray:
    """Darkness, averaged over blocks, so that smoothing does not count and places do."""
    dark = 255 - np.asarray(image.convert("L"), dtype=float)
    rows, columns = (size // block for size in dark.shape)
    return dark[: rows * block, : columns * block].reshape(rows, block, columns, block).mean((1, 3))


def apart(first: Image.Image, second: Image.Image) -> float:
    """The share of ink that is not in the same place."""
    return float(np.abs(ink(first) - ink(second)).sum() / ink(first).sum())


def page(path: Path, dpi: float) -> Image.Image:
    return pytest.importorskip("pypdfium2").PdfDocument(path)[0].render(scale=dpi / 72).to_pil()


MARKED = ["قُتِلَ مُقاتلٌ", "كتابٌ", f"نحو {isolate('80±15')} قتيلٍ", "عَلَمٍ (2018)"]


@pytest.mark.parametrize("text", MARKED)
def test_pdf_looks_as_png(tmp_path: Path, text: str) -> None:
    fig = plt.figure(figsize=(4, 1))
    fig.text(0.5, 0.4, label(text), ha="center", fontsize=22)
    png, pdf = save(fig, tmp_path / "chart", formats=["png", "pdf"])
    assert apart(Image.open(png), page(pdf, 200)) < 0.25


@pytest.mark.skipif(not NEW, reason="only where matplotlib shapes")
def test_the_comparison_of_files_rejects_displaced_marks(tmp_path: Path) -> None:
    fig = plt.figure(figsize=(4, 1))
    fig.text(0.5, 0.4, label(MARKED[0]), ha="center", fontsize=22)
    fig.savefig(tmp_path / "plain.pdf")
    (png,) = save(fig, tmp_path / "chart.png")
    assert apart(Image.open(png), page(tmp_path / "plain.pdf", 200)) > 0.25


def browse(svg: Path, wide: int) -> Image.Image:
    """A screenshot of an SVG in Chromium, so many pixels wide."""
    target = svg.with_suffix(".shot.png")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]
    html = f'<body style="margin:0"><img src="{svg.as_uri()}" width="{wide}"></body>'
    frame = svg.with_suffix(".html")
    frame.write_text(html, "utf8")
    profile = f"--user-data-dir={svg.parent / 'profile'}"
    size = [f"--window-size={wide},200", f"--screenshot={target}"]
    subprocess.run([CHROMIUM, *flags, profile, *size, frame.as_uri()], check=True, capture_output=True, timeout=60)
    return Image.open(target)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
@pytest.mark.parametrize("text", [*MARKED, "(ISIS) تنظيم «الدولة» 2018-11-03", "Idlib ثم حلب (20)"])
def test_svg_looks_as_png(tmp_path: Path, text: str) -> None:
    fig = plt.figure(figsize=(4, 1))
    fig.text(0.5, 0.4, label(text), ha="center", fontsize=22)
    png, svg = save(fig, tmp_path / "chart", formats=["png", "svg"])
    drawn = Image.open(png)
    assert apart(drawn, browse(svg, drawn.width)) < 0.3


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_the_comparison_of_files_rejects_text_from_the_left(tmp_path: Path) -> None:
    fig = plt.figure(figsize=(4, 1))
    fig.text(0.5, 0.4, label("Idlib ثم حلب (20)"), ha="center", fontsize=22)
    png, svg = save(fig, tmp_path / "chart", formats=["png", "svg"])
    svg.write_text(svg.read_text("utf8").replace(RLI, "").replace(PDI, ""), "utf8")
    drawn = Image.open(png)
    assert apart(drawn, browse(svg, drawn.width)) > 0.3


def test_letters_that_no_font_has_are_shown_as_such() -> None:
    fig, ax = plt.subplots()
    ax.set_title("وكالة \U00012000")  # a cuneiform sign
    ax.set_yticks([0, 1], ["حلب \U00012000", "حمص"])
    assert kinds(fig) >= {"missing_glyph"}
    assert audit(fix(fig)) == []
    assert "\ufffd" in ax.get_title()
    fig.canvas.draw()
    assert "\ufffd" in ax.get_yticklabels()[0].get_text()
    assert "حمص" in logical(ax.get_yticklabels()[1].get_text())
