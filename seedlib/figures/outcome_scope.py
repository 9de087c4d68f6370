"""The word before or behind the counted that says what happened to them."""

from itertools import takewhile

from seedlib.arabic import bare
from seedlib.language.nouns import noun, nouns
from seedlib.language.number_atoms import begins_number
from seedlib.language.outcome_cues import cues
from seedlib.language.phrases import OF_THEM, boundaries
from seedlib.language.place_words import bodies
from seedlib.language.tokens import DIGITS, Tokens
from seedlib.lexicon import word_class
from seedlib.numbers.hedges import hedge_start

_REACHED = frozenset({"وصل", "وصلت", "ووصل", "ووصلت"})
_ABOUT = frozenset("نحو حوالي قرابه زهاء اكثر اقل ما عشرات مئات اثر".split())  # "فقد أثر 43" too
_SOME = frozenset({"قسم", "عدد", "بعض", "بعضهم", "معظمهم", "جزء", "اخرون", "البقيه", "الباقون"})
_AMONG = frozenset({"بينهم", "بينها", "بينهن"})  # what follows is said of a part
_ASIDE = 20  # tokens that such a remark can have
_HELD = frozenset({"عداد", "قيد"})
_BARRED = frozenset("حظر منع بمنع ومنع لمنع بحظر وحظر".split())
_LIFE = 12  # tokens from "lost" to the life that was: the number and its noun stand between
_DEATHS = frozenset({"مقتل", "استشهاد", "قتل", "وفاه", "مصرع", "اصابه", "جرح"})
DEAD = frozenset("قتلي القتلي شهداء الشهداء".split())
_WOUNDED = frozenset("جرحي الجرحي مصابين المصابين".split())
_HOW_MANY = frozenset("البالغ البالغه والبالغ والبالغه".split())
_WHILE = frozenset({"فيما", "بينما", "بعدما", "عندما", "وان", "وبان"})
_FOR = frozenset({"شؤون", "شوون", "حقوق", "رعايه"})
_WAS = frozenset({"وكان", "وكانت"})
_NEXT_CLAUSE = frozenset({".", "؛", "\n", "كما", "فيما", "بينما", "ثم", "حين", "وان", "وبان"})


def or_wounded(keys: list[str], i: int, last: int) -> bool:
    if i + 2 < last and keys[i] in DEAD:
        return keys[i + 1 + (keys[i + 1] == "و")].removeprefix("و") in _WOUNDED  # "سقطوا قتلى وجرحى"
    i += i < last and keys[i] == "،"
    return keys[i : i + 1] == ["او"] and i + 1 < last and cues().get(keys[i + 1], ("",))[0] == "injured"


def cue_before(tokens: Tokens, number: int, first: int, fitting: frozenset[str]) -> tuple[str | None, int | None]:
    """The nearest cue before the number; two joined cues ("قتل وأصيب") are one joint outcome."""
    keys, table = tokens.keys, cues()
    for i in reversed(tokens.where("outcome", first, number)):
        if not _WHILE.isdisjoint(keys[i:number]) or _turns(keys, i, number):
            break
        if not _HOW_MANY.isdisjoint(keys[i + 2 : number]):
            break  # "وبات 80 بالمئة من السكان، البالغ عددهم 30 مليوناً": how many there are
        cue = table[keys[i]]
        if cue[0] == "destroyed" and cue[0] not in fitting and ("ضرر" in keys[i] or "ضرار" in keys[i]):
            return "none", i  # of people: "تهجير 96 شخصاً وإلحاق الضرر بـ 550"
        if cue[0] in fitting and not is_other(keys, i) and keys[i - 1] != "بعضهم":  # "بعضهم مصاب"
            if cue[0] == "aboard" and (not _carries(tokens, i, number) or _family(keys, i)):
                continue
            if cue[0] == "aboard" and any(table.get(word, ("",))[0] == "arrived" for word in keys[first:i]):
                return "arrived", i  # "وصل قارب يقل 172 مهاجراً"
            outcome = with_object(keys, i, len(keys), cue[0])
            apart = keys[i - 1] == "و"
            if outcome in {"killed", "injured"} and (keys[i].startswith("و") or apart) and i > first + apart:
                joined = table.get(keys[i - 1 - apart])
                if joined and {outcome, joined[0]} == {"killed", "injured"} and _one_event(keys, i - 1 - apart, first):
                    return "killed_or_injured", i
            return outcome, i
    return None, None


