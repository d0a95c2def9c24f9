"""The time stamp: missing means nothing; forged, hurried or worn out is told."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from formkit.model import History
from formkit.signed import sign
from formkit.spam import new_stamp, reasons
from formkit.spec import Form
from tests.spam.evidences import ABOUT, NOW, SECRET, evidence

FORGED = ("its time stamp was forged",)
SCRIPT = Path(__file__).parents[2] / "site_templates" / "plain" / "form.js"
HURRIED = ("it was written and sent within 2 seconds",)


def stamped(seconds: float, about: str = ABOUT) -> str:
    """A stamp that was made so many seconds ago."""
    return new_stamp(SECRET, about, NOW - timedelta(seconds=seconds))


def test_without_a_stamp_nothing_is_said(form: Form) -> None:
    assert reasons(evidence(form)) == ()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, HURRIED), (1.9, HURRIED), (2.1, ()), (3600, ()), (6 * 86400, ()), (30 * 86400, ()), (-30, ())],
)
def test_a_stamp_tells_how_long_it_took(form: Form, seconds: float, said: tuple[str, ...]) -> None:
    assert reasons(evidence(form, stamp=stamped(seconds))) == said


@pytest.mark.parametrize("skew", [-3, -1, 0, 1, 3])
def test_the_quickest_stamp_of_our_script_is_not_hurried_when_two_servers_clocks_differ(form: Form, skew: int) -> None:
    (ripens,) = re.findall(r"const ripens = (\d+);", SCRIPT.read_text("utf-8"))
    assert reasons(evidence(form, stamp=stamped(int(ripens) / 1000 + skew))) == ()


def test_two_ticks_may_be_quick(form: Form) -> None:
    assert reasons(evidence(form, stamp=stamped(0.5), name="", message="", topic="Order")) == ()


def test_an_old_stamp_counts_together_with_another_sign(form: Form) -> None:
    held = evidence(form, stamp=stamped(8 * 86400), message="Look at https://bit.ly/1")
    assert reasons(held) == (
        "its time stamp is older than 7 days",
        "it holds a link that hides where it leads (bit.ly)",
    )


FORGERIES = {
    "altered": stamped(60)[:-2] + "AA",
    "another form": stamped(60, "rose.other"),
    "another site": stamped(60, "lily.contact"),
    "another key": new_stamp("y" * 40, ABOUT, NOW),
    "no moment": sign(SECRET, "stamp", ABOUT),
    "nothing": sign(SECRET, "stamp", ""),
    "another purpose": sign(SECRET, "file", f"{ABOUT} 1 x"),
    "a letter": "x",
    "a flower": "💐",
    "long": "." * 9000,
    "half a letter": "\ud800",
    "a blank": " ",
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_stamp_that_is_not_ours_counts_together_with_another_sign(form: Form, forgery: str) -> None:
    held = evidence(form, stamp=FORGERIES[forgery], message="Look at https://bit.ly/1")
    assert reasons(held) == (*FORGED, "it holds a link that hides where it leads (bit.ly)")


def test_a_stamp_of_another_form_is_told(form: Form) -> None:
    assert reasons(evidence(form, stamp=FORGERIES["another form"])) == FORGED


def test_a_page_that_was_opened_before_the_secret_key_changed_is_let_through(form: Form) -> None:
    assert reasons(evidence(form, stamp=FORGERIES["another key"])) == ()


@pytest.mark.parametrize(("used", "said"), [(0, ()), (4, ()), (5, ("one opened page has sent more than 5 messages",))])
def test_a_stamp_wears_out(form: Form, used: int, said: tuple[str, ...]) -> None:
    held = evidence(form, stamp=stamped(60))
    held = replace(held, history=History(spent=frozenset(held.uses[:used])))
    assert reasons(held) == said
    assert len(held.spends) == (used < 5)


@pytest.mark.parametrize("stamp", [stamped(60), ""], ids=["opened", "no stamp"])
def test_many_at_one_address_are_people(form: Form, stamp: str) -> None:
    held = evidence(form, stamp=stamp)
    assert reasons(replace(held, history=History(series=90), rate_limit=30)) == ()
