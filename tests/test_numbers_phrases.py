"""Phrases by construction: each with its number in brackets, its value, bounds, qualifier and kind."""

import csv
from pathlib import Path

import pytest

from seedlib.numbers.find import find_numbers

TABLE = Path(__file__).parent / "data/number_phrases.tsv"
ROWS = list(csv.DictReader(TABLE.read_text("utf8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def bound(cell: str) -> float | None:
    return float(cell) if cell else None


def test_the_table_is_long_and_has_no_phrase_twice():
    phrases = [row["phrase"] for row in ROWS]
    assert len(phrases) >= 400
    assert len(set(phrases)) == len(phrases)


@pytest.mark.parametrize("row", ROWS, ids=[f"{n}-{row['group']}" for n, row in enumerate(ROWS)])
def test_phrase(row):
    before, rest = row["phrase"].split("[")
    number, after = rest.split("]")
    found = find_numbers(before + number + after)
    assert [n.text for n in found] == [number]
    (n,) = found
    assert (n.start, n.end) == (len(before), len(before) + len(number))
    assert (n.kind, n.qualifier) == (row["kind"], row["qualifier"])
    assert (n.value, n.low, n.high) == (bound(row["value"]), bound(row["low"]), bound(row["high"]))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ونحو 20 قتيلًا", "نحو"),
        ("لأكثر من 15 جريحًا", "أكثر من"),
        ("وَبنحوِ خمسين شخصا", "نحوِ"),
        ("بما لا يقل عن 30 منزلًا", "بما لا يقل عن"),
        ("أربعة مدنيين على الأقل", "على الأقل"),
        ("20 قتيلًا", None),
    ],
)
def test_qualifier_text_is_the_hedge_without_the_clitics_before_it(text: str, words: str | None) -> None:
    assert [n.qualifier_text for n in find_numbers(text)] == [words]
