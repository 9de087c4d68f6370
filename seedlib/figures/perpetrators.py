"""Who harmed people or things: the subject of the verb, what is behind "by" and its like, or who attacked before."""

from functools import cache
from itertools import compress

from seedlib.arabic import bare, key
from seedlib.figures import attackers
from seedlib.figures.attackers import (
    THAT,
    WHO,
    agent_end,
    is_agent,
    is_attack,
    is_force,
    is_state,
    of_body,
    past_adverbs,
    to_body,
)
from seedlib.figures.mentions import Mention
from seedlib.figures.places.choice import NEXT_CLAUSE
from seedlib.language.nouns import PEOPLE, noun
from seedlib.language.number_atoms import begins_number
from seedlib.language.outcome_cues import cues
from seedlib.language.peoples import match_group
from seedlib.language.phrases import OPENING, boundaries, phrase_end
from seedlib.language.place_words import is_place, place_noun
from seedlib.language.tokens import Tokens
from seedlib.lexicon import rows
from seedlib.memo import remembered
from seedlib.numbers.hedges import hedge_start

_HARM = frozenset({"killed", "injured", "detained", "abducted", "destroyed"})
_FIRE = frozenset({"برصاص", "بنيران"})  # behind them, what it was fired with, or by whom
#: How it was fired, what with, or that nobody knows by whom: "برصاص مباشر", "بنيران صديقة".
_OF_FIRE = frozenset("مباشر حي طائش عشوائي مجهول مجهوله صديق صديقه قنص القنص مدفعيه المدفعيه ثقيله".split())
#: Of an attack, where it is told of with its subject, and of what came of it: "شن كذا هجوماً، ما أدى إلى مقتل 4".
_ATTACK = frozenset("شن شنت نفذ نفذت ارتكب ارتكبت".split())
_HIT = frozenset("قصف قصفت استهدف استهدفت هاجم هاجمت".split())  # with what was hit as their object
_RESULT = frozenset("ادي ادت اسفر اسفرت خلف خلفت اوقع اوقعت تسبب تسببت اودي اودت راح".split())
_FAR = 40  # tokens between an attack and what came of it
_REACH = 9  # tokens between a verb and its object
#: Before "to seize" and the like: "تمكنت كذا من القبض على 4".
_MANAGED = frozenset("تمكن تمكنت نجح نجحت وتمكن وتمكنت".split())
_LAID = frozenset({"القت", "القي", "والقت", "والقي"})  # before القبض


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


def perpetrator(tokens: Tokens, mention: Mention, since: int, until: int) -> tuple[int, int] | None:
    """The subject of the figure's own verb ("قتلت قوات كذا 4 مدنيين"), else the phrase behind the nearest cue after the
    figure or before it in its clause.
    """
    keys, at = tokens.keys, mention.at
    begin = next((i for i in range(at - 1, since, -1) if keys[i] in NEXT_CLAUSE), since)
    hits = list(compress(range(begin, until), map(_may_cue, keys[begin:until])))
    hits = [i for i in hits if keys[i] != "من" or any(map(_strikes, keys[begin:i]))]
    after = (_behind(tokens, i, mention.last) for i in hits if i >= mention.end)
    before = (_behind(tokens, i, at) for i in reversed(hits) if i < at)
    found = _subject(tokens, mention, begin) or next(filter(None, after), None) or next(filter(None, before), None)
    return found or _of_result(tokens, mention, begin)


def _subject(tokens: Tokens, mention: Mention, begin: int) -> tuple[int, int] | None:
    """The body between a verb of harm and the number that is its object, or before a verb that touches the number."""
    keys, end = tokens.keys, mention.at
    if not any(map(_tells_harm, keys[max(begin, end - 12) : end])):
        return None
    if mention.counted.token is not None:
        end = min(end, mention.counted.token)
    end = past_adverbs(tokens, end, begin)
    if seized := _seized_by(tokens, begin, end):
        return seized
    verb = next((i for i in range(end - 1, max(begin, end - 8) - 1, -1) if _harms(keys[i])), None)
    if verb is None:
        return None
    if verb < end - 1:
        return _whole_agent(tokens, verb + 1, end) or _before_place(tokens, mention, verb + 1, end)
    stop = verb - (keys[verb - 1] in WHO)
    if stop < verb:  # "الجيش الذي اعتقل 4"
        starts = range(max(begin, stop - 7), stop)
        return next(filter(None, (_whole_agent(tokens, i, stop) for i in starts)), None)
    start = next((i + 1 for i in range(verb - 1, begin - 1, -1) if keys[i] in THAT), begin)
    return _whole_agent(tokens, start, stop)


def _whole_agent(tokens: Tokens, start: int, stop: int) -> tuple[int, int] | None:
    """The tokens from ``start`` to ``stop`` where they are the name of who can do it: "متمردون من قوات كذا"."""
    head = start + (tokens.keys[start] in OPENING)
    if not start < stop or not (is_agent(tokens.keys[head]) or is_state(tokens.keys, head)):
        return None
    end = phrase_end(tokens, start, stop, longest=7)
    if end + 1 < stop and tokens.keys[end] == "من" and is_force(tokens.keys[end + 1]):
        end = phrase_end(tokens, end + 1, stop, longest=7)
    return (start, stop) if end == stop else None


def _before_place(tokens: Tokens, mention: Mention, start: int, end: int) -> tuple[int, int] | None:
    """A force behind its verb that a place parts from its object: "قتل المسلحون في قرية كذا وحدها 4"."""
    if mention.category not in PEOPLE or not is_force(tokens.keys[start]):
        return None
    stop = phrase_end(tokens, start, end, longest=7)
    within = tokens.keys[stop] == "في" and end - stop <= 6 and all(word[0].isalpha() for word in tokens.keys[stop:end])
    return (start, stop) if within else None


