"""What happened to the counted: the outcome that the noun, or the nearest verb or verbal noun in scope, states."""

from functools import cache
from itertools import takewhile

from seedlib.figures.counted import Counted
from seedlib.figures.outcome_scope import DEAD, cue_after, cue_before, is_other, or_wounded, with_object
from seedlib.language.diseases import infected, of_disease, suspected
from seedlib.language.nouns import PEOPLE, noun
from seedlib.language.number_atoms import begins_number
from seedlib.language.outcome_cues import cues
from seedlib.language.phrases import OPENING, UNHARMED, boundaries
from seedlib.language.tokens import DIGITS, Tokens
from seedlib.lexicon import word_class
from seedlib.numbers.hedges import hedge_start

_OF_PEOPLE = frozenset(
    (
        "killed injured killed_or_injured missing detained abducted released displaced returned arrived "
        "defected recruited infected aboard rescued none"
    ).split()
)
_OF_BODIES = frozenset({"killed", "arrived", "returned"})
_OF_THINGS = frozenset({"targeted", "destroyed", "arrived"})
_STATES = frozenset({"detained", "abducted", "missing", "injured", "infected", "displaced"})
_EVENTS = frozenset({"killed", "released", "returned"})
_BECAUSE = frozenset({"نتيجه", "بسبب", "جراء", "اثر"})
_AGENTS = (["من", "قبل"], ["علي", "يد"], ["علي", "ايدي"])
_CASE = frozenset({"حاله", "حالات"})  # "تحولت إلى حالات اختفاء"
_FLIGHT = word_class("flight")
_THAT = frozenset({"ان", "بان", "وان", "وبان"})
_SURVIVORS = frozenset({"ناج", "ناجي"})
_BADLY = [["في", "حاله", how] for how in ("خطيره", "خطره", "حرجه")]


@cache
def _fits(category: str) -> frozenset[str]:
    """The outcomes that can befall a category: people are not "targeted" as things are, attacks have none."""
    if category == "body":
        return _OF_BODIES
    if category == "person":
        return _OF_PEOPLE
    return _OF_THINGS if category in {"structure", "vehicle_or_weapon", "other"} else frozenset()


def read_outcome(
    tokens: Tokens, counted: Counted, category: str, number: tuple[int, int], sentence: tuple[int, int]
) -> tuple[str | None, int | None]:
    """Outcome of a figure and the token of its cue; ``number`` and ``sentence`` are token ranges."""
    fitting = _fits(category)
    if not fitting:
        return None, None
    keys = tokens.keys
    entry = counted.entry
    own = entry.outcome if entry and counted.token is not None else None
    if category == "vehicle_or_weapon" and _with_it(tokens, number[0]):
        return None, None
    if _both_named(keys, counted, sentence[1]):
        return "killed_or_injured", counted.token
    if own and category != "body":
        return _of_state(tokens, counted, own, number, sentence)
    if told := _by_phrase(keys, counted, category, number, sentence):
        return told
    found, at = _nearest(tokens, counted, category, number, sentence)
    for near in (number[1], at):
        found = infected(found, keys, near, sentence) if near is not None else found
    if found == "killed_or_injured" and counted.token is not None and keys[counted.token].startswith("اخر"):
        found = "injured" if at is not None and cues()[keys[at]][0] == "injured" else "killed"
    if found == "defected" and entry and entry.counted_class != "combatant":
        found = "displaced"  # families flee, soldiers defect
    if at is None and entry and entry.lemma == "حاله" and of_disease(keys, number[1], sentence):
        return "infected", counted.token  # "92 حالة كورونا"
    inherited = entry.outcome if entry and counted.token is None else None
    if found in UNHARMED or (entry and entry.lemma in _SURVIVORS and found != "displaced"):
        return None, at
    return found or own or inherited, at


def _by_phrase(
    keys: list[str], counted: Counted, category: str, number: tuple[int, int], sentence: tuple[int, int]
) -> tuple[str | None, int | None] | None:
    """The outcome, or that there is none, where the words right beside the counted leave no choice."""
    entry, after = counted.entry, max(counted.after, number[1])
    what = counted.token + 1 if counted.token is not None else sentence[1]
    if _by_them(keys, min(number[0], number[0] if counted.token is None else counted.token)):
        return None, None
    if category == "person" and (turned := _turned_into(keys, number[0], after, sentence)):
        return turned
    if entry and entry.lemma == "حاله" and what < sentence[1] and suspected(keys[what]):
        return "infected", what  # "316 حالة اشتباه", "حالة يشتبه في إصابتها"
    if entry and entry.lemma == "حاله" and what < sentence[1] and (cue := cues().get(keys[what])):
        return (None if cue[0] == "none" else infected(cue[0], keys, number[1], sentence)), what  # "316 حالة إصابة"
    if keys[max(sentence[0], number[0] - 2) : number[0]] in (["من", "اصل"], ["من", "اجمالي"]):
        return (entry.outcome if entry and counted.token is not None else None), counted.token  # all who were there
    if keys[number[0] - 1] == "بين" and number[0] > sentence[0] and number[1] - number[0] == 1:
        return (
            entry.outcome if entry and counted.token is not None else None
        ), counted.token  # parties: "اشتباكات بين عائلتين"
    if category in {"structure", "other"} and _attacked(keys, number[0]):
        return "targeted", number[0] - 2  # "شن غارتين على منزلين"
    if category == "other" and keys[number[0] - 1] in {"الي", "في"} and number[0] > sentence[0]:
        return None, None  # where it went: "وصلوا إلى 23 محافظة"
    if category == "person" and (to := _driven_to(keys, after, sentence[1])):
        return "displaced", to
    if category == "person" and (told := _exposed_to(keys, number[0], after, sentence)):
        return told
    if category == "person" and keys[after : after + 3] in _BADLY:
        return "injured", after + 1  # "توفي 2 و3 في حالة خطيرة"
    return None


