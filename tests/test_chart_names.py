"""Names of rows: grammatical, nothing said twice, and no two claims of one name where anything tells them apart."""

import datetime as dt
from types import SimpleNamespace

import pandas as pd
import pytest
from figure_rows import figures, said

from seedlib import compare_claims
from seedlib.charts.names import claim_names, figure_name, once
from seedlib.labels import logical


def name(number: str, value: float | None, counted: str | None, **more: object) -> str:
    row = {"qualifier": "exact", "qualifier_text": None, "origin": None, "place": None, "counted_inherited": False}
    return figure_name(SimpleNamespace(number_text=number, value=value, counted=counted, **row | more))


@pytest.mark.parametrize(
    ("number", "value", "counted", "more", "expected"),
    [
        # whose or where, in so far as it adds something
        ("9", 9, "قتلى", {"place": "حمص"}, "9 قتلى — حمص"),
        ("9", 9, "قتلى", {"origin": "حلب", "place": "حمص"}, "9 قتلى — حلب"),
        ("95", 95, "سورياً", {"origin": "سورياً"}, "95 سورياً"),
        ("خمسة", 5, "أطفال", {"origin": "أطفال", "place": "حلب"}, "خمسة أطفال — حلب"),
        ("12", 12, "طفلاً", {"origin": "أطفال"}, "12 طفلاً"),
        ("طفلان", 2, "طفلان", {"origin": "طفلان"}, "طفلان"),
        ("86", 86, "عسكرياً", {"origin": "سورياً"}, "86 عسكرياً — سورياً"),
        # what is not said to have happened
        ("20", 20, "جندياً", {"modality": "denied", "place": "حمص"}, "20 جندياً (نُفي) — حمص"),
        ("20", 20, "نازح", {"modality": "unrealised"}, "20 نازح (لم يتحقق)"),
        # a group that begins with the noun
        ("20", 20, "عناصر", {"origin": "عناصر المصالحات"}, "20 من عناصر المصالحات"),
        ("3", 3, "الكوادر", {"origin": "الكوادر المدنية", "place": "حلب"}, "3 من الكوادر المدنية — حلب"),
        # a definite noun
        ("500", 500, "العناصر", {"qualifier": "about", "qualifier_text": "نحو"}, "نحو 500 من العناصر"),
        ("عشرات", None, "القتلى", {"qualifier": "vague"}, "عشرات القتلى"),
        ("المئات", None, "القتلى", {"qualifier": "vague"}, "المئات من القتلى"),
        ("الثلاثة", 3, "الجرحى", {}, "الجرحى الثلاثة"),
        # one and two stand behind their noun, as words
        ("واحدة", 1, "عائلة", {"origin": "عائلة"}, "عائلة واحدة"),
        ("1", 1, "عائلة", {}, "1 عائلة"),
        # an inherited noun only where it surely has the form that the number asks for
        ("30", 30, "عناصر", {"counted_inherited": True, "origin": "حمص"}, "30 — حمص"),
        ("5", 5, "عناصر", {"counted_inherited": True}, "5 عناصر"),
        ("5", 5, "عنصراً", {"counted_inherited": True}, "5"),
        ("30", 30, "عنصراً", {"counted_inherited": True}, "30 عنصراً"),
        ("30", 30, "عنصر", {"counted_inherited": True}, "30"),
        ("700", 700, "شخص", {"counted_inherited": True}, "700 شخص"),
        ("700", 700, "شخصاً", {"counted_inherited": True}, "700"),
        ("14", 14, "عائلة", {"counted_inherited": True}, "14 عائلة"),
        ("2", 2, "أشخاص", {"counted_inherited": True}, "2"),
        ("5", 5, "مدنيون", {"counted_inherited": True}, "5"),
        ("5", 5, "لفظ", {"counted_inherited": True}, "5"),
        ("عشرات", None, "عناصر", {"counted_inherited": True, "qualifier": "vague"}, "عشرات"),
        (None, 5, "أشخاص", {}, "أشخاص"),
        ("5", 5, None, {}, "5"),
    ],
)
def test_a_figure(number, value, counted, more, expected):
    assert name(number, float("nan") if value is None else value, counted, **more) == expected


def test_a_repeated_title_is_one_claim():
    title = {"section": "title", "sentence_end": 50, "counted": "قتلى"}
    table = figures(
        said(12, start=10, sentence_start=0, **title),
        said(12, start=70, sentence_start=60, **title | {"sentence_end": 110}),  # the same, once more
        said(12, start=71, sentence_start=60, **title | {"sentence_end": 110}),  # elsewhere in it
        said(13, start=10, sentence_start=0, **title),
        said(12, start=10, sentence_start=0, **title | {"doc_id": "another"}),
        said(12, start=10, sentence_start=0, **title | {"section": "body"}),
    )
    assert once(table)["figure_id"].tolist() == ["f0", "f2", "f3", "f4", "f5"]
    assert once(table.iloc[:0]).empty


DAY = {"place": "حلب", "place_code": "SY-HL", "counted_class": "combatant"}


def on(day: int) -> dict[str, dt.date]:
    return {"time_start": dt.date(2018, 11, day), "time_end": dt.date(2018, 11, day)}


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        (on(3) | {"outcome": "injured"}, on(3), ["إصابة، مقاتلون — حلب", "قتل، مقاتلون — حلب"]),
        (on(3) | {"origin": "حمص"}, on(3) | {"origin": "إدلب"}, ["حمص", "إدلب"]),
        (on(3), on(9), ["2018-11-03", "2018-11-09"]),
        (on(3) | {"number_text": "5", "counted": "عناصر"}, on(3) | {"number_text": "خمسة"}, ["5 عناصر", "خمسة"]),
    ],
)
def test_claims_are_told_apart_by_what_differs(one, other, names):
    table = compare_claims(figures(said(5, **DAY, **one), said(5, **DAY, **other)))
    if len(table) == 1:  # one day, one place, one number: made two by hand
        table = pd.concat([table, table], ignore_index=True)
        table["values"] = [["5 عناصر"], ["خمسة"]]
    got = [logical(text).translate({0x2066: None, 0x2069: None}) for text in claim_names(table, "ar")]
    assert [text.split("\n")[-1] for text in got] == names
    assert len(set(got)) == 2
