"""Bombs: small files that would take far more memory than they show, told before they are read.

Sheets are judged by their bytes, as the reader judges them, not as XML: whatever could hide a cell from a look at the
bytes and is never in a sheet that a program wrote is refused as well.
"""

import io
import re
import zipfile
from collections import Counter
from typing import BinaryIO

from seedlib.formats.records import MAX_RATIO, MIN_BOMB
from seedlib.problems import DocumentError

MAX_CELLS = 20_000_000  # of a sheet, empty ones counted, for the reader holds them all (24 bytes each)
_WORKBOOK, _SHARED, _OPEN_DOCUMENT = "xl/workbook.xml", "xl/sharedstrings.xml", "content.xml"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # compound file: .xls, and .xlsx with a password
_ODD = re.compile(
    rb"""<!|\x00|=\s*["'][^"'<>]*<"""
)  # comments, wide characters, a sign in an attribute that opens a tag
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([^"']*)""")
_NAME = re.compile(rb"([A-Za-z]{0,3})(\d{0,7})")
_ROW = re.compile(rb"<(?:[\w.-]+:)?row(?=[\s/>])")
_CELL = re.compile(rb"<(?:[\w.-]+:)?c(?=[\s/>])")
_SHARED_END = re.compile(rb"</(?:[\w.-]+:)?si\s*>")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^>]*)?>\s*([^<]*?)\s*<")


def refuse_ratio(unpacked: int, size: int) -> None:
    """Raise :class:`DocumentError` for what unpacks to far more than its size."""
    if unpacked > max(MIN_BOMB, MAX_RATIO * size):
        raise DocumentError(f"unpacks to more than {MAX_RATIO} times its size; refused as a bomb")


def refuse_workbook(data: BinaryIO) -> None:
    """Raise :class:`DocumentError` for a workbook that takes far more memory than its size; rewinds the stream.

    The reader holds a sheet as a full rectangle, in which each cell has a text of its own: two cells in opposite
    corners would take 400 GB, and one long text that a thousand cells share is held a thousand times. Workbooks before
    .xlsx can do the same in some kB, and cannot be judged here: they are refused.
    """
    start = data.read(len(_OLD))
    if start == _OLD:
        raise DocumentError("an old Excel file, or one with a password; save it as .xlsx without one, or as .csv")
    if not (start.startswith(b"PK") and zipfile.is_zipfile(data)):  # nothing that begins as something else
        raise DocumentError("not a workbook of Excel; save it as .xlsx or .csv")
    with zipfile.ZipFile(data) as archive:
        size = data.seek(0, io.SEEK_END)
        refuse_ratio(sum(info.file_size for info in archive.infolist()), size)
        names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
        if _WORKBOOK not in names or _OPEN_DOCUMENT in names:
            raise DocumentError("not a workbook of Excel; save it as .xlsx or .csv")
        lengths = _shared_lengths(archive.read(names[_SHARED])) if _SHARED in names else []
        texts = 0
        for part in map(archive.read, archive.infolist()):
            if b"sheetData" in part:  # wherever it is: its name is given in another part
                _refuse_sheet(part)
                texts += _shared_by(part, lengths)
        refuse_ratio(texts, size)
    data.seek(0)


def _refuse_sheet(sheet: bytes) -> None:
    """Raise for a sheet that is too wide or high, or odd. A row or cell without a name follows the one before it."""
    rows = _ROW.split(sheet)
    columns, height = max(len(_CELL.findall(row)) for row in rows), len(rows)
    odd = _ODD.search(sheet) is not None
    for reference in set(_REFERENCE.findall(sheet)):
        if match := _NAME.fullmatch(reference):
            letters, number = match[1].upper(), match[2]
            columns = max(columns, sum((letter - 64) * 26**n for n, letter in enumerate(reversed(letters))))
            height = max(height, int(number or 0))
        odd |= match is None
    if odd or columns * height > MAX_CELLS:
        raise DocumentError(f"a sheet that spans more than {MAX_CELLS:,} cells or is damaged; save it as CSV")


def _shared_lengths(shared: bytes) -> list[int]:
    """Bytes of each text that cells share; where comments could hide one, each as long as the longest."""
    lengths = list(map(len, _SHARED_END.split(shared)))
    return [max(lengths)] * len(lengths) if b"<!" in shared else lengths


def _shared_by(sheet: bytes, lengths: list[int]) -> int:
    """Most bytes of shared text that the cells of a sheet hold: any whole number may stand for a text."""
    total = 0
    for value, count in Counter(_VALUE.findall(sheet)).items():
        if value.isdigit():
            total += count * (lengths[int(value)] if len(value) < 10 and int(value) < len(lengths) else 0)
        elif not value or b"&" in value or b">" in value:
            total += count * max(lengths, default=0)
    return total
