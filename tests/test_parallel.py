"""Several processes and several machines: the same rows in the same order, whatever is stopped or killed meanwhile."""

import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import seedlib
from seedlib.export import arrow_schema, to_parquet
from seedlib.parallel import ordered
from seedlib.schema import conform, frame

pytestmark = pytest.mark.slow
COUNT = 1_300  # documents: three chunks, the last one short


@pytest.fixture(scope="module")
def documents() -> pd.DataFrame:
    texts = [
        f"قالت وزارة الصحة إن {n % 90 + 11} مدنياً قتلوا في حلب، بينهم {n % 7 + 3} أطفال.\n\nوأصيب نحو {n} آخرين."
        for n in range(COUNT)
    ]
    return pd.DataFrame(
        {"doc_id": [f"d{n}" for n in range(COUNT)], "raw": texts, "sections": [[(0, len(t), "body")] for t in texts]}
    )


@pytest.fixture
def partitions(tmp_path: Path) -> Path:
    """Six partitions of ten articles each."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(60):
        text = f"قتل {n + 11} مدنياً في حلب، بينهم 3 أطفال.\n\nوأضافت المصادر أن {n + 100} آخرين نزحوا من إدلب.\n"
        (folder / f"{n:02}.txt").write_text(text, "utf-8")
    paths = seedlib.write_partitions(folder, tmp_path / "documents", size=10)
    assert [Path(path).name for path in paths] == [f"part-{n:05}.parquet" for n in range(6)]
    return tmp_path


def everything(folder: str | Path, name: str) -> pd.DataFrame:
    tables = [seedlib.read_partition(path, name) for path in seedlib.list_partitions(folder)]
    return pd.concat(tables, ignore_index=True)


SCRIPT = """
import pandas as pd, seedlib
text = "قتل 11 مدنياً في حلب، بينهم 3 أطفال، ونزح نحو 100 آخرين من إدلب. " * 60
sections = [[(0, len(text), "body")]]
if __name__ == "__main__":
    table = pd.DataFrame({"doc_id": map(str, range(600)), "raw": text, "sections": sections * 600})
    seedlib.extract_figures(table, workers=WORKERS)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("workers", [1, 2])
def test_progress_is_shown_on_a_terminal_and_nowhere_else(tmp_path, workers):
    import pty
    import termios

    script = tmp_path / "script.py"
    script.write_text(SCRIPT.replace("WORKERS", str(workers)), "utf-8")
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    subprocess.run([sys.executable, script], stderr=theirs, check=True, env={**os.environ, "TERM": "xterm"})
    os.close(theirs)
    shown = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert re.search(r"100%\|.*\| 600/600 \[.* documents/s", shown)
    assert "\x1b[A" not in shown  # one bar, and none of another process below it
    done = subprocess.run([sys.executable, script], stderr=subprocess.PIPE, check=True)
    assert done.stderr == b""


def square(n: int) -> int:
    return n * n


def fail(n: int) -> int:
    raise KeyError(n)


def die(n: int) -> None:
    if multiprocessing.parent_process():  # not in the tests' own, which works too while the others start
        os._exit(9)
    time.sleep(0.1)


class TestOneMachine:
    def test_same_rows_in_the_same_order(self, documents):
        one = seedlib.extract_figures(documents)
        assert len(one) >= 3 * COUNT
        assert_frame_equal(seedlib.extract_figures(documents, workers=2), one)

    def test_no_documents(self, documents):
        assert_frame_equal(
            seedlib.extract_figures(documents.head(0), workers=2), seedlib.extract_figures(documents.head(0))
        )

    def test_parts_are_asked_for_as_results_are_taken(self):
        asked: list[int] = []
        results = ordered(square, (asked.append(n) or n for n in range(1000)), workers=2)
        assert next(results) == 0
        assert len(asked) < 20
        results.close()

    def test_an_error_comes_back(self):
        with pytest.raises(KeyError, match="7"):
            list(ordered(fail, [7, 8], workers=2))

    def test_a_killed_worker_is_told_of(self):
        with pytest.raises(RuntimeError, match="fewer workers"):
            list(ordered(die, range(1000), workers=2))

    @pytest.mark.parametrize("workers", [0, -1])
    def test_at_least_one_worker(self, documents, workers):
        with pytest.raises(ValueError, match="at least 1"):
            seedlib.extract_figures(documents, workers=workers)

    def test_the_command(self, tmp_path, capsys):
        from seedlib.cli import main

        article = tmp_path / "one.txt"
        article.write_text("قتل 12 شخصاً في حلب.\n", "utf-8")
        assert main(["figures", str(article), "--workers", "2", "-o", str(tmp_path / "two.csv")]) == 0
        assert main(["figures", str(article), "-o", str(tmp_path / "one.csv")]) == 0
        assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
        assert main(["figures", str(article), "--workers", "0"]) == 2
        assert "at least 1" in capsys.readouterr().err


