"""What an elided number counts: the noun of the figure before it, of the heading of its list, or of its total."""

from functools import cache

from seedlib.arabic import bare, key
from seedlib.figures.counted import Counted
from seedlib.figures.mentions import Mention, breaks_down
from seedlib.figures.outcomes import happens
from seedlib.figures.parts.connectors import pronoun_after
from seedlib.figures.parts.links import REACH
from seedlib.language.gazetteer import demonym, group, match_place, place_size
from seedlib.language.nouns import PEOPLE, noun, nouns
from seedlib.language.phrases import BULLETS
from seedlib.language.place_words import place_noun
from seedlib.language.tokens import Tokens
from seedlib.lexicon import rows
from seedlib.numbers.hedges import hedge_start

_STAND_FOR = frozenset({"يمثلون", "تمثل", "يمثل", "يشكلون"})
_FAR = 10  # tokens from a figure of things to one that takes over its noun
_NISBA = ("يين", "يون")
_WHO = frozenset("بينهم وبينهم ضمنهم منهم معظمهم غالبيتهم اغلبهم جميعهم".split())  # said of people only
_AT = frozenset({"في", "من", "علي", "جراء"})


def read_nouns(tokens: Tokens, mentions: list[Mention]) -> None:
    """Text, category and class of what each figure counts; an elided noun is that of the figure before it."""
    before: Mention | None = None
    for n, mention in enumerate(mentions):
        counted = mention.counted
        if counted.token is not None:
            mention.counted_text = _noun_text(tokens, mention)
            mention.cues["counted"] = (counted.token, counted.token + 1)
        elif (named := _named(tokens, mention)) is not None:
            _take_heading(tokens, mention, named)
        elif before is not None and (whole := _whose_noun(tokens, mentions[max(0, n - REACH) : n], mention)):
            mention.twin = whole if _same_item(tokens, whole, mention) else None
            before = whole
            mention.counted_text, mention.inherited = before.counted_text, True
            mention.counted = Counted(None, before.counted.entry, counted.after)
        elif (heading := _heading_noun(tokens, mention.at - 1)) is not None:
            _take_heading(tokens, mention, heading)
        mention.category = _category(tokens, mention)
        entry = mention.counted.entry
        mention.counted_class = entry.counted_class if entry else None
        if mention.inherited and before is not None and "counted" not in mention.cues:
            mention.category, mention.counted_class = before.category, before.counted_class
        before = mention


def inherit_from_totals(tokens: Tokens, mentions: list[Mention]) -> None:
    """A part whose noun is elided counts what the heading of its list or its total counts."""
    given: Mention | None = None  # the last figure that its total gave another noun than the one before it
    for before, mention in zip([None, *mentions], mentions, strict=False):
        whole = mention.part_of
        anew = before is not None and (mention.outcome != before.outcome or mention.relation == "additive")
        if whole is None and before is not None and anew:
            above = before.part_of  # a new outcome goes back to the noun of the total
            whole = above if above is not None and mentions[above].category in PEOPLE else None
        if mention.counted_text is None and mention.relation == "partition":
            heading = _heading_noun(tokens, mention.cues["part_of"][0])
            if heading is not None:
                _take_heading(tokens, mention, heading)
                mention.counted_class = mentions[mention.part_of or 0].counted_class
        total = mentions[whole] if whole is not None else given if given is before and mention.inherited else None
        if total is None or "counted" in mention.cues or _as_told(mention, total):
            continue
        given, mention.inherited = mention, True
        mention.counted = mention.counted._replace(entry=total.counted.entry)
        mention.counted_text, mention.category = total.counted_text, total.category
        mention.counted_class = total.counted_class


def _as_told(mention: Mention, total: Mention) -> bool:
    """Whether the noun that a part took over from the item before it says what happened to the counted of the total:
    "ثلاثين شخصاً: ثمانية قتلى في كذا وتسعة في كذا".
    """
    own = mention.counted.entry
    return mention.relation == "partition" and own is not None and own.outcome in {total.outcome} - {None}


def _take_heading(tokens: Tokens, mention: Mention, heading: int) -> None:
    mention.counted_text, mention.inherited = tokens.surface(heading, heading), True
    mention.counted = Counted(None, noun(tokens.keys[heading]), mention.counted.after)
    mention.cues["counted"] = (heading, heading + 1)


def _named(tokens: Tokens, mention: Mention) -> int | None:
    """The noun of those of whom an elided number is a part: "من بين الركاب 32 من كذا"."""
    keys, at = tokens.keys, hedge_start(tokens, mention.at)
    for token in range(max(mention.first + 1, at - 3), at):
        entry = noun(keys[token]) if keys[token].startswith("ال") and keys[token - 1] == "بين" else None
        if entry is not None and entry.number == "plural":
            return token
    return None


def _heading_noun(tokens: Tokens, i: int) -> int | None:
    """The noun of a heading that ends in a colon right before an elided noun: "توزعت الاستهدافات كالآتي: 13 لكذا",
    "والقتلى هم:" above a list.
    """
    keys = tokens.keys
    while i > 0 and (keys[i] in BULLETS or keys[i] == "\n"):
        i -= 1
    if keys[i] != ":":
        return None
    found = None
    for back in range(i - 1, max(0, i - 10), -1):
        entry = noun(keys[back])
        if entry and entry.number == "plural" and bare(keys[back]) != keys[back] and not place_noun(bare(keys[back])):
            found = back  # the first noun of the heading is what is counted: "توزع الضحايا على المحافظات كالآتي:"
        if keys[back] in {"\n", ".", "،"}:
            break
    return found


