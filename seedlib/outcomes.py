"""What happened to the counted: the outcome that the noun, or the nearest verb or verbal noun in scope, states."""

from functools import cache
from itertools import takewhile

from seedlib.arabic import bare
from seedlib.counted import Counted
from seedlib.diseases import infected, of_disease, suspected
from seedlib.hedges import hedge_start
from seedlib.nouns import PEOPLE, noun, nouns
from seedlib.number_atoms import begins_number
from seedlib.outcome_cues import cues
from seedlib.phrases import OPENING, UNHARMED, boundaries, word_class
from seedlib.place_words import bodies
from seedlib.tokens import DIGITS, Tokens

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
_REACHED = frozenset({"وصل", "وصلت", "ووصل", "ووصلت"})
_NUMBERED = frozenset({"عدد", "عددهم", "حصيله", "العدد", "الحصيله", "اجمالي"})
_ABOUT = frozenset("نحو حوالي قرابه زهاء اكثر اقل ما عشرات مئات".split())
_BECAUSE = frozenset({"نتيجه", "بسبب", "جراء", "اثر"})
_SOME = frozenset({"قسم", "عدد", "بعض", "بعضهم", "معظمهم", "جزء", "اخرون"})
_AMONG = frozenset({"بينهم", "بينها", "بينهن"})  # what follows is said of a part
_AGENTS = (["من", "قبل"], ["علي", "يد"], ["علي", "ايدي"])
_FLIGHT = frozenset("النزوح الفرار ترك مغادره الرحيل اللجوء الهروب الهرب اخلاء هجر".split())
_THAT = frozenset({"ان", "بان", "وان", "وبان"})
_LIFE = 12  # tokens from "lost" to the life that was: the number and its noun stand between
_DEATHS = frozenset({"مقتل", "استشهاد", "قتل", "وفاه", "مصرع", "اصابه", "جرح"})
_DEAD = frozenset("قتلي القتلي شهداء الشهداء".split())
_WOUNDED = frozenset("جرحي الجرحي مصابين المصابين".split())
_BADLY = frozenset({"خطيره", "خطره", "حرجه"})
_HOW_MANY = frozenset("البالغ البالغه والبالغ والبالغه".split())
_WHILE = frozenset({"فيما", "بينما"})
_NEXT_CLAUSE = frozenset({".", "؛", "\n", "كما", "فيما", "بينما", "ثم", "حين", "وان", "وبان"})


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
    what = counted.token + 1 if counted.token is not None else sentence[1]
    if _by_them(keys, min(number[0], number[0] if counted.token is None else counted.token)):
        return None, None
    if entry and entry.lemma == "حاله" and what < sentence[1] and suspected(keys[what]):
        return "infected", what  # "316 حالة اشتباه", "حالة يشتبه في إصابتها"
    if entry and entry.lemma == "حاله" and what < sentence[1] and (cue := cues().get(keys[what])):
        return (None if cue[0] == "none" else infected(cue[0], keys, number[1], sentence)), what  # "316 حالة إصابة"
    if keys[number[0] - 1] == "بين" and number[0] > sentence[0] and number[1] - number[0] == 1:
        return own, counted.token  # parties: "اشتباكات بين عائلتين"
    if category in {"structure", "other"} and _attacked(keys, number[0]):
        return "targeted", number[0] - 2  # "شن غارتين على منزلين"
    if category == "other" and keys[number[0] - 1] in {"الي", "في"} and number[0] > sentence[0]:
        return None, None  # where it went: "وصلوا إلى 23 محافظة"
    if category == "person" and (to := _driven_to(keys, max(counted.after, number[1]), sentence[1])):
        return "displaced", to
    after = max(counted.after, number[1])
    if category == "person" and keys[after : after + 2] == ["في", "حاله"] and keys[after + 2] in _BADLY:
        return "injured", after + 1  # "توفي 2 و3 في حالة خطيرة"
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
    return (None if found in UNHARMED else found or own or inherited), at


def _with_it(tokens: Tokens, number: int) -> bool:
    """Whether ب says that something was done with what is counted: "بصاروخين", "بأكثر من 20 صاروخاً"."""
    hedge = tokens.keys[hedge_start(tokens, number)]
    return "ب" in {tokens.keys[number][0], tokens.keys[number - 1]} or (hedge[0] == "ب" and hedge != "بين")


