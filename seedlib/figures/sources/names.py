"""Where the name of a source ends: bodies, people with a title, and described sources."""

from seedlib.arabic import bare
from seedlib.figures.sources.attribution import (
    COUNTS,
    DESCRIBED,
    HIS_WORDS,
    ROLES,
    begins_time,
    generic_sources,
    is_report,
    reporting_verbs,
    time_phrase,
    words_of,
)
from seedlib.figures.sources.reports import is_head
from seedlib.language.gazetteer import match_place
from seedlib.language.nouns import indefinite_duals, noun
from seedlib.language.number_atoms import begins_number
from seedlib.language.outcome_cues import cues
from seedlib.language.phrases import CLOSING, OPENING, boundaries, phrase_end, trim
from seedlib.language.place_words import bodies, is_place
from seedlib.language.tokens import DIGITS, Tokens
from seedlib.lexicon import word_class
from seedlib.memo import remembered

_UNIONS = frozenset({"اتحاد", "نقابه", "جمعيه", "رابطه"})  # whose members can be the media
_PRONOUNS = ("ها", "هم", "هن", "ه")
_LOOK_BACK = 200  # tokens in which a body is looked for that is then called by its kind
_OF_TIME = frozenset("لشهر لعام لسنه للعام للسنه للشهر".split())  # "بيانات كذا لشهر"
_ISSUED = frozenset({"صدر", "صدرت", "نشر", "نشرت"})
_NAMES = frozenset("امين رائد عميد نقيب".split())  # titles that people are called
_RESTS = frozenset({"استنادا", "اعتمادا", "نقلا"})  # what the source rests on
_WITH = frozenset({"التعامل", "التضامن", "التواصل", "التنسيق"})
_OF_ANY = frozenset("الرسميه الحكوميه الدوليه الامميه المعنيه المذكوره".split())  # said of bodies, and naming none
_REGARDED = ("المعترف", "المرتبط", "المدعوم", "المحسوب", "المقرب")
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
        word in boundaries()
        or (word.endswith(_PRONOUNS) and word[: -2 if word[-1] != "ه" else -1] in boundaries())
        or word in cues()
        or (begins_number(word) and word not in {"احد", "احدي"})  # "واعتبر الآلاف في عداد المفقودين"
        or word in COUNTS
        or word in words_of("dimension")
        or word in HIS_WORDS  # "بحسب قوله"
        or (word in indefinite_duals() and not is_described(word[:-2]))  # "سُجلت حالتان"
        or (word.startswith("لل") and "ال" + word[2:] in words_of("dimension"))  # "طبقاً للنوع"
    )


def is_bare_name(keys: list[str], start: int, end: int) -> bool:
    """Whether the words where a subject stands can be a name that no word marks: "روسيا تعلن", "كذا كذا قالت"."""
    words = keys[start:end]
    plain = all(word[0].isalpha() and not no_source(word) and noun(word) is None for word in words)
    if not 0 < len(words) <= 4 or not plain or any(map(begins_time, words)):
        return False
    return len(words) > 1 or words[0][-1] != "ا" or is_place(words, 0)  # not "لاحقاً أعلنت"


def name_end(tokens: Tokens, start: int, last: int) -> int:
    """One past the last token of the source named at token ``start``."""
    if start >= last:
        return start
    keys, end = tokens.keys, _phrase_end(tokens, start, last, longest=9)
    if end == start + 1 < last and keys[start] in bodies():
        if keys[end] in reporting_verbs() or keys[end] in word_class("event"):
            end = phrase_end(tokens, end, last, longest=6)  # "مركز رصد الانتهاكات": what it does, in its name
        elif keys[end] in OPENING or keys[end] == "(":
            end = next((k + 1 for k in range(end + 2, min(end + 7, last)) if keys[k] in CLOSING | {")"}), end)
    if not is_head(keys[start]):  # "قال فلان الفلاني المتحدث باسم كذا"
        end = next((k for k in range(start + 2, end) if _is_post(keys, k)), end)
    named = "ً" not in tokens.surface(start, start)  # no "لكن مصدراً طبياً أكد"
    end = next((k for k in range(start + 1, end) if _stops(keys, k) or (named and "ً" in tokens.surface(k, k))), end)
    if is_described(keys[start]):  # "أفاد مصدر طبي وكالة كذا": told it
        end = next((k for k in range(start + 1, end) if keys[k] in words_of("medium")), end)
    kind = keys[start] in generic_sources() and not (is_title(keys[start]) or keys[start].startswith("مراسل"))
    joined = end > start + 1 and keys[start + 1][0] == "و" and is_head(keys[start + 1][1:])
    joined = joined and not is_described(keys[start])  # "الشرطة ومصادر طبية"
    if end > start + 1 and kind and not (joined or _describes(keys[start], keys[start + 1])):
        return start + 1  # "وبحسب الهيئة دفعت ...": only behind a title a name goes on without an article
    return _longer_end(tokens, start, _definite_end(keys, start, end), last)


