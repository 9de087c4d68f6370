"""Site furniture: which lines of a saved page are the article, and which are its surroundings.

The order of judgement: find the lines that read like prose, take the headline before them, then walk to the tail and
stop at the last line of the article. A long line, or one that closes a sentence, is article unless the words of an
end-of-article block stand right before it and it reads like site text.
"""

import re
from dataclasses import dataclass
from functools import cache

from seedlib.arabic import fold, key
from seedlib.lexicon import rows

PROSE_WORDS = 12  # a line of so many words is prose whatever its last character
SENTENCE_WORDS = 5  # one that ends a sentence needs only so many
HEADLINE_WORDS = (3, 32)
REPEAT_OVERLAP = 0.75  # share of words that two forms of one headline have in common
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!؟?…][\"'»”)\]\s]*$")
_BULLET = re.compile(r"\s*[-–—•*▪●◾■]\s*\S")
_SOCIAL = re.compile(r"pic\.twitter|twitter\.com|t\.co/|@\w+\)|^\s*https?://\S+\s*$")
_DATE_ONLY = re.compile(r"[\d\s/:.,،|\-–مصAPMapm]+|.{0,40}\d{1,2}[:/]\d{2}.{0,25}")


@dataclass(slots=True)
class Line:
    """One line that is not blank: its span without white space at the ends, its words, and the section given to it."""

    start: int
    end: int
    text: str
    words: list[str]
    section: str = "furniture"

    @property
    def prose(self) -> bool:
        """Whether the line reads like article text."""
        size = len(self.words)
        return size >= PROSE_WORDS or (size >= SENTENCE_WORDS and _STOP.search(self.text) is not None)


@cache
def _phrases(position: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(key(word) for word in _WORD.findall(row["phrase"]))
        for row in rows("furniture")
        if row["position"] == position
    )


def _starts_with(line: Line, position: str, longest: int = 12) -> bool:
    if len(line.words) > longest:
        return False
    return any(tuple(line.words[: len(phrase)]) == phrase for phrase in _phrases(position))


def _is_label(line: Line) -> bool:
    """A breadcrumb, a date or a byline: nothing that an article says."""
    if tuple(line.words) in _phrases("head") or not line.words:
        return True
    return len(line.words) < HEADLINE_WORDS[0] or _DATE_ONLY.fullmatch(line.text) is not None


def read_lines(raw: str) -> list[Line]:
    """The lines of a page that are not blank."""
    out = []
    for match in _LINE.finditer(raw):
        text = match[0].strip("\r\t \u00a0\u200f\u200e\ufeff\x00")
        if text:
            start = match.start() + match[0].index(text)
            out.append(Line(start, start + len(text), text, [key(word).lower() for word in _WORD.findall(fold(text))]))
    return out


def same_headline(one: Line, other: Line) -> bool:
    """Whether two lines are the same headline, once perhaps shortened or with the outlet's name."""
    a, b = set(one.words), set(other.words)
    return (
        bool(a and b)
        and len(a & b) / min(len(a), len(b)) >= REPEAT_OVERLAP
        and len(a & b) >= 3
        and abs(len(a) - len(b)) <= 4
    )


def split_sections(raw: str) -> list[Line]:
    """The lines of a page, each with its section: title, subtitle, body or furniture."""
    lines = read_lines(raw)
    if not lines:
        return lines
    first = _first_prose(lines)
    title = _title(lines, first)
    if title is not None:
        lines[title].section = "title"
    begin = 0 if title is None else title + 1
    end = _last_article_line(lines, max(begin, first if first is not None else begin))
    for n in range(begin, end + 1):
        lines[n].section = _section(lines, n, first if first is not None else begin)
    if title is not None:
        for line in lines[begin : begin + 6]:
            if same_headline(line, lines[title]) and len(line.words) <= HEADLINE_WORDS[1]:
                line.section = "title"
    return lines


def _first_prose(lines: list[Line]) -> int | None:
    """Index of the first line that is article text: the longest look of a headline does not make prose."""
    for n, line in enumerate(lines):
        if line.prose and _STOP.search(line.text) and not _SOCIAL.search(line.text):
            return n
    return next((n for n, line in enumerate(lines) if line.prose), None)


def _title(lines: list[Line], first: int | None) -> int | None:
    """Index of the headline: the first line before the prose that is a phrase of its own."""
    low, high = HEADLINE_WORDS
    for n, line in enumerate(lines[: (first if first is not None else len(lines))]):
        if low <= len(line.words) <= high and not _is_label(line) and not _starts_with(line, "end"):
            return n
    if first == 0 and len(lines) > 1 and len(lines[0].words) <= high // 2 and lines[1].prose:
        return 0
    return None


def _last_article_line(lines: list[Line], first: int) -> int:
    """Index of the last line of the article."""
    last, ended = first, False
    for n in range(first, len(lines)):
        line = lines[n]
        if _starts_with(line, "end"):
            ended = True
        elif (
            _STOP.search(line.text)
            and line.prose
            and not _SOCIAL.search(line.text)
            and not _starts_with(line, "inline")
        ):
            if not ended or len(line.words) >= 2 * PROSE_WORDS:
                last, ended = n, False
        elif not ended and (line.prose or _BULLET.match(line.text)) and n <= last + 2 and not _SOCIAL.search(line.text):
            last = n
    return last


def _section(lines: list[Line], n: int, first: int) -> str:
    line = lines[n]
    if _starts_with(line, "inline") or _starts_with(line, "end", longest=6) or _SOCIAL.search(line.text):
        return "furniture"
    if n < first:
        return "furniture" if _is_label(line) or len(line.words) < SENTENCE_WORDS else "subtitle"
    if (
        line.prose
        or _BULLET.match(line.text)
        or line.words
        and any(word.isdigit() for word in line.words)
        and not _is_label(line)
    ):
        return "body"
    return (
        "subtitle" if len(line.words) >= 2 and not _is_label(line) else "body" if not _is_label(line) else "furniture"
    )
