"""Whose the counted are, and who did it, where the sentence says so."""

from functools import cache
from itertools import compress

from seedlib.arabic import bare, key
from seedlib.attribution import reporting_verbs, words_of
from seedlib.gazetteer import match_place
from seedlib.hedges import hedge_before
from seedlib.lexicon import rows, word_class
from seedlib.memo import remembered
from seedlib.mentions import Mention, coordinated
from seedlib.nouns import noun
from seedlib.outcome_cues import cues
from seedlib.peoples import demonym
from seedlib.phrases import OPENING, boundaries, phrase_end, trim
from seedlib.place_choice import NEXT_CLAUSE
from seedlib.place_words import bodies, is_place
from seedlib.tokens import Tokens

_HARM = frozenset({"killed", "injured", "detained", "abducted", "destroyed"})
_NOBODYS = frozenset({None, "arrived", "returned", "missing", "defected"})  # what nobody else does to people
_THAT = frozenset({"ان", "بان", "وان", "حيث"})
_BACKED = ("المدعوم", "مدعوم")  # by whom is behind it: "مليشيا كذا المدعومة من كذا"
_OF_DAY = frozenset("، فجر صباح ظهر عصر مساء ليل ليله امس".split())
_OF_FIRE = frozenset("مباشر حي طائش عشوائي مجهول مجهوله".split())  # how it was fired, or nobody knows by whom
_FORCES = frozenset("قوه عناصر مسلحون مسلحين جنود مقاتلو دوريه".split())
_CLOSE = 5  # tokens behind a part within which a perpetrator is its own, not that of the whole
_WEAPONS = frozenset({"بقذائف", "بصواريخ"})
_DONE_BY = frozenset("نفذ نفذت شن شنت ارتكب ارتكبت اطلق اطلقت".split())  # verbs whose object is an attack
_ATTACKERS = word_class("attacker")  # besides the heads of bodies