def _attacked(keys: list[str], number: int) -> bool:
    attack = noun(keys[number - 2]) if number > 1 and keys[number - 1] == "علي" else None
    return attack is not None and attack.category == "attack"


def _driven_to(keys: list[str], start: int, last: int) -> int | None:
    """The flight that people were driven to: "أجبرت 4600 أسرة على ترك منازلها", "دفع 30 عائلة إلى النزوح"."""
    near = takewhile(lambda i: keys[i][0].isalpha(), range(start, min(last - 1, start + 5)))
    return next((i + 1 for i in near if keys[i] in {"علي", "الي"} and keys[i + 1] in _FLIGHT), None)


def _by_them(keys: list[str], at: int) -> bool:
    """Whether the counted are those who did it: "من قبل مسلحين اثنين", "على يد 3 مسلحين"."""
    return keys[max(0, at - 2) : at] in _AGENTS or keys[at - 1] == "بيد"


def _nearest(
    tokens: Tokens, counted: Counted, category: str, number: tuple[int, int], sentence: tuple[int, int]
) -> tuple[str | None, int | None]:
    """The cue before the number, unless a verb right behind the noun, or after إن, says what happened."""
    keys, fitting = tokens.keys, _fits(category)
    after = max(counted.after, number[1])
    found, at = _before(tokens, number[0], sentence[0], fitting)
    following, then = _after(tokens, after, sentence[1], fitting, category == "person")
    if following is None or then is None or (following == "aboard" and found):
        own_clause = keys[number[0] - 1] in {"وان", "وبان"}  # "..., وإن 12 مدرسة فتحت": what follows is said of it
        return (None, None) if own_clause and category not in PEOPLE else (found, at)
    if found == "aboard" and following != "arrived" and not keys[then].endswith("ا"):  # فقدوا, فقدا
        return found, at  # "قارب يقل 55 شخصاً غرق": what befell the vessel
    if found == "rescued" and following in {"missing", "detained", "abducted"} and keys[then].endswith("وا"):
        return found, at  # "أنقذت 16 شخصاً احتجزوا في كذا"
    if found == "released" and following in _STATES:
        return found, at  # "الإفراج عن 681 مقاتلاً محتجزاً"
    if following == "killed" and _or_wounded(keys, then + (keys[then] not in _DEAD), sentence[1]):
        following = "killed_or_injured"  # "890 قتلوا أو أصيبوا"
    close = (
        then <= after + 1
        and all(keys[i][0].isalpha() or keys[i] in OPENING for i in range(after, then))
        and keys[then][0] not in "وف"
    )
    close = close and keys[then - 1] not in _BECAUSE  # "وفاة 5 أشخاص نتيجة إصابتهم"
    close = close or found == "aboard"
    claimed = at is not None and any(keys[i] in _THAT for i in range(at, number[0]))
    return (following, then) if close or found is None or claimed else (found, at)


def _or_wounded(keys: list[str], i: int, last: int) -> bool:
    if i + 1 < last and keys[i] in _DEAD:
        return keys[i + 1].removeprefix("و") in _WOUNDED  # "سقطوا قتلى وجرحى"
    i += i < last and keys[i] == "،"
    return keys[i : i + 1] == ["او"] and i + 1 < last and cues().get(keys[i + 1], ("",))[0] == "injured"


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
            if cue and cue[0] in _EVENTS and not begins_number(keys[i - 1]):  # not "20 قتيلاً ونحو 15 نازحاً"
                return cue[0], i
        then = max(counted.after, number[1], (counted.token or 0) + 1)
        cue = cues().get(keys[then]) if then < sentence[1] else None
        if cue and cue[0] in _EVENTS and cue[1] == "verb":
            return cue[0], then
    return infected(own, keys, number[1], sentence), counted.token


def _both_named(keys: list[str], counted: Counted, last: int) -> bool:
    """ "56 قتيلاً وجريحاً", "40 مدنياً من كذا بين قتيل وجريح"."""
    own = counted.entry.outcome if counted.entry else None
    if counted.second and {own, counted.second.outcome} == {"killed", "injured"}:
        return True
    if counted.after < last and keys[counted.after] in _DEAD and _or_wounded(keys, counted.after, last):
        return True  # "سقط 11 مدنياً قتلى وجرحى"
    near = range(counted.after, min(last - 2, counted.after + 8))
    for i in near if "بين" in keys[near.start : max(near.stop, 0)] else ():
        if keys[i] == "بين" and keys[i + 2].startswith("و"):
            return {"killed", "injured"} == {cues().get(keys[i + 1], ("",))[0], cues().get(keys[i + 2], ("",))[0]}
        if keys[i][0] in DIGITS or keys[i] in {"،", ".", "\n"}:
            return False
    return False


