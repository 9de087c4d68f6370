"""Where the name of a source ends: bodies, people with a title, and described sources."""

from seedlib.arabic import bare
from seedlib.figures.sources.attribution import (
    ROLES,
    begins_time,
    generic_sources,
    is_report,
    reporting_verbs,
    time_phrase,
    words_of,
)
from seedlib.figures.sources.name_words import (
    are_people,
    describes,
    ends_name,
    is_count,
    is_deed,
    is_described,
    is_of_them,
    is_speech,
    is_title,
    is_workplace,
    no_source,
)
from seedlib.figures.sources.reports import is_head
from seedlib.language.gazetteer import match_place
from seedlib.language.nouns import noun
from seedlib.language.number_atoms import begins_number
from seedlib.language.phrases import CLOSING, OPENING, boundaries, phrase_end, trim
from seedlib.language.place_words import bodies, is_place, place_noun
from seedlib.language.tokens import Tokens
from seedlib.lexicon import word_class

_UNIONS = frozenset({"اتحاد", "نقابه", "جمعيه", "رابطه"})  # whose members can be the media
_LOOK_BACK = 200  # tokens in which a body is looked for that is then called by its kind
_NAMES = frozenset("امين رائد عميد نقيب".split())  # titles that people are called
_IN_NAMES, _BEFORE_NAMES = frozenset({"الله", "الدين"}), frozenset({"عبد", "ابو", "ابي", "بن", "ابن"})  # of people
_WITH = frozenset({"التعامل", "التضامن", "التواصل", "التنسيق"})
_OF_ANY = frozenset("الرسميه الحكوميه الدوليه الامميه المعنيه المذكوره".split())  # said of bodies, and naming none
_REGARDED = ("المعترف", "المرتبط", "المدعوم", "المحسوب", "المقرب")


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
    if start < end < last and keys[end - 1] in bodies():
        alone = end == start + 1
        if keys[end] in word_class("event") or (alone and keys[end] in reporting_verbs()):
            end = phrase_end(tokens, end, last, longest=6)  # "مركز رصد الانتهاكات": what it does, in its name
        elif alone and (keys[end] in OPENING or keys[end] == "("):
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
    if end > start + 1 and kind and not (joined or describes(keys[start], keys[start + 1])):
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
    whose = keys[k + 1] if k + 1 < len(keys) else ""
    definite = keys[k].startswith("ال") or (whose.startswith("ال") and not begins_time(whose))  # "وطبيب الأحد"
    return definite and is_title(keys[k]) and keys[k] not in _NAMES


def _person_end(tokens: Tokens, start: int, end: int, last: int) -> int:
    """End of a person's title with the body where he works and his name behind it: "رئيس اللجنة في مجلس كذا فلان",
    "مسؤول بالحماية المدنية".
    """
    keys = tokens.keys
    if keys[end][0] == "ب" and is_workplace(keys[end][1:]):
        end = _phrase_end(tokens, end, last, longest=8)
    elif is_title(keys[start]) and keys[end] == "في" and (is_workplace(keys[end + 1]) or is_place(keys, end + 1)):
        whole = _phrase_end(tokens, _past_sides(keys, end + 1, last), last, longest=8)
        return next((k for k in range(end + 1, whole) if ends_name(keys[k])), whole)  # "في كذا قوله"
    ali = end + 1 < last and keys[end] == "علي" and tokens.surface(end, end)[-1] == "ي"
    if ali and keys[end + 1] not in boundaries():
        end = phrase_end(tokens, end + 1, last, longest=3)  # the name, which has the key of على
    return _workplace_end(tokens, start, end, last) if is_described(keys[start]) else end


def _past_sides(keys: list[str], i: int, last: int) -> int:
    """The token behind the sides of a place: "في شمال غرب كذا"; ``i`` where none stands there."""
    place = next((k for k in range(i, last) if place_noun(keys[k]) != "direction"), last)
    return place if place < last and keys[place] not in boundaries() else i


def _workplace_end(tokens: Tokens, start: int, end: int, last: int) -> int:
    """End of a described source with where it works: "مصدر في وزارة كذا", "مصادر من المقاومة"."""
    keys = tokens.keys
    if end + 1 >= last or keys[end] not in {"في", "من"} or is_speech(keys[end + 1]):
        return end
    if keys[end] == "من" and not (bare(keys[start]) in {"مصدر", "مصادر"} or is_workplace(keys[end + 1])):
        return end  # "مسعفون من الهلال الأحمر", but "طبيب من بين المصابين"
    end = _phrase_end(tokens, _past_sides(keys, end + 1, last), last, longest=4)
    return next((k for k in range(start + 1, end) if ends_name(keys[k])), end)


def _stops(keys: list[str], k: int) -> bool:
    """Whether the name ends before token ``k``: a time or a verb of issuing follows ("تقرير حقوقي صدر اليوم")."""
    word = keys[k]
    truth = word == "صحه" and k + 1 < len(keys) and (keys[k + 1] == "ما" or is_report(keys[k + 1]))  # no health
    return truth or ends_name(word) or (begins_time(word) and time_phrase(keys, k) > k + 1)


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
        people = definite and is_report(word) and are_people(keys[i])  # "اتهم التقرير السنوي المتمردين"
        if people or ((definite or i > start + 1) and is_of_them(keys[i])) or is_count(keys[i]):
            return i  # "اعترف الشبان باتفاقهم مع كذا", "أعلنت حركة كذا مسؤوليتها"
        if i < whole:
            continue
        known = keys[i - 1].startswith("ال") and keys[i - 1] not in _IN_NAMES and keys[i - 2] not in _BEFORE_NAMES
        if known and keys[i].startswith("ال") and is_deed(keys[i][2:]):
            return i  # "دانت شبكة أطباء كذا الاستهداف"
        known = known or (bare_place is not None and i == whole and is_deed(keys[i]))
        unlike = keys[i] == "غير" and i + 1 < end and keys[i + 1].startswith("ال")  # "جهاز الهجرة غير الشرعية"
        if known and keys[i][0].isalpha() and not (unlike or keys[i].startswith(("ال", "ل", "وال"))):
            return i
        if keys[i].startswith(_REGARDED):
            return i  # "الحكومة اليمنية المعترف بها دولياً", "حركة كذا المرتبطة بالقاعدة"
        if known and keys[i].startswith("ال") and (is_deed(keys[i][2:]) or _disagrees(keys, start, i)):
            return i  # "دانت شبكة أطباء السودان الاستهداف", "اتهمت المنظمة الدولية المسلحين"
    return end


def _disagrees(keys: list[str], start: int, i: int) -> bool:
    """Whether token ``i``, with the article, cannot be one more adjective of a body whose kind is feminine."""
    after = keys[start][-1] == "ه" and keys[i - 2][0].isalpha() and keys[i - 1].endswith("يه")
    return after and not keys[i].endswith(("ه", "ا", "ي", "ات"))


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
    if end + 1 < last and keys[end] == "،" and (keys[end + 1] == "في" or place_noun(keys[end + 1]) == "direction"):
        end = next((k for k in range(end + 2, min(end + 6, last)) if keys[k] == "،"), last)  # "، جنوب كذا، فلان"
    if end + 1 >= last or keys[end] != "،" or keys[end + 1] in ROLES:
        return None  # "العميد فلان، مدير كذا، إن"
    stop = phrase_end(tokens, end + 1, last, longest=5)
    closed = stop < last and (keys[stop] in {"،", ":"} or keys[stop] in boundaries())
    return (end + 1, stop) if closed and 2 <= stop - end - 1 <= 4 else None


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
