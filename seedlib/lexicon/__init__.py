"""Word lists as data: one CSV a list, ASCII columns first, Arabic last, every row with its source or reason."""

import csv
from functools import cache
from importlib import resources

from seedlib.arabic import key


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``lexicon/<name>.csv`` as dicts of strings ("" where a cell is empty), in file order."""
    text = resources.files(__name__).joinpath(f"{name}.csv").read_text("utf8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def _classes() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for row in rows("function_words") + rows("word_classes"):
        classes.setdefault(row["class"], set()).add(key(row["form"]))
    return {name: frozenset(words) for name, words in classes.items()}


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of one class of ``function_words.csv`` or ``word_classes.csv`` by key; KeyError where neither has it.

    >>> "حادثه" in word_class("incident")
    True
    """
    return _classes()[name]
