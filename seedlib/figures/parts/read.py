"""Parts and totals: which figure the text states to be a part of which other one, and in what relation."""

from itertools import groupby

from seedlib.figures.mentions import Mention, breaks_down
from seedlib.figures.parts.connectors import (
    connector_at,
    leading_whole,
    of_number,
    of_number_behind,
    pronoun_after,
    says_else,
    told_among,
    unbracketed,
    with_noun,
)
from seedlib.figures.parts.links import (
    CASE,
    apart,
    are_sick,
    aside,
    by_noun,
    holds,
    link,
    matching,
    of_whom,
    own_outcome,
)
from seedlib.figures.parts.lists import STOPS, in_list
from seedlib.figures.parts.references import behind_place, of_named, refers_back, share_of_place
from seedlib.figures.parts.sums import adds_up, apposition, total_behind
from seedlib.language.gazetteer import place_size
from seedlib.language.nouns import noun
from seedlib.language.outcome_cues import cues
from seedlib.language.phrases import OF_THEM
from seedlib.language.tokens import Tokens
from seedlib.numbers.hedges import hedge_before

_ENDS = STOPS | {"\n"}
_IN_ALL = frozenset("باجمالي بمجموع مجموعه مجموعها اجماليه اجماليها المجموع الاجمالي".split())
_ONE = frozenset({"واحد", "واحده"})
_NUMBERING = frozenset({"البالغ", "والبالغ"})
_LEAD = 12  # tokens between a whole that opens a clause and its first part
_RATES = frozenset({"بمعدل", "معدل", "بمتوسط", "متوسط"})


def read_parts(tokens: Tokens, mentions: list[Mention]) -> None:
    """Set ``part_of`` (index into ``mentions``) and ``relation`` on every mention that the text states to be a part."""
    for _, sentence in groupby(range(len(mentions)), key=lambda n: mentions[n].first):
        here = list(sentence)
        for n in here:
            if not _is_rate(tokens, mentions[n]):
                _read_part(tokens, mentions, n)
        for n in here:
            if not _IN_ALL.isdisjoint(tokens.keys[max(mentions[n].first, mentions[n].at - 3) : mentions[n].at]):
                total_behind(mentions, n)
        for n in here[:-2]:  # with two figures behind them at least
            apposition(tokens, mentions, n)
            adds_up(tokens, mentions, n)


def _read_part(tokens: Tokens, mentions: list[Mention], n: int) -> None:
    mention, before = mentions[n], _last(tokens, mentions, n) if n else None
    if before is None:
        in_list(tokens, mentions, n)
    elif behind_place(tokens, mention):
        share_of_place(tokens, mentions, n)
    elif mention.first == before.first:
        _in_sentence(tokens, mentions, n)
        if mention.part_of is None:
            in_list(tokens, mentions, n)
    else:
        in_list(tokens, mentions, n)
        if mention.part_of is None:
            refers_back(tokens, mentions, n)
    if mention.part_of is None:
        of_named(tokens, mentions, n)


def _is_rate(tokens: Tokens, mention: Mention) -> bool:
    """ "(بمعدل 8 أطفال يومياً)" is neither a part nor a total."""
    return tokens.keys[mention.at - 1] in _RATES


def _last(tokens: Tokens, mentions: list[Mention], n: int) -> Mention:
    """The figure before figure ``n``, rates left out."""
    return next((mentions[k] for k in range(n - 1, -1, -1) if not _is_rate(tokens, mentions[k])), mentions[n - 1])


