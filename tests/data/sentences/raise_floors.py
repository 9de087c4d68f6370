"""Raise the floors of ``floors.toml`` to what is reached now, and drop known failures that are read right now.

    uv run python tests/data/sentences/raise_floors.py
    uv run python tests/data/sentences/raise_floors.py --because "ten articles of tables, which are read less well"

A floor is an F1 (of ``people`` the recall), rounded down to 0.01. It never falls while the annotations stay what they
are. Where sentences were added or annotated anew, and the half is read less well with them, the floors fall only with a
reason, which stays in the file with what they fell from and to; without one nothing is written.
"""

import argparse
import csv
import hashlib
import io
import json
import math
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd

from seedlib.accuracy import misses, score
from seedlib.documents import load_documents
from seedlib.figures.extract import extract_figures

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


def raised(before: dict[str, Any], now: dict[str, Any], why: str | None = None) -> dict[str, Any]:
    """The floors that were there, by half, raised to those reached now; ``lowered`` has one entry a floor that fell.

    Raises ``ValueError`` for one that would fall while the annotations are what they were, or without a reason.
    """
    after: dict[str, Any] = {"lowered": list(before.get("lowered", []))}
    for half, reached in now.items():
        old, floors = before.get(half, {"annotations": None, "floors": {}}), dict(reached["floors"])
        for column, floor in old["floors"].items():
            if (reaches := floors.get(column, 0.0)) >= floor:
                continue
            fell = f"{half}, {column}: {floor:.2f} before, {reaches:.2f} now"
            if old["annotations"] == reached["annotations"]:
                raise ValueError(f"{fell}, of the same annotations: mend what reads worse")
            if not why:
                raise ValueError(f"{fell}, of other annotations: mend it, or say why with --because")
            after["lowered"].append({"half": half, "column": column, "from": floor, "to": reaches, "why": why})
        after[half] = {"annotations": reached["annotations"], "floors": floors}
    return after


def as_toml(floors: dict[str, Any]) -> str:
    """The content of ``floors.toml``."""
    lines = ["# Lowest accuracy allowed: F1, of people the recall. Written by raise_floors.py, never lowered by hand."]
    if not floors["lowered"]:
        lines += ["", "lowered = []"]
    for half in (half for half in floors if half != "lowered"):
        lines += ["", f"[{half}]", f'annotations = "{floors[half]["annotations"]}"', "", f"[{half}.floors]"]
        lines += [f"{column} = {floor:.2f}" for column, floor in floors[half]["floors"].items()]
    for entry in floors["lowered"]:
        lines += [
            "",
            "[[lowered]]",
            *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items()),
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--because", metavar="WHY", help="why floors fall with sentences that were added or changed")
    why = parser.parse_args().because
    measured = {half: measure(half) for half in HALVES}
    now = {half: {"annotations": digest(half), "floors": floors} for half, (floors, _) in measured.items()}
    before = tomllib.loads(FLOORS.read_text("utf8")) if FLOORS.exists() else {}
    try:
        after = raised(before, now, why)
    except ValueError as error:
        raise SystemExit(str(error)) from error
    FLOORS.write_text(as_toml(after), "utf8", newline="\n")
    wrong = {key for _, keys in measured.values() for key in keys}
    rows = [row for row in failures() if (row["doc"], row["column"], row["number"]) in wrong]
    with FAILURES.open("w", encoding="utf8", newline="") as stream:
        writer = csv.DictWriter(stream, ["doc", "column", "number", "why"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
