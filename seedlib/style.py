"""Style: fonts that have Arabic, colours that everyone can tell apart, and a page that is read from the right."""

from contextlib import AbstractContextManager
from functools import cache
from importlib import resources
from typing import Any

import matplotlib.style
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.dates import DateLocator
from matplotlib.font_manager import fontManager
from matplotlib.offsetbox import TextArea

from seedlib.labels import label

STYLE = resources.files("seedlib").joinpath("seedlib.mplstyle")
# Wanted first: Noto Sans Arabic matches Noto Sans; DejaVu Sans comes with matplotlib and is always there.
FAMILIES = ("Noto Sans", "Noto Sans Arabic", "DejaVu Sans")
NEEDS = {"Noto Sans": "Noto Sans Arabic"}  # a face without Arabic is of use only beside its companion
DARK = {
    "figure.facecolor": "#16191d",
    "axes.facecolor": "#16191d",
    "axes.edgecolor": "#8a8f98",
    "axes.labelcolor": "#dfe3e8",
    "axes.titlecolor": "#f4f6f8",
    "text.color": "#dfe3e8",
    "xtick.color": "#b9bfc8",
    "ytick.color": "#b9bfc8",
    "grid.color": "#30353c",
    "hatch.color": "#b9bfc8",
    # The same hues, lighter where they would sink into the dark; yellow is at its best here.
    "axes.prop_cycle": cycler(
        color=["#56B4E9", "#E69F00", "#2FBF9B", "#CC79A7", "#F0E442", "#F0803C", "#A8ADB5", "#3D9BD9"]
    ),
}


@cache
def fonts() -> tuple[str, ...]:
    """The font families to use, first to last, of those installed: Noto Sans with its Arabic, else DejaVu Sans."""
    installed = {entry.name for entry in fontManager.ttflist}
    return tuple(name for name in FAMILIES if name in installed and NEEDS.get(name, name) in installed)


def use_style(theme: str = "light") -> AbstractContextManager[None]:
    """Draw in the style of seedlib: ``with use_style(): ...``. `theme` is ``"light"`` or ``"dark"``.

    Fonts have Arabic, colours are those of Okabe and Ito (2008), SVG keeps text as text. Settings are as before
    when the block ends. Raises ValueError for another theme.
    """
    if theme not in ("light", "dark"):
        raise ValueError(f"theme must be light or dark, not {theme!r}")
    colours = DARK if theme == "dark" else {}
    return matplotlib.style.context([str(STYLE), {"font.family": list(fonts()), **colours}])


def rtl(ax: Axes, mirror: bool | None = None) -> Axes:
    """Turn a chart for readers from the right, and give it back.

    Values grow leftwards, the vertical axis with its names stands on the right, titles begin on the right, and a
    legend has its markers there. Time keeps running from left to right: where x is a date axis only titles and
    legend turn; `mirror` says otherwise. Safe to call twice, and again once a title or a legend has been added.
    """
    if mirror is None:
        mirror = not _is_time(ax)
    if mirror:
        if not ax.xaxis_inverted():
            ax.invert_xaxis()
        ax.yaxis.tick_right()
        ax.yaxis.set_label_position("right")
        right, left = ax.spines["right"], ax.spines["left"]
        if left.get_visible() and not right.get_visible():
            right.set_visible(True)
            left.set_visible(False)
    for place in ("center", "left"):
        title = ax.get_title(loc=place)
        if title:
            ax.set_title("", loc=place)
            ax.set_title(label(title), loc="right")
    _turn_legend(ax)
    return ax


def _is_time(ax: Axes) -> bool:
    locator = ax.xaxis.get_major_locator()
    return isinstance(locator, DateLocator) or "Date" in type(locator).__name__  # pandas has one of its own


def _turn_legend(ax: Axes) -> None:
    """Swap marker and text of each entry, in place; columns run from the right too."""
    legend = ax.get_legend()
    if legend is None or not legend.get_texts():
        return
    legend.set_alignment("right")
    columns: list[Any] = legend.get_children()[0].get_children()[1].get_children()
    entries = [entry.get_children() for column in columns for entry in column.get_children()]
    if isinstance(entries[0][0], TextArea):
        return
    columns.reverse()
    for column in columns:
        column.align = "right"
    for entry in entries:
        entry.reverse()
    for text in legend.get_texts():
        text.set_text(label(text.get_text()))
