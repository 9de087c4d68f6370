"""Days: what is named by its distance from today ("yesterday", "next month") or as a part of a year."""

import datetime as dt

from seedlib.figures.dates import PARTS, PAST, WAYS, YEARS, Dates, Period, end_of_month, is_year, nth, safe, whole_year
from seedlib.language.number_atoms import atoms
from seedlib.language.number_labels import month_openers
from seedlib.language.tokens import DIGITS

WEEKDAYS = {"الاثنين": 0, "الثلاثاء": 1, "الاربعاء": 2, "الخميس": 3, "الجمعه": 4, "السبت": 5, "الاحد": 6}
_UNITS = frozenset({"الاسبوع", "الشهر", "العام", "السنه"})
_OF_TODAY = {"امس": 1, "البارحه": 1, "اليوم": 0, "الليله": 0}  # how many days ago
# Behind "the day", another one than today's: the day itself, the next, that of the refugee.
_OTHER_DAY = (
    frozenset("نفسه ذاته عينه التالي الموالي السابق الذي الاخير الوطني العالمي الدولي الواحد ال".split()) | PAST
)
_THIS = frozenset({"هذا", "هذه", "بدايه", "مطلع"})  # before a unit without more: the present one
_MONTHS = frozenset({"الاشهر", "الشهور"})
_PARTS = {"الربع": 3, "الثلث": 4, "النصف": 6}  # of a year, in months
_BEHIND_DAY = frozenset({"/", "-", "من", "شهر"})  # besides the months
_OPENING = PARTS | _MONTHS | YEARS | _UNITS | {*_OF_TODAY, *WEEKDAYS, *_PARTS, "اول", "قبل"}


def opens_days(word: str) -> bool:
    """Whether what :class:`Days` reads can open with a word: a cheap look before the closer ones."""
    word = word.removeprefix("و") or word
    return word in _OPENING or word[0] in DIGITS or word in month_openers() or nth(word) is not None


