"""What every chart shares: its Axes and style, its words, its caption, and the table and text that stand for it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from seedlib.labels import bilingual, label
from seedlib.lexicon import rows
from seedlib.style import use_style

ROW = 0.34  # inches a row of a categorical chart
TOP = 40  # rows that a chart shows before it says how many more there are
INK, MUTED, FILL, REST = "#0072B2", "#8a8f98", "#56B4E9", "#B8BDC6"


@dataclass(slots=True, frozen=True)
class Twin:
    """What stands for a chart where it cannot be seen: the table behind it and a sentence of alternative text."""

    table: pd.DataFrame
    alt: str


_TWIN = "_seedlib_twin"


def twin(ax: Axes) -> Twin:
    """The table and the alternative text of a chart drawn by seedlib. Raises ``KeyError`` for any other Axes."""
    found = getattr(ax, _TWIN, None)
    if found is None:
        raise KeyError("this chart was not drawn by a plot_ function of seedlib")
    return found


def set_twin(ax: Axes, table: pd.DataFrame, alt: str) -> None:
    """Attach the table and the alternative text to a chart."""
    setattr(ax, _TWIN, Twin(table.reset_index(drop=True), alt))


@cache
def _words() -> dict[str, tuple[str, str]]:
    return {row["word"]: (row["arabic"], row["english"]) for row in rows("chart_words")}


def word(name: str, lang: str) -> str:
    """A word of a chart as typed, in ``ar`` or ``en`` (``both`` gives Arabic); the name itself where it has none."""
    arabic, english = _words().get(name, (name, name))
    return english if lang == "en" else arabic


def words(name: str, lang: str, suffix: str = "") -> str:
    """A word of a chart ready to draw: in one language, or in both on two lines."""
    arabic, english = _words().get(name, (name, name))
    return bilingual(arabic + suffix, english + suffix, lang)


@contextmanager
def axes(ax: Axes | None, n_rows: int = 8, width: float = 7.2) -> Iterator[Axes]:
    """The Axes to draw on: the one given, or a new one, high enough for its rows, in the style of seedlib."""
    if ax is not None:
        yield ax
        return
    with use_style():
        _, new = plt.subplots(figsize=(width, max(2.6, 1.5 + ROW * n_rows)))
        yield new


def caption(ax: Axes, policy: str | None, sources: Iterable[Any], lang: str, axis: str = "count") -> None:
    """Below the chart: what the axis counts, the policy in force and who said so."""
    names = [str(name) for name in dict.fromkeys(s for s in sources if s is not None and not pd.isna(s))]
    shown = "، ".join(names[:3]) if lang != "en" else ", ".join(names[:3])
    more = " " + word("more", lang).format(n=len(names) - 3) if len(names) > 3 else ""
    lines = [words(axis, lang)]
    if policy:
        lines.append(label(f"{word('policy', lang)}: {word(policy, lang)}", base="ltr" if lang == "en" else "rtl"))
    if names:
        lines.append(label(f"{word('source' if len(names) == 1 else 'sources', lang)}: {shown}{more}"))
    ax.set_xlabel("\n".join(lines), fontsize=8, color=MUTED)


def nothing(ax: Axes, message: str, lang: str, title: str) -> Axes:
    """Say plainly that there is nothing to draw."""
    ax.set_title(words(title, lang))
    ax.text(0.5, 0.5, words(message, lang), ha="center", va="center", transform=ax.transAxes, color=MUTED)
    ax.set_axis_off()
    set_twin(ax, pd.DataFrame(), word(message, lang))
    return ax


def number(value: float) -> str:
    """A count as people write it: 1,200; 2.5."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
