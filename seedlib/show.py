"""Show: tables, sentences and charts as right-to-left HTML for notebooks and pages.

An executed notebook that someone else opens is untrusted: JupyterLab drops its ``<style>`` and ``<script>``. So all
looks are inline attributes here, in colours that suit a light and a dark page, and all text is escaped.
"""

import base64
import io
import re
import sys
from collections.abc import Iterable, Iterator
from html import escape
from numbers import Real
from typing import Any

import pandas as pd

from seedlib import wording
from seedlib.arabic import INVISIBLE
from seedlib.labels import ARABIC
from seedlib.schema import given

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
TOP = 50  # rows or documents shown before "and … more"
RULE = "1px solid rgba(128, 128, 128, 0.35)"
# On a narrow screen long words break before columns are cut off, and columns stay wide enough for a number.
CELL = f"padding: 0.3em 0.7em; border-bottom: {RULE}; text-align: %s; vertical-align: top; white-space: normal;"
CELL += " overflow-wrap: anywhere; min-width: 3em;"
HEAD = "overflow-wrap: normal;"  # names of columns break behind a low line alone
MARK = "background: rgba(230, 159, 0, 0.35); color: inherit; border-radius: 3px; padding: 0 2px; font-weight: bold;"
GONE = "opacity: 0.55; text-decoration: line-through;"
QUIET = "opacity: 0.7; font-size: 90%;"
RTL, LTR = 'dir="rtl" lang="ar"', 'dir="ltr" lang="en"'
RIGHT = "text-align: right;"  # on each paragraph: JupyterLab's own style sheet puts paragraphs to the left
CAPTION = f"caption-side: top; {QUIET}"
# What a reader asks first of a figure; the other columns are in the table.
LEDGER = ("reading", "counted", "outcome", "modality", "origin", "place", "time_text", "source")