LONG = """
import pandas as pd, seedlib
text = "قتل 12 مدنياً في حلب وأصيب نحو 30 آخرين، بحسب مصادر محلية. " * 200
rows = pd.DataFrame({"doc_id": [f"d{n}" for n in range(40_000)], "raw": text})
rows["sections"] = [[(0, len(text), "body")]] * len(rows)
if __name__ == "__main__":
    print("begun", flush=True)
    seedlib.extract_figures(rows, workers=2).to_csv("figures.csv")
"""


def children(pid: int) -> set[int]:
    """Processes that descend from one, from /proc."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if stat[0] != "Z":
                parents[int(entry.name)] = int(stat[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def until(true: Any, seconds: float = 60) -> bool:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_an_interrupt_ends_every_process_and_writes_nothing(tmp_path):
    (tmp_path / "long.py").write_text(LONG, "utf-8")
    command = [sys.executable, "long.py"]
    run = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert run.stdout
    assert run.stdout.readline() == b"begun\n"
    assert until(lambda: len(children(run.pid)) >= 3)  # a server that forks, and two workers
    started = children(run.pid)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does
    _, told = run.communicate(timeout=120)
    assert run.returncode != 0
    assert told.count(b"KeyboardInterrupt") >= 1
    assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in started))
    assert not (tmp_path / "figures.csv").exists()


class TestPartitions:
    def test_documents_come_back_as_they_were(self, partitions):
        assert_frame_equal(
            everything(partitions / "documents", "documents"), seedlib.load_documents(partitions / "articles")
        )

    @pytest.mark.parametrize("workers", [1, 2])
    def test_same_figures_as_in_one_table(self, partitions, workers):
        done = seedlib.extract_partitions(partitions / "documents", partitions / "figures", workers=workers)
        whole = seedlib.extract_figures(seedlib.load_documents(partitions / "articles"))
        assert_frame_equal(everything(partitions / "figures", "figures"), whole)
        assert done["documents"].tolist() == [10] * 6
        assert done["figures"].sum() == len(whole) == 180

    def test_goes_on_where_it_stopped(self, partitions):
        out = partitions / "figures"
        seedlib.extract_partitions(partitions / "documents", out)
        whole, kept = everything(out, "figures"), out / "part-00001.parquet"
        before = kept.stat().st_mtime_ns
        (out / "part-00004.parquet").unlink()
        (out / ".part-00005.parquet.part").write_bytes(b"half")  # what a killed run leaves
        done = seedlib.extract_partitions(partitions / "documents", out)
        assert done["documents"].isna().tolist() == [True] * 4 + [False, True]
        assert kept.stat().st_mtime_ns == before
        assert_frame_equal(everything(out, "figures"), whole)

    def test_changed_documents_are_extracted_anew(self, partitions):
        """And those alone; partitions beyond the last document go, with their figures."""
        articles, out = partitions / "articles", partitions / "figures"
        seedlib.extract_partitions(partitions / "documents", out)
        before = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
        for n in range(45, 60):
            (articles / f"{n}.txt").unlink()
        (articles / "25.txt").write_text("قتل 900 مدني في حلب.\n", "utf-8")
        paths = seedlib.write_partitions(articles, partitions / "documents", size=10)
        assert seedlib.list_partitions(partitions / "documents") == paths
        assert len(paths) == 5
        done = seedlib.extract_partitions(partitions / "documents", out)
        assert done["documents"].isna().tolist() == [True, True, False, True, False]
        after = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
        assert sorted(after) == [Path(path).name for path in paths]
        assert {name for name in after if after[name] == before[name]} == {f"part-{n:05}.parquet" for n in (0, 1, 3)}
        assert_frame_equal(everything(out, "figures"), seedlib.extract_figures(seedlib.load_documents(articles)))

    def test_other_word_lists_are_a_change(self, partitions):
        package, out = Path(seedlib.__file__).parent, partitions / "figures"
        other = shutil.copytree(package, partitions / "other" / "seedlib", ignore=shutil.ignore_patterns("__pycache__"))
        with (other / "lexicon" / "word_classes.csv").open("a", encoding="utf-8") as words:
            words.write("\n")
        code = f"import seedlib; seedlib.extract_partitions({str(partitions / 'documents')!r}, {str(out)!r})"
        run = [sys.executable, "-c", code]
        subprocess.run(run, check=True, env={**os.environ, "PYTHONPATH": str(other.parent)}, cwd=partitions)
        for missing in (False, True):  # made by other rules; then by these
            done = seedlib.extract_partitions(partitions / "documents", out)
            assert done["documents"].isna().tolist() == [missing] * 6

    def test_another_date_of_publication_is_a_change(self, partitions):
        manifest = partitions / "articles" / "manifest.csv"
        for day in ("2020-01-05", "2020-02-05"):
            manifest.write_text(f"file,published\n05.txt,{day}\n", "utf-8")
            seedlib.write_partitions(partitions / "articles", partitions / "documents", size=10)
            done = seedlib.extract_partitions(partitions / "documents", partitions / "figures")
            assert done["documents"].notna().sum() == (6 if day < "2020-02" else 1)
            assert day in set(everything(partitions / "figures", "figures")["published"])

    @pytest.mark.parametrize("scheme", ["", "memory://"])
    def test_a_folder_of_something_else_is_refused(self, partitions, scheme):
        if scheme:
            folders = [f"memory://refused/{name}" for name in ("documents", "figures")]
            seedlib.write_partitions(partitions / "articles", folders[0], size=25)
        else:
            folders = [str(partitions / name) for name in ("documents", "figures")]
        documents, figures = folders
        seedlib.extract_partitions(documents, figures)
        with pytest.raises(ValueError, match="is no partition of figures"):
            seedlib.extract_partitions(documents, documents)
        with pytest.raises(ValueError, match="is no partition of documents"):
            seedlib.write_partitions(partitions / "articles", figures)
        whole = everything(figures, "figures")
        assert len(whole) == 180
        with pytest.raises(ValueError, match=r"articles holds \d\d\.txt, which is no partition"):
            seedlib.write_partitions(partitions / "articles", partitions / "articles")
        assert len(list((partitions / "articles").iterdir())) == 60

    def test_a_source_that_cannot_be_read_removes_nothing(self, partitions):
        with pytest.raises(FileNotFoundError):
            seedlib.write_partitions(partitions / "nowhere", partitions / "documents")
        assert len(seedlib.list_partitions(partitions / "documents")) == 6

    @pytest.mark.parametrize("bare", ["", "الوضع هادئ في المدينة."])
    def test_any_reader_takes_the_folder_as_one_table(self, partitions, bare):
        """Though the first partition has no figures, or none with a source or an origin."""
        for n in range(10):
            (partitions / "articles" / f"{n:02}.txt").write_text(bare or f"قتل {n + 20} مدنياً.\n", "utf-8")
        (partitions / "articles" / "30.txt").write_text("قتل 12 سورياً في حلب وفق وزارة الصحة.\n", "utf-8")
        seedlib.write_partitions(partitions / "articles", partitions / "documents", size=10)
        seedlib.extract_partitions(partitions / "documents", partitions / "figures")
        first = seedlib.read_partition(partitions / "figures" / "part-00000.parquet", "figures")
        assert first["source_chain"].isna().all()
        assert first.empty == bool(bare)
        read = pd.read_parquet(partitions / "figures")
        whole = everything(partitions / "figures", "figures")
        assert whole["origin_code"].notna().any()
        assert whole["source_chain"].notna().any()
        assert_frame_equal(conform(read, "figures"), whole)
        assert len(pd.read_parquet(partitions / "documents")) == 60

    def test_no_partitions(self, tmp_path):
        with pytest.raises(FileNotFoundError, match="write_partitions"):
            seedlib.extract_partitions(tmp_path, tmp_path / "figures")

    def test_object_storage(self, partitions):
        """As on a bucket: a file system of fsspec's that is no folder here."""
        source = "memory://archive/documents"
        seedlib.write_partitions(partitions / "articles", source, size=25)
        seedlib.extract_partitions(source, "memory://archive/figures")
        whole = seedlib.extract_figures(seedlib.load_documents(partitions / "articles"))
        assert len(seedlib.list_partitions("memory://archive/figures")) == 3
        assert_frame_equal(everything("memory://archive/figures", "figures"), whole)


