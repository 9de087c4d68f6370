"""The command ``seedlib``: a report of a folder of articles, or just its table of figures.

Exit codes: 0 when done; 1 with ``--strict`` when some documents could not be read; 2 with one line on standard error
when what was asked for cannot be done.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from pandas import read_csv

from seedlib.corpus import find_corpus
from seedlib.corrections import CorrectionError, apply_corrections
from seedlib.documents import load_documents
from seedlib.figures.extract import extract_figures
from seedlib.formats.readers import suffix
from seedlib.policies import policies
from seedlib.problems import NOTED, DocumentError, left_out, list_problems

LANGUAGES = ("ar", "en", "both")
EXAMPLES = """examples:
  seedlib report                              the articles in seeds/, report in report/
  seedlib report articles/ --out runs/today   your own articles
  seedlib figures articles/ -o figures.csv    just the table of figures
"""


class UserError(Exception):
    """A mistake of the user, told in one line."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    _speak_utf8()
    args = _parser().parse_args(argv)
    try:
        missing: int = args.run(args)
    except (UserError, DocumentError, CorrectionError, OSError) as error:
        print(f"seedlib: {_one_line(error, args.out)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("seedlib: stopped", file=sys.stderr)
        return 130
    return 1 if args.strict and missing else 0


def _speak_utf8() -> None:
    """Arabic can be written wherever output goes: redirected, Windows has it in a code page without Arabic letters.

    Line ends stay as they are, so that a CSV has the same bytes as one written with ``-o``.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="seedlib",
        description="Reported figures from Arabic news: who counted what, how surely, and from where.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"seedlib {version('seedlib')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    report = commands.add_parser(
        "report",
        help="run the notebooks on a folder of articles and write pages, tables and charts",
        description="Run the notebooks on SOURCE and write an index.html that can be mailed, the notebooks as HTML, "
        "the tables as CSV and the charts as PNG and SVG.",
    )
    report.add_argument("source", nargs="?", default="seeds", metavar="SOURCE", help=SOURCE_HELP)
    report.add_argument(
        "--out", type=Path, default=Path("report"), metavar="DIR", help="where to write (default: report/)"
    )
    report.add_argument("--policy", choices=policies(), default="interval", help=POLICY_HELP)
    report.add_argument("--corrections", type=Path, metavar="FILE", help=CORRECTIONS_HELP)
    report.add_argument("--lang", choices=LANGUAGES, default="ar", help="language of the charts (default: ar)")
    report.add_argument("--strict", action="store_true", help=STRICT_HELP)
    report.set_defaults(run=_report)

    figures = commands.add_parser(
        "figures",
        help="write the table of figures as CSV",
        description="Extract the reported figures of SOURCE and write them as CSV, one row a figure.",
    )
    figures.add_argument("source", nargs="?", default="seeds", metavar="SOURCE", help=SOURCE_HELP)
    figures.add_argument("-o", "--out", type=Path, metavar="FILE", help="CSV to write (default: standard output)")
    figures.add_argument("--spreadsheet", action="store_true", help="for Excel: with a BOM, and formulas made harmless")
    figures.add_argument("--hxl", action="store_true", help="put a row of HXL hashtags below the header")
    figures.add_argument("--corrections", type=Path, metavar="FILE", help=CORRECTIONS_HELP)
    figures.add_argument("--workers", type=int, default=1, metavar="N", help="processes to work on (default: 1)")
    figures.add_argument("--strict", action="store_true", help=STRICT_HELP)
    figures.set_defaults(run=_figures)
    return parser


SOURCE_HELP = (
    "a file or folder of articles: text, web pages, feeds, tables, archives "
    "(default: seeds/); looked for here, then in the folders above up to that of the project, which has a "
    "pyproject.toml or .git; outside of a project in the one right above only"
)
CORRECTIONS_HELP = "CSV of an analyst's decisions to apply (see seedlib.review)"
STRICT_HELP = "exit with 1 when some documents could not be read, having done the others"
POLICY_HELP = "what vague and approximate words are taken to mean (default: interval)"


def _report(args: argparse.Namespace) -> int:
    """Write the report; how many documents could not be read."""
    from tqdm import tqdm

    from seedlib.report import ReportError, steps, write_report

    source = _source(args)
    with tqdm(total=len(steps()), bar_format="{l_bar}{bar}| {n_fmt}/{total_fmt} {elapsed}", leave=False) as bar:

        def step(what: str) -> None:
            bar.set_description_str(what)
            bar.update()

        try:
            index = write_report(source, args.out, args.policy, args.lang, args.corrections, step)
        except ReportError as error:
            raise UserError(str(error)) from error
    told = [f"Report of {source}: {index}"]
    for folder, what in (
        ("tables", "tables (CSV, Excel, Parquet, data package)"),
        ("charts", "PNG and SVG charts"),
        ("notebooks", "executed notebooks"),
    ):
        told.append(f"  {what}: {index.parent / folder}")
    _print("\n".join(told) + "\n")
    missing = len(left_out(read_csv(index.parent / "tables" / "problems.csv")))
    if missing:
        print(f"seedlib: {missing} left out, see tables/problems.csv", file=sys.stderr)
    return missing


def _figures(args: argparse.Namespace) -> int:
    """Write the table; how many documents could not be read."""
    from seedlib.export import to_csv

    if args.workers < 1:
        raise UserError("--workers must be at least 1")
    source = _source(args)
    if args.out is not None:
        _check_file(args.out, source)
    documents = load_documents(source)
    problems = list_problems(documents)
    for problem in problems.itertuples():
        what = "" if problem.stage == NOTED else "left out "
        print(f"seedlib: {what}{problem.path}: {problem.message}", file=sys.stderr)
    figures, failed = apply_corrections(extract_figures(documents, args.workers), args.corrections, documents)
    for decision in failed.itertuples():
        print(f"seedlib: not applied to {decision.figure_id}: {decision.reason}", file=sys.stderr)
    text = to_csv(figures, args.out, spreadsheet=args.spreadsheet, hxl=args.hxl)
    if args.out is None:
        _print(text)
    else:
        print(f"{len(figures)} figures: {args.out}", file=sys.stderr)
    return len(left_out(problems))


def _source(args: argparse.Namespace) -> Path:
    """The articles, said on standard error: they may be those of a folder above."""
    source = find_corpus(args.source)
    print(f"Reading {source.resolve()}", file=sys.stderr)
    return source


def _check_file(out: Path, source: Path) -> None:
    """Raise where the table cannot be written to `out`, or would be read as articles the next time."""
    if out.is_dir():
        raise UserError(f"{out} is a folder; name a file with -o, as in -o {out / 'figures.csv'}")
    where, articles = out.resolve(), source.resolve()
    if where == articles:
        raise UserError(f"{out} is the file of articles itself; name another with -o")
    if suffix(out.name) and articles in where.parents:
        raise UserError(f"{out} would be read as an article of {articles} the next time; name a place outside with -o")


def _print(text: str) -> None:
    """Write to standard output, now; where that is full or closed, what is left in it is dropped, so that Python has
    nothing to add to the one line when it ends.
    """
    try:
        print(text, end="", flush=True)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OSError(error.errno, error.strerror, "standard output") from error


def _one_line(error: BaseException, out: Path | None) -> str:
    """The error without line ends; one of the system names its file, else what was being written."""
    text = str(error)
    if isinstance(error, OSError) and error.strerror:
        text = ": ".join(str(part) for part in (error.filename or out, error.strerror) if part)
    return " ".join(text.split()) or type(error).__name__
