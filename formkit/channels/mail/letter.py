"""What a mail says, once, for both of its parts: the plain text and the HTML."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from formkit.channels.mail.files import ALONE, Enclosed
from formkit.channels.mail.headers import one_line
from formkit.model import Answer, Message
from formkit.words import Language, day, fill, languages, words

if TYPE_CHECKING:
    from jinja2 import Template

LINKS = ("tel:", "mailto:", "https:", "http:")
LINE_ENDS = re.compile(r"\r\n|[\r\x85\u2028\u2029\v\f]")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Letter:
    """The content of a mail: every string is clean, none is escaped.

    `hint` says how to answer; where that is by telephone, `call` is the number in it and its link.
    `details` are quiet lines: a label with its colon, and a value. `elsewhere` says that there are files which the mail
    does not hold: `links` are their names and addresses.
    """

    language: str
    direction: str
    site: str
    title: str
    intro: str
    answers: tuple[Answer, ...]
    hint: str
    details: tuple[tuple[str, str], ...]
    elsewhere: str = ""
    links: tuple[tuple[str, str], ...] = ()
    call: tuple[str, str] = ("", "")


def write(message: Message, enclosed: Enclosed = ALONE) -> Letter:
    """The letter of a message. A copy repeats nothing that was typed: the visitor may be spamming a stranger."""
    w = words(message.language)
    to_owner = message.kind == "owner"
    answers = tuple(map(_clean_answer, message.answers)) if message.kind != "copy" else ()
    call = _telephone(answers) if to_owner and message.reply_to is None else ("", "")
    return Letter(
        language=message.language,
        direction=w.direction,
        site=one_line(message.site_name),
        title=one_line(message.form_title),
        intro=clean(message.intro),
        answers=answers,
        hint=_hint(message, w, call[0]) if to_owner else "",
        details=_details(message, w),
        elsewhere=_elsewhere(enclosed, w) if enclosed.links else "",
        links=tuple((one_line(file.name), link) for file, link in enclosed.links),
        call=call,
    )


def as_text(letter: Letter) -> str:
    """The plain text part. The quiet end stands below `-- `, so that a reply leaves it out (RFC 3676 4.3)."""
    w = words(letter.language)
    answers = [f"{_before(answer.label, w)}{_beside(answer.text)}" for answer in letter.answers]
    details = [f"{label} {value}" for label, value in letter.details]
    end = "\n".join(["-- ", letter.site, *details])
    links = [f"{name}\n{link}".rstrip() for name, link in letter.links]
    paragraphs = [letter.title, letter.intro, *answers, "\n".join([letter.elsewhere, *links]), letter.hint, end]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


def as_html(letter: Letter) -> str:
    """The HTML part: inline styles, no script, no picture, nothing fetched from anywhere."""
    return _template().render(letter=letter)


def clean(text: str) -> str:
    """Text of many lines with line feeds only and without control characters."""
    return CONTROLS.sub("\ufffd", LINE_ENDS.sub("\n", text)).strip("\n")


def _clean_answer(answer: Answer) -> Answer:
    link = answer.link if answer.link.startswith(LINKS) and one_line(answer.link, limit=2000) == answer.link else ""
    return Answer(answer.field, answer.type, one_line(answer.label), clean(answer.text), link)


def _before(label: str, w: Language) -> str:
    """The label, with a colon unless it ends as a question or a sentence does."""
    return label if unicodedata.category(label[-1:] or "x") == "Po" else fill(w.words["mail_label"], {"label": label})


def _beside(text: str) -> str:
    return f"\n{text}" if "\n" in text or len(text) > 60 else f" {text}".rstrip()


def _telephone(answers: Sequence[Answer]) -> tuple[str, str]:
    """The first number to call, and its link; two times "" without one."""
    found = ((one_line(one.text), one.link) for one in answers if one.link.startswith("tel:"))
    return next(found, ("", ""))


def _hint(message: Message, w: Language, phone: str) -> str:
    if message.reply_to is None:
        return w("mail_no_address_call", phone=phone) if phone else w("mail_no_address")
    return w("mail_answer_by_reply", name=one_line(message.reply_to.name or message.reply_to.address, limit=80))


def _elsewhere(enclosed: Enclosed, w: Language) -> str:
    """Why files are not in the mail, and until when their links are good."""
    if not all(link for _, link in enclosed.links) or enclosed.until is None:
        return w("mail_files_kept")
    return w("mail_files_linked", until=day(enclosed.until, w.code))


def _details(message: Message, w: Language) -> tuple[tuple[str, str], ...]:
    lines = (
        (w("mail_form"), message.form_title if message.kind == "owner" else ""),
        (w("mail_page"), message.page),
        (w("mail_language"), _language_name(message.page_language)),
        (w("mail_received"), message.received_text),
        (w("mail_reference"), message.reference),
    )
    said = lines if message.kind == "owner" else (lines[3], lines[4])
    return tuple((_before(label, w), one_line(value, limit=300)) for label, value in said if value)


def _language_name(code: str) -> str:
    return words(code).native if code in languages() else code


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup, escape

    folder = FileSystemLoader(Path(__file__).parent)
    found = Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    found.filters["lines"] = lambda text: escape(text).replace("\n", Markup("<br>"))
    return found.get_template("letter.html")
