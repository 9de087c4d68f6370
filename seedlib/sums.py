"""Parts that add up: a list behind its total, and shares by origin of a figure told of before."""

from seedlib.links import REACH, link
from seedlib.mentions import Mention
from seedlib.outcomes import cues
from seedlib.tokens import Tokens

_OPEN = frozenset({"،", "منهم", "منها", "بينهم", "بينها"})  # between a total and the list that adds up to it
_VICTIM = "ضحيه"


def apposition(tokens: Tokens, mentions: list[Mention], n: int) -> None:
    """A list right behind its total that adds up to it: "12 سجيناً، 11 رجلاً وامرأة واحدة", also of victims who are dead
    and injured: "3547 ضحية، منها 1262 وفاة و2285 إصابة".
    """
    total, left = mentions[n], mentions[n].number.value
    victims = bool(total.counted.entry and total.counted.entry.lemma == _VICTIM)
    parts: list[int] = []
    for k in range(n + 1, len(mentions)):
        part = mentions[k]
        gap = tokens.keys[mentions[k - 1].end : part.at]
        if part.first != total.first or part.part_of not in {None, n} or part.number.value is None or left is None:
            break
        if len(gap) > 6 or any(word in cues() and cues()[word][1] == "verb" for word in gap):
            break
        parts.append(k)
        left -= part.number.value
        if left <= 0:
            break
    joined = bool(parts) and any(
        word.startswith("و") for word in tokens.keys[total.end + 1 : mentions[parts[0]].at + 1]
    )
    if left != 0 or len(parts) < 2 or joined or _OPEN.isdisjoint(tokens.keys[total.end : mentions[parts[0]].at]):
        return
    outcomes = {mentions[k].outcome for k in parts}
    if victims and outcomes == {"killed", "injured"}:
        total.outcome = "killed_or_injured"
    for k in parts:
        if mentions[k].outcome in {None, total.outcome} or total.outcome == "killed_or_injured":
            link(mentions[k], n, "partition", mentions[parts[0]].at, mentions)


def adds_up(tokens: Tokens, mentions: list[Mention], n: int) -> None:
    """A list by origin ("عودة 4447 لاجئاً من تركيا، و2525 من لبنان، و...") whose sum an earlier figure of the same noun
    and outcome is: three shares do not add up to a total by chance.
    """
    first, shares = mentions[n], [mentions[n]]
    if first.part_of is not None or first.counted.entry is None or not _from_where(tokens, first):
        return
    for share in mentions[n + 1 :]:
        if (
            share.first != first.first
            or not (share.inherited and _from_where(tokens, share))
            or share.part_of is not None
        ):
            break
        shares.append(share)
    values = [share.number.value or 0 for share in shares]
    for k in range(n - 1, max(-1, n - REACH), -1) if len(shares) > 2 else ():
        total = mentions[k]
        noun_of_total = total.counted.entry.lemma if total.counted.entry and total.part_of is None else None
        same = (noun_of_total, total.outcome) == (first.counted.entry.lemma, first.outcome)
        if same and total.number.value == sum(values):
            for share in shares:
                link(share, k, "partition", first.at, mentions)
            return


def _from_where(tokens: Tokens, mention: Mention) -> bool:
    """Whether من follows a figure, behind its noun and an adjective of it."""
    return "من" in tokens.keys[mention.end : min(mention.last, max(mention.end, mention.counted.after) + 2)]
