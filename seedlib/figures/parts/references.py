"""Parts that a sentence states of a figure told of before it, with words for it or in brackets behind places."""

from itertools import islice, pairwise, takewhile

from seedlib.arabic import bare, key
from seedlib.figures.mentions import Mention, coordinated
from seedlib.figures.parts.connectors import pronoun_after, spreads
from seedlib.figures.parts.links import (
    CASES,
    REACH,
    closest,
    died_of,
    holds,
    least,
    link,
    of_a_kind,
    own_outcome,
    same_event,
)
from seedlib.figures.parts.lists import STOPS
from seedlib.language.gazetteer import demonym, place_size
from seedlib.language.nouns import PEOPLE, Noun, noun
from seedlib.language.outcome_cues import cues
from seedlib.language.tokens import Tokens
from seedlib.lexicon import word_class
from seedlib.numbers.hedges import hedge_after, hedge_start

_LEAD = 6  # tokens between "من بين" and a part
_BEHIND = 6  # tokens behind a part up to whom it is of: "58 طفلاً ومراهقاً من بين القتلى"
_NEAR = 8  # tokens between a verb of holding and the first part
_AMONG = frozenset({"بين", "وبين", "ضمن"})
_OF = frozenset({"من", "ومن"})
_THAT = frozenset({"ان", "انه", "انها", "بان", "بانه"})
_WHO = frozenset({"الذين", "من", "اللواتي", "اللاتي"})
_HOLDS = frozenset(clitic + verb for verb in word_class("holding") for clitic in ("", "و"))
_MADE_UP = frozenset("يتالفون تتالف تتكون يتكونون".split())
_SHARES, _MOST = frozenset({"العدد", "النصيب", "الحصه", "النسبه"}), frozenset({"الاكبر", "الاعلي", "الاوفر"})
_AS_FOLLOWS = frozenset({"كالتالي", "كالاتي", "يلي", "التالي", "الاتي", "التاليه"})
_THESE = frozenset({"هؤلاء", "اولئك"})
_CALLED = frozenset({"ضحيه", "راكب", "ناج"})
_CONTRARY = frozenset({"بينما", "فيما"})
_OF_IT = frozenset({"منها", "ومنها"})
_BACK = frozenset(clitic + word for word in "بينهم بينها بينهن منهم ضمنهم ضمنهن".split() for clitic in ("", "و"))


def refers_back(tokens: Tokens, mentions: list[Mention], n: int) -> None:
    """The first figure of a sentence that is a part of a figure before it: "من بينهم 5", "ستة منهم", "من بين القتلى 3",
    "16 شخصاً من بين الجرحى", "وشملت العملية 38 طفلاً", "توزعت الإصابات: 402 في كذا".
    """
    mention = mentions[n]
    clause = tokens.keys[mention.first : mention.at]
    lead = clause[-4:]
    spread = _is_spread(clause) or (not _MADE_UP.isdisjoint(clause) and _made_up(tokens, mention))
    spread = spread or (":" in lead and not _AS_FOLLOWS.isdisjoint(lead)) or _most(clause)
    these = not _THESE.isdisjoint(lead) and ("بين" in lead or "وبين" in lead)
    wanted = _told(tokens, mention, spread)
    among = spread or these or _unnamed(clause[-_NEAR:])
    among = among or tokens.keys[mention.first] in _OF_IT or not _BACK.isdisjoint(lead)
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
    if whole is None and (mention.category in PEOPLE or not spread):  # "توزعت الاستهدافات: 13 لكذا": of what else
        fits = [k for k in fits if _own_event(mentions, mentions[k])]
        whole = closest(mentions, fits, total) if spread else next(iter(fits), None)
    if whole is not None:
        link(mention, whole, "partition" if spread else "subset", mention.at, mentions)


def _is_spread(clause: list[str]) -> bool:
    """Whether a clause says that what it tells is spread: not "توزعت الوفيات على 21 محافظة، بينما فقد رجل 4"."""
    verb = next((i for i, word in enumerate(clause) if spreads(word)), None)
    return verb is not None and _CONTRARY.isdisjoint(clause[verb:])


def _most(keys: list[str]) -> bool:
    """Whether a clause says whose share is the largest: "وسجلت حلب العدد الأكبر من الشهداء بواقع 20"."""
    return not _MOST.isdisjoint(keys) and any(share in _SHARES and most in _MOST for share, most in pairwise(keys))


