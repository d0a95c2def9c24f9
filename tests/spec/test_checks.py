"""What the parts of a spec say of each other, and of the world."""

import subprocess
import sys
from pathlib import Path

import pytest

from formkit.spec import check_file
from formkit.spec.checks import patterns
from tests.spec.workspace import SHOP, check, said

ROOT = Path(__file__).parents[2]


def first(text: str, workspace: Path) -> list[str]:
    """The first line of everything said."""
    return [one.split("\n")[0] for one in said(text, workspace)]


def with_fields(*lines: str) -> str:
    return SHOP + "".join(f"      {line}\n" for line in lines)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (["a: {show_if: {a: x}}"], "17:11: the field 'a' waits for itself"),
        (
            ["a: {show_if: {b: x}}", "b: {show_if: {a: x}}"],
            "17:11: these fields wait for each other in a circle: a -> b -> a",
        ),
        (
            ["a: {show_if: {n: x}}", "n: {type: note, text: Hi}"],
            "17:21: 'show_if' waits for 'n', which takes no answer",
        ),
        (["r: {type: rating}", "a: {show_if: {r: 6}}"], "18:24: '6' is not among the choices of 'r'"),
        (["g: {type: checkbox}", "a: {show_if: {g: maybe}}"], "18:24: 'maybe' is not among the choices of 'g'"),
        (["a: {type: radio, choices: [x, y, x]}"], "17:40: the choice 'x' stands here twice"),
        (["a: {type: radio, choices: [x], default: z}"], "17:47: the default 'z' is not among the choices"),
        (["a: {type: number, min: 9, max: 5}"], "17:30: 'min' (9) is above 'max' (5)"),
        (["csrf_token: {type: text}"], "17:7: the field's name can't be 'csrf_token': formkit uses it itself"),
        (["_next: {type: text}"], "17:7: the field's name can't be '_next': formkit uses it itself"),
    ],
)
def test_fields_that_do_not_fit_are_told(fields: list[str], sentence: str, tmp_path: Path) -> None:
    assert first(with_fields(*fields), tmp_path) == [sentence]


@pytest.mark.parametrize(
    "origin", ["shop.example/", "https://shop.example:8443", "http://localhost:8000", "https://blumenküche.example"]
)
def test_the_address_of_a_host_is_an_origin(origin: str, tmp_path: Path) -> None:
    assert said(SHOP.replace("site:\n", f"site:\n  origins: ['{origin}']\n"), tmp_path) == []


@pytest.mark.parametrize(
    "origin",
    ["https://shop.example/page", "*", "null", "ftp://shop.example", "https://a@b.example", "https://*.a.example"],
)
def test_what_is_no_address_of_a_host_is_told(origin: str, tmp_path: Path) -> None:
    assert said(SHOP.replace("site:\n", f"site:\n  origins: [a.example, '{origin}']\n"), tmp_path) == [
        f"2:24: 'origins' has what is not the address of a host: '{origin}'\n"
        "    write scheme and host only, such as https://shop.example"
    ]


