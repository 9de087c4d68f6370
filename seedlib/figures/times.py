"""When: the period a figure speaks of, as written, and its days where year and day can be known."""

import datetime as dt

from seedlib.arabic import bare
from seedlib.figures.dates import AND_TENS, PARTS, PAST, PRESENT, YEARS, Period, is_year
from seedlib.figures.days import WEEKDAYS, Days, definite, opens_days
from seedlib.figures.sources.attribution import reporting_verbs
from seedlib.language.number_atoms import begins_number
from seedlib.language.outcome_cues import cues
from seedlib.language.phrases import boundaries
from seedlib.language.tokens import DIGITS, Tokens
from seedlib.language.traits import trait
from seedlib.lexicon import word_class
from seedlib.memo import remembered

_ISSUED = frozenset({"الصادر", "الصادره", "صادر", "صادره", "صدر", "صدرت", "نشر", "نشرته", "نشره"})
_RECENT = frozenset("الماضيين الماضيتين الاخير الاخيره الاخيرين".split())
_OF_PERIOD = PAST | PRESENT | _RECENT | {"الاول", "واحد", "من", "شهر", "عام", "العام", "الحرب", "ال", "الليل"}
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
_OUTSIDE = frozenset({"قبل", "بعد"})
_LENGTH = frozenset({"غضون", "مدي", "مدار"})  # behind في or على
_SINCE = _LENGTH | frozenset("منذ خلال طوال طيله مطلع بدايه نهايه".split())
_ABOUT = frozenset({"نحو", "حوالي", "قرابه"})
#: Words between a figure and the period that it is compared with: "120 مقارنة بـ90 في 2022".
_COMPARED = frozenset("مقارنه بالمقارنه مقابل قياسا نفسها ذاتها".split())
#: Verbs between the figure of a period and a total so far, which is of another: "5 أمس، ليرتفع العدد إلى 100".
_RISES = frozenset("ليرتفع لترتفع ليصل لتصل ليبلغ لتبلغ ليصبح لتصبح ليكون لتكون رفع يرفع ترفع".split())
_TALLY = word_class("tally") | {"مجمل", "اجمالي"}
_STATEMENT = frozenset({"بيان", "تصريح", "تصريحات", "مؤتمر", "تغريده"})  # before the day it was made on
_HEAD = 8  # tokens between a verb of reporting and the day of the report: a name with its titles
_EVENT = 12  # tokens between "since" and the day of an event: its name, and where it was
_NO_EVENT = frozenset({"ان", "قتل", "قتلت", "اصيب", "نزح", "وقد", "فقد"})  # the clause of an event ends
_FROM = frozenset({"ابتداء", "اعتبارا", "بدءا"})  # before من: from that day on
_TWO = frozenset({"يومي", "شهري", "عامي", "سنتي", "العامين"})
_OF = _TWO | frozenset("يوم شهر تاريخ فجر صباح ظهر مساء ليل ليله".split())  # before days
_OPENING = frozenset({"بين", "مابين", "من"})  # of two days
_WHICH = frozenset("يوم تاريخ عام شهر".split())  # between "before" or "after" and days; "بعد ظهر" is a time of the day
_TO = frozenset({"الي", "حتي", "لغايه", "وحتي", "ولغايه"})
_UP_TO = _TO | {"و", "-", "–"}
_PERIOD = word_class("period")


def read_times(tokens: Tokens, first: int, last: int, published: dt.date | None) -> list[Period]:
    """The periods named between two tokens; relative days are resolved only against a publication date."""
    out, after, days = [], first, Days(tokens, last, published)
    for i in tokens.where("time", first, last):
        if i < after:
            continue
        word = tokens.keys[i].removeprefix("و")
        if word in _OUTSIDE:
            period = _outside(days, i, word)
        else:
            period = _between(days, i) or _behind_word(days, i, word) or _named(days, i) or _span(days, i)
        if period:
            out.append(period)
            after = period.last
    return out


@trait("time")
def _may_open(word: str) -> bool:
    """Whether a period can open with the word: a cheap look before the closer ones."""
    word = word.removeprefix("و") or word
    return word in _SINCE or word in _REACHES or word in _OUTSIDE or opens_days(word)


def _behind_word(days: Days, i: int, word: str) -> Period | None:
    """Days behind a word that makes another period of them."""
    if word in _REACHES:
        return _reaching(days, i, word)
    return _part(days, i) if word in PARTS else None


