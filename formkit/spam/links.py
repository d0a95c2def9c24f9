"""Links and markup: what a message leads to, and what it is written in."""

import re

from formkit.spam.evidence import Evidence, Suspicion

SEVERAL, MANY = 4, 10
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'\[\]()]+", re.IGNORECASE)
_HOST = re.compile(r"(?<![\w.-])(?:[\w-]+\.)+[^\W\d_]{2,}")  # looked for at the beginning of a word only: linear
_BBCODE = re.compile(r"\[(?:url|link|img)\b[^\]\n]{0,300}\]", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\s[^>\n]{0,300}?href", re.IGNORECASE)
_DOTTED = re.compile(
    r"\w\s?[\[({]\s?(?:dot|punkt|point|punto|ponto|nokta|точка)\s?[\])}]\s?\w|\bhxxps?:", re.IGNORECASE
)
_NAMES = ("name", "full_name", "first_name", "last_name")
_SHORTENERS = frozenset(
    """bit.ly tinyurl.com t.ly is.gd v.gd cutt.ly rb.gy ow.ly shorturl.at tiny.cc rebrand.ly s.id clck.ru vk.cc u.to
    goo.su short.gy bl.ink buff.ly lnkd.in t.co adf.ly shorte.st ouo.io linktr.ee telegra.ph surl.li qrco.de
    shorturl.asia urlzs.com urls.fr kutt.it soo.gd t2m.io""".split()  # noqa: SIM905 - a list of thirty quoted words is harder to read
)


def links(text: str) -> list[str]:
    """The web addresses in a text that can be pressed."""
    return [found.rstrip(".,;:!?") for found in _LINK.findall(text)]


def hosts(text: str) -> set[str]:
    """Every host that a text names, with or without http before it, in small letters."""
    return {found.casefold().removeprefix("www.") for found in _HOST.findall(text)}


def forum_markup(evidence: Evidence) -> Suspicion | None:
    """Links as forum software writes them: no form of ours reads them."""
    return (
        Suspicion("it holds links as forums write them, such as [url=...]") if _BBCODE.search(evidence.text) else None
    )


def html_links(evidence: Evidence) -> Suspicion | None:
    """Links in HTML; they may come from somebody who asks about a web page."""
    return Suspicion("it holds links written in HTML", hard=False) if _ANCHOR.search(evidence.text) else None


def many_links(evidence: Evidence) -> Suspicion | None:
    """More links than a question needs."""
    count = len(links(evidence.text))
    return Suspicion(f"it holds {count} links", hard=count >= MANY) if count >= SEVERAL else None


def hidden_aims(evidence: Evidence) -> Suspicion | None:
    """Links that hide where they lead: through a shortener, or with a dot in words."""
    short = next(iter(sorted(hosts(evidence.text) & _SHORTENERS)), "")
    if short:
        return Suspicion(f"it holds a link that hides where it leads ({short})", hard=False)
    dotted = _DOTTED.search(evidence.text)
    return Suspicion("it holds a web address whose dots are hidden", hard=False) if dotted else None


def link_for_a_name(evidence: Evidence) -> Suspicion | None:
    """A web address where a person's name belongs; a firm may give its own as www.rose.example."""
    found = [link for name, value in evidence.answers if name in _NAMES for link in links(value)]
    hard = any("://" in link for link in found)
    return Suspicion("a web address stands where a name belongs", hard=hard) if found else None
