"""What every chart shares: its Axes and style, words, caption, scale, and the table and text that stand for it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from seedlib.labels import bilingual, label, wrap
from seedlib.lexicon import rows
from seedlib.style import rtl, use_style
from seedlib.wording import number

ROW = 0.34  # inches a row of a categorical chart
TOP = 30  # rows that a chart shows before it says how many more there are
THICK = 0.62  # height of a bar in rows
LOG_FROM = 60  # greatest over least value from which a linear axis would hide the small ones
SOURCES = 3  # sources that a caption names
INK, FILL, WARM, GREEN, REST = "#0072B2", "#56B4E9", "#D55E00", "#009E73", "#7d838c"  # Okabe and Ito (2008), and a grey
HATCH = "////"

Bounds = tuple[float, float, float]  # lower, best, upper; NaN where open or unknown


@dataclass(slots=True, frozen=True)
class Twin:
    """What stands for a chart where it cannot be seen: the table behind it and a sentence of alternative text."""

    table: pd.DataFrame
    alt: str


_TWIN = "_seedlib_twin"


def twin(ax: Axes) -> Twin:
    """The ``table`` and the ``alt`` (alternative text) of a chart drawn by seedlib.

    Raises ``KeyError`` for any other Axes.
    """
    found = getattr(ax, _TWIN, None)
    if found is None:
        raise KeyError("this chart was not drawn by a plot_ function of seedlib")
    return found


def set_twin(ax: Axes, table: pd.DataFrame, alt: str) -> None:
    """Attach the table and the alternative text to a chart."""
    setattr(ax, _TWIN, Twin(table.reset_index(drop=True), alt))


# -- words -----------------------------------------------------------------------------------------------------


@cache
def _words() -> dict[str, tuple[str, str]]:
    return {row["word"]: (row["arabic"], row["english"]) for row in rows("chart_words")}


def word(name: str, lang: str, **values: Any) -> str:
    """A word of a chart as typed, in ``ar`` or ``en`` (``both`` gives Arabic); the name itself where it has none."""
    arabic, english = _words().get(name, (name, name))
    text = english if lang == "en" else arabic
    return text.format(**values) if values else text


def words(name: str, lang: str, **values: Any) -> str:
    """A word of a chart ready to draw: in one language, or in both on two lines.

    Raises ``ValueError`` for a language other than ar, en and both.
    """
    return bilingual(word(name, "ar", **values), word(name, "en", **values), lang)


def claim_name(outcome: Any, counted_class: Any, where: Any, lang: str) -> str:
    """What a claim speaks of: outcome and class in the words of the chart, the place as written; nulls left out."""
    tongues = ("ar", "en") if lang == "both" else (lang,)
    said = [
        [word(str(name), tongue) for name in (outcome, counted_class) if isinstance(name, str)] for tongue in tongues
    ]
    lines = [("، " if tongue == "ar" else ", ").join(names) for tongue, names in zip(tongues, said, strict=True)]
    if isinstance(where, str):
        lines[0] += f" — {short(where, 28)}"
    return "\n".join(
        label(line, "ltr" if tongue == "en" else "rtl") for tongue, line in zip(tongues, lines, strict=True)
    )


def short(text: str, width: int = 42) -> str:
    """The text, cut at a word with "…" where it is longer than `width` letters."""
    if len(text) <= width:
        return text
    return text[: width - 1].rsplit(" ", 1)[0].rstrip("،,؛ ") + "…"


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


# -- page ------------------------------------------------------------------------------------------------------


@contextmanager
def axes(ax: Axes | None, n_rows: float = 6, width: float = 7.2, extra: float = 1.35) -> Iterator[Axes]:
    """The Axes to draw on: the one given, or a new one high enough for its rows, in the style of seedlib.

    A style of seedlib that is in force already (the dark one) stays.
    """
    if ax is not None:
        yield ax
        return
    with nullcontext() if mpl.rcParams["svg.hashsalt"] == "seedlib" else use_style():
        _, new = plt.subplots(figsize=(width, extra + ROW * max(n_rows, 1)), layout="constrained")
        yield new


def quiet() -> str:
    """The colour of what stands back, in the theme in force."""
    return mpl.rcParams["axes.edgecolor"]


def finish(ax: Axes, title: str, lang: str, caption: Sequence[str], legend: Sequence[Any] = (), sub: str = "") -> None:
    """Title on the right, its second line, the legend under it, the caption below, the chart turned to the right."""
    head = words(title, lang) + (f"\n{label(wrap(sub, 46))}" if sub else "")
    pad = mpl.rcParams["axes.titlepad"]
    if legend:
        pad += _legend(ax, legend)
    ax.set_title(head, loc="right", pad=pad, multialignment="right")
    ax.set_xlabel("\n".join(line for line in caption if line), fontsize=8, color=quiet(), loc="right")
    ax.xaxis.label.set_multialignment("right")
    rtl(ax)


def _legend(ax: Axes, entries: Sequence[Any]) -> float:
    """The legend between title and chart, in as many rows as it needs; its height in points."""
    texts = [str(entry.get_label()).split("\n") for entry in entries]
    room = ax.get_position().width * ax.figure.get_figwidth() * 11  # letters
    wide = sum(max(map(len, text)) + 5 for text in texts)
    n_rows = int(np.ceil(wide / room))
    columns = int(np.ceil(len(entries) / n_rows))
    place = {"loc": "lower right", "bbox_to_anchor": (1, 1), "ncols": columns}
    ax.legend(handles=entries, **place, borderaxespad=0.2, columnspacing=1.2, handletextpad=0.5, handlelength=1.6)
    return 6 + 14 * int(np.ceil(len(entries) / columns)) * max(map(len, texts))


def caption(
    ax: Axes,
    lang: str,
    axis: str = "",
    policy: str | None = None,
    sources: Iterable[Any] = (),
    notes: Sequence[str] = (),
) -> list[str]:
    """The lines below a chart: what the axis counts, remarks, the policy in force and who said so."""
    width = max(30, int(ax.get_position().width * ax.figure.get_figwidth() * 12))  # type: ignore[union-attr]
    lines = [words(axis, lang)] if axis else []
    lines.extend(notes)
    for tongue in ("ar", "en") if lang == "both" else (lang,):
        if policy:
            told = f"{word('policy', tongue)}: {word(policy, tongue)}"
            lines.append(label(told, "ltr" if tongue == "en" else "rtl"))
    names = list(dict.fromkeys(str(name) for name in sources if isinstance(name, str)))
    if names:
        head = word("source" if len(names) == 1 else "sources", lang)
        more = word("more", lang, n=len(names) - SOURCES) if len(names) > SOURCES else ""
        told = "، ".join(names[:SOURCES])
        # Names are Arabic in any language, and a line has one direction.
        told = f"{head}{more and f' ({more})'}:\n{told}" if lang == "en" else f"{head}: {told} {more}"
        lines.append(label(wrap(told, width)))
    return lines


def nothing(ax: Axes, message: str, lang: str, title: str, table: pd.DataFrame | None = None) -> Axes:
    """Say plainly that there is nothing to draw."""
    ax.set_title(words(title, lang), loc="right")
    ax.text(0.5, 0.5, words(message, lang), ha="center", va="center", transform=ax.transAxes, color=quiet())
    ax.set_axis_off()
    set_twin(ax, pd.DataFrame() if table is None else table.iloc[:0], word(message, lang))
    return ax


def rows_on_right(ax: Axes, names: Sequence[str], below: float = 0.0) -> None:
    """One row a name, the first on top."""
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.5 + below, -0.5)
    ax.grid(axis="y", visible=False)
    ax.tick_params(axis="y", length=0)
    for text in ax.get_yticklabels():
        text.set_va("center")


def column_on_left(ax: Axes, texts: Sequence[str]) -> None:
    """One text a row in a column of its own, where the axis ends."""
    for y, text in enumerate(texts):
        ax.text(-0.015, y, text, transform=ax.get_yaxis_transform(), ha="right", va="center", fontsize=8.5)


def beside(ax: Axes, x: float, y: float, text: str) -> None:
    """A value at the end of its bar, which grows leftwards."""
    ax.annotate(text, (x, y), xytext=(-5, 0), textcoords="offset points", ha="right", va="center", fontsize=9)


def largest(table: pd.DataFrame, lang: str, n: int = TOP) -> tuple[pd.DataFrame, list[str]]:
    """The `n` rows with the largest numbers, in the table's order, and the remark that there are more."""
    if len(table) <= n:
        return table, []
    size = table[["lower", "best", "upper"]].max(axis=1)
    kept = size.sort_values(ascending=False, kind="stable").index[:n]
    return table[table.index.isin(kept)], [words("largest", lang, n=n, total=number(len(table)))]