class Html(str):
    """HTML that a notebook shows as such."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


def table(df: pd.DataFrame, caption: str | None = None, limit: int = TOP) -> Html:
    """A DataFrame as a table, read from the right where it has Arabic: null as a dash, whole floats without a point.

    Numbers stand at the right, so that their digits are in line. At most `limit` rows, and then how many more there
    are; of no rows it says so. The index is not shown.
    """
    cells = [[_cell(value) for value in row] for row in df.head(limit).itertuples(index=False, name=None)]
    arabic = any(ARABIC.search(text) for row in cells for _, text in row)
    side = "right" if arabic else "left"
    styles = [CELL % ("right" if _counts(df.iloc[:, n]) else side) for n in range(df.shape[1])]
    heads = zip(df.columns, styles, strict=True)
    head = "".join(
        f'<th scope="col" dir="ltr" style="{style} {HEAD} {QUIET}">{escape(str(name)).replace("_", "_<wbr>")}</th>'
        for name, style in heads
    )
    lines = (zip(row, styles, strict=True) for row in cells)
    body = ("".join(f'<td dir="{way}" style="{style}">{text}</td>' for (way, text), style in line) for line in lines)
    rows = "".join(f"<tr>{row}</tr>" for row in body)
    title = f'<caption dir="auto" style="{CAPTION} text-align: {side};">{escape(caption)}</caption>' if caption else ""
    more = _more(len(df) - limit, "rows", side) if len(df) else f'<p dir="ltr" style="{QUIET}">none</p>'
    return Html(
        f'<div {RTL if arabic else LTR} style="overflow-x: auto;">'
        '<table style="border-collapse: collapse; margin: 0.5em 0; min-width: min(100%, 24em);">'
        f"{title}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}</div>"
    )


def by_default(on: bool = True) -> None:
    """Show every DataFrame of this notebook as `table` does; ``on=False`` gives pandas' own look back.

    Raises ``RuntimeError`` outside IPython.
    """
    from IPython import get_ipython

    shell = get_ipython()
    if shell is None:
        raise RuntimeError("only a notebook has a default look; in a script use show.table(df)")
    formatter = shell.display_formatter.formatters["text/html"]
    if on:
        formatter.for_type(pd.DataFrame, table)
    else:
        formatter.type_printers.pop(pd.DataFrame, None)


def parameters(**values: Any) -> Html:
    """The parameters in force, by name."""
    items = "".join(
        f"<li><code>{escape(name)}</code> = <code>{escape(repr(v))}</code></li>" for name, v in values.items()
    )
    return Html(f"<div {LTR}>Parameters in force:<ul>{items}</ul></div>")


def chart(drawn: Any, alt: str | None = None, caption: str | None = None) -> Html:
    """A chart as a picture with a text for those who do not see it; pyplot forgets the figure.

    `drawn` is the Axes that a ``plot_`` function gave, which brings its own text, or any matplotlib Axes or figure
    with `alt`. What :func:`seedlib.audit` finds in it is mended. Raises ``ValueError`` where there is no text.
    """
    from seedlib import room
    from seedlib.repair import audit, fix

    fig = room.whole(drawn)
    if alt is None and drawn is not fig:
        from seedlib.charts.base import twin

        alt = twin(drawn).alt
    if not (alt or "").strip():
        raise ValueError("a chart needs an alt text: say in a sentence what it shows")
    if audit(fig):
        fix(fig)
    buffer = io.BytesIO()
    fig.savefig(buffer, format="png", dpi=160, bbox_inches=room.beyond(fig))
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(fig)
    data = base64.b64encode(buffer.getvalue()).decode("ascii")
    width = round(room.page(fig).width * 100)
    note = f'<figcaption dir="auto" style="{QUIET}">{escape(caption)}</figcaption>' if caption else ""
    return Html(
        f'<figure style="margin: 1em 0;"><img alt="{escape(str(alt))}" width="{width}" '
        f'src="data:image/png;base64,{data}" style="max-width: 100%; height: auto;">{note}</figure>'
    )


def ledger(documents: pd.DataFrame, figures: pd.DataFrame, limit: int = TOP) -> Html:
    """Each sentence that reports figures, the figures highlighted in it, and under it how each was read.

    Needs the columns of the codebook's ``documents`` and ``figures``. At most `limit` documents, and then how many
    more there are.
    """
    documents, figures = given(documents, "documents"), given(figures, "figures")
    pages = documents[documents["doc_id"].isin(figures["doc_id"])]
    parts = []
    page: Any
    for page in pages.head(limit).itertuples():
        parts.append(_heading(page))
        mine = figures[figures["doc_id"] == page.doc_id]
        for _, group in mine.groupby(["sentence_start", "sentence_end"]):
            parts.append(f'<p style="{RIGHT}">{_marked(page.raw, group)}</p>{_readings(group)}')
    more = _more(len(pages) - limit, "documents")
    return Html(f'<div {RTL} style="line-height: 1.9;">{"".join(parts)}{more}</div>')


def cleaned(documents: pd.DataFrame, limit: int = 3) -> Html:
    """Pages as they came in, with what cleaning removed struck out and what it put instead highlighted."""
    documents, parts = given(documents, "documents"), []
    page: Any
    for page in documents.head(limit).itertuples():
        parts.append(_heading(page))
        parts.append(f'<div style="white-space: pre-line; {RIGHT}">{"".join(_edited(page.raw, page.cleaning))}</div>')
    more = _more(len(documents) - limit, "documents")
    return Html(f'<div {RTL} style="line-height: 1.9;">{"".join(parts)}{more}</div>')


def reading(figure: Any) -> str:
    """What the words of a figure say, as a number with its bounds: ``208``, ``about 60``, ``16 or more``, ``tens``.

    >>> from types import SimpleNamespace
    >>> reading(SimpleNamespace(qualifier="more_than", value=15.0, low=16.0, high=None, number_text="15"))
    '16 or more'
    """
    value, low, high = number(figure.value), number(figure.low), number(figure.high)
    return {
        "exact": value,
        "about": f"about {value}",
        "more_than": f"{low} or more",
        "at_least": f"{low} or more",
        "less_than": f"{high} or fewer",
        "at_most": f"{high} or fewer",
        "range": f"{low}–{high}",
    }.get(str(figure.qualifier), f"{figure.qualifier}")


def number(value: Any) -> str:
    """A number as people write it, a dash for null.

    >>> number(12000.0), number(1234567.5), number(None)
    ('12,000', '1,234,567.5', '—')
    """
    return "—" if _null(value) else wording.number(value)


# ---------------------------------------------------------------- pieces


def _null(value: Any) -> bool:
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def _text(value: Any) -> str:
    """Text of an article, escaped; its invisible characters would turn what stands around it."""
    return escape(_INVISIBLE.sub("", str(value)))


def _heading(page: Any) -> str:
    """The title of a document, else where it was read."""
    name = page.title if isinstance(page.title, str) else page.path
    return f'<h4 style="margin: 1.2em 0 0.3em; {RIGHT}">{_text(name)}</h4>'


def _cell(value: Any) -> tuple[str, str]:
    """The direction of a cell and what stands in it."""
    if _null(value):
        return "ltr", '<span style="opacity: 0.4;">—</span>'
    if isinstance(value, bool):
        return "ltr", "yes" if value else "no"
    if isinstance(value, (int, float)):
        return "ltr", number(value)
    if isinstance(value, (list, tuple)):
        value = "، ".join(map(str, value))
    if isinstance(value, pd.Timestamp):
        value = f"{value:%Y-%m-%d}" if value == value.normalize() else f"{value:%Y-%m-%d %H:%M}"
    return "auto", _text(value)


def _counts(column: pd.Series) -> bool:
    """Whether a column has numbers, whatever its dtype."""
    values = column.dropna()
    return len(values) > 0 and all(isinstance(value, Real) and not isinstance(value, bool) for value in values)


def _more(left: int, what: str, side: str = "right") -> str:
    return f'<p dir="ltr" style="{QUIET} text-align: {side};">… and {left:,} more {what}</p>' if left > 0 else ""


def _marked(raw: str, figures: pd.DataFrame) -> str:
    """The sentence of these figures with each of them highlighted, and numbered where there are several."""
    out: list[str] = []
    at = figures["sentence_start"].min()
    figure: Any
    for n, figure in enumerate(figures.sort_values("start").itertuples(), 1):
        out += [_text(raw[at : figure.start]), _mark(raw[figure.start : figure.end], reading(figure))]
        if len(figures) > 1:
            out.append(f'<sup style="{QUIET}">{n}</sup>')
        at = figure.end
    return "".join([*out, _text(raw[at : figures["sentence_end"].max()])])


def _mark(words: str, said: str) -> str:
    """Highlighted words, isolated: digits and the number after them would else be laid out as one."""
    return f'<bdi><mark title="{escape(said)}" style="{MARK}">{_text(words)}</mark></bdi>'


def _readings(figures: pd.DataFrame) -> str:
    ordered = figures.sort_values("start")
    shown = ordered.assign(reading=[reading(figure) for figure in ordered.itertuples()], n=range(1, len(ordered) + 1))
    columns = [name for name in LEDGER if shown[name].notna().any()]
    first = ["n", "number_text"] if len(shown) > 1 else ["number_text"]
    return table(shown[first + columns], limit=len(shown))


def _edited(raw: str, edits: Iterable[dict[str, Any]]) -> Iterator[str]:
    at = 0
    for edit in sorted(edits, key=lambda edit: edit["start"]):
        yield _text(raw[at : edit["start"]])
        yield f'<del title="{escape(edit["op"])}" style="{GONE}">{_text(edit["before"])}</del>'
        if edit["after"]:
            yield f'<ins style="{MARK} text-decoration: none;">{_text(edit["after"])}</ins>'
        at = edit["end"]
    yield _text(raw[at:])
