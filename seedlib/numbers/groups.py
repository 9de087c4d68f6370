"""What magnitude words multiply: numbers below a thousand in words, and strings of digits."""

from collections.abc import Callable

from seedlib.language.number_atoms import Atom, atoms
from seedlib.language.tokens import DIGITS, Tokens
from seedlib.numbers.numerals import Numeral, read_numeral

SCALES = frozenset({"scale", "scale_plural", "scale_accusative"})  # classes of magnitude words


class Groups:
    """Reads from one tokenized text what a magnitude word can multiply."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.keys = tokens.keys
        words: list[Atom | None] = [None] * (len(tokens.keys) + 16)
        for i in tokens.where("number word"):
            words[i] = atoms()[tokens.keys[i]]
        #: The number word at a position, None where there is none or up to 16 tokens outside the text.
        self.atom: Callable[[int], Atom | None] = words.__getitem__

    def numeral(self, i: int) -> Numeral | None:
        """The digit string at token ``i``."""
        return read_numeral(self.keys[i]) if i < len(self.keys) and self.keys[i][0] in DIGITS else None

    def after_and(self, i: int) -> int | None:
        """Index of the number that و joins at token ``i``: the same token ("ومئة"), or the next ("و 100")."""
        atom = self.atom(i)
        if atom and self.keys[i] == "واحد" and self._before_tens(i):
            return i  # مئة وأحد وأربعون, whose "وأحد" folds into واحد
        if atom:
            return i if atom.joined and not atom.preposition else None
        at = i + 1 + (self.keys[i : i + 2] == ["و", "("])  # "(10) آلاف و (22)"
        digits_or_word = at < len(self.keys) and (self.keys[at][0] in DIGITS or self.bare(at))
        return at if digits_or_word and self.keys[i] == "و" else None

    def _before_tens(self, i: int) -> bool:
        following = self.atom(i + 1)
        return following is not None and (
            (following.joined and following.cls == "tens") or (not following.clitics and following.cls == "ten")
        )

    def bare(self, i: int) -> Atom | None:
        """The number word at ``i`` if no clitic stands before it (an article may)."""
        atom = self.atom(i)
        return atom if atom and not atom.clitics else None

    def tens(self, i: int) -> tuple[float, int] | None:
        """1 to 99."""
        atom = self.atom(i)
        if atom is None:
            return None
        following = self.bare(i + 1)
        if atom.cls in {"unit", "one_compound", "two_compound"}:
            if following and following.cls == "ten" and 0 < atom.value < 10:
                return atom.value + 10, i + 2
            joined = self.after_and(i + 1)
            tail = self.atom(joined) if joined else None
            if joined and tail and tail.cls == "tens" and 0 < atom.value < 10 and atom.cls != "two_compound":
                return atom.value + tail.value, joined + 1
        if atom.cls == "unit_compound":
            return (atom.value, i + 1) if following and following.cls in SCALES else None  # تمن آلاف
        if atom.cls in {"unit", "ten", "tens", "teen"}:
            return atom.value, i + 1
        return None

    def small(self, i: int) -> tuple[float, int] | None:
        """1 to 999 in words."""
        atom = self.atom(i)
        if atom is None:
            return None
        following = self.bare(i + 1)
        if atom.cls in {"hundred", "hundreds"}:
            value, last = atom.value, i + 1
        elif (
            atom.cls in {"unit", "unit_compound"}
            and 3 <= atom.value <= 9
            and following
            and following.cls in {"hundred", "hundred_plural"}
        ):
            value, last = atom.value * 100, i + 2
        else:
            return self.tens(i)
        joined = self.after_and(last)
        if joined is not None and self.keys[joined][0] not in DIGITS and (tail := self.tens(joined)):
            return value + tail[0], tail[1]
        return value, last

    def digits(self, i: int) -> tuple[float, int] | None:
        """A digit string, read as decimals or thousands by what follows it; "12 500" is one number."""
        numeral = self.numeral(i)
        if numeral is None or numeral.value is None:
            return None
        value, last = numeral.value, i + 1
        if self.keys[i + 1 : i + 2] == ["ر"] and (spaced := self._spaced_r(i)) is not None:
            value, last = spaced, i + 3  # 5 ر 17 مليون
        elif numeral.form == "integer" and len(self.keys[i]) <= 3 and self.keys[i][0] != "0":
            text = self.keys[i]
            while self._space_group(last):
                text, last = text + self.keys[last], last + 1
            value = float(text)
        if numeral.other is not None and self._as_decimals(value, last, numeral.form):
            value = numeral.other
        return value, last

    def _as_decimals(self, value: float, last: int, form: str) -> bool:
        """Whether one group of three digits is a fraction: before a percent sign or a magnitude word, unless that word
        is a plural which the thousands agree with ("1,105 ملايين": few, as 1105 mod 100 is 5).
        """
        following = self.bare(last)
        if last < len(self.keys) and self.keys[last] in "%٪":
            return True
        if following is None or following.cls not in SCALES:
            return False
        return not (form == "grouped" and following.cls == "scale_plural" and 3 <= value % 100 <= 10)

    def _spaced_r(self, i: int) -> float | None:
        right = self.numeral(i + 2)
        return read_numeral(f"{self.keys[i]}ر{self.keys[i + 2]}").value if right and right.form == "integer" else None

    def _space_group(self, i: int) -> bool:
        """Whether token ``i`` is a group of thousands after one space: "12 500 نازح"."""
        keys, tokens = self.keys, self.tokens
        if i >= len(keys) or len(keys[i]) != 3 or not keys[i].isdecimal():
            return False
        gap = tokens.text[tokens.ends[i - 1] : tokens.starts[i]]
        return len(gap) == 1 and gap != "\n"
