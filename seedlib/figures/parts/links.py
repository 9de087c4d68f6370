"""Links between a part and its total: what may be a part of what, and what a link says of the part."""

from collections.abc import Iterator
from itertools import takewhile

from seedlib.figures.mentions import Mention
from seedlib.language.nouns import PEOPLE
from seedlib.language.tokens import Tokens

REACH = 60  # figures back to the one that a later sentence can refer to
_ROUNDING = 1.1
CASE, _SICK = "حاله", "مريض"
CASES = frozenset({"اصابه", CASE})
_STATES = frozenset({"detained", "abducted", "displaced"})  # in which people are whom something else happens to


def own_outcome(mention: Mention) -> str | None:
    """The outcome that the counted noun says itself; who is sick can be among people of any outcome."""
    entry = mention.counted.entry
    return entry.outcome if entry and not are_sick(mention) else None


def are_sick(mention: Mention) -> bool:
    """Whether the sick are counted: "من بين الأسرى 40 طفلاً و90 مريضاً"."""
    return mention.counted.entry is not None and mention.counted.entry.lemma == _SICK


def died_of(own: str | None, total: Mention) -> bool:
    """Whether a part can be the dead among the infected: "1575 إصابة، بينها 22 وفاة"."""
    return own == "killed" and (total.outcome == "infected" or are_cases(total))


def are_cases(total: Mention) -> bool:
    """Whether what is told of as injuries can be cases of a disease that is named later."""
    return total.outcome == "injured" and total.counted.entry is not None and total.counted.entry.lemma in CASES


def of_a_kind(mention: Mention, whole: Mention) -> bool:
    """Whether one figure can be a part of another: people of people, but also "270 انتهاكاً، منها 11 حالة قتل"."""
    cases = mention.counted.entry is not None and mention.counted.entry.lemma == CASE
    if "money" in {mention.category, whole.category}:
        return mention.category == whole.category
    return (mention.category in PEOPLE) == (whole.category in PEOPLE) or (cases and whole.category == "attack")


def link(mention: Mention, total: int, relation: str, at: int, mentions: list[Mention]) -> None:
    """Make ``mention`` a part of figure ``total``, for the word at token ``at``, unless that cannot be: things
    of people, the wounded of the dead, money, percentages, more than the whole. A part has its total's outcome.
    """
    whole = mentions[total]
    if mention.category == "percent" or whole.category == "percent" or not of_a_kind(mention, whole):
        return
    families = mention.counted_class == "family" and whole.counted_class != "family"
    if (families and relation == "partition") or _is_mean(mention) or _is_mean(whole):
        return  # "816 فرداً (136 أسرة)", "3.8 مولود"
    own = None if mention.inherited else own_outcome(mention)
    alike = own is None or own in _STATES or same_event(own, whole) or died_of(own, whole)
    if whole.outcome and not alike and "killed_or_injured" not in {own, whole.outcome}:
        return  # "7 قتلى بينهم أطفال و20 جريحاً": the wounded are no part of the dead
    if any(above is mention for above in _chain(total, mentions)) or not holds(whole, mention):
        return
    mention.part_of, mention.relation = total, relation
    mention.outcome = whole.outcome if by_noun(mention, whole) else mention.outcome or whole.outcome
    mention.cues["part_of"] = (at, at + 1)


def closest(mentions: list[Mention], totals: list[int], parts: float) -> int | None:
    """Of figures that can be the total of a list, the nearest first, the one that its sum comes closest to, or an exact
    one that it was rounded from: "أكثر من 10 آلاف قتيل. ... 10130 قتيلاً".
    """
    large = [k for k in totals if (mentions[k].number.value or 0) >= parts]
    best = min(large or totals[:1], key=lambda k: mentions[k].number.value or 0, default=None)
    most = _ROUNDING * (mentions[best].number.value or 0) if best is not None else 0
    exact = (k for k in large if mentions[k].number.qualifier == "exact" and (mentions[k].number.value or 0) <= most)
    return next(exact, best)


def holds(whole: Mention, mention: Mention) -> bool:
    """Whether a figure is large enough for another to be a part of it; families have more people than they are."""
    if whole.counted_class == "family" != mention.counted_class:
        return True
    return (mention.number.value or least(mention)) <= (whole.number.value or float("inf"))


