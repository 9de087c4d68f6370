"""Totals and their parts, and what the parts leave."""

import math

import pandas as pd
import pytest
from figure_rows import PROPERTY, figures, said, seven_parts
from hypothesis import given
from hypothesis import strategies as st

from seedlib.breakdown import DIMENSIONS, break_down
from seedlib.schema import dtypes

CHILD = {"origin_type": "sex_age", "counted_class": "child"}
WOMAN = {"origin_type": "sex_age", "counted_class": "woman"}


def part(value, qualifier="exact", of="f0", relation="subset", **more):
    return said(value, qualifier, part_of=of, relation=relation, **more)


def place(value, qualifier="exact", **more):
    return part(value, qualifier, **{"origin": "حلب", "origin_type": "governorate"} | more)


def remainder(table, policy="interval", by="origin", total="f0"):
    rows = break_down(table, by, policy)
    row = rows[rows["is_remainder"] & (rows["total_id"] == total)]
    assert len(row) == 1
    return tuple(None if pd.isna(x) else x for x in row.iloc[0][["lower", "best", "upper"]])


def test_seven_parts_of_208():
    rows = break_down(seven_parts())
    assert rows["best"].tolist() == [30, 60, 40, 30, 20, 20, 2, 6]
    assert rows["lower"].tolist() == [30, 54, 40, 30, 20, 20, 2, 0]
    assert rows["upper"].tolist() == [30, 66, 40, 30, 20, 20, 2, 12]
    assert rows["part_id"].isna().tolist() == rows["is_remainder"].tolist() == [False] * 7 + [True]
    assert rows["label"].tolist()[:2] == ["إيران", "حلب"]
    assert rows["dimension"].tolist()[5] == "affiliation"
    assert rows["share"].sum() == pytest.approx(1)
    assert rows["share"].iloc[1] == pytest.approx(60 / 208)
    assert rows["total_text"].unique().tolist() == ["208 عناصر"]


TOWN = {"origin_type": "town"}


def test_towns_and_governorates_are_one_dimension_and_count_for_the_governorate():
    """Whether "Idlib" is the town or its governorate the text rarely says."""
    homs, idlib = {"origin": "حمص", "origin_code": ["SY-HI"]}, {"origin": "إدلب", "origin_code": ["SY-ID"], **TOWN}
    nowhere = {"origin": "قرية", **TOWN}
    table = figures(said(50), place(30, **homs), place(15, **idlib), place(2, **nowhere))
    assert remainder(table) == (3, 3, 3)
    rows = break_down(table, by="governorate")
    assert rows["label"].tolist() == ["حمص", "إدلب", "غير مفصّل"]
    assert rows["best"].tolist() == [30, 15, 5]
    assert break_down(table, by="town")["label"].tolist() == ["إدلب", "قرية", "غير مفصّل"]


def test_parts_that_only_their_places_tell_apart_are_named_by_them():
    where = [("حلب", "SY-HL"), ("إدلب", "SY-ID"), ("خربة بعيدة", None), ("تركيا", "TUR")]
    parts = [part(n, counted="شخصاً", place=name, place_code=code) for n, (name, code) in enumerate(where, 5)]
    rows = break_down(figures(said(50, counted="شخصاً"), *parts, part(7, counted="طفلاً", place="حلب", **CHILD)))
    assert rows["label"].tolist() == ["حلب", "إدلب", "خربة بعيدة", "تركيا", "طفلاً", "غير مفصّل"]
    assert rows["label_en"].tolist()[:2] == ["Aleppo", "Idlib"]
    assert rows["dimension"].tolist()[:5] == ["governorate", "governorate", "town", "country", "sex_age"]
    assert rows["code"].tolist()[:3] == [["SY-HL"], ["SY-ID"], None]


def test_a_part_without_origin_among_origins_is_named_by_its_place():
    parts = [part(30, counted="مصاباً", place="بغداد", place_code="IQ-BG"), place(20, counted="مصاباً")]
    rows = break_down(figures(said(50, counted="مصاباً"), *parts))
    assert rows["label"].tolist()[:2] == ["بغداد", "حلب"]
    assert rows["dimension"].tolist()[:2] == ["governorate", "governorate"]