# -- scale -----------------------------------------------------------------------------------------------------


def is_log(values: Iterable[float]) -> bool:
    """Whether the values span more than a linear axis can show."""
    known = [x for x in values if x > 0]
    return bool(known) and max(known) / max(min(known), 1.0) > LOG_FROM


def count_axis(ax: Axes, values: Iterable[float], log: bool = False, before: float = 0.0, after: float = 0.03) -> None:
    """Limits and ticks of a count axis that holds the values, with shares of its length to spare at either end."""
    known = [x for x in values if not np.isnan(x)]
    if log:
        least = min(known)
        ax.set_xscale("symlog", linthresh=1, linscale=0.3) if least <= 0 else ax.set_xscale("log")
        start, end = np.log10(max(least, 0.6)), np.log10(max(known))
        span = max(end - start, 0.3)
        start, end = start - (before + 0.04) * span, end + after * span
        ax.set_xlim(0 if least <= 0 else 10**start, 10**end)
        ticks = _log_ticks(10**start, 10**end)
        ticks = [0.0, *(tick for tick in ticks if tick > 1)] if least <= 0 else ticks
    else:
        low, high = min([0.0, *known]), max([1.0, *known])
        span = high - low
        ax.set_xlim(low - before * span - (0.02 * span if low < 0 else 0), high + after * span)
        ticks = [
            t
            for t in MaxNLocator(6, integer=True, steps=[1, 2, 5, 10]).tick_values(low, high)
            if low <= t <= ax.get_xlim()[1]
        ]
    ax.set_xticks(ticks, [number(tick) for tick in ticks])
    ax.set_xticks([], minor=True)


