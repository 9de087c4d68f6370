"""Make ``countries.csv`` and ``subdivisions.csv`` from CLDR; run it again when CLDR moves on.

    apt-get install unicode-cldr-core
    python seedlib/lexicon/make_gazetteer.py [/usr/share/unicode/cldr/common]

Hand-made supplements (aliases, demonyms, towns, groups) are files of their own and are not touched. CLDR is under the
Unicode licence v3.
"""

import csv
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET
from pathlib import Path

HERE = Path(__file__).parent
COUNTRIES = "SY IQ YE LB LY SD PS EG JO SA AE KW QA BH OM DZ MA TN MR SO DJ KM IR TR AF PK".split()
# The class word before a subdivision's name: the press gives the bare name.
_CLASS = re.compile(r"^(?:محافظة|ولاية|منطقة|إقليم|بلدية|شعبية|إمارة|مقاطعة|جهة|مديرية|جزيرة) (?=\S)")
_CLASS_EN = re.compile(r" (?:Governorate|Province|Region|District|Municipality|Muhafazah|State)$", re.I)
_KEEP = {"المنطقة الشرقية", "منطقة الحدود الشمالية"}


def _names(path: Path, tag: str) -> dict[str, str]:
    root = ET.parse(path).getroot()
    return {
        e.get("type", ""): unicodedata.normalize("NFC", e.text or "") for e in root.iter(tag) if e.get("alt") is None
    }


def _write(name: str, header: list[str], rows: set[tuple[str, ...]]) -> None:
    with (HERE / name).open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(sorted(rows))


def main(cldr: Path) -> None:
    """Write both files beside this script."""
    codes = {
        e.get("type", ""): e.get("alpha3", "")
        for e in ET.parse(cldr / "supplemental/supplementalData.xml").getroot().iter("territoryCodes")
    }
    arabic, english = (_names(cldr / f"main/{lang}.xml", "territory") for lang in ("ar", "en"))
    countries = {
        (codes[a2], a2, english[a2], "CLDR", arabic[a2])
        for a2 in arabic
        if len(a2) == 2 and codes.get(a2) and a2 in english
    }
    _write("countries.csv", ["alpha3", "alpha2", "name_en", "source", "name"], countries)
    arabic, english = (_names(cldr / f"subdivisions/{lang}.xml", "subdivision") for lang in ("ar", "en"))
    rows = set()
    for code, name in arabic.items():
        if code[:2].upper() in COUNTRIES:
            bare = name if name in _KEEP else _CLASS.sub("", name)
            iso = f"{code[:2].upper()}-{code[2:].upper()}"
            rows.add((iso, _CLASS_EN.sub("", english.get(code, "")), "CLDR", bare.removesuffix("‎").strip()))
    _write("subdivisions.csv", ["code", "name_en", "source", "name"], rows)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode/cldr/common"))
