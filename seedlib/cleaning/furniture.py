"""Site furniture: which lines of a saved page are the article, and which are its surroundings.

The order of judgement: find the first line that reads like prose; take the headline from the lines before it; walk on
to the last line of the article; judge the lines between. A long line, or one that closes a sentence, is article
unless its own words are site text. Phrases are data (``lexicon/furniture.csv``); thresholds are the constants below.
"""

import re
from collections import defaultdict
from collections.abc import Collection

from seedlib.arabic import fold
from seedlib.cleaning.lines import BULLET, HEADLINE_WORDS, Line, inside, is_stopped, phrases, plain, read_lines

HEADLINE_LONGEST = 240  # characters
HEAD_LINES = 40  # the headline stands among the first lines, whatever follows
ITEM = 60  # characters of an item without bullet in a list that a colon opens
STOPPED = 0.6  # share of an article's longer lines that end in a stop, for a missing stop to tell something
REPEATS_WITHIN = 8  # lines after the headline in which it may be repeated
REPEAT_OVERLAP = 0.8  # share of words that two forms of one headline have in common
_CREDIT = re.compile(r"[(\[][^()\[\]]{2,60}[)\]]\s*$")
_NUMBER = re.compile(r"\d+")


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
    return credit is not None and (len(text) > 60 or inside("credit").search(plain(credit[0])) is not None)


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
        goes_on = not phrases("opener", "start").isdisjoint({opener[0], " ".join(opener[:2])})
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
