"""Corpus: where the articles are, whichever folder of a project a notebook or a command is started from."""

from pathlib import Path

from seedlib.problems import SourceNotFoundError

PROJECT = ("pyproject.toml", ".git")  # what the topmost folder of a project holds


def find_corpus(source: str | Path = "seeds") -> Path:
    """The file or folder `source`, looked for in the working directory and then in each folder above it, up to the one
    of the project (which holds a ``pyproject.toml`` or ``.git``); outside of a project in the one right above only.

    JupyterLab starts a notebook in the notebook's folder, papermill and the shell where you are; both find the
    articles this way. Raises ``FileNotFoundError`` with the places tried, and for an empty `source`.
    """
    if not str(source).strip():
        raise SourceNotFoundError("no source given: name a file or folder of articles, . for this folder")
    wanted = Path(source).expanduser()
    places = [wanted] if wanted.is_absolute() else [folder / wanted for folder in _folders(wanted)]
    for place in places:
        if place.exists():
            return place
    raise SourceNotFoundError(f"no {str(source)!r} found; looked for " + ", ".join(map(str, places)))


def _folders(wanted: Path) -> list[Path]:
    """Where a relative path may begin: the working directory, and those above it within the project; notebooks that
    were taken out of one stand beside their articles.
    """
    here = Path.cwd()
    above = [here, *here.parents]
    top = next((n for n, folder in enumerate(above) if any((folder / name).exists() for name in PROJECT)), 1)
    return above[:1] if ".." in wanted.parts else above[: top + 1]
