"""Cleaning: what is removed from a page or repaired in it, each edit recorded, so that it can be replayed."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from seedlib.arabic import LETTER, TASHKEEL, fold
from seedlib.furniture import Line, split_sections
from seedlib.lexicon import rows

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
_ARABIC_WORD = re.compile(f"[{LETTER}{TASHKEEL}]+")
MAX_SLIPS = 1000  # foreign letters in the words of one text: more are a way of writing, no slips
_WORD_LONGEST = 40  # characters
_FOREIGN = re.compile("[A-Za-z0-9_@#\u00c0-\u024f\u0370-\u052f\u0590-\u05ff]")
_HAMZA = frozenset("أإآ")


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

    ``title`` and ``known`` are those of :func:`seedlib.furniture.split_sections`. ``text`` is
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
    if _mixed().search(raw):
        edits += _within(_homoglyphs(raw), kept)
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
        yield _edit(op, raw, match.start(), match.end(), after)


@cache
def _twins() -> dict[str, list[str]]:
    """Foreign letter to the Arabic letters it may stand for: its look-alike first, then its key on the keyboard."""
    out: dict[str, list[str]] = {}
    for row in sorted(rows("homoglyphs"), key=lambda row: row["kind"], reverse=True):
        out.setdefault(chr(int(row["code"][2:], 16)), []).append(row["letter"])
    return out


@cache
def _mixed() -> re.Pattern[str]:
    """One foreign letter in an Arabic word; a foreign word, number or name beside one is left alone."""
    twin, arabic = "".join(_twins()), f"{LETTER}{TASHKEEL}"
    return re.compile(
        f"(?<!{_FOREIGN.pattern})(?:(?<=[{arabic}])[{twin}](?!{_FOREIGN.pattern})|[{twin}](?=[{arabic}]))"
    )


@cache
def _common() -> frozenset[str]:
    return frozenset(row["form"] for row in rows("function_words"))


def _homoglyphs(raw: str) -> Iterator[Edit]:
    """Letters of other scripts in an Arabic word, by a look-alike or a slip of the keyboard layout.

    The word must be plausible with the Arabic letter: a function word, or one that stands elsewhere in the text.
    Failing that, only a letter of a hamza key before a word, or one with a single reading inside a word, is repaired.
    """
    found = list(islice(_mixed().finditer(raw), MAX_SLIPS + 1))
    if len(found) > MAX_SLIPS:
        return
    words = _common() | set(_ARABIC_WORD.findall(raw))
    for match in found:
        start, end = match.span()
        left, right = _arabic_before(raw, start), _arabic_after(raw, end)
        candidates = _twins()[match[0]]
        likely = [
            letter for letter in candidates if fold(left + letter + right) in words or left + letter + right in words
        ]
        inside = left and len(right) > 1 and len(candidates) == 1
        hamza = candidates[0] in _HAMZA and not left and len(right) > 1
        beside = raw[start - len(left) - 1 : start - len(left)] + raw[end + len(right) : end + len(right) + 1]
        if (likely or inside or hamza) and not _FOREIGN.search(beside):
            yield _edit("homoglyph", raw, start, end, (likely or candidates)[0])


def _arabic_before(raw: str, at: int) -> str:
    match = _ARABIC_WORD.match(raw[max(0, at - _WORD_LONGEST) : at][::-1])
    return match[0][::-1] if match else ""


def _arabic_after(raw: str, at: int) -> str:
    match = _ARABIC_WORD.match(raw, at, at + _WORD_LONGEST)
    return match[0] if match else ""
