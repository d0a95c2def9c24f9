"""Site -> a folder with everything a web host needs."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from formkit.site.feeds import coded, qr_svg, robots, sitemap, vcard
from formkit.site.hosts import host_files
from formkit.site.images import KEPT, Images, Watch
from formkit.site.leaves import folder_of, leaves_of, sections_of
from formkit.site.output import PRIVATE, Report, write_site
from formkit.site.pages import root_path, site_pages
from formkit.site.shelf import Shelf
from formkit.spec import Site
from formkit.themes import find_theme

Noted = Callable[[Mapping[str, str]], Mapping[str, object]]


def build_site(
    site: Site, out: Path, *, workspace: Path, endpoint: str = "", theme: str = "",
    made: Noted = lambda pictures: {}, watch: Watch | None = None,
) -> Report:  # fmt: skip
    """Make `out`/<site>/ hold the site. Raises FormkitError; the folder is as it was then.

    `theme` is the hash of its theme where that is known. `made` is asked what to note with the files, and is given the
    pictures of the site, with the mark that each had when it was read. `watch` sees each picture when its copies are
    made.
    """
    images = Images(workspace / "form_specs", Shelf(out / PRIVATE / KEPT))
    images.prepare(pictures_of(site), watch)
    files = _files(site, images, workspace=workspace, endpoint=endpoint, theme=theme)
    report = write_site(out, site.id, files, made=made(images.marks))
    images.shelf.tidy()
    return report


def site_files(site: Site, *, workspace: Path, endpoint: str = "") -> dict[str, bytes]:
    """Every file of the site: its path below the site's folder, and its bytes."""
    images = Images(workspace / "form_specs", Shelf(workspace / "build" / PRIVATE / KEPT))
    images.prepare(pictures_of(site))
    return _files(site, images, workspace=workspace, endpoint=endpoint)


def pictures_of(site: Site) -> list[str]:
    """The paths of every picture in the sections, page by page in their order. The logo is not one of them."""
    sections = [path for one in sections_of(site) for path in (one.image, *(item.image for item in one.items))]
    return [path for path in sections if path]


def _files(site: Site, images: Images, *, workspace: Path, endpoint: str, theme: str = "") -> dict[str, bytes]:
    pages = dict(site_pages(site, find_theme(site.head.theme.name, workspace, theme), images, endpoint=endpoint))
    texts = {**pages, **{path: text for path, text in _feeds(site) if text}}
    return {**{path: text.encode() for path, text in texts.items()}, **images.files}


def _feeds(site: Site) -> Iterator[tuple[str, str]]:
    yield "contact.vcf", vcard(site, site.language)
    for language in site.languages:
        folder = folder_of(site, language)
        yield f"{folder}qr.svg", qr_svg(text) if (text := coded(site, language, folder)) else ""
    leaves = leaves_of(site)
    yield "sitemap.xml", sitemap(site, [{code: leaf.path(site, code) for code in site.languages} for leaf in leaves])
    yield "robots.txt", robots(site)
    yield from host_files(root_path(site))