def _with_it(tokens: Tokens, number: int) -> bool:
    """Whether something was done with or on what is counted: "بصاروخين", "بأكثر من 20 صاروخاً", "على متن 3 قوارب"."""
    keys, at = tokens.keys, hedge_start(tokens, number)
    with_it = "ب" in {keys[number][0], keys[number - 1]} or (keys[at][0] == "ب" and keys[at] != "بين")
    return with_it or keys[at - 1] == "متن"


def _attacked(keys: list[str], number: int) -> bool:
    attack = noun(keys[number - 2]) if number > 1 and keys[number - 1] == "علي" else None
    return attack is not None and attack.category == "attack"


def _exposed_to(keys: list[str], number: int, after: int, sentence: tuple[int, int]) -> tuple[str, int] | None:
    """What people were exposed to: "تعرض 12 صحفياً للاعتقال", "30 تلميذة تعرضن للخطف"; their fate that is unknown: "لا
    يزال مصير 82 آخرين مجهولاً".
    """
    lead = keys[max(sentence[0], number - 4) : number]
    about = (*lead, *keys[after : after + 2])
    exposed, fate = any("تعرض" in word or word.startswith("خضع") for word in about), "مصير" in lead
    for i in takewhile(
        lambda i: keys[i][0].isalpha(), range(after, min(sentence[1], after + 5) if exposed or fate else 0)
    ):
        cue = cues().get(keys[i]) or cues().get(keys[i].removeprefix("لل"))
        if exposed and keys[i][0] == "ل" and cue:
            return cue[0], i
        if fate and keys[i].startswith("مجهول"):
            return "missing", i
    return None


def _driven_to(keys: list[str], start: int, last: int) -> int | None:
    """The flight that people were driven to: "أجبرت 4600 أسرة على ترك منازلها", "دفع 30 عائلة إلى النزوح"."""
    near = takewhile(lambda i: keys[i][0].isalpha(), range(start, min(last - 1, start + 5)))
    return next((i + 1 for i in near if keys[i] in {"علي", "الي"} and keys[i + 1] in _FLIGHT), None)


def _turned_into(keys: list[str], number: int, after: int, sentence: tuple[int, int]) -> tuple[str, int] | None:
    """What became of people: "75 منهم تحولوا إلى مختفين", "تحول 38 شخصاً منهم إلى مختفين", "تحولت إلى "اختفاء"."""
    if not any("تحول" in word for word in keys[max(sentence[0], number - 2) : after + 5]):
        return None
    ahead = range(after, min(sentence[1], after + 5))
    for i in takewhile(lambda k: keys[k][0].isalpha() and not begins_number(keys[k]), ahead):
        what = next((k for k in range(i + 1, sentence[1]) if keys[k] not in OPENING | _CASE), i)
        cue = cues().get(keys[what]) if keys[i] == "الي" else None
        if cue and cue[0] in _STATES:
            return cue[0], what
    return None


def _by_them(keys: list[str], at: int) -> bool:
    """Whether the counted are those who did it: "من قبل مسلحين اثنين", "على يد 3 مسلحين"."""
    return keys[max(0, at - 2) : at] in _AGENTS or keys[at - 1] == "بيد"


