"""Pages in the encodings of their time: each is read as a browser would."""

import codecs

import pytest

from formkit.imported import page_text, read_page

TURKISH, RUSSIAN, HUNGARIAN, ARABIC = "Doğuş Şişe İşıltı", "Ваше имя", "Őszi tűz Kft.", "زهور دمشق"


def page(title: str, head: str = "", language: str = "") -> str:
    return f"<html{language and f' lang={language}'}><head>{head}<title>{title}</title></head><form></form>"


def title(data: bytes) -> str:
    return read_page(page_text(data)).title


@pytest.mark.parametrize(
    ("words", "label", "encoding"),
    [
        (TURKISH, "iso-8859-9", "cp1254"),
        (TURKISH, "Windows-1254", "cp1254"),
        (TURKISH, "latin5", "cp1254"),
        (TURKISH, "ISO_8859-9:1989", "cp1254"),
        (RUSSIAN, "windows-1251", "cp1251"),
        (RUSSIAN, "KOI8-R", "koi8-r"),
        (HUNGARIAN, "iso-8859-2", "iso8859-2"),
        (HUNGARIAN, "windows-1250", "cp1250"),
        (ARABIC, "windows-1256", "cp1256"),
        (ARABIC, "iso-8859-6", "iso8859-6"),
        ("„Müller“ – 5 €", "iso-8859-1", "cp1252"),
        ("花屋", "Shift_JIS", "cp932"),
    ],
)
def test_a_page_says_what_it_is_in(words: str, label: str, encoding: str) -> None:
    old = f'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={label}">'
    for head in (f"<meta charset='{label}'>", old, f"<!-- <meta charset=utf-8> -->{old}"):
        assert title(page(words, head).encode(encoding)) == words


@pytest.mark.parametrize(
    ("words", "language", "encoding"),
    [
        (TURKISH, "tr", "cp1254"),
        (RUSSIAN, "ru-RU", "cp1251"),
        ("Гүлдер әлемі".replace("ү", "у").replace("ә", "а"), "kk", "cp1251"),
        (HUNGARIAN, "hu", "cp1250"),
        (ARABIC, "ar", "cp1256"),
        ("Gärtnerei “Müller”", "", "cp1252"),
    ],
)
@pytest.mark.parametrize("head", ["", "<meta charset=utf-8>", "<meta charset=no-such>"])
def test_else_its_language_tells(words: str, language: str, encoding: str, head: str) -> None:
    assert title(page(words, head, language).encode(encoding)) == words


@pytest.mark.parametrize("words", [TURKISH, RUSSIAN, HUNGARIAN, ARABIC])
def test_utf_8_needs_no_word(words: str) -> None:
    assert title(page(words, language="tr").encode()) == words
    assert title(page(words, "<meta charset=utf-8>").encode()) == words


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_byte_order_mark_is_believed_first(mark: bytes, encoding: str) -> None:
    assert title(mark + page(TURKISH, "<meta charset=iso-8859-9>").encode(encoding)) == TURKISH


def test_a_program_says_what_it_sends() -> None:
    program = '<?php header("Content-Type: text/html; charset=windows-1251"); ?>' + " " * 2000
    assert title((program + page(RUSSIAN)).encode("cp1251")) == RUSSIAN


def test_a_letter_that_is_cut_in_two_spoils_no_page() -> None:
    assert title(page(TURKISH).encode() + "ş".encode()[:1]) == TURKISH


@pytest.mark.parametrize("label", ["hex", "rot13", "idna", "utf-7", "\0", "x" * 5000, "charset"])
def test_no_label_makes_trouble(label: str) -> None:
    assert title(page("Rose", f'<meta charset="{label}">').encode()) == "Rose"
