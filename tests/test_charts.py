"""Charts: marks are where the table says, words stay apart and on the page, and nothing is drawn of nothing."""

import datetime as dt
import importlib.util
import re
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from chart_rows import divided, mixed, repeated
from figure_rows import figures, said, seven_parts
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.dates import date2num
from matplotlib.patches import Rectangle
from matplotlib.text import Text

import seedlib
from seedlib.charts.base import TOP, twin, word
from seedlib.charts.map import LISTED, NAMED
from seedlib.labels import label, logical
from seedlib.lexicon import rows

ROOT = Path(__file__).parents[1]
CHARTS: dict[str, Callable[[int], pd.DataFrame]] = {
    "plot_intervals": mixed,
    "plot_breakdown": lambda n: seedlib.break_down(divided(n)),
    "plot_waterfall": divided,
    "plot_composition": lambda n: seedlib.break_down(divided(n)),
    "plot_policies": mixed,
    "plot_periods": mixed,
    "plot_sources": repeated,
    "plot_agreement": lambda n: seedlib.compare_claims(repeated(n)),
    "plot_outcomes": mixed,
    "plot_hedges": mixed,
    "plot_headlines": mixed,
    "plot_map": mixed,
}
PART = {"origin_type": "governorate", "part_of": "f0", "relation": "subset"}
NO_POLICY = {"plot_outcomes", "plot_hedges", "plot_policies"}  # they count words, or show every policy
SIZES = [(n, lang) for lang, sizes in {"ar": (0, 1, 7, 60, 200), "en": (1, 7, 60), "both": (7,)}.items() for n in sizes]


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    plt.close("all")


def draw(chart: str, n: int, **options: object) -> Axes:
    return getattr(seedlib, chart)(CHARTS[chart](n), **options)


def texts(ax: Axes) -> list[Text]:
    return [text for text in ax.figure.findobj(Text) if text.get_visible() and text.get_text().strip()]


def words_of(ax: Axes) -> str:
    return "\n".join(logical(text.get_text()) for text in texts(ax))


def bars(ax: Axes, hatched: bool | None = None) -> list[Rectangle]:
    found = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    return [bar for bar in found if hatched is None or bool(bar.get_hatch()) is hatched]


def span(bar: Rectangle) -> tuple[float, float]:
    return pytest.approx((bar.get_x(), bar.get_x() + bar.get_width()))


def row_names(ax: Axes) -> list[str]:
    return [logical(text.get_text()) for text in ax.get_yticklabels()]


# -- every chart -----------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.matplotlib
@pytest.mark.parametrize(("n", "lang"), SIZES)
@pytest.mark.parametrize("chart", CHARTS)
def test_printed_as_a_designer_would(chart, n, lang):
    """Of every size, in every language: no fault of Arabic or fonts, no text off the page, none over another."""
    ax = draw(chart, n, lang=lang)
    assert seedlib.audit(ax.figure) == []
    ax.figure.canvas.draw()
    page = ax.figure.bbox
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts(ax)]
    assert boxes
    for text, box in boxes:
        inside = box.x0 >= -1 and box.y0 >= -1 and box.x1 <= page.x1 + 1 and box.y1 <= page.y1 + 1
        assert inside, text
    for (one, a), (other, b) in combinations(boxes, 2):
        wide, tall = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        assert wide <= 1 or tall <= 3, (one, other)  # 3 px: the room of descenders
    assert page.height / ax.figure.dpi < 18


@pytest.mark.parametrize("chart", CHARTS)
def test_of_nothing_it_says_so(chart):
    ax = draw(chart, 0)
    assert not ax.patches
    assert not ax.axison
    assert len(texts(ax)) == 2  # title and message
    assert twin(ax).table.empty
    assert all(said in words_of(ax) for said in twin(ax).alt.split(": "))


@pytest.mark.parametrize("chart", CHARTS)
def test_it_states_policy_and_sources_and_has_a_twin(chart):
    ax = draw(chart, 60, lang="ar")
    caption = logical(ax.get_xlabel())
    assert chart in NO_POLICY or f"{word('policy', 'ar')}: {word('interval', 'ar')}" in caption
    assert chart in {"plot_hedges", "plot_sources"} or word("source", "ar")[:5] in caption or "المصادر" in caption
    assert len(twin(ax).table)
    assert len(twin(ax).alt) > 30
    assert "{" not in twin(ax).alt
    english = twin(draw(chart, 60, lang="en")).alt
    assert english != twin(ax).alt


@pytest.mark.parametrize("chart", CHARTS)
def test_read_from_the_right(chart):
    ax = draw(chart, 60)
    assert ax.get_title(loc="right")
    assert not ax.get_title(loc="center")
    if chart in {"plot_periods", "plot_map"}:  # time and the earth are not mirrored
        assert not ax.xaxis_inverted()
    elif chart != "plot_policies":
        assert ax.xaxis_inverted()
    if ax.get_yticks().size:
        assert all(tick.label2.get_visible() and not tick.label1.get_visible() for tick in ax.yaxis.get_major_ticks())


