"""Every number, spelled out, is read back to its value and its whole span."""

import random
from itertools import product

import pytest
from num2words import num2words
from spelling import spell

from seedlib.numbers.find import find_numbers

ROUND = [m * 10**k for k in range(1, 13) for m in range(1, 10)] + [10**13]
SAMPLE = [random.Random(7).randrange(10 ** random.Random(n).randint(4, 12)) for n in range(20_000)]


def misread(texts: list[tuple[int, str]]) -> list[tuple[int, str, list[tuple[str, float | None]]]]:
    """The spelled numbers that are not read as one number of the same value over the whole text."""
    out = []
    for value, text in texts:
        found = find_numbers(text)
        if len(found) != 1 or found[0].value != value or found[0].text != text:
            out.append((value, text, [(n.text, n.value) for n in found]))
    return out


@pytest.mark.parametrize(("feminine", "oblique"), list(product([False, True], repeat=2)))
@pytest.mark.parametrize("hundred", ["مئة", "مائة"])
def test_every_number_below_ten_thousand(feminine, oblique, hundred):
    assert misread([(n, spell(n, feminine, oblique, hundred)) for n in range(10_000)]) == []


def test_hundreds_in_two_words():
    assert misread([(n, spell(n, hundred="مئة", spaced=True)) for n in range(100, 10_000, 3)]) == []


def test_round_numbers():
    assert misread([(n, spell(n, oblique=oblique)) for n in ROUND for oblique in (False, True)]) == []


@pytest.mark.slow
def test_random_numbers():
    assert misread([(n, spell(n, n % 2 == 0, n % 3 == 0)) for n in SAMPLE]) == []


@pytest.mark.slow
def test_an_independent_library_with_its_spaced_conjunction():
    assert misread([(n, num2words(n, lang="ar")) for n in [*range(10_000), *ROUND, *SAMPLE[:4000]]]) == []


def test_spellings_without_hamza_and_ta_marbuta_dots():
    loose = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي"})
    assert misread([(n, spell(n).translate(loose)) for n in range(1, 10_000, 7)]) == []
