"""Modality: whether what a figure tells is said to be so, denied, or unrealised: expected, planned, tried, threatened
or asked for.

The distinctions are those of polarity and modality of events in ACE (English Annotation Guidelines for Events 5.4.3,
2005): what is not said to have happened is no report of it, whatever its number.
"""

from functools import cache

from seedlib.arabic import key
from seedlib.figures.mentions import Mention, coordinated
from seedlib.figures.sources.attribution import reporting_verbs
from seedlib.language.number_atoms import begins_number
from seedlib.language.outcome_cues import cues
from seedlib.language.tokens import Tokens
from seedlib.lexicon import rows, word_class
from seedlib.memo import remembered
from seedlib.numbers.hedges import hedge_start

_REACH = 12  # tokens between a word of modality and what it governs: the subject stands there
_CLITICS = ("", "و", "ف", "ب", "ل", "ال", "وال", "بال", "لل", "وب", "ول")
_ENDS = frozenset(".؛:!؟…\n،")
_MAY = frozenset({"قد", "وقد", "فقد"})  # "may" before the imperfect, "has" before the perfect
_THAT = frozenset({"ان", "بان"})
_BUT = frozenset({"سوي", "الا", "غير"})  # "لم يقتل سوى 3": three were
_NO, _TRUTH = frozenset({"لا", "ولا", "عدم", "بعدم", "وعدم"}), frozenset({"صحه", "لصحه"})
_WHILE = frozenset("خلال اثناء لدي بعد عقب اثر قبل منذ".split())  # "أثناء محاولتها العبور غرق 20"
_FALSE = (["غير", "صحيح"], ["غير", "صحيحه"], ["عار", "عن"], ["عاريه", "عن"], ["عار", "من"], ["عاريه", "من"])


@cache
def _forms(kind: str) -> frozenset[str]:
    """The words of a class of ``modality.csv`` with the clitics that they can have."""
    known = [key(row["form"]) for row in rows("modality") if row["class"] == kind]
    return frozenset(clitic + form for form in known for clitic in _CLITICS)


def read_modality(tokens: Tokens, mentions: list[Mention]) -> None:
    """Set the modality of each figure; what is told together with the one before it, or is a part of it, shares it."""
    may = False
    for n, mention in enumerate(mentions):
        before = mentions[n - 1] if n else None
        total = mentions[mention.part_of] if mention.part_of is not None and mention.part_of < n else None
        if before is None or before.first != mention.first:
            may = any(map(_may_say, tokens.keys[mention.first : mention.last]))
        if not may:
            continue
        if found := _read(tokens, mention):
            mention.modality, at = found
            mention.cues["modality"] = (at, at + 1)
        elif total and total.first == mention.first:
            mention.modality = total.modality
        elif before and before.modality and before.first == mention.first and _goes_on(tokens, before, mention):
            mention.modality = before.modality


def _goes_on(tokens: Tokens, before: Mention, mention: Mention) -> bool:
    said = any(map(_asserts, tokens.keys[before.end : mention.at]))
    return not said and coordinated(tokens, before, mention)


def _read(tokens: Tokens, mention: Mention) -> tuple[str, int] | None:
    keys, first, number = tokens.keys, mention.first, hedge_start(tokens, mention.at)
    cue = mention.cues.get("outcome", (number,))[0]
    behind = max(mention.end, mention.counted.after)
    if cue >= behind and (found := _denied(keys, cue, behind) or _governed(keys, True, cue, behind)):
        return found  # "300 ألف طفل قد يقتلون"
    since, event = max(first, min(cue, number) - _REACH), mention.outcome is not None
    if cue < number:  # "الإفراج المرتقب عن 3"
        found = _governed(keys, event, number, cue + 1, number) or _denied(keys, cue, since)
        if found := found or _governed(keys, event, cue, since, number):
            return found
    else:
        found = _governed(keys, event, number, since, number)
        if found and (cue < behind or not _THAT.isdisjoint(keys[found[1] : number])):
            return found  # else something of them behind it: "هدد بإعدام 30 جندياً يحتجزهم"
    near = range(behind, min(behind + 3, mention.last - 1))
    if (at := next((i for i in near if _clause_to_come(keys, i)), None)) is not None:
        return "unrealised", at
    return next((("denied", i) for i in range(behind, mention.last - 1) if keys[i : i + 2] in _FALSE), None)


