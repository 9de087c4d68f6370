"""Reported figures: every amount of a document in its sentence, read into one row."""

import datetime as dt
import multiprocessing
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import pandas as pd

from seedlib.arabic import key
from seedlib.documents import CHUNK
from seedlib.figures.mentions import Mention
from seedlib.figures.origin_names import allegiance, codes_of, label_en
from seedlib.figures.reading import Article, read_articles
from seedlib.language.gazetteer import group, place
from seedlib.language.nouns import SEX_AGE, noun
from seedlib.language.peoples import phrase_key
from seedlib.language.tokens import Tokens, tokenize
from seedlib.parallel import ordered
from seedlib.schema import conform, frame, require

_READ = ["doc_id", "raw", "sections", "published", "publisher"]  # columns of documents, the last two where they are
_YEARS = 1700, 2100  # in which news can have been published
BATCH = 64  # documents read step by step together; from some 30 on more are no faster
CHARACTERS = 300_000  # of them together: what is read of one takes some ten times its text


def extract_figures(documents: pd.DataFrame, workers: int = 1) -> pd.DataFrame:
    """Every reported figure of the documents, in document order; columns and dtypes as in the codebook's ``figures``.

    Needs the columns ``doc_id``, ``raw`` and ``sections`` of :func:`seedlib.load_documents` (``published`` resolves
    relative days where it is there). Progress is shown where someone looks on. With ``workers`` processes the same rows
    come sooner; a script then needs ``if __name__ == "__main__":``. A Dask DataFrame, from
    :func:`seedlib.dask_documents`, gives one of figures. Raises ``KeyError`` where one of the three columns is missing,
    ``ValueError`` for less than one worker, ``TypeError`` for what is no table or has text for the lists in
    ``sections``, as Dask makes it.
    """
    if on_dask := getattr(documents, "map_partitions", None):
        if not pd.api.types.is_object_dtype(documents.dtypes["sections"]):
            raise TypeError("sections must be lists; read the documents with seedlib.dask_documents(folder)")
        return on_dask(extract_figures, meta=frame("figures"))
    require(documents, "documents", "doc_id", "raw", "sections")
    documents = conform(documents.filter(_READ), "documents")
    with _progress(len(documents)) as bar:
        return _extract(documents, bar) if workers == 1 else _extract_on(workers, documents, bar)


def _extract(documents: pd.DataFrame, bar: Any = None) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    columns = [documents[name] for name in ("doc_id", "raw", "sections")]
    columns += [documents.get(name, pd.Series(index=documents.index)) for name in ("published", "publisher")]
    for some in _batches(zip(*columns, strict=True)):
        articles = [Article(tokenize(raw), sections, day_of(day)) for _, raw, sections, day, _ in some]
        read_articles(articles)
        for article, (doc_id, _, _, day, outlet) in zip(articles, some, strict=True):
            rows.extend(figure_rows(article, doc_id, day, outlet))
        if bar is not None:
            bar.update(len(some))
    values = zip(*map(dict.values, rows), strict=True)
    return frame("figures", dict(zip(rows[0], values, strict=True)) if rows else None)


def _progress(total: int) -> Any:
    """A bar over the documents, for work that takes more than a second: on a terminal, and not in other processes."""
    from tqdm import tqdm

    hidden = multiprocessing.parent_process() is not None or None
    return tqdm(total=total, unit=" documents", disable=hidden, delay=1, leave=None)


def _batches(documents: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """So many documents, or so much text, at a time."""
    some, size = [], 0
    for document in documents:
        some.append(document)
        size += len(document[1])
        if len(some) == BATCH or size >= CHARACTERS:
            yield some
            some, size = [], 0
    if some:
        yield some


def _extract_on(workers: int, documents: pd.DataFrame, bar: Any) -> pd.DataFrame:
    parts = (documents.iloc[i : i + CHUNK] for i in range(0, len(documents), CHUNK))
    tables = []
    for table in ordered(_extract, parts, workers):
        tables.append(table)
        bar.update(min(CHUNK, bar.total - bar.n))
    return pd.concat(tables, ignore_index=True) if tables else frame("figures")


def explain(documents: pd.DataFrame, figure_id: str) -> pd.DataFrame:
    """Why a figure's row says what it says: the words that decided each column.

    ``documents`` is the table the figure was read from. Columns: column, value (as in ``figures``), cue (the words),
    start, end (their span in ``raw``). Raises ``KeyError`` for a figure that the documents do not have.
    """
    require(documents, "documents", "doc_id", "raw", "sections")
    doc_id = figure_id.rpartition(":")[0]
    for row in conform(documents[documents["doc_id"] == doc_id], "documents").to_dict("records"):
        article = Article(tokenize(row["raw"]), row["sections"], day_of(row.get("published")))
        read_articles([article])
        figures = figure_rows(article, doc_id, row.get("published"), None)
        for mention, figure in zip(article.mentions, figures, strict=True):
            if figure["figure_id"] == figure_id:
                reasons = _reasons(article.tokens, mention, figure)
                return pd.DataFrame(reasons, columns=["column", "value", "cue", "start", "end"])
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


def figure_rows(article: Article, doc_id: str, day: Any, outlet: Any) -> Iterator[dict[str, Any]]:
    """The rows of an article that was read, published on a day by an outlet, where these are known."""
    ids = [f"{doc_id}:{m.number.start}-{m.number.end}" for m in article.mentions]
    published = None if article.published is None else str(day)
    of_document = {"published": published, "publisher": outlet if isinstance(outlet, str) else None}
    for mention, figure_id in zip(article.mentions, ids, strict=True):
        total = ids[mention.part_of] if mention.part_of is not None else None
        row = _row(article.tokens, mention)
        yield {"figure_id": figure_id, "doc_id": doc_id, "part_of": total, **row, **of_document}


def _row(tokens: Tokens, mention: Mention) -> dict[str, Any]:
    number = mention.number
    codes, origin_type, origin_en = _named(mention.origin) if mention.origin else ([], None, None)
    return {
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
        "modality": mention.modality,
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
        "relation": mention.relation,
    }


def day_of(published: Any) -> dt.date | None:
    """The day of a date or time in ISO 8601; None for anything else, and for the placeholders of databases (0001-01-01,
    9999-12-31), beside which there is no day before or after.
    """
    try:
        day = dt.date.fromisoformat(published[:10]) if isinstance(published, str) else None
    except ValueError:
        return None
    return day if day and _YEARS[0] <= day.year <= _YEARS[1] else None


@lru_cache(maxsize=1 << 14)
def _named(origin: str) -> tuple[list[str], str, str | None]:
    """Codes, type and English label of an origin."""
    label = label_en(origin)
    codes = [] if allegiance(origin) else codes_of(origin)
    return codes, _origin_type(origin, codes, label), label


def _origin_type(origin: str, codes: list[str], label: str | None) -> str:
    """The dimension of an origin: what kind of place or group it names."""
    if found := group(origin):
        return found.type
    if known := place(phrase_key(origin)):
        return {"region": "country"}.get(known.kind, known.kind)
    entry = noun(key(origin.split()[0]))
    if entry and entry.counted_class in SEX_AGE:
        return "sex_age"
    if codes and all(len(code) == 3 for code in codes):
        return "country"
    if codes and label:
        return "town"  # several places: "بلدتا كذا وكذا", "ريف كذا"
    return "affiliation" if len(origin.split()) > 1 or entry else "town"
