"""Number expressions: every amount of a text at its exact span, and every number that is no amount with its kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from seedlib.arabic import key
from seedlib.hedges import bounds, hedge_after, hedge_before
from seedlib.nouns import indefinite_duals, is_marked_dual, noun
from seedlib.number_kinds import AMOUNTS, Kinds, bare, names, unit_duals
from seedlib.number_words import Grammar, Reading, atoms
from seedlib.tokens import DIGITS, Tokens, tokenize

_DASHES = frozenset("-–—−")
_TO = frozenset({"الي", "حتي"})
_RISE = (
    "ارتفع",
    "ارتفاع",
    "انخفض",
    "انخفاض",
    "زاد",
    "زياد",
    "تراجع",
    "قفز",
    "رفع",
    "خفض",
    "نقل",
    "ترتفع",
    "يرتفع",
    "وارتفع",
)
# Classes of number words that say no amount by themselves, and those that do only inside a compound.
_NEVER_ALONE = frozenset({"ordinal", "ordinal_compound", "point", "minus", "fraction_plural"})
_COMPOUND_ONLY = frozenset({"one_compound", "two_compound", "odd"})


@dataclass(slots=True, frozen=True)
class Number(Mapping[str, Any]):
    """One number expression; also a mapping of its fields, so that ``pd.DataFrame(find_numbers(text))`` works.

    ``start``, ``end``: half-open span in the text, without hedge, prefix and counted noun. ``value``: the number said,
    None when vague, a range or unreadable. ``low``, ``high``: inclusive bounds as the words state them.
    ``qualifier``: exact, about, more_than, at_least, less_than, at_most, range, vague. ``kind``: cardinal, dual, vague,
    range, fraction, percent are amounts; ordinal, date, time, duration, age, measure, score, identifier, name and
    unread (a number or magnitude word touches it that the grammar cannot join) say why a number is none.
    """

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    kind: str
    text: str
    qualifier_text: str | None = None
    first_token: int = -1
    last_token: int = -1

    def __getitem__(self, name: str) -> Any:
        if name in self.__dataclass_fields__:
            return getattr(self, name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (field.name for field in fields(self))

    def __len__(self) -> int:
        return len(fields(self))


def find_numbers(text: str, ranges: bool = True) -> list[Number]:
    """The number expressions of a text, in order.

    With ``ranges=False`` a range gives its two ends. Never raises on any ``str``; time grows linearly with the text.

    >>> [(n.text, n.value, n.low, n.qualifier) for n in find_numbers("مقتل أكثر من 15 عنصراً وإصابة شخصين")]
    [('15', 15.0, 16.0, 'more_than'), ('شخصين', 2.0, 2.0, 'exact')]
    """
    return read_numbers(tokenize(text), ranges)


def read_numbers(tokens: Tokens, ranges: bool = True) -> list[Number]:
    """As :func:`find_numbers`, over tokens already made."""
    return list(_Reader(tokens, ranges).read())


@dataclass(slots=True)
class _Span:
    """Tokens ``first`` to ``last`` (one past) read as ``value``; ``low`` and ``high`` are set for a range only."""

    first: int
    last: int
    value: float | None
    kind: str
    low: float | None = None
    high: float | None = None


@lru_cache(maxsize=1 << 16)
def _opens(word: str) -> str | None:
    """What kind of number can begin with a word; None for most words."""
    if word[0] in DIGITS:
        return "digits"
    if word in atoms():
        return "words"
    dual = word in indefinite_duals() or word in unit_duals() or (word.endswith("ين") and noun(word))
    return "dual" if dual else None


class _Reader:
    def __init__(self, tokens: Tokens, ranges: bool) -> None:
        self.tokens, self.keys, self.ranges = tokens, tokens.keys, ranges
        self.grammar = Grammar(tokens)
        self.kinds = Kinds(self.grammar)
        self.duals, self.unit_duals = indefinite_duals(), unit_duals()

    def read(self) -> Iterator[Number]:
        after = 0
        for i, word in enumerate(self.keys):
            opens = _opens(word)
            if opens is None or i < after:
                continue
            spans = self.digits(i) if opens == "digits" else self.words(i) if opens == "words" else self.dual(i)
            for span in spans:
                yield self.number(span)
                after = max(after, span.last)
            if spans and spans[-1].kind == "percent":
                after = self.kinds.percent(after)

    # -- one expression ------------------------------------------------------------------------------------------

    def digits(self, i: int) -> list[_Span]:
        """What starts at a digit string."""
        if compound := self.kinds.compound(i):
            kind, last = compound
            value = self._ratio(i) if kind == "fraction" else self._plain_value(i)
            return [_Span(i, last, value, kind)]
        return self.amount(i)

    def _ratio(self, i: int) -> float:
        return float(self.keys[i]) / float(self.keys[i + 2])

    def _plain_value(self, i: int) -> float | None:
        numeral = self.grammar.numeral(i)
        return numeral.value if numeral else None

    def words(self, i: int) -> list[_Span]:
        """What starts at a number word."""
        atom = self.grammar.atoms[self.keys[i]]
        if reading := self.grammar.ordinal(i):
            if i and self.kinds.month_at(i - 1) > i:
                return []  # the second word of a month: تشرين الأول
            kind = (
                "date"
                if self._before_month(reading.last)
                else "time"
                if self.kinds.time(i, reading.last)
                else "ordinal"
            )
            return [_Span(i, reading.last, reading.value, kind)]
        if "ّ" in self.tokens.surface(i, i) and atom.cls == "scale":
            return []  # ألّف, wrote
        if atom.cls in _NEVER_ALONE or (atom.cls in _COMPOUND_ONLY and self.grammar.amount(i) is None):
            return []
        if self.keys[i] in {"الاثنين", "والاثنين", "للاثنين", "بالاثنين"} and not self.keys[i - 1].endswith(
            ("ين", "ان")
        ):
            return [_Span(i, i + 1, 2.0, "date")]
        if atom.cls == "hundred" and atom.preposition and atom.article:
            return []  # بالمئة without a number before it
        return self.amount(i)

    def _before_month(self, last: int) -> bool:
        """Whether an ordinal is the day of a date: "الخامس من آذار"."""
        at = last + (self.kinds.key(last) == "من")
        return self.kinds.month_at(at) > at

    def dual(self, i: int) -> list[_Span]:
        """A noun that says two by its form."""
        word = self.keys[i]
        if word in names():
            return []  # طالبان: a movement far more often than two students
        following = self.grammar.atom(i + 1)
        if following and following.cls == "unit" and following.value == 2:
            return []  # مدنيين اثنين: the number word is the number
        if word in self.unit_duals:
            return [_Span(i, i + 1, 2.0, self.unit_duals[word][0])]
        before = self.grammar.atom(i - 1) if i else None
        if word not in self.duals:
            found = noun(word)
            marked = found is not None and found.number == "plural" and is_marked_dual(self.tokens.surface(i, i))
            return [_Span(i, i + 1, 2.0, "dual")] if marked else []
        if (before and before.cls in {"unit", "ten", "tens", "hundred", "hundreds"}) or (
            i and self.keys[i - 1][0] in DIGITS
        ):
            return []  # اثنان آخران
        span = _Span(i, i + 1, 2.0, "dual")
        return self.range_from(span) or [span]

    def amount(self, i: int) -> list[_Span]:
        """A range or a single amount, with its kind."""
        reading = self.grammar.amount(i)
        if reading is None:
            return []
        if not reading.complete:
            return [_Span(i, reading.last + 1, None, "unread")]
        span = _Span(i, reading.last, reading.value, reading.kind)
        if found := self.range_from(span, reading):
            return found
        span.kind = self.kind(span)
        self._repeated(span)
        self._mixed(span)
        self._signed(span)
        return [span]

    def _signed(self, span: _Span) -> None:
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
        elif before == "." and apart and self.keys[span.first].isdecimal():
            span.first, span.value = span.first - 1, float("0." + self.keys[span.first])

    def _mixed(self, span: _Span) -> None:
        """ "5 1/2": a whole number and a proper fraction."""
        at = span.last
        if self.keys[span.first].isdecimal() and self.kinds.key(at).isdecimal() and at == span.first + 1:
            compound = self.kinds.compound(at)
            if compound and compound[0] == "fraction" and span.value is not None:
                span.value, span.last = span.value + self._ratio(at), compound[1]

    def _repeated(self, span: _Span) -> None:
        """15 (خمسة عشر): the number once more in words or digits is the same number."""
        if self.kinds.key(span.last) == "(" and span.value is not None:
            again = self.grammar.amount(span.last + 1)
            if again and again.value == span.value and self.kinds.key(again.last) == ")":
                span.last = again.last + 1

    def kind(self, span: _Span) -> str:
        """The kind of a single number, from the words around it."""
        kinds, first, last, value = self.kinds, span.first, span.last, span.value
        article = bool((atom := self.grammar.atom(first)) and atom.article) or kinds.key(first - 1) == "ال"
        if kinds.percent(last) > last or (kinds.key(first - 1) in {"%", "٪"} and self.tokens.glued(first)):
            return "percent"
        if value is None:
            return kinds.unit(last) or span.kind
        checks = (
            (kinds.age(first, last, value), "age"),
            (kinds.unit(last) is not None, kinds.unit(last) or ""),
            (kinds.date(first, last, value), "date"),
            (kinds.time(first, last), "time"),
            (kinds.ordinal(first, article), "ordinal"),
            (kinds.identifier(first, last), "identifier"),
            ((article or value == 1) and kinds.of_units(first), "duration"),
            (value == 1 and self.keys[first][0] not in DIGITS and kinds.same(first, last), "name"),
            (bare(kinds.key(first - 1)) in {"شارع", "طريق", "دوار", "ساحه", "ميدان"} and article, "name"),
            (
                last - first == 1
                and bare(kinds.key(first - 1)) in {"بلده", "قريه"}
                and self.keys[first][0] not in DIGITS,
                "name",
            ),
        )
        return next((kind for is_so, kind in checks if is_so), span.kind)

    # -- ranges ------------------------------------------------------------------------------------------------

    def range_from(self, left: _Span, reading: Reading | None = None) -> list[_Span] | None:
        """The range that starts with ``left``: بين 20 و30, من 10 إلى 15, 20-30, 7 أو 8, شخصين أو ثلاثة."""
        at = self._connector(left)
        right = self.grammar.amount(at) if at is not None else None
        if at is None or right is None or right.value is None or left.value is None or not right.complete:
            return None
        low, high = self._shared(left.value, reading, right)
        dashed = self.kinds.key(at - 1) in _DASHES
        if dashed and self.kinds.score(left.first, right.last, low, high):
            return [_Span(left.first, right.last, None, "score")]
        if low >= high:
            return None
        ends = [_Span(left.first, left.last, low, left.kind), _Span(at, right.last, high, right.kind)]
        kind = self.kind(_Span(left.first, right.last, high, "range"))
        if self.kinds.date(at, right.last, high):
            kind = "date"
        if not self.ranges or kind == "date":
            return [
                _Span(
                    s.first, s.last, s.value, "cardinal" if kind in {"range", "percent"} and kind == "range" else kind
                )
                for s in ends
            ]
        return [_Span(left.first, right.last, None, kind, low, high)]

    def _connector(self, left: _Span) -> int | None:
        """First token of the upper end, where a range connector joins it to ``left``."""
        key, after = self.kinds.key, left.last
        before = key(left.first - 1)
        if key(after) in _DASHES and key(after + 1)[:1] in DIGITS and self.keys[left.first][0] in DIGITS:
            return after + 1 if not (self.tokens.glued(after) ^ self.tokens.glued(after + 1)) else None
        if key(after) in _DASHES and self.grammar.bare(after + 1) and self.keys[left.first][0] not in DIGITS:
            return after + 1
        if key(after) == "او":
            return after + 1
        if key(after) in _TO:
            rising = any(key(i).startswith(_RISE) for i in range(max(0, left.first - 6), left.first))
            return None if rising else after + 1
        if before in {"بين", "مابين", "وبين"} and left.kind != "dual":
            return self.grammar.after_and(after)
        return None

    def _shared(self, low: float, left: Reading | None, right: Reading) -> tuple[float, float]:
        """Both ends of a range: a magnitude said once belongs to both (من 2 إلى 3 ملايين)."""
        assert right.value is not None
        if left and left.scale == 1 and right.scale > 1 and right.coefficient and low <= right.coefficient:
            return low * right.scale, right.value
        return low, right.value

    # -- the record --------------------------------------------------------------------------------------------

    def number(self, span: _Span) -> Number:
        """The record of a span: characters, hedge and bounds."""
        tokens = self.tokens
        start, end = self._start(span.first), tokens.ends[span.last - 1]
        value, low, high, qualifier, words = span.value, span.low, span.high, "exact", None
        if span.kind == "vague":
            qualifier = "vague"
        elif low is not None:
            qualifier = "range"
        elif value is not None:
            hedge = self._hedge(span)
            if hedge:
                qualifier, words = hedge[0], tokens.surface(hedge[1], hedge[2] - 1)
            counts = span.kind in {"cardinal", "dual"} and not self._money(span.last)
            low, high = bounds(value, qualifier, counts)
        return Number(
            start, end, value, low, high, qualifier, span.kind, tokens.text[start:end], words, span.first, span.last
        )

    def _hedge(self, span: _Span) -> tuple[str, int, int] | None:
        if before := hedge_before(self.tokens, span.first):
            return before
        last = self.kinds.percent(span.last)
        return hedge_after(self.tokens, last, len(self.keys))

    def _money(self, last: int) -> bool:
        found = noun(self.kinds.key(last))
        return found is not None and found.category == "money"

    def _start(self, first: int) -> int:
        """Offset of the number in its first token, past the clitics و ف ب ل ك."""
        word = self.keys[first]
        atom = self.grammar.atoms.get(word)
        clitics = (
            atom.clitics
            if atom
            else self.duals[word][1]
            if word in self.duals
            else self.unit_duals.get(word, ("", 0))[1]
        )
        start = self.tokens.starts[first]
        if word == "واحد" and self.tokens.text.startswith("وأ", start):
            clitics = 1  # وأحد عشر
        text = self.tokens.text
        while clitics:
            start += 1
            if key(text[start]) and text[start].isalpha():
                clitics -= 1
        return start


__all__ = ["AMOUNTS", "Number", "find_numbers", "read_numbers"]
