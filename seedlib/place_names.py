"""Names of places: in the gazetteer, behind a place noun, or before a direction."""

from functools import cache
from typing import NamedTuple

from seedlib.arabic import bare, key, letters_size
from seedlib.gazetteer import begins_place, demonym, is_abstract, is_description, match_place, second_words
from seedlib.lexicon import rows
from seedlib.memo import remembered
from seedlib.nouns import noun
from seedlib.number_labels import month_openers, months
from seedlib.phrases import BULLETS, OPENING, boundaries, phrase_end, trim, word_class
from seedlib.tokens import DIGITS, Tokens
from seedlib.traits import trait

_PREPOSITIONS = ("ب", "ل", "و", "وب", "ول", "ف")
_IN = frozenset("في علي قرب داخل خارج وخارج وسط بين الي وفي ففي ضمن باتجاه حول عند من".split())
_KIN = frozenset({"ابو", "ابي", "ام", "بن", "ابن", "بنت", "عبد"})
_QUOTES = "\"«»“”'"
_AREAS = frozenset({"اقاليم", "ارياف", "سواحل", "شواطي"})
_ITEM = frozenset({"،", ":", "(", "\n"})  # before the label of an item: "، صلاح الدين 14، ..."
LYING = frozenset({"التابعه", "التابع", "الواقعه"})
# First words of compound place names, so that the second word belongs to the name.
_COMPOUND = frozenset(
    (
        "دير تل كفر معره خان بيت ابو ام عين راس جسر باب جبل وادي شيخ بني مزار دار برج حوش مخيم سد ابي تله "
        "نبي عرب بئر بير ضهره ظهره قلعه راس حقل ذيبان مرج جديده ال"
    ).split()
)
VAGUE = 6  # rank of "مناطق متفرقة" and of continents: any other name in the same sentence says more
SIDES = frozenset("الشرقي الشرقيه الغربي الغربيه الشمالي الشماليه الجنوبي الجنوبيه الاوسط".split())


class PlaceMention(NamedTuple):
    """A named place: its tokens, bare name, rank (1 settlement or site, 2 town, 3 governorate or zone, 4 region, 5
    country, 6 what is larger or no name) and code where known."""

    first: int
    last: int
    name: str
    rank: int
    code: str | None = None
    cued: bool = True


@cache
def place_nouns() -> dict[str, tuple[str, int]]:
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


def place_noun(word: str) -> str | None:
    """The class of a place noun (settlement, settlements, site, area, zone, direction), with or without clitics."""
    found = place_nouns().get(word)
    return found[0] if found else None


def is_place(keys: list[str], i: int) -> bool:
    """Whether a place noun or the name of a place stands at token ``i``."""
    return i < len(keys) and (keys[i] in place_nouns() or match_place(keys, i) is not None)


