"""Cleaning: what is removed from a page or repaired in it, each edit recorded, so that it can be replayed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from seedlib.arabic import INVISIBLE, LETTER, TATWEEL
from seedlib.furniture import Line, split_sections

# Letters of other scripts that get into an Arabic word by a slip of the keyboard layout. "H" sits where أ is typed
# with the shift key of the Arabic (101) layout; the Hebrew and Cyrillic ones look like an Arabic letter.
HOMOGLYPHS = {
    "H": "أ",
    "h": "ا",
    "Y": "إ",
    "l": "ا",
    "I": "ا",
    "o": "ه",
    "O": "ه",
    "ο": "ه",
    "о": "ه",
    "ו": "ا",
    "ן": "ا",
    "ס": "ه",
}
_HOMOGLYPH = re.compile(
    f"(?<![A-Za-z])[{''.join(HOMOGLYPHS)}](?=[{LETTER}])|(?<=[{LETTER}])[{''.join(HOMOGLYPHS)}](?=[{LETTER}])"
)
_REPAIRS = [
    ("tatweel", re.compile(f"{TATWEEL}+"), ""),
    ("bidi_control", re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]+"), ""),
    ("invisible", re.compile("[\u200b\u2060\ufeff\u00ad]+"), ""),
    ("control", re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+"), ""),
    ("no_break_space", re.compile("[\u00a0\u202f]"), " "),
]


@dataclass(slots=True, frozen=True)
class Page:
    """A page taken apart: headline, sections, the spans of the article, its cleaned text and every edit."""

    title: str | None
    sections: list[tuple[int, int, str]]
    body: list[tuple[int, int]]
    text: str
    edits: list[dict[str, Any]]


def clean_page(raw: str) -> Page:
    """Take a page apart. ``raw`` is not altered: ``edits`` say what was removed or repaired, with offsets into it.

    >>> page = clean_page("عنوان الخبر هنا اليوم\\n\\nأشارت المصادر إلى Hن عدد القتلى لم يعرف بعد في المدينة.\\n\\nالتعليقات (0)")
    >>> page.title, [edit["op"] for edit in page.edits]
    ('عنوان الخبر هنا اليوم', ['homoglyph', 'furniture'])
    """
    lines = split_sections(raw)
    edits = [edit for line in lines for edit in _line_edits(raw, line, lines)]
    kept = [line for line in lines if line.section != "furniture"]
    title = next((line.text for line in lines if line.section == "title"), None)
    seen_title = False
    out = []
    for line in kept:
        if line.section == "title":
            if seen_title:
                continue
            seen_title = True
        inside = [edit for edit in edits if line.start <= edit["start"] and edit["end"] <= line.end]
        out.append(
            replay(line.text, [{**e, "start": e["start"] - line.start, "end": e["end"] - line.start} for e in inside])
        )
    body = [(line.start, line.end) for line in lines if line.section in {"body", "subtitle"}]
    sections = [(line.start, line.end, line.section) for line in lines]
    return Page(title, sections, body, "\n\n".join(out), edits)


def _line_edits(raw: str, line: Line, lines: list[Line]) -> list[dict[str, Any]]:
    if line.section == "furniture":
        return [_edit("furniture", line.start, line.end, line.text, "")]
    if line.section == "title" and line is not next(other for other in lines if other.section == "title"):
        return [_edit("repeated_title", line.start, line.end, line.text, "")]
    found = [
        _edit("homoglyph", line.start + m.start(), line.start + m.end(), m[0], HOMOGLYPHS[m[0]])
        for m in _HOMOGLYPH.finditer(line.text)
    ]
    for op, pattern, after in _REPAIRS:
        found += [
            _edit(op, line.start + m.start(), line.start + m.end(), m[0], after) for m in pattern.finditer(line.text)
        ]
    return sorted(found, key=lambda edit: edit["start"])


def _edit(op: str, start: int, end: int, before: str, after: str) -> dict[str, Any]:
    return {"op": op, "start": start, "end": end, "before": before, "after": after}


def replay(text: str, edits: Sequence[dict[str, Any]]) -> str:
    """The text with the edits made. Raises ``ValueError`` where an edit's ``before`` is not what stands there.

    >>> replay("Hن", [{"op": "homoglyph", "start": 0, "end": 1, "before": "H", "after": "أ"}])
    'أن'
    """
    out, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit["start"]):
        if text[edit["start"] : edit["end"]] != edit["before"]:
            raise ValueError(
                f"edit at {edit['start']} expects {edit['before']!r}, not {text[edit['start'] : edit['end']]!r}"
            )
        out += [text[at : edit["start"]], edit["after"]]
        at = edit["end"]
    return "".join([*out, text[at:]])


__all__ = ["HOMOGLYPHS", "INVISIBLE", "Page", "clean_page", "replay"]
