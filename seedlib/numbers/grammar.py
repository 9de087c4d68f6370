"""Number words: the grammar by which words and digits compose into one value.

The grammar, from the outside in (one token of look-ahead; each token is read at most a fixed number of times):

    amount  = scaled { و scaled }           scales fall: مليون ومئتي ألف وخمسون
            | scaled و fraction [scale]      مليون ونصف المليون
    scaled  = [small | digits | fraction] scale { scale }  |  small | digits | dual scale (ألفان، مليوني)
    small   = hundreds [و tens] | unit hundred [و tens] | tens
    tens    = unit ten (ثلاثة عشر) | unit و tens (خمسة وعشرون) | ten | tens | unit
    vague   = [few] plural { plural }        بضع عشرات، عشرات الآلاف    | few و tens | few ten | odd و tens
"""

from dataclasses import dataclass, replace

from seedlib.language.number_atoms import Atom
from seedlib.language.phrases import OF_THEM
from seedlib.language.tokens import DIGITS
from seedlib.numbers.groups import SCALES, Groups
from seedlib.numbers.numerals import LONGEST

_PLURALS = frozenset({"vague", "hundred_plural", "scale_plural"})
_VAGUE_TAILS = _PLURALS | {"scale"}
_GOES_ON = frozenset({"و", "ر", ")"})  # what a number can go on with, besides digits and number words


@dataclass(slots=True)
class Reading:
    """An amount read from tokens ``first`` to ``last`` (one past): ``scale`` is its lowest magnitude word, or 1."""

    value: float | None
    last: int
    kind: str = "cardinal"
    scale: float = 1
    coefficient: float | None = None
    complete: bool = True


