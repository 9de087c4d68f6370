"""Report: the notebooks run on a folder of articles, with their tables and charts, as pages to read and to send."""

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from seedlib import report_page
from seedlib.breakdown import break_down
from seedlib.claims import compare_claims
from seedlib.corrections import apply_corrections
from seedlib.documents import load_documents
from seedlib.export import to_annotations, to_datapackage, to_excel, to_parquet, write
from seedlib.figures.extract import extract_figures
from seedlib.formats.folders import OUTPUT, mark_output
from seedlib.policies import bound_figures
from seedlib.problems import list_problems
from seedlib.reconcile import reconcile
from seedlib.schema import codebook

TOTALS = 12  # totals that get a chart of their own, those with most parts first
APART = frozenset({"06_quality"})  # not for a report: it needs annotations of the articles
OTHER_CHARTS = {  # and the table that each takes
    "waterfall": "figures",
    "policies": "figures",
    "sources": "figures",
    "agreement": "claims",
    "headlines": "figures",
    "periods": "figures",
    "outcomes": "figures",
    "hedges": "figures",
    "map": "figures",
}

# A form is of no use on a page without a kernel.
WITHOUT_FORMS = {"TagRemovePreprocessor": {"enabled": True, "remove_cell_tags": ["form"]}}


class ReportError(RuntimeError):
    """A report that cannot be made; the message says where and what to do."""


def notebook_folder() -> Path:
    """Where the notebooks are: in the installed package, or beside it in a checkout.

    Raises ``FileNotFoundError`` with the places tried.
    """
    package = Path(__file__).parent
    places = [package / "notebooks", package.parent / "notebooks"]
    for place in places:
        if any(place.glob("*.ipynb")):
            return place
    raise FileNotFoundError("no notebooks found; looked for " + ", ".join(map(str, places)))


def steps() -> list[str]:
    """The steps of a report, in order: reading, figures, charts, each notebook by its name, index."""
    names = {path.stem for path in notebook_folder().glob("*.ipynb")} - APART
    return ["reading", "figures", "charts", *sorted(names), "index"]


def write_report(
    source: str | Path,
    out: str | Path = "report",
    policy: str = "interval",
    lang: str = "ar",
    corrections: str | Path | None = None,
    on_step: Callable[[str], None] = lambda what: None,
) -> Path:
    """Write the report of the articles in `source` to the folder `out`; returns the path of its ``index.html``.

    An analyst's decisions are applied where `corrections` names them. Beside the index: ``tables/`` (CSV, Parquet, one
    Excel workbook, a data package, annotations), ``charts/`` (PNG and SVG with their tables), ``notebooks/``
    (executed, and as HTML). The index carries the pages, charts and CSVs and can be sent alone. `on_step` is told each
    of the :func:`steps` as it begins. Raises as :func:`seedlib.load_documents` does for articles that cannot be read,
    :class:`ReportError` where `out` will not do or a notebook stops.

    The index comes last and whole: a report that was interrupted has none, and is made anew by the same call. An index
    and charts of an earlier report there are removed. A new folder is marked (``.seedlib-output``), so that reading the
    folder around it passes over the report; one with other files must lie outside of `source`.
    """
    source, out = Path(source).resolve(), Path(out)
    ours = _is_ours(out, source)
    _clear(out)
    decisions = str(Path(corrections).resolve()) if corrections else ""
    tables = make_tables(source, policy, decisions, on_step)
    if ours:
        out.mkdir(parents=True, exist_ok=True)
        mark_output(out)
    write_tables(tables, out / "tables")
    on_step("charts")
    charts = list(draw_charts(tables, out / "charts", policy, lang))
    bodies = {}
    for name in steps()[3:-1]:
        on_step(name)
        bodies[name] = run_notebook(
            name, out / "notebooks", source=str(source), corrections=decisions, policy=policy, lang=lang
        )
    on_step("index")
    index = out / "index.html"
    body = report_page.index(out, source, tables, policy, charts, bodies)
    return write(index, body.encode("utf-8"))


def _is_ours(out: Path, source: Path) -> bool:
    """Whether `out` is new, empty or a report, to be passed over by reading. Other folders are only written to, but not
    among the articles, where the report would be read as some of them.

    Raises :class:`ReportError` for such a folder and for a file.
    """
    if not out.exists():
        return True
    if not out.is_dir():
        raise ReportError(f"{out} is a file; name a folder for the report")
    ours = (out / OUTPUT).exists() or not any(out.iterdir())
    if not ours and source in (out.resolve(), *out.resolve().parents):
        raise ReportError(f"{out} lies among the articles of {source} and holds other files; name a new folder")
    return ours


def _clear(out: Path) -> None:
    """Remove what an earlier report left and this one may not write again."""
    (out / "index.html").unlink(missing_ok=True)
    for name in ("intervals", "origins_[0-9]*", *OTHER_CHARTS):
        for kind in ("png", "svg", "csv"):
            for path in (out / "charts").glob(f"{name}.{kind}"):
                path.unlink()