def _own_event(mentions: list[Mention], one: Mention) -> bool:
    """Whether a figure is no part, or what befell those that it counts is told of them only: the dead among victims."""
    return one.part_of is None or mentions[one.part_of].outcome != one.outcome


def _unnamed(words: list[str]) -> bool:
    """Whether words speak of people by what they did, for which no list has a noun: "ومن بين الواصلين 40 طفلاً"."""
    if "بين" not in words[1:-1]:
        return False
    at = words.index("بين", 1)
    who = words[at + 1] if words[at - 1] in {"ومن", "من"} else ""
    return who.startswith("ال") and who.endswith(("ين", "ون")) and noun(who) is None and demonym(who) is None


def _told(tokens: Tokens, mention: Mention, spread: bool) -> str | None:
    """The outcome of those that a sentence speaks of, where a figure is one of them: "من بين القتلى", "من بين الذين
    قتلوا", but not "آلاف الضحايا بين قتيل وجريح".
    """
    begin = mention.first if spread else max(mention.first, mention.at - _LEAD)
    about = tokens.keys[begin : mention.at] + ([] if spread else tokens.keys[mention.end : mention.end + _BEHIND])
    if not spread and _AMONG.isdisjoint(about) and _OF.isdisjoint(about):
        return None
    for i, word in enumerate(about[1:], 1):
        before = about[i - 1]
        of = before == "ومن" or (before == "من" and i > 1 and about[i - 2] in _THAT)  # "إنه من القتلى كان 29 رجلاً"
        if before in word_class("tally"):
            before = about[i - 2]  # "من بين إجمالي الشهداء 13"
        who = (before in _AMONG or of) and (word.startswith("ال") or _are(word))
        if (spread or who or (before in _WHO and not _AMONG.isdisjoint(about[:i]))) and word in cues():
            return cues()[word][0]
    return None


def of_named(tokens: Tokens, mentions: list[Mention], n: int) -> None:
    """A part of a figure whose noun or outcome the text names again: "توفي ستة من الجرحى", "ومن بين المهاجرين 5 أطفال",
    "57 من الفتيات المختطفات".
    """
    mention, keys = mentions[n], tokens.keys
    behind = next((i for i in (mention.end, mention.counted.after) if keys[i : i + 1] == ["من"]), None)
    if (
        behind is None
        and "من" in keys[mention.end : mention.end + 4]
        and (hedge := hedge_after(tokens, mention.end, mention.last))
    ):
        behind = hedge.last if keys[hedge.last : hedge.last + 1] == ["من"] else None  # "ثلاثة على الأقل من القتلى"
    named = _among(tokens, mentions, n) if behind is None else behind
    if named is None:
        return
    named += behind is not None and keys[named + 1 : named + 2] == ["بين"]
    near = keys[named + 1 : named + 3]
    words = [word for word in near if word.startswith("ال")]
    words += keys[named + 3 : named + 4] if near[1:] and near[1] in _WHO else []  # "34 من المتظاهرين الذين قُتلوا"
    construct = behind is None and near[1:] and near[1].startswith("ال") and _are(near[0])  # "من بين ركاب الطائرة"
    entry = noun(near[0]) if near and (construct or near[0].startswith("ال")) else None
    told = next((cues()[word][0] for word in words if word in cues()), None) if entry and behind is not None else None
    nation = demonym(keys[named + 1]) if behind is None else None
    if nation is None and (entry is None or (behind is not None and told is None)):
        return
    joined = behind is not None and n > 0 and coordinated(tokens, mentions[n - 1], mention)
    fits = [k for k in range(n - 1 - joined, max(-1, n - REACH), -1) if mentions[k].category in PEOPLE]
    fits = [k for k in fits if holds(mentions[k], mention)]
    by_noun = [k for k in fits if _named_again(tokens, mentions[k], entry, nation)]
    by_outcome = [k for k in fits if told == mentions[k].outcome and mentions[k].part_of is None] if told else []
    found = by_noun or by_outcome or (_anybody(mentions, fits, entry) if entry and behind is None else [])
    for k in found[:1]:
        link(mention, k, "subset", mention.at, mentions)
        if joined and mentions[n - 1].part_of is None:  # "ثمانية من الشرطة وستة مدنيين من بين القتلى"
            link(mentions[n - 1], k, "subset", mention.at, mentions)


def _anybody(mentions: list[Mention], fits: list[int], entry: Noun) -> list[int]:
    """The last figure of people of no class, whom a noun calls refugees or victims: "43 شخصاً. ومن بين المهاجرين 17"."""
    last = next((k for k in fits if mentions[k].part_of is None), None)
    if last is None or mentions[last].counted_class or not (entry.counted_class == "refugee" or entry.lemma in _CALLED):
        return []
    return [last] if entry.outcome in {None, mentions[last].outcome} else []


