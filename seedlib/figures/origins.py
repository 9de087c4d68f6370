"""From where, or part of which group: the origin that a figure itself states."""

from itertools import takewhile

from seedlib.arabic import bare
from seedlib.figures.counted import OTHERS
from seedlib.figures.item_labels import bracketed, label, read_whose
from seedlib.figures.mentions import Mention, total_of
from seedlib.figures.nationalities import citizens, read_listed, read_ranked
from seedlib.figures.origin_words import (
    MANAGED,
    begins_another,
    breaks_off,
    by_means,
    governed,
    is_vehicle,
    is_whence,
    names_none,
    noun_of_time,
    tells,
    told_of_them,
)
from seedlib.figures.places.names import place_at
from seedlib.language.gazetteer import place_size
from seedlib.language.nouns import PEOPLE, noun, owned_noun
from seedlib.language.number_atoms import atoms, begins_number, joined_number
from seedlib.language.peoples import match_group
from seedlib.language.phrases import OPENING, boundaries, phrase_end, trim
from seedlib.language.place_words import bodies, in_place, is_place, place_noun
from seedlib.language.tokens import DIGITS, Tokens
from seedlib.lexicon import word_class
from seedlib.numbers.hedges import hedge_start

_NOT_ORIGIN = word_class("not_origin") | frozenset(
    "تحت فوق وسط داخل خارج حول بين بينهم بينها قبل خلال اجل جراء دون غير هذا هذه تلك ضمن ضمنهم حيث".split()
)
# What people escape or flee: "نجا 10 من حادث كذا", "300 لاجئ فروا من القتال".
_INCIDENTS = word_class("incident")
_HEDGED = 6  # tokens that a number can have before it with its hedge
_THINGS = frozenset({"vehicle_or_weapon", "attack", "structure", "money"})
_COMING = word_class("coming")
_OF_WHOM = ("الموالي", "الموالين", "التابع")
_BACKED = ("المدعوم", "مدعوم", "الممول", "ممول", "المقرب", "مقرب", "القريب")
_ANYBODY = frozenset({"شخص", "فرد", "انسان", "مواطن"})
_BRACKETS = 14  # tokens in brackets between a number and whence they are
_PLURAL = ("ين", "ون")
_SIDE = frozenset({"صفوف", "صف"})


def read_origins(tokens: Tokens, mentions: list[Mention]) -> None:
    """Set ``origin`` and ``origin_tokens``: من + group or place, في صفوف + group or, for a part of a total, its label
    in the list or its group noun; in a list by nationality that names no total, the nationality.
    """
    ranked: Mention | None = None
    for mention in mentions:
        if read_ranked(tokens, mention, ranked):
            ranked = mention
        else:
            _read_origin(tokens, mention, total_of(mention, mentions))
    read_listed(tokens, mentions)


def _read_origin(tokens: Tokens, mention: Mention, total: Mention | None) -> None:
    found = (
        bracketed(tokens, mention)
        or label(tokens, mention)
        or _from(tokens, mention)
        or _in_ranks(tokens, mention)
        or _in_quotes(tokens, mention)
        or _ranks_before(tokens, mention)
        or _coming(tokens, mention)
    )
    if found is None and total and mention.category in PEOPLE:
        found = _group_noun(tokens, mention)
        token = mention.counted.token
        if token is not None and found == (token, token + 1) and _says_nothing(tokens.keys[token], mention, total):
            read_whose(tokens, mention)
            return
    if found:
        found = _bare_place(tokens, found[0], found[1] - (tokens.keys[found[1] - 1] == "و"))
        mention.origin = trim(tokens, *found)
        if tokens.keys[found[0]][0] == "و" and (named := place_at(tokens, *found)):
            mention.origin = named.name  # "وحمص"
        if mention.origin and mention.counted_text and found[0] == mention.counted.token:
            mention.origin = mention.origin[mention.origin.find(mention.counted_text) :]  # without و: "وامرأتان"
        mention.origin_tokens = found
        mention.cues["origin"] = found


