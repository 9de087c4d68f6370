"""Why a number is no amount: dates, times, durations, ages, measures, ordinals, identifiers, scores and names."""

from functools import cache

from seedlib.arabic import bare
from seedlib.language.gazetteer import match_place, place_size
from seedlib.language.nouns import noun, nouns
from seedlib.language.number_atoms import atoms, begins_number
from seedlib.language.number_labels import forms, month_openers, months, with_duals
from seedlib.language.outcome_cues import cues
from seedlib.language.peoples import demonym
from seedlib.language.phrases import boundaries
from seedlib.language.tokens import DIGITS
from seedlib.lexicon import word_class
from seedlib.memo import remembered
from seedlib.numbers.dates import PERCENT, Dates

#: Kinds that report an amount; every other kind says why a number is none.
AMOUNTS = frozenset({"cardinal", "dual", "vague", "range", "percent", "fraction"})

_DASHES = frozenset("-–—−ـ")
_OPEN, _CLOSE = frozenset("\"«“'("), frozenset("\"»”')")
_OF_DAY = word_class("hour_of_day")
_SPORT = word_class("sport")
_UNDER = frozenset({"دون", "تحت", "فوق"})
_THIS_YEAR = frozenset("العام السنه الشهر الاسبوع اليوم".split())  # when, behind a number, and not what it counts
# Words that, before or behind a number, can decide its kind or join it to another number, besides those of the lexicon.
_KIND_BEFORE = word_class("before_number") | {"ال", "بين", "مابين", "وبين"}
_KIND_BEHIND = _OF_DAY | frozenset("في ب نقطه نقاط من منه شهر و او الي حتي".split())
_PAUSES = frozenset({"", "،", "\n"})
_WHERE = frozenset({"في", "فوق", "علي", "لدي"})
_IN_YEAR = frozenset({"عام", "سنه"})
_YEARS = frozenset(["عام", "عاما", "سنه", "سنوات", "اعوام", "ربيعا"])


@remembered
def open_before(word: str) -> bool:
    """Whether a word right before a number leaves its kind open: no label, unit, month, sign or number."""
    if not word.isalpha() or word.isascii():
        return word in _PAUSES
    return _telling_before().isdisjoint((word, word[1:], bare(word)))


@cache
def _telling_before() -> frozenset[str]:
    labels = (forms(kind, "before") for kind in ("age", "date", "identifier", "measure", "ordinal"))
    return _KIND_BEFORE.union(month_openers(), *labels)


@remembered
def open_behind(word: str) -> bool:
    """Whether a word right behind a number leaves its kind open, and what else the number can be joined to."""
    if not word.isalpha():
        return word in _PAUSES or word == "."
    return not (word in _telling_behind() or word in atoms())


@cache
def _telling_behind() -> frozenset[str]:
    return _KIND_BEHIND.union(with_duals("duration"), with_duals("measure"), month_openers(), PERCENT)


