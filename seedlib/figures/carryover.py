"""The place of each figure: in its sentence, or carried over from the place spoken of last where the report goes on."""

from seedlib.figures import namesakes
from seedlib.figures.context import Sentence
from seedlib.figures.mentions import Mention, coordinated, total_of
from seedlib.figures.places import read as places
from seedlib.figures.places.bound import of_flight
from seedlib.figures.places.choice import choose
from seedlib.figures.places.labels import with_labels
from seedlib.figures.places.spoken import Spoken
from seedlib.figures.running_totals import is_running_total
from seedlib.figures.sources.attribution import Attribution
from seedlib.language.nouns import PEOPLE
from seedlib.language.phrases import BULLETS
from seedlib.language.place_words import COUNTRY, VAGUE, WHENCE, WHITHER, PlaceMention
from seedlib.language.tokens import Tokens
from seedlib.lexicon import word_class

_AREAS = 3  # from so many places in a sentence on, it lists areas, and what follows is about none of them
_MILLION = 1_000_000
# Amounts that have no place unless their own sentence gives one, as long as nothing happened to them.
_PLACELESS = frozenset({"money", "percent", "other"})
_AT = frozenset({"في", "قرب", "قباله"})  # behind what people come from, where it is: "33 مهاجراً من قارب قبالة كذا"
# What happens where people come from, "نزوح 62 ألفاً من كذا", or where they go.
_ROLES = dict.fromkeys(("detained", "abducted", "displaced"), WHENCE) | dict.fromkeys(("returned", "arrived"), WHITHER)


def read_places(tokens: Tokens, mentions: list[Mention], sentences: list[Sentence]) -> None:
    """Set the place of each figure, from its sentence or from the one spoken of last; after :func:`read_sources`."""
    spoken = Spoken(tokens)
    for sentence in sentences:
        spoken.pass_to(sentence.n)
        _place_in_sentence(tokens, sentence.mentions, mentions, sentence.said, spoken)
    _place_of_titles(tokens, mentions)
    _place_of_totals(mentions)
    namesakes.settle(tokens, mentions)
    namesakes.share_codes(mentions)


def _place_in_sentence(
    tokens: Tokens, group: list[Mention], mentions: list[Mention], found: list[Attribution], spoken: Spoken
) -> None:
    """The place of the figures of one sentence, in which the attributions ``found`` stand."""
    first, last = group[0].first, group[0].last
    named = places.read_places(tokens, first, last, spoken.names, back=True)
    moved: list[PlaceMention] = []
    home: PlaceMention | None = None
    if named:
        named, moved, home = _by_role(tokens, group, found, spoken.resolved(named, first))
        named = with_labels(tokens, [(m.at, m.end) for m in group], named)
    lone = [p for p in named if _alone(tokens, p, group)]
    for n, mention in enumerate(group):
        until = _until(tokens, group, n, mentions, named) if named else last
        own = _own_moves(mention, group, mentions, moved, named) if moved else []
        there = [p for p in named if p not in lone or mention.end <= p.first < until] if lone else named
        _place(tokens, mention, _of_whole(mention, group, mentions, there) if there else [], own, until, spoken, home)
        total = total_of(mention, mentions)
        at = mention.cues.get("place", (-1,))[0]
        if total and total.first == first and total.at < mention.at and not total.at < at < until:
            mention.place, mention.place_code = total.place, total.place_code
    if tokens.keys[first] in BULLETS:
        return  # an item of a list by area: what follows is not about it
    if not named and all((m.outcome or m.category == "attack") and is_running_total(tokens, m) for m in group):
        spoken.leave()  # what follows goes on about the whole
    theirs = {m.cues["place"][0] for m in group if m.part_of is not None and "place" in m.cues}
    theirs -= {m.cues["place"][0] for m in group if m.part_of is None and "place" in m.cues}
    spoken.note([p for p in named if p not in lone and p.first not in theirs], _scenes(tokens, group, named))
    if len(group) >= _AREAS and len({m.place for m in group if "place" in m.cues}) >= _AREAS:
        spoken.place = None


def _scenes(tokens: Tokens, group: list[Mention], named: list[PlaceMention]) -> list[PlaceMention]:
    """Of the countries that a sentence names those where something happened to its figures; not what a toll is of."""
    there = {m.cues["place"] for m in group if m.outcome and "place" in m.cues}
    countries = [p for p in named if p.rank == COUNTRY and (p.first, p.last) in there]
    return [p for p in countries if word_class("tally").isdisjoint(tokens.keys[group[0].first : p.first])]


