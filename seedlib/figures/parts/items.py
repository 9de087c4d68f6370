"""A figure that goes on a list of parts: the next of the parts of one total, told in one sentence."""

from seedlib.figures.mentions import Mention
from seedlib.figures.parts.connectors import leading_whole, pronoun_after
from seedlib.figures.parts.links import CASE, apart, are_sick, aside, by_noun, holds, link, own_outcome, same_event
from seedlib.figures.parts.lists import STOPS
from seedlib.language.gazetteer import place_size
from seedlib.language.nouns import noun
from seedlib.language.number_atoms import joined_number
from seedlib.language.outcome_cues import cues
from seedlib.language.phrases import OF_THEM
from seedlib.language.place_words import place_noun
from seedlib.language.tokens import Tokens
from seedlib.numbers.hedges import hedge_before

_ENDS = STOPS | {"\n"}
_ONE = frozenset({"واحد", "واحده"})
_FAR = 18  # tokens from one part to the next
_IN = frozenset({"في", "وفي"})
_IN_PLACE = frozenset({"،", "في"})  # between a part and what is none
_NEXT = frozenset("ثم يليه يليها يليهم تليه تليها تلاه تلاها تلته تلتها وتليها وتلتها ويليه ويليها متبوعه".split())


def goes_as(tokens: Tokens, mentions: list[Mention], twin: Mention, mention: Mention) -> None:
    """A part that goes on as another one does."""
    total, relation = _next_item(tokens, mentions, twin, mention) or _large_enough(mentions, twin, mention)
    link(mention, total, relation, mention.at, mentions)


def go_on(tokens: Tokens, mentions: list[Mention], before: Mention, mention: Mention) -> None:
    """A further part of the total that the figure before it is a part of."""
    total, relation = _large_enough(mentions, before, mention)
    above, joined = mentions[total], _joined(tokens, before, mention)
    if apart(above, mention):
        return
    if _other_end(tokens, before, mention, above):
        link(mention, total, relation, mention.at - 1, mentions)
        return
    own = own_outcome(mention)  # "مقتل 195 وإصابة 499، بينهم 95 قتيلاً و222 جريحاً"
    other = mentions[total + 1] if total + 1 < len(mentions) else None
    if joined and other and own and own != above.outcome and other.outcome == own and other.part_of is None:
        link(mention, total + 1, relation, mention.at, mentions)
        return
    if joined and (item := _next_item(tokens, mentions, before, mention)):
        total, relation = item
    elif not (joined and _continues(tokens, before, mention, above)):
        return
    link(mention, total, relation, before.cues.get("part_of", (mention.end, mention.end))[0], mentions)


def item_above(tokens: Tokens, mentions: list[Mention], n: int, before: Mention) -> Mention | None:
    """The part that a figure can go on from: that before it, or that behind which this is in brackets ("81 طفلاً (64
    بكذا) و29 امرأة"), or that which holds it where both count the same ("21 شاحنة محملة بـ20 ألف بطانية، و8 شاحنات").
    """
    mention, above = mentions[n], mentions[max(n - 2, 0)]
    if before.part_of is not None:
        outer = mentions[before.part_of]
        return outer if outer.part_of is not None and aside(tokens, before, mention) else before
    own, entry = above.counted.entry, mention.counted.entry
    same = own is not None and entry is not None and own.lemma == entry.lemma
    return above if same and above.part_of is not None and above.first == mention.first else None


def added_to(tokens: Tokens, mentions: list[Mention], n: int, before: Mention) -> int | None:
    """The total that a figure is one more part of though it is added: one of which its sentence tells nothing but parts
    ("ومن بين الأسرى 53 امرأة، إضافة إلى 350 طفلاً"), or that the parts before it do not make up yet ("96 قتيلاً، هم 50
    رجلاً إضافة إلى 46 امرأة", "من الـ96 قتيلاً 50 رجلاً إضافة إلى 46 امرأة").
    """
    mention, total = mentions[n], before.part_of
    here = total is not None and mentions[total].first == mention.first
    if total is not None and here and (before.relation == "partition" or leading_whole(tokens, mentions[total])):
        told = sum(one.number.value or 0 for one in mentions[total + 1 : n] if one.part_of == total)
        return total if told + (mention.number.value or 0) <= (mentions[total].number.value or 0) else None
    while total is not None and mentions[total].first == mention.first:
        total = mentions[total].part_of
    same = total is not None and mention.outcome in {None, before.outcome, mentions[total].outcome}
    return total if same else None


