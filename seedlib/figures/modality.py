"""Modality: whether what a figure tells is said to be so, denied, or unrealised: expected, planned, tried, threatened
or asked for.

The distinctions are those of polarity and modality of events in ACE (English Annotation Guidelines for Events 5.4.3,
2005): what is not said to have happened is no report of it, whatever its number.
"""

from functools import cache
from itertools import takewhile

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
_SAID = frozenset({"إن", "إنه", "إنها", "إنهم", "وإن", "وإنه", "وإنها", "وإنهم"})  # behind "said", unlike أن
_NOT = frozenset({"لا", "ولا", "لم", "ولم", "لن", "ولن"})
#: Nouns for what was done that are written like its verb, so that they can be the object of a word of modality.
_DEEDS = frozenset("قتل خطف اسر سجن ضبط هدم جرح شنق غرق قصف فقد".split())
#: Classes of words that govern a figure that tells of an event ("يعتزم الإفراج عن 20"), of one that happened to those
#: whom a noun alone says it of (300 who are detained are so whatever someone asks for: "طالب أهالي 300 معتقل"), and of
#: no event.
_OF_EVENT = ("denied", "denied_event", "unrealised", "unrealised_from", "unrealised_event", "wanted", "wanted_event")
_OF_STATE = ("denied", "unrealised", "unrealised_from", "unrealised_event")
_OF_NONE = ("denied", "unrealised", "unrealised_from", "wanted")
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
    if cue >= behind and (found := _denied(keys, cue, behind) or _governed(tokens, _OF_EVENT, cue, behind)):
        return found  # "300 ألف طفل قد يقتلون"
    since = max(first, min(cue, number) - _REACH)
    if cue < number:  # "الإفراج المرتقب عن 3"
        found = _governed(tokens, _OF_EVENT, number, cue + 1, number) or _denied(keys, cue, since)
        found = found or _governed(tokens, _OF_EVENT, cue, since, number)
    else:
        found = _governed(tokens, _OF_NONE if mention.outcome is None else _OF_STATE, number, since, number)
        if found and cue >= behind and _THAT.isdisjoint(keys[found[1] : number]):
            found = None  # something of them behind it: "هدد بإعدام 30 جندياً يحتجزهم"
    if found or mention.outcome is None:
        return found or _to_come_behind(keys, behind, mention.last)
    return None if _asserts(keys[cue]) else _false_behind(keys, behind, mention.last)


def _to_come_behind(keys: list[str], behind: int, last: int) -> tuple[str, int] | None:
    """The clause on what is to come right behind what is counted: "200 ألف شخص من المحتمل أن يفروا", "قد يموتون"."""
    for i in range(behind, min(behind + 2, last - 1)):
        if keys[i][0] == "و" or (i > behind and keys[behind] != "من"):
            return None
        clause = keys[i + 1] in _THAT and any(keys[i] in _forms(kind) for kind in ("unrealised", "unrealised_from"))
        if clause or (keys[i] == "قد" and _imperfect(keys[i + 1])):
            return "unrealised", i
    return None


def _false_behind(keys: list[str], behind: int, last: int) -> tuple[str, int] | None:
    """The words behind a figure, in its clause, that say that it is not true: "أنباء مقتل 20 عارية عن الصحة"."""
    clause = takewhile(lambda i: not _asserts(keys[i]), range(behind, last - 1))
    return next((("denied", i) for i in clause if keys[i : i + 2] in _FALSE), None)


def _denied(keys: list[str], cue: int, since: int) -> tuple[str, int] | None:
    """The negation right before the word that says what happened: "لم تعتقل 20", "عدم تسجيل وفاة 20"."""
    at = cue - 1 - (keys[cue - 1] in word_class("event"))
    but = not _BUT.isdisjoint(keys[cue : cue + 5])
    return ("denied", at) if at >= since and keys[at] in _forms("negated") and not but else None


def _governed(
    tokens: Tokens, kinds: tuple[str, ...], told: int, since: int, number: int = -1
) -> tuple[str, int] | None:
    """The word of one of the ``kinds`` between ``since`` and what is told at ``told`` that governs it. One right before
    the ``number`` has the counted as its subject: "هدد 20 مسلحاً".
    """
    keys = tokens.keys
    if told != number and _to_come(keys[told]):
        return "unrealised", told
    if keys[told][0] == "و" and keys[told][1:] in cues():
        kinds = tuple(kind for kind in kinds if kind != "wanted_event")  # "إحباط محاولة تسلل واعتقال 12"
    deed = told != number and keys[told] in _DEEDS
    open_ = told == number or deed or not _asserts(keys[told])
    for i in range(told - 1, since - 1, -1):
        word = keys[i]
        open_ = open_ or word in _THAT  # "نفى أن تكون قواته قتلت 12"
        said = word.endswith(("ان", "انه", "انها", "انهم")) and tokens.surface(i, i) in _SAID
        if said or _asserts(word) or begins_number(word):
            return None
        if deed and i < told - 1 and _has_object(word):
            return None  # a verb: "في محاولة لاقتحام كذا قتل 9"
        if i + 1 != number and (found := _says(keys, i, kinds)):
            return (found, i) if open_ else None
    return None


def _has_object(word: str) -> bool:
    """Whether what a word of modality governs stands behind a preposition, here or in the word itself."""
    return word in {"من", "الي", "عن", "علي"} or word[0] == "ل" or word.startswith("بال")


def _says(keys: list[str], i: int, kinds: tuple[str, ...]) -> str | None:
    """The modality that the word at ``i``, of one of the ``kinds``, gives to what it governs."""
    word, before = keys[i], keys[i - 1]
    if word in _MAY:
        return "unrealised" if _imperfect(keys[i + 1]) else None
    if word in _TRUTH:
        return "denied" if before in _NO else None
    kind = next((kind for kind in kinds if word in _forms(kind)), "")
    while_ = kind.endswith("_event") and before.removeprefix("و") in _WHILE
    if while_ or (kind == "unrealised_from" and before not in {"من", "ومن"}):
        return None
    if kind.startswith("denied"):
        return None if before in _NOT else "denied"  # "لم يستبعد مقتل 12"
    return "unrealised" if kind or _to_come(word) else None


@remembered
def _may_say(word: str) -> bool:
    """Whether a word can tell of modality, so that its sentence is worth a look."""
    return (
        any(word in _forms(kind) for kind in (*_OF_EVENT, "negated"))
        or word in _MAY
        or word in _TRUTH
        or word in {"عار", "عاريه", "صحيح", "صحيحه"}
        or _to_come(word)
    )


@remembered
def _to_come(word: str) -> bool:
    """Whether a word is a verb in the future: "سيؤدي", "ستفرج"."""
    verb = word.removeprefix("و").removeprefix("ف")
    return verb.startswith(("سي", "ست", "سن")) and _imperfect("ي" + verb[2:])


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
    if any(word in _forms(kind) for kind in _OF_EVENT):
        return False
    cue = cues().get(word)
    happened = cue is not None and cue[1] == "verb" and not _imperfect(word) and not _to_come(word)
    return happened or word in reporting_verbs()
