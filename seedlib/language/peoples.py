"""Nationalities, peoples and groups of people by their Arabic names in any inflection.

Lookups take keys as :func:`seedlib.arabic.key` gives them, words joined by one space; the caller strips و ف ب ل ك.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from seedlib.arabic import WORD, key
from seedlib.lexicon import rows

# Endings of a nisba or a sound noun: feminine, accusative, plurals, duals, and the plural before a genitive.
_ENDINGS = ("", "ا", "ه", "ون", "ين", "ان", "ات", "تان", "تين", "و", "ي")


@dataclass(slots=True, frozen=True)
class Group:
    """A group of people: English label, dimension (sex_age, status, affiliation), class of people where one fits."""

    name_en: str
    type: str
    counted_class: str | None


def phrase_key(phrase: str) -> str:
    """The lookup key of a name: its words' keys joined by one space, signs left out.

    >>> phrase_key("الكونغو - كينشاسا")
    'الكونغو كينشاسا'
    """
    return " ".join(key(word) for word in re.findall(WORD, phrase))


def longest(names: Iterable[str]) -> dict[str, int]:
    """The most words of a name by its first word."""
    out: dict[str, int] = {}
    for name in names:
        first, *more = name.split(" ")
        out[first] = max(out.get(first, 0), len(more) + 1)
    return out


def nisba(name: str) -> str:
    """The adjective of a name of one word, by rule: article and ending -يا, -ا, -ة or -و off, -ي on.

    >>> nisba("سوريا"), nisba("العراق"), nisba("فرنسا"), nisba("مالي")
    ('سوري', 'عراقي', 'فرنسي', 'مالي')
    """
    stem = name.removeprefix("ال") if len(name) > 4 else name
    return re.sub("(?:يا|ا|ة|و|ي)$", "", stem) + "ي"


@cache
def demonyms() -> dict[str, tuple[str, str]]:
    """Country code ("" for a people without a country) and English adjective by key."""
    names = {row["iso3"]: row["name"] for row in rows("countries")}
    out: dict[str, tuple[str, str]] = {}
    for row in sorted(rows("demonyms"), key=lambda row: row["inflection"] != "plain"):
        form = phrase_key(row["form"] or nisba(names[row["iso3"]]))
        endings = _ENDINGS if row["inflection"] == "nisba" else ("", "ا")
        for ending in endings:
            for article in ("", "ال"):
                out.setdefault(article + form + ending, (row["iso3"], row["name_en"]))
    return out


def demonym(name: str) -> tuple[str, ...] | None:
    """Country codes of a demonym in any inflection; () for a people without a country; None where it is none.

    A demonym can be another word too (مالي "financial") and سورياً has the key of سوريا: it counts only beside a
    noun for people or a number.

    >>> demonym("الايرانيين"), demonym("اكراد"), demonym("كتاب")
    (('IRN',), (), None)
    """
    found = demonyms().get(name)
    return None if found is None else (found[0],) if found[0] else ()


@cache
def _groups() -> dict[str, Group]:
    out: dict[str, Group] = {}
    for row in sorted(rows("groups"), key=lambda row: row["inflection"] != "plain"):
        made = Group(row["name_en"], row["type"], row["counted_class"] or None)
        form = phrase_key(row["form"])
        for ending in _ENDINGS if row["inflection"] == "sound" else ("",):
            stem = form.removesuffix("ه") if ending in {"ه", "ات", "تان", "تين"} else form
            for article in ("",) if form.startswith("ال") else ("", "ال"):
                out.setdefault(article + stem + ending, made)
    for form, (code, label) in demonyms().items():
        if not code:
            out.setdefault(form, Group(label, "affiliation", None))
    return out


def group(name: str) -> Group | None:
    """The group of people of a key, or of a phrase as written, in any inflection.

    >>> group("الاطفال").type, group("نساء").counted_class
    ('sex_age', 'woman')
    """
    return _groups().get(name) or _groups().get(phrase_key(name))


@cache
def _lengths() -> dict[str, int]:
    return longest(_groups())


def match_group(keys: Sequence[str], i: int) -> tuple[Group, int] | None:
    """The longest name of a group, up to four words, that starts at ``keys[i]``, and one past its last word."""
    for size in range(min(_lengths().get(keys[i], 0), len(keys) - i), 0, -1):
        if found := group(" ".join(keys[i : i + size])):
            return found, i + size
    return None
