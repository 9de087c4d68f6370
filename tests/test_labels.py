"""Labels, compared glyph by glyph, through matplotlib's own text layout, with what HarfBuzz and FriBidi give.

data/labels.csv was filled by data/make_label_glyphs.py. Glyph names are brought to one form: an isolated letter
is its letter (fonts carry both), a ligature of two marks is the two, and marks on one letter are sorted.
"""

import csv
import doctest
import re
import unicodedata
from collections.abc import Callable
from itertools import groupby, pairwise
from pathlib import Path

import hypothesis.strategies as st
import pandas as pd
import pytest
from hypothesis import given

from seedlib import labels
from seedlib.labels import (
    ARABIC,
    LRI,
    LRM,
    PDI,
    RLM,
    bilingual,
    digits,
    isolate,
    isolate_numbers,
    label,
    logical,
    shapes,
    visual,
    wrap,
)

pytestmark = pytest.mark.matplotlib
NEW = shapes()


def unescape(text: str) -> str:
    return re.sub(r"\\(n|u[0-9a-f]{4})", lambda m: "\n" if m[1] == "n" else chr(int(m[1][1:], 16)), text)


def cases() -> list[dict[str, str]]:
    with Path(__file__).with_name("data").joinpath("labels.csv").open(encoding="utf8", newline="") as file:
        return [row | {"text": unescape(row["text"])} for row in csv.DictReader(file)]


CASES = cases()
TEXTS = [row["text"] for row in CASES]
DRAWABLE = [row for row in CASES if NEW or row["shaping"] == "any"]


def letters(name: str) -> list[str]:
    """The characters of a glyph name, joined forms kept apart: uniFE8F -> beh, uniFE91 -> itself."""
    if not re.fullmatch(r"uni([0-9A-F]{4})+", name):
        return [name]
    chars = [chr(int(code, 16)) for code in re.findall("[0-9A-F]{4}", name[3:])]
    parts = []
    for char in chars:
        form, _, source = unicodedata.decomposition(char).partition(" ")
        plain = (form == "<isolated>" and len(source) == 4) or 0xFE70 <= ord(char) <= 0xFE7F
        parts += unicodedata.normalize("NFKC", char) if plain else char
    return ["space" if part == " " else part for part in parts]


def normal(names: list[str]) -> list[str]:
    flat = [part for name in names for part in letters(name)]
    runs = groupby(flat, key=lambda part: len(part) == 1 and unicodedata.combining(part) > 0)
    return [part for marks, run in runs for part in (sorted(run) if marks else run)]


def drawn(text: str) -> list[list[str]]:
    """The glyphs that matplotlib lays out for each line of a text, from left to right."""
    from matplotlib.font_manager import findfont, get_font
    from matplotlib.text import Text
    from matplotlib.textpath import TextToPath

    font = get_font(findfont("DejaVu Sans"))
    font.set_size(TextToPath.FONT_SCALE, TextToPath.DPI)
    lines = []
    for line in text.split("\n"):
        clean, math = Text(0, 0, line)._preprocess_math(line)
        assert not math, f"{line!r} is drawn as mathtext"
        glyphs = TextToPath().get_glyphs_with_font(font, clean)[0]
        codes = [int(glyph[0].rpartition("-")[2], 16) for glyph in glyphs]
        names = [font.get_glyph_name(code if NEW else font.get_char_index(code)) for code in codes]
        steps = [after[1] - before[1] for before, after in pairwise(glyphs)]
        hidden = {i for i, step in enumerate(steps) if names[i] == "space" and step < 1}
        lines.append(normal([name for i, name in enumerate(names) if i not in hidden]))
    return [strip(line) for line in lines]


def strip(names: list[str]) -> list[str]:
    """Without spaces at the ends, where matplotlib's invisible marks look the same."""
    inner = [i for i, name in enumerate(names) if name != "space"]
    return names[inner[0] : inner[-1] + 1] if inner else []


def expected(row: dict[str, str]) -> list[list[str]]:
    return [strip(normal(line.split())) for line in row["glyphs"].split("|")]


def test_the_table_is_broad() -> None:
    assert len(CASES) >= 80
    assert len({row["category"] for row in CASES}) >= 25
    assert len(set(TEXTS)) == len(TEXTS)


@pytest.mark.parametrize("row", DRAWABLE, ids=lambda row: f"{row['category']}: {row['text']}")
def test_label_is_drawn_as_an_independent_shaper_draws_it(row: dict[str, str]) -> None:
    assert drawn(label(row["text"])) == expected(row)


