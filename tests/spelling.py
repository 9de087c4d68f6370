"""Spells integers in Arabic, in either gender and case and in the common spellings: the tests' own grammar, written
from the school rules of number and not from the code under test.
"""

UNITS = {
    1: ("واحد", "واحدة"), 2: ("اثنان", "اثنتان"), 3: ("ثلاثة", "ثلاث"), 4: ("أربعة", "أربع"), 5: ("خمسة", "خمس"),
    6: ("ستة", "ست"), 7: ("سبعة", "سبع"), 8: ("ثمانية", "ثماني"), 9: ("تسعة", "تسع"), 10: ("عشرة", "عشر"),
}  # fmt: skip
TENS = ["عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
SCALES = [
    (10**12, "تريليون", "تريليونات"), (10**9, "مليار", "مليارات"), (10**6, "مليون", "ملايين"), (1000, "ألف", "آلاف")
]  # fmt: skip


def spell(n: int, feminine: bool = False, oblique: bool = False, hundred: str = "مئة", spaced: bool = False) -> str:
    """The number in words. ``oblique`` puts tens and duals in -ين; ``spaced`` writes ثلاث مئة in two words."""
    if n == 0:
        return "صفر"
    ending = "ين" if oblique else "ان"
    parts = []
    for scale, name, plural in SCALES:
        count, n = divmod(n, scale)
        if count == 1:
            parts.append(name)
        elif count == 2:
            parts.append(name + ending)
        elif count:
            words = _below_thousand(count, False, oblique, hundred, spaced)
            noun = plural if 3 <= count % 100 <= 10 else name + "اً" if count % 100 >= 11 else name
            parts.append(f"{words} {noun}")
    if n:
        parts.append(_below_thousand(n, feminine, oblique, hundred, spaced))
    return " و".join(parts)


def _below_thousand(n: int, feminine: bool, oblique: bool, hundred: str, spaced: bool) -> str:
    hundreds, rest = divmod(n, 100)
    parts = []
    if hundreds == 1:
        parts.append(hundred)
    elif hundreds == 2:
        parts.append(hundred[:-1] + ("تين" if oblique else "تان"))
    elif hundreds:
        parts.append(UNITS[hundreds][1].removesuffix("ي") + (" " if spaced else "") + hundred)
    if rest:
        parts.append(_below_hundred(rest, feminine, oblique))
    return " و".join(parts)


def _below_hundred(n: int, feminine: bool, oblique: bool) -> str:
    two = ("اثنتين" if feminine else "اثنين") if oblique else UNITS[2][feminine]
    if n <= 10:
        return two if n == 2 else UNITS[n][feminine]
    if n == 11:
        return "إحدى عشرة" if feminine else "أحد عشر"
    if n == 12:
        return ("اثنتي عشرة" if feminine else "اثني عشر") if oblique else ("اثنتا عشرة" if feminine else "اثنا عشر")
    if n < 20:
        return f"{UNITS[n - 10][feminine]} {'عشرة' if feminine else 'عشر'}"
    tens = TENS[n // 10 - 2] + ("ين" if oblique else "ون")
    unit = n % 10
    if not unit:
        return tens
    first = {1: ("أحد", "إحدى"), 2: (two, two)}.get(unit, UNITS[unit])[feminine]
    return f"{first} و{tens}"
