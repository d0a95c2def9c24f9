"""Site -> the pages of each language, by the templates of its theme; also the pages that the endpoint shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from formkit.model import Answer, Submission, Upload
from formkit.site.business import business_view
from formkit.site.feeds import absolute, coded, faq_ld, json_ld, shared_pictures
from formkit.site.formview import form_view, tongue
from formkit.site.frame import Frame, origin_of, sends_to
from formkit.site.icons import favicon, social_card, touch_icon
from formkit.site.images import Images
from formkit.site.leaves import FIRST, Leaf, folder_of, leaves_of, legal_links, navigation, privacy_page, way_to_write
from formkit.site.legal import legal_parts
from formkit.site.parts import PartMaker, links_to
from formkit.site.prose import plain, prose
from formkit.site.view import Alternate, BusinessView, Link, ReceiptView
from formkit.spec import Form, Site
from formkit.themes import Theme, find_theme, theme_names
from formkit.words import moment, words

TITLE, DESCRIPTION = 70, 160  # characters that search engines show


@dataclass(frozen=True)
class Message:
    """What `message_page` says."""

    title: str
    text: str
    answers: Sequence[Answer] = ()


@dataclass(frozen=True)
class _Edition:
    """A site in one language, and what all its pages share. Without `card` no social card is drawn for it."""

    site: Site
    theme: Theme
    images: Images
    language: str
    endpoint: str
    business: BusinessView
    card: bool = True


def site_pages(site: Site, theme: Theme, images: Images, *, endpoint: str = "") -> Iterator[tuple[str, str]]:
    """Every page of the site: its path below the site's root, and its HTML. Raises FormkitError for a bad picture."""
    editions = [_Edition(site, theme, images, code, endpoint, business_view(site, code)) for code in site.languages]
    for edition in editions:
        folder = folder_of(site, edition.language)
        for leaf in leaves_of(site):
            yield folder + leaf.file, _leaf(leaf, edition)
        yield f"{folder}thanks.html", _said(edition, "thanks", home=FIRST)
    yield "404.html", _said(editions[0], "404", home=root_path(site))


def site_page(site: Site, theme: Theme, images: Images, path: str, *, endpoint: str = "") -> str | None:
    """One page of the site, to be looked at, by its path such as "tr/prices.html"; None when there is none."""
    for code in site.languages:
        for leaf in leaves_of(site):
            if folder_of(site, code) + leaf.file == path:
                return _leaf(leaf, _Edition(site, theme, images, code, endpoint, business_view(site, code), card=False))
    return None


def form_page(
    site: Site, form: Form, bound: Any, language: str, *, action: str, page: str = "", key: str = "",
    carried: Sequence[tuple[str, str]] = (), notice: str = "", title: str = "",
    kept: Sequence[tuple[Upload, str]] = (), answered: bool = False, endpoint: str = "", workspace: Path | None = None,
    step: int | None = None,
) -> str:  # fmt: skip
    """The form as a page of its own; with errors in `bound` it is the answer to a post: summary, every value kept.

    `carried` is what else was sent, to be sent again, `kept` are its files with their signed values.
    A `notice` with a `title` tells of trouble: it names a way round.
    """
    view = form_view(
        site, form, language, action=action, bound=bound, page=page, key=key, carried=carried, notice=notice,
        kept=kept, step=step, answered=answered,
        privacy=privacy_page(site, base=home_of(site, endpoint) + folder_of(site, language)),
    )  # fmt: skip
    frame = _own_frame(
        site, language, title or view.title, endpoint, workspace, sends_to=sends_to([form], action),
        private=view.answered, proof=view.proof, takes_files=view.takes_files, extras=view.extras,
    )  # fmt: skip
    return frame.render("hosted.html", form=view, trouble=title)


def confirm_page(
    site: Site, form: Form, answers: Sequence[Answer], hidden: Sequence[tuple[str, str]], language: str, *,
    action: str, endpoint: str = "", workspace: Path | None = None,
) -> str:  # fmt: skip
    """Everything once more before it is sent; `hidden` are the names and values to send."""
    said = words(language)
    button = site.say(form.button, language) or said("form_send")
    frame = _own_frame(
        site, language, said("form_confirm"), endpoint, workspace, scripted=False, sends_to=sends_to([form], action),
    )  # fmt: skip
    return frame.render("confirm.html", answers=answers, hidden=hidden, action=action, button=button)


