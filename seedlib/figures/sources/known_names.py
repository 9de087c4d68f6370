"""Names of sources that a text has used, and which of them a shorter or generic one means."""

from bisect import bisect_left, insort
from collections.abc import Callable
from functools import lru_cache

from seedlib.arabic import TATWEEL, key
from seedlib.figures.sources.attribution import DESCRIBED, ROLES, Attribution, generic_sources, is_report, may_refer
from seedlib.language.peoples import demonym
from seedlib.language.place_words import bodies, is_place

_PERSONS = DESCRIBED | ROLES
_KIN = frozenset({"ابو", "ابن", "بن", "ام", "عبد"})  # they begin a name of two words: "أبو فلان"
_REMEMBERED = 200  # names back to which a shorter one can refer


class KnownNames:
    """The names of the sources of one document, for the shorter and generic ones that refer back to them."""

    def __init__(self) -> None:
        self._names: list[tuple[int, str, list[str]]] = []  # token of first use, name, stems of its words; in order
        self._first: dict[str, int] = {}

    def resolve(self, text: str, at: int, latest: Callable[[int], Attribution | None]) -> str:
        """A generic or shortened name ("المصادر", "المرصد") at token ``at`` as its fuller antecedent in the text, if
        there is one; ``latest`` gives the source that spoke last before a token.
        """
        words, head, more = _parsed(text)
        body = head in generic_sources() and head.removeprefix("ال") in bodies()
        end = bisect_left(self._names, (at,))
        for _, name, other in reversed(self._names[max(0, end - _REMEMBERED) : end]):
            if (
                words
                and len(other) > len(words)
                and (
                    other[0] == words[0]
                    or (other[-len(words) :] == words and (len(words) in {1, len(other) - 1} or head in _KIN))
                    or (other[1:2] == words and _calls(head, name))
                )
                and all(word in other for word in words)
                and not (body and other[0] in _PERSONS)  # "الشرطة" after "متحدث باسم الشرطة"
            ):
                return name
        if more and head in generic_sources() and more[0].startswith(("التابع", "المذكور", "المعني")):
            return self.resolve(text.split()[0], at, latest)  # "المركز التابع لكذا"
        if _may_mean(head, more) and (speaker := latest(at)) and _means(head, more, speaker.name):
            return speaker.name
        if at < self._first.get(text, at + 1):
            self._first[text] = at
            insort(self._names, (at, text, _stems(text)))
        return text


def _calls(word: str, name: str) -> bool:
    """Whether a word alone calls the body that has it behind its kind: "مرصاد" of "منظمة مرصاد الحقوقية"."""
    kind = key(name.split()[0]).removeprefix("ال")
    plain = word not in generic_sources() and word.removeprefix("ال") not in bodies()
    return kind in bodies() and plain and not is_place([word], 0)


def _may_mean(generic: str, more: list[str]) -> bool:
    """Whether a name can be the source that spoke last, whatever that is called: "الإحصائية", "اللجنة الطبية"."""
    if not more:
        return generic in generic_sources() or (generic.startswith("ال") and is_report(generic))
    body = generic in generic_sources() and generic.removeprefix("ال") in bodies()
    return body and len(more) == 1 and more[0].startswith("ال") and demonym(more[0]) is None


def _means(generic: str, more: list[str], latest: str) -> bool:
    """Whether it is: anybody's report, a body of the kind with what it is not called ("لجنة كذا")."""
    if not more:
        return is_report(generic) or may_refer(generic, latest)
    return key(latest.split()[0]).removeprefix("ال") == generic.removeprefix("ال")


@lru_cache(maxsize=1 << 14)
def forms_of(text: str) -> frozenset[str] | None:
    """The first word of a name, as it can stand in a text where a longer form of the name does; None where it is not
    one plain word there ("فرانس-برس", "syriahr.com").
    """
    first = text.split()[0] if text.split() else ""
    forms = (clitic + _stem(key(first)) for clitic in ("", "ال", "لل", "ل"))
    return frozenset(forms) if first.isalpha() and not first.isascii() and TATWEEL not in first else None


@lru_cache(maxsize=1 << 14)
def _parsed(text: str) -> tuple[list[str], str, list[str]]:
    """The stems of the words of a name that have any, the key of its first word and the keys of the others."""
    head, *more = map(key, text.split() or [""])
    return [word for word in _stems(text) if word], head, more


@lru_cache(maxsize=1 << 14)
def _stems(text: str) -> list[str]:
    return [_stem(key(word)) for word in text.split()]


def _stem(word: str) -> str:
    word = "".join(ch for ch in word if ch.isalnum())
    return word[2:] if word.startswith("ال") and len(word) > 4 else word
