"""Words, numerals and signs of a text, with offsets, and the sentences they stand in."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from seedlib.arabic import INVISIBLE, PLAIN_WORD, TATWEEL, WORD, fold, key
from seedlib.language import traits
from seedlib.memo import remembered

# A run of digits with the separators that can stand inside one number: . , ، ٬ ٫ ' ’ and ر (the decimal sign of
# Gulf agencies); a thin or no-break space only before exactly three digits.
_SEPARATOR = "[.,،٬٫'’ر]|[\u00a0\u202f\u2009](?=[0-9]{3}(?![0-9]))"
NUMERAL = f"[0-9](?:[{INVISIBLE}]*(?:{_SEPARATOR})?[{INVISIBLE}]*[0-9])*"
# Latin words take their digits, hyphens and dots with them, so that names, addresses and handles stay whole.
_LATIN = r"[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f_]*(?:[-./:@?&=%#+~]+[A-Za-z0-9_]+)*/?"
_BREAK = "\n\r\x85\u2028\u2029"  # whatever ends a line, on whatever machine the text was written
# Words that outlets break with tatweel, space, tatweel ("قـ ـتـ ـلى") need a closer pattern than all others.
_SPLIT_WORD = f"{TATWEEL} {TATWEEL}"
_REST = f"{NUMERAL}|{_LATIN}|[{_BREAK}]\\s*|[^\\s{INVISIBLE}]"
_TOKEN = re.compile(f"({PLAIN_WORD}|{_REST})")
_TOKEN_SPLIT = re.compile(f"({WORD}|{_REST})")
_UNSEEN = re.compile(f"[{INVISIBLE}]+")
DIGITS = frozenset("0123456789")  # keys of numerals begin with one of these, whatever digits the text has
LONGEST_SENTENCE = 300  # tokens; the longest sentence of agency news has some 120
_LATIN_SIGNS = {",": "،", ";": "؛", "?": "؟"}  # signs that some outlets write for the Arabic ones
_STOPS = frozenset(".!؟…\n")
_CLOSERS = frozenset("\"'”’»)]")


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text as parallel lists; ``keys`` are lookup forms (a newline run is ``"\\n"``)."""

    text: str
    starts: list[int]
    ends: list[int]
    keys: list[str]

    def __len__(self) -> int:
        return len(self.keys)

    def surface(self, first: int, last: int) -> str:
        """The text from token ``first`` through token ``last``."""
        return self.text[self.starts[first] : self.ends[last]]

    def glued(self, i: int) -> bool:
        """Whether token ``i`` touches the token before it."""
        return 0 < i < len(self.keys) and self.ends[i - 1] == self.starts[i]

    def at(self, offset: int) -> int:
        """Index of the token that covers ``offset`` or stands before it."""
        return bisect_right(self.starts, offset) - 1

    @cached_property
    def _marks(self) -> bytes:
        return traits.marks(self.keys)

    def where(self, trait: str, first: int = 0, last: int | None = None) -> list[int]:
        """The tokens from ``first`` to before ``last`` whose words have a trait."""
        return traits.where(trait, self._marks, first, len(self.keys) if last is None else last)

    @cached_property
    def sentence_ends(self) -> list[int]:
        """For each sentence, the index one past its last token."""
        ends: list[int] = []
        keys, size = self.keys, len(self.keys)
        for i in self.where("stop"):
            if ends and i < ends[-1]:
                continue  # one of the signs that end the sentence before: each is looked at once
            short = i and keys[i] == "." and len(keys[i - 1]) < 4 and keys[i - 1].isalpha()
            if short and (len(keys[i - 1]) == 1 or self._spelled(i)):
                continue  # an initial: "د." , "أ.ف.ب", "إن.بي.سي"
            end = i + 1
            while end < size and (keys[end] in _STOPS or (keys[end] in _CLOSERS and self.glued(end))):
                end += 1
            if not ends or end > ends[-1]:
                ends.append(end)
        if not ends or ends[-1] < size:
            ends.append(size)
        return self._shortened(ends)

    def _spelled(self, i: int) -> bool:
        """Whether a full stop behind a short word stands inside a name that is spelled by its letters."""
        return self.glued(i) and self.glued(i + 1) and self.keys[i + 1].isalpha() and len(self.keys[i + 1]) < 4

    def _shortened(self, ends: list[int]) -> list[int]:
        """Sentence ends with one more inside each sentence that is longer than any writer's: at a comma where there is
        one, so that the work done in a sentence stays bounded on text without stops.
        """
        out, begin = [], 0
        for end in ends:
            while end - begin > LONGEST_SENTENCE:
                cut = begin + LONGEST_SENTENCE
                comma = next((i + 1 for i in range(cut - 1, cut - 60, -1) if self.keys[i] == "،"), cut)
                out.append(comma)
                begin = comma
            out.append(end)
            begin = end
        return out

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """First token and one past the last token of each sentence, line breaks left out."""
        out, begin = [], 0
        for end in self.sentence_ends:
            first, last, begin = begin, end, end
            while last > first + 1 and self.keys[last - 1] == "\n":
                last -= 1
            while first < last - 1 and self.keys[first] == "\n":
                first += 1
            out.append((first, last))
        return out

    def sentence(self, i: int) -> tuple[int, int]:
        """The sentence of token ``i``, as in ``sentences``."""
        return self.sentences[bisect_right(self.sentence_ends, i)]


@traits.trait("stop")
def _stops(word: str) -> bool:
    """Whether a sentence can end at a sign."""
    return word in _STOPS


def tokenize(text: str) -> Tokens:
    """Split a text into words, numerals, Latin strings, signs and line breaks; spaces are left out.

    >>> tokenize("بـ20 قتيلًا").keys
    ['ب', '20', 'قتيلا']
    """
    # One split gives gaps and tokens in turn, so that offsets are running sums: no match object is made.
    pieces = (_TOKEN_SPLIT if _SPLIT_WORD in text else _TOKEN).split(fold(text))
    bounds = list(accumulate(map(len, pieces)))
    return Tokens(text, bounds[0:-1:2], bounds[1::2], list(map(_key, pieces[1::2])))


@remembered
def _key(word: str) -> str:
    """The lookup key of a token of folded text."""
    if word.isalpha():
        return (key(word) or word) if TATWEEL in word or word[-1] > "\ufb4f" else word
    if word[0] in _BREAK:
        return "\n"
    if len(word) == 1 or word.isdecimal():
        return _LATIN_SIGNS.get(word, word)
    return _UNSEEN.sub("", word) if word[0] in DIGITS else (key(word) or word) if word[0] > "\u0600" else word
