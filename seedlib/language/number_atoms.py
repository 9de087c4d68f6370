"""The single words of numbers, every form with its clitics, as ``numbers.grammar`` reads them."""

from dataclasses import dataclass
from functools import cache

from seedlib.arabic import key
from seedlib.language.tokens import DIGITS
from seedlib.language.traits import trait
from seedlib.lexicon import rows, word_class

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل", "ك")
# Forms that, with a clitic, are other words: "لست" (I am not), "كمية" (amount), "ونص" (and stipulated; read only inside
# a number).
_NOT_NUMBERS = word_class("not_number")


@dataclass(slots=True, frozen=True)
class Atom:
    """One number word: its class and value, whether و or ف joins it, and how many clitic letters stand before it."""

    cls: str
    value: float
    joined: bool = False
    preposition: bool = False
    article: bool = False
    clitics: int = 0


@cache
def atoms() -> dict[str, Atom]:
    """Every number word with its clitics, by lookup key; a whole word wins over clitic + word."""
    out: dict[str, Atom] = {}
    forms = [(key(row["form"]), row["class"], float(row["value"])) for row in rows("number_words")]
    for clitics in range(4):
        for conjunction in _CONJUNCTIONS:
            for preposition in _PREPOSITIONS:
                for article in ("", "ل" if preposition == "ل" else "ال"):
                    if len(conjunction + preposition) + bool(article) != clitics:
                        continue
                    for form, cls, value in forms:
                        word = conjunction + preposition + article + form
                        atom = Atom(
                            cls,
                            value,
                            bool(conjunction),
                            bool(preposition),
                            bool(article),
                            len(conjunction + preposition),
                        )
                        if word not in _NOT_NUMBERS:
                            out.setdefault(word, atom)
    out["ونص"] = Atom("fraction", 0.5, joined=True, clitics=1)
    return out


@trait("number word")
def _is_number_word(word: str) -> bool:
    """Whether a word is one of those of numbers."""
    return word in atoms()


def begins_number(word: str) -> bool:
    """Whether a number can begin with a word: digits or a number word."""
    return word[0] in DIGITS or word in atoms()


def joined_number(word: str) -> bool:
    """Whether a word is a number word with و: "وأربعة"; not "واحد"."""
    atom = atoms().get(word)
    return atom is not None and atom.joined
