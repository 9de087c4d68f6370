"""Whose the counted are, and who did it, where the sentence says so."""

from itertools import takewhile

from seedlib.figures import attackers
from seedlib.figures.attackers import is_body, to_body
from seedlib.figures.mentions import Mention, coordinated, total_of
from seedlib.figures.perpetrators import perpetrator, result_before
from seedlib.figures.places.choice import NEXT_CLAUSE
from seedlib.figures.sources.attribution import reporting_verbs, words_of
from seedlib.language.nouns import PEOPLE, noun
from seedlib.language.peoples import match_group
from seedlib.language.phrases import phrase_end
from seedlib.language.tokens import Tokens
from seedlib.memo import remembered

_NOBODYS = frozenset({None, "arrived", "returned", "missing", "defected"})  # what nobody else does to people
_BACKED = ("المدعوم", "مدعوم")  # by whom is behind it: "مليشيا كذا المدعومة من كذا"
_CLOSE = 5  # tokens behind a part within which a perpetrator is its own, not that of the whole
_LATER = 8  # figures behind one within which attacks can be those that harmed them


def read_agents(tokens: Tokens, mentions: list[Mention]) -> None:
    """Set ``actor`` and ``perpetrator`` of each figure from its sentence; parts have the perpetrator of their total,
    figures that one verb tells of ("دمرت كذا 3 دبابات و5 مدرعات") that of the first.
    """
    for mention in mentions:
        if mention.category in {"attack", "vehicle_or_weapon"} and (found := attackers.read(tokens, mention)):
            mention.perpetrator, mention.cues["perpetrator"] = attackers.name(tokens, *found), found
    raided = {mention.first for mention in mentions if mention.category == "attack"}  # sentences
    for n, mention in enumerate(mentions):
        if mention.category not in {"person", "body", "structure", "vehicle_or_weapon"}:
            continue
        total = total_of(mention, mentions)
        within = total is not None and total.first == mention.first
        since = mention.at if within else mention.first
        harmed = mention.outcome not in _NOBODYS
        until = _until(tokens, mentions, n) if harmed else since
        until = min(until, max(mention.end, mention.counted.after) + _CLOSE) if within else until
        if until > since and (found := perpetrator(tokens, mention, since, until)):
            first, last = found
            last -= last > first + 1 and tokens.keys[last - 1].startswith(_BACKED)
            mention.perpetrator = attackers.name(tokens, first, last)
            mention.cues["perpetrator"] = first, last
        elif total and total.first == mention.first:
            mention.perpetrator = total.perpetrator
        elif n and _together(tokens, mentions[n - 1], mention):
            mention.perpetrator = mentions[n - 1].perpetrator
        elif harmed and mention.first in raided and (attack := _attack_of(tokens, mentions, n)):
            mention.perpetrator = attack.perpetrator
        if found := _owner(tokens, mention):
            mention.actor = attackers.name(tokens, *found)
            mention.cues["actor"] = found
        elif mention.origin and _is_body(tokens, mention):
            mention.actor = mention.origin


def _attack_of(tokens: Tokens, mentions: list[Mention], n: int) -> Mention | None:
    """The attacks in which they came to harm, told behind them in their clause ("قتل 115 مدنياً جراء 581 غارة") or right
    before as that which it came of ("ارتكب كذا 12 مجزرة راح ضحيتها 150").
    """
    mention = mentions[n]
    k = n - 1  # the figure before those that the same verb tells of
    while (
        k > max(n - _LATER, 0) and mentions[k].category in PEOPLE and coordinated(tokens, mentions[k], mentions[k + 1])
    ):
        k -= 1
    before = mentions[k] if k >= 0 and mentions[k].category == "attack" else None
    if before and before.first == mention.first and result_before(tokens, mentions[k + 1].at, before.end):
        return before
    later = takewhile(lambda other: other.first == mention.first, mentions[n + 1 : n + 1 + _LATER])
    attack = next((other for other in later if other.category == "attack"), None)
    return attack if attack and not any(map(_begins_clause, tokens.keys[mention.end : attack.at])) else None


def _together(tokens: Tokens, before: Mention, mention: Mention) -> bool:
    """Whether a figure is told of with the one before it, by one verb."""
    fired = before.category == mention.category == "vehicle_or_weapon"  # "أطلقت كذا 3 صواريخ و5 مسيرات"
    same = before.first == mention.first and before.outcome == mention.outcome
    told = same and (fired or mention.outcome not in _NOBODYS)
    return told and coordinated(tokens, before, mention) and tokens.keys[mention.at - 1] == "و"


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


def _owner(tokens: Tokens, mention: Mention) -> tuple[int, int] | None:
    """The body behind ل and the noun of those whom something befell, "100 قتيل للميليشيات", where no verb has ل with
    it ("تسليم 20 آلية للجيش"), or behind "belonging to": "9 طائرات مسيرة تابعة للجيش".
    """
    at, last, keys = max(mention.end, mention.counted.after), mention.last, tokens.keys
    belongs = next((i for i in range(at, min(at + 3, last)) if keys[i].startswith("تابع")), None)
    at = at if belongs is None else belongs + 1
    if at >= last or not to_body(keys[at]) or (belongs is None and mention.outcome in _NOBODYS):
        return None
    return at, phrase_end(tokens, at, last, longest=5)


def _is_body(tokens: Tokens, mention: Mention) -> bool:
    """Whether the origin names a force, party or movement, at most behind its people: "مسلحي كذا"."""
    if mention.origin_tokens is None:
        return False
    first, last = mention.origin_tokens
    if first - 1 <= mention.cues.get("perpetrator", (-9, -9))[1] <= first:
        return False  # "برصاص قناص من كذا"
    words = [i for i in range(first, last) if tokens.keys[i][0].isalpha()]
    entry = noun(tokens.keys[words[0]]) if words else None
    words = words[1:] if entry and entry.category == "person" and len(words) > 1 else words
    if not words:
        return False
    if is_body(tokens.keys[words[0]]):
        return True
    known = match_group(tokens.keys, words[0]) if mention.counted_class == "combatant" else None
    return known is not None and known[0].type == "affiliation"