def _seized_by(tokens: Tokens, begin: int, end: int) -> tuple[int, int] | None:
    """The subject of "managed to seize" or "laid hands on" before its object: "تمكنت الشرطة أمس من القبض على 4"."""
    keys = tokens.keys
    i = end - (keys[end - 1] == "علي") - 1
    if not _is_seizure(keys[i]):
        return None
    i -= keys[i - 1] == "القاء"
    managed = keys[i - 1] in {"من", "في"}
    if not managed and keys[i] != "القبض":
        return None
    verbs, stop = (_MANAGED, i - 1) if managed else (_LAID, i)
    stop = past_adverbs(tokens, stop, begin)
    verb = next((k for k in range(stop - 1, max(begin, stop - 8) - 1, -1) if keys[k] in verbs), None)
    return None if verb is None else _whole_agent(tokens, verb + 1, stop)


def _of_result(tokens: Tokens, mention: Mention, begin: int) -> tuple[int, int] | None:
    """Who carried out the attack of which the clause before the figure says what came of it."""
    keys, at = tokens.keys, mention.at
    result = result_before(tokens, at, begin)
    if result is None:
        return None
    for verb in range(result - 1, max(begin, result - _FAR) - 1, -1):
        word = keys[verb].removeprefix("و")
        if word in _HIT and (known := match_group(keys, verb + 1)):
            end = known[1]  # before what was hit: not "استهدف كذا بعبوة", who was hit
            hit = keys[end][0].isalpha() and keys[end][0] != "ب" and keys[end] not in boundaries()
            return (verb + 1, end) if hit and known[0].type == "affiliation" else None
        if word in _ATTACK:
            attack = next((i for i in range(verb + 2, min(verb + _REACH, result)) if is_attack(keys[i])), None)
            if attack is None:
                return None
            while begins_number(keys[attack - 1]):
                attack -= 1  # "شن كذا سبع غارات"
            return _whole_agent(tokens, verb + 1, past_adverbs(tokens, hedge_start(tokens, attack), verb + 1))
    return None


def result_before(tokens: Tokens, at: int, begin: int) -> int | None:
    """The verb close before a figure that says what it came of: "أسفرت عن مقتل 4"."""
    for i in range(at - 1, max(begin, at - 6) - 1, -1):
        word = tokens.keys[i]
        if word in _RESULT:
            return i
        if word[0] == "و" and cues().get(word, ("", ""))[1] == "verb":
            return None  # of another event: "أسفرت عن مقتل 4 وأصيب 5"
    return None


@remembered
def _harms(word: str) -> bool:
    cue = cues().get(word)
    return cue is not None and cue[1] == "verb" and cue[0] in _HARM and not word.endswith(("وا", "هم", "ها"))


@remembered
def _tells_harm(word: str) -> bool:
    return _harms(word) or _is_seizure(word)


@remembered
def _is_seizure(word: str) -> bool:
    """Whether a word is, or is written like, a noun for harm that can be the object of a verb: "القبض", "قتل"."""
    cue = cues().get(word)
    return cue is not None and cue[0] in _HARM and (cue[1] == "noun" or not word.endswith("ت"))


@remembered
def _is_weapon(word: str) -> bool:
    entry = noun(word)
    return entry is not None and entry.category == "vehicle_or_weapon"


@remembered
def _is_attack_or_means(word: str) -> bool:
    return is_attack(word) or (word[0] == "ب" and _is_weapon(word))


@remembered
def _strikes(word: str) -> bool:
    """Whether a word tells of harm or an attack that "by" can go with ("قصف من قبل كذا"): not of care or a report."""
    cue = cues().get(word)
    return (cue is not None and cue[0] in _HARM) or is_attack(word)


@remembered
def _may_cue(word: str) -> bool:
    return word in _cues() or to_body(word) or is_attack(word) or _harms_them(word)


@remembered
def _harms_them(word: str) -> bool:
    """Whether a word is a verb of harm with those spoken of as its object: "4 مدنيين قتلتهم كذا"."""
    cue = cues().get(word)
    return word.endswith("هم") and cue is not None and cue[1] == "verb" and cue[0] in _HARM


def _behind(tokens: Tokens, i: int, last: int) -> tuple[int, int] | None:
    """The phrase for who did it behind a cue at a token."""
    if _harms_them(tokens.keys[i]):
        agent = i + 1 < last and is_agent(tokens.keys[i + 1])
        return (i + 1, agent_end(tokens, i + 1, last, longest=5)) if agent else None
    if is_attack(tokens.keys[i]):
        return attackers.by_adjective(tokens, i + 1, last) or attackers.of_raid(tokens, i, last)
    if to_body(tokens.keys[i]):
        said = tokens.keys[max(0, i - 2) : i]  # "قصف مدفعي لقوات", "بطائرة مسيرة لقوات"
        attack = any(map(_is_attack_or_means, said))
        return of_body(tokens, i, last) if attack else None
    for words in _cues().get(tokens.keys[i], ()):
        start = i + len(words)
        if tuple(tokens.keys[i:start]) == words and start < last:
            word = tokens.keys[start]
            area = words[0].startswith("مصدر") and place_noun(bare(word))  # "مصدره المناطق التي كذا"
            if area or is_place(tokens.keys, start) or word in boundaries():
                return None  # "نفذه شمال كذا"
            if words[0] in _FIRE and (word in _OF_FIRE or _is_weapon(word)):
                return None
            end = agent_end(tokens, start, last, longest=6)
            return (start, end) if end > start else None
    return None
