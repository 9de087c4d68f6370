"""Draws the gallery: each chart by the three lines that its page shows. Run in the top folder of the repository.

`seeds/` is one article; `docs/gallery/sample.jsonl` are short reports, written for this page, of several outlets.
"""

from pathlib import Path

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt

import seedlib

DOCS = Path(__file__).parent
SEEDS, SAMPLE = '"seeds"', '"docs/gallery/sample.jsonl"'
# Name, heading, what it shows, the articles, the line that draws it.
CHARTS = [
    (
        "intervals",
        "Reported figures",
        "Every figure of the article as its words bound it.",
        SEEDS,
        "seedlib.plot_intervals(figures)",
    ),
    (
        "breakdown",
        "Parts of a total",
        "The parts that the text states, and what they leave.",
        SEEDS,
        'seedlib.plot_breakdown(seedlib.break_down(figures), lang="both")',
    ),
    (
        "waterfall",
        "From a total to what is left",
        "Each part taken off the total in turn.",
        SEEDS,
        "seedlib.plot_waterfall(figures)",
    ),
    (
        "composition",
        "Shares",
        "Of the total as bars, of the stated parts alone as rings.",
        SEEDS,
        "seedlib.plot_composition(seedlib.break_down(figures))",
    ),
    (
        "policies",
        "What a policy decides",
        "The figures that the policies read differently.",
        SEEDS,
        'seedlib.plot_policies(figures, lang="en")',
    ),
    (
        "origins_map",
        "Where the parts come from",
        "The parts of a total by governorate, the least beside the most.",
        SEEDS,
        "seedlib.plot_map(seedlib.break_down(figures))",
    ),
    (
        "map",
        "Where it happened",
        "The largest figure reported of each place, with one outcome.",
        SAMPLE,
        'seedlib.plot_map(figures, outcome="killed", lang="en")',
    ),
    (
        "periods",
        "Periods",
        "The days that figures speak of, and the day on which they were published.",
        SAMPLE,
        "seedlib.plot_periods(figures)",
    ),
    (
        "sources",
        "Who says what",
        "Claims of the same thing, source by source.",
        SAMPLE,
        "seedlib.plot_sources(figures)",
    ),
    (
        "agreement",
        "Who agrees",
        "What is claimed more than once: contradictions, updates, agreements.",
        SAMPLE,
        "seedlib.plot_agreement(seedlib.compare_claims(figures))",
    ),
    (
        "headlines",
        "Headline against body",
        "What a headline says beside what its article says.",
        SAMPLE,
        "seedlib.plot_headlines(figures)",
    ),
    (
        "outcomes",
        "Outcome and class",
        "How many figures report it; not how many people.",
        SAMPLE,
        'seedlib.plot_outcomes(figures, lang="both")',
    ),
    (
        "hedges",
        "Hedges by publisher",
        "How surely each outlet words its figures.",
        SAMPLE,
        "seedlib.plot_hedges(figures)",
    ),
]
HEAD = """# Gallery

Every chart of seedlib, drawn by the three lines below it; `docs/make_gallery.py` makes this page. Figures come from the
article in `seeds/` and from short reports written for this page (`docs/gallery/sample.jsonl`), which tell of nothing
that happened. Titles and axes are in Arabic, in English (`lang="en"`) or in both; what a text says stays as written.
Each file has its table beside it as CSV, and `seedlib.twin(ax)` gives that table and the alternative text.
"""


def lines(name: str, articles: str, call: str) -> str:
    """The three lines that draw a chart and save it with its table."""
    return (
        f"figures = seedlib.extract_figures(seedlib.load_documents({articles}))\n"
        f"ax = {call}\n"
        f'seedlib.save(ax.figure, "docs/gallery/{name}.png")\n'
    )


def page() -> str:
    """Draw every chart and give the page that shows them."""
    sections = [HEAD]
    for name, heading, shows, articles, call in CHARTS:
        code = lines(name, articles, call)
        scope = {"seedlib": seedlib}
        exec(code, scope)
        alt = " ".join(seedlib.twin(scope["ax"]).alt.split())
        plt.close("all")
        picture = f"```{{image}} gallery/{name}.png\n:alt: {alt}\n:width: 100%\n```"
        sections.append(f"## {heading}\n\n{shows} [Table](gallery/{name}.csv).\n\n{picture}\n\n```python\n{code}```\n")
    return "\n".join(sections)


if __name__ == "__main__":
    (DOCS / "gallery.md").write_text(page(), "utf-8")
