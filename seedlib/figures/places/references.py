"""Places referred back to by their kind alone: "المدينة", "في المخيم"."""

from collections.abc import Iterable

from seedlib.language.place_words import STANDS_IN, PlaceMention, bare_noun, is_place, place_noun
from seedlib.language.tokens import Tokens

BACK = 100  # rank of a place that is only referred to, until it is known which
# Kinds of places by their definite noun: the nouns that a place of the kind is named with, and the ranks of names that
# stand without one.
_KINDS: dict[str, tuple[frozenset[str], frozenset[int]]] = {
    "المدينه": (frozenset({"مدينه", "عاصمه"}), frozenset({2, 3})),
    "البلده": (frozenset({"بلده", "قريه", "ناحيه"}), frozenset({1})),
    "القريه": (frozenset({"قريه", "بلده"}), frozenset({1})),
    "المخيم": (frozenset({"مخيم", "معسكر"}), frozenset()),
    "المعسكر": (frozenset({"مخيم", "معسكر"}), frozenset()),
    "الحي": (frozenset({"حي"}), frozenset()),
    "الناحيه": (frozenset({"ناحيه"}), frozenset()),
    "المديريه": (frozenset({"مديريه"}), frozenset()),
    "المحافظه": (frozenset({"محافظه"}), frozenset({3})),
    "الولايه": (frozenset({"ولايه"}), frozenset({3})),
    "الاقليم": (frozenset({"اقليم"}), frozenset()),
    "القطاع": (frozenset({"قطاع"}), frozenset()),
    "المنطقه": (frozenset({"منطقه"}), frozenset()),
}
_HOSPITALS = ("مستشفيات", "ومستشفيات", "لمستشفيات", "مشافي")  # of a strip, a province: "مستشفيات القطاع"
_THIS = frozenset({"هذه", "هذا", "تلك", "ذلك"})
_SAME = frozenset("نفسها نفسه ذاتها ذاته المذكوره المذكور".split())
_ALONE = frozenset({"المدينه", "البلده", "القريه", "المخيم", "المعسكر"})  # the others mean other things too
FORMS = {clitic + word: word for word in _KINDS for clitic in ("", "و", "ب", "وب")} | {
    clitic + "ل" + word[1:]: word for word in _KINDS for clitic in ("ل", "ول")
}


def referred(tokens: Tokens, i: int) -> PlaceMention | None:
    """The place that token ``i`` refers back to, still without its name."""
    keys, word = tokens.keys, FORMS.get(tokens.keys[i])
    if word is None or (i + 1 < len(keys) and (is_place(keys, i + 1) and keys[i + 1] not in {"في", "من"})):
        return None
    meant = keys[i - 1] in _THIS or not _SAME.isdisjoint(keys[i + 1 : i + 2])
    stands = keys[i - 1] in STANDS_IN or place_noun(keys[i - 1]) is not None or keys[i - 1].startswith(_HOSPITALS)
    cued = meant or (word != "المنطقه" and (word in _ALONE or keys[i] != word or stands))
    return PlaceMention(i, i + 1, tokens.surface(i, i), BACK) if cued else None


def antecedent(tokens: Tokens, back: PlaceMention, named: Iterable[PlaceMention]) -> PlaceMention | None:
    """Which of the places named before it a reference is to: the last one named with its noun, else the last that can
    be of its kind.
    """
    nouns, ranks = _KINDS[FORMS[tokens.keys[back.first]]]
    before = [p for p in named if p.last <= back.first and p.rank < BACK and not _dateline(tokens, p)]
    for fits in (lambda p: _noun_of(tokens, p) in nouns, lambda p: p.rank in ranks and _noun_of(tokens, p) is None):
        if found := next(filter(fits, reversed(before)), None):
            rank = found.rank + back.rank - BACK  # a place may lie in it: "طريق المطار بالمدينة"
            return back._replace(name=found.name, rank=rank, code=found.code)
    return None


def _dateline(tokens: Tokens, place: PlaceMention) -> bool:
    """Whether a place says where the report was written: "دبي – ", "عدن/كذا"."""
    return tokens.keys[place.last : place.last + 1] in (["–"], ["-"], ["/"], [":"])


def _noun_of(tokens: Tokens, place: PlaceMention) -> str | None:
    """The noun that a place is named with, before its name or as its first word."""
    for i in (place.first, place.first - 1):
        word = bare_noun(tokens.keys[i])
        if word == "قطاع" or place_noun(word) not in {None, "direction"} or word == "عاصمه":
            return word
    return None
