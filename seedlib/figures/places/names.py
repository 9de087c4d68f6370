"""Names of places: in the gazetteer, or behind a place noun."""

from seedlib.arabic import bare
from seedlib.figures.places.references import FORMS
from seedlib.figures.places.wide import is_wide, wide
from seedlib.language.gazetteer import demonym, is_abstract, is_description, match_place, second_words
from seedlib.language.nouns import noun
from seedlib.language.number_atoms import begins_number
from seedlib.language.phrases import CLOSING, OPENING, boundaries, phrase_end, trim
from seedlib.language.place_words import (
    COMPOUND,
    SIDES,
    STANDS_IN,
    VAGUE,
    PlaceMention,
    bare_noun,
    bodies,
    compound,
    in_gazetteer,
    in_place,
    is_adjective,
    is_place,
    place_noun,
    place_nouns,
    stems,
)
from seedlib.language.tokens import Tokens
from seedlib.language.traits import trait
from seedlib.lexicon import word_class
from seedlib.memo import remembered

_COUNTIES = frozenset(b + c for b in ("", "ب") for c in "مركز مديريه مقاطعه بلديه جماعه دائره".split())
_QUOTES = "\"«»“”'"
_DUALS = ("تي", "اقليمي", "حيي", "ريفي", "مخيمي", "معبري")  # endings of place nouns in the dual that a name follows
_AREAS = frozenset({"اقاليم", "ارياف"})
_KIN = frozenset({"ابو", "ام", "ابي"})
_FIRST_LEVEL = frozenset({"محافظه", "ولايه"})  # what is below a country and can have its name
_FOREMOST = frozenset("اكبر اكثر كبري اهم ابرز اول ثاني ثالث رابع كل اي".split())
_UNNAMED = word_class("unnamed")  # behind في, with where it is: "في مطعم شمال كذا"
LYING = frozenset("التابع التابعه التابعين التابعتين الواقعه الواقعين الواقعتين".split())


