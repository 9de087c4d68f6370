"""Pages that the package itself tells: the codebook, the word lists, the command."""

from collections.abc import Iterable
from importlib import resources
from pathlib import Path

from seedlib import cli
from seedlib.lexicon import rows
from seedlib.schema import codebook


def write_all(folder: Path) -> None:
    """Write each page as Markdown into `folder`."""
    folder.mkdir(exist_ok=True)
    for name, page in {"codebook": codebook_page, "lexicons": lexicon_page, "command": command_page}.items():
        (folder / f"{name}.md").write_text(page(), "utf-8")


def codebook_page() -> str:
    """Every table with its columns."""
    parts = [
        "# Codebook\n\nEvery column of every table. Null means that the text does not say; it is never 0, an empty "
        "text or a word like *unknown*. The same as a table: `seedlib.codebook()`.\n"
    ]
    for name, columns in codebook().groupby("table", sort=False):
        body = (
            (f"`{c.column}`", c.dtype + (", or null" if c.nullable else ""), c.meaning + _values(c.values))
            for c in columns.itertuples()
        )
        parts += [f"## {name}\n", _table(("column", "type", "meaning"), body)]
    return "\n".join(parts)


def _values(values: str) -> str:
    return f"; one of {values}" if values else ""


def lexicon_page() -> str:
    """Every word list, its columns and its size."""
    files = sorted(file.name for file in resources.files("seedlib.lexicon").iterdir() if file.name.endswith(".csv"))
    body = []
    for file in files:
        table = rows(file.removesuffix(".csv"))
        body.append((f"`{file}`", f"{len(table):,}", ", ".join(f"`{name}`" for name in table[0])))
    return (
        "# Word lists\n\nWhat the rules know of words is in these files, in `seedlib/lexicon/`. How to change one is "
        "told in [](../howto/lexicon.md).\n\n" + _table(("file", "rows", "columns"), body)
    )


def command_page() -> str:
    """The command line, as its ``--help`` says it."""
    parts = ["# Command\n\n`python -m seedlib` is the same as `seedlib`.\n"]
    parser = cli._parser()
    parts += ["## seedlib\n", _literal(parser.format_help())]
    for name, command in parser._subparsers._group_actions[0].choices.items():
        parts += [f"## seedlib {name}\n", _literal(command.format_help())]
    parts.append(
        "Exit codes: 0 when done, 1 with `--strict` when some documents could not be read, 2 with one line on standard "
        "error when what was asked for cannot be done, 130 when stopped by the keyboard.\n"
    )
    return "\n".join(parts)


def _literal(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```\n"


def _table(head: Iterable[str], body: Iterable[Iterable[str]]) -> str:
    lines = [head, ["---"] * len(list(head)), *body]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"
