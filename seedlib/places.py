"""Where: the places a sentence names, and the most specific one that belongs to a figure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import compress
from types import MappingProxyType

from seedlib.arabic import key
from seedlib.gazetteer import begins_place, demonym, is_abstract, match_place
from seedlib.lexicon import rows
from seedlib.memo import remembered
from seedlib.nouns import noun
from seedlib.number_kinds import bare, months
from seedlib.phrases import OPENING, boundaries, phrase_end, trim, word_class
from seedlib.tokens import Tokens

_PREPOSITIONS = ("ب", "ل", "و", "وب", "ول", "ف")
_IN = frozenset("في علي قرب داخل وسط بين الي وفي ففي ضمن باتجاه حول عند من".split())
_AND_AROUND = frozenset({"وريفها", "وريفه", "وضواحيها", "ومحيطها", "ومحيطه", "وقراها"})
# First words of compound place names, so that the second word belongs to the name.
_COMPOUND = frozenset(
    (
        "دير تل كفر معره خان بيت ابو ام عين راس جسر باب جبل وادي شيخ بني مزار دار برج حوش مخيم سد ابي تله "
        "عرب بئر بير ضهره ظهره قلعه راس حقل ذيبان مرج"
    ).split()
)
_NEAR = frozenset("قرب قريب قريبه قريبا كل مقربه مسافه شمال جنوب شرق غرب قربا".split())
_WITH = frozenset({"مع", "ضد", "لصالح", "باسم", "مواجهه"})
_BOUND_FOR = ("متجه", "متوجه", "طريقه", "طريقها", "غادر", "توجه", "اتجه", "لجا", "لجؤ", "فروا", "فرت", "فرار")
_CLOSE = 4  # tokens between a number and a place that stand together
_SIGNS = frozenset("،؛:.\n")
NONE: Mapping[str, int] = MappingProxyType({})
_VAGUE = 6  # rank of "مناطق متفرقة" and of continents: any other name in the same sentence says more
_SIDES = frozenset("الشرقي الشرقيه الغربي الغربيه الشمالي الشماليه الجنوبي الجنوبيه الاوسط".split())


@dataclass(slots=True, frozen=True)
class PlaceMention:
    """A named place: its tokens, bare name, rank (1 settlement or site, 2 town, 3 governorate or zone, 4 region, 5
    country, 6 what is larger or no name) and code where known."""

    first: int
    last: int
    name: str
    rank: int
    code: str | None = None
    cued: bool = True


@cache
def _place_nouns() -> dict[str, tuple[str, int]]:
    out: dict[str, tuple[str, int]] = {}
    for row in rows("place_nouns"):
        form = key(row["form"])
        for prefix in ("", *_PREPOSITIONS):  # a definite noun (المدينة) is never followed by its name
            out.setdefault(prefix + form, (row["class"], int(row["rank"])))
    return out


@cache
def bodies() -> frozenset[str]:
    """Heads of organisations: a country or town behind one is part of its name."""
    return frozenset(key(row["form"]) for row in rows("bodies"))


def place_at(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    """The place named at token ``i``, with or without a place noun before its name."""
    return _behind_noun(tokens, i, last) or _in_gazetteer(tokens, i, last)


def names_of(tokens: Tokens) -> dict[str, int]:
    """Names that no list has, behind a place noun somewhere in a text: first word -> number of words."""
    out: dict[str, int] = {}
    for i in compress(range(len(tokens) - 1), map(_is_settlement, tokens.keys)):
        found = _behind_noun(tokens, i, len(tokens))
        if found and found.code is None:
            keys = tokens.keys[found.first : found.last]
            other = next((k for k in range(1, len(keys)) if keys[k][0] == "و"), len(keys))
            out[keys[0]] = other
            if other < len(keys):
                out[keys[other][1:]] = len(keys) - other
    return out


@remembered
def _is_settlement(word: str) -> bool:
    return word in _place_nouns() and _place_nouns()[word][0] == "settlement"


def read_places(tokens: Tokens, first: int, last: int, names: Mapping[str, int] = NONE) -> list[PlaceMention]:
    """The places named between tokens ``first`` and ``last``: names in the gazetteer, names behind a place noun, and
    ``names`` of the text behind في.
    """
    out: list[PlaceMention] = []
    keys, after, whence, party = tokens.keys, first, -1, -1
    for i in compress(range(first, last), map(_may_name, keys[first:last])):
        i += keys[i] == "في"
        if i < after or i == last:
            continue
        after = i + 1
        found = place_at(tokens, i, last) or _before_direction(tokens, i, last)
        if found is None and keys[i - 1] == "في" and (size := names.get(keys[i])):
            found = PlaceMention(i, i + size, tokens.surface(i, i + size - 1), 1)
        if found is None:
            continue
        if found.last < last and keys[found.last] in _AND_AROUND:
            found = replace(found, last=found.last + 1, name=f"{found.name} {tokens.surface(found.last, found.last)}")
        if out and _beside(tokens, i):
            found = replace(found, rank=found.rank + 1)  # "بلدة كذا غرب مدينة كذا" happened in the one before
        before = out[-1] if out and out[-1].last == i and tokens.keys[i].startswith("و") and out[-1].cued else None
        stands = found.cued or before or i == first or not {keys[i - 1], bare(keys[i - 1])} & (bodies() | _WITH)
        if _of_origin(tokens, i) or whence == i:
            whence = found.last  # and so is where that place lies: "من مدينة كذا بريف كذا"
        elif before:
            out[-1] = _joined(tokens, before, found)
        elif not stands or (party == i and not found.cued):
            party = found.last  # "مع كذا وكذا"
        elif not _of_way(tokens, i) and not _of_reporter(tokens, i, first):
            out.append(found)
        after = found.last
    return out


def _joined(tokens: Tokens, one: PlaceMention, other: PlaceMention) -> PlaceMention:
    """Two places under one event: "إدلب وحلب" is one place phrase, with a code only where both share it."""
    code = one.code if one.code == other.code else None
    return PlaceMention(one.first, other.last, tokens.surface(one.first, other.last - 1), one.rank, code)


def _beside(tokens: Tokens, i: int) -> bool:
    """Whether a direction stands before the place: "غرب مدينة كذا"."""
    found = _place_nouns().get(tokens.keys[i - 1]) if i else None
    return found is not None and found[0] == "direction"


def _of_origin(tokens: Tokens, i: int) -> bool:
    """Whether من before the place says whence ("قادمون من كذا"), not where ("بالقرب من كذا")."""
    return i > 1 and tokens.keys[i - 1] == "من" and bare(tokens.keys[i - 2]) not in _NEAR


def _of_way(tokens: Tokens, i: int) -> bool:
    """Whether the place is where somebody was bound for: "قطار متجه إلى كذا", "في طريقهم إلى كذا"."""
    keys = tokens.keys
    bound = i > 1 and (keys[i - 2].startswith(_BOUND_FOR) or bare(keys[i - 2]).startswith(_BOUND_FOR))
    return bound and keys[i - 1] in {"الي", "نحو"}


def _of_reporter(tokens: Tokens, i: int, first: int) -> bool:
    """Whether the place says where a reporter or an office is: "مراسل كذا في إدلب", "ومقره بريطانيا"."""
    near = tokens.keys[max(first, i - 5) : i]
    return any(
        bare(word).startswith(("مراسل", "مندوب", "مقره", "مقرها")) or word in {"ومقره", "ومقرها"} for word in near
    )


def _behind_noun(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    """ "بلدة ترمانين", "قرية كفر نوران", "محور الفوج 46", "مناطق نفوذ "الإدارة""."""
    head = _place_nouns().get(tokens.keys[i])
    if (
        tokens.keys[i].endswith("المنطقه")
        and i + 1 < last
        and (tokens.keys[i + 1] in _SIDES or tokens.keys[i + 1] == "الوسطي")
    ):
        return PlaceMention(i, i + 2, tokens.surface(i, i + 1), 3)
    if head is None or head[0] == "direction" or i + 1 >= last:
        return None
    if tokens.keys[i] == "محليه" and tokens.keys[i - 1] not in _IN | word_class("auxiliary"):
        return None  # an adjective: "مصادر محلية"
    cls, start = head[0], i + 1
    if known := match_place(tokens.keys, start):
        rank = {"settlement": 2, "site": 2}.get(cls, 3)
        return PlaceMention(start, known[1], tokens.surface(start, known[1] - 1), rank, known[0].code)
    if cls == "area":
        return None
    word = tokens.keys[start]
    quoted = word in OPENING
    plain = word[0].isalpha() and word not in boundaries() and word not in _SIDES and not is_place(tokens.keys, start)
    if not (quoted or (plain and len(word) > 2)) or (word[:1] in "ل" and not word.startswith("لا")):
        return None
    if cls in {"settlements", "landmark"} and not word.startswith("ال") and word not in _COMPOUND:
        return None  # "أحياء واقعة": an adjective
    if word.endswith(("ها", "هم", "هن")):
        return None  # "وادٍ يحملها": a verb
    if is_abstract(f"{_bare_noun(tokens.keys[i])} {word}"):
        return None
    if cls == "zone" and tokens.keys[i].endswith("منطقه") and not quoted:
        if _is_adjective(word):
            return None  # "منطقة تجارية"
        following = tokens.keys[start + 1] if start + 1 < last else ""
        whole = following.startswith("ال") and following not in _SIDES | boundaries() and not demonym(following)
        end = start + 1 + (whole and not word.startswith("ال"))  # "منطقة حمة المصارية"
        return PlaceMention(start, end, tokens.surface(start, end - 1), 2)
    if cls == "zone":
        end = phrase_end(tokens, start, last, longest=5)
        return PlaceMention(i, end, trim(tokens, i, end) or word, _VAGUE if _is_adjective(word) else 3)
    end = phrase_end(tokens, start, last, longest=5) if quoted else start + 1
    if (
        not quoted
        and end < last
        and (_compound(tokens, start, end) or (tokens.keys[end].isdecimal() and tokens.keys[i].endswith("محور")))
    ):
        end += 1
    if cls in {"site", "landmark"}:
        start = i  # the noun is part of the name: مخيم الأرامل, محور الفوج 46
    if tokens.keys[i].endswith("ي") and cls == "settlement" and end + 1 < last and tokens.keys[end][0] == "و":
        end += 1 + _compound(tokens, end, end + 1)  # "حيي كذا وكذا": both
    name = trim(tokens, start, end)
    clitics = len(tokens.keys[i]) - len(_bare_noun(tokens.keys[i])) if start == i else 0
    return PlaceMention(start, end, name.strip("\"«»“”'")[clitics:], 1) if name else None


def _is_adjective(word: str) -> bool:
    """Whether a word behind a feminine noun has the form of an adjective: a nisba, a participle or فعيلة."""
    return (
        word == "عده"
        or word.endswith("يه")
        or (word.endswith("ه") and (word[0] == "م" or word[1:2] == "ا" or word[2:3] == "ي"))
    )


def _bare_noun(word: str) -> str:
    return next(
        (word[len(p) :] for p in _PREPOSITIONS if word.startswith(p) and word[len(p) :] in _place_nouns()), word
    )


def _before_direction(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    """A name that no list has, between a preposition and a direction: "في كذا التابعة لكذا", "في كذا جنوبي كذا"."""
    keys = tokens.keys
    if i == 0 or keys[i - 1] != "في" or i + 1 >= last or not keys[i][0].isalpha() or len(keys[i]) < 3:
        return None
    after = _place_nouns().get(keys[i + 1])
    located = keys[i + 1] in {"التابعه", "التابع", "الواقعه"} or (
        after and (after[0] == "direction" or keys[i + 1].startswith("ب"))
    )
    if not located or keys[i] in boundaries() or keys[i] in _place_nouns() or noun(keys[i]):
        return None
    return PlaceMention(i, i + 1, tokens.surface(i, i), 1)


def _compound(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the word at ``end`` belongs to the name that starts at ``start``: دير الزور, بيت جن, مزار شريف."""
    word, following = tokens.keys[start].removeprefix("و"), tokens.keys[end]
    if not following[0].isalpha() or following in boundaries() or following in _SIDES or following in _place_nouns():
        return False
    return word in _COMPOUND and not following.startswith(("و", "ب"))


