"""Lines of a saved page, and what the words of one alone say: a date, a button, a byline, or prose.

Phrases are data (``lexicon/furniture.csv``).
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from seedlib.arabic import INVISIBLE, TASHKEEL, TATWEEL, fold
from seedlib.lexicon import rows

LONG = 160  # characters: a line so long is prose whatever its last character
SENTENCE_WORDS = 5  # one that ends a sentence needs only so many
HEADLINE_WORDS = 4  # fewer than this before the prose is a breadcrumb, a byline or a kicker
SITE_LONGEST = 100  # characters of a sentence that a site says to its visitor
PHRASE_WORDS = 6  # of the longest phrase by which a line of furniture begins

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
BLANK = (
    " \t\u00a0\u202f\u3000\x00"
    + "".join(chr(c) for a, b in [(0x200B, 0x200F), (0x202A, 0x202E)] for c in range(a, b + 1))
    + "\u2060\ufeff"
)
_STOP = re.compile(r"(?<![.…])[.!۔](?:[\"'»”“’)\]\s\u200e\u200f]|\([^()]{1,40}\))*$")
BULLET = re.compile(r"[-–—•*▪●◾■◆‣][ \t]*[^\W_]|\d{1,2}[-.)] *[^\W\d_]")
_POST = re.compile(r"\(@\w+\)|^\s*(?:https?://|www\.)\S+\s*$|^\s*@\w+\s*$")
_TOKEN = re.compile(r"[^\s\w]*\w\S*")
_WORDS = re.compile(r"[^\W\d_]+")
_DROP = re.compile(f"[{TASHKEEL}{TATWEEL}{INVISIBLE}]+")
_CLOCK = re.compile(r"\d{1,2}[:٫]\d{2}(?::\d{2})?")
_DATE = re.compile(r"\d{1,4}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{1,4}")
_BETWEEN = re.compile(r"[/»>|\\›←]")
_TRAIL = re.compile(r"\S\s*[/»>|\\›←]\s*\S")


@dataclass(slots=True)
class Line:
    """A line that is not blank: its span without white space at the ends, what its words alone say, its section."""

    start: int
    end: int
    text: str
    kind: str = ""
    prose: bool = False
    section: str = ""

    @property
    def words(self) -> int:
        """Number of words."""
        return count_words(self.text)

    def call(self, kind: str) -> None:
        """Take the line for another kind than its words say."""
        self.kind = kind
        self.prose = not kind and is_prose(self.text)


def count_words(text: str) -> int:
    """Number of words, by spaces; signs that stand alone are none."""
    return len(_TOKEN.findall(text))


def is_stopped(text: str) -> bool:
    """Whether a line closes a sentence; a question mark or dots do not tell, for headlines end in them too."""
    return _STOP.search(text[-48:]) is not None


def is_prose(text: str) -> bool:
    """Whether a line reads like article text: long, or a sentence.

    >>> is_prose("قتل خمسة مدنيين بقصف على القرية."), is_prose("الأكثر قراءة")
    (True, False)
    """
    return len(text) >= LONG or (is_stopped(text) and count_words(text) >= SENTENCE_WORDS)


def plain(text: str) -> str:
    """The words of a line alone, for comparison: folded, without marks, digits and signs.

    >>> plain("التعليقات (0)")
    'التعليقات'
    """
    return " ".join(_WORDS.findall(_DROP.sub("", fold(text)).lower()))


@cache
def phrases(position: str, match: str) -> frozenset[str]:
    return frozenset(
        plain(row["phrase"]) for row in rows("furniture") if (row["position"], row["match"]) == (position, match)
    )


@cache
def _whole() -> dict[str, str]:
    order = ("head", "inline", "label", "end")  # the later wins
    return {phrase: kind for kind in order for phrase in phrases(kind, "whole")}


@cache
def _starts() -> dict[str, str]:
    return {phrase: kind for kind in ("byline", "inline", "end", "comments") for phrase in phrases(kind, "start")}


@cache
def inside(position: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(phrases(position, "inside")))) + r")\b")


@cache
def _date_words() -> frozenset[str]:
    months = {word for row in rows("months") for word in plain(row["form"]).split()}
    return frozenset(months) | {word for phrase in phrases("date", "inside") for word in phrase.split()}


def line_kind(text: str) -> str:
    """What the words of a line alone say: mark, post, date, head, label, inline, comments, end, site, byline or "".

    >>> line_kind("آخر تحديث: 30.08.2023 | 21:15"), line_kind("الأكثر قراءة"), line_kind("قصف على القرية")
    ('date', 'end', '')
    """
    if len(text) > (SITE_LONGEST if text[-1] == "." else LONG):
        return ""
    words = plain(text)
    if not words:
        return "date" if _DATE.search(text) or _CLOCK.search(text) else "mark"
    if _POST.search(text):
        return "post"
    if kind := _whole().get(words):
        return kind
    if len(text) <= 80 and _is_date(text, words):
        return "date"
    return _phrase_kind(text, words)


def _phrase_kind(text: str, words: str) -> str:
    listed = words.split()
    stopped = is_stopped(text)
    for size in range(min(PHRASE_WORDS, len(listed)), 0, -1):
        kind = _starts().get(" ".join(listed[:size]))
        short = len(listed) <= (SENTENCE_WORDS + 1 if stopped or kind == "byline" else 16)
        if kind and short and (kind != "byline" or len(listed) > 1):
            return kind
    if any(phrase in words for phrase in phrases("site", "inside")):
        return "site"
    trail = _whole().get(listed[0]) == "head" and not stopped and len(text) <= SITE_LONGEST and _TRAIL.search(text)
    if trail and max(len(part.split()) for part in _BETWEEN.split(text)) > HEADLINE_WORDS:
        return ""  # "عاجل | ..." before a headline is no breadcrumb
    return "head" if trail else ""


def _is_date(text: str, words: str) -> bool:
    """Whether a line is a date or time, with at most the name of a place beside it."""
    if inside("ago").search(words):
        return len(words.split()) <= 6
    rest, found = _CLOCK.subn("", text)
    rest, dates = _DATE.subn("", rest)
    listed = words.split()
    left = [word for word in listed if word not in _date_words()]
    if found + dates:
        return len(left) <= 2 and (not left or not any(c.isdigit() for c in rest))
    return not left and any(c.isdigit() for c in text) and len(listed) <= 8


@lru_cache(maxsize=1 << 14)  # the lines of a template return on every page of an outlet
def _judge(text: str) -> tuple[str, bool]:
    kind = line_kind(text)
    return kind, not kind and is_prose(text)


def read_lines(raw: str) -> list[Line]:
    """The lines of a page that are not blank, by every sign that ends a line."""
    out = []
    for match in _LINE.finditer(raw):
        text, start = match[0], match.start()
        left = text.lstrip(BLANK)
        start += len(text) - len(left)
        if text := left.rstrip(BLANK):
            kind, prose = ("", True) if len(text) >= LONG else _judge(text)
            out.append(Line(start, start + len(text), text, kind, prose))
    return out