def _next_item(tokens: Tokens, mentions: list[Mention], before: Mention, mention: Mention) -> tuple[int, str] | None:
    """The total and relation of a figure that opens the next item of a list behind a part of the item before it:
    "13 من المدنيين بينهم طفلان، و9 من العسكريين".
    """
    total, relation = _large_enough(mentions, before, mention)
    item = mentions[total]
    listed = relation == "subset" and item.relation == "partition"
    if listed and item.part_of is not None and _new_item(tokens, before, mention):
        return item.part_of, "partition"
    return None


def _new_item(tokens: Tokens, before: Mention, mention: Mention) -> bool:
    """Whether a figure opens the next item of a list: a comma before it, and من behind it or the verb of the item
    before it between them ("76 بينهم 12 طفلاً قتلوا في كذا، و7 قتلوا").
    """
    keys = tokens.keys
    comma = "،" in keys[max(mention.first, mention.at - 2) : mention.at]
    elided = mention.counted.token is None and before.counted.token is None
    verb = any(cues().get(word, ("", ""))[1] == "verb" for word in keys[before.end : mention.at])
    return (
        comma
        and (elided or verb or "من" in keys[mention.end : mention.end + 2])
        and mention.outcome in {None, before.outcome}
    )


def _label(keys: list[str], at: int) -> int:
    """Where a place before token ``at`` begins with what says where: "ودير الزور 72", "وفي منطقة رام الله 12"; before a
    number with و stands where those before it were: "3 في حلب وأربعة".
    """
    start = at - (0 if joined_number(keys[at]) else place_size(keys, at))
    if start < at:
        start -= start > 0 and place_noun(keys[start - 1]) is not None
        start -= start > 0 and keys[start - 1] in _IN
    return start


def _joined(tokens: Tokens, before: Mention, mention: Mention) -> bool:
    """Whether a figure is joined by و or a comma to the one before it, with no stop between them."""
    keys, noun_at = tokens.keys, mention.counted.token
    gap = keys[before.end : mention.at]
    if before.relation == "partition" and gap.count("؛") == 1:
        return not any(word in _ENDS and word != "؛" for word in gap)  # items of a list that has commas of its own
    if any(word in _ENDS for word in gap):
        return False
    at = _label(keys, mention.at)
    joined = any(keys[i].startswith("و") and keys[i] not in _ONE for i in (mention.at, at))  # "في جنين واثنان"
    if joined or keys[at - 1] in {"،", "+", "ال"}:
        return True
    if "و" in keys[max(before.end, mention.at - 3) : mention.at]:
        return True
    if noun_at is not None and before.end <= noun_at < mention.at and keys[noun_at][0] == "و":
        return True  # "ومواطنتان اثنتان"
    if not _NEXT.isdisjoint(gap):
        return True  # "تصدرتها حلب بـ9 حالات، تليها حمص بـ8 حالات"
    hedge = hedge_before(tokens, mention.at)
    return hedge is not None and keys[hedge.first].startswith("و")  # "ونحو 4 ملايين"


def _large_enough(mentions: list[Mention], before: Mention, mention: Mention) -> tuple[int, str]:
    """The total of the part before a figure, or the first above it that can hold the figure: "من بين المعتقلين 49 سيدة،
    بينهن أسيرتان، و400 طفل", "34 مدنياً بينهم 8 أطفال، و20 جندياً".
    """
    part, total = before, before.part_of or 0
    while not holds(mentions[total], mention) or apart(mentions[total], mention):
        part = mentions[total]
        if part.part_of is None:
            break
        total = part.part_of
    return total, part.relation or "subset"


