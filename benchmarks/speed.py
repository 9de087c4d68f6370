"""How fast each step is on plain news, beside a floor, a yardstick and peers, and how much memory streaming takes.

    uv run --group bench python benchmarks/speed.py
    uv run --group bench python benchmarks/speed.py --source articles/
    uv run python benchmarks/speed.py --memory 1000 10000 100000
    uv run python benchmarks/speed.py --workers 2
    uv run python benchmarks/speed.py --steps

All sides read the same documents in one process, in turn, several rounds; a rate is CPU time on one core, and a ratio
is the median of the ratios of each round, since rates move with the machine and ratios hardly do. The text is
``plain_news.txt``, its sentences drawn anew for each document, those without a number more often, so that there are
some 3,700 number tokens a megabyte as in news at large, and no document is seen twice.
"""

import argparse
import importlib
import json
import multiprocessing
import random
import re
import resource
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

import seedlib
from seedlib.cleaning.page import clean_page
from seedlib.figures.extract import BATCH
from seedlib.figures.reading import STEPS, Article
from seedlib.language.number_atoms import atoms
from seedlib.language.tokens import DIGITS, tokenize

PLAIN = Path(__file__).with_name("plain_news.txt")
YARDSTICK = r're.findall(r"\w+")'
DOCUMENTS = 1_000
ROUNDS = 7
Side = Callable[[pd.DataFrame], object]


def articles(count: int) -> Iterator[str]:
    """Documents of 14 to 30 sentences, some 4 kB, in paragraphs; the same on every run."""
    sentences = re.findall(r"[^.\n]+(?:\.\d[^.\n]*)*\.", PLAIN.read_text("utf-8"))
    known = [[word[0] in DIGITS or word in atoms() for word in tokenize(s).keys] for s in sentences]
    weights = [1 if any(numbers) else 1.7 for numbers in known]
    draw = random.Random(7)
    for _ in range(count):
        chosen = [sentence.strip() for sentence in draw.choices(sentences, weights, k=draw.randint(14, 30))]
        yield "\n\n".join([chosen[0].rstrip("."), *(" ".join(chosen[n : n + 3]) for n in range(1, len(chosen), 3))])


def write_jsonl(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in articles(count))
    return path


# ---------------------------------------------------------------- sides


def each(function: Callable[[str], object]) -> Side:
    """A side that works text by text."""

    def run(documents: pd.DataFrame) -> list[object]:
        return [function(text) for text in documents["raw"]]

    return run


def decoded(documents: pd.DataFrame) -> object:
    return [data.decode("utf-8") for data in documents["bytes"]]


OURS: dict[str, Side] = {
    "decode UTF-8 (the floor)": decoded,
    YARDSTICK: each(re.compile(r"\w+").findall),
    "clean": each(lambda text: clean_page(text, None, frozenset())),
    "find_numbers": each(seedlib.find_numbers),
    "extract_figures": seedlib.extract_figures,
}


def pyarabic_context() -> Side:
    return each(importlib.import_module("pyarabic.number").extract_number_context)


def ovos() -> Side:
    return each(importlib.import_module("ovos_number_parser.numbers_ar").extract_numbers_ar)


def camel() -> Side:
    return each(importlib.import_module("camel_tools.tokenizers.word").simple_word_tokenize)


def quantulum() -> Side:
    return each(importlib.import_module("quantulum3.parser").parse)


def dates() -> Side:
    search = importlib.import_module("dateparser.search").search_dates
    return each(lambda text: search(text, languages=["ar"]))


def pages() -> Side:
    extract = importlib.import_module("trafilatura").extract
    return each(
        lambda text: extract("<html><body><article><p>" + text.replace("\n\n", "</p><p>") + "</article></html>")
    )


# Name, how it is made, and of how many documents the share is taken that it reads: peers are slow.
PEERS: list[tuple[str, Callable[[], Side], int]] = [
    ("pyarabic number context", pyarabic_context, 2),
    ("OVOS number parser", ovos, 4),
    ("camel-tools tokenizer", camel, 4),
    ("quantulum3", quantulum, 50),
    ("dateparser search", dates, 100),
    ("trafilatura on HTML", pages, 10),
]


# ---------------------------------------------------------------- measuring


