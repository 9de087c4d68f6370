"""Where: the places that a sentence names."""

from collections.abc import Mapping
from itertools import compress
from types import MappingProxyType

from seedlib.arabic import bare
from seedlib.figures.places.bound import of_way
from seedlib.figures.places.names import LYING, is_there, needed, place_at
from seedlib.figures.places.references import referred
from seedlib.figures.places.wide import DIRECTIONS
from seedlib.figures.sources.attribution import words_of
from seedlib.language.gazetteer import CLAIM_ONE, country_of, demonym
from seedlib.language.nouns import noun
from seedlib.language.number_labels import with_duals
from seedlib.language.phrases import boundaries, phrase_end
from seedlib.language.place_words import COUNTRY, SIDES, WHENCE, WHITHER, PlaceMention, bodies, place_noun
from seedlib.language.tokens import Tokens
from seedlib.lexicon import word_class
from seedlib.memo import remembered

_AND_AROUND = frozenset({"وريفها", "وريفه", "وضواحيها", "ومحيطها", "ومحيطه", "وقراها"})
_NEAR = word_class("near")
_PARTS = word_class("part_of_place")  # before من and what they are of
_WITH = frozenset("مع ضد لصالح باسم مواجهه حليفته حليفتها حليفتهم".split())
_DEEDS = word_class("deed")
_AIMS = frozenset({"استهدفت", "قصفت"})  # deeds of a state, and of what is fired at one
_DRIVE = frozenset("دفع دفعت يدفع تدفع حدا".split())  # with ب, a government to do something
_MOST = ("معظم", "غالبيت", "اغلب", "اكثر")
NONE: Mapping[str, int] = MappingProxyType({})


def read_places(
    tokens: Tokens, first: int, last: int, names: Mapping[str, int] = NONE, back: bool = False
) -> list[PlaceMention]:
    """The places named between tokens ``first`` and ``last``: names in the gazetteer, names behind a place noun, and
    ``names`` of the text behind في; with ``back`` those referred back to as well. Places that people only come from or
    go to have that as their role.
    """
    out: list[PlaceMention] = []
    moved: list[PlaceMention] = []
    keys, after, whence, party, own, most = tokens.keys, first, -4, -1, 0, -1
    way: PlaceMention | None = None
    for i in _candidates(tokens, first, last, names):
        found = _named(tokens, i, last, names, back) if i >= after else None
        after = max(after, i + 1)
        if found is None:
            continue
        rank = found.rank
        if out and _lies_there(tokens, i, found, out[-1], own):
            above = max(rank, out[-1].rank if i - out[-1].last < 3 else 0)
            out[-1] = _coded(tokens, i, out[-1], found)
            found = found._replace(rank=max(above, 2) + 1)  # "بلدة كذا غرب مدينة كذا" happened in the one before
        before = out[-1] if out and out[-1].cued and _and_there(tokens, i, out[-1]) else None
        stands = found.cued or before or not (_of_other(keys[i - 1]) or bare(keys[i - 2]) in words_of("medium"))
        if (found.name and _of_origin(tokens, i)) or (0 <= i - whence < 4 and _of_same(keys, whence, i)):
            moved.append(found._replace(role=WHENCE))
            whence = found.last  # and so is where that place lies: "من مدينة كذا بريف كذا"
        elif before:
            out[-1] = _joined(tokens, before, found)
        elif not stands or (party == i and not found.cued) or _is_party(tokens, i, found):
            party = found.last  # "مع كذا وكذا"
        elif of_way(tokens, i, rank) or (
            way and (i < way.last or _holds(tokens, i, found, way) or _and_there(tokens, i, way))
        ):
            moved.append(found._replace(role=WHITHER))
            way = found._replace(last=phrase_end(tokens, found.first, last))  # and so is where that place lies
        elif keys[max(0, i - 2) : i] == ["من", "قبل"]:
            party = found.last  # "المدعومة من قبل كذا"
        elif _most(keys[i - 1]) or _most(keys[i - 2]) or (i == most and keys[i][0] == "و"):
            most = found.last  # "أغلبهم في كذا وكذا"
        elif not _of_reporter(tokens, i, first):
            out.append(found)
            own = rank
        after = found.last
    return sorted(out + moved) if moved else out


def _named(tokens: Tokens, i: int, last: int, names: Mapping[str, int], back: bool) -> PlaceMention | None:
    """The place at token ``i``, by its own name, by one of the ``names`` of the text, or referred ``back`` to."""
    keys, found = tokens.keys, place_at(tokens, i, last)
    if found is None and keys[i - 1] == "في" and (size := names.get(keys[i])) and i + size <= last:
        found = PlaceMention(i, i + size, tokens.surface(i, i + size - 1), 1)
    if found is None and back:
        found = referred(tokens, i)
    if found and found.last < last and keys[found.last] in _AND_AROUND:
        found = found._replace(last=found.last + 1, name=f"{found.name} {tokens.surface(found.last, found.last)}")
    return found


