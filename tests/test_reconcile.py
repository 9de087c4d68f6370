"""Whether parts add up to their total, and how that is said."""

import numpy as np
import pandas as pd
import pytest
from figure_rows import PROPERTY, figures, said, seven_parts
from hypothesis import given
from hypothesis import strategies as st

from seedlib.breakdown import break_down
from seedlib.reconcile import reconcile
from seedlib.schema import dtypes
from seedlib.wording import count, interval

CHILD = {"origin_type": "sex_age", "counted_class": "child"}
MAN = {"origin_type": "sex_age", "counted_class": "man"}
PLACE = {"origin_type": "governorate"}


def part(value, qualifier="exact", of="f0", relation="partition", **more):
    return said(value, qualifier, part_of=of, relation=relation, **more)


def one(table, policy="interval"):
    rows = reconcile(table, policy)
    assert len(rows) == 1
    return rows.iloc[0]


def triple(row, prefix):
    return tuple(None if pd.isna(row[f"{prefix}_{x}"]) else row[f"{prefix}_{x}"] for x in ("lower", "best", "upper"))


@pytest.mark.parametrize(
    ("policy", "parts", "left", "verdict"),
    [
        ("interval", (196, 202, 208), (0, 6, 12), "closes_within_bounds"),
        ("point", (202, 202, 202), (6, 6, 6), "short"),
        ("half_unit", (197, 202, 206), (2, 6, 11), "short"),
        ("acled", (202, 202, 202), (6, 6, 6), "short"),
        ("arabic_plural", (196, 202, 208), (0, 6, 12), "closes_within_bounds"),
    ],
)
def test_seven_parts_of_208(policy, parts, left, verdict):
    row = one(seven_parts(), policy)
    assert (row["n_parts"], row["verdict"], row["policy"]) == (7, verdict, policy)
    assert triple(row, "total") == (208, 208, 208)
    assert triple(row, "parts") == parts
    assert triple(row, "remainder") == left


def test_a_town_and_a_governorate_that_exceed_the_total_are_one_list():
    parts = [part(40, origin="حلب", **PLACE), part(30, origin="إدلب", origin_type="town")]
    assert (one(figures(said(50), *parts))["verdict"], one(figures(said(50), *parts))["n_parts"]) == ("over", 2)


def vague(text, **more):
    return part(None, "vague", number_text=text, **more)


@pytest.mark.parametrize(
    ("total", "parts", "left", "verdict"),
    [
        (said(100), [part(60), part(40)], (0, 0, 0), "closes"),
        (said(100), [part(60), part(30)], (10, 10, 10), "short"),
        (said(100), [part(60), part(50)], (-10, -10, -10), "over"),
        (said(100), [part(60, "about"), part(40)], (0, 0, 6), "closes_within_bounds"),
        (said(100, "about"), [part(50), part(40)], (0, 10, 20), "closes_within_bounds"),
        (said(100, "about"), [part(60), part(60)], (-30, -20, -10), "over"),
        (said(100), [part(60, "at_least"), part(10)], (None, None, 30), "open"),
        (said(100), [part(120, "at_least")], (None, None, -20), "over"),
        (said(100), [part(60, "at_most")], (40, None, None), "short"),
        (said(100), [part(100, "at_most")], (0, None, None), "open"),
        (said(100, "more_than"), [part(60)], (41, None, None), "short"),
        (said(100, "at_least"), [part(100)], (0, None, None), "open"),
        (said(None, "range", low=90, high=110), [part(100)], (0, None, 10), "closes_within_bounds"),
        (said(100), [vague("عشرات")], (1, None, 90), "short"),
        (said(100), [vague("المئات")], (0, None, 0), "closes_within_bounds"),
        (said(50), [vague("المئات")], (-949, None, -50), "over"),
        (said(100), [part(60), vague("كثير")], (None, None, None), "open"),
        (said(100), [part(60), part(40, relation="additive")], (40, 40, 40), "short"),
        (said(100), [part(60), part(40), part(7, of="f1", relation="subset", sentence_start=90)], (0, 0, 0), "closes"),
    ],
)
def test_verdicts(total, parts, left, verdict):
    rows = reconcile(figures(total, *parts))
    row = rows[rows["total_id"] == "f0"].iloc[0]
    assert row["verdict"] == verdict
    assert triple(row, "remainder") == left


def test_a_total_without_a_number_under_point_is_open():
    row = one(figures(said(None, "vague", number_text="المئات"), part(60)), "point")
    assert row["verdict"] == "open"
    assert triple(row, "total") == (None, None, None)


def test_parts_of_parts_are_judged_by_themselves():
    table = figures(said(78), part(17), part(61), part(15, of="f1"), part(2, of="f1"))
    rows = reconcile(table)
    assert rows["total_id"].tolist() == ["f0", "f1"]
    assert rows["verdict"].tolist() == ["closes", "closes"]


