"""Fill the column `glyphs` of labels.csv with what a shaper other than matplotlib draws.

Order comes from FriBidi (system library libfribidi), shapes from HarfBuzz, the font is the DejaVu Sans that
matplotlib carries. A glyph is written by its name, lines are parted by "|". Run it by hand after adding a text:

    uv run --isolated --no-project --with uharfbuzz --with fonttools --with matplotlib tests/data/make_label_glyphs.py
"""

import csv
import ctypes
import re
import unicodedata
from itertools import groupby
from pathlib import Path

import matplotlib
import uharfbuzz

TABLE = Path(__file__).with_name("labels.csv")
FONT_FILE = Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"
FONT = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(FONT_FILE))))
FRIBIDI = ctypes.CDLL("libfribidi.so.0")
RTL, AUTO = 0x111, 0x40  # FRIBIDI_PAR_RTL, FRIBIDI_PAR_ON


def unescape(text: str) -> str:
    return re.sub(r"\\(n|u[0-9a-f]{4})", lambda m: "\n" if m[1] == "n" else chr(int(m[1][1:], 16)), text)


def levels(line: str) -> list[int]:
    """Embedding levels, the base direction being right to left wherever there is an Arabic letter."""
    size = len(line)
    base = RTL if re.search("[\u0600-\u06ef\u06fa-\u06ff\ufb50-\ufefc]", line) else AUTO
    text = (ctypes.c_uint32 * size)(*map(ord, line))
    types, brackets = (ctypes.c_uint32 * size)(), (ctypes.c_uint32 * size)()
    result, direction = (ctypes.c_int8 * size)(), ctypes.c_uint32(base)
    FRIBIDI.fribidi_get_bidi_types(text, size, types)
    FRIBIDI.fribidi_get_bracket_types(text, size, types, brackets)
    args = types, brackets, size, ctypes.byref(direction), result
    assert FRIBIDI.fribidi_get_par_embedding_levels_ex(*args)
    order = (ctypes.c_int * size)(*range(size))
    assert FRIBIDI.fribidi_reorder_line(0, types, size, 0, direction, result, None, order)  # rule L1
    return list(result)


def page_order(runs: list[tuple[int, str, list[int]]]) -> list[tuple[int, str, list[int]]]:
    """Runs of one level and one script in the order of the page (rule L2)."""
    for level in range(max((run[0] for run in runs), default=0), 0, -1):
        parts = []
        for high, group in groupby(runs, key=lambda run: run[0] >= level):
            parts += list(group)[:: -1 if high else 1]
        runs = parts
    return runs


def scripts(line: str) -> list[str]:
    """Arab or Latn; a character of neither belongs to what stands before it."""
    current, found = "Zyyy", []
    for char in line:
        name = unicodedata.name(char, "")
        if unicodedata.category(char)[0] == "L":
            current = "Arab" if name.startswith("ARABIC") else "Latn"
        found.append(current)
    return found


def glyphs(line: str) -> list[str]:
    line = re.sub("[\ufb50-\ufdff\ufe80-\ufefc]+", lambda m: unicodedata.normalize("NFKC", m[0]), line)
    keyed = groupby(zip(levels(line), scripts(line), range(len(line)), strict=True), key=lambda item: item[:2])
    runs = [(level, script, [item[2] for item in group]) for (level, script), group in keyed]
    names: list[str] = []
    for level, script, places in page_order(runs):
        buffer = uharfbuzz.Buffer()
        buffer.add_codepoints([ord(char) for char in line], places[0], len(places))
        buffer.direction = "rtl" if level % 2 else "ltr"
        buffer.script = script
        uharfbuzz.shape(FONT, buffer)
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            name = FONT.glyph_to_string(info.codepoint)
            if name != "space" or position.x_advance:  # an invisible character is a space without width
                names.append(name)
    return names


def main() -> None:
    with TABLE.open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["glyphs"] = " | ".join(" ".join(glyphs(line)) for line in unescape(row["text"]).split("\n"))
    with TABLE.open("w", encoding="utf8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
