"""Labels: the one place that knows how a renderer draws Arabic.

matplotlib 3.11 joins letters and orders them by itself; before that, and in any renderer that does neither,
they must be given in their joined forms and in the order of the page. `label` finds out which kind the
installed matplotlib is, by drawing two letters, and gives the string that it will draw right.

The order is that of the Unicode Bidirectional Algorithm (UAX #9) with the base direction stated, not guessed.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

RLM, LRM = "\u200f", "\u200e"  # right-to-left mark, left-to-right mark
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"  # isolates: start (left, right, by content), end
BASES = {"rtl": (RLM, "R"), "ltr": (LRM, "L"), "auto": ("", None)}

ARABIC = re.compile("[\u0600-\u06ef\u06fa-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_LINE = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_FORM = re.compile("[\ufb50-\ufdff\ufe80-\ufefc]+")  # joined forms; U+FE70-FE7F are spacing marks, drawn as they are
_HIDDEN = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_NUMBER = re.compile(r"[+\-−±]?\d[\d.,٫٬:/×+\-−–—±~]*(?<=\d)(?:\s?[%٪‰])?|[%٪]\d+(?:[.,٫٬]\d+)*")
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)


def label(text: Any, base: str = "rtl") -> str:
    """The string to hand to the installed matplotlib so that Arabic is drawn right.

    None, NaN and NA give ""; numbers give ``str``; text without Arabic comes back unchanged, and so does what
    `label` gave before. Each line is laid out by itself, from the right (``base="rtl"``), from the left
    (``"ltr"``) or by its first letter (``"auto"``). A ``$`` in an Arabic line is drawn as such and never
    starts mathtext, which cannot shape. Raises ValueError for another base.
    """
    if base not in BASES:
        raise ValueError(f"base must be one of {', '.join(BASES)}, not {base!r}")
    string = plain(text)
    return _label(string, base, shapes()) if ARABIC.search(string) else string


def visual(text: Any, base: str = "rtl") -> str:
    """The text in joined forms and in page order, for a renderer that does neither.

    Such are matplotlib before 3.11, Pillow without Raqm and most terminals. Lines, missing values and `base`
    are as in `label`; marks (harakat, shadda) are kept and stand to the left of their letter.
    """
    direction = BASES[base][1]
    return "\n".join(_visual(line, direction) if ARABIC.search(line) else line for line in _LINE.split(plain(text)))


def logical(text: Any) -> str:
    """The text as typed: undoes `label` and `visual`, and the usual reshape-and-reorder recipe.

    Joined forms become letters. A line is taken to be in page order when it came from here, or when its forms
    join only when read backwards. Brackets are turned only where they would not match otherwise.
    """
    lines = (_logical(line.removeprefix(RLM).replace(r"\$", "$")) for line in _LINE.split(plain(text)))
    return "\n".join(lines)


@cache
def shapes() -> bool:
    """Does the installed matplotlib join Arabic letters? It does when two behs give two different glyphs."""
    from matplotlib.font_manager import findfont, get_font
    from matplotlib.textpath import TextToPath

    font = get_font(findfont("DejaVu Sans"))
    font.set_size(TextToPath.FONT_SCALE, TextToPath.DPI)
    glyphs = [glyph[0] for glyph in TextToPath().get_glyphs_with_font(font, "بب")[0]]
    return len(set(glyphs)) > 1


def plain(value: Any) -> str:
    """``str``, with "" for None, NaN, NaT and NA."""
    if isinstance(value, str):
        return str(value)
    missing = value is None or type(value).__name__ in ("NAType", "NaTType") or value != value
    return "" if missing else str(value)


@lru_cache(maxsize=4096)
def _label(text: str, base: str, shaping: bool) -> str:
    mark, direction = BASES[base]
    lines = []
    for line in _LINE.split(text):
        if ARABIC.search(line):
            raw = line.replace("\t", " ").replace(r"\$", "$").removeprefix(mark)
            line = mark + (_logical(raw) if _FORM.search(raw) else raw) if shaping else _visual(raw, direction)
            if line.count("$") % 2 == 0:  # matplotlib reads an even number of bare dollars as mathtext
                line = line.replace("$", r"\$")
        lines.append(line)
    return "\n".join(lines)


def bilingual(ar: Any, en: Any, lang: str = "ar") -> str:
    """A label in Arabic (``"ar"``), in English (``"en"``) or in both, as two lines and never one mixed string.

    Where one of the two is missing the other stands for it. Raises ValueError for another language.
    """
    if lang not in ("ar", "en", "both"):
        raise ValueError(f"lang must be ar, en or both, not {lang!r}")
    arabic, english = label(ar), label(en, "ltr")
    if lang == "both":
        return "\n".join(line for line in (arabic, english) if line)
    return (arabic or english) if lang == "ar" else (english or arabic)


# ---------------------------------------------------------------- page order

_SOURCE: dict[str, str] = {}  # page order -> as typed, so that a label is never reordered twice
_SOURCE_SIZE = 20_000
_PROBE = "\u034f"  # combining grapheme joiner: invisible, and takes the direction of what it follows
_JOINER = "\ue0ff"  # stands for U+200D, which arabic-reshaper drops too early to find its ligatures
# Kurdish letters without joined forms: the nearest letter and the small v above; reh keeps its one form.
_KURDISH = str.maketrans({"ێ": "ی\u065a", "ڵ": "ل\u065a", "\u200d": _JOINER})
_LETTER = "\u0620-\u064a\u066e-\u06d5"
# Invisible characters within a word, which do not part its letters.
_INSIDE = re.compile(f"(?<=[{_LETTER}\u064b-\u065f])[\u00ad\u061c\u200b\u200f\u2060\ufeff]+(?=[{_LETTER}])")


@cache
def _shaper() -> Any:
    from arabic_reshaper import ArabicReshaper

    # Marks stay; the ligature of "Allah" is missing from most fonts, DejaVu Sans among them.
    shaper = ArabicReshaper({"delete_harakat": False, "support_zwj": False, "ARABIC LIGATURE ALLAH": False})
    shaper.letters = shaper.letters | {
        "ە": ("ە", "", "", "\ufeea"),
        "ڕ": ("ڕ", "", "", "ڕ"),
        _JOINER: (_JOINER,) * 4,
    }
    return shaper


@lru_cache(maxsize=4096)
def _visual(line: str, direction: str | None) -> str:
    from bidi import get_display
    from bidi.mirror import MIRRORED

    if is_visual(line):
        return line
    typed = _letters(line)
    joined = _INSIDE.sub("", unicodedata.normalize("NFC", typed).replace(_PROBE, ""))
    shaped = _shaper().reshape(joined.translate(_KURDISH)).replace(_JOINER, "")
    # python-bidi orders but does not mirror: a probe behind each bracket ends up on the side that tells.
    probed = "".join(char + _PROBE if char in MIRRORED else char for char in shaped)
    page = _HIDDEN.sub("", "".join(_mirrored(get_display(probed, base_dir=direction), MIRRORED)))
    _remember(page, LRM + typed.removeprefix(LRM) if direction == "L" else typed)
    return page


def _remember(page: str, typed: str) -> None:
    """Of texts that look the same, keep the one with the fewest invisible characters."""
    if len(_SOURCE) >= _SOURCE_SIZE:
        _SOURCE.clear()
    _SOURCE[page] = min(_SOURCE.get(page, typed), typed, key=len)


def _mirrored(page: str, pairs: dict[str, str]) -> Iterator[str]:
    """Turn the brackets that lie in right-to-left runs: those with their probe on the left."""
    chars = iter(page)
    for char in chars:
        if char == _PROBE:
            char = next(chars, "")
            yield pairs.get(char, char)
        else:
            yield char
            if char in pairs:
                next(chars, "")


# ---------------------------------------------------------------- order as typed


def _letters(line: str) -> str:
    """Joined forms as letters; a ligature as the letters it stands for."""
    return _FORM.sub(lambda run: unicodedata.normalize("NFKC", run[0]), line)


def is_visual(line: str) -> bool:
    """Is the line in page order? Known from `visual`, or seen from forms that join backwards only."""
    if line in _SOURCE:
        return True
    forms = [unicodedata.decomposition(char).partition(" ")[0] for char in line if not unicodedata.combining(char)]
    joins = list(pairwise(forms))
    right = sum(a in ("<initial>", "<medial>") and b in ("<medial>", "<final>") for a, b in joins)
    wrong = sum(a in ("<final>", "<medial>") and b in ("<medial>", "<initial>") for a, b in joins)
    return wrong > right


def _logical(line: str) -> str:
    if line in _SOURCE:
        return _SOURCE[line]
    if not _FORM.search(line):
        return line
    if not is_visual(line):
        return _letters(line)
    from bidi import get_display
    from bidi.mirror import MIRRORED

    typed = str(get_display(line, base_dir="R"))
    opened, closed = typed.find("("), typed.find(")")
    if closed != -1 and not -1 < opened < closed:
        typed = "".join(MIRRORED.get(char, char) for char in typed)
    return _letters(typed)


# ---------------------------------------------------------------- numbers and lines


def isolate(text: Any) -> str:
    """Keep a date, a range or a Latin name in its own left-to-right order inside Arabic.

    >>> isolate("15-25") == LRI + "15-25" + PDI
    True
    """
    string = plain(text)
    return f"{LRI}{string}{PDI}" if string else ""


def isolate_numbers(text: Any) -> str:
    """Isolate each number that has a sign within or beside it, such as 2018-11-03, 15-25, 80±15 or 72%.

    >>> isolate_numbers("بين 15-25 من 40") == f"بين {LRI}15-25{PDI} من 40"
    True
    """

    def one(found: re.Match[str]) -> str:
        inside = found.string[found.start() - 1 : found.start()] == LRI
        return found[0] if found[0].isdigit() or inside else isolate(found[0])

    return _NUMBER.sub(one, plain(text))


def digits(text: Any, system: str = "latn") -> str:
    """Write the digits as ``"latn"`` (0-9) or ``"arab"`` (Arabic-Indic), and the signs between them to match.

    Systems are named as in CLDR. Raises ValueError for another system.

    >>> digits("1,234.5 (72%)", "arab")
    '١٬٢٣٤٫٥ (٧٢٪)'
    >>> digits("١٬٢٣٤٫٥")
    '1,234.5'
    """
    string = plain(text)
    if system == "latn":
        string = string.translate(_WESTERN)
        return re.sub(r"(?<=\d)[٬٫٪]|٪(?=\d)", lambda sign: {"٬": ",", "٫": ".", "٪": "%"}[sign[0]], string)
    if system != "arab":
        raise ValueError(f"system must be latn or arab, not {system!r}")
    string = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "٬", string)
    string = re.sub(r"(?<=\d)\.(?=\d)", "٫", string)
    return re.sub(r"(?<=\d)%|%(?=\d)", "٪", string).translate(_EASTERN)


def wrap(text: Any, width: int) -> str:
    """Break lines at spaces so that none is wider than `width` letters, where a single word allows.

    Give the text as typed and pass the result to `label`: lines of a string in page order would come out last
    line first. Marks and invisible characters take no room; an isolate is not broken.
    """
    lines = []
    for line in _LINE.split(plain(text)):
        rows, room = [""], width
        for word in re.findall(f"(?:[{LRI}{RLI}{FSI}][^{PDI}]*{PDI}|\\S)+", line):
            size = sum(not unicodedata.combining(char) for char in _HIDDEN.sub("", word))
            if rows[-1] and size + 1 > room:
                rows.append("")
                room = width
            room -= size + bool(rows[-1])
            rows[-1] += (" " if rows[-1] else "") + word
        lines.extend(rows)
    return "\n".join(lines)