def _turns(keys: list[str], first: int, last: int) -> bool:
    """Whether the text turns to how things were: "مقتل 5، وكانت السفينة تحمل 30", but not "وكان بينهم 3 أطفال"."""
    if _WAS.isdisjoint(keys[first:last]):
        return False
    return any(keys[k] in _WAS and keys[k + 1].startswith("ال") for k in range(first, last - 1))


def _family(keys: list[str], verb: int) -> bool:
    """Whether people hold people: "23 عائلة يمنية تضم 138 فرداً"."""
    holders = (noun(word) for word in keys[max(0, verb - 2) : verb])
    return any(holder is not None and holder.category == "person" for holder in holders)


def _carries(tokens: Tokens, verb: int, number: int) -> bool:
    """Whether the number is what the verb's subject carries or holds, not something of it: "لا يضم مصير 20 شخصاً"."""
    between = tokens.keys[verb + 1 : hedge_start(tokens, number)]
    held = not between or (len(between) < 3 and all(word.startswith("ال") for word in between))  # "يضم المخيم 30"
    return held and tokens.keys[verb + 1] != "عن"


def _one_event(keys: list[str], verb: int, first: int) -> bool:
    """Whether two joined cues share what follows them ("قتل وأصيب أربعة", "مقتل وإصابة 10"): not where the first verb
    has its own subject before it ("شخصان قُتلا وأصيب آخر").
    """
    if keys[verb] in DEAD:
        return keys[verb + 1].removeprefix("و") in _WOUNDED  # "عدد القتلى والجرحى"
    if cues()[keys[verb]][1] != "verb":
        return bare(keys[verb]) in _DEATHS or keys[verb] in _DEATHS
    if keys[verb + 1] in {"واصاب", "واصابت"}:
        return True  # "قتلت وأصابت ألغامهم 13": both take the object
    own_subject = verb > first and (keys[verb - 1][0].isalpha() and keys[verb - 1] not in boundaries())
    return not own_subject and not keys[verb].endswith(("وا", "لا", "با"))


def cue_after(
    tokens: Tokens, start: int, last: int, fitting: frozenset[str], human: bool
) -> tuple[str | None, int | None]:
    """A verb after the counted phrase: "تسعة أشخاص قتلوا", "عناصر من بلدات كذا، هربوا"; a verb in the plural of
    persons (-وا) says nothing of things, which agree in the feminine singular: "جثة لعناصر قتلوا … وصلت".
    """
    keys, table = tokens.keys, cues()
    if not tokens.where("outcome", start, last):
        return None, None
    for i in range(_aside_end(keys, start, last) or start, last):
        held = keys[i] in _HELD or keys[i - 1 : i + 1] == ["من", "بين"]
        if held and (state := table.get(keys[min(i + 1, last - 1)], ("",))[0]) in fitting:
            return state, i  # "الآلاف في عداد المفقودين", "قيد الاعتقال", "خمسة مهاجمين من بين القتلى"
        if _tells(keys, i, start, fitting, human):
            told = with_object(keys, i, last, table[keys[i]][0])
            return (None, None) if _of_some(keys, i, last) else (told, i)
        if keys[i] in _AMONG and (then := _behind_aside(keys, i, last)):
            return with_object(keys, then, last, table[keys[then]][0]), then
        if _goes_elsewhere(keys, i, start):
            break
    return None, None


def _tells(keys: list[str], i: int, start: int, fitting: frozenset[str], human: bool) -> bool:
    """Whether the word at ``i`` says what happened to the counted, whose phrase ends before ``start``."""
    cue = cues().get(keys[i])
    if cue is None:
        return False
    done = keys[i - 1] in word_class("auxiliary") and keys[i].endswith(("هم", "هن"))  # "تم اعتقالهم"
    spoken = cue[1] in {"verb", "participle"} or (i == start and _in_state(keys[i]))
    spoken = spoken and keys[i - 1] not in word_class("preposition")  # "نفقت بسبب غرقها"
    of_them = cue[0] in fitting and (human or not keys[i].endswith("وا"))
    return (done or (spoken and of_them)) and not is_other(keys, i)


