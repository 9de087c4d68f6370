"""A widget that shows an article and tells what is selected in it."""

from pathlib import Path

import anywidget
import traitlets


class Picker(anywidget.AnyWidget):
    """The raw ``text`` of an article from right to left, ``spans`` of it marked.

    ``selected`` is what the reader has selected: start and end in characters, as everywhere in seedlib.
    """

    _esm = Path(__file__).with_name("picker.js")
    text = traitlets.Unicode().tag(sync=True)
    spans: "traitlets.List[list[int]]" = traitlets.List().tag(sync=True)
    selected: "traitlets.List[int]" = traitlets.List().tag(sync=True)