@pytest.mark.parametrize("chart", CHARTS)
def test_draws_on_the_axes_given(chart):
    fig, (left, right) = plt.subplots(1, 2, figsize=(16, 8), layout="constrained")
    assert draw(chart, 7, ax=right) is right
    assert not left.patches
    assert not left.texts
    assert fig.get_figheight() == 8


@pytest.mark.parametrize("chart", CHARTS)
def test_unknown_language_is_refused(chart):
    with pytest.raises(ValueError, match="lang must be"):
        draw(chart, 7, lang="fr")


@pytest.mark.parametrize(
    "chart", ["plot_intervals", "plot_periods", "plot_waterfall", "plot_sources", "plot_headlines", "plot_map"]
)
def test_unknown_policy_is_refused(chart):
    if chart in {"plot_outcomes", "plot_hedges"}:
        pytest.skip("needs no policy")
    with pytest.raises(ValueError, match="no policy"):
        draw(chart, 7, policy=["guess"] if chart == "plot_policies" else "guess")


@pytest.mark.parametrize("chart", CHARTS)
def test_both_languages_on_lines_of_their_own(chart):
    ax = draw(chart, 7, lang="both")
    title = logical(ax.get_title(loc="right")).split("\n")
    assert title[0] in logical(draw(chart, 7, lang="ar").get_title(loc="right"))
    assert title[1] in draw(chart, 7, lang="en").get_title(loc="right")


def test_the_dark_style_stays():
    with seedlib.use_style("dark"):
        assert to_hex(draw("plot_intervals", 7).figure.get_facecolor()) == "#16191d"
    assert to_hex(draw("plot_intervals", 7).figure.get_facecolor()) == "#ffffff"


def test_saved_with_its_table(tmp_path):
    ax = draw("plot_breakdown", 7)
    written = seedlib.save(ax.figure, tmp_path / "parts", formats=["png"])
    assert [path.name for path in written] == ["parts.png", "parts.csv"]
    assert len(pd.read_csv(tmp_path / "parts.csv")) == 8


def test_no_twin_of_another_chart():
    with pytest.raises(KeyError, match="not drawn by"):
        twin(plt.subplots()[1])


@pytest.mark.parametrize("chart", ["plot_intervals", "plot_breakdown", "plot_composition", "plot_periods"])
def test_of_many_the_largest_and_how_many_there_are(chart):
    ax = draw(chart, 200)
    extra = 1 if chart in {"plot_breakdown", "plot_composition"} else 0  # the remainder
    assert len(row_names(ax)) == TOP + extra
    total = len(twin(ax).table) - extra
    assert word("largest", "ar", n=TOP, total=total) in logical(ax.get_xlabel())


@pytest.mark.slow
def test_the_gallery_is_as_its_script_makes_it(monkeypatch, tmp_path):
    """Drawn elsewhere, so that the pictures in the repository stay."""
    spec = importlib.util.spec_from_file_location("make_gallery", ROOT / "docs" / "make_gallery.py")
    gallery = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(gallery)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (tmp_path / "docs" / "gallery").mkdir(parents=True)
    (tmp_path / "docs" / "gallery" / "sample.jsonl").symlink_to(ROOT / "docs" / "gallery" / "sample.jsonl")
    monkeypatch.chdir(tmp_path)
    page = gallery.page()
    drawn = {path.name for path in (tmp_path / "docs" / "gallery").iterdir()}
    assert drawn == {path.name for path in (ROOT / "docs" / "gallery").iterdir()}
    alts = re.compile("(?m)^:alt: .+$")  # these follow the figures, which rules may come to read better
    assert alts.sub("", page) == alts.sub("", (ROOT / "docs" / "gallery.md").read_text("utf-8"))
    charts = {name for name in seedlib.__all__ if name.startswith("plot_")}
    assert charts == set(re.findall(r"seedlib\.(plot_\w+)\(", page)) == set(CHARTS)


# -- intervals -------------------------------------------------------------------------------------------------


def test_intervals_are_the_bounds():
    table = figures(
        said(208),
        said(60, "about"),
        said(None, "vague", number_text="عشرات"),
        said(16, "at_least"),
        said(20, "at_most"),
        said(None, "vague", number_text="لفظ بلا معنى"),
    )
    ax = seedlib.plot_intervals(table)
    about, vague = bars(ax)
    assert span(about) == (54, 66)
    assert span(vague) == (10, 99)
    assert about.get_facecolor()[3] == 1
    assert vague.get_facecolor()[3] == 0  # hollow: no best value
    dots = {(line.get_xdata()[0], line.get_ydata()[0]): line.get_markerfacecolor() for line in ax.lines}
    assert [at for at, face in dots.items() if face != "none"] == [(208, 0), (60, 1)]
    assert [at for at, face in dots.items() if face == "none"] == [(16, 3), (20, 4)]
    arrows = [note for note in ax.texts if getattr(note, "arrow_patch", None)]
    # Screen offsets: to the left is more, since the axis runs from the right.
    assert [(note.xy, np.sign(note.xyann[0])) for note in arrows] == [((16, 3), -1), ((20, 4), 1)]
    assert len(row_names(ax)) == 5  # a word without a meaning has no row
    column = [text.get_text() for text in ax.texts if text not in arrows]
    assert column == ["208", "60 (54–66)", "10–99", "≥16", "≤20"]


