"""Cases of a disease: injuries and cases that stand near its name are infections."""

from seedlib.arabic import bare
from seedlib.lexicon import word_class
from seedlib.memo import remembered

_DISEASES = word_class("disease")
_NEAR = 20  # tokens between a disease and its cases: "الإصابات بفيروس كذا في مدن كذا والبالغ عددها 14 إصابة"
_SUSPECTED = frozenset({"اشتباه", "مشتبه", "مشتبها", "يشتبه", "محتمله"})


def infected(outcome: str | None, keys: list[str], at: int, sentence: tuple[int, int]) -> str | None:
    """The outcome of the figure at token ``at`` of a sentence: injuries near a disease are infections."""
    return "infected" if outcome == "injured" and of_disease(keys, at, sentence) else outcome


def of_disease(keys: list[str], at: int, sentence: tuple[int, int]) -> bool:
    """Whether a disease is named near token ``at`` in its sentence."""
    return any(map(_is_disease, keys[max(sentence[0], at - _NEAR) : min(sentence[1], at + _NEAR)]))


@remembered
def suspected(word: str) -> bool:
    """Whether a word behind "case" says that one is suspected: "حالة اشتباه", "حالة يشتبه في إصابتها"."""
    return bare(word) in _SUSPECTED


@remembered
def _is_disease(word: str) -> bool:
    return word in _DISEASES or bare(word) in _DISEASES
