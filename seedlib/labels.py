"""Labels: the one place that knows how a renderer draws Arabic.

matplotlib 3.11 shapes letters and orders them by itself; before that, and in any renderer that does neither,
the letters must be given in their joined forms and in the order of the page. `label` asks the installed
matplotlib which kind it is, by drawing two letters, and gives the string that it will draw right.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

RLM, LRM = "\u200f", "\u200e"
RLI, LRI, FSI, PDI = "\u2067", "\u2066", "\u2068", "\u2069"
_MARKS = {"rtl": RLM, "ltr": LRM, "auto": ""}
_ARABIC = re.compile("[\u0600-\u06ef\u06fa-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")


def label(text: Any, base: str = "rtl") -> str:
    """The string to hand to the installed matplotlib so that Arabic is drawn right.

    None, NaN and NA give ""; numbers give ``str``; text without Arabic comes back unchanged. Each line is
    laid out by itself, from the right (``base="rtl"``), the left (``"ltr"``) or by its first letter
    (``"auto"``). A ``$`` in an Arabic line is drawn as such and never starts mathtext, which cannot shape.
    """
    if base not in _MARKS:
        raise ValueError(f"base must be one of {', '.join(_MARKS)}, not {base!r}")
    string = _string(text)
    return _label(string, base, shapes()) if _ARABIC.search(string) else string


@cache
def shapes() -> bool:
    """Does the installed matplotlib join Arabic letters? True when two behs give two different glyphs."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextToPath

    drawer = TextToPath()
    font = drawer._get_font(FontProperties(family="DejaVu Sans"))
    first, second = (glyph[0] for glyph in drawer.get_glyphs_with_font(font, "بب")[0])
    return bool(first != second)


@lru_cache(maxsize=4096)
def _label(text: str, base: str, shaping: bool) -> str:
    one = (lambda line: _MARKS[base] + line.lstrip(RLM + LRM)) if shaping else (lambda line: _visual(line, base))
    return "\n".join(_dollars(one(line)) if _ARABIC.search(line) else line for line in text.split("\n"))


def visual(text: Any, base: str = "rtl") -> str:
    """The text in joined forms and page order, for a renderer that does neither (old matplotlib, terminals)."""
    return "\n".join(_visual(line, base) if _ARABIC.search(line) else line for line in _string(text).split("\n"))


def _visual(line: str, base: str) -> str:
    from arabic_reshaper import ArabicReshaper
    from bidi import get_display

    shaper = ArabicReshaper({"delete_harakat": False, "ARABIC LIGATURE ALLAH": False})
    line = unicodedata.normalize("NFC", line)
    return str(get_display(shaper.reshape(line), base_dir={"rtl": "R", "ltr": "L", "auto": None}[base]))


def _string(text: Any) -> str:
    if isinstance(text, str):
        return str(text)
    missing = text is None or type(text).__name__ in ("NAType", "NaTType") or text != text
    return "" if missing else str(text)


def _dollars(line: str) -> str:
    """An even number of bare dollars would start mathtext: escape them all."""
    bare = line.replace(r"\$", "$")
    return bare.replace("$", r"\$") if bare.count("$") > 1 else bare
