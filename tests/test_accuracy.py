"""The extractor against sentences annotated by hand, and the measure itself against the arithmetic it stands for.

The floors in ``tests/data/sentences/floors.toml`` can only be raised. When a change reads better, run

    uv run python tests/data/sentences/raise_floors.py

and commit the file with the change. When a change reads worse, mend the change: a floor lower than any that was
committed before fails ``test_floors_only_rise``, unless sentences were changed and the file says why it fell
(``raise_floors.py --because``). ``known_failures.csv`` names figures that are
read wrongly today; one that comes right fails here too, until the same command has taken it off the list.
"""

import importlib.util
import json
import math
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from seedlib.accuracy import COLUMNS, confusion, misses, read_annotations, score
from seedlib.schema import categories

ROOT = Path(__file__).parents[1]
SENTENCES = Path(__file__).parent / "data" / "sentences"
HALVES = ("dev", "held")
REFERENCE = ROOT.parent / "shared" / "gold" / "score.py"


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


compiler = module(SENTENCES / "compile.py")
ratchet = module(SENTENCES / "raise_floors.py")
KNOWN = [
    pytest.param(
        row,
        marks=pytest.mark.xfail(reason=row["why"], raises=AssertionError, strict=True),
        id=f"{row['doc']}-{row['column']}",
    )
    for row in ratchet.failures()
]
FLOORS = tomllib.loads((SENTENCES / "floors.toml").read_text("utf8"))


def text_of(half: str, doc: str) -> str:
    return (SENTENCES / half / "articles" / doc).read_bytes().decode()


class TestSentences:
    def test_how_many(self) -> None:
        texts = [text for half in HALVES for _, text, _ in compiler.articles(half)]
        assert len(texts) >= 50
        ends = [len(re.findall(r"[.؟!](?=\D|$)|(?<=[^.؟!\s])(?=\n)", text)) for text in texts]
        assert sum(ends) >= 150

    @pytest.mark.parametrize("half", HALVES)
    def test_compiled_from_their_source(self, half: str) -> None:
        """The articles and annotations are those of the marked sentences, to the byte, and no others."""
        files = compiler.compiled(half)
        assert {path: (SENTENCES / path).read_bytes() for path in files} == files
        found = {path.relative_to(SENTENCES).as_posix() for path in (SENTENCES / half).rglob("*") if path.is_file()}
        assert found == set(files)

    @pytest.mark.parametrize("half", HALVES)
    def test_annotations_fit_their_text(self, half: str) -> None:
        last = ("", -1)
        for row in read_annotations(SENTENCES / half / "articles.jsonl"):
            text = text_of(half, row["doc"])
            assert text[row["start"] : row["end"]] == row["text"]
            assert last < (row["doc"], row["start"]) or row["doc"] != last[0]
            last = (row["doc"], row["start"])
            said = [row[column] for column in ("counted", "counted_implied", "source", "place", "origin")]
            assert all(words in text for words in said if words)
            assert row["qualifier"] in categories("qualifier")
            assert row["category"] in categories("category")
            assert row["outcome"] in [None, *categories("outcome")]

    @pytest.mark.parametrize(
        ("cell", "whole", "value", "low", "high", "qualifier"),
        [
            ("3", True, 3, 3, 3, "exact"),
            ("~60", True, 60, None, None, "about"),
            (">15", True, 15, 16, None, "more_than"),
            (">1000", True, 1000, 1000, None, "more_than"),
            (">90", False, 90, 90, None, "more_than"),
            (">=15", True, 15, 15, None, "at_least"),
            ("<20", True, 20, None, 19, "less_than"),
            ("<=20", True, 20, None, 20, "at_most"),
            ("20..30", True, None, 20, 30, "range"),
            ("?", True, None, None, None, "vague"),
        ],
    )
    def test_bounds(
        self, cell: str, whole: bool, value: float, low: float | None, high: float | None, qualifier: str
    ) -> None:
        said = {"value": value, "low": low, "high": high, "qualifier": qualifier}
        assert compiler.bounds(cell, whole=whole) == said


@pytest.fixture(scope="module")
def measured() -> dict[str, tuple[dict[str, float], set[tuple[str, str, str]]]]:
    """For each half what it reaches, and its disagreements as (document, column, number)."""
    return {half: ratchet.measure(half) for half in HALVES}