@cache
def _cues() -> dict[str, list[tuple[str, ...]]]:
    """Phrases before a perpetrator ("على يد", "برصاص", "نفذتها") by first word, longest first."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for row in rows("perpetrator_cues"):
        words = tuple(key(word) for word in row["phrase"].split())
        out.setdefault(words[0], []).append(words)
    for phrases in out.values():
        phrases.sort(key=len, reverse=True)
    return out


def read_agents(tokens: Tokens, mentions: list[Mention]) -> None:
    """Set ``actor`` and ``perpetrator`` of each figure from its sentence; parts have the perpetrator of their total,
    figures that one verb tells of ("دمرت كذا 3 دبابات و5 مدرعات") that of the first.
    """
    for n, mention in enumerate(mentions):
        if mention.category == "attack":
            _read_attacker(tokens, mention)
        if mention.category not in {"person", "body", "structure", "vehicle_or_weapon"}:
            continue
        total = mentions[mention.part_of] if mention.part_of is not None else None
        within = total is not None and total.first == mention.first
        since = mention.at if within else mention.first
        until = _until(tokens, mentions, n) if mention.outcome not in _NOBODYS else since
        until = min(until, max(mention.end, mention.counted.after) + _CLOSE) if within else until
        if until > since and (found := _perpetrator(tokens, mention, since, until)):
            first, last = found
            last -= last > first + 1 and tokens.keys[last - 1].startswith(_BACKED)
            mention.perpetrator = _without_to(tokens, first, last)
            mention.cues["perpetrator"] = first, last
        elif total and total.first == mention.first:
            mention.perpetrator = total.perpetrator
        elif n and _together(tokens, mentions[n - 1], mention):
            mention.perpetrator = mentions[n - 1].perpetrator
        if found := _owner(tokens, mention):
            mention.actor = _without_to(tokens, *found)
            mention.cues["actor"] = found
        elif mention.origin and _is_body(tokens, mention):
            mention.actor = mention.origin


def _read_attacker(tokens: Tokens, mention: Mention) -> None:
    """Who carried out an attack: the subject of its verb ("شن الطيران كذا 14 غارة"), or the body behind ل."""
    keys, end = tokens.keys, mention.at
    if hedge := hedge_before(tokens, end):
        end = hedge.first
    first = next((i + 1 for i in range(end - 2, mention.first - 1, -1) if _carries_out(keys[i])), end)
    if first < end and _is_agent(keys[first]) and phrase_end(tokens, first, end) == end:
        mention.perpetrator, mention.cues["perpetrator"] = trim(tokens, first, end), (first, end)
    elif found := _of_body(tokens, max(mention.end, mention.counted.after), mention.last):
        mention.perpetrator, mention.cues["perpetrator"] = _without_to(tokens, *found), found


def _carries_out(word: str) -> bool:
    return word in _DONE_BY or (word[0] in "وف" and word[1:] in _DONE_BY)


def _of_body(tokens: Tokens, i: int, last: int) -> tuple[int, int] | None:
    """The body behind ل at a token: "غارة للطيران كذا", "هجوم لتنظيم كذا"."""
    if i >= last or not _to_body(tokens.keys[i]):
        return None
    end = phrase_end(tokens, i, last, longest=5)
    other = (k for k in range(i + 1, end) if tokens.keys[k][0] == "و" and _is_attack(tokens.keys[k]))
    return i, next(other, end)  # "قصف للنظام وانفجارات كذا"


@remembered
def _to_body(word: str) -> bool:
    """Whether a word is a body behind ل: "للطيران", "لتنظيم"."""
    stem = word[2:] if word.startswith("لل") else word[1:] if word[0] == "ل" else ""
    return stem in bodies() or stem in _ATTACKERS


def _without_to(tokens: Tokens, first: int, last: int) -> str | None:
    """The text of a phrase without the ل that opens it."""
    text = trim(tokens, first, last) or ""
    if not (_to_body(tokens.keys[first]) or text.startswith("لل")):
        return text or None
    return "ال" + text[2:] if text.startswith("لل") else text[1:]


def _together(tokens: Tokens, before: Mention, mention: Mention) -> bool:
    """Whether a figure is told of with the one before it, by one verb."""
    same = before.first == mention.first and before.outcome == mention.outcome and mention.outcome not in _NOBODYS
    return same and coordinated(tokens, before, mention) and tokens.keys[mention.at - 1] == "و"


def _until(tokens: Tokens, mentions: list[Mention], n: int) -> int:
    """The token up to which a perpetrator behind figure ``n`` can be his: the next figure that is neither its part nor
    of the same event, or the next clause.
    """
    k = n + 1
    end = next((j for j in range(k, len(mentions)) if mentions[j].first != mentions[n].first), len(mentions))
    while k < end and (_part_with_noun(mentions[k], n) or coordinated(tokens, mentions[k - 1], mentions[k])):
        k += 1
    last = mentions[k].at if k < end else mentions[n].last
    return next((i for i in range(mentions[n].end, last) if _begins_clause(tokens.keys[i])), last)


@remembered
def _begins_clause(word: str) -> bool:
    return word in NEXT_CLAUSE or word in reporting_verbs() or word in words_of("participle")


def _part_with_noun(mention: Mention, n: int) -> bool:
    """Whether a figure is a part of figure ``n`` that names whom it counts: "بينهم اثنان برصاص كذا" is of those two."""
    return mention.part_of == n and not mention.inherited


def _perpetrator(tokens: Tokens, mention: Mention, since: int, until: int) -> tuple[int, int] | None:
    """The subject of the figure's own verb ("قتلت قوات كذا 4 مدنيين"), else the phrase behind the nearest cue after the
    figure or before it in its clause.
    """
    keys, at = tokens.keys, mention.at
    begin = next((i for i in range(at - 1, since, -1) if keys[i] in NEXT_CLAUSE), since)
    hits = list(compress(range(begin, until), map(_may_cue, keys[begin:until])))
    hits = [i for i in hits if keys[i] != "من" or any(map(_strikes, keys[begin:i]))]
    after = (_behind(tokens, i, mention.last) for i in hits if i >= mention.end)
    before = (_behind(tokens, i, at) for i in reversed(hits) if i < at)
    return _subject(tokens, mention, begin) or next(filter(None, after), None) or next(filter(None, before), None)


def _subject(tokens: Tokens, mention: Mention, begin: int) -> tuple[int, int] | None:
    """The body between a verb of harm and the number that is its object, or before a verb that touches the number."""
    keys, end = tokens.keys, mention.at
    if not any(map(_harms, keys[max(begin, end - 12) : end])):
        return None
    if hedge := hedge_before(tokens, end):
        end = hedge.first
    if mention.counted.token is not None:
        end = min(end, mention.counted.token)
    while end - 1 > begin and (keys[end - 1] in word_class("adverb") or keys[end - 1] in _OF_DAY):
        end -= 1
    verb = next((i for i in range(end - 1, max(begin, end - 8) - 1, -1) if _harms(keys[i])), None)
    if verb is None:
        return None
    if verb < end - 1:
        start, stop = verb + 1, end
    else:
        start = next((i + 1 for i in range(verb - 1, begin - 1, -1) if keys[i] in _THAT), begin)
        stop = verb
    agent = start < stop and _is_agent(keys[start + (keys[start] in OPENING)])
    return (start, stop) if agent and phrase_end(tokens, start, stop, longest=7) == stop else None


@remembered
def _harms(word: str) -> bool:
    cue = cues().get(word)
    return cue is not None and cue[1] == "verb" and cue[0] in _HARM and not word.endswith(("وا", "هم", "ها"))


@remembered
def _strikes(word: str) -> bool:
    """Whether a word tells of harm or an attack that "by" can go with ("قصف من قبل كذا"): not of care or a report."""
    cue = cues().get(word)
    return (cue is not None and cue[0] in _HARM) or _is_attack(word)


def _is_attack(word: str) -> bool:
    entry = noun(word)
    return entry is not None and entry.category == "attack"


def _is_agent(word: str) -> bool:
    """Whether a word begins the name of a force or body, not of those whom something befell."""
    return (
        bare(word) in bodies() or word in bodies() or word in _FORCES or (word.startswith("ال") and noun(word) is None)
    )


@remembered
def _may_cue(word: str) -> bool:
    return word in _cues() or _to_body(word)


def _behind(tokens: Tokens, i: int, last: int) -> tuple[int, int] | None:
    if _to_body(tokens.keys[i]):
        attack = any(
            map(_is_attack, tokens.keys[max(0, i - 2) : i])
        )  # with an adjective at most: "قصف مدفعي لقوات كذا"
        return _of_body(tokens, i, last) if attack else None
    for words in _cues().get(tokens.keys[i], ()):
        start = i + len(words)
        if tuple(tokens.keys[i:start]) == words and start < last:
            if (words[0] in _WEAPONS and not _is_agent(tokens.keys[start])) or is_place(tokens.keys, start):
                return None  # "بقذائف موجهة ليزرياً", "نفذه شمال كذا"
            if tokens.keys[start] in boundaries() or tokens.keys[start] in _OF_FIRE:
                return None
            end = phrase_end(tokens, start, last, longest=6)
            return (start, end) if end > start else None
    return None


def _owner(tokens: Tokens, mention: Mention) -> tuple[int, int] | None:
    """ "100 قتيل للميليشيات": ل right behind the noun, before something that is no place; what people build is for
    whomever it serves ("20 شبكة للمياه"), unless a body is behind it.
    """
    at = max(mention.end, mention.counted.after)
    word = tokens.keys[at] if at < mention.last else ""
    if not word.startswith("لل") or match_place(["ا" + word[1:]], 0):
        return None
    if mention.category == "structure" and not _to_body(word):
        return None
    return at, phrase_end(tokens, at, mention.last, longest=5)


def _is_body(tokens: Tokens, mention: Mention) -> bool:
    """Whether the origin names a force, party or movement rather than a place or a class of people."""
    if mention.origin_tokens is None:
        return False
    words = (i for i in range(*mention.origin_tokens) if tokens.keys[i][0].isalpha())
    first = next(words, None)
    word = tokens.keys[first] if first is not None else ""
    return first is not None and not (match_place(tokens.keys, first) or noun(word) or demonym(word) is not None)
