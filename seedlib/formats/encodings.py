"""Encodings: bytes to text, by proof where there is one and by the letters that Arabic uses most where there is none.

Order of judgement: a byte order mark; the pattern of UTF-16 without one; valid UTF-8, which other encodings of Arabic
do not produce by chance; then damaged UTF-8 and the eight-bit encodings, whichever reads most like Arabic. A
declaration only decides between readings that are equally good, for declarations are often wrong.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from seedlib.problems import DocumentError

_MARKS = [  # longest first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
DAMAGED = "utf-8 with damaged bytes"
_EIGHT_BIT = ("windows-1256", "iso-8859-6", "windows-1252")
_MAGIC = [
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "rich text (RTF)"),
    (b"PK\x03\x04", "a ZIP, Word or Excel file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"SQLite format 3", "a SQLite database"),
]
_CONTROLS = 0.02  # share of control characters above which a file is no text
_PROOF = 8  # two-byte letters that must read as UTF-8 again, without exception, to prove a text doubly encoded
_SAMPLE = 1 << 16
_CONTINUING = bytes(range(0x80, 0xC0))  # in UTF-8 never the first of a character
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ARABIC = re.compile("[\u0621-\u064a\u067e\u0686\u06a9\u06af\u06cc]")
_NOT_IN_ARABIC = re.compile(
    "(?<=[A-Za-z])[\u0621-\u064a]|[\u0621-\u064a](?=[A-Za-z])|(?<=[\u0621-\u064a])[\u0080-\u00ff\u0152-\u0192\u06ba-\u06d3]|[\x80-\x9f]"
)
_CONTINUED = re.escape(bytes(range(0x80, 0xC0)).decode("windows-1256"))
_LEADING = "ØÙÚÛطظ"  # what the first bytes of Arabic letters become, and no Arabic text has often
_DOUBLE = re.compile(f"[\u00d8-\u00db][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]|[طظ][{_CONTINUED}]")


@dataclass(slots=True, frozen=True)
class Decoded:
    """Text, the encoding by which it was read, and whether double encoding was undone."""

    text: str
    encoding: str
    mojibake: bool = False


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Read bytes as text. ``declared`` is what the page or server says of itself.

    Raises :class:`DocumentError` for what is no text.

    >>> decode("مقتل".encode("windows-1256")).text
    'مقتل'
    """
    text, encoding = _read(data, declared)
    fixed, by = undo_double_encoding(text)
    return Decoded(fixed, f"{encoding} of {by} of utf-8", True) if by else Decoded(text, encoding)


