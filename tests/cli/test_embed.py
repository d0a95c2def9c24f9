"""`formkit embed FORM`."""

from pathlib import Path

import pytest

from tests.cli.conftest import SPEC, Formkit

ENDPOINT = "https://forms.rosegarden.example"


def test_a_form_is_printed_to_paste(formkit: Formkit) -> None:
    said = formkit("embed", "rose.contact")
    assert said.code == 0
    assert f'<form method="post" action="{ENDPOINT}/f/rose/contact"' in said.out
    assert f'<script src="{ENDPOINT}/embed/rose/contact.js" async></script>' in said.out
    assert said.out.count('<label for="contact-name"><span>Your name</span></label>') == 1


def test_a_form_that_is_not_there_is_told(formkit: Formkit) -> None:
    said = formkit("embed", "rose.contakt")
    assert (said.code, said.err) == (1, "There is no form rose.contakt.\n    The forms there: rose.contact.\n")


def test_a_language_that_is_not_spoken_is_told(formkit: Formkit) -> None:
    assert formkit("embed", "rose.contact", "--language", "tr").err.startswith("rose does not speak tr.")


@pytest.mark.parametrize("language", ["en", "English", "İngilizce"])
def test_a_language_may_be_called_by_its_name(formkit: Formkit, language: str) -> None:
    assert formkit("embed", "rose.contact", "--language", language).code == 0


def test_a_form_without_its_site_is_told_where_it_is(formkit: Formkit, workspace: Path) -> None:
    (workspace / "form_specs" / "broken.yaml").write_text("site: {}", "utf-8")
    said = formkit("embed", "contact")
    assert (said.code, said.err) == (1, "contact is a form, and its site stands before it.\n    Write rose.contact.\n")
    assert "There is no site orders in" in formkit("embed", "orders").err


def test_a_form_must_know_where_it_is_sent(formkit: Formkit, workspace: Path) -> None:
    (workspace / "form_specs" / "rose.yaml").write_text(SPEC.replace(f", endpoint: {ENDPOINT}", ""), "utf-8")
    assert "A page elsewhere must know where the form is sent." in formkit("embed", "rose.contact").err