def _part(days: Days, i: int) -> Period | None:
    """Part of a month or year, whose days nobody says: "أواخر أيلول", "منتصف 2023", "صيف العام الماضي"."""
    named = days.at(i + 1)
    return Period(i, named.last) if named and (named.start is None or named.start != named.end) else None


def _named(days: Days, i: int) -> Period | None:
    """What is named at a token, two days, months or years that follow each other as one: "شهري آب وأيلول"."""
    left = days.at(i)
    if days.key(left.last if left else i + 1) in _TO and (pair := _pair(days, i, left, _TO)):
        return _range(i, *pair)
    pair = _pair(days, i, left, _UP_TO) if days.before(i) in _TWO else None
    if pair is None:
        return left
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
    pair = _pair(days, i, days.at(i), _UP_TO)
    return _range(opening, *pair) if pair else None


def _range(first: int, start: dt.date | None, right: Period) -> Period:
    """From a day to the end of a period; only words where these are not known or not in order."""
    known = start and right.end and start <= right.end
    return Period(first, right.last, *((start, right.end) if known else ()))


def _pair(days: Days, i: int, left: Period | None, joints: frozenset[str]) -> tuple[dt.date | None, Period] | None:
    """The first day of what is named at a token, and what a word for "and" or "to" joins to it; what the first has no
    month or year of has those of the second.
    """
    day = days.key(i) if left is None else ""
    if left is None and not (day.isdecimal() and len(day) <= 2):
        return None
    at = left.last if left else i + 1
    if days.key(at) not in joints and not ("و" in joints and days.key(at)[:1] == "و"):
        return None
    at += days.key(at) in joints
    right = days.at(at + (days.key(at) in _OF))
    if right is None or (left is None and right.start != right.end):
        return None
    if left:
        left = Days(days.tokens, days.last, right.end or days.today).at(i)
    return left.start if left else right.start and _earlier(right.start, int(day)), right


def _earlier(date: dt.date, day: int) -> dt.date | None:
    return date.replace(day=day) if 0 < day < date.day else None


def _reaching(days: Days, i: int, word: str) -> Period | None:
    """Days with the word that says which way the period reaches: since, until, during. An end left open is null."""
    event = at = i + 1
    at += word == "منذ" and days.key(at) in _BEGINNING
    at += days.key(at) == "ال"
    at += days.key(at) in _OF
    named = _whole_or_part(days, at) if word == "منذ" or days.key(at) in PARTS else _named(days, at)
    if named is None:
        return _dated_event(days, i, event) if word == "منذ" else None
    to = named.last + 1
    to += days.key(to) in _OF
    if word == "منذ" and days.key(named.last) in _TO and (until := _whole_or_part(days, to)):
        backwards = named.start and until.end and until.end < named.start
        return Period(i, until.last, *(() if backwards else (named.start, until.end)))
    start, end = _REACHES[word]
    return Period(i, named.last, named.start if start else None, named.end if end else None)


def _whole_or_part(days: Days, i: int) -> Period | None:
    """The days named, or the part of a month or year, which has none of its own."""
    return (_part(days, i) if days.key(i) in PARTS else None) or days.at(i)


def _outside(days: Days, i: int, word: str) -> Period | None:
    """Before or after days: "قبل عام 2011", "بعد 7 أكتوبر"; what is after a month or year may begin in it."""
    following = days.key(i + 1)
    if word == "بعد" and not (following in _WHICH or (following and _may_open(following))):
        return None
    if word == "قبل" and (ago := days.at(i)):
        return ago
    named = _whole_or_part(days, i + 1 + (following in _WHICH and not days.at(i + 1)))
    if named is None:
        return _ago(days, i) if word == "قبل" else None
    before = named.start - dt.timedelta(days=1) if named.start and word == "قبل" else None
    day = named.start if named.start == named.end and word == "بعد" else None
    return Period(i, named.last, day and day + dt.timedelta(days=1), before)


def _ago(days: Days, i: int) -> Period | None:
    """قبل أسبوع, قبل نحو ثلاث سنوات: as written; not "قبل يومين من كذا", "قبل شهر رمضان"."""
    at = i + 1 + (days.key(i + 1) in _ABOUT)
    at += begins_number(days.key(at) or ".")
    unit, behind = days.key(at), days.key(at + 1)
    ago = unit in _PERIOD - _BEGINNING and behind != "من" and not _named_unit(unit, behind)
    return Period(i, at + 1) if ago else None


