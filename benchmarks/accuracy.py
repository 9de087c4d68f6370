"""How well figures are read: precision, recall and F1 of each column against annotations by hand.

    uv run python benchmarks/accuracy.py DIR GOLD [MISSES.csv]

DIR holds the articles, GOLD their annotations (JSON Lines, as :mod:`seedlib.accuracy` describes them). With a third
argument every disagreement is written there, with its sentence.
"""

import sys

from seedlib.accuracy import confusion, misses, score
from seedlib.documents import load_documents
from seedlib.figures.extract import extract_figures


def main(folder: str, annotations: str, out: str | None = None) -> None:
    documents = load_documents(folder)
    figures = extract_figures(documents)
    print(score(documents, annotations, figures).to_string(float_format="%.3f", na_rep="–"))
    print("\nqualifier annotated (rows) and read (columns)")
    print(confusion(documents, annotations, figures=figures).to_string())
    if out:
        misses(documents, annotations, figures).to_csv(out, index=False, encoding="utf-8-sig")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
