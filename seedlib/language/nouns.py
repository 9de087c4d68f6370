"""Counted nouns: what kind of thing a noun counts, and which of its forms say "two" by themselves."""

import re
from dataclasses import dataclass
from functools import cache

from seedlib.arabic import key
from seedlib.language.peoples import demonyms
from seedlib.lexicon import rows, word_class
from seedlib.memo import remembered

PEOPLE = frozenset({"person", "body"})  # the categories of people, alive or dead
SEX_AGE = frozenset({"child", "woman", "man", "elderly"})  # the classes that say sex or age
_NAMELESS = PEOPLE | {"attack", "vehicle_or_weapon"}
# Persons whose construct dual in -ي is an adjective, or "my": شخصي، عنصري، رئيسي
_ADJECTIVES = word_class("person_with_adjective")
_FATHA = "\u064e"


@dataclass(slots=True, frozen=True)
class Noun:
    """A noun form: its row in ``lexicon/counted.csv`` and its grammatical number (singular, dual, plural)."""

    lemma: str
    category: str
    counted_class: str | None
    outcome: str | None
    number: str


def dual_forms(singular: str) -> tuple[str, ...]:
    """Nominative, oblique and construct dual of a folded singular: ة opens to ت, otherwise the ending is added.

    >>> dual_forms("غاره")
    ('غارتان', 'غارتين', 'غارتا', 'غارتي')
    """
    if singular.endswith("ه"):
        stem = singular[:-1] + "ت"
        return stem + "ان", stem + "ين", stem + "ا", stem + "ي"
    return singular + "ان", singular + "ين"


@cache
def nouns() -> dict[str, Noun]:
    """Every form in the lexicon by lookup key, without clitics or article."""
    out: dict[str, Noun] = {}
    entries = []
    for row in rows("counted"):
        lemma = key(row["singular"]) or key(row["plurals"].split()[0])
        fields = lemma, row["category"], row["class"] or None, row["outcome"] or None
        plurals = [key(form) for form in row["plurals"].split()]
        entries.append((row, fields, plurals))
        if row["singular"]:
            out.setdefault(lemma, Noun(*fields, "singular"))
            if not row["singular"].endswith("ة"):
                out.setdefault(lemma + "ا", Noun(*fields, "singular"))  # accusative: قتيلاً
        for form in plurals:
            out.setdefault(form, Noun(*fields, "plural"))
            if row["plural_type"] == "sound" and form.endswith(("ون", "ين")):
                out.setdefault(form[:-1], Noun(*fields, "plural"))  # construct: مقاتلو، مقاتلي
        # -ين of a sound plural is read as a plural, so it is entered before any dual
        if row["plural_type"] == "sound":
            out.setdefault(lemma + "ين", Noun(*fields, "plural"))
            out.setdefault(lemma + "ون", Noun(*fields, "plural"))
    for row, fields, _ in entries:
        if row["singular"]:
            broken = row["plural_type"] == "broken" and not row["plurals"].endswith(("ون", "ين"))
            construct = fields[0] + "ي" if broken and fields[1] == "person" and fields[0] not in _ADJECTIVES else ""
            whole = fields[0].endswith("ه") and not row["singular"].endswith("ة")  # جنيه: no ة, which would open to ت
            duals = (fields[0] + "ان", fields[0] + "ين") if whole else dual_forms(fields[0])
            for form in (*duals, *filter(None, [construct])):
                out.setdefault(form, Noun(*fields, "dual"))
    return out


@remembered
def noun(word: str) -> Noun | None:
    """The noun at a lookup key, with or without article and clitics; None where the lexicon has none."""
    table = nouns()
    if found := table.get(word):
        return found
    for prefix in ("ال", "لل", "و", "ف", "ب", "ل", "ك"):
        if word.startswith(prefix) and (found := table.get(word[len(prefix) :])):
            return found
    for prefix in ("وال", "بال", "فال", "كال", "ولل"):
        if word.startswith(prefix) and (found := table.get(word[len(prefix) :])):
            return found
    return None


def owned_noun(surface: str) -> Noun | None:
    """The noun of a word, as written, with a pronoun: أطفاله, أبنائه, أسراهم; no ة is one."""
    word = key(surface) if not surface.endswith("ة") else ""
    stem = next((word.removesuffix(p) for p in ("هم", "هن", "ها", "نا", "ه") if word.endswith(p)), word)
    if stem == word:
        return None
    return noun(stem[:-2] + "اء" if stem.endswith("ائ") else stem) or noun(re.sub("ا$", "ي", stem))


@cache
def indefinite_duals() -> dict[str, tuple[Noun, int]]:
    """Dual forms that count by themselves, with و ف ب ل ك before them: key -> noun, number of clitic letters.

    -ين of a noun with a sound plural is left out: مدنيين may be two or many (``is_marked_dual`` reads its vowels).
    A definite dual (القتيلين) refers back and is no count; for a construct one (قريتي) see ``construct_duals``.
    """
    out = _with_clitics("ان", "ين")
    for form in demonyms():
        if form.endswith("يان") and form[:-2] in demonyms() and not form.startswith("ال"):  # مصريان, but not سريان
            for clitics in ("", "و", "ف", "ل"):
                out.setdefault(clitics + form, (Noun(form[:-2], "person", None, None, "dual"), len(clitics)))
    others = Noun("اخر", "person", None, None, "dual")
    for clitics in ("", "و"):
        out[clitics + "اخران"] = others, len(clitics)
        out[clitics + "اخرتان"] = others, len(clitics)
    return out


@cache
def construct_duals() -> dict[str, tuple[Noun, int]]:
    """Construct duals that count where an indefinite noun follows ("حالتي وفاة", "جثتي شابين"), as in
    ``indefinite_duals``. Those of settlements and structures are left out: they introduce names (قريتي كذا وكذا).
    """
    forms = _with_clitics("تا", "تي", "ي")
    return {form: found for form, found in forms.items() if found[0].category in _NAMELESS}


def _with_clitics(*endings: str) -> dict[str, tuple[Noun, int]]:
    duals = [(form, n) for form, n in nouns().items() if n.number == "dual" and form.endswith(endings)]
    out: dict[str, tuple[Noun, int]] = {}
    for clitics in ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "وك"):
        for form, n in duals:
            out.setdefault(clitics + form, (n, len(clitics)))
    return out


def is_marked_dual(surface: str) -> bool:
    """Whether the vowels say that a word in -ين is a dual: a fatha before the ya ("مدنيَّين").

    >>> is_marked_dual("مدنيَّين"), is_marked_dual("مدنيِّين"), is_marked_dual("مدنيين")
    (True, False, False)
    """
    stem = surface.rstrip("\u0652\u0650\u064e\u0640").removesuffix("ن").rstrip("\u0652").removesuffix("ي")
    tail = stem[-2:]
    return _FATHA in tail and not stem[-1:].isalpha()
