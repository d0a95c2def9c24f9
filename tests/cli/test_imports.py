"""`formkit import`, with forms as they stand in old pages."""

from pathlib import Path

import pytest

from formkit.spec import Site, read_site
from tests.cli.conftest import Formkit

PHP = """<title>Joe's Garage</title>
<?php if ($_POST['x'] > 1) { mail("joe@garage.example", "x"); } ?>
<form action="contactus.php" method=post onsubmit="return check(this)"><table>
<tr><td>Your Name*:</td><td><input name=Name size=30 required></td></tr>
<tr><td>E-mail:</td><td><input name="E-mail"></td></tr>
<tr><td>About:</td><td><select name=topic><option value="">Choose<option>Repair<option value=p>Parts</select></td></tr>
<tr><td>Reply by:</td><td><input type=radio name=by value=mail> Mail
<input type=radio name=by value=phone> Phone</td></tr>
<tr><td>Message</td><td><textarea name=message maxlength=2000></textarea></td></tr></table>
<input type=submit name=go value=Send></form></body></html>"""
MAILTO = """<title>Ada's Roses</title><form action="mailto:ada@roses.example?subject=A%20wish" enctype="text/plain">
<label>Name <input name="name"></label><label for=m>Wish</label><textarea id=m name=wish></textarea></form>"""
SERVICE = """<title>Cafe</title><form action="https://formspree.io/owner@cafe.example" method="POST">
<input type="email" name="_replyto" placeholder="Your email"><input type=hidden name=_subject value="News {x}">
<input type=hidden name=_next value="https://cafe.example/thanks.html"><input name=_gotcha style="display:none">
<label><input type=checkbox name="days[]" value=Mon> Monday</label>
<label><input type=checkbox name="days[]" value=Tue> Tuesday</label><input type=password name=pin>
<input type=color name=colour></form>"""


def imported(formkit: Formkit, workspace: Path, page: str, *more: str) -> tuple[Site, str]:
    (workspace / "old.html").write_text(page, "utf-8")
    said = formkit("import", "old.html", *more)
    assert said.code == 0, said.err
    spec = Path(said.out.partition(" is written")[0])
    return read_site(spec, workspace), said.out


def test_a_form_for_a_php_script(formkit: Formkit, workspace: Path) -> None:
    site, said = imported(formkit, workspace, PHP)
    fields = site.forms["contact"].fields
    assert {name: options.type for name, options in fields.items()} == {
        "name": "text", "e-mail": "email", "topic": "select", "by": "radio", "message": "textarea",
    }  # fmt: skip
    assert (site.id, str(site.business.email)) == ("joes-garage", "joe@garage.example")
    assert [str(one.label.say("en")) for one in fields.values() if one.label][:2] == ["Your Name", "E-mail"]
    assert (fields["name"].required, fields["message"].model_dump()["max"]) == (True, 2000)
    assert "The PHP script is not used any more" in said
    assert "The field 'Name' is called name now" in said


def test_a_form_that_opened_a_mail_program(formkit: Formkit, workspace: Path) -> None:
    site, said = imported(formkit, workspace, MAILTO)
    form = site.forms["contact"]
    assert [one.mail for one in form.deliver_to] == ["ada@roses.example"]
    assert form.subject is not None
    assert (form.subject.say("en"), form.fields["wish"].label.say("en")) == ("A wish", "Wish")  # type: ignore[union-attr]
    assert "Visitors need no mail program any more" in said


def test_a_form_of_a_form_service(formkit: Formkit, workspace: Path) -> None:
    site, said = imported(formkit, workspace, SERVICE)
    form = site.forms["contact"]
    assert form.next == "https://cafe.example/thanks.html"
    assert {name: options.type for name, options in form.fields.items()}["days"] == "checkboxes"
    assert form.deliver_to[0].mail == "owner@cafe.example"
    for words in ("formkit has its own", "'pin' was left out", "of the type 'color'"):
        assert words in said


def test_nobody_is_overwritten(formkit: Formkit, workspace: Path) -> None:
    imported(formkit, workspace, MAILTO)
    (workspace / "old.html").rename(workspace / "other.html")
    said = formkit("import", "other.html").err
    assert "is already there.\n    Choose another --name. To have only the form, in adas-roses.yaml: then move" in said


def test_a_page_is_not_imported_twice(formkit: Formkit, workspace: Path) -> None:
    imported(formkit, workspace, MAILTO)
    specs = sorted((workspace / "form_specs").iterdir())
    told = f"old.html was imported before: {workspace / 'form_specs' / 'adas-roses.yaml'} is made of it.\n"
    for more in ((), ("--name", "Another")):
        said = formkit("import", "old.html", *more)
        assert (said.code, said.err.startswith(told)) == (1, True)
    assert sorted((workspace / "form_specs").iterdir()) == specs


def test_a_second_site_is_told(formkit: Formkit, workspace: Path) -> None:
    _, said = imported(formkit, workspace, MAILTO)
    assert "It is a site of its own, beside rose.yaml. To have its form in another site instead,\n" in said


def test_a_page_without_an_address_asks_for_one(formkit: Formkit, workspace: Path) -> None:
    (workspace / "old.html").write_text("<form action=a.php><input name=a></form>", "utf-8")
    ended = formkit("import", "old.html")
    assert (ended.code, "doesn't say where its messages go.\n    Add your address: --email" in ended.err) == (1, True)
    assert formkit("import", "old.html", "--email", "ada@roses.example").code == 0


@pytest.mark.parametrize("page", ["", "<p>Hello", "\0\xff", "<form", "<" * 5000])
def test_a_page_without_a_form_is_told(formkit: Formkit, workspace: Path, page: str) -> None:
    (workspace / "old.html").write_text(page, "utf-8")
    assert "There is no form in" in formkit("import", "old.html").err


@pytest.mark.parametrize("name", ['"}\n', "a: b", "{{x}}", "constructor", "💐", "x" * 5000, "__proto__", "data"])
def test_hostile_names_stay_names(formkit: Formkit, workspace: Path, name: str) -> None:
    escaped = name.replace('"', "&quot;").replace("\n", "&#10;")
    inside = f'<label>{escaped}<input name="{escaped}"></label>'
    page = f'<title>{escaped}</title><form action="mailto:a@b.example">{inside}</form>'
    site, _ = imported(formkit, workspace, page, "--name", "Hostile")
    assert len(site.forms["contact"].fields) == 1


@pytest.mark.parametrize("more", ["<div>" * 100_000, "<!--" * 100_000, "<a b='" * 100_000, "<script>" + "<form>" * 999])
def test_a_page_without_end_is_read_to_its_bounds(formkit: Formkit, workspace: Path, more: str) -> None:
    controls = "".join(f"<input name=a{number}>" for number in range(5000))
    page = f"<form action='mailto:a@b.example'>{controls}{more}" + "<option>x" * 100_000
    site, _ = imported(formkit, workspace, page, "--name", "Endless")
    assert len(site.forms["contact"].fields) == 200
