"""Who carried out an attack: the subject of its verb, the body behind ل, or what an adjective says of whose it was."""

from seedlib.figures.mentions import Mention
from seedlib.figures.sources.attribution import reporting_verbs
from seedlib.language.gazetteer import match_place
from seedlib.language.nouns import noun
from seedlib.language.number_atoms import begins_number
from seedlib.language.peoples import demonym
from seedlib.language.phrases import boundaries, phrase_end, trim
from seedlib.language.place_words import bodies, in_place
from seedlib.language.tokens import Tokens
from seedlib.lexicon import word_class
from seedlib.memo import remembered
from seedlib.numbers.hedges import hedge_before

#: Verbs whose object is an attack or what is fired in it; a relative clause has its pronoun behind them.
_DONE_BY = frozenset("نفذ نفذت شن شنت ارتكب ارتكبت اطلق اطلقت القي القت".split())
_RELATIVE = frozenset(verb + pronoun for verb in [*_DONE_BY - {"القي"}, "القا"] for pronoun in ("ها", "ه"))
WHO = frozenset({"الذي", "التي", "اللذين", "الذين"})
THAT = frozenset({"ان", "بان", "وان", "حيث"})
_OF_DAY = frozenset(
    (
        "، ( ) يوم فجر صباح ظهر عصر مساء ليل ليله امس خلال الليل الليله اليومين الايام الاسبوع الشهر العام الماضي "
        "الماضيه الماضيين الفائت المنصرم"
    ).split()
)
#: What harms people without being anybody: "الأمطار الموسمية قتلت 5".
_NOBODY = word_class("incident") | word_class("disease") | word_class("element")
_RAIDS = frozenset({"غاره", "ضربه", "هجوم"})  # a body right behind them carries them out
_FORCES = frozenset("قوه عناصر مسلحون مسلحين جنود مقاتلو دوريه".split())
_ATTACKERS = word_class("attacker")  # besides the heads of bodies
_DEFINITE = ("ال", "بال", "وال", "فال", "كال", "لل")
_REACH = 10  # tokens between a verb and the number of its object: the subject and what the adverbs say


def read(tokens: Tokens, mention: Mention) -> tuple[int, int] | None:
    """The tokens that say who carried out attacks, or fired what is counted."""
    behind = max(mention.end, mention.counted.after)
    found = _subject(tokens, mention) or _of_clause(tokens, behind, mention.last)
    if found or mention.category != "attack":
        return found
    return of_body(tokens, behind, mention.last) or by_adjective(tokens, behind, mention.last)


def _subject(tokens: Tokens, mention: Mention) -> tuple[int, int] | None:
    """The subject of the verb before the number: "شن الطيران كذا 14 غارة", "طائرات كذا قد شنت 14 غارة"."""
    keys, end = tokens.keys, mention.at
    end -= end > mention.first and keys[end - 1] in word_class("tally")  # "إجمالي"
    end = past_adverbs(tokens, end, mention.first)
    verb = next((i for i in range(end - 1, max(mention.first, end - _REACH) - 1, -1) if _carries_out(keys[i])), None)
    if verb is None:
        return None
    if verb < end - 1:
        whole = _may_attack(keys, verb + 1) and phrase_end(tokens, verb + 1, end) == end
        return (verb + 1, end) if whole else None
    end = verb - (keys[verb - 1] == "قد")
    if end > mention.first and keys[end - 1] in WHO:
        end -= 1
        end -= keys[end - 1] == "،"
    starts = range(max(mention.first, end - _REACH), end)
    begin = next((i + 1 for i in reversed(starts) if keys[i] in THAT or keys[i] in reporting_verbs()), starts.start)
    for i in range(begin, end):
        if _may_attack(keys, i) and phrase_end(tokens, i, end) == end:
            return i, end
    return None


def past_adverbs(tokens: Tokens, end: int, begin: int) -> int:
    """The token behind a subject that hedge and adverbs part from its object at token ``end``: "شن الطيران أمس نحو"."""
    if hedge := hedge_before(tokens, end):
        end = hedge.first
    while end - 1 > begin and (tokens.keys[end - 1] in word_class("adverb") or tokens.keys[end - 1] in _OF_DAY):
        end -= 1
    return end


def _of_clause(tokens: Tokens, i: int, last: int) -> tuple[int, int] | None:
    """The subject of the relative clause behind what is counted: "14 غارة جوية شنها طيران كذا"."""
    keys = tokens.keys
    verb = next((k for k in range(i, min(i + 3, last)) if keys[k] in _RELATIVE), None)
    if verb is None or verb + 1 >= last or not _may_attack(keys, verb + 1):
        return None
    return verb + 1, agent_end(tokens, verb + 1, last, longest=5)


