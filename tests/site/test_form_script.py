"""form.js in a real browser, on a page that the plain theme made."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from formkit.site import site_files
from formkit.spec import read_site
from tests.hosts import Host

SPEC = """
site: {name: Rose Garden, accent: "#a3324f"}
business:
  email: hello@rosegarden.example
  phone: +1 555 010 0100
  timezone: America/Chicago
  hours: {mon-sun: "00:00-24:00"}
sections: [hours, form: contact]
forms:
  contact:
    fields:
      name: {type: text, label: Your name, required: true, max: 20}
      email: {type: email, required: true}
      topic: {type: select, label: Topic, choices: [Question, Complaint]}
      order_no: {type: text, label: Order number, show_if: {topic: Complaint}, required: true}
      action: {type: text, label: Action}
      stars: {type: rating, required: true}
      consent: {type: consent}
      guests: {type: number, min: 2.5}
"""
FINE = (200, '{"ok": true, "next": "/thanks.html", "reference": "K7QM-4XWD"}')
BROKEN = (503, '{"error": "Down for a minute"}')


@pytest.fixture
def site(host: Host, page: Page, tmp_path: Path) -> Host:
    show(host, tmp_path, SPEC)
    host.answers = [FINE]
    page.goto(host.url)
    return host


def show(host: Host, folder: Path, spec: str) -> None:
    (folder / "rose.yaml").write_text(spec, "utf-8")
    files = site_files(read_site(folder / "rose.yaml", folder), workspace=folder)
    host.files = {f"/{path}": data.decode() for path, data in files.items() if path.endswith(".html")}
    host.files |= {"/": host.files["/index.html"], "/favicon.svg": ""}


def fill(page: Page) -> None:
    page.get_by_label("Your name").fill("Ayşe Yılmaz")
    page.get_by_label("Email").fill("ayse@example.com")
    page.get_by_label("4 of 5").check()
    page.get_by_label("I agree").check()


def send(page: Page) -> None:
    page.get_by_role("button", name="Send message").click()


def test_a_sent_form_leads_to_the_receipt(site: Host, page: Page) -> None:
    fill(page)
    send(page)
    page.wait_for_url("**/thanks.html")
    assert site.posts[0]["name"] == "Ayşe Yılmaz"
    assert site.posts[0]["stars"] == "4"
    assert site.keys == [site.posts[0]["_key"]]


def test_an_empty_form_is_not_sent_and_says_what_is_missing(site: Host, page: Page) -> None:
    send(page)
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(4)
    expect(summary.get_by_role("link", name="Enter your name")).to_have_attribute("href", "#contact-name")
    assert page.title().startswith("Error: ")
    assert site.posts == []


def test_a_message_stands_at_its_field_until_it_is_mended(site: Host, page: Page) -> None:
    send(page)
    name = page.get_by_label("Your name")
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(name).to_have_accessible_description("Enter your name")
    name.fill("Ayşe")
    expect(name).not_to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize(
    ("label", "typed", "message"),
    [
        ("Email", "ayse@", "Enter an email address such as name@example.com"),
        ("Email", "ayse@mail", "Enter an email address such as name@example.com"),
        ("Your name", "a" * 21, "Your name must be 20 characters or less"),
        ("Guests", "five", "Guests must be a number such as 25"),
        ("Guests", "--1", "Guests must be a number such as 25"),
    ],
)
def test_a_wrong_value_gets_the_words_of_its_rule(site: Host, page: Page, label: str, typed: str, message: str) -> None:
    fill(page)
    page.get_by_label(label).fill(typed)
    send(page)
    expect(page.get_by_label(label)).to_have_accessible_description(message)


def test_a_form_is_sent_where_the_browser_does_not_know_the_shop_s_time_zone(site: Host, page: Page) -> None:
    site.files["/"] = site.files["/"].replace('data-tz="America/Chicago"', 'data-tz="America/Atlantis"')
    page.goto(site.url)
    fill(page)
    send(page)
    page.wait_for_url("**/thanks.html")
    assert site.keys == [site.posts[0]["_key"]]


@pytest.mark.parametrize("typed", ["٢.٥", "३"])
def test_a_number_may_be_typed_in_any_digits(site: Host, page: Page, typed: str) -> None:
    fill(page)
    page.get_by_label("Guests").fill(typed)
    send(page)
    page.wait_for_url("**/thanks.html")
    assert site.posts[0]["guests"] == typed


def test_a_field_that_show_if_hides_is_not_sent(site: Host, page: Page) -> None:
    expect(page.get_by_label("Order number")).to_be_hidden()
    fill(page)
    send(page)
    page.wait_for_url("**/thanks.html")
    assert "order_no" not in site.posts[0]


def test_a_field_that_show_if_shows_is_required(site: Host, page: Page) -> None:
    fill(page)
    page.get_by_label("Topic").select_option("Complaint")
    send(page)
    expect(page.get_by_label("Order number")).to_have_accessible_description("Enter order number")


def test_the_servers_errors_stand_at_their_fields(site: Host, page: Page) -> None:
    site.answers = [
        (422, '{"error": "x", "errors": [{"field": "email", "code": "TYPE_EMAIL", "message": "No such host"}]}')
    ]
    fill(page)
    send(page)
    expect(page.get_by_label("Email")).to_have_accessible_description("No such host")
    expect(page.get_by_role("link", name="No such host")).to_be_visible()


@pytest.mark.parametrize("trouble", [None, BROKEN])
def test_a_hiccup_is_tried_again_with_the_same_key(site: Host, page: Page, trouble: tuple[int, str] | None) -> None:
    site.answers = [trouble, FINE]
    fill(page)
    send(page)
    page.wait_for_url("**/thanks.html")
    assert len(site.keys) == 2
    assert len(set(site.keys)) == 1


def test_a_double_click_sends_once(site: Host, page: Page) -> None:
    fill(page)
    page.get_by_role("button", name="Send message").dblclick()
    page.wait_for_url("**/thanks.html")
    assert len(site.posts) == 1


def test_when_nothing_works_there_is_a_way_round(site: Host, page: Page) -> None:
    site.answers = [BROKEN]
    fill(page)
    send(page)
    panel = page.get_by_role("alert").filter(has_text="Down for a minute")
    expect(panel).to_be_focused()
    mail = panel.get_by_role("link", name="Send by email").get_attribute("href") or ""
    assert mail.startswith("mailto:hello@rosegarden.example?subject=Write%20to%20us&body=Your%20name%3A%20Ay%C5%9Fe")
    expect(panel.get_by_role("link", name="Call")).to_have_attribute("href", "tel:+15550100100")
    expect(page.get_by_label("Your name")).to_have_value("Ayşe Yılmaz")


def test_trying_again_keeps_the_key(site: Host, page: Page) -> None:
    site.answers = [BROKEN, BROKEN, BROKEN, FINE]
    fill(page)
    send(page)
    page.get_by_role("button", name="Try again").click()
    page.wait_for_url("**/thanks.html")
    assert len(set(site.keys)) == 1


def test_the_text_can_be_copied(site: Host, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    site.answers = [BROKEN]
    fill(page)
    send(page)
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert "Your name: Ayşe Yılmaz" in page.evaluate("navigator.clipboard.readText()")


def test_a_draft_survives_a_reload_but_consent_does_not(site: Host, page: Page) -> None:
    fill(page)
    page.reload()
    expect(page.get_by_label("Your name")).to_have_value("Ayşe Yılmaz")
    expect(page.get_by_label("4 of 5")).to_be_checked()
    expect(page.get_by_label("I agree")).not_to_be_checked()


def test_nothing_stays_in_the_browser_once_it_is_sent(site: Host, page: Page) -> None:
    fill(page)
    send(page)
    page.wait_for_url("**/thanks.html")
    assert page.evaluate("localStorage.length") == 0


def test_an_open_shop_says_so(site: Host, page: Page) -> None:
    expect(page.get_by_text("Open 24 hours").first).to_be_visible()
    expect(page.locator("tr.today")).to_have_count(1)


PROPERTIES = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
forms:
  contact:
    fields:
      elements: {type: select, label: Elements, choices: [Fire, Water]}
      append: {type: text, label: Append, show_if: {elements: Water}, required: true}
      action: {type: text, label: Action}
      reset: {type: text, label: Reset}
      submit: {type: text, label: Submit}
"""


def test_fields_may_bear_the_names_of_a_form_s_own_properties(site: Host, page: Page, tmp_path: Path) -> None:
    show(site, tmp_path, PROPERTIES)
    page.goto(site.url)
    expect(page.get_by_label("Append")).to_be_hidden()
    page.get_by_label("Elements").select_option("Water")
    for label in ("Append", "Action", "Reset", "Submit"):
        page.get_by_label(label).fill(label)
    send(page)
    page.wait_for_url("**/thanks.html")
    sent = site.posts[0]
    assert [sent[name] for name in ("elements", "append", "action")] == ["Water", "Append", "Action"]
    assert page.evaluate("localStorage.length") == 0


def test_without_the_script_the_form_is_a_plain_post(site: Host, bare_page: Page) -> None:
    bare_page.goto(site.url)
    fill(bare_page)
    bare_page.get_by_label("Order number").fill("7")
    send(bare_page)
    bare_page.wait_for_url("**/f/rose/contact")
    assert site.posts[0]["order_no"] == "7"


def test_the_script_stays_small() -> None:
    import gzip

    from formkit.themes import find_theme

    assert len(gzip.compress(find_theme("plain", Path()).script.encode())) < 3600
