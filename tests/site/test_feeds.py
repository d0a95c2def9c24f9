import json
import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest

from formkit.site.feeds import (
    address_line,
    coded,
    favicon_svg,
    json_ld,
    map_link,
    messenger_links,
    phone_view,
    qr_svg,
    robots,
    sitemap,
    vcard,
)
from formkit.spec.models import Address, Business, Site
from formkit.spec.phones import e164

ADDRESS = {"street": "1 Main St", "city": "Springfield", "region": "IL", "postcode": "62701", "country": "US"}
HOSTILE = '</script><!-- "A\' & B"\r\nBEGIN:VCARD; x\\, y\u2028'


def a_site(head: Any = {}, **parts: Any) -> Site:  # noqa: B006 - it is only read
    return Site.model_validate({"id": "rose", "site": {"name": "Rose Garden", **head}, **parts})


ROSE = a_site(
    {
        "tagline": {"en": "Fresh flowers", "tr": "Taze çiçekler"},
        "url": "https://rosegarden.example/",
        "languages": ["en", "tr"],
        "accent": "#a3324f",
        "logo": "images/our logo.png",
    },
    business={
        "type": "Florist",
        "email": "hello@rosegarden.example",
        "phone": "(555) 010-0100",
        "address": ADDRESS,
        "hours": {"mon-fri": "09:00-18:00", "sat": ["09:00-18:00", "20:00-02:00"], "sun": "00:00-24:00"},
        "price_range": "$$",
        "links": {"instagram": "https://instagram.com/rosegarden", "bad": "javascript:alert(1)"},
    },
)


LOGO = "https://rosegarden.example/images/our-logo-0a1b2c3d-960.jpg"


def test_json_ld_says_all_that_is_known() -> None:
    data = json.loads(json_ld(ROSE, "tr", "https://rosegarden.example/tr/", pictures={"images/our logo.png": LOGO}))
    hours = data.pop("openingHoursSpecification")
    assert data == {
        "@context": "https://schema.org",
        "@type": "Florist",
        "@id": "https://rosegarden.example/#business",
        "name": "Rose Garden",
        "description": "Taze çiçekler",
        "url": "https://rosegarden.example/tr/",
        "telephone": "+15550100100",
        "email": "hello@rosegarden.example",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "1 Main St",
            "addressLocality": "Springfield",
            "addressRegion": "IL",
            "postalCode": "62701",
            "addressCountry": "US",
        },
        "priceRange": "$$",
        "image": LOGO,
        "logo": LOGO,
        "sameAs": ["https://instagram.com/rosegarden"],
    }
    workdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    assert [(one["dayOfWeek"], one["opens"], one["closes"]) for one in hours] == [
        ([*workdays, "Saturday"], "09:00", "18:00"),
        (["Saturday"], "20:00", "02:00"),
        (["Sunday"], "00:00", "23:59"),
    ]


def test_json_ld_leaves_out_what_is_not_known() -> None:
    assert json_ld(a_site(), "en", "") == (
        '{"@context":"https://schema.org","@type":"LocalBusiness","name":"Rose Garden"}'
    )


def test_an_address_of_one_line_is_text() -> None:
    site = a_site(business={"address": "1 Main St, Springfield"})
    assert json.loads(json_ld(site, "en", ""))["address"] == "1 Main St, Springfield"


def test_json_ld_cannot_end_its_script() -> None:
    text = json_ld(a_site({"name": HOSTILE}), "en", "")
    assert not set(text) & set("<>&\u2028\r\n")
    assert json.loads(text)["name"] == HOSTILE


def test_questions_and_answers_are_a_faq_page() -> None:
    items = [{"name": "Do you deliver?", "text": "Yes, **every day**\nbefore [noon](/map)."}, {"name": "No answer"}]
    site = a_site(sections=[{"faq": {"items": items}}])
    business, faq = json.loads(json_ld(site, "en", ""))["@graph"]
    assert business["name"] == "Rose Garden"
    assert faq["@type"] == "FAQPage"
    assert [(one["name"], one["acceptedAnswer"]["text"]) for one in faq["mainEntity"]] == [
        ("Do you deliver?", "Yes, every day before noon.")
    ]


def test_the_sitemap_ties_the_languages_together() -> None:
    root = ElementTree.fromstring(sitemap(ROSE, [{"en": "", "tr": "tr/"}, {"en": "a&b.html"}]))
    urls = [[child.attrib.get("hreflang", child.text) for child in url] for url in root]
    assert urls == [
        ["https://rosegarden.example/", "en", "tr", "x-default"],
        ["https://rosegarden.example/tr/", "en", "tr", "x-default"],
        ["https://rosegarden.example/a%26b.html"],
    ]
    assert [link.attrib["href"] for link in root[1][1:]] == [
        "https://rosegarden.example/",
        "https://rosegarden.example/tr/",
        "https://rosegarden.example/",
    ]