def _nearest(
    tokens: Tokens, counted: Counted, category: str, number: tuple[int, int], sentence: tuple[int, int]
) -> tuple[str | None, int | None]:
    """The cue before the number, unless a verb right behind the noun, or after إن, says what happened."""
    keys, fitting = tokens.keys, _fits(category)
    after = max(counted.after, number[1])
    found, at = cue_before(tokens, number[0], sentence[0], fitting)
    following, then = cue_after(tokens, after, sentence[1], fitting, category == "person")
    if following is None or then is None or (following == "aboard" and found):
        own_clause = keys[number[0] - 1] in {"وان", "وبان"}  # "..., وإن 12 مدرسة فتحت": what follows is said of it
        return (None, None) if own_clause and category not in PEOPLE else (found, at)
    if category == "vehicle_or_weapon" and following == "targeted" and _hits(keys, then):
        return found, at  # "30 صاروخاً استهدفت كذا"
    if found == "aboard" and following != "arrived" and not keys[then].endswith("ا"):  # فقدوا, فقدا
        return found, at  # "قارب يقل 55 شخصاً غرق": what befell the vessel
    if found == "rescued" and following in {"missing", "detained", "abducted"} and keys[then].endswith("وا"):
        return found, at  # "أنقذت 16 شخصاً احتجزوا في كذا"
    if found == "released" and following in _STATES:
        return found, at  # "الإفراج عن 681 مقاتلاً محتجزاً"
    if following == "killed" and or_wounded(keys, then + (keys[then] not in DEAD), sentence[1]):
        following = "killed_or_injured"  # "890 قتلوا أو أصيبوا"
    close = (
        then <= after + 1
        and all(keys[i][0].isalpha() or keys[i] in OPENING for i in range(after, then))
        and keys[then][0] not in "وف"
        and keys[then - 1] != "و"
    )
    close = close and keys[then - 1] not in _BECAUSE  # "وفاة 5 أشخاص نتيجة إصابتهم"
    close = close or found == "aboard" or keys[then] == "عداد"
    claimed = at is not None and any(keys[i] in _THAT for i in range(at, number[0]))
    return (following, then) if close or found is None or claimed else (found, at)


def _hits(keys: list[str], verb: int) -> bool:
    """Whether the word behind a verb of attack is its object, so that what is counted before it attacked."""
    word = keys[verb + 1] if verb + 1 < len(keys) else "."
    return word[0].isalpha() and word not in boundaries() and word[0] not in "بفل"


def _of_state(
    tokens: Tokens, counted: Counted, own: str, number: tuple[int, int], sentence: tuple[int, int]
) -> tuple[str | None, int | None]:
    """The outcome of a noun that names one; people in a state (prisoners, patients, wounded) can meet another:
    "أفرجت عن 26 معتقلاً", "وفاة ثلاثة مصابين", "ثلاثة من الجرحى توفوا".
    """
    keys = tokens.keys
    if own in _STATES:
        near = range(number[0] - 2, max(sentence[0], number[0] - 12) - 1, -1) if keys[number[0] - 1] == "عن" else ()
        if (free := next((i for i in near if cues().get(keys[i], ("",))[0] == "released"), None)) is not None:
            return "released", free  # "أفرجت السلطات، أمس، عن 26 معتقلاً"
        joined = keys[number[0]].startswith("و") or keys[number[0] - 1] in {"و", "،"}
        reach = 1 if own in {"injured", "missing"} else 16 if joined and own == "detained" else 7
        for i in range(number[0] - 1, max(sentence[0], number[0] - reach) - 1, -1):
            cue = cues().get(keys[i])
            if reach < 16 and (joined or keys[i][0] in DIGITS or keys[i] in {"،", "."}):
                break
            fell = (
                keys[i].removeprefix("و").removeprefix("ف").startswith("سقط")
            )  # as what, the noun says: "سقط 30 جريحاً"
            apart = begins_number(keys[i - 1])  # "20 قتيلاً ونحو 15 نازحاً"
            events = {"released"} if joined else _EVENTS  # "485 قتيلاً و2807 معتقلين"
            if cue and cue[0] in events and not (fell or apart or is_other(keys, i)):
                return cue[0], i
        then = max(counted.after, number[1], (counted.token or 0) + 1)
        cue = cues().get(keys[then]) if then < sentence[1] else None
        of_some = then + 1 < sentence[1] and begins_number(keys[then + 1])  # "30 جريحاً توفي 11 منهم"
        told = with_object(keys, then, sentence[1], cue[0]) if cue else None
        if cue and told in _EVENTS and cue[1] == "verb" and not of_some:
            return told, then
    return infected(own, keys, number[1], sentence), counted.token


def _both_named(keys: list[str], counted: Counted, last: int) -> bool:
    """ "56 قتيلاً وجريحاً", "40 مدنياً من كذا بين قتيل وجريح"."""
    own = counted.entry.outcome if counted.entry else None
    if counted.second and {own, counted.second.outcome} == {"killed", "injured"}:
        return True
    if counted.after < last and keys[counted.after] in DEAD and or_wounded(keys, counted.after, last):
        return True  # "سقط 11 مدنياً قتلى وجرحى"
    near = range(counted.after, min(last - 2, counted.after + 8))
    for i in near if "بين" in keys[near.start : max(near.stop, 0)] else ():
        other = i + 2 + (keys[i + 2] == "و")
        if keys[i] == "بين" and keys[i + 2].startswith("و") and other < last:
            return {"killed", "injured"} == {cues().get(keys[i + 1], ("",))[0], cues().get(keys[other], ("",))[0]}
        if keys[i][0] in DIGITS or keys[i] in {"،", ".", "\n"}:
            return False
    return False


def happens(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a new event of people is told of between two tokens: deaths, injuries, arrests, releases."""
    told = {cues()[word][0] for word in tokens.keys[first:last] if word in cues()}
    return not told.isdisjoint({"killed", "injured", "missing", "detained", "abducted", "released"})
