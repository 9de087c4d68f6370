"""Encodings: the same text out of whatever bytes it was saved in, and no repair without proof."""

import io
import random

import pytest
from articles import BODY, TEXT
from hypothesis import given
from hypothesis import strategies as st

from seedlib.formats.encodings import Pieces, decode, undo_double_encoding
from seedlib.problems import DocumentError

FRENCH = "Le président a déclaré, à l'étranger, que l'été serait très chaud."


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("windows-1256", "windows-1256"),
        ("iso-8859-6", "iso-8859-6"),
    ],
)
@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1256", "iso-8859-6", "windows-1252", "no such"])
def test_round_trip(codec: str, encoding: str, declared: str | None) -> None:
    """A declaration is believed only between readings that are equally good."""
    found = decode(TEXT.encode(codec), declared)
    assert (found.text, found.encoding, found.mojibake) == (TEXT, encoding, False)


@pytest.mark.parametrize("text", BODY)
@pytest.mark.parametrize("codec", ["windows-1256", "iso-8859-6"])
def test_single_lines(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


def test_other_languages() -> None:
    assert decode(FRENCH.encode("windows-1252")).text == FRENCH
    assert decode(FRENCH.encode()).text == FRENCH
    assert decode(b"plain").encoding == "utf-8"
    assert decode(b"").text == ""


@pytest.mark.parametrize("codec", ["windows-1252", "windows-1256", "latin-1"])
def test_double_encoding_is_undone(codec: str) -> None:
    twice = b"".join(
        byte.decode(codec, "ignore").encode() or byte.decode("latin-1").encode()
        for byte in (bytes([value]) for value in TEXT.encode())
    )
    found = decode(twice)
    assert found.text == TEXT
    assert found.mojibake
    assert found.encoding.startswith("utf-8 of ")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT + "Ø§Ù„",  # a page that speaks of mojibake
        FRENCH,
        "Øre og Ål på norsk, Ørsted, Øst, Øye, Østfold, Øvre, Økonomi, Øl.",
        "النفط، والضغط، والحفظ، والخط، والقط، والبط، والشط، والنمط، والوسط، والفقط.",
    ],
)
def test_no_repair_without_proof(text: str) -> None:
    assert undo_double_encoding(text) == (text, None)


def test_damaged_bytes() -> None:
    found = decode((TEXT * 3 + "ق").encode()[:-1])  # cut within a letter
    assert found.encoding == "utf-8 with damaged bytes"
    assert found.text == TEXT * 3 + "\ufffd"


@pytest.mark.parametrize("count", [1, 2, 3, 10, 30])
def test_damaged_utf8_is_no_other_encoding(count: int) -> None:
    """A letter of which one byte is lost or another is told from one that an eight-bit encoding wrote."""
    text = (TEXT * 4)[:1300]
    data = bytearray(text.encode())
    assert 2000 < len(data) < 2400
    places = random.Random(count).sample([at for at, byte in enumerate(data) if byte >= 0x80], count)
    for at in places:
        data[at] = 0xFF
    found = decode(bytes(data), "windows-1256")
    assert found.encoding == "utf-8 with damaged bytes"
    assert count <= found.text.count("\ufffd") <= 2 * count
    assert set(found.text) <= {*text, "\ufffd"}


@pytest.mark.parametrize("codec", ["windows-1256", "iso-8859-6"])
def test_eight_bit_behind_much_ascii(codec: str) -> None:
    """As pages have it whose scripts come first: judged where the letters are."""
    text = "var x = 1;\n" * 10_000 + TEXT
    found = decode(text.encode(codec))
    assert (found.text, found.encoding) == (text, codec)


def test_damage_in_other_languages() -> None:
    data = FRENCH.encode().replace("é".encode(), b"\xc3", 1)
    assert decode(data).text == FRENCH.replace("é", "\ufffd", 1)


ASCII = "<script>the quick brown fox, 1234567890</script>\n"


class Slow(io.BytesIO):
    """A stream that gives less than is asked for, so that pieces end anywhere."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size or 0, 70_001))


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1256", "iso-8859-6"]
)
@pytest.mark.parametrize("text", [TEXT * 400, TEXT.replace(" ", "") * 400, f"{ASCII * 2000}{TEXT * 200}"])
def test_pieces(codec: str, text: str) -> None:
    pieces = Pieces(Slow(text.encode(codec)))
    found = list(pieces)
    assert len(found) > 1
    assert "".join(found) == text
    assert pieces.encoding == codec


@pytest.mark.parametrize("start", [b"", b"text\n", "نص".encode(), b"\xff\xfe"])
@pytest.mark.parametrize("bad", [b"\x80", b"\xd9", b"\xbf\xbf\xbf\xbf\xf0"])
def test_pieces_of_nonsense_are_no_smaller(start: bytes, bad: bytes) -> None:
    assert len(list(Pieces(io.BytesIO(start + bad * 1_000_000)))) < 100


def test_pieces_after_a_damaged_one() -> None:
    lines = [f"{n} {TEXT}".encode() for n in range(400)]
    lines[150] = lines[150].replace("ق".encode(), b"\xd9", 1)
    pieces = Pieces(io.BytesIO(b"".join(lines)))
    encodings = [pieces.encoding for _ in pieces]
    assert encodings.count("utf-8 with damaged bytes") == 1
    assert encodings[-1] == "utf-8"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.4", "a PDF"),
        (b"{\\rtf1\\ansi", "rich text"),
        (b"PK\x03\x04rest", "ZIP, Word or Excel"),
        (b"\x89PNG\r\n", "PNG"),
        (bytes(range(32)) * 10, "not a text file"),
        (bytes(range(256)) * 10, "not a text file"),
    ],
)
def test_no_text(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        decode(data)


def test_trailing_nul() -> None:
    assert decode(TEXT.encode() + b"\x00" * 64).text == TEXT + "\x00" * 64


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "windows-1256", "x"]))
def test_any_bytes(data: bytes, declared: str | None) -> None:
    """Text or a DocumentError, never another error."""
    try:
        assert isinstance(decode(data, declared).text, str)
    except DocumentError:
        return


@given(st.text(max_size=300))
def test_valid_utf8_is_read_as_such(text: str) -> None:
    """But for the marks, magic numbers and controls by which other things are known."""
    try:
        found = decode(text.encode())
    except DocumentError:
        return
    if found.encoding == "utf-8":
        assert found.text == text
