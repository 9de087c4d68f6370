"""The words that tell what happened, with their clitics."""

from functools import cache

from seedlib.arabic import key
from seedlib.language.traits import trait
from seedlib.lexicon import rows

_CLITICS = ("", "و", "ف", "ب", "ل", "ال", "وال", "لل", "بال", "س", "سي", "وب", "ول", "وس", "فب")


@cache
def cues() -> dict[str, tuple[str, str]]:
    """Outcome words with their clitics: key -> outcome, part of speech."""
    out: dict[str, tuple[str, str]] = {}
    entries = [(key(row["form"]), row["outcome"], row["part_of_speech"]) for row in rows("outcomes")]
    out |= {f"سن{form[1:]}": (told, speech) for form, told, speech in entries if speech == "verb" and form[0] == "ي"}
    for clitic in _CLITICS:
        for form, outcome, speech in entries:
            coming = clitic in {"ل", "س", "ول", "وس"} and form[0] in "يت"  # "لتعتقل نحو 120 شاباً"
            if speech != "verb" or coming or clitic in {"", "و", "ف", "سي"}:
                out.setdefault(clitic + form, (outcome, speech))
                # an object; the accusative
                for ending in ("ها" if speech == "verb" else "ا", "هم", "هن", "هما"):
                    out.setdefault(clitic + form + ending, (outcome, speech))
    return out


@trait("outcome")
def _is_cue(word: str) -> bool:
    """Whether a word says what happened."""
    return word in cues()
