"""Marks and scales: how a number with bounds is drawn and written, and the axis on which it stands."""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import pairwise
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, Locator, MaxNLocator, NullLocator

from seedlib.wording import interval, number

THICK = 0.62  # height of a bar in rows
LOG_FROM = 60  # greatest over least value from which a linear axis would hide the small ones
INK, FILL, WARM, SAND = "#0072B2", "#56B4E9", "#D55E00", "#E69F00"  # Okabe and Ito (2008)
REST, PEACH = "#7d838c", "#f6c9ae"
HATCH = "////"
TICKS = 6  # of a count axis, at the most
OVERHANG = 6  # points of a tick's number that may stand beyond the left end of its axis

Bounds = tuple[float, float, float]  # lower, best, upper; NaN where open or unknown


def draw_interval(
    ax: Axes, y: float, bounds: Bounds, colour: str = INK, fill: str = FILL, height: float = 0.36, reach: float = 30
) -> None:
    """Known bounds as a bar, hollow where there is no best value; a dot at the best; an arrow where a bound is open."""
    lower, best, upper = bounds
    known = not np.isnan(best)
    if upper > lower:
        ax.barh(
            y,
            upper - lower,
            left=lower,
            height=height,
            color=fill if known else "none",
            edgecolor=colour,
            linewidth=1.1,
        )
    if known:
        ax.plot(best, y, "o", color=colour, zorder=3, clip_on=False)
    for bound, other, way in ((upper, lower, -1), (lower, upper, 1)):
        if np.isnan(bound) and not np.isnan(other if not known else best):
            arrow(ax, other if np.isnan(best) else best, y, reach * way, colour)
            if not known:
                ax.plot(other, y, "o", markerfacecolor="none", markeredgecolor=colour, markeredgewidth=1.3, zorder=3)


def arrow(ax: Axes, x: float, y: float, length: float, colour: str) -> None:
    """An arrow from a value outwards, so many points long: beyond it nothing is said."""
    style = {"arrowstyle": "<|-", "color": colour, "linewidth": 1.3, "shrinkA": 0, "shrinkB": 4, "mutation_scale": 9}
    ax.annotate("", (x, y), xytext=(length, 0), textcoords="offset points", arrowprops=style)


def draw_remainder(ax: Axes, y: float, bounds: Bounds, value: bool = True) -> None:
    """What is left: hatched to its most, grey to its least, a line at its best, an arrow where it has no most."""
    lower, best, upper = bounds
    least = 0.0 if np.isnan(lower) else lower
    end = next((x for x in (upper, best) if not np.isnan(x)), least)
    if least:
        ax.barh(y, least, height=THICK, color=REST, alpha=0.3, edgecolor="none")
    ax.barh(y, end, height=THICK, color="none", edgecolor=REST, hatch=HATCH, linewidth=0.8)
    if upper > lower and not np.isnan(best):
        ax.plot([best, best], [y - THICK / 2, y + THICK / 2], color=INK, linewidth=2)
    if np.isnan(upper):
        arrow(ax, end, y, -30, REST)
    if value:
        beside(ax, max(end, least), y, bounds_text(bounds), 34 if np.isnan(upper) else 5)


def length(bounds: Bounds) -> float:
    """How long the bar of a part is: to its best value, else to its lower bound."""
    lower, best, _ = bounds
    return next((x for x in (best, lower) if not np.isnan(x)), 0.0)


def whisker(ax: Axes, y: float, lower: float, upper: float) -> None:
    """A thin line between bounds that differ."""
    if upper > lower:
        ax.plot([lower, upper], [y, y], color=INK, linewidth=1.4, marker="|", markersize=8)


def beside(ax: Axes, x: float, y: float, text: str, gap: float = 5) -> None:
    """A value at the end of its bar, which grows leftwards."""
    ax.annotate(text, (x, y), xytext=(-gap, 0), textcoords="offset points", ha="right", va="center", fontsize=9)


def bounds_of(table: pd.DataFrame) -> list[Bounds]:
    """Lower, best and upper of each row, NaN where null."""
    return [(float(a), float(b), float(c)) for a, b, c in table[["lower", "best", "upper"]].to_numpy(float)]


def bounds_text(bounds: Bounds) -> str:
    """Bounds in figures: 208; 60 (54–66); 10–99; ≥16; ≤19; — where nothing is known.

    >>> bounds_text((54, 60, 66)), bounds_text((16, float("nan"), float("nan")))
    ('60 (54–66)', '≥16')
    """
    lower, best, upper = bounds
    if lower == upper:
        return number(lower)
    if not np.isnan(lower) and not np.isnan(upper):
        span = f"{number(lower)}–{number(upper)}"
    else:
        span = f"≥{number(lower)}" if not np.isnan(lower) else f"≤{number(upper)}" if not np.isnan(upper) else ""
    if np.isnan(best):
        return span or "—"
    return f"{number(best)} ({span})" if span else number(best)


