"""The scan for numbers: what begins at a word and where it ends."""

from collections.abc import Iterator

from seedlib.language.gazetteer import match_place, place_size
from seedlib.language.nouns import construct_duals, indefinite_duals, is_marked_dual, noun
from seedlib.language.number_atoms import atoms
from seedlib.language.number_labels import names, unit_duals
from seedlib.language.phrases import boundaries
from seedlib.language.tokens import DIGITS
from seedlib.language.traits import trait
from seedlib.lexicon import word_class
from seedlib.numbers.kinds import Kinds, open_before, open_behind
from seedlib.numbers.ranges import VILLAGES, Ranges, Span

_MONDAY = frozenset({"الاثنين", "والاثنين", "للاثنين", "بالاثنين"})
_THEY_ARE = frozenset({"هما", "فهما", "وهما"})
# Classes of number words that say no amount by themselves, and those that do only inside a compound.
_NEVER_ALONE = frozenset({"ordinal", "ordinal_compound", "point", "minus", "fraction_plural"})
_COMPOUND_ONLY = frozenset({"one_compound", "two_compound", "unit_compound", "odd"})


@trait("number")
def _opens(word: str) -> str | None:
    """What kind of number can begin with a word, "marked" where only its vowels can say so; None for most words."""
    if word[0] in DIGITS:
        return "digits"
    if word in atoms():
        return "words"
    if word in indefinite_duals() or word in construct_duals() or word in unit_duals():
        return "dual"
    return "marked" if word.endswith("ين") and (found := noun(word)) and found.number == "plural" else None


