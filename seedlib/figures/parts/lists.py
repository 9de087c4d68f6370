"""Parts in a list of lines below their total."""

from itertools import takewhile

from seedlib.figures.mentions import Mention
from seedlib.figures.parts.links import REACH, link
from seedlib.language.nouns import PEOPLE, indefinite_duals, noun
from seedlib.language.number_atoms import begins_number
from seedlib.language.outcome_cues import cues
from seedlib.language.phrases import BULLETS
from seedlib.language.tokens import DIGITS, Tokens

_TOLD = frozenset({"killed", "injured"})
_BEHIND = 4  # figures behind a list among which its total can stand
_JOINED = 4  # tokens between two figures of one item: noun and و
_LABEL = 6  # tokens before the number of an item: bullet, place and hedge
STOPS = frozenset({".", "؛", "؟", "!"})


def in_list(tokens: Tokens, mentions: list[Mention], n: int) -> None:
    """A part in a list below its total: lines that open with a bullet or a number after a line that ends in a colon.
    A line can have a figure of each outcome ("- حلب: 9 شهداء و14 جريحاً"), and each is a part of its own total.
    """
    mention = mentions[n]
    labelled = mention.at - mention.first <= _LABEL or (n > 0 and _goes_on(mentions[n - 1], mention))
    lead = _list_lead(tokens, mention.first) if labelled else None
    if lead is None:
        return
    sibling = _sibling(mentions, n, lead)
    total = sibling.part_of if sibling else _list_total(tokens, mentions, n, lead)
    if sibling and mention.category == "other" and mention.counted.entry is None and sibling.category in PEOPLE:
        mention.category = sibling.category  # whom no list has: "9 تجار" above "70 مروجاً"
    if total is not None:
        link(mention, total, "partition", lead, mentions)


def _goes_on(before: Mention, mention: Mention) -> bool:
    """Whether a figure stands right behind another of its line."""
    return before.first == mention.first and mention.at - before.end < _JOINED


def _sibling(mentions: list[Mention], n: int, lead: int) -> Mention | None:
    """The last item of the list above figure ``n`` that is a part of a figure outside the list, and has its outcome."""
    for k in range(n - 1, -1, -1):
        item = mentions[k]
        if item.at < lead:
            return None
        total = mentions[item.part_of] if item.part_of is not None and item.relation == "partition" else None
        if total and not lead < total.at < mentions[n].at and not _of_other_outcome(total, mentions[n]):
            return item
    return None


def _list_lead(tokens: Tokens, first: int) -> int | None:
    """The colon that opens the list in which the line at token ``first`` stands."""
    i, keys, lines = first - 1, tokens.keys, 0
    if i < 1 or keys[i] != "\n" or not (keys[i - 1] == ":" or _is_item(keys, first)):
        return None
    stop = max(0, first - 1500)
    while i > stop and lines < 25:
        if keys[i] == "\n":
            lines += 1
            if keys[i - 1] == ":":
                return i - 1
            start = i - 1
            while start > 0 and keys[start - 1] != "\n":
                start -= 1
            if not _is_item(keys, start):
                return None
        i -= 1
    return None


def _is_item(keys: list[str], first: int) -> bool:
    """Whether a line is an item of a list: it opens with a bullet or a number, or is a label and its number."""
    if keys[first] in BULLETS or keys[first][0] in DIGITS:
        return True
    line = list(takewhile(lambda word: word != "\n", keys[first : first + _LABEL + 2]))
    if ":" in line[1:-1]:
        amount = line[line.index(":", 1) + 1]
        return begins_number(amount) or amount in indefinite_duals()  # "كذا: 26 قتيلاً و52 مصاباً", "كذا: مقعدان"
    numbers = [i for i, word in enumerate(line) if word[0] in DIGITS]
    return len(numbers) == 1 and numbers[0] > 0 and len(line) - 2 <= numbers[0] <= _LABEL  # "كذا 26", "كذا +26 حالة"


def _list_total(tokens: Tokens, mentions: list[Mention], n: int, lead: int) -> int | None:
    """The figure that a list breaks down: the last before the colon with the outcome of its heading line."""
    begin = lead
    while begin > 0 and tokens.keys[begin - 1] not in STOPS | {"\n", "،"}:
        begin -= 1
    words = tokens.keys[begin:lead]
    heading = {cues()[word][0] for word in words if word in cues()}
    heading |= {"infected"} if "injured" in heading else set()
    people = mentions[n].category in PEOPLE
    named = {e.lemma for word in words if (e := noun(word)) and (e.category in PEOPLE) == people}  # not "المناطق"
    own = mentions[n].counted.entry
    if own and own.outcome:
        own = None
    if own and own.lemma in named:
        heading = set()
    if (whole := _sum_of_list(tokens, mentions, n, lead)) is not None:
        return whole
    for k in range(n - 1, max(-1, n - REACH), -1):
        candidate = mentions[k]
        if candidate.at >= lead or candidate.part_of is not None or _of_other_outcome(candidate, mentions[n]):
            continue
        entry = candidate.counted.entry
        if candidate.at >= begin:
            return k  # the heading itself says how many
        if (entry and own and entry.lemma == own.lemma and own.lemma in named) or (
            candidate.outcome in heading if heading else not named
        ):
            return k
        if candidate.at < lead - 400:
            return None
    return None


def _of_other_outcome(total: Mention, item: Mention) -> bool:
    """Whether an item is none of a figure: the wounded of the dead."""
    return item.outcome in _TOLD and total.outcome in _TOLD and item.outcome != total.outcome


def _sum_of_list(tokens: Tokens, mentions: list[Mention], n: int, lead: int) -> int | None:
    """The figure before or right behind the list that opens with figure ``n`` to which its figures of one outcome add
    up, one a line: three do not add up to a total by chance.
    """
    outcome, items, end = mentions[n].outcome, [mentions[n]], n + 1
    above = takewhile(lambda item: item.at > lead, (mentions[k] for k in range(n - 1, -1, -1)))
    if any(item.outcome == outcome for item in above):
        return None  # tried for an item above
    while end < min(n + REACH, len(mentions)):
        item, before = mentions[end], mentions[end - 1]
        if item.first != before.first and _list_lead(tokens, item.first) != lead:
            break
        here = item.at - item.first <= _LABEL or _goes_on(before, item)
        if here and item.outcome == outcome and item.first != items[-1].first:
            items.append(item)
        end += 1
    if len(items) < 3:
        return None
    total = sum(item.number.value or 0 for item in items)
    for k in (*range(n - 1, max(-1, n - REACH), -1), *range(end, min(end + _BEHIND, len(mentions)))):
        whole = mentions[k]
        same = whole.category == items[0].category and outcome in {None, whole.outcome}
        if same and whole.number.value == total and whole.part_of is None:
            return k
    return None