def compare(documents: pd.DataFrame, rounds: int) -> pd.DataFrame:
    """One row a side: MB and documents a second of CPU time, its ratio to the yardstick and ours to it."""
    sides: dict[str, tuple[Side, pd.DataFrame]] = {name: (side, documents) for name, side in OURS.items()}
    for name, make, share in PEERS:
        try:
            sides[name] = make(), documents.head(max(len(documents) // share, 3))
        except Exception as error:  # whatever keeps a peer from being imported is told, and the others go on
            print(f"skipped {name}: {type(error).__name__}: {error}")
    rates: dict[str, list[float]] = {name: [] for name in sides}
    for side, given in sides.values():
        side(given.head(20))  # lexicons and caches
    for _ in range(rounds):
        for name, (side, given) in sides.items():
            begun = time.process_time()
            side(given)
            rates[name].append(megabytes(given) / max(time.process_time() - begun, 1e-9))
    rows = []
    for name, found in rates.items():
        per = megabytes(documents) / len(documents)
        rows.append(
            {
                "side": name,
                "MB/s": statistics.median(found),
                "documents/s": statistics.median(found) / per,
                "x yardstick": ratio(found, rates[YARDSTICK]),
                "extract_figures is x it": ratio(rates["extract_figures"], found),
            }
        )
    return pd.DataFrame(rows)


def megabytes(documents: pd.DataFrame) -> float:
    return documents["bytes"].map(len).sum() / 1e6


def ratio(one: list[float], other: list[float]) -> float:
    """Median of the ratios of each round."""
    return statistics.median(a / b for a, b in zip(one, other, strict=True))


def peak(count: int, answer: "multiprocessing.Queue[tuple[float, int]]") -> None:
    """Peak memory in MB of a process that streams documents and extracts their figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_jsonl(Path(folder) / "news.jsonl", count)
        figures = sum(len(seedlib.extract_figures(chunk)) for chunk in seedlib.iter_documents(path))
        answer.put((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, figures))


def memory(counts: list[int]) -> pd.DataFrame:
    """Peak memory at each number of documents, each in a process of its own, as a ratio to the first."""
    context = multiprocessing.get_context("spawn")
    rows = []
    for count in counts:
        answer: multiprocessing.Queue[tuple[float, int]] = context.Queue()
        process = context.Process(target=peak, args=(count, answer))
        process.start()
        megabyte, figures = answer.get()
        process.join()
        rows.append({"documents": count, "figures": figures, "peak MB": megabyte})
    table = pd.DataFrame(rows)
    return table.assign(ratio=table["peak MB"] / table["peak MB"].iloc[0])


def scaling(workers: int, documents: pd.DataFrame) -> str:
    """Wall clock with one process and with several, the start of processes included."""
    times = []
    for count in (1, workers):
        begun = time.perf_counter()
        seedlib.extract_figures(documents, workers=count)
        times.append(time.perf_counter() - begun)
    one, several = times
    return f"{len(documents):,} documents: {one:.1f} s, with {workers} workers {several:.1f} s: {one / several:.2f} x"


def steps(documents: pd.DataFrame, rounds: int) -> pd.DataFrame:
    """Where the time of ``extract_figures`` goes: one row a step, in order, the least CPU time of all rounds."""
    seconds = pd.DataFrame([one_round(documents) for _ in range(rounds)]).min()
    figures = len(seedlib.extract_figures(documents))
    return pd.DataFrame({"ms/MB": seconds / megabytes(documents) * 1e3, "us/figure": seconds / figures * 1e6})


def one_round(documents: pd.DataFrame) -> dict[str, float]:
    spent: Counter[str] = Counter()
    raws, sections = list(documents["raw"]), list(documents["sections"])
    for i in range(0, len(raws), BATCH):
        begun = time.process_time()
        texts = zip(raws[i : i + BATCH], sections[i : i + BATCH], strict=True)
        articles = [Article(tokenize(raw), of, None) for raw, of in texts]
        spent["words"] += time.process_time() - begun
        for name, step in STEPS.items():
            begun = time.process_time()
            for article in articles:
                step(article)
            spent[name] += time.process_time() - begun
    begun = time.process_time()
    seedlib.extract_figures(documents)
    return spent | {"all, with the table": time.process_time() - begun}


def load(source: str | None, count: int) -> pd.DataFrame:
    """The documents, with their UTF-8 bytes."""
    if source:
        documents = seedlib.load_documents(source)
    else:
        with tempfile.TemporaryDirectory() as folder:
            documents = seedlib.load_documents(write_jsonl(Path(folder) / "news.jsonl", count))
    return documents.assign(bytes=[raw.encode("utf-8") for raw in documents["raw"]])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", help="articles to read instead of plain_news.txt")
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help=f"documents to draw (default: {DOCUMENTS:,})")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"rounds (default: {ROUNDS})")
    parser.add_argument("--memory", type=int, nargs="+", metavar="N", help="peak memory of streaming N documents")
    parser.add_argument("--steps", action="store_true", help="where the time of extract_figures goes")
    parser.add_argument("--workers", type=int, metavar="N", help="20,000 documents on N processes beside one")
    args = parser.parse_args()
    if args.memory:
        print(memory(args.memory).round(3).to_string(index=False))
        return
    if args.workers:
        print(scaling(args.workers, load(args.source, 20_000)))
        return
    documents = load(args.source, args.documents)
    if args.steps:
        print(steps(documents, args.rounds).round(1).to_string())
        return
    words = [word for text in documents["raw"] for word in tokenize(text).keys]
    numbers = sum(word[0] in DIGITS or word in atoms() for word in words) / megabytes(documents)
    figures = len(seedlib.extract_figures(documents)) / megabytes(documents)
    print(f"{len(documents):,} documents, {megabytes(documents):.2f} MB")
    print(f"number tokens a MB: {numbers:,.0f}, figures: {figures:,.0f}")
    print(compare(documents, args.rounds).round(3).to_string(index=False))


if __name__ == "__main__":
    main()
