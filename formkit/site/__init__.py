"""Site -> files: pages, images, and feeds for machines (JSON-LD, sitemap, vCard, QR code).

The law of this folder: it reads a Site and a theme and writes below one output folder; it knows no store and no web server.
- `feeds.py`   pure functions, Site -> text: `json_ld`, `sitemap`, `robots`, `vcard`, `qr_svg`, `favicon`
- `output.py`  writes beside and moves over, only what changed, and tells what is left over
- `pages.py`   Site -> the pages of each language, by the templates of its theme; also the pages the endpoint shows
  (hosted form, the form with errors, receipt)
  - `form_page(site, form, bound, language, *, action, page="", key="", embedded_notice="") -> str`: the form as a page of its
    own; with errors in `bound` it is the 422 answer: summary, title prefix, every value kept
  - `receipt_page(site, form, submission, answers, *, mail, language) -> str`: `mail` is "waiting", "sent" or "failed";
    `form` is None when the spec no longer has it; `answers` in the visitor's language
  - `message_page(site, language, *, title, text, answers=()) -> str`: a page that only says something (`site` may be None);
    `answers` are what was typed, to copy, when it could not be stored; shows the business's phone and mail as a way round
- `build_site(site, out, *, workspace, endpoint="", on_file=None) -> Report` is the whole of it
"""

from formkit.site.build import build_site, site_files
from formkit.site.output import Report, leftover_sites, write_site
from formkit.site.pages import form_page, message_page, receipt_page

__all__ = [
    "Report", "build_site", "form_page", "leftover_sites", "message_page", "receipt_page", "site_files", "write_site",
]  # fmt: skip
