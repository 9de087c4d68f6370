"""Where: the places a sentence names, and the most specific one that belongs to a figure."""

from dataclasses import dataclass
from functools import cache

from seedlib.arabic import key
from seedlib.gazetteer import match_place
from seedlib.lexicon import rows
from seedlib.number_kinds import bare
from seedlib.phrases import CLOSING, OPENING, boundaries, phrase_end, trim
from seedlib.tokens import Tokens

_PREPOSITIONS = ("ب", "ل", "و", "وب", "ول", "ف")
_IN = frozenset({"في", "علي", "قرب", "داخل", "وسط", "بين", "الي", "وفي", "ضمن", "باتجاه", "حول", "عند", "من"})
# First words of compound place names, so that the second word belongs to the name.
_COMPOUND = frozenset(
    "دير تل كفر معره خان بيت ابو ام عين راس جسر باب جبل وادي شيخ بني مزار دار برج حوش مخيم سد ابي تله عرب بئر بير قلعه راس حقل ذيبان مرج".split()
)
_NEAR = frozenset("قرب قريب قريبه قريبا كل مقربه مسافه شمال جنوب شرق غرب قربا".split())
_SIDES = frozenset("الشرقي الشرقيه الغربي الغربيه الشمالي الشماليه الجنوبي الجنوبيه الاوسط".split())


@dataclass(slots=True, frozen=True)
class PlaceMention:
    """A named place: its tokens, bare name, rank (1 settlement or site ... 4 country) and code where known."""

    first: int
    last: int
    name: str
    rank: int
    code: str | None = None
    cued: bool = True


@cache
def _place_nouns() -> dict[str, tuple[str, int]]:
    out = {}
    for row in rows("place_nouns"):
        form = key(row["form"])
        for prefix in ("", "ال", *_PREPOSITIONS, *(p + "ال" for p in ("ب", "و"))):
            out.setdefault(prefix + form, (row["class"], int(row["rank"])))
    return out


def read_places(tokens: Tokens, first: int, last: int) -> list[PlaceMention]:
    """The places named between tokens ``first`` and ``last``: names in the gazetteer and names behind a place noun."""
    out: list[PlaceMention] = []
    i = first
    while i < last:
        found = _behind_noun(tokens, i, last) or _in_gazetteer(tokens, i, last)
        if found:
            if not _of_origin(tokens, i):
                out.append(found)
            i = max(i + 1, found.last)
        else:
            i += 1
    return out


def _of_origin(tokens: Tokens, i: int) -> bool:
    """Whether من before the place says where something comes from ("قادمون من كذا"), not where it is ("بالقرب من كذا")."""
    return i > 1 and tokens.keys[i - 1] == "من" and bare(tokens.keys[i - 2]) not in _NEAR


def _behind_noun(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    """ "بلدة ترمانين", "قرية كفر نوران", "مخيم الأرامل", "في مدينة مزار شريف"."""
    noun = _place_nouns().get(tokens.keys[i])
    if noun is None or noun[0] == "direction" or i + 1 >= last:
        return None
    start = i + 1
    if known := match_place(tokens.keys, start):
        return PlaceMention(
            start,
            known[1],
            tokens.surface(start, known[1] - 1),
            min(noun[1], 2) if noun[0] == "settlement" else 3,
            known[0].code,
        )
    if noun[0] == "area":
        return None
    quoted = tokens.keys[start] in OPENING
    word = tokens.keys[start]
    if not quoted and (
        word in boundaries() or not word[0].isalpha() or word in _SIDES or word in _place_nouns() or len(word) < 3
    ):
        return None
    end = phrase_end(tokens, start, last, longest=5) if quoted else start + 1
    if not quoted and end < last and _compound(tokens, start, end):
        end += 1
    name = trim(tokens, start, end)
    return PlaceMention(start, end, name.strip("\"«»“”'"), 1) if name else None


def _compound(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the word at ``end`` belongs to the name that starts at ``start``: دير الزور, بيت جن, مزار شريف."""
    word, following = tokens.keys[start], tokens.keys[end]
    if not following[0].isalpha() or following in boundaries() or following in _SIDES or following in _place_nouns():
        return False
    return word in _COMPOUND and not following.startswith(("و", "ب"))


def _in_gazetteer(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    for clitics in ("", *_PREPOSITIONS):
        word = tokens.keys[i]
        if clitics and not (word.startswith(clitics) and len(word) > len(clitics) + 2):
            continue
        keys = [word[len(clitics) :], *tokens.keys[i + 1 : min(last, i + 4)]]
        if found := match_place(keys, 0):
            place, size = found
            if place.common_noun and not _cued(tokens, i, clitics):
                return None
            name = tokens.surface(i, i + size - 1)[_letters(tokens.surface(i, i), len(clitics)) :]
            rank = {"town": 2, "governorate": 3, "region": 3, "country": 4}[place.kind]
            return PlaceMention(i, i + size, name, rank, place.code, _cued(tokens, i, clitics))
    return None


def is_place(keys: list[str], i: int) -> bool:
    """Whether a place noun or the name of a place stands at token ``i``."""
    return keys[i] in _place_nouns() or match_place(keys, i) is not None


def _letters(surface: str, count: int) -> int:
    """Characters that the first ``count`` letters of a word take up, marks included."""
    at = 0
    while count and at < len(surface):
        at += 1
        while at < len(surface) and not key(surface[at]):
            at += 1
        count -= 1
    return at


def _cued(tokens: Tokens, i: int, clitics: str) -> bool:
    return "ب" in clitics or (i > 0 and (tokens.keys[i - 1] in _IN or bare(tokens.keys[i - 1]) in _place_nouns()))


def choose(places: list[PlaceMention], at: int, end: int, following: int) -> PlaceMention | None:
    """The place of the figure at tokens ``at`` to ``end``: the most specific one between it and the next figure
    (``following``), else before it, else after it in the sentence.
    """
    for near in (
        [p for p in places if end <= p.first < following],
        [p for p in places if p.first < at],
        [p for p in places if p.first >= end],
    ):
        if near:
            return min(near, key=lambda p: (p.rank, not p.cued, abs(p.first - at)))
    return None
