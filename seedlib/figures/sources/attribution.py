"""Attributions, and their words: verbs and phrases that report, heads of sources, and what is none."""

from functools import cache
from typing import NamedTuple

from seedlib.arabic import PREFIXES, bare, key
from seedlib.language.phrases import boundaries
from seedlib.language.place_words import bodies
from seedlib.language.traits import trait
from seedlib.lexicon import rows, word_class
from seedlib.memo import remembered

CLITICS = ("", "و", "ف")
BETWEEN = frozenset({"بين", "وبين"})  # also a verb, بيّن "clarified"
DESCRIBED = word_class("source")
COUNTS = word_class("tally") | {"حالات", "حاله", "نسبه"}  # what is recorded, not who records
ROLES = word_class("role")
MOTHER = "ام"  # "قالت أم فلان"; elsewhere "or"
_ANY_BODY = frozenset({"مؤسسه", "منظمه", "جهه", "هيئه", "مصالح", "بيان", "تقرير"})
HIS_WORDS = word_class("his_words")  # "ونقلت عن الوزير قوله إن"
_UNITS_OF_TIME = word_class("unit_of_time")
_PAST = frozenset({"تابع", "تابعوا", "تحدث", "تداول", "توقع"})  # their first letter is no sign of gender
_ISSUED = word_class("issued")


class Attribution(NamedTuple):
    """A stated source: its last token, its text, whether it stands behind what it vouches for, its chain, and its first
    token where it is named here.
    """

    at: int
    name: str
    behind: bool
    chain: tuple[str, ...] = ()
    first: int = -1


@cache
def words_of(kind: str) -> frozenset[str]:
    return frozenset(
        clitic + key(row["form"]) for row in rows("attribution") if row["class"] == kind for clitic in CLITICS
    )


@cache
def reporting_verbs() -> frozenset[str]:
    """Verbs of reporting, also with the pronoun of a relative clause (قاله، أعلنته، وثقها)."""
    return words_of("verb") | relative_verbs()


@cache
def relative_verbs() -> frozenset[str]:
    plain = [verb for verb in words_of("verb") if not verb.endswith(("تابع", "اعتبر", "قدر", "اضاف"))]
    return frozenset(verb + pronoun for verb in plain for pronoun in ("ه", "ها"))


@cache
def issuing_verbs() -> frozenset[str]:
    """Verbs that say behind a report whose it is: "تقرير أصدرته الشبكة"."""
    return relative_verbs() | _ISSUED


@cache
def _reports() -> frozenset[str]:
    """Nouns of reports with the clitics and article that they can have."""
    known = words_of("report")
    return known | {prefix + word for prefix in PREFIXES for word in known if bare(prefix + word) in known}


def is_report(word: str) -> bool:
    """Whether a word is a noun of reports: "وبيان", "للتقرير"."""
    return word in _reports()


@cache
def _cues() -> dict[str, str]:
    kinds = {"participle": words_of("participle"), "report": _reports(), "verb": reporting_verbs()}
    kinds |= {"between": BETWEEN, "according": words_of("according")}
    return {word: kind for kind, words in kinds.items() for word in words}


@trait("attribution")
def cue_of(word: str) -> str | None:
    """The kind of attribution that a word opens, None for most words."""
    return _cues().get(word)


def no_subject(verb: str, word: str) -> bool:
    """Whether a verb has no subject in the word behind it: a function word, a comma or a preposition follows ("أفاد
    بوقوع", but "قال بسام").
    """
    return _no_name(word) or ((word.startswith("بال") or verb in words_of("with_b")) and _governed(word))


@remembered
def _no_name(word: str) -> bool:
    bound = word in boundaries() and word != MOTHER
    return bound or word in words_of("participle") or word in HIS_WORDS or word in {"،", ":"}


@remembered
def _governed(word: str) -> bool:
    """Whether a word can begin with the preposition ب."""
    named = word in source_heads() or word in words_of("report")  # بيانات
    return word.startswith("ب") and not named


@remembered
def begins_time(word: str) -> bool:
    """Whether an adverb of time can begin with a word, so that :func:`time_phrase` is worth a call."""
    return word == "شهر" or word in words_of("hour") or word in word_class("adverb") or word in _UNITS_OF_TIME


def time_phrase(keys: list[str], i: int) -> int:
    """One past the adverb of time at token ``i``, with the adjective that says which: "الأسبوع الماضي"."""
    if not begins_time(keys[i]):
        return i
    word, following = keys[i], keys[i + 1] if i + 1 < len(keys) else ""
    if word in words_of("hour") and following in word_class("adverb"):
        return i + 2  # "يوم الأربعاء", "مساء أمس"
    if word == "شهر":
        return i + 2 + (i + 2 < len(keys) and keys[i + 2] in words_of("other"))  # "شهر يونيو الماضي"
    which = following in words_of("other")
    return i + 1 + which if word in word_class("adverb") or (which and word in _UNITS_OF_TIME) else i


@cache
def source_heads() -> frozenset[str]:
    """Nouns with which the name of a source begins."""
    return ROLES | DESCRIBED | bodies() | {word.removeprefix("ال") for word in generic_sources()}


@cache
def generic_sources() -> frozenset[str]:
    return frozenset(key(row["form"]) for row in rows("attribution") if row["class"] == "generic")


def may_refer(generic: str, name: str) -> bool:
    """Whether a generic source can mean the one named before: a person or source anybody, a body only another body, and
    none of a kind of its own ("الوزارة" after "قناة كذا", "المفوضية" after "ممثل المفوضية فلان").
    """
    word = bare(generic)
    if word in DESCRIBED or word in ROLES:
        return True
    head = key(name.split()[0]).removeprefix("ال")
    other = head in DESCRIBED or head in ROLES or is_report(head)
    return not other and (word in _ANY_BODY or head not in bodies())


def agreeing(verb: str, chain: tuple[str, ...]) -> tuple[str, ...]:
    """The chain up to the one that a verb goes on with: "قالت المنظمة نقلاً عن محامين ... وأضافت" is the outer one."""
    if len(chain) < 2 or feminine(chain[-1]) == feminine_verb(verb) or feminine(chain[-2]) != feminine_verb(verb):
        return chain
    return chain[:-1]


@remembered
def feminine_verb(verb: str) -> bool:
    """Whether a verb of reporting has a feminine subject: "قالت", "تقول"."""
    plain = bare(verb)
    return verb.endswith("ت") or (plain.startswith("ت") and plain not in _PAST)


def feminine(name: str) -> bool:
    """Whether a verb with the name of a source is feminine, as far as its first word shows it."""
    head = key(name.split()[0])
    return head.endswith(("ه", "ات")) or head.removeprefix("ال") in {"مصادر", "تقارير"}


def choose(attributions: list[Attribution], at: int) -> Attribution | None:
    """The attribution in whose scope the figure at token ``at`` stands: who speaks before it, else whose word stands
    behind it ("بحسب كذا"), else behind another figure before it ("ذكر كذا، بحسب وكالة كذا، أن" is of the first).
    """
    firm = before = behind = None
    for attribution in attributions:
        if attribution.at <= at:
            before = attribution
            firm = firm if attribution.behind else attribution
        elif attribution.behind and behind is None:
            behind = attribution
    return firm or behind or before