@pytest.mark.parametrize("name", ["data", "errors", "validate", "submit", "action", "class", "null", "your-name"])
def test_names_that_are_words_of_others_are_safe(name: str, tmp_path: Path) -> None:
    assert said(with_fields(f"{name}: {{type: text}}"), tmp_path) == []


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("phone: call me", "5:10: 'phone' is not a phone number: 'call me'"),
        ("type: Florst", "5:9: notice: formkit doesn't know the business type 'Florst'"),
        ("type: <b>", "5:9: 'type' is not a business type: '<b>'"),
        ("timezone: Europe/Istambul", "5:13: unknown time zone 'Europe/Istambul'"),
        ("timezone: ../../etc/passwd", "5:13: unknown time zone '../../etc/passwd'"),
        ("hours: {mon: 9-17}", "5:3: notice: without 'timezone' no page says whether you are open now"),
        ("messengers: {watsapp: +1 555 010 0100}", "5:16: unknown messenger 'watsapp'"),
        (
            "messengers: {whatsapp: rosegarden}",
            "5:26: 'whatsapp' needs the phone number it is used with, not 'rosegarden'",
        ),
        ("messengers: {skype: rosegarden}", "5:16: unknown messenger 'skype'"),
        ("messengers: {wechat: rosegarden}", "5:24: 'wechat' needs a web address, not 'rosegarden'"),
        ("messengers: {zalo: rosegarden}", "5:22: 'zalo' needs the phone number it is used with, not 'rosegarden'"),
        ("messengers: {telegram: 'javascript:x'}", "5:26: 'telegram' needs a name or a number, not 'javascript:x'"),
        (
            "links: {instagram: 'javascript:alert(1)'}",
            "5:22: 'instagram' must be a web address, not 'javascript:alert(1)'",
        ),
        ("address: {stret: x}", "5:13: unknown key 'stret'"),
    ],
)
def test_facts_of_the_business_are_looked_at(line: str, sentence: str, tmp_path: Path) -> None:
    text = SHOP.replace("  phone: +36 1 234 5678", f"  {line}")
    assert first(text, tmp_path) == [sentence]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("phone: 0532 123 45 67", "5:10: notice: 'phone' can't be called from abroad: '0532 123 45 67'"),
        ("phone: 0532 123 45 67\n  address: {country: TR}", ""),
        ("phone: 532\n  address: {country: TR}", "5:10: notice: 'phone' can't be called from abroad: '532'"),
        ("messengers: {whatsapp: 0532 123 45 67}", "5:26: notice: 'whatsapp' is not shown: the country of '0532"),
        ("messengers: {whatsapp: 0532 123 45 67}\n  address: {country: tr}", ""),
        ("messengers: {whatsapp: 905321234567}", ""),
        ("messengers: {telegram: 0532 123 45 67}", "5:26: notice: 'telegram' leads to nobody"),
        ("messengers: {telegram: rosegarden}", ""),
    ],
)
def test_a_number_of_no_country_is_a_notice(line: str, sentence: str, tmp_path: Path) -> None:
    told = said(SHOP.replace("  phone: +36 1 234 5678", f"  {line}"), tmp_path)
    assert [one[: len(sentence)] for one in told] == [sentence] * bool(sentence)
    assert all("such as +90 212" in one or "such as +1 555" in one for one in told)


@pytest.mark.parametrize("phone", ["+44 1796", "+44 1796 470 000 470 000"])
def test_a_number_that_is_not_whole_is_a_notice(phone: str, tmp_path: Path) -> None:
    told = said(SHOP.replace("  phone: +36 1 234 5678", f"  phone: {phone}"), tmp_path)
    assert len(told) == 1
    assert f"notice: 'phone' has too few or too many digits: '{phone}'" in told[0]
    assert "write it like +1 555 010 0100" in told[0]


@pytest.mark.parametrize("phone", ["+90 212 555 01 00 x12345", "+44 20 7946 0000 #12345", "+683 4002"])
def test_a_short_number_and_one_with_an_extension_are_whole(phone: str, tmp_path: Path) -> None:
    assert said(SHOP.replace("phone: +36 1 234 5678", f"phone: '{phone}'"), tmp_path) == []


def test_examples_are_of_the_country_of_the_business(tmp_path: Path) -> None:
    text = SHOP.replace("  phone: +36 1 234 5678", "  address: {country: IE}\n  phone: 532\n  hours: {mon: 9:00-17:00}")
    told = " ".join(said(text, tmp_path))
    assert "such as +353 " in told
    assert "'timezone: Europe/Dublin'" in told


@pytest.mark.parametrize(
    "url", ["http://shop example", "file:///etc/passwd", "shop.example", "https://a:b@shop.example"]
)
def test_a_url_is_a_web_address(url: str, tmp_path: Path) -> None:
    text = SHOP.replace("site:", f"site:\n  url: {url}")
    assert first(text, tmp_path) == [f"2:8: 'url' is not a web address: '{url}'"]