def _whose_noun(tokens: Tokens, earlier: list[Mention], mention: Mention) -> Mention | None:
    """The figure whose noun one without a noun takes over: the one before it in the sentence, but of a list the item
    before it ("30 في كذا ودمر منزلان، و7 في كذا", "997، بينهم 289 طفلاً، و133، بينهم"). None where a new event of people
    lies between and that figure counts things ("عشرات الشرائط …، مؤكدة مقتل المئات").
    """
    before = earlier[-1]
    if before.category == "body" and happens(tokens, before.end, mention.at):  # "انتشال 14 جثة وفقدان العشرات"
        return next((m for m in reversed(earlier) if m.first == mention.first and m.category == "person"), None)
    if before.first == mention.first and pronoun_after(tokens, mention):
        who = "منهم" in tokens.keys[mention.end : mention.end + 3]  # "7 حوادث، 5 منها", but "30 من 6 دول، 5 منهم"
        here = (m for m in reversed(earlier) if m.first == mention.first and m.category in PEOPLE)
        return next(here, None) if who else before
    if mention.number.kind == "vague" and before.category not in PEOPLE:  # "يقيم عشرات الآلاف": of people
        return next((m for m in reversed(earlier) if m.first == mention.first and m.category in PEOPLE), None)
    if before.category not in PEOPLE or breaks_down(tokens, mention) or place_size(tokens.keys, mention.at):
        here = (m for m in reversed(earlier) if m.first == mention.first)
        before = next((m for m in here if _same_item(tokens, m, mention)), before)
    if before.first != mention.first or before.number.kind == "percent":
        return None
    if _nationality(tokens, before) and _from_place(tokens.keys, mention.end):
        return next((m for m in reversed(earlier) if m.first == mention.first and not _nationality(tokens, m)), None)
    if not _STAND_FOR.isdisjoint(tokens.keys[before.end : mention.at]):
        return None  # "9405 أسر يمثلون (56430)": other units
    if before.category in PEOPLE:
        return before
    after = max(before.end, before.counted.after)
    far = mention.at - after > _FAR  # "4 معايير في كذا، فيما زاد حجم كذا فوق مستوى 14 ملياراً"
    return None if far or happens(tokens, after, mention.at) else before


def _nationality(tokens: Tokens, mention: Mention) -> bool:
    """Whether the noun of a figure says whence people are, so that nobody from elsewhere is counted by it: "5 هولنديين
    وستة من أمريكا".
    """
    token = mention.counted.token
    return token is not None and (demonym(tokens.keys[token]) is not None or tokens.keys[token].endswith(_NISBA))


def _from_place(keys: list[str], i: int) -> bool:
    return keys[i : i + 1] == ["من"] and match_place(keys, i + 1) is not None


def _same_item(tokens: Tokens, one: Mention, other: Mention) -> bool:
    """Whether two figures go on alike: both are broken down, a preposition follows both numbers, or a place touches
    both ("في كذا 346، وكذا 72").
    """
    if breaks_down(tokens, other):
        return breaks_down(tokens, one)
    follows = tokens.keys[other.end] if other.end < other.last else ""
    if follows in _AT and one.counted.token is None and tokens.keys[one.end] == follows:
        return True
    return bool(place_size(tokens.keys, other.at) and place_size(tokens.keys, one.at))


def _noun_text(tokens: Tokens, mention: Mention) -> str:
    token = mention.counted.token
    assert token is not None
    if mention.number.kind == "percent" and token >= mention.end:
        return tokens.surface(token, max(token, mention.counted.after - 1))
    if token == mention.at:
        return mention.number.text
    if tokens.keys[token].startswith("لل"):
        return tokens.surface(token, token)[2:]  # "الحصيلة الإجمالية للقتلى"
    clitic = token < mention.at and tokens.keys[token][0] == "و" and tokens.keys[token] not in nouns()
    return tokens.surface(token, token)[clitic:]  # "وشخص واحد"


@cache
def _peaceful() -> frozenset[str]:
    """What an incident or operation was that is no attack: "حادث مرور", "عملية إسعاف"."""
    return frozenset(article + key(row["form"]) for row in rows("peaceful") for article in ("", "ال"))


def _category(tokens: Tokens, mention: Mention) -> str:
    if mention.number.kind == "percent":
        return "percent"
    entry, token = mention.counted.entry, mention.counted.token
    if entry:
        following = tokens.keys[token + 1] if token is not None and token + 1 < mention.last else ""
        return "other" if entry.category == "attack" and following in _peaceful() else entry.category
    if token is None:
        return "person"
    word = tokens.keys[token].removeprefix("و")
    woman = noun(word.removesuffix("ه")) if word.endswith("ه") else None  # "138 مرشحة"
    people = (
        (woman is not None and woman.category == "person")
        or bare(word).startswith("اخر")
        or demonym(word)
        or group(word)
        or word.endswith(_NISBA)
    )
    told = not _WHO.isdisjoint(tokens.keys[mention.counted.after : min(mention.last, mention.counted.after + 3)])
    told = told or tokens.keys[mention.at - 1] in _WHO  # "بينهم 138 مرشحة"
    return "person" if people or told else "other"
