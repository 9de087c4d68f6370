"""Cleaning: what is removed from a page or repaired in it, each edit recorded, so that it can be replayed."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from seedlib.arabic import LETTER, TASHKEEL
from seedlib.cleaning.furniture import split_sections
from seedlib.cleaning.homoglyphs import find_homoglyphs
from seedlib.cleaning.lines import Line

Edit = dict[str, Any]

# One pass for all; tatweel goes only where it stands inside a word: after a prefix ("بـ10", "هـ") it is spelling.
_REPAIRS = re.compile(
    f"(?P<tatweel>(?<=[{LETTER}{TASHKEEL}])\u0640+(?:[ \u00a0]\u0640+)?(?=[{LETTER}{TASHKEEL}]))"
    "|(?P<bidi_control>[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+)"
    "|(?P<invisible>[\u00ad\u034f\u200b\u2060-\u2065\ufeff]+)"
    "|(?P<control>[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]+)"
    "|(?P<no_break_space>[\u00a0\u2007\u202f])"
    "|(?P<presentation_form>[\ufb50-\ufd3d\ufd40-\ufdff\ufe70-\ufefc]+)"
)
_SUSPECT = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\xa0\u00ad\u034f\u061c\u0640\u2007\u200b\u200e\u200f\u202a-\u202f"
    "\u2060-\u2069\ufb50-\ufd3d\ufd40-\ufdff\ufe70-\ufeff]"
)
_TATWEEL_RUN = re.compile("\u0640+")
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(slots=True, frozen=True)
class Page:
    """A page taken apart: headline, sections, the spans of the article, its cleaned text and every edit."""

    title: str | None
    sections: list[tuple[int, int, str]]
    body: list[tuple[int, int]]
    text: str
    edits: list[Edit]


def clean_page(raw: str, title: str | None = None, known: Collection[str] = ()) -> Page:
    """Take a page apart. ``raw`` is not altered: ``edits`` say what was removed or repaired, with offsets into it.

    ``title`` and ``known`` are those of :func:`seedlib.cleaning.furniture.split_sections`. ``text`` is
    ``replay(raw, edits)``. Operations: repeated_title, furniture, white_space, tatweel, bidi_control, invisible,
    control, no_break_space, presentation_form, homoglyph.

    >>> page = clean_page("عنوان الخبر هنا اليوم\\n\\nأشارت المصادر إلى Hن العدد لم يعرف بعد.\\n\\nالتعليقات (0)")
    >>> page.title, [edit["op"] for edit in page.edits]
    ('عنوان الخبر هنا اليوم', ['homoglyph', 'furniture'])
    """
    lines = split_sections(raw, title, known)
    headline = next((line.text for line in lines if line.section == "title"), title)
    kept, edits = _cut(raw, lines)
    if _SUSPECT.search(raw):
        edits += _within(_repairs(raw), kept)
    slips = (_edit("homoglyph", raw, at, at + 1, letter) for at, letter in find_homoglyphs(raw))
    edits += _within(slips, kept)
    edits.sort(key=lambda edit: edit["start"])
    sections = _merge(lines)
    body = [(start, end) for start, end, section in sections if section in {"body", "subtitle"}]
    return Page(headline, sections, body, replay(raw, edits), edits)


def replay(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made. Raises ``ValueError`` where an edit's ``before`` is not what stands there.

    >>> replay("Hن", [{"op": "homoglyph", "start": 0, "end": 1, "before": "H", "after": "أ"}])
    'أن'
    """
    out, at = [], 0
    for edit in edits:
        if text[edit["start"] : edit["end"]] != edit["before"] or edit["start"] < at:
            found = text[edit["start"] : edit["end"]]
            raise ValueError(f"edit at {edit['start']} expects {edit['before']!r}, not {found!r}")
        out += [text[at : edit["start"]], edit["after"]]
        at = edit["end"]
    return "".join([*out, text[at:]])


def _edit(op: str, raw: str, start: int, end: int, after: str) -> Edit:
    return {"op": op, "start": start, "end": end, "before": raw[start:end], "after": after}


def _cut(raw: str, lines: list[Line]) -> tuple[list[Line], list[Edit]]:
    """The lines that stay, and the edits that take away the others and the white space between."""
    kept: list[Line] = []
    titled = False
    edits: list[Edit] = []
    gone: list[tuple[str, Line]] = []
    for line in lines:
        if line.section == "furniture":
            gone.append(("furniture", line))
        elif line.section == "title" and titled:
            gone.append(("repeated_title", line))
        else:
            edits += _gap(raw, kept[-1] if kept else None, gone, line)
            kept.append(line)
            titled |= line.section == "title"
            gone = []
    return kept, [*edits, *_gap(raw, kept[-1] if kept else None, gone, None)]


def _gap(raw: str, left: Line | None, gone: list[tuple[str, Line]], right: Line | None) -> Iterator[Edit]:
    """The edits between two lines that stay; None is the start or the end of the text.

    Between lines that stay remains one line end, or a blank line if there was one; around them remains nothing.
    """
    start, end = left.end if left else 0, right.start if right else len(raw)
    edges = [start, *(edge for _, line in gone for edge in (line.start, line.end)), end]
    spaces = [raw[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    inner = left is not None and right is not None
    after = "\n" * min(2, max(map(_line_ends, spaces))) if inner else ""
    first = edges[1]
    if (inner or not gone) and raw[start:first] != after:
        yield _edit("white_space", raw, start, first, after)
    at = first if inner else start
    for n, (op, _) in enumerate(gone):
        if n + 1 == len(gone) or gone[n + 1][0] != op:
            stop = gone[n + 1][1].start if n + 1 < len(gone) else end
            yield _edit(op, raw, at, stop, "")
            at = stop


def _line_ends(space: str) -> int:
    return len(space) if space in {"\n", "\n\n"} else len(_LINE_END.findall(space))


def _merge(lines: list[Line]) -> list[tuple[int, int, str]]:
    """Sections of neighbouring lines joined; each form of the headline is a section of its own."""
    out: list[tuple[int, int, str]] = []
    for line in lines:
        if out and out[-1][2] == line.section != "title":
            out[-1] = (out[-1][0], line.end, line.section)
        else:
            out.append((line.start, line.end, line.section))
    return out


def _within(edits: Iterator[Edit], kept: list[Line]) -> Iterator[Edit]:
    """The edits, given in order, that fall inside lines that stay."""
    at = 0
    for edit in edits:
        while at < len(kept) and kept[at].end <= edit["start"]:
            at += 1
        if at == len(kept):
            return
        if kept[at].start <= edit["start"] and edit["end"] <= kept[at].end:
            yield edit


def _repairs(raw: str) -> Iterator[Edit]:
    at = 0
    while suspect := _SUSPECT.search(raw, at):  # a set of characters is found ten times faster than the alternatives
        match = _REPAIRS.match(raw, suspect.start())
        if match is None:  # tatweel that is spelling; a run of it is passed over at once
            run = _TATWEEL_RUN.match(raw, suspect.start())
            at = max(run.end() if run else 0, suspect.end())
            continue
        at = match.end()
        op = match.lastgroup or ""
        after = " " if op == "no_break_space" else ""
        if op == "presentation_form":
            after = "".join(unicodedata.normalize("NFKC", letter).lstrip(" ") for letter in match[0])
        if after != match[0]:  # some signs of that block are forms of nothing
            yield _edit(op, raw, match.start(), match.end(), after)