@pytest.mark.parametrize("host", ["not a host!!", "ftp://a.example", "/thanks", "https://", "a@b.example", "a..b"])
def test_a_page_may_lead_to_hosts_and_web_addresses_only(host: str, tmp_path: Path) -> None:
    text = SHOP + f"    allow_next: [a.example, 'https://b.example/', '{host}']\n"
    (found,) = first(text, tmp_path)
    assert found.endswith(f"'allow_next' is not a host: '{host}'")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("/etc/passwd", "a picture must lie beside the spec: '/etc/passwd'"),
        ("images/../../x.jpg", "a picture must lie beside the spec: 'images/../../x.jpg'"),
        ("images/out.jpg", "a picture must lie beside the spec: 'images/out.jpg'"),
        ("https://shop.example/x.jpg", "a picture can't come from elsewhere: 'https://shop.example/x.jpg'"),
        ("images/rose.jgp", "the picture 'images/rose.jgp' is not there"),
        ("images/notes.txt", "'images/notes.txt' is not a picture that browsers show"),
        ("images/rose.jpg", "images/rose.jpg is not a picture that browsers show"),
    ],
)
def test_pictures_lie_beside_the_spec(name: str, sentence: str, tmp_path: Path) -> None:
    folder = tmp_path / "form_specs" / "images"
    folder.mkdir(parents=True)
    (folder / "out.jpg").symlink_to("/etc/hostname")
    (folder / "rose.jpg").touch()
    (folder / "notes.txt").touch()
    assert first(SHOP.replace("site:", f"site:\n  logo: {name}"), tmp_path) == [f"2:9: {sentence}"]


@pytest.mark.parametrize(
    ("lies", "written", "hint"),
    [
        ("form_specs/images/IMG_1.JPG", "IMG_1.JPG", "did you mean 'images/IMG_1.JPG'?"),
        ("form_specs/images/IMG_1.JPG", "img_1.jpeg", "did you mean 'images/IMG_1.JPG'?"),
        ("form_specs/IMG_1.JPG", "images/IMG_1.JPG", "did you mean 'IMG_1.JPG'?"),
        ("form_specs/IMG_1.jpg", "IMG_1.JPG", "did you mean 'IMG_1.jpg'? Hosts tell capital letters apart"),
        ("form_specs/images/rose.png", "images/roses.png", "did you mean 'images/rose.png'?"),
        (
            "images/rose.png",
            "images/rose.png",
            "it lies in 'images', not beside the spec: move it into form_specs/images, and write 'images/rose.png'",
        ),
        ("form_specs/images/rose.png", "images/lily.png", "beside it are: rose.png"),
    ],
)
def test_a_picture_is_looked_for_where_people_leave_it(lies: str, written: str, hint: str, tmp_path: Path) -> None:
    (tmp_path / lies).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / lies).write_bytes(b"x")
    (problem,) = check(f"{SHOP}sections: [about: {{image: {written}, alt: Rose}}]\n", tmp_path)[1]
    assert (problem.message, problem.hint) == (f"the picture '{written}' is not there", hint)