def test_intervals_keep_the_order_of_the_text_and_name_the_figure_as_written():
    table = figures(said(9, counted="قتلى", place="حمص"), said(30, "about", qualifier_text="نحو", counted="جريحاً"))
    assert row_names(seedlib.plot_intervals(table)) == ["9 قتلى — حمص", "نحو 30 جريحاً"]


@pytest.mark.parametrize(
    ("values", "scale", "ticks"),
    [
        ((10, 500), "linear", ["0", "100", "200", "300", "400", "500"]),
        ((10, 700), "log", ["10", "100"]),
        ((0, 5, 700), "symlog", ["0", "10", "100"]),
        ((0, 700), "linear", ["0", "200", "400", "600"]),
        ((-5, 700), "linear", ["0", "200", "400", "600"]),
    ],
)
def test_scale_shows_the_small_ones_too(values, scale, ticks):
    ax = seedlib.plot_intervals(figures(*(said(float(value)) for value in values)))
    ax.figure.draw_without_rendering()
    assert (ax.get_xscale(), [text.get_text() for text in ax.get_xticklabels()]) == (scale, ticks)
    assert min(ax.get_xlim()) <= min(values)


@pytest.mark.parametrize("values", [(5, 9), (5, 700), (0, 5, 700)])
def test_arrows_of_open_bounds_end_inside_the_axes(values):
    rows = [said(float(value), qualifier) for value in values for qualifier in ("at_most", "at_least")]
    ax = seedlib.plot_intervals(figures(*rows))
    ax.figure.draw_without_rendering()
    for note in (note for note in ax.texts if getattr(note, "arrow_patch", None)):
        box = note.arrow_patch.get_window_extent()
        assert ax.bbox.x0 <= box.x0 < box.x1 <= ax.bbox.x1


@pytest.mark.parametrize("chart", ["plot_intervals", "plot_policies"])
@pytest.mark.parametrize(
    ("kinds", "told"), [(["person", "structure"], False), (["percent"] * 2, False), (["person", "money"], True)]
)
def test_money_and_percentages_among_counts_are_told_of(chart, kinds, told):
    ax = getattr(seedlib, chart)(figures(*(said(20, "about", category=kind) for kind in kinds)))
    assert (word("units_differ", "ar") in logical(ax.get_xlabel())) == told


def test_legend_has_only_what_occurs():
    ax = seedlib.plot_intervals(figures(said(5)), lang="en")
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["best value"]


@pytest.mark.parametrize(
    ("bounds", "text"),
    [
        ((208, 208, 208), "208"),
        ((54, 60, 66), "60 (54–66)"),
        ((10, np.nan, 99), "10–99"),
        ((16, np.nan, np.nan), "≥16"),
        ((np.nan, np.nan, 19), "≤19"),
        ((np.nan, 7, np.nan), "7"),
        ((np.nan, np.nan, np.nan), "—"),
        ((1000, np.nan, 9999), "1,000–9,999"),
    ],
)
def test_bounds_in_figures(bounds, text):
    from seedlib.charts.marks import bounds_text

    assert bounds_text(bounds) == text


TITLE = {"section": "title", "counted": "قتيلاً", "qualifier_text": "نحو", "time_start": dt.date(2018, 11, 3)}


def title_twice():
    return figures(
        said(12, "about", start=10, end=12, **TITLE),
        said(12, "about", start=70, end=72, **TITLE | {"sentence_start": 60, "sentence_end": 110}),
        said(30, "about", **TITLE | {"section": "body"}),
    )


@pytest.mark.parametrize("chart", ["plot_intervals", "plot_policies", "plot_periods", "plot_headlines"])
def test_a_repeated_title_has_one_row(chart):
    assert sum(name == "نحو 12 قتيلاً" for name in row_names(getattr(seedlib, chart)(title_twice()))) == 1


def test_a_repeated_title_counts_once():
    assert [text.get_text() for text in seedlib.plot_outcomes(title_twice(), lang="en").texts] == ["2"]
    assert [text.get_text() for text in seedlib.plot_hedges(title_twice(), lang="en").texts] == ["2 figures"]


@pytest.mark.parametrize(
    ("n", "told"), [(3, ""), (4, "ومصدر واحد غيرها"), (5, "ومصدران غيرها"), (15, "و12 مصدراً غيرها")]
)
def test_caption_counts_the_sources_that_it_does_not_name(n, told):
    ax = seedlib.plot_intervals(figures(*(said(5, source=f"مصدر {i}") for i in range(n))))
    caption = logical(ax.get_xlabel()).replace("\n", " ")
    assert caption.rstrip().endswith(told or "مصدر 2")
    assert ("غيرها" in caption) is bool(told)


