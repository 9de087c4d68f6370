"""Voices: who says a figure, and which of them are one source: one name, one outlet, one text and its reprints."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from seedlib.arabic import key
from seedlib.breakdown import cells, connected

Names = tuple[tuple[Any, ...], ...]  # claims that share one of these are of one source


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Words in lookup form, without quotation marks and other signs.

    >>> folded('شبكة "نهر ميديا"')
    'شبكه نهر ميديا'
    """
    words = ("".join(c for c in key(word) if c.isalnum()) for word in text.split())
    return " ".join(word for word in words if word)


def prints(figures: pd.DataFrame) -> list[tuple[Any, ...]]:
    """What a reprint keeps of each figure: its number, its place in the sentence and the sentence's length."""
    offset = figures["start"] - figures["sentence_start"]
    length = figures["sentence_end"] - figures["sentence_start"]
    return list(zip(map(folded, figures["number_text"]), offset, length, strict=True))


def texts(figures: pd.DataFrame) -> list[Any]:
    """One name for all figures of a text and of its reprints: texts in which two figures in a row have one print.

    Nothing but the figures is needed, so a text of one figure has no reprints here.
    """
    inside = figures.sort_values(["doc_id", "start"])
    docs, of_figure = inside["doc_id"].tolist(), prints(inside)
    items: list[list[Any]] = [
        [("doc", doc), ("pair", here, there)] if doc == after else [("doc", doc)]
        for doc, after, here, there in zip(docs, [*docs[1:], None], of_figure, [*of_figure[1:], None], strict=True)
    ]
    text_of = dict(zip(docs, connected(items), strict=True))
    return [text_of[doc] for doc in figures["doc_id"]]


def voices(figures: pd.DataFrame, of_text: Sequence[Any]) -> Iterator[tuple[str, bool, Names]]:
    """Who says each figure: as written (the publisher, else the document, of an outlet's own voice), whether the text
    names them, and their names for :func:`one_source`.
    """
    source, outlet = cells(figures["source"]), cells(figures["publisher"])
    for name, own, doc, text, figure in zip(source, outlet, figures["doc_id"], of_text, prints(figures), strict=True):
        if name:
            words = tuple(folded(name).split())
            yield name, True, (("source", words), ("within", text, words), ("print", figure))
        else:
            yield own or doc, False, (("outlet", own or text), ("text", text), ("print", figure))


def one_source(names: Sequence[Names], of_one_thing: bool = True) -> list[Any]:
    """The same value for claims of one source; a name of two words or more is also that of the longer ones it opens,
    and within one text what opens or ends a name is that name ("the Observatory", "World Health"), if it is no other's.

    Where the claims are not ``of_one_thing`` a name that opens several is none of them either: "the Ministry of Health"
    may be any country's.
    """
    known = {name for of_claim in names for name in of_claim}
    full: dict[Any, set[Any]] = {}
    for name in known:
        for short in _short_forms(name):
            full.setdefault(short, set()).add(name)
    return connected([[*of_claim, *_shorter(of_claim, known, full, of_one_thing)] for of_claim in names])


def _shorter(
    of_claim: Names, known: set[Any], full: dict[Any, set[Any]], of_one_thing: bool
) -> Iterator[tuple[Any, ...]]:
    """The shorter names among those known that are also the source of a claim."""
    for name in of_claim:
        for short in _short_forms(name):
            longest = max(full[short], key=lambda other: len(other[-1]))
            nested = full[short] <= {longest, *_short_forms(longest)}  # else "a source", medical or of the army
            if short in known and (nested or (of_one_thing and short[0] == "source")):
                yield short


def _short_forms(name: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    kind, *text, words = name
    if kind == "source":
        return [(kind, words[:n]) for n in range(2, len(words))]
    if kind == "within":
        return [(kind, *text, part) for n in range(1, len(words)) for part in (words[:n], words[n:])]
    return []
