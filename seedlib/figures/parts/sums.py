"""Parts that add up: a list behind its total, and shares by origin of a figure told of before."""

from seedlib.figures.mentions import Mention
from seedlib.figures.parts.links import CASE, REACH, link
from seedlib.language.gazetteer import match_place
from seedlib.language.nouns import PEOPLE, noun
from seedlib.language.outcome_cues import cues
from seedlib.language.phrases import OF_THEM, UNHARMED
from seedlib.language.place_words import place_noun
from seedlib.language.tokens import Tokens

_OPEN = frozenset({"،", ":", "(", "منهم", "منها", "بينهم", "بينها"})  # between a total and the list that adds up to it
_ANOTHER = frozenset({"واخر", "واخري"})
_NEAR = 6  # tokens between two parts that stand together
_GAP = 20  # tokens between two parts: noun and what is said of them
_LARGE = 100  # two far parts add up by chance to a smaller total
_VICTIM = "ضحيه"


def apposition(tokens: Tokens, mentions: list[Mention], n: int) -> None:
    """A list right behind its total that adds up to it: "12 سجيناً، 11 رجلاً وامرأة واحدة", also of victims who are dead
    and injured: "3547 ضحية، منها 1262 وفاة و2285 إصابة".
    """
    total = mentions[n]
    if n and _shares(tokens, mentions[n - 1], total):
        return  # an item of a list itself
    parts = _parts_behind(tokens, mentions, n)
    left = (total.number.value or 0) - sum(mentions[k].number.value or 0 for k in parts)
    if not parts or (left and not (left == 1 and _one_more(tokens, mentions[parts[-1]]))):
        return
    near = all(mentions[k].at - mentions[k - 1].end <= _NEAR for k in parts)
    between = _outside_brackets(tokens.keys[total.end : mentions[parts[0]].at + 1])
    few = len(parts) < (2 if near or (total.number.value or 0) >= _LARGE else 3)
    if few or any(word.startswith("و") and word != "وبواقع" for word in between[1:]) or _OPEN.isdisjoint(between[:-1]):
        return
    victims = total.counted.entry is not None and total.counted.entry.lemma == _VICTIM
    if (victims or "(" in between) and {mentions[k].outcome for k in parts} == {"killed", "injured"}:
        total.outcome = "killed_or_injured"
    for part in (mentions[k] for k in parts):
        same = not near and not (part.counted.entry and part.counted.entry.outcome)  # whatever else is said of them
        if part.outcome in {None, total.outcome} or total.outcome == "killed_or_injured" or same:
            link(part, n, "partition", mentions[parts[0]].at, mentions)
            part.outcome = total.outcome if same else part.outcome


def total_behind(mentions: list[Mention], n: int) -> None:
    """A total said behind the figures that add up to it: "270 أسيراً و120 مدنياً، بإجمالي 390 فرداً", also below them."""
    total, left = mentions[n], mentions[n].number.value or 0
    parts: list[Mention] = []
    for part in reversed(mentions[max(0, n - REACH) : n]):
        if left <= 0 or part.part_of is not None or part.number.value is None:
            break
        left -= part.number.value
        parts.append(part)
    if left == 0 and len(parts) > 1:
        for part in parts:
            link(part, n, "partition", total.at - 1, mentions)


def _outside_brackets(words: list[str]) -> list[str]:
    if "(" not in words or ")" not in words:
        return words
    return words[: words.index("(")] + words[words.index(")") + 1 :]


def _one_more(tokens: Tokens, last: Mention) -> bool:
    """Whether one person without a number ends a list: "50 متهماً، 47 من كذا ومتهمان من كذا وآخر من كذا"."""
    at = max(last.end, last.counted.after)
    joined = (word for word in tokens.keys[at : at + 2] if word.startswith("و"))
    return any(
        word in _ANOTHER or ((entry := noun(word)) and entry.number == "singular" and entry.category in PEOPLE)
        for word in joined
    )


def _parts_behind(tokens: Tokens, mentions: list[Mention], n: int) -> list[int]:
    """The figures behind figure ``n`` in its sentence, up to its value and to another event; parts of them left out."""
    parts: list[int] = []
    left = mentions[n].number.value or 0
    for k in range(n + 1, len(mentions)):
        part = mentions[k]
        if part.part_of in parts:
            continue  # "418 لاجئاً (منهم 125 امرأة)، و1108"
        gap = tokens.keys[mentions[k - 1].end : part.at]
        told = {cues()[word][0] for word in gap if cues().get(word, ("", ""))[1] == "verb"} - UNHARMED
        if part.part_of == n and not OF_THEM.isdisjoint(tokens.keys[part.end : part.end + 2]):
            break  # "20 مدنياً بينهم امرأتان وستة أطفال، ... 12 منهم"
        whose = {None, n, mentions[n].part_of} if left >= _LARGE or parts else {None, n}  # taken for parts of its whole
        if part.first != mentions[n].first or part.part_of not in whose or part.number.value is None:
            break
        if left <= 0 or len(gap) > _GAP or told - {mentions[n].outcome}:
            break
        parts.append(k)
        left -= part.number.value
    return parts