def _own_moves(
    mention: Mention,
    group: list[Mention],
    mentions: list[Mention],
    moved: list[PlaceMention],
    named: list[PlaceMention],
) -> list[PlaceMention]:
    """Of the places that people come from or go to those of a figure: not those of its parts or of other origins."""
    theirs = [m.origin_tokens for m in group if m is not mention and m.origin_tokens]
    own = [p for p in moved if not _within(p, theirs)]
    part = next((m.at for m in group if total_of(m, mentions) is mention), mention.last)
    if any(mention.end <= p.first < part for p in named):
        own = [p for p in own if p.first < part]  # "نزح 360 في كذا، بينهم 180 من كذا"
    return own


def _by_role(
    tokens: Tokens, group: list[Mention], found: list[Attribution], named: list[PlaceMention]
) -> tuple[list[PlaceMention], list[PlaceMention], PlaceMention | None]:
    """Of the places that a sentence names those where something happened, those that people come from or go to, and the
    one where a source is at home.
    """
    moved = [p for p in named if p.role and (p.rank < COUNTRY or (p.rank == COUNTRY and p.role == WHITHER))]
    named = [p for p in named if not p.role]
    named = [p for p in named if p.rank < VAGUE] or named
    taken = [m.origin_tokens for m in group if m.origin_tokens and m.origin_tokens[0] >= m.at]
    taken = [(a, next((i for i in range(a, b) if tokens.keys[i] in _AT), b)) for a, b in taken]
    moved += [p for p in named if _within(p, taken)]
    told = [(a.first, _end_of_name(tokens, a)) for a in found if a.first >= 0]
    home = next((p for p in named if p.rank < COUNTRY and _within(p, told)), None)
    taken += told
    taken += [(m.counted.token, m.counted.token + 1) for m in group if m.counted.token is not None]
    ends = {m.end for m in group}
    taken += [(p.first, p.last) for p in named if p.rank == COUNTRY and not p.cued and p.first in ends]  # "2 كينيا"
    named = [p for p in named if not (p.name and _within(p, taken))]
    apart = [p for p in named if not any(_of_body(tokens, p, a) for a in found)]
    return (apart if any(p.rank < VAGUE for p in apart) else named), moved, home


def _end_of_name(tokens: Tokens, source: Attribution) -> int:
    """The token behind the name of a source, and behind what is said of it: "المرصد الذي له مصادر في كذا، "."""
    keys, end = tokens.keys, source.at + ("في" not in tokens.keys[source.first : source.at])
    if keys[source.at + 1 : source.at + 2] in (["الذي"], ["التي"]):
        return next((i for i in range(source.at, min(len(keys), source.at + 12)) if keys[i] == "،"), end)
    return end


def _alone(tokens: Tokens, place: PlaceMention, group: list[Mention]) -> bool:
    """Whether a place is that of the figure right before it and of no other: "276 في كذا وحدها"."""
    only = tokens.keys[place.last : place.last + 1] in (["وحدها"], ["وحده"])
    return only and any(0 <= place.first - m.end < 4 for m in group)


def _within(place: PlaceMention, spans: list[tuple[int, int]]) -> bool:
    return any(first <= place.first < last for first, last in spans)


def _until(tokens: Tokens, group: list[Mention], n: int, mentions: list[Mention], named: list[PlaceMention]) -> int:
    """The token up to which a place behind a figure is its own: the next figure, or the one behind its parts and behind
    what the same event hit, where these come before any place: "133، بينهم 21 طفلاً و20 سيدة في كذا".
    """
    mention, k, event = group[n], n + 1, [group[n]]
    near = [p for p in named if p.first >= mention.end and p.rank < COUNTRY]  # a country says too little
    while k < len(group) and not any(p.first < group[k].at for p in near):
        of_people = mention.category in PEOPLE and group[k].category not in PEOPLE
        apart = tokens.keys[group[k].end : group[k].end + 1] == ["في"]  # "بينهم ألف في كذا"
        if tokens.keys[group[k].end + 1 : group[k].end + 2] == ["في"]:  # "في كذا، بينهم 3 رجال في كذا"
            apart = apart or any(mention.end <= p.first < group[k].at for p in named)
        part = total_of(group[k], mentions) in event and not apart
        same = mention.part_of in {None, group[k].part_of}  # "بينهم 21 طفلاً، وقتل 686 في كذا": of others
        if not (of_people or part or (same and coordinated(tokens, group[k - 1], group[k]))):
            break
        event.append(group[k])
        k += 1
    if k < len(group) and total_of(group[k], mentions) is mention:
        parts = next(m.at for m in group if total_of(m, mentions) is mention)
        k = k if near and near[0].first < parts else n + 1  # else each part has a place of its own
    return group[k].at if k < len(group) else mention.last