def test_a_site_without_a_url_has_no_sitemap() -> None:
    assert sitemap(a_site(), [{"en": ""}]) == ""
    assert robots(a_site()) == "User-agent: *\nAllow: /\n"


def test_robots_names_the_sitemap() -> None:
    assert robots(ROSE) == "User-agent: *\nAllow: /\n\nSitemap: https://rosegarden.example/sitemap.xml\n"


def test_a_url_adds_no_lines_to_robots() -> None:
    assert "\nDisallow" not in robots(a_site({"url": "https://a.example\nDisallow: /"}))


def test_the_vcard_is_written_as_phones_read_it() -> None:
    assert vcard(ROSE, "tr").split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Rose Garden",
        "N:Rose Garden;;;;",
        "ORG:Rose Garden",
        "X-ABShowAs:COMPANY",
        "TEL;TYPE=WORK,VOICE:+15550100100",
        "EMAIL;TYPE=INTERNET,WORK:hello@rosegarden.example",
        "ADR;TYPE=WORK:;;1 Main St;Springfield;IL;62701;Amerika Birleşik Devletleri",
        "URL:https://rosegarden.example/",
        "NOTE:Taze çiçekler",
        "END:VCARD",
        "",
    ]


@pytest.mark.parametrize("note", ["çiğdem " * 40, "🌹" * 60, "x" * 71, "日本" * 50, "a" * 69 + "ı"])
def test_vcard_lines_are_folded_between_characters(note: str) -> None:
    card = vcard(a_site({"tagline": note}), "en").encode()
    assert all(len(line) <= 75 for line in card.split(b"\r\n"))
    assert all(line.decode() for line in card.split(b"\r\n")[:-1])
    assert f"NOTE:{note.strip()}\r\n" in card.replace(b"\r\n ", b"").decode()


def test_a_name_cannot_add_properties_to_the_vcard() -> None:
    lines = vcard(a_site({"name": HOSTILE}), "en").replace("\r\n ", "").split("\r\n")
    assert lines[2] == r"""FN:</script><!-- "A' & B"\nBEGIN:VCARD\; x\\\, y"""
    assert [line.split(":")[0] for line in lines] == ["BEGIN", "VERSION", "FN", "N", "ORG", "X-ABShowAs", "END", ""]


def test_the_qr_code_is_a_small_picture_in_black() -> None:
    drawn = qr_svg("tel:+15550100100")
    root = ElementTree.fromstring(drawn)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert [line.attrib["stroke"] for line in root] == ["#000"]
    assert len(drawn) < 3_000


def test_the_code_says_the_address_of_the_page_else_the_card_if_that_is_short() -> None:
    assert coded(a_site({"url": "https://rosegarden.example"}), "tr", "tr/") == "https://rosegarden.example/tr/"
    assert coded(a_site({}), "en", "").startswith("BEGIN:VCARD")
    assert coded(a_site({"tagline": "x" * 600}), "en", "") == ""


@pytest.mark.parametrize(
    ("name", "language", "letter"),
    [
        ("rose", "en", "R"), ("izmir", "tr", "İ"), ("izmir", "en", "I"), ("«Ёлка»", "en", "Ё"), ("花屋", "en", "花"),
        ("हिना", "en", "हि"), ("24 hours", "en", "2"), ("</script>", "en", "S"), ("🌹", "en", None),
    ],
)  # fmt: skip
def test_the_favicon_has_the_first_letter(name: str, language: str, letter: str | None) -> None:
    root = ElementTree.fromstring(favicon_svg(a_site({"name": name, "languages": [language]})))
    assert root[1].text == letter


@pytest.mark.parametrize(("accent", "ink"), [("#a3324f", "#ffffff"), ("#ffd54f", "#000000")])
def test_the_favicon_is_readable_on_its_own_ground(accent: str, ink: str) -> None:
    rect, letter = ElementTree.fromstring(favicon_svg(a_site({"accent": accent})))
    assert (rect.attrib["fill"], letter.attrib["fill"]) == (accent, ink)


@pytest.mark.parametrize(
    ("phone", "country", "view"),
    [
        ("+1 555 010 0100", "", ("+1 555 010 0100", "tel:+15550100100")),
        ("(555) 010-0100", "us", ("(555) 010-0100", "tel:+15550100100")),
        ("0532 123 45 67", "TR", ("0532 123 45 67", "tel:+905321234567")),
        ("+77051234567", "KZ", ("+7 705 123 4567", "tel:+77051234567")),
        ("+1 555 010 0100 ext. 12", "", ("+1 555 010 0100 ext. 12", "tel:+15550100100;ext=12")),
        ("0532 123 45 67", "", ("0532 123 45 67", "tel:05321234567")),
        ("ask  at\nthe bar", "US", ("ask at the bar", "")),
        ("javascript:alert(1)", "US", ("javascript:alert(1)", "")),
        ("+" + "9" * 400, "", ("+" + "9" * 400, "tel:+" + "9" * 400)),
        ("", "", ("", "")),
    ],
)
def test_a_phone_number_is_shown_as_written_and_dialled_as_meant(
    phone: str, country: str, view: tuple[str, str]
) -> None:
    assert phone_view(phone, country) == view


