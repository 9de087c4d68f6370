"""Parts and totals: which figure the text states to be a part of which other one, and in what relation."""

from itertools import groupby

from seedlib.figures.mentions import Mention, breaks_down
from seedlib.figures.parts.areas import in_areas, under_dash
from seedlib.figures.parts.connectors import (
    connector_at,
    leading_whole,
    of_definite,
    of_number,
    of_number_behind,
    pronoun_after,
    says_else,
    told_among,
    unbracketed,
    with_noun,
)
from seedlib.figures.parts.items import added_to, go_on, goes_as, item_above, new_outcome
from seedlib.figures.parts.links import (
    link,
    matching,
    of_whom,
)
from seedlib.figures.parts.lists import STOPS, in_list
from seedlib.figures.parts.references import behind_place, of_named, refers_back, share_of_place
from seedlib.figures.parts.short_lists import behind_total, explained
from seedlib.figures.parts.sums import add_up, apposition, completes, total_behind
from seedlib.language.nouns import SEX_AGE
from seedlib.language.place_words import place_noun
from seedlib.language.tokens import Tokens

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
            if not _aside(tokens, mentions[n]):
                _read_part(tokens, mentions, n)
        for n in here:
            if not _IN_ALL.isdisjoint(tokens.keys[max(mentions[n].first, mentions[n].at - 3) : mentions[n].at]):
                total_behind(mentions, n)
        for n in here[:-1]:
            apposition(tokens, mentions, n)
            behind_total(tokens, mentions, n)
        completes(mentions, here)
        if len(here) > 1:
            add_up(tokens, mentions, here)
            explained(tokens, mentions, here)
            in_areas(tokens, mentions, here)
            under_dash(tokens, mentions, here)


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


def _aside(tokens: Tokens, mention: Mention) -> bool:
    """Whether a figure is neither a part nor a total: "(بمعدل 8 أطفال يومياً)", "توزعت على 9 محافظات"."""
    token, before = mention.counted.token, tokens.keys[mention.at - 1]
    return before in _RATES or (before == "علي" and token is not None and place_noun(tokens.keys[token]) is not None)


def _last(tokens: Tokens, mentions: list[Mention], n: int) -> Mention:
    """The figure before figure ``n``, those aside left out."""
    return next((mentions[k] for k in range(n - 1, -1, -1) if not _aside(tokens, mentions[k])), mentions[n - 1])


def _in_sentence(tokens: Tokens, mentions: list[Mention], n: int) -> None:
    """A part in the sentence of its total."""
    mention, before = mentions[n], _last(tokens, mentions, n)
    relation, at = _between(tokens, before, mention)
    if relation == "whole":
        if leading_whole(tokens, mention) is not None or _is_whole(tokens, mentions, n, at):
            return
        of_none = before.category == "percent" or at == max(before.end, before.counted.after)
        # "634 ألفاً من مجموع السكان، مقابل 637 ألفاً": of a whole without a number; "255 معاقاً، ومن بين المعاقين 75 طفلاً"
        relation = None if of_none else "subset"
    if relation is None and of_definite(tokens, before, mention):
        link(before, n, "subset", before.end, mentions)
        return
    if relation is None and mention.at - before.end <= _LEAD and (lead := leading_whole(tokens, before)) is not None:
        link(mention, n - 1, "subset", lead, mentions)
        return
    if relation is None and mention.twin and (mention.twin.part_of is not None or breaks_down(tokens, mention)):
        if mention.twin.part_of is not None:
            goes_as(tokens, mentions, mention.twin, mention)
        return
    if relation == "additive":
        if (whole := added_to(tokens, mentions, n, before)) is not None:
            link(mention, whole, before.relation or "subset", at, mentions)
        else:
            mention.relation = "additive"
            mention.cues["relation"] = (at, at + 1)
    elif relation in {None, "partition"} and pronoun_after(tokens, mention):
        link(mention, of_whom(tokens, mentions, n), "subset", mention.end, mentions)
    elif relation is not None:
        total = n - 1 if tokens.keys[at] == "(" else matching(tokens, mentions, n, told_among(tokens, at))
        link(mention, total, relation, at, mentions)
    elif (item := item_above(tokens, mentions, n, before)) is not None:
        go_on(tokens, mentions, item, mention)


def _is_whole(tokens: Tokens, mentions: list[Mention], n: int, at: int) -> bool:
    """Whether a word for a whole at token ``at`` is said of figure ``n``: "350 نازحاً من أصل 400"; of nobody told of
    before it is "حضر 8، وغاب نواب كذا البالغ عددهم 30".
    """
    mention, before = mentions[n], _last(tokens, mentions, n)
    if tokens.keys[at] in _NUMBERING and "من" not in tokens.keys[before.end : at]:
        return True
    if not of_number_behind(tokens, at, mention):
        return False
    if mention.category == "other" and mention.counted.entry is None:
        mention.category = before.category  # "350 نازحاً من أصل 400 مسجلين"
    if before.counted.token is None and not before.inherited:
        before.category = mention.category  # "في 14 من إجمالي 18 ولاية"
    link(before, n, "subset", at, mentions)
    return True


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
        if hit and tokens.keys[hit[1] : hit[1] + 1] == ["من"] and tokens.keys[hit[1] - 1].endswith(("هم", "هن", "ها")):
            i = hit[1]
            continue  # "بينهم من قُتل": no number of them
        if hit and not (i == own and of_number(tokens, i)) and not says_else(tokens, hit[1], mention):
            (found, behind), at = hit, i
            i = behind + (found == "whole")  # "من بين القتلى 5": no new event
            continue
        listed = mention.counted_class in SEX_AGE and "في" not in tokens.keys[behind:i]  # "بينهم امرأة، و4 أطفال"
        closed = found == "subset" and word == "،" and not listed and with_noun(tokens, behind)
        if found and (closed or word in STOPS or new_outcome(word, mention)):
            found, at = None, -1
        alone = tokens.keys[mention.end : mention.end + 1] == [")"]  # "(5) منهم": only the digits are in brackets
        if (word == "(" and i <= before.end + 3 and mention.at <= i + 2 and not alone) or (
            word == ":"
            and found is None
            and mention.at <= i + 3
            and i > before.end
            and tokens.keys[before.at - 1] != ":"
        ):
            found, at = "partition", i
        i += 1
    return found, at
