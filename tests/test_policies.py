"""What the words of a figure are taken to mean under each policy."""

import pandas as pd
import pytest
from figure_rows import PROPERTY, figures, said
from hypothesis import given
from hypothesis import strategies as st

from seedlib.policies import _POLICIES, bound_figures, magnitude, policies, register_policy


def bounds(row, policy):
    out = bound_figures(figures(row), policy).iloc[0]
    return tuple(None if pd.isna(out[name]) else out[name] for name in ("lower", "best", "upper"))


def vague(text):
    return said(None, "vague", number_text=text)


INTERVAL = [
    (said(208), (208, 208, 208)),
    (said(0), (0, 0, 0)),
    (said(60, "about"), (54, 60, 66)),
    (said(100, "about"), (90, 100, 110)),
    (said(500, "about"), (450, 500, 550)),
    (said(25, "about"), (22, 25, 28)),  # 22.5 to 27.5, outwards
    (said(5, "about"), (4, 5, 6)),
    (said(30, "about"), (27, 30, 33)),
    (said(2.5, "about"), (2.25, 2.5, 2.75)),  # no whole count: no rounding
    (said(2_500_000, "about"), (2_250_000, 2_500_000, 2_750_000)),
    (said(15, "more_than"), (16, None, None)),
    (said(1000, "more_than"), (1000, None, None)),
    (said(15, "at_least"), (15, None, None)),
    (said(20, "less_than"), (None, None, 19)),
    (said(20, "at_most"), (None, None, 20)),
    (said(None, "range", low=20, high=30), (20, None, 30)),
    (said(None, "range", low=30, high=20), (20, None, 30)),
    (vague("عشرات"), (10, None, 99)),
    (vague("العشرات"), (10, None, 99)),
    (vague("مئات"), (100, None, 999)),
    (vague("المئات"), (100, None, 999)),
    (vague("مئاتٌ"), (100, None, 999)),
    (vague("آلاف"), (1000, None, 9999)),
    (vague("الآلاف"), (1000, None, 9999)),
    (vague("الالاف"), (1000, None, 9999)),
    (vague("عشرات الآلاف"), (10_000, None, 99_999)),
    (vague("مئات الآلاف"), (100_000, None, 999_999)),
    (vague("ملايين"), (1_000_000, None, 9_999_999)),
    (vague("عشرات الملايين"), (10_000_000, None, 99_999_999)),
    (vague("بضع"), (3, None, 9)),
    (vague("بضعة"), (3, None, 9)),
    (vague("بضعة عشر"), (13, None, 19)),
    (vague("بضع عشرات"), (30, None, 99)),
    (vague("بضعة آلاف"), (3000, None, 9999)),
    (vague("بضع عشرات الآلاف"), (30_000, None, 99_999)),
    (vague("نيف وعشرون"), (21, None, 29)),
    (vague("بضع وستين"), (63, None, 69)),
    (vague("دزينات"), (12, None, 99)),
    (vague("عدة"), (2, None, None)),
    (vague("كثير"), (None, None, None)),
]


@pytest.mark.parametrize(
    ("row", "expected"), INTERVAL, ids=lambda x: str(x.get("number_text", "")) if isinstance(x, dict) else ""
)
def test_interval_is_the_default(row, expected):
    assert bounds(row, "interval") == expected
    assert bound_figures(figures(row))["policy"].tolist() == ["interval"]


@pytest.mark.parametrize(
    ("policy", "row", "expected"),
    [
        ("point", said(208), (208, 208, 208)),
        ("point", said(60, "about"), (60, 60, 60)),
        ("point", said(15, "more_than"), (15, 15, 15)),
        ("point", said(None, "range", low=20, high=30), (None, None, None)),
        ("point", vague("عشرات"), (None, None, None)),
        ("half_unit", said(60, "about"), (55, 60, 64)),
        ("half_unit", said(100, "about"), (50, 100, 149)),
        ("half_unit", said(500, "about"), (450, 500, 549)),
        ("half_unit", said(25, "about"), (25, 25, 25)),
        ("half_unit", said(120, "about"), (115, 120, 124)),
        ("half_unit", said(2.5, "about"), (2.45, 2.5, 2.55)),
        ("half_unit", said(60), (60, 60, 60)),
        ("half_unit", vague("عشرات"), (10, None, 99)),
        ("half_unit", said(0, "about"), (0, 0, 0)),
        ("acled", vague("عشرات"), (10, 10, 10)),
        ("acled", vague("دزينات"), (12, 12, 12)),
        ("acled", vague("مئات"), (100, 100, 100)),
        ("acled", vague("آلاف"), (1000, 1000, 1000)),
        ("acled", vague("عشرات الآلاف"), (10_000, 10_000, 10_000)),
        ("acled", vague("عدة"), (None, None, None)),
        ("acled", said(None, "range", low=20, high=30), (20, 20, 20)),
        ("acled", said(60, "about"), (60, 60, 60)),
        ("acled", said(15, "at_least"), (15, 15, 15)),
        ("arabic_plural", vague("عشرات"), (30, None, 99)),
        ("arabic_plural", vague("مئات"), (300, None, 999)),
        ("arabic_plural", vague("عشرات الآلاف"), (30_000, None, 99_999)),
        ("arabic_plural", vague("بضع"), (3, None, 9)),
        ("arabic_plural", vague("عدة"), (3, None, None)),
        ("arabic_plural", said(60, "about"), (54, 60, 66)),
    ],
)
def test_other_policies(policy, row, expected):
    assert bounds(row, policy) == expected


