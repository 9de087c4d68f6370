"""When: the period a figure speaks of, as written, and its days where year and day can be known."""

import datetime as dt

from seedlib.arabic import bare
from seedlib.days import PAST, PRESENT, WEEKDAYS, YEARS, Days, Period, definite, is_year, opens_days
from seedlib.lexicon import word_class
from seedlib.memo import remembered
from seedlib.number_atoms import begins_number
from seedlib.tokens import Tokens
from seedlib.traits import trait

_ISSUED = frozenset({"الصادر", "الصادره", "صادر", "صادره", "صدر", "صدرت", "نشر", "نشرته", "نشره"})
_OF_PERIOD = PAST | PRESENT | {"الاول", "من", "شهر", "عام", "العام", "الحرب"}
_BEGINNING = frozenset({"بدء", "بدايه", "مطلع", "اندلاع"})  # of what stands behind it: "منذ اندلاع الحرب الأهلية"
#: Words before days that make a period of them, and whether its first and its last day are theirs.
_REACHES = {
    "منذ": (True, False),
    "حتي": (False, True),
    "لغايه": (False, True),
    "خلال": (True, True),
    "طوال": (True, True),
    "طيله": (True, True),
}
_SINCE = frozenset({"منذ", "خلال", "طوال", "مطلع", "بدايه", "نهايه"})
_FROM = frozenset({"ابتداء", "اعتبارا", "بدءا"})  # before من: from that day on
_TWO = frozenset({"يومي", "شهري", "عامي", "سنتي", "العامين"})
_OF = _TWO | frozenset("يوم شهر تاريخ فجر صباح ظهر مساء ليل ليله".split())  # before days
_OPENING = frozenset({"بين", "مابين", "من"})  # of two days
_TO = frozenset({"الي", "حتي", "لغايه", "وحتي", "ولغايه"})
_UP_TO = _TO | {"و", "-", "–"}
_PERIOD = word_class("period")


def read_times(tokens: Tokens, first: int, last: int, published: dt.date | None) -> list[Period]:
    """The periods named between two tokens; relative days are resolved only against a publication date."""
    out, after, days = [], first, Days(tokens, last, published)
    for i in tokens.where("time", first, last):
        if i < after:
            continue
        period = _between(days, i) or _reaching(days, i) or _named(days, i) or _span(days, i)
        if period:
            out.append(period)
            after = period.last
    return out


@trait("time")
def _may_open(word: str) -> bool:
    """Whether a period can open with the word: a cheap look before the closer ones."""
    word = word.removeprefix("و") or word
    return word in _SINCE or word in _REACHES or opens_days(word)


def _named(days: Days, i: int) -> Period | None:
    """What is named at a token, two days, months or years that follow each other as one: "شهري آب وأيلول"."""
    pair = _pair(days, i) if days.before(i) in _TWO else None
    if pair is None:
        return days.at(i)
    start, right = pair
    if start is None or right.start is None or right.end is None:
        return Period(i, right.last)
    size = (right.end - right.start).days + 1
    on = 0 < (right.start - start).days <= (1 if size == 1 else 31 if size <= 31 else 366)
    return Period(i, right.last, *((start, right.end) if on else ()))


def _between(days: Days, i: int) -> Period | None:
    """From one day on, or to another: "ابتداء من 1 نيسان", "بين 1 و10 آذار", "من 5 شباط إلى 10 آذار 2020"."""
    opening = i - 1 - (days.before(i) in _OF)
    if opening < 0 or days.key(opening).removeprefix("و") not in _OPENING:
        return None
    if days.before(opening) in _FROM and (named := _named(days, i)):
        return Period(opening - 1, named.last, named.start, None)
    if not (pair := _pair(days, i)):
        return None
    start, right = pair
    known = start and right.end and start <= right.end
    return Period(opening, right.last, *((start, right.end) if known else ()))


