"""Names of rows: a figure as its sentence words it, a claim so that it can be told from the others, a title once."""

from collections import Counter
from typing import Any

import pandas as pd

from seedlib.arabic import key
from seedlib.charts.base import short, word
from seedlib.labels import isolate_numbers, label
from seedlib.language.nouns import noun
from seedlib.reconcile import ABOVE
from seedlib.schema import given
from seedlib.wording import say, worded

EXTRA = ("origin", "time_start", "values")  # what tells claims of one name apart, in this order


def once(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures as :func:`seedlib.schema.given`, without those of a title that the text repeats: one claim, not two.

    Known by the same words at the same place of a sentence of the same length.
    """
    figures = given(figures, "figures")
    above = figures[figures["section"].astype(object).isin(ABOVE)]
    same = above[["doc_id", "number_text", "counted"]].assign(
        at=above["start"] - above["sentence_start"], length=above["sentence_end"] - above["sentence_start"]
    )
    return figures.drop(index=above.index[same.duplicated()])


# -- figures ---------------------------------------------------------------------------------------------------


def figure_name(row: Any, width: int = 42) -> str:
    """The figure as its sentence words it: hedge, number and noun, that it is denied or unrealised, and whose or
    where in so far as it adds something.

    A noun that stands with another figure is left away where it has not the form that this number asks for.
    """
    counted, origin, place = (text if isinstance(text, str) else "" for text in (row.counted, row.origin, row.place))
    if _same(counted, origin):
        origin = ""
    group = origin if counted and origin.startswith(f"{counted} ") else ""
    where = (origin if not group else "") or place
    shown = "" if row.counted_inherited and not _agrees(row.value, counted) else counted
    quantity = say("out_of", "ar", n=row.number_text, noun=group) if group else ""
    number = row.number_text if isinstance(row.number_text, str) else ""
    quantity = quantity or worded(number, shown, row.value, row.qualifier == "vague")
    said = f"{row.qualifier_text} {quantity}" if isinstance(row.qualifier_text, str) else quantity
    modality = getattr(row, "modality", None)
    said += f" ({word(modality, 'ar')})" if isinstance(modality, str) else ""
    return short(f"{said} — {where}" if where else said, width)


def _same(counted: str, origin: str) -> bool:
    """Whether two words are one, apart from article, case and number."""
    one, other = (key(text).removeprefix("ال") for text in (counted, origin))
    nouns = noun(one), noun(other)
    return one == other or (nouns[0] is not None and nouns[1] is not None and nouns[0].lemma == nouns[1].lemma)


def _agrees(value: float, counted: str) -> bool:
    """Whether a noun surely has the form that goes with a number: by its last two digits, as in CLDR."""
    found, last = noun(key(counted)), value % 100
    if found is None or last != last or (last < 3 and value < 100):
        return False
    if 3 <= last <= 10:
        return found.number == "plural" and not counted.endswith("ون")
    accusative = counted.rstrip("\u064b").endswith("ا")
    return found.number == "singular" and (counted.endswith("ة") or accusative == (last > 10))


# -- claims ----------------------------------------------------------------------------------------------------


def claim_names(claims: pd.DataFrame, lang: str) -> list[str]:
    """A name for each row of the table of claims: outcome, class and place; on a line below what tells rows apart that
    would be the same: origin, first day, the numbers as worded.
    """
    names = [_claim_name(claim, lang) for claim in claims.itertuples()]
    extra: list[list[str]] = [[] for _ in names]
    for column in EXTRA:
        whole = [(name, *more) for name, more in zip(names, extra, strict=True)]
        told = [_told(value) for value in claims[column]]
        variants = Counter(name for name, _ in set(zip(whole, told, strict=True)))
        for name, more, text in zip(whole, extra, told, strict=True):
            if variants[name] > 1 and text:
                more.append(text)
    below = [label(isolate_numbers(short("، ".join(more), 34))) for more in extra]
    return [f"{name}\n{line}" if line else name for name, line in zip(names, below, strict=True)]


def _told(value: Any) -> str:
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return "، ".join(value) if isinstance(value, list) else value if isinstance(value, str) else ""


def _claim_name(claim: Any, lang: str) -> str:
    """Outcome and class in the words of the chart, the place as written; nulls left out."""
    tongues = ("ar", "en") if lang == "both" else (lang,)
    said = [name for name in (claim.outcome, claim.counted_class) if isinstance(name, str)]
    lines = [("، " if of == "ar" else ", ").join(word(str(name), of) for name in said) for of in tongues]
    if isinstance(claim.place, str):
        lines[0] += f" — {short(claim.place, 28)}"
    return "\n".join(label(line, "ltr" if of == "en" else "rtl") for of, line in zip(tongues, lines, strict=True))