def _of_some(keys: list[str], i: int, last: int) -> bool:
    """Whether a verb behind the counted tells of some of them: "نقلتهم شركة، وعاد قسم منهم", "50 ألف نسمة، وقتل 30
    منهم", "52 راكباً، توفي 11 منهم", "30 مسيرة، أسقط منها 20".
    """
    joined = keys[i][0] == "و" or keys[i - 1] == "و"
    if joined and i + 1 < last and (keys[i + 1] in _SOME or begins_number(keys[i + 1])):
        return True
    part = i + 2 < last and keys[i + 1] in OF_THEM and begins_number(keys[i + 2])
    return cues()[keys[i]][1] == "verb" and (part or not OF_THEM.isdisjoint(keys[i + 2 : min(i + 4, last)]))


def _goes_elsewhere(keys: list[str], i: int, start: int) -> bool:
    """Whether what follows token ``i`` is no longer said of the counted, whose phrase ends before ``start``."""
    if keys[i][0] in DIGITS:  # but "9 أشخاص تتراوح أعمارهم بين 4 و50 سنة توفوا"
        return not any(word.startswith("اعمار") for word in keys[max(start, i - 6) : i])
    if keys[i] in {"بما", "بمن"}:
        return any(word.startswith("في") for word in keys[i + 1 : i + 2])  # "آلاف الأسر، بما في ذلك النازحون"
    closes = keys[i] == ")" and "(" not in keys[start:i]  # "267 (بينهم 137 طفلاً) دخلوا": said of all
    return closes or keys[i] in _NEXT_CLAUSE or keys[i] in _AMONG


def _aside_end(keys: list[str], start: int, last: int) -> int | None:
    """One past brackets right behind the counted: "49 صحافياً (منهم 3 نساء) قتلوا"."""
    if keys[start : start + 1] != ["("]:
        return None
    return next((k + 1 for k in range(start, min(last, start + _ASIDE)) if keys[k] == ")"), None)


def _behind_aside(keys: list[str], i: int, last: int) -> int | None:
    """The verb right behind a remark on who was among them: "11 شخصاً، بينهم نساء وأطفال، قتلوا", "بينهم طفلان لقوا",
    "بينهم فتاة 16 عاماً و30 مدنياً قتلوا".
    """
    aside = keys[i - 1] in {"،", "-", "–"}
    if aside:
        closing = (k for k in range(i + 1, min(last - 1, i + 14)) if keys[k] == keys[i - 1])
        then = next((k + 1 for k in closing if keys[k + 1][0] != "و"), last)
    else:
        near = takewhile(lambda k: not _ends_aside(keys, k), range(i + 2, min(last, i + _ASIDE)))
        then = next((k for k in near if keys[k].endswith("وا") and keys[k] in cues()), i + 2)
    if aside and (held := next((k for k in range(then, min(last, then + 4)) if keys[k - 1] == "قيد"), None)):
        return held if keys[held] in cues() else None  # "لا يزالون قيد الاعتقال"
    cue = cues().get(keys[then]) if then < last else None
    of_all = aside or (then < last and keys[then].endswith("وا"))
    joined = then < last and keys[then][0] in "وف" and keys[then][1:] in cues()
    return then if cue and cue[1] == "verb" and of_all and not joined else None


def _ends_aside(keys: list[str], k: int) -> bool:
    """Whether such a remark and what is said behind it end at token ``k``; commas can stand in its list."""
    following = keys[k + 1] if k + 1 < len(keys) else "."
    if keys[k] != "،":
        return keys[k] in _NEXT_CLAUSE
    return not (following[0] == "و" or following.endswith("وا"))