def _read(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text as it stands there, and its encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise DocumentError(f"not text but {kind}; save its text as .txt or .html")
    if wide := _wide(data):
        return data.decode(wide, "replace"), wide
    _refuse_binary(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _narrow(data, declared, error.start)


class Pieces:
    """The text of a stream piece by piece, in memory of a piece; ``encoding`` is that of the last one given.

    The first piece tells a byte order mark or UTF-16. Others are judged anew where they are no UTF-8: what begins in
    English may go on in Arabic. They are cut where a character of UTF-8 begins, which is no matter to the eight-bit
    encodings. Double encoding is left as it is, and long pieces of white space are left out.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._left = stream, b""
        self.encoding = "utf-8"

    def __iter__(self) -> Iterator[str]:
        first = self._next()
        text, self.encoding = _read(first)
        pieces = self._wide(first) if self.encoding.startswith(("utf-16", "utf-32")) else self._narrow(text)
        return (piece for piece in pieces if len(piece) < 1000 or not piece.isspace())

    def _wide(self, data: bytes) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(self.encoding)("replace")
        data += self._left
        while data:
            yield decoder.decode(data)
            data = self._stream.read(_SAMPLE)
        yield decoder.decode(b"", final=True)

    def _narrow(self, text: str) -> Iterator[str]:
        yield text
        while data := self._next():
            yield self._judged(data)

    def _next(self) -> bytes:
        data = self._left + self._stream.read(_SAMPLE)
        end = data[-4:].rstrip(_CONTINUING) if len(data) >= _SAMPLE else b""  # no character is longer
        cut = len(data) - 5 + len(end) if end else len(data)
        self._left = data[cut:]
        return data[:cut]

    def _judged(self, data: bytes) -> str:
        """A piece in an eight-bit encoding like those before it, else UTF-8 or whatever it is most like."""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            if not self.encoding.startswith("utf-8"):
                return data.decode(self.encoding, "replace")
            text, self.encoding = _narrow(data, None, error.start)
            return text
        if self.encoding != "utf-8-sig" and not text.isascii():
            self.encoding = "utf-8"
        return text


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE].rstrip(b"\x00")
    if len(_CONTROL.findall(sample)) > _CONTROLS * len(sample) + 8:
        raise DocumentError("not a text file; give text, pages or tables of articles")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: of one in two bytes nearly all are the 0x06 of Arabic or the 0x00 of ASCII."""
    sample = data[: _SAMPLE & ~1].rstrip(b"\x00")
    if len(sample) < 8 or 6 * (sample.count(b"\x06") + sample.count(b"\x00")) < len(sample):
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if high.count(b"\x06") + high.count(b"\x00") > 0.8 * len(high) and len(set(sample)) > 8:
            return encoding
    return None


def _narrow(data: bytes, declared: str | None, first: int) -> tuple[str, str]:
    """Damaged UTF-8 or an eight-bit encoding, whichever reads most like Arabic around ``first``, the first bad byte.

    Each character of several bytes that reads as UTF-8 counts for it, whatever its script, and each damaged place
    against it: text in any other encoding has next to none of those, and these for nearly every letter.
    """
    sample = slice(max(0, first - _SAMPLE // 2), first + _SAMPLE // 2)
    text = data[sample].decode("utf-8", "replace")
    proven = sum(char > "\x7f" for char in text) - 2 * text.count("\ufffd")
    readings = [(_likeness(text) + proven, "utf-8", "")]
    for encoding in dict.fromkeys([*filter(None, [_known(declared)]), *_EIGHT_BIT]):
        try:
            reading = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        readings.append((_likeness(reading[sample]), encoding, reading))
    _, encoding, text = max(readings, key=lambda reading: reading[0])  # the first of equals: the one declared
    return (data.decode("utf-8", "replace"), DAMAGED) if encoding == "utf-8" else (text, encoding)


def _known(declared: str | None) -> str | None:
    try:
        name = codecs.lookup((declared or "").strip()).name
    except LookupError:
        return None
    eight_bit = {"cp1256": "windows-1256", "iso8859-6": "iso-8859-6", "cp1252": "windows-1252"}
    return None if name.startswith("utf") else eight_bit.get(name, name)


def _likeness(text: str) -> float:
    """How much a reading is like Arabic: articles and common letters, less what never stands in an Arabic word."""
    letters = len(_ARABIC.findall(text))
    return text.count("ال") * 4 + letters - 8 * len(_NOT_IN_ARABIC.findall(text))


def undo_double_encoding(text: str, proof: int = _PROOF) -> tuple[str, str | None]:
    """The text with double encoding undone, and the encoding in between; the text itself and None without proof.

    The proof: every character goes back into the encoding in between, and the bytes are valid UTF-8 throughout, with
    ``proof`` letters of Arabic among them.
    Arabic that was never doubly encoded does not pass, for its letters follow each other where UTF-8 wants
    continuation bytes.

    >>> undo_double_encoding("قتل أربعة مدنيين".encode().decode("windows-1256"))
    ('قتل أربعة مدنيين', 'windows-1256')
    >>> undo_double_encoding("Ø§")
    ('Ø§', None)
    """
    sample = text[:_SAMPLE]
    if sum(map(sample.count, _LEADING)) < proof or len(_DOUBLE.findall(sample)) < proof:  # the first is the faster
        return text, None
    for encoding in ("windows-1252", "windows-1256", "latin-1"):
        try:
            back = text.encode(encoding, "seedlib_c1").decode("utf-8")
        except UnicodeError:
            continue
        if len(_ARABIC.findall(back)) >= proof:
            return back, encoding
    return text, None


def _c1(error: UnicodeError) -> tuple[bytes, int]:
    """The bytes that windows-1252 leaves undefined, which programs pass through as control characters."""
    if isinstance(error, UnicodeEncodeError):
        piece = error.object[error.start : error.end]
        if all("\x80" <= char <= "\x9f" for char in piece):
            return piece.encode("latin-1"), error.end
    raise error


codecs.register_error("seedlib_c1", _c1)
