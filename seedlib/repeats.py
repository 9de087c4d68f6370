"""Repeats: lines that stand on many pages of one outlet are its furniture, learned from the corpus itself."""

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from urllib.parse import urlsplit

from seedlib.cleaning.lines import BLANK, BULLET, LONG, is_prose
from seedlib.formats.records import Record

LEARN = 20_000  # documents to learn from: an outlet's template shows itself long before
MIN_PAGES = 5  # pages on which a line must stand
MIN_SHARE = 0.05  # and the share of the outlet's pages
CAPACITY = 20_000  # lines remembered an outlet; the rarest are forgotten
OUTLETS = 1_000  # outlets remembered; pages of any further one are judged alone

Furniture = Mapping[str, frozenset[str]]


def outlet(record: Record) -> str:
    """By what pages belong together: publisher, else host of the address, else the folder or archive they lie in."""
    if record.publisher:
        return record.publisher
    if host := _host(record.url or ""):
        return host.removeprefix("www.")
    path, inside, _ = record.path.partition("#")
    return path if inside else str(PurePath(path).parent)


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None  # no address, whatever it says it is: "https://news.example]/1"


def learn(records: Iterable[Record]) -> dict[str, frozenset[str]]:
    """Lines that repeat, by outlet. Memory is bounded by ``CAPACITY`` lines an outlet.

    Prose, list items and whole documents that repeat are not learned: a paragraph of background or a reprint is no
    furniture.
    """
    counts: dict[str, dict[str, int]] = {}
    pages: dict[str, int] = {}
    seen: set[str] = set()
    for record in records:
        group = outlet(record)
        if record.sha256 in seen or (group not in counts and len(counts) >= OUTLETS):
            continue
        seen.add(record.sha256)
        lines = counts.setdefault(group, {})
        pages[group] = pages.get(group, 0) + 1
        for line in _candidates(record):
            lines[line] = lines.get(line, 0) + 1
        if len(lines) > CAPACITY:
            counts[group] = _forget(lines)
    return {group: found for group, lines in counts.items() if (found := _often(lines, pages[group]))}


def _often(lines: dict[str, int], pages: int) -> frozenset[str]:
    least = max(MIN_PAGES, MIN_SHARE * pages)
    often = (line for line, count in lines.items() if count >= least)
    return frozenset(line for line in often if not (is_prose(line) or BULLET.match(line)))


def _candidates(record: Record) -> set[str]:
    stripped = {line.strip(BLANK) for line in record.text.splitlines() if len(line) < LONG}
    return stripped - {"", record.title}


def _forget(lines: dict[str, int]) -> dict[str, int]:
    """Half of the lines, those counted most often."""
    kept = sorted(lines.items(), key=lambda item: item[1], reverse=True)[: CAPACITY // 2]
    return dict(kept)