def _longer_end(tokens: Tokens, start: int, end: int, last: int) -> int:
    """End of a name with what belongs to it behind its noun phrase: whose it is, its field, its place of work."""
    keys = tokens.keys
    if start < end < last and bare(keys[end - 1]).startswith("تابع") and keys[end].startswith("ل"):
        whose = name_end(tokens, end, last)  # "الدفاع المدني التابع لحكومة كذا"
        end = max(whose, phrase_end(tokens, end, last, longest=4))
    whole = end > start + 1 or "ال" + keys[min(end, last - 1)][2:] in generic_sources()  # "المتحدث للوزارة فلان"
    if start < end < last and whole and bare(keys[start]) in ROLES and keys[end].startswith("لل"):
        return name_end(tokens, end, last)  # "المديرة العامة للمنظمة الدولية للهجرة"
    if start < end < last and _has_field(keys, start + 2 * (keys[start + 1] == "باسم"), end):
        end += 1
        goes_on = end < last and keys[end].startswith(("ال", "وال")) and keys[end].removeprefix("و") not in bodies()
        end += goes_on and not begins_time(keys[end]) and keys[end] not in boundaries()  # إلى
        joined = end < last and keys[end - 1].startswith("ال") and keys[end].startswith("وال")
        end += joined  # "للتعبئة العامة والإحصاء"
    if start < end < last - 1 and keys[end] == "عن" and bare(keys[end - 1]).startswith(("صادر", "دفاع")):
        # "التقرير الصادر عن كذا", "الرابطة الكذائية للدفاع عن كذا"
        end = _definite_end(keys, end + 1, phrase_end(tokens, end + 1, last, longest=5))
    if start + 1 < end < last - 1 and keys[end] == "مع" and keys[end - 1] in _WITH:
        end = phrase_end(tokens, end + 1, last, longest=4)  # "هيئة التعامل مع الكوارث"
    if start < end < last and keys[end] == "لشؤون":
        end = phrase_end(tokens, end, last, longest=3)  # "المفوضية السامية للأمم المتحدة لشؤون اللاجئين"
    if start < end < last - 1 and (is_title(keys[start]) or is_described(keys[start])):
        end = _person_end(tokens, start, end, last)
    return end


def _phrase_end(tokens: Tokens, start: int, last: int, longest: int) -> int:
    """The end of a phrase, or where words in quotes begin that tell a number: "ذكر طبيب «استقبلنا 14 جريحاً»"."""
    keys, end = tokens.keys, phrase_end(tokens, start, last, longest)
    if OPENING.isdisjoint(keys[start + 1 : end]):
        return end
    quote = next((k for k in range(start + 1, end) if keys[k] in OPENING), end)
    counts = any(begins_number(keys[k]) and keys[k + 1][0].isalpha() for k in range(quote + 1, end - 1))
    return quote if counts else end


def _is_post(keys: list[str], k: int) -> bool:
    """Whether token ``k`` behind a name begins what its bearer is: "المتحدث باسم كذا", "رئيس الهيئة"."""
    definite = keys[k].startswith("ال") or (k + 1 < len(keys) and keys[k + 1].startswith("ال"))
    return definite and is_title(keys[k]) and keys[k] not in _NAMES


