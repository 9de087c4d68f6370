"""Who has spoken so far in a text: who spoke last, the names that later ones refer back to, who goes on speaking.

Sentences without figures are read only when a figure's own sentence refers back to them.
"""

from bisect import bisect_left, insort
from functools import cache

from seedlib.arabic import key
from seedlib.attribution import Attribution
from seedlib.lexicon import rows
from seedlib.phrases import BULLETS, CLOSING, OPENING
from seedlib.source_names import KnownNames
from seedlib.tokens import Tokens

_QUOTES = OPENING | CLOSING
_THAT = frozenset({"ان", "بان"})  # they go on with a sentence that a full stop cut in two, bullets with a heading


@cache
def _openings(kind: str) -> dict[str, list[list[str]]]:
    """Phrases that open a sentence, also with و, by their first words: by which a report ``goes_on``, or ``turns``."""
    out: dict[str, list[list[str]]] = {}
    for row in rows("openings"):
        for clitic in ("", "و") if row["class"] == kind else ():
            words = [key(word) for word in (clitic + row["phrase"]).split()]
            out.setdefault(words[0], []).append(words)
    return out


def opens(tokens: Tokens, first: int, kind: str) -> bool:
    """Whether the sentence at token ``first`` opens with a phrase of a kind."""
    phrases = _openings(kind).get(tokens.keys[first], ()) if first < len(tokens) else ()
    return any(tokens.keys[first : first + len(phrase)] == phrase for phrase in phrases)


class Told:
    """The attributions of one document, sentence by sentence; ``sentence`` reads those that a sentence names itself."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens, self.keys = tokens, tokens.keys
        self.quoting = False  # whether what was said last goes on in quotes behind its sentence
        self._known = KnownNames()
        self._said: list[Attribution] = []  # of each sentence that was read and names anybody the last, in order
        self._unread: list[tuple[int, int, bool]] = []

    def speaks(self, first: int, last: int) -> bool:
        """Whether a sentence can name a source."""
        raise NotImplementedError

    def sentence(self, first: int, last: int, title: bool = False) -> list[Attribution]:
        """The attributions between tokens ``first`` and ``last``, in order."""
        raise NotImplementedError

    def attributions(self, first: int, last: int, title: bool) -> list[Attribution]:
        """The attributions of a sentence; one that goes on without its own has the one before it."""
        found, keys = self._read(first, last, title), self.keys
        goes_on = self.quoting or title or keys[first] in BULLETS or keys[first] in _THAT
        if not found and (goes_on or opens(self.tokens, first, "goes_on")) and (latest := self.latest(first)):
            found = [Attribution(first, latest.name, False, latest.chain)]
        begin = found[-1].at + 1 if found else last
        self.quoting = keys[last : last + 1] != ["\n"] and _left_open(keys[begin:last], self.quoting)
        return found

    def skip(self, first: int, last: int, title: bool) -> None:
        """Pass over a sentence without figures, unless what is quoted in it can go on behind it."""
        speaks = title or self.speaks(first, last)
        if self.quoting or (speaks and not _QUOTES.isdisjoint(self.keys[first:last])):
            self.attributions(first, last, title)
        elif speaks:
            self._unread.append((first, last, title))

    def latest(self, before: int) -> Attribution | None:
        """Who spoke last before the sentence in which token ``before`` stands."""
        self._read_up_to(before)
        at = bisect_left(self._said, (before,))
        return self._said[at - 1] if at else None

    def full_name(self, text: str, at: int) -> str:
        """A name at token ``at``; a generic or shortened one as its fuller antecedent in the text, if there is one."""
        if self._unread and self._known.may_stand_in(text, self.keys[self._unread[0][0] : at]):
            self._read_up_to(at)
        return self._known.resolve(text, at, self.latest)

    def _read(self, first: int, last: int, title: bool) -> list[Attribution]:
        found = self.sentence(first, last, title)
        if found:
            insort(self._said, found[-1])
        return found

    def _read_up_to(self, before: int) -> None:
        """Read what was passed over before a token."""
        while self._unread and self._unread[0][0] < before:
            self._read(*self._unread.pop(0))


def _left_open(keys: list[str], quoting: bool) -> bool:
    """Whether what is quoted does not end with these words."""
    for word in keys if quoting or not _QUOTES.isdisjoint(keys) else ():
        if word in _QUOTES:
            quoting = word in OPENING and not (quoting and word in CLOSING)
    return quoting
