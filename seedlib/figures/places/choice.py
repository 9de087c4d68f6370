"""Which of the places that a sentence names belongs to a figure."""

from itertools import pairwise

from seedlib.figures.sources.attribution import words_of
from seedlib.language.number_atoms import joined_number
from seedlib.language.place_words import COUNTRY, PlaceMention, place_noun
from seedlib.language.tokens import Tokens
from seedlib.lexicon import word_class

_SIGNS = frozenset("،؛:.\n")
_LABELS = frozenset("(:")  # between a place and the number that it labels
_DATELINE = frozenset("–-/:(")  # behind a place that opens a report and only says where it was written
_MOST = frozenset("اعلي اكبر اثقل".split())
_RATES = frozenset("معدل نسبه عدد".split())
_TOLL = word_class("tally") | frozenset("ارتفاع ارتفع ارتفعت".split())
# Words at which another clause begins, so that a place behind them belongs to what follows.
NEXT_CLAUSE = frozenset(
    (
        "فيما بينما اما حين كما وفيما وبينما كذلك وتم وتمت وجري ثم يليها تليها يليهما تليهما يليهم تليهم تلاها "
        "تلتها تبعها تبعتها وبعدها وبعده "
        "وبعدهما ؛"
    ).split()
)
_BEHIND_SIGN = frozenset({"كذلك", "وان", "وانه", "وانها"})
_CLAUSES = (NEXT_CLAUSE | words_of("participle")) - _BEHIND_SIGN


def choose(
    tokens: Tokens, places: list[PlaceMention], number: tuple[int, int], following: int, sentence: tuple[int, int]
) -> PlaceMention | None:
    """The place of the figure at the tokens ``number``: the most specific one between it and the next figure
    (``following``) in its clause, else before it there, else behind the next figure there, else before or behind the
    clause in the ``sentence``; a town before a region, a cued name before one without a cue.
    """
    if not places:
        return None
    (at, end), (first, last), keys = number, sentence, tokens.keys
    labels = [p for p in places if p.last == at - 1] if keys[at - 1] in _LABELS else []
    if labels and keys[at - 1] == "(":
        return labels[0]  # a share of each place: "نابلس (7) وجنين (4)"
    places = [p for p in places if p.first < end or not _labels_next(keys, p, following)]
    if labels and not any(end <= p.first < following for p in places):
        return labels[0]  # "نابلس: 7، جنين: 4", but "السودان: 3 قتلى في قصف كذا"
    places = [p for p in places if p.first > first or _DATELINE.isdisjoint(keys[p.last : p.last + 1])] or places
    places = [p for p in places if p.first < end or not _of_most(keys, p, end)]
    if len(places) < 2:
        return places[0] if places else None
    begin = next((i for i in range(at - 1, first, -1) if _begins_clause(keys, i)), first)
    stop = next((i for i in range(end, last) if _begins_clause(keys, i)), last)
    if opening := next((p for p in reversed(places) if p.first < at and _opens_clause(keys, p, first)), None):
        begin = max(begin, opening.first)
    clause = (
        [p for p in places if end <= p.first < min(stop, following)],
        [p for p in places if begin <= p.first < at],
    )
    for near in (
        _risen(keys, places, at, begin),
        _beside_number(keys, places, at, end),
        *([p for p in some if p.rank < COUNTRY] for some in clause),
        *clause,
        [p for p in places if following <= p.first < stop],
        [p for p in places if opening and opening.first <= p.first < begin],
        [p for p in places if p.first < begin],
        [p for p in places if p.first >= stop],
    ):
        if near:
            return min(near, key=lambda p: (p.rank > 3, not p.cued, max(p.rank, 2), abs(p.first - at)))
    return None


def _begins_clause(keys: list[str], i: int) -> bool:
    """Whether another clause begins at token ``i``: "، موضحاً أن", "، كذلك أصيب 4", but not "قتل كذلك 4"."""
    return keys[i] in _CLAUSES or (keys[i] in _BEHIND_SIGN and keys[i - 1] in _SIGNS)


def _risen(keys: list[str], places: list[PlaceMention], at: int, begin: int) -> list[PlaceMention]:
    """The places between a toll and what it has risen to: "ارتفاع حصيلة الضحايا في كذا إلى 104"."""
    to = next((i for i in range(at - 1, max(begin, at - 4), -1) if keys[i] == "الي"), None)
    toll = to and next((i for i in range(to - 1, begin - 1, -1) if keys[i] in _TOLL), None)
    return [] if to is None or toll is None else [p for p in places if toll < p.first and p.last <= to]


def _labels_next(keys: list[str], place: PlaceMention, following: int) -> bool:
    """Whether a place opens the next item of a list: "سجلت كذا 93، وطهران 25", "، وفي محافظة كذا 25", "كذا: 25"."""
    if place.last + 1 == following and keys[place.last] == ":":
        return True
    i = place.first - (place_noun(keys[place.first - 1]) is not None)
    i -= keys[i - 1] == "وفي"
    return keys[i][0] == "و" and keys[i - 1] == "،" and 0 <= following - place.last < 3


def _of_most(keys: list[str], place: PlaceMention, end: int) -> bool:
    """Whether a place behind a figure is only where most were: "763 أسرة، مع تسجيل أعلى معدل وفيات بولاية كذا"."""
    near = keys[max(end, place.first - 7) : place.first]
    return any(most in _MOST and noun in _TOLL | _RATES for most, noun in pairwise(near))


def _opens_clause(keys: list[str], place: PlaceMention, first: int) -> bool:
    """Whether a clause begins with the place, so that what follows happened there: "وفي محافظة كذا ازداد"."""
    i = place.first - 1
    i -= i > first and place_noun(keys[i]) is not None
    return i >= first and (
        (keys[i] in {"في", "وفي", "ففي"} and i == first) or (keys[i] in {"وفي", "ففي"} and keys[i - 1] in {"،", "؛"})
    )


def _beside_number(keys: list[str], places: list[PlaceMention], at: int, end: int) -> list[PlaceMention]:
    """The places right before a number, with nothing between ("في كذا 18 إصابة") or where a sign parts it from all
    behind it: "تلتها كذا بمجموع (275 شهيداً)، ...".
    """
    touching = [p for p in places if p.last == at or (p.last == at - 1 and keys[at - 1] == "ب")]  # "تيبازة بـ 52"
    touching = [p for p in touching if p.rank < COUNTRY and not joined_number(keys[at])]
    inner = [p for p in places if touching and p.last in {touching[0].first, touching[0].first - 1}]
    touching = [p for p in inner if p.rank < touching[0].rank] or touching  # "قضاء كذا بمحافظة كذا 12"
    if touching and keys[end : end + 1] != ["في"]:  # "57 في كذا 50 في كذا": each has the one behind it
        return touching
    stop = next((i for i in range(end, min(end + 5, len(keys))) if keys[i] in _SIGNS), None)
    if stop is None or any(end <= p.first < stop for p in places):
        return []
    before = [p for p in places if p.last <= at and _SIGNS.isdisjoint(keys[p.last : at])]
    return before if before and at - before[-1].last < 3 else []