def test_parts_in_one_place_keep_their_nouns():
    parts = [part(5, counted="شرطياً", place="حلب"), part(6, counted="جندياً", place="حلب")]
    assert break_down(figures(said(50), *parts))["label"].tolist()[:2] == ["شرطياً", "جندياً"]


def test_columns_and_dtypes_are_the_codebooks_also_where_no_total_has_parts():
    for table in (seven_parts(), figures(), figures(said(208))):
        rows = break_down(table)
        assert {name: str(dtype) for name, dtype in rows.dtypes.items()} == {
            name: str(pd.Series(dtype=dtype).dtype) for name, dtype in dtypes("breakdown").items()
        }
    assert break_down(figures(said(208))).empty


@pytest.mark.parametrize(
    ("policy", "left"),
    [
        ("interval", (0, 6, 12)),
        ("point", (6, 6, 6)),
        ("half_unit", (2, 6, 11)),
        ("acled", (6, 6, 6)),
        ("arabic_plural", (0, 6, 12)),
    ],
)
def test_remainder_of_208_by_policy(policy, left):
    assert remainder(seven_parts(), policy) == left


@pytest.mark.parametrize(
    ("total", "parts", "left"),
    [
        (said(100), [place(60), place(40)], (0, 0, 0)),
        (said(100), [place(60), place(30)], (10, 10, 10)),
        (said(100), [place(60), place(50)], (0, 0, 0)),  # over: nobody is left; reconcile() says by how much
        (said(100), [place(60, "at_least"), place(10)], (None, None, 30)),
        (said(100), [place(60, "at_most")], (40, None, None)),
        (said(100, "more_than"), [place(60)], (41, None, None)),
        (said(100, "about"), [place(60)], (30, 40, 50)),
        (said(100), [part(None, "vague", number_text="عشرات")], (1, None, 90)),
        (said(None, "vague", number_text="المئات"), [place(60)], (40, None, 939)),
        (said(100), [place(60), part(7, of="f1")], (40, 40, 40)),  # a part of the part
        (said(100), [place(60), part(20, relation="additive")], (40, 40, 40)),
        (said(100), [part(30, **CHILD), part(20, **WOMAN)], (50, 50, 50)),
        # children may be from Aleppo or not: 30 to 90 are accounted for
        (said(100), [part(30, **CHILD), place(60)], (10, None, 40)),
        (said(100), [place(60), part(70, counted_class="civilian", sentence_start=400)], (0, None, 30)),
        (said(100), [place(60), part(30, category="percent", number_text="30")], (40, 40, 40)),
        (said(100), [place(60), part(2, counted_class="family")], (40, 40, 40)),
        (said(100), [part(2, counted_class="family")], (100, 100, 100)),
        (said(40, category="person"), [part(3, category="body")], (37, 37, 37)),
    ],
)
def test_remainder(total, parts, left):
    assert remainder(figures(total, *parts)) == left


def test_a_part_in_another_unit_keeps_its_row_without_bounds():
    rows = break_down(figures(said(200), place(60), part(30, category="percent"), part(2, counted_class="family")))
    assert rows["lower"].isna().tolist() == [False, True, True, False]
    assert rows["share"].iloc[1] == pytest.approx(0.3)
    assert pd.isna(rows["share"].iloc[2])


def test_a_part_that_is_a_total_has_its_own_rows():
    rows = break_down(figures(said(100), place(60), part(7, of="f1", **CHILD)))
    assert rows["total_id"].tolist() == ["f0", "f0", "f1", "f1"]
    assert rows["best"].tolist() == [60, 40, 7, 53]


@pytest.mark.parametrize(
    ("by", "parts"),
    [
        ("origin", ["f1", "f2", "f3", "f4"]),
        ("governorate", ["f1"]),
        ("sex_age", ["f2"]),
        ("status", ["f3"]),
        ("counted_class", ["f2", "f3"]),
        ("outcome", ["f4"]),
        ("town", []),
    ],
)
def test_by_one_dimension(by, parts):
    table = figures(
        said(100, outcome="killed_or_injured"),
        place(60, outcome="killed_or_injured"),
        part(5, outcome="killed_or_injured", counted="أطفال", origin="أطفال", **CHILD),
        part(8, outcome="killed_or_injured", counted_class="medic"),
        part(40, outcome="killed", counted="قتيلاً"),
    )
    rows = break_down(table, by)
    assert rows["part_id"].dropna().tolist() == parts
    assert rows["is_remainder"].sum() == bool(parts)


