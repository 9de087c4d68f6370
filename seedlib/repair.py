"""Repair: make right, check and save a figure, whoever drew it (pandas, seaborn or plain matplotlib)."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from typing import Any

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font
from matplotlib.patheffects import Normal
from matplotlib.text import Text
from matplotlib.ticker import Formatter

from seedlib import room
from seedlib.export import to_csv
from seedlib.labels import ARABIC, LRI, LRM, PDI, RLI, RLM, is_visual, label, logical, shapes
from seedlib.style import fonts

FORMATS = ("png", "svg", "pdf")
_JOINED = re.compile("[\ufb50-\ufd3d\ufd50-\ufdff\ufe80-\ufefc]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_SVG_TEXT = re.compile(r"(<text\b[^>]*>)([^<]*)(</text>)")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one text of a figure."""

    kind: str
    text: str
    advice: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.text!r}: {self.advice}"


ADVICE = {
    "pre_shaped": "this matplotlib joins and orders letters itself, and turned this text round: give label(text)",
    "unshaped": "this matplotlib neither joins nor orders letters: give label(text)",
    "mathtext": "between dollars letters are never joined: give label(text), which escapes them",
    "left_to_right": "begins with a Latin letter, so the line is laid out from the left: give label(text)",
    "wrapped": "wrap=True breaks lines in the wrong order: give label(wrap(text, width))",
    "missing_glyph": "no font has {}: draw within use_style(), upright, or name a font with Arabic",
    "cut_off": "runs off the page: fix(fig) makes room unless it was placed by hand; save(fig) takes it in",
    "overlap": "runs into the next tick label: fewer ticks, shorter labels or a larger figure",
}
ROOM = frozenset({"cut_off", "overlap"})


def audit(fig: Figure | Axes) -> list[Problem]:
    """What is wrong with the Arabic of a figure or Axes, its fonts and the room for its text; a list of problems, each
    of one ``kind``: pre_shaped, unshaped, mathtext, left_to_right, wrapped, missing_glyph, cut_off, overlap (of ticks).
    """
    fig, failure = room.whole(fig), None
    try:
        room.draw(fig)
    except ValueError as error:  # mathtext that cannot be parsed, which is among what is found below
        failure = error
    found = [problem for text in room.texts(fig) for problem in _problems(text)]
    if failure and not found:
        raise failure
    if not failure:
        found += [Problem("cut_off", text.get_text(), ADVICE["cut_off"]) for text in room.cut_off(fig)]
        found += [Problem("overlap", one.get_text(), ADVICE["overlap"]) for one, _ in room.overlapping(fig)]
    return list(dict.fromkeys(found))


def fix(fig: Figure | Axes, base: str = "rtl") -> Figure:
    """Make the Arabic of a finished figure right, in place: titles, ticks, legends, annotations, tables.

    Tick labels stay right when the axis changes, since their formatter is wrapped. A text whose font lacks its
    letters gets the fonts of `seedlib.style`, upright where the slanted face has none; a letter that these lack too
    becomes U+FFFD. Where text runs off the page and nothing lays the figure out, the constrained layout does from now
    on. Tick labels that meet stay: fewer of them, or shorter ones, are for you to choose. Safe to call twice.
    """
    fig = room.whole(fig)
    for text in room.texts(fig):  # before anything is drawn: Arabic in mathtext may fail there
        text.set_text(label(text.get_text(), base))
    room.draw(fig)
    for axis in _axes(fig):
        for which in ("major", "minor"):
            formatter = getattr(axis, f"get_{which}_formatter")()
            ticks = [*axis.get_ticklabels(minor=which == "minor"), axis.get_offset_text()]
            wrong = any(ARABIC.search(tick.get_text()) or _missing(tick) for tick in ticks)
            if wrong and not isinstance(formatter, _Labels):
                getattr(axis, f"set_{which}_formatter")(_Labels(formatter, base))
    room.draw(fig)
    for text in room.texts(fig):
        _mend(text, base)
    room.draw(fig)
    room.make_room(fig)
    return fig