def make_tables(
    source: str | Path,
    policy: str = "interval",
    corrections: str | Path | None = None,
    on_step: Callable[[str], None] = lambda what: None,
) -> dict[str, pd.DataFrame]:
    """All tables of the articles in `source`, by name: documents, figures (bounded), breakdown, reconciliation,
    codebook, what could not be read, and the decisions of `corrections` that could not be applied.
    """
    on_step("reading")
    documents = load_documents(source)
    on_step("figures")
    figures, failed = apply_corrections(extract_figures(documents), corrections, documents)
    return {
        "documents": documents,
        "figures": bound_figures(figures, policy),
        "breakdown": break_down(figures, policy=policy),
        "reconciliation": reconcile(figures, policy=policy),
        "claims": compare_claims(figures, policy=policy),
        "codebook": codebook(),
        "problems": list_problems(documents),
        "decisions_not_applied": failed,
    }


def write_tables(tables: dict[str, pd.DataFrame], folder: Path) -> None:
    """The tables in every format that `seedlib.export` has; the CSVs are those of the data package."""
    to_datapackage(tables, folder)
    to_excel(tables, folder / "tables.xlsx")
    to_annotations(tables["documents"], tables["figures"], folder / "annotations.jsonld")
    for name in ("documents", "figures"):
        to_parquet(tables[name], folder / f"{name}.parquet")


def draw_charts(tables: dict[str, pd.DataFrame], folder: Path, policy: str, lang: str) -> Iterator[tuple[str, Path]]:
    """The charts as PNG and SVG with the table of each; yields an alternative text and the path of the PNG.

    First the figures, then the parts of each total, then every other chart that has something to show.
    """
    import matplotlib.pyplot as plt

    import seedlib
    from seedlib.charts.base import twin

    yield _save(seedlib.plot_intervals(tables["figures"], policy=policy, lang=lang), folder / "intervals")
    parts = tables["breakdown"]
    for n, total_id in enumerate(parts["total_id"].value_counts().index[:TOTALS], 1):
        ax = seedlib.plot_breakdown(parts, policy=policy, lang=lang, total_id=total_id)
        yield _save(ax, folder / f"origins_{n}")
    for name, table in OTHER_CHARTS.items():
        options = {} if name == "policies" else {"policy": policy}  # which shows every policy
        ax = getattr(seedlib, f"plot_{name}")(tables[table], lang=lang, **options)
        if len(twin(ax).table):
            yield _save(ax, folder / name)
        plt.close(ax.figure)


def _save(ax: Any, stem: Path) -> tuple[str, Path]:
    import matplotlib.pyplot as plt

    from seedlib.charts.base import twin
    from seedlib.repair import audit, fix, save

    behind = twin(ax)
    if audit(ax.figure):
        fix(ax.figure)  # an article can have letters of any script
    save(ax.figure, stem, behind.table, formats=("png", "svg"))
    plt.close(ax.figure)
    return behind.alt, stem.with_suffix(".png")


def run_notebook(name: str, folder: Path, **parameters: Any) -> str:
    """Run a notebook with papermill into `folder` and export it to HTML beside it; returns the body of that page.

    Of the parameters it gets those that it knows. Raises :class:`ReportError` where it cannot be run to its end.
    """
    done = folder / f"{name}.ipynb"
    folder.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():  # of papermill's and nbconvert's own dependencies
        warnings.simplefilter("ignore")
        from nbconvert import HTMLExporter
        from traitlets.config import Config

        page = _executed(notebook_folder() / done.name, done, parameters)
        exporter = HTMLExporter(template_name="basic", exclude_input=True, config=Config(WITHOUT_FORMS))
        page.metadata.pop("widgets", None)  # the state of the forms, which would come as a script
        body, _ = exporter.from_notebook_node(page)
    write(done.with_suffix(".html"), report_page.page(report_page.heading(name), body).encode("utf-8"))
    return body


def _executed(notebook: Path, done: Path, parameters: dict[str, Any]) -> Any:
    import papermill
    from jupyter_client.kernelspec import NoSuchKernel
    from papermill.exceptions import PapermillExecutionError

    known = papermill.inspect_notebook(notebook)
    try:
        return papermill.execute_notebook(
            notebook,
            done,
            parameters={key: value for key, value in parameters.items() if key in known},
            kernel_name="python3",
            progress_bar=False,
            extra_arguments=["--log-level=CRITICAL"],  # the kernel speaks of its transport and its end otherwise
        )
    except PapermillExecutionError as error:
        raise ReportError(f"{done}: stopped by {error.ename}: {error.evalue}; open it to see where") from error
    except (RuntimeError, NoSuchKernel) as error:  # a kernel that does not start or dies
        raise ReportError(f"{notebook}: cannot be run: {error}") from error
