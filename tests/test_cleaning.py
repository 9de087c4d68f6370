"""Cleaning: what is cut from a page, what is repaired in it, and that neither loses the article."""

import json
from pathlib import Path

import pytest
from articles import BODY, PAGE, TEXT, TITLE
from hypothesis import given
from hypothesis import strategies as st

from seedlib.cleaning.furniture import same_headline, split_sections
from seedlib.cleaning.lines import is_prose, line_kind
from seedlib.cleaning.page import clean_page, replay

SHARED = Path(__file__).parents[2] / "shared" / "gold"


def sections(raw: str, **known: object) -> list[tuple[str, str]]:
    return [(line.section, line.text) for line in split_sections(raw, **known)]


def kept(raw: str, **known: object) -> list[str]:
    return [text for section, text in sections(raw, **known) if section != "furniture"]


def test_page() -> None:
    page = clean_page(PAGE)
    assert page.title == TITLE
    assert page.text.split("\n\n") == [TITLE, *BODY]
    assert [PAGE[start:end] for start, end, section in page.sections if section == "title"] == [TITLE, TITLE]
    assert [PAGE[start:end] for start, end, section in page.sections if section == "subtitle"] == [BODY[2]]
    assert "مهاجرين" not in "".join(PAGE[start:end] for start, end in page.body)


def test_page_without_furniture_loses_nothing() -> None:
    page = clean_page(TEXT)
    assert page.text == TEXT.rstrip()
    assert {section for _, _, section in page.sections} == {"title", "subtitle", "body"}


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\n\n\n", " \n\t\n"])
def test_any_line_end(end: str) -> None:
    lines = [line for line in PAGE.split("\n") if line]
    assert clean_page(end.join(lines)).text.split() == clean_page(PAGE).text.split()


@pytest.mark.parametrize(
    "raw",
    [
        BODY[0],
        "قتل ثلاثة مدنيين في القصف",
        " ".join(BODY) * 20,
        "التعليقات",  # a page that is all furniture is kept: better that than nothing
        "السابق\nالتالي",
    ],
)
def test_never_empty(raw: str) -> None:
    assert clean_page(raw).text


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (["الرئيسية / سياسة / محليات", TITLE], TITLE),
        (["الرئيسية", "سياسة", "بلدنا", TITLE], TITLE),
        (["أنت هنا", TITLE], TITLE),
        (["2020-02-15 11:00:00", TITLE, "15 شباط 2020"], TITLE),
        (["مجزرة في السوق"], "مجزرة في السوق"),
        ([TITLE + "."], TITLE + "."),
        ([], None),
        (["الرئيسية", "بلدنا", "العالم", "الناس", "البيئة", "السفر"], None),
    ],
    ids=["trail", "breadcrumbs", "here", "dates", "three words", "stopped", "none", "menu"],
)
def test_title(head: list[str], title: str | None) -> None:
    assert clean_page("\n".join([*head, BODY[0] * 3, BODY[1]])).title == title


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (TITLE, True),
        (TITLE + " - جريدة", True),
        (TITLE.replace("12", "13"), False),  # a claim of its own
        (BODY[2], False),
    ],
)
def test_same_headline(other: str, same: bool) -> None:
    assert same_headline(TITLE, other) is same


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("التعليقات (0)", "comments"),
        ("    💡 الأكثر قراءة", "end"),
        ("تابعونا على تلغرام", "end"),
        ("سجّل إعجابك بصفحتنا على فيسبوك", "end"),
        ("السابق", "end"),
        ("0", "mark"),
        ("* * *", "mark"),
        ("آخر تحديث: 15.02.2020 | 21:15", "date"),
        ("السبت 15 شباط 2020 - 10:30 م", "date"),
        ("منذ 3 ساعات", "date"),
        ("ملخص:", "label"),
        ("اقرأ أيضاً: نص الاتفاق الكامل", "inline"),
        ("— اسم (@handle) January 17, 2020", "post"),
        ("لن يتم نشر عنوان بريدك الإلكتروني.", "comments"),
        ("شارك آلاف المتظاهرين في المسيرة", ""),  # begins like a button
        ("إعلان حالة الطوارئ في ثلاث محافظات", ""),
        ("السابق لأوانه أن نحكم على النتائج.", ""),
        ("قتل 5 مدنيين يوم 15/02/2020", ""),
        ("5 قتلى", ""),
        (BODY[0], ""),
    ],
)
def test_line_kind(line: str, kind: str) -> None:
    assert line_kind(line) == kind


@pytest.mark.parametrize(
    "tail",
    [
        ["- 5 من المدنيين بينهم طفلان", "- 3 من المقاتلين"],
        ["1. خمسة من الريف", "2. ثلاثة من المدينة"],
        ["والقتلى هم:", "خمسة من الريف", "ثلاثة من المدينة"],
        [BODY[1], "وقال شاهد إن القصف استمر ساعتين على الأقل وأوقع قتيلين"],
        [BODY[1], "كما أصيب سبعة آخرون بجروح", "السابق"],
        [BODY[3], "اقرأ المزيد", BODY[1]],
        ["الأكثر قراءة", BODY[1] + " " + BODY[3]],
    ],
    ids=["bullets", "numbers", "colon", "last line without stop", "goes on", "inside link", "block inside"],
)
def test_keeps(tail: list[str]) -> None:
    found = kept("\n".join([TITLE, BODY[0], *tail]))
    assert found == [TITLE, BODY[0], *(line for line in tail if line_kind(line) == "")]