class TestDask:
    def test_a_dask_dataframe(self, partitions):
        pytest.importorskip("dask.dataframe")
        figures = seedlib.extract_figures(seedlib.dask_documents(partitions / "documents"))
        whole = seedlib.extract_figures(seedlib.load_documents(partitions / "articles"))
        assert figures.dtypes.to_dict() == whole.dtypes.to_dict()
        assert_frame_equal(figures.compute(scheduler="sync").reset_index(drop=True), whole)

    def test_what_dask_writes_is_read_again(self, partitions, tmp_path):
        """As the page on clusters has it, with partitions in which the lists are null throughout."""
        pytest.importorskip("dask.dataframe")
        figures = seedlib.extract_figures(seedlib.dask_documents(partitions / "documents"))
        killed = figures[figures["outcome"] == "killed"]
        schema = arrow_schema("figures")
        killed.to_parquet(tmp_path / "killed", schema=schema, write_index=False, compute_kwargs={"scheduler": "sync"})
        whole = seedlib.extract_figures(seedlib.load_documents(partitions / "articles"))
        read = pd.read_parquet(tmp_path / "killed")
        assert list(read["figure_id"]) == list(whole.loc[whole["outcome"] == "killed", "figure_id"])
        assert read["source_chain"].map(lambda names: names is None or isinstance(names[0], str)).all()

    def test_lists_turned_to_text_are_told_of(self, documents):
        dataframe = pytest.importorskip("dask.dataframe")
        with pytest.raises(TypeError, match="dask_documents"):
            seedlib.extract_figures(dataframe.from_pandas(documents, npartitions=2))

    @pytest.mark.filterwarnings("ignore")  # of tornado and distributed, as their processes end
    def test_a_killed_worker_loses_and_doubles_nothing(self, documents, tmp_path):
        distributed = pytest.importorskip("distributed")
        pages = documents.head(800).assign(raw=documents["raw"] * 20)
        pages["sections"] = [[(0, len(text), "body")] for text in pages["raw"]]
        tables = [frame("documents", pages.iloc[n : n + 20].to_dict("list")) for n in range(0, 800, 20)]
        for n, table in enumerate(tables):
            to_parquet(table, tmp_path / "documents" / f"part-{n:05}.parquet")
        quiet = {"threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
        with distributed.LocalCluster(n_workers=2, **quiet) as cluster, distributed.Client(cluster) as client:
            pids = sorted(client.run(os.getpid).values())
            killer = threading.Thread(target=kill_when, args=(tmp_path / "figures" / "part-00003.parquet", pids[0]))
            killer.start()
            done = seedlib.extract_partitions(tmp_path / "documents", tmp_path / "figures", client=client)
            killer.join()
            assert sorted(client.run(os.getpid).values()) != pids  # it was killed, and another took its place
        whole = seedlib.extract_figures(pages)
        assert done["documents"].tolist() == [20] * 40
        assert_frame_equal(everything(tmp_path / "figures", "figures"), whole)


def kill_when(path: Path, pid: int) -> None:
    """Kill a process once a file is there, which says that work is under way."""
    assert until(path.exists)
    os.kill(pid, signal.SIGKILL)
