"""What a file is, by its name and by its content; and names that may stand anywhere."""

import tracemalloc
import unicodedata
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as some

from formkit.kinds import KINDS, NAME_BYTES, NAME_LETTERS, clean_name, kind_of, media_type_of
from tests.files import PDF, docx, huge_header, open_document, picture, zipped

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
REAL = {
    "pdf": PDF,
    "jpg": picture("JPEG"),
    "png": picture("PNG"),
    "webp": picture("WEBP"),
    "heic": HEIC,
    "docx": docx(),
    "xlsx": zipped("[Content_Types].xml", "xl/workbook.xml"),
    "odt": open_document("text"),
    "ods": open_document("spreadsheet"),
    "txt": "Merhaba çiçek\r\n\ttwo\n".encode(),
    "csv": b"a;b\r\n1;2\r\n",
}
LOOKALIKES = {
    "php": b"<?php system($_GET[0]);?>",
    "page": b"\xef\xbb\xbf  <html><script>alert(1)</script>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "program": b"MZ\x90\0" + bytes(60),
    "elf": b"\x7fELF" + bytes(60),
    "script": b"#!/bin/sh\nrm -rf /\n",
    "gif and script": b"GIF89a/*\0\0*/=1;alert(1)",
    "pdf behind a program": b"MZ" + PDF,
    "zip": zipped("a.txt"),
    "zip slip": zipped("[Content_Types].xml", "word/document.xml", "xl/a", "content.xml", "../../etc/x"),
    "macros": docx("word/vbaProject.bin", "xl/workbook.xml"),
    "old macros": zipped("[Content_Types].xml", "xl/macrosheets/sheet1.xml", "word/document.xml"),
    "open document with a script": open_document("text", "Scripts/python/run.py"),
    "bomb": zipped("[Content_Types].xml", "word/document.xml", "xl/x", content=bytes(100_000_000)),
    "cut zip": docx()[:-30],
    "program before a zip": b"MZ" + docx(),
    "png cut off": picture()[:20],
    "nothing": b"",
    "noise": bytes(range(256)),
}


@pytest.mark.parametrize("word", KINDS)
def test_a_kind_knows_its_own_and_no_other(word: str) -> None:
    text = ("txt", "csv")
    for other, content in REAL.items():
        same = other == word or (word in text and other in text)
        assert KINDS[word].has(content) == same, other


@pytest.mark.parametrize("content", LOOKALIKES.values(), ids=LOOKALIKES)
@pytest.mark.parametrize("word", KINDS)
def test_what_only_looks_like_a_kind_is_none(word: str, content: bytes) -> None:
    assert not KINDS[word].has(content) or (word in ("txt", "csv") and content == b"")


def test_text_of_any_country_is_text() -> None:
    for content in ("Gül".encode("cp1254"), "Роза".encode("utf-16"), b"\xef\xbb\xbfa;b", b"a\x1a"):
        assert KINDS["csv"].has(content), content


def test_a_picture_is_not_decoded_to_know_it() -> None:
    tracemalloc.start()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert KINDS["png"].has(huge_header())
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


def test_a_directory_of_a_million_members_is_not_read() -> None:
    tracemalloc.start()
    assert not KINDS["docx"].has(docx()[:-22] + b"PK\x01\x02" * 100_000)
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


@given(some.binary(max_size=300), some.sampled_from(list(REAL.values())))
def test_no_content_breaks_a_kind(noise: bytes, real: bytes) -> None:
    for kind in KINDS.values():
        for content in (noise, real[:20] + noise, real + noise, real[: len(noise)]):
            assert kind.has(content) in (True, False)


@pytest.mark.parametrize(
    ("sent", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\fk.png", "fk.png"),
        ("a.png\0.exe", "a.png.exe"),
        (".htaccess.png", "htaccess.png"),
        ("-rf.png", "rf.png"),
        ("invoice\u202egnp.exe", "invoicegnp.exe"),
        ("a%0d%0aX-Injected: 1.png", "a X-Injected_ 1.png"),
        ("a\r\nb.png", "a b.png"),
        ("a.png. ", "a.png"),
        ("=1+1.png", "=1+1.png"),
        ("<img src=x onerror=alert(1)>.png", "_img src=x onerror=alert(1)_.png"),
        ("$(touch x).png", "$(touch x).png"),
        ('a"b.png', "a_b.png"),
        ("%22.png", "_.png"),
        ("", "file"),
        ("...", "file"),
        ("CON.png", "_CON.png"),
        ("nul", "_nul"),
        ("e\u0301.png", "é.png"),
        ("x" * 300 + ".png", "x" * 90 + ".png"),
    ],
)
def test_a_name_is_cleaned(sent: str, clean: str) -> None:
    assert clean_name(sent) == clean


@given(some.text(max_size=400))
def test_any_name_may_stand_anywhere(sent: str) -> None:
    clean = clean_name(sent)
    assert clean
    assert len(clean) <= NAME_LETTERS + 1
    assert len(clean.encode()) <= NAME_BYTES
    assert not clean.startswith((".", "-", " "))
    assert not clean.endswith((".", " "))
    assert not set(clean) & set('/\\<>:"|?*\0\r\n')
    assert not [letter for letter in clean if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert clean_name(clean) == clean


def test_the_kind_is_that_of_the_last_ending() -> None:
    assert kind_of("photo.PNG") is KINDS["png"]
    assert kind_of("x.png.php") is kind_of("png") is None
    assert media_type_of("x.html") == "application/octet-stream"
