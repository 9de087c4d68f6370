"""Site furniture: which lines of a saved page are the article, and which are its surroundings.

The order of judgement: find the first line that reads like prose; take the headline from the lines before it; walk on
to the last line of the article; judge the lines between. A long line, or one that closes a sentence, is article
unless its own words are site text. Phrases are data (``lexicon/furniture.csv``); thresholds are the constants below.
"""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache

from seedlib.arabic import INVISIBLE, TASHKEEL, TATWEEL, fold
from seedlib.lexicon import rows

LONG = 160  # characters: a line so long is prose whatever its last character
SENTENCE_WORDS = 5  # one that ends a sentence needs only so many
HEADLINE_WORDS = 4  # fewer than this before the prose is a breadcrumb, a byline or a kicker
HEADLINE_LONGEST = 240  # characters
SITE_LONGEST = 100  # characters of a sentence that a site says to its visitor
PHRASE_WORDS = 6  # of the longest phrase by which a line of furniture begins
HEAD_LINES = 40  # the headline stands among the first lines, whatever follows
ITEM = 60  # characters of an item without bullet in a list that a colon opens
STOPPED = 0.6  # share of an article's longer lines that end in a stop, for a missing stop to tell something
REPEATS_WITHIN = 8  # lines after the headline in which it may be repeated
REPEAT_OVERLAP = 0.8  # share of words that two forms of one headline have in common

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
BLANK = (
    " \t\u00a0\u202f\u3000\x00"
    + "".join(chr(c) for a, b in [(0x200B, 0x200F), (0x202A, 0x202E)] for c in range(a, b + 1))
    + "\u2060\ufeff"
)
_STOP = re.compile(r"(?<![.…])[.!۔](?:[\"'»”“’)\]\s\u200e\u200f]|\([^()]{1,40}\))*$")
BULLET = re.compile(r"[-–—•*▪●◾■◆‣][ \t]*[^\W_]|\d{1,2}[-.)] *[^\W\d_]")
_CREDIT = re.compile(r"[(\[][^()\[\]]{2,60}[)\]]\s*$")
_POST = re.compile(r"\(@\w+\)|^\s*(?:https?://|www\.)\S+\s*$|^\s*@\w+\s*$")
_NUMBER = re.compile(r"\d+")
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
def _phrases(position: str, match: str) -> frozenset[str]:
    return frozenset(
        plain(row["phrase"]) for row in rows("furniture") if (row["position"], row["match"]) == (position, match)
    )


@cache
def _whole() -> dict[str, str]:
    order = ("head", "inline", "label", "end")  # the later wins
    return {phrase: kind for kind in order for phrase in _phrases(kind, "whole")}


@cache
def _starts() -> dict[str, str]:
    return {phrase: kind for kind in ("byline", "inline", "end", "comments") for phrase in _phrases(kind, "start")}


@cache
def _inside(position: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(_phrases(position, "inside")))) + r")\b")


@cache
def _date_words() -> frozenset[str]:
    months = {word for row in rows("months") for word in plain(row["form"]).split()}
    return frozenset(months) | {word for phrase in _phrases("date", "inside") for word in phrase.split()}


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
    if any(phrase in words for phrase in _phrases("site", "inside")):
        return "site"
    trail = _whole().get(listed[0]) == "head" and not stopped and len(text) <= SITE_LONGEST and _TRAIL.search(text)
    if trail and max(len(part.split()) for part in _BETWEEN.split(text)) > HEADLINE_WORDS:
        return ""  # "عاجل | ..." before a headline is no breadcrumb
    return "head" if trail else ""


def _is_date(text: str, words: str) -> bool:
    """Whether a line is a date or time, with at most the name of a place beside it."""
    if _inside("ago").search(words):
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


def split_sections(raw: str, title: str | None = None, known: Collection[str] = ()) -> list[Line]:
    """The lines of a page, each with its section: title, subtitle, body or furniture.

    ``title`` is the headline where the format gives it; ``known`` are lines that repeat across the pages of the
    outlet and are furniture wherever they stand.
    """
    lines = read_lines(raw)
    for line in lines if known else ():
        if not line.kind and line.text in known:
            line.call("known")
    if len(lines) == 1:
        lines[0].section = "body"
    if len(lines) < 2:
        return lines
    first = next((n for n, line in enumerate(lines) if line.prose), None)
    head = _title(lines, first, title)
    if head is not None:
        first = (
            first
            if first is None or first > head
            else next((n for n, line in enumerate(lines[head + 1 :], head + 1) if line.prose), None)
        )
        _mark_title(lines, head)
    begin = 0 if head is None else head + 1
    first = begin if first is None else first
    _mark_head(lines, begin, first)
    for line in lines[first:]:
        if line.kind == "byline":  # elsewhere than near the headline its words are any words
            line.call("")
    last = _last(lines, first)
    _mark_article(lines, first, last)
    for line in lines:
        line.section = line.section or "furniture"
    if not any(line.section in {"title", "body", "subtitle"} for line in lines):
        max(lines, key=lambda line: len(line.text)).section = "body"  # a page is never all furniture
    return lines