def agent_end(tokens: Tokens, first: int, last: int, longest: int) -> int:
    """One past the phrase for who did it, with whose they are ("طائرة تابعة لكذا"), without what with: "بصاروخ"."""
    end = phrase_end(tokens, first, last, longest)
    end = next((k for k in range(first + 1, end) if _ends_agent(tokens.keys[k]) or in_place(tokens.keys, k)), end)
    belongs = first < end < last and tokens.keys[end - 1].startswith("تابع") and tokens.keys[end][0] == "ل"
    return phrase_end(tokens, end, last, longest=3) if belongs else end


def by_adjective(tokens: Tokens, i: int, last: int) -> tuple[int, int] | None:
    """The nationality that is said of an attack, at most behind other adjectives: "قصف جوي وبري إسرائيلي"; no plural,
    which is said of people, nor what is behind a noun or a preposition ("غارة على إيرانيين", "قصف قرية تركية").
    """
    keys = tokens.keys
    k = next((k for k in range(i, min(i + 3, last)) if demonym(keys[k]) is not None), None)
    agrees = k is not None and keys[k].startswith("ال") == keys[i - 1].startswith(_DEFINITE)  # "قصف الأراضي التركية"
    if k is None or not agrees or keys[k].endswith(("ين", "ون")) or match_place(keys, k):
        return None
    return (k, k + 1) if all(map(_is_adjective, keys[i:k])) else None


@remembered
def _is_adjective(word: str) -> bool:
    return word.endswith(("ي", "يه")) and word not in boundaries() and noun(word) is None


def of_raid(tokens: Tokens, i: int, last: int) -> tuple[int, int] | None:
    """The body right behind a raid: "غارات الاحتلال"; not behind a bombardment, which may be of it: "قصف قوات كذا"."""
    entry = noun(tokens.keys[i])
    if i + 1 >= last or entry is None or entry.lemma not in _RAIDS or not is_force(tokens.keys[i + 1]):
        return None
    end = agent_end(tokens, i + 1, last, longest=4)
    named = end > i + 2 or tokens.keys[i + 1].startswith("ال")  # no adjective: "هجوم مركز"
    return (i + 1, end) if named else None


@remembered
def _carries_out(word: str) -> bool:
    return word in _DONE_BY or (word[0] in "وف" and word[1:] in _DONE_BY)


def of_body(tokens: Tokens, i: int, last: int) -> tuple[int, int] | None:
    """The body behind ل at a token: "غارة للطيران كذا", "هجوم لتنظيم كذا"."""
    if i >= last or not to_body(tokens.keys[i]):
        return None
    end = agent_end(tokens, i, last, longest=5)
    other = (k for k in range(i + 1, end) if tokens.keys[k][0] == "و" and is_attack(tokens.keys[k]))
    return i, next(other, end)  # "قصف للنظام وانفجارات كذا"


@remembered
def to_body(word: str) -> bool:
    """Whether a word is a body behind ل: "للطيران", "لتنظيم"."""
    stem = word[2:] if word.startswith("لل") else word[1:] if word[0] == "ل" else ""
    return stem in bodies() or stem in _ATTACKERS


@remembered
def is_attack(word: str) -> bool:
    """Whether a word is a noun for an attack."""
    entry = noun(word)
    return entry is not None and entry.category == "attack"


def is_force(word: str) -> bool:
    """Whether a word begins the name of a body, or of people who attack."""
    return word in _FORCES or is_body(word)


@remembered
def is_body(word: str) -> bool:
    """Whether a word is the head of a body, or of a force that attacks."""
    return any(form in bodies() or form in _ATTACKERS for form in (word, word.removeprefix("ال")))


def is_agent(word: str) -> bool:
    """Whether a word begins the name of a force or body, not of those whom something befell, of a disaster."""
    known = noun(word) is not None or word.removeprefix("ال") in _NOBODY or begins_number(word)
    verb = word in _DONE_BY or (word[-1] == "ت" and not word.endswith("ات"))  # "ألقت", no "القوات"
    return is_force(word) or (word.startswith("ال") and not known and not verb)


@remembered
def _ends_agent(word: str) -> bool:
    """Whether a word says what with or against, or begins a clause: "بصاروخ", "لحافلة", "نفذتها"."""
    entry = noun(word[1:]) if word[0] in "بل" and len(word) > 3 else None
    return word in _RELATIVE or (entry is not None and entry.category == "vehicle_or_weapon")


def _may_attack(keys: list[str], i: int) -> bool:
    """Whether who attacks can begin at a token: a force or body, a state, what flies or shoots ("طائرات كذا")."""
    entry = noun(keys[i])
    armed = entry is not None and entry.category == "vehicle_or_weapon"
    return armed or to_body(keys[i]) or is_agent(keys[i]) or is_state(keys, i)


def is_state(keys: list[str], i: int) -> bool:
    """Whether the name of a state stands at a token."""
    place = match_place(keys, i)
    return place is not None and place[0].kind == "country"


def name(tokens: Tokens, first: int, last: int) -> str | None:
    """The text of a phrase without the ل that opens it."""
    text = trim(tokens, first, last) or ""
    if not (to_body(tokens.keys[first]) or text.startswith("لل")):
        return text or None
    return "ال" + text[2:] if text.startswith("لل") else text[1:]