class Grammar(Groups):
    """Reads amounts from one tokenized text."""

    def scaled(self, i: int) -> Reading | None:
        """A number with its magnitude word, or a magnitude word alone."""
        atom = self.atom(i)
        if atom is None:
            group = self.digits(i)
        elif atom.cls == "fraction":
            return self._times_scale(atom.value, i + 1, "fraction")
        elif atom.cls in {"scale", "scale_dual", "scale_accusative"}:
            return self._bare_scale(i, atom)
        else:
            group = self.small(i)
        if group is None:
            return None
        value, last = group
        if self._closed(last):
            return Reading(round(value, 6), last, "cardinal", 1, value)
        if self.keys[last : last + 1] == [")"] and i and self.keys[i - 1] == "(":
            following = self.bare(last + 1)
            last += following is not None and following.cls in SCALES  # "(10) آلاف"
        if (one_more := self._and_one(value, last)) is not None:
            return one_more
        following = self.bare(last)
        if following and following.cls == "fraction_plural" and 3 <= value <= 9:
            return self._times_scale(value * following.value, last + 1, "fraction")
        return self._times_scale(value, last, "cardinal")

    def _and_one(self, value: float, last: int) -> Reading | None:
        """مئة وألف ألف: one hundred and one thousand, the one being the magnitude word itself."""
        at = self.after_and(last)
        one = self.atom(at) if at is not None and value % 100 == 0 else None
        scale = self.bare(at + 1) if at is not None else None
        if at is None or one is None or scale is None or one.cls != "scale" or scale.value != one.value:
            return None
        return Reading((value + 1) * one.value, at + 2, "cardinal", one.value)

    def _times_scale(self, value: float, last: int, kind: str) -> Reading:
        scale, coefficient = 1.0, value
        while (atom := self.bare(last)) and atom.cls in SCALES and (kind == "fraction" or not atom.article):
            value, scale, last, kind = value * atom.value, atom.value, last + 1, "cardinal"
        atom = self.bare(last)
        complete = not (
            atom
            and atom.cls in {"scale_dual", "hundred", "hundreds", "hundred_plural", "fraction_plural"}
            and not atom.article
        )
        return Reading(round(value, 6), last, kind, scale, coefficient, complete)

    def _bare_scale(self, i: int, atom: Atom) -> Reading:
        value = atom.value
        if atom.cls == "scale_accusative" and self._means_two(i):
            value *= 2
        scale = value / 2 if atom.cls == "scale_dual" else atom.value
        reading = self._times_scale(value, i + 1, "cardinal")
        return replace(reading, scale=min(scale, reading.scale) if reading.scale > 1 else scale, coefficient=None)

    def _means_two(self, i: int) -> bool:
        """ألفا: 1000 with tanwin or before و; else the construct dual 2000 before its noun (ألفا شخص), and where it
        opens a sentence, being nominative there.
        """
        if "ً" in self.tokens.surface(i, i) or self.after_and(i + 1) is not None:
            return False
        before_noun = i + 1 < len(self.keys) and self.keys[i + 1].isalpha()
        return before_noun or i == 0

    # -- whole amounts ----------------------------------------------------------------------------------------

    def amount(self, i: int) -> Reading | None:
        """The whole amount that starts at token ``i``; None where none does."""
        if self._alone(i):
            value = float(self.keys[i])
            return Reading(value, i + 1, "cardinal", 1, value)
        if vague := self.vague(i):
            return vague
        reading = self.scaled(i)
        if reading is None or reading.value is None:
            return None
        while not self._closed(reading.last) and (joined := self._joined(reading)):
            reading = joined
        return self._decimal_words(reading)

    def _alone(self, i: int) -> bool:
        """Whether plain digits stand at token ``i`` and nothing behind them that a number can go on with."""
        digits = self.keys[i] if i < len(self.keys) else ""
        return digits[:1] in DIGITS and digits.isdecimal() and len(digits) <= LONGEST and self._closed(i + 1)

    def _closed(self, last: int) -> bool:
        """Whether nothing stands at token ``last`` that a number before it can go on with."""
        following = self.keys[last] if last < len(self.keys) else ""
        return self.atom(last) is None and following not in _GOES_ON and following[:1] not in DIGITS

    def _joined(self, left: Reading) -> Reading | None:
        """``left و right``, where the right side fits below the left one's magnitude."""
        at = self.after_and(left.last) or self._left_out(left)
        if at is None or left.value is None or left.kind == "fraction":
            return None
        atom = self.atom(at)
        if atom and atom.cls == "fraction":
            return self._and_a_half(left, at, atom)
        if left.scale <= 1 or self.vague(at):
            return None
        right = self.scaled(at)
        if right is None or right.value is None or right.kind != "cardinal" or not 0 < right.value < left.scale:
            return None
        return Reading(left.value + right.value, right.last, "cardinal", right.scale, None, right.complete)

    def _left_out(self, left: Reading) -> int | None:
        """Index of the hundreds behind thousands where their و is left out: "44 ألفاً 532", but "3 آلاف 200 منهم"."""
        digits, *after = *self.keys[left.last : left.last + 2], ""
        hundreds = left.scale == 1000 and len(digits) == 3 and digits.isdecimal() and digits[0] != "0"
        return left.last if hundreds and OF_THEM.isdisjoint(after) else None

    def _and_a_half(self, left: Reading, at: int, atom: Atom) -> Reading | None:
        scale = self.bare(at + 1)
        last = at + 1
        of = left.scale
        if scale and scale.cls in SCALES:
            of, last = scale.value, at + 2
        elif atom.article:
            return None
        assert left.value is not None
        return Reading(round(left.value + atom.value * of, 6), last, "cardinal", 1, None)

    def _decimal_words(self, reading: Reading) -> Reading:
        """ثلاثة فاصلة خمسة: the decimal point in words."""
        point, at = self.bare(reading.last), reading.last + 1
        if point is None or point.cls != "point" or reading.value is None:
            return reading
        tail = (float(self.keys[at]), at + 1) if at < len(self.keys) and self.keys[at].isdecimal() else self.small(at)
        if tail is None:
            return reading
        return self._times_scale(float(f"{reading.value:.0f}.{tail[0]:.0f}"), tail[1], "cardinal")

    def vague(self, i: int) -> Reading | None:
        """عشرات، مئات الآلاف، بضع عشرات، بضعة عشر، نيف وعشرون: an order of magnitude without a number."""
        atom = self.atom(i)
        if atom is None or atom.cls not in {"vague", "hundred_plural", "scale_plural", "few", "odd"}:
            return None
        last = i + 1
        if atom.cls in {"few", "odd"}:
            joined = self.after_and(last)
            tail = self.atom(joined) if joined else self.bare(last)
            if joined and tail and tail.cls in {"tens", "hundred", "scale"}:
                last = joined + 1
            elif atom.cls == "few" and tail and not joined and tail.cls in {"ten", "hundred", *_PLURALS}:
                last += 1
            elif atom.cls == "odd":
                return None
        while (tail := self.bare(last)) and tail.cls in _VAGUE_TAILS:
            last += 1
        return Reading(None, last, "vague")

    def ordinal(self, i: int) -> Reading | None:
        """الثالث، الخامس عشر، الحادي والعشرون، الثالث بعد المئة."""
        atom = self.atom(i)
        if atom is None or not atom.cls.startswith("ordinal"):
            return None
        following, joined = self.bare(i + 1), self.after_and(i + 1)
        if following and following.cls == "ten" and not following.article:
            return Reading(atom.value + 10, i + 2, "ordinal")
        tail = self.atom(joined) if joined else None
        if joined and tail and tail.cls in {"tens", "hundred"}:
            return Reading(atom.value + tail.value, joined + 1, "ordinal")
        over = self.bare(i + 2) if self.keys[i + 1 : i + 2] == ["بعد"] else None
        if over and over.article and over.cls in {"hundred", "hundreds", "scale"}:
            return Reading(atom.value + over.value, i + 3, "ordinal")  # اليوم الأول بعد المئة
        return None if atom.cls == "ordinal_compound" else Reading(atom.value, i + 1, "ordinal")
