"""Claims that speak of the same thing: who stands behind them and whether they agree."""

import pandas as pd
import pytest
from figure_rows import PROPERTY, figures, said
from hypothesis import given
from hypothesis import strategies as st

from seedlib.claims import compare_claims
from seedlib.schema import dtypes

DAY = pd.Timestamp("2020-02-05")


def claim(value, qualifier="exact", doc="a", place="إدلب", source=None, published="2020-02-06", **more):
    """A claim in a sentence of its own length, so that only tests of reprints make reprints."""
    known = {"doc_id": doc, "place": place, "source": source, "published": published}
    return said(value, qualifier, **known | {"sentence_end": 50 + sum(map(ord, doc + (source or "")))} | more)


def on(day, until=None):
    start = DAY + pd.Timedelta(days=day)
    return {"time_start": start, "time_end": start if until is None else DAY + pd.Timedelta(days=until)}


def groups(*rows):
    return sorted(sorted(ids) for ids in compare_claims(figures(*rows))["figure_ids"])


def one(*rows):
    table = compare_claims(figures(*rows))
    assert len(table) == 1, table[["figure_ids", "agreement"]]
    return table.iloc[0]


A, B = {"doc": "a", "source": "وزارة الصحة"}, {"doc": "b", "source": "الدفاع المدني"}
LATER = {"published": "2020-02-07"}


def test_what_is_denied_or_unrealised_is_no_claim():
    assert groups(claim(10, **A), claim(10, modality="denied", **B), claim(75, modality="unrealised", **B)) == [["f0"]]


@pytest.mark.parametrize(
    ("one_row", "other", "agreement"),
    [
        (claim(10, **A), claim(10, **B), "agreement"),
        (claim(10, **A), claim(12, **B), "contradiction"),
        (claim(10, "about", **A), claim(11, **B), "agreement"),
        (claim(10, "about", **A), claim(12, **B), "contradiction"),
        (claim(15, **A), claim(15, "more_than", **B), "agreement"),
        (claim(15, **A), claim(15, "less_than", **B), "agreement"),
        (claim(15, "more_than", **A), claim(12, **B), "contradiction"),
        (claim(None, "vague", number_text="عشرات", **A), claim(40, **B), "agreement"),
        (claim(None, "vague", number_text="عشرات", **A), claim(4, **B), "contradiction"),
        (claim(10, **A, **on(0)), claim(12, **B, **LATER, **on(0)), "update"),
        (claim(12, **A, **on(0)), claim(10, **B, **LATER, **on(0)), "contradiction"),
        (claim(10, **A, **on(0)), claim(12, **A | {"doc": "b"}, **LATER, **on(0)), "update"),
        (claim(12, **A, **on(0)), claim(10, **A | {"doc": "b"}, **LATER, **on(0)), "update"),
        (claim(10, **A), claim(10, **A | {"doc": "b"}), "single"),
        (claim(100, **A, **on(-30, 0)), claim(120, **B, **LATER, **on(-30, 1)), "update"),
        (claim(10, **A | {"doc": "b"}), claim(12, **B), "contradiction"),  # two sources in one text
    ],
)
def test_agreement_of_two(one_row, other, agreement):
    assert one(one_row, other)["agreement"] == agreement
    assert one(other, one_row)["agreement"] == agreement


def test_one_claim_is_single():
    row = one(claim(10, **A, counted="قتلى"))
    assert (row["agreement"], row["n_sources"], row["n_figures"], row["n_documents"]) == ("single", 1, 1, 1)
    assert (row["lower"], row["upper"], row["values"], row["sources"]) == (10, 10, ["10 قتلى"], ["وزارة الصحة"])
    assert row["explanation"] == "1 claim of one source: 10."
    assert row["explanation_ar"] == "رقم واحد من مصدر واحد: 10."


def test_what_a_group_tells():
    row = one(claim(10, **A, **on(0), counted="قتلى"), claim(30, "at_least", **B, **on(0), place_code="SY-ID"))
    assert row["agreement"] == "contradiction"
    assert (row["lower"], row["n_sources"], row["n_documents"]) == (10, 2, 2)
    assert pd.isna(row["upper"])
    assert (row["time_start"], row["time_end"]) == (DAY, DAY)
    assert row["sources"] == ["وزارة الصحة", "الدفاع المدني"]
    assert row["values"] == ["10 قتلى", "30"]
    assert row["explanation"] == "2 claims of 2 sources that exclude each other: at least 10."
    assert row["explanation_ar"] == "رقمان من مصدرين في تعارض: 10 على الأقل."