class Kinds(Dates):
    """Reads the kind of a number from the tokens around it."""

    # -- digit strings that are several tokens -------------------------------------------------------------------

    def compound(self, i: int) -> tuple[str, int] | None:
        """Dates, clock times, scores and names written with digits and signs: kind and one past the last token."""
        key, glued, digits = self.key, self.tokens.glued, self.keys[i]
        before, after = key(i - 1), key(i + 1)
        if (after == "/" or key(i + 3) == "/") and (last := self._spaced_date(i + 2 * (after in _DASHES))):
            return "date", last
        if after in _DASHES and key(i + 2) == "صفر":
            return "score", i + 3
        if after.startswith("×"):
            return "measure", i + 2  # 720×1280
        if not (glued(i) or glued(i + 1)) and before not in _DASHES and len(digits) <= 4 and digits.isdecimal():
            return None
        if i and glued(i) and (before in {"#", "@"} or (before[-1].isascii() and before[-1].isalpha())):
            return "identifier", i + 1
        named = before[:1].isalpha() and len(before) > 3 and before not in boundaries() and not begins_number(before)
        if named and glued(i) and not after[:1].isalpha() and self.percent(i + 1) == i + 1:
            return "identifier", i + 1  # "دارفور24", but not the slip "خلالها86 شخصاً"
        if after[:1].isascii() and after[:1].isalpha() and glued(i + 1):
            unit = after.lower() in {"km", "kg", "mm", "cm", "m", "mw", "gb", "ton", "kw"}
            return ("measure" if unit else "identifier"), i + 2
        numeral = self.grammar.numeral(i)
        if numeral and numeral.form == "broken":
            return ("date" if self.dotted_date(self.keys[i]) else "identifier"), i + 1
        bracketed = key(i - 3) == "(" and after == ")"  # (كوفيد – 19)
        if before in _DASHES and (glued(i - 1) or bracketed) and self._model_name(i - 2):
            return "identifier", i + 1
        if self._marks_item(i):
            return "identifier", i + 1
        if digits.isdecimal() and (
            len(digits) > 9 or (digits[0] == "0" and len(digits) > 4) or (before == "+" and len(digits) > 4)
        ):
            return "identifier", i + 1
        if after == ":" and glued(i + 1) and glued(i + 2) and key(i + 2).isdecimal() and len(key(i + 2)) == 2:
            last = i + 3
            while key(last) == ":" and key(last + 1).isdecimal() and glued(last):
                last += 2
            return "time", last
        return self._slashes(i)

    def _marks_item(self, i: int) -> bool:
        """Whether digits number the item of a list that their line is: "1- تونس", "2) تونس", "(3) تونس"."""
        bracket = self.key(i - 1) == "("
        opens = i == bracket or self.key(i - 1 - bracket) == "\n"
        short = self.keys[i].isdecimal() and len(self.keys[i]) <= 2
        close = self.tokens.glued(i + 1) and self.key(i + 1) in (")" if bracket else _DASHES | {")", ".", "/"})
        return opens and short and close and self.key(i + 2)[:1].isalpha()

    def _model_name(self, i: int) -> bool:
        """Whether token ``i``, hyphenated to a number, makes a name with it: إس-300، كوفيد-19."""
        word = self.key(i)
        return len(word) > 1 and word[0].isalpha() and (word,) not in months() and not self.grammar.atom(i)

    def _spaced_date(self, i: int) -> int | None:
        """30 / 11/ 1443, also behind the first day of some."""
        key = self.key
        day, month, year = (int(key(k)) if key(k).isdecimal() else 0 for k in (i, i + 2, i + 4))
        slashes = key(i + 1) == key(i + 3) == "/"
        return i + 5 if slashes and 0 < day <= 31 and 0 < month <= 12 and 1300 < year <= 2100 else None

    def _slashes(self, i: int) -> tuple[str, int] | None:
        """30/08/2021, 2018-11-03, 30/8, 2021/2022, 3/4."""
        key, glued, sign = self.key, self.tokens.glued, self.key(i + 1)
        if sign not in "/-–.\\" or not sign or not key(i + 2).isdecimal() or not (glued(i + 1) and glued(i + 2)):
            return None
        first, second = int(key(i)) if key(i).isdecimal() else 0, int(key(i + 2))
        if key(i + 3) == sign and glued(i + 3) and key(i + 4).isdecimal() and glued(i + 4):
            return ("date" if max(first, int(key(i + 4))) <= 2100 else "identifier"), i + 5
        if sign not in "/\\":
            return None
        years = 1300 < first < 2100 and 1300 < second < 2100
        day = (
            0 < first <= 31 and 0 < second <= 12 and (first > second or bare(key(i - 1)) in {"يوم", "تاريخ", "بتاريخ"})
        )
        month = 0 < first <= 12 and 1300 < second < 2100
        return ("date" if years or day or month else "fraction" if 0 < first < second < 100 else "identifier"), i + 3

    # -- the words around a number ---------------------------------------------------------------------------------

    def unit(self, last: int) -> str | None:
        """duration or measure, where the noun after the number is a unit."""
        word = self.key(last)
        if (word in _CLOSE or word in {"(", "/"}) and not self.key(last + 1).isdecimal():
            word = self.key(last + 1) if word != "(" else ""
        if word in _THIS_YEAR:
            return None  # "50 ألفاً العام الماضي"
        if word in _IN_YEAR and self.key(last + 1).isdecimal() and len(self.key(last + 1)) == 4:
            return None  # "ارتفع إلى 199 سنة 2014"
        for kind in ("duration", "measure"):
            if word in with_duals(kind):
                return None if word.startswith("برميل") and self.key(last + 1).startswith("متفجر") else kind
        return None

    def past_unit(self, at: int) -> int:
        """One past the noun or percent sign at a token."""
        return max(self.percent(at), at + (noun(self.key(at)) is not None))

    def same_unit(self, one: int, other: int) -> bool:
        """Whether the same is counted at both tokens: "بين 10 مدنيين و12 مدنياً", "بين 7% و9%"."""
        first, second = noun(self.key(one)), noun(self.key(other))
        if first and second:
            return first.lemma == second.lemma
        return self.percent(one) > one and self.percent(other) > other

    def magnitude(self, first: int, last: int, value: float) -> bool:
        """ "زلزال بقوة 7.7": a step of a scale that ends at ten."""
        return value <= 10 and self.key(first - 1) in forms("measure", "before") and not self.counts(last)

    def age(self, first: int, last: int, value: float) -> bool:
        """38 عاماً, (15 عاماً), بعمر 18, يبلغ من العمر 20."""
        if not 0 < value <= 120:
            return False
        atom = self.grammar.atom(first)
        apart = self.key(first - 1) == "ال"
        definite = apart or (atom is not None and atom.article)
        if definite and self.key(first - 1 - apart) in _UNDER and value <= 25 and not self.counts(last):
            return True  # "طفل دون الـ18", "دون العشرين"
        of_age = forms("age", "before")
        if self.key(last) == "من" and self.key(last + 1) in {"العمر", "عمره", "عمرها"}:
            return True  # "في الـ58 من العمر"
        near = [self.key(i) for i in range(max(0, first - 3), first) if self.key(i) != "ال"]
        if near and near[-1] in of_age:
            return True
        if self.key(last) in _YEARS:
            after = self.key(last + 1)
            return (
                self.key(first - 1) == "("
                or any(k in of_age for k in near)
                or after in {"عمره", "عمرها"}
                or (after == "من" and bare(self.key(last + 2)).startswith("عمر"))
            )
        if self.key(first - 1) != "(":
            return False
        joined = self.grammar.after_and(last)
        if joined is not None and (other := self.grammar.amount(joined)) and self.key(other.last) in _YEARS:
            return True  # (17 و21 عاماً)
        if place_size(self.keys, first - 1):
            return False  # a share of each place: "نابلس (7) وجنين (4)"
        return (
            self.key(last) == ")"
            and self.key(first - 2).isalpha()
            and bare(self.key(first - 2)) != "عدد"
            and not self.counts(last + 1)
            and noun(self.key(first - 2)) is None
            and self.key(first - 2) not in boundaries()
            and cues().get(self.key(first - 2), ("", ""))[1] != "noun"  # "استشهاد (3) وإصابة (14)"
            and not self.grammar.atom(first - 2)
            and len(self.key(first - 2)) > 2
        )

    def time(self, first: int, last: int) -> bool:
        """After "الساعة", or before "صباحاً"."""
        return (bare(self.key(first - 1)) == "ساعه" and self.key(first - 1) != "ساعه") or self.key(last) in _OF_DAY

    def identifier(self, first: int, last: int) -> bool:
        """A number that labels the noun before it: القرار 2254, رقم 5, الفوج 46, "السويداء 24"."""
        at = first - 1
        while (self.key(at) in {":", "-", "(", "ال"} or self.key(at) in _OPEN) and at > 0:
            at -= 1
        word = self.key(at)
        if word.isascii() and word.isalpha() and self.keys[first].isdecimal() and not self.counts(last):
            return self.percent(last) == last and self.unit(last) is None  # "Snapdragon 212"
        if bare(word) in {"رقم", "هاتف"} and self.key(last) not in nouns():
            return True
        if self.keys[first][0] not in DIGITS:
            return bare(word) in {"مجموعه", "قمه"} and self.keys[first].startswith("ال")
        labels = forms("identifier", "before")
        if word == "مجموعه" and self.key(at - 1) == "ما":
            return False  # a sum: "ما مجموعه 855 من النازحين"
        if (word in labels or bare(word) in labels) and self.key(last) not in nouns() and not self.unit(last):
            return True
        if self.key(last) in _CLOSE and self.tokens.glued(last) and self.key(last) != ")":
            return any(self.key(i) in _OPEN for i in range(max(0, first - 3), first - 1))
        labelled = word[:1].isalpha() and noun(word) is None and word not in boundaries() and not self.grammar.atom(at)
        if self.key(last) == ")" and self.key(first - 2) == "(" and self.key(last + 1) in _DASHES and labelled:
            return first < 6 or "\n" in self.keys[first - 5 : first]  # "أربيل (كوردستان 24)- أعلنت": an outlet
        listed = begins_number(self.key(last + 1) or ".")  # "القتلى في صفوف الجيش 43: 12 ضابطاً و31 جندياً"
        return self.key(last) == ":" and at == first - 1 and labelled and not listed  # "السويداء 24: ..."

    def ordinal(self, first: int, article: bool) -> bool:
        """المرة الـ20, المرتبة 37, الدقيقة 90, الذكرى العشرون."""
        at = first - 1 - (self.key(first - 1) == "ال")
        if article and self.key(at) in {"هو", "هي"} and not self.counts(first + 1):
            return True  # "هذا الهجوم هو الـ12"
        digits = self.keys[first].isdecimal() and not self.counts(first + 1)  # not "اليوم 15 قتيلاً", "اليوم 12,206"
        this = self.key(at - 1) in {"هذا", "هذه", "ذلك"}  # "بلغ عدد الوفيات هذا العام 1081"
        word = self.key(at)
        cue = word in forms("ordinal", "before") or word[1:] in forms("ordinal", "before")  # "بالدورة الـ53"
        return cue and (article or (digits and not this))

    def score(self, first: int, last: int, left: float, right: float) -> bool:
        """Whether two numbers with a dash are a result: a falling pair or a nil, or words of sport before or after."""
        if max(left, right) > 200:
            return False
        near = self.keys[max(0, first - 12) : last + 6]
        return (
            (left > right and right < 20)
            or (0 in (left, right) and left != 20)
            or (max(left, right) < 15 and any(bare(k) in _SPORT or k in _SPORT for k in near))
        )

    def same(self, first: int, last: int) -> bool:
        """واحد that counts nothing: "في وقت واحد", "واحد من أهم"; and units of time ("يوماً واحداً")."""
        before = self.key(first - 1)
        after = self.key(last)
        if self.keys[first].startswith("وو") and (
            after in _WHERE or after[:1] == "ب" or (after == "من" and match_place(self.keys, last + 1))
        ):
            return False  # "14 من كذا وواحد من مصر", "3 في كذا وواحد بكذا"
        return (
            noun(before) is None
            and demonym(before.removeprefix("و")) is None
            and self.key(last) != "منهم"
            and before not in {"بينهم", "منهم", "بينهن", "منهن", "وهو"}
            and not (self.key(last) == "من" and noun(self.key(last + 1)))
        )

    def of_units(self, first: int) -> bool:
        """Whether a unit of time stands before a number: "الساعات الأربع والعشرين", "يوم واحد"."""
        at = first - 1 - (self.key(first - 1) == "ال")
        word = self.key(at)
        return word in with_duals("duration") or bare(word) in forms("duration", "after")