def _title(lines: list[Line], first: int | None, given: str | None) -> int | None:
    """Index of the headline: the line given, or the first before the prose that is more than a breadcrumb."""
    if given and (words := plain(given)):
        for n, line in enumerate(lines[:HEAD_LINES]):
            if plain(line.text) == words:
                return n
    before = [n for n in range(min(len(lines) if first is None else first, HEAD_LINES)) if not lines[n].kind]
    if before == [] and first is not None and first + 1 < len(lines):
        line = lines[first]  # a headline with a full stop: shorter than half of the line after it
        return first if is_stopped(line.text) and 2 * len(line.text) < len(lines[first + 1].text) else None
    if before and before[0] == 0 and lines[0].words == HEADLINE_WORDS - 1:
        return 0
    fit = (n for n in before if lines[n].words >= HEADLINE_WORDS and len(lines[n].text) <= HEADLINE_LONGEST)
    alone = before[0] if before and len(lines[:first]) <= HEADLINE_WORDS else None  # more are a menu
    return next(fit, alone)


def _mark_title(lines: list[Line], head: int) -> None:
    """Give the headline its section, and each line near it that says the same again."""
    title = lines[head].text
    lines[head].section = "title"
    for line in lines[head + 1 : head + 1 + REPEATS_WITHIN]:
        if REPEAT_OVERLAP / 2 < len(line.text) / len(title) < 2 / REPEAT_OVERLAP and same_headline(line.text, title):
            line.section = "title"


def same_headline(one: str, other: str) -> bool:
    """Whether two lines are one headline, perhaps shortened or with the outlet's name; numbers must agree."""
    if one == other:
        return True
    a, b = set(plain(one).split()), set(plain(other).split())
    same = len(a & b)
    if same < 3 or same < REPEAT_OVERLAP * max(len(a), len(b)):
        return False
    return sorted(_NUMBER.findall(fold(one))) == sorted(_NUMBER.findall(fold(other)))


def _mark_head(lines: list[Line], begin: int, first: int) -> None:
    """Between headline and prose: captions, bylines and dates are furniture, whole phrases are subtitles."""
    for line in lines[begin:first]:
        counts = any(c.isdigit() for c in line.text) and line.words > 1
        if not (line.section or line.kind or _is_caption(line.text)) and (line.words >= HEADLINE_WORDS or counts):
            line.section = "subtitle"


def _is_caption(text: str) -> bool:
    credit = _CREDIT.search(text)
    return credit is not None and (len(text) > 60 or _inside("credit").search(plain(credit[0])) is not None)


def _last(lines: list[Line], first: int) -> int:
    """Index of the last line of the article."""
    last, ended, comments, listing = first, False, False, False
    for n in range(first, len(lines)):
        line = lines[n]
        comments |= line.kind == "comments" and _mostly_before(lines, first, n)
        ended |= line.kind in {"end", "comments", "known"}
        if comments:
            break
        item = BULLET.match(line.text) or (listing and len(line.text) <= ITEM) or line.text.endswith(":")
        if line.prose:
            last, ended = n, False
        elif not ended and not line.kind and item and n == last + 1:
            last = n
        listing = line.text.endswith(":") or (listing and last == n)
    return _unstopped(lines, first, last)


def _mostly_before(lines: list[Line], first: int, n: int) -> bool:
    """Whether most of the prose stands before line n: what follows its comment block is then the readers' text."""
    before, after = (sum(len(line.text) for line in part if line.prose) for part in (lines[first:n], lines[n:]))
    return before >= after


def _continues(lines: list[Line], n: int) -> bool:
    """Whether a line stands under one that opens a list."""
    return n > 0 and lines[n - 1].text.endswith(":") and not lines[n - 1].kind


def _unstopped(lines: list[Line], first: int, last: int) -> int:
    """Let the article go on over lines without a final stop, where these are not the headlines of other pages."""
    longer = [line for line in lines[first : last + 1] if len(line.text) >= 60 and not line.kind]
    careless = not longer or sum(is_stopped(line.text) for line in longer) < STOPPED * len(longer)
    run = []
    for n in range(last + 1, len(lines)):
        if lines[n].kind:
            break
        run.append(n)
    if len(run) == 1 and run[0] == len(lines) - 1:
        return run[0]
    for n in run:
        text = lines[n].text
        opener = plain(text).split(" ", 2)
        goes_on = not _phrases("opener", "start").isdisjoint({opener[0], " ".join(opener[:2])})
        if careless or goes_on or BULLET.match(text):
            last = n
        else:
            break
    return last


def _mark_article(lines: list[Line], first: int, last: int) -> None:
    """From the first line of prose to the last: all is article but the links set between its paragraphs."""
    seen: dict[str, int] = defaultdict(int)
    aside = False
    for n in range(first, min(last + 1, len(lines))):
        line = lines[n]
        seen[line.text] += 1
        post = "#" in line.text or "pic.twitter" in line.text or "t.co/" in line.text
        if line.section or line.kind or (post and seen[line.text] > 1):
            aside = line.kind == "inline" and line.words <= 3
            continue
        whole = line.prose or bool(BULLET.match(line.text)) or _continues(lines, n) or n == last
        if aside and not whole:
            continue
        aside = False
        line.section = "body" if whole or line.text.endswith(":") or len(line.text) > 100 else "subtitle"