class TestGate:
    @pytest.mark.parametrize("half", HALVES)
    def test_floors_are_of_these_annotations(self, half: str) -> None:
        assert FLOORS[half]["annotations"] == ratchet.digest(half), "sentences changed: run raise_floors.py"

    @pytest.mark.parametrize("half", HALVES)
    @pytest.mark.parametrize("column", ["detect", "value", "people", *COLUMNS])
    def test_no_lower_than_its_floor(self, measured: dict[str, Any], half: str, column: str) -> None:
        assert measured[half][0][column] >= FLOORS[half]["floors"][column]

    def test_floors_only_rise(self) -> None:
        """No committed version had a higher floor, but where the file has told since why it fell."""
        path = "tests/data/sentences/floors.toml"
        for commit in git("log", "--format=%H", "--", path).split():
            before = tomllib.loads(git("show", f"{commit}:{path}"))
            assert list(too_low(before, FLOORS)) == [], f"lower than in {commit[:8]}"

    @pytest.mark.parametrize(
        ("before", "now", "expected"),
        [
            (0.90, 0.90, []),
            (0.90, 0.91, []),
            (0.90, 0.89, [("dev", "place")]),
            (0.90, (0.89, "new"), [("dev", "place")]),
            (0.90, (0.89, "new", 0.89), []),
            (0.90, (0.88, "new", 0.89), [("dev", "place")]),
            ((0.90, "new", 0.85), (0.89, "new", 0.85), [("dev", "place")]),
        ],
        ids=["same", "higher", "lower", "other sentences", "told", "lower than told", "told before"],
    )
    def test_too_low(self, before: Any, now: Any, expected: list[tuple[str, str]]) -> None:
        assert list(too_low(floors(before), floors(now))) == expected

    def test_floors_of_before_reasons_hold_for_their_sentences(self) -> None:
        """Then floors began anew whenever a sentence was added."""
        before = {"dev": floors(0.90)["dev"]}
        assert list(too_low(before, floors((0.89, "new")))) == []
        assert list(too_low(before, floors(0.89))) == [("dev", "place")]

    @pytest.mark.parametrize(
        ("now", "why", "said"),
        [
            (0.89, "it is hard", "of the same annotations"),
            ((0.89, "new"), None, "say why"),
            ((0.89, "new"), "", "say why"),
        ],
    )
    def test_no_floor_falls_without_a_reason(self, now: Any, why: str | None, said: str) -> None:
        with pytest.raises(ValueError, match=f"dev, place: 0.90 before, 0.89 now, .*{said}"):
            ratchet.raised(floors(0.90), {"dev": floors(now)["dev"]}, why)

    def test_a_floor_that_fell_says_why(self) -> None:
        after = ratchet.raised(floors(0.90), {"dev": floors((0.89, "new"))["dev"]}, 'tables "of towns"')
        assert after["lowered"] == [
            {"half": "dev", "column": "place", "from": 0.90, "to": 0.89, "why": 'tables "of towns"'}
        ]
        assert tomllib.loads(ratchet.as_toml(after)) == after
        assert list(too_low(floors(0.90), after)) == []
        higher = ratchet.raised(after, {"dev": floors((0.95, "new"))["dev"]})
        assert higher["dev"]["floors"] == {"place": 0.95}
        assert higher["lowered"] == after["lowered"]

    @pytest.mark.parametrize("failure", KNOWN)
    def test_known_failure(self, measured: dict[str, Any], failure: dict[str, str]) -> None:
        wrong = {key for _, keys in measured.values() for key in keys}
        assert (failure["doc"], failure["column"], failure["number"]) not in wrong


def too_low(before: dict[str, Any], now: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Half and column of each floor that is lower now, without an entry among ``lowered`` that was made since."""
    told = {
        (entry["half"], entry["column"]): entry["to"]
        for entry in now["lowered"]
        if entry not in before.get("lowered", [])
    }
    for half in before.keys() & set(HALVES):
        if "lowered" not in before and before[half]["annotations"] != now[half]["annotations"]:
            continue  # of a time when floors began anew with each sentence
        for column, floor in before[half]["floors"].items():
            if now[half]["floors"][column] < min(floor, told.get((half, column), floor)):
                yield half, column


def floors(said: Any) -> dict[str, Any]:
    """Floors of one column: the floor, and if given its annotations, and to what an entry says that it fell."""
    floor, annotations, to = (*said, None)[:3] if isinstance(said, tuple) else (said, "old", None)
    entry = {"half": "dev", "column": "place", "from": 0.9, "to": to, "why": "towns"}
    return {"lowered": [] if to is None else [entry], "dev": {"annotations": annotations, "floors": {"place": floor}}}


def git(*arguments: str) -> str:
    """Output of git in the project; the test is skipped where there is no history (an archive, no git)."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=ROOT, capture_output=True, text=True, encoding="utf8", check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no history: {error}")
    return done.stdout


