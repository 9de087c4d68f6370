"""What a phrase of places, nationalities and groups of people names: ISO codes and an English label."""

import re
from collections.abc import Iterator
from functools import cache

from seedlib.arabic import WORD, key
from seedlib.language.gazetteer import CLASS_WORDS, Place, match_place
from seedlib.language.peoples import Group, demonyms, match_group, phrase_key
from seedlib.lexicon import rows

_ALLIED = ("تابع", "موالي", "موالون", "مدعوم")


def _read(phrase: str) -> Iterator[tuple[Place | Group | tuple[str, str] | str, str]]:
    """What the words of a phrase name, from its start, each with the word before it."""
    words = re.findall(WORD, phrase)
    keys = [key(word) for word in words]
    i, before = 0, ""
    while i < len(keys):
        nationality = (
            demonyms().get(keys[i]) if words[i].endswith(("ً", "ًا")) else None
        )  # "سورياً", with the key of سوريا
        found, end = (nationality, i + 1) if nationality else _at(keys, i)
        yield found, before
        before = keys[end - 1]
        i = end


def _at(keys: list[str], i: int) -> tuple[Place | Group | tuple[str, str] | str, int]:
    word = keys[i]
    for clitic in ("", "و", "ب", "لل", "ل", "ف", "وب", "ولل", "ول"):
        if not word.startswith(clitic) or word == clitic:
            continue
        article = "ال" if clitic.endswith("لل") else ""
        rest = [article + word[len(clitic) :], *keys[i + 1 : i + 4]]
        found = _longest(match_place(rest, 0), match_group(rest, 0))
        if found:
            return found[0], i + found[1]
        if rest[0] in demonyms():
            return demonyms()[rest[0]], i + 1
    return word, i + 1


def _longest(
    place: tuple[Place, int] | None, group: tuple[Group, int] | None
) -> tuple[Place, int] | tuple[Group, int] | None:
    return group if group and (place is None or group[1] > place[1]) else place


def codes_of(phrase: str) -> list[str]:
    """ISO codes of the places and nationalities that a phrase names, in order, each once.

    >>> codes_of("إيرانيون وباكستانيون وعراقيون ولبنانيون")
    ['IRN', 'PAK', 'IRQ', 'LBN']
    """
    out: dict[str, None] = {}
    for found, before in _read(phrase):
        code: str | None = None
        if isinstance(found, Place):
            cued = not found.common_noun or before in _class_words() or phrase_key(phrase) == phrase_key(found.name)
            code = found.code if cued else None
        elif isinstance(found, tuple):
            code = found[0]
        if code:
            out[code] = None
    return list(out)


@cache
def _class_words() -> frozenset[str]:
    return frozenset(clitic + key(word) for word in CLASS_WORDS for clitic in ("", "و", "ب", "ول", "وب", "ل"))


@cache
def _directions() -> dict[str, str]:
    return {key(row["form"]): row["name_en"] for row in rows("directions")}


def allegiance(phrase: str) -> bool:
    """Whether a phrase says whose side a group is on, which is not where it comes from.

    >>> allegiance("المجموعات التابعة لإيران"), allegiance("فصائل مدعومة من تركيا"), allegiance("ريف حلب")
    (True, True, False)
    """
    return any(key(word).removeprefix("ال").startswith(_ALLIED) for word in phrase.split())


def label_en(phrase: str) -> str | None:
    """English label of a phrase of places, nationalities and groups, parted by commas; None where a word is unknown.

    >>> label_en("إيرانيون وعراقيون"), label_en("أطفال"), label_en("ريف حلب الغربي"), label_en("شمال شرقي دمشق")
    ('Iranian, Iraqi', 'children', 'western rural Aleppo', 'north-eastern Damascus')
    """
    labels: list[str] = []
    sides: list[str] = []
    for found, _ in _read(phrase):
        if not isinstance(found, str):
            label = found[1] if isinstance(found, tuple) else found.name_en
            labels.append(" ".join([*_sides(sides), label]))
            sides = []
        elif side := _directions().get(found) or _directions().get(found[1:]):
            if labels and found.startswith("ال"):
                labels[-1] = f"{side} {labels[-1]}"
            else:
                sides.append(side)
        elif found not in _class_words():
            return None
    return ", ".join(dict.fromkeys(labels)) or None


def _sides(sides: list[str]) -> list[str]:
    """Two directions make one: northern, western → north-western."""
    if len(sides) > 1 and sides[0].endswith("ern") and sides[1].endswith("ern"):
        return [f"{sides[0].removesuffix('ern')}-{sides[1]}", *sides[2:]]
    return sides
