"""Places, nationalities and groups: names to ISO codes and English labels, from data files beside this module.

Countries and first-level subdivisions are CLDR's (``lexicon/make_gazetteer.py`` makes them again); aliases, demonyms,
towns, regions and groups are hand-made. Everything is looked up by :func:`seedlib.arabic.key`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from seedlib.arabic import key
from seedlib.lexicon import rows

LONGEST = 4  # words in the longest name that is looked for
_SPLIT = re.compile(r"\w+")
_ENDINGS = ("", "ا", "ه", "ون", "ين", "ان", "ات", "تان", "تين")


@dataclass(slots=True, frozen=True)
class Place:
    """A place: Arabic and English name, ISO 3166-1 alpha-3 (countries, regions) or 3166-2 code (governorates; of its
    governorate for a town), kind, and whether its name is also an ordinary word, to be read only behind a cue.
    """

    name: str
    name_en: str
    code: str | None
    kind: str
    common_noun: bool = False


@dataclass(slots=True, frozen=True)
class Group:
    """A group of people: English label, dimension (sex_age, status, affiliation), class as in the schema."""

    name_en: str
    type: str
    counted_class: str | None


def keys_of(text: str) -> list[str]:
    """The lookup keys of the words of a text."""
    return [key(word) for word in _SPLIT.findall(text)]


@cache
def _places() -> dict[str, Place]:
    """Every name by its keys joined by a space; a country wins over a governorate, that over a town of the same name."""
    out: dict[str, Place] = {}

    def add(place: Place) -> None:
        joined = " ".join(keys_of(place.name))
        out.setdefault(joined, place)
        if joined.startswith("ال") and place.kind == "country":
            out.setdefault(joined[2:], place) if len(joined) > 6 else None

    english = {row["alpha3"]: row["name_en"] for row in rows("countries")}
    for row in rows("countries"):
        add(Place(row["name"], row["name_en"], row["alpha3"], "country"))
    for row in rows("country_aliases"):
        add(Place(row["name"], english[row["alpha3"]], row["alpha3"], "country"))
    subdivisions = {row["code"]: row["name_en"] for row in rows("subdivisions")}
    words = {key(word) for word in _ORDINARY.split()}
    for row in rows("subdivisions"):
        common = " ".join(keys_of(row["name"])) in words
        add(Place(row["name"], row["name_en"], row["code"], "governorate", common))
    for row in rows("subdivision_aliases"):
        add(Place(row["name"], subdivisions.get(row["code"], ""), row["code"], "governorate"))
    for row in rows("towns"):
        add(Place(row["name"], row["name_en"], row["code"], "town", row["common_noun"] == "yes"))
    for row in rows("regions"):
        add(Place(row["name"], row["name_en"], row["alpha3"] or None, "region"))
    return out


# Subdivisions whose bare name is an ordinary word or a direction.
_ORDINARY = (
    "الشمال الجنوب الشرقية الغربية الشمالية الوسطى المركز الوسط الجزيرة المدينة المهرة المرقب المرج الواحات الجوف البيضاء "
    "حجة إب عمران قنا باب ميدان الساحل القادسية بابل واسط المثنى البحيرة الجنوبية الداخلية الظاهرة العاصمة الفروانية وردك غور "
    "البليدة المدية الشلف سعيدة الوادي ورقلة النعامة باتنة بجاية جيجل مستغانم معسكر الطارف سكيكدة تيارت ميلة القصرين الكاف"
)


def match_place(keys: Sequence[str], i: int) -> tuple[Place, int] | None:
    """The longest place name at position ``i`` of a list of keys: the place and one past its last position."""
    table = _places()
    for size in range(min(LONGEST, len(keys) - i), 0, -1):
        if found := table.get(" ".join(keys[i : i + size])):
            return found, i + size
    return None


def place(text: str) -> Place | None:
    """The place of that name.

    >>> place("دير الزور").code, place("سوريا").code
    ('SY-DY', 'SYR')
    """
    return _places().get(" ".join(keys_of(text)))


@cache
def _demonyms() -> dict[str, str]:
    out: dict[str, str] = {}
    for row in rows("demonyms"):
        form = " ".join(keys_of(row["form"]))
        out.setdefault(form, row["alpha3"])
        if form.endswith("ي"):
            for ending in _ENDINGS:
                out.setdefault(form + ending, row["alpha3"])
    return out


def demonym(word: str) -> str | None:
    """ISO alpha-3 code of a nationality in any inflection, with or without article and clitics و ف ب ل; None otherwise.

    >>> demonym("وباكستانيون"), demonym("الإيرانية"), demonym("أفغان")
    ('PAK', 'IRN', 'AFG')
    """
    table, word = _demonyms(), key(word)
    for prefix in ("", "ال", "و", "وال", "لل", "بال", "ب", "ل", "ف"):
        if word.startswith(prefix) and (found := table.get(word[len(prefix) :])):
            return found
    return None


@cache
def _groups() -> dict[str, Group]:
    return {
        " ".join(keys_of(row["form"])): Group(row["name_en"], row["type"], row["counted_class"] or None)
        for row in rows("groups")
    }


def group(text: str) -> Group | None:
    """The group that a noun or phrase names, with or without article.

    >>> group("الأطفال").name_en
    'children'
    """
    joined = " ".join(keys_of(text))
    return _groups().get(joined) or _groups().get(joined.removeprefix("ال"))


def codes_of(text: str) -> list[str]:
    """The ISO codes of the places and nationalities in a phrase, in order, each once.

    >>> codes_of("إيرانيون وباكستانيون وعراقيون ولبنانيون")
    ['IRN', 'PAK', 'IRQ', 'LBN']
    """
    keys, out, i = keys_of(text), [], 0
    while i < len(keys):
        found = match_place(keys, i) or _after_and(keys, i)
        code = found[0].code if found else demonym(keys[i])
        if code and code not in out:
            out.append(code)
        i = found[1] if found else i + 1
    return out


def _after_and(keys: list[str], i: int) -> tuple[Place, int] | None:
    """A place behind a fused و: "حلب وإدلب"."""
    if not keys[i].startswith("و"):
        return None
    found = match_place([keys[i][1:], *keys[i + 1 :]], 0)
    return (found[0], i + found[1]) if found else None


@cache
def _nationalities() -> dict[str, str]:
    return {row["alpha3"]: row["name_en"] for row in rows("countries")}


def label_en(text: str) -> str | None:
    """English label of a place, group or list of nationalities; None where a part of it is not known.

    >>> label_en("حلب"), label_en("إيرانيون وعراقيون")
    ('Aleppo', 'Iran, Iraq')
    """
    if (found := place(text)) or (found := group(text)):  # type: ignore[assignment]
        return found.name_en
    words = keys_of(text)
    codes = [demonym(word) for word in words]
    if words and all(codes):
        return ", ".join(_nationalities()[code] for code in codes if code)
    return None
