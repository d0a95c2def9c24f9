"""Site -> files: pages, images, and feeds for machines (JSON-LD, sitemap, vCard, QR code).

The law of this folder: it reads a Site and a theme and writes below one output folder; it knows no store and no web server.
- `feeds.py`   pure functions, Site -> text: `json_ld`, `sitemap`, `robots`, `vcard`, `qr_svg`, `favicon`
- `output.py`  writes beside and moves over, only what changed, and tells what is left over
- `pages.py`   Site -> the pages of each language, by the templates of its theme; also the pages the endpoint shows
  (hosted form, the form with errors, receipt)
- `build_site(site, out, *, workspace, endpoint="", on_file=None) -> Report` is the whole of it
"""
