"""A first spec, from a few answers: one that a person would keep, with notes on what else there is."""

import re
from dataclasses import dataclass

from formkit.spec.called import languages_called
from formkit.spec.trades import business_type

SCHEMA = ".formkit/schema.json"  # beside the spec: editors look from the file that names it
_PLAIN = re.compile(r"[^\W_]|\+?[^\W_][\w .,'’&+/@()?!-]*[\w.)?!]|https?://[\w./?=&%+~-]*[\w/]")
_GUESSED = frozenset(["yes", "no", "on", "off", "true", "false", "null", "y", "n"])


@dataclass(frozen=True)
class Answers:
    """What `formkit new` asks. `kind` is a business type or what the business does, in a few words;
    `language` is one language or several, such as "en, tr" or "Türkçe"; `address` and `hours` may be one line of text.
    """

    name: str
    kind: str
    email: str
    phone: str
    language: str
    address: str = ""
    hours: str = ""


def new_spec(answers: Answers) -> str:
    """The YAML of a spec that says exactly what was answered."""
    kind = business_type(answers.kind)
    languages = ", ".join(languages_called(answers.language)) or "en"
    return _SPEC.format(
        schema=SCHEMA,
        name=scalar(answers.name),
        tagline=_line("tagline", "" if kind else answers.kind, "Fresh flowers tied by hand"),
        languages=languages,
        type=kind or "LocalBusiness",
        email=scalar(answers.email),
        phone=_line("phone", answers.phone, "+1 555 010 0100"),
        address=_line("address", answers.address, _ADDRESS) + _longer("address", answers.address, _ADDRESS),
        hours=_hours(answers),
    )


def _line(key: str, answer: str, example: str) -> str:
    """A line of the spec; without an answer a note that shows one."""
    return f"{key}: {scalar(answer)}" if answer else f"#{key}: {example}"


def _hours(answers: Answers) -> str:
    """By days where the answer is understood, else its words."""
    from formkit.spec.opening import hours_called

    days = hours_called(answers.hours, languages_called(answers.language)) if answers.hours else ""
    return f"hours: {days}" if days else _line("hours", answers.hours, _HOURS) + _longer("hours", answers.hours, _HOURS)


def _longer(key: str, answer: str, example: str) -> str:
    note = "maps and search engines read it by its parts; to write them, take out the line above:"
    return f"\n  # {note}\n  #{key}: {example}" if answer else ""


def scalar(text: str, *, among: bool = False) -> str:
    """Text as YAML that reads back as the same text: plain where it is plain, else in double quotes.

    `among` others between brackets, a comma would end it.
    """
    plain = _PLAIN.fullmatch(text) and not text.isdigit() and text.lower() not in _GUESSED
    plain = plain and not (among and "," in text)
    return text if plain else '"' + "".join(_escaped(letter) for letter in text) + '"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if letter == " " or letter.isprintable():
        return letter
    code = ord(letter)
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}" if not 0xD800 <= code < 0xE000 else "\ufffd"


_ADDRESS = '{street: 1 Main St, city: Springfield, postcode: "62701", country: US}'
_HOURS = "{mon-fri: 09:00-18:00, sat: 10:00-16:00, sun: closed}"
_SPEC = """\
# yaml-language-server: $schema={schema}
# Your site. Change any line, save, and look: formkit dev. A # before a word: the line
# waits to be used, take the # away. A # before a blank: a note.

site:
  name: {name}
  {tagline}
  languages: [{languages}]
  #url: https://your-domain.example       # where the site will live; write it before you publish
  #endpoint: https://forms.example        # where formkit serve runs, when that is not the site's own address
  #accent: "#a3324f"                      # one colour, the rest of the look follows from it
  #logo: images/logo.png                  # pictures lie beside this file

business:
  type: {type}
  email: {email}
  {phone}
  {address}
  {hours}
  #timezone: Europe/Istanbul              # for "open now"
  #messengers: {{whatsapp: +1 555 010 0100}}
  #links: {{instagram: https://instagram.com/your-name}}

# The page greets, says when you are open and how to reach you, and ends with the form.
# To order its parts yourself, or add some:
#sections:
#  - hero
#  - about: {{title: About us, text: "Who you are, and since when."}}
#  - services: {{items: [{{name: What you do, text: In one sentence., price: from $20}}]}}
#  - hours
#  - form: contact
#  - contact

# An imprint and a privacy page, put together from this file; drafts until you have had them checked:
#legal: [imprint, privacy]

forms:
  contact:
    preset: contact                       # name, email, message; they go to the email above
  #callback: {{preset: callback}}          # also: order, booking, feedback, nps, complaint
"""
