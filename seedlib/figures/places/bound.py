"""Where people only were bound for: no place of what happened to them."""

from seedlib.arabic import bare
from seedlib.language.gazetteer import match_place
from seedlib.language.tokens import Tokens
from seedlib.lexicon import word_class
from seedlib.memo import remembered

_BOUND_FOR = ("طريقه", "طريقها", "غادر", "توجه", "اتجه", "لجا", "لجؤ", "فروا", "فرت", "فرار")
_TRAVEL = ("هجره", "هروب", "رحله", "رحلت", "رحلات", "عبور", "تهريب", "سفر", "تسفير", "متجه", "متوجه")
_CROSSING = ("قارب", "مركب", "زورق", "مهاجر", "ابحر", "اجتياز")  # with باتجاه, which also says where they fired
_REACH = frozenset({"الوصول", "الدخول", "العبور", "التسلل"})
_HOSPITALS = ("مستشف", "مشف", "مشاف", "المستشف", "المشف", "المشاف")
_AREA = 3  # rank from which on a place is where people went to rather than where they are now
_ARRIVED = frozenset("وصل وصلت وصلوا ووصل ووصلت يصل تصل".split())


def of_way(tokens: Tokens, i: int, rank: int) -> bool:
    """Whether a place of that ``rank`` is where somebody was bound for: "قطار متجه إلى كذا", "في طريقهم إلى كذا", "إلى
    مستشفى كذا".
    """
    keys = tokens.keys
    named = i - 1 if keys[i - 1] != "في" else i - 2  # "نقلت إلى مستشفيات في كذا"
    for k in (i, named):
        if k > 0 and keys[k].startswith(_HOSPITALS) and "الي" in keys[max(0, k - 2) : k]:  # "إلى طوارئ مستشفى كذا"
            return k == i or _ARRIVED.isdisjoint(keys[max(0, k - 3) : k])  # "وصل إلى مستشفيات كذا 30 شهيداً": there
    if rank > _AREA and of_flight(keys, i):
        return True
    between = keys[i - 1] == "بين" and keys[i - 2].startswith("رحل")  # "رحلة بين كذا وكذا"
    if between or _bound_for(keys, i) or (i > 1 and keys[i - 2 : i] == ["في", "اتجاه"]):  # of a road
        return True
    to = next((k for k in (i - 1, i - 2) if k > 0 and keys[k] == "الي"), None)  # also "نقلوا إلى مجمع كذا"
    if to and any(map(_moves, keys[max(0, to - 3) : to])):
        return True
    bound = i > 1 and (keys[i - 2].startswith(_BOUND_FOR) or bare(keys[i - 2]).startswith(_BOUND_FOR))
    return bound and keys[i - 1] in {"الي", "نحو"}


@remembered
def _moves(word: str) -> bool:
    """Whether a word tells of people taken somewhere: "نقلوا", "ونقلت", "واقتيادهم"."""
    return word.removeprefix("و").removeprefix("ت").removeprefix("ي").startswith(("نقل", "اقتاد", "اقتيا", "قتاد"))


def of_flight(keys: list[str], i: int) -> bool:
    """Whether the country or region at token ``i`` is where people left for: "وفر 300 شخص إلى كذا"."""
    to = keys[i - 1] == "الي"
    return to and any(word.removeprefix("و") in word_class("flight") for word in keys[max(0, i - 6) : i - 1])


def _bound_for(keys: list[str], i: int) -> bool:
    """Whether the place is behind a noun of travel and to: "الهجرة غير الشرعية لدولة كذا", "قبل سفرهم إلى كذا"."""
    named = keys[i][0] == "ل" and (keys[i] == "لدوله" or match_place([keys[i][1:]], 0) is not None)
    to = named or keys[i - 1] in {"الي", "نحو"} or keys[i - 1] == "باتجاه"
    tried = keys[i - 2] in _REACH and "حاول" in keys[i - 3]  # "يحاولون الوصول إلى كذا"
    travel = (*_TRAVEL, *_CROSSING) if keys[i - 1] == "باتجاه" else _TRAVEL
    return to and (tried or any(bare(word).startswith(travel) for word in keys[max(0, i - 10) : i]))
