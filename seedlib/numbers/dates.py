"""Whether a number is the day, month or year of a date."""

from seedlib.arabic import bare
from seedlib.language.nouns import PEOPLE, noun, nouns
from seedlib.language.number_labels import changes, forms, month_openers, months
from seedlib.language.peoples import demonym
from seedlib.memo import remembered
from seedlib.numbers.grammar import Grammar
from seedlib.numbers.hedges import hedge_before

PERCENT = frozenset("% ٪ بالمئه بالمائه بالميه بالمايه بالماه".split())
_HUNDRED = frozenset("المئه المائه الميه المايه مئه مائه الماه 100".split())
_ERA = frozenset(["م", "ه", "هجري", "هجريه", "ميلادي", "ميلاديه"])
_YEAR_CUES = frozenset("في منذ حتي خلال مطلع نهايه بعد قبل الي من بين و او عام".split())
_REACHING = ("وصل", "صل", "بلغ", "حصيله", "اجمالي")


@remembered
def _reaches(word: str) -> bool:
    """Whether a word says that a count got somewhere: "ليرتفع", "وصلت", "حصيلة"."""
    return changes(word) or bare(word).removeprefix("ي").removeprefix("ت").startswith(_REACHING)


class Dates:
    """Reads dates, and the words that touch a number, from the tokens around it."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.tokens = grammar.tokens
        self.keys = grammar.keys
        # The key at a position, "" up to 16 tokens outside the text on either side, as negative positions count back.
        self.key = [*grammar.keys, *[""] * 16].__getitem__

    def counts(self, i: int) -> bool:
        """Whether a counted noun stands at token ``i``."""
        word = self.key(i)
        known = word in nouns() or word.removeprefix("ال") in nouns() or demonym(word) is not None
        return known or word in {"من", "منهم", "منهن", "منها", "اخرين", "اخرون", "لكل"}

    def percent(self, last: int) -> int:
        """One past the percent words that stand at token ``last`` (``last`` itself where none do)."""
        key = self.key(last)
        if key in PERCENT:
            return last + 1
        if key in {"في", "ب"} and self.key(last + 1) in _HUNDRED:
            return last + 2
        if key in {"نقطه", "نقاط"} and self.key(last + 1) == "مئويه":
            return last + 2
        return last

    def month_at(self, i: int) -> int:
        """One past a month name at token ``i``, with a second name after a slash (شباط/فبراير); ``i`` where none is."""
        if self.key(i) not in month_openers():
            return i
        for size in (2, 1) if i + 1 < len(self.keys) else (1,):
            if tuple(self.keys[i : i + size]) in months():
                end = i + size
                if self.key(end) in {"/", "(", "-"} and (second := self.month_at(end + 1)) > end + 1:
                    return second + (self.key(end) == "(" and self.key(second) == ")")
                return end
        return i

    def dotted_date(self, digits: str) -> bool:
        parts = digits.split(".")
        return len(parts) == 3 and all(p.isdecimal() for p in parts) and (len(parts[2]) in {2, 4} or len(parts[0]) == 4)

    def date(self, first: int, last: int, value: float) -> bool:
        """Whether a number is the day, month or year of a date."""
        key = self.key
        if 0 < value <= 31:
            if self.month_at(first - 1) == first and key(first - 1).isascii():
                return True
            at = last + (key(last) in {"من", "شهر"})
            at += key(at) == "شهر"
            if self.month_at(at) > at or key(last) == "منه" or (key(last) == "من" and key(last + 1) == "الشهر"):
                return True  # "من 6 نيسان حتى 12 منه"
            joined = at + (key(at) in {"و", "او", "الي", "-", "–", "حتي"})
            other = self.grammar.amount(joined) if joined > at or self.grammar.after_and(at) is not None else None
            if other and other.value and other.value <= 31 and other.last > joined:
                follow = other.last + (key(other.last) in {"من", "شهر"})
                if self.month_at(follow) > follow:
                    return True
            if (
                bare(key(first - 1)) in {"يوم", "تاريخ", "شهر"}
                and (last - first == 1)
                and self.keys[first].isdecimal()
                and not self.counts(last)
            ):
                return True
        return self._year(first, last, value)

    def _year(self, first: int, last: int, value: float) -> bool:
        key = self.key
        digits = self.keys[first]
        written = last - first == 1 and digits.isdecimal() and len(digits) == 4
        before = bare(key(first - 1))
        people = noun(key(first - 1)) if written else None
        if people and people.category in PEOPLE and people.number == "plural":
            return False  # "عدد القتلى 1976"
        border = self.keys[first - 2 : first] == ["علي", "حدود"] and written and value >= 1900  # "على حدود 1967"
        if border or hedge_before(self.tokens, first):
            return border and not self.counts(last)
        if before == "الي" and any(map(_reaches, self.keys[max(0, first - 8) : first])):
            return False  # "ليرتفع إجمالي المعتقلين إلى 1680"
        if key(first - 2) in {"هذا", "ذلك"} and written and value < 1300:
            return False  # "بلغ عدد الوفيات هذا العام 1081"
        if key(first - 1) in forms("date", "before") or before in {"عام", "سنه", "عامي", "اعوام", "موسم", "سنتي"}:
            return value < 2200 and (written or value > 1300)
        if not written or not 1300 <= value <= 2100:
            return False
        if key(last) in _ERA or self._month_before(first):
            return True
        if self.counts(last) or self.percent(last) > last:
            return False
        if self.keys[first - 1] == "(" and key(last) == ")" and key(last + 1) in nouns():
            return False  # "ضبط (1924) شخصاً"
        joined = before in {"و", "او"} and not (key(first - 2).isdecimal() and len(key(first - 2)) == 4)
        return value >= 1900 or (before in _YEAR_CUES and not joined)

    def is_told_year(self, first: int) -> bool:
        """Whether the words before a number say that it is a year: "أكتوبر 2023", "عام 2011"."""
        return self._month_before(first) or bare(self.key(first - 1)) in {"عام", "سنه", "منذ"}

    def _month_before(self, first: int) -> bool:
        for back in (1, 2, 3):
            end = self.month_at(first - back) if first >= back else 0
            if end > first - back and (end == first or (end == first - 1 and self.key(end) in {"من", "عام", "،", "/"})):
                return True
        return False
