"""The command: what it writes, what it says, and one clear line for a user's mistake."""

import io
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from seedlib.cli import main

ROOT = Path(__file__).parents[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text("قتل 12 شخصاً في حلب، وأصيب نحو 30 آخرين.\n", "utf-8")
    return tmp_path


def test_strict_says_that_something_was_left_out(folder, capsys):
    command = ["figures", str(folder / "articles"), "-o", str(folder / "figures.csv")]
    assert main([*command, "--strict"]) == 0
    (folder / "articles" / "broken.json").write_text("{", "utf-8")
    assert main(command) == 0
    assert main([*command, "--strict"]) == 1
    assert "broken.json" in capsys.readouterr().err
    assert len(pd.read_csv(folder / "figures.csv")) == 2


def test_strict_counts_documents_of_other_formats(folder, capsys):
    (folder / "articles" / "two.docx").write_bytes(b"PK")
    assert main(["figures", str(folder / "articles"), "--strict"]) == 1
    assert "1 .docx file, of no known format; save the text as .txt" in capsys.readouterr().err


def test_what_is_noted_of_a_document_is_not_left_out(folder, capsys):
    (folder / "articles" / "manifest.csv").write_text(f"file,sha256\none.txt,{'0' * 64}\n", "utf-8")
    assert main(["figures", str(folder / "articles"), "--strict"]) == 0
    said = capsys.readouterr().err
    assert "one.txt: read, but not the file that manifest.csv describes" in said
    assert "left out" not in said


def test_figures_to_a_file(folder, capsys):
    out = folder / "new" / "figures.csv"
    assert main(["figures", str(folder / "articles"), "-o", str(out)]) == 0
    table = pd.read_csv(out)
    assert list(table["number_text"]) == [12, 30]
    assert str(out) in capsys.readouterr().err


def test_figures_to_standard_output_is_nothing_but_csv(folder, capsys):
    assert main(["figures", str(folder / "articles")]) == 0
    assert len(pd.read_csv(io.StringIO(capsys.readouterr().out))) == 2


def test_spreadsheet_has_a_byte_order_mark(folder):
    out = folder / "figures.csv"
    main(["figures", str(folder / "articles"), "-o", str(out), "--spreadsheet"])
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")


def test_hxl_row(folder, capsys):
    main(["figures", str(folder / "articles"), "--hxl"])
    assert capsys.readouterr().out.splitlines()[1].startswith("#meta+id,")


def test_decisions_are_applied_and_those_that_cannot_be_are_told(folder, capsys):
    from seedlib.corrections import write_correction

    main(["figures", str(folder / "articles"), "-o", str(folder / "before.csv")])
    before = pd.read_csv(folder / "before.csv")
    path = folder / "c.csv"
    write_correction(path, figure_id=before["figure_id"][0], column="value", old="12", new="13")
    write_correction(path, figure_id="0000:1-2", column="value", old="1", new="2")
    out = folder / "after.csv"
    assert main(["figures", str(folder / "articles"), "-o", str(out), "--corrections", str(path)]) == 0
    assert list(pd.read_csv(out)["value"]) == [13, 30]
    assert "not applied to 0000:1-2: no such figure" in capsys.readouterr().err
    assert main(["figures", str(folder / "articles"), "--corrections", str(folder / "none.csv")]) == 2


def test_what_cannot_be_read_is_told(folder, capsys):
    (folder / "articles" / "empty.txt").write_text("")
    assert main(["figures", str(folder / "articles")]) == 0
    assert "left out" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["figures", "report"])
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: None, "looked for"),
        (lambda path: path.mkdir(), "no articles"),
        (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe"), "not "),
    ],
    ids=["missing", "empty folder", "not text"],
)
def test_a_mistake_is_one_line_and_exit_code_2(tmp_path, capsys, monkeypatch, command, make, said):
    monkeypatch.chdir(tmp_path)
    make(tmp_path / "wrong.txt")
    assert main([command, "wrong.txt"]) == 2
    err = capsys.readouterr().err
    lines = [line for line in re.split(r"[\r\n]+", err) if line.startswith("seedlib: ")]
    assert len(lines) == 1
    assert said in lines[0]
    assert "wrong.txt" in lines[0]
    assert "Traceback" not in err


