"""Parts that a sentence states of a figure told of before it, with words for it or in brackets behind places."""

from itertools import islice, takewhile

from seedlib.connectors import pronoun_after, spreads
from seedlib.gazetteer import demonym, place_size
from seedlib.lexicon import word_class
from seedlib.links import REACH, closest, died_of, holds, least, link, of_a_kind, own_outcome, same_event
from seedlib.mentions import Mention
from seedlib.nouns import PEOPLE, noun
from seedlib.outcome_cues import cues
from seedlib.tokens import Tokens

_LEAD = 6  # tokens between "من بين" and a part
_NEAR = 8  # tokens between a verb of holding and the first part
_AMONG = frozenset({"بين", "وبين", "ضمن"})
_WHO = frozenset({"الذين", "من", "اللواتي", "اللاتي"})
_HOLDS = frozenset(clitic + verb for verb in word_class("holding") for clitic in ("", "و"))
_THESE = frozenset({"هؤلاء", "اولئك"})
_BACK = frozenset({"بينهم", "بينها", "بينهن", "منهم", "وبينهم", "ومنهم", "ضمنهم"})


def refers_back(tokens: Tokens, mentions: list[Mention], n: int) -> None:
    """The first figure of a sentence that is a part of a figure before it: "من بينهم 5", "ستة منهم", "من بين القتلى 3",
    "16 شخصاً من بين الجرحى", "وشملت العملية 38 طفلاً", "توزعت الإصابات: 402 في كذا".
    """
    mention = mentions[n]
    lead = tokens.keys[max(mention.first, mention.at - 4) : mention.at]
    spread = any(map(spreads, tokens.keys[mention.first : mention.at]))
    these = not _THESE.isdisjoint(lead) and ("بين" in lead or "وبين" in lead)
    wanted = _told(tokens, mention, spread)
    opens = tokens.keys[mention.first] in {"من", "ومن"}
    those = opens and _unnamed(tokens.keys[mention.first : min(mention.first + 3, mention.at)])
    among = spread or these or those or not _BACK.isdisjoint(lead)
    if not (among or wanted or pronoun_after(tokens, mention) or _held(tokens, mention)):
        return
    fits = [k for k in range(n - 1, max(-1, n - REACH), -1) if _may_hold(mentions[k], mention, wanted, spread)]
    if not wanted and (own := own_outcome(mention)):  # "منهم 1652 شهيداً": of the dead, not of the wounded
        fits = [k for k in fits if same_event(own, mentions[k]) or died_of(own, mentions[k])] or fits
    family = mention.counted_class == "family"  # "3120 عائلة، وبينهم 640 طفلاً": of their people
    fits.sort(key=lambda k: (least(mentions[k]) > 0, (mentions[k].counted_class == "family") != family))
    here = takewhile(lambda m: m.first == mention.first, islice(mentions, n, None))
    total = sum(m.number.value or 0 for m in here if of_a_kind(m, mention))
    whole = next((k for k in fits if mentions[k].number.value == total), None) if spread or these else None
    if whole is None and mention.category in PEOPLE:  # "توزعت الاستهدافات: 13 لكذا": of what else is told
        fits = [k for k in fits if mentions[k].part_of is None]
        whole = closest(mentions, fits, total) if spread else next(iter(fits), None)
    if whole is not None:
        link(mention, whole, "partition" if spread else "subset", mention.at, mentions)


def _unnamed(opening: list[str]) -> bool:
    """Whether a sentence opens on people by what they did, for which no list has a noun: "ومن بين الواصلين 40 طفلاً"."""
    who = opening[-1] if opening[:2] in (["ومن", "بين"], ["من", "بين"]) else ""
    return who.startswith("ال") and who.endswith(("ين", "ون")) and noun(who) is None and demonym(who) is None


def _told(tokens: Tokens, mention: Mention, spread: bool) -> str | None:
    """The outcome of those that a sentence speaks of, where a figure is one of them: "من بين القتلى", "من بين الذين
    قتلوا", but not "آلاف الضحايا بين قتيل وجريح".
    """
    begin = mention.first if spread else max(mention.first, mention.at - _LEAD)
    about = tokens.keys[begin : mention.at] + ([] if spread else tokens.keys[mention.end : mention.end + 4])
    if not spread and _AMONG.isdisjoint(about):
        return None
    for i, word in enumerate(about[1:], 1):
        before = about[i - 1]
        who = before in _AMONG and (word.startswith("ال") or _are(word))
        if (spread or who or (before in _WHO and not _AMONG.isdisjoint(about[:i]))) and word in cues():
            return cues()[word][0]
    return None


