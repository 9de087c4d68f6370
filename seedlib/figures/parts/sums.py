"""Parts that add up: a list behind its total, what completes a total, and figures that make up one told of before."""

from seedlib.figures.mentions import Mention
from seedlib.figures.parts.links import REACH, apart, link, of_a_kind, own_outcome
from seedlib.language.nouns import PEOPLE, noun
from seedlib.language.outcome_cues import cues
from seedlib.language.phrases import OF_THEM, UNHARMED
from seedlib.language.place_words import place_noun
from seedlib.language.tokens import Tokens
from seedlib.numbers.hedges import hedge_start

_OPEN = frozenset({"،", ":", "(", "منهم", "منها", "بينهم", "بينها"})  # between a total and the list that adds up to it
_ANOTHER = frozenset({"واخر", "واخري"})
_NEAR = 6  # tokens between two parts that stand together
_GAP = 30  # tokens between two parts: noun and what is said of them
_LARGE = 100  # two far parts add up by chance to a smaller total
_VICTIM, _OTHERS = "ضحيه", "اخر"
_SINGLES = 5  # so many at most are named one by one behind a list
_RECENT = 10  # figures back to the one that those of a sentence add up to


def apposition(tokens: Tokens, mentions: list[Mention], n: int) -> None:
    """A list right behind its total that adds up to it: "12 سجيناً، 11 رجلاً وامرأة واحدة", also of victims who are dead
    and injured: "3547 ضحية، منها 1262 وفاة و2285 إصابة".
    """
    total = mentions[n]
    if (mentions[n + 1].number.value or 0) >= (total.number.value or 0):
        return
    parts = _parts_behind(tokens, mentions, n)
    left = (total.number.value or 0) - sum(mentions[k].number.value or 0 for k in parts)
    if not parts or left > _SINGLES or (left and left not in _unnumbered(tokens, mentions[parts[-1]])):
        return
    near = all(mentions[k].at - mentions[k - 1].end <= _NEAR for k in parts)
    between = _outside_brackets(tokens.keys[total.end : mentions[parts[0]].at + 1])
    few = len(parts) + left < (2 if near or (total.number.value or 0) >= _LARGE else 3)
    clause = between[max((i for i, word in enumerate(between) if word == "،"), default=0) + 1 :]
    if few or any(word.startswith("و") and word != "وبواقع" for word in clause) or _OPEN.isdisjoint(between[:-1]):
        return
    victims = total.counted.entry is not None and total.counted.entry.lemma == _VICTIM
    if (victims or "(" in between) and {mentions[k].outcome for k in parts} == {"killed", "injured"}:
        total.outcome = "killed_or_injured"
    for part in (mentions[k] for k in parts):
        same = not near and not (part.counted.entry and part.counted.entry.outcome)  # whatever else is said of them
        state = own_outcome(total) if part.inherited else None  # "أفرج عن 250 معتقلاً، 88 من كذا"
        either = total.outcome in {None, "killed_or_injured"}
        if either or part.outcome in {None, total.outcome, state} or same:
            link(part, n, "partition", mentions[parts[0]].at, mentions)
            part.outcome = total.outcome if same and not either else part.outcome


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


def completes(mentions: list[Mention], here: list[int]) -> None:
    """What is left of a total by its parts in a sentence is one more part: "998 لاجئاً، 267 منهم من كذا، وعاد 731 آخرون
    من كذا", "35 شخصاً، أفرجت عن 11 منهم وأحالت 24".
    """
    left: dict[int, float] = {}  # of each total
    lacking: dict[float, int] = {}  # the total that lacks so many
    for n in here:
        mention = mentions[n]
        value, whole = mention.number.value or 0, mention.part_of
        if whole is not None:
            left[whole] = left.get(whole, mentions[whole].number.value or 0) - value
            lacking[left[whole]] = whole
        elif value and left.get(k := lacking.get(value, -1)) == value:
            total = mentions[k]
            chance = (total.number.value or 0) < _LARGE and not mention.inherited and _lemma(mention) != _OTHERS
            if not chance and _told_alike([mention], total):
                link(mention, k, "partition", mention.at, mentions)


