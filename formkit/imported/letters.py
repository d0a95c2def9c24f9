"""The bytes of a page -> its text, in the encoding that a browser would find (WHATWG HTML, 13.2.3.2; Encoding, 4.2).

What a page that is saved as UTF-8 after all, or says nothing, is written in is told by its bytes, then by its language.
"""

import codecs
import re

from formkit.markup import Begin, read_markup
from formkit.words import languages, words

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEAD = 64_000  # bytes that a page may take until it says what it is in: old ones begin with their program
_NUMBERED = (
    (re.compile(r"iso[-_ ]?8859[-_ ]?(\d\d?)\b.*"), r"iso8859-\1"),
    (re.compile(r"(?:x-cp|cp|windows-)(125\d|874|949)"), r"cp\1"),
)
_MEANT = {  # Python's name of what a label says -> of what browsers take it for
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
_OTHER_NAMES = {"koi": "koi8-r", "koi8": "koi8-r", "mac": "macintosh", "x-mac-cyrillic": "mac_cyrillic",
                "x-sjis": "shift_jis", "x-gbk": "gbk", "x-euc-jp": "euc_jp", "dos-874": "cp874",
                "x-user-defined": "cp1252"}  # fmt: skip
_KNOWN = re.compile(
    r"cp(?:866|874|125\d|932|949)|iso8859-\d\d?|koi8-[ru]|mac-(?:roman|cyrillic)|gb18030|big5hkscs|euc_jp|iso2022_jp"
)
_SENT = re.compile(r"header\s*\(\s*[\"']content-type:[^\"']{0,80}?charset\s*=\s*([\w:.-]{2,40})", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\slang\s*=\s*[\"']?([a-z]{2})\b", re.IGNORECASE)


def page_text(data: bytes) -> str:
    """The text of a page, HTML or PHP; bytes that are no letters in its encoding become U+FFFD."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    head = data[:_HEAD].decode("latin-1")
    said = _declared(head)
    if said:
        return data.decode(said, "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data)  # its end may be cut off within a letter
    except UnicodeDecodeError:
        return data.decode(_usual(language_of(head)), "replace")


def language_of(text: str) -> str:
    """What a page says it is in, such as `tr`; "" when it doesn't."""
    found = _LANGUAGE.search(text)
    return found[1].lower() if found else ""


def _declared(head: str) -> str:
    """The encoding that a page names for itself, but for UTF-8, which its bytes tell better; "" for none."""
    sent = _SENT.search(head)
    labels = [sent[1]] if sent else []
    for event in read_markup(head, {"meta": {"charset", "http-equiv", "content"}}):
        if isinstance(event, Begin):
            labels.append(_label(event))
    return next((_encoding(label) for label in labels if label), "")


def _label(meta: Begin) -> str:
    said = meta.attributes.get("charset", "").strip()
    if said or meta.attributes.get("http-equiv", "").lower() != "content-type":
        return said
    found = _CHARSET.search(meta.attributes.get("content", ""))
    return found[1] if found else ""


def _encoding(label: str) -> str:
    """`ISO-8859-9` or `latin5` -> `cp1254`; "" for UTF-8 and for what is no encoding of pages."""
    said = label.strip().lower()
    said = _OTHER_NAMES.get(said, said)
    for pattern, name in _NUMBERED:
        said = pattern.sub(name, said)
    try:
        found = codecs.lookup(said).name
    except LookupError:
        return ""
    found = _MEANT.get(found, found)
    return found if _KNOWN.fullmatch(found) else ""


def _usual(language: str) -> str:
    """What old pages of a language are written in."""
    charset = words(language if language in languages() else "en").charset
    return _encoding(charset) or "cp1252"
