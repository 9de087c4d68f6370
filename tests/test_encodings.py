"""Encodings: the same text out of whatever bytes it was saved in, and no repair without proof."""

import pytest
from articles import BODY, TEXT
from hypothesis import given
from hypothesis import strategies as st

from seedlib.encodings import decode, undo_double_encoding
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


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.4", "a PDF"),
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
