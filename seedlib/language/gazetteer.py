"""Places by their Arabic names, in any of their forms.

Lookups take keys as :func:`seedlib.arabic.key` gives them, words joined by one space; the caller strips و ف ب ل ك.
Names of countries and subdivisions come from CLDR (``countries.csv``, ``subdivisions.csv``); what was added by hand
stands in CSV files of its own beside them, each row with its source or reason.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from seedlib.arabic import key
from seedlib.language.peoples import Group, demonym, group, longest, match_group, phrase_key
from seedlib.lexicon import rows

__all__ = [
    "Group",
    "Place",
    "by_code",
    "demonym",
    "group",
    "match_group",
    "match_place",
    "place",
]

# Which of several places of one name is meant where the text does not tell: the kind that is named most; then the one
# whose English label needs no bracket to tell it apart; then the country that reports of casualties come from most.
_KINDS = ("country", "governorate", "region", "town")
_NEWS = ("SYR", "YEM", "IRQ", "PSE", "SDN", "LBY", "LBN", "AFG", "EGY", "SOM", "SSD", "PAK", "IRN", "TUR")
CLAIM_ONE = frozenset({"ISR", "PSE"})  # states that claim the same places
# The word before a subdivision's own name; the press gives the name without it.
_CLASS = re.compile("^(?:محافظة|ولاية|منطقة|إمارة|امارة|إقليم|شعبية|جهة|بلدية|ناحية) (?:بايتختي )?(?=.)")
# Words that say that a place follows.
CLASS_WORDS = ("محافظة", "ولاية", "إمارة", "إقليم", "منطقة", "شعبية", "مدينة", "بلدة", "قرية", "ناحية", "ريف", "ريفي")


@dataclass(slots=True, frozen=True)
class Place:
    """A place: Arabic and English name, code (ISO 3166-1 alpha-3 or ISO 3166-2, None where it has none), ``kind``
    (country, governorate, town, region), country (alpha-3, "" where it lies in several) and position in degrees.

    ``code`` of a town is that of its subdivision. ``common_noun``: the name has a meaning of its own, so that it is a
    place only beside a word that says so. ``pcode`` is OCHA's code of a governorate, where known.
    """

    name: str
    name_en: str
    code: str | None
    kind: str
    country: str
    common_noun: bool = False
    lat: float | None = None
    lon: float | None = None
    pcode: str | None = None


@cache
def _homonyms() -> dict[str, str]:
    return {phrase_key(row["name"]): row["use"] for row in rows("place_homonyms")}


@cache
def _known() -> dict[str, Place]:
    """Countries and subdivisions by code."""
    out = {}
    for row in rows("countries"):
        out[row["iso3"]] = Place(row["name"], row["name_en"], row["iso3"], "country", row["iso3"])
    names = {row["code"]: row for row in reversed((*rows("subdivisions"), *rows("subdivision_aliases")))}
    for fact in rows("subdivision_facts"):
        code = fact["code"]
        name = _CLASS.sub("", names[code]["name"])
        label = fact["name_en"] or names[code]["name_en"]
        position = float(fact["lat"]), float(fact["lon"])
        country = country_of(code)
        out[code] = Place(name, label, code, "governorate", country, False, *position, fact["pcode"] or None)
    return out


@cache
def _alpha3() -> dict[str, str]:
    return {row["iso2"]: row["iso3"] for row in rows("countries")}


def country_of(code: str) -> str:
    """The country (alpha-3) of an ISO 3166-1 alpha-3 or ISO 3166-2 code."""
    return _alpha3()[code[:2]] if "-" in code else code


def by_code(code: str) -> Place | None:
    """The country or subdivision of an ISO 3166-1 alpha-3 or ISO 3166-2 code.

    >>> by_code("SY-HL").name_en
    'Aleppo'
    """
    return _known().get(code)


def is_abstract(name: str) -> bool:
    """Whether the keys of a place noun and a name are no place on the ground: "سوق العمل", "طريق الحل"."""
    return _homonyms().get(name) == "abstract"


def is_description(word: str) -> bool:
    """Whether the key of a word is an adjective that describes places: "مجاور", "نائية"."""
    return "adjective" in (_homonyms().get(word), _homonyms().get(word.removesuffix("ه")))


def _named() -> Iterator[tuple[str, Place]]:
    known = _known()
    for row in (*rows("countries"), *rows("country_aliases")):
        yield row["name"], known[row["iso3"]]
    for row in rows("subdivisions"):
        yield _CLASS.sub("", row["name"]), known[row["code"]]
    for row in rows("subdivision_aliases"):
        yield row["name"], known[row["code"]]
    for row in rows("towns"):
        code = row["code"] or row["country"] or None
        yield row["name"], Place(row["name"], row["name_en"], code, row["kind"], row["country"])


def _forms(name: str, place: Place) -> Iterator[str]:
    """The keys of a name: as it is, and that of a country or subdivision without the article too (سودان, "للرقة")."""
    official = place.kind == "governorate"
    bare = phrase_key(name)
    if official and (bare in _country_keys() or _homonyms().get(bare) == "never"):
        yield from (f"{key(word)} {bare}" for word in CLASS_WORDS[:6])
    if place.kind in {"governorate", "town"} and _homonyms().get(bare) == "never":
        return
    yield bare
    plain = re.match("ال...", bare) and not {bare, bare[2:]} & _homonyms().keys()
    if plain and place.kind in {"country", "governorate"} and not bare.endswith("يه"):  # "سعودية" is an adjective
        yield bare[2:]


@cache
def _country_keys() -> frozenset[str]:
    return frozenset(phrase_key(row["name"]) for row in rows("countries"))


@cache
def _places() -> dict[str, tuple[Place, ...]]:
    """Every place of a key, the likeliest first."""
    found: dict[str, dict[tuple[str | None, str], Place]] = {}
    common = {form for form, use in _homonyms().items() if use == "cue"}
    for name, place in _named():
        for form in _forms(name, place):
            named = replace(place, common_noun=True) if form in common else place
            found.setdefault(form, {}).setdefault((place.code, place.name_en), named)
    return {form: tuple(sorted(places.values(), key=_rank)) for form, places in found.items()}


def _rank(place: Place) -> tuple[int, bool, int]:
    news = _NEWS.index(place.country) if place.country in _NEWS else len(_NEWS)
    return _KINDS.index(place.kind), place.name_en.endswith(")"), news


def places(name: str) -> tuple[Place, ...]:
    """Every place of a key, the likeliest first."""
    return _places().get(name, ())


def place(name: str, country: str | None = None) -> Place | None:
    """The place of a key; of several with one name the likeliest, or the one in ``country`` (alpha-3).

    >>> place("حلب").code, place("طرابلس").country, place("طرابلس", "LBN").country
    ('SY-HL', 'LBY', 'LBN')
    """
    places = _places().get(name)
    if places is None or country is None:
        return places[0] if places else None
    return next((p for p in places if p.country == country), places[0])


@cache
def _lengths() -> dict[str, int]:
    return longest(_places())


@cache
def _seconds() -> dict[str, set[str]]:
    """The second words of names of several words by their first."""
    out: dict[str, set[str]] = {}
    for first, second, *_ in (name.split(" ") for name in _places() if " " in name):
        out.setdefault(first, set()).add(second)
    return out


def second_words(word: str) -> set[str] | None:
    """The words of which one must stand behind a word so that it begins the name of a place; None where the word is a
    name by itself.
    """
    return None if word in _places() else _seconds().get(word, set())


def begins_place(word: str) -> bool:
    """Whether the name of a place begins with the word, so that :func:`match_place` is worth a call."""
    return word in _lengths()


def match_place(keys: Sequence[str], i: int, country: str | None = None) -> tuple[Place, int] | None:
    """The longest name of a place, up to four words, that starts at ``keys[i]``, and one past its last word.

    >>> match_place(["في", "دير", "الزور"], 1)[1]
    3
    """
    most = min(_lengths().get(keys[i], 0), len(keys) - i) if i < len(keys) else 0
    if most > 1 and keys[i + 1] not in _seconds()[keys[i]]:
        most = 1
    for size in range(most, 0, -1):
        if found := place(" ".join(keys[i : i + size]), country):
            return found, i + size
    return None


@cache
def _last_words() -> frozenset[str]:
    return frozenset(name.rpartition(" ")[2] for name in _places())


def place_size(keys: list[str], end: int) -> int:
    """How many words the name of a place, perhaps with و, has that ends before position ``end``; 0 where none does."""
    if not end or _last_words().isdisjoint((keys[end - 1], keys[end - 1][1:])):
        return 0
    for size in range(min(3, end), 0, -1):
        words = keys[end - size : end]
        for name in (words, [words[0][words[0][0] in "وف" :], *words[1:]]):
            found = match_place(name, 0) if name[0] else None
            if found and found[1] == size:
                return size
    return 0
