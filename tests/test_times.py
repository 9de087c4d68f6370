"""Periods of figures: the words for them, and their days where year and day can be known."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedlib.figures import extract_figures

WEDNESDAY = "2024-03-13T10:00:00"


def periods(text: str, published: str | None = WEDNESDAY) -> list[tuple[str | None, str | None, str | None]]:
    """The period of each figure of a text that is all body: its words, first and last day."""
    row = {"doc_id": "d", "raw": text, "sections": [(0, len(text), "body")], "published": published}
    figures = extract_figures(pd.DataFrame([row]))
    columns = (figures[name].astype(object).where(figures[name].notna(), None) for name in ("time_start", "time_end"))
    days = ([value and f"{value:%Y-%m-%d}" for value in column] for column in columns)
    words = figures["time_text"].astype(object).where(figures["time_text"].notna(), None)
    return list(zip(words, *days, strict=True))


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        # days
        ("قتل 12 شخصاً أمس الثلاثاء", "أمس الثلاثاء", "2024-03-12", "2024-03-12"),
        ("قتل 12 شخصاً أول من أمس", "أول من أمس", "2024-03-11", "2024-03-11"),
        ("قبل ثلاثة أيام قتل 12 شخصاً", "قبل ثلاثة أيام", "2024-03-10", "2024-03-10"),
        ("قتل 12 شخصاً صباح الجمعة", "الجمعة", "2024-03-08", "2024-03-08"),
        ("قتل 12 شخصاً الأربعاء", "الأربعاء", "2024-03-13", "2024-03-13"),
        ("والأربعاء الماضي، قتل 12 شخصاً", "الأربعاء الماضي", "2024-03-06", "2024-03-06"),
        ("ويصل 12 شخصاً الأحد المقبل", "الأحد المقبل", "2024-03-17", "2024-03-17"),
        ("قتل 12 شخصاً ليل السبت الأحد", "السبت الأحد", "2024-03-09", "2024-03-10"),
        ("قتل 12 شخصاً في 5 آذار 2020", "5 آذار 2020", "2020-03-05", "2020-03-05"),
        ("قتل 12 شخصاً يوم الجمعة 5 أيار 2017", "الجمعة 5 أيار 2017", "2017-05-05", "2017-05-05"),
        ("قتل 12 شخصاً في السابع من أكتوبر", "السابع من أكتوبر", "2023-10-07", "2023-10-07"),
        ("قتل 12 شخصاً في الحادي والعشرين من آب", "الحادي والعشرين من آب", "2023-08-21", "2023-08-21"),
        ("قتل 12 شخصاً في 30/8/2021", "30/8/2021", "2021-08-30", "2021-08-30"),
        ("قتل 12 شخصاً في 25/12/21", "25/12/21", None, None),
        ("قتل 12 شخصاً في 5/3/1440", "5/3/1440", None, None),
        # weeks, months, years
        ("قتل 12 شخصاً الأسبوع الماضي", "الأسبوع الماضي", None, None),
        ("قتل 12 شخصاً الشهر الماضي", "الشهر الماضي", "2024-02-01", "2024-02-29"),
        ("قتل 12 شخصاً هذا الشهر", "هذا الشهر", "2024-03-01", "2024-03-31"),
        ("قتل 12 شخصاً العام الجاري", "العام الجاري", "2024-01-01", "2024-12-31"),
        ("ويصل 12 شخصاً العام المقبل", "العام المقبل", "2025-01-01", "2025-12-31"),
        ("قتل 12 شخصاً في شباط 2021", "شباط 2021", "2021-02-01", "2021-02-28"),
        ("قتل 12 شخصاً في آب", "آب", "2023-08-01", "2023-08-31"),
        ("قتل 12 شخصاً في نيسان من العام الماضي", "نيسان من العام الماضي", "2023-04-01", "2023-04-30"),
        ("وصل 12 شخصاً في عام 2019", "عام 2019", "2019-01-01", "2019-12-31"),
        ("وصل 12 شخصاً في عام 1445 هـ", "عام 1445", None, None),
        ("وصل 12 شخصاً في الربع الأخير من 2023", "الربع الأخير من 2023", "2023-10-01", "2023-12-31"),
        # since, until, from one day to another
        ("قتل 12 شخصاً منذ مطلع العام", "منذ مطلع العام", "2024-01-01", None),
        ("قتل 12 شخصاً منذ بدء العام الدراسي", "منذ بدء العام الدراسي", None, None),
        ("قتل 12 شخصاً منذ اليوم الثالث", "منذ اليوم الثالث", None, None),
        ("منذ اندلاع القتال في 15 نيسان 2023 قتل 12 شخصاً", "منذ اندلاع القتال في 15 نيسان 2023", "2023-04-15", None),
        ("قتل 12 شخصاً اعتباراً من 1 نيسان 2022", "اعتباراً من 1 نيسان 2022", "2022-04-01", None),
        ("سجلت 12 وفاة حتى 10 آذار", "حتى 10 آذار", None, "2024-03-10"),
        ("سجلت 12 وفاة منذ مطلع العام وحتى أمس", "منذ مطلع العام وحتى أمس", "2024-01-01", "2024-03-12"),
        ("قتل 12 شخصاً خلال شهر شباط الماضي", "خلال شهر شباط الماضي", "2024-02-01", "2024-02-29"),
        ("قتل 12 شخصاً بين 1 و10 آذار", "بين 1 و10 آذار", "2024-03-01", "2024-03-10"),
        ("قتل 12 شخصاً من 5 شباط إلى 10 آذار 2020", "من 5 شباط إلى 10 آذار 2020", "2020-02-05", "2020-03-10"),
        ("قتل 12 شخصاً من 20 كانون الأول إلى 3 كانون الثاني 2020", None, "2019-12-20", "2020-01-03"),
        ("قتل 12 شخصاً بين أيار وتموز 2023", "بين أيار وتموز 2023", "2023-05-01", "2023-07-31"),
        ("وصل 12 شخصاً بين عامي 2015 و2019", "بين عامي 2015 و2019", "2015-01-01", "2019-12-31"),
        ("قتل 12 شخصاً خلال شهري آب وأيلول", "خلال شهري آب وأيلول", "2023-08-01", "2023-09-30"),
        ("وصل 12 شخصاً في عامي 2015 و2019", "2015 و2019", None, None),
        # no period
        ("قتل 12 شخصاً من أب وأم سوريين", None, None, None),
        ("قتل 12 شخصاً قبل يومين من الانتخابات", None, None, None),
        ("لم يسلم حتى الأطفال إذ قتل 12 منهم", None, None, None),
        ("قتل 12 شخصاً", None, None, None),
    ],
)
def test_period(text, words, start, end):
    [found] = periods(text)
    assert found == (words or found[0], start, end)
    assert found[0] is not None or words is None
    assert found[0] is None or found[0] in text


def test_relative_days_need_a_day_of_publication():
    assert periods("قتل 12 شخصاً أمس الثلاثاء", None) == [("أمس الثلاثاء", None, None)]
    assert periods("قتل 12 شخصاً في آذار الماضي", None) == [("آذار الماضي", None, None)]
    assert periods("قتل 12 شخصاً منذ عام 2019", None) == [("منذ عام 2019", "2019-01-01", None)]


def test_each_figure_has_the_period_of_its_part_of_the_sentence():
    found = periods("وصل 300 شخص في 2022 مقارنة بـ 200 شخص في 2021")
    assert [words for words, _, _ in found] == ["2022", "2021"]
    found = periods("قتل 3 أشخاص يوم 5 آذار و4 آخرون في 7 آذار")
    assert [words for words, _, _ in found] == ["5 آذار", "7 آذار"]


WORDS = (
    "منذ حتى بين من إلى و خلال مطلع بداية يوم شهر عام عامي السابع 7 31 2019 آذار شباط أمس الأحد الماضي المقبل العام هذا"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=9), st.sampled_from([WEDNESDAY, "2024-02-29", None]))
@settings(deadline=None)
def test_any_words_give_a_period_in_order_or_none(words, published):
    for found, start, end in periods(f"قتل 12 شخصاً في {' '.join(words)}", published):
        assert not (start and end) or start <= end
        assert found or not (start or end)