def receipt_page(
    site: Site, form: Form | None, submission: Submission, answers: Sequence[Answer], *,
    mail: str, language: str, endpoint: str = "", workspace: Path | None = None,
) -> str:  # fmt: skip
    """What the visitor keeps. `mail` is "waiting", "sent", "failed" or "held"; `form` is None when the spec lost it."""
    said = words(language)
    thanks = site.say(form.thanks if form else None, language) or said("site_thanks_text")
    stored = moment(submission.received_at, site.business.timezone, language, site.country)
    view = ReceiptView(submission.reference, prose(thanks), stored, mail, tuple(answers))
    frame = _own_frame(site, language, said("site_receipt_title"), endpoint, workspace, scripted=False)
    return frame.render("receipt.html", receipt=view)


def message_page(
    site: Site | None, language: str, *, title: str, text: str, answers: Sequence[Answer] = (),
    endpoint: str = "", workspace: Path | None = None,
) -> str:  # fmt: skip
    """A page that only says something, with the business's phone and mail as a way round."""
    frame = _own_frame(site, language, title, endpoint, workspace, scripted=False)
    return frame.render("message.html", message=Message(title, text, answers))


def _leaf(leaf: Leaf, edition: _Edition) -> str:
    site, images, language, endpoint = edition.site, edition.images, edition.language, edition.endpoint
    folder, url = folder_of(site, language), absolute(site, leaf.path(site, language))
    root = "../" if folder else ""
    parts = legal_parts(site, leaf.slug, language) if leaf.legal else ()
    parts = parts or PartMaker(site, language, images, endpoint, root, url).parts(leaf.parts())
    write = way_to_write(site, language, here=leaf, business=edition.business)
    name, tagline = (site.say(text, language) for text in (site.head.name, site.head.tagline))
    logo = images.show_logo(site.head.logo, root=root)
    forms = [part.form for part in parts if part.form is not None]
    return Frame(
        edition.theme,
        site,
        language,
        business=edition.business,
        title=_title(*((leaf.name(site, language), name) if leaf.slug else (name, tagline))),
        home=FIRST,
        root=root,
        description=describe(site, language, leaf),
        canonical=url,
        json_ld=json_ld(site, language, url, pictures=_told(site, images))
        if not leaf.slug
        else faq_ld(site, language, leaf.sections),
        image=social_card(site, images, language, folder=folder) if edition.card else None,
        logo=logo,
        alternates=_alternates(site, leaf),
        languages=_tongues(site, root, leaf.file),
        sections=navigation(site, language, home=FIRST, here=leaf) or links_to(parts),
        legal=legal_links(site, language),
        write=write.href if write else "",
        write_text=write.text if write else "",
        vcard=f"{root}contact.vcf",
        qr="qr.svg" if coded(site, language, folder) else "",
        icon=f"{root}{favicon(site, images)}",
        touch_icon=f"{root}{touch}" if (touch := touch_icon(site, images)) else "",
        scripted=bool(forms),
        proof=any(form.proof for form in forms),
        takes_files=any(form.takes_files for form in forms),
        extras=tuple(dict.fromkeys(extra for form in forms for extra in form.extras)),
        gallery=any(part.kind == "gallery" and any(item.picture for item in part.items) for part in parts),
        hours=bool(edition.business.hours_json) and any(part.kind == "hours" for part in parts),
        sends_to=sends_to([site.forms[one.form] for one in leaf.sections if one.form], endpoint or site.head.endpoint),
    ).render("page.html", parts=parts)


def _said(edition: _Edition, template: str, *, home: str) -> str:
    """A page that says one thing. The one for who is lost is in the first language, and leads to every other."""
    site, language, images = edition.site, edition.language, edition.images
    lost = template == "404"
    root = root_path(site) if lost else "../" if folder_of(site, language) else ""
    base = root if lost else ""
    title = words(language)("site_lost_title" if lost else "site_thanks_title")
    frame = Frame(
        edition.theme, site, language, title=_title(title, site.say(site.head.name, language)), home=home,
        root=root, business=edition.business, private=True, scripted=False,
        logo=images.show_logo(site.head.logo, root=root), icon=f"{root}{favicon(site, images)}",
        touch_icon=f"{root}{touch}" if (touch := touch_icon(site, images)) else "",
        languages=_tongues(site, root, "" if lost else f"{template}.html"),
        legal=legal_links(site, language, base=base), sections=navigation(site, language, base=base, home=home),
    )  # fmt: skip
    return frame.render(f"{template}.html")