# -- one total -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kinds", "title"),
    [
        (["governorate", "governorate"], "by_governorate"),
        (["country"], "by_country"),
        (["country", "governorate", "affiliation"], "by_origin"),
        (["sex_age", "sex_age"], "by_sex_age"),
        (["status"], "by_status"),
        (["governorate", "sex_age"], "breakdown_title"),
        ([None, "governorate"], "breakdown_title"),
    ],
)
def test_breakdown_says_by_what(kinds, title):
    part = {"part_of": "f0", "relation": "subset"}
    table = figures(said(90), *(said(5, origin=f"قسم {n}", origin_type=kind, **part) for n, kind in enumerate(kinds)))
    for lang in ("ar", "en"):
        drawn = logical(seedlib.plot_breakdown(seedlib.break_down(table), lang=lang).get_title(loc="right"))
        assert drawn.split("\n")[0] == word(title, lang) != title


def test_breakdown_is_sorted_and_its_remainder_hatched():
    ax = seedlib.plot_breakdown(seedlib.break_down(seven_parts()))
    parts = bars(ax, hatched=False)[:7]
    assert [bar.get_width() for bar in parts] == [60, 40, 30, 30, 20, 20, 2]
    assert {bar.get_x() for bar in parts} == {0}
    assert row_names(ax)[0] == "حلب"
    assert row_names(ax)[-1] == word("remainder", "ar")
    (rest,) = bars(ax, hatched=True)
    assert span(rest) == (0, 12)  # 208 - (202 ± 6)
    whiskers = [sorted(line.get_xdata()) for line in ax.lines if line.get_marker() == "|"]
    assert whiskers == [[54, 66]]
    (best,) = [line.get_xdata()[0] for line in ax.lines if line.get_marker() != "|"]
    assert best == 6


def test_a_remainder_known_exactly_is_a_whole_bar():
    ax = seedlib.plot_breakdown(seedlib.break_down(divided(1)))
    (rest,) = bars(ax, hatched=True)
    assert span(rest) == (0, 25)
    grey = bars(ax, hatched=False)[-1]
    assert span(grey) == (0, 25)


def test_a_part_without_a_number_has_no_bar():
    nothing = said(None, "vague", number_text="لفظ بلا معنى", origin="حلب", **PART)
    table = figures(said(50, counted="قتيلاً"), said(20, origin="حمص", **PART), nothing)
    ax = seedlib.plot_breakdown(seedlib.break_down(table))
    assert [bar.get_width() for bar in bars(ax, hatched=False)][:2] == [20, 0]
    assert word("no_number", "ar") in words_of(ax)


def test_english_names_where_known():
    ax = seedlib.plot_breakdown(seedlib.break_down(divided(7)), lang="en")
    assert all(name.startswith("Place") for name in row_names(ax)[:-1])


@pytest.mark.parametrize("chart", ["plot_breakdown", "plot_composition"])
def test_the_alternative_text_names_parts_in_the_language_of_the_chart(chart):
    table = seedlib.break_down(divided(3))
    alts = {lang: seedlib.twin(getattr(seedlib, chart)(table, lang=lang)).alt for lang in ("ar", "en")}
    assert "Place 1 " in alts["en"]
    assert table["label"][0] in alts["ar"]
    assert "Place" not in alts["ar"]


def test_the_total_that_is_named_or_that_of_most_parts():
    table = figures(
        said(50, counted="قتيلاً"),
        said(20, origin="حمص", origin_type="governorate", part_of="f0", relation="subset"),
        said(90, counted="جريحاً"),
        said(30, origin="حلب", origin_type="governorate", part_of="f2", relation="subset"),
        said(40, origin="إدلب", origin_type="governorate", part_of="f2", relation="subset"),
    )
    parts = seedlib.break_down(table)
    assert "90 جريحاً" in logical(seedlib.plot_breakdown(parts).get_title(loc="right"))
    assert "50 قتيلاً" in logical(seedlib.plot_breakdown(parts, total_id="f0").get_title(loc="right"))
    assert "50 قتيلاً" in logical(seedlib.plot_waterfall(table, total_id="f0").get_title(loc="right"))


def test_the_table_of_a_waterfall_names_every_row_as_the_chart_does():
    table = figures(
        said(50, counted=None), said(20, counted=None, number_text="عشرون", part_of="f0", relation="subset")
    )
    ax = seedlib.plot_waterfall(table)
    assert row_names(ax)[1] == "عشرون"
    assert twin(ax).table["label"].tolist()[1] == "عشرون"
    assert twin(ax).table["label"].notna().all()


def test_waterfall_steps_down_from_the_total_to_the_remainder():
    ax = seedlib.plot_waterfall(seven_parts())
    total, *parts = bars(ax, hatched=False)
    assert span(total) == (0, 208)
    assert [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in parts[:7]] == [
        (148, 208),
        (108, 148),
        (78, 108),
        (48, 78),
        (28, 48),
        (8, 28),
        (6, 8),
    ]
    (rest,) = bars(ax, hatched=True)
    assert span(rest) == (0, 12)


def test_waterfall_adds_up_the_many_small_parts():
    ax = seedlib.plot_waterfall(divided(60))
    names = row_names(ax)
    assert len(names) == 21  # the total, 18 parts, the others, the remainder
    assert names[-2] == word("others", "ar", n=42)
    last = bars(ax, hatched=False)[19]
    assert last.get_x() == pytest.approx(25)
    assert len(twin(ax).table) == 62