def right(make: Callable[[str], str]) -> float:
    """The share of strings drawn right; those with a joiner apart, on which arabic-reshaper itself fails."""
    rows = [row for row in DRAWABLE if "\u200d" not in row["text"]]
    return sum(drawn(make(row["text"])) == expected(row) for row in rows) / len(rows)


def recipe(text: str) -> str:
    import arabic_reshaper
    from bidi import get_display

    return get_display(arabic_reshaper.reshape(text))


def test_the_comparison_rejects_the_usual_recipe() -> None:
    assert right(recipe) < (0.1 if NEW else 0.9)


def test_the_comparison_rejects_raw_text() -> None:
    assert right(str) < (0.95 if NEW else 0.1)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("base", ["rtl", "ltr", "auto"])
def test_label_twice_is_label_once(text: str, base: str) -> None:
    once = label(text, base)
    assert label(once, base) == once


@pytest.mark.parametrize("row", [row for row in CASES if row["shaping"] == "any"], ids=lambda row: row["text"])
def test_what_an_old_recipe_left_is_drawn_right(row: dict[str, str]) -> None:
    assert drawn(label(visual(row["text"]))) == expected(row)


@pytest.mark.parametrize(
    ("value", "string"),
    [
        (None, ""),
        (float("nan"), ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        ("", ""),
        (15, "15"),
        (2.5, "2.5"),
        ("Aleppo (2018)", "Aleppo (2018)"),
        ("$x^2$ and $y$", "$x^2$ and $y$"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_without_arabic_a_label_is_the_plain_string(value: object, string: str) -> None:
    assert label(value) == string
    assert visual(value) == string


@pytest.mark.skipif(not NEW, reason="an older matplotlib cannot tell the two apart")
def test_a_label_does_not_depend_on_what_was_drawn_before() -> None:
    assert visual("٧٢٪") == "٪٧٢"
    assert label("٪٧٢") == RLM + "٪٧٢"


def test_dollars_never_start_mathtext() -> None:
    text = "5$ ثم 10$"
    assert drawn(label(text)) == drawn(label(r"5\$ ثم 10\$"))
    assert label(label(text)) == label(text)
    assert sum(name == "dollar" for name in drawn(label(text))[0]) == 2


@pytest.mark.parametrize(
    ("base", "order"),
    [("rtl", ["uni0628", "a"]), ("ltr", ["a", "uni0628"]), ("auto", ["a", "uni0628"])],
)
def test_base_direction(base: str, order: list[str]) -> None:
    line = [name for name in drawn(label("a ب", base))[0] if name != "space"]
    assert line == normal(order)


def test_an_unknown_base_is_an_error() -> None:
    with pytest.raises(ValueError, match="rtl, ltr, auto"):
        label("حلب", base="right")


# ---------------------------------------------------------------- page order


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("(ب)", "(ﺏ)"),
        ("«ب»", "«ﺏ»"),
        ("ب > 1", "1 < ﺏ"),
        ("ب (a)", "(a) ﺏ"),
        ("a (ب)", "(ﺏ) a"),
        ("ب 1-2", "2-1 ﺏ"),
        (f"ب {LRI}1-2{PDI}", "1-2 ﺏ"),
        ("لا", "ﻻ"),
        ("بَ", "\u064eﺏ"),
        ("ب\nد", "ﺏ\nﺩ"),
        ("الله", "ﻪﻠﻟﺍ"),
        ("ه\u200d", "ﻫ"),
        ("بە", "ﻪﺑ"),
        ("بڕ", "ڕﺑ"),
    ],
)
def test_visual(text: str, page: str) -> None:
    assert visual(text) == page
    assert visual(page) == page
    assert logical(page) == text


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("ﺎﻳﺭﻮﺳ", "سوريا"),
        ("(15) ﻰﻠﺘﻗ", "قتلى (15)"),
        ("ﺳﻮﺭﻳﺎ", "سوريا"),
        (RLM + "حلب", "حلب"),
        ("Aleppo", "Aleppo"),
    ],
)
def test_logical(text: str, typed: str) -> None:
    assert logical(text) == typed


ALPHABET = st.sampled_from([*"ابتلمنهويأةءى", *"َُِّ", *"abX", *"0159٠٥", *" ()[]«»\"'-/.,:;؟،%٪±+$<>", "\u200f", "\n"])


@given(st.text(ALPHABET, max_size=25))
def test_labels_are_stable(text: str) -> None:
    for make in (label, visual):
        assert make(make(text)) == make(text)
    assert logical(label(text)).count("ب") >= text.count("ب")


