"""What comes out of a printer: one sheet with what one pins to the wall."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, PdfMargins

from formkit.site import site_files
from formkit.spec import read_site
from tests.hosts import Host

ROOT = Path(__file__).parent.parent.parent
MARGIN = PdfMargins(top="10mm", bottom="10mm", left="10mm", right="10mm")


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "form_specs").glob("*.yaml")))
def test_an_example_fits_on_one_sheet_with_its_code(host: Host, page: Page, name: str) -> None:
    site = read_site(ROOT / "form_specs" / f"{name}.yaml", ROOT)
    host.files = {"/": site_files(site, workspace=ROOT)["index.html"].decode(), "/favicon.svg": ""}
    page.route("**/*.{webp,svg,png}", lambda route: route.fulfill(status=200, content_type="image/svg+xml", body=DRAWN))
    page.goto(host.url)
    printed = page.pdf(format="A4", margin=MARGIN)
    page.emulate_media(media="print")
    assert len(re.findall(rb"/Type /Page\b", printed)) == 1
    assert page.locator(".qr").is_visible()
    assert not page.locator("form").first.is_visible()


DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