def _before(tokens: Tokens, number: int, first: int, fitting: frozenset[str]) -> tuple[str | None, int | None]:
    """The nearest cue before the number; two joined cues ("قتل وأصيب") are one joint outcome."""
    keys, table = tokens.keys, cues()
    for i in reversed(tokens.where("outcome", first, number)):
        if not _WHILE.isdisjoint(keys[i:number]):
            break
        if not _HOW_MANY.isdisjoint(keys[i + 2 : number]):
            break  # "وبات 80 بالمئة من السكان، البالغ عددهم 30 مليوناً": how many there are
        cue = table[keys[i]]
        if cue[0] in fitting and not _is_other(keys, i):
            if cue[0] == "aboard" and (not _carries(tokens, i, number) or _family(keys, i)):
                continue
            if cue[0] == "aboard" and any(table.get(word, ("",))[0] == "arrived" for word in keys[first:i]):
                return "arrived", i  # "وصل قارب يقل 172 مهاجراً"
            outcome = "killed" if _life_lost(keys, i, len(keys), cue[0]) else cue[0]
            if outcome in {"killed", "injured"} and keys[i].startswith("و") and i > first:
                joined = table.get(keys[i - 1])
                if joined and {outcome, joined[0]} == {"killed", "injured"} and _one_event(keys, i - 1, first):
                    return "killed_or_injured", i
            return outcome, i
    return None, None


def _family(keys: list[str], verb: int) -> bool:
    """Whether people hold people: "23 عائلة يمنية تضم 138 فرداً"."""
    holders = (noun(word) for word in keys[max(0, verb - 2) : verb])
    return any(holder is not None and holder.category == "person" for holder in holders)


def _carries(tokens: Tokens, verb: int, number: int) -> bool:
    """Whether the number is what the verb's subject carries or holds, not something of it: "لا يضم مصير 20 شخصاً"."""
    return hedge_start(tokens, number) - verb == 1 and tokens.keys[verb + 1] != "عن"


def _one_event(keys: list[str], verb: int, first: int) -> bool:
    """Whether two joined cues share what follows them ("قتل وأصيب أربعة", "مقتل وإصابة 10"): not where the first verb
    has its own subject before it ("شخصان قُتلا وأصيب آخر").
    """
    if keys[verb] in _DEAD:
        return keys[verb + 1].removeprefix("و") in _WOUNDED  # "عدد القتلى والجرحى"
    if cues()[keys[verb]][1] != "verb":
        return bare(keys[verb]) in _DEATHS or keys[verb] in _DEATHS
    if keys[verb + 1] in {"واصاب", "واصابت"}:
        return True  # "قتلت وأصابت ألغامهم 13": both take the object
    own_subject = verb > first and (keys[verb - 1][0].isalpha() and keys[verb - 1] not in boundaries())
    return not own_subject and not keys[verb].endswith(("وا", "لا", "با"))


