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
from matplotlib.font_manager import FontProperties

from seedlib.labels import bilingual, label, wrap
from seedlib.lexicon import rows
from seedlib.policies import check_policy
from seedlib.style import rtl, use_style
from seedlib.wording import count, number

ROW = 0.34  # inches a row of a categorical chart
TOP = 30  # rows that a chart shows before it says how many more there are
SOURCES = 3  # sources that a caption names


@dataclass(slots=True, frozen=True)
class Twin:
    """What stands for a chart where it cannot be seen: the table behind it and a sentence of alternative text."""

    table: pd.DataFrame
    alt: str


_TWIN = "_seedlib_twin"  # read by seedlib.repair.save too


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


def short(text: str, width: int = 42) -> str:
    """The text, cut at a word with "…" where it is longer than `width` letters."""
    if len(text) <= width:
        return text
    return text[: width - 1].rsplit(" ", 1)[0].rstrip("،,؛ ") + "…"


def check_known(argument: str, given: str | None, known: Iterable[str], choices: Iterable[str]) -> None:
    """Raise ``ValueError``, naming some to choose from, for what is given and not known; nothing given will do."""
    if given is None or given in set(known):
        return
    first = list(choices)
    some = ", ".join(first[:5]) + (", …" if len(first) > 5 else "")
    raise ValueError(f"no {argument} {given!r} here; there are {some or 'none'}")


# -- page ------------------------------------------------------------------------------------------------------


@contextmanager
def axes(ax: Axes | None, width: float = 7.2, row: float = ROW, extra: float = 0.0) -> Iterator[Axes]:
    """The Axes to draw on: the one given, or a new one in the style of seedlib, made as high in the end as its rows
    (inches a row, more where names take two lines) and its words need.

    A style of seedlib that is in force already (the dark one) stays. Raises ``TypeError`` for what is no Axes.
    """
    if ax is not None:
        if not isinstance(ax, Axes):
            raise TypeError(f"{ax!r:.60} is no Axes of matplotlib; give one of plt.subplots(), or none")
        yield ax
        return
    with nullcontext() if mpl.rcParams["svg.hashsalt"] == "seedlib" else use_style():
        fig, new = plt.subplots(figsize=(width, 3), layout="constrained")
        yield new
        names = [text.get_text().count("\n") for text in new.get_yticklabels()]
        row = max(row, 0.18 + 0.15 * max(names, default=0) + 0.1)
        title, legend = new.get_title(loc="right").count("\n") + 1, new.get_legend()
        head = 0.3 * title + (0.24 * _legend_lines(legend) if legend else 0.0) + 0.2
        foot = 0.3 + new.xaxis.labelpad / 72 + 0.16 * (new.get_xlabel().count("\n") + 1)
        fig.set_figheight(head + foot + extra + row * max(1.0, abs(np.diff(new.get_ylim())[0])))


def _legend_lines(legend: Any) -> int:
    texts = [text.get_text().count("\n") + 1 for text in legend.get_texts()]
    return int(np.ceil(len(texts) / legend._ncols)) * max(texts)


def inches(ax: Axes) -> float:
    """How wide the chart is, names and all that stands beside it not counted."""
    return float(ax.get_window_extent().width) / ax.figure.dpi


def quiet() -> str:
    """The colour of what stands back, in the theme in force."""
    return mpl.rcParams["axes.edgecolor"]


def finish(
    ax: Axes,
    title: str,
    lang: str,
    caption: Sequence[str],
    legend: Sequence[Any] = (),
    sub: str = "",
    above: float = 0.0,
    below: float = 4.0,
    mirror: bool = True,
) -> None:
    """Title on the right, its second line, the legend under it, the caption below, the chart turned to the right.

    ``above`` and ``below`` are points that something else takes before title and caption; time is not mirrored.
    """
    head = words(title, lang) + (f"\n{label(wrap(sub, 46))}" if sub else "")
    pad = mpl.rcParams["axes.titlepad"] + above
    if legend:
        pad += _legend(ax, legend, above)
    ax.set_title(head, loc="right", pad=pad, multialignment="right")
    ax.set_xlabel("\n".join(line for line in caption if line), fontsize=8, color=quiet(), loc="right", labelpad=below)
    ax.xaxis.label.set_multialignment("right")
    rtl(ax, mirror=mirror)
    key = ax.get_legend()
    for text in key.get_texts() if key else ():
        text.set_multialignment("right")


def _legend(ax: Axes, entries: Sequence[Any], above: float) -> float:
    """The legend between title and chart, in as many rows as it needs; its height in points."""
    texts = [str(entry.get_label()).split("\n") for entry in entries]
    room = 11 * inches(ax)  # letters
    wide = sum(max(map(len, text)) + 5 for text in texts)
    n_rows = int(np.ceil(wide / room))
    columns = int(np.ceil(len(entries) / n_rows))
    gap = 0.2 + above / FontProperties(size=mpl.rcParams["legend.fontsize"]).get_size_in_points()
    close = {"borderaxespad": gap, "columnspacing": 1.2, "handletextpad": 0.5, "handlelength": 1.6}
    ax.legend(handles=entries, loc="lower right", bbox_to_anchor=(1, 1), ncols=columns, **close)
    return 6 + 14 * int(np.ceil(len(entries) / columns)) * max(map(len, texts))