@pytest.mark.parametrize(
    ("section", "sentences"),
    [
        ("hero: {image: a.svg}", ["the picture 'a.svg' has no 'alt'"]),
        ("about: {image: a.svg}", ["the picture 'a.svg' has no 'alt'"]),
        ("about: {image: a.svg, alt: Three sisters}", []),
        ('hero: {image: a.svg, alt: ""}', []),
        ("services: [{image: a.svg, name: A bouquet}]", []),
        ("testimonials: [{image: a.svg, text: A bouquet}]", ["the picture 'a.svg' has no 'alt'"]),
        ('testimonials: [{image: a.svg, alt: "", text: Fine}]', []),
        ("gallery: [{image: a.svg, name: A bouquet}]", []),
        ('gallery: [{image: a.svg, alt: ""}]', ["the picture 'a.svg' has no 'alt'"]),
        ("gallery: [{image: a.svg, alt: {en: A bouquet}}]", []),
    ],
)
def test_a_picture_needs_words_for_those_who_cannot_see_it(section: str, sentences: list[str], tmp_path: Path) -> None:
    (tmp_path / "form_specs").mkdir()
    (tmp_path / "form_specs" / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    found = first(f"{SHOP}sections:\n  - {section}\n  - form: contact\n", tmp_path)
    assert [sentence.split(": ", 1)[1] for sentence in found if " notice: " not in sentence] == sentences


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("b@", "9:17: 'deliver_to' is not an email address: 'b@'"),
        ("Ann <ann@shop.example>", "9:17: 'deliver_to' is not an email address: 'Ann <ann@shop.example>'"),
        ("mailto:ann@shop.example", "9:17: 'deliver_to' is not an email address: 'mailto:ann@shop.example'"),
        ("-oQ/etc/x@shop.example", "9:17: 'deliver_to' is not an email address: '-oQ/etc/x@shop.example'"),
        (
            "\u043ewner@shop.example",
            "9:17: notice: 'deliver_to' has a letter that only looks right: '\u043ewner@shop.example'",
        ),
        ("you@example.com", "9:17: notice: 'deliver_to' is an example: mail to 'you@example.com' never arrives"),
    ],
)
def test_addresses_that_do_not_work_are_told(address: str, sentence: str, tmp_path: Path) -> None:
    assert first(SHOP.replace("    title:", f"    deliver_to: {address}\n    title:"), tmp_path) == [sentence]


def test_a_form_needs_somewhere_to_go(tmp_path: Path) -> None:
    text = SHOP.replace("  email: owner@shop.example\n", "")
    assert first(text, tmp_path) == ["7:3: the form 'contact' has no 'deliver_to', and the business no 'email'"]


def test_an_owner_who_cannot_answer_is_told(tmp_path: Path) -> None:
    text = SHOP.replace("        type: email\n", "        type: text\n")
    site, problems = check(text, tmp_path)
    assert site is not None
    assert [one.severity for one in problems] == ["notice"]


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ("services: [{text: Fine}]", "the service has no 'name'"),
        ("steps: {items: [{name: ' ', text: Fine}]}", "the step has no 'name'"),
        ("team: [{role: Florist}]", "the person has no 'name'"),
        ("faq: [{name: Why?}, {text: Because}]", "the question has no 'name'"),
        ("testimonials: [{text: Fine}]", ""),
        ("services: []", "the section 'services' has no 'items': visitors see nothing there, or a bare heading"),
        ("about: {title: Us}", "the section 'about' has no 'text': visitors see nothing there, or a bare heading"),
        ("faq: {text: Ask us}", ""),
        ("hours", "the business has no 'hours': visitors see a bare heading here"),
        ("hours: {text: By appointment}", ""),
        ("contact", ""),
    ],
)
def test_nothing_on_a_page_stands_there_empty(section: str, told: str, tmp_path: Path) -> None:
    found = first(f"{SHOP}sections:\n  - {section}\n  - form: contact\n", tmp_path)
    assert [one.split(": ", 1)[1].removeprefix("notice: ") for one in found] == ([told] if told else [])


def test_a_contact_without_any_way_to_reach_the_business_is_told(tmp_path: Path) -> None:
    text = SHOP.replace("  phone: +36 1 234 5678\n  email: owner@shop.example\n", "  type: Florist\n")
    text = text.replace("    title:", "    deliver_to: owner@shop.example\n    title:")
    found = first(f"{text}sections:\n  - contact\n  - form: contact\n", tmp_path)
    sentence = "the business has no 'phone', 'email' or 'address': visitors see a bare heading here"
    assert [one.split(": ", 1)[1] for one in found] == [f"notice: {sentence}"]


