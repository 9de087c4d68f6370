"""Parts that a sentence states of a figure told of before it."""

from itertools import islice, takewhile

from seedlib.connectors import pronoun_after, spreads
from seedlib.links import REACH, least, link, same_event
from seedlib.mentions import Mention
from seedlib.nouns import PEOPLE, noun
from seedlib.outcome_cues import cues
from seedlib.tokens import Tokens

_BACK = frozenset({"بينهم", "بينها", "بينهن", "منهم", "وبينهم", "ومنهم", "ضمنهم"})


def refers_back(tokens: Tokens, mentions: list[Mention], n: int) -> None:
    """The first figure of a sentence that is a part of a figure before it: "من بينهم 5", "ستة منهم", "من بين القتلى 3",
    "16 شخصاً من بين الجرحى", "توزعت الإصابات: 402 في كذا".
    """
    mention, keys = mentions[n], tokens.keys
    lead = keys[max(mention.first, mention.at - 4) : mention.at]
    spread = any(map(spreads, keys[mention.first : mention.at]))
    about = keys[mention.first : mention.at] if spread else [*lead, *keys[mention.end : mention.end + 4]]
    # "من بين القتلى", but not "آلاف الضحايا بين قتيل وجريح"
    named = (
        w
        for w, b in zip(about[1:], about, strict=False)
        if (spread or (b == "بين" and (w.startswith("ال") or _are(w)))) and w in cues()
    )
    told = next(named, None) if spread or "بين" in about else None
    wanted = cues()[told][0] if told else None
    if not (spread or wanted or not _BACK.isdisjoint(lead) or pronoun_after(tokens, mention)):
        return
    fits = [k for k in range(n - 1, max(-1, n - REACH), -1) if _may_hold(mentions[k], mention, wanted)]
    fits.sort(key=lambda k: least(mentions[k]) > 0)  # "ملايين السكان" last
    here = takewhile(lambda m: m.first == mention.first, islice(mentions, n, None))
    total = sum(m.number.value or 0 for m in here if m.category in PEOPLE)
    whole = next((k for k in fits if spread and mentions[k].number.value == total), None)
    k = next(iter(fits), None) if whole is None else whole
    if k is not None:
        link(mention, k, "partition" if spread else "subset", mention.at, mentions)


def _may_hold(total: Mention, mention: Mention, wanted: str | None) -> bool:
    """Whether a figure can be the one of people that a later sentence refers to, of outcome ``wanted`` if any."""
    large = (total.number.value or float("inf")) >= (mention.number.value or 0)
    fits = large and (wanted is None or same_event(wanted, total))
    return fits and total.part_of is None and total.category in PEOPLE


def _are(word: str) -> bool:
    """Whether a noun is a plural: "من بين قتلى الأمس"."""
    entry = noun(word)
    return entry is not None and entry.number == "plural"