def _among(tokens: Tokens, mentions: list[Mention], n: int) -> int | None:
    """The word among (بين) before a figure: near it, or من بين with no stop and no other figure between them."""
    mention, keys = mentions[n], tokens.keys
    begin = max(mention.first, mention.at - _LEAD)  # never negative: a number can open its sentence
    floor = max(mention.first, mentions[n - 1].end if n else 0)
    if _AMONG.isdisjoint(keys[min(begin, floor) : mention.at]):
        return None
    near = next((i for i in range(begin, mention.at - 1) if keys[i] in _AMONG), None)
    if near is not None:
        joined = keys[mention.at - 1] == "و" or keys[mention.at][0] == "و"
        sides = joined and keys[near - 1] not in {"من", "ومن"} and floor <= near  # "بين الجنود و5 مسلحين"
        return None if sides else near
    clause = takewhile(lambda i: keys[i] not in STOPS, range(begin, floor, -1))
    return next((i for i in clause if keys[i] in _AMONG and keys[i - 1] in {"من", "ومن"}), None)


def _named_again(tokens: Tokens, whole: Mention, entry: Noun | None, nation: tuple[str, ...] | None) -> bool:
    """Whether a figure counts what a noun or the name of a people says; a case is told of as an infection too."""
    own, token = whole.counted.entry, whole.counted.token
    if nation is not None and token is not None and demonym(tokens.keys[token]) == nation:
        return True
    cases = whole.outcome == "infected" and own is not None and entry is not None and {own.lemma, entry.lemma} <= CASES
    return own is not None and entry is not None and (own.lemma == entry.lemma or cases)


def _held(tokens: Tokens, mention: Mention) -> bool:
    """Whether a sentence says what that holds of which the text spoke before: "وشمل ذلك 40 طفلاً", "وتضم القائمة 12",
    "أن الألغام المنزوعة تشمل 441 لغماً مضاداً للدبابات".
    """
    keys, at = tokens.keys, mention.first
    if _HOLDS.isdisjoint(keys[at : mention.at]):
        return False
    verb = hedge_start(tokens, mention.at) - 1
    if verb > at and keys[verb] in _HOLDS:
        return any(word.startswith("ال") and _counts(word, mention) for word in keys[max(at, verb - 4) : verb])
    at += keys[at] not in _HOLDS
    if at + 1 >= mention.at or mention.at > at + _NEAR or keys[at] not in _HOLDS:
        return False
    return (keys[at + 1] == "ذلك" or keys[at + 1].startswith("ال")) and keys[at + 1] not in cues()


def _counts(word: str, mention: Mention) -> bool:
    """Whether a word is the noun that a figure counts, definite or not."""
    entry, own = noun(word), mention.counted.entry
    return entry is not None and own is not None and entry.lemma == own.lemma


def _made_up(tokens: Tokens, mention: Mention) -> bool:
    """Whether a clause says of which people those are made up that it names first: "أن المهاجرين يتألفون من 54"."""
    keys = tokens.keys
    if _MADE_UP.isdisjoint(keys[max(mention.first, mention.at - _LEAD) : mention.at]):
        return False
    at = hedge_start(tokens, mention.at) - 1
    at -= keys[at] == "من"
    if at < mention.first or keys[at] not in _MADE_UP:
        return False
    subject = keys[max(mention.first, at - 4) : at]
    entries = (noun(word) for word in subject if word.startswith("ال"))
    return any(entry is not None and entry.category in PEOPLE for entry in entries)


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
    size, part = total.number.value or float("inf"), mention.number.value or 0
    large = size >= part if spread else size > part
    fits = large and (wanted is None or same_event(wanted, total))
    return fits and of_a_kind(mention, total) and (spread or total.category in PEOPLE or _alike(total, mention))


def _alike(one: Mention, other: Mention) -> bool:
    """Whether two figures count the same things: "أخمدت 64 حريقاً. منها 7 حرائق في كذا"."""
    first, second = one.counted.entry, other.counted.entry
    if first and second:
        return first.lemma == second.lemma
    words = {bare(key(m.counted_text or "")).removesuffix("ا") for m in (one, other)}
    return len(words) == 1


def _are(word: str) -> bool:
    """Whether a noun is a plural: "من بين قتلى الأمس"."""
    entry = noun(word)
    return entry is not None and entry.number == "plural"
