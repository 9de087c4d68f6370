"""Connectors: the words between a total and its parts, and the totals that are named before them."""

from functools import cache

from seedlib.arabic import key
from seedlib.figures.mentions import Mention
from seedlib.language.nouns import noun
from seedlib.language.number_atoms import begins_number
from seedlib.language.outcome_cues import cues
from seedlib.language.phrases import OF_THEM
from seedlib.language.tokens import Tokens
from seedlib.lexicon import rows
from seedlib.memo import remembered
from seedlib.numbers.hedges import hedge_start

_OF = (["بين"], ["وبين"], ["من"], ["ومن"])
_IT = frozenset({"هي", "وهي"})
_HOLDS = frozenset({"تشمل", "شملت", "يشمل", "يشملون"})
_THAT = frozenset({"ان", "انه", "بان", "بانه", "هناك"})
_BEFORE_CLAUSE = frozenset({"،", "؛", ".", ":", "\n", '"', "«", "“", "("})


@cache
def connectors() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Connectors by first word: (phrase, relation), longest first."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in rows("connectors"):
        words = tuple(key(word) for word in row["phrase"].split())
        for clitic in ("", "و"):
            phrase = (clitic + words[0], *words[1:])
            out.setdefault(phrase[0], []).append((phrase, row["relation"]))
    for entries in out.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return out


def connector_at(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """The connector at token ``i``: relation and one past its last token."""
    for phrase, relation in connectors().get(tokens.keys[i], ()):
        if tuple(tokens.keys[i : i + len(phrase)]) == phrase:
            return relation, i + len(phrase)
    return None


def says_else(tokens: Tokens, end: int, mention: Mention) -> bool:
    """Whether what a connector that ends at token ``end`` opens is no part of the number before it: a verb of holding
    has a subject of its own ("كما تشمل حصيلة كذا 2368 قتيلاً", but "تشمل 40 طفلاً"), "وهي النسبة الأعلى" is said of it.
    """
    word, behind = tokens.keys[end - 1], tokens.keys[end : end + 1]
    if word in _HOLDS:
        at = hedge_start(tokens, mention.at)
        return at - (tokens.keys[at - 1] == "(") > end
    return word in _IT and bool(behind) and behind[0].startswith("ال") and behind != ["ال"]


def of_number_behind(tokens: Tokens, connector: int, mention: Mention) -> bool:
    """Whether "من أصل" and the like stand right before a number, so that it is the whole."""
    hit = connector_at(tokens, connector)
    between = tokens.keys[hit[1] : hedge_start(tokens, mention.at)] if hit else []
    return all(word == "ال" or not word[0].isalpha() for word in between)


def of_definite(tokens: Tokens, before: Mention, mention: Mention) -> bool:
    """Whether a definite number is the whole of the one before it: "16 من الجرحى الـ18"."""
    gap = tokens.keys[before.end : mention.at]
    if gap[-1:] == ["ال"]:
        gap.pop()
    elif not tokens.keys[mention.at].startswith("ال"):
        return False
    return len(gap) == 2 and gap[0] == "من" and gap[1].startswith("ال")


def leading_whole(tokens: Tokens, mention: Mention) -> int | None:
    """The connector with which a clause opens on a whole whose parts come behind it: "ومن بين الـ540 شخصاً هناك 411
    مدنياً و129 جندياً", "وبين الـ12 جثة امرأتان", "إنه من الـ40 قتيلاً 29 رجلاً"; but "126 من أصل 203" begins with a part.
    """
    keys, at = tokens.keys, hedge_start(tokens, mention.at)
    at -= keys[at - 1] == "ال"
    definite = keys[mention.at - 1] == "ال"
    if definite and at > mention.first and noun(keys[at - 1]) and keys[at - 1].startswith("ال"):
        at -= 1  # "من أصل القتلى الـ26"
    for begin in (at - 2, at - 1):
        if begin < mention.first:
            continue
        hit = connector_at(tokens, begin)
        whole = (hit is not None and hit == ("whole", at)) or (definite and keys[begin:at] in _OF)
        if whole and _opens_clause(tokens, begin, mention.first):
            return begin
    return None


def _opens_clause(tokens: Tokens, begin: int, first: int) -> bool:
    """Whether a clause begins at a token: with و, behind أن or a sign (no comma, no closing quote), or a sentence."""
    before = tokens.keys[begin - 1] if begin > first else "."
    closing = before == '"' and tokens.glued(begin - 1)
    return (
        tokens.keys[begin].startswith("و")
        or before in _THAT
        or (before in _BEFORE_CLAUSE and before != "،" and not closing)
    )


def with_noun(tokens: Tokens, end: int) -> bool:
    """Whether a connector that ends at token ``end`` says itself who: "9 بينهم طفل قتلوا في كذا، و15 في كذا"."""
    return end < len(tokens) and noun(tokens.keys[end]) is not None and not tokens.keys[end].startswith("ال")


def of_number(tokens: Tokens, i: int) -> bool:
    """Whether منهم is said of the number before it, not of one behind it ("3547 منها 1262 وفاة")."""
    behind = i + 1 < len(tokens) and begins_number(tokens.keys[i + 1])
    return tokens.keys[i] in OF_THEM and not behind


def pronoun_after(tokens: Tokens, mention: Mention) -> bool:
    """ "30 منهم", "(7) منهم", "اثنان منهم", "3 أطفال منهم", but not "3 أطفال منهم رضيع"."""
    at = unbracketed(tokens, mention)
    if OF_THEM.isdisjoint(tokens.keys[at : at + 2]):
        return False
    if at + 2 < mention.last and tokens.keys[at + 1] in OF_THEM and _who(tokens.keys[at + 2]):
        return False
    near = range(at, min(mention.last, at + 2))
    return any(of_number(tokens, i) for i in near) and tokens.keys[at] not in {"،", "."}


def _who(word: str) -> bool:
    """Whether a word behind منهم and the like says who is among them: "منهم رضيع", "منها منزلية"."""
    entry = noun(word)
    return (entry is not None and entry.number != "dual" and not word.startswith("ال")) or word.endswith("يه")


def told_among(tokens: Tokens, connector: int) -> str | None:
    """The outcome of those whom a connector names: "ومن بين المصابين 5"."""
    hit = connector_at(tokens, connector)
    word = tokens.keys[hit[1]] if hit and hit[1] < len(tokens) else ""
    return cues()[word][0] if word.startswith("ال") and word in cues() else None


def unbracketed(tokens: Tokens, mention: Mention) -> int:
    """One past a number and the brackets that it may stand in."""
    return mention.end + (mention.end < mention.last and tokens.keys[mention.end] == ")")


@remembered
def spreads(word: str) -> bool:
    """Whether a word says that what follows is spread over places or groups: "توزعت", "ويتوزّع", "انقسمت"."""
    return "توزع" in word or "نقسم" in word