@given(st.text())
def test_labels_never_raise(text: str) -> None:
    for result in (
        label(text),
        visual(text),
        logical(text),
        wrap(text, 10),
        digits(text, "arab"),
        isolate_numbers(text),
    ):
        assert isinstance(result, str)
    if not ARABIC.search(text):
        assert label(text) == text


# ---------------------------------------------------------------- numbers and lines


@pytest.mark.parametrize(
    ("text", "isolated"),
    [
        ("في 2018-11-03", ["2018-11-03"]),
        ("بين 15-25 من 40", ["15-25"]),
        ("نحو 80±15، ثم 72%.", ["80±15", "72%"]),
        ("من 1,200 إلى 3.5", ["1,200", "3.5"]),
        ("٣/١١/٢٠١٨ و٧٢٪", ["٣/١١/٢٠١٨", "٧٢٪"]),
        ("15 و20", []),
        ("حلب", []),
    ],
)
def test_isolate_numbers(text: str, isolated: list[str]) -> None:
    result = isolate_numbers(text)
    assert re.findall(f"{LRI}(.*?){PDI}", result) == isolated
    assert isolate_numbers(result) == result
    assert result.replace(LRI, "").replace(PDI, "") == text


@pytest.mark.parametrize("number", ["2018-11-03", "15-25", "80±15", "72%", "15–25"])
def test_isolated_numbers_keep_their_order(number: str) -> None:
    alone = drawn(number)[0]
    line = drawn(label(f"نحو {isolate(number)} قتيلاً"))[0]
    assert alone in [line[i : i + len(alone)] for i in range(len(line))]


@pytest.mark.parametrize(
    ("lang", "ar", "en", "lines"),
    [
        ("ar", "حلب", "Aleppo", ["حلب"]),
        ("en", "حلب", "Aleppo", ["Aleppo"]),
        ("both", "حلب", "Aleppo", ["حلب", "Aleppo"]),
        ("both", "حلب", None, ["حلب"]),
        ("ar", None, "Aleppo", ["Aleppo"]),
        ("en", "حلب", "", ["حلب"]),
    ],
)
def test_bilingual(lang: str, ar: str | None, en: str | None, lines: list[str]) -> None:
    assert logical(bilingual(ar, en, lang)).split("\n") == lines
    assert label(bilingual(ar, en, lang)) == bilingual(ar, en, lang)


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(ValueError, match="ar, en or both"):
        bilingual("حلب", "Aleppo", "fr")


def test_examples() -> None:
    assert doctest.testmod(labels).failed == 0


def test_isolate_nothing() -> None:
    assert isolate(None) == ""
    assert isolate(15) == f"{LRI}15{PDI}"


@pytest.mark.parametrize(
    ("latn", "arab"),
    [
        ("0123456789", "٠١٢٣٤٥٦٧٨٩"),
        ("1,234.5", "١٬٢٣٤٫٥"),
        ("72%", "٧٢٪"),
        ("%72", "٪٧٢"),
        ("15-25 قتيلاً", "١٥-٢٥ قتيلاً"),
        ("أ، ب.", "أ، ب."),
    ],
)
def test_digits(latn: str, arab: str) -> None:
    assert digits(latn, "arab") == arab
    assert digits(arab) == latn
    assert digits(arab, "arab") == arab


def test_persian_digits_become_european() -> None:
    assert digits("۱۵") == "15"
    with pytest.raises(ValueError, match="latn or arab"):
        digits("15", "hindi")


@pytest.mark.parametrize(
    ("text", "width", "wrapped"),
    [
        ("قتلى وجرحى في ريف حلب", 10, "قتلى وجرحى\nفي ريف حلب"),
        ("مُحَمَّد عَلِي", 8, "مُحَمَّد عَلِي"),
        ("طويلةجداجدا في", 5, "طويلةجداجدا\nفي"),
        ("أ ب\nج د", 3, "أ ب\nج د"),
        (f"بين {LRI}15 - 25{PDI} قتيلاً", 6, f"بين\n{LRI}15 - 25{PDI}\nقتيلاً"),
        ("", 5, ""),
        (None, 5, ""),
    ],
)
def test_wrap(text: str | None, width: int, wrapped: str) -> None:
    assert wrap(text, width) == wrapped


def test_marks_at_the_head_are_not_doubled() -> None:
    assert label(label("حلب")).count(RLM) <= 1
    assert label(label("حلب", "ltr"), "ltr").count(LRM) <= 1