def test_waterfall_of_parts_that_exceed_the_total_runs_past_zero():
    table = figures(said(50, counted="قتيلاً"), said(40, origin="حمص", **PART), said(30, origin="حلب", **PART))
    ax = seedlib.plot_waterfall(table)
    assert bars(ax, hatched=False)[2].get_x() == -20
    assert min(ax.get_xlim()) < -20


def test_composition_has_shares_of_the_total_and_of_the_parts():
    parts = seedlib.break_down(seven_parts())
    ax = seedlib.plot_composition(parts)
    values = np.array([60, 40, 30, 30, 20, 20, 2])
    assert [bar.get_width() for bar in bars(ax, hatched=False)][:7] == pytest.approx(100 * values / 208)
    rings = [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "o"]
    assert rings == pytest.approx(100 * values / 202)
    (rest,) = bars(ax, hatched=True)
    assert span(rest) == (0, 100 * 12 / 208)
    table = twin(ax).table
    assert table["share_of_parts"].sum() == pytest.approx(1)


def test_composition_of_overlapping_parts_has_no_common_sum():
    part = {"part_of": "f0", "relation": "subset"}
    table = figures(
        said(50, counted="قتيلاً"),
        said(20, origin="حمص", origin_type="governorate", sentence_start=50, sentence_end=99, **part),
        said(30, counted="أطفال", counted_class="child", sentence_start=100, sentence_end=150, **part),
    )
    ax = seedlib.plot_composition(seedlib.break_down(table))
    assert not [line for line in ax.lines if line.get_marker() == "o"]
    assert word("overlap", "ar") in logical(ax.get_xlabel())


def test_composition_of_a_vague_total_has_only_shares_of_the_parts():
    table = figures(
        said(None, "vague", number_text="مئات", counted="القتلى"),
        said(30, origin="حمص", **PART),
        said(10, origin="حلب", **PART),
    )
    ax = seedlib.plot_composition(seedlib.break_down(table))
    assert [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "o"] == [75, 25]
    assert not bars(ax)
    assert word("no_total_share", "ar") in logical(ax.get_xlabel())


# -- policies and time -----------------------------------------------------------------------------------------


def test_policies_have_a_panel_each_on_one_scale():
    table = figures(said(60, "about"), said(208), said(None, "vague", number_text="عشرات"))
    ax = seedlib.plot_policies(table, policy=["interval", "point", "arabic_plural"])
    ax.figure.draw_without_rendering()
    panels = ax.child_axes
    titles = [panel.get_title(loc="right") for panel in panels]
    assert titles == [label(word(name, "ar")) for name in ("interval", "point", "arabic_plural")]
    left = [panel.get_window_extent().x0 for panel in panels]
    assert left == sorted(left, reverse=True)
    assert len({panel.get_xlim() for panel in panels}) == 1
    assert [[(b.get_x(), b.get_x() + b.get_width()) for b in bars(panel)] for panel in panels] == [
        [(54, 66), (10, 99)],
        [],
        [(54, 66), (30, 99)],
    ]
    assert len(row_names(ax)) == 2  # 208 is read alike by all
    assert word("same_policies", "ar", n=1) in logical(ax.get_xlabel())


@pytest.mark.matplotlib
@pytest.mark.parametrize("largest", [90, 1000, 25_000, 4_000_000, 90_000_000])
def test_ticks_of_narrow_panels_stay_apart(largest):
    """As many as there is room for: of numbers of any length at least one, each whole."""
    ax = seedlib.plot_policies(figures(said(12, "about"), said(largest, "more_than"), said(largest, "about")))
    assert seedlib.audit(ax.figure) == []
    ticks = [[text.get_text() for text in panel.get_xticklabels()] for panel in ax.child_axes]
    assert len(ticks) == 5
    assert all(len(of) >= 2 for of in ticks) or largest > 10_000_000
    for panel in ax.child_axes:
        panel.set_xticks(np.linspace(*panel.get_xlim(), 9), ["1,000,000"] * 9)
    assert {problem.kind for problem in seedlib.audit(ax.figure)} >= {"overlap"}


def test_policies_that_do_not_differ():
    ax = seedlib.plot_policies(figures(said(208), said(5)))
    assert word("no_difference", "ar") in words_of(ax)


@pytest.mark.parametrize("published", ["2018-11-20", "2018-11-20T01:00:00+03:00", "2018-11-20T23:00:00-05:00"])
def test_periods_cover_their_days(published):
    day = dt.date(2018, 11, 3)
    table = figures(
        said(5, time_start=day, time_end=day + dt.timedelta(9), published=published),
        said(7, time_start=dt.date(2018, 10, 1), time_end=dt.date(2018, 10, 1)),
        said(9, time_start=day),
        said(11),
    )
    ax = seedlib.plot_periods(table)
    starts = [bar.get_x() for bar in bars(ax)]
    assert starts == [date2num(dt.date(2018, 10, 1)), date2num(day), date2num(day)]
    assert bars(ax)[1].get_width() == 10  # the last day too
    (diamond,) = [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "D"]
    assert diamond == date2num(dt.datetime(2018, 11, 20, 12))
    assert [note.xyann[0] > 0 for note in ax.texts if getattr(note, "arrow_patch", None)] == [
        True
    ]  # "since": open to the right
    assert word("no_date", "ar", n=1) in logical(ax.get_xlabel())