def _of_whole(
    mention: Mention, group: list[Mention], mentions: list[Mention], named: list[PlaceMention]
) -> list[PlaceMention]:
    """The places that a figure can have: not those of its parts, where each has its own."""
    parts = [m for m in group if total_of(m, mentions) is mention]
    parts = [m for m in parts if m.relation == "partition"] or parts
    if len(parts) < 2:
        return named
    below = (m.at for m in group if m.at > parts[-1].at and total_of(m, mentions) not in parts)
    end = next(below, mention.last)
    theirs = [p for p in named if parts[0].at <= p.last and p.first < end]
    apart = len(parts) <= len(theirs) and any(p.first < parts[-1].at for p in theirs)
    return [p for p in named if p.last < parts[0].at] if apart else named


def _of_body(tokens: Tokens, place: PlaceMention, source: Attribution) -> bool:
    """Whether a place says where a source is at home, in its name, beside it or before what it says: "أطباء السودان",
    "الوزارة في كذا", "مدير الصحة في كذا، فلان", "قالت مصادر طبية والدفاع المدني في كذا إن".
    """
    if place.last < len(tokens) and source.first >= 0:
        apposed = tokens.keys[place.last] == "،" and source.first == place.last + 1
        if apposed or (tokens.keys[place.last] == "ان" and source.at < place.first):
            return True
    if place.first <= source.at:
        return 0 <= source.first <= place.first and place.last - 1 <= source.at
    at = tokens.keys[source.at + 1 : place.first + 1]
    return at[:-1] == ["في"] or (len(at) == 1 and at[0][0] == "ب")


def _place(
    tokens: Tokens,
    mention: Mention,
    named: list[PlaceMention],
    moved: list[PlaceMention],
    following: int,
    spoken: Spoken,
    home: PlaceMention | None,
) -> None:
    """The place in the sentence, else the one spoken of last, else the source's own ("قال محافظ كذا إن 5 قتلوا"); a
    running total takes over no place of a single event.
    """
    chosen = choose(tokens, named, (mention.at, mention.end), following, (mention.first, mention.last))
    gone = _whence_or_whither(tokens, mention, moved, following) if moved else None
    if gone and (chosen is None or max(gone.rank, 2) <= max(chosen.rank, 2)):
        chosen = gone
    if chosen and not chosen.name:
        return  # in many places without a name
    if chosen:
        mention.cues["place"] = (chosen.first, chosen.last)
    elif (mention.outcome or mention.category not in _PLACELESS) and not is_running_total(tokens, mention):
        chosen = spoken.last(mention.first, mention.outcome is not None) or (home if mention.outcome else None)
        if chosen and chosen.rank < 3 and (mention.number.value or 0) >= _MILLION:
            chosen = None  # more than most towns hold
    if chosen is None and mention.category in PEOPLE and mention.outcome in {None, "displaced"}:
        bound = [p for p in moved if mention.end <= p.first < following]
        chosen = next((p for p in bound if p.rank > 3 and of_flight(tokens.keys, p.first)), None)
    if chosen:
        mention.place, mention.place_code = chosen.name, chosen.code


def _whence_or_whither(
    tokens: Tokens, mention: Mention, moved: list[PlaceMention], following: int
) -> PlaceMention | None:
    """Where people who moved or were taken come from or go to, as their outcome asks: "نزح 580 منهم من كذا"."""
    role, part = _ROLES.get(mention.outcome or ""), mention.part_of is not None
    if role is None or (part and mention.outcome != "displaced") or ":" in tokens.keys[mention.end : following]:
        return None
    first, last = mention.origin_tokens or (0, 0)
    own = [p for p in moved if p.rank < COUNTRY]
    own = [p for p in own if p.role == role or (role == WHENCE and first <= p.first < last)]
    own = [p for p in own if not part or p.first >= mention.end]
    return choose(tokens, own, (mention.at, mention.end), following, (mention.first, mention.last))


def _place_of_titles(tokens: Tokens, mentions: list[Mention]) -> None:
    """A headline in two halves ("10 قتلى.. قصف على كذا") names the place in the other half."""
    for mention in mentions:
        if mention.section == "title" and mention.place is None:
            first, last = mention.first, mention.last
            while first > 0 and tokens.keys[first - 1] != "\n":
                first -= 1
            while last < len(tokens) and tokens.keys[last] != "\n":
                last += 1
            named = places.read_places(tokens, first, last)
            named = [p for p in named if p.name and not p.role]
            if chosen := choose(tokens, named, (mention.at, mention.end), last, (first, last)):
                mention.place, mention.place_code = chosen.name, chosen.code


def _place_of_totals(mentions: list[Mention]) -> None:
    """A part whose sentence names no place is where its total is."""
    for mention in mentions:
        if (total := total_of(mention, mentions)) and "place" not in mention.cues:
            mention.place, mention.place_code = total.place, total.place_code
