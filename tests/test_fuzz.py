"""Fuzzing: the targets hold for what hypothesis makes up of hostile pieces, and for every input that once broke one."""

import re
from pathlib import Path

import pytest
from fuzz.inputs import LEXICON, PIECES, files, seeds
from fuzz.targets import TARGETS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seedlib.figures.reading import read_mentions

CASES = sorted(path for path in (Path(__file__).parent / "fuzz" / "corpus").glob("*/*") if path.is_file())
SENTENCES = sorted((Path(__file__).parent / "data" / "sentences" / "dev" / "articles").glob("*.txt"))
EXAMPLES = {"load": 150, "clean": 300, "numbers": 300, "figures": 150, "reckoned": 50, "shown": 60, "export": 40}
FILES = files()
RULES = Path(read_mentions.__code__.co_filename).parent
RULE_WORDS = sorted(
    {word for path in RULES.rglob("*.py") for word in re.findall(r"[\u0620-\u064a]+", path.read_text("utf-8"))}
)
SIGNS = ["5", "ثلاثة", "قتيلاً", "في", "من", "،", ".", ":", "(", ")", '"', "-", "\n", "/"]

TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(LEXICON), st.text(max_size=3)), max_size=60)
ARTICLES = st.builds(str.join, st.sampled_from(["", " "]), TEXTS).map(
    lambda text: text.encode("utf-8", "surrogatepass")
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A file of some format, under its own suffix or another, with bytes put in, taken out or cut off."""
    data = draw(st.sampled_from([b"", *FILES.values()]) | ARTICLES)
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 0, 1, 4, 40, 10_000])))
        data = data[:start] + draw(ARTICLES | st.binary(max_size=8)) + data[end:]
    return draw(st.sampled_from([*FILES, ".xls", ".csv.gz", "", ".atom"])).encode() + b"\n" + data


def test_corpus_has_a_folder_for_targets_only():
    assert {path.parent.name for path in CASES} <= set(TARGETS)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_once_broke(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_seeds(target: str) -> None:
    for data in seeds(target):
        TARGETS[target](data)


@pytest.mark.parametrize("target", TARGETS)
def test_whatever_the_input(target: str) -> None:
    inputs = damaged() if target == "load" else ARTICLES | st.binary(max_size=60)
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    bounded = settings(max_examples=EXAMPLES[target], suppress_health_check=checks)
    bounded(given(inputs)(TARGETS[target]))()


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(RULE_WORDS) | st.sampled_from(SIGNS), min_size=1, max_size=7).map(" ".join))
def test_few_words_that_rules_look_for(text: str) -> None:
    """A rule that looks at the words beside one that it knows meets the end of the text."""
    read_mentions(text, [(0, len(text), "body")])


@pytest.mark.parametrize("path", SENTENCES, ids=lambda path: path.stem)
def test_text_cut_off_at_any_word(path: Path) -> None:
    words = path.read_text("utf-8").split()
    for end in range(1, len(words)):
        text = " ".join(words[:end])
        tokens, mentions = read_mentions(text, [(0, len(text), "body")])
        assert all(0 <= first < last <= len(tokens) for m in mentions for first, last in m.cues.values())