def test_english_labels_of_classes_and_outcomes():
    table = figures(said(9), part(5, counted="أطفال", **CHILD), part(3, counted_class="aid_worker"))
    assert break_down(table, "counted_class")["label_en"].tolist() == ["child", "aid worker", "not broken down"]


def test_only_the_columns_of_the_contract_are_needed():
    table = seven_parts().drop(columns=["origin_en", "published", "publisher", "counted_inherited"])
    assert len(break_down(table)) == 8


def test_odd_links_are_no_parts():
    table = figures(said(100, part_of="f0"), part(5, of="nowhere"), said(7))
    assert break_down(table).empty


def test_a_figure_that_is_given_twice_counts_once():
    table = seven_parts()
    pd.testing.assert_frame_equal(break_down(pd.concat([table, table])), break_down(table))


def test_the_table_given_is_not_changed():
    table = seven_parts()
    before = table.copy()
    break_down(table)
    pd.testing.assert_frame_equal(table, before)


def test_unknown_dimension():
    with pytest.raises(ValueError, match="cannot break down by 'colour'; choose one of origin"):
        break_down(seven_parts(), "colour")
    assert "origin" in DIMENSIONS


QUALIFIERS = ["exact", "about", "more_than", "at_least", "less_than", "at_most"]
figure = st.builds(said, st.integers(1, 500), st.sampled_from(QUALIFIERS))
closed = st.builds(said, st.integers(1, 500), st.sampled_from(["exact", "about"]))
kinds = st.sampled_from(
    [{"origin_type": "governorate"}, {"origin_type": "sex_age"}, {"origin_type": "status"}, {}, {"sentence_start": 90}]
)


@st.composite
def broken_down(draw, amounts=figure):
    """A total with parts of any kind."""
    parts = [
        draw(amounts) | draw(kinds) | {"part_of": "f0", "relation": draw(st.sampled_from(["subset", "partition"]))}
        for _ in range(draw(st.integers(1, 6)))
    ]
    return figures(draw(amounts), *parts)


@PROPERTY
@given(broken_down(), st.sampled_from(["interval", "point", "half_unit", "acled", "arabic_plural"]))
def test_nothing_is_below_zero_and_bounds_are_in_order(table, policy):
    rows = break_down(table, policy=policy)
    assert rows["is_remainder"].sum() == 1
    assert not (rows[["lower", "best", "upper"]] < 0).any(axis=None)
    assert not ((rows["lower"] > rows["best"]) | (rows["best"] > rows["upper"]) | (rows["lower"] > rows["upper"])).any()


@PROPERTY
@given(st.lists(closed, min_size=1, max_size=6), closed)
def test_parts_and_remainder_make_the_total(parts, total):
    """Interval arithmetic: total minus parts, before it is kept from falling below 0."""
    rows = break_down(figures(total, *({**row, "part_of": "f0", "relation": "partition"} for row in parts)))
    stated, left = rows[~rows["is_remainder"]], rows[rows["is_remainder"]].iloc[0]
    whole = dict(zip(("lower", "best", "upper"), _bounds(total), strict=True))
    assert left["lower"] == max(whole["lower"] - stated["upper"].sum(), 0)
    assert left["best"] == max(whole["best"] - stated["best"].sum(), 0)
    assert left["upper"] == max(whole["upper"] - stated["lower"].sum(), 0)


def _bounds(row):
    value = row["value"]
    margin = 0 if row["qualifier"] == "exact" else math.ceil(value / 10)
    return value - margin, value, value + margin


@PROPERTY
@given(broken_down(), st.randoms(use_true_random=False))
def test_the_order_of_the_figures_does_not_matter(table, random):
    order = list(range(len(table)))
    random.shuffle(order)
    one, other = break_down(table), break_down(table.iloc[order])
    key = ["total_id", "is_remainder", "part_id"]
    pd.testing.assert_frame_equal(
        one.sort_values(key).reset_index(drop=True), other.sort_values(key).reset_index(drop=True)
    )