def said(bounds: Bounds, lang: str) -> str:
    """Bounds in words."""
    lower, best, upper = (None if np.isnan(x) else x for x in bounds)
    return interval((lower, best, upper), "", "en" if lang == "en" else "ar")


def is_log(values: Iterable[float]) -> bool:
    """Whether the values span more than a linear axis can show; below 0 only that one shows them."""
    values = list(values)
    known = [x for x in values if x > 0]
    return bool(known) and not any(x < 0 for x in values) and max(known) / max(min(known), 1.0) > LOG_FROM


def count_axis(
    ax: Axes, values: Iterable[float], log: bool = False, before: float = 0.0, after: float = 0.03, unit: str = ""
) -> None:
    """Limits and ticks of a count axis that holds the values, with shares of its length to spare at either end, and as
    many ticks as there is room for their numbers, each with ``unit`` behind it.
    """
    known = [x for x in values if not np.isnan(x)]
    if log:
        least = min(known)
        ax.set_xscale("symlog", linthresh=1, linscale=0.3) if least <= 0 else ax.set_xscale("log")
        start, end = np.log10(max(least, 0.6)), np.log10(max(known))
        span = max(end - start, 0.3)
        ax.set_xlim(0 if least <= 0 else 10 ** (start - (before + 0.04) * span), 10 ** (end + after * span))
        if least <= 0:
            scale = ax.xaxis.get_transform()
            right = scale.inverted().transform(-before * scale.transform(np.array(ax.get_xlim()[1:])))
            ax.set_xlim(float(right[0]))
        low, high = max(ax.get_xlim()[0], min(1.0, least)) or 1.0, 10 ** (end + min(after, 0.2) * span)
        ticks = partial(_log_ticks, low, high, least <= 0)
    else:
        low, high = min([0.0, *known]), max([1.0, *known])
        span = high - low
        ax.set_xlim(low - before * span - (0.02 * span if low < 0 else 0), high + after * span)
        ticks = partial(_linear_ticks, low, high, ax.get_xlim()[1])
    ax.xaxis.set_major_locator(_Fitting(ticks, unit))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: number(x) + unit))
    ax.xaxis.set_minor_locator(NullLocator())


def _linear_ticks(low: float, high: float, end: float, most: int) -> list[float]:
    ticks = MaxNLocator(most, integer=True, steps=[1, 2, 5, 10]).tick_values(low, high)
    return [float(tick) for tick in ticks if low <= tick <= end]


def _log_ticks(start: float, end: float, zero: bool, most: int) -> list[float]:
    decades = range(int(np.floor(np.log10(start))), int(np.ceil(np.log10(end))) + 1)
    steps = (1, 2, 5) if len(decades) <= most // 2 else (1,)
    ticks = [float(step * 10**power) for power in decades for step in steps if start <= step * 10**power <= end]
    ticks = ticks[:: 1 + len(ticks) // (most + 1)]
    return [0.0, *(tick for tick in ticks if tick > 1)] if zero else ticks


class _Fitting(Locator):
    """As many ticks as have room for their numbers, measured where they stand whenever the chart is drawn: how wide it
    is turns out only when the names at its sides have been laid out.
    """

    def __init__(self, ticks: Callable[[int], list[float]], unit: str) -> None:
        self._ticks, self._unit = ticks, unit
        # The style in force here may no longer be when the chart is drawn.
        self._font = FontProperties(family=mpl.rcParams["font.family"], size=mpl.rcParams["xtick.labelsize"])

    def __call__(self) -> list[float]:
        tried = (self._inside(self._ticks(most)) for most in range(TICKS, 0, -1))
        return next(ticks for ticks in tried if self._apart(ticks) or len(ticks) < 2)

    def tick_values(self, vmin: float, vmax: float) -> list[float]:
        return self._ticks(TICKS)

    def _inside(self, ticks: list[float]) -> list[float]:
        """Those whose numbers end where the axis does: beyond may be another panel."""
        ax: Any = self.axis.axes  # type: ignore[union-attr]
        left = ax.get_window_extent().x0 - OVERHANG / 72 * ax.figure.dpi
        return [tick for tick, at, width in self._sizes(ticks) if at - width / 2 >= left]

    def _apart(self, ticks: list[float]) -> bool:
        gap = self._width("0")
        pairs = pairwise(self._sizes(ticks))
        return all(abs(at - other) > (width + wide) / 2 + gap for (_, at, width), (_, other, wide) in pairs)

    def _sizes(self, ticks: list[float]) -> list[tuple[float, float, float]]:
        """Each tick with the pixel where it stands and how many of them its number takes."""
        ax: Any = self.axis.axes  # type: ignore[union-attr]
        at = ax.transData.transform([(tick, 0) for tick in ticks] or np.empty((0, 2)))[:, 0]
        return [(tick, x, self._width(number(tick) + self._unit)) for tick, x in zip(ticks, at, strict=True)]

    def _width(self, text: str) -> float:
        drawn = Text(0, 0, text, fontproperties=self._font)
        drawn.set_figure(self.axis.axes.figure)  # type: ignore[union-attr,arg-type]
        return float(drawn.get_window_extent().width)
