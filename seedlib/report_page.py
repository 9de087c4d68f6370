"""Report page: the index of a report as one HTML page, light, dark and printed, that fetches nothing from elsewhere."""

import base64
from datetime import date
from html import escape
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from seedlib.problems import left_out

LEAD = 2  # charts at the head of the page: the figures, and the total with most parts; the others are in the notebooks
EMBED = 2_000_000  # bytes up to which a table travels inside index.html
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


def page(title: str, body: str) -> str:
    """A whole page around a body."""
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f"<style>{CSS}</style></head>\n<body>{body}</body></html>\n"
    )


def index(
    out: Path,
    source: Path,
    tables: dict[str, pd.DataFrame],
    policy: str,
    charts: list[tuple[str, Path]],
    bodies: dict[str, str],
) -> str:
    """The page of the report in `out`: what was read, charts (alternative text and PNG), the bodies of the notebooks'
    pages by name, and the tables.
    """
    pictures = "".join(_picture(*chart) for chart in charts[:LEAD])
    left = len(charts) - LEAD
    more = f"<p>{left:,} more chart(s) beside this page, in <code>charts/</code>.</p>" if left > 0 else ""
    files = f"<h2>Files</h2>{_downloads(out, tables)}"
    sections = {"charts": f"<h2>Charts</h2>{pictures}{more}", **bodies, "files": files}
    contents = "".join(f'<li><a href="#{name}">{heading(name)}</a></li>' for name in sections)
    parts = "".join(f'<section id="{name}">{body}</section>' for name, body in sections.items())
    head = f"<h1>Reported figures from Arabic news</h1>{_head(source, tables, policy)}"
    return page("Reported figures", f"{head}<nav><ul>{contents}</ul></nav>{parts}")


def heading(name: str) -> str:
    """The heading of a section or notebook.

    >>> heading("02_reported_figures")
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
