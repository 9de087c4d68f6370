"""Words beside a number that say what it is: months, units of time and measure with their duals, labels."""

from functools import cache

from seedlib.arabic import key
from seedlib.lexicon import rows
from seedlib.memo import remembered

_CHANGE = tuple("رتفع رتفاع نخفض نخفاض زاد زياد زيد زايد زداد راجع قفز رفع خفض خفيض نقل هبط قلص ضاعف".split())


@cache
def forms(kind: str, position: str) -> frozenset[str]:
    """The words that say ``kind`` of a number from before it, after it or in its place (``position``)."""
    return frozenset(key(r["form"]) for r in rows("number_kinds") if r["kind"] == kind and r["position"] == position)


@cache
def months() -> dict[tuple[str, ...], int]:
    """Month names of every Arabic calendar as tuples of keys (at most two words) -> number of the month."""
    return {tuple(key(w) for w in row["form"].split()): int(row["month"]) for row in rows("months")}


@cache
def month_openers() -> frozenset[str]:
    """First words of month names."""
    return frozenset(form[0] for form in months())


@cache
def with_duals(kind: str) -> frozenset[str]:
    """The unit nouns of a kind, their duals, and all of them with the article."""
    out = set(forms(kind, "after"))
    if kind == "duration":
        for single in ("يوم", "عام", "شهر", "اسبوع", "عقد", "قرن"):
            out |= {single + "ان", single + "ين"}
        out |= {single + end for single in ("ساعت", "سنت", "ثانيت", "دقيقت", "ليلت") for end in ("ان", "ين")}
    else:
        out |= {single + end for single in ("متر", "كيلومتر", "طن", "ميل", "هكتار", "درجت") for end in ("ان", "ين")}
    return frozenset(out | {"ال" + form for form in out})


@cache
def unit_duals() -> dict[str, tuple[str, int]]:
    """Duals of units: key with clitics -> kind and number of clitic letters."""
    out = {}
    for kind in ("duration", "measure"):
        for form in with_duals(kind):
            if form.endswith(("ان", "ين")) and form not in forms(kind, "after") and not form.startswith("ال"):
                for clitic in ("", "و", "ب", "ل", "ف", "ك"):
                    out[clitic + form] = kind, len(clitic)
    return out


@cache
def names() -> frozenset[str]:
    """Proper names that look like a dual."""
    return forms("name", "word")


@remembered
def changes(word: str) -> bool:
    """Whether a word says that a count rose or fell: "لترتفع", "بتراجع", "زيادة"."""
    return word.lstrip("وفسلبيتا").startswith(_CHANGE)
