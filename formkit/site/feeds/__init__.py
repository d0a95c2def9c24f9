"""Site -> text that machines read: search engines, address books, map and messenger apps, cameras, browser tabs.

The law of this folder: pure functions, a Site (and what the page knows) in, text out; no files, no clock.
Every value is escaped for the place where it lands. A fact that the spec doesn't give is left out, never made up.
"""

from formkit.site.feeds.business import faq_ld, json_ld, shared_pictures
from formkit.site.feeds.card import coded, qr_svg, vcard
from formkit.site.feeds.crawlers import absolute, robots, sitemap
from formkit.site.feeds.favicon import favicon_svg
from formkit.site.feeds.reach import address_line, map_link, messenger_links, phone_view

__all__ = [
    "absolute", "address_line", "coded", "faq_ld", "favicon_svg", "json_ld", "map_link", "messenger_links",
    "phone_view", "qr_svg", "robots", "shared_pictures", "sitemap", "vcard",
]  # fmt: skip