def save(
    fig: Figure | Axes, path: str | Path, table: pd.DataFrame | None = None, formats: str | Iterable[str] = FORMATS
) -> list[Path]:
    """Save a figure, or that of an Axes, if it passes `audit`, and the table behind it as CSV; the paths written.

    The table of a figure with one chart of seedlib need not be given.

    A path that ends in .png, .svg or .pdf gives that file; any other gives one file for each of `formats`. In SVG
    text stays text, as typed, for the browser to shape; in PDF Arabic is drawn, and not selectable. What stands off
    the page is taken in, by a larger page; tick labels that meet are no reason to refuse. The CSV
    has the same name, and is that of ``export.to_csv`` for a spreadsheet. Folders are made as needed.
    Raises ValueError, with what to do, when the audit finds something or the format is another.
    """
    fig, path = room.whole(fig), Path(path)
    suffix = path.suffix.lower().lstrip(".")
    wanted = [formats] if isinstance(formats, str) else list(formats)
    if suffix in fig.canvas.get_supported_filetypes():
        wanted = [suffix]
    unknown = sorted(set(wanted) - set(FORMATS))
    if unknown:
        raise ValueError(f"cannot save as {', '.join(unknown)}: formats are {', '.join(FORMATS)}")
    problems = [problem for problem in audit(fig) if problem.kind not in ROOM]
    if problems:
        raise ValueError("\n".join(["not saved, fix(fig) may mend it:", *map(str, problems)]))
    stem = path.with_suffix("") if suffix in FORMATS else path
    stem.parent.mkdir(parents=True, exist_ok=True)
    written = [stem.with_name(f"{stem.name}.{kind}") for kind in wanted]
    for kind, target in zip(wanted, written, strict=True):
        {"png": _save_png, "svg": _save_svg, "pdf": _save_pdf}[kind](fig, target)
    if table is None:
        behind = [ax._seedlib_twin.table for ax in fig.axes if hasattr(ax, "_seedlib_twin")]
        table = behind[0] if len(behind) == 1 else None
    if table is not None:
        written.append(stem.with_name(f"{stem.name}.csv"))
        rows = table if isinstance(table.index, pd.RangeIndex) else table.reset_index()
        to_csv(rows, written[-1], spreadsheet=True)
    return written


# ---------------------------------------------------------------- texts and ticks


class _Labels(Formatter):
    """Another formatter, with each of its strings made into a label."""

    def __init__(self, inner: Formatter, base: str) -> None:
        self.inner, self.base = inner, base

    def set_axis(self, axis: Any) -> None:
        super().set_axis(axis)
        self.inner.set_axis(axis)

    def set_locs(self, locs: Any) -> None:
        super().set_locs(locs)
        self.inner.set_locs(locs)

    def __call__(self, x: float, pos: int | None = None) -> str:
        return _drawable(label(self.inner(x, pos), self.base))

    def format_ticks(self, values: Any) -> list[str]:
        return [_drawable(label(tick, self.base)) for tick in self.inner.format_ticks(values)]

    def get_offset(self) -> str:
        return label(self.inner.get_offset(), self.base)


def _mend(text: Any, base: str) -> None:
    if _missing(text):
        text.set_fontfamily([*text.get_fontfamily(), *fonts()])
        text.set_text(_drawable(text.get_text(), text.get_fontproperties()))
    if not ARABIC.search(text.get_text()):
        return
    text.set_fontstyle("normal")  # Arabic has no italic: slanted faces lack it, browsers bend it
    if text.get_wrap():  # break the lines that matplotlib would break, but of the text as typed
        text.set_text(logical(text.get_text()))
        text.set_text(logical(text._get_wrapped_text()))
        text.set_wrap(False)
    text.set_text(label(text.get_text(), base))
    if "\n" in text.get_text() and base == "rtl" and text.get_horizontalalignment() == "left":
        text.set_multialignment("right")


def _drawable(text: str, prop: FontProperties | None = None) -> str:
    """The text with U+FFFD for each character that the fonts, by default those of `seedlib.style`, do not have."""
    prop = prop or FontProperties(family=[*matplotlib.rcParams["font.family"], *fonts()])
    absent = _absent(text, prop)
    return "".join(REPLACEMENT if char in absent else char for char in text)


