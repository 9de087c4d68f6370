"""Single words where the name of a source begins, goes on or ends."""

from seedlib.arabic import bare
from seedlib.figures.sources.attribution import COUNTS, DESCRIBED, HIS_WORDS, MOTHER, ROLES, is_report, words_of
from seedlib.language.nouns import indefinite_duals, noun
from seedlib.language.number_atoms import begins_number
from seedlib.language.outcome_cues import cues
from seedlib.language.peoples import demonym
from seedlib.language.phrases import boundaries
from seedlib.language.place_words import bodies
from seedlib.language.tokens import DIGITS
from seedlib.lexicon import word_class
from seedlib.memo import remembered

_PRONOUNS = ("ها", "هم", "هن", "ه")
_OF_TIME = frozenset("لشهر لعام لسنه للعام للسنه للشهر".split())  # "بيانات كذا لشهر"
_ISSUED = frozenset("صدر صدرت نشر نشرت حصل حصلت اطلع اطلعت استند استندت يستند تستند".split())
_RESTS = frozenset({"استنادا", "اعتمادا", "نقلا"})  # what the source rests on
_SPOKE_IN = frozenset("تصريحات حديث حديثه مؤتمر مقابله لقاء كلمه اتصال مداخله".split())


@remembered
def is_title(word: str) -> bool:
    """Whether a word is the title of a person: a role or a rank."""
    return any(form in ROLES or form in words_of("rank") for form in (word, bare(word)))


@remembered
def is_described(word: str) -> bool:
    """Whether a word begins a source that is described by where it works: "مصدر في وزارة كذا"."""
    return any(form in DESCRIBED or form in words_of("rank") for form in (word, bare(word)))


@remembered
def no_source(word: str) -> bool:
    """Whether no name of a source begins with a word: a function word, what happened, a number, what is counted."""
    return (
        (word in boundaries() and word != MOTHER)
        or (word.endswith(_PRONOUNS) and word[: -2 if word[-1] != "ه" else -1] in boundaries())
        or word in cues()
        or (begins_number(word) and word not in {"احد", "احدي"})  # "واعتبر الآلاف في عداد المفقودين"
        or word in COUNTS
        or word in words_of("dimension")
        or word in HIS_WORDS  # "بحسب قوله"
        or (word[0] == "ل" and demonym(word[1:]) is not None)  # to whom it was said: "تحدث لسوريين"
        or (word in indefinite_duals() and not is_described(word[:-2]))  # "سُجلت حالتان"
        or (word.startswith("لل") and "ال" + word[2:] in words_of("dimension"))  # "طبقاً للنوع"
    )


def describes(kind: str, word: str) -> bool:
    """Whether a word can be the adjective of a body: "اللجنة الطبية", but "اتهمت الشبكة القوات"."""
    return word.startswith("ال") and not (kind.endswith("ه") and not word.endswith(("ه", "ا", "ي")))


@remembered
def is_workplace(word: str) -> bool:
    return word in bodies() or word.removeprefix("ال") in bodies() or word in words_of("field")


@remembered
def is_speech(word: str) -> bool:
    """Whether a word behind في says where it was said, not where the speaker works: "في بيان", "في مؤتمر صحفي"."""
    return is_report(word) or word in _SPOKE_IN


@remembered
def ends_name(word: str) -> bool:
    """Whether the name of a source ends before a word: when or to whom it was said, who issued it, his words, his
    silence.
    """
    classes = ("hour", "silent", "participle")
    told = word in word_class("addressee") or word in _OF_TIME or (word[0] == "ب" and is_deed(word[1:]))
    return told or any(word in words_of(kind) for kind in classes) or word in _ISSUED | _RESTS or word in HIS_WORDS


@remembered
def is_deed(word: str) -> bool:
    """Whether a word says what happened or was done: "توقيف", "سقوط"."""
    return word in cues() or word in word_class("event")


@remembered
def is_of_them(word: str) -> bool:
    """Whether a word behind the name of a body is what it tells of itself: "باتفاقهم", "مسؤوليتها"."""
    return word.endswith(("هم", "ها")) and (word[0] == "ب" or len(word) > 5) and word[0] != "و"


@remembered
def is_count(word: str) -> bool:
    """Whether a word is what a source tells: "قدّر الشاهد الحصيلة بكذا", "رصدت الأناضول مئات الغارات"."""
    return (word.startswith("ال") and word in COUNTS) or (begins_number(word) and word[0] not in DIGITS)


@remembered
def are_people(word: str) -> bool:
    """Whether a word is a plural of people, which no report is described by: "المتمردين"."""
    people = noun(word)
    return people is not None and people.number == "plural" and word.endswith(("ين", "ون"))
