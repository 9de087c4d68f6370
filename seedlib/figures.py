"""Reported figures: every amount of a document in its sentence, read into one row."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pandas as pd

from seedlib import origins, places, sources, times
from seedlib.counted import Counted, read_counted
from seedlib.gazetteer import codes_of, demonym, group, label_en
from seedlib.mentions import Mention
from seedlib.nouns import noun
from seedlib.number_kinds import AMOUNTS, Kinds, bare
from seedlib.number_words import Grammar
from seedlib.numbers import Number, read_numbers
from seedlib.outcomes import cues, read_outcome
from seedlib.parts import read_parts
from seedlib.schema import dtypes, frame
from seedlib.tokens import Tokens, tokenize

# Openings by which a sentence goes on with what was reported before it; bullets go on with the list's heading.
_GOES_ON = frozenset(["وبذلك", "بذلك", "وبهذا", "وذلك", "-", "–", "•", "وتوزعت", "وتوزع", "فيما", "وتسببت"])

# Words of a running total, which is no figure of the event spoken of last.
_RUNNING = frozenset(["تعداد", "حصيله", "الحصيله", "اجمالي", "ترتفع", "يرتفع", "ارتفع", "ارتفعت", "لترتفع", "ليرتفع", "وبذلك"])


def extract_figures(documents: pd.DataFrame) -> pd.DataFrame:
    """Every reported figure of the documents, in document order; columns and dtypes as in the codebook's ``figures``.

    Needs the columns ``doc_id``, ``raw`` and ``sections`` of :func:`seedlib.load_documents` (``published`` resolves
    relative days where it is there). Raises ``KeyError`` where one of the three is missing.
    """
    columns: dict[str, list[Any]] = {name: [] for name in dtypes("figures")}
    published = documents["published"] if "published" in documents else [None] * len(documents)
    publisher = documents["publisher"] if "publisher" in documents else [None] * len(documents)
    for doc_id, raw, sections, day, outlet in zip(
        documents["doc_id"], documents["raw"], documents["sections"], published, publisher, strict=True
    ):
        for row in _rows(doc_id, raw, sections, day, outlet):
            for name, values in columns.items():
                values.append(row[name])
    return frame("figures", columns)


def _rows(
    doc_id: str, raw: str, sections: list[tuple[int, int, str]], day: Any, outlet: Any
) -> Iterator[dict[str, Any]]:
    published = _day(day)
    tokens, mentions = read_mentions(raw, sections, published)
    ids = [f"{doc_id}:{m.number.start}-{m.number.end}" for m in mentions]
    for mention, figure_id in zip(mentions, ids, strict=True):
        number = mention.number
        codes = _origin_codes(mention)
        yield {
            "figure_id": figure_id,
            "doc_id": doc_id,
            "start": number.start,
            "end": number.end,
            "number_text": number.text,
            "sentence_start": tokens.starts[mention.first],
            "sentence_end": tokens.ends[mention.last - 1],
            "section": mention.section,
            "value": number.value,
            "low": number.low,
            "high": number.high,
            "qualifier": number.qualifier,
            "qualifier_text": number.qualifier_text,
            "counted": mention.counted_text,
            "counted_inherited": mention.inherited,
            "category": mention.category,
            "counted_class": mention.counted_class,
            "outcome": mention.outcome,
            "actor": mention.actor,
            "perpetrator": mention.perpetrator,
            "place": mention.place,
            "place_code": mention.place_code,
            "origin": mention.origin,
            "origin_type": _origin_type(mention, codes),
            "origin_code": codes or None,
            "origin_en": label_en(mention.origin) if mention.origin else None,
            "time_text": mention.time_text,
            "time_start": mention.time_start,
            "time_end": mention.time_end,
            "source": mention.sources[-1] if mention.sources else None,
            "source_chain": list(mention.sources) or None,
            "part_of": ids[mention.part_of] if mention.part_of is not None else None,
            "relation": mention.relation,
            "published": None if published is None else str(day),
            "publisher": outlet if isinstance(outlet, str) else None,
        }


def _day(published: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(published[:10]) if isinstance(published, str) else None
    except ValueError:
        return None


def read_mentions(
    raw: str, sections: list[tuple[int, int, str]], published: dt.date | None = None
) -> tuple[Tokens, list[Mention]]:
    """The tokens of a document and its figures, each read as far as its text says."""
    tokens = tokenize(raw)
    mentions = [m for m in _mentions(tokens, sections)]
    _read_counted(tokens, mentions)
    for mention in mentions:
        mention.outcome, cue = read_outcome(
            tokens, mention.counted, mention.category, (mention.at, mention.end), (mention.first, mention.last)
        )
        if cue is not None:
            mention.cues["outcome"] = (cue, cue + 1)
    read_parts(tokens, mentions)
    _inherit_from_totals(tokens, mentions)
    for mention in mentions:
        origins.read_origin(tokens, mention)
    _read_context(tokens, mentions, published)
    _place_of_totals(mentions)
    return tokens, mentions


def _mentions(tokens: Tokens, sections: list[tuple[int, int, str]]) -> Iterator[Mention]:
    """The amounts of the sections that are read: everything but furniture."""
    kinds = Kinds(Grammar(tokens))
    at = 0
    for number in read_numbers(tokens):
        while at < len(sections) - 1 and sections[at][1] <= number.start:
            at += 1
        section = sections[at][2] if sections and sections[at][0] <= number.start < sections[at][1] else "furniture"
        if section == "furniture" or number.kind not in AMOUNTS:
            continue
        first, last = tokens.sentence(number.first_token)
        counted = read_counted(tokens, number, first, last, kinds.percent(number.last_token))
        if _reports(tokens, number, counted):
            yield Mention(number, first, last, section, counted)


def _reports(tokens: Tokens, number: Number, counted: Counted) -> bool:
    """Whether an amount reports a figure: a bare fraction, a zero in words and a lone year-like number do not."""
    if number.kind == "fraction":
        return False
    return not (number.value == 0 and counted.token is None)


# -- counted ---------------------------------------------------------------------------------------------------


def _read_counted(tokens: Tokens, mentions: list[Mention]) -> None:
    """Text, category and class of what each figure counts; an elided noun is that of the figure before it."""
    before: Mention | None = None
    for mention in mentions:
        counted = mention.counted
        if counted.token is not None:
            mention.counted_text = _noun_text(tokens, mention)
            mention.cues["counted"] = (counted.token, counted.token + 1)
        elif before is not None and _elided(tokens, before, mention):
            mention.counted_text, mention.inherited = before.counted_text, True
            mention.counted = Counted(None, before.counted.entry, counted.after)
        elif (heading := _heading_noun(tokens, mention.at - 1)) is not None:
            _take_heading(tokens, mention, heading)
        mention.category = _category(tokens, mention)
        entry = mention.counted.entry
        mention.counted_class = entry.counted_class if entry else None
        if mention.inherited and before is not None:
            mention.category, mention.counted_class = before.category, before.counted_class
        before = mention


def _take_heading(tokens: Tokens, mention: Mention, heading: int) -> None:
    mention.counted_text, mention.inherited = tokens.surface(heading, heading), True
    mention.counted = Counted(None, noun(tokens.keys[heading]), mention.counted.after)
    mention.cues["counted"] = (heading, heading + 1)


def _heading_noun(tokens: Tokens, i: int) -> int | None:
    """The noun of a heading that ends in a colon right before an elided noun: "توزعت الاستهدافات كالآتي: 13 لكذا",
    "والقتلى هم:" above a list.
    """
    keys = tokens.keys
    while i > 0 and (keys[i] in _GOES_ON or keys[i] == "\n"):
        i -= 1
    if keys[i] != ":":
        return None
    for back in range(i - 1, max(0, i - 10), -1):
        entry = noun(keys[back])
        if entry and entry.number == "plural" and bare(keys[back]) != keys[back]:
            return back
        if keys[back] in {"\n", ".", "،"}:
            return None
    return None


def _elided(tokens: Tokens, before: Mention, mention: Mention) -> bool:
    """Whether a figure without a noun takes over that of ``before``: same sentence, and no new event of people between
    them when ``before`` counts things ("عشرات الشرائط …، مؤكدة مقتل المئات").
    """
    if before.first != mention.first or before.number.kind == "percent":
        return False
    people = before.category in {"person", "body"}
    return people or not any(
        word in cues() and cues()[word][0] in {"killed", "injured"} for word in tokens.keys[before.end : mention.at]
    )


def _inherit_from_totals(tokens: Tokens, mentions: list[Mention]) -> None:
    """A part whose noun is elided counts what the heading of its list or its total counts."""
    for before, mention in zip([None, *mentions], mentions, strict=False):
        whole = mention.part_of
        if whole is None and before is not None and mention.outcome != before.outcome:
            whole = before.part_of  # a new outcome goes back to the noun of the total
        if mention.counted_text is None and mention.relation == "partition":
            heading = _heading_noun(tokens, mention.cues["part_of"][0])
            if heading is not None:
                _take_heading(tokens, mention, heading)
                mention.counted_class = mentions[mention.part_of or 0].counted_class
        if mention.inherited and whole is not None and "counted" not in mention.cues:
            total = mentions[whole]
            mention.counted_text, mention.category, mention.counted_class = (
                total.counted_text,
                total.category,
                total.counted_class,
            )


def _noun_text(tokens: Tokens, mention: Mention) -> str:
    token = mention.counted.token
    assert token is not None
    if mention.number.kind == "percent":
        return tokens.surface(token, max(token, mention.counted.after - 1))
    if token == mention.at:
        return mention.number.text
    return tokens.surface(token, token)


def _category(tokens: Tokens, mention: Mention) -> str:
    if mention.number.kind == "percent":
        return "percent"
    entry, token = mention.counted.entry, mention.counted.token
    if entry:
        return entry.category
    if token is None:
        return "person"
    word = tokens.keys[token]
    people = word.startswith("اخر") or demonym(word) or group(word) or word.endswith(("يين", "يون"))
    return "person" if people else "other"


# -- context ---------------------------------------------------------------------------------------------------


def _read_context(tokens: Tokens, mentions: list[Mention], published: dt.date | None) -> None:
    """Source, place and time, sentence by sentence, carried over where reporting goes on."""
    reader = sources.Sources(tokens)
    place: places.PlaceMention | None = None
    ends, done = tokens.sentence_ends, 0
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.first, []).append(mention)
    begin = 0
    for end in ends:
        first, last = tokens.sentence(begin) if begin < len(tokens) else (begin, end)
        group_here = by_sentence.get(first, [])
        found = reader.sentence(first, last, title=done < 3)
        if not found and reader.latest and tokens.keys[first] in _GOES_ON:
            found = [sources.Attribution(first, reader.latest.name, False, reader.latest.chain)]
        elif found:
            reader.latest = found[-1]
        taken = [m.origin_tokens for m in group_here if m.origin_tokens]
        named = [p for p in places.read_places(tokens, first, last) if not any(a <= p.first < b for a, b in taken)]
        spans = times.read_times(tokens, first, last, published) if group_here else []
        for n, mention in enumerate(group_here):
            following = group_here[n + 1].at if n + 1 < len(group_here) else last
            _place(tokens, mention, named, following, place)
            _source(mention, found)
            if period := times.choose(spans, mention.at):
                mention.time_text = tokens.surface(period.first, period.last - 1)
                mention.time_start, mention.time_end = period.start, period.end
                mention.cues["time_text"] = (period.first, period.last)
        if local := [p for p in named if p.cued and p.rank < 5]:
            place = min(local, key=lambda p: p.rank)
        begin, done = end, done + 1
    _place_of_titles(tokens, mentions)


def _place(
    tokens: Tokens,
    mention: Mention,
    named: list[places.PlaceMention],
    following: int,
    carried: places.PlaceMention | None,
) -> None:
    """The place in the sentence, else the one spoken of last; a running total takes over no place of a single event."""
    chosen = places.choose(tokens, named, mention.at, mention.end, following)
    if chosen:
        mention.cues["place"] = (chosen.first, chosen.last)
    elif not any(word in _RUNNING for word in tokens.keys[max(mention.first, mention.at - 8) : mention.end + 2]):
        chosen = carried
    if chosen:
        mention.place, mention.place_code = chosen.name, chosen.code


def _place_of_titles(tokens: Tokens, mentions: list[Mention]) -> None:
    """A headline in two halves ("10 قتلى.. قصف على كذا") names the place in the other half."""
    for mention in mentions:
        if mention.section == "title" and mention.place is None:
            first, last = mention.first, mention.last
            while first > 0 and tokens.keys[first - 1] != "\n":
                first -= 1
            while last < len(tokens) and tokens.keys[last] != "\n":
                last += 1
            if chosen := places.choose(tokens, places.read_places(tokens, first, last), mention.at, mention.end, last):
                mention.place, mention.place_code = chosen.name, chosen.code


def _place_of_totals(mentions: list[Mention]) -> None:
    """A part whose sentence names no place is where its total is."""
    for mention in mentions:
        if mention.part_of is not None and "place" not in mention.cues:
            total = mentions[mention.part_of]
            mention.place, mention.place_code = total.place, total.place_code


def _source(mention: Mention, found: list[sources.Attribution]) -> None:
    if chosen := sources.choose(found, mention.at):
        mention.sources = chosen.chain or (chosen.name,)
        mention.cues["source"] = (chosen.at, chosen.at + 1)


def _origin_codes(mention: Mention) -> list[str]:
    return codes_of(mention.origin) if mention.origin else []


def _origin_type(mention: Mention, codes: list[str]) -> str | None:
    if mention.origin is None:
        return None
    found = group(mention.origin)
    if found:
        return found.type
    if codes:
        return "country" if all(len(code) == 3 for code in codes) else "governorate"
    entry = noun(mention.origin.split()[0])
    if entry and entry.counted_class in {"child", "woman", "man", "elderly"}:
        return "sex_age"
    return "affiliation" if len(mention.origin.split()) > 1 or entry else "town"
