"""Noun phrases: where a name or group that starts at a token ends, by the closed classes of Arabic words."""

from functools import cache

from seedlib.arabic import key
from seedlib.language.nouns import indefinite_duals
from seedlib.language.number_atoms import atoms
from seedlib.language.tokens import DIGITS, Tokens
from seedlib.lexicon import rows
from seedlib.memo import remembered

OPENING = frozenset("\"«“‘'")
BULLETS = frozenset("-–—•*▪●◾■✅🔹🔸")  # signs that open the lines of a list
CLOSING = frozenset("\"»”’'")
QUOTES = OPENING | CLOSING
OF_THEM = frozenset({"منهم", "منها", "منهن"})
# Outcomes of ``lexicon/outcomes.csv`` that are none to report: people unharmed, saved, or aboard a vessel.
UNHARMED = frozenset({"none", "rescued", "aboard"})
_THESE = frozenset({"هذا", "هذه", "ذلك", "تلك", "هؤلاء"})
_CLITICS = ("", "و", "ف")
_DEATHS = ("مصرعه", "حتفه")  # "لقي العشرات من كذا مصرعهم"


@cache
def boundaries() -> frozenset[str]:
    """Words that end a noun phrase: every function word, with و and ف, and verbs of reporting and of outcomes."""
    words = {key(row["form"]) for row in rows("function_words")}
    words |= {key(row["form"]) for row in rows("attribution") if row["class"] in {"verb", "according"}}
    told = [row for row in rows("outcomes") if row["outcome"] not in UNHARMED]
    words |= {key(row["form"]) for row in told if row["part_of_speech"] == "verb"}
    words |= {"ب" + key(row["form"]) for row in told if row["part_of_speech"] == "noun"}
    words |= {"ب" + key(row["form"]) for row in rows("place_nouns")}
    words |= {"و" + key(row["form"]) for row in told if row["part_of_speech"] == "noun"}
    words -= {"بين"}
    return frozenset(clitic + word for clitic in _CLITICS for word in words) | {"بين"}


def phrase_end(tokens: Tokens, first: int, stop: int, longest: int = 7) -> int:
    """One past the last token of the noun phrase that starts at ``first``: it ends at a sign, a function word, a verb,
    a number or a word with a preposition, but runs through what is quoted (حزب "الله") and through و + name.
    """
    keys, i, quoted = tokens.keys, first, False
    while i < stop and i - first < longest:
        word = keys[i]
        if i == first and word[0].isalpha():
            pass  # the first word always belongs
        elif not quoted and i > first and _goes_on(word):
            if (word == "و" and i + 1 < stop and keys[i + 1][0] in DIGITS) or word == "ل":
                return i  # "مصادر لـ"كذا"": to whom it was said
            if word == "واحد" and i + 1 < stop and keys[i + 1].startswith("عشر"):
                return i  # وأحد عشر has the key of واحد
        elif first < i < stop - 1 and _with_next(keys, i, first):
            i += 1
        elif word in QUOTES:
            if quoted:
                return i + 1
            if i + 1 < stop and (_ends(keys[i + 1]) or keys[i + 1].endswith("هم")):
                return i  # what is quoted is a clause, not a name
            if i > first and i + 1 < len(keys) and not keys[i + 1][0].isalpha():
                return i  # the end of what began before the phrase
            if i > first and keys[i] in CLOSING and keys[i] not in OPENING:
                return i
            quoted = True
        elif (
            (word == "-" and tokens.glued(i) and tokens.glued(i + 1) and not quoted)
            or word in "#_"
            or _numbered(tokens, i, first)
        ):
            pass  # "موقع كذا24"
        elif (not word[0].isalpha() and not quoted) or (not quoted and i > first and _ends(word)):
            return i
        i += 1
    closing = (j + 1 for j in range(i, min(i + 3, stop)) if quoted and keys[j] in CLOSING)
    return next(closing, i)  # a long name ends with what is quoted in it


def _with_next(keys: list[str], i: int, first: int) -> bool:
    """Whether the phrase that starts at ``first`` runs through token ``i`` and the one behind it: "من جنسية غير سورية",
    "من دول جنوب الصحراء", "أفراد هذه القوات".
    """
    word, following = keys[i], keys[i + 1]
    if word == "غير":
        return _agree(keys[i - 1], following)
    of_these = word in _THESE and i == first + 1 and following.startswith("ال") and not keys[first].startswith("ال")
    return of_these or (word == "جنوب" and following == "الصحراء")


def _numbered(tokens: Tokens, i: int, first: int) -> bool:
    """Whether digits are glued to the word of a name before them."""
    return i > first and tokens.keys[i][0] in DIGITS and tokens.glued(i) and len(tokens.keys[i - 1]) > 3


def _agree(noun: str, adjective: str) -> bool:
    """Whether a word can be the adjective of another: both with the article or both without."""
    return _goes_on(adjective) and noun.startswith("ال") == adjective.startswith("ال")


@remembered
def _goes_on(word: str) -> bool:
    """Whether a word inside a phrase is just one more of its words."""
    return word[0].isalpha() and not _ends(word)


@remembered
def _ends(word: str) -> bool:
    atom = atoms().get(word)
    return (
        word in boundaries()
        or bool(atom and atom.joined)
        or (word[0] == "و" and word in indefinite_duals())  # "14 من كذا وشخصين من كذا"
        or word.startswith(_DEATHS)
        or (word[0] in "تي" and word.endswith(("ها", "هم")) and len(word) > 5)  # a verb: "وحدات تؤازرها دورية"
        or (word[1:].startswith("است") and word[0] in "وف" and word.endswith("ت") and not word.endswith("ات"))
        or (word[0] == "ي" and word.endswith("ون") and not word.endswith("يون") and len(word) > 4)  # "يشربون"
        or (word[:1] in "بل" and len(word) > 3 and word[1:3] == "ال")
        or word.startswith(("بال", "لل", "وبال"))
    )


def trim(tokens: Tokens, first: int, last: int) -> str | None:
    """The text of a phrase without quotes that close nothing; None where it is empty."""
    keys = tokens.keys
    if not QUOTES.isdisjoint(keys[first:last]):
        while first < last and keys[last - 1] in QUOTES and sum(k in QUOTES for k in keys[first:last]) % 2:
            last -= 1
        quotes = [i for i in range(first, last) if keys[i] in QUOTES]
        if quotes == [first, last - 1]:
            first, last = first + 1, last - 1  # a name that is quoted as a whole
    return tokens.surface(first, last - 1) if last > first else None