class Days(Dates):
    """Reads dates, and the days, months and years that words name by their distance from ``today``, which have no days
    where it is not known.
    """

    __slots__ = ()

    def at(self, i: int) -> Period | None:
        """What is named from token ``i`` on."""
        word, following = self.key(i), self.key(i + 1)
        if word[:1] not in DIGITS:
            return (word and (self._date(i) or self._year(i) or self._from_today(i))) or None
        if following in _BEHIND_DAY or following in month_openers():
            return self._numeric(i) or self._date(i) or (self._of_month(i) if following == "من" else None)
        return self._year(i) if len(word) == 4 else None

    def _part(self, i: int) -> Period | None:
        """الربع الأول من عام 2023."""
        size, n = _PARTS[self.key(i).removeprefix("و")], nth(self.key(i + 1))
        if self.key(i + 2) != "من":
            return None
        if month := self._date(i + 3):
            return Period(i, month.last)  # as written: half a month has no days of its own
        n = 12 // size if self.key(i + 1) == "الاخير" else n
        return self._of_year(i, i + 3, (n - 1) * size + 1, n * size) if n else None

    def _first_months(self, i: int) -> Period | None:
        """الأشهر الستة الأولى من 2023, الأشهر الـ9 الأولى من العام."""
        at = i + 1 + (self.key(i + 1) == "ال")
        atom = atoms().get(self.key(at))
        n = int(atom.value) if atom else int(self.key(at)) if self.key(at).isdecimal() else 0
        first = self.key(at + 1) == "الاولي" and self.key(at + 2) == "من"
        return self._of_year(i, at + 3, 1, n) if first and n else None

    def _of_year(self, i: int, at: int, month: int, until: int) -> Period | None:
        """Months of the year at token ``at``, as the period that begins at token ``i``."""
        at += self.key(at) in {"هذا", "هذه"}
        year = self._year(at) or self._relative(at)
        if year is None and is_year(self.key(at)):
            year = whole_year(at, at + 1, int(self.key(at)))
        if year is None or until > 12:
            return None
        if year.start is None or year.end != dt.date(year.start.year, 12, 31):
            return Period(i, year.last)
        begin = dt.date(year.start.year, month, 1)
        return Period(i, year.last, begin, end_of_month(dt.date(begin.year, until, 1)))

    # -- days from today -------------------------------------------------------------------------------------------

    def _from_today(self, i: int) -> Period | None:
        word = self.key(i).removeprefix("و")
        if word in _MONTHS:
            return self._first_months(i)
        if word in _PARTS:
            return self._part(i)
        if word == "قبل":
            return self._ago(i)
        return self._relative(i) or (self._of_month(i) if nth(word) else None)

    def _of_month(self, i: int) -> Period | None:
        """20 من الشهر الجاري, العشرين من الشهر الماضي."""
        day, at = self._day(i)
        at += self.key(at) == "من"
        month = self._unit(at) if day and self.key(at) == "الشهر" else None
        if not (day and month):
            return None
        date = safe(month.start.year, month.start.month, day) if month.start else None
        return Period(i, month.last, date, date)

    def _relative(self, i: int) -> Period | None:
        """اليوم, أمس, أول من أمس, أمس الأول, اليوم الأربعاء, الثلاثاء الماضي, ليل السبت الأحد, الجمعة 5 أيار."""
        word, end = self.key(i).removeprefix("و"), i + 1
        if word in _UNITS:
            return self._unit(i)
        if word == "اول" and self.key(end) in {"امس", "من"}:
            back, end = 2, end + 1 + (self.tokens.keys[end : end + 2] == ["من", "امس"])
        elif word == "امس" and self.key(end) == "الاول":
            back, end = 2, end + 1
        elif word == "الليله" and self.key(end) in PAST:
            return Period(i, end + 1, self.today and self.today - dt.timedelta(days=1), self.today)
        elif word in _OF_TODAY and not (word == "اليوم" and self._another_day(i)):
            back = _OF_TODAY[word]
        elif word in WEEKDAYS:
            return self._weekday(i, word)
        else:
            return None
        end += self.key(end) in WEEKDAYS
        day = self.today and self.today - dt.timedelta(days=back)
        return self._written_out(end, i) or Period(i, end, day, day)

    def _another_day(self, i: int) -> bool:
        """Whether "the day" is not today: "في اليوم التالي", "اليوم العالمي للاجئين", "اليوم الـ15 من كذا"."""
        following = self.key(i + 1)
        within = self.before(i).removeprefix("و") == "في" and following not in WEEKDAYS
        return within or following in _OTHER_DAY or nth(following) is not None

    def _weekday(self, i: int, word: str) -> Period:
        end, following = i + 1, self.key(i + 1 + (self.key(i + 1) in {"-", "/"}))
        night = WEEKDAYS.get(following) == (WEEKDAYS[word] + 1) % 7  # ليل السبت الأحد
        if night:
            word, end = following, end + 1 + (self.key(end) in {"-", "/"})
        if dated := self._written_out(end, i):
            return dated
        way = WAYS.get(self.key(end), 0)
        end += self.key(end) in WAYS
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
        word, way = self.key(i).removeprefix("و"), WAYS.get(self.key(i + 1))
        if word == "الاسبوع" and nth(self.key(i + 1)) and self.key(i + 2) == "من" and (named := self._date(i + 3)):
            return Period(i, named.last)
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
            return Period(first, last, begin, end_of_month(begin))
        return whole_year(first, last, self.today.year + way)

    def _ago(self, i: int) -> Period | None:
        """قبل يومين, قبل ثلاثة أيام; not those before an event ("قبل يومين من كذا")."""
        count, at = {"يوم": 1, "امس": 2, "يومين": 2}.get(self.key(i + 1)), i + 2
        if count is None and self.key(i + 2) == "ايام":
            number = atoms().get(self.key(i + 1))
            said = self.key(i + 1) if self.key(i + 1).isdecimal() else f"{number.value:.0f}" if number else ""
            count, at = int(said) if 0 < len(said) < 3 else None, i + 3
        if count is None or self.key(at) == "من":
            return None
        day = self.today and self.today - dt.timedelta(days=count)
        return Period(i, at, day, day)


def definite(word: str) -> bool:
    """Whether a word has the article, and is no day of the week."""
    return word.startswith("ال") and word not in {"الي", "الان"} and word not in WEEKDAYS
