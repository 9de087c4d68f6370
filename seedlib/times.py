"""When: the period a figure speaks of, as written, and its days where year and day can be known."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from seedlib.arabic import bare, key
from seedlib.lexicon import rows
from seedlib.memo import remembered
from seedlib.nouns import noun
from seedlib.number_atoms import begins_number
from seedlib.number_labels import month_openers, months
from seedlib.tokens import DIGITS, Tokens
from seedlib.traits import trait

_WEEKDAYS = {"الاثنين": 0, "الثلاثاء": 1, "الاربعاء": 2, "الخميس": 3, "الجمعه": 4, "السبت": 5, "الاحد": 6}
_UNITS = frozenset({"الاسبوع", "الشهر", "العام", "السنه"})
YEARS = frozenset({"عام", "سنه", "العام", "لعام", "للعام", "لسنه"})  # before a number, a whole year
_ISSUED = frozenset({"الصادر", "الصادره", "صادر", "صادره", "صدر", "صدرت", "نشر", "نشرته", "نشره"})
_BEFORE_YEAR = [["عام"], ["سنه"], ["من"], ["لعام"], ["،"], ["/"], ["-"], [")"]]
_PAST = frozenset("الماضي الماضيه المنصرم المنصرمه الفائت الفائته الفارط".split())
_PRESENT = frozenset("الحالي الحاليه الجاري الجاريه".split())
_OF_PERIOD = _PAST | _PRESENT | {"الاول", "من", "شهر", "عام", "العام", "الحرب"}
_BEGINNING = frozenset({"بدء", "بدايه", "اندلاع"})  # of what stands behind it: "منذ اندلاع الحرب الأهلية"
_SINCE = frozenset({"منذ", "خلال", "طوال", "مطلع", "بدايه", "نهايه"})
_PERIOD = frozenset(
    (
        "يوم ايام اسبوع اسابيع شهر اشهر شهور عام اعوام سنه سنوات ساعه ساعات عقد مطلع بدايه اندلاع بدء "
        "الساعات شباط حزيران شهري شهرين الشهرين يومين اليومين اسبوعين الاسبوعين عامي عامين العامين سنتين"
    ).split()
)


@dataclass(slots=True, frozen=True)
class Period:
    """A period: its tokens and, where they can be known, its first and last day."""

    first: int
    last: int
    start: dt.date | None = None
    end: dt.date | None = None


@cache
def _gregorian() -> dict[tuple[str, ...], int]:
    hijri = {tuple(key(w) for w in row["form"].split()) for row in rows("months") if row["calendar"] == "hijri"}
    return {form: month for form, month in months().items() if form not in hijri}


def read_times(tokens: Tokens, first: int, last: int, published: dt.date | None) -> list[Period]:
    """The periods named between two tokens; relative days are resolved only against a publication date."""
    out, after = [], first
    for i in tokens.where("time", first, last):
        if i < after:
            continue
        period = _numeric(tokens, i, last) or _date(tokens, i, last, published)
        period = period or _relative(tokens, i, last, published) or _span(tokens, i, last)
        if period:
            out.append(period)
            after = period.last
    return out


@trait("time")
def _may_open(word: str) -> bool:
    """Whether a period can open with the word: a cheap look before the closer ones."""
    word = word.removeprefix("و") or word
    opens = word in _SINCE or word in _UNITS or word in YEARS or word in {"اول", "امس", "البارحه", "اليوم", "الليله"}
    return opens or word in _WEEKDAYS or word[0] in DIGITS or word in month_openers()


def _month(tokens: Tokens, i: int) -> tuple[int, int] | None:
    if tokens.keys[i] not in month_openers():
        return None
    for size in (2, 1) if i + 1 < len(tokens) else (1,):
        if month := _gregorian().get(tuple(tokens.keys[i : i + size])):
            end = i + size
            if end + 1 < len(tokens) and tokens.keys[end] == "/" and (second := _month(tokens, end + 1)):
                end = second[1]
            return month, end
    return None


def _numeric(tokens: Tokens, i: int, last: int) -> Period | None:
    """2021/08/30; سنة 2019."""
    keys = tokens.keys
    if keys[i] in YEARS and i + 1 < last and _is_year(keys[i + 1]):
        year = int(keys[i + 1])
        return Period(i, i + 2, _safe(year, 1, 1), _safe(year, 12, 31))
    if _is_year(keys[i]) and keys[i - 1] in {"في", "خلال"} and (i + 1 >= last or noun(keys[i + 1]) is None):
        return Period(i, i + 1, _safe(int(keys[i]), 1, 1), _safe(int(keys[i]), 12, 31))
    signs, numbers = keys[i + 1 : i + 4 : 2], keys[i : i + 5 : 2]
    if i + 4 >= last or signs not in (["/", "/"], ["-", "-"]) or not all(map(str.isdecimal, numbers)):
        return None
    parts = [int(number) for number in numbers]
    date = _safe(*(parts if parts[0] > 31 else parts[::-1]))
    return Period(i, i + 5, date, date)


def _date(tokens: Tokens, i: int, last: int, published: dt.date | None) -> Period | None:
    """25 من تموز 2021; شهر شباط."""
    keys = tokens.keys
    day = int(keys[i]) if keys[i].isdecimal() and len(keys[i]) <= 2 else None
    at = i + 1 if day else i
    if day and at < last and keys[at] in {"من", "شهر"}:
        at += 1
    found = _month(tokens, at) if at < last else None
    if found is None or (
        day is None
        and bare(keys[i - 1]) not in {"شهر", "في", "خلال", "من"}
        and keys[i - 1] not in {"في", "خلال", "شهر", "منذ"}
    ):
        return None
    month, end = found
    if keys[at] == "اب" and not (day or tokens.surface(at, at).startswith("آ") or keys[end - 1] != "اب"):
        return None  # أب, a father, has the key of آب, August
    year: int | None = None
    at = end + (keys[end : end + 1] in _BEFORE_YEAR)
    if at < last and _is_year(keys[at]):
        year, end = int(keys[at]), at + 1
    if year is None and published:
        year = published.year - (month > published.month)
        if keys[end : end + 1] in (["الماضي"], ["الحالي"], ["الجاري"]):
            end += 1
    if year is None:
        return Period(i, end)
    if day:
        date = _safe(year, month, day)
        return Period(i, end, date, date)
    begin = _safe(year, month, 1)
    return Period(i, end, begin, begin and _end_of_month(begin))


def _is_year(word: str) -> bool:
    return word.isdecimal() and len(word) == 4 and 1300 <= int(word) <= 2100


def _safe(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _relative(tokens: Tokens, i: int, last: int, published: dt.date | None) -> Period | None:
    """اليوم, أمس, أول من أمس, اليوم الأربعاء, الثلاثاء الماضي, فجر الجمعة."""
    keys = tokens.keys
    word = keys[i].removeprefix("و")
    end, back = i + 1, None
    if word == "اول" and end < last and keys[end] in {"امس", "من"}:
        back, end = 2, end + 1 + (keys[end : end + 2] == ["من", "امس"])
    elif word in _UNITS:
        return _unit(tokens, i, last, published)
    elif word in {"امس", "البارحه"}:
        back = 1
    elif word in {"اليوم", "الليله"}:
        back = 0
    elif word not in _WEEKDAYS:
        return None
    if end < last and keys[end] in (_WEEKDAYS if word not in _WEEKDAYS else _PAST):
        end += 1
    if published is None:
        return Period(i, end)
    if back is None:
        back = (published.weekday() - _WEEKDAYS[word]) % 7 or 7 * (keys[end - 1] in _PAST)
    day = published - dt.timedelta(days=back)
    return Period(i, end, day, day)


def _unit(tokens: Tokens, i: int, last: int, published: dt.date | None) -> Period | None:
    """الأسبوع الماضي, الشهر الجاري, العام الماضي; a week has no days of its own, as it begins on several days."""
    word, which = tokens.keys[i].removeprefix("و"), tokens.keys[i + 1] if i + 1 < last else ""
    back = which in _PAST
    if not (back or which in _PRESENT):
        return None
    if published is None or word == "الاسبوع":
        return Period(i, i + 2)
    if word == "الشهر":
        begin = (published.replace(day=1) - dt.timedelta(days=back)).replace(day=1)
        return Period(i, i + 2, begin, _end_of_month(begin))
    return Period(i, i + 2, dt.date(published.year - back, 1, 1), dt.date(published.year - back, 12, 31))


def _end_of_month(begin: dt.date) -> dt.date:
    return (begin.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def _span(tokens: Tokens, i: int, last: int) -> Period | None:
    """منذ بداية العام, خلال 24 ساعة, خلال الأسبوع الأول من شهر شباط: as written."""
    keys = tokens.keys
    if keys[i].removeprefix("و") not in _SINCE or i + 1 >= last:
        return None
    for j in range(i + 1, min(last, i + 5)):
        if bare(keys[j]) in _PERIOD or keys[j] in _PERIOD or (_is_year(keys[j]) and keys[j - 1] in _SINCE | YEARS):
            end = j + 1
            if keys[j] in _BEGINNING:
                event = (
                    k for k in range(end, min(end + 2, last)) if keys[k].startswith("ال") and keys[k] not in _WEEKDAYS
                )
                end = max(event, default=end - 1) + 1
            while end < min(last, j + 5) and _goes_on(keys[end]):
                end += 1
            found = _month(tokens, end) if end < last else None
            end = found[1] if found else end
            if end < last and _is_year(keys[end]) and keys[end - 1] not in _PRESENT | _PAST:
                end += 1
            return Period(i, end - (keys[end - 1] == "من"))
        if not keys[j][0].isalnum() and keys[j] not in {"ال"}:
            return None
    return None


@remembered
def _goes_on(word: str) -> bool:
    """Whether a word goes on with a period: "الأشهر الخمسة الماضية"."""
    return word in _OF_PERIOD or (word.startswith("ال") and begins_number(word) and word not in _WEEKDAYS)


def choose(tokens: Tokens, periods: list[Period], at: int) -> Period | None:
    """The period nearest to the figure at token ``at`` in its sentence; the day of a report only where there is no
    other ("في تقريرها الصادر اليوم").
    """
    return min(periods, key=lambda p: (tokens.keys[p.first - 1] in _ISSUED, abs(p.first - at))) if periods else None