def _lies_there(tokens: Tokens, i: int, place: PlaceMention, before: PlaceMention, rank: int) -> bool:
    """Whether a place, told of from token ``i``, only says where the one before it lies, whose own rank is ``rank``."""
    return before.name != "" and (_beside(tokens, i) or _holds(tokens, i, place, before._replace(rank=rank)))


def _coded(tokens: Tokens, i: int, place: PlaceMention, whole: PlaceMention) -> PlaceMention:
    """A place with the code of what it lies in, told of from token ``i`` right behind it, where it has none ("قرية كذا
    بريف حلب", "كذا شمالي اليمن") or that of a namesake in another country ("كذا بمصر").
    """
    if whole.code is None or i - place.last > 3:
        return place
    beside = _beside(tokens, i)
    if place.code is None:
        part = whole.rank == COUNTRY or place_noun(tokens.keys[i]) == "area"
        inside = not beside or (part and tokens.keys[i - 1] in DIRECTIONS)
    else:
        countries = {country_of(place.code), country_of(whole.code)}
        inside = not beside and len(countries) > 1 and countries != CLAIM_ONE
    return place._replace(code=whole.code) if inside else place


def _of_same(keys: list[str], before: int, i: int) -> bool:
    """Whether the place told of from token ``i`` is told of along with the one that ends at ``before``: "من كذا وكذا",
    "من كذا الواقعة شمال كذا".
    """
    between = [word for word in keys[before:i] if word not in LYING and not _describes(word)]
    inside = between == ["في"] and place_noun(keys[i]) == "area"  # "من كذا في ريف كذا"
    return not between or inside or (len(between) == 1 and place_noun(between[0]) == "direction")


def _candidates(tokens: Tokens, first: int, last: int, names: Mapping[str, int]) -> list[int]:
    """The tokens at which a place can be named."""
    keys = tokens.keys
    found: list[int] = []
    for i in tokens.where("place", first, last):
        at = i - 1 - (keys[i - 1] in {"في", "اقصي"})
        if at > first and is_there(keys, at - 1) and at not in found[-1:]:
            found.append(at)  # a name that only where it lies tells: "في كذا بمحافظة كذا"
        behind = needed(keys[i])
        if behind is None or not behind.isdisjoint(keys[i + 1 : i + 2]):
            found.append(i)
    if names:
        found += compress(range(first + 1, last), map(names.__contains__, keys[first + 1 : last]))
        found.sort()
    return found


@remembered
def _of_other(word: str) -> bool:
    """Whether a place behind the word is part of a body's name or with whom somebody is: "حكومة كذا", "مع كذا"."""
    if word.removeprefix("و") in _WITH or word == "فرع" or word in bodies():
        return True
    return bare(word) in bodies() or bare(word).startswith("موال")


def _is_party(tokens: Tokens, i: int, place: PlaceMention) -> bool:
    """Whether what has the name of a place says or does something, or is at war."""
    return _makes_clear(tokens, i, place) or _at_war(tokens, i, place) or _acts(tokens, i, place)


def _makes_clear(tokens: Tokens, i: int, place: PlaceMention) -> bool:
    """Whether بين before a name is the verb and not "between": "وبيّن الأحمدي أنه"."""
    that = tokens.keys[place.last : place.last + 1] in (["ان"], ["انه"], ["انها"])
    return that and tokens.keys[i - 1].removeprefix("و") == "بين"


def _at_war(tokens: Tokens, i: int, place: PlaceMention) -> bool:
    """Whether a country is one of two sides: "الحرب بين كذا وحزب كذا", but not "على الحدود بين كذا وكذا"."""
    return place.rank == COUNTRY and tokens.keys[i - 1] == "بين" and "حدود" not in bare(tokens.keys[i - 2])


def _acts(tokens: Tokens, i: int, place: PlaceMention) -> bool:
    """Whether a country is who does something: "شنت كذا غارات", "التحالف الذي تقوده كذا", "ما دفع بكذا إلى الرد"."""
    verb = tokens.keys[i - 1]
    if verb in _DRIVE and tokens.keys[i][0] == "ب":
        return True  # also of a capital
    if verb in _AIMS and _is_relative(tokens.keys[i - 2]):
        return False  # "غارات استهدفت كذا"
    of_them = verb[0] == "ت" and verb.endswith(("ه", "ها")) and tokens.keys[i - 2] in {"الذي", "التي"}
    return place.rank == COUNTRY and (of_them or verb.removeprefix("و") in _DEEDS)