@pytest.mark.parametrize("open_end", ["time_start", "time_end"])
def test_arrows_of_open_periods_end_inside_the_axes(open_end):
    days = [dt.date(2011, 1, 1), dt.date(2018, 11, 3)]
    ax = seedlib.plot_periods(figures(*(said(5, **{open_end: day}) for day in days)))
    ax.figure.draw_without_rendering()
    for note in (note for note in ax.texts if getattr(note, "arrow_patch", None)):
        box = note.arrow_patch.get_window_extent()
        assert ax.bbox.x0 < box.x0 < box.x1 < ax.bbox.x1


@pytest.mark.parametrize(("days", "form"), [(5, 10), (300, 10), (1500, 7), (9000, 4)])
def test_dates_are_as_long_as_the_time_asks_for(days, form):
    first = dt.date(2000, 1, 1)
    last = first + dt.timedelta(days)
    ax = seedlib.plot_periods(figures(said(5, time_start=first, time_end=last)))
    assert {len(text.get_text()) for text in ax.get_xticklabels()} == {form}


# -- sources ---------------------------------------------------------------------------------------------------


def claims_of_three() -> pd.DataFrame:
    """9 of two sources and 30 of a third, of one day; 4 injured of one source."""
    day = {"time_start": dt.date(2018, 11, 3), "time_end": dt.date(2018, 11, 3), "place": "حمص", "place_code": "SY-HI"}
    return figures(
        said(9, source="الدفاع المدني", doc_id="a", published="2018-11-04", **day),
        said(9, source="وكالة الأناضول", doc_id="b", published="2018-11-04", **day),
        said(30, source="وزارة الداخلية", doc_id="c", published="2018-11-04", **day),
        said(4, source="الدفاع المدني", doc_id="d", outcome="injured", published="2018-11-04", **day),
    )


def test_each_cell_is_what_a_source_says():
    ax = seedlib.plot_sources(claims_of_three())
    columns = [logical(text.get_text()).replace("\n", " ") for text in ax.get_xticklabels()]
    assert columns[0] == "الدفاع المدني"  # two claims
    assert set(columns) == {"الدفاع المدني", "وكالة الأناضول", "وزارة الداخلية"}
    cells = {(round(t.get_position()[1]), columns[round(t.get_position()[0])]): t.get_text() for t in ax.texts}
    assert cells == {
        (0, "الدفاع المدني"): "9",
        (0, "وكالة الأناضول"): "9",
        (0, "وزارة الداخلية"): "30",
        (1, "الدفاع المدني"): "4",
    }
    assert row_names(ax) == ["قتل — حمص", "إصابة — حمص"]


def test_who_speaks_beside_others_is_shown_before_who_says_more_alone():
    alone = (said(5, source=f"مصدر رقم {n}", place=f"قرية {n} {k}") for n in range(7) for k in range(2))
    compared = (said(n, source=name, place="حمص") for n, name in ((9, "الدفاع المدني"), (30, "وكالة الأناضول")))
    columns = seedlib.plot_sources(figures(*alone, *compared)).get_xticklabels()
    shown = [logical(text.get_text()).replace("\n", " ") for text in columns]
    assert len(shown) == 7
    assert set(shown[:2]) == {"الدفاع المدني", "وكالة الأناضول"}


def test_a_ministry_without_a_country_is_no_other_countrys():
    names = ["وزارة الصحة", "وزارة الصحة السودانية", "وزارة الصحة المصرية"]
    places = ["غزة", "الخرطوم", "القاهرة"]
    table = figures(
        *(said(9, source=name, place=place, doc_id=place) for name, place in zip(names, places, strict=True))
    )
    columns = seedlib.plot_sources(table).get_xticklabels()
    assert {logical(text.get_text()).replace("\n", " ") for text in columns} == set(names)


def test_a_document_without_a_publisher_is_no_name_below_the_chart():
    where = {"place": "حمص", "time_start": dt.date(2018, 11, 9)}
    own, other = said(5, doc_id="0a1b", figure_id="0a1b:0-1"), said(9, doc_id="c", source="الدفاع المدني")
    claims = seedlib.compare_claims(figures(own | where, other | where))
    assert claims["sources"].tolist() == [["0a1b", "الدفاع المدني"]]
    below = logical(seedlib.plot_agreement(claims).get_xlabel())
    assert "الدفاع المدني" in below
    assert "0a1b" not in below


def test_contradictions_come_first_and_run_from_the_least_to_the_most():
    agreed = figures(
        *(
            said(6, source=source, doc_id=doc, place="درعا", time_start=dt.date(2018, 11, 9), figure_id=f"g{doc}")
            for doc, source in (("e", "الدفاع المدني"), ("f", "وكالة الأناضول"))
        )
    )
    claims = seedlib.compare_claims(pd.concat([agreed, claims_of_three()], ignore_index=True))
    ax = seedlib.plot_agreement(claims)
    assert row_names(ax) == ["قتل — حمص", "قتل — درعا"]
    (contradicted,) = bars(ax)
    assert span(contradicted) == (9, 30)
    assert contradicted.get_hatch()
    column = [logical(text.get_text()) for text in ax.texts]
    assert column == ["تناقض: 3 مصادر", "اتفاق: مصدران"]
    assert word("once", "ar", n=1) in logical(ax.get_xlabel())


