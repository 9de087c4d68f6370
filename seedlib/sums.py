"""Parts that add up: a list behind its total, and shares by origin of a figure told of before."""

from seedlib.links import REACH, link
from seedlib.mentions import Mention
from seedlib.outcomes import cues
from seedlib.tokens import Tokens

_OPEN = frozenset({"،", "منهم", "منها", "بينهم", "بينها"})  # between a total and the list that adds up to it
_GAP = 14  # tokens between two parts: noun and what is said of them
_VICTIM = "ضحيه"


def apposition(tokens: Tokens, mentions: list[Mention], n: int) -> None:
    """A list right behind its total that adds up to it: "12 سجيناً، 11 رجلاً وامرأة واحدة", also of victims who are dead
    and injured: "3547 ضحية، منها 1262 وفاة و2285 إصابة".
    """
    total, left = mentions[n], mentions[n].number.value
    if n and _shares(tokens, mentions[n - 1], total):
        return  # an item of a list itself
    victims = bool(total.counted.entry and total.counted.entry.lemma == _VICTIM)
    parts: list[int] = []
    for k in range(n + 1, len(mentions)):
        part = mentions[k]
        gap = tokens.keys[mentions[k - 1].end : part.at]
        if part.first != total.first or part.part_of not in {None, n} or part.number.value is None or left is None:
            break
        if len(gap) > _GAP or any(word in cues() and cues()[word][1] == "verb" for word in gap):
            break
        parts.append(k)
        left -= part.number.value
        if left <= 0:
            break
    near = all(mentions[k].at - mentions[k - 1].end <= 6 for k in parts)
    joined = bool(parts) and any(
        word.startswith("و") for word in tokens.keys[total.end + 1 : mentions[parts[0]].at + 1]
    )
    if (
        left != 0
        or len(parts) < (2 if near else 3)
        or joined
        or _OPEN.isdisjoint(tokens.keys[total.end : mentions[parts[0]].at])
    ):
        return
    outcomes = {mentions[k].outcome for k in parts}
    if victims and outcomes == {"killed", "injured"}:
        total.outcome = "killed_or_injured"
    for k in parts:
        part = mentions[k]
        own = part.counted.entry.outcome if part.counted.entry else None
        if part.outcome in {None, total.outcome} or total.outcome == "killed_or_injured" or (own is None and not near):
            link(part, n, "partition", mentions[parts[0]].at, mentions)
            part.outcome = total.outcome if own is None and not near else part.outcome


def adds_up(tokens: Tokens, mentions: list[Mention], n: int) -> None:
    """A list by origin or place ("عودة 4447 لاجئاً من تركيا، و2525 من لبنان، و...") whose sum an earlier figure of the
    same noun and outcome is: three shares do not add up to a total by chance. A list that was taken for one of a figure
    too small for it goes to the last one that can hold it.
    """
    first, shares = mentions[n], [mentions[n]]
    if n and _shares(tokens, mentions[n - 1], first):
        return  # not the first of its list
    for share in mentions[n + 1 :]:
        if not _shares(tokens, shares[-1], share):
            break
        shares.append(share)
    if len(shares) < 3 or not _where(tokens, first):
        return
    total = sum(share.number.value or 0 for share in shares)
    earlier = [k for k in range(n - 1, max(-1, n - REACH), -1) if _may_hold(mentions[k], first, total)]
    alike = [k for k in earlier if _lemma(mentions[k]) == _lemma(first) or len(shares) > 4]
    found = next((k for k in alike if mentions[k].number.value == total), None)
    taken_for = first.part_of if all(share.part_of == first.part_of for share in shares) else None
    if found is None and taken_for is not None and (mentions[taken_for].number.value or total) < total:
        found = next(iter(earlier), None)
    if found is not None:
        for share in shares:
            link(share, found, "partition", first.at, mentions)


def _may_hold(whole: Mention, share: Mention, total: float) -> bool:
    """Whether a figure can be the whole of shares that add up to ``total``."""
    return whole.part_of is None and whole.outcome == share.outcome and (whole.number.value or 0) >= total


def _shares(tokens: Tokens, one: Mention, other: Mention) -> bool:
    """Whether two figures are items of one list: in one sentence, of one noun, each with where or whence."""
    if one.first != other.first:
        return False
    same = other.inherited or (other.counted.entry is not None and _lemma(other) == _lemma(one))
    return same and _where(tokens, one) and _where(tokens, other)


def _lemma(mention: Mention) -> str | None:
    return mention.counted.entry.lemma if mention.counted.entry else None


def _where(tokens: Tokens, mention: Mention) -> bool:
    """Whether من or في follows a figure, behind its noun and an adjective of it."""
    behind = tokens.keys[mention.end : min(mention.last, max(mention.end, mention.counted.after) + 2)]
    return "من" in behind or "في" in behind