@pytest.mark.parametrize("out", [".", "", "../articles"])
def test_a_folder_is_no_file_to_write_to(folder, capsys, monkeypatch, out):
    monkeypatch.chdir(folder / "articles")
    assert main(["figures", ".", "-o", out]) == 2
    assert "is a folder; name a file with -o" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("figures.csv", "would be read as an article"),
        ("sub/figures.csv.gz", "would be read as an article"),
        ("one.txt", "would be read as an article"),
        ("../figures.csv", None),
        ("figures.part", None),
    ],
)
def test_the_table_is_not_written_among_the_articles(folder, capsys, monkeypatch, out, said):
    """Twice: the second run must not read the output of the first."""
    monkeypatch.chdir(folder / "articles")
    article = Path("one.txt").read_bytes()
    for _ in range(2):
        assert main(["figures", ".", "-o", out]) == (2 if said else 0)
        assert (said or "2 figures") in capsys.readouterr().err
    assert Path("one.txt").read_bytes() == article
    assert Path(out).exists() == (said is None or out == "one.txt")


def test_the_articles_are_not_written_over(folder, capsys):
    article = str(folder / "articles" / "one.txt")
    assert main(["figures", article, "-o", article]) == 2
    assert "is the file of articles itself" in capsys.readouterr().err


def test_it_says_what_it_reads(folder, capsys, monkeypatch):
    (folder / "pyproject.toml").touch()
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    assert main(["figures", "articles"]) == 0
    assert f"Reading {(folder / 'articles').resolve()}\n" in capsys.readouterr().err


def test_no_source(capsys):
    assert main(["figures", ""]) == 2
    assert "no source given" in capsys.readouterr().err


def seedlib(
    *arguments: str, stdout: int | str = subprocess.PIPE, **settings: str
) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, with other settings of the environment."""
    command = [sys.executable, "-m", "seedlib", *arguments]
    env = os.environ | settings
    if isinstance(stdout, int):
        return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, env=env)
    with open(stdout, "wb") as stream:
        return subprocess.run(command, stdout=stream, stderr=subprocess.PIPE, env=env)


def test_arabic_goes_wherever_output_goes(folder):
    """Redirected on Windows, it would be in a code page that has no Arabic."""
    (folder / "articles" / "فارغ.txt").touch()
    articles = str(folder / "articles")
    seedlib("figures", articles, "-o", str(folder / "figures.csv"))
    done = seedlib("figures", articles, PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert done.stdout == (folder / "figures.csv").read_bytes()
    assert "شخصاً" in done.stdout.decode("utf-8")
    assert "فارغ.txt" in done.stderr.decode("utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize("output", ["standard output", "file"])
def test_a_full_disk(folder, output):
    out, file = (folder / "full.csv", ["-o", str(folder / "full.csv")]) if output == "file" else ("/dev/full", [])
    if file:
        (folder / ".full.csv.part").symlink_to("/dev/full")
    done = seedlib("figures", str(folder / "articles"), *file, stdout=str(out) if not file else subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[1:] == [
        f"seedlib: {out if file else 'standard output'}: No space left on device"
    ]


def test_out_that_is_a_file(folder, capsys):
    (folder / "report").write_text("")
    assert main(["report", str(folder / "articles"), "--out", str(folder / "report")]) == 2
    assert "is a file" in capsys.readouterr().err


def test_a_report_does_not_go_into_a_folder_of_articles(folder, capsys, monkeypatch):
    monkeypatch.chdir(folder / "articles")
    for out in (".", "../articles"):
        assert main(["report", ".", "--out", out]) == 2
        assert "name a new folder" in capsys.readouterr().err
    assert [path.name for path in Path().iterdir()] == ["one.txt"]


def only_notebook(folder: Path, monkeypatch, code: str) -> None:
    """Of the report's notebooks there is one, of one cell."""
    import nbformat

    from seedlib import report

    cell = nbformat.v4.new_code_cell(code)
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    (folder / "notebooks").mkdir()
    nbformat.write(
        nbformat.v4.new_notebook(cells=[cell], metadata=metadata), folder / "notebooks" / "01_documents.ipynb"
    )
    monkeypatch.setattr(report, "notebook_folder", lambda: folder / "notebooks")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (
            "raise ValueError('no such\\nplace')",
            r"notebooks/01_documents\.ipynb: stopped by ValueError: no such place;",
        ),
        ("import os; os._exit(1)", r"01_documents\.ipynb: cannot be run: "),
    ],
    ids=["error", "dead kernel"],
)
def test_a_notebook_that_stops_is_one_line(folder, capsys, monkeypatch, cell, said):
    only_notebook(folder, monkeypatch, cell)
    assert main(["report", str(folder / "articles"), "--out", str(folder / "report")]) == 2
    lines = [line for line in re.split(r"[\r\n]+", capsys.readouterr().err) if line.startswith("seedlib: ")]
    assert len(lines) == 1
    assert re.search(said, lines[0])
    assert not (folder / "report" / "index.html").exists()