def matching(tokens: Tokens, mentions: list[Mention], n: int, told: str | None = None) -> int:
    """The figure of the sentence that a part belongs to: the nearest that can hold it, those in brackets last, or where
    its noun or the text has ``told`` of another outcome ("58 شهيداً و213 إصابة، منهم 8 شهداء") the nearest of that.
    """
    part = mentions[n]
    own = told or (part.counted.entry.outcome if part.counted.entry else None)
    here = [k for k in range(n - 1, max(-1, n - REACH), -1) if mentions[k].first == part.first]
    here = [k for k in here if of_a_kind(part, mentions[k])]
    if told and (whole := _of_all(mentions, here, told)) is not None:
        return whole
    near = takewhile(lambda k: not holds(mentions[k], part), here)
    small = {mentions[k].part_of for k in near} - {None}  # a list of parts too small: its others are no totals either
    here = [k for k in here if holds(mentions[k], part) and mentions[k].part_of not in small]
    here.sort(key=lambda k: aside(tokens, mentions[k], part))
    alike = (k for k in here if own in {None, mentions[k].outcome} or died_of(own, mentions[k]))
    cases = [k for k in alike if own is None or not are_cases(mentions[k])]
    return next(iter(cases), next((k for k in here if died_of(own, mentions[k])), n - 1))


def _of_all(mentions: list[Mention], here: list[int], told: str) -> int | None:
    """The figure before a sentence that its figures of one outcome are parts of, where it goes on about all of them:
    "قتل 40. وقتل 12 في كذا و9 في كذا، كما أن من بين القتلى 15 طفلاً".
    """
    each = [k for k in here if mentions[k].outcome == told and mentions[k].part_of is None]
    total = sum(mentions[k].number.value or 0 for k in each)
    before = range(each[-1] - 1, max(-1, each[-1] - REACH), -1) if len(each) > 1 else range(0)
    alike = (k for k in before if mentions[k].outcome == told and mentions[k].part_of is None)
    return next((k for k in alike if (mentions[k].number.value or 0) >= total), None)


def of_whom(tokens: Tokens, mentions: list[Mention], n: int) -> int:
    """The figure that منهم behind figure ``n`` is said of: that of the whole sentence, but of women with منهن, and in
    brackets the one before them: "10، بينهم 3 أطفال، 5 منهم", "بينهم 29 امرأة، 5 منهن", "بينهم 81 طفلاً (64 منهم)".
    """
    mention, before = mentions[n], mentions[n - 1]
    inner = tokens.keys[mention.at - 1] == "(" or (
        before.counted_class == "woman" and "منهن" in tokens.keys[mention.end : mention.end + 3]
    )
    if before.part_of is not None and before.relation == "subset" and not inner:
        return before.part_of
    return n - 1 if of_a_kind(mention, before) else matching(tokens, mentions, n)


def aside(tokens: Tokens, mention: Mention, part: Mention) -> bool:
    """Whether a figure stands in brackets that are closed before another: "64 إصابة (53 مؤكدة)، بينها 42"."""
    return tokens.keys[mention.at - 1] == "(" and ")" in tokens.keys[mention.end : part.at]


def _is_mean(mention: Mention) -> bool:
    """Whether a number has a fraction of one, as only an average of things has."""
    return mention.number.value is not None and mention.number.value != int(mention.number.value)


def _chain(total: int | None, mentions: list[Mention]) -> Iterator[Mention]:
    """A figure and those that it is a part of."""
    while total is not None:
        yield mentions[total]
        total = mentions[total].part_of


def apart(whole: Mention, mention: Mention) -> bool:
    """Whether soldiers are counted by one of two figures and civilians by the other; members can be of any body."""
    entries = (whole.counted.entry, mention.counted.entry)
    members = any(entry is not None and entry.lemma == "عنصر" for entry in entries)
    apart = {whole.counted_class, mention.counted_class} == {"civilian", "combatant"}
    return apart and not members and whole.counted.second is None


def least(mention: Mention) -> float:
    """The order of magnitude that vague words state, 0 where they state none: "عشرات الآلاف" are no part of 389."""
    text = mention.number.text
    return 1e6 if "ملايين" in text else 1e3 if "لاف" in text else 0


def by_noun(mention: Mention, total: Mention) -> bool:
    """Whether the outcome of a part is what its total's noun says, or its own noun as the state that they were in: "30
    أسيراً هم 15 امرأة و15 طفلاً", "قتل 90 شخصاً، بينهم 12 معتقلاً".
    """
    own = None if mention.inherited else own_outcome(mention)
    return (own in _STATES and total.outcome is not None) or (
        "outcome" in mention.cues and mention.cues["outcome"][0] == total.counted.token
    )


def same_event(outcome: str, total: Mention) -> bool:
    """Whether a total has an outcome; a case of a disease is told of with the word for an injury."""
    return total.outcome == outcome or (outcome == "injured" and total.outcome == "infected")