# Three figures annotated, the second of them optional, and what was read: the first with a wrong place, one made up.
RAW = "قُتل ثلاثة مدنيين بينهم طفلان في حلب، وأصيب 20 آخرون يوم 5."
ANNOTATED: list[dict[str, Any]] = [
    {"doc": "a.txt", "start": 5, "end": 10, "text": "ثلاثة", "value": 3, "low": 3, "high": 3, "qualifier": "exact",
     "counted": "مدنيين", "counted_implied": None, "category": "person", "outcome": "killed", "source": None,
     "place": "حلب", "origin": None, "part_of": None},
    {"doc": "a.txt", "start": 24, "end": 29, "text": "طفلان", "value": 2, "low": 2, "high": 2, "qualifier": "exact",
     "counted": "طفلان", "counted_implied": None, "category": "person", "outcome": "killed", "source": None,
     "place": "حلب", "origin": "طفلان", "part_of": 5},
    {"doc": "a.txt", "start": 44, "end": 46, "text": "20", "value": 20, "low": 20, "high": 20, "qualifier": "exact",
     "counted": "آخرون", "counted_implied": None, "category": "person", "outcome": "injured", "source": None,
     "place": "حلب", "origin": None, "part_of": None},
]  # fmt: skip
DOCUMENTS = pd.DataFrame({"doc_id": ["d"], "path": ["somewhere/a.txt"], "raw": [RAW]})


def read(*changes: dict[str, Any]) -> pd.DataFrame:
    """The annotated figures as figures that were read, with changes to some of their cells."""
    rows = []
    for row in ANNOTATED:
        total = None if row["part_of"] is None else f"d:{row['part_of']}"
        rows.append(
            row | {"doc_id": "d", "figure_id": f"d:{row['start']}", "number_text": row["text"], "part_of": total}
        )
    for change in changes:
        rows[change.pop("row")] |= change
    return pd.DataFrame(rows)