def add_up(tokens: Tokens, mentions: list[Mention], here: list[int]) -> None:
    """The figures with which a sentence opens are parts of the one told of shortly before to which they add up, however
    each is told: three do not add up to a total by chance, and two not to a large one.
    """
    first, shares, total = here[0], [], 0.0
    wholes = _wholes(mentions, first)
    if not wholes:
        return
    few = 2 if _says_who(tokens, mentions[first]) else 3
    for share in (m for m in (mentions[n] for n in here) if m.category != "percent" and (m.part_of or 0) < first):
        shares.append(share)
        total += share.number.value or 0
        k = wholes.get(total) if len(shares) >= (2 if total >= _LARGE else few) else None
        if k is not None and _told_alike(shares, mentions[k]):
            break
    else:
        if not shares:
            return
        lacking = any(total < (value or 0) <= total + _SINGLES for value in wholes)
        k = wholes.get(total + _singles(tokens, shares[-1])) if lacking and len(shares) > 2 else None
        if k is None or not _told_alike(shares, mentions[k]):
            return
    if any(share.part_of not in {None, k} for share in shares):
        return
    for share in shares:
        share.category = share.category if share.counted.token is not None else mentions[k].category
        link(share, k, "partition", share.at, mentions)
        if share.inherited and "counted" in shares[0].cues:
            share.cues.setdefault("counted", shares[0].cues["counted"])  # the noun of the list, not of the total


def _wholes(mentions: list[Mention], first: int) -> dict[float | None, int]:
    """The figures shortly before figure ``first`` that are no parts, by their value and by what their parts leave; a
    number without a noun is an item of another list.
    """
    recent = range(max(0, first - _RECENT), first)
    left: dict[int, float] = {}
    for part in (mentions[k] for k in recent if mentions[k].part_of is not None):
        whole = part.part_of or 0
        left[whole] = left.get(whole, mentions[whole].number.value or 0) - (part.number.value or 0)
    lacking: dict[float | None, int] = {rest: k for k, rest in left.items() if mentions[k].part_of is None}
    alone = (k for k in recent if mentions[k].part_of is None and not mentions[k].inherited)
    return lacking | {mentions[k].number.value: k for k in alone}


def _says_who(tokens: Tokens, mention: Mention) -> bool:
    """Whether a figure is said of people named before it: "والمرحلون هم 3 من كذا"."""
    at = hedge_start(tokens, mention.at) - 1
    at -= tokens.keys[at] == ":"
    return at > mention.first and tokens.keys[at] == "هم" and tokens.keys[at - 1].startswith(("ال", "وال"))


def _told_alike(shares: list[Mention], whole: Mention) -> bool:
    """Whether shares count what a figure counts, and nothing is told of them that is not told of it, if it is told what
    happened to that.
    """
    alike = all(share.counted.token is None or of_a_kind(share, whole) for share in shares)
    return alike and (whole.outcome is None or {share.outcome for share in shares} <= {None, whole.outcome})


def _outside_brackets(words: list[str]) -> list[str]:
    """Words without what the first brackets among them hold."""
    begin = words.index("(") if "(" in words else len(words)
    return words[:begin] + words[words.index(")", begin) + 1 :] if ")" in words[begin:] else words


def _unnumbered(tokens: Tokens, last: Mention) -> set[int]:
    """How many a list may go on to name one by one."""
    return {_singles(tokens, last), int(_one_more(tokens, last))} - {0}


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
        begin = mentions[k - 1].end
        said = (tokens.keys[i] for i in tokens.where("outcome", begin, part.at))
        told = {cues()[word][0] for word in said if cues()[word][1] == "verb" and not place_noun(word)}
        told -= UNHARMED  # not "من سجن كذا"
        if mentions[n].outcome == "killed_or_injured":
            told -= {"killed", "injured"}  # "148 بين قتيل وجريح، حيث قُتل 90 وأصيب 58"
        if "كما" in tokens.keys[begin : part.at]:
            break  # what is told besides
        if part.part_of == n and not OF_THEM.isdisjoint(tokens.keys[part.end : part.end + 2]):
            break  # "20 مدنياً بينهم امرأتان وستة أطفال، ... 12 منهم"
        whose = {None, n, mentions[n].part_of} if left >= _LARGE or parts else {None, n}  # taken for parts of its whole
        if part.first != mentions[n].first or part.part_of not in whose or part.number.value is None:
            break
        if left <= 0 or part.at - begin > _GAP or told - {mentions[n].outcome}:
            break
        if part.part_of != n and apart(mentions[n], part):
            break
        parts.append(k)
        left -= part.number.value
    return parts


def _singles(tokens: Tokens, last: Mention) -> int:
    """How many of the counted a list goes on to name one by one, without a number: "وقتيل في كذا، وقتيل في كذا"."""
    lemma, keys = _lemma(last), tokens.keys
    entries = map(noun, keys[max(last.end, last.counted.after) : last.last] if lemma else ())
    others = sum(word in _ANOTHER for word in keys[max(last.end, last.counted.after) : last.last])
    return others + sum(1 for entry in entries if entry and entry.lemma == lemma and entry.number == "singular")


def _lemma(mention: Mention) -> str | None:
    return mention.counted.entry.lemma if mention.counted.entry else None