def test_a_number_of_an_unknown_country_has_no_e164() -> None:
    assert (e164("0532 123 45 67"), e164("0532 123 45 67", "TR")) == ("", "+905321234567")


def test_an_address_is_searched_on_the_map() -> None:
    address = Address.model_validate(ADDRESS)
    assert address_line(address) == "1 Main St, Springfield, IL 62701, US"
    assert map_link(address) == (
        "https://www.openstreetmap.org/search?query=1%20Main%20St%2C%20Springfield%2C%20IL%2062701%2C%20US"
    )
    assert (map_link(None), map_link(Address())) == ("", "")


@pytest.mark.parametrize(
    ("key", "said", "link"),
    [
        ("whatsapp", "+1 555 010 0100", ("WhatsApp", "https://wa.me/15550100100")),
        ("whatsapp", "(555) 010-0100", ("WhatsApp", "https://wa.me/15550100100")),
        ("telegram", "@rosegarden", ("Telegram", "https://t.me/rosegarden")),
        ("telegram", "+1 555 010 0100", ("Telegram", "https://t.me/+15550100100")),
        ("telegram", "t.me/rosegarden", ("Telegram", "https://t.me/rosegarden")),
        ("viber", "+1 555 010 0100", ("Viber", "viber://chat?number=%2B15550100100")),
        ("messenger", "rose.garden", ("Messenger", "https://m.me/rose.garden")),
        ("line", "@rose", ("LINE", "https://line.me/R/ti/p/%40rose")),
        ("line", "rose", ("LINE", "https://line.me/R/ti/p/~rose")),
        ("signal", "+1 555 010 0100", ("Signal", "https://signal.me/#p/+15550100100")),
        ("wechat", "https://weixin.qq.com/r/rose", ("WeChat", "https://weixin.qq.com/r/rose")),
        ("threema", "ABCD1234", ("Threema", "https://threema.id/ABCD1234")),
        ("threema", "12345678", ("Threema", "https://threema.id/12345678")),
        ("zalo", "+84 90 123 45 67", ("Zalo", "https://zalo.me/84901234567")),
        ("telegram", 'a"><b?x=1', ("Telegram", "https://t.me/a%22%3E%3Cb%3Fx%3D1")),
        ("telegram", "javascript:alert(1)//", ("Telegram", "https://javascript:alert(1)//")),
    ],
)
def test_messengers_have_their_own_links(key: str, said: str, link: tuple[str, str]) -> None:
    business = Business.model_validate({"address": ADDRESS, "messengers": {key: said}})
    assert messenger_links(business) == [link]


@pytest.mark.parametrize("messengers", [{"whatsapp": "rose"}, {"wechat": "rose"}, {"signal": "0532 1"}])
def test_a_messenger_that_cannot_be_linked_is_left_out(messengers: dict[str, str]) -> None:
    assert messenger_links(Business.model_validate({"messengers": messengers})) == []


ASK = "Hello & welcome? 1+1"
ASKED = "Hello%20%26%20welcome%3F%201%2B1"


@pytest.mark.parametrize(
    ("key", "said", "url"),
    [
        ("whatsapp", "+1 555 010 0100", f"https://wa.me/15550100100?text={ASKED}"),
        ("telegram", "@rosegarden", f"https://t.me/rosegarden?text={ASKED}"),
        ("telegram", "+1 555 010 0100", f"https://t.me/+15550100100?text={ASKED}"),
        ("messenger", "rose.garden", f"https://m.me/rose.garden?text={ASKED}"),
        ("line", "@rose", f"https://line.me/R/oaMessage/%40rose/?{ASKED}"),
        ("line", "rose", "https://line.me/R/ti/p/~rose"),
        ("viber", "+1 555 010 0100", "viber://chat?number=%2B15550100100"),
        ("signal", "+1 555 010 0100", "https://signal.me/#p/+15550100100"),
        ("whatsapp", "https://wa.me/message/ABC", "https://wa.me/message/ABC"),
    ],
)
def test_words_stand_in_the_message_where_a_messenger_can_do_that(key: str, said: str, url: str) -> None:
    business = Business.model_validate({"messengers": {key: said}})
    assert [link for _, link in messenger_links(business, ASK)] == [url]
