"""Raise the floors of ``floors.toml`` to what is reached now, and drop known failures that are read right now.

    uv run python tests/data/sentences/raise_floors.py

A floor is an F1 (of ``people`` the recall), rounded down to 0.01. It never falls while the annotations stay what they
are; when sentences are added, their digest changes and the floors of that half start anew.
"""

import csv
import hashlib
import io
import math
import tomllib
from pathlib import Path

import pandas as pd

from seedlib.accuracy import misses, score
from seedlib.documents import load_documents
from seedlib.figures import extract_figures

HERE = Path(__file__).parent
HALVES = ("dev", "held")
FLOORS = HERE / "floors.toml"
FAILURES = HERE / "known_failures.csv"


def digest(half: str) -> str:
    """SHA-256 of the annotations of a half."""
    return hashlib.sha256((HERE / half / "articles.jsonl").read_bytes()).hexdigest()


def reached(table: pd.DataFrame) -> dict[str, float]:
    """What a table of scores is held to: F1, of people the recall, rounded down."""
    measures = table["f1"].fillna(table["recall"])
    return {name: math.floor(measure * 100 + 1e-9) / 100 for name, measure in measures.items()}


def failures() -> list[dict[str, str]]:
    """The known failures: document, column, number and why."""
    return list(csv.DictReader(io.StringIO(FAILURES.read_text("utf8"), newline="")))


def measure(half: str) -> tuple[dict[str, float], set[tuple[str, str, str]]]:
    """What a half reaches, and its disagreements as (document, column, number)."""
    documents = load_documents(HERE / half / "articles")
    figures = extract_figures(documents)
    annotations = HERE / half / "articles.jsonl"
    wrong = misses(documents, annotations, figures)
    keys = set(zip(wrong["doc"], wrong["column"], wrong["text"], strict=True))
    return reached(score(documents, annotations, figures)), keys


def main() -> None:
    before = tomllib.loads(FLOORS.read_text("utf8")) if FLOORS.exists() else {}
    lines = ["# Lowest accuracy allowed: F1, of people the recall. Written by raise_floors.py, never lowered by hand."]
    wrong: set[tuple[str, str, str]] = set()
    for half in HALVES:
        now, keys = measure(half)
        wrong |= keys
        old = before.get(half, {})
        floors = old["floors"] if old.get("annotations") == digest(half) else {}
        lines += ["", f"[{half}]", f'annotations = "{digest(half)}"', "", f"[{half}.floors]"]
        lines += [f"{column} = {max(floor, floors.get(column, 0)):.2f}" for column, floor in now.items()]
    FLOORS.write_text("\n".join(lines) + "\n", "utf8", newline="\n")
    rows = [row for row in failures() if (row["doc"], row["column"], row["number"]) in wrong]
    with FAILURES.open("w", encoding="utf8", newline="") as stream:
        writer = csv.DictWriter(stream, ["doc", "column", "number", "why"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
