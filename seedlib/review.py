"""Review: the analyst as the last judge, in JupyterLab; decisions go to a plain CSV (see `seedlib.corrections`)."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from seedlib import show
from seedlib.added import number_at
from seedlib.corrections import FIGURE, apply_corrections, parsed, totals_above, write_correction
from seedlib.export import as_text
from seedlib.language.tokens import tokenize
from seedlib.schema import dtypes, require

#: What may be edited, in the order of the form; the other columns can be corrected in the CSV.
NUMBER = ("value", "low", "high", "qualifier", "part_of", "relation")
WHAT = ("counted", "category", "counted_class", "outcome", "modality", "place", "origin", "source")
FIELDS = NUMBER + WHAT
STYLE = {"description_width": "8em"}  # room for the longest name


def review(figures: pd.DataFrame, documents: pd.DataFrame, path: str | Path = "corrections.csv", who: str = "") -> Any:
    """A form to accept, correct or reject each figure in its sentence, and to add a missed one: an ipywidgets box.

    Each decision is written to `path` at once; decisions already there are applied first. What could not be applied is
    shown above the form; figures of other documents are not shown. To use the result, re-run with
    :func:`seedlib.apply_corrections`. In a spreadsheet the same file does the same. Raises as
    :func:`seedlib.apply_corrections` does.
    """
    require(figures, "figures")
    require(documents, "documents", "doc_id", "raw", "title", "path")
    return Review(figures, documents, Path(path), who).box


class Review:
    """The state of a review: the figures as decided so far, and which of them is on the form."""

    def __init__(self, figures: pd.DataFrame, documents: pd.DataFrame, path: Path, who: str) -> None:
        self.original, self.documents, self.path, self.who = figures, documents, path, who
        self.at = 0
        self._load()
        self._build()
        self._fill()

    def _load(self) -> None:
        """Figures of these documents with all decisions so far; what could not be applied."""
        path = self.path if self.path.exists() else None
        figures, self.failed = apply_corrections(self.original, path, self.documents)
        self.figures = figures[figures["doc_id"].isin(self.documents["doc_id"])]

    def _build(self) -> None:
        import ipywidgets as w

        from seedlib.picker import Picker

        self.view, self.state, self.message = w.HTML(), w.HTML(), w.HTML()
        layout = w.Layout(width="26em", max_width="95%")
        self.fields = {name: _field(w, name, layout=layout, style=STYLE) for name in FIELDS}
        self.why = w.Text(description="why", layout=layout, style=STYLE)
        actions = {"Accept": self.accept, "Save changes": self.correct, "Reject": self.reject}
        styles = {"Accept": "success", "Save changes": "primary", "Reject": "danger"}
        buttons = [_button(w, name, act, styles[name]) for name, act in actions.items()]
        moves = [_button(w, "Back", lambda: self.move(-1)), _button(w, "Next", lambda: self.move(1))]
        pages = zip(*(self.documents[name] for name in ("title", "path", "doc_id")), strict=True)
        titles = [(title[:60] if isinstance(title, str) else path[-60:], doc_id) for title, path, doc_id in pages]
        self.page = w.Dropdown(options=titles, description="document", layout=layout)
        self.text = Picker()
        self.page.observe(lambda _: self._open(), "value")
        self.text.observe(lambda _: self._select(), "selected")
        self.words = w.Text(description="words", placeholder="select them above, or paste them", layout=layout)
        self.which = w.BoundedIntText(value=1, min=1, max=999, description="which one", layout=layout)
        missed = [self.page, self.text, self.words, self.which, _button(w, "Add", self.add, "primary")]
        added = w.Accordion([w.VBox(missed)], titles=["Add a missed figure"], selected_index=None)
        columns = [w.VBox([self.fields[name] for name in names]) for names in (NUMBER, WHAT)]
        form = w.VBox([w.HBox(columns, layout=w.Layout(flex_flow="row wrap")), self.why, w.HBox(buttons)])
        self.box = w.VBox([self.state, w.HBox(moves), self.view, form, self.message, added])

    # ------------------------------------------------------------ what the buttons do

    def accept(self) -> None:
        """The figure is right as it is."""
        words = self.current["number_text"]
        self._decide(FIGURE, words, words)
        self.move(1)

    def reject(self) -> None:
        """This is no reported figure."""
        self._decide(FIGURE, self.current["number_text"], "")
        self._reload("Rejected.")

    def correct(self) -> None:
        """Write what was changed on the form, one decision a column."""
        row = self.current
        changed = {name: self.fields[name].value.strip() for name in FIELDS}
        changed = {name: new for name, new in changed.items() if new != as_text(row[name])}
        for name, new in changed.items():
            try:
                parsed(new, self.figures[name])
            except ValueError as error:
                self.message.value = f"Not saved: {escape(str(error))}."
                return
        for name, new in changed.items():
            self._decide(name, as_text(row[name]), new)
        self._reload(f"Changed: {', '.join(changed)}." if changed else "Nothing was changed.")

    def add(self) -> None:
        """Add the words selected or given, at their n-th place in the chosen document."""
        raw, words, start = self.raw, self.words.value.strip(), -1
        for _ in range(self.which.value):
            start = raw.find(words, start + 1) if words else -1
            if start < 0:
                self.message.value = "These words do not stand there so often. Copy them exactly from the text."
                return
        number = number_at(tokenize(raw), start, start + len(words))  # without the hedge and noun selected with it
        figure_id = f"{self.page.value}:{number.start}-{number.end}"
        if figure_id in set(self.figures["figure_id"]):
            self._reload("There is such a figure already.", figure_id)
            return
        self._write(figure_id=figure_id, column=FIGURE, old="", new=raw[number.start : number.end])
        self._reload(f"Added at character {number.start:,}.", figure_id)

    def move(self, step: int) -> None:
        """Go to the next or the last figure."""
        self.at = max(0, min(self.at + step, len(self.figures) - 1))
        self.message.value = ""
        self._load()
        self._fill()

    # ------------------------------------------------------------ how

    @property
    def current(self) -> Any:
        return self.figures.iloc[self.at]

    @property
    def raw(self) -> str:
        """The text of the chosen document."""
        return str(self.documents.set_index("doc_id").at[self.page.value, "raw"]) if self.page.value else ""

    def _open(self) -> None:
        """Show the chosen document, its figures marked."""
        mine = self.figures[self.figures["doc_id"] == self.page.value].sort_values("start")
        self.text.text = self.raw
        self.text.spans = [[int(start), int(end)] for start, end in zip(mine["start"], mine["end"], strict=True)]

    def _select(self) -> None:
        """Put what was selected into the fields: the words, and at which of their places they stand."""
        start, end = self.text.selected
        chosen = self.raw[start:end]
        start += len(chosen) - len(chosen.lstrip())
        self.words.value = chosen.strip()
        if chosen.strip():
            head = self.raw[: start + len(chosen.strip())]
            self.which.value = sum(head.startswith(chosen.strip(), n) for n in range(start + 1))

    def _totals(self) -> list[tuple[str, str]]:
        """What the current figure may be a part of, as worded: figures of its document that are no part of it."""
        row = self.current
        part_of = dict(zip(self.figures["figure_id"], self.figures["part_of"], strict=True))
        options = {"": ""}
        for n, figure in enumerate(self.figures.to_dict("records"), 1):
            here = figure["doc_id"] == row["doc_id"] or figure["figure_id"] == row["part_of"]
            if here and row["figure_id"] not in totals_above(figure["figure_id"], part_of):
                options[figure["figure_id"]] = f"{n}: {figure['number_text']} {as_text(figure['counted'])}"
        options.setdefault(as_text(row["part_of"]), as_text(row["part_of"]))
        return [(text, figure_id) for figure_id, text in options.items()]

    def _decide(self, column: str, old: str, new: str) -> None:
        self._write(figure_id=self.current["figure_id"], column=column, old=old, new=new)

    def _write(self, **decision: str) -> None:
        write_correction(self.path, **decision, who=self.who, why=self.why.value)

    def _reload(self, message: str, figure_id: str | None = None) -> None:
        self._load()
        ids = list(self.figures["figure_id"])
        self.at = ids.index(figure_id) if figure_id in ids else max(0, min(self.at, len(ids) - 1))
        self._fill()
        self.message.value = message

    def _fill(self) -> None:
        """Show the current figure and the state of the review."""
        if self.figures.empty or self.page.value == self.current["doc_id"]:
            self._open()
        else:
            self.page.value = self.current["doc_id"]  # which opens it
        decided = int(self.figures["decision"].notna().sum())
        failed = show.table(self.failed, caption="Decisions that could not be applied") if len(self.failed) else ""
        if self.figures.empty:
            self.state.value, self.view.value = f"No figures.{failed}", ""
            return
        row = self.current
        place = f"Figure {self.at + 1} of {len(self.figures)}"
        state = "undecided" if pd.isna(row["decision"]) else str(row["decision"])
        self.state.value = f"{failed}<b>{place}</b> ({state}); {decided} decided. Decisions: {self.path}"
        self.view.value = show.ledger(self.documents, self.figures.iloc[[self.at]])
        self.fields["part_of"].options = self._totals()
        for name, field in self.fields.items():
            field.value = as_text(row[name])
        self.why.value = ""


def _field(w: Any, name: str, **looks: Any) -> Any:
    dtype = dtypes("figures")[name]
    if name == "part_of":
        return w.Dropdown(options=[("", "")], description=name, **looks)
    if isinstance(dtype, pd.CategoricalDtype):
        return w.Dropdown(options=["", *dtype.categories], description=name, **looks)
    return w.Text(description=name, **looks)


def _button(w: Any, name: str, act: Any, style: str = "") -> Any:
    button = w.Button(description=name, button_style=style)
    button.on_click(lambda _: act())
    return button