def _own_frame(
    site: Site | None, language: str, title: str, endpoint: str, workspace: Path | None, *,
    scripted: bool = True, private: bool = True, proof: bool = False, takes_files: bool = False,
    sends_to: Sequence[str] = (), extras: Sequence[str] = (),
) -> Frame:  # fmt: skip
    """The frame of a page that the endpoint serves: nothing in it is loaded from the site."""
    name = site.say(site.head.name, language) if site else ""
    home = home_of(site, endpoint) if site else ""
    legal = legal_links(site, language, base=home + folder_of(site, language)) if site else ()
    return Frame(
        _theme(site, workspace), site, language, title=_title(title, name),
        home=home, icon="data:,", legal=legal,
        private=private, scripted=scripted, proof=proof, takes_files=takes_files, sends_to=sends_to,
        extras=extras,
    )  # fmt: skip


def _theme(site: Site | None, workspace: Path | None) -> Theme:
    """The site's theme; plain where it can't be found, as an answer must never fail for its looks."""
    folder = workspace or Path()
    name = site.head.theme.name if site else "plain"
    return find_theme(name if name in theme_names(folder) else "plain", folder)


def home_of(site: Site, endpoint: str) -> str:
    """The site's first page as the endpoint sees it: it serves the site too, unless that has an origin of its own.

    `endpoint` is the endpoint's own address; "" where it serves every site, as `formkit dev` does.
    """
    elsewhere = endpoint and site.head.url and origin_of(endpoint) != origin_of(site.head.url)
    return absolute(site, "") if elsewhere else f"/{site.id}/"


def describe(site: Site, language: str, leaf: Leaf) -> str:
    """50 to 160 characters for search engines: the owner's words, filled up with what else is known."""
    head, business = site.head, site.business
    about = next((site.say(one.text, language) for one in leaf.sections if one.kind in ("about", "text")), "")
    place = business.address.city if business.address else ""
    own = site.say(head.description, language) or site.say(head.tagline, language)
    first = (site.say(leaf.description, language) or leaf.name(site, language)) if leaf.slug else own
    more = [
        f"{site.say(head.name, language)}{words(language).comma if place else ''}{place}",
        plain(about),
        business.phone,
        business.email,
    ]
    text = first
    for part in (part for part in more if part and part not in text):
        if len(text) >= 50:
            break
        text = f"{text.rstrip('.')}. {part}" if text else part
    return text if len(text) <= DESCRIPTION else text[: DESCRIPTION - 1].rsplit(" ", 1)[0].rstrip(" ,.;") + "…"


def _title(first: str, second: str) -> str:
    whole = f"{first} – {second}" if second else first
    return whole if len(whole) <= TITLE else first[:TITLE]


def _alternates(site: Site, leaf: Leaf) -> tuple[Alternate, ...]:
    if len(site.languages) < 2 or not site.head.url:
        return ()
    pages = [(language, absolute(site, leaf.path(site, language))) for language in site.languages]
    return tuple(Alternate(code, url) for code, url in [*pages, ("x-default", pages[0][1])])


def _tongues(site: Site, root: str, file: str) -> tuple[Link, ...]:
    return tuple(tongue(language, f"{root}{folder_of(site, language)}{file}") for language in site.languages)


def _told(site: Site, images: Images) -> dict[str, str]:
    """The pictures that search engines are told of, and the addresses of copies that all of them read."""
    logo, paths = site.head.logo, shared_pictures(site)
    shown = {path: images.show_logo(path) if path == logo else images.show(path) for path in paths}
    return {path: absolute(site, image.src) for path, image in shown.items() if image and site.head.url}


def root_path(site: Site) -> str:
    """The path of the site's root on its own host: a page shown for any address can't use relative links."""
    return f"{urlsplit(site.head.url).path.rstrip('/')}/"
