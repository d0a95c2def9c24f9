"""The frame of every page: head, colours, Content-Security-Policy, and the words its templates need."""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from formkit.palette import palette_css
from formkit.site.business import business_view
from formkit.site.foreign import marked
from formkit.site.ground import grounds
from formkit.site.images import Image
from formkit.site.view import Alternate, BusinessView, Link, Page
from formkit.site.wear import drawn_on, worn
from formkit.spec import Form, Site
from formkit.themes import Theme, rendered
from formkit.words import Text, locale_of, words

ACCENT = "#2f5d50"
_STYLE = "/*style*/"  # stands for the style until it is known what the page needs of it
_PLACE = re.compile(rf"(<style\b[^<>]*>){re.escape(_STYLE)}")  # no text of a person has such a tag before it


@dataclass(frozen=True)
class Frame:
    """One page in one language, before its own content. `root` leads to the site's root; `sends_to` are endpoints.

    `business` is what templates know of it, where somebody has asked already.
    """

    theme: Theme
    site: Site | None
    language: str
    title: str
    home: str
    root: str = ""
    description: str = ""
    canonical: str = ""
    json_ld: str = ""
    image: Image | None = None
    logo: Image | None = None
    alternates: tuple[Alternate, ...] = ()
    languages: tuple[Link, ...] = ()
    sections: tuple[Link, ...] = ()
    legal: tuple[Link, ...] = ()
    write: str = ""
    write_text: str = ""
    vcard: str = ""
    qr: str = ""
    icon: str = ""
    touch_icon: str = ""
    private: bool = False
    scripted: bool = True
    proof: bool = False
    takes_files: bool = False
    extras: Sequence[str] = ()
    gallery: bool = False
    hours: bool = False
    sends_to: Sequence[str] = field(default=())
    business: BusinessView | None = None

    def render(self, template: str, **more: Any) -> str:
        """The page as HTML."""
        before = [self.theme.proof] * self.proof + [self.theme.files_script] * self.takes_files
        before += [self.theme.extras[name] for name in self.extras]
        own = [*before, self.theme.script] if self.scripted and self.theme.script else []
        script = "\n".join(own + [self.theme.gallery] * self.gallery + [self.theme.hours] * self.hours)
        context = {
            "site": self.site,
            "name": self._name,
            "name_in": marked(self.site.head.name, self.site, self.language) if self.site else "",
            "tagline_in": marked(self.site.head.tagline, self.site, self.language) if self.site else "",
            "tagline": self._say(self.site.head.tagline) if self.site else "",
            "business": self.business or (business_view(self.site, self.language) if self.site else BusinessView()),
            "language": self.language,
            "root": self.root,
            "logo": self.logo,
            "page": self._page(script),
            "style": Markup(_STYLE),  # noqa: S704 - the theme's own
            "script": Markup(script),  # noqa: S704 - the theme's own
            "w": words(self.language),
            "t": self._say,
        }
        return self._dressed(rendered(self.theme, template, {**context, **more}).lstrip(), script)

    def _dressed(self, html: str, script: str) -> str:
        """The page with the part of the style that it needs, and with the hash of that in its policy."""
        style = _style(self._accent, self.theme.scheme, worn(self.theme.style, html, script))
        html = html.replace(_digest(_STYLE), _digest(style), 1)
        return _PLACE.sub(lambda found: found[1] + style, html, 1)

    @property
    def _accent(self) -> str:
        return self.site.head.accent if self.site else ACCENT

    @property
    def _name(self) -> str:
        return self._say(self.site.head.name) if self.site else ""

    def _say(self, text: Text | None) -> str:
        return self.site.say(text, self.language) if self.site else ""

    def _page(self, script: str) -> Page:
        said = self.site.head.theme.options if self.site else {}
        chosen = {name: choice for name, choice in said.items() if choice in self.theme.options.get(name, ())[1:]}
        classes = " ".join(f"{name}-{choice}" for name, choice in chosen.items())
        return Page(
            title=self.title,
            direction=words(self.language).direction,
            options={name: chosen.get(name, choices[0]) for name, choices in self.theme.options.items()},
            chosen=classes,
            locale=shared_locale(self.language, self.site.country if self.site else ""),
            home=self.home,
            icon=self.icon,
            touch_icon=self.touch_icon,
            csp=policy(_STYLE, [script, self.json_ld], self.sends_to),
            colours=grounds(self._accent, self.theme.scheme, self.theme.style, classes),
            description=self.description,
            canonical=self.canonical,
            image=self.image,
            alternates=self.alternates,
            languages=self.languages,
            sections=self.sections,
            several=bool(self.site and self.site.pages),
            legal=self.legal,
            write=self.write,
            write_text=self.write_text,
            vcard=self.vcard,
            qr=self.qr,
            json_ld=Markup(self.json_ld),  # noqa: S704 - escaped for <script> by feeds
            private=self.private,
        )


@lru_cache(maxsize=64)
def _style(accent: str, scheme: str, rules: str) -> str:
    return drawn_on(palette_css(accent, scheme), rules) + rules


def shared_locale(language: str, country: str) -> str:
    """What social networks call a locale (ogp.me): `en_US`, or the language alone where there is no such country."""
    locale = locale_of(language, country)
    return f"{language}_{country}" if country and locale.territory == country else language


def policy(style: str, scripts: Sequence[str], sends_to: Sequence[str]) -> str:
    """A Content-Security-Policy: allows this page's own style and scripts and posts to `sends_to` (CSP Level 3).

    The first of these is the endpoint, which the script may ask; else it may ask the page's own site alone, where
    robots.txt is read by what looks at pages in a browser.
    """
    others = " ".join(["'self'", *dict.fromkeys(origin for url in sends_to if (origin := origin_of(url)))])
    endpoint = origin_of(sends_to[0]) if sends_to else ""
    allowed: Mapping[str, str] = {
        "default-src": "'none'",
        "style-src": _hash(style),
        "script-src": " ".join(_hash(script) for script in scripts if script) or "'none'",
        "img-src": "'self' data:",
        "connect-src": f"'self' {endpoint}".rstrip() if sends_to else "'none'",
        "form-action": others,
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def sends_to(forms: Sequence[Form], endpoint: str) -> list[str]:
    """Where a page with these forms may lead: browsers hold `form-action` against redirects too.

    A page without forms has to do with its own site alone.
    """
    others = (url for form in forms for url in (form.next, *form.allow_next))
    return [endpoint if forms else "", *others]


def origin_of(url: str) -> str:
    """`https://forms.example/x` -> `https://forms.example`; a bare host gets https; "" for a path."""
    url = url if "//" in url or url.startswith("/") or not url else f"https://{url}"
    parts = urlsplit(url)
    safe = parts.scheme in ("http", "https") and not set(parts.netloc) & set(" ;,'\"")
    return f"{parts.scheme}://{parts.netloc}" if safe and parts.netloc else ""


def _hash(text: str) -> str:
    return f"'sha256-{_digest(text)}'"


@lru_cache(maxsize=64)  # of scripts and styles, which many pages share
def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
