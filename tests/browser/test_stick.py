"""A site that was copied to a USB stick: opened from a disk, without a host."""

from pathlib import Path

from playwright.sync_api import Page, expect

from formkit.site import build_site
from formkit.spec import read_site
from tests.live import Elsewhere, Live

SPEC = """
site: {name: Rose Garden, languages: [en, tr], logo: images/logo.svg, endpoint: "http://127.0.0.1:9"}
business: {email: hello@rosegarden.example}
forms: {contact: {}}
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="20"/></svg>'


def built(folder: Path) -> str:
    """The first page as a file; its endpoint is one that nobody reaches."""
    (folder / "form_specs" / "images").mkdir(parents=True)
    (folder / "form_specs" / "images" / "logo.svg").write_text(LOGO, "utf-8")
    (folder / "form_specs" / "rose.yaml").write_text(SPEC, "utf-8")
    site = read_site(folder / "form_specs" / "rose.yaml", folder)
    build_site(site, folder / "stick", workspace=folder, endpoint=site.head.endpoint)
    return (folder / "stick" / "rose" / "index.html").as_uri()


def fill(page: Page) -> None:
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Email").fill("ada@example.com")
    page.get_by_label("Message").fill("Do you have roses?")


def test_style_and_pictures_are_there(page: Page, tmp_path: Path) -> None:
    page.goto(built(tmp_path))
    assert page.evaluate("getComputedStyle(document.querySelector('button[type=submit]')).cursor") == "pointer"
    assert page.evaluate("[...document.images].every((one) => one.complete && one.naturalWidth)")
    assert page.evaluate("document.images.length") > 0


def test_links_lead_to_pages_and_never_to_a_list_of_files(page: Page, tmp_path: Path) -> None:
    page.goto(built(tmp_path))
    page.get_by_role("link", name="Türkçe").click()
    expect(page.locator("html")).to_have_attribute("lang", "tr")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Rose Garden").first.click()
    expect(page.locator("h1")).to_have_text("Rose Garden")


def test_the_form_says_that_it_was_not_sent_and_keeps_the_words(page: Page, tmp_path: Path) -> None:
    page.goto(built(tmp_path))
    fill(page)
    page.locator("form[data-formkit] button[type=submit]").first.click()
    rescue = page.locator("[data-rescue]")
    expect(rescue).to_be_visible()
    expect(rescue.locator("[data-reason]")).not_to_be_empty()
    expect(page.get_by_label("Message")).to_have_value("Do you have roses?")


def test_the_form_is_sent_when_its_endpoint_is_there(page: Page, elsewhere: Elsewhere, live: Live) -> None:
    page.goto(elsewhere.file)
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Email").fill("ada@example.com")
    page.get_by_label("Your message").fill("Do you have roses?")
    page.locator("form[data-formkit] button[type=submit]").first.click()
    page.wait_for_url("**/r/**")
    assert [one.form for one in live.stored()] == ["contact"]
