"""What a number counts: the head noun after it, before it, or elided and taken over from the figure before."""

from typing import NamedTuple

from seedlib.arabic import bare
from seedlib.language.gazetteer import demonym, group, match_place
from seedlib.language.nouns import PEOPLE, Noun, indefinite_duals, noun, nouns, owned_noun
from seedlib.language.number_atoms import atoms, begins_number
from seedlib.language.outcome_cues import cues
from seedlib.language.phrases import OF_THEM, OPENING, QUOTES, boundaries
from seedlib.language.place_words import is_body
from seedlib.language.tokens import DIGITS, Tokens
from seedlib.lexicon import word_class
from seedlib.memo import remembered
from seedlib.numbers.find import Number
from seedlib.numbers.hedges import hedge_start

OTHERS = frozenset({"اخرين", "اخرون", "اخري", "اخريات", "اخر", "غيرهم", "اخران"})
_COMPARED = word_class("compared")
_AROUND = QUOTES | {")", "(", "#"}  # signs between a number and its noun
_PRONOUNS = ("هم", "هن", "ها", "وا")  # a word that ends in an object or a subject is never what is counted
_PEOPLE_ENDINGS = ("يين", "يون", "يان")
# Nouns that hold a number rather than being counted: "عدد القتلى", "239 تعداد العسكريين".
_CONTAINERS = word_class("tally")
_REACHED = word_class("reached") | {"قد"}
_LOOK_BACK = 24


class Counted(NamedTuple):
    """The counted noun: its tokens (None where elided), its entry in the lexicon, and where the noun phrase goes on."""

    token: int | None
    entry: Noun | None
    after: int
    second: Noun | None = None


def read_counted(tokens: Tokens, number: Number, first: int, last: int, percent_end: int) -> Counted:
    """The noun that ``number`` counts, inside the sentence of tokens ``first`` to ``last``."""
    keys, at = tokens.keys, number.last_token
    if number.kind == "percent":
        sign = at if percent_end > at else max(number.first_token - 1, 0)
        return Counted(sign, None, percent_end)
    if number.kind == "dual" and number.qualifier != "range":
        return Counted(number.first_token, noun(keys[number.first_token]), at, _joined_noun(tokens, at, last))
    if keys[at : at + 2] == ["علي", "الاقل"] and at + 2 < last and keys[at + 2] in _CONTAINERS | {"من"}:
        at += 2  # "ثلاثة على الأقل من القتلى"
    of_them = False
    at += keys[at : at + 1] == ["/"] and keys[number.first_token - 1] == "/"  # "/76/ إصابة"
    while at < last and (keys[at] in _AROUND or keys[at] in OF_THEM):
        if keys[at] in OF_THEM and at + 1 < last and begins_number(keys[at + 1]):
            break  # "3547 منها 1262 وفاة": said of the next one
        of_them = of_them or keys[at] in OF_THEM
        at += 1
    if of_them and not (at < last and keys[at] in nouns()):
        return Counted(None, None, number.last_token)  # "24 منها جوية": the noun is that of the whole
    if (before := _before_one_or_two(tokens, number, first)) is not None:
        return Counted(before, noun(keys[before]), at)
    if (of := _held_noun(tokens, at, last)) is not None:
        return Counted(of, noun(keys[of]), of + 1, _joined_noun(tokens, of + 1, last))
    closed = keys[at - 1] == ")" and not (at < last and (keys[at] in nouns() or keys[at] in OTHERS))
    has_noun = closed and noun(keys[max(number.first_token - 2, 0)]) is not None  # "عدد المعتقلين (52) أبقى عليهم"
    if at < last and not has_noun and _is_noun(tokens, at, number):
        return Counted(at, noun(keys[at]), at + 1, _joined_noun(tokens, at + 1, last))
    if at < last and keys[at] == "ممن":
        return Counted(None, None, at)  # "677 ممن انطبقت الشروط عليهم"
    if at + 1 < last and keys[at] == "من" and not begins_number(keys[at + 1]):
        return _of_whom(tokens, number, at, first, last)
    found = None if number.kind == "vague" else _noun_before(tokens, number, first)
    if found is None:
        return Counted(None, None, at)
    return Counted(found, noun(keys[found]), at, _joined_noun(tokens, found + 1, number.first_token))


