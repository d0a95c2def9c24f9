"""Ways to reach someone: email, tel, url."""

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, urlsplit

from formkit.fields.base import Asked, FieldType, InputOptions, Reader, Shown
from formkit.fields.text import typed
from formkit.slug import slug
from formkit.words import Language

if TYPE_CHECKING:
    from wtforms.fields.core import UnboundField

URL_MAX, TEL_MAX, EMAIL_MAX = 2000, 40, 254
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+-]*:(?![0-9])|/")
_HOST = re.compile(r"[^\s.\"'<>\\^`{|}]+(\.[^\s.\"'<>\\^`{|}]+)+\.?")
_NO_HELP: dict[str, Any] = {"spellcheck": "false", "autocapitalize": "none"}


class EmailOptions(InputOptions):
    """An address; the first one of a form is where Reply goes."""

    type: Literal["email"] = "email"


class TelOptions(InputOptions):
    """A phone number, as people write it."""

    type: Literal["tel"] = "tel"


class UrlOptions(InputOptions):
    """A web address."""

    type: Literal["url"] = "url"


def make_email(options: EmailOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms.widgets import EmailInput

    from formkit.fields.checks import Check

    check = Check("type", language("err_email"), is_email)
    usual = {"autocomplete": "email", **_NO_HELP}
    return typed(options, label, language, widget=EmailInput(), checks=[check], missing="err_email", **usual)


def make_tel(options: TelOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms.widgets import TelInput

    from formkit.fields.checks import Check

    check = Check("type", language("err_tel"), is_phone)
    return typed(options, label, language, widget=TelInput(), checks=[check], missing="err_tel", autocomplete="tel")


def make_url(options: UrlOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms.widgets import TextInput

    from formkit.fields.checks import Check

    check = Check("type", language("err_url"), lambda text: bool(web_address(text)))
    usual = {"autocomplete": "url", "inputmode": "url", **_NO_HELP}
    return typed(options, label, language, widget=TextInput(), checks=[check], missing="err_url", **usual)


def is_email(text: str) -> bool:
    """True for an address that mail servers take (RFC 5321, 6531); its domain is not looked up.

    One that reads as an encoded word (RFC 2047) is none: it could not stand in a header, and nobody could reply to it.
    """
    return len(text) <= EMAIL_MAX and "=?" not in text and _is_email(text)


@lru_cache(maxsize=256)  # asked when an address is checked, and again when it is shown
def _is_email(text: str) -> bool:
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def is_phone(text: str) -> bool:
    """True for 4 to 20 digits among the signs that people write into numbers."""
    digits = sum(letter.isdigit() for letter in text)
    return len(text) <= TEL_MAX and 4 <= digits <= 20 and not re.search(r"[^\d\s+().,;/xXtTeE#*\-–‑]", text)


def web_address(text: str) -> str:
    """What a visitor typed as a web address -> an http(s) URL, or "" when it is none."""
    if len(text) > URL_MAX or " " in text or not text.isprintable():
        return ""
    url = text if _SCHEME.match(text) else f"https://{text}"
    try:
        parts = urlsplit(url)
        fine = parts.scheme.lower() in ("http", "https") and _is_host(parts.hostname or "") and (parts.port or 1)
    except ValueError:
        return ""
    return url if fine else ""


def _is_host(name: str) -> bool:
    return bool(_HOST.fullmatch(name))


def phone_link(text: str, country: str = "") -> str:
    """`tel:` with the number in E.164 (RFC 3966) when it can be told, else with its digits; "" when there are none."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, country.upper() or None)
    except phonenumbers.NumberParseException:
        digits = "".join(str(unicodedata.digit(letter, letter)) for letter in text[:TEL_MAX] if letter.isdigit())
        return f"tel:{digits}" if digits else ""
    said = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"tel:{said}" + (f";ext={number.extension}" if number.extension else "")


def show_email(options: EmailOptions, value: str, reader: Reader) -> Shown:
    link = f"mailto:{quote(value, safe='@+')}" if is_email(value) else ""
    return Shown(_with_ascii(value, value.rpartition("@")[2]) if link else value, link)


def show_tel(options: TelOptions, value: str, reader: Reader) -> Shown:
    return Shown(value, phone_link(value, reader.country))


def show_url(options: UrlOptions, value: str, reader: Reader) -> Shown:
    address = web_address(value)
    return Shown(_with_ascii(value, urlsplit(address).hostname or "") if address else value, address)


def _with_ascii(value: str, host: str) -> str:
    """Beside a host of other letters, as it really is (RFC 5891): some letters only look like those of a known name."""
    if host.isascii():
        return value
    import idna

    try:
        return f"{value} ({idna.encode(host, uts46=True).decode()})"
    except idna.IDNAError:
        return value


def sample_email(options: EmailOptions, asked: Asked) -> list[str]:
    return [f"{slug(asked.language('sample_name')).replace('-', '.') or 'visitor'}@example.com"]


def sample_tel(options: TelOptions, asked: Asked) -> list[str]:
    """The one that visitors are shown as an example."""
    found = re.search(r"\+[0-9][0-9\s.-]+[0-9]", asked.language("err_tel"))
    return [found[0]] if found else []


TYPES = (
    FieldType(
        "email",
        "Email address",
        "{type: email, required: true}",
        EmailOptions,
        make_email,
        show_email,
        "label_email",
        free=True,
        sample=sample_email,
    ),
    FieldType(
        "tel",
        "Phone number",
        "{type: tel, label: Phone}",
        TelOptions,
        make_tel,
        show_tel,
        "label_tel",
        free=True,
        sample=sample_tel,
    ),
    FieldType(
        "url",
        "Web address",
        "{type: url, label: Your website}",
        UrlOptions,
        make_url,
        show_url,
        "label_url",
        free=True,
        sample=lambda options, asked: ["https://example.com"],
    ),
)