def _after(
    tokens: Tokens, start: int, last: int, fitting: frozenset[str], human: bool
) -> tuple[str | None, int | None]:
    """A verb after the counted phrase: "تسعة أشخاص قتلوا", "عناصر من بلدات كذا، هربوا"; a verb in the plural of
    persons (-وا) says nothing of things, which agree in the feminine singular: "جثة لعناصر قتلوا … وصلت".
    """
    keys, table = tokens.keys, cues()
    if not tokens.where("outcome", start, last):
        return None, None
    for i in range(start, last):
        cue = table.get(keys[i])
        of_people = human or not keys[i].endswith("وا")
        spoken = cue and (cue[1] in {"verb", "participle"} or (i == start and _in_state(keys[i])))
        spoken = spoken and cue and cue[0] in fitting and of_people
        if keys[i] == "عداد" and table.get(keys[min(i + 1, last - 1)], ("",))[0] in fitting:
            return table[keys[i + 1]][0], i  # "الآلاف في عداد المفقودين"
        if keys[i - 1 : i + 1] == ["من", "بين"] and table.get(keys[min(i + 1, last - 1)], ("",))[0] in fitting:
            return table[keys[i + 1]][0], i  # "خمسة مهاجمين من بين القتلى"
        done = cue and keys[i - 1] in word_class("auxiliary") and keys[i].endswith(("هم", "هن"))  # "تم اعتقالهم"
        if cue and (done or spoken) and not _is_other(keys, i):
            if keys[i][0] == "و" and i + 1 < last and (keys[i + 1] in _SOME or begins_number(keys[i + 1])):
                return None, None  # "نقلتهم شركة، وعاد قسم منهم", "50 ألف نسمة، وقتل 30 منهم"
            return ("killed" if _life_lost(keys, i, last, cue[0]) else cue[0]), i
        if keys[i] in _AMONG and (then := _behind_aside(keys, i, last)):
            return ("killed" if _life_lost(keys, then, last, table[keys[then]][0]) else table[keys[then]][0]), then
        if keys[i][0] in DIGITS or keys[i] in _NEXT_CLAUSE or keys[i] in _AMONG:
            break
        if keys[i] == ")" and "(" not in keys[start:i]:
            break  # "267 (بينهم 137 طفلاً) دخلوا": said of all
    return None, None


def _behind_aside(keys: list[str], i: int, last: int) -> int | None:
    """The verb right behind a remark on who was among them: "11 شخصاً، بينهم نساء وأطفال، قتلوا", "بينهم طفلان لقوا"."""
    aside = keys[i - 1] in {"،", "-", "–"}
    if aside:
        then = next((k + 1 for k in range(i + 1, min(last - 1, i + 14)) if keys[k] == keys[i - 1]), last)
    else:
        then = i + 2
    cue = cues().get(keys[then]) if then < last else None
    of_all = aside or (then < last and keys[then].endswith("وا"))
    return then if cue and cue[1] == "verb" and of_all and keys[then][0] not in "وف" else None


def _in_state(word: str) -> bool:
    """Whether a word behind the counted noun says in which state they are: "25 طفلاً مصاباً", no "3 أشخاص إصابة"."""
    entry = noun(word)
    return entry is not None and entry.outcome is not None and word.endswith(("ا", "ين", "ون")) and word in nouns()


def _is_other(keys: list[str], i: int) -> bool:
    """Whether a cue tells of something else: a vessel that sank ("غرق مركب"), فقد before a verb ("فقد تم")."""
    word, following = keys[i], keys[i + 1] if i + 1 < len(keys) else ""
    if i and begins_number(keys[i - 1]) and (entry := noun(word)) and entry.outcome is None:
        return True  # "8 أسر" are families, not taken captive
    if i and keys[i - 1] in bodies() and cues()[word][1] != "verb":
        return True  # "هيئة تحرير كذا"
    if word.removeprefix("و").removeprefix("ف").startswith("غرق"):
        sunk = noun(following) or noun(following.removesuffix("هم").removesuffix("ها"))
        return sunk is not None and sunk.category == "vehicle_or_weapon"
    if word.endswith("القضاء"):
        return following != "علي"  # "القضاء على 4 عناصر", no judiciary
    if "طلق" in word:
        return not any(near.startswith("سراح") for near in keys[i + 1 : i + 4])  # launched, not set free
    reached = next((k for k in keys[i + 2 : i + 4] if k != "("), " ")
    if word in _REACHED and (following in _NUMBERED or (following == "الي" and begins_number(reached))):
        return True  # "وصل عدد القتلى إلى 108"
    lost = following != "" and (begins_number(following) or noun(following) or following in _ABOUT)
    return word == "فقد" and (following in word_class("auxiliary") or following in cues() or not lost)


def _life_lost(keys: list[str], at: int, last: int, outcome: str) -> bool:
    """ "فقد 12 شخصاً حياتهم", "فقدان 30 شخصاً لحياتهم": who loses his life is not missing."""
    near = keys[at + 1 : min(last, at + _LIFE)]
    return outcome == "missing" and any(word.startswith(("حيات", "لحيات", "ارواح", "لارواح")) for word in near)


def happens(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a new event of people is told of between two tokens: deaths, injuries, arrests, releases."""
    told = {cues()[word][0] for word in tokens.keys[first:last] if word in cues()}
    return not told.isdisjoint({"killed", "injured", "missing", "detained", "abducted", "released"})
