"""Room: text that runs off the page of a figure, tick labels that run into each other, and a page that holds all."""

import warnings
from collections.abc import Iterator
from contextlib import suppress
from itertools import combinations
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.table import Cell
from matplotlib.text import Text
from matplotlib.transforms import Bbox

SPARE = 0.04  # inches left around what stands off the page
OFF = 1.0  # pixels off the page that do not count: letters end a little before their box
TOUCH = 1.0, 3.0  # pixels across and up that two boxes may share: the room of descenders


def whole(drawn: Figure | Axes) -> Figure:
    """The figure itself, or that of an Axes. Raises ``TypeError`` for anything else."""
    fig = getattr(getattr(drawn, "figure", None), "figure", None)  # of an Axes the first may be a part of a figure
    if not isinstance(fig, Figure):
        raise TypeError(f"{type(drawn).__name__} is no chart; give a matplotlib Figure or Axes")
    return fig


def draw(fig: Figure) -> None:
    """Let matplotlib lay the figure out and write its tick labels; what it says of glyphs an audit says better."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing", UserWarning)
        warnings.filterwarnings("ignore", "Matplotlib currently does not support", UserWarning)
        fig.draw_without_rendering()


def texts(fig: Figure) -> list[Text]:
    """The texts that a figure has to show."""
    cells = [cell.get_text() for cell in fig.findobj(Cell)]  # a table does not name its texts as its children
    return [text for text in [*fig.findobj(Text), *cells] if text.get_visible() and text.get_text().strip()]


def page(fig: Figure) -> Bbox:
    """What a figure takes, in inches: its page, and what stands off it with a little room."""
    drawn, own = _drawn(fig), fig.bbox_inches
    off = OFF / fig.dpi
    x0, y0 = (min(a, b - SPARE) if b < a - off else a for a, b in zip(own.min, drawn.min, strict=True))
    x1, y1 = (max(a, b + SPARE) if b > a + off else a for a, b in zip(own.max, drawn.max, strict=True))
    return Bbox.from_extents(x0, y0, x1, y1)


def beyond(fig: Figure) -> Bbox | None:
    """That page where it is larger than the figure's own."""
    taken = page(fig)
    return None if np.array_equal(taken.extents, fig.bbox_inches.extents) else taken


def cut_off(fig: Figure) -> list[Text]:
    """The texts of a drawn figure that run off its page."""
    if beyond(fig) is None:  # this knows what is drawn; ticks out of view, for one, are not
        return []
    x0, y0, x1, y1 = fig.bbox.extents
    hidden = _out_of_view(fig)
    boxes = ((text, text.get_window_extent()) for text in texts(fig) if text not in hidden)
    return [t for t, b in boxes if b.x0 < x0 - OFF or b.y0 < y0 - OFF or b.x1 > x1 + OFF or b.y1 > y1 + OFF]


def overlapping(fig: Figure) -> list[tuple[Text, Text]]:
    """Upright tick labels of a drawn figure that run into each other, across its charts."""
    found = []
    for name in ("xaxis", "yaxis"):
        plain = (axis for axis in _axes(fig, name) if axis.axes.name == "rectilinear")  # those of a globe may well meet
        labels = [text for axis in plain for text in _labels(axis) if text.get_rotation() % 90 == 0]
        boxes = [(text, text.get_window_extent()) for text in labels]
        for (one, a), (other, b) in combinations(boxes, 2):
            wide, tall = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
            twice = one.get_text() == other.get_text() and np.allclose(a.extents, b.extents, atol=1)
            if wide > TOUCH[0] and tall > TOUCH[1] and not twice:
                found.append((one, other))
    return found


def make_room(fig: Figure) -> None:
    """Lay out a figure that nothing lays out and whose text runs off its page, as far as its size allows."""
    if fig.get_layout_engine() is not None or not cut_off(fig):
        return
    with suppress(RuntimeError):  # a colour bar that was placed for another layout
        fig.set_layout_engine("constrained")
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            fig.draw_without_rendering()
        if any("constrained_layout not applied" in str(warning.message) for warning in told):
            fig.set_layout_engine("none")


# ---------------------------------------------------------------- what is drawn


def _drawn(fig: Figure) -> Bbox:
    return fig.get_tightbbox(fig._get_renderer())  # type: ignore[attr-defined]


def _axes(fig: Figure, name: str) -> Iterator[Any]:
    for ax in fig.findobj(matplotlib.axes.Axes):
        if ax.get_visible() and ax.axison and getattr(ax, name).get_visible():
            yield getattr(ax, name)


def _ticks(axis: Any) -> Iterator[tuple[Any, bool]]:
    """Each tick and whether it is in view."""
    low, high = sorted(axis.get_transform().transform(axis.get_view_interval()))
    spare = 1e-6 * (high - low)
    for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
        yield tick, bool(low - spare <= axis.get_transform().transform(tick.get_loc()) <= high + spare)


def _labels(axis: Any) -> list[Text]:
    """The tick labels that are drawn."""
    shown = [text for tick, seen in _ticks(axis) if seen and tick.get_visible() for text in (tick.label1, tick.label2)]
    return [text for text in shown if text.get_visible() and text.get_text().strip()]


def _out_of_view(fig: Figure) -> set[Text]:
    ticks = (pair for name in ("xaxis", "yaxis") for axis in _axes(fig, name) for pair in _ticks(axis))
    return {text for tick, seen in ticks if not seen for text in (tick.label1, tick.label2)}
