"""The words that names of places are told by, and the names that the gazetteer has."""

from functools import cache
from typing import NamedTuple

from seedlib.arabic import bare, key, letters_size
from seedlib.language.gazetteer import begins_place, demonym, match_place, place_size, second_words
from seedlib.language.nouns import noun
from seedlib.language.number_atoms import begins_number
from seedlib.language.number_labels import month_openers, months
from seedlib.language.phrases import BULLETS, boundaries
from seedlib.language.tokens import Tokens
from seedlib.lexicon import rows, word_class
from seedlib.memo import remembered

_PREPOSITIONS = ("ب", "ل", "و", "وب", "ول", "ف")
STANDS_IN = frozenset("في علي قرب قباله داخل خارج وخارج وسط بين الي وفي ففي ضمن باتجاه حول عند من".split())
_KIN = frozenset({"ابو", "ابي", "ام", "بن", "ابن", "بنت", "عبد"})
# First words of compound place names, so that the second word belongs to the name.
COMPOUND = word_class("compound") | {"ال"}
_NEVER_ALONE = frozenset("بيت تل خربه دير عين كفر معره".split())
_LINES = BULLETS | {"", "\n"}  # before the first word of a line
COUNTRY = 5  # rank of a country
VAGUE = 6  # rank of "مناطق متفرقة" and of continents: any other name in the same sentence says more
SIDES = word_class("side")
WHENCE, WHITHER = "whence", "whither"


class PlaceMention(NamedTuple):
    """A named place: its tokens, bare name, rank (1 settlement or site, 2 town, 3 governorate or zone, 4 region, 5
    country, 6 what is larger or no name) and code where known; its role, where it is only whence or whither."""

    first: int
    last: int
    name: str
    rank: int
    code: str | None = None
    cued: bool = True
    role: str = ""  # WHENCE, WHITHER, or none where something happened there


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


def is_body(word: str) -> bool:
    """Whether a word is the head of an organisation, with or without clitics and article."""
    return word in bodies() or bare(word) in bodies()


def place_noun(word: str) -> str | None:
    """The class of a place noun (settlement, settlements, site, area, zone, direction), with or without clitics."""
    found = place_nouns().get(word)
    return found[0] if found else None


def is_place(keys: list[str], i: int) -> bool:
    """Whether a place noun or the name of a place stands at token ``i``."""
    return i < len(keys) and (keys[i] in place_nouns() or match_place(keys, i) is not None)


def in_place(keys: list[str], i: int) -> bool:
    """Whether a word says with ب in which place: "بالخليل", "بدير الزور"."""
    return keys[i][0] == "ب" and match_place([keys[i][1:], *keys[i + 1 : i + 3]], 0) is not None


def is_adjective(word: str) -> bool:
    """Whether a word behind a feminine noun has the form of an adjective: a nisba, a participle or فعيلة."""
    return (
        word == "عده"
        or word.endswith("يه")
        or (word.endswith("ه") and (word[0] == "م" or word[1:2] == "ا" or word[2:3] == "ي"))
    )


def bare_noun(word: str) -> str:
    return next((word[len(p) :] for p in _PREPOSITIONS if word.startswith(p) and word[len(p) :] in place_nouns()), word)