def _describes(kind: str, word: str) -> bool:
    """Whether a word can be the adjective of a body: "اللجنة الطبية", but "اتهمت الشبكة القوات"."""
    return word.startswith("ال") and not (kind.endswith("ه") and not word.endswith(("ه", "ا", "ي")))


def _person_end(tokens: Tokens, start: int, end: int, last: int) -> int:
    """End of a person's title with the body where he works and his name behind it: "رئيس اللجنة في مجلس كذا فلان",
    "مسؤول بالحماية المدنية".
    """
    keys = tokens.keys
    if keys[end][0] == "ب" and _is_workplace(keys[end][1:]):
        end = _phrase_end(tokens, end, last, longest=8)
    elif is_title(keys[start]) and keys[end] == "في" and (_is_workplace(keys[end + 1]) or is_place(keys, end + 1)):
        return _phrase_end(tokens, end + 1, last, longest=8)
    ali = end + 1 < last and keys[end] == "علي" and tokens.surface(end, end)[-1] == "ي"
    if ali and keys[end + 1] not in boundaries():
        end = phrase_end(tokens, end + 1, last, longest=3)  # the name, which has the key of على
    return _workplace_end(tokens, start, end, last) if is_described(keys[start]) else end


@remembered
def _is_workplace(word: str) -> bool:
    return word in bodies() or word.removeprefix("ال") in bodies() or word in words_of("field")


def _workplace_end(tokens: Tokens, start: int, end: int, last: int) -> int:
    """End of a described source with where it works: "مصدر في وزارة كذا", "مصادر من المقاومة"."""
    keys = tokens.keys
    if end + 1 >= last or keys[end] not in {"في", "من"} or _is_speech(keys[end + 1]):
        return end
    if keys[end] == "من" and not (bare(keys[start]) in {"مصدر", "مصادر"} or _is_workplace(keys[end + 1])):
        return end  # "مسعفون من الهلال الأحمر", but "طبيب من بين المصابين"
    end = _phrase_end(tokens, end + 1, last, longest=4)
    return next((k for k in range(start + 1, end) if _ends_name(keys[k])), end)


@remembered
def _is_speech(word: str) -> bool:
    """Whether a word behind في says where it was said, not where the speaker works: "في بيان", "في مؤتمر صحفي"."""
    return is_report(word) or word in _SPOKE_IN


@remembered
def _ends_name(word: str) -> bool:
    """Whether the name of a source ends before a word: when or to whom it was said, who issued it, his words, his
    silence.
    """
    classes = ("hour", "silent", "participle")
    told = word in word_class("addressee") or word in _OF_TIME or (word[0] == "ب" and is_deed(word[1:]))
    return told or any(word in words_of(kind) for kind in classes) or word in _ISSUED | _RESTS or word in HIS_WORDS


def _stops(keys: list[str], k: int) -> bool:
    """Whether the name ends before token ``k``: a time or a verb of issuing follows ("تقرير حقوقي صدر اليوم")."""
    word = keys[k]
    truth = word == "صحه" and k + 1 < len(keys) and (keys[k + 1] == "ما" or is_report(keys[k + 1]))  # no health
    return truth or _ends_name(word) or (begins_time(word) and time_phrase(keys, k) > k + 1)


def _definite_end(keys: list[str], start: int, end: int) -> int:
    """Where the name of a body ends: no word without the article goes on behind one with it ("البنك المركزي تثبيت
    الفائدة", "وزارة الصحة تسجيل 26 إصابة"); the title of a person is followed by a name (الناطق باسم كذا فلان).
    """
    word = keys[start] if start < end else ""
    if not word or word in ROLES or bare(word) in ROLES or word in OPENING:
        return end
    definite = word.startswith("ال")
    bare_place = match_place(keys, start)  # "أعلنت السعودية ترحيل 12 ألف مقيم"
    whole = bare_place[1] if bare_place else start + 2
    for i in range(start + 1, end):
        if (definite and (_of_them(keys[i]) or (is_report(word) and _are_people(keys[i])))) or _is_count(keys[i]):
            return i  # "اعترف الشبان باتفاقهم مع كذا", "اتهم التقرير السنوي المتمردين"
        if i < whole:
            continue
        known = keys[i - 1].startswith("ال") and keys[i - 1] != "الله"
        if known and keys[i].startswith("ال") and is_deed(keys[i][2:]):
            return i  # "دانت شبكة أطباء السودان الاستهداف"
        known = known or (bare_place is not None and i == whole and is_deed(keys[i]))
        unlike = keys[i] == "غير" and i + 1 < end and keys[i + 1].startswith("ال")  # "جهاز الهجرة غير الشرعية"
        if known and keys[i][0].isalpha() and not (unlike or keys[i].startswith(("ال", "ل", "وال"))):
            return i
        if keys[i].startswith(_REGARDED):
            return i  # "الحكومة اليمنية المعترف بها دولياً", "حركة كذا المرتبطة بالقاعدة"
    return end


