"""The style has Arabic in its fonts, and a chart turned for readers from the right is turned once and wholly."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from matplotlib.font_manager import findfont, get_font
from matplotlib.offsetbox import TextArea

from seedlib.labels import logical
from seedlib.style import fonts, rtl, use_style

pytestmark = pytest.mark.matplotlib


@pytest.fixture(autouse=True)
def _closed():
    plt.switch_backend("agg")
    yield
    plt.close("all")


def test_some_font_has_every_arabic_letter() -> None:
    faces = [get_font(findfont(name)) for name in fonts()]
    letters = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي٠١٢٣٤٥٦٧٨٩،؛؟٪ًٌٍَُِّْ"
    assert [char for char in letters if not any(face.get_char_index(ord(char)) for face in faces)] == []
    assert fonts()[-1] == "DejaVu Sans"


def test_settings_are_as_before_when_the_block_ends() -> None:
    before = dict(plt.rcParams)
    with use_style("dark"):
        assert plt.rcParams["font.family"] == list(fonts())
        assert plt.rcParams["figure.facecolor"] != before["figure.facecolor"]
    assert dict(plt.rcParams) == before


def test_no_text_is_smaller_than_eight_points() -> None:
    with use_style():
        sizes = [value for name, value in plt.rcParams.items() if name.endswith(("labelsize", "fontsize", "font.size"))]
    assert min(size for size in sizes if isinstance(size, float)) >= 8


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 has it."""
    parts = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["text.color", "xtick.color", "axes.labelcolor", "axes.titlecolor"])
def test_words_stand_out_from_the_page(theme: str, name: str) -> None:
    with use_style(theme):
        page, ink = luminance(plt.rcParams["figure.facecolor"]), luminance(plt.rcParams[name])
    assert (max(page, ink) + 0.05) / (min(page, ink) + 0.05) >= 7  # WCAG 2, level AAA


def test_an_unknown_theme_is_an_error() -> None:
    with pytest.raises(ValueError, match="light or dark"):
        use_style("sepia")


def bars() -> plt.Axes:
    table = pd.DataFrame({"قتلى": [15, 40], "جرحى": [20, 12]}, index=["حلب", "إدلب"])
    return table.plot.barh(title="الضحايا")


def test_bars_grow_leftwards_from_names_on_the_right() -> None:
    ax = rtl(rtl(bars()))
    assert ax.xaxis_inverted()
    assert ax.yaxis.get_ticks_position() == "right"
    assert ax.yaxis.get_label_position() == "right"
    assert logical(ax.get_title(loc="right")) == "الضحايا"
    assert ax.get_title() == ax.get_title(loc="left") == ""


def test_legend_markers_stand_on_the_right() -> None:
    ax = bars()
    for _ in range(2):
        rtl(ax)
        ax.figure.draw_without_rendering()
        legend = ax.get_legend()
        for text, handle in zip(legend.get_texts(), legend.legend_handles, strict=True):
            assert text.get_window_extent().x1 <= handle.get_window_extent().x0
        column = legend.get_children()[0].get_children()[1].get_children()[0]
        assert [isinstance(entry.get_children()[0], TextArea) for entry in column.get_children()] == [True, True]
    assert [logical(text.get_text()) for text in legend.get_texts()] == ["قتلى", "جرحى"]


@pytest.mark.parametrize("draw", ["matplotlib", "pandas"])
def test_time_runs_from_left_to_right(draw: str) -> None:
    days = pd.date_range("2018-11-01", periods=5)
    if draw == "pandas":
        ax = pd.Series(range(5), index=days).plot()
    else:
        ax = plt.figure().add_subplot()
        ax.plot(days, range(5))
    ax.set_title("زمن", loc="left")
    rtl(ax)
    assert not ax.xaxis_inverted()
    assert logical(ax.get_title(loc="right")) == "زمن"
    assert rtl(ax, mirror=True).xaxis_inverted()
