"""The frame of every page: head, colours, Content-Security-Policy, and the words its templates need."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from formkit.site.business import business_view, locale_tag
from formkit.site.images import Image
from formkit.site.palette import dark_palette, light_palette, palette_css
from formkit.site.view import Alternate, BusinessView, Link, Page
from formkit.spec import Form, Site
from formkit.themes import Theme
from formkit.words import Text, words

ACCENT = "#2f5d50"


@dataclass(frozen=True)
class Frame:
    """One page in one language, before its own content. `root` leads to the site's root; `sends_to` are endpoints."""

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
    sends_to: Sequence[str] = field(default=())

    def render(self, template: str, **more: Any) -> str:
        """The page as HTML."""
        style = palette_css(self._accent) + self.theme.style
        before = [self.theme.proof] * self.proof + [self.theme.files_script] * self.takes_files
        script = "\n".join([*before, self.theme.script]) if self.scripted and self.theme.script else ""
        context = {
            "site": self.site,
            "name": self._name,
            "tagline": self._say(self.site.head.tagline) if self.site else "",
            "business": business_view(self.site, self.language) if self.site else BusinessView(),
            "language": self.language,
            "root": self.root,
            "logo": self.logo,
            "page": self._page(style, script),
            "style": Markup(style),  # noqa: S704 - the theme's own
            "script": Markup(script),  # noqa: S704 - the theme's own
            "w": words(self.language),
            "t": self._say,
        }
        return self.theme.environment.get_template(template).render({**context, **more}).lstrip()

    @property
    def _accent(self) -> str:
        return self.site.head.accent if self.site else ACCENT

    @property
    def _name(self) -> str:
        return self._say(self.site.head.name) if self.site else ""

    def _say(self, text: Text | None) -> str:
        return text.say(self.language, default=self.site.language if self.site else "en") if text else ""

    def _page(self, style: str, script: str) -> Page:
        return Page(
            title=self.title,
            direction=words(self.language).direction,
            locale=locale_tag(self.site, self.language).replace("-", "_") if self.site else self.language,
            home=self.home,
            icon=self.icon,
            touch_icon=self.touch_icon,
            csp=policy(style, [script, self.json_ld], self.sends_to),
            colours={"light": light_palette(self._accent)["paper"], "dark": dark_palette(self._accent)["paper"]},
            description=self.description,
            canonical=self.canonical,
            image=self.image,
            alternates=self.alternates,
            languages=self.languages,
            sections=self.sections,
            write=self.write,
            write_text=self.write_text,
            vcard=self.vcard,
            qr=Markup(self.qr),  # noqa: S704 - drawn by segno
            json_ld=Markup(self.json_ld),  # noqa: S704 - escaped for <script> by feeds
            private=self.private,
        )


def policy(style: str, scripts: Sequence[str], sends_to: Sequence[str]) -> str:
    """A Content-Security-Policy: allows this page's own style and scripts and posts to `sends_to` (CSP Level 3).

    The first of these is the endpoint, and the only one that the script may ask.
    """
    others = " ".join(["'self'", *dict.fromkeys(origin for url in sends_to if (origin := origin_of(url)))])
    endpoint = (origin_of(sends_to[0]) or "'self'") if sends_to else "'none'"
    allowed: Mapping[str, str] = {
        "default-src": "'none'",
        "style-src": _hash(style),
        "script-src": " ".join(_hash(script) for script in scripts if script) or "'none'",
        "img-src": "'self' data:",
        "connect-src": endpoint,
        "form-action": others,
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def sends_to(forms: Sequence[Form], endpoint: str) -> list[str]:
    """Where a page with these forms may lead: browsers hold `form-action` against redirects too."""
    return [endpoint, *(form.next for form in forms), *(host for form in forms for host in form.allow_next)]


def origin_of(url: str) -> str:
    """`https://forms.example/x` -> `https://forms.example`; a bare host gets https; "" for a path."""
    url = url if "//" in url or url.startswith("/") or not url else f"https://{url}"
    parts = urlsplit(url)
    safe = parts.scheme in ("http", "https") and not set(parts.netloc) & set(" ;,'\"")
    return f"{parts.scheme}://{parts.netloc}" if safe and parts.netloc else ""


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
