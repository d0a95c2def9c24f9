"""sitemap.xml and robots.txt."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote

from formkit.spec.models import Site

SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
{urls}
</urlset>
"""


def absolute(site: Site, path: str) -> str:
    """The URL of `path` (relative to the site's root, "" is the root) where the site will live; "" when unknown."""
    base = re.sub(r"[\s\x00-\x1f\x7f]", "", site.head.url).rstrip("/")
    return f"{base}/{quote(path.lstrip('/'), safe='/')}" if base else ""


def sitemap(site: Site, pages: Sequence[Mapping[str, str]]) -> str:
    """sitemap.xml (sitemaps.org 0.9) with hreflang alternates; "" when the site's URL isn't known.

    Each of `pages` is one page: its path by language, such as {"en": "", "tr": "tr/"}.
    """
    if not absolute(site, ""):
        return ""
    urls = [_url(site, path, page) for page in pages for path in page.values()]
    return SITEMAP.format(urls="\n".join(urls))


def robots(site: Site) -> str:
    """robots.txt (RFC 9309): everything may be read; it names the sitemap where the site's URL is known."""
    sitemap_url = absolute(site, "sitemap.xml")
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {sitemap_url}\n" if sitemap_url else "")


def _url(site: Site, path: str, page: Mapping[str, str]) -> str:
    alternates = [*page.items(), ("x-default", page.get(site.language, path))] if len(page) > 1 else []
    links = "".join(_alternate(code, absolute(site, other)) for code, other in alternates)
    return f"<url><loc>{escape(absolute(site, path))}</loc>{links}</url>"


def _alternate(code: str, url: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{escape(code)}" href="{escape(url)}"/>'