def _held_noun(tokens: Tokens, at: int, last: int) -> int | None:
    """The noun behind one that holds a number ("239 تعداد العسكريين"), or the first of two between which they are
    ("464 ما بين قتيل ومصاب").
    """
    keys = tokens.keys
    if at + 1 < last and keys[at] in _CONTAINERS and noun(keys[at + 1]):
        return at + 1
    at += keys[at : at + 1] == ["ما"]
    entry = noun(keys[at + 1]) if at + 1 < last and keys[at] == "بين" else None
    return at + 1 if entry is not None and entry.outcome and entry.number == "singular" else None


def _of_whom(tokens: Tokens, number: Number, at: int, first: int, last: int) -> Counted:
    """The noun behind من at token ``at``, where the number counts it: "خمسة من عناصر كذا", "14 من أصل 18 ولاية"."""
    keys = tokens.keys
    if keys[at + 1] in {"اصل", "اجمالي"}:
        whole = next((k for k in range(at + 2, min(last, at + 6)) if noun(keys[k])), None)
        return Counted(whole, noun(keys[whole]) if whole is not None else None, at)
    of = at + 1 + (keys[at + 1] in OPENING)
    if of >= last:
        return Counted(None, None, at)
    entry = noun(keys[of]) or owned_noun(tokens.surface(of, of))
    people = entry is not None and entry.category in {"person", "body", "vehicle_or_weapon"}
    held = _noun_before(tokens, number, first) if people and number.kind != "vague" else None
    if held is not None and bare(keys[held - 1]) in _CONTAINERS:
        return Counted(held, noun(keys[held]), at)  # "ارتفع عدد المصابين إلى 40 من المتظاهرين"
    definite = keys[of].startswith("ال") or keys[min(of + 1, last - 1)].startswith("ال")  # "6180 من رؤوس الماشية"
    things = definite and not is_body(keys[of])  # "16 من الفصائل": of whom people are
    if entry and entry.number == "plural" and (people or things):
        return Counted(of, entry, of)
    return Counted(None, None, at)


def _before_one_or_two(tokens: Tokens, number: Number, first: int) -> int | None:
    """The noun that stands before a spelled one or two, which then only stresses it."""
    keys, before = tokens.keys, number.first_token - 1
    if number.value not in {1.0, 2.0} or keys[number.first_token][0] in DIGITS or before < first:
        return None
    nationality = demonym(keys[before].removeprefix("و")) is not None
    if nationality and (number.value == 1.0 or keys[before].endswith(_PEOPLE_ENDINGS)):
        return before  # "مصريين اثنين", "وكيني واحد"
    named = nouns().get(keys[before]) or nouns().get(keys[before].removeprefix("و"))
    if named and (named.number != "singular" or number.value == 1.0):
        head = nouns().get(keys[before - 1]) if before > first and keys[before] in nouns() else None
        before -= bool(head and head.number == "singular" and named.number == "singular")
        return before  # "مدنيين اثنين", "شخص واحد", "حالة وفاة واحدة"
    return None


def _definite(tokens: Tokens, number: Number) -> bool:
    """Whether a number has the article, fused (الخمسة) or apart (الـ14); ألف begins with no article."""
    atom = atoms().get(tokens.keys[number.first_token])
    return bool(atom and atom.article) or (number.first_token > 0 and tokens.keys[number.first_token - 1] == "ال")


def _is_noun(tokens: Tokens, i: int, number: Number) -> bool:
    word = tokens.keys[i]
    if not word[0].isalpha() or word[0].isascii():
        return False
    if word in OTHERS:
        return True
    if word in {"عام", "سنه"}:
        return False  # "ارتفع إلى 199 سنة 2014"
    entry, value = nouns().get(word), number.value or 0
    place = match_place(tokens.keys, i)
    if place is not None and (noun(word) is None or place[1] > i + 1):
        return False  # "و6 أريحا و2 بيت لحم"
    singular = entry is not None and entry.number == "singular" and word != "مزارع"  # a farmer, or farms
    if number.first_token and _definite(tokens, number) and number.kind == "cardinal" and not word.endswith("ا"):
        return singular and value > 10  # المدنيين الخمسة: the noun stands before; but "الـ12 جثة"
    if entry:
        in_words = tokens.keys[number.first_token][0] not in DIGITS
        return not (singular and in_words and 3 <= value <= 10)  # "وأدخل عشرة قسم الجراحة": few are a plural
    if word[0] == "و" or word.startswith("لل") or word in _COMPARED or word in boundaries() or len(word) < 3:
        return False
    if word in word_class("condition") or cues().get(word, ("", ""))[1] == "verb":
        return False  # "21 حالة منها 7 حرجة", "18 أصيبت منازلهم"
    if word[0] == "ي" and demonym(word) is None and group(word) is None:
        return False  # a verb: "9 يحملون جنسية كذا"
    if word.endswith(_PRONOUNS) and "ً" not in tokens.surface(i, i):
        return False
    if word[0] in "بفلك" and _has_preposition(word):
        return False
    definite = word.startswith("ال") and tokens.surface(i, i).startswith("ال")  # not "ألمان"
    return not definite or number.kind == "vague"