@pytest.mark.parametrize(
    ("section", "sentence"),
    [
        ("menu: [{name: A, image: a.svg}, {name: B, image: a.svg}]", "18:22: notice: the section 'menu' does not show"),
        ("gallery: [{name: A, image: a.svg, price: 5 USD}]", "18:39: notice: the section 'gallery' does not show"),
        ("services: {items: [{name: A, role: Cook}]}", "18:34: notice: the section 'services' does not show"),
        ("contact: {image: a.svg, alt: Us}", "18:15: notice: the section 'contact' does not show"),
        ("about: {text: Us, items: [{name: A}]}", "18:23: notice: the section 'about' does not show"),
    ],
)
def test_what_a_section_does_not_show_is_told_once(section: str, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "form_specs").mkdir()
    (tmp_path / "form_specs" / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    (told,) = said(f"{SHOP}sections:\n  - {section}\n  - form: contact\n", tmp_path)
    assert told.startswith(sentence)
    assert "\n    sections that show it: " in told


def test_a_picture_of_the_menu_is_welcome_where_the_owners_theme_may_show_it(tmp_path: Path) -> None:
    own = tmp_path / "site_templates" / "mine" / "sections" / "menu.html"
    own.parent.mkdir(parents=True)
    own.write_text("")
    (tmp_path / "form_specs").mkdir()
    (tmp_path / "form_specs" / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    spec = SHOP.replace("site:", "site:\n  theme: mine", 1) + "sections:\n  - form: contact\n  - "
    assert first(spec + "menu: [{name: A, image: a.svg}]\n", tmp_path) == []
    assert len(first(spec + "prices: [{name: A, image: a.svg}]\n", tmp_path)) == 1


def test_a_gallery_without_a_picture_is_told(tmp_path: Path) -> None:
    assert first(f"{SHOP}sections:\n  - gallery: [{{name: Our shop}}]\n  - form: contact\n", tmp_path) == [
        "18:15: notice: one of the gallery has no 'image': visitors don't see it"
    ]


def test_sections_name_forms_that_are_there(tmp_path: Path) -> None:
    sections = "sections:\n  - form: contct\n  - abuot: x\n  - about:\n    text: x\n  - form\n"
    assert first(SHOP + sections, tmp_path) == [
        "18:11: there is no form 'contct'",
        "19:5: unknown section 'abuot'",
        "21:5: the parts of the section 'about' are not indented under it",
        "22:5: the section 'form' doesn't say which form",
    ]


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(.*)*x", r"^(\w+\s?)*$", "([a-z]+)*", "(a|a)*", "(a|aa)+", "((a{1,9})+)+", "(a*){20}"]
)
def test_a_pattern_that_can_hang_a_browser_is_a_problem(pattern: str, tmp_path: Path) -> None:
    (sentence,) = first(with_fields(f"a: {{pattern: '{pattern}'}}"), tmp_path)
    assert sentence.startswith("17:20: 'pattern' can hang a visitor's browser: a repeat")


@pytest.mark.parametrize(
    "pattern",
    [
        "[0-9]{4}",
        r"\+?[0-9 ]{6,20}",
        "[A-Z]{2}-[0-9]+",
        r"(\d{3} ?){2,4}",
        "(ab|cd)+",
        r"[\p{L} '\-]+",
        r"\d{1,3}(\.\d{3})*",
        "a.*b",
    ],
)
def test_a_pattern_that_people_need_is_fine(pattern: str) -> None:
    assert (patterns.slow(pattern), patterns.clumsy(pattern), patterns.unread(pattern)) == ("", "", "")


@pytest.mark.parametrize(
    "pattern", [r"[\w-.]+", r"\A[a-z]\z", r"a\-b", "[a&&b]", "[(]", "(?i)abc", "(?P<x>a)", "a{,3}"]
)
def test_a_pattern_that_browsers_can_not_read_is_a_notice(pattern: str, tmp_path: Path) -> None:
    site, problems = check(with_fields(f"a: {{pattern: '{pattern}'}}"), tmp_path)
    assert site is not None
    assert [one.message.split(":")[0] for one in problems] == ["'pattern' can't be read by browsers"]


@pytest.mark.parametrize("pattern", [".*.*.*=.*x", "[a-z]+[a-z]+[a-z]+!"])
def test_a_pattern_that_may_be_slow_is_a_notice(pattern: str, tmp_path: Path) -> None:
    site, problems = check(with_fields(f"a: {{pattern: '{pattern}'}}"), tmp_path)
    assert site is not None
    assert [one.message.split(":")[0] for one in problems] == ["'pattern' can be slow in a visitor's browser"]


def test_the_address_that_a_hint_proposes_is_a_whole_one(tmp_path: Path) -> None:
    spec = tmp_path / "shop.yaml"
    spec.write_text(SHOP.replace("site:", "site:\n  url: shop.example/roses", 1))
    _, problems = check_file(spec, tmp_path, endpoint="")
    assert [one.hint.endswith("endpoint: https://shop.example") for one in problems if "same host" in one.message] == [
        True
    ]


def test_a_currency_that_is_wrong_is_told_once(tmp_path: Path) -> None:
    text = (
        SHOP.replace("business:\n", "business:\n  currency: TL\n") + "      buns: {type: order, items: {Simit: 12.5}}\n"
    )
    text += "sections:\n  - menu: {items: [{name: Simit, price: 12}]}\n"
    assert said(text, tmp_path) == ["5:13: unknown currency 'TL'\n    did you mean 'TRY'?"]


def test_a_check_imports_nothing_heavy(tmp_path: Path) -> None:
    spec = tmp_path / "form_specs" / "shop.yaml"
    spec.parent.mkdir()
    spec.write_text(SHOP, "utf-8")
    heavy = "flask wtforms sqlalchemy babel phonenumbers email_validator re2 jinja2 PIL rich"
    code = (
        "import sys; from pathlib import Path; from formkit.spec import check_file\n"
        f"assert check_file(Path({str(spec)!r}), Path({str(tmp_path)!r}))[0]\n"
        f"print(*[name for name in {heavy.split()!r} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (ran.stdout.strip(), ran.stderr) == ("", "")


@pytest.mark.parametrize(
    ("site", "endpoint", "notices"),
    [
        ("", None, []),
        ("", "", ["1:1: notice: the site has no 'url'"]),
        ("url: https://shop.example", "", ["2:3: notice: the forms post to the same host as the page"]),
        ("url: https://shop.example", "https://forms.shop.example", []),
        ("url: https://shop.example\n  endpoint: https://forms.shop.example", "", []),
    ],
)
def test_what_a_site_lacks_to_go_online_is_a_notice(
    site: str, endpoint: str | None, notices: list[str], tmp_path: Path
) -> None:
    (tmp_path / "shop.yaml").write_text(SHOP.replace("site:", f"site:\n  {site}" if site else "site:", 1))
    _, problems = check_file(tmp_path / "shop.yaml", tmp_path, endpoint=endpoint)
    said = [str(one).removeprefix("shop.yaml:") for one in problems]
    assert len(said) == len(notices)
    assert all(one.startswith(start) and problems[0].hint for one, start in zip(said, notices, strict=True))


def test_a_form_stands_once_on_a_page(tmp_path: Path) -> None:
    pages = "pages: {more: {title: More, sections: [form: contact]}}\n"
    assert first(f"{SHOP}{pages}sections: [form: contact, about: Us]\n", tmp_path) == []
    assert first(f"{SHOP}sections: [form: contact, about: Us, form: contact]\n", tmp_path) == [
        "17:44: the form 'contact' stands twice on this page"
    ]


def test_a_form_that_no_page_shows_is_told(tmp_path: Path) -> None:
    assert said(f"{SHOP}sections: [about: Us]\n", tmp_path) == [
        "8:3: notice: no page shows the form 'contact'\n"
        "    write - form: contact below 'sections', or in 'origins' of 'site' the pages elsewhere that hold it"
    ]


@pytest.mark.parametrize(
    "spec",
    [
        SHOP,
        f"{SHOP}sections: []\n",
        f"{SHOP}sections: [about: Us]\npages: {{more: {{title: More, sections: [form: contact]}}}}\n",
        SHOP.replace("site:", "site:\n  origins: [https://shop.example]") + "sections: [about: Us]\n",
        SHOP.replace("    title: Contact us", "    accepts: formspree") + "sections: [about: Us]\n",
    ],
)
def test_a_form_that_is_shown_or_meant_for_pages_elsewhere_is_not_told(spec: str, tmp_path: Path) -> None:
    assert first(spec, tmp_path) == []
