"""Number expressions: every amount of a text at its exact span, and every number that is no amount with its kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from seedlib.arabic import key
from seedlib.language.nouns import construct_duals, indefinite_duals, noun, nouns
from seedlib.language.number_atoms import atoms
from seedlib.language.number_labels import unit_duals
from seedlib.language.tokens import DIGITS, Tokens, tokenize
from seedlib.numbers.grammar import Grammar
from seedlib.numbers.hedges import bounds, hedge_after, hedge_before
from seedlib.numbers.kinds import AMOUNTS, Kinds
from seedlib.numbers.ranges import Span
from seedlib.numbers.reader import Reader


@dataclass(slots=True, frozen=True)
class Number(Mapping[str, Any]):
    """One number expression; also a mapping of its fields, so that ``pd.DataFrame(find_numbers(text))`` works.

    ``start``, ``end``: half-open span in the text, without hedge, prefix and counted noun. ``value``: the number said,
    None when vague, a range or unreadable. ``low``, ``high``: inclusive bounds as the words state them.
    ``qualifier``: exact, about, more_than, at_least, less_than, at_most, range, vague. ``kind``: cardinal, dual, vague,
    range, fraction, percent are amounts; ordinal, date, time, duration, age, measure, score, identifier, name and
    unread (a number or magnitude word touches it that the grammar cannot join) say why a number is none.
    """

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    kind: str
    text: str
    qualifier_text: str | None = None
    first_token: int = -1
    last_token: int = -1

    def __getitem__(self, name: str) -> Any:
        if name in self.__dataclass_fields__:
            return getattr(self, name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (field.name for field in fields(self))

    def __len__(self) -> int:
        return len(fields(self))


def find_numbers(text: str, ranges: bool = True) -> list[Number]:
    """The number expressions of a text, in order.

    With ``ranges=False`` a range gives its two ends. Never raises on any ``str``; time grows linearly with the text.

    >>> [(n.text, n.value, n.low, n.qualifier) for n in find_numbers("مقتل أكثر من 15 عنصراً وإصابة شخصين")]
    [('15', 15.0, 16.0, 'more_than'), ('شخصين', 2.0, 2.0, 'exact')]
    """
    return read_numbers(Kinds(Grammar(tokenize(text))), ranges)


def read_numbers(kinds: Kinds, ranges: bool = True) -> list[Number]:
    """As :func:`find_numbers`, over tokens already made."""
    return [_number(kinds, span) for span in Reader(kinds, ranges).read()]


def read_amounts(kinds: Kinds) -> Iterator[Number]:
    """The numbers of a text that are amounts; no time goes into the others."""
    return (_number(kinds, span) for span in Reader(kinds, True).read() if span.kind in AMOUNTS)


def _number(kinds: Kinds, span: Span) -> Number:
    """The record of a span: characters, hedge and bounds."""
    tokens = kinds.tokens
    start, end = _start(tokens, span.first), tokens.ends[span.last - 1]
    value, low, high, qualifier, words = span.value, span.low, span.high, "exact", None
    if span.kind == "vague":
        qualifier = "vague"
    elif low is not None:
        qualifier = "range"
    elif value is not None:
        last = kinds.percent(span.last)
        if hedge := hedge_before(tokens, span.first) or hedge_after(tokens, last, len(tokens)):
            qualifier = hedge.qualifier
            words = tokens.text[_past(tokens, hedge.first, hedge.clitic) : tokens.ends[hedge.last - 1]]
        found = noun(kinds.key(span.last))
        counts = span.kind in {"cardinal", "dual"} and not (found and found.category == "money")
        low, high = bounds(value, qualifier, counts)
    text = tokens.text[start:end]
    return Number(start, end, value, low, high, qualifier, span.kind, text, words, span.first, span.last)


def _start(tokens: Tokens, first: int) -> int:
    """Offset of the number in its first token, past the clitics و ف ب ل ك."""
    word, start, text = tokens.keys[first], tokens.starts[first], tokens.text
    if word[0] in DIGITS:
        return start
    if atom := atoms().get(word):
        clitics = atom.clitics
    elif dual := indefinite_duals().get(word) or construct_duals().get(word):
        clitics = dual[1]
    elif unit := unit_duals().get(word):
        clitics = unit[1]
    else:  # a dual by its vowels: "ومعتقلَين"
        clitics = int(word not in nouns() and word[0] in "وفبلك" and word[1:] in nouns())
    if word == "واحد" and text.startswith("وأ", start):
        clitics = 1  # وأحد عشر
    return _past(tokens, first, clitics) if clitics else start


def _past(tokens: Tokens, token: int, letters: int) -> int:
    """Offset in a token past so many letters, with the marks on them."""
    at = tokens.starts[token]
    while letters:
        at += 1
        if key(tokens.text[at]) and tokens.text[at].isalpha():
            letters -= 1
    return at
