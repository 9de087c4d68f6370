"""Wording of explanations: counts and intervals in English and Arabic, each noun in the form its number asks for."""

from functools import cache

from seedlib.lexicon import rows

LONGEST = 1e21
Bounds = tuple[float | None, float | None, float | None]


def number(x: float) -> str:
    """A number with commas and without needless decimals, in powers of ten only where it is longer than any reported.

    >>> number(1200.0), number(2.5), number(15e15)
    ('1,200', '2.5', '15,000,000,000,000,000')
    """
    return f"{int(x):,}" if float(x).is_integer() and abs(x) < LONGEST else f"{x:,.15g}"


def count(x: float, unit: str, lang: str, genitive: bool = False) -> str:
    """A number with its noun; the number alone for a unit that has no noun. ``genitive``: after a preposition.

    The form follows the plural categories of CLDR: 1, 2, then by the last two digits 3 to 10, 11 to 99, all else.

    >>> count(6, "person", "en"), count(6, "person", "ar")
    ('6 people', '6 أشخاص')
    >>> [count(n, "person", "ar") for n in (1, 2, 11, 100, 103)]
    ['شخص واحد', 'شخصان', '11 شخصاً', '100 شخص', '103 أشخاص']
    """
    noun = _nouns().get(unit)
    if noun is None:
        return number(x)
    if lang == "en":
        return f"{number(x)} {noun['english_one' if x == 1 else 'english_many']}"
    if x == 1:
        return noun["one"]
    if x == 2:
        return noun["two_genitive" if genitive else "two"]
    last = x % 100
    form = "few" if 3 <= last <= 10 and last == int(last) else "many" if 11 <= last <= 99 else "hundred"
    return f"{number(x)} {noun[form]}"


def worded(number: str, noun: str, value: float, vague: bool) -> str:
    """A number and a noun as a text writes them, in the order and with the preposition that Arabic asks for.

    >>> worded("500", "العناصر", 500, False), worded("واحدة", "عائلة", 1, False), worded("عشرات", "القتلى", 0, True)
    ('500 من العناصر', 'عائلة واحدة', 'عشرات القتلى')
    """
    if not number or noun in ("", number):  # a dual says both
        return number or noun
    both, one = _definite(number), _definite(noun)
    if one and vague is both:  # المئات من القتلى, 500 من القتلى; but مئات القتلى, القتلى الثلاثة
        return say("out_of", "ar", n=number, noun=noun)
    spelled = value in (1, 2) and not any(map(str.isdigit, number))
    return f"{noun} {number}" if spelled or (one and both) else f"{number} {noun}"


def _definite(text: str) -> bool:
    return text.startswith("ال") and len(text) > 4


def interval(bounds: Bounds, unit: str, lang: str) -> str:
    """Lower, best and upper with the noun of what is counted, null where open; 0 is no lower bound worth saying.

    >>> interval((0, 6, 12), "person", "en"), interval((196, 202, 208), "", "en")
    ('at most 12 people (6 at best)', '196 to 208 (202 at best)')
    """
    lower, best, upper = bounds
    low = lower if lower else None
    if (low is not None and low == upper) or lower == upper == 0:
        return count(lower or 0.0, unit, lang)
    added = "" if best is None else " " + say("best", lang, best=number(best))
    if low is None and upper is None:
        return say("unknown", lang)
    if upper is None:
        return say("at_least", lang, lower=count(low or 0.0, unit, lang)) + added
    if low is None:
        return say("at_most", lang, upper=count(upper, unit, lang)) + added
    least = count(low, unit, lang, genitive=True) if lang == "ar" and upper <= 2 else number(low)
    return say("between", lang, lower=least, upper=count(upper, unit, lang, genitive=True)) + added


def say(word: str, lang: str, **values: str) -> str:
    """A phrase of the explanations with its values put in."""
    return _phrases()[word][lang].format(**values)


@cache
def _nouns() -> dict[str, dict[str, str]]:
    return {row["unit"]: row for row in rows("unit_words")}


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return {row["word"]: {"en": row["english"], "ar": row["arabic"]} for row in rows("verdict_words")}