class TestScore:
    def test_all_right(self) -> None:
        table = score(DOCUMENTS, ANNOTATED, read())
        assert table.loc["value", ["correct", "read", "annotated"]].tolist() == [3, 3, 3]
        assert table.loc["origin", ["correct", "read", "annotated"]].tolist() == [1, 1, 1]
        assert (table["f1"].drop(["people", "source"]) == 1).all()
        assert math.isnan(table.loc["source", "f1"])  # nobody names one: nothing to divide by
        assert misses(DOCUMENTS, ANNOTATED, read()).empty

    def test_a_wrong_place_costs_both(self) -> None:
        table = score(DOCUMENTS, ANNOTATED, read({"row": 0, "place": "إدلب"}))
        assert table.loc["place", ["correct", "read", "annotated"]].tolist() == [2, 3, 3]

    def test_a_place_left_out_costs_recall(self) -> None:
        table = score(DOCUMENTS, ANNOTATED, read({"row": 0, "place": None}))
        assert table.loc["place", ["correct", "read", "annotated"]].tolist() == [2, 2, 3]

    def test_a_source_made_up_costs_precision(self) -> None:
        table = score(DOCUMENTS, ANNOTATED, read({"row": 0, "source": "ناشطون"}))
        assert table.loc["source", ["correct", "read", "annotated"]].tolist() == [0, 1, 0]

    def test_a_wrong_value_is_judged_no_further(self) -> None:
        table = score(DOCUMENTS, ANNOTATED, read({"row": 2, "value": 30}))
        assert table.loc["detect", "correct"] == 3
        assert table.loc["value", "correct"] == 2
        assert table.loc["people", "recall"] == pytest.approx(2 / 3)
        assert table.loc["outcome", "annotated"] == 2

    def test_missed_and_made_up(self) -> None:
        missed = read().drop(index=2)
        made_up = read().iloc[[0]].assign(start=len(RAW) - 2, end=len(RAW) - 1, number_text="5", figure_id="d:x")
        table = misses(DOCUMENTS, ANNOTATED, pd.concat([missed, made_up], ignore_index=True))
        assert table["column"].tolist() == ["detect", "detect"]
        assert table["text"].tolist() == ["20", "5"]
        assert table["annotated"].tolist()[0] == "20"
        assert table["read"].tolist()[1] == "5"
        assert table["sentence"].tolist() == [RAW, RAW]

    def test_optional_figures_count_neither_way(self) -> None:
        annotated = [ANNOTATED[0], ANNOTATED[1] | {"optional": True}, ANNOTATED[2]]
        for figures in (read(), read().drop(index=1)):
            table = score(DOCUMENTS, annotated, figures)
            assert table.loc["value", ["correct", "read", "annotated"]].tolist() == [2, 2, 2]

    def test_a_second_reading_is_as_right(self) -> None:
        annotated = [ANNOTATED[0] | {"alt": {"place": None}}, *ANNOTATED[1:]]
        for place in ("حلب", None):
            assert score(DOCUMENTS, annotated, read({"row": 0, "place": place})).loc["place", "f1"] == 1

    def test_half_of_the_words_is_enough(self) -> None:
        figures = read(
            {"row": 0, "counted": "المدنيين"}, {"row": 2, "place": "مدينة حلب"}, {"row": 1, "place": "ريف حلب الشرقي"}
        )
        table = score(DOCUMENTS, ANNOTATED, figures)
        assert table.loc["counted", "correct"] == 3
        assert table.loc["place", "correct"] == 2

    def test_a_total_is_told_by_its_number(self) -> None:
        row = misses(DOCUMENTS, ANNOTATED, read({"row": 1, "part_of": "d:44"})).iloc[0]
        assert (row["column"], row["annotated"], row["read"]) == ("part_of", "ثلاثة", "20")

    def test_confusion(self) -> None:
        table = confusion(DOCUMENTS, ANNOTATED, "outcome", read({"row": 1, "outcome": "injured"}))
        assert table.loc["killed"].to_dict() == {"injured": 1, "killed": 1}
        assert table.loc["injured"].to_dict() == {"injured": 1, "killed": 0}
        assert table.index.tolist() == table.columns.tolist() == ["killed", "injured"]  # as in the codebook

    def test_what_an_annotation_does_not_say_is_null(self) -> None:
        """Written by hand they have what is known of a figure; its text is that of the document."""
        bare = [{name: cell for name, cell in row.items() if cell is not None and name != "text"} for row in ANNOTATED]
        pd.testing.assert_frame_equal(score(DOCUMENTS, bare, read()), score(DOCUMENTS, ANNOTATED, read()))
        wrong = read({"row": 0, "place": "إدلب"})
        pd.testing.assert_frame_equal(misses(DOCUMENTS, bare, wrong), misses(DOCUMENTS, ANNOTATED, wrong))
        with pytest.raises(ValueError, match="annotation 2 has no start"):
            score(DOCUMENTS, [bare[0], {"doc": "a.txt", "end": 5}], read())

    def test_annotations_of_another_folder(self) -> None:
        with pytest.raises(ValueError, match=r"b\.txt"):
            score(DOCUMENTS, [ANNOTATED[0] | {"doc": "b.txt"}], read())

    def test_annotations_of_two_files_of_one_name(self) -> None:
        """To which of them a row belongs cannot be known; names that are not annotated may be those of several."""
        other = DOCUMENTS.assign(doc_id="e", path="elsewhere/a.txt")
        with pytest.raises(ValueError, match=r"a\.txt .*: somewhere/a\.txt, elsewhere/a\.txt; score them apart"):
            score(pd.concat([DOCUMENTS, other]), ANNOTATED, read())
        unnamed = pd.concat([DOCUMENTS, other.assign(path="b.txt"), other.assign(path="x/b.txt", doc_id="f")])
        assert score(unnamed, ANNOTATED, read()).loc["value", "correct"] == 3


@pytest.mark.skipif(not REFERENCE.exists(), reason="the scorer of reference is not here")
@pytest.mark.parametrize("half", HALVES)
def test_same_numbers_as_the_reference(half: str) -> None:
    folder, annotations = SENTENCES / half / "articles", SENTENCES / half / "articles.jsonl"
    done = subprocess.run(
        [sys.executable, REFERENCE, folder, annotations], capture_output=True, encoding="utf8", check=True
    )
    expected = json.loads(done.stdout)
    table = score(folder, annotations)
    assert table.loc["people", "recall"] == pytest.approx(expected["people_recall"], abs=1e-4)
    assert table.loc["value", ["read", "annotated"]].tolist() == [expected["pred"], expected["gold"]]
    for column in ("detect", "value", *COLUMNS):
        ours = table.loc[column, ["precision", "recall", "f1"]].tolist()
        assert ours == pytest.approx([expected[column][name] for name in ("p", "r", "f1")], abs=1e-4), column
