"""Reported figures: every amount of a document in its sentence, read into one row."""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pandas as pd

from seedlib.agents import read_agents
from seedlib.context import place_of_totals, read_context
from seedlib.counted import Counted, read_counted
from seedlib.documents import CHUNK
from seedlib.elision import inherit_from_totals, read_nouns
from seedlib.gazetteer import codes_of, group, label_en, match_place, place
from seedlib.mentions import Mention
from seedlib.nouns import PEOPLE, noun
from seedlib.number_kinds import Kinds
from seedlib.number_words import Grammar
from seedlib.numbers import Number, read_amounts
from seedlib.origins import read_origins
from seedlib.outcomes import happens, read_outcome
from seedlib.parallel import ordered
from seedlib.parts import read_parts
from seedlib.place_names import place_noun
from seedlib.schema import frame
from seedlib.tokens import Tokens, tokenize

_CASES = frozenset({"اصابه", "حاله", "مصاب"})
_PEOPLE_ONLY = frozenset({"killed", "injured", "killed_or_injured", "missing", "detained", "abducted"})


def extract_figures(documents: pd.DataFrame, workers: int = 1) -> pd.DataFrame:
    """Every reported figure of the documents, in document order; columns and dtypes as in the codebook's ``figures``.

    Needs the columns ``doc_id``, ``raw`` and ``sections`` of :func:`seedlib.load_documents` (``published`` resolves
    relative days where it is there). With ``workers`` processes the same rows come sooner, with a progress bar where
    someone looks on; a script then needs ``if __name__ == "__main__":``. A Dask DataFrame, from
    :func:`seedlib.dask_documents`, gives one of figures. Raises ``KeyError`` where one of the three columns is missing,
    ``ValueError`` for less than one worker, ``TypeError`` where Dask has made text of the lists in ``sections``.
    """
    if on_dask := getattr(documents, "map_partitions", None):
        if not pd.api.types.is_object_dtype(documents.dtypes["sections"]):
            raise TypeError("sections must be lists; read the documents with seedlib.dask_documents(folder)")
        return on_dask(extract_figures, meta=frame("figures"))
    if workers != 1:
        return _extract_on(workers, documents)
    rows: list[dict[str, Any]] = []
    published = documents["published"] if "published" in documents else [None] * len(documents)
    publisher = documents["publisher"] if "publisher" in documents else [None] * len(documents)
    for doc_id, raw, sections, day, outlet in zip(
        documents["doc_id"], documents["raw"], documents["sections"], published, publisher, strict=True
    ):
        rows.extend(_rows(doc_id, raw, sections, day, outlet))
    columns = zip(*map(dict.values, rows), strict=True)
    return frame("figures", dict(zip(rows[0], columns, strict=True)) if rows else None)


def _extract_on(workers: int, documents: pd.DataFrame) -> pd.DataFrame:
    from tqdm import tqdm

    needed = ["doc_id", "raw", "sections", *(name for name in ("published", "publisher") if name in documents)]
    parts = (documents[needed].iloc[i : i + CHUNK] for i in range(0, len(documents), CHUNK))
    with tqdm(total=len(documents), unit=" documents", disable=None) as bar:
        tables = []
        for table in ordered(extract_figures, parts, workers):
            tables.append(table)
            bar.update(min(CHUNK, bar.total - bar.n))
    return pd.concat(tables, ignore_index=True) if tables else frame("figures")


def explain(documents: pd.DataFrame, figure_id: str) -> pd.DataFrame:
    """Why a figure's row says what it says: the words that decided each column.

    ``documents`` is the table the figure was read from. Columns: column, value (as in ``figures``), cue (the words),
    start, end (their span in ``raw``). Raises ``KeyError`` for a figure that the documents do not have.
    """
    doc_id, _, span = figure_id.rpartition(":")
    for row in documents[documents["doc_id"] == doc_id].to_dict("records"):
        tokens, mentions = read_mentions(row["raw"], row["sections"], _day(row.get("published")))
        for mention in mentions:
            if f"{mention.number.start}-{mention.number.end}" == span:
                figure = next(
                    r
                    for r in _rows(doc_id, row["raw"], row["sections"], row.get("published"), None)
                    if r["figure_id"] == figure_id
                )
                return pd.DataFrame(
                    _reasons(tokens, mention, figure), columns=["column", "value", "cue", "start", "end"]
                )
    raise KeyError(f"no figure {figure_id!r} in these documents")


def _reasons(tokens: Tokens, mention: Mention, figure: dict[str, Any]) -> Iterator[tuple[str, Any, str, int, int]]:
    number = mention.number
    yield "value", number.value, number.text, number.start, number.end
    if number.qualifier_text:
        start = tokens.text.rfind(number.qualifier_text, 0, number.start)
        start = (
            start if start >= 0 and number.start - start < 40 else tokens.text.find(number.qualifier_text, number.end)
        )
        yield "qualifier", number.qualifier, number.qualifier_text, start, start + len(number.qualifier_text)
    for column, (first, last) in sorted(mention.cues.items(), key=lambda cue: cue[1]):
        value = figure[column]
        yield column, value, tokens.surface(first, last - 1), tokens.starts[first], tokens.ends[last - 1]