def _shares_noun(before: Mention, mention: Mention, total: Mention) -> bool:
    """Whether a list says the noun of its total with every item: "90 مخالفاً، منهم 50 مخالفاً لكذا، و30 مخالفاً لكذا"."""
    said, whole = None if before.inherited else before.counted.entry, total.counted.entry
    both = (before.number.value or 0) + (mention.number.value or 0)
    same = said == whole or (said is not None and whole is not None and said.lemma == whole.lemma)
    return same and both <= (total.number.value or 0)


def _other_end(tokens: Tokens, before: Mention, mention: Mention, total: Mention) -> bool:
    """Whether a second verb is told of those of a total of whom the first one was: "900 إصابة، شفي منها 700 وتوفي 20",
    "تقدم 900 طالب، حضر منهم 880، ونجح 700".
    """
    keys, verb = tokens.keys, mention.at - 1
    if keys[before.at - 1] not in OF_THEM or verb - before.end > 1 or not keys[verb].startswith("و"):
        return False
    if total.outcome == "infected":
        return cues().get(keys[verb], ("", ""))[1] == "verb"
    return (
        mention.inherited and len(keys[verb]) > 3 and noun(keys[verb]) is None and not new_outcome(keys[verb], mention)
    )


def _continues(tokens: Tokens, before: Mention, mention: Mention, total: Mention) -> bool:
    """Whether a figure goes on the list of parts that the one before it belongs to: near, with no new outcome between
    them, and not with the noun of the total ("102 مدنياً بينهم 31 طفلاً، و14 مدنياً").
    """
    case = before.counted.entry is not None and before.counted.entry.lemma == CASE  # "12 حالة اعتقال و8 حالات تعذيب"
    gap = tokens.keys[max(before.end, before.counted.after) + case : mention.at]
    told_again = before.relation == "partition" and "؛" in gap  # each item has its verb: "سقط 5 في كذا؛ وسقط 6 في كذا"
    if len(gap) > _FAR or any(new_outcome(word, mention, told_again) for word in gap):
        return False
    entry = None if mention.inherited else mention.counted.entry
    own = entry.outcome if entry else None
    same = (
        mention.outcome in {None, before.outcome}
        or before.outcome is None
        or by_noun(mention, total)
        or are_sick(mention)
    )
    if not same or (own in {"killed", "injured"} and not same_event(own, total)):
        return False
    whole = None if total.counted.second else total.counted.entry
    of_total = entry and whole and entry.lemma == whole.lemma and not _shares_noun(before, mention, total)
    behind = [tokens.keys[m.end : max(m.end, m.counted.after) + 1] for m in (mention, before)]
    whence = (
        _label(tokens.keys, mention.at) < mention.at or "من" in behind[0] or all("في" in words for words in behind)
    )  # "و40 عنصراً من كذا": a share of them
    alone = before.inherited and not pronoun_after(tokens, before)  # "بينهم 5 في حالة خطرة، و7 أشخاص في كذا"
    # "بينهم 98 سيدة و52 شهيداً تحت التعذيب", but not "9 مدنيين بينهم 3 أطفال في كذا و4 مدنيين في كذا"
    apart = before.relation == "subset" and not _IN_PLACE.isdisjoint(gap) and not alone
    return not (of_total and apart and not whence)


def new_outcome(word: str, mention: Mention, again: bool = False) -> bool:
    """Whether a word tells of another event; a verb in the plural of persons ("قتلوا"), how it happened ("بجروح") and a
    noun for the dead ("جثث 3 نساء") go on, and where each item has its verb ``again`` any of the same outcome.
    """
    cue, entry = cues().get(word), noun(word)
    again = again or (entry is not None and entry.category == "body")
    return (
        cue is not None
        and cue[0] in {"killed", "injured", "detained", "missing", "abducted"}
        and mention.outcome is not None
        and not (cue[0] == mention.outcome and (again or word.endswith("وا") or (cue[1] == "noun" and word[0] == "ب")))
    )
