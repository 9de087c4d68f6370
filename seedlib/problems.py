"""Problems: what could not be read, as data, so that one bad document never stops a run."""

from dataclasses import asdict, dataclass

import pandas as pd

from seedlib.schema import dtypes, frame

NOTED = "note"  # the stage of what was noted of a document that was read


class DocumentError(ValueError):
    """A document that cannot be read; the message names it and says what to do."""


class SourceNotFoundError(DocumentError, FileNotFoundError):
    """A path that does not exist."""


@dataclass(slots=True, frozen=True)
class Problem:
    """One document that was left out: where, at which stage (find, read, clean), the kind of error, the reason.

    At the stage ``note`` nothing was left out, but something about what was read is to be known.
    """

    path: str
    stage: str
    error: str
    message: str

    @classmethod
    def of(cls, path: object, stage: str, error: BaseException) -> "Problem":
        """The problem that an exception tells of, in one line."""
        message = " ".join(str(error).split()) or type(error).__name__
        return cls(str(path), stage, type(error).__name__, message[:500])


def list_problems(documents: pd.DataFrame) -> pd.DataFrame:
    """What could not be read when these documents were loaded: path, stage, error, message; no rows if all was.

    The rows are kept in ``documents.attrs["problems"]``.
    """
    found = documents.attrs.get("problems", [])
    return frame("problems", {name: [problem[name] for problem in found] for name in dtypes("problems")})


def left_out(problems: pd.DataFrame) -> pd.DataFrame:
    """The rows of :func:`list_problems` that tell of something not read, without mere notes."""
    return problems[problems["stage"] != NOTED]


def as_records(problems: list[Problem]) -> list[dict[str, str]]:
    """Problems as plain dicts, which survive copying and joining of frames."""
    return [asdict(problem) for problem in problems]
