"""Claims: figures of one text or of many that speak of the same thing, who stands behind them, whether they agree."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd

from seedlib.breakdown import bound_once, cells, happened, worded
from seedlib.language.gazetteer import CLASS_WORDS, place
from seedlib.language.nouns import noun
from seedlib.published import days, moments
from seedlib.schema import dtypes, frame
from seedlib.voices import Names, folded, one_source, texts, voices
from seedlib.wording import count, interval, say

#: A figure whose text gives no date speaks of the day of publication or of this many days before it; ours.
DAYS_BEFORE = 1
#: Two periods are the same where they share this much of the longer one, or begin on one day and last longer; ours.
SHARED = 0.5

_SAID = ("agreement", "n_figures", "n_sources", "lower", "upper", "dated")
_NO_COUNT = ("percent", "money")
_DAY = pd.Timedelta(days=1)
_NEVER, _ALWAYS = (-math.inf, -math.inf), (math.inf, math.inf)


@dataclass(slots=True, frozen=True)
class _Claim:
    """A figure as a claim: its row; bounds, infinite where open; first and last day, NaN where unknown; who says it."""

    row: int
    figure_id: str
    doc_id: str
    start: int
    text: Any  # the same for reprints
    value: str
    lower: float
    upper: float
    first: float
    last: float
    published: float
    time_text: str
    voice: str
    named: bool  # False: the outlet's own voice
    names: Names

    @property
    def when(self) -> tuple[float, float] | None:
        """Earlier or later: by the end of the period, then by publication; None where neither is known."""
        published = self.last if math.isnan(self.published) else self.published
        return None if math.isnan(self.last) else (self.last, published)


def compare_claims(figures: pd.DataFrame, policy: str = "interval") -> pd.DataFrame:
    """One row a group of figures that speak of the same outcome, class, place and time; columns as in the codebook's
    ``claims``. Figures without an outcome, money and per cent are left out, and what is denied or unrealised.

    Figures are of one group where outcome, class, unit and origin are the same, so are their places (those without one
    only within a text and its reprints), and their periods share half of the longer one or, if longer than a day, begin
    on one day; a period without an end ("since May") lasts until its text was published. Undated figures meet by the
    words for their time, or join the only dated group that there is; ``dated`` is False where the group has figures
    without a date from several texts, which may speak of different events. Two numbers that exclude each other and that
    one source gives in one text speak of two events; then only numbers that agree stay together.

    One source: one name, or a name and its opening words ("the Syrian Observatory", "the Syrian Observatory for …"),
    within one text any short form of it ("the Observatory" in the headline); an outlet in its own voice, unless its
    text names a source for the same thing; reprints, known by figures at the same places in sentences of the same
    length. Unnamed sources of one description ("local sources") count once.

    ``agreement``: the numbers of several sources share a value ("more than 15" and 15 do). ``update``: they exclude
    each other, but one source gave them, or the larger is the later. ``contradiction``: independent sources exclude
    each other otherwise. ``single``: one source, one number. Raises ``ValueError`` for an unknown policy, and for a
    value that its column cannot have.
    """
    bounded = bound_once(figures, policy)
    counts = ~bounded["category"].astype(object).isin(_NO_COUNT)
    stated = happened(bounded[counts]).reset_index(drop=True)
    if stated.empty:
        return frame("claims")
    by_topic: dict[Any, list[_Claim]] = {}
    for claim, topic in _claims(stated):
        by_topic.setdefault(topic, []).append(claim)
    groups = [
        sorted(group, key=lambda claim: (claim.when or _NEVER, claim.figure_id))
        for members in by_topic.values()
        for of_time in _same_time(members)
        for group in _same_event(_attributed(of_time))
    ]
    groups.sort(key=lambda group: min(claim.row for claim in group))
    return _table(stated, groups, policy)


# -- what a figure says, of what, when and by whom -------------------------------------------------------------


def _claims(stated: pd.DataFrame) -> Iterator[tuple[_Claim, Any]]:
    """Each figure as a claim, and what must be the same for two of them to speak of the same thing, time apart."""
    said, day = moments(stated["published"]), days(stated["published"])
    begin, end = stated["time_start"], stated["time_end"]
    first = begin.fillna(end).fillna(day - DAYS_BEFORE * _DAY)
    since = day.where(day > begin, begin + _DAY)
    last = end.fillna(since.where(begin.notna())).fillna(day)
    numbered = [((column - pd.Timestamp(0)) / _DAY).tolist() for column in (first, last, said)]
    # Whoever says "more than 15" does not contradict one who says 15.
    lower = stated["lower"].where(~(stated["value"] < stated["lower"]), stated["value"]).fillna(-math.inf)
    upper = stated["upper"].where(~(stated["value"] > stated["upper"]), stated["value"]).fillna(math.inf)
    of_text = texts(stated)
    times = [folded(text) if isinstance(text, str) else "" for text in stated["time_text"]]
    ids = stated["figure_id"], stated["doc_id"], stated["start"]
    columns: list[Any] = [stated.index, *ids, of_text, worded(stated), lower, upper, *numbered, times]
    for fields, voice, topic in zip(
        zip(*columns, strict=True), voices(stated, of_text), _topics(stated, of_text), strict=True
    ):
        said_by: list[Any] = [*fields, *voice]
        yield _Claim(*said_by), topic


def _topics(stated: pd.DataFrame, of_text: list[Any]) -> Iterator[tuple[Any, ...]]:
    names = ("outcome", "unit", "counted_class", "origin_type", "origin_en", "origin", "place", "place_code", "counted")
    columns = [cells(stated[name]) for name in names]
    kinds = zip(stated["part_of"].notna(), stated["relation"].astype(object) == "additive", strict=True)
    for text, kind, row in zip(of_text, kinds, zip(*columns, strict=True), strict=True):
        outcome, unit, counted_class, origin_type, origin_en, origin, where, code, counted = row
        classed = origin_type in {"sex_age", "status"} and counted_class  # then the class says it
        group = "" if classed else origin_en or folded(origin or "")
        thing = "" if unit == "person" else _lemma(counted or "")
        yield outcome, unit, counted_class, kind, group, thing, _place(where, code) if where else text


@lru_cache(maxsize=65536)
def _lemma(counted: str) -> str:
    found = noun(folded(counted))
    return found.lemma if found else folded(counted)


_CLASSES = frozenset(folded(word) for word in CLASS_WORDS if not word.startswith("ريف"))  # around a place is not in it


@lru_cache(maxsize=65536)
def _place(name: str, code: str | None) -> tuple[str, str]:
    """A place by its English name, where the gazetteer knows it under that code, so that spellings meet, and "محافظة
    درعا" meets "درعا"; one that no list has by its own name alone, as not every report says where it lies.
    """
    head, _, rest = folded(name).partition(" ")
    found = place(folded(name)) or (place(rest) if head in _CLASSES else None)
    if found and code in {None, found.code}:
        return found.name_en, found.code or ""
    return folded(name), (code or "") if found else ""


def _attributed(claims: list[_Claim]) -> list[_Claim]:
    """What an outlet says in its own voice has the source that its text names first for the same thing."""
    named: dict[Any, _Claim] = {}
    for claim in sorted(claims, key=lambda claim: (claim.start, claim.figure_id)):
        if claim.named:
            named.setdefault(claim.text, claim)
    return [
        claim
        if claim.named or claim.text not in named
        else replace(claim, voice=named[claim.text].voice, names=named[claim.text].names)
        for claim in claims
    ]


# -- groups ----------------------------------------------------------------------------------------------------


def _same_time(claims: list[_Claim]) -> list[list[_Claim]]:
    """The claims by period; each is like the earliest of its group, so that a chain of days is not one period."""
    groups: list[list[_Claim]] = []
    current: list[list[_Claim]] = []
    dated = [claim for claim in claims if claim.when]
    for claim in sorted(dated, key=lambda claim: (claim.first, claim.last, claim.figure_id)):
        current = [group for group in current if group[0].last >= claim.first]
        same = next((group for group in current if _one_period(group[0], claim)), None)
        if same is None:
            groups.append([claim])
            current.append(groups[-1])
        else:
            same.append(claim)
    undated = [claim for claim in claims if not claim.when]
    if len(groups) == 1:
        groups[0].extend(undated)
        return groups
    return groups + _by_words(undated)


def _by_words(undated: list[_Claim]) -> list[list[_Claim]]:
    """Undated claims by the words for their time; those without words join the others where there is one group."""
    groups: dict[str, list[_Claim]] = {}
    for claim in sorted(undated, key=lambda claim: claim.time_text, reverse=True):
        words = claim.time_text or (next(iter(groups)) if len(groups) == 1 else "")
        groups.setdefault(words, []).append(claim)
    return list(groups.values())


def _one_period(a: _Claim, b: _Claim) -> bool:
    shared = min(a.last, b.last) - max(a.first, b.first) + 1
    both_begin = a.first == b.first and (a.first == a.last) == (b.first == b.last)
    return both_begin or shared >= SHARED * max(a.last - a.first + 1, b.last - b.first + 1)


def _same_event(claims: list[_Claim]) -> list[list[_Claim]]:
    """The claims as they are, or those that agree apart, where one text gives two numbers of one source and time."""
    by_voice: dict[Any, list[_Claim]] = {}
    for claim in claims:
        by_voice.setdefault((claim.doc_id, claim.voice, claim.when), []).append(claim)
    if all(map(_agree, by_voice.values())):
        return [claims]
    groups: list[list[_Claim]] = []
    least = -math.inf
    for claim in sorted(claims, key=lambda claim: (claim.lower, claim.upper, claim.figure_id)):
        if not groups or claim.lower > least:
            groups.append([])
            least = math.inf
        groups[-1].append(claim)
        least = min(least, claim.upper)
    return groups


# -- what they come to -----------------------------------------------------------------------------------------


def _agree(claims: list[_Claim]) -> bool:
    return max(claim.lower for claim in claims) <= min(claim.upper for claim in claims)


def _contradicted(claims: list[_Claim], sources: list[Any]) -> bool:
    """Whether a claim exceeds one of another source that is not known to be earlier."""
    pairs = list(zip(claims, sources, strict=True))
    below = sorted(pairs, key=lambda pair: pair[0].upper)
    latest: dict[Any, tuple[float, float]] = {}  # two sources whose lower numbers are the latest
    at = 0
    for claim, source in sorted(pairs, key=lambda pair: pair[0].lower):
        while at < len(below) and below[at][0].upper < claim.lower:
            lower, of = below[at]
            latest[of] = max(latest.get(of, _NEVER), lower.when or _ALWAYS)
            latest = dict(sorted(latest.items(), key=lambda item: item[1], reverse=True)[:2])
            at += 1
        if any(of != source and when >= (claim.when or _NEVER) for of, when in latest.items()):
            return True
    return False


def _finding(claims: list[_Claim]) -> dict[str, Any]:
    """What a group of claims, earliest first, comes to."""
    sources = one_source([claim.names for claim in claims])
    named: dict[Any, str] = {}
    for claim, source in zip(claims, sources, strict=True):
        named.setdefault(source, claim.voice)
    if _agree(claims):
        agreement = "agreement" if len(named) > 1 else "single"
    else:
        agreement = "contradiction" if _contradicted(claims, sources) else "update"
    return {
        "claim_id": claims[0].figure_id,
        "dated": len({claim.text for claim in claims}) == 1 or all(claim.when for claim in claims),
        "n_figures": len(claims),
        "n_documents": len({claim.doc_id for claim in claims}),
        "n_sources": len(named),
        "sources": list(named.values()),
        "values": list(dict.fromkeys(claim.value for claim in claims)),
        "agreement": agreement,
        "shared": (max(claim.lower for claim in claims), min(claim.upper for claim in claims)),
        "figure_ids": [claim.figure_id for claim in claims],
    }


def _table(stated: pd.DataFrame, groups: list[list[_Claim]], policy: str) -> pd.DataFrame:
    out = pd.DataFrame([_finding(group) for group in groups])
    firsts = stated.loc[[group[0].row for group in groups]].reset_index(drop=True)
    for name in ("outcome", "counted_class", "place", "place_code", "origin"):
        out[name] = firsts[name]
    number = [n for n, group in enumerate(groups) for _ in group]
    members = stated.loc[[claim.row for group in groups for claim in group]].groupby(number)
    out["time_start"], out["time_end"] = members["time_start"].min(), members["time_end"].max()
    open_ = members[["lower", "upper"]].count().lt(members.size(), axis=0)
    out["lower"] = members["lower"].min().mask(open_["lower"])
    out["upper"] = members["upper"].max().mask(open_["upper"])
    out["policy"] = policy
    both = out["agreement"].isin(["agreement", "single"])  # then the bounds that all share are told, else those of any
    shared = pd.DataFrame(out.pop("shared").tolist(), columns=["lower", "upper"]).replace(
        [-math.inf, math.inf], math.nan
    )
    told = out.copy()
    for name in ("lower", "upper"):
        told[name] = out[name].where(~both, shared[name])
    said: list[Any] = [told[name].tolist() for name in _SAID]
    for name, lang in (("explanation", "en"), ("explanation_ar", "ar")):
        out[name] = [_explain(lang, *row) for row in zip(*said, strict=True)]
    return frame("claims", {name: cells(out[name]) for name in dtypes("claims")})


def _explain(lang: str, agreement: str, n_figures: int, n_sources: int, lower: float, upper: float, dated: bool) -> str:
    numbers, sources = count(n_figures, "claim", lang), count(n_sources, "source", lang, genitive=True)
    bounds = (None if math.isnan(lower) else lower), None, (None if math.isnan(upper) else upper)
    said = say(agreement, lang, n=numbers, sources=sources, bounds=interval(bounds, "", lang))
    return said if dated else f"{said} {say('undated', lang)}"
