"""Properties of number reading that hold for any text."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spelling import spell

from seedlib.arabic import fold, key
from seedlib.language.tokens import tokenize
from seedlib.numbers.find import find_numbers

ARABIC = st.text(
    alphabet='ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءآأإؤئ ًٌٍَُِّْـ٠١٢٣٤٥٦٧٨٩0123456789.,،٫٬:/-()«»"%٪\n\u200f\u2066\u2069\u00a0',
    max_size=80,
)
NUMBERS = st.integers(1, 10**9)
PHRASES = ["مقتل {} مدنياً في القصف", "وصول {} من النازحين", "نحو {} شخص", "أصيب {} آخرون"]


@given(st.one_of(st.text(max_size=80), ARABIC))
def test_any_text_gives_ordered_spans_of_itself(text):
    last = 0
    for number in find_numbers(text):
        assert last <= number.start < number.end <= len(text)
        assert number.text == text[number.start : number.end]
        last = number.end


@given(st.one_of(st.text(max_size=80), ARABIC))
def test_folding_keeps_length_and_tokens_cover_the_text(text):
    assert len(fold(text)) == len(text)
    tokens = tokenize(text)
    assert all(a < b for a, b in zip(tokens.starts, tokens.ends, strict=True))
    assert all(end <= start for end, start in zip(tokens.ends, tokens.starts[1:], strict=False))
    assert all(
        key(tokens.surface(i, i)) == k for i, k in enumerate(tokens.keys) if k.isalpha() and not k.isascii() and key(k)
    )


def value(text: str) -> list[float | None]:
    return [n.value for n in find_numbers(text)]


@given(NUMBERS, st.sampled_from(PHRASES), st.booleans())
def test_digits_in_any_script_and_words_give_the_same_value(n, phrase, oblique):
    eastern = str(n).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    persian = str(n).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    if 1300 <= n <= 2100 or n > 10**8:
        return  # a bare year, or an identifier
    expected = [float(n)]
    for written in (str(n), eastern, persian, f"{n:,}", spell(n, oblique=oblique)):
        assert value(phrase.format(written)) == expected


@given(st.integers(3, 10**6), st.sampled_from(["\u0640", "\u064e", "\u200f", "\u2067"]), st.data())
def test_decoration_inside_words_changes_no_value(n, mark, data):
    words = spell(n)
    letters = [i for i in range(1, len(words)) if words[i - 1].isalpha() and words[i].isalpha()]
    at = data.draw(st.sampled_from(letters))
    text = f"مقتل {words[:at]}{mark}{words[at:]} مدنياً"
    (found,) = find_numbers(text)
    assert found.value == n
    assert found.text == words[:at] + mark + words[at:]


@given(st.integers(3, 10**6), st.sampled_from(["و", "ب", "ل", "ف", "ك", "وب"]))
def test_a_prefix_changes_no_value_and_is_no_part_of_the_span(n, prefix):
    if 1300 <= n <= 2100:
        return
    for written in (str(n), spell(n)):
        if not written.startswith("أحد"):
            found = find_numbers(f"قالوا {prefix}{written} شخص")
            assert [(x.value, x.text) for x in found] == [(n, written)]


@given(st.integers(1, 99), st.integers(100, 999), st.sampled_from(["بين {} و{} شخص", "من {} إلى {} شخص", "{}-{} شخص"]))
def test_ranges_keep_both_ends(low, high, phrase):
    (found,) = find_numbers(phrase.format(low, high))
    assert (found.low, found.high, found.qualifier, found.value) == (low, high, "range", None)
    assert [n.value for n in find_numbers(phrase.format(low, high), ranges=False)] == [low, high]


def calls(text: str) -> int:
    """How many Python and C functions are called while a text is read: its work, whatever the machine is doing."""
    count = 0

    def tally(_frame, event, _arg):
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(tally)
    try:
        find_numbers(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    ["و5 ", "و", "5", "1,", "عشرين و", "(", "5-", "مليون ", "ألف و", "بين 5 و", "- ", "5 أو ", "شباط ", "ثلاثة "],
)
def test_work_grows_with_the_text_and_not_faster(unit):
    """Ten times the text is at most eleven times the work: no backtracking, no quadratic step."""
    find_numbers(unit * 10)
    assert calls(unit * 20_000) <= 11 * calls(unit * 2_000)


@pytest.mark.slow
def test_a_line_of_ten_megabytes_is_read():
    text = "ووووووووووووووو و250000 " * (10_000_000 // 40)
    assert len(text.encode()) >= 9_900_000
    assert len(find_numbers(text)) == 10_000_000 // 40