def compound(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the word at ``end`` belongs to the name that starts at ``start``: دير الزور, بيت جن, مزار شريف."""
    word, following = tokens.keys[start].removeprefix("و"), tokens.keys[end]
    if not following[0].isalpha() or following in boundaries() or following in SIDES or following in place_nouns():
        return False
    if following == "اباد":
        return True  # "أحمد آباد"
    with_b = following[0] == "ب"
    if with_b and word in _NEVER_ALONE:
        return not following.startswith("بال") and not is_place([following[1:]], 0)  # "دير بلوط", not "دير بحلب"
    return word in COMPOUND and not with_b and following[0] != "و"


@remembered
def stems(word: str) -> tuple[tuple[str, str], ...]:
    """The clitics that can be taken off a word so that what is left begins the name of a place, with what is left."""
    out = []
    for clitics in ("", *_PREPOSITIONS) if word[0] in "بلوف" else ("",):
        stem = word[len(clitics) :]
        if clitics and not (word.startswith(clitics) and (len(stem) > 2 or second_words(stem))):
            continue  # "وذي قار", but ولي is no place
        if clitics == "ف" and not word.startswith("فال"):
            continue  # فرقه, his teams, is no Raqqa
        if clitics == "ل" and word.startswith("لل") and not begins_place(stem):  # but "لليبيا"
            stem = "ا" + word[1:]
        if begins_place(stem):
            out.append((clitics, stem))
    return tuple(out)


def in_gazetteer(tokens: Tokens, i: int, last: int) -> PlaceMention | None:
    word = tokens.keys[i]
    if word in month_openers() and ((word,) in months() or tuple(tokens.keys[i : i + 2]) in months()):
        return None  # تشرين الأول is a month
    if tokens.text[tokens.ends[i] - 1] in "ًا" and "ً" in tokens.surface(i, i):
        return None  # سورياً is a nationality
    of_nation = word.endswith("يا") and i > 0 and tokens.keys[i - 1].endswith("ا") and noun(tokens.keys[i - 1])
    for clitics, stem in stems(word):
        if of_nation and not clitics:
            return None  # and so is what stands behind "جنديا", but not "31 عاملا بألبانيا"
        keys = [stem, *tokens.keys[i + 1 : min(last, i + 4)]]
        if found := match_place(keys, 0):
            place, size = found
            if place.kind == "country" and stem.endswith("يه") and stem[:2] == tokens.keys[i - 1][:2] == "ال":
                return None  # an adjective: "المدن السعودية"
            if i and tokens.keys[i - 1] in _KIN:
                return None  # the name of a person: "نور أبو ريدة"
            if place.common_noun and (word in boundaries() or not _is_cued(tokens, i, clitics)):
                return None  # وأن, and that, is no Van
            if place.common_noun and place.name.endswith("ة") and tokens.surface(i, i + size - 1).endswith("ه"):
                return None  # "في حديثه" is no Haditha
            name = tokens.surface(i, i + size - 1)[letters_size(tokens.surface(i, i), len(clitics)) :]
            if clitics == "ل" and stem.startswith("ال") and word.startswith("لل"):
                name = "ال" + name[1:]
            rank = {"town": 2, "governorate": 3, "region": 4 if place.code else VAGUE, "country": 5}[place.kind]
            return PlaceMention(
                i, i + size, name, rank, place.code, place.kind == "region" or cued_by(tokens, i, clitics)
            )
    return None


def _is_cued(tokens: Tokens, i: int, clitics: str) -> bool:
    if cued_by(tokens, i, clitics):
        return True
    keys = tokens.keys
    item = keys[i - 1] == "،" and any(map(begins_number, keys[i + 1 : i + 3]))
    return keys[i][0] == "و" and (item or place_size(keys, i) > 0)  # "كذا 30، والبيضاء (12)", "كذا ومالي"


def cued_by(tokens: Tokens, i: int, clitics: str) -> bool:
    """Whether a preposition or a place noun says that the name is a place here, not part of another name."""
    before = tokens.keys[i - 1] if i else ""
    if before in _LINES and ":" in (line := tokens.keys[i + 1 : i + 4]):
        number = i + 2 + line.index(":")
        if before in BULLETS or any(map(begins_number, tokens.keys[number : number + 1])):
            return True  # "- صور: قصف", "صور: 5 جرحى"
    if i > 1 and before.startswith("ال") and demonym(before) and bare(tokens.keys[i - 2]) in place_nouns():
        return True  # "العاصمة الكذائية كذا"
    if before == "الي" and tokens.keys[i - 2 : i - 1] in (["اضافه"], ["بالاضافه"]):
        return False  # "إضافة إلى صور"
    if before.removeprefix("و") == "سجلت" and not tokens.keys[i].startswith("ال"):
        return True  # "سجلت صور 5 إصابات"
    return "ب" in clitics or before in STANDS_IN or before in place_nouns() or bare(before) in place_nouns()