def caption(
    ax: Axes,
    lang: str,
    axis: str = "",
    policy: str | None = None,
    sources: Iterable[Any] = (),
    notes: Sequence[str] = (),
) -> list[str]:
    """The lines below a chart: what the axis counts, remarks, the policy in force and who said so.

    Raises ``ValueError`` for an unknown policy.
    """
    if policy:
        check_policy(policy)
    width = max(30, int(12 * inches(ax)))
    lines = [words(axis, lang)] if axis else []
    lines.extend(notes)
    for tongue in ("ar", "en") if lang == "both" else (lang,):
        if policy:
            told = f"{word('policy', tongue)}: {word(policy, tongue)}"
            lines.append(label(told, "ltr" if tongue == "en" else "rtl"))
    names = list(dict.fromkeys(str(name) for name in sources if isinstance(name, str)))
    if names:
        head = word("source" if len(names) == 1 else "sources", lang)
        others = len(names) - SOURCES
        n = number(others) if lang == "en" else count(others, "source", "ar")
        more = word("more", lang, n=n) if others > 0 else ""
        told = "، ".join(names[:SOURCES])
        # Names are Arabic in any language, and a line has one direction.
        told = f"{head}{more and f' ({more})'}:\n{told}" if lang == "en" else f"{head}: {told} {more}"
        lines.append(label(wrap(told, width)))
    return lines


def units(table: pd.DataFrame, lang: str) -> list[str]:
    """The remark that the rows do not all count: money or percentages stand among them."""
    apart = table["category"].astype(object).where(table["category"].isin(["money", "percent"]), "count")
    return [words("units_differ", lang)] if apart.nunique() > 1 else []


def nothing(ax: Axes, message: str, lang: str, title: str, table: pd.DataFrame | None = None) -> Axes:
    """Say plainly that there is nothing to draw."""
    ax.set_title(words(title, lang), loc="right")
    ax.text(0.5, 0.5, words(message, lang), ha="center", va="center", transform=ax.transAxes, color=quiet())
    ax.set_axis_off()
    ax.set(xticks=[], yticks=[])
    said = f"{word(title, lang)}: {word(message, lang)}"
    set_twin(ax, pd.DataFrame() if table is None else table.iloc[:0], said)
    return ax


def rows_on_right(ax: Axes, names: Sequence[str], below: float = 0.0) -> None:
    """One row a name, the first on top."""
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.5 + below, -0.5)
    ax.grid(axis="y", visible=False)
    ax.tick_params(axis="y", length=0)
    for tick in ax.yaxis.get_major_ticks():  # on whichever side they stand in the end
        tick.label1.set_verticalalignment("center")
        tick.label2.set_verticalalignment("center")


def names_on_right(ax: Axes) -> None:
    """Names on the right of a chart whose other axis is not mirrored, time."""
    ax.yaxis.tick_right()
    ax.spines["right"].set_visible(True)
    ax.spines["left"].set_visible(False)


def columns_on_top(ax: Axes, names: Sequence[str]) -> None:
    """One column a name, the first on the right, and no frame: a matrix."""
    ax.set_xlim(-0.6, len(names) - 0.4)
    ax.set_xticks(range(len(names)), names)
    ax.xaxis.tick_top()
    ax.xaxis.set_label_position("bottom")
    ax.grid(visible=False)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)


def only_names(ax: Axes) -> None:
    """Nothing of the Axes but names, title and caption: panels stand in it."""
    ax.set_xticks([])
    ax.grid(visible=False)
    ax.patch.set_visible(False)
    ax.spines[:].set_visible(False)


def column_on_left(ax: Axes, texts: Sequence[str]) -> None:
    """One text a row in a column of its own, where the axis ends."""
    for y, text in enumerate(texts):
        on_left(ax, y, text)


def on_left(ax: Axes, y: float, text: str, **look: Any) -> None:
    """A text where the axis ends, at a row."""
    ax.text(-0.015, y, text, transform=ax.get_yaxis_transform(), ha="right", va="center", fontsize=8.5, **look)


def largest(table: pd.DataFrame, lang: str, n: int = TOP) -> tuple[pd.DataFrame, list[str]]:
    """The `n` rows with the largest numbers, in the table's order, and the remark that there are more."""
    if len(table) <= n:
        return table, []
    size = table[["lower", "best", "upper"]].max(axis=1)
    kept = size.sort_values(ascending=False, kind="stable").index[:n]
    return table[table.index.isin(kept)], [words("largest", lang, n=n, total=number(len(table)))]
