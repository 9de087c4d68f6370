"""Numbers read out of Arabic phrases: find_numbers beside every peer that can be installed from PyPI.

    uv run --group bench python benchmarks/number_phrases.py

The phrases are those of ``tests/data/number_phrases.tsv``; what counts is the values a reader gives of the amounts in
each (a range gives its two ends, a vague word none, a date or an age none). Speeds are ratios of one run.
"""

import collections
import csv
import importlib
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from seedlib.numbers.find import find_numbers
from seedlib.numbers.kinds import AMOUNTS

PHRASES = Path(__file__).parents[1] / "tests/data/number_phrases.tsv"
Reader = Callable[[str], Iterable[float]]


def ours(text: str) -> list[float]:
    """Values of the amounts that seedlib finds."""
    return [n.value for n in find_numbers(text, ranges=False) if n.kind in AMOUNTS and n.value is not None]


def ovos() -> Reader:
    """OVOS number parser."""
    return importlib.import_module("ovos_number_parser.numbers_ar").extract_numbers_ar


def pyarabic() -> Reader:
    """pyarabic: number phrases in words by its parser, digits by a pattern."""
    number = importlib.import_module("pyarabic.number")

    def read(text: str) -> list[float]:
        out = []
        for phrase in number.extract_number_phrases(text):
            digits = re.findall(r"\d+(?:\.\d+)?", phrase)
            out += [float(d) for d in digits] or [float(number.text2number(phrase))]
        return out

    return read


def recognizers() -> Reader:
    """Microsoft Recognizers-Text; its Arabic models where the Python package has them."""
    package = importlib.import_module("recognizers_number")
    culture = next(value for name, value in vars(package.Culture).items() if "arabic" in name.lower())
    return lambda text: [float(r.resolution["value"]) for r in package.recognize_number(text, culture) if r.resolution]


PEERS: dict[str, Callable[[], Reader]] = {
    "OVOS number parser": ovos,
    "pyarabic": pyarabic,
    "Recognizers-Text": recognizers,
}


def expected(row: dict[str, str]) -> list[float]:
    """The values of a row's amounts."""
    if row["kind"] not in AMOUNTS:
        return []
    cells = (row["low"], row["high"]) if row["qualifier"] == "range" else (row["value"],)
    return [float(cell) for cell in cells if cell]


def score(read: Reader, rows: list[dict[str, str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of values over all phrases."""
    hits = given = wanted = 0
    for row in rows:
        want = collections.Counter(round(x, 4) for x in expected(row))
        got = collections.Counter(round(float(x), 4) for x in read(row["phrase"].replace("[", "").replace("]", "")))
        hits, given, wanted = hits + (want & got).total(), given + got.total(), wanted + want.total()
    precision, recall = hits / max(given, 1), hits / max(wanted, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def speed(read: Reader, texts: list[str]) -> float:
    """MB of UTF-8 a second of CPU time."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    start = time.process_time()
    for text in texts:
        read(text)
    return size / (time.process_time() - start)


def main() -> None:
    """Print one line a reader."""
    rows = list(csv.DictReader(PHRASES.read_text("utf8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    texts = [row["phrase"].replace("[", "").replace("]", "") for row in rows]
    base = speed(ours, texts * 3)
    p, r, f = score(ours, rows)
    print(f"{len(rows)} phrases\n{'reader':22}{'precision':>10}{'recall':>8}{'F1':>7}{'MB/s':>8}{'seedlib is':>12}")
    print(f"{'seedlib':22}{'':>3}{p:7.3f}{r:8.3f}{f:7.3f}{base:8.2f}{'1.0 x':>12}")
    for name, load in PEERS.items():
        try:
            read = load()
            p, r, f = score(read, rows)
        except (ImportError, StopIteration) as error:
            print(f"{name:22} skipped: {error or 'no Arabic model'}")
            continue
        rate = speed(read, texts)
        print(f"{name:22}{'':>3}{p:7.3f}{r:8.3f}{f:7.3f}{rate:8.2f}{base / rate:10.1f} x")


if __name__ == "__main__":
    main()