def place_at(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    """The place named at token ``i``, with or without a place noun before its name."""
    word, found = tokens.keys[i], None
    if word in place_nouns() or word.endswith("المنطقه"):
        found = _behind_noun(tokens, i, last)
    if found is None and _stems(word):
        found = _in_gazetteer(tokens, i, last)
    return found or _located(tokens, i, last)


def _behind_noun(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    """ "بلدة ترمانين", "قرية كفر نوران", "محور الفوج 46", "مناطق نفوذ "الإدارة""."""
    keys, head, start = tokens.keys, place_nouns().get(tokens.keys[i]), i + 1
    if keys[i].endswith("المنطقه") and start < last and (keys[start] in SIDES or keys[start] == "الوسطي"):
        return PlaceMention(i, i + 2, tokens.surface(i, start), 3)
    if head is None or head[0] == "direction" or start >= last:
        return None
    if keys[i] == "وادي" and "أ" in tokens.surface(i, i):
        return None  # وأدّى, and led to, has the key of وادي, a valley
    if keys[i] == "محليه" and keys[i - 1] not in _IN | word_class("auxiliary"):
        return None  # an adjective: "مصادر محلية"
    cls = head[0]
    if (known := match_place(keys, start)) and cls not in {"site", "landmark"} and keys[start].endswith("يه"):
        known = None if known[0].kind == "country" else known  # "مدن سورية": an adjective
    if known:
        rank = 2 if cls in {"settlement", "site", "district"} or (cls == "zone" and known[0].kind == "town") else 3
        return PlaceMention(start, known[1], tokens.surface(start, known[1] - 1), rank, known[0].code)
    if keys[start] == "(" and cls != "area":
        return _in_brackets(tokens, start, last)
    if cls == "district" or not _is_name(keys, i, cls) or (cls == "area" and not _one_area(tokens, i, last)):
        return None
    if cls == "zone":
        return _of_zone(tokens, i, last)
    quoted = keys[start] in OPENING
    end = phrase_end(tokens, start, last, longest=5) if quoted else start + 1
    numbered = end < last and keys[end].isdecimal() and keys[i].endswith("محور")
    if not quoted and end < last and (_compound(tokens, start, end) or numbered):
        end += 1
    if keys[i].endswith("ي") and cls == "settlement" and end + 1 < last and keys[end][0] == "و":
        end += 1 + _compound(tokens, end, end + 1)  # "حيي كذا وكذا": both
    first = i if cls in {"site", "landmark"} else start  # the noun is part of the name: مخيم الأرامل, محور الفوج 46
    name = trim(tokens, first, end)
    clitics = len(keys[i]) - len(_bare_noun(keys[i])) if first == i else 0
    if name and name[0] in _QUOTES:
        name = name.strip(_QUOTES)
    return PlaceMention(first, end, name[clitics:], 3 if cls == "area" else 1) if name else None


def _in_brackets(tokens: Tokens, start: int, last: int) -> PlaceMention | None:
    """ "بلدة (كذا)": a name in brackets right behind its noun."""
    end = next((k for k in range(start + 2, min(last, start + 6)) if tokens.keys[k] == ")"), start)
    if end == start or not all(word[0].isalpha() for word in tokens.keys[start + 1 : end]):
        return None
    known = match_place(tokens.keys, start + 1)
    code = known[0].code if known and known[1] == end else None
    return PlaceMention(start + 1, end, tokens.surface(start + 1, end - 1), 2, code)


def _of_zone(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    """ "منطقة حمة المصارية", "مناطق نفوذ كذا"."""
    word, start = tokens.keys[i + 1], i + 1
    if word[0] == "و" and word not in place_nouns():
        return None  # "مناطق ومواقع لكذا"
    if not tokens.keys[i].endswith("منطقه") and word.startswith("ال"):
        return None  # "مناطق الجبال", "مناطق القتال"
    if not tokens.keys[i].endswith("منطقه") or word in OPENING:
        end = phrase_end(tokens, start, last, longest=5)
        return PlaceMention(
            i, end, trim(tokens, i, end) or word, VAGUE if _is_adjective(word) or word in OPENING else 3
        )
    if _is_adjective(word) and word not in _COMPOUND:
        return None  # "منطقة تجارية", but "منطقة جديدة كذا"
    following = tokens.keys[start + 1] if start + 1 < last else ""
    ends = following in SIDES or following in boundaries()
    whole = following.startswith("ال") and not ends and not demonym(following)
    two = (whole and not word.startswith("ال")) or (following and _compound(tokens, start, start + 1))
    end = start + 1 + bool(two)
    return PlaceMention(start, end, tokens.surface(start, end - 1), 2)


def _one_area(tokens: Tokens, i: int, last: int) -> bool:
    """Whether one area is named that no list has: not several ("ولايات البلاد"), none whose name has its noun in it."""
    several = bare(tokens.keys[i]).endswith(("ات", "تي", "تين")) or bare(tokens.keys[i]) in _AREAS
    return not several and _in_gazetteer(tokens, i, last) is None


def _is_name(keys: list[str], i: int, cls: str) -> bool:
    """Whether what stands behind the place noun at token ``i`` can be a name that no list has."""
    word = keys[i + 1]
    if is_abstract(f"{_bare_noun(keys[i])} {word}") or word.endswith(("ها", "هم", "هن")):
        return False  # "وادٍ يحملها": a verb
    if is_description(word) or (_bare_noun(keys[i]) == "حي" and word.endswith("ي") and not word.startswith("ال")):
        return False  # "قرية نائية", "حي شعبي"
    if demonym(word) is not None and not word.startswith("ال"):
        return False  # "21 محافظة إيرانية"
    if cls in {"settlements", "landmark"} and not word.startswith("ال") and word not in _COMPOUND:
        return False  # "أحياء واقعة": an adjective
    other = word in boundaries() or word in bodies() or word in SIDES or is_place(keys, i + 1)
    to = word.startswith("ل") and not word.startswith("لا")
    long = len(word) > 2 or word in _COMPOUND  # "تل كذا"
    return word in OPENING or (word[0].isalpha() and long and not (other or to))


def _is_adjective(word: str) -> bool:
    """Whether a word behind a feminine noun has the form of an adjective: a nisba, a participle or فعيلة."""
    return (
        word == "عده"
        or word.endswith("يه")
        or (word.endswith("ه") and (word[0] == "م" or word[1:2] == "ا" or word[2:3] == "ي"))
    )


def _bare_noun(word: str) -> str:
    return next((word[len(p) :] for p in _PREPOSITIONS if word.startswith(p) and word[len(p) :] in place_nouns()), word)


def _located(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    """A name that no list has: an indefinite word behind في with a definite adjective of place ("في كذا التابعة لكذا");
    before a direction it may be any noun ("في شجار شمال كذا").
    """
    keys = tokens.keys
    if i == 0 or keys[i - 1] != "في" or i + 1 >= last or not keys[i][0].isalpha() or len(keys[i]) < 3:
        return None
    if keys[i + 1] not in LYING or keys[i] in boundaries() or keys[i] in place_nouns() or noun(keys[i]):
        return None
    return PlaceMention(i, i + 1, tokens.surface(i, i), 1)


def _compound(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the word at ``end`` belongs to the name that starts at ``start``: دير الزور, بيت جن, مزار شريف."""
    word, following = tokens.keys[start].removeprefix("و"), tokens.keys[end]
    if not following[0].isalpha() or following in boundaries() or following in SIDES or following in place_nouns():
        return False
    return word in _COMPOUND and not following.startswith(("و", "ب"))


@remembered
def _stems(word: str) -> tuple[tuple[str, str], ...]:
    """The clitics that can be taken off a word so that what is left begins the name of a place, with what is left."""
    out = []
    for clitics in ("", *_PREPOSITIONS) if word[0] in "بلوف" else ("",):
        if clitics and not (word.startswith(clitics) and len(word) > len(clitics) + 2):
            continue
        if clitics == "ف" and not word.startswith("فال"):
            continue  # فرقه, his teams, is no Raqqa
        stem = word[len(clitics) :]
        if clitics == "ل" and word.startswith("لل") and not begins_place(stem):  # but "لليبيا"
            stem = "ا" + word[1:]
        if begins_place(stem):
            out.append((clitics, stem))
    return tuple(out)


def _in_gazetteer(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    word = tokens.keys[i]
    if word in month_openers() and ((word,) in months() or tuple(tokens.keys[i : i + 2]) in months()):
        return None  # تشرين الأول is a month
    if tokens.text[tokens.ends[i] - 1] in "ًا" and "ً" in tokens.surface(i, i):
        return None  # سورياً is a nationality
    for clitics, stem in _stems(word):
        keys = [stem, *tokens.keys[i + 1 : min(last, i + 4)]]
        if found := match_place(keys, 0):
            place, size = found
            if place.kind == "country" and stem.endswith("يه") and stem[:2] == tokens.keys[i - 1][:2] == "ال":
                return None  # an adjective: "المدن السعودية"
            if i and tokens.keys[i - 1] in _KIN:
                return None  # the name of a person: "نور أبو ريدة"
            item = tokens.keys[i - 1] in _ITEM or (word[0] == "و" and tokens.keys[i - 1][0] in DIGITS)
            label = i + size < last and item and tokens.keys[i + size][0] in DIGITS
            if place.common_noun and (word in boundaries() or not (label or _cued(tokens, i, clitics))):
                return None  # وأن, and that, is no Van
            name = tokens.surface(i, i + size - 1)[letters_size(tokens.surface(i, i), len(clitics)) :]
            if clitics == "ل" and stem.startswith("ال") and word.startswith("لل"):
                name = "ال" + name[1:]
            rank = {"town": 2, "governorate": 3, "region": 4 if place.code else VAGUE, "country": 5}[place.kind]
            return PlaceMention(
                i, i + size, name, rank, place.code, place.kind == "region" or _cued(tokens, i, clitics)
            )
    return None


def _cued(tokens: Tokens, i: int, clitics: str) -> bool:
    """Whether a preposition or a place noun says that the name is a place here, not part of another name."""
    before = tokens.keys[i - 1] if i else ""
    if before in BULLETS and ":" in tokens.keys[i + 1 : i + 4]:
        return True  # "- صور: 5 جرحى"
    if i > 1 and before.startswith("ال") and demonym(before) and bare(tokens.keys[i - 2]) in place_nouns():
        return True  # "العاصمة الكذائية كذا"
    return (
        "ب" in clitics or before in _IN or before in place_nouns() or bare(before) in place_nouns() or before in SIDES
    )


@remembered
def needed(word: str) -> frozenset[str] | None:
    """The words of which one must stand behind a word of the trait "place" that names none alone; None where it can."""
    seconds = [second_words(stem) for _, stem in _stems(word)]
    if word in place_nouns() or word.endswith("المنطقه") or None in seconds:
        return None
    return LYING.union(*filter(None, seconds))


@trait("place")
def may_name(word: str) -> bool:
    """Whether a place can be named at the word, or before it: a cheap look before the closer ones."""
    return word in place_nouns() or word.endswith("المنطقه") or word in LYING or bool(_stems(word))


def names_of(tokens: Tokens) -> dict[str, int]:
    """Names that no list has, behind a place noun somewhere in a text: first word -> number of words."""
    out: dict[str, int] = {}
    for i in tokens.where("settlement", 0, len(tokens) - 1):
        found = _behind_noun(tokens, i, len(tokens))
        if found and found.code is None:
            keys = [word for word in tokens.keys[found.first : found.last] if word[0].isalnum()] or [""]
            other = next((k for k in range(1, len(keys)) if keys[k][0] == "و"), len(keys))
            out[keys[0]] = other
            if other < len(keys):
                out[keys[other][1:]] = len(keys) - other
    return out


@trait("settlement")
def _is_settlement(word: str) -> bool:
    return word in place_nouns() and place_nouns()[word][0] == "settlement"