def _is_relative(word: str) -> bool:
    """Whether a feminine verb behind the word can be said of it: "غارات عنيفة", "التي", but not "الماضية"."""
    return word == "التي" or (word.endswith(("ات", "ه")) and not word.startswith("ال") and word not in boundaries())


def _joined(tokens: Tokens, one: PlaceMention, other: PlaceMention) -> PlaceMention:
    """Two places under one event: "إدلب وحلب" is one place phrase, with a code only where both share it."""
    code = one.code if one.code == other.code else None
    return PlaceMention(one.first, other.last, tokens.surface(one.first, other.last - 1), one.rank, code)


def _beside(tokens: Tokens, i: int) -> bool:
    """Whether a direction or nearness stands before the place: "غرب مدينة كذا", "قرب كذا"."""
    k = _before_capital(tokens.keys, i)
    return k >= 0 and place_noun(tokens.keys[k]) == "direction"


def _before_capital(keys: list[str], i: int) -> int:
    """The token before a place, or before what calls it a capital: "شرقي العاصمة الكذائية كذا"."""
    k = i - 1
    while k > 0 and (keys[k] == "العاصمه" or (keys[k].startswith("ال") and demonym(keys[k]))):
        k -= 1
    return k


def _holds(tokens: Tokens, i: int, place: PlaceMention, before: PlaceMention) -> bool:
    """Whether a place, told of from token ``i``, is where the one before it lies: "بلدة كذا في كذا", "كذا بريف كذا"."""
    if i - before.last > 3:
        return False
    between = [word for word in tokens.keys[before.last : i] if not _describes(word)]
    within = between == ["في"] or (not between and tokens.keys[i][0] == "ب")
    lying = len(between) == 1 and between[0] in LYING and tokens.keys[i][0] == "ل"  # "كذا التابعة لمدينة كذا"
    return lying or (within and before.rank <= place.rank)


@remembered
def _describes(word: str) -> bool:
    """Whether a word or sign can part a place from where it lies: "مخيم كذا للنازحين بكذا", "كذا الحدودية، بكذا"."""
    return not word[0].isalnum() or (word.startswith(("ال", "لل")) and word != "الي" and word not in LYING)


def _and_there(tokens: Tokens, i: int, before: PlaceMention) -> bool:
    """Whether و joins a place to the one before it, or a dash does: "شمال كذا ووسط كذا", "طريق كذا - كذا"."""
    keys = tokens.keys
    between = keys[before.last : i]
    if between[:1] == ["والعاصمه"] and all(word.startswith("ال") for word in between[1:]):
        return True  # "كذا والعاصمة الكذائية كذا"
    if before.last == i - 1 and keys[before.first - 1] in DIRECTIONS:
        return keys[i - 1][0] == "و" and keys[i - 1][1:] in DIRECTIONS
    road = keys[before.last] in "-–" and keys[before.first - 1].endswith("طريق") and before.last == i - 1
    return road or (before.last == i and keys[i][0] == "و")


def _of_origin(tokens: Tokens, i: int) -> bool:
    """Whether من before the place says whence ("قادمون من كذا"), not where ("بالقرب من كذا", "5 جثث من كذا")."""
    if tokens.keys[i - 1].removeprefix("و").startswith("غادر"):
        return True  # "غادروا ميناء كذا"
    k = _before_capital(tokens.keys, i)
    before = tokens.keys[k - 1] if k > 0 and tokens.keys[k] in {"من", "ومن"} else ""
    body = noun(before) if before else None
    # "أنحاء من كذا", "المناطق الشرقية من كذا", "4 أميال من كذا"
    near = bare(before) in _NEAR or before in _PARTS or before in SIDES or before in with_duals("measure")
    return before != "" and not near and not (body and body.category == "body")


@remembered
def _most(word: str) -> bool:
    """Whether only most of them were in a place right behind the word: "معظمهم في كذا", "غالبيتها في ولاية كذا"."""
    return word.startswith(_MOST) and word.endswith(("هم", "ها", "هن"))


def _of_reporter(tokens: Tokens, i: int, first: int) -> bool:
    """Whether the place says where a reporter or an office is: "مراسل كذا في إدلب", "ومقره بريطانيا"."""
    near = tokens.keys[max(first, i - 5) : i]
    return any(
        bare(word).startswith(("مراسل", "مندوب", "مقره", "مقرها")) or word in {"ومقره", "ومقرها"} for word in near
    )