def _pair(days: Days, i: int) -> tuple[dt.date | None, Period] | None:
    """The first day of what is named at a token, and what a word for "and" or "to" joins to it; what the first has no
    month or year of has those of the second.
    """
    left = days.at(i)
    day = days.key(i) if left is None else ""
    if left is None and not (day.isdecimal() and len(day) <= 2):
        return None
    at = left.last if left else i + 1
    if days.key(at) not in _UP_TO and days.key(at)[:1] != "و":
        return None
    at += days.key(at) in _UP_TO
    right = days.at(at + (days.key(at) in _OF))
    if right is None or (left is None and right.start != right.end):
        return None
    if left:
        left = Days(days.tokens, days.last, right.end or days.today).at(i)
    return left.start if left else right.start and _earlier(right.start, int(day)), right


def _earlier(date: dt.date, day: int) -> dt.date | None:
    return date.replace(day=day) if 0 < day < date.day else None


def _reaching(days: Days, i: int) -> Period | None:
    """Days with the word that says which way the period reaches: since, until, during. An end left open is null."""
    word, at = days.key(i).removeprefix("و"), i + 1
    if word not in _REACHES:
        return None
    at += word == "منذ" and days.key(at) in _BEGINNING
    at += days.key(at) in _OF
    named = _named(days, at)
    if named is None:
        return None
    if word == "منذ" and days.key(named.last) in _TO and (until := days.at(named.last + 1)):
        return Period(i, until.last, named.start, until.end)
    start, end = _REACHES[word]
    return Period(i, named.last, named.start if start else None, named.end if end else None)


def _span(days: Days, i: int) -> Period | None:
    """منذ بداية الحرب, خلال 24 ساعة, خلال الأسبوع الأول من شهر شباط: as written."""
    keys, last = days.tokens.keys, days.last
    if keys[i].removeprefix("و") not in _SINCE or i + 1 >= last:
        return None
    for j in range(i + 1, min(last, i + 5)):
        if bare(keys[j]) in _PERIOD or keys[j] in _PERIOD or (is_year(keys[j]) and keys[j - 1] in _SINCE | YEARS):
            end = j + 1
            if keys[j] in _BEGINNING:
                event = (k for k in range(end, min(end + 2, last)) if definite(keys[k]))
                end = max(event, default=end - 1) + 1
            while end < min(last, j + 5) and _goes_on(keys[end]):
                end += 1
            found = days.month(end)
            end = found[1] if found else end
            if end < last and is_year(keys[end]) and keys[end - 1] not in PRESENT | PAST:
                end += 1
            end -= keys[end - 1] == "من"
            return (_dated_event(days, i, end) if keys[j] in _BEGINNING else None) or Period(i, end)
        if not keys[j][0].isalnum() and keys[j] not in {"ال"}:
            return None
    return None


def _dated_event(days: Days, i: int, end: int) -> Period | None:
    """منذ اندلاع الحرب في السودان في 15 نيسان 2023: since the day on which it began."""
    for k in range(end, end + 4):
        if days.key(k) == "في" and (day := days.at(k + 1 + (days.key(k + 1) in _OF))):
            return Period(i, day.last, day.start, None)
        if not days.key(k).isalpha():
            return None
    return None


@remembered
def _goes_on(word: str) -> bool:
    """Whether a word goes on with a period: "الأشهر الخمسة الماضية"."""
    return word in _OF_PERIOD or (word.startswith("ال") and begins_number(word) and word not in WEEKDAYS)


def choose(tokens: Tokens, periods: list[Period], at: int, following: int) -> Period | None:
    """The period nearest to the figure at token ``at`` in its sentence, rather behind it; one before the next figure
    (``following``) where و parts the figure from what is before it ("3 يوم الأحد و4 يوم الاثنين"). The day of a report
    only where there is no other ("في تقريرها الصادر اليوم").
    """
    own = [p for p in periods if at < p.first < following] if tokens.keys[at - 1] == "و" else []

    def distance(period: Period) -> tuple[bool, int, bool]:
        return tokens.keys[period.first - 1] in _ISSUED, abs(period.first - at), period.first < at

    return min(own or periods, key=distance, default=None)
