"""A figure that extraction missed, read at the place that an analyst gives, with the rest of its text around it."""

from dataclasses import replace
from typing import Any

import pandas as pd

from seedlib.figures.extract import day_of, figure_rows
from seedlib.figures.reading import STEPS, Article
from seedlib.language.tokens import Tokens, tokenize
from seedlib.numbers.find import Number, find_numbers
from seedlib.numbers.hedges import stated_bounds
from seedlib.numbers.kinds import AMOUNTS


def add_figure(documents: pd.DataFrame, doc_id: str, start: int, end: int) -> dict[str, Any]:
    """A row of ``figures`` for the words at a place that extraction missed, as far as its text tells.

    A number in these words is read with the hedge and noun around it, whatever made extraction leave it out (its kind,
    or the furniture it stands in); words without a number, or with several, have no value. Raises ``ValueError`` for a
    document that is not there and for a place without words.
    """
    found = documents[documents["doc_id"] == doc_id]
    if found.empty:
        raise ValueError(f"no document {doc_id}")
    page = found.iloc[0].to_dict()
    raw, sections = page["raw"], page["sections"]
    if not raw[start:end].strip():
        raise ValueError(f"no words at {start}-{end} of document {doc_id}")
    article = Article(tokenize(raw), _read_too(sections, start, end), day_of(page.get("published")))
    number = number_at(article.tokens, start, end)
    n = _read(article, number)
    row: dict[str, Any] = list(figure_rows(article, doc_id, page.get("published"), page.get("publisher")))[n]
    section = next((name for first, last, name in sections if first <= start < last), "body")
    at = {"figure_id": f"{doc_id}:{start}-{end}", "start": start, "end": end, "number_text": raw[start:end]}
    return {**row, **at, "section": section, **_said(number, row["category"])}


def number_at(tokens: Tokens, start: int, end: int) -> Number:
    """The one number in the words at a place; else the words as a number without a value."""
    inside = [number for number in find_numbers(tokens.text) if start <= number.start and number.end <= end]
    if not inside:  # the words may be a part of what was read as one number
        alone = find_numbers(tokens.text[start:end])
        inside = [_placed(number, tokens, start + number.start, start + number.end) for number in alone]
    if len(inside) == 1:
        return inside[0]
    words = Number(start, end, None, None, None, "vague", "vague", tokens.text[start:end])
    return _placed(words, tokens, start, end)


def _placed(number: Number, tokens: Tokens, start: int, end: int) -> Number:
    first, last = max(tokens.at(start), 0), tokens.at(end - 1) + 1
    return replace(number, start=start, end=end, first_token=first, last_token=last)


def _read_too(sections: list[tuple[int, int, str]], start: int, end: int) -> list[tuple[int, int, str]]:
    """The sections with the place among those that are read."""
    read = [(a, b, "body" if a <= start < b and name == "furniture" else name) for a, b, name in sections]
    inside = any(a <= start < b for a, b, _ in sections)
    return read if inside else sorted([*read, (start, end, "body")])


def _read(article: Article, number: Number) -> int:
    """Read the article with that number among its amounts; which of its figures that is."""
    # A zero, a fraction and what is no amount are read as a count, for extraction would leave them out.
    kind = number.kind if number.kind in AMOUNTS - {"fraction"} else "cardinal"
    amount = replace(number, kind=kind, value=number.value or None)
    for name, step in STEPS.items():
        step(article)
        if name == "numbers":
            others = [
                n for n in article.numbers if n.last_token <= amount.first_token or amount.last_token <= n.first_token
            ]
            article.numbers = sorted([*others, amount], key=lambda n: n.start)
    return next(n for n, mention in enumerate(article.mentions) if mention.number is amount)


def _said(number: Number, category: str) -> dict[str, Any]:
    """What the words say as a number: value, bounds, hedge."""
    if number.low is not None and number.qualifier == "range":
        return {"value": None, "low": number.low, "high": number.high, "qualifier": "range"}
    qualifier = "vague" if number.value is None else number.qualifier
    low, high = stated_bounds(number.value, qualifier, category)
    said = {"value": number.value, "low": low, "high": high, "qualifier": qualifier}
    return {**said, "qualifier_text": number.qualifier_text}
