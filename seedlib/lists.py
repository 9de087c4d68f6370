"""Parts in a list of lines below their total."""

from seedlib.links import REACH, link
from seedlib.mentions import BULLETS, Mention
from seedlib.nouns import noun
from seedlib.outcomes import cues
from seedlib.tokens import DIGITS, Tokens

_LABEL = 6  # tokens before the number of an item: bullet, place and hedge
STOPS = frozenset({".", "؛", "؟", "!"})


def in_list(tokens: Tokens, mentions: list[Mention], n: int) -> None:
    """A part in a list below its total: lines that open with a bullet or a number after a line that ends in a colon."""
    mention, before = mentions[n], mentions[n - 1]
    if mention.at - mention.first > _LABEL:
        return
    lead = _list_lead(tokens, mention.first)
    if lead is None:
        return
    if before.part_of is not None and before.first > lead and before.relation == "partition":
        top = before
        while top.part_of is not None and mentions[top.part_of].at > lead:
            top = mentions[top.part_of]
        if top.part_of is not None:
            link(mention, top.part_of, "partition", lead, mentions)
            return
    total = _list_total(tokens, mentions, n, lead)
    if total is not None:
        link(mention, total, "partition", lead, mentions)


def _list_lead(tokens: Tokens, first: int) -> int | None:
    """The colon that opens the list in which the line at token ``first`` stands."""
    i, keys, lines = first - 1, tokens.keys, 0
    stop = max(0, first - 1500)
    while i > stop and lines < 25:
        if keys[i] == "\n":
            lines += 1
            if keys[i - 1] == ":":
                return i - 1
            start = i - 1
            while start > 0 and keys[start - 1] != "\n":
                start -= 1
            if not (keys[start] in BULLETS or keys[start][0] in DIGITS):
                return None
        i -= 1
    return None


def _list_total(tokens: Tokens, mentions: list[Mention], n: int, lead: int) -> int | None:
    """The figure that a list breaks down: the last before the colon with the outcome of its heading line."""
    begin = lead
    while begin > 0 and tokens.keys[begin - 1] not in STOPS | {"\n", "،"}:
        begin -= 1
    words = tokens.keys[begin:lead]
    heading = {cues()[word][0] for word in words if word in cues()}
    named = {entry.lemma for word in words if (entry := noun(word))}
    own = mentions[n].counted.entry
    if own and own.outcome:
        own = None
    if own and own.lemma in named:
        heading = set()
    if mentions[n - 1].at < lead and (whole := _sum_of_list(tokens, mentions, n, lead)) is not None:
        return whole
    for k in range(n - 1, max(-1, n - REACH), -1):
        candidate = mentions[k]
        if candidate.at >= lead or candidate.part_of is not None:
            continue
        entry = candidate.counted.entry
        if (entry and own and entry.lemma == own.lemma and own.lemma in named) or (
            candidate.outcome in heading if heading else not named
        ):
            return k
        if candidate.at < lead - 400:
            return None
    return None


def _sum_of_list(tokens: Tokens, mentions: list[Mention], n: int, lead: int) -> int | None:
    """The figure before the list that opens with figure ``n`` to which the first figures of its lines add up."""
    items = [mentions[n]]
    for item in mentions[n + 1 : n + REACH]:
        if item.first == items[-1].first:
            continue
        if item.at - item.first > _LABEL or _list_lead(tokens, item.first) != lead:
            break
        items.append(item)
    total = sum(item.number.value or 0 for item in items)
    for k in range(n - 1, max(-1, n - REACH), -1) if len(items) > 2 else ():
        whole = mentions[k]
        same = whole.category == items[0].category and items[0].outcome in {None, whole.outcome}
        if whole.number.value == total and whole.part_of is None and same:
            return k
    return None