def adds_up(tokens: Tokens, mentions: list[Mention], n: int) -> None:
    """A list by origin or place ("عودة 4447 لاجئاً من تركيا، و2525 من لبنان، و...") whose sum an earlier figure of the
    same noun and outcome is: three shares do not add up to a total by chance. A list that was taken for one of a figure
    too small for it goes to the last one that can hold it.
    """
    first, shares = mentions[n], _list_from(tokens, mentions, n)
    if len(shares) < 2:
        return
    total = sum(share.number.value or 0 for share in shares)
    earlier = [k for k in range(n - 1, max(-1, n - REACH), -1) if _may_hold(mentions[k], first, total)]
    any_noun = len(shares) > 4 or first.counted.token is None or _lemma(first) == CASE
    alike = [k for k in earlier if any_noun or _lemma(first) == _lemma(mentions[k])]
    if len(shares) == 2:
        alike = [k for k in alike[:1] if (mentions[k].number.value or 0) >= _LARGE]
    left = (0, _singles(tokens, shares[-1]))
    found = next((k for k in alike if (mentions[k].number.value or 0) - total in left), None)
    taken_for = first.part_of if len(shares) > 2 and all(one.part_of == first.part_of for one in shares) else None
    if found is None and taken_for is not None and (mentions[taken_for].number.value or total) < total:
        found = next(iter(earlier), None)
    if found is not None:
        for share in shares:
            if share.counted.token is None:
                share.category = mentions[found].category
            link(share, found, "partition", first.at, mentions)


def _list_from(tokens: Tokens, mentions: list[Mention], n: int) -> list[Mention]:
    """The items of the list that opens with figure ``n``, what is said to be parts of them left out."""
    first = mentions[n]
    above = mentions[n - 1] if n else None
    whole = mentions[above.part_of] if above and above.part_of is not None else above
    if not _where(tokens, first) or any(one is not None and _shares(tokens, one, first) for one in (above, whole)):
        return []
    shares = [first]
    for k in range(n + 1, len(mentions)):
        share = mentions[k]
        if share.part_of is not None and mentions[share.part_of] is shares[-1]:
            continue
        if not _shares(tokens, shares[-1], share):
            break
        shares.append(share)
    return shares


def _singles(tokens: Tokens, last: Mention) -> int:
    """How many of the counted a list goes on to name one by one, without a number: "وقتيل في كذا، وقتيل في كذا"."""
    lemma, keys = _lemma(last), tokens.keys
    entries = map(noun, keys[max(last.end, last.counted.after) : last.last] if lemma else ())
    return sum(1 for entry in entries if entry and entry.lemma == lemma and entry.number == "singular")


def _may_hold(whole: Mention, share: Mention, total: float) -> bool:
    """Whether a figure can be the whole of shares that add up to ``total``."""
    return whole.part_of is None and share.outcome in {None, whole.outcome} and (whole.number.value or 0) >= total


def _shares(tokens: Tokens, one: Mention, other: Mention) -> bool:
    """Whether two figures are items of one list: in one sentence, of one noun, each with where or whence."""
    if one.first != other.first:
        return False
    same = other.counted.token is None or (_lemma(other) is not None and _lemma(one) in {None, _lemma(other)})
    return same and _where(tokens, one) and _where(tokens, other)


def _lemma(mention: Mention) -> str | None:
    return mention.counted.entry.lemma if mention.counted.entry else None


def _where(tokens: Tokens, mention: Mention) -> bool:
    """Whether where or whence follows a figure, behind its noun and an adjective of it."""
    at = max(mention.end, mention.counted.after)
    behind = tokens.keys[mention.end : min(mention.last, at + 2)]
    return "من" in behind or "في" in behind or (at < mention.last and _in_place(tokens.keys, at))


def _in_place(keys: list[str], i: int) -> bool:
    """Whether a word says where with ب: "بإقليم كذا", "بالخليل"."""
    return keys[i][0] == "ب" and (
        place_noun(keys[i]) is not None or match_place([keys[i][1:], *keys[i + 1 : i + 3]], 0) is not None
    )
