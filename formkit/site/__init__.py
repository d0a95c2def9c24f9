"""Site -> files: pages, images, and feeds for machines (JSON-LD, sitemap, vCard, QR code).

The law of this folder: it reads a Site and a theme and writes below one folder; it knows no store and no web server.
- `build.py`   `build_site`: the whole of it
- `pages.py`   the pages of each language, by the templates of the theme, and those that the endpoint shows: a form on
  its own (with errors in `bound` it is the 422 answer), the receipt, a message
- `frame.py`, `parts.py`, `formview.py`, `business.py` make what templates see; `view.py` says what that is
- `feeds/`     pure functions, Site -> text: JSON-LD, sitemap, vCard, QR code, favicon
- `output.py`  writes beside and moves over, only what changed, and tells what is left over
"""

from formkit.site.build import build_site, site_files
from formkit.site.output import Report, leftover_sites, write_site
from formkit.site.pages import form_page, message_page, receipt_page

__all__ = [
    "Report", "build_site", "form_page", "leftover_sites", "message_page", "receipt_page", "site_files", "write_site",
]  # fmt: skip