@pytest.mark.parametrize(
    "tail",
    [
        ["وفاة 7 مهاجرين غرقاً قبالة السواحل", "افتتاح معرض الكتاب في العاصمة"],
        ["مقالات ذات صلة", "وفاة 7 مهاجرين غرقاً قبالة السواحل"],
        ["السابق", "مقتل 9 أشخاص في حادث سير", "التالي", "نتائج الجولة الثالثة من الدوري"],
        ["التعليقات (2)", "سعيد", "رحمة الله على الجميع وكان الله في عون أهلهم."],
        ["جميع الحقوق محفوظة لموقعنا 2020"],
    ],
    ids=["headlines", "related", "previous and next", "comments", "copyright"],
)
def test_cuts(tail: list[str]) -> None:
    assert kept("\n".join([TITLE, *BODY[:2], BODY[3], *tail])) == [TITLE, *BODY[:2], BODY[3]]


def test_comments_before_the_article_end_nothing() -> None:
    assert kept("\n".join([TITLE, BODY[1], "التعليقات (2)", *BODY[:2] * 3]))[-1] == BODY[1]


def test_lines_known_to_repeat() -> None:
    raw = "\n".join([TITLE, BODY[0], "طبعة الصباح من الصحيفة الورقية اليومية", BODY[1]])
    assert "طبعة الصباح من الصحيفة الورقية اليومية" in kept(raw)
    assert kept(raw, known={"طبعة الصباح من الصحيفة الورقية اليومية"}) == [TITLE, BODY[0], BODY[1]]


@pytest.mark.parametrize(
    ("op", "raw", "clean"),
    [
        ("homoglyph", "قال Hن العدد كبير", "قال أن العدد كبير"),
        ("homoglyph", "قال إن الקתلى", None),  # two foreign letters: no slip
        ("homoglyph", "فيروس Hن1 وصل", None),
        ("homoglyph", "فيتامينC وفيتامين Cمهم", None),
        ("homoglyph", "شركة Appleالأمريكية", None),
        ("homoglyph", "في السוق والسوق", None),
        ("homoglyph", "وزارة الدlخلية ثم الداخلية", "وزارة الداخلية ثم الداخلية"),
        ("homoglyph", "في المدינة أو حпى", None),
        ("tatweel", "العـــراق", "العراق"),
        ("tatweel", "قـ ـتـ ـلى", "قتلى"),
        ("tatweel", "بـ20 هجوماً عام 1440 هـ", None),
        ("bidi_control", "نحو \u200f20\u200e قتيلاً \u2066في\u2069 حلب", "نحو 20 قتيلاً في حلب"),
        ("invisible", "مقا\u200bتل\ufeff و\u00adآخر", "مقاتل وآخر"),
        ("control", "مقاتل\x00\x00 و\x07آخر", "مقاتل وآخر"),
        ("no_break_space", "50\u00a0ألف", "50 ألف"),
        ("presentation_form", "ﻣﻘﺎﺗﻞ ﻻ", "مقاتل لا"),
        ("presentation_form", "قال ﷺ ﴿نص﴾", "قال صلى الله عليه وسلم ﴿نص﴾"),
    ],
)
def test_repairs(op: str, raw: str, clean: str | None) -> None:
    page = clean_page(raw)
    assert page.text == (raw if clean is None else clean)
    assert {edit["op"] for edit in page.edits} == (set() if clean is None else {op})


def test_trailing_nul_is_white_space() -> None:
    page = clean_page(TEXT + "\x00\x00")
    assert page.text == TEXT.rstrip()
    assert page.body[-1][1] <= len(TEXT)


def test_replay_refuses_another_text() -> None:
    edits = clean_page(PAGE).edits
    with pytest.raises(ValueError, match="expects"):
        replay(TEXT, edits)


LINES = st.sampled_from([*PAGE.split("\n"), *BODY, "Hن", "ـ", "\u200f", "\x00", "—", "1."]) | st.text(max_size=60)


@given(st.lists(LINES, max_size=40).map("\n".join) | st.text())
def test_any_text(raw: str) -> None:
    """Edits replay, sections cover all but white space, in order and apart, and something always stays."""
    page = clean_page(raw)
    assert replay(raw, page.edits) == page.text
    assert all(edit["before"] == raw[edit["start"] : edit["end"]] for edit in page.edits)
    at = 0
    for start, end, _ in page.sections:
        assert at <= start < end <= len(raw)
        assert not raw[at:start].strip("\x00" + " \t\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\u00a0\u202f\u3000") or all(
            not char.isalnum() for char in raw[at:start]
        )
        at = end
    assert not any(char.isalnum() for char in raw[at:])
    assert set(page.body) <= {(start, end) for start, end, _ in page.sections}
    if any(char.isalnum() for char in raw):
        assert page.sections


@pytest.mark.skipif(not SHARED.exists(), reason="no annotated articles")
def test_no_reported_figure_is_furniture() -> None:
    """Of the figures annotated in real articles, none but headlines of other articles is cut away."""
    rows = [json.loads(line) for line in (SHARED / "articles.jsonl").read_text("utf8").splitlines()]
    pages: dict[str, list[tuple[int, int, str]]] = {}
    lost = []
    for row in rows:
        if row["doc"] not in pages:
            with (SHARED / "articles" / row["doc"]).open(encoding="utf8", newline="") as file:
                pages[row["doc"]] = clean_page(file.read()).sections
        section = next((name for start, end, name in pages[row["doc"]] if start <= row["start"] < end), "none")
        if section in {"furniture", "none"} and not row.get("optional"):
            lost.append((row["doc"], row["text"]))
    assert not lost


def test_prose() -> None:
    assert is_prose(BODY[0])
    assert not is_prose(TITLE)
    assert not is_prose("وصلوا جميعاً...")
