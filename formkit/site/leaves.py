"""The pages of a site, each in every language: the first one, those of `pages:`, and the legal ones."""

from dataclasses import dataclass
from itertools import takewhile

from formkit.site.formview import form_title
from formkit.site.view import BusinessView, Link
from formkit.spec import Section, Site
from formkit.words import Text, words

LEGAL = ("imprint", "privacy")
FIRST = "index.html"  # links between pages name it: opened from a disk, a folder is a list of files


@dataclass(frozen=True)
class Leaf:
    """One page. `slug` is its word in the address, "" for the first; `sections` are those of the spec.

    A legal page has no title of the spec's: formkit names it.
    """

    slug: str = ""
    title: Text | None = None
    description: Text | None = None
    sections: tuple[Section, ...] = ()

    @property
    def legal(self) -> bool:
        return self.slug in LEGAL

    @property
    def file(self) -> str:
        return f"{self.slug}.html" if self.slug else FIRST

    def path(self, site: Site, language: str) -> str:
        """Its address below the site's root for everybody else, such as "", "tr/" or "tr/prices.html"."""
        return folder_of(site, language) + (self.file if self.slug else "")

    def name(self, site: Site, language: str) -> str:
        """Its title in a language; "" for the first page, which bears the site's name."""
        if self.legal:
            return words(language)(f"legal_{self.slug}")
        return site.say(self.title, language)

    def parts(self) -> tuple[Section, ...]:
        """Its sections; without a hero a heading leads it, below banners that stand first: a page has one `h1`."""
        lead = Section(kind="heading" if self.slug else "hero", title=self.title)
        if any(one.kind == "hero" for one in self.sections):
            return tuple(_titled(one, self.title) for one in self.sections)
        banners = tuple(takewhile(lambda one: one.kind == "banner", self.sections))
        return (*banners, lead, *self.sections[len(banners) :])


def folder_of(site: Site, language: str) -> str:
    """Where the pages of a language are below the site's root: "" for the first one, else such as "tr/"."""
    return "" if language == site.language else f"{language}/"


def leaves_of(site: Site) -> tuple[Leaf, ...]:
    """Every page that visitors find, the first one first."""
    more = (Leaf(page.id, page.title, page.description, page.sections) for page in site.pages.values())
    return (Leaf(sections=site.sections), *more, *(Leaf(slug) for slug in _legal(site)))


def sections_of(site: Site) -> tuple[Section, ...]:
    """The sections of all pages, those of the first one first."""
    return (*site.sections, *(section for page in site.pages.values() for section in page.sections))


def navigation(site: Site, language: str, *, base: str = "", home: str, here: Leaf | None = None) -> tuple[Link, ...]:
    """Links to the pages of `pages:`, the first page before them; none where there is one page alone.

    The way to write to the business comes last when it is on the first page: nobody looks for it under "Home".
    `base` leads to the folder of the language.
    """
    if not site.pages:
        return ()
    leaves = [leaf for leaf in leaves_of(site) if not leaf.legal]
    first = Link(home, words(language)("site_home"), current=here == leaves[0])
    rest = (Link(f"{base}{one.file}", one.name(site, language), current=one == here) for one in leaves[1:])
    at = "" if here == leaves[0] else home
    return (first, *rest, *(Link(f"{at}#{anchor}", text) for anchor, text in _contact(site, language)))


def _contact(site: Site, language: str) -> list[tuple[str, str]]:
    """The first form of the first page, else its contact section: the anchor, and what stands there."""
    for section in sorted(site.sections, key=lambda one: one.kind != "form"):
        if section.kind == "form":
            return [(f"form-{section.form}", form_title(site.forms[section.form], language, site.language))]
        if section.kind == "contact":
            own = site.say(section.title, language)
            return [("contact", own or words(language)("site_contact"))]
    return []


def legal_links(site: Site, language: str, *, base: str = "") -> tuple[Link, ...]:
    """Links to the legal pages; `base` leads to the folder of the language."""
    return tuple(Link(f"{base}{slug}.html", words(language)(f"legal_{slug}")) for slug in _legal(site))


def privacy_page(site: Site, *, base: str = "") -> str:
    """The address of the page that says what becomes of what is sent; "" where the site has none."""
    return f"{base}privacy.html" if site.legal.privacy is not None else ""


def way_to_write(site: Site, language: str, *, here: Leaf, business: BusinessView) -> Link | None:
    """What a button leads to, and says: the nearest form, else the first messenger, else a mail."""
    for leaf in (here, *leaves_of(site)):
        for section in leaf.sections:
            if section.kind == "form":
                title = form_title(site.forms[section.form], language, site.language)
                return Link(f"{'' if leaf.slug == here.slug else leaf.file}#form-{section.form}", title)
    if business.messengers:
        return business.messengers[0]
    return Link(f"mailto:{business.email}", words(language)("form_title")) if business.email else None


def _legal(site: Site) -> tuple[str, ...]:
    return tuple(slug for slug in LEGAL if getattr(site.legal, slug) is not None)


def _titled(section: Section, title: Text | None) -> Section:
    lacks = section.kind == "hero" and section.title is None and title is not None
    return section.model_copy(update={"title": title}) if lacks else section