def _in_name(keys: list[str], i: int) -> bool:
    """Whether a noun stands in the name of a body, right behind its head or joined to what that is for."""
    at = i - 1
    if keys[i].startswith("وال"):
        while at > max(0, i - 4) and (keys[at].startswith(("ال", "وال")) or keys[at] in _FOR):
            at -= 1
    return i > 0 and keys[at] in bodies()


def _in_state(word: str) -> bool:
    """Whether a word behind the counted noun says in which state they are: "25 طفلاً مصاباً", no "3 أشخاص إصابة"."""
    entry = noun(word)
    return entry is not None and entry.outcome is not None and word.endswith(("ا", "ين", "ون")) and word in nouns()


def is_other(keys: list[str], i: int) -> bool:
    """Whether a cue tells of something else: a vessel that sank ("غرق مركب"), فقد before a verb ("فقد تم")."""
    word, following = keys[i], keys[i + 1] if i + 1 < len(keys) else ""
    if i and begins_number(keys[i - 1]) and (entry := noun(word)) and entry.outcome is None:
        return True  # "8 أسر" are families, not taken captive
    before = keys[max(0, i - 3) : i]
    failed = keys[i - 1] == "في" and any(word.startswith("فشل") for word in before)  # "فشلوا في الوصول"
    if failed or keys[i - 1] in _BARRED or (keys[i - 1] == "من" and any("منع" in barred for barred in before)):
        return True  # "حظر الدخول", "تمنعهم من دخول كذا"
    if word.endswith("الاعاده") or (word.removeprefix("و") == "قضت" and bare(following) == "محكمه"):
        return True  # "جولة الإعادة" of an election, "قضت محكمة"
    if cues()[word][1] != "verb" and _in_name(keys, i):
        return True  # "هيئة تحرير كذا", "هيئة شؤون الأسرى والمحررين"
    if word.removeprefix("و").removeprefix("ف").startswith("غرق"):
        sunk = noun(following) or noun(following.removesuffix("هم").removesuffix("ها"))
        return sunk is not None and sunk.category == "vehicle_or_weapon"
    if "فارق" in word:
        return not following.startswith("الحيا")  # "فارقوا الحياة"
    if word.endswith("القضاء"):
        return following != "علي"  # "القضاء على 4 عناصر", no judiciary
    if "طلق" in word:
        return not any(near.startswith("سراح") or _captive(near) for near in keys[i + 1 : i + 5])  # launched
    if "سبيل" in word:
        return keys[i - 1] in {"علي", "في"}  # "على سبيل المثال", not "إخلاء سبيل"
    reached = next((k for k in keys[i + 2 : i + 4] if k != "("), " ")
    if word in _REACHED and any(bare(counted) in word_class("tally") for counted in keys[max(0, i - 4) : i]):
        return True  # "عدد المرشحين قد وصل أمس إلى 251"
    if word in _REACHED and (following in word_class("tally") or (following == "الي" and begins_number(reached))):
        return True  # "وصل عدد القتلى إلى 108"
    if word in {"فقدت", "فقد"} and following.startswith("ال") and noun(following) is None:
        return True  # "فقدت الاتصال"
    lost = following != "" and (begins_number(following) or noun(following) or following in _ABOUT)
    return word == "فقد" and (following in word_class("auxiliary") or following in cues() or not lost)


def _captive(word: str) -> bool:
    """Whether a word is a prisoner, whom to let go is to set free: "أطلقت كذا 250 أسيراً"."""
    entry = noun(word)
    return entry is not None and entry.outcome == "detained"


def with_object(keys: list[str], at: int, last: int, outcome: str) -> str:
    """What a cue tells together with its object: who loses his life is not missing ("فقد 12 شخصاً حياتهم", "فقدان 30
    شخصاً لحياتهم"), whose way is cleared not displaced ("أخلي سبيلهم").
    """
    near = keys[at + 1 : min(last, at + _LIFE)]
    if outcome == "recruited" and not DEAD.isdisjoint(near):
        return "killed"  # "انضموا إلى قافلة شهداء كذا"
    if outcome == "missing" and any(word.startswith(("حيات", "لحيات", "ارواح", "لارواح")) for word in near):
        return "killed"
    return "released" if near[:1] and near[0].startswith("سبيل") else outcome