SAME = [
    {},
    {"category": "body"},
    {"place": "ادلب"},
    {"place": "إدلب", "place_code": "SY-ID"},
    {"place": "محافظة إدلب", "place_code": "SY-ID"},
    {"time_start": DAY, "time_end": DAY},
]
OTHER = [
    {"outcome": "injured"},
    {"counted_class": "child"},
    {"place": "حلب"},
    {"place": "ريف إدلب", "place_code": "SY-ID"},
    {"place": None},
    {"origin": "حلب", "origin_type": "governorate"},
    {"counted_class": "family"},
    {"part_of": "f9"},
    {"relation": "additive"},
    {"published": "2020-03-06"},
    {"time_start": DAY - pd.Timedelta(days=365), "time_end": DAY},
    {"time_start": DAY - pd.Timedelta(days=30), "time_end": DAY - pd.Timedelta(days=30)},
    {"time_start": DAY - pd.Timedelta(days=9), "time_end": None},
]


@pytest.mark.parametrize("more", SAME)
def test_same_thing(more):
    assert groups(claim(10, **A), claim(10, **B | more)) == [["f0", "f1"]]


@pytest.mark.parametrize("more", OTHER)
def test_something_else(more):
    assert groups(claim(10, **A), claim(10, **B | more)) == [["f0"], ["f1"]]


def test_since_a_day_is_not_on_that_day():
    since = {"time_start": DAY, "time_end": None}
    assert groups(claim(10, **A, **on(0)), claim(90, **B | {"published": "2020-03-01"}, **since)) == [["f0"], ["f1"]]
    assert one(claim(80, **A, **since), claim(90, **B | {"published": "2020-03-01"}, **since))["agreement"] == "update"


@pytest.mark.parametrize("more", [{"outcome": None}, {"category": "percent"}, {"category": "money"}])
def test_what_is_no_claim(more):
    assert groups(claim(10, **A), claim(10, **B | more)) == [["f0"]]


def test_things_are_told_apart_by_their_noun():
    thing = {"outcome": "destroyed", "category": "structure"}
    rows = [claim(10, **A, counted="منازل", **thing), claim(10, **B, counted="منزلاً", **thing)]
    school = claim(10, doc="c", counted="مدارس", **thing)
    assert groups(*rows, school) == [["f0", "f1"], ["f2"]]


@pytest.mark.parametrize("kind", ["origin", "class"])
def test_a_class_said_in_other_words_is_the_same(kind):
    more = {"counted_class": "child", "part_of": "f9"}
    if kind == "origin":
        more |= {"origin_type": "sex_age"}
    rows = [claim(4, **A, **more, origin="أطفال"), claim(4, **B, **more, origin="طفلاً")]
    assert len(groups(*rows)) == (1 if kind == "origin" else 2)


@pytest.mark.parametrize(
    ("names", "n_sources"),
    [
        (["المرصد السوري", "المرصد السوري لحقوق الإنسان"], 1),
        (["«الدفاع المدني»", "الدفاع المدني"], 1),
        (["الدفاع المدنى", "الدفاع المدني"], 1),
        (["مصادر محلية", "مصادر محلية"], 1),
        (["مصادر محلية", "مصادر طبية"], 2),
        (["مصادر", "مصادر طبية"], 2),
        (["وزارة الصحة", "وزارة الدفاع", "وزارة الصحة"], 2),
        (["أ ب", "أ ب ج", "أ ب ج د"], 1),
    ],
)
def test_sources(names, n_sources):
    rows = [claim(10, doc=f"d{n}", source=name) for n, name in enumerate(names)]
    row = one(*rows)
    assert row["n_sources"] == len(row["sources"]) == n_sources
    assert row["agreement"] == ("single" if n_sources == 1 else "agreement")


@pytest.mark.parametrize(
    ("outlets", "n_sources"),
    [(["x", "y"], 2), (["x", "x"], 1), ([None, None], 2), (["x", None], 2)],
)
def test_outlets_own_voice(outlets, n_sources):
    rows = [claim(10, doc=f"d{n}", publisher=outlet) for n, outlet in enumerate(outlets)]
    assert one(*rows)["n_sources"] == n_sources


