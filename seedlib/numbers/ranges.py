"""What a number is by the words around it, and the ranges that join two numbers."""

from dataclasses import dataclass

from seedlib.arabic import bare
from seedlib.language.number_labels import changes
from seedlib.language.tokens import DIGITS
from seedlib.lexicon import word_class
from seedlib.numbers.grammar import Reading
from seedlib.numbers.kinds import Kinds

_DASHES = frozenset("-–—−")
_TO = frozenset({"الي", "حتي"})
_STREETS = word_class("street")
VILLAGES = frozenset(
    clitic + name
    for clitic in ("", "و", "ب", "ل")
    for name in ("بلده", "قريه", "ناحيه", "ضيعه", "منطقه", "حي", "مدينه", "ميناء")
)


@dataclass(slots=True)
class Span:
    """Tokens ``first`` to ``last`` (one past) read as ``value``; ``low`` and ``high`` are set for a range only."""

    first: int
    last: int
    value: float | None
    kind: str
    low: float | None = None
    high: float | None = None


class Ranges:
    """Names the kind of a number and joins the two ends of a range."""

    def __init__(self, kinds: Kinds, ranges: bool) -> None:
        self.kinds, self.grammar, self.ranges = kinds, kinds.grammar, ranges
        self.tokens, self.keys = kinds.tokens, kinds.keys

    def kind(self, span: Span) -> str:
        """The kind of a single number, from the words around it."""
        kinds, first, last, value = self.kinds, span.first, span.last, span.value
        article = bool((atom := self.grammar.atom(first)) and atom.article) or kinds.key(first - 1) == "ال"
        if kinds.percent(last) > last or (kinds.key(first - 1) in {"%", "٪"} and self.tokens.glued(first)):
            return "percent"
        if value is None:
            return kinds.unit(last) or span.kind
        before, in_words = kinds.key(first - 1), self.keys[first][0] not in DIGITS
        named = (article and bare(before) in _STREETS) or (in_words and last - first == 1 and before in VILLAGES)
        return (
            (kinds.age(first, last, value) and "age")
            or kinds.unit(last)
            or (kinds.magnitude(first, last, value) and "measure")
            or (kinds.date(first, last, value) and "date")
            or (kinds.time(first, last) and "time")
            or (kinds.ordinal(first, article) and "ordinal")
            or (kinds.identifier(first, last) and "identifier")
            or ((article or value == 1) and kinds.of_units(first) and "duration")
            or ((named or (value == 1 and article) or (value == 1 and in_words and kinds.same(first, last))) and "name")
            or span.kind
        )

    # -- ranges ------------------------------------------------------------------------------------------------

    def range_from(self, left: Span, reading: Reading | None = None) -> list[Span] | None:
        """The range that starts with ``left``: بين 20 و30, بين 7% و9%, من 10 إلى 15, 20-30, 7 أو 8, شخصين أو ثلاثة."""
        at = self._connector(left)
        right = self.grammar.amount(at) if at is not None else None
        if at is None or right is None or right.value is None or left.value is None or not right.complete:
            return None
        if right.value > 2100 and 1900 <= left.value <= 2100 and self.kinds.is_told_year(left.first):
            return None  # "منذ أكتوبر 2023 إلى 62 ألفاً", but "بين 2000 و3000"
        if self.kinds.past_unit(left.last) > left.last and not self.kinds.same_unit(left.last, right.last):
            return None
        low, high = self._shared(left.value, reading, right)
        dashed = self.kinds.key(at - 1) in _DASHES
        if dashed and self.kinds.score(left.first, right.last, low, high):
            return [Span(left.first, right.last, None, "score")]
        if low >= high:
            return None
        ends = [Span(left.first, left.last, low, left.kind), Span(at, right.last, high, right.kind)]
        kind = self.kind(Span(left.first, right.last, high, "range"))
        if self.kinds.date(at, right.last, high):
            kind = "date"
        if not self.ranges or kind == "date":
            return [Span(s.first, s.last, s.value, "cardinal" if kind == "range" else kind) for s in ends]
        return [Span(left.first, right.last, None, kind, low, high)]

    def _connector(self, left: Span) -> int | None:
        """First token of the upper end, where a range connector joins it to ``left``."""
        key, after = self.kinds.key, left.last
        before = key(left.first - 1)
        if key(after) in _DASHES and key(after + 1)[:1] in DIGITS and self.keys[left.first][0] in DIGITS:
            return after + 1 if self.tokens.glued(after) >= self.tokens.glued(after + 1) else None
        if key(after) in _DASHES and self.grammar.bare(after + 1) and self.keys[left.first][0] not in DIGITS:
            return after + 1
        if key(after) == "او":
            return after + 1
        if key(after) in _TO:
            return None if any(map(changes, self.keys[max(0, left.first - 8) : left.first])) else after + 1
        if before in {"بين", "مابين", "وبين"} and left.kind != "dual":
            return self.grammar.after_and(after) or self.grammar.after_and(self.kinds.past_unit(after))
        return None

    def _shared(self, low: float, left: Reading | None, right: Reading) -> tuple[float, float]:
        """Both ends of a range: a magnitude said once belongs to both (من 2 إلى 3 ملايين)."""
        assert right.value is not None
        if left and left.scale == 1 and right.scale > 1 and right.coefficient and low <= right.coefficient:
            return low * right.scale, right.value
        return low, right.value