def _denied(keys: list[str], cue: int, since: int) -> tuple[str, int] | None:
    """The negation right before the word that says what happened: "لم تعتقل 20", "عدم تسجيل وفاة 20"."""
    at = cue - 1 - (keys[cue - 1] in word_class("event"))
    but = not _BUT.isdisjoint(keys[cue : cue + 5])
    return ("denied", at) if at >= since and keys[at] in _forms("negated") and not but else None


def _governed(keys: list[str], event: bool, told: int, since: int, number: int = -1) -> tuple[str, int] | None:
    """The word between ``since`` and what is told at ``told`` that governs it. One right before the ``number`` has the
    counted as its subject: "هدد 20 مسلحاً". Threats, plans and fears are of an ``event``: "يهدد الجوع 3 ملايين".
    """
    if told != number and _to_come(keys[told]):
        return "unrealised", told
    open_ = told == number or not _asserts(keys[told]) or len(keys[told]) == 3  # "قتل" may be the noun
    for i in range(told - 1, since - 1, -1):
        word = keys[i]
        open_ = open_ or word in _THAT  # "نفى أن تكون قواته قتلت 12"
        if _asserts(word) or begins_number(word):
            return None
        if found := _says(keys, i, event, number):
            return (found, i) if open_ else None
    return None


def _clause_to_come(keys: list[str], i: int) -> bool:
    """Whether a clause on what is to come opens at token ``i``: "من المحتمل أن يفروا"."""
    return keys[i + 1] in _THAT and keys[i] in _forms("unrealised")


def _says(keys: list[str], i: int, event: bool, number: int) -> str | None:
    """The modality that the word at ``i`` gives to what it governs."""
    word = keys[i]
    if word in _forms("denied") or (word in _TRUTH and keys[i - 1] in _NO):
        return "denied"
    deed = event and word in _forms("unrealised_event") and keys[i - 1].removeprefix("و") not in _WHILE
    coming = deed or word in _forms("unrealised") or _to_come(word)
    may = word in _MAY and _imperfect(keys[i + 1])
    return "unrealised" if may or (coming and i + 1 != number) else None


@remembered
def _may_say(word: str) -> bool:
    """Whether a word can tell of modality, so that its sentence is worth a look."""
    return (
        word in _forms("denied")
        or word in _forms("unrealised")
        or word in _forms("unrealised_event")
        or word in _forms("negated")
        or word in _MAY
        or word in _TRUTH
        or word in {"عار", "عاريه", "صحيح", "صحيحه"}
        or _to_come(word)
    )


@remembered
def _to_come(word: str) -> bool:
    """Whether a word is a verb in the future: "سيؤدي", "ستفرج"."""
    verb = word.removeprefix("و").removeprefix("ف")
    return verb.startswith(("سي", "ست", "سن")) and _imperfect(verb[1:])


@remembered
def _imperfect(word: str) -> bool:
    """Whether a word is a verb in the imperfect: one in ت has its twin in ي ("تقتل", not "توفي")."""
    known = word[0] in "يت" and all(cues().get(form, ("", ""))[1] == "verb" for form in (word, "ي" + word[1:]))
    return known or word in _forms("may_lead")


@remembered
def _asserts(word: str) -> bool:
    """Whether what follows a word is said anew, or taken as having happened: behind a stop, "after", a verb of saying,
    and a verb in the perfect that says what happened.
    """
    if word in _ENDS or word in _forms("given"):
        return True
    if word in _forms("denied") or word in _forms("unrealised") or word in _forms("unrealised_event"):
        return False
    cue = cues().get(word)
    happened = cue is not None and cue[1] == "verb" and not _imperfect(word) and not _to_come(word)
    return happened or word in reporting_verbs()