def _named_unit(unit: str, behind: str) -> bool:
    """Whether the word behind a unit of time may be its name: "شهر رمضان", "يوم كذا"."""
    return unit in {"يوم", "شهر", "عام", "سنه"} and behind.isalnum() and behind not in boundaries()


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
            while end < min(last, j + 5) and (_goes_on(keys[end]) or (keys[end - 1] == "ال" and keys[end].isdecimal())):
                end += 1
            found = days.month(end)
            end = found[1] if found else end
            if end < last and is_year(keys[end]) and keys[end - 1] not in PRESENT | PAST:
                end += 1
            end -= keys[end - 1] == "من"
            return Period(i - (keys[i] in _LENGTH and days.before(i) in {"في", "علي"}), end)
        if not keys[j][0].isalnum() and keys[j] not in {"ال"}:
            return None
    return None


def _dated_event(days: Days, i: int, event: int) -> Period | None:
    """منذ اندلاع الحرب في السودان في 15 نيسان 2023, منذ انقلاب 25 أكتوبر: since the day of an event."""
    for k in range(event, event + _EVENT):
        word = days.key(k)
        at = k + (word == "في")
        at += days.key(at) in _OF
        if k > event and (word[:1] in DIGITS or at > k or word in WEEKDAYS) and (day := days.at(at)):
            known = day.start and day.end and (day.end - day.start).days < 31  # of a year not since when in it
            return Period(i, day.last, day.start if known else None, None)
        unit = bare(word) in _PERIOD and word not in _BEGINNING
        if not word.isalpha() or begins_number(word) or unit or word in _NO_EVENT:
            return None
    return None


@remembered
def _goes_on(word: str) -> bool:
    """Whether a word goes on with a period: "الأشهر الخمسة الماضية"."""
    return (
        word in _OF_PERIOD
        or word in AND_TENS
        or (word.startswith("ال") and begins_number(word) and word not in WEEKDAYS)
    )


def choose(tokens: Tokens, periods: list[Period], at: int, following: int) -> Period | None:
    """The period nearest to the figure at token ``at`` in its sentence, rather behind it, and before the next figure
    (``following``); only one before that where و parts the figure from what is before it ("3 يوم الأحد و4 يوم
    الاثنين"). The day of a report only where there is no other ("في تقريرها الصادر اليوم", "أعلن كذا الأحد أن"), and
    never a period that the figure is compared with, or that a total so far parts from it.
    """
    keys = tokens.keys
    periods = [p for p in periods if p.first < at or _COMPARED.isdisjoint(keys[at : p.first])]
    periods = [p for p in periods if not _total_between(keys, min(p.first, at), max(p.first, at))]
    own = [p for p in periods if at < p.first < following] if keys[at - 1] == "و" else []

    def distance(period: Period) -> tuple[bool, bool, int, bool]:
        compared = period.first < at and not _COMPARED.isdisjoint(keys[max(period.first - 6, 0) : period.first])
        apart = compared or period.first > following
        return _of_report(tokens, period, at), apart, abs(period.first - at), period.first < at

    return min(own or periods, key=distance, default=None)


def _total_between(keys: list[str], first: int, last: int) -> bool:
    """Whether words say that a total so far follows: "ليرتفع العدد إلى", "ما يرفع إلى"; not "ليصل التضخم إلى"."""
    rises = (i for i in range(first, last) if keys[i] in _RISES)
    return any(keys[i - 1] in {"ما", "مما"} or any(bare(word) in _TALLY for word in keys[i + 1 : i + 3]) for i in rises)


def _of_report(tokens: Tokens, period: Period, at: int) -> bool:
    """Whether a day is that of the report itself: behind a verb of reporting or its subject, before what is told."""
    keys = tokens.keys
    if keys[period.first - 1] in _ISSUED or not _STATEMENT.isdisjoint(keys[max(period.first - 3, 0) : period.first]):
        return True
    head = range(period.first - 1, max(period.first - _HEAD, 0) - 1, -1) if period.first < at else ()
    for i in head:
        if keys[i] in reporting_verbs():
            return True
        if keys[i] in {".", "\n", "ان"} or begins_number(keys[i]) or keys[i] in cues():
            return False
    return False
