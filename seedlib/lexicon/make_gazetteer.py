"""Write ``countries.csv`` and ``subdivisions.csv`` anew: ``python -m seedlib.lexicon.make_gazetteer [CLDR]``.

The names of countries are Babel's; codes and subdivisions are those of CLDR's ``common`` folder (Debian package
unicode-cldr-core), all under the Unicode licence. What was added or corrected by hand stands in files of its own
(``country_aliases``, ``subdivision_aliases``, ``subdivision_facts``, ``place_homonyms``, ``towns``).
"""

import csv
import io
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET
from pathlib import Path

CLDR = Path("/usr/share/unicode/cldr/common")
# The Arab countries, Iran, Turkey, Afghanistan and Pakistan, and the neighbours that their news is about.
COUNTRIES = "AE AF BH DJ DZ EG IL IQ JO KM KW LB LY MR OM PK PS QA SA SD SO SS SY TN TR YE".split()
# Left to subdivision_aliases.csv: Iran (CLDR keeps the numbers that ISO 3166-2 gave up in 2020) and Morocco (regions
# of 2015). IQ-KR is a region above three governorates.
_ABOVE = {"IQ-KR"}
# Codes of Babel that are no ISO 3166-1 countries.
_NOT_ISO = {"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
_KOSOVO = {"XK": "XKX"}  # the alpha-3 code in use (World Bank, European Union) where ISO has none and CLDR says XKK
_PERSIAN = str.maketrans({"ی": "ي", "ک": "ك", "\u200c": " "})

Row = dict[str, str]


def countries(cldr: Path = CLDR) -> list[Row]:
    """The 249 countries of ISO 3166-1, and Kosovo under the code that users gave it."""
    import babel
    from babel.core import Locale

    codes = ET.parse(cldr / "supplemental/supplementalData.xml").iter("territoryCodes")
    alpha3 = {node.get("type", ""): node.get("alpha3", "") for node in codes} | _KOSOVO
    arabic, english = (dict[str, str](Locale(language).territories) for language in ("ar", "en"))  # type: ignore[arg-type]
    return [
        {
            "iso3": alpha3[code],
            "iso2": code,
            "name_en": english[code],
            "source": f"CLDR via Babel {babel.__version__}" + ("; user-assigned code" if code in _KOSOVO else ""),
            "name": arabic[code],
        }
        for code in arabic
        if re.fullmatch("[A-Z]{2}", code) and code not in _NOT_ISO
    ]


def subdivisions(cldr: Path = CLDR) -> list[Row]:
    """First-level subdivisions under their ISO 3166-2 codes, with the Arabic and English names of CLDR."""
    version = re.search(r'cldrVersion CDATA #FIXED "(\d+)"', (cldr / "dtd/ldmlSupplemental.dtd").read_text("utf8"))
    contains = {
        group.get("type"): group.get("contains", "").split()
        for group in ET.parse(cldr / "supplemental/subdivisions.xml").iter("subgroup")
    }
    arabic, english = _names(cldr / "subdivisions/ar.xml"), _names(cldr / "subdivisions/en.xml")
    return [
        {
            "code": _iso(key),
            "name_en": english[key],
            "source": f"CLDR {version[1] if version else ''}",
            "name": arabic[key].translate(_PERSIAN),
        }
        for country in COUNTRIES
        for group in contains[country]
        for key in (contains[group] if _iso(group) in _ABOVE else [group])
        if key in arabic
    ]


def _names(path: Path) -> dict[str, str]:
    return {
        node.get("type", ""): unicodedata.normalize("NFC", node.text or "")
        for node in ET.parse(path).iter("subdivision")
        if not node.get("alt")
    }


def _iso(key: str) -> str:
    return f"{key[:2]}-{key[2:]}".upper()


def to_csv(rows: list[Row]) -> str:
    """The rows as CSV text, sorted, with LF line ends."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows(sorted(list(row.values()) for row in rows))
    return out.getvalue()


def main(cldr: Path = CLDR) -> None:
    """Write both files beside this script."""
    folder = Path(__file__).parent
    for name, rows in {"countries": countries(cldr), "subdivisions": subdivisions(cldr)}.items():
        (folder / f"{name}.csv").write_text(to_csv(rows), "utf8", newline="")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
