"""Source and time of each figure, read sentence by sentence."""

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from seedlib.figures import times
from seedlib.figures.mentions import Mention, total_of
from seedlib.figures.sources import attribution
from seedlib.figures.sources import read as sources
from seedlib.figures.sources.attribution import Attribution
from seedlib.language.tokens import Tokens


@dataclass(slots=True)
class Sentence:
    """A sentence with figures: its number in the text, its figures and the attributions that hold in it."""

    n: int
    mentions: list[Mention]
    said: list[Attribution] = field(default_factory=list)


def by_sentence(tokens: Tokens, mentions: list[Mention]) -> list[Sentence]:
    """The sentences that have figures."""
    groups = groupby(mentions, key=attrgetter("first"))
    return [Sentence(bisect_right(tokens.sentence_ends, first), list(group)) for first, group in groups]


def read_sources(tokens: Tokens, mentions: list[Mention], sentences: list[Sentence], titles: int) -> None:
    """Set the source of each figure; ``titles`` is the offset at which the headlines end. A part whose sentence names
    none is told by who tells its total.
    """
    told = sources.Sources(tokens, titles)
    for sentence in sentences:
        sentence.said = told.attributions(sentence.n)
        for mention in sentence.mentions if sentence.said else ():
            if chosen := attribution.choose(sentence.said, mention.at):
                mention.sources = chosen.chain or (chosen.name,)
                mention.cues["source"] = (chosen.at, chosen.at + 1)
    for mention in mentions:
        if not mention.sources and (total := total_of(mention, mentions)) and total.sources:
            mention.sources, mention.cues["source"] = total.sources, total.cues["source"]


def read_times(tokens: Tokens, sentences: list[Sentence], published: dt.date | None) -> None:
    """Set the period of each figure from its sentence; relative days are resolved against the day of publication."""
    for sentence in sentences:
        first, last = sentence.mentions[0].first, sentence.mentions[0].last
        periods = times.read_times(tokens, first, last, published)
        nexts = [*(mention.at for mention in sentence.mentions[1:]), last]
        for mention, following in zip(sentence.mentions, nexts, strict=True) if periods else ():
            if period := times.choose(tokens, periods, mention.at, following):
                mention.time_text = tokens.surface(period.first, period.last - 1).removeprefix("و")
                mention.time_start, mention.time_end = period.start, period.end
                mention.cues["time_text"] = (period.first, period.last)