def test_bounds_are_added_and_nothing_else_changes():
    table = figures(said(208), vague("عشرات"))
    table.index = [7, 3]
    before = table.copy()
    out = bound_figures(table)
    pd.testing.assert_frame_equal(table, before)
    pd.testing.assert_frame_equal(out[table.columns], before)
    assert list(out.columns[-4:]) == ["lower", "best", "upper", "policy"]
    assert {str(out[name].dtype) for name in ("lower", "best", "upper")} == {"float64"}


def test_no_figures_have_the_columns_too():
    out = bound_figures(figures())
    assert len(out) == 0
    assert [str(out[name].dtype) for name in ("lower", "best", "upper", "policy")] == ["float64"] * 3 + ["str"]


def test_unknown_policy_names_those_there_are():
    with pytest.raises(
        ValueError, match="no policy 'guess'; there are interval, point, half_unit, acled, arabic_plural"
    ):
        bound_figures(figures(), "guess")


@pytest.fixture
def own_policies():
    """Policies registered in a test are gone after it."""
    before = dict(_POLICIES)
    yield
    _POLICIES.clear()
    _POLICIES.update(before)


@pytest.mark.usefixtures("own_policies")
def test_a_policy_of_ones_own():
    register_policy("doubled", lambda value, low, high, qualifier, words: (value, value, value and value * 2))
    assert "doubled" in policies()
    assert bounds(said(30), "doubled") == (30, 30, 60)
    with pytest.raises(ValueError, match="exists already"):
        register_policy("interval", lambda *_: (None, None, None))


@pytest.mark.usefixtures("own_policies")
@pytest.mark.parametrize("wrong", [(5, None, 4), (5, 4, None), (None, 5, 4)])
def test_bounds_out_of_order_are_refused(wrong):
    register_policy("wrong", lambda *_: wrong)
    with pytest.raises(ValueError, match=r"out of order.*'30'"):
        bounds(said(30), "wrong")


@pytest.mark.usefixtures("own_policies")
@pytest.mark.parametrize("wrong", [5.0, None, (5, 6), (5, 6, 7, 8), ("many", None, None)])
def test_what_are_no_bounds_is_refused(wrong):
    register_policy("wrong", lambda *_: wrong)
    with pytest.raises(ValueError, match=r"policy 'wrong' must give \(lower, best, upper\) in numbers"):
        bounds(said(30), "wrong")


@pytest.mark.parametrize("words", ["", "عشرات كثيرة", "قرية عشرات", "مئات و"])
def test_words_without_an_order_have_no_magnitude(words):
    assert magnitude(words) is None


amounts = st.one_of(st.integers(0, 10**12).map(float), st.decimals("0.1", 999, places=1).map(float))


@st.composite
def worded(draw):
    """Any figure that the contract allows."""
    qualifier = draw(
        st.sampled_from(["exact", "about", "more_than", "at_least", "less_than", "at_most", "range", "vague"])
    )
    if qualifier == "vague":
        return vague(draw(st.sampled_from(["عشرات", "المئات", "بضعة آلاف", "عدة", "مئات الآلاف", "شيء"])))
    if qualifier == "range":
        low, high = sorted([draw(amounts), draw(amounts)])
        return said(None, "range", low=low, high=high)
    return said(draw(amounts.filter(lambda x: x >= 1)), qualifier)


@PROPERTY
@given(st.lists(worded(), max_size=8), st.sampled_from(["interval", "point", "half_unit", "acled", "arabic_plural"]))
def test_bounds_are_in_order_and_not_below_zero(rows, policy):
    out = bound_figures(figures(*rows), policy)
    assert not ((out["lower"] > out["upper"]) | (out["lower"] > out["best"]) | (out["best"] > out["upper"])).any()
    assert not (out[["lower", "best", "upper"]] < 0).any(axis=None)
    said_and_best = out[out["value"].notna() & out["best"].notna()]
    assert (said_and_best["best"] == said_and_best["value"]).all()


@PROPERTY
@given(st.integers(1, 10**9))
def test_about_holds_its_ten_per_cent(n):
    lower, best, upper = bounds(said(n, "about"), "interval")
    assert best == n
    assert 10 * lower <= 9 * n < 10 * (lower + 1)
    assert 10 * (upper - 1) < 11 * n <= 10 * upper