@remembered
def _may_name(word: str) -> bool:
    """Whether a place can be named at the word, or behind it: a cheap look before the closer ones."""
    return word == "في" or word in _place_nouns() or word.endswith("المنطقه") or bool(_stems(word))


@remembered
def _stems(word: str) -> tuple[tuple[str, str], ...]:
    """The clitics that can be taken off a word so that what is left begins the name of a place, with what is left."""
    out = []
    for clitics in ("", *_PREPOSITIONS):
        if clitics and not (word.startswith(clitics) and len(word) > len(clitics) + 2):
            continue
        if clitics == "ف" and not word.startswith("فال"):
            continue  # فرقه, his teams, is no Raqqa
        stem = "ا" + word[1:] if clitics == "ل" and word.startswith("لل") else word[len(clitics) :]
        if begins_place(stem):
            out.append((clitics, stem))
    return tuple(out)


def _in_gazetteer(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    word = tokens.keys[i]
    if (word,) in months() or tuple(tokens.keys[i : i + 2]) in months():
        return None  # تشرين الأول is a month
    if tokens.text[tokens.ends[i] - 1] in "ًا" and "ً" in tokens.surface(i, i):
        return None  # سورياً is a nationality
    for clitics, stem in _stems(word):
        keys = [stem, *tokens.keys[i + 1 : min(last, i + 4)]]
        if found := match_place(keys, 0):
            place, size = found
            if place.common_noun and not _cued(tokens, i, clitics):
                return None
            name = tokens.surface(i, i + size - 1)[_letters(tokens.surface(i, i), len(clitics)) :]
            if clitics == "ل" and word.startswith("لل"):
                name = "ال" + name[1:]
            rank = {"town": 2, "governorate": 3, "region": 4 if place.code else _VAGUE, "country": 5}[place.kind]
            return PlaceMention(
                i, i + size, name, rank, place.code, place.kind == "region" or _cued(tokens, i, clitics)
            )
    return None


def place_noun(word: str) -> str | None:
    """The class of a place noun (settlement, settlements, site, area, zone, direction), with or without clitics."""
    found = _place_nouns().get(word)
    return found[0] if found else None


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
    """Whether a preposition or a place noun says that the name is a place here, not part of another name."""
    before = tokens.keys[i - 1] if i else ""
    return (
        "ب" in clitics
        or before in _IN
        or before in _place_nouns()
        or bare(before) in _place_nouns()
        or before in _SIDES
    )


# Words at which another clause begins, so that a place behind them belongs to what follows.
NEXT_CLAUSE = frozenset("فيما بينما حين كما وفيما وبينما كذلك ؛".split())


def choose(
    tokens: Tokens, places: list[PlaceMention], number: tuple[int, int], following: int, sentence: tuple[int, int]
) -> PlaceMention | None:
    """The place of the figure at the tokens ``number``: the most specific one between it and the next figure
    (``following``) in its clause, else before it there, else behind the next figure there, else before or behind the
    clause in the ``sentence``; a cued name before one without a cue.
    """
    if not places:
        return None
    (at, end), (first, last), keys = number, sentence, tokens.keys
    if keys[at - 1] == "(" and (bracketed := [p for p in places if p.last == at - 1]):
        return bracketed[0]  # a share of each place: "نابلس (7) وجنين (4)"
    begin = next((i for i in range(at - 1, first, -1) if keys[i] in NEXT_CLAUSE), first)
    stop = next((i for i in range(end, last) if keys[i] in NEXT_CLAUSE), last)
    if opening := next((p for p in reversed(places) if p.first < at and _opens_clause(keys, p, first)), None):
        begin = max(begin, opening.first)
        places = [p for p in places if p.rank <= opening.rank or p.first < end + _CLOSE]
    for near in (
        _beside_number(keys, places, at, end),
        [p for p in places if end <= p.first < min(stop, following)],
        [p for p in places if begin <= p.first < at],
        [p for p in places if following <= p.first < stop],
        [p for p in places if p.first < begin],
        [p for p in places if p.first >= stop],
    ):
        if near:
            return min(near, key=lambda p: (not p.cued, p.rank, abs(p.first - at)))
    return None


def _opens_clause(keys: list[str], place: PlaceMention, first: int) -> bool:
    """Whether a clause begins with the place, so that what follows happened there: "وفي محافظة كذا ازداد"."""
    i = place.first - 1
    i -= i > first and keys[i] in _place_nouns()
    return i >= first and (
        (keys[i] in {"في", "وفي", "ففي"} and (i == first or keys[i - 1] == "اما"))
        or (keys[i] in {"وفي", "ففي"} and keys[i - 1] in {"،", "؛"})
    )


def _beside_number(keys: list[str], places: list[PlaceMention], at: int, end: int) -> list[PlaceMention]:
    """The places right before a number, with nothing between ("في كذا 18 إصابة") or where a sign parts it from all
    behind it: "تلتها كذا بمجموع (275 شهيداً)، ...".
    """
    touching = [p for p in places if p.last == at]
    if touching:
        return touching
    stop = next((i for i in range(end, min(end + 5, len(keys))) if keys[i] in _SIGNS), None)
    if stop is None or any(end <= p.first < stop for p in places):
        return []
    before = [p for p in places if p.last <= at and _SIGNS.isdisjoint(keys[p.last : at])]
    return before if before and at - before[-1].last < 3 else []
