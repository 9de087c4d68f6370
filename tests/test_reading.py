"""Reading many texts at a time, short ways and looking only where something can stand give what the long way gives."""

import cProfile
import tracemalloc
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedlib.figures.extract import BATCH, CHARACTERS, extract_figures
from seedlib.figures.places.names import may_name
from seedlib.figures.reading import Article, read_articles, read_mentions
from seedlib.figures.sources.attribution import cue_of
from seedlib.figures.sources.read import Sources
from seedlib.language.tokens import tokenize
from seedlib.lexicon import rows
from seedlib.numbers.find import find_numbers
from seedlib.numbers.grammar import Grammar
from seedlib.numbers.reader import Reader

ARTICLES = sorted((Path(__file__).parent / "data" / "sentences").glob("*/articles/*.txt"))
TEXTS = [path.read_text("utf-8") for path in ARTICLES]
NAMES = [
    "syriahr.com",
    "موقع syriahr.com",
    "وكالة فرانس-برس",
    "فرانس-برس",
    "قناة كذا24",
    "كذا24",
    "المـ ـرصد",
    "المرصد السوري",
]
WORDS = sorted({word for text in TEXTS for word in text.split()} | {"\n", ".", "«", "»", *NAMES})
NUMBERS = ["5", "31", "2015", "12,500", "５", "خمسة", "مئتي", "3 آلاف"]
# What stands beside numbers and can decide what they are: words of these lists, with and without clitics, and signs.
LISTED = [("number_kinds", "form"), ("months", "form"), ("number_words", "form"), ("hedges", "phrase")]
BESIDE = {clitic + row[column] for name, column in LISTED for row in rows(name) for clitic in ("", "و", "ب", "ال")}
BESIDE |= {row["form"] for row in rows("function_words")}
BESIDE |= {*"،.:؛()«»\"'-–/%٪+*#@ـ", "\n", "بلدة", "قتيل", "شخصاً", "هذا"}


def documents(texts: list[str]) -> pd.DataFrame:
    sections = [[(0, len(text), "body")] for text in texts]
    return pd.DataFrame({"doc_id": [f"d{n}" for n in range(len(texts))], "raw": texts, "sections": sections})


@pytest.mark.slow
def test_short_ways_of_numbers_give_what_the_long_way_gives(monkeypatch):
    texts = [
        f"{before}{number}{behind}"
        for word in sorted(BESIDE)
        for number in NUMBERS
        for before, behind in (
            ("قتل ", f" {word} في"),
            (f"قال {word} ", " قتيلاً"),
            (f"في {word} ", f" {word} 7"),
            ("من 3 إلى ", f" {word}"),
        )
    ]
    short = [find_numbers(text) for text in texts]
    for owner, way in [(Reader, "_plain"), (Grammar, "_alone"), (Grammar, "_closed")]:
        monkeypatch.setattr(owner, way, lambda *_: False)
    different = [text for text, found in zip(texts, short, strict=True) if find_numbers(text) != found]
    assert different == []


def test_many_documents_read_as_each_by_itself():
    many = documents((TEXTS * (2 * BATCH // len(TEXTS) + 1))[: 2 * BATCH + 3])
    one_by_one = [extract_figures(many.iloc[n : n + 1]) for n in range(len(many))]
    pd.testing.assert_frame_equal(extract_figures(many), pd.concat(one_by_one, ignore_index=True))


@pytest.mark.parametrize("missing", ["doc_id", "raw", "sections"])
def test_a_missing_column_is_told_of(missing):
    with pytest.raises(KeyError, match=missing):
        extract_figures(documents(TEXTS[:2]).drop(columns=missing))


def test_few_long_documents_are_held_at_a_time():
    """Sixty documents take no more memory than as many as are read together."""
    text = "قال مصدر إن القصف مستمر على المدينة القديمة.\n" * (CHARACTERS // 45 + 1)

    def peak(count: int) -> int:
        tracemalloc.start()
        extract_figures(documents([text] * count))
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(1)
    assert peak(8) < 1.5 * peak(1)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("قال موقع syriahr.com إن القصف مستمر. وبحسب syriahr.com قتل 5 أشخاص في حلب.", "موقع syriahr.com"),
        ("قالت وكالة فرانس-برس إن القصف مستمر. وقالت فرانس-برس إن 5 أشخاص قتلوا.", "وكالة فرانس-برس"),
        ("قال المـ ـرصد السوري إن القصف مستمر. وقال المـ ـرصد إن 5 أشخاص قتلوا.", "المـ ـرصد السوري"),
    ],
)
def test_names_of_several_signs_refer_back(text, source):
    assert extract_figures(documents([text]))["source"].tolist() == [source]


def test_the_order_of_documents_is_nothing_to_each():
    articles = [Article(tokenize(text), [(0, len(text), "body")], None) for text in reversed(TEXTS)]
    read_articles(articles)
    alone = [read_mentions(text, [(0, len(text), "body")])[1] for text in reversed(TEXTS)]
    assert [[str(m) for m in article.mentions] for article in articles] == [[str(m) for m in found] for found in alone]


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in ARTICLES])
def test_sentences_passed_over_are_read_when_referred_to(text):
    """Whoever asks for some sentences only is told what he who asks for all of them is."""
    tokens = tokenize(text)
    told = Sources(tokens, 0)
    every = [told.attributions(n) for n in range(len(tokens.sentences))]
    for n, found in enumerate(every):
        assert Sources(tokens, 0).attributions(n) == found
    some = Sources(tokens, 0)
    assert [some.attributions(n) for n in range(0, len(every), 3)] == every[::3]


@given(st.lists(st.sampled_from(WORDS), max_size=80), st.integers(1, 5))
def test_sentences_passed_over_in_any_text(words, step):
    tokens = tokenize(" ".join(words))
    told = Sources(tokens, 0)
    every = [told.attributions(n) for n in range(len(tokens.sentences))] if len(tokens) else []
    some = Sources(tokens, 0)
    assert [some.attributions(n) for n in range(0, len(every), step)] == every[::step]


@pytest.mark.parametrize(("trait", "has"), [("attribution", cue_of), ("place", may_name)])
def test_traits_are_where_their_words_are(trait, has):
    for text in TEXTS:
        tokens = tokenize(text)
        last = len(tokens) * 2 // 3
        assert tokens.where(trait, 3, last) == [i for i in range(3, last) if has(tokens.keys[i])]
        assert tokens.where(trait) == [i for i in range(len(tokens)) if has(tokens.keys[i])]


@pytest.mark.parametrize(
    "sentence",
    [
        "قتل 5 مدنيين في طرابلس. ",
        "قتل 5 مدنيين جراء 14 غارة شنها الطيران في 5 آذار. ",
        "5 ",
        "5 في طرابلس و7 في عدن، ",
        "بين القتلى 5 نساء، و",
        "منذ سقوط 5 في آذار قبل 7 بعد 9 ",
        "عاجل: مقتل 5 أشخاص\n",
        "40% منهم سوريون، ",
    ],
)
def test_work_grows_as_the_text_does(sentence):
    """Counted in calls, which are the same on every machine: of work that grows as its square there are 16 times."""

    def calls(times: int) -> int:
        text = sentence * times
        row = {"doc_id": "d", "raw": text, "sections": [(0, len(text), "body")], "published": "2024-03-07"}
        profile = cProfile.Profile()
        profile.runcall(extract_figures, pd.DataFrame([row]))
        return sum(entry.callcount for entry in profile.getstats())

    calls(3)  # words and rules are learned once
    assert calls(400) < 6 * calls(100)
