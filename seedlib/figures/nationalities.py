"""Whence, where the text counts by nationality: lists and rankings of nationalities."""

from seedlib.figures.mentions import Mention
from seedlib.language.gazetteer import match_place, place_size
from seedlib.language.nouns import PEOPLE, noun
from seedlib.language.outcome_cues import cues
from seedlib.language.peoples import demonym
from seedlib.language.phrases import OF_THEM, phrase_end
from seedlib.language.tokens import DIGITS, Tokens
from seedlib.memo import remembered
from seedlib.numbers.hedges import hedge_start

_RANKS = frozenset("المرتبه المركز القائمه الصداره المقدمه الترتيب النسبه نسبته".split())
_NEXT = frozenset(
    "يليهم تليهم ويليهم تلاهم وتلاهم يليها تليها وتليها تلتها وتلتها يليه تليه تتصدرهم يتصدرهم ثم بعدهم اما "
    "شكل يشكل تشكل مثل يمثل تمثل".split()
)
_RANKING = _RANKS | _NEXT
_COMES = frozenset({"ياتي", "تاتي", "جاء", "جاءت"})
_BEARING = frozenset("من يحمل يحملون تحمل يحملن".split())
_NEAR = 3  # tokens from a nationality to its rank or number
_REACH = 14  # tokens from a ranked number to the next


def read_ranked(tokens: Tokens, mention: Mention, before: Mention | None) -> bool:
    """Set as origin the nationality or country that a ranking names before its number, if one does: "احتل السوريون
    المرتبة الأولى بـ400"، "يليهم العراقيون بـ152 شخصاً"، "والمصريون بـ9"، "مالي (7)"; ``before`` is the number
    ranked last.
    """
    keys = tokens.keys
    near = range(max(mention.first, mention.at - _REACH), mention.at)
    goes_on = before is not None and before.first == mention.first and before.end >= near.start
    if not goes_on and _RANKING.isdisjoint(keys[near.start : near.stop]):
        return False
    if mention.category not in PEOPLE | {"percent"}:
        return False
    by = hedge_start(tokens, mention.at)
    by -= keys[by][0] != "ب" and (keys[by - 1][0] == "ب" or keys[by - 1] in {"وعددهم", "("})
    begin = next(
        (i for i in range(by - 1, near.start - 1, -1) if keys[i][0] in DIGITS or keys[i] == "،"), near.start - 1
    )
    rank = next((i for i in range(begin + 1, by) if keys[i] in _RANKS), by)
    found = _nation_before(keys, begin, rank)
    if found is None or keys[found[0] - 1] == "في":
        return False
    start, end = found
    head = start
    while head - 1 > begin and _describes(keys[head - 1]):
        head -= 1
    opener = keys[head - 2 if keys[head - 1] in _COMES else head - 1]
    if not (rank < by or opener in _NEXT or (goes_on and (keys[head][0] == "و" or keys[by] == "("))):
        return False
    _set(mention, start, end, tokens.surface(start, end - 1)[keys[start][0] == "و" :])
    return True


def _nation_before(keys: list[str], begin: int, before: int) -> tuple[int, int] | None:
    """The nationalities or the country behind token ``begin`` that end near before another one."""
    for end in range(before, max(begin, before - _NEAR), -1):
        start = end
        while start - 1 > begin and _of_nation(keys[start - 1]):
            start -= 1
        if start == end and (size := place_size(keys, end)) and end - size > begin:
            known = match_place([keys[end - size].removeprefix("و"), *keys[end - size + 1 : end]], 0)
            start -= size if known and known[0].kind == "country" else 0
        if start < end:
            return start, end
    return None


@remembered
def _describes(word: str) -> bool:
    """Whether a word before a nationality says what it is of: "الوافدون من", "الجنسية"."""
    entry = noun(word.removeprefix("و"))
    return word in {"من", "ومن", "الجنسيه", "والجنسيه"} or (entry is not None and entry.category in PEOPLE)


def _set(mention: Mention, start: int, end: int, text: str | None) -> None:
    mention.origin, mention.origin_tokens = text, (start, end)
    mention.cues["origin"] = (start, end)


@remembered
def _of_nation(word: str) -> bool:
    """Whether a word is a nationality with the article: "السوريون", "والمصريون"."""
    stem = word.removeprefix("و")
    return stem.startswith("ال") and demonym(stem) is not None


def read_listed(tokens: Tokens, mentions: list[Mention]) -> None:
    """Three nationalities one after the other break down a number that the text need not state, so each is an origin,
    as is one beside a part: "1888 إثيوبياً، و59 هندياً و23 من باكستان".
    """
    runs: list[list[Mention]] = [[]]
    for mention in mentions:
        whence = mention.origin is not None or _nationality(tokens, mention)
        if not whence or (runs[-1] and any(map(_breaks_list, tokens.keys[runs[-1][-1].end + 1 : mention.at]))):
            runs.append([])
        if whence:
            runs[-1].append(mention)
    told = (run for run in runs if len(run) > 2 or any(item.part_of is not None for item in run))
    for item in (item for run in told for item in run):
        if item.origin is None and (token := item.counted.token) is not None:
            _set(item, token, token + 1, item.counted_text)


def _nationality(tokens: Tokens, mention: Mention) -> bool:
    token = mention.counted.token
    return token is not None and demonym(tokens.keys[token].removeprefix("و")) is not None


@remembered
def _is_nation(word: str) -> bool:
    """Whether a word is a nationality without the article, or of more of them: "يمنيون", "جنسيات أخرى"."""
    return word.startswith("جنسي") or (not word.startswith("ال") and demonym(word) is not None)


@remembered
def _breaks_list(word: str) -> bool:
    """Whether a word between two figures is more than a name: a stop, a verb, a noun of another event."""
    return word in {".", "؛", ":", "\n"} or word in cues() or word.startswith(("بين", "منهم"))


def citizens(tokens: Tokens, mention: Mention, at: int) -> tuple[int, int] | None:
    """ "43 مهاجراً، من جنسيات سنغالية ومالية", "10 يحملون الجنسية اللبنانية", "يحملون جنسيات كذا، كذا، وكذا"; of some
    of them "40% منهم يمنيو الجنسية".
    """
    keys, last = tokens.keys, mention.last
    if at + 1 >= last:
        return None
    of_them = keys[at] in OF_THEM
    if (of_them or mention.category == "percent") and _is_nation(keys[at + of_them]):
        return at + of_them, phrase_end(tokens, at + of_them, last, longest=4)
    at += keys[at] == "،"
    if at + 1 >= last or keys[at] not in _BEARING or not keys[at + 1].startswith(("جنسي", "الجنسي")):
        return None
    end, countries = phrase_end(tokens, at + 1, last, longest=6), match_place(keys, at + 2) is not None
    while end + 1 < last and keys[end] == "،":
        if countries and (named := match_place(keys[end + 1 : end + 5], 0)):
            end += 1 + named[1]
        elif _is_nation(keys[end + 1].removeprefix("و")):
            end += 2
        else:
            break
    return at + 1, end
