"""@formspree/ajax (its script tag, and bundled) and @formspree/react in Chromium, on a host of their own."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, Route, expect

from tests.chromium import node_module
from tests.live import Live, static_host, text_of

PAGES = Path(__file__).parent / "pages"
CLIENTS = ["script", "esm", "react"]
Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One page for each client, as a web host would serve them."""
    made = tmp_path_factory.mktemp("formspree")
    page = (PAGES / "ajax.html").read_text("utf-8")
    stub, client = (PAGES / "script.js").read_text("utf-8"), node_module("@formspree/ajax/dist/global.js")
    (made / "global.js").write_bytes(client.read_bytes())
    (made / "script.html").write_text(f'{page}<script>{stub}</script><script src="global.js" defer></script>', "utf-8")
    (made / "esm.html").write_text(f'{page}<script src="esm.js"></script>', "utf-8")
    (made / "react.html").write_text(
        '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><body><script src="react.js"></script>',
        "utf-8",
    )
    bundle(made)
    return made


def bundle(folder: Path) -> None:
    """The pages' modules and the packages they import, each in one script."""
    # @formspree/ajax names its script tag as what bundlers should take for browsers: that exports nothing
    options = [
        "--bundle",
        "--main-fields=module,main",
        "--jsx=automatic",
        "--log-level=warning",
        '--define:process.env.NODE_ENV="production"',
    ]
    modules = [str(PAGES / "esm.js"), str(PAGES / "react.jsx")]
    subprocess.run(
        [node_module("esbuild/bin/esbuild"), *modules, *options, f"--outdir={folder}"], check=True, timeout=60
    )


@pytest.fixture
def host(folder: Path) -> Iterator[str]:
    with static_host(folder) as url:
        yield url


@pytest.fixture(params=CLIENTS)
def visit(request: pytest.FixtureRequest, live: Live, host: str, page: Page) -> Visit:
    """Open the page of each client, filled in: `visit(key="rose.gone")`."""

    def go(*, base: str = host, end: str = "", key: str = "rose.contact", email: str = "ada@example.com") -> Page:
        page.goto(f"{base}/{request.param}.html?{urlencode({'endpoint': live.url + end, 'key': key})}")
        page.get_by_label("Name").fill("Ada")
        page.get_by_label("Email").fill(email)
        page.get_by_label("Monday").check()
        page.get_by_label("Wednesday").check()
        page.get_by_label("Message").fill("Salut è ü")
        page.get_by_role("button", name="Send").click()
        return page

    return go


def test_a_page_sends_and_says_thank_you(visit: Visit, live: Live) -> None:
    expect(visit().get_by_text("Thank you!")).to_be_visible()
    (stored,) = live.stored()
    assert (stored.fields["days"], stored.fields["message"]) == (("Mon", "Wed"), "Salut è ü")
    assert "attachment" not in stored.fields
    assert "Salut è ü" in text_of(live.mails(1)[0])


def test_a_page_shows_our_words_at_the_field(visit: Visit, live: Live) -> None:
    page = visit(email="ada@")
    expect(page.get_by_text("Enter an email address such as name@example.com")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("Ada")
    assert not live.stored()


def test_a_page_shows_our_words_for_the_whole_form(visit: Visit) -> None:
    expect(visit(key="rose.gone").get_by_text("There is no form here.")).to_be_visible()


def test_a_page_opened_from_disk_sends_too(visit: Visit, live: Live, folder: Path) -> None:
    expect(visit(base=folder.as_uri()).get_by_text("Thank you!")).to_be_visible()
    assert live.posts[0]["HTTP_ORIGIN"] == "null"


def test_an_endpoint_with_a_slash_at_its_end_is_answered_itself(visit: Visit, live: Live) -> None:
    expect(visit(end="/").get_by_text("Thank you!")).to_be_visible()
    assert len(live.stored()) == 1


def test_a_lost_answer_and_a_second_send_of_the_same_page_are_one_submission(
    visit: Visit, live: Live, page: Page
) -> None:
    page.route("**/f/rose.contact", lose_the_answer, times=1)
    with page.expect_event("requestfailed"):
        visit()
    page.get_by_role("button", name="Send", disabled=False).click()
    expect(page.get_by_text("Thank you!")).to_be_visible()
    assert (len(live.posts), len(live.stored())) == (2, 1)


def lose_the_answer(route: Route) -> None:
    """The post reaches the endpoint, its answer never comes back."""
    route.fetch()
    route.abort()
