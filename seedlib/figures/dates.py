"""Dates: the days, months and years that words name in full, or as those of this, the last or the next year."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from seedlib.arabic import bare, key
from seedlib.language.nouns import noun
from seedlib.language.number_atoms import atoms
from seedlib.language.number_labels import month_openers, months
from seedlib.language.tokens import Tokens
from seedlib.lexicon import rows

YEARS = frozenset({"عام", "سنه", "العام", "لعام", "للعام", "لسنه"})  # before a number, a whole year
PAST = frozenset("الماضي الماضيه المنصرم المنصرمه الفائت الفائته الفارط".split())
PRESENT = frozenset("الحالي الحاليه الجاري الجاريه".split())
#: Whether "last", "this" or "next" is said of a unit of time.
WAYS = dict.fromkeys(PAST, -1) | dict.fromkeys(PRESENT, 0) | dict.fromkeys("المقبل المقبله القادم القادمه".split(), 1)
PARTS = frozenset("بدايه مطلع اوائل منتصف اواسط اواخر نهايه صيف شتاء ربيع خريف".split())  # of a month or year, roughly
_BEFORE_YEARS = PARTS | frozenset("في خلال منذ حتي قبل بعد عامي سنتي العامين".split())  # before a number, years as well
_BEFORE_YEAR = [["عام"], ["سنه"], ["من"], ["لعام"], ["،"], ["/"], ["-"], [")"]]
_BEFORE_MONTH = PARTS | frozenset("شهر في خلال من منذ بين شهري حتي الي قبل بعد".split())
_PART_OF_MONTH = frozenset({"النصف", "الاسبوع", "الثلث"})  # before an ordinal, which is no day then
AND_TENS = {"والعشرين": 20, "والعشرون": 20, "والثلاثين": 30, "والثلاثون": 30}
_GREGORIAN = 1700  # years before it are those of the Islamic calendar


@dataclass(slots=True, frozen=True)
class Period:
    """A period: its tokens and, where they can be known, its first and last day."""

    first: int
    last: int
    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(slots=True, frozen=True)
class Dates:
    """Reads the dates that the words before token ``last`` name; one without a year is resolved against ``today``, and
    has no days without it.
    """

    tokens: Tokens
    last: int
    today: dt.date | None

    def key(self, i: int) -> str:
        """The word at a token, "" from ``last`` on."""
        return self.tokens.keys[i] if i < self.last else ""

    def before(self, i: int) -> str:
        """The word before a token, "" where there is none."""
        return self.tokens.keys[i - 1] if i else ""

    def _numeric(self, i: int) -> Period | None:
        """2021/08/30, 30-8-2021."""
        sign, numbers = self.key(i + 1), [self.key(k) for k in (i, i + 2, i + 4)]
        if sign not in {"/", "-"} or self.key(i + 3) != sign or not all(map(str.isdecimal, numbers)):
            return None
        parts = [int(number) for number in numbers]
        year, month, day = parts if parts[0] > 31 else parts[::-1]
        date = safe(year, month, day) if year >= _GREGORIAN else None  # 25/12/21 does not say of which century
        return Period(i, i + 5, date, date)

    def _date(self, i: int) -> Period | None:
        """25 من تموز 2021; السابع من أكتوبر; شهر شباط."""
        day, at = self._day(i)
        if day:
            at += self.key(at) == "من"
            at += self.key(at) == "شهر"
        found = self.month(at)
        if found is None or not (day or self._cued(i)):
            return None
        month, end = found
        father = self.key(at) == "اب" and end == at + 1 and not self.tokens.surface(at, at).startswith("آ")
        if father and not day:
            return None  # أب, a father, has the key of آب, August
        year, end = self._year_behind(month, day, end)
        begin = safe(year, month, day or 1) if year else None
        return Period(i, end, begin, begin if day else end_of_month(begin))

    def _cued(self, i: int) -> bool:
        """Whether the word before a month says that it is one: many are other words too, and names."""
        before = self.before(i)
        if not _BEFORE_MONTH.isdisjoint((before, bare(before))):
            return True
        other = (self.month(k) for k in (i - 1, i - 2) if k >= 0 and self.key(i)[0] == "و")
        return any(month and month[1] == i for month in other)  # "تشرين الثاني وكانون الأول"

    def _day(self, i: int) -> tuple[int | None, int]:
        """A day of a month in digits, or by its ordinal before من, and one past it."""
        word = self.key(i)
        if word.isdecimal():
            return (int(word), i + 1) if len(word) <= 2 and word.strip("0") else (None, i)
        if (day := nth(word)) and self.before(i) not in _PART_OF_MONTH:
            more = 10 * (self.key(i + 1) == "عشر") + AND_TENS.get(self.key(i + 1), 0)
            at = i + 1 + bool(more)
            return (day + more, at) if self.key(at) == "من" else (None, i)
        return None, i

    def month(self, i: int) -> tuple[int, int] | None:
        """The month at token ``i`` and one past its name, with a second name behind a slash."""
        word = self.key(i).removeprefix("و")
        for names in ((word, self.key(i + 1)), (word,)) if word in month_openers() else ():
            if month := _gregorian().get(names):
                end = i + len(names)
                second = self.month(end + (self.key(end) == "/"))  # by its other name: تشرين الأول/أكتوبر
                return month, second[1] if second and month == second[0] else end
        return None

    def _year_behind(self, month: int, day: int | None, end: int) -> tuple[int | None, int]:
        """The year of a month, and one past the words for it: "2021", "من عام 2021", "الماضي", "من هذا العام"."""
        at = end + (self.tokens.keys[end : end + 1] in _BEFORE_YEAR)
        at += self.key(at) in YEARS
        if is_year(self.key(at)):
            return int(self.key(at)) if int(self.key(at)) >= _GREGORIAN else None, at + 1
        at = end + (self.key(end) == "من")
        if self.key(at) in {"هذا", "هذه"} and self.key(at + 1) in {"العام", "السنه"}:
            return self.today.year if self.today else None, at + 2
        if self.key(at) in {"العام", "السنه"} and (of_year := WAYS.get(self.key(at + 1))) is not None:
            return self.today.year + of_year if self.today else None, at + 2
        way = WAYS.get(self.key(end))
        end += way is not None
        if self.today is None:
            return None, end
        named, now = (month, day or 0), (self.today.month, self.today.day if day else 0)
        if way == 1:
            return self.today.year + (named <= now), end
        if way is None and named[0] == now[0] and named[1] > now[1] + 1:
            return None, end  # a day of this month that is still to come, or of last year
        return self.today.year - (month > self.today.month or (way == -1 and named >= now)), end

    def _year(self, i: int) -> Period | None:
        """سنة 2019; في 2019."""
        word, following = self.key(i).removeprefix("و"), self.key(i + 1)
        if word in YEARS and is_year(following):
            return whole_year(i, i + 2, int(following))
        if not is_year(word):
            return None
        before, two = self.before(i), following == "و" and is_year(self.key(i + 2))
        known = before in _BEFORE_YEARS or (before == "بين" and two) or (before == "و" and is_year(self.before(i - 1)))
        counts = noun((self.key(i + 3) if two else following) or ".") is not None
        return whole_year(i, i + 1, int(word)) if known and not counts else None


@cache
def _gregorian() -> dict[tuple[str, ...], int]:
    hijri = {tuple(key(w) for w in row["form"].split()) for row in rows("months") if row["calendar"] == "hijri"}
    return {form: month for form, month in months().items() if form not in hijri}


def nth(word: str) -> int | None:
    """What an ordinal with the article, or tens with it, count: "السابع", "والعشرين"."""
    atom = atoms().get(word)
    whole = atom and atom.article and (atom.cls.startswith("ordinal") or (atom.cls == "tens" and atom.value <= 30))
    return int(atom.value) if atom and whole else None


def is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and 1300 <= int(word) <= 2100


def whole_year(first: int, last: int, year: int) -> Period:
    known = year >= _GREGORIAN
    return Period(first, last, dt.date(year, 1, 1), dt.date(year, 12, 31)) if known else Period(first, last)


def safe(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def end_of_month(begin: dt.date | None) -> dt.date | None:
    if begin is None:
        return None
    return (begin.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
