"""RTL HTML: inline attributes only, everything escaped, every picture with a text."""

import re
from html.parser import HTMLParser
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from seedlib import break_down, extract_figures, load_documents, plot_breakdown, show

NASTY = '<script>alert("1")</script> قتل 7 أشخاص & جرح "<b>5</b>" آخرون.'
VOID = {"img", "br", "hr", "meta", "link", "wbr"}


class Balanced(HTMLParser):
    """Fails on a tag that does not close where it should; keeps tags and text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def parse(html: str) -> Balanced:
    parser = Balanced()
    parser.feed(html)
    assert not parser.open
    assert not parser.tags & {"style", "script"}
    return parser


@pytest.fixture
def documents(tmp_path: Path) -> pd.DataFrame:
    (tmp_path / "nasty.txt").write_text(f"عنوان <i>خبر</i>\n\n{NASTY}\n", "utf-8")
    return load_documents(tmp_path)


def test_what_an_article_says_is_never_markup(documents):
    figures = extract_figures(documents)
    for html in (show.ledger(documents, figures), show.cleaned(documents), show.table(documents)):
        parser = parse(html)
        assert not parser.tags & {"b", "i"}
        assert "alert" in parser.text


def test_ledger_shows_each_sentence_whole_and_each_figure_marked(documents):
    figures = extract_figures(documents)
    html = show.ledger(documents, figures)
    assert html.count("<mark ") == len(figures) > 0
    assert list(map(_bare, re.findall("<mark[^>]*>(.*?)</mark>", html))) == list(figures["number_text"])


def test_ledger_says_what_it_leaves_out(tmp_path):
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"قتل {n + 5} أشخاص في حلب.", "utf-8")
    documents = load_documents(tmp_path)
    html = show.ledger(documents, extract_figures(documents), limit=1)
    assert "and 2 more documents" in html


def test_a_document_without_a_title_is_headed_by_its_path(tmp_path):
    (tmp_path / "a.txt").write_text("قتل 5 أشخاص في حلب.", "utf-8")
    documents = load_documents(tmp_path)
    for html in (show.ledger(documents, extract_figures(documents)), show.cleaned(documents)):
        assert re.findall("<h4[^>]*>(.*?)</h4>", html) == [str(tmp_path / "a.txt")]


def _bare(html: str) -> str:
    return re.sub("<[^>]*>", "", html)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "—"),
        (float("nan"), "—"),
        (pd.NaT, "—"),
        (pd.NA, "—"),
        (0.0, "0"),
        (0, "0"),
        (208.0, "208"),
        (12000.0, "12,000"),
        (0.25, "0.25"),
        (-3, "-3"),
        (True, "yes"),
        (["SYR", "IRQ"], "SYR، IRQ"),
        ("a < b", "a &lt; b"),
        ("ن\u200fص", "نص"),
        (pd.Timestamp("2020-02-07"), "2020-02-07"),
        (pd.Timestamp("2020-02-07 10:30"), "2020-02-07 10:30"),
    ],
)
def test_cells(value, shown):
    html = show.table(pd.DataFrame({"x": pd.Series([value], dtype=object)}))
    assert _bare(re.findall("<td[^>]*>(.*?)</td>", html)[0]) == shown


@pytest.mark.parametrize(("text", "direction"), [("حلب", "rtl"), ("Aleppo", "ltr")])
def test_a_table_is_read_from_the_side_of_its_text(text, direction):
    html = show.table(pd.DataFrame({"place": [text]}), caption="Places")
    assert html.startswith(f'<div dir="{direction}"')
    assert "<caption" in html
    assert 'scope="col"' in html
    parse(html)


def test_a_long_table_says_how_many_rows_more():
    html = show.table(pd.DataFrame({"n": range(480)}), limit=20)
    assert html.count("<tr>") == 21
    assert "and 460 more rows" in html


def test_an_empty_table_has_its_head_and_says_that_it_is_empty():
    html = show.table(pd.DataFrame({"n": []}))
    assert "<th " in html
    assert ">none</p>" in html
    assert ">none</p>" not in show.table(pd.DataFrame({"n": [1]}))


@pytest.mark.parametrize(("text", "side"), [("حلب", "right"), ("Aleppo", "left")])
def test_numbers_stand_at_the_right(text, side):
    df = pd.DataFrame({"place": [text, text], "n": [208.0, None], "big": [7, 12000], "sure": [True, False]})
    cells = re.findall("<t[hd][^>]*text-align: (right|left);", show.table(df))
    assert cells == [side, "right", "right", side] * 3


@pytest.mark.parametrize(
    ("qualifier", "value", "low", "high", "said"),
    [
        ("exact", 208, 208, 208, "208"),
        ("about", 60, None, None, "about 60"),
        ("more_than", 15, 16, None, "16 or more"),
        ("at_least", 15, 15, None, "15 or more"),
        ("less_than", 20, None, 19, "19 or fewer"),
        ("range", None, 15, 25, "15–25"),
        ("vague", None, None, None, "vague"),
    ],
)
def test_reading(qualifier, value, low, high, said):
    row = pd.Series({"qualifier": qualifier, "value": value, "low": low, "high": high})
    assert show.reading(row) == said


def test_chart_brings_its_own_text_and_is_closed():
    documents = load_documents(Path(__file__).parents[1] / "seeds")
    parts = break_down(extract_figures(documents))
    before = plt.get_fignums()
    html = show.chart(plot_breakdown(parts), caption="By origin")
    assert re.search(r'<img alt="[^"]{20,}"', html)
    assert "<figcaption" in html
    assert plt.get_fignums() == before
    parse(html)


def test_chart_of_ones_own_needs_a_text():
    fig, _ = plt.subplots()
    with pytest.raises(ValueError, match="alt text"):
        show.chart(fig)
    assert 'alt="&quot;two&quot; bars"' in show.chart(fig, alt='"two" bars')


def test_cleaned_shows_what_went_and_what_came():
    documents = load_documents(Path(__file__).parents[1] / "seeds")
    parser = parse(show.cleaned(documents))
    assert {"del", "ins"} <= parser.tags
    assert "التعليقات" in parser.text


def test_parameters():
    html = show.parameters(source="seeds", policy="interval")
    assert "<code>source</code> = <code>&#x27;seeds&#x27;</code>" in html
    parse(html)


def test_by_default_in_ipython_only():
    from IPython.core.interactiveshell import InteractiveShell

    with pytest.raises(RuntimeError, match="only a notebook"):
        show.by_default()
    shell = InteractiveShell.instance()
    try:
        df = pd.DataFrame({"place": ["حلب"]})
        html = shell.display_formatter.formatters["text/html"]
        show.by_default()
        assert html(df).startswith('<div dir="rtl"')
        show.by_default(on=False)
        assert "<style" in html(df)
    finally:
        InteractiveShell.clear_instance()