def _in_sentence(tokens: Tokens, mentions: list[Mention], n: int) -> None:
    """A part in the sentence of its total."""
    mention, before = mentions[n], _last(tokens, mentions, n)
    relation, at = _between(tokens, before, mention)
    if relation == "whole" and leading_whole(tokens, mention) is not None:
        return  # its parts come behind it
    if relation is None and mention.at - before.end <= _LEAD and (lead := leading_whole(tokens, before)) is not None:
        link(mention, n - 1, "subset", lead, mentions)
        return
    if relation is None and mention.twin and (mention.twin.part_of is not None or breaks_down(tokens, mention)):
        if mention.twin.part_of is not None:
            _like(tokens, mentions, mention.twin, mention)
        return
    if relation == "whole" and tokens.keys[at] in _NUMBERING and "من" not in tokens.keys[before.end : at]:
        return  # "حضر 8 أعضاء، وغاب نواب كذا البالغ عددهم 30"
    if relation == "whole" and of_number_behind(tokens, at, mention):
        if mention.category == "other" and mention.counted.entry is None:
            mention.category = before.category  # "350 نازحاً من أصل 400 مسجلين"
        link(before, n, "subset", at, mentions)
        return
    if relation == "whole" and (before.category == "percent" or at == max(before.end, before.counted.after)):
        relation = None  # "634 ألفاً من مجموع السكان، مقابل 637 ألفاً": of a whole that no number is said of
    if relation == "whole":
        relation = "subset"  # "255 معاقاً، ومن بين المعاقين 75 طفلاً"
    if relation == "additive":
        mention.relation = "additive"
        mention.cues["relation"] = (at, at + 1)
        return
    if relation in {None, "partition"} and pronoun_after(tokens, mention):
        link(mention, of_whom(tokens, mentions, n), "subset", mention.end, mentions)
        return
    if relation in {"subset", "partition"}:
        total = n - 1 if tokens.keys[at] == "(" else matching(tokens, mentions, n, told_among(tokens, at))
        link(mention, total, relation, at, mentions)
    elif relation is None and before.part_of is not None:
        outer = mentions[before.part_of]  # "81 طفلاً (64 منهم في كذا) و29 امرأة"
        closed = outer.part_of is not None and aside(tokens, before, mention)
        _go_on(tokens, mentions, outer if closed else before, mention)


def _like(tokens: Tokens, mentions: list[Mention], twin: Mention, mention: Mention) -> None:
    """A part that goes on as another one does."""
    total, relation = _next_item(tokens, mentions, twin, mention) or _large_enough(mentions, twin, mention)
    link(mention, total, relation, mention.at, mentions)


def _go_on(tokens: Tokens, mentions: list[Mention], before: Mention, mention: Mention) -> None:
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


def _between(tokens: Tokens, before: Mention, mention: Mention) -> tuple[str | None, int]:
    """The last connector between two numbers, unless a stop or a new outcome stands behind it; brackets that open
    right after the first number's noun are a partition.
    """
    found, at, behind = None, -1, -1
    i, own = before.end, unbracketed(tokens, before)
    while i < mention.at:
        word = tokens.keys[i]
        hit = connector_at(tokens, i)
        if hit and word.endswith("بواقع") and "،" in tokens.keys[before.end : i]:
            return None, -1  # "تبعتها كذا بواقع 43": a count of its own
        if hit and tokens.keys[hit[1] : hit[1] + 1] == ["من"]:
            i = hit[1]
            continue  # "بينهم من قُتل": no number of them
        if hit and not (i == own and of_number(tokens, i)) and not says_else(tokens, hit[1], mention):
            (found, behind), at = hit, i
            i = behind + (found == "whole")  # "من بين القتلى 5": no new event
            continue
        closed = found == "subset" and word == "،" and with_noun(tokens, behind)
        if found and (closed or word in STOPS or _new_outcome(word, mention)):
            found, at = None, -1
        alone = tokens.keys[mention.end : mention.end + 1] == [")"]  # "(5) منهم": only the digits are in brackets
        if (word == "(" and i <= before.end + 3 and mention.at <= i + 2 and not alone) or (
            word == ":" and found is None and mention.at <= i + 3 and i > before.end
        ):
            found, at = "partition", i
        i += 1
    return found, at


def _new_outcome(word: str, mention: Mention, again: bool = False) -> bool:
    """Whether a word tells of another event; a verb in the plural of persons ("قتلوا") and how it
    happened ("بجروح") go on, and where each item has
    its verb ``again`` any of the same outcome.
    """
    cue = cues().get(word)
    return (
        cue is not None
        and cue[0] in {"killed", "injured", "detained", "missing", "abducted"}
        and mention.outcome is not None
        and not (cue[0] == mention.outcome and (again or word.endswith("وا") or (cue[1] == "noun" and word[0] == "ب")))
    )


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


