"""Reading many texts at a time and looking only where something can stand give what reading each word would."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedlib.attribution import cue_of
from seedlib.figures import BATCH, extract_figures
from seedlib.place_names import may_name
from seedlib.reading import Article, read_articles, read_mentions
from seedlib.sources import Sources
from seedlib.tokens import tokenize

ARTICLES = sorted((Path(__file__).parent / "data" / "sentences").glob("*/articles/*.txt"))
TEXTS = [path.read_text("utf-8") for path in ARTICLES]
WORDS = sorted({word for text in TEXTS for word in text.split()} | {"\n", ".", "«", "»"})


def documents(texts: list[str]) -> pd.DataFrame:
    sections = [[(0, len(text), "body")] for text in texts]
    return pd.DataFrame({"doc_id": [f"d{n}" for n in range(len(texts))], "raw": texts, "sections": sections})


def test_many_documents_read_as_each_by_itself():
    many = documents((TEXTS * (2 * BATCH // len(TEXTS) + 1))[: 2 * BATCH + 3])
    one_by_one = [extract_figures(many.iloc[n : n + 1]) for n in range(len(many))]
    pd.testing.assert_frame_equal(extract_figures(many), pd.concat(one_by_one, ignore_index=True))


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