@pytest.mark.parametrize("short", ["المرصد", "لحقوق الإنسان", "المرصد الوطني"])
def test_within_a_text_a_short_form_is_the_same_source(short):
    full = claim(12, doc="a", source="المرصد الوطني لحقوق الإنسان")
    assert one(claim(12, doc="a", source=short, section="title"), full)["n_sources"] == 1
    across = one(claim(12, doc="b", source=short), full)["n_sources"]
    assert across == (1 if short == "المرصد الوطني" else 2)  # one word of a name in another text may be anybody


def test_a_short_form_of_two_names_is_neither():
    army, police = claim(20, doc="a", source="مصدر عسكري"), claim(25, doc="a", source="مصدر أمني")
    row = one(claim(20, doc="a", source="مصدر"), army, police)
    assert (row["agreement"], row["n_sources"]) == ("contradiction", 3)


def test_the_numbers_that_all_claims_share_are_told():
    dozens = claim(None, "vague", number_text="عشرات", doc="c", source="مصادر محلية")
    row = one(claim(16, **A), claim(11, "more_than", **B), dozens)
    assert row["explanation"] == "3 claims of 3 sources that can all be true: 16."
    assert (row["lower"], pd.isna(row["upper"])) == (10, True)
    assert "10 to 12" in one(claim(10, **A), claim(12, **B))["explanation"]


def test_an_outlet_leans_on_the_source_that_its_text_names():
    row = one(claim(10, doc="a", section="title"), claim(10, **A))
    assert (row["n_sources"], row["sources"], row["agreement"]) == (1, ["وزارة الصحة"], "single")


def article(doc, outlet, shift=0):
    """Two figures in the outlet's voice; ``shift`` makes their sentences longer."""
    common = {"publisher": outlet, "sentence_start": 10}
    return [
        claim(10, doc=doc, **common | {"start": 20, "sentence_end": 90 + shift}),
        claim(25, doc=doc, outcome="injured", **common | {"start": 60, "sentence_end": 90 + shift}),
    ]


@pytest.mark.parametrize(("shift", "n_sources"), [(0, 1), (7, 2)])
def test_reprints_are_one_source(shift, n_sources):
    table = compare_claims(figures(*article("a", "x"), *article("b", "y", shift)))
    assert table["n_sources"].tolist() == [n_sources, n_sources]
    assert table["n_documents"].tolist() == [2, 2]


def test_a_reprint_with_an_edited_sentence_is_still_one_source():
    tail = {"sentence_start": 200, "sentence_end": 280}
    rows = [
        row
        for doc, outlet, end in (("a", "x", 90), ("b", "y", 97))
        for row in (
            claim(10, doc=doc, publisher=outlet, start=20, sentence_end=end),
            claim(3, doc=doc, publisher=outlet, outcome="missing", start=210, **tail),
            claim(7, doc=doc, publisher=outlet, outcome="detained", start=240, **tail),
        )
    ]
    assert compare_claims(figures(*rows))["n_sources"].tolist() == [1, 1, 1]


def test_a_place_that_no_list_has_is_one_whether_or_not_a_report_says_where_it_lies():
    rows = claim(10, **A, place="كفر سالم", place_code="SY-DR"), claim(10, **B, place="كفر سالم")
    assert one(*rows)["agreement"] == "agreement"


def test_without_a_place_only_a_text_and_its_reprints_meet():
    rows = [*article("a", "x"), *article("b", "y"), *article("c", "z", 7)]
    nowhere = [row | {"place": None} for row in rows]
    assert groups(*nowhere) == [["f0", "f2"], ["f1", "f3"], ["f4"], ["f5"]]


def test_two_numbers_of_one_source_in_one_text_are_two_events():
    rows = [claim(3, **A), claim(5, **A), claim(5, **B), claim(9, doc="c")]
    assert groups(*rows) == [["f0"], ["f1", "f2"], ["f3"]]


def test_days_in_a_row_are_no_chain():
    rows = [claim(10, doc=f"d{n}", published=None, **on(n)) for n in range(5)]
    assert len(groups(*rows)) == 5
    windows = [claim(10, doc=f"d{n}", published=str((DAY + pd.Timedelta(days=n)).date())) for n in range(6)]
    assert groups(*windows) == [["f0", "f1"], ["f2", "f3"], ["f4", "f5"]]


NONE = {"published": None}