def of_named(tokens: Tokens, mentions: list[Mention], n: int) -> None:
    """A part of a figure whose noun the text names again: "توفي ستة من الجرحى", "ومن بين المهاجرين 5 أطفال"."""
    mention, keys = mentions[n], tokens.keys
    behind = mention.counted.token == mention.end + 1 and keys[mention.end] == "من"
    begin = max(mention.first, mention.at - _LEAD)
    lead = keys[begin : max(begin, mention.at - 1)]  # never negative: a number can open its sentence
    if not behind and _AMONG.isdisjoint(lead):
        return
    word = keys[mention.end + 1 if behind else begin + next(i for i, w in enumerate(lead) if w in _AMONG) + 1]
    entry = noun(word) if word.startswith("ال") else None
    nation = None if behind else demonym(word)
    if nation is None and (entry is None or (behind and entry.outcome is None)):
        return
    for k in range(n - 1, max(-1, n - REACH), -1):
        whole = mentions[k]
        named = entry is not None and whole.counted.entry is not None and whole.counted.entry.lemma == entry.lemma
        if nation and whole.counted.token is not None:
            named = named or demonym(keys[whole.counted.token]) == nation
        if named and whole.category in PEOPLE and holds(whole, mention):
            link(mention, k, "subset", mention.at, mentions)
            return


def _held(tokens: Tokens, mention: Mention) -> bool:
    """Whether a sentence says what that holds of which the text spoke before: "وشمل ذلك 40 طفلاً", "وتضم القائمة 12"."""
    keys, at = tokens.keys, mention.first
    at += keys[at] not in _HOLDS
    if at + 1 >= mention.at or mention.at > at + _NEAR or keys[at] not in _HOLDS:
        return False
    return (keys[at + 1] == "ذلك" or keys[at + 1].startswith("ال")) and keys[at + 1] not in cues()


def behind_place(tokens: Tokens, mention: Mention) -> bool:
    """Whether a figure opens brackets behind a place: "نابلس (7)"."""
    return tokens.keys[mention.at - 1] == "(" and place_size(tokens.keys, mention.at - 1) > 0


def share_of_place(tokens: Tokens, mentions: list[Mention], n: int) -> None:
    """A figure in brackets behind a place is that place's share of a total spoken of before, that of the share before
    it or else the one that the shares come closest to: "نابلس (7) وجنين (4)".
    """
    share, before = mentions[n], mentions[n - 1]
    if before.first == share.first and behind_place(tokens, before):
        k = before.part_of
    else:
        totals = [
            k
            for k in range(n - 1, max(-1, n - REACH), -1)
            if mentions[k].part_of is None and mentions[k].category in PEOPLE
            if share.outcome in {None, mentions[k].outcome}
        ]
        cls = share.counted_class
        alike = [k for k in totals if cls and mentions[k].counted_class == cls]  # "23 عائلة تضم 138 فرداً": of families
        here = takewhile(lambda one: one.first == share.first, islice(mentions, n, None))
        k = closest(mentions, alike or totals, sum(one.number.value or 0 for one in here if behind_place(tokens, one)))
    if k is None:
        return
    link(share, k, "partition", share.at - 1, mentions)
    if share.inherited and "counted" in mentions[n - 1].cues:
        share.cues["counted"] = mentions[n - 1].cues["counted"]  # the noun of the list, not of the total


def _may_hold(total: Mention, mention: Mention, wanted: str | None, spread: bool) -> bool:
    """Whether a figure can be the one of people that a later sentence refers to, of outcome ``wanted`` if any."""
    large = (total.number.value or float("inf")) >= (mention.number.value or 0)
    fits = large and (wanted is None or same_event(wanted, total))
    return fits and of_a_kind(mention, total) and (spread or total.category in PEOPLE)


def _are(word: str) -> bool:
    """Whether a noun is a plural: "من بين قتلى الأمس"."""
    entry = noun(word)
    return entry is not None and entry.number == "plural"