@pytest.mark.slow
def test_a_second_report_does_not_read_the_first(folder, monkeypatch):
    only_notebook(folder, monkeypatch, "1 + 1")
    monkeypatch.chdir(folder / "articles")
    for _ in range(2):
        assert main(["report", "."]) == 0
        assert len(pd.read_csv("report/tables/documents.csv")) == 1


@pytest.mark.parametrize("argv", [[], ["nonsense"], ["report", "--policy", "nonsense"]])
def test_usage_errors_exit_with_2(argv, capsys):
    with pytest.raises(SystemExit) as stop:
        main(argv)
    assert stop.value.code == 2
    assert "usage: seedlib" in capsys.readouterr().err


@pytest.mark.parametrize("argv", [["--help"], ["report", "--help"], ["figures", "--help"]])
def test_help(argv, capsys):
    with pytest.raises(SystemExit) as stop:
        main(argv)
    assert stop.value.code == 0
    assert "seeds/" in capsys.readouterr().out


def test_python_m_seedlib():
    done = subprocess.run([sys.executable, "-m", "seedlib", "--version"], capture_output=True, text=True, check=True)
    assert re.fullmatch(r"seedlib \d+\.\d+\.\d+\n", done.stdout)


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> tuple[Path, str]:
    """A report of the seeds, and what the command printed."""
    out = tmp_path_factory.mktemp("report") / "new" / "report"
    command = [sys.executable, "-m", "seedlib", "report", str(ROOT / "seeds"), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return out, done.stdout


@pytest.mark.slow
def test_report(report):
    out, printed = report
    index = (out / "index.html").read_text("utf-8")
    assert str(out / "index.html") in printed
    for name in ("documents", "figures", "breakdown", "reconciliation", "codebook"):
        assert f'download="{name}.csv"' in index
        assert len(pd.read_csv(out / "tables" / f"{name}.csv"))
    for name in ("01_documents", "02_reported_figures", "03_origins"):
        assert f'id="{name}"' in index
        assert (out / "notebooks" / f"{name}.html").exists()
    for name in ("intervals", "origins_1"):
        assert (out / "charts" / f"{name}.png").read_bytes().startswith(b"\x89PNG")
        assert "<svg" in (out / "charts" / f"{name}.svg").read_text("utf-8")
    drawn, shown = (
        len(list((out / "charts").glob("*.png"))),
        index.split('<section id="charts">')[1].split("</section>")[0],
    )
    assert f"{drawn - shown.count('<img'):,} more chart(s)" in shown
    problems = index.split(">Problems</caption>")[1]
    assert ">none</p>" in problems[: problems.index("</div>")]


@pytest.mark.slow
def test_report_fetches_nothing_and_runs_nothing(report):
    for page in report[0].rglob("*.html"):
        text = page.read_text("utf-8")
        assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", text), page
        assert "<script" not in text
        assert all('alt="' in image for image in re.findall("<img[^>]*>", text))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs process groups")
def test_a_report_that_was_killed_is_made_anew(tmp_path):
    out = tmp_path / "report"
    command = [sys.executable, "-m", "seedlib", "report", str(ROOT / "seeds"), "--out", str(out)]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    halfway = out / "notebooks" / "01_documents.html"
    while not halfway.exists():
        assert run.poll() is None
        time.sleep(0.1)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    assert not (out / "index.html").exists()
    (out / "charts" / "origins_9.png").write_bytes(b"of another report")

    subprocess.run(command, capture_output=True, check=True)
    assert (out / "index.html").read_text("utf-8").endswith("</html>\n")
    assert not (out / "charts" / "origins_9.png").exists()
    assert not [path for path in out.rglob("*") if path.name.endswith(".part")]