def _joined(tokens: Tokens, before: Mention, mention: Mention) -> bool:
    """Whether a figure is joined by و or a comma to the one before it, with no stop between them."""
    keys, noun_at = tokens.keys, mention.counted.token
    gap = keys[before.end : mention.at]
    if before.relation == "partition" and gap.count("؛") == 1:
        return not any(word in _ENDS and word != "؛" for word in gap)  # items of a list that has commas of its own
    if any(word in _ENDS for word in gap):
        return False
    at = mention.at - place_size(keys, mention.at)  # "ودير الزور 72"
    joined = any(keys[i].startswith("و") and keys[i] not in _ONE for i in (mention.at, at))  # "في جنين واثنان"
    if joined or keys[at - 1] in {"،", "+", "ال"}:
        return True
    if "و" in keys[max(before.end, mention.at - 3) : mention.at]:
        return True
    if noun_at is not None and before.end <= noun_at < mention.at and keys[noun_at][0] == "و":
        return True  # "ومواطنتان اثنتان"
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
    said = None if before.inherited else before.counted.entry
    both = (before.number.value or 0) + (mention.number.value or 0)
    return said == total.counted.entry and both <= (total.number.value or 0)


def _other_end(tokens: Tokens, before: Mention, mention: Mention, total: Mention) -> bool:
    """Whether a second verb is told of those of a total of whom the first one was: "900 إصابة، شفي منها 700 وتوفي 20",
    "تقدم 900 طالب، حضر منهم 880، ونجح 700".
    """
    keys, verb = tokens.keys, mention.at - 1
    both = (before.number.value or 0) + (mention.number.value or 0)
    if mention.inherited and pronoun_after(tokens, before) and keys[verb][0] == "و" and both == total.number.value:
        return True  # "35 شخصاً، أفرجت عن 11 منهم وأحالت 24"
    if keys[before.at - 1] not in OF_THEM or verb - before.end > 1 or not keys[verb].startswith("و"):
        return False
    if total.outcome == "infected":
        return cues().get(keys[verb], ("", ""))[1] == "verb"
    return (
        mention.inherited and len(keys[verb]) > 3 and noun(keys[verb]) is None and not _new_outcome(keys[verb], mention)
    )


def _continues(tokens: Tokens, before: Mention, mention: Mention, total: Mention) -> bool:
    """Whether a figure goes on the list of parts that the one before it belongs to: near, with no new outcome between
    them, and not with the noun of the total ("102 مدنياً بينهم 31 طفلاً، و14 مدنياً").
    """
    case = before.counted.entry is not None and before.counted.entry.lemma == CASE  # "12 حالة اعتقال و8 حالات تعذيب"
    gap = tokens.keys[max(before.end, before.counted.after) + case : mention.at]
    told_again = before.relation == "partition" and "؛" in gap  # each item has its verb: "سقط 5 في كذا؛ وسقط 6 في كذا"
    if len(gap) > 15 or any(_new_outcome(word, mention, told_again) for word in gap):
        return False
    entry = None if mention.inherited else mention.counted.entry
    own = entry.outcome if entry else None
    same = mention.outcome in {None, before.outcome} or by_noun(mention, total) or are_sick(mention)
    if not same or (own in {"killed", "injured"} and own != total.outcome):
        return False
    whole = None if total.counted.second else total.counted.entry
    of_total = entry and whole and entry.lemma == whole.lemma and not _shares_noun(before, mention, total)
    behind = [tokens.keys[m.end : max(m.end, m.counted.after) + 1] for m in (mention, before)]
    whence = "من" in behind[0] or all("في" in words for words in behind)  # "و40 عنصراً من كذا": a share of them
    alone = before.inherited and not pronoun_after(tokens, before)  # "بينهم 5 في حالة خطرة، و7 أشخاص في كذا"
    apart = before.relation == "subset" and "،" in gap and not alone  # "بينهم 98 سيدة و52 شهيداً تحت التعذيب"
    return not (of_total and apart and not whence)