@remembered
def is_deed(word: str) -> bool:
    """Whether a word says what happened or was done: "توقيف", "سقوط"."""
    return word in cues() or word in word_class("event")


@remembered
def _of_them(word: str) -> bool:
    """Whether a word behind the name of a body is what it tells of itself: "باتفاقهم", "مسؤوليتها"."""
    return word.endswith(("هم", "ها")) and (word[0] == "ب" or len(word) > 5)


@remembered
def _are_people(word: str) -> bool:
    """Whether a word is a plural of people, which no report is described by: "المتمردين"."""
    people = noun(word)
    return people is not None and people.number == "plural" and word.endswith(("ين", "ون"))


@remembered
def _is_count(word: str) -> bool:
    """Whether a word is what a source tells: "قدّر الشاهد الحصيلة بكذا", "رصدت الأناضول مئات الغارات"."""
    return (word.startswith("ال") and word in COUNTS) or (begins_number(word) and word[0] not in DIGITS)


def _has_field(keys: list[str], start: int, end: int) -> bool:
    """Whether ل behind the name of a body belongs to it ("المنظمة الدولية للهجرة"), not to those it spoke to."""
    nations = keys[start + 1 : end] == ["الامم", "المتحده"]  # "منظمة الأمم المتحدة للطفولة"
    word, adjective = keys[end], nations or (end == start + 2 and keys[end - 1].startswith("ال"))
    body = "ال" + bare(keys[start]) in words_of("body")
    if bare(keys[start]) in _UNIONS:
        return adjective and word.startswith("لل")  # "الاتحاد الدولي للصحفيين"
    told = bare(word) in words_of("medium") and word != "للاعلام"  # "الوكالة الوطنية للإعلام"
    return adjective and body and word.startswith("لل") and not told


def apposition(tokens: Tokens, start: int, end: int, last: int) -> tuple[int, int] | None:
    """The name behind a role that ends at token ``end``: "المتحدث باسم الجيش، فلان الفلاني، إن"."""
    keys = tokens.keys
    if end >= last or not is_title(keys[start]):
        return None
    if keys[end : end + 1] == ["("]:
        end = next((k + 1 for k in range(end, min(end + 7, last)) if keys[k] == ")"), end)  # "(غير حكومي)"
    if end >= last or keys[end] != "،":
        return None
    stop = phrase_end(tokens, end + 1, last, longest=4)
    closed = stop < last and (keys[stop] in {"،", ":"} or keys[stop] in boundaries())
    return (end + 1, stop) if closed and 2 <= stop - end - 1 <= 3 else None


def named_before(tokens: Tokens, at: int, end: int) -> str | None:
    """The body of which the tokens from ``at`` to ``end`` say only the kind, where it was named before it spoke:
    "المنظمة", "الهيئة الرسمية" after "دعت منظمة كذا".
    """
    keys, head = tokens.keys, tokens.keys[at].removeprefix("ال")
    kind_only = end == at + 1 or (end == at + 2 and keys[at + 1] in _OF_ANY)
    if not kind_only or keys[at] not in generic_sources() or head not in bodies():
        return None
    for start in range(at - 1, max(-1, at - _LOOK_BACK), -1):
        if keys[start].endswith(head) and keys[start].removesuffix(head) in {"", "و", "ل", "ال", "وال"}:
            after = name_end(tokens, start, at)
            if start + 1 < after and keys[start + 1 : after] != keys[at + 1 : end]:
                return trim(tokens, start, after)
    return None
