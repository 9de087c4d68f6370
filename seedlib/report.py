"""Report: the notebooks run on a folder of articles, with their tables and charts, as pages to read and to send."""

import base64
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from seedlib.breakdown import break_down
from seedlib.claims import compare_claims
from seedlib.corrections import apply_corrections
from seedlib.documents import load_documents
from seedlib.export import to_annotations, to_datapackage, to_excel, to_parquet, write
from seedlib.figures import extract_figures
from seedlib.policies import bound_figures
from seedlib.problems import left_out, list_problems
from seedlib.reconcile import reconcile
from seedlib.schema import codebook

TOTALS = 12  # totals that get a chart of their own, those with most parts first
APART = frozenset({"06_quality"})  # not for a report: it needs annotations of the articles
LEAD = 2  # charts at the head of the page: the figures, and the total with most parts; the others are in the notebooks
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
EMBED = 2_000_000  # bytes up to which a table travels inside index.html

# A form is of no use on a page without a kernel.
WITHOUT_FORMS = {"TagRemovePreprocessor": {"enabled": True, "remove_cell_tags": ["form"]}}
# A page for light and dark screens and for paper; nothing is fetched from elsewhere.
CSS = """
:root { color-scheme: light dark; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.6 "Noto Sans", "Noto Sans Arabic", system-ui,
  sans-serif; }
h1, h2, h3 { line-height: 1.25; } h2 { margin-top: 2.2rem; }
section { border-top: 1px solid #8886; margin-top: 2.5rem; }
a.anchor-link { display: none; } a { color: LinkText; } code { font-size: 90%; }
figure { margin: 1rem 0; } img { background: white; border-radius: 4px; }
nav ul { columns: 2; }
pre { white-space: pre-wrap; } .jp-InputPrompt, .jp-OutputPrompt, .prompt { display: none; }
@media print { body { max-width: none; font-size: 11pt; } nav { display: none; } figure, tr { break-inside: avoid; } }
"""


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
    """The steps of a report, in order: reading, charts, each notebook by its name, index."""
    names = {path.stem for path in notebook_folder().glob("*.ipynb")} - APART
    return ["reading", "charts", *sorted(names), "index"]


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
    of the :func:`steps` as it begins. Raises as :func:`seedlib.load_documents` does for articles that cannot be read.

    The index comes last and whole: a report that was interrupted has none, and is made anew by the same call. An index
    and charts of an earlier report there are removed.
    """
    source, out = Path(source).resolve(), Path(out)
    on_step("reading")
    _clear(out)
    decisions = str(Path(corrections).resolve()) if corrections else ""
    tables = make_tables(source, policy, decisions)
    write_tables(tables, out / "tables")
    on_step("charts")
    charts = list(draw_charts(tables, out / "charts", policy, lang))
    bodies = {}
    for name in steps()[2:-1]:
        on_step(name)
        bodies[name] = run_notebook(
            name, out / "notebooks", source=str(source), corrections=decisions, policy=policy, lang=lang
        )
    on_step("index")
    index = out / "index.html"
    body = _index(_head(source, tables, policy), charts, bodies, _downloads(out, tables))
    return write(index, _page("Reported figures", body).encode("utf-8"))


def _clear(out: Path) -> None:
    """Remove what an earlier report left and this one may not write again."""
    (out / "index.html").unlink(missing_ok=True)
    for name in ("intervals", "origins_[0-9]*", *OTHER_CHARTS):
        for kind in ("png", "svg", "csv"):
            for path in (out / "charts").glob(f"{name}.{kind}"):
                path.unlink()


def make_tables(
    source: str | Path, policy: str = "interval", corrections: str | Path | None = None
) -> dict[str, pd.DataFrame]:
    """All tables of the articles in `source`, by name: documents, figures (bounded), breakdown, reconciliation,
    codebook, what could not be read, and the decisions of `corrections` that could not be applied.
    """
    documents = load_documents(source)
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
    from seedlib.chart_base import twin

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

    from seedlib.chart_base import twin
    from seedlib.repair import audit, fix, save

    behind = twin(ax)
    if audit(ax.figure):
        fix(ax.figure)  # an article can have letters of any script
    save(ax.figure, stem, behind.table, formats=("png", "svg"))
    plt.close(ax.figure)
    return behind.alt, stem.with_suffix(".png")


def run_notebook(name: str, folder: Path, **parameters: Any) -> str:
    """Run a notebook with papermill into `folder` and export it to HTML beside it; returns the body of that page.

    Of the parameters it gets those that it knows.
    """
    with warnings.catch_warnings():  # of papermill's and nbconvert's own dependencies
        warnings.simplefilter("ignore")
        import papermill
        from nbconvert import HTMLExporter
        from traitlets.config import Config

        notebook, done = notebook_folder() / f"{name}.ipynb", folder / f"{name}.ipynb"
        folder.mkdir(parents=True, exist_ok=True)
        known = papermill.inspect_notebook(notebook)
        page = papermill.execute_notebook(
            notebook,
            done,
            parameters={key: value for key, value in parameters.items() if key in known},
            kernel_name="python3",
            progress_bar=False,
            extra_arguments=["--log-level=CRITICAL"],  # the kernel speaks of its transport and its end otherwise
        )
        exporter = HTMLExporter(template_name="basic", exclude_input=True, config=Config(WITHOUT_FORMS))
        page.metadata.pop("widgets", None)  # the state of the forms, which would come as a script
        body, _ = exporter.from_notebook_node(page)
    write(done.with_suffix(".html"), _page(_heading(name), body).encode("utf-8"))
    return body


# ---------------------------------------------------------------- the index page


def _page(title: str, body: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f"<style>{CSS}</style></head>\n<body>{body}</body></html>\n"
    )


def _index(head: str, charts: list[tuple[str, Path]], bodies: dict[str, str], files: str) -> str:
    pictures = "".join(_picture(*chart) for chart in charts[:LEAD])
    left = len(charts) - LEAD
    more = f"<p>{left:,} more chart(s) beside this page, in <code>charts/</code>.</p>" if left > 0 else ""
    sections = {"charts": f"<h2>Charts</h2>{pictures}{more}", **bodies, "files": f"<h2>Files</h2>{files}"}
    contents = "".join(f'<li><a href="#{name}">{_heading(name)}</a></li>' for name in sections)
    parts = (f'<section id="{name}">{body}</section>' for name, body in sections.items())
    return f"<h1>Reported figures from Arabic news</h1>{head}<nav><ul>{contents}</ul></nav>{''.join(parts)}"


def _heading(name: str) -> str:
    """
    >>> _heading("02_reported_figures")
    'Reported figures'
    """
    return name.lstrip("0123456789_").replace("_", " ").capitalize()


def _head(source: Path, tables: dict[str, pd.DataFrame], policy: str) -> str:
    documents, figures, totals = len(tables["documents"]), len(tables["figures"]), len(tables["reconciliation"])
    missing = len(left_out(tables["problems"]))
    problems = f" <strong>{missing:,} could not be read</strong> (problems.csv)." if missing else ""
    return (
        f"<p>{documents:,} document(s), {figures:,} reported figure(s), {totals:,} total(s) broken down. Articles: "
        f"<code>{escape(source.name)}</code>. Policy: <code>{escape(policy)}</code>. seedlib {version('seedlib')}, "
        f"{date.today():%Y-%m-%d}.{problems}</p>"
    )


def _picture(alt: str, path: Path) -> str:
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return f'<figure><img alt="{escape(alt)}" src="data:image/png;base64,{data}" style="max-width: 100%;"></figure>'


def _downloads(out: Path, tables: dict[str, pd.DataFrame]) -> str:
    """Each table as a link: inside the page where it is small enough, else to the file beside it."""
    rows = []
    for name, table in tables.items():
        data = (out / "tables" / f"{name}.csv").read_bytes()
        inside = "data:text/csv;base64," + base64.b64encode(data).decode("ascii")
        href = inside if len(data) <= EMBED else f"tables/{name}.csv"
        rows.append(f'<li><a download="{name}.csv" href="{href}">{name}.csv</a>: {len(table):,} rows</li>')
    beside = (
        "Beside this page: <code>tables/</code> with all of them as an Excel workbook, Parquet, a data package and "
    )
    return f"<ul>{''.join(rows)}</ul><p>{beside}annotations; <code>charts/</code>; <code>notebooks/</code>.</p>"