def test_undated_claims_say_so():
    row = one(claim(10, **A, **NONE), claim(12, **B, **NONE))
    assert row["agreement"] == "contradiction"
    assert not row["dated"]
    assert row["explanation"].endswith("Some have no date and may speak of different events.")
    assert row["explanation_ar"].endswith("بعضها بلا تاريخ وقد يخص أحداثاً مختلفة.")
    assert one(claim(10, **A, **NONE), claim(12, **B | {"doc": "a"}, **NONE))["dated"]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (["الجمعة", "الجمعة"], [["f0", "f1"]]),
        (["الجمعة", "السبت"], [["f0"], ["f1"]]),
        (["الجمعة", None], [["f0", "f1"]]),
        (["الجمعة", "السبت", None], [["f0"], ["f1"], ["f2"]]),
    ],
)
def test_undated_claims_meet_by_their_words_for_time(times, expected):
    assert groups(*(claim(10, doc=f"d{n}", time_text=time, **NONE) for n, time in enumerate(times))) == expected


def test_undated_claims_join_the_only_dated_group():
    assert groups(claim(10, **A, **on(0)), claim(10, **B, **NONE)) == [["f0", "f1"]]
    assert groups(claim(10, **A, **on(0)), claim(9, doc="c", **on(60)), claim(10, **B, **NONE)) == [
        ["f0"],
        ["f1"],
        ["f2"],
    ]


def test_many_sources_with_one_that_stands_apart():
    rows = [claim(10, doc=f"d{n}", source=f"مصدر {n}") for n in range(30)]
    assert one(*rows)["agreement"] == "agreement"
    assert one(*rows, claim(11, **B))["agreement"] == "contradiction"
    assert one(*rows, claim(11, **B, **LATER))["agreement"] == "update"


def test_publication_may_be_a_day_or_a_time_with_its_zone():
    rows = [claim(10, **A, published="2020-02-06T10:00:00+02:00"), claim(12, **B, published="2020-02-06T11:00:00Z")]
    assert one(*rows)["agreement"] == "update"
    assert one(*rows, claim(10, doc="c", published="yesterday"))["n_figures"] == 3


@pytest.mark.parametrize("published", ["2020-02-06", "2020-02-06T01:00+03:00", "2020-02-06T23:00-05:00"])
def test_the_day_of_publication_is_that_of_the_outlets_clock(published):
    undated = claim(10, **A, published=published)
    assert groups(undated, claim(10, **B, **on(1))) == [["f0", "f1"]]
    assert groups(undated, claim(10, **B, **on(2))) == groups(undated, claim(10, **B, **on(-1))) == [["f0"], ["f1"]]


def test_policy():
    rows = [claim(10, "about", **A), claim(11, **B)]
    assert compare_claims(figures(*rows), "point")["agreement"].tolist() == ["contradiction"]
    with pytest.raises(ValueError, match="no policy"):
        compare_claims(figures(*rows), "guess")


def test_columns_and_dtypes_are_the_codebooks_also_where_there_is_nothing():
    for table in (figures(claim(10, **A)), figures(), figures(claim(10, outcome=None))):
        assert {name: str(dtype) for name, dtype in compare_claims(table).dtypes.items()} == {
            name: str(pd.Series(dtype=dtype).dtype) for name, dtype in dtypes("claims").items()
        }


any_claim = st.builds(
    claim,
    st.integers(8, 14),
    st.sampled_from(["exact", "about", "more_than", "at_most"]),
    doc=st.sampled_from("abcd"),
    place=st.sampled_from(["إدلب", "حلب", None]),
    source=st.sampled_from(["وزارة الصحة", "المرصد السوري", "المرصد السوري لحقوق الإنسان", None]),
    published=st.sampled_from(["2020-02-05", "2020-02-06", "2020-02-09", None]),
    time_text=st.sampled_from(["الجمعة", None]),
)


@PROPERTY
@given(st.lists(any_claim, min_size=1, max_size=10), st.randoms(use_true_random=False))
def test_every_claim_is_in_one_group_whatever_their_order(rows, random):
    table = figures(*rows)
    found = compare_claims(table)
    assert sorted(x for ids in found["figure_ids"] for x in ids) == sorted(table["figure_id"])
    assert (found["n_sources"] <= found["n_figures"]).all()
    assert ((found["n_sources"] > 1) | ~found["agreement"].isin(["agreement", "contradiction"])).all()
    order = list(range(len(table)))
    random.shuffle(order)
    again = compare_claims(table.iloc[order])
    by = ["claim_id"]
    same = ["claim_id", "agreement", "n_sources", "n_figures", "lower", "upper", "values", "figure_ids", "dated"]
    pd.testing.assert_frame_equal(
        found.sort_values(by)[same].reset_index(drop=True), again.sort_values(by)[same].reset_index(drop=True)
    )
