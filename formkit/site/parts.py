"""The sections of a spec -> the parts of a page, in a language."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from formkit.site.foreign import marked, prose_in
from formkit.site.formview import form_title, form_view
from formkit.site.images import Image, Images
from formkit.site.leaves import privacy_page
from formkit.site.prices import all_whole, price_in_words
from formkit.site.view import ItemView, Link, Part
from formkit.spec import Item, Section, Site
from formkit.words import Text, words

MOST_LINKS = 5
_UNLISTED = ("hero", "banner", "text", "heading")


@dataclass(frozen=True)
class PartMaker:
    """Makes the parts of one page; `root` leads from it to the site's root, `page_url` is its own address."""

    site: Site
    language: str
    images: Images
    endpoint: str
    root: str
    page_url: str

    def parts(self, sections: tuple[Section, ...]) -> tuple[Part, ...]:
        made = [self._part(*one) for one in zip(sections, anchors(sections), strict=True)]
        lead = next((part.title for part in made if part.kind == "heading"), "")
        return tuple(replace(part, same=part.title == lead and part.kind != "heading") for part in made)

    def _part(self, section: Section, anchor: str) -> Part:
        form = self.site.forms.get(section.form) if section.kind == "form" else None
        text = section.text or (form.intro if form else None)
        return Part(
            kind=section.kind,
            anchor=anchor,
            title=self._title(section),
            title_in=marked(section.title or (form.title if form else None), self.site, self.language),
            text=prose_in(text, self.site, self.language),
            items=tuple(self._item(item) for item in section.items),
            picture=self._picture(section.image, self._say(section.alt)),
            form=form_view(
                self.site,
                form,
                self.language,
                action=form_action(self.site, form.id, self.endpoint),
                page=self.page_url,
                privacy=privacy_page(self.site),
            )
            if form
            else None,
        )

    def _title(self, section: Section) -> str:
        if section.title:
            return self._say(section.title)
        if section.kind == "form" and section.form in self.site.forms:
            return form_title(self.site.forms[section.form], self.language, self.site.language)
        return "" if section.kind in ("hero", "text") else words(self.language)(f"site_{section.kind}")

    def _item(self, item: Item) -> ItemView:
        picture = self._picture(item.image, self._say(item.alt))
        text = prose_in(item.text, self.site, self.language)
        price = price_in_words(item.price, self.site, self.language, whole=self._whole_prices)
        marks = (marked(words, self.site, self.language) for words in (item.name, item.role))
        return ItemView(self._say(item.name), self._say(item.role), text, price, picture, *marks)

    @cached_property
    def _whole_prices(self) -> bool:
        return all_whole(self.site)

    def _picture(self, path: str, alt: str) -> Image | None:
        return self.images.show(path, alt=alt, root=self.root)

    def _say(self, text: Text | None) -> str:
        return self.site.say(text, self.language)


def anchors(sections: Sequence[Section]) -> Iterator[str]:
    """The ids of sections on their page: what they are, the second of a kind with its number."""
    seen: Counter[str] = Counter()
    for section in sections:
        anchor = f"form-{section.form}" if section.kind == "form" else section.kind
        seen[anchor] += 1
        yield anchor + (f"-{seen[anchor]}" if seen[anchor] > 1 else "")


def links_to(parts: tuple[Part, ...]) -> tuple[Link, ...]:
    """The navigation of a page: its titled parts, at most MOST_LINKS; its first form is always among them."""
    listed = [part for part in parts if part.title and part.kind not in _UNLISTED]
    kept, form = listed[:MOST_LINKS], next((part for part in listed if part.kind == "form"), None)
    if form and form not in kept:
        kept[-1] = form
    return tuple(Link(f"#{part.anchor}", part.title) for part in kept)


def form_action(site: Site, form: str, endpoint: str) -> str:
    """Where a form of the site posts to; the same origin when no endpoint is known."""
    return f"{(endpoint or site.head.endpoint).rstrip('/')}/f/{site.id}/{form}"