def _says_nothing(word: str, mention: Mention, total: Mention) -> bool:
    """Whether a part's noun says nothing of whence: "others", that of its total ("58 شهيداً: 21 شهيداً على يد كذا"), or
    what happened where the total is of dead and injured or of cases ("1262 وفاة", "22 حالة وفاة").
    """
    own, whole = mention.counted.entry, total.counted.entry
    if own is None:
        return word in OTHERS
    if whole is not None and own.lemma == whole.lemma + "ه":
        return False  # "أسير، بينهم 9 أسيرات"
    died = own.outcome is not None and total.outcome in {"killed_or_injured", "infected", own.outcome}
    return died or own.lemma == "حاله" or own.lemma in _ANYBODY or (whole is not None and own.lemma == whole.lemma)


def _bare_place(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """An origin without the class word before its name: "بلدات حطلة ومراط" is "حطلة ومراط"."""
    kind = place_noun(tokens.keys[first])
    return (first + 1, last) if kind in {"settlement", "settlements"} and last > first + 1 else (first, last)


def _from(tokens: Tokens, mention: Mention) -> tuple[int, int] | None:
    """ "23 عنصراً من حزب الله", "30 من حمص", "خمسة من عناصر قوات النظام"."""
    keys, token, at = tokens.keys, mention.counted.token, max(mention.end, mention.counted.after)
    before = keys[max(0, mention.at - _HEDGED) : mention.at]
    if not MANAGED.isdisjoint(before) and keys[hedge_start(tokens, mention.at) - 1] in MANAGED:
        return None  # "تمكن نحو 25 تلميذاً من الهروب"
    if token is not None and token >= mention.end and mention.counted.after == token:
        at = token - 1  # خمسة من عناصر: the noun itself stands behind من
    at = _past_brackets(tokens, at, mention.last)
    at += keys[mention.at - 1] == "(" and keys[at : at + 1] == [")"]  # "(12) من كذا"
    at += 2 * (keys[at : at + 2] in (["علي", "الاقل"], ["علي", "الاكثر"]))
    if (citizenship := citizens(tokens, mention, at)) is not None:
        return _further(tokens, *citizenship, mention.last)
    near = range(at, min(mention.last, at + 4))
    of = next((i for i in near if keys[i] == "من" or breaks_off(keys[i])), mention.last)
    start = of + 1
    start += keys[start : start + 1] == ["صفوف"]
    if keys[of : start + 1] == ["من", "("] and ")" in keys[start : start + 6]:
        return start + 1, keys.index(")", start)  # "12 من (حزب كذا)"
    if start >= mention.last or keys[of] != "من" or _no_origin(tokens, mention, start):
        return None
    verb = any(map(told_of_them, keys[at:of])) or governed(keys, mention.first, mention.at)
    if verb and not is_whence(keys, start):
        return None  # "3690 طفلاً حرموا من التعليم"
    end = _phrase(tokens, start, mention.last)
    end = next((k for k in range(start + 1, end) if by_means(keys[k]) or in_place(keys, k)), end)
    if end == start + 1 and (place_noun(keys[start]) or (token == start and mention.number.kind == "vague")):
        return None  # "من مخيم للنازحين" names none, "عشرات الآلاف من المصابين" the counted noun and no more
    found = _further(tokens, start, end, mention.last)
    if verb and not is_whence(keys, found[0]):
        return start, end  # "حرم 40 عاملاً من حلب من رواتبهم"
    return None if found == (start, end) and names_none(keys[start:end]) else found


def _no_origin(tokens: Tokens, mention: Mention, start: int) -> bool:
    """Whether what stands behind من is neither a place nor a group that somebody is from."""
    keys, word, entry = tokens.keys, tokens.keys[start], mention.counted.entry
    anybody = mention.counted.token == start and entry is not None and entry.lemma in _ANYBODY
    thing = mention.category in _THINGS or (mention.category == "other" and mention.inherited)
    return (
        word in _NOT_ORIGIN
        or (word.endswith(("هم", "هن", "ها")) and not place_size(keys, start + 1))  # "17 من رفاقها"
        or (not noun(word) and owned_noun(tokens.surface(start, start)) is not None)  # "أربعة من أطفاله"
        or not (word[0].isalpha() or word in OPENING)
        or noun_of_time(word)
        or bare(word) in _INCIDENTS
        or (thing and not (is_place(keys, start) or word in OPENING or word in bodies()))  # "981 من أنظمة كذا"
        or (mention.category == "body" and is_place(keys, start))  # where they were found
        or is_vehicle(word)  # "انتشال 33 مهاجراً من قارب كذا"
        or (anybody and word.startswith("ال"))  # "عشرات الآلاف من الأشخاص"
    )


def _phrase(tokens: Tokens, start: int, last: int) -> int:
    """End of a group's phrase; "مع" goes on with it: "عناصر المصالحات مع النظام"."""
    keys, end = tokens.keys, phrase_end(tokens, start, last, longest=8)
    if end == start + 1 and place_noun(keys[start]):
        while end < last - 1 and place_noun(keys[end].removeprefix("و")) == "direction":
            end += 1  # "من ولايتي جنوب وشمال كذا"
        end = phrase_end(tokens, end, last, longest=3) if end > start + 1 else end
    if end < last and keys[end - 1].startswith(_OF_WHOM) and keys[end].startswith("ل"):
        end = phrase_end(tokens, end, last, longest=4)  # "القوات الموالية للرئيس"
    named = place_at(tokens, start, last) if place_noun(tokens.keys[start]) else None
    if named and (end < named.last or (named.last < last and not tokens.keys[named.last].startswith(("ال", "و")))):
        return named.last  # "من مدينة كذا عاصمة ولاية كذا"
    group = match_group(keys, start)
    if group and end < group[1] <= last and keys[group[1] - 1][0].isalpha():
        return group[1]  # "حلف شمال الأطلسي"
    among = end + 1 < last and keys[end] == "مع" and not tells(keys[end + 1])
    return phrase_end(tokens, end + 1, last, longest=4) if among else end


def _coming(tokens: Tokens, mention: Mention) -> tuple[int, int] | None:
    """ "375 مقاتلاً أجنبياً جاؤوا إلى كذا من كذا"."""
    keys, after = tokens.keys, max(mention.end, mention.counted.after)
    if _COMING.isdisjoint(keys[after : after + _BRACKETS + 4]):
        return None
    start = _past_brackets(tokens, after, mention.last)
    near = list(takewhile(lambda i: keys[i] != ")", range(start, min(mention.last, start + 4))))
    verb = next((i for i in near if keys[i] in _COMING), None)
    for i in range(verb or mention.last, min(mention.last - 1, (verb or 0) + 5)):
        if keys[i] == "من" and not begins_number(keys[i + 1]):
            return i + 1, phrase_end(tokens, i + 1, mention.last, longest=6)
    return None


def _past_brackets(tokens: Tokens, at: int, last: int) -> int:
    """One past the brackets that open at a token: "419 لاجئاً (125 امرأة و214 طفلاً) عادوا من كذا"."""
    if tokens.keys[at : at + 1] != ["("]:
        return at
    return next((i + 1 for i in range(at, min(last, at + _BRACKETS)) if tokens.keys[i] == ")"), at)


def _further(tokens: Tokens, start: int, end: int, last: int) -> tuple[int, int]:
    """A second من, with or without a participle of coming, names the place of origin: "من القوات من بلدات كذا",
    "من العناصر الأجنبية إلى كذا قادمين من إيران".
    """
    keys = tokens.keys
    if (other := next((i for i in range(start + 1, end) if begins_another(keys[i])), None)) is not None:
        return start, other
    if end + 1 < last and keys[end] == "من" and keys[end + 1] not in _NOT_ORIGIN and not begins_number(keys[end + 1]):
        if keys[end - 1].startswith(_BACKED):
            return start, phrase_end(tokens, end + 1, last, longest=4)  # "الفصائل المدعومة من كذا"
        if not keys[end + 1].startswith("جنسي"):
            return end + 1, phrase_end(tokens, end + 1, last, longest=8)
    for i in range(end, min(last - 2, end + 8)):
        if keys[i] in _COMING and keys[i + 1] == "من":
            return i + 2, phrase_end(tokens, i + 2, last, longest=6)
        if keys[i] in {"،", ".", "؛"} or begins_number(keys[i]) or joined_number(keys[i]):
            break
    return start, end


def _in_ranks(tokens: Tokens, mention: Mention) -> tuple[int, int] | None:
    """ "10 جرحى في صفوف القوات"."""
    keys, at = tokens.keys, max(mention.end, mention.counted.after)
    for i in range(at, min(mention.last - 2, at + 2)):
        if keys[i] == "في" and keys[i + 1] in _SIDE:
            return i + 2, phrase_end(tokens, i + 2, mention.last, longest=6)
    return None


def _ranks_before(tokens: Tokens, mention: Mention) -> tuple[int, int] | None:
    """ "حصيلة القتلى في صفوف المقاتلين بلغت 42"."""
    keys, begin = tokens.keys, max(mention.first, mention.at - 9)
    for i in range(mention.at - 2, begin, -1) if not _SIDE.isdisjoint(keys[begin : mention.at]) else ():
        if keys[i] in _SIDE and keys[i - 1] == "في":
            return i + 1, phrase_end(tokens, i + 1, mention.at, longest=6)
        if keys[i] in {"،", "."} or keys[i][0] in DIGITS:
            return None
    return None


def _in_quotes(tokens: Tokens, mention: Mention) -> tuple[int, int] | None:
    """ "خمسة عناصر في "هيئة كذا"": members in a body named in quotes or by a hashtag."""
    keys, at = tokens.keys, max(mention.end, mention.counted.after)
    entry = mention.counted.entry
    if (
        entry
        and (entry.counted_class == "combatant" or entry.lemma == "عضو")
        and at + 1 < mention.last
        and keys[at] == "في"
        and (keys[at + 1] in OPENING | {"#"} or keys[at + 1] in bodies())
    ):
        return at + 1, phrase_end(tokens, at + 1, mention.last, longest=6)
    return None


def _group_noun(tokens: Tokens, mention: Mention) -> tuple[int, int] | None:
    """The group noun of a part: "بينهم 5 أطفال", "30 منهم مقاتلون إيرانيون وباكستانيون"."""
    token = mention.counted.token
    if token is None:
        return None
    end = token + 1
    keys = tokens.keys
    while end < mention.last and end < token + 6 and _adjective(keys[end]):
        if keys[end][0] == "و" and keys[end].endswith("يا") and keys[token].endswith(_PLURAL):
            break  # "3 أردنيين وسعودياً": the next item
        if keys[end][0] == "و" and end + 1 < mention.last and begins_number(keys[end + 1]):
            break  # "7 تشاديا وصومالياً واحداً"
        end += 1
    entry = noun(keys[token])
    whose = end < mention.last and end != mention.at - 1 and not keys[token].startswith("ال")
    whose = whose and keys[end] not in boundaries()  # إلى is no article
    body = whose and (keys[end].startswith("ال") or keys[end] in bodies())
    if end == token + 1 and body and mention.number.kind != "vague":
        return end, _phrase(tokens, end, mention.last)  # ضابط القوات الخاصة
    if end > token + 1 and entry and entry.counted_class == "combatant":
        return token + 1, end  # the adjectives say from where: مقاتلون إيرانيون
    return token, end


def _adjective(word: str) -> bool:
    """A nisba or its coordination: إيرانيون، وعراقيون، سورياً."""
    return (
        len(word) > 4
        and word not in atoms()
        and word.endswith(("يون", "يين", "يا", "يات", "يه"))
        and not word.startswith(("ب", "ل"))
    )
