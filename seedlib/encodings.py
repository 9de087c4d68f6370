"""Encodings: bytes to text, by proof where there is one and by the letters that Arabic uses most where there is none.

Order of judgement: a byte order mark; the pattern of UTF-16 without one; valid UTF-8, which other encodings of Arabic
do not produce by chance; then the eight-bit encodings, in which the text must be most like Arabic. A declaration only
decides between readings that are equally good, for declarations are often wrong.
"""

import codecs
import re
from dataclasses import dataclass

from seedlib.problems import DocumentError

_MARKS = [  # longest first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_EIGHT_BIT = ("windows-1256", "iso-8859-6", "windows-1252")
_MAGIC = [
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP, Word or Excel file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"SQLite format 3", "a SQLite database"),
]
_BAD_BYTES = 0.001  # share of damaged bytes with which a text still counts as UTF-8
_CONTROLS = 0.02  # share of control characters above which a file is no text
_PROOF = 8  # two-byte letters that must read as UTF-8 again, without exception, to prove a text doubly encoded
_SAMPLE = 1 << 16
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ARABIC = re.compile("[\u0621-\u064a\u067e\u0686\u06a9\u06af\u06cc]")
_NOT_IN_ARABIC = re.compile(
    "(?<=[A-Za-z])[\u0621-\u064a]|[\u0621-\u064a](?=[A-Za-z])|(?<=[\u0621-\u064a])[\u0080-\u00ff\u0152-\u0192\u06ba-\u06d3]|[\x80-\x9f]"
)
_CONTINUED = re.escape(bytes(range(0x80, 0xC0)).decode("windows-1256"))
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
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data.decode(encoding, "replace"), encoding)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise DocumentError(f"not text but {kind}; save its text as .txt or .html")
    if wide := _wide(data):
        return _decoded(data.decode(wide, "replace"), wide)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _narrow(data, declared, error)
    _refuse_binary(data)
    return _decoded(text, "utf-8")


def _decoded(text: str, encoding: str) -> Decoded:
    fixed, by = undo_double_encoding(text)
    return Decoded(fixed, f"{encoding} of {by} of utf-8", True) if by else Decoded(text, encoding)


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


def _narrow(data: bytes, declared: str | None, error: UnicodeDecodeError) -> Decoded:
    """Damaged UTF-8, or the eight-bit encoding in which the bytes read most like Arabic."""
    text = data.decode("utf-8", "replace")
    high = sum(map(data[:_SAMPLE].count, range(0x80, 0x100)))
    damaged = text[:_SAMPLE].count("\ufffd")
    if high and damaged <= max(2, _BAD_BYTES * len(data[:_SAMPLE])) and damaged < 0.1 * high:
        return Decoded(text, "utf-8 with damaged bytes")
    _refuse_binary(data)
    readings = []
    for encoding in dict.fromkeys([*filter(None, [_known(declared)]), *_EIGHT_BIT]):
        try:
            reading = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        readings.append((_likeness(reading[:_SAMPLE]), encoding, reading))
    if not readings:
        raise DocumentError(f"text in no encoding that Arabic news uses (byte {error.start}); save it as UTF-8")
    _, encoding, text = max(readings, key=lambda reading: reading[0])  # the first of equals: the one declared
    return _decoded(text, encoding)


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


def undo_double_encoding(text: str) -> tuple[str, str | None]:
    """The text with double encoding undone, and the encoding in between; the text itself and None without proof.

    The proof: every character goes back into the encoding in between, and the bytes are valid UTF-8 throughout.
    Arabic that was never doubly encoded does not pass, for its letters follow each other where UTF-8 wants
    continuation bytes.

    >>> undo_double_encoding("قتل أربعة مدنيين".encode().decode("windows-1256"))
    ('قتل أربعة مدنيين', 'windows-1256')
    >>> undo_double_encoding("Ø§")
    ('Ø§', None)
    """
    if len(_DOUBLE.findall(text[:_SAMPLE])) < _PROOF:
        return text, None
    for encoding in ("windows-1252", "windows-1256", "latin-1"):
        try:
            back = text.encode(encoding, "seedlib_c1").decode("utf-8")
        except UnicodeError:
            continue
        if len(_ARABIC.findall(back)) >= _PROOF:
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
