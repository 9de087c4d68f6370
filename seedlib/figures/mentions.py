"""A figure while it is being read: the number in its sentence, and what each later step adds to it."""

from dataclasses import dataclass, field

from seedlib.figures.counted import Counted
from seedlib.language.number_atoms import begins_number
from seedlib.language.tokens import Tokens
from seedlib.numbers.find import Number

_AMONG = frozenset({"بينهم", "بينها", "بينهن", "ضمنهم", "ضمنها", "منهم", "منها", "منهن"})


@dataclass(slots=True, eq=False)
class Mention:
    """One reported figure of a document; token positions refer to the document's tokens.

    ``at`` and ``end`` are the first token of the number and one past its last, ``first`` and ``last`` the same of its
    sentence; ``cues`` gives for each column the tokens that decided it; ``twin`` is the item before it in a list of
    numbers without nouns.
    """

    number: Number
    first: int
    last: int
    section: str
    counted: Counted
    category: str = "other"
    counted_class: str | None = None
    counted_text: str | None = None
    inherited: bool = False
    twin: "Mention | None" = None
    outcome: str | None = None
    modality: str | None = None
    part_of: int | None = None
    relation: str | None = None
    origin: str | None = None
    origin_tokens: tuple[int, int] | None = None
    place: str | None = None
    place_code: str | None = None
    sources: tuple[str, ...] = ()
    actor: str | None = None
    perpetrator: str | None = None
    time_text: str | None = None
    time_start: object = None
    time_end: object = None
    cues: dict[str, tuple[int, int]] = field(default_factory=dict)
    at: int = field(init=False)
    end: int = field(init=False)

    def __post_init__(self) -> None:
        self.at, self.end = self.number.first_token, self.number.last_token


def total_of(mention: Mention, mentions: list[Mention]) -> Mention | None:
    """The figure that a figure is a part of."""
    return None if mention.part_of is None else mentions[mention.part_of]


def breaks_down(tokens: Tokens, mention: Mention) -> bool:
    """Whether the text goes on to say who is among the counted: "997، بينهم 289 طفلاً"."""
    at = max(mention.end, mention.counted.after)
    at += tokens.keys[at : at + 1] == ["،"]
    at += tokens.keys[at : at + 1] == ["من"]
    if at >= mention.last or tokens.keys[at] not in _AMONG:
        return False
    among = tokens.keys[at].startswith("من")  # "30 منهم مقاتلون" are a part themselves
    return not among or (at + 1 < mention.last and begins_number(tokens.keys[at + 1]))


def coordinated(tokens: Tokens, one: Mention, other: Mention) -> bool:
    """Whether two figures are of one event: "مقتل 22 وجرح العشرات في كذا", "10 ضحايا، بالإضافة إلى عشرات الجرحى"."""
    between = tokens.keys[max(one.end, one.counted.after) : other.at]
    gap = [word for word in between if word not in {"،", "("}]
    joined = any(word.startswith(("و", "بالاضافه", "اضافه")) for word in (*gap, tokens.keys[other.at]))
    if "،" in between and all(word == "و" for word in gap):
        return False  # items of a list: "649 ألفاً، و277 ألفاً في كذا"
    return joined and len(gap) < 5 and all(word[0].isalpha() for word in gap)
