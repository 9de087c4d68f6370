"""What single words near a number say of whence the counted are: where a phrase ends, and what is no origin."""

from seedlib.arabic import bare
from seedlib.figures.dates import PARTS
from seedlib.figures.days import WEEKDAYS
from seedlib.figures.places.choice import NEXT_CLAUSE
from seedlib.language.gazetteer import demonym, place_size
from seedlib.language.nouns import PEOPLE, noun, nouns
from seedlib.language.number_atoms import atoms
from seedlib.language.outcome_cues import cues
from seedlib.language.phrases import OF_THEM, OPENING, QUOTES
from seedlib.language.place_words import is_body, is_place, place_noun
from seedlib.lexicon import word_class
from seedlib.memo import remembered

MANAGED = frozenset(clitic + verb for verb in "تمكن تمكنت تمكنوا يتمكن يتمكنوا".split() for clitic in ("", "و"))
_ALL = ("جميع", "كل")  # "سبعة قتلى جميعهم من كذا"
_REST = frozenset("واكثر واقل والبقيه والباقي والباقون والباقين وغيرهم واخر واخرون واخرين".split())

_OWN_FROM = word_class("own_from")
_REACH = 14  # tokens from such a word to the last figure that it governs
_SUNDRY = frozenset("عده متعدده متفرقه مختلفه".split())


@remembered
def breaks_off(word: str) -> bool:
    """Whether a من behind the word is no longer said of the number before it."""
    other = (
        (word in word_class("share") and not word.startswith(_ALL))
        or (word in word_class("preposition") and word not in {"من", "غير"})  # "23 مهاجراً غير شرعي من كذا"
        or word in MANAGED
        or word in NEXT_CLAUSE
        or word.startswith("و")
        or (word.endswith(("هم", "هن")) and word not in OF_THEM and not word.startswith(_ALL))  # "40 مرشحاً لمقاعدهم من"
        or word in word_class("auxiliary")
        or (word[0] == "ي" and word.endswith("ون") and not word.endswith("يون"))  # "يعانون الآلام من أمراض"
    )
    sign = not word[0].isalpha() and word not in QUOTES
    return other or sign or word in atoms()


@remembered
def tells(word: str) -> bool:
    """Whether a word behind مع tells of something else: "30 من رجال كذا مع وجود 50 مصاباً"."""
    return word in word_class("event") or word == "وجود"


@remembered
def told_of_them(word: str) -> bool:
    """Whether a word is a verb of which people told of before are the subject: "حرموا", "فروا"."""
    return len(word) > 3 and word.endswith("وا") and word not in nouns() and not place_size([word], 1)


@remembered
def by_means(word: str) -> bool:
    """Whether a word says with what something was done: "عنصرين من كذا بضربة جوية"."""
    return word[0] == "ب" and word not in nouns() and noun(word[1:]) is not None


@remembered
def is_vehicle(word: str) -> bool:
    entry = noun(word)
    return entry is not None and entry.category == "vehicle_or_weapon" and entry.number == "singular"


@remembered
def begins_another(word: str) -> bool:
    """Whether a word in a phrase of whence begins another one: "من كذا وشخص من كذا", "من كذا والباقون من كذا"."""
    one = noun(word[1:]) if word[0] == "و" else None
    return word in _REST or (one is not None and one.number == "singular" and not place_size([word], 1))


def names_none(words: list[str]) -> bool:
    """Whether words speak of places without a name: "أنحاء متفرقة", "مخيمات عدة", "عدة بلدات"."""
    places = any(map(place_noun, words)) or words[:1] == ["انحاء"]
    return places and len(words) == 2 and not _SUNDRY.isdisjoint(words)


def noun_of_time(word: str) -> bool:
    """Whether a word after من starts a date or a period rather than an origin."""
    day = word in WEEKDAYS or word in {"اليوم", "امس", "الشهر", "العام", "يوم", "شهر", "مساء", "صباح"}
    return day or word in PARTS


def is_whence(keys: list[str], start: int) -> bool:
    """Whether a place or people stand at a token, which are what a verb of motion comes from."""
    entry = noun(keys[start])
    people = (entry is not None and entry.category in PEOPLE) or demonym(keys[start]) is not None
    named = is_place(keys, start) or place_noun(bare(keys[start])) is not None or keys[start] in OPENING
    return people or named or is_body(keys[start])


def governed(keys: list[str], first: int, at: int) -> bool:
    """Whether من can belong to a word before a figure, no other event between: "منعت السلطات 12 صحفياً من السفر"."""
    for word in reversed(keys[max(first, at - _REACH) : at]):
        if word.removeprefix("و") in _OWN_FROM:
            return True
        if word in cues() and noun(word) is None:
            return False
    return False