def test_what_may_be_of_different_events_is_said_beside_it():
    table = figures(*(said(n, source=name, doc_id=name, place="حمص") for n, name in ((9, "أ ب"), (30, "ج د"))))
    column = [logical(text.get_text()) for text in seedlib.plot_agreement(seedlib.compare_claims(table)).texts]
    assert column == ["تناقض: مصدران، دون تاريخ"]


def test_rows_of_one_name_are_told_apart():
    day = {"time_start": dt.date(2018, 11, 3), "time_end": dt.date(2018, 11, 3), "counted_class": "combatant"}
    table = figures(*(said(5, origin=f"كتيبة {n}", source="الدفاع المدني", **day) for n in range(4)))
    names = row_names(seedlib.plot_sources(table))
    assert sorted(names) == [f"قتل، مقاتلون\nكتيبة {n}" for n in range(4)]
    claims = seedlib.compare_claims(table).assign(agreement="agreement", n_figures=2, n_sources=2)
    assert sorted(row_names(seedlib.plot_agreement(claims))) == sorted(names)


def test_where_every_claim_has_one_source_nothing_is_compared():
    table = figures(said(5, source="الدفاع المدني"), said(5, source="الدفاع المدني"), said(9, outcome="injured"))
    claims = seedlib.compare_claims(table)
    assert claims["n_figures"].max() == 2
    ax = seedlib.plot_agreement(claims)
    assert word("all_single", "ar") in words_of(ax)
    assert twin(ax).table.empty


# -- profiles --------------------------------------------------------------------------------------------------


def test_outcomes_count_figures_and_not_people():
    table = figures(
        said(500, counted_class="civilian"),
        said(3, counted_class="civilian"),
        said(8, counted_class="child", outcome="injured"),
        said(9, counted_class="medic", modality="denied"),
        said(4, outcome=None),
    )
    ax = seedlib.plot_outcomes(table, lang="en")
    rows, columns = row_names(ax), [text.get_text() for text in ax.get_xticklabels()]
    cells = {(rows[round(t.get_position()[1])], columns[round(t.get_position()[0])]): t.get_text() for t in ax.texts}
    assert cells["killed", "civilians"] == "2"
    assert cells["injured", "children"] == "1"
    assert cells["no outcome", "not said"] == "1"
    assert cells["killed", "children"] == "·"
    assert cells["denied", "medics"] == "1"
    assert rows[0] == "killed"
    assert columns[0] == "civilians"


def test_hedges_are_shares_of_a_publishers_figures():
    table = figures(
        *(said(5, publisher="أولى") for _ in range(3)),
        said(5, "about", publisher="أولى"),
        said(5, "more_than", publisher="ثانية"),
        said(5, "at_least", publisher="ثانية"),
        said(5),
    )
    ax = seedlib.plot_hedges(table)
    assert row_names(ax) == ["أولى", "ثانية", word("no_publisher", "ar")]
    assert [(bar.get_x(), bar.get_width()) for bar in bars(ax)] == [(0, 75), (75, 25), (0, 100), (0, 100)]
    assert [logical(text.get_text()) for text in ax.texts] == ["4 أرقام", "رقمان", "رقم واحد"]
    assert [text.get_text() for text in seedlib.plot_hedges(table, lang="en").texts][1:] == ["2 figures", "1 figure"]


def test_headlines_stand_with_the_nearest_number_of_the_body():
    table = figures(
        said(12, section="title"),
        said(5),
        said(11),
        said(3, section="title", outcome="injured"),
        said(3, outcome="injured"),
        said(9, section="title", outcome="displaced"),
    )
    ax = seedlib.plot_headlines(table)
    pairs = twin(ax).table
    assert pairs[["best_title", "best_body", "apart"]].values.tolist() == [[12, 11, True], [3, 3, False]]
    dots = [(line.get_xdata()[0], round(line.get_ydata()[0])) for line in ax.lines]
    assert dots == [(12, 0), (11, 0), (3, 1), (3, 1)]
    assert [text.get_text() for text in ax.texts] == ["12", "11", "3", "3"]


@pytest.mark.parametrize(
    ("body", "below"), [(said(11), False), (said(20, "at_most"), True), (said(9, "at_least"), False)]
)
def test_the_axis_of_headlines_goes_below_zero_for_arrows_only(body, below):
    ax = seedlib.plot_headlines(figures(said(12, section="title"), body))
    assert bool(min(ax.get_xlim()) < 0) is below


# -- places ----------------------------------------------------------------------------------------------------


def bubbles(panel: Axes) -> dict[tuple[float, float], float]:
    """Area by position."""
    found = {}
    for drawn in panel.collections:
        for (lon, lat), area in zip(drawn.get_offsets(), drawn.get_sizes(), strict=True):
            found[round(lon, 1), round(lat, 1)] = area
    return found


