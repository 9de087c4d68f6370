"""Whose the counted are, and who did it, where the sentence says so."""

from functools import cache
from itertools import compress, takewhile

from seedlib.arabic import key
from seedlib.figures import attackers
from seedlib.figures.attackers import (
    THAT,
    agent_end,
    is_agent,
    is_attack,
    is_state,
    of_body,
    past_adverbs,
    to_body,
)
from seedlib.figures.mentions import Mention, coordinated
from seedlib.figures.places.choice import NEXT_CLAUSE
from seedlib.figures.sources.attribution import reporting_verbs, words_of
from seedlib.language.gazetteer import match_place
from seedlib.language.nouns import noun
from seedlib.language.outcome_cues import cues
from seedlib.language.peoples import demonym
from seedlib.language.phrases import OPENING, boundaries, phrase_end
from seedlib.language.place_words import is_place
from seedlib.language.tokens import Tokens
from seedlib.lexicon import rows
from seedlib.memo import remembered

_HARM = frozenset({"killed", "injured", "detained", "abducted", "destroyed"})
_NOBODYS = frozenset({None, "arrived", "returned", "missing", "defected"})  # what nobody else does to people
_BACKED = ("المدعوم", "مدعوم")  # by whom is behind it: "مليشيا كذا المدعومة من كذا"
_OF_FIRE = frozenset("مباشر حي طائش عشوائي مجهول مجهوله".split())  # how it was fired, or nobody knows by whom
_CLOSE = 5  # tokens behind a part within which a perpetrator is its own, not that of the whole
_LATER = 8  # figures behind one within which attacks can be those that harmed them
_WEAPONS = frozenset({"بقذائف", "بصواريخ"})


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
    for mention in mentions:
        if mention.category in {"attack", "vehicle_or_weapon"} and (found := attackers.read(tokens, mention)):
            mention.perpetrator, mention.cues["perpetrator"] = attackers.name(tokens, *found), found
    for n, mention in enumerate(mentions):
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
            mention.perpetrator = attackers.name(tokens, first, last)
            mention.cues["perpetrator"] = first, last
        elif total and total.first == mention.first:
            mention.perpetrator = total.perpetrator
        elif n and _together(tokens, mentions[n - 1], mention):
            mention.perpetrator = mentions[n - 1].perpetrator
        elif mention.outcome not in _NOBODYS and (attack := _attack_behind(tokens, mentions, n)):
            mention.perpetrator = attack.perpetrator
        if found := _owner(tokens, mention):
            mention.actor = attackers.name(tokens, *found)
            mention.cues["actor"] = found
        elif mention.origin and _is_body(tokens, mention):
            mention.actor = mention.origin


def _attack_behind(tokens: Tokens, mentions: list[Mention], n: int) -> Mention | None:
    """The attacks in which they came to harm, told behind them in their clause: "قتل 115 مدنياً جراء 581 غارة"."""
    mention = mentions[n]
    later = takewhile(lambda other: other.first == mention.first, mentions[n + 1 : n + 1 + _LATER])
    attack = next((other for other in later if other.category == "attack"), None)
    return attack if attack and not any(map(_begins_clause, tokens.keys[mention.end : attack.at])) else None


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
    if mention.counted.token is not None:
        end = min(end, mention.counted.token)
    end = past_adverbs(tokens, end, begin)
    verb = next((i for i in range(end - 1, max(begin, end - 8) - 1, -1) if _harms(keys[i])), None)
    if verb is None:
        return None
    if verb < end - 1:
        start, stop = verb + 1, end
    else:
        start = next((i + 1 for i in range(verb - 1, begin - 1, -1) if keys[i] in THAT), begin)
        stop = verb
    head = start + (keys[start] in OPENING)
    agent = start < stop and (is_agent(keys[head]) or is_state(keys, head))
    return (start, stop) if agent and phrase_end(tokens, start, stop, longest=7) == stop else None


@remembered
def _harms(word: str) -> bool:
    cue = cues().get(word)
    return cue is not None and cue[1] == "verb" and cue[0] in _HARM and not word.endswith(("وا", "هم", "ها"))


@remembered
def _strikes(word: str) -> bool:
    """Whether a word tells of harm or an attack that "by" can go with ("قصف من قبل كذا"): not of care or a report."""
    cue = cues().get(word)
    return (cue is not None and cue[0] in _HARM) or is_attack(word)


@remembered
def _may_cue(word: str) -> bool:
    return word in _cues() or to_body(word) or is_attack(word)


def _behind(tokens: Tokens, i: int, last: int) -> tuple[int, int] | None:
    if is_attack(tokens.keys[i]):
        return attackers.by_adjective(tokens, i + 1, last)
    if to_body(tokens.keys[i]):
        attack = any(map(is_attack, tokens.keys[max(0, i - 2) : i]))  # with an adjective at most: "قصف مدفعي لقوات كذا"
        return of_body(tokens, i, last) if attack else None
    for words in _cues().get(tokens.keys[i], ()):
        start = i + len(words)
        if tuple(tokens.keys[i:start]) == words and start < last:
            if (words[0] in _WEAPONS and not is_agent(tokens.keys[start])) or is_place(tokens.keys, start):
                return None  # "بقذائف موجهة ليزرياً", "نفذه شمال كذا"
            if tokens.keys[start] in boundaries() or tokens.keys[start] in _OF_FIRE:
                return None
            end = agent_end(tokens, start, last, longest=6)
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
    if mention.category == "structure" and not to_body(word):
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
