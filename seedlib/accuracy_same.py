"""Sameness: whether a figure read has the value of the one annotated, and whether two wordings mean one thing."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from seedlib.arabic import INVISIBLE, TATWEEL

_ARTICLE = re.compile("^[وف]?(?:ال|لل|بال|وال)?")
_UNSEEN = re.compile(f"[{INVISIBLE}{TATWEEL}]")
_LETTERS = str.maketrans({**dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ة": "ه"})


def same_value(annotated: Mapping[str, Any], read: Mapping[str, Any]) -> bool:
    """The same value, the same ends of a range, or the same vague word."""
    if annotated["qualifier"] == "vague":
        same = _plain(annotated["text"]).removeprefix("ال") == _plain(read["text"]).removeprefix("ال")
        return same and read["qualifier"] == "vague"
    if annotated["qualifier"] == "range":
        return (annotated["low"], annotated["high"]) == (read["low"], read["high"])
    return annotated["value"] is not None and annotated["value"] == read["value"]


def same_words(one: str, other: str) -> bool:
    """Equal, or the words that both have are at least half of all their words (articles and و ف aside)."""
    left, right = ({_ARTICLE.sub("", word) or word for word in _plain(text).split()} for text in (one, other))
    return bool(left and right) and len(left & right) / len(left | right) >= 0.5


def _plain(text: str) -> str:
    """Words without marks, in one spelling of alef, ya and ta marbuta, with nothing but spaces between them."""
    letters = "".join(c for c in unicodedata.normalize("NFKC", text) if not unicodedata.combining(c))
    return re.sub(r"[^\w%]+", " ", _UNSEEN.sub("", letters).translate(_LETTERS)).strip()
