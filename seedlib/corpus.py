"""Corpus: where the articles are, whichever folder a notebook or a command is started from."""

from pathlib import Path


def find_corpus(source: str | Path = "seeds") -> Path:
    """The file or folder `source`, looked for in the working directory and then in each folder above it.

    JupyterLab starts a notebook in the notebook's folder, papermill and the shell where you are; both find the
    articles this way. Raises ``FileNotFoundError`` with the places tried.
    """
    wanted = Path(source).expanduser()
    here = Path.cwd()
    places = [wanted] if wanted.is_absolute() else [folder / wanted for folder in (here, *here.parents)]
    for place in places:
        if place.exists():
            return place
    raise FileNotFoundError(f"no {str(source)!r} found; looked for " + ", ".join(map(str, places)))
