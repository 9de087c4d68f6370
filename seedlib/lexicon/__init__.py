"""Word lists as data: one CSV a list, ASCII columns first, Arabic last, every row with its source or reason."""

import csv
from functools import cache
from importlib import resources


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``lexicon/<name>.csv`` as dicts of strings ("" where a cell is empty), in file order."""
    text = resources.files(__name__).joinpath(f"{name}.csv").read_text("utf8")
    return tuple(csv.DictReader(text.splitlines()))
