"""The place that a text spoke of last, and what its sentences refer back to."""

from bisect import bisect_right
from collections.abc import Sequence

from seedlib.figures.places import names as place_names
from seedlib.figures.places import read as places
from seedlib.figures.places.references import BACK, antecedent
from seedlib.figures.sources.attribution import reporting_verbs
from seedlib.figures.sources.told import opens
from seedlib.language.gazetteer import country_of
from seedlib.language.place_words import COUNTRY, PlaceMention
from seedlib.language.tokens import Tokens

_SO_FAR = 5  # sentences before its own in which what a sentence refers back to was named


class Spoken:
    """The place spoken of last. Sentences without figures are read only when a figure asks, backwards."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.names = place_names.names_of(tokens)
        self.place: PlaceMention | None = None
        self.country: PlaceMention | None = None
        self._passed = 0
        self._unread: list[int] = []

    def pass_to(self, n: int) -> None:
        """Go on to sentence ``n``; those before it are still unread."""
        self._unread.extend(range(self._passed, n))
        self._passed = n + 1

    def last(self, first: int, happened: bool) -> PlaceMention | None:
        """The place for a figure of the sentence at token ``first``, a country only where something ``happened``; None
        where another subject begins on the way.
        """
        while not opens(self.tokens, first, "turns") or _reports_earlier(self.tokens, first):
            if not self._unread:
                return self.place or (self.country if happened else None)
            first, last = self.tokens.sentences[self._unread.pop()]
            named = places.read_places(self.tokens, first, last, self.names)
            if self.note(named):
                return self.place
            if self.place is None and self.country is None:
                self.country = next(filter(self._is_scene, named), None)
        self.leave()
        return None

    def _is_scene(self, place: PlaceMention) -> bool:
        """Whether a country is told to be where something is: not "زيارته إلى كذا"."""
        there = place.rank == COUNTRY and place.cued and not place.role
        return there and place.name != "" and self.tokens.keys[place.first - 1] != "الي"

    def leave(self) -> None:
        """Forget the place spoken of so far."""
        self.place = self.country = None
        self._unread.clear()

    def resolved(self, named: list[PlaceMention], first: int) -> list[PlaceMention]:
        """The places of the sentence at token ``first``, with those that it refers back to by their names."""
        if all(p.rank < BACK for p in named):
            return named
        n = bisect_right(self.tokens.sentence_ends, first)
        out: list[PlaceMention] = []
        for place in named:
            known = [*([self.place] if self.place else ()), *out]
            found = place if place.rank < BACK else antecedent(self.tokens, place, known)
            for k in range(n - 1, max(-1, n - _SO_FAR), -1) if found is None else ():
                before = places.read_places(self.tokens, *self.tokens.sentences[k], self.names)
                if found := antecedent(self.tokens, place, before):
                    break
            out += [found] if found else []
        return out

    def note(self, named: list[PlaceMention], scenes: Sequence[PlaceMention] = ()) -> bool:
        """Take in the places of a sentence that no sentence noted or still unread comes behind; whether it has one. The
        ``scenes``, countries where something happened, are taken in where it has none.
        """
        local = [p for p in named if p.cued and p.rank < COUNTRY and not p.role]
        if local:  # another place says more than that of a dateline: "وكالة كذا- كذا: ... قرب بلدة كذا"
            self.place = min(local, key=lambda p: (self.tokens.keys[p.last : p.last + 1] == [":"], p.rank))
            self._unread.clear()
        elif scenes and not (self.place and self._stays(scenes[0])):
            self.place, self.country = None, scenes[0]
            self._unread.clear()
        return bool(local)

    def _stays(self, country: PlaceMention) -> bool:
        """Whether a sentence with a country can still be about the place spoken of last: not "وفي كذا", and not where
        that is in another country.
        """
        code = self.place.code if self.place else None
        known = code is None or country.code is None or country_of(code) == country.code
        return known and self.tokens.keys[country.first - 1] not in {"وفي", "ففي"}


def _reports_earlier(tokens: Tokens, first: int) -> bool:
    """Whether a sentence tells what was said of the same before: "وفي وقت سابق قالت الوزارة إن 5 قتلوا"."""
    opening = tokens.keys[first : first + 3]
    said = tokens.keys[first + 3 : first + 6]
    return opening[1:] == ["وقت", "سابق"] and not reporting_verbs().isdisjoint(said)