@pytest.mark.parametrize(
    ("parts", "dimensions", "n_parts"),
    [
        # the same hundred people by place and by sex
        (
            [part(60, **PLACE), part(40, **PLACE), part(70, **MAN), part(30, **CHILD)],
            ["governorate", "sex_age"],
            [2, 2],
        ),
        # by place, and among them children, in one sentence
        (
            [part(60, relation="subset", **PLACE), part(10, relation="subset", **CHILD)],
            ["governorate", "sex_age"],
            [1, 1],
        ),
        # a list that says that it is complete may mix them
        ([part(90, **PLACE), part(10, **CHILD)], [None], [2]),
        # one list of places and groups
        ([part(60, relation="subset", **PLACE), part(10, relation="subset", origin_type="affiliation")], [None], [2]),
        # another sentence, another dimension
        (
            [
                part(60, relation="subset", **PLACE),
                part(10, relation="subset", origin_type="affiliation", sentence_start=300),
            ],
            ["governorate", "affiliation"],
            [1, 1],
        ),
        # another sentence goes on with the list
        (
            [part(60, relation="subset", **PLACE), part(10, relation="subset", sentence_start=300, **PLACE)],
            ["governorate"],
            [2],
        ),
        # lines of a list
        (
            [part(60, sentence_start=100, **PLACE), part(10, sentence_start=200, origin_type="affiliation")],
            [None],
            [2],
        ),
    ],
)
def test_dimensions_are_never_added_together(parts, dimensions, n_parts):
    rows = reconcile(figures(said(100), *parts))
    assert rows["dimension"].astype(object).where(rows["dimension"].notna(), None).tolist() == dimensions
    assert rows["n_parts"].tolist() == n_parts
    assert (rows["verdict"] != "over").all()
    another = rows["explanation"].str.contains("not added together")
    assert (another == (len(dimensions) > 1)).all()


@pytest.mark.parametrize(
    "parts",
    [
        [part(60, **PLACE), part(70, **MAN)],
        # two lists of one sentence each, of which nothing says by what they divide
        [part(60, relation="subset"), part(10, relation="subset", sentence_start=300)],
    ],
)
def test_total_and_breakdown_are_the_key(parts):
    rows = reconcile(figures(said(100), *parts))
    assert rows["total_id"].tolist() == ["f0", "f0"]
    assert not rows.duplicated(["total_id", "breakdown"]).any()


def test_killed_and_injured_of_a_joint_count():
    joint = {"outcome": "killed_or_injured"}
    table = figures(
        said(56, **joint),
        part(20, outcome="killed", relation="subset"),
        part(36, outcome="injured", relation="subset"),
        part(5, relation="subset", **joint, **CHILD),
    )
    rows = reconcile(table)
    assert rows[["dimension", "verdict", "n_parts"]].values.tolist() == [
        ["outcome", "closes", 2],
        ["sex_age", "short", 1],
    ]


def test_seven_parts_in_words():
    row = one(seven_parts())
    assert row["explanation"] == (
        "7 parts, together 196 to 208 (202 at best); total 208. Within these bounds they can add up to the total; left:"
        " at most 12 people (6 at best). The text names some of the total and does not claim that these are all."
    )
    assert row["explanation_ar"] == (
        "7 أجزاء، والمجموع من 196 إلى 208 (أفضل تقدير 202)؛ والإجمالي 208."
        " قد يساوي المجموع الإجمالي ضمن هذه الحدود؛ والباقي: 12 شخصاً على الأكثر (أفضل تقدير 6)."
        " يذكر النص بعض الإجمالي ولا يقول إنه ذكر الكل."
    )


@pytest.mark.parametrize(
    ("table", "english", "arabic"),
    [
        (figures(said(3), part(1)), "Not broken down: 2 people.", "الباقي دون تفصيل: شخصان."),
        (figures(said(3), part(2)), "Not broken down: 1 person.", "الباقي دون تفصيل: شخص واحد."),
        (figures(said(9), part(12)), "They exceed the total by 3 people.", "يزيد المجموع على الإجمالي بمقدار 3 أشخاص."),
        (
            figures(said(20, category="attack"), part(4, category="attack")),
            "Not broken down: 16 attacks.",
            "الباقي دون تفصيل: 16 هجوماً.",
        ),
        (figures(said(9), part(9, "at_least")), "A bound is open", "أحد الحدود مفتوح"),
        (
            figures(said(9), part(9)),
            "1 part, together 9; total 9. They add up to the total.",
            "جزء واحد، والمجموع 9؛ والإجمالي 9.",
        ),
        (
            figures(said(9), part(9), part(50, category="percent")),
            "another unit (families, per cent): 1 part.",
            "بوحدة أخرى (عائلات، نسب مئوية): جزء واحد.",
        ),
    ],
)
def test_explanations(table, english, arabic):
    row = one(table)
    assert english in row["explanation"]
    assert arabic in row["explanation_ar"]


@pytest.mark.parametrize(
    ("relation", "parts", "claims"),
    [("subset", [4], False), ("partition", [4], True), ("subset", [9], None), ("partition", [9], None)],
)
def test_a_subset_does_not_claim_to_be_all(relation, parts, claims):
    row = one(figures(said(9), *(part(value, relation=relation) for value in parts)))
    assert ("does not claim" in row["explanation"]) == (claims is False)
    assert ("لا يقول إنه ذكر الكل" in row["explanation_ar"]) == (claims is False)