def _log_ticks(start: float, end: float) -> list[float]:
    decades = range(int(np.floor(np.log10(start))), int(np.ceil(np.log10(end))) + 1)
    steps = (1, 2, 5) if len(decades) <= 3 else (1,)
    ticks = [float(step * 10**power) for power in decades for step in steps if start <= step * 10**power <= end]
    return ticks[:: 1 + len(ticks) // 7]


# -- marks -----------------------------------------------------------------------------------------------------


def draw_interval(
    ax: Axes, y: float, bounds: Bounds, colour: str = INK, fill: str = FILL, height: float = 0.36
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
        ax.plot(best, y, "o", color=colour, zorder=3)
    for bound, other, way in ((upper, lower, -1), (lower, upper, 1)):
        if np.isnan(bound) and not np.isnan(other if not known else best):
            _arrow(ax, other if np.isnan(best) else best, y, way, colour)
            if not known:
                ax.plot(other, y, "o", markerfacecolor="none", markeredgecolor=colour, markeredgewidth=1.3, zorder=3)


def _arrow(ax: Axes, x: float, y: float, way: int, colour: str) -> None:
    style = {"arrowstyle": "<|-", "color": colour, "linewidth": 1.3, "shrinkA": 0, "shrinkB": 4, "mutation_scale": 9}
    ax.annotate("", (x, y), xytext=(30 * way, 0), textcoords="offset points", arrowprops=style)


def bounds_of(table: pd.DataFrame) -> list[Bounds]:
    """Lower, best and upper of each row, NaN where null."""
    return [(float(a), float(b), float(c)) for a, b, c in table[["lower", "best", "upper"]].to_numpy(float)]
