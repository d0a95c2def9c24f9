"""Site -> files: pages, images, and feeds for machines (JSON-LD, sitemap, vCard, QR code).

The law of this folder: it reads a Site and a theme and writes below one folder; it knows no store and no web server.
- `build.py`   `build_site`: the whole of it; `one.py` checks the spec first
- `pages.py`   the pages of each language, by the templates of the theme, and those that the endpoint shows: a form on
  its own (with errors in `bound` it is the 422 answer), the receipt, a message
- `leaves.py`  which pages there are, and how they lead to each other; `legal.py` composes the legal ones
- `frame.py`, `parts.py`, `formview.py`, `fieldview.py`, `business.py` make what templates see; `view.py` says what
  that is; `hours.py`, `prices.py` and `prose.py` put hours, prices and Markdown into the page's words
- `wear.py`    what a page needs of the style of its theme; `ground.py` its ground, for the browsers of phones
- `feeds/`     pure functions, Site -> text: JSON-LD, sitemap, vCard, QR code, favicon
- `images.py` shows the owner's pictures; `encoded.py` makes their copies, `shelf.py` keeps what took long to make
- `icons.py`, `social.py` draw what stands for a site elsewhere, with the font in `fonts/` (see OFL.txt there);
  `drawings.py` turns SVG into pixels for them
- `unchanged.py` knows what a site was made of, so that it is built again only when some of that has changed
- `embed.py`   a form for pages made elsewhere: plain HTML, or a script
- `hosts.py`   what web hosts are told: `_headers`, `.htaccess`, and the lines for nginx and Caddy
- `parcel.py`  what stands beside the sites in build/: each as one zip, and those lines
- `output.py`  writes beside and moves over, only what changed, and tells what is left over
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from formkit.site.build import build_site, site_files
    from formkit.site.output import Report, leftover_sites, write_site
    from formkit.site.pages import form_page, message_page, receipt_page
    from formkit.site.parcel import pack_site, site_paths, write_server_files

_FROM = {
    "build": ("build_site", "site_files"),
    "output": ("Report", "leftover_sites", "write_site"),
    "pages": ("form_page", "message_page", "receipt_page"),
    "parcel": ("pack_site", "site_paths", "write_server_files"),
}
__all__ = [
    "Report", "build_site", "form_page", "leftover_sites", "message_page", "pack_site", "receipt_page", "site_files",
    "site_paths", "write_server_files", "write_site",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """A name is loaded when it is asked for (PEP 562): a build that changes nothing needs `unchanged.py` alone."""
    for module, names in _FROM.items():
        if name in names:
            return getattr(import_module(f"formkit.site.{module}"), name)
    raise AttributeError(name)
