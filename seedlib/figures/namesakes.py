"""Namesakes: which of several places of one name is meant, by the country that the text speaks of."""

from collections import Counter
from functools import lru_cache

from seedlib.figures.mentions import Mention
from seedlib.language.gazetteer import CLAIM_ONE, Place, match_place, places
from seedlib.language.peoples import demonym, phrase_key
from seedlib.language.tokens import Tokens


def settle(tokens: Tokens, mentions: list[Mention]) -> None:
    """Set the code of each place that has namesakes in other countries to that of the country whose name, people and
    other places the sentence names most, or else the text: طرابلس beside لبنان. The likeliest stays where two are named
    as often, or none.
    """
    whole: Counter[str] | None = None
    of_sentence: dict[int, Counter[str]] = {}
    for mention in mentions:
        namesakes = _namesakes(mention.place) if mention.place else ()
        if mention.place_code not in {place.code for place in namesakes}:
            continue
        if mention.first not in of_sentence:
            of_sentence[mention.first] = _countries(tokens, mention.first, mention.last)
        named = of_sentence[mention.first]
        if not any(named[place.country] for place in namesakes):
            whole = _countries(tokens, 0, len(tokens)) if whole is None else whole
            named = whole
        here = next(place for place in namesakes if place.code == mention.place_code)
        most = max(namesakes, key=lambda place: named[place.country])
        if named[most.country] > named[here.country]:
            mention.place_code = most.code


def share_codes(mentions: list[Mention]) -> None:
    """Give a place without a code that of its name elsewhere in the text: "كذا", "كذا بمحافظة حلب"."""
    codes: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.place and mention.place_code:
            codes.setdefault(mention.place, set()).add(mention.place_code)
    for mention in mentions:
        if mention.place and not mention.place_code and len(codes.get(mention.place, ())) == 1:
            (mention.place_code,) = codes[mention.place]


@lru_cache(maxsize=1 << 14)
def _namesakes(name: str) -> tuple[Place, ...]:
    """The places of a name, one a country, the likeliest first; none where all are in one country, or are one place
    that two states claim: who acts there says nothing of which of its codes is meant.
    """
    one = {place.country: place for place in reversed(places(phrase_key(name)))}
    return tuple(reversed(one.values())) if len(one) > 1 and one.keys() != CLAIM_ONE else ()


def _countries(tokens: Tokens, first: int, last: int) -> Counter[str]:
    """How often each country, its people, or a place that is in no other is named from token ``first`` to ``last``."""
    found: Counter[str] = Counter()
    i, keys = first, tokens.keys
    while i < last:
        matched = match_place(keys, i)
        if matched:
            place, end = matched
            if not place.common_noun and not _namesakes(place.name):
                found[place.country] += 1
            i = end
            continue
        found.update(filter(None, demonym(keys[i]) or ()))
        i += 1
    return found
