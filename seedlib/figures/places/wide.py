"""Parts of countries, and places that are many and have no name."""

from seedlib.arabic import bare
from seedlib.language.gazetteer import demonym
from seedlib.language.number_atoms import begins_number
from seedlib.language.place_words import COUNTRY, SIDES, VAGUE, PlaceMention
from seedlib.language.tokens import Tokens
from seedlib.memo import remembered

DIRECTIONS = frozenset("شمال شمالي جنوب جنوبي شرق شرقي غرب غربي وسط".split())
_ALL_OVER = frozenset("انحاء عموم ارجاء ربوع".split())
_MANY = frozenset("محافظات ولايات مدن بلدات قري مناطق احياء اقاليم".split())
_EACH = frozenset("محافظه ولايه مدينه بلده قريه منطقه دوله".split())  # behind a number from 11 on
_SOME = frozenset("عده مختلف بعض جميع".split())
_SEVERAL = frozenset("متفرقه مختلفه عده اخري".split())
PARTS = ("السواحل", "الشواطي", "الاراضي", "الشمال", "الجنوب", "الساحل")
_HOSTS = frozenset("تستضيف تؤوي تضم شهدت تشهد سجلت تواجه".split())  # verbs whose subject is where it happens
_GUARDS = frozenset({"خفر", "حرس"})  # of coasts and borders


@remembered
def is_wide(word: str) -> bool:
    """Whether a word can tell of a part of a country, or of many places."""
    many = not _MANY.isdisjoint((word, bare(word)))  # ولايات has no و
    return many or word == "البلاد" or word in _EACH or word.endswith(PARTS)


def wide(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    """The part of a country, or the nameless place, that is told of at token ``i``."""
    return _of_country(tokens, i, last) or _unnamed(tokens, i)


def _unnamed(tokens: Tokens, i: int) -> PlaceMention | None:
    """ "شمال البلاد", and places that are many and have no name: "في أنحاء البلاد", "في عدة محافظات"."""
    keys = tokens.keys
    if keys[i] == "البلاد" and i > 0:
        first = i - 1 - (i > 1 and keys[i - 1][0] == "و")
        if keys[i - 1].removeprefix("و") in DIRECTIONS and keys[first] in DIRECTIONS:
            return PlaceMention(first, i + 1, tokens.surface(first, i), VAGUE)
        whole = keys[i - 1] == "في" or keys[i - 1] in _ALL_OVER or keys[i - 1].removeprefix("و") in _HOSTS
        return PlaceMention(i, i + 1, "", COUNTRY) if whole else None
    number = begins_number(keys[i - 1]) or keys[i - 1] in _SOME
    if _MANY.isdisjoint((keys[i], bare(keys[i]))) and not (number and keys[i] in _EACH):
        return None
    first = i - 1 if number else i - 2
    several = number or keys[first:i] == ["عدد", "من"]
    if not _SEVERAL.isdisjoint(keys[i + 1 : i + 2]):  # "في مناطق متفرقة"
        first, several = i, True
    before = keys[max(0, first - 2) : max(0, first)]
    there = before[-1:] in (["في"], ["عبر"]) or (before[1:] == ["علي"] and "وزع" in before[0])
    return PlaceMention(i, i + 1, "", VAGUE) if several and there else None


def _of_country(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    """ "الأراضي الكذائية", "السواحل الجنوبية", but not "خفر السواحل الكذائي": a part of a country by its adjective."""
    word = tokens.keys[i]
    adjective = tokens.keys[i + 1] if i + 1 < last else ""
    if not word.endswith(PARTS) or not adjective.startswith("ال") or bare(tokens.keys[i - 1]) in _GUARDS:
        return None
    of = demonym(adjective)
    if of is None and adjective not in SIDES:
        return None
    return PlaceMention(i, i + 2, tokens.surface(i, i + 1), 4, of[0] if of else None)