@pytest.mark.parametrize(
    ("title", "said_so"),
    [
        (said(120, section="title", counted="قتيلاً"), True),
        (said(100, section="title"), False),
        (said(100, "about", section="title"), False),
        (said(120, section="title", outcome="injured"), False),
        (said(120, section="title", counted_class="civilian"), False),
        (said(120, section="title", doc_id="other"), False),
        (said(60, section="title"), False),  # a figure of the body agrees
    ],
)
def test_a_headline_that_says_otherwise(title, said_so):
    row = one(figures(said(100), part(60), title))
    assert ("The headline gives another number: 120 قتيلاً." in row["explanation"]) == said_so
    assert ("يذكر العنوان عدداً آخر" in row["explanation_ar"]) == said_so


def test_only_parts_in_another_unit():
    row = one(figures(said(9), part(2, counted_class="family")))
    assert (row["n_parts"], row["verdict"]) == (0, "open")
    assert row["explanation_ar"].startswith("لم يُجمع")


def test_columns_and_dtypes_are_the_codebooks_also_where_there_is_nothing():
    for table in (seven_parts(), figures(), figures(said(208))):
        assert {name: str(dtype) for name, dtype in reconcile(table).dtypes.items()} == {
            name: str(pd.Series(dtype=dtype).dtype) for name, dtype in dtypes("reconciliation").items()
        }


ARABIC = [
    (0, "0 شخص"),
    (1, "شخص واحد"),
    (2, "شخصان"),
    (3, "3 أشخاص"),
    (10, "10 أشخاص"),
    (11, "11 شخصاً"),
    (99, "99 شخصاً"),
    (100, "100 شخص"),
    (101, "101 شخص"),
    (103, "103 أشخاص"),
    (111, "111 شخصاً"),
    (1000, "1,000 شخص"),
    (1012, "1,012 شخصاً"),
]


@pytest.mark.parametrize(("n", "text"), ARABIC)
def test_arabic_counts(n, text):
    assert count(n, "person", "ar") == text


@pytest.mark.parametrize(
    ("bounds", "english", "arabic"),
    [
        ((6, 6, 6), "6 people", "6 أشخاص"),
        ((0, 0, 0), "0 people", "0 شخص"),
        ((0, None, 2), "at most 2 people", "شخصان على الأكثر"),
        ((None, None, 11), "at most 11 people", "11 شخصاً على الأكثر"),
        ((4, None, None), "at least 4 people", "4 أشخاص على الأقل"),
        ((1, None, 2), "1 to 2 people", "من شخص واحد إلى شخصين"),
        ((1, None, 12), "1 to 12 people", "من 1 إلى 12 شخصاً"),
        ((3, 4, 5), "3 to 5 people (4 at best)", "من 3 إلى 5 أشخاص (أفضل تقدير 4)"),
        ((None, None, None), "unknown", "غير معروف"),
    ],
)
def test_intervals_in_words(bounds, english, arabic):
    assert interval(bounds, "person", "en") == english
    assert interval(bounds, "person", "ar") == arabic


QUALIFIERS = ["exact", "about", "more_than", "at_least", "less_than", "at_most"]
figure = st.builds(said, st.integers(1, 500), st.sampled_from(QUALIFIERS))


@PROPERTY
@given(figure, st.lists(figure, min_size=1, max_size=6), st.sampled_from(["interval", "half_unit", "point"]))
def test_remainder_and_parts_make_the_total(total, parts, policy):
    """In interval arithmetic: total = remainder + parts, but for what is kept from falling below 0."""
    table = figures(total, *({**row, "part_of": "f0", "relation": "partition"} for row in parts))
    row = one(table, policy)
    for mine, other in (("lower", "upper"), ("best", "best"), ("upper", "lower")):
        plain = row[f"total_{mine}"] - row[f"parts_{other}"]
        kept = plain if row["verdict"] == "over" or pd.isna(plain) else max(plain, 0)
        np.testing.assert_equal(row[f"remainder_{mine}"], kept)
    if row["verdict"] != "over":
        left = break_down(table, policy=policy).iloc[-1]
        for name in ("lower", "best", "upper"):
            np.testing.assert_equal(left[name], row[f"remainder_{name}"])


@PROPERTY
@given(figure, st.lists(figure, min_size=1, max_size=6))
def test_verdict_is_true_of_the_bounds(total, parts):
    row = one(figures(total, *({**row, "part_of": "f0", "relation": "partition"} for row in parts)))
    low, high = row["total_lower"] - row["parts_upper"], row["total_upper"] - row["parts_lower"]
    can_be_equal = (pd.isna(low) or low <= 0) and (pd.isna(high) or high >= 0)
    assert can_be_equal == (row["verdict"] in {"closes", "closes_within_bounds", "open"})
    assert (row["verdict"] == "closes") == (low == high == 0)


@PROPERTY
@given(st.lists(figure, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_figures_does_not_matter(rows, random):
    first, *parts = rows
    table = figures(first, *({**row, "part_of": "f0", "relation": "subset"} for row in parts))
    order = list(range(len(table)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(reconcile(table), reconcile(table.iloc[order]))
