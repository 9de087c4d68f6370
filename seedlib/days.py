"""Days: the dates, months, parts of years and years that words name, and those that "yesterday" or "next month" is."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from seedlib.arabic import bare, key
from seedlib.lexicon import rows
from seedlib.nouns import noun
from seedlib.number_atoms import atoms
from seedlib.number_labels import month_openers, months
from seedlib.tokens import DIGITS, Tokens

WEEKDAYS = {"الاثنين": 0, "الثلاثاء": 1, "الاربعاء": 2, "الخميس": 3, "الجمعه": 4, "السبت": 5, "الاحد": 6}
YEARS = frozenset({"عام", "سنه", "العام", "لعام", "للعام", "لسنه"})  # before a number, a whole year
PAST = frozenset("الماضي الماضيه المنصرم المنصرمه الفائت الفائته الفارط".split())
PRESENT = frozenset("الحالي الحاليه الجاري الجاريه".split())
#: Whether "last", "this" or "next" is said of a unit of time.
_WAYS = dict.fromkeys(PAST, -1) | dict.fromkeys(PRESENT, 0) | dict.fromkeys("المقبل المقبله القادم القادمه".split(), 1)
_BEFORE_YEARS = frozenset({"في", "خلال", "منذ", "حتي", "عامي", "سنتي", "العامين"})  # before a number, years as well
_UNITS = frozenset({"الاسبوع", "الشهر", "العام", "السنه"})
_OF_TODAY = {"امس": 1, "البارحه": 1, "اليوم": 0, "الليله": 0}  # how many days ago
_THIS = frozenset({"هذا", "هذه", "بدايه", "مطلع"})  # before a unit without more: the present one
_PARTS = {"الربع": 3, "الثلث": 4, "النصف": 6}  # of a year, in months
_BEFORE_YEAR = [["عام"], ["سنه"], ["من"], ["لعام"], ["،"], ["/"], ["-"], [")"]]
_BEFORE_MONTH = frozenset({"شهر", "في", "خلال", "من", "منذ", "بين", "شهري", "حتي", "الي"})
_BEHIND_DAY = frozenset({"/", "-", "من", "شهر"})  # besides the months
_AND_TENS = {"والعشرين": 20, "والعشرون": 20, "والثلاثين": 30, "والثلاثون": 30}
_GREGORIAN = 1700  # years before it are those of the Islamic calendar


@dataclass(slots=True, frozen=True)
class Period:
    """A period: its tokens and, where they can be known, its first and last day."""

    first: int
    last: int
    start: dt.date | None = None
    end: dt.date | None = None


def opens_days(word: str) -> bool:
    """Whether what :class:`Days` reads can open with a word: a cheap look before the closer ones."""
    word = word.removeprefix("و") or word
    told = word in YEARS or word in _UNITS or word in _OF_TODAY or word in WEEKDAYS or word in month_openers()
    return told or word[0] in DIGITS or word in {"اول", "قبل"} or word in _PARTS or bool(_nth(word))


@dataclass(slots=True, frozen=True)
class Days:
    """Reads what the words before token ``last`` name; what is relative or has no year is resolved against ``today``,
    and has no days without it.
    """

    tokens: Tokens
    last: int
    today: dt.date | None

    def at(self, i: int) -> Period | None:
        """What is named from token ``i`` on."""
        word, following = self.key(i), self.key(i + 1)
        if word[:1] not in DIGITS:
            return (word and (self._date(i) or self._year(i) or self._from_today(i))) or None
        if following in _BEHIND_DAY or following in month_openers():
            return self._numeric(i) or self._date(i)
        return self._year(i)

    def key(self, i: int) -> str:
        """The word at a token, "" from ``last`` on."""
        return self.tokens.keys[i] if i < self.last else ""

    def before(self, i: int) -> str:
        """The word before a token, "" where there is none."""
        return self.tokens.keys[i - 1] if i else ""

    # -- dates -----------------------------------------------------------------------------------------------------

    def _numeric(self, i: int) -> Period | None:
        """2021/08/30, 30-8-2021."""
        sign, numbers = self.key(i + 1), [self.key(k) for k in (i, i + 2, i + 4)]
        if sign not in {"/", "-"} or self.key(i + 3) != sign or not all(map(str.isdecimal, numbers)):
            return None
        parts = [int(number) for number in numbers]
        year, month, day = parts if parts[0] > 31 else parts[::-1]
        date = _safe(year, month, day) if year >= _GREGORIAN else None  # 25/12/21 does not say of which century
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
        begin = _safe(year, month, day or 1) if year else None
        return Period(i, end, begin, begin if day else _end_of_month(begin))

    def _cued(self, i: int) -> bool:
        """Whether the word before a month says that it is one: many are other words too, and names."""
        before = self.before(i)
        return not _BEFORE_MONTH.isdisjoint((before, bare(before))) or (
            self.key(i)[0] == "و" and self.month(i - 1) is not None
        )

    def _day(self, i: int) -> tuple[int | None, int]:
        """A day of a month in digits, or by its ordinal before من, and one past it."""
        word = self.key(i)
        if word.isdecimal():
            return (int(word), i + 1) if len(word) <= 2 and word.strip("0") else (None, i)
        if day := _nth(word):
            more = 10 * (self.key(i + 1) == "عشر") + _AND_TENS.get(self.key(i + 1), 0)
            at = i + 1 + bool(more)
            return (day + more, at) if self.key(at) == "من" else (None, i)
        return None, i

    def month(self, i: int) -> tuple[int, int] | None:
        """The month at token ``i`` and one past its name, with a second name behind a slash."""
        word = self.key(i).removeprefix("و")
        for names in ((word, self.key(i + 1)), (word,)) if word in month_openers() else ():
            if month := _gregorian().get(names):
                end = i + len(names)
                second = self.month(end + 1) if self.key(end) == "/" else None
                return month, second[1] if second else end
        return None

    def _year_behind(self, month: int, day: int | None, end: int) -> tuple[int | None, int]:
        """The year of a month, and one past the words for it: "2021", "من عام 2021", "الماضي", "من العام الماضي"."""
        at = end + (self.tokens.keys[end : end + 1] in _BEFORE_YEAR)
        at += self.key(at) in YEARS
        if is_year(self.key(at)):
            return int(self.key(at)) if int(self.key(at)) >= _GREGORIAN else None, at + 1
        at = end + (self.key(end) == "من")
        if self.key(at) in {"العام", "السنه"} and (of_year := _WAYS.get(self.key(at + 1))) is not None:
            return self.today.year + of_year if self.today else None, at + 2
        way = _WAYS.get(self.key(end))
        end += way is not None
        if self.today is None:
            return None, end
        named, now = (month, day or 0), (self.today.month, self.today.day if day else 0)
        if way == 1:
            return self.today.year + (named <= now), end
        return self.today.year - (month > self.today.month or (way == -1 and named >= now)), end

    def _year(self, i: int) -> Period | None:
        """سنة 2019; في 2019."""
        word, following = self.key(i).removeprefix("و"), self.key(i + 1)
        if word in YEARS and is_year(following):
            return _whole_year(i, i + 2, int(following))
        if not is_year(word):
            return None
        before, two = self.before(i), following == "و" and is_year(self.key(i + 2))
        known = before in _BEFORE_YEARS or (before == "بين" and two) or (before == "و" and is_year(self.before(i - 1)))
        counts = noun((self.key(i + 3) if two else following) or ".") is not None
        return _whole_year(i, i + 1, int(word)) if known and not counts else None

    def _part(self, i: int) -> Period | None:
        """الربع الأول من عام 2023."""
        size, nth = _PARTS[self.key(i).removeprefix("و")], _nth(self.key(i + 1))
        if self.key(i + 2) != "من":
            return None
        n = 12 // size if self.key(i + 1) == "الاخير" else nth
        year = self._year(i + 3) or self._relative(i + 3)
        if year is None and is_year(self.key(i + 3)):
            year = _whole_year(i + 3, i + 4, int(self.key(i + 3)))
        if year is None or not n or n * size > 12:
            return None
        if year.start is None or year.end != dt.date(year.start.year, 12, 31):
            return Period(i, year.last)
        begin = dt.date(year.start.year, (n - 1) * size + 1, 1)
        return Period(i, year.last, begin, _end_of_month(dt.date(begin.year, n * size, 1)))

    # -- days from today -------------------------------------------------------------------------------------------

    def _from_today(self, i: int) -> Period | None:
        word = self.key(i).removeprefix("و")
        return self._part(i) if word in _PARTS else self._ago(i) if word == "قبل" else self._relative(i)

    def _relative(self, i: int) -> Period | None:
        """اليوم, أمس, أول من أمس, اليوم الأربعاء, الثلاثاء الماضي, ليل السبت الأحد, الجمعة 5 أيار."""
        word, end = self.key(i).removeprefix("و"), i + 1
        if word in _UNITS:
            return self._unit(i)
        if word == "اول" and self.key(end) in {"امس", "من"}:
            back, end = 2, end + 1 + (self.tokens.keys[end : end + 2] == ["من", "امس"])
        elif word in _OF_TODAY and not _nth(self.key(end)):  # but "اليوم الثالث"
            back = _OF_TODAY[word]
        elif word in WEEKDAYS:
            return self._weekday(i, word)
        else:
            return None
        end += self.key(end) in WEEKDAYS
        day = self.today and self.today - dt.timedelta(days=back)
        return self._written_out(end, i) or Period(i, end, day, day)

    def _weekday(self, i: int, word: str) -> Period:
        end, following = i + 1, self.key(i + 1 + (self.key(i + 1) in {"-", "/"}))
        night = WEEKDAYS.get(following) == (WEEKDAYS[word] + 1) % 7  # ليل السبت الأحد
        if night:
            word, end = following, end + 1 + (self.key(end) in {"-", "/"})
        if dated := self._written_out(end, i):
            return dated
        way = _WAYS.get(self.key(end), 0)
        end += self.key(end) in _WAYS
        if self.today is None:
            return Period(i, end)
        if way == 1:
            days = (WEEKDAYS[word] - self.today.weekday()) % 7 or 7
        else:
            days = -((self.today.weekday() - WEEKDAYS[word]) % 7 or 7 * -way)
        day = self.today + dt.timedelta(days=days)
        return Period(i, end, day - dt.timedelta(days=night), day)

    def _written_out(self, at: int, first: int) -> Period | None:
        """The date behind a day of the week: "الجمعة 5 أيار", "الأحد، 3 مارس 2024"."""
        at += self.key(at) in {"،", "(", "الموافق"}
        date = (self._numeric(at) or self._date(at)) if self.key(at)[:1] in DIGITS and at < self.last else None
        return Period(first, date.last, date.start, date.end) if date else None

    def _unit(self, i: int) -> Period | None:
        """الأسبوع الماضي, هذا الشهر, العام المقبل; a week has no days of its own, as it begins on several days."""
        word, way = self.key(i).removeprefix("و"), _WAYS.get(self.key(i + 1))
        first, last = i, i + 2
        if way is None and self.before(i) in _THIS and not definite(self.key(i + 1)):  # but "العام الدراسي"
            first, last, way = i - (self.before(i) in {"هذا", "هذه"}), i + 1, 0
        if way is None:
            return None
        if self.today is None or word == "الاسبوع":
            return Period(first, last)
        if word == "الشهر":
            month = self.today.year * 12 + self.today.month - 1 + way
            begin = dt.date(month // 12, month % 12 + 1, 1)
            return Period(first, last, begin, _end_of_month(begin))
        return _whole_year(first, last, self.today.year + way)

    def _ago(self, i: int) -> Period | None:
        """قبل يومين, قبل ثلاثة أيام; not those before an event ("قبل يومين من كذا")."""
        count, at = {"يوم": 1, "يومين": 2}.get(self.key(i + 1)), i + 2
        if count is None and self.key(i + 2) == "ايام":
            number = atoms().get(self.key(i + 1))
            said = self.key(i + 1) if self.key(i + 1).isdecimal() else f"{number.value:.0f}" if number else ""
            count, at = int(said) if 0 < len(said) < 3 else None, i + 3
        if count is None or self.key(at) == "من":
            return None
        day = self.today and self.today - dt.timedelta(days=count)
        return Period(i, at, day, day)


@cache
def _gregorian() -> dict[tuple[str, ...], int]:
    hijri = {tuple(key(w) for w in row["form"].split()) for row in rows("months") if row["calendar"] == "hijri"}
    return {form: month for form, month in months().items() if form not in hijri}


def _nth(word: str) -> int | None:
    """What an ordinal with the article, or tens with it, count: "السابع", "والعشرين"."""
    atom = atoms().get(word)
    whole = atom and atom.article and (atom.cls.startswith("ordinal") or (atom.cls == "tens" and atom.value <= 30))
    return int(atom.value) if atom and whole else None


def definite(word: str) -> bool:
    """Whether a word has the article, and is no day of the week."""
    return word.startswith("ال") and word not in {"الي", "الان"} and word not in WEEKDAYS


def is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and 1300 <= int(word) <= 2100


def _whole_year(first: int, last: int, year: int) -> Period:
    known = year >= _GREGORIAN
    return Period(first, last, dt.date(year, 1, 1), dt.date(year, 12, 31)) if known else Period(first, last)


def _safe(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _end_of_month(begin: dt.date | None) -> dt.date | None:
    if begin is None:
        return None
    return (begin.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