def place_at(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    """The place named at token ``i``, with or without a place noun before its name."""
    word, found = tokens.keys[i], None
    if word in place_nouns() or word.endswith("المنطقه"):
        found = _behind_noun(tokens, i, last)
    if found is None and stems(word):
        found = in_gazetteer(tokens, i, last)
    if found is None and word in _COUNTIES:
        found = _county(tokens, i, last)
    return found or (wide(tokens, i, last) if is_wide(word) else None) or _located(tokens, i, last)


def _county(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    """A county that no list has, by what it lies in, "بمركز كذا في محافظة كذا", or by a name without the article, "في
    مديرية كذا", but not "في مديرية الصحة", "في مديرية أمن كذا".
    """
    keys, end = tokens.keys, i + 2
    there = keys[i][0] == "ب" or keys[i - 1] in {"في", "من", "قري"}
    if end + 1 >= last or not there or not keys[i + 1][0].isalpha():
        return None
    end += compound(tokens, i + 1, end)
    inside = _says_where(keys, end, last)
    if not inside and (place_noun(keys[i]) != "district" or is_place(keys, end)):
        return None
    if not inside and any(word.startswith("ال") for word in keys[i + 1 : end + 1]):
        return None
    return PlaceMention(i + 1, end, tokens.surface(i + 1, end - 1), 2)


def _behind_noun(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    """ "بلدة ترمانين", "قرية كفر نوران", "محور الفوج 46", "مناطق نفوذ "الإدارة""."""
    keys, head, start = tokens.keys, place_nouns().get(tokens.keys[i]), i + 1
    if keys[i].endswith("المنطقه") and start < last and (keys[start] in SIDES or keys[start] == "الوسطي"):
        return PlaceMention(i, i + 2, tokens.surface(i, start), 3)
    if head is None or head[0] == "direction" or start >= last:
        return None
    if keys[i] == "وادي" and "أ" in tokens.surface(i, i):
        return None  # وأدّى, and led to, has the key of وادي, a valley
    if keys[i] == "محليه" and not _is_locality(keys, i):
        return None  # an adjective: "مصادر محلية"
    if keys[i - 1].removeprefix("و") in {"هي", "هو"}:
        return None  # "وهي منطقة تعرف بكذا"
    cls = head[0]
    if two := _two(tokens, i, last):
        return two
    if known := match_place(keys, start):
        rank = (
            2
            if cls in {"settlement", "site", "district"} or (cls in {"zone", "settlements"} and known[0].kind == "town")
            else 3
        )
        code = _of_area(keys, i) if known[0].kind == "country" and bare_noun(keys[i]) in _FIRST_LEVEL else known[0].code
        return PlaceMention(start, known[1], tokens.surface(start, known[1] - 1), rank, code)
    if keys[start] == "(" and cls != "area":
        return _in_brackets(tokens, start, last)
    if tokens.surface(start, start).endswith("ه") and not keys[start].startswith("ال"):
        return None  # "مستشفى تديره", "حي قصفه": a verb
    if cls == "district" or not _is_name(keys, i, cls) or (cls == "area" and not _one_area(tokens, i, last)):
        return None
    if cls == "zone":
        return _of_zone(tokens, i, last)
    return _unlisted(tokens, i, cls, last)


def _of_area(keys: list[str], i: int) -> str | None:
    """The code of a governorate that has the name of a country: "ولاية الجزائر", but none of "ولاية جورجيا"."""
    found = match_place([bare_noun(keys[i]), *keys[i + 1 : i + 4]], 0)
    return found[0].code if found and found[0].kind == "governorate" else None


def _is_locality(keys: list[str], i: int) -> bool:
    """Whether محلية at token ``i`` is the noun: "في محلية كذا", "تلتها محلية أم كذا"."""
    stands = keys[i - 1] in STANDS_IN or keys[i - 1] in word_class("auxiliary")
    return stands or keys[i + 1] in COMPOUND or match_place(keys, i + 1) is not None


def _unlisted(tokens: Tokens, i: int, cls: str, last: int) -> PlaceMention | None:
    """A name that no list has behind the place noun at token ``i``, of class ``cls``."""
    keys, start = tokens.keys, i + 1
    quoted = keys[start] in OPENING
    near = range(start + 2, min(last, start + 6))
    end = next((k + 1 for k in near if quoted and keys[k] in CLOSING), start + 1)
    numbered = end < last and keys[end].isdecimal() and keys[i].endswith("محور")
    if not quoted and end + 1 < last and keys[end] in _KIN:
        end += 2  # "قرية زرقة أم كذا"
    elif not quoted and end < last and (compound(tokens, start, end) or numbered or _construct(keys, start)):
        end += 1
    first = i if cls in {"site", "landmark"} else start  # the noun is part of the name: مخيم الأرامل, محور الفوج 46
    name = trim(tokens, first, end)
    clitics = len(keys[i]) - len(bare_noun(keys[i])) if first == i else 0
    if name and name[0] in _QUOTES:
        name = name.strip(_QUOTES)
    return PlaceMention(first, end, name[clitics:], place_nouns()[keys[i]][1]) if name else None


def _construct(keys: list[str], start: int) -> bool:
    """Whether a definite noun belongs to the name before it: "حجر النور", but not "كذا القريبة", "كذا الساحلية"."""
    word, following = keys[start], keys[start + 1]
    described = following.endswith(("ي", "يه", "ين", "ون")) or following in SIDES or following[2:] in _FOREMOST
    described = described or following in LYING or is_description(following[2:]) or demonym(following) is not None
    return following.startswith("ال") and not (word.startswith("ال") or described or following in boundaries())


def _two(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    """ "منطقتي كذا وكذا": behind a dual that has lost its ن stand two names and no adjective."""
    keys, start = tokens.keys, i + 1
    if not keys[i].endswith(_DUALS) or not keys[start][0].isalpha():
        return None
    near = range(start + 1, min(last, start + 4))
    joined = next((k for k in near if keys[k][0] == "و" and keys[k] not in boundaries()), None)
    named = keys[start:joined]
    if joined is None or not all(word[0].isalpha() for word in named[: len(named) - (named[-1] == "،")]):
        return None
    one, other = match_place(keys, start), match_place([keys[joined][1:], *keys[joined + 1 : joined + 4]], 0)
    end = joined + other[1] if other else joined + 1 + (joined + 1 < last and compound(tokens, joined, joined + 1))
    code = one[0].code if one and other and one[0].code == other[0].code else None
    rank = max(place_nouns()[keys[i]][1], 2 if one else 1)
    return PlaceMention(start, end, tokens.surface(start, end - 1), rank, code)


def _in_brackets(tokens: Tokens, start: int, last: int) -> PlaceMention | None:
    """ "بلدة (كذا)": a name in brackets right behind its noun."""
    end = next((k for k in range(start + 2, min(last, start + 6)) if tokens.keys[k] == ")"), start)
    inside = tokens.keys[start + 1 : end]
    if not inside or inside[-1] in place_nouns() or not all(word[0].isalpha() for word in inside):
        return None
    known = match_place(tokens.keys, start + 1)
    code = known[0].code if known and known[1] == end else None
    return PlaceMention(start + 1, end, tokens.surface(start + 1, end - 1), 2, code)


def _of_zone(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    """ "منطقة حمة المصارية", "مناطق نفوذ كذا"."""
    word, start = tokens.keys[i + 1], i + 1
    if not tokens.keys[i].endswith("منطقه") and word.startswith("ال"):
        return None  # "مناطق الجبال", "مناطق القتال"
    if not tokens.keys[i].endswith("منطقه") or word in OPENING:
        end = phrase_end(tokens, start, last, longest=5)
        inside = tokens.keys[start + 1 : end - 1]
        if word in OPENING and 0 < len(inside) < 3 and tokens.keys[i].endswith("منطقه") and "-" not in inside:
            return PlaceMention(start + 1, end, tokens.surface(start + 1, end - 2), 2)  # "منطقة "كذا""
        if is_adjective(word) or word in word_class("incident"):
            return None  # "مناطق متفرقة غرب كذا", "مناطق نزاع"
        return PlaceMention(i, end, trim(tokens, i, end) or word, VAGUE if word in OPENING else 3)
    if word.endswith("يه") and not word.startswith("ال"):
        return None  # "منطقة تجارية", but "منطقة جديدة كذا", "منطقة الحميدية"
    two = start + 1 < last and (_construct(tokens.keys, start) or compound(tokens, start, start + 1))
    end = start + 1 + bool(two)
    return PlaceMention(start, end, tokens.surface(start, end - 1), 2)


def _one_area(tokens: Tokens, i: int, last: int) -> bool:
    """Whether one area is named that no list has: not several ("ولايات البلاد"), none whose name has its noun in it."""
    several = bare(tokens.keys[i]).endswith(("ات", "تي", "تين")) or bare(tokens.keys[i]) in _AREAS
    return not several and in_gazetteer(tokens, i, last) is None


def _is_name(keys: list[str], i: int, cls: str) -> bool:
    """Whether what stands behind the place noun at token ``i`` can be a name that no list has."""
    word = keys[i + 1]
    if is_abstract(f"{bare_noun(keys[i])} {word}") or word.endswith(("ها", "هم", "هن")):
        return False  # "وادٍ يحملها": a verb
    if begins_number(keys[i - 1]) or (word.startswith("بال") and len(word) > 5):
        return False  # "185 مدينة موزعة على كذا", "تأثرت القرية بالفيضانات"
    if word not in COMPOUND and in_place(keys, i + 1):
        return False  # "مسجد بحلب"
    described = is_description(word) and not (word in COMPOUND and keys[i + 2 : i + 3] and keys[i + 2].startswith("ال"))
    joined = word[0] == "و" and (word[1:] in place_nouns().keys() | COMPOUND or noun(word[1:]) is not None)
    if described or joined or word in word_class("no_name"):
        return False  # "قرية نائية", "حي رقم 15", "مناطق تقع شرق كذا"
    if demonym(word) is not None and not word.startswith("ال"):
        return False  # "21 محافظة إيرانية"
    if cls == "site" and bare_noun(keys[i]).endswith("ه") and is_adjective(word):
        return False  # "مقبرة جماعية"
    if cls in {"settlements", "landmark"} and not word.startswith("ال") and word not in COMPOUND:
        return False  # "أحياء واقعة": an adjective
    other = (
        (word in boundaries() and word not in COMPOUND) or word in bodies() or word in SIDES or is_place(keys, i + 1)
    )
    to = word.startswith("ل") and not word.startswith("لا")
    to = to or keys[i - 1] in _FOREMOST or word.endswith("البلاد")  # "أكبر مدينة بالعالم", "مدن البلاد"
    long = len(word) > 2 or word in COMPOUND  # "تل كذا"
    return word in OPENING or (word[0].isalpha() and long and not (other or to))


def _located(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    """A name that no list has: a word behind في or قرب with where it lies behind it ("في كذا التابعة
    لكذا", "قرب كذا بمحافظة كذا", "في كذا شمال البلاد").
    """
    keys = tokens.keys
    if i == 0 or not is_there(keys, i - 1) or i + 1 >= last or not keys[i][0].isalpha() or len(keys[i]) < 3:
        return None
    if keys[i] in boundaries() or keys[i] in place_nouns() or noun(keys[i]):
        return None
    far = keys[i + 1] == "اقصي"  # "في كذا أقصى شمال كذا"
    inside, name = _says_where(keys, i + 1 + far, last), tokens.surface(i, i)
    inside = inside and not (keys[i].startswith("ال") or name.endswith(("ه", "ها", "هم")) or keys[i] in _UNNAMED)
    return PlaceMention(i, i + 1, name, 1) if inside or keys[i + 1] in LYING else None


def is_there(keys: list[str], i: int) -> bool:
    """Whether the word at token ``i`` says of what follows it that something happened there: في, قرب, "بالقرب من"."""
    return keys[i] in {"في", "قرب"} or (keys[i] == "من" and keys[i - 1] == "بالقرب")


def _says_where(keys: list[str], at: int, last: int) -> bool:
    """Whether the words at token ``at`` say where what stands before them lies: "بمحافظة كذا", "في محافظة كذا", "شمال
    كذا".
    """
    i = at + (keys[at] == "في")
    within = place_noun(keys[i]) if i < last else None
    if within == "direction":
        return is_place(keys, i + 1) or keys[i + 1 : i + 2] == ["البلاد"]
    known = within in {"area", "district"} or (within == "zone" and match_place(keys, i + 1) is not None)
    return known and (i > at or keys[i][0] == "ب")


@remembered
def needed(word: str) -> frozenset[str] | None:
    """The words of which one must stand behind a word of the trait "place" that names none alone; None where it can."""
    seconds = [second_words(stem) for _, stem in stems(word)]
    if _may_be_first(word) or None in seconds:
        return None
    return LYING.union(*filter(None, seconds))


@trait("place")
def may_name(word: str) -> bool:
    """Whether a place can be named at the word, or before it: a cheap look before the closer ones."""
    return word in LYING or _may_be_first(word) or bool(stems(word))


def _may_be_first(word: str) -> bool:
    """Whether a word can begin what tells of a place, though it is no name."""
    return word in place_nouns() or word in FORMS or word in _COUNTIES or word.endswith("المنطقه") or is_wide(word)


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