def _axes(fig: Figure) -> Iterator[Any]:
    for ax in fig.findobj(matplotlib.axes.Axes):
        yield from (getattr(ax, name) for name in ("xaxis", "yaxis", "zaxis") if hasattr(ax, name))


# ---------------------------------------------------------------- what is wrong


def _problems(text: Text) -> Iterator[Problem]:
    whole = text.get_text()
    kinds = dict.fromkeys(kind for line in whole.split("\n") if ARABIC.search(line) for kind in _line(line, text))
    if text.get_wrap() and ARABIC.search(whole):
        kinds["wrapped"] = None
    yield from (Problem(kind, whole, ADVICE[kind]) for kind in kinds)
    missing = _missing(text)
    if missing:
        yield Problem("missing_glyph", whole, ADVICE["missing_glyph"].format(" ".join(missing)))


def _line(line: str, text: Any) -> Iterator[str]:
    """What is wrong with one line of Arabic."""
    if text.get_usetex() or text._preprocess_math(line)[1]:
        yield "mathtext"
    if not shapes():
        if not is_visual(line) and label(line) != line:
            yield "unshaped"
    elif _JOINED.search(line):
        yield "pre_shaped"
    elif line[0] not in (RLM, LRM):
        strong = (unicodedata.bidirectional(char) for char in line)
        if next((kind for kind in strong if kind in ("L", "R", "AL")), "AL") == "L":
            yield "left_to_right"


def _missing(text: Text) -> list[str]:
    """The characters of a text that none of its fonts has, as U+ names."""
    if text.get_usetex():
        return []
    return [f"U+{ord(char):04X}" for char in sorted(_absent(text.get_text(), text.get_fontproperties()))]


def _absent(text: str, prop: FontProperties) -> set[str]:
    chars = {char for char in text if unicodedata.category(char) not in ("Cc", "Cf", "Zl", "Zp")}
    files = _font_files(prop)
    return {char for char in chars if not any(_has(file, char) for file in files)}


def _font_files(prop: FontProperties) -> list[str]:
    """The fonts that matplotlib tries, first to last."""
    if prop.get_file():
        return [str(prop.get_file())]
    installed = {entry.name for entry in fontManager.ttflist} | set(matplotlib.font_manager.font_family_aliases)
    files = []
    for family in prop.get_family():
        one = prop.copy()
        one.set_family(family)
        if family in installed:
            files.append(str(findfont(one)))
    return files or [str(findfont(prop))]


@lru_cache(maxsize=10_000)
def _has(file: str, char: str) -> bool:
    return bool(get_font(file).get_char_index(ord(char)))


# ---------------------------------------------------------------- files


def _save_png(fig: Figure, path: Path) -> None:
    fig.savefig(path, format="png", bbox_inches=room.beyond(fig))


def _save_svg(fig: Figure, path: Path) -> None:
    with matplotlib.rc_context({"svg.fonttype": "none"}):
        fig.savefig(path, format="svg", bbox_inches=room.beyond(fig))
    path.write_text(_SVG_TEXT.sub(_as_typed, path.read_text("utf8")), "utf8", newline="\n")


def _as_typed(element: re.Match[str]) -> str:
    """A browser shapes and orders by itself; an isolate tells it from which side."""
    head, content, tail = element.groups()
    text = unescape(content)
    if not ARABIC.search(text):
        return element[0]
    typed = logical(text)
    start = LRI if typed.startswith(LRM) else RLI
    return f"{head}{start}{escape(typed, quote=False)}{PDI}{tail}"


def _save_pdf(fig: Figure, path: Path) -> None:
    with _outlines(fig):
        fig.savefig(path, format="pdf", bbox_inches=room.beyond(fig))


@contextmanager
def _outlines(fig: Figure) -> Iterator[None]:
    """Draw Arabic as outlines where matplotlib shapes.

    As text, its PDF backend puts words with marks or invisible characters aside; that of older ones does not, and
    knows no second font for outlines.
    """
    texts = room.texts(fig) if shapes() else []
    arabic = [text for text in texts if ARABIC.search(text.get_text()) and not text.get_path_effects()]
    for text in arabic:
        text.set_path_effects([Normal()])
    try:
        yield
    finally:
        for text in arabic:
            text.set_path_effects([])