@remembered
def _has_preposition(word: str) -> bool:
    """Whether a word that no list has begins with a preposition: "2 بحالة حرجة", "3 بتهمة كذا", "3 لدرعا"."""
    if demonym(word):
        return False
    if word.startswith("بال") and len(word) > 5 and not word.startswith("بالغ"):
        return True  # "83 بالصخيرات"
    endings = ("ا", "ات", "ين") if word[0] == "ب" else ("ا", "ات", "ين", "ه")  # "2 فرقة"
    return noun(word[1:]) is not None or match_place([word[1:]], 0) is not None or not word.endswith(endings)


def _joined_noun(tokens: Tokens, i: int, last: int) -> Noun | None:
    """The noun that و or أو joins to the counted one: "56 قتيلاً وجريحاً", "عشرات القتلى والجرحى", "قتلى أو مصابين"."""
    keys = tokens.keys
    if i + 1 < last and keys[i] == "او" and not begins_number(keys[i + 1]):
        return noun(keys[i + 1])
    if i + 1 < last and keys[i] == "و" and keys[i + 1] not in indefinite_duals():
        return None if i + 2 < last and begins_number(keys[i + 2]) else noun(keys[i + 1])
    joined = i < last and keys[i].startswith("و") and keys[i] not in indefinite_duals()
    if joined and not (i + 1 < last and begins_number(keys[i + 1])):
        return noun(keys[i][1:])
    return None


def _opened(words: list[str]) -> bool:
    """Whether a comma stands in ``words`` with no noun that holds a number behind it: what is there is by the way."""
    for word in reversed(words):
        if word == "،" or bare(word) in _CONTAINERS:
            return word == "،"
    return False


def _noun_before(tokens: Tokens, number: Number, first: int) -> int | None:
    """The noun before a number: "شخص واحد", "المدنيين الخمسة", "عدد القتلى إلى 200"."""
    keys = tokens.keys
    i = number.first_token - 1
    if i >= first and keys[i] == "ال":
        i -= 1
    if keys[hedge_start(tokens, number.first_token)].startswith("و") and number.qualifier == "about":
        return None  # "6 ملايين في الدول القريبة ونحو 738 ألفاً": the next of a list
    if keys[i] == "ب" or keys[i - 1 : i + 1] == ["ب", "("]:
        first = i  # "احتلت صدارة الدول بـ6 آلاف": what is reached, and not by how much
    definite = _definite(tokens, number)
    if number.value in {1, 2} and not definite and i >= first and keys[i] in nouns():
        return i
    nearest, inside = None, False
    amounting = keys[i].startswith("عدد") and bare(keys[i - 1]).startswith("بالغ")  # "الإصابات بكذا، والبالغ عددها 20"
    for back in range(i, max(first - 1, i - _LOOK_BACK), -1):
        word = keys[back]
        if word == "،" and (inside or (i - back < 4 and keys[back + 1] in _REACHED)):
            inside = not inside and _opened(keys[max(first, i - _LOOK_BACK) : back])
            continue  # "عدد المعتقلين، وفق الهيئة منذ 2023، ارتفع إلى 7770"
        if inside:
            continue
        if word in {"،", "؛", ":", ".", "\n"} or word[0] in DIGITS:
            break
        if definite and back == i and owned_noun(tokens.surface(i, i)):
            return back  # "أبناءه الأربعة"
        if bare(word) in _CONTAINERS:
            of = back + 1 + (back + 2 <= i and keys[back + 2].startswith("لل"))
            if of <= i and noun(keys[of]):
                return of  # "حصيلة القتلى", "الحصيلة الإجمالية للقتلى"
        entry = noun(word)
        few = number.value is not None and 3 <= number.value <= 10  # which counts no singular: "ركاب السيارة الخمسة"
        plural = entry is not None and (entry.number == "plural" or (definite and back == i and not few))
        if nearest is None and plural and (i - back < 7 or amounting) and (definite or word.startswith(("ال", "وال"))):
            head = noun(keys[back - 1]) if back > first and word.startswith("ال") else None
            construct = head is not None and head.number == "plural" and head.category in PEOPLE
            nearest = back - construct  # "عاد من مرتزقة الفصائل نحو 10750"
    return nearest