class Reader(Ranges):
    """Reads the numbers of a text, one span each, or two for a range where ``ranges`` is False."""

    def __init__(self, kinds: Kinds, ranges: bool) -> None:
        super().__init__(kinds, ranges)
        self.duals, self.unit_duals = indefinite_duals(), unit_duals()

    def read(self) -> Iterator[Span]:
        after = 0
        for i in self.tokens.where("number"):
            if i < after:
                continue
            opens = _opens(self.keys[i])
            if opens == "marked" and self.tokens.ends[i] - self.tokens.starts[i] == len(self.keys[i]):
                continue  # no vowels
            spans = self.digits(i) if opens == "digits" else self.words(i) if opens == "words" else self.dual(i)
            for span in spans:
                yield span
                after = max(after, span.last)
            if spans and spans[-1].kind == "percent":
                after = self.kinds.percent(after)

    # -- one expression ------------------------------------------------------------------------------------------

    def digits(self, i: int) -> list[Span]:
        """What starts at a digit string."""
        if compound := self.kinds.compound(i):
            kind, last = compound
            value = self._ratio(i) if kind == "fraction" else self._plain_value(i)
            return [Span(i, last, value, kind)]
        return self.amount(i)

    def _ratio(self, i: int) -> float:
        return float(self.keys[i]) / float(self.keys[i + 2])

    def _plain_value(self, i: int) -> float | None:
        numeral = self.grammar.numeral(i)
        return numeral.value if numeral else None

    def words(self, i: int) -> list[Span]:
        """What starts at a number word."""
        atom = atoms()[self.keys[i]]
        if atom.cls.startswith("ordinal") and (reading := self.grammar.ordinal(i)):
            if i and self.kinds.month_at(i - 1) > i:
                return []  # the second word of a month: تشرين الأول
            kind = (
                "date"
                if self._before_month(reading.last)
                else "time"
                if self.kinds.time(i, reading.last)
                else "ordinal"
            )
            return [Span(i, reading.last, reading.value, kind)]
        if atom.cls == "scale" and "ّ" in self.tokens.surface(i, i):
            return []  # ألّف, wrote
        if atom.cls == "scale" and self.kinds.key(i - 1) in VILLAGES:
            return [Span(i, i + 1, atom.value, "name")]  # "قرية بليون وأربعة مدنيين"
        if atom.cls == "unit" and atom.article and self._named(i):
            return [Span(i, i + 1, atom.value, "name")]  # "في الخمس", "بئر السبع"
        if atom.cls in _NEVER_ALONE or (atom.cls in _COMPOUND_ONLY and self.grammar.amount(i) is None):
            return []
        if self.keys[i] in _MONDAY and not (i and self._dual_only(self.keys[i - 1])):
            return [Span(i, i + 1, 2.0, "date")]
        if atom.cls == "hundred" and atom.preposition and atom.article:
            return []  # بالمئة without a number before it
        return self.amount(i)

    def _named(self, i: int) -> bool:
        """Whether a definite number word is the name of a town: it counts nothing, and no noun before it."""
        atom = atoms()[self.keys[i]]
        known = place_size(self.keys, i + 1) == 2 or match_place([self.keys[i][atom.clitics :]], 0) is not None
        described = not atom.preposition and noun(self.kinds.key(i - 1)) is not None  # "الدول الخمس"
        return known and not (described or self.kinds.counts(i + 1))

    @staticmethod
    def _dual_only(word: str) -> bool:
        """Whether a noun's form is that of two alone, which "the two" agrees with; المدنيين is mostly a plural."""
        found = noun(word)
        return found is not None and found.number == "dual"

    def _before_month(self, last: int) -> bool:
        """Whether an ordinal is the day of a date: "الخامس من آذار"."""
        at = last + (self.kinds.key(last) == "من")
        return self.kinds.month_at(at) > at

    def dual(self, i: int) -> list[Span]:
        """A noun that says two by its form."""
        word = self.keys[i]
        if word in names():
            return []  # طالبان: a movement far more often than two students
        if self.kinds.key(i - 1) in VILLAGES and not self.tokens.surface(i, i).startswith("و"):
            return []  # "بلدة جسرين"
        if self.keys[max(0, i - 3) : i : 2] == ["(", ")"] and self._plain_value(i - 2) == 2:
            return []  # "(2) شخصين"
        alone = word in self.duals and not self.duals[word][1]  # with no و before it
        if self.kinds.key(i - 1) in _THEY_ARE or (alone and self.kinds.key(i - 1) in self.duals):
            return []  # "فهما شابان مدنيان": who they are, not how many
        following = self.grammar.atom(i + 1)
        if following and following.cls == "unit" and following.value == 2:
            return []  # مدنيين اثنين: the number word is the number
        if word in self.unit_duals:
            return [Span(i, i + 1, 2.0, self.unit_duals[word][0])]
        if word in construct_duals():
            again = self.keys[i + 1 : i + 4 : 2] == ["(", ")"] and self._plain_value(i + 2) == 2
            last = i + 4 if again else i + 1  # "تاجري (02) كذا"
            return [Span(i, last, 2.0, "dual")] if self._indefinite(last) else []
        before = self.grammar.atom(i - 1) if i and not (word in self.duals and self.duals[word][1]) else None
        if word not in self.duals:
            return [Span(i, i + 1, 2.0, "dual")] if is_marked_dual(self.tokens.surface(i, i)) else []
        if (before and before.cls in {"unit", "ten", "tens", "hundred", "hundreds"}) or (
            i and self.keys[i - 1][0] in DIGITS
        ):
            return []  # "اثنان آخران", but "الثلاثة وشابان"
        span = Span(i, i + 1, 2.0, "dual")
        return self.range_from(span) or [span]

    def _indefinite(self, i: int) -> bool:
        """Whether a noun without the article stands at a token: what a construct dual counts, no name."""
        word = self.kinds.key(i)
        if not word[:1].isalpha() or word.startswith("ال") or match_place(self.keys, i):
            return False
        return word not in boundaries() or word in word_class("event")

    def amount(self, i: int) -> list[Span]:
        """A range or a single amount, with its kind."""
        reading = self.grammar.amount(i)
        if reading is None:
            return []
        if not reading.complete:
            return [Span(i, reading.last + 1, None, "unread")]
        span = Span(i, reading.last, reading.value, reading.kind)
        if self._plain(span):
            return [span]
        if found := self.range_from(span, reading):
            return found
        self._in_words_too(span)
        span.kind = self.kind(span)
        self._repeated(span)
        self._mixed(span)
        self._signed(span)
        return [span]

    def _plain(self, span: Span) -> bool:
        """Whether nothing beside a number can make more of it than it says itself: a cheap look before the closer ones,
        which most counts pass.
        """
        first = self.keys[span.first]
        if not (open_behind(self.kinds.key(span.last)) and open_before(self.kinds.key(span.first - 1))):
            return False
        year = len(first) == 4 and first.isdecimal()
        atom = self.grammar.atom(span.first)
        return span.value is not None and span.value != 1 and not year and not (atom and atom.article)

    def _signed(self, span: Span) -> None:
        """A minus in words or as a sign, and a decimal point with nothing before it; a dash that opens a line is a
        bullet unless the line is nothing but the number.
        """
        before, glued = self.kinds.key(span.first - 1), self.tokens.glued(span.first)
        if span.value is None or not span.first:
            return
        opens = span.first == 1 or self.kinds.key(span.first - 2) == "\n"
        apart = glued and not self.tokens.glued(span.first - 1)
        minus = before in {"سالب", "ناقص"} or (
            before in {"-", "−"} and apart and (not opens or len(self.keys) == span.last)
        )
        if minus:
            span.first, span.value = span.first - 1, -span.value
        elif before == "." and apart and self.keys[span.first].isdecimal() and len(self.keys[span.first]) < 3:
            span.first, span.value = span.first - 1, float("0." + self.keys[span.first])

    def _mixed(self, span: Span) -> None:
        """ "5 1/2": a whole number and a proper fraction."""
        at = span.last
        if self.keys[span.first].isdecimal() and self.kinds.key(at).isdecimal() and at == span.first + 1:
            compound = self.kinds.compound(at)
            if compound and compound[0] == "fraction" and span.value is not None:
                span.value, span.last = span.value + self._ratio(at), compound[1]

    def _in_words_too(self, span: Span) -> None:
        """(2500) ألفين وخمسمئة: digits in brackets and the same in words are one number."""
        key = self.kinds.key
        if key(span.first - 1) == "(" and key(span.last) == ")" and span.value and self.grammar.atom(span.last + 1):
            again = self.grammar.amount(span.last + 1)
            if again and again.value == span.value:
                span.last = again.last

    def _repeated(self, span: Span) -> None:
        """15 (خمسة عشر): the number once more in words or digits is the same number."""
        if self.kinds.key(span.last) == "(" and span.value is not None:
            again = self.grammar.amount(span.last + 1)
            if again and again.value == span.value and self.kinds.key(again.last) == ")":
                span.last = again.last + 1
