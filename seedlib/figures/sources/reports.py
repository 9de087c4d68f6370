"""Reports as sources: whose they are, and which of them speak themselves."""

from seedlib.arabic import bare
from seedlib.figures.sources.attribution import (
    COUNTS,
    ROLES,
    feminine_verb,
    generic_sources,
    is_report,
    issuing_verbs,
    relative_verbs,
    reporting_verbs,
    source_heads,
    words_of,
)
from seedlib.language.nouns import noun
from seedlib.language.outcome_cues import cues
from seedlib.language.peoples import demonym
from seedlib.language.place_words import bodies
from seedlib.memo import remembered

# In the construct mostly of what happened or who is on them: "حصيلة الزلزال", "قائمة الإرهاب".
TOLL = frozenset({"حصيله", "تعداد", "قائمه", "لائحه"})
_CAME_OUT = frozenset("صادر صادره صدر صدرت جديد جديده".split())
_FROM = frozenset({"عن", "من"})
_OF_IT = frozenset({"عنه", "عنها"})  # "حصيلة كشفت عنها الوزارة"


def issuer_at(keys: list[str], i: int, last: int) -> int | None:
    """The token at which is named whose report stands at ``i``: "إحصائية لـ"مركز كذا"", "بيان صادر عن وزارة الصحة",
    "تقرير أصدرته الشبكة", "تقارير من المرصد".
    """
    j = _past_report(keys, i, last)
    issued = next((k + 1 for k in range(j, min(last, j + 5)) if _issues(keys, k)), None)
    issued = issued or came_out_of(keys, j, last)
    if issued or j >= last:
        return issued
    if keys[j].removeprefix("ال") in _CAME_OUT:
        return next((k + 1 for k in range(j, min(last, j + 5)) if keys[k] == "عن"), last)
    if keys[j][0] == "ل" and bare(keys[i]) in words_of("addressed") and not _speaks(keys[j]):
        return None  # "في تصريح للصحفيين"
    if keys[j] == "ل" or (keys[j] == "من" and j + 1 < last and is_head(keys[j + 1])):
        return j + 1
    return j if (len(keys[j]) > 4 or keys[j] in bodies()) and _says_whose(keys, i, j) else None


def came_out_of(keys: list[str], j: int, last: int) -> int | None:
    """The token behind "الصادر عن" or "من" in the words that say which report it is: "تقرير التوقعات لعام كذا الصادر
    عن".
    """
    end = next((k for k in range(j, min(last, j + 8)) if keys[k] in _FROM or not keys[k][0].isalnum()), last)
    came = end + 1 < last and keys[end] in _FROM and keys[end - 1].startswith("الصادر")
    return end + 1 if came else None


@remembered
def is_head(word: str) -> bool:
    """Whether the name of a source begins with a word, with or without the article."""
    return word in source_heads() or word.removeprefix("ال") in source_heads()


@remembered
def _speaks(word: str) -> bool:
    """Whether ل is with a person whose words these are, "تصريح لوزير كذا", not with a listener, "تصريح لمراسل كذا"."""
    return bare(word) in ROLES and bare(word) not in words_of("medium")


def _past_report(keys: list[str], i: int, last: int) -> int:
    """The token behind a report, another one that و joins to it and an adjective before whose it is."""
    j = i + 1
    j += j < last and keys[j][0] == "و" and is_report(keys[j][1:])  # "إحصائيات وتوثيقات المرصد"
    if j + 1 >= last:
        return j
    definite = keys[i].startswith(("ال", "وال"))
    adjective = (
        keys[j].startswith("ال") and bare(keys[i]) not in TOLL
        if definite
        else keys[i][-1] == keys[j][-1] == "ه" or (keys[i][-1] != "ه" and keys[j][-1] == "ي")
    )
    whose = keys[j + 1].startswith("ل") and (adjective or keys[j + 1][1:] in bodies())
    described = whose and not keys[j].startswith("ل")  # "التقرير الشهري للدائرة", "تقرير حديث لمنظمة كذا"
    came = keys[j] not in {"الذي", "التي"} and keys[j + 1].removeprefix("ال") in _CAME_OUT
    return j + (described or came)  # "بيانات أولية صادرة عن", "تقرير أممي صدر عن"


def _says_whose(keys: list[str], i: int, j: int) -> bool:
    """Whether token ``j`` says whose the report at ``i`` is: "تقرير للشبكة", in the construct "بيانات الوزارة"."""
    word = keys[j]
    construct = word.startswith("ال") and not keys[i].startswith(("ال", "وال", "بال", "لل"))
    if construct and (bare(keys[i]) in TOLL or keys[i] in TOLL):
        return word in generic_sources() or word in words_of("field")  # "حصيلة الحماية المدنية"
    return (
        (word.startswith("ل") and demonym(word) is None)
        or (not keys[i].startswith("ال") and word in bodies())
        or (construct and word not in COUNTS and (word in generic_sources() or noun(word) is None))
    )


def _issues(keys: list[str], k: int) -> bool:
    """Whether token ``k`` says behind a report that somebody issued it: "أصدرته", "كشفت عنها"."""
    if keys[k] in issuing_verbs():
        return keys[k + 1 : k + 2] != ["في"]  # "آخر إحصائية للمفوضية نُشرت في كذا"
    return keys[k] in _OF_IT and keys[k - 1] in reporting_verbs()


def teller_at(keys: list[str], i: int, first: int) -> int | None:
    """The indefinite report before its verb at ``i``: "معلومات تفيد بمقتل", "تقارير سابقة ذكرت أن"."""
    at = next((k for k in (i - 1, i - 2) if k >= first and keys[k] in words_of("report")), None)
    if at is None or (at == i - 2 and keys[i - 1][-1] != keys[at][-1] and keys[i - 1][-1] != "ه"):
        return None
    if at == i - 2 and keys[i - 1].startswith("لل"):
        return None  # "إحصائية للمفوضية نُشرت": whose it is
    if keys[i] in relative_verbs() or (at > first and keys[at - 1] in {"في", "وفي"}):
        return None  # "وفي تقرير نشرته اليوم، قالت"
    feminine = keys[at].endswith(("ات", "ه", "ارير", "ارقام", "انباء"))
    return at if feminine == feminine_verb(keys[i]) else None


@remembered
def may_lead(word: str) -> bool:
    """Whether a subject that opens a sentence can begin with a word, so that its verb stands behind it."""
    return is_head(word) or word in words_of("field")


@remembered
def is_toll(word: str) -> bool:
    """Whether a word is what happened to people or things ("مقتل"), not an attack ("التفجير")."""
    entry = noun(word)
    return word in cues() and not (entry and entry.category == "attack")
