"""From a text to its figures: the steps of reading, each over some documents at a time."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from seedlib.figures.agents import read_agents
from seedlib.figures.carryover import read_places
from seedlib.figures.context import Sentence, by_sentence, read_sources, read_times
from seedlib.figures.counted import Counted, read_counted
from seedlib.figures.elision import inherit_from_totals, read_nouns
from seedlib.figures.mentions import Mention
from seedlib.figures.modality import read_modality
from seedlib.figures.origins import read_origins
from seedlib.figures.outcomes import happens, read_outcome
from seedlib.figures.parts.read import read_parts
from seedlib.language.gazetteer import match_place
from seedlib.language.nouns import PEOPLE
from seedlib.language.place_words import place_noun
from seedlib.language.tokens import Tokens, tokenize
from seedlib.numbers.find import Number, read_amounts
from seedlib.numbers.grammar import Grammar
from seedlib.numbers.kinds import Kinds

_CASES = frozenset({"اصابه", "حاله", "مصاب"})
_PEOPLE_ONLY = frozenset({"killed", "injured", "killed_or_injured", "missing", "detained", "abducted"})


@dataclass(slots=True)
class Article:
    """A document while its figures are read."""

    tokens: Tokens
    sections: list[tuple[int, int, str]]
    published: dt.date | None
    kinds: Kinds = field(init=False)
    numbers: list[Number] = field(init=False)
    mentions: list[Mention] = field(init=False)
    sentences: list[Sentence] = field(init=False)


Step = Callable[[Article], None]


def read_mentions(
    raw: str, sections: list[tuple[int, int, str]], published: dt.date | None = None
) -> tuple[Tokens, list[Mention]]:
    """The tokens of a document and its figures, each read as far as its text says."""
    article = Article(tokenize(raw), sections, published)
    read_articles([article])
    return article.tokens, article.mentions


def read_articles(articles: list[Article]) -> None:
    """Read the figures of some documents step by step, each step for all of them, so that it finds its words and rules
    in the processor's cache, where there is no room for those of all steps.
    """
    for step in STEPS.values():
        for article in articles:
            step(article)


def _read_numbers(article: Article) -> None:
    article.kinds = Kinds(Grammar(article.tokens))
    article.numbers = list(read_amounts(article.kinds))


def _read_mentions(article: Article) -> None:
    article.mentions = list(_mentions(article))
    article.sentences = by_sentence(article.tokens, article.mentions)
    del article.kinds  # as large as the text, and needed no more


def _of_mentions(read: Callable[[Tokens, list[Mention]], None]) -> Step:
    return lambda article: read(article.tokens, article.mentions)


def _read_sources(article: Article) -> None:
    titles = max((end for _, end, kind in article.sections if kind == "title"), default=0)
    read_sources(article.tokens, article.mentions, article.sentences, titles)


def _read_outcomes(tokens: Tokens, mentions: list[Mention]) -> None:
    """The outcomes in order: in a text about a disease, "إصابة" and "حالة" go on meaning a case of it."""
    disease = False
    for before, mention in zip([None, *mentions], mentions, strict=False):
        told = _read_outcome(tokens, mention)
        if before and before.outcome and mention.outcome is None and _goes_on(tokens, before, mention):
            mention.outcome = before.outcome
        entry = mention.counted.entry
        case = mention.outcome == "injured" or (not told and entry is not None and entry.lemma == "حاله")
        if disease and case and entry and entry.lemma in _CASES:
            mention.outcome = "infected"
        disease = disease or mention.outcome == "infected"


def _goes_on(tokens: Tokens, before: Mention, mention: Mention) -> bool:
    """Whether what happened to the one before it goes for a figure too: an item of a list by area, or a number without
    a noun before في and nothing else told between: "سجلت كذا 106 حالات، فيما تم تسجيل (68 في كذا 59 في كذا)".
    """
    if _next_area(tokens, before, mention):
        return True
    here = mention.inherited and mention.first == before.first and before.category == mention.category
    listed = here and tokens.keys[mention.end : mention.end + 1] == ["في"]
    return listed and not happens(tokens, before.end, mention.at)


def _next_area(tokens: Tokens, before: Mention, mention: Mention) -> bool:
    """Whether a figure is the next item of a list by area: "سجلت كذا 93 ضحية، وطهران 25 شخصاً"."""
    gap = tokens.keys[max(before.end, before.counted.after) : mention.at]
    gap = gap[gap[:1] == ["،"] :]
    joined = 0 < len(gap) < 5 and gap[0][0] == "و" and before.first == mention.first
    people = before.category in PEOPLE and mention.category in PEOPLE
    return joined and people and match_place([gap[0][1:] or "و", *gap[1:]], 0) is not None


def _read_outcome(tokens: Tokens, mention: Mention) -> bool:
    """Read the outcome; whether a word tells it, or that nothing happened to them. What a noun that no list has counts
    is people where what happened happens to people only.
    """
    twin, number, sentence = mention.twin, (mention.at, mention.end), (mention.first, mention.last)
    if twin and not happens(tokens, twin.end, mention.at):
        mention.outcome, mention.cues["outcome"] = twin.outcome, twin.cues.get("outcome", (twin.at, twin.end))
        return True
    mention.outcome, cue = read_outcome(tokens, mention.counted, mention.category, number, sentence)
    if mention.outcome is None and mention.category == "other" and mention.counted.entry is None:
        outcome, cue = read_outcome(tokens, mention.counted, "person", number, sentence)
        where = tokens.keys[mention.at - 1] in {"في", "خلال"}  # "5 وفيات في 150 تدخلاً"
        goods = cue is not None and "ضبط" in tokens.keys[cue]  # said of goods too
        if outcome in _PEOPLE_ONLY and not (goods or where) and not _is_thing(tokens, mention):
            mention.outcome, mention.category = outcome, "person"
    if mention.inherited and mention.outcome in _PEOPLE_ONLY and mention.category not in PEOPLE:
        # "11 دولة، 464 بين قتيل ومصاب"
        mention.category, mention.counted_text, mention.inherited = "person", None, False
    if mention.outcome and cue is not None:
        mention.cues["outcome"] = (cue, cue + 1)
    return cue is not None


def _is_thing(tokens: Tokens, mention: Mention) -> bool:
    """Whether the grammar says that no people are counted: ثلاثة before -ات counts masculine things (ثلاثة محركات)."""
    if mention.counted.token is not None and place_noun(tokens.keys[mention.counted.token]):
        return True  # "سجلت الوفيات بتسعة أقاليم"
    token, few = mention.counted.token, mention.number.value is not None and 3 <= mention.number.value <= 10
    return few and token is not None and tokens.keys[token].endswith("ات") and tokens.keys[mention.at].endswith("ه")


def _mentions(article: Article) -> Iterator[Mention]:
    """The amounts of the sections that are read: everything but furniture."""
    tokens, sections, at = article.tokens, article.sections, 0
    for number in article.numbers:
        while at < len(sections) - 1 and sections[at][1] <= number.start:
            at += 1
        section = sections[at][2] if sections and sections[at][0] <= number.start < sections[at][1] else "furniture"
        if section == "furniture":
            continue
        first, last = tokens.sentence(number.first_token)
        last = max(last, number.last_token)  # where a sentence without end was cut in a number
        counted = read_counted(tokens, number, first, last, article.kinds.percent(number.last_token))
        if _reports(tokens, number, counted):
            yield Mention(number, first, last, section, counted)


def _reports(tokens: Tokens, number: Number, counted: Counted) -> bool:
    """Whether an amount reports a figure: a bare fraction, a zero in words and a lone year-like number do not."""
    if number.kind == "fraction":
        return False
    return not (number.value == 0 and counted.token is None)


#: What is read of a document, in order; each step takes what those before it found.
STEPS: dict[str, Step] = {
    "numbers": _read_numbers,
    "counted, first look": _read_mentions,
    "counted": _of_mentions(read_nouns),
    "outcomes": _of_mentions(_read_outcomes),
    "parts": _of_mentions(read_parts),
    "modality": _of_mentions(read_modality),
    "counted by totals": _of_mentions(inherit_from_totals),
    "origins": _of_mentions(read_origins),
    "agents": _of_mentions(read_agents),
    "sources": _read_sources,
    "times": lambda article: read_times(article.tokens, article.sentences, article.published),
    "places": lambda article: read_places(article.tokens, article.mentions, article.sentences),
}