def _rows(
    doc_id: str, raw: str, sections: list[tuple[int, int, str]], day: Any, outlet: Any
) -> Iterator[dict[str, Any]]:
    published = _day(day)
    tokens, mentions = read_mentions(raw, sections, published)
    ids = [f"{doc_id}:{m.number.start}-{m.number.end}" for m in mentions]
    for mention, figure_id in zip(mentions, ids, strict=True):
        number = mention.number
        codes, origin_type, origin_en = _named(mention.origin) if mention.origin else ([], None, None)
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
            "origin_type": origin_type,
            "origin_code": list(codes) or None,
            "origin_en": origin_en,
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
    mentions = list(_mentions(tokens, sections))
    read_nouns(tokens, mentions)
    _read_outcomes(tokens, mentions)
    read_parts(tokens, mentions)
    inherit_from_totals(tokens, mentions)
    read_origins(tokens, mentions)
    read_agents(tokens, mentions)
    read_context(tokens, mentions, published, max((end for _, end, kind in sections if kind == "title"), default=0))
    place_of_totals(mentions)
    return tokens, mentions


def _read_outcomes(tokens: Tokens, mentions: list[Mention]) -> None:
    """The outcomes in order: in a text about a disease, "إصابة" goes on meaning a case of it."""
    disease = False
    for before, mention in zip([None, *mentions], mentions, strict=False):
        _read_outcome(tokens, mention)
        if before and before.outcome and mention.outcome is None and _next_area(tokens, before, mention):
            mention.outcome = before.outcome
        entry = mention.counted.entry
        if disease and mention.outcome == "injured" and entry and entry.lemma in _CASES:
            mention.outcome = "infected"
        disease = disease or mention.outcome == "infected"


def _next_area(tokens: Tokens, before: Mention, mention: Mention) -> bool:
    """Whether a figure is the next item of a list by area: "سجلت كذا 93 ضحية، وطهران 25 شخصاً"."""
    gap = tokens.keys[max(before.end, before.counted.after) : mention.at]
    joined = 1 < len(gap) < 6 and gap[0] == "،" and gap[1][0] == "و" and before.first == mention.first
    people = before.category in PEOPLE and mention.category in PEOPLE
    return joined and people and match_place([gap[1][1:] or "و", *gap[2:]], 0) is not None


def _read_outcome(tokens: Tokens, mention: Mention) -> None:
    """The outcome; what a noun that no list has counts is people where what happened happens to people only."""
    twin, number, sentence = mention.twin, (mention.at, mention.end), (mention.first, mention.last)
    if twin and not happens(tokens, twin.end, mention.at):
        mention.outcome, mention.cues["outcome"] = twin.outcome, twin.cues.get("outcome", (twin.at, twin.end))
        return
    mention.outcome, cue = read_outcome(tokens, mention.counted, mention.category, number, sentence)
    if mention.outcome is None and mention.category == "other" and mention.counted.entry is None:
        outcome, cue = read_outcome(tokens, mention.counted, "person", number, sentence)
        where = tokens.keys[mention.at - 1] in {"في", "خلال"}  # "5 وفيات في 150 تدخلاً"
        goods = cue is not None and "ضبط" in tokens.keys[cue]  # said of goods too
        if outcome in _PEOPLE_ONLY and not (goods or where) and not _is_thing(tokens, mention):
            mention.outcome, mention.category = outcome, "person"
    if mention.outcome and cue is not None:
        mention.cues["outcome"] = (cue, cue + 1)


def _is_thing(tokens: Tokens, mention: Mention) -> bool:
    """Whether the grammar says that no people are counted: ثلاثة before -ات counts masculine things (ثلاثة محركات)."""
    if mention.counted.token is not None and place_noun(tokens.keys[mention.counted.token]):
        return True  # "سجلت الوفيات بتسعة أقاليم"
    token, few = mention.counted.token, mention.number.value is not None and 3 <= mention.number.value <= 10
    return few and token is not None and tokens.keys[token].endswith("ات") and tokens.keys[mention.at].endswith("ه")


def _mentions(tokens: Tokens, sections: list[tuple[int, int, str]]) -> Iterator[Mention]:
    """The amounts of the sections that are read: everything but furniture."""
    kinds = Kinds(Grammar(tokens))
    at = 0
    for number in read_amounts(kinds):
        while at < len(sections) - 1 and sections[at][1] <= number.start:
            at += 1
        section = sections[at][2] if sections and sections[at][0] <= number.start < sections[at][1] else "furniture"
        if section == "furniture":
            continue
        first, last = tokens.sentence(number.first_token)
        last = max(last, number.last_token)  # where a sentence without end was cut in a number
        counted = read_counted(tokens, number, first, last, kinds.percent(number.last_token))
        if _reports(tokens, number, counted):
            yield Mention(number, first, last, section, counted)


def _reports(tokens: Tokens, number: Number, counted: Counted) -> bool:
    """Whether an amount reports a figure: a bare fraction, a zero in words and a lone year-like number do not."""
    if number.kind == "fraction":
        return False
    return not (number.value == 0 and counted.token is None)


@lru_cache(maxsize=1 << 14)
def _named(origin: str) -> tuple[list[str], str, str | None]:
    """Codes, type and English label of an origin."""
    codes = codes_of(origin)
    return codes, _origin_type(origin, codes), label_en(origin)


def _origin_type(origin: str, codes: list[str]) -> str:
    """The dimension of an origin: what kind of place or group it names."""
    if found := group(origin):
        return found.type
    if known := place(origin):
        return {"region": "country"}.get(known.kind, known.kind)
    entry = noun(origin.split()[0])
    if entry and entry.counted_class in {"child", "woman", "man", "elderly"}:
        return "sex_age"
    if codes and all(len(code) == 3 for code in codes):
        return "country"
    return "affiliation" if len(origin.split()) > 1 or entry else "town"
