"""Publication dates as pages, feeds and tables write them, as ISO 8601."""

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from functools import cache

import pandas as pd
from dateutil import parser

from seedlib.arabic import TASHKEEL, fold
from seedlib.lexicon import rows

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?$")
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})\b")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_NAMED = re.compile(r"(\d{1,2})\s+(\D{3,30}?)\s+(\d{4})\b")
_MONTH = re.compile(r"(?i)(?=.*\b\d{4}\b).*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")  # with a year
_MAIL = re.compile(r"(?:\w{3}, )?\d{1,2} \w{3} \d{4} \d\d:\d\d")
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d*)?$")
_MARKS = re.compile(f"[{TASHKEEL}]")
_LONGEST = 80


def iso_date(text: str | None) -> str | None:
    """A date or time as ISO 8601, or null where it cannot be read as one with its year.

    Days stand before months, as Arabic outlets write, unless the second number is too large for a month.

    >>> iso_date("Sat, 15 Feb 2020 10:00:00 GMT"), iso_date("15/2/2020"), iso_date("2020-02-15T10:00Z"), iso_date("أمس")
    ('2020-02-15T10:00:00+00:00', '2020-02-15', '2020-02-15T10:00Z', None)
    >>> iso_date("السبت، ١٥ شباط ٢٠٢٠")
    '2020-02-15'
    """
    text = _MARKS.sub("", fold(text or "")).strip()[:_LONGEST]
    try:
        if match := _ISO.match(text):
            dt.date(*map(int, match.groups()))
            return text.replace(" ", "T", 1).replace(" ", "")
        if match := _EPOCH.match(text):
            return dt.datetime.fromtimestamp(int(match[1]), dt.UTC).isoformat()
        if match := _YEAR_FIRST.search(text):
            return dt.date(*map(int, match.groups())).isoformat()
        if match := _DAY_FIRST.search(text):
            first, second, year = map(int, match.groups())
            return (dt.date(year, first, second) if second > 12 else dt.date(year, second, first)).isoformat()
        if text.isascii() and _MONTH.match(text):
            return _english(text)
        if (match := _NAMED.search(text)) and (month := _months().get(" ".join(match[2].split()))):
            return dt.date(int(match[3]), month, int(match[1])).isoformat()
        return None
    except (ValueError, OverflowError):
        return None


def _english(text: str) -> str:
    """What mail headers and English pages write."""
    if _MAIL.match(text):
        return parsedate_to_datetime(text).isoformat()
    found = parser.parse(text, dayfirst=True, ignoretz=True)
    return found.isoformat() if ":" in text else found.date().isoformat()


@cache
def _months() -> dict[str, int]:
    """Month names to numbers, of the Gregorian calendar."""
    return {
        _MARKS.sub("", fold(row["form"])): int(row["month"]) for row in rows("months") if row["calendar"] == "gregorian"
    }


def days(published: pd.Series) -> pd.Series:
    """The days of a column of :func:`iso_date`, each by the clock of its outlet; null where there is no date.

    >>> days(pd.Series(["2020-02-15T01:00+03:00"])).dt.day.tolist()
    [15]
    """
    return pd.to_datetime(published.astype("str").str[:10], errors="coerce", format="ISO8601")


def moments(published: pd.Series) -> pd.Series:
    """A column of :func:`iso_date` as times in UTC, without a zone, to compare; null where there is no date."""
    return pd.to_datetime(published, errors="coerce", utc=True, format="ISO8601").dt.tz_localize(None)