def test_bubbles_stand_on_their_place_and_their_area_is_the_number():
    table = figures(
        said(100, place="حلب", place_code="SY-HL"),
        said(40, place="حلب", place_code="SY-HL"),
        said(50, "about", place="حمص", place_code="SY-HI"),
        said(20, "at_least", place="إدلب", place_code="SY-ID"),
        said(900, place="البادية"),
        said(5000, place="حمص", place_code="SY-HI", modality="unrealised"),
        said(7, place="درعا", place_code="SY-DR", outcome="injured"),
    )
    ax = seedlib.plot_map(table)
    least, most = (bubbles(panel) for panel in ax.child_axes)
    aleppo, homs, idlib = ((37.2, 36.2), (36.7, 34.7), (36.6, 35.9))
    assert set(least) == set(most) == {aleppo, homs, idlib}
    assert least[homs] / least[aleppo] == pytest.approx(0.45)
    assert most[homs] / most[aleppo] == pytest.approx(0.55)
    assert least[idlib] / least[aleppo] == pytest.approx(0.2)
    dashed = [drawn for drawn in ax.child_axes[1].collections if drawn.get_linestyle()[0][1]]
    assert len(dashed[0].get_offsets()) == 1  # at least 20
    assert "≥20" in words_of(ax)
    caption = logical(ax.get_xlabel())
    assert word("no_position", "ar", n=1) in caption
    assert word("dashed", "ar") in caption


def told_places(ax: Axes) -> list[set[str]]:
    """The places that each panel names with a number."""
    notes = [[logical(text.get_text()).split("\n") for text in panel.texts] for panel in ax.child_axes]
    return [{note[0] for note in of if len(note) == 2} for of in notes]


@pytest.mark.matplotlib
@pytest.mark.parametrize("codes", [["SY-HL", "SY-ID", "SY-LA", "SY-TA", "SY-HM", "SY-HI"], None])
def test_no_place_with_a_number_is_left_out(codes):
    """Where bubbles are crowded a line leads to the name; what has no room even so stands below."""
    facts = [row["code"] for row in rows("subdivision_facts") if row["code"][:2] in {"SY", "LB"}]
    table = figures(*(said(50 - n, place="x", place_code=code) for n, code in enumerate(codes or facts)))
    ax = seedlib.plot_map(table)
    ax.figure.draw_without_rendering()
    places, caption = twin(ax).table["place"], logical(ax.get_xlabel())
    assert len(places) == len(codes or facts)
    for told in told_places(ax):
        left = set(places) - told
        assert told
        assert all(place in caption.replace("\n", " ") for place in left)
    assert (word("unnamed", "ar") in caption) is (codes is None)
    assert any(note.arrow_patch for panel in ax.child_axes for note in panel.texts)
    for panel in ax.child_axes:
        boxes = [text.get_window_extent() for text in panel.texts if text.get_text()]
        for a, b in combinations(boxes, 2):
            assert min(a.x1, b.x1) <= max(a.x0, b.x0) or min(a.y1, b.y1) <= max(a.y0, b.y0) + 3


def test_the_caption_of_a_map_counts_the_places_that_it_does_not_tell():
    codes = [row["code"] for row in rows("subdivision_facts") if row["code"][:2] in {"SY", "LB", "IQ", "EG", "YE"}]
    table = figures(*(said(200 - n, place="x", place_code=code) for n, code in enumerate(codes)))
    for lang, told in (("ar", r"و(\d+) مكاناً غيرها"), ("en", r"and (\d+) more")):
        ax = seedlib.plot_map(table, lang=lang)
        (more,) = re.findall(told, logical(ax.get_xlabel()).replace("\n", " "))
        named = set.intersection(*told_places(ax))
        assert 0 < len(named) <= NAMED
        assert int(more) == len(codes) - len(named) - LISTED


def test_the_best_value_of_a_place_is_never_below_its_least():
    rows = [said(38, place="حماة", place_code="SY-HM"), said(50, "more_than", place="حماة", place_code="SY-HM")]
    spot = seedlib.twin(seedlib.plot_map(figures(*rows))).table.iloc[0]
    assert spot["lower"] == 51
    assert pd.isna(spot["best"])
    assert pd.isna(spot["upper"])


@pytest.mark.filterwarnings("error")
def test_a_map_of_zeros_has_no_bubbles():
    ax = seedlib.plot_map(figures(said(0, place="حلب", place_code="SY-HL")))
    assert [collection.get_sizes().tolist() for panel in ax.child_axes for collection in panel.collections] == [
        [0.0],
        [],
    ] * 2
    assert seedlib.audit(ax) == []


def test_map_of_a_breakdown():
    ax = seedlib.plot_map(seedlib.break_down(divided(7)), lang="en")
    assert len(twin(ax).table) == 7
    assert "عناصر" in logical(ax.get_title(loc="right"))


def test_map_of_an_outcome():
    table = figures(
        said(100, place="حلب", place_code="SY-HL"), said(7, place="درعا", place_code="SY-DR", outcome="injured")
    )
    assert twin(seedlib.plot_map(table, outcome="injured")).table["code"].tolist() == ["SY-DR"]
