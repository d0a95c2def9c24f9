"""Forms as they stand in old pages: what becomes of each control, and what the owner is told."""

from pathlib import Path
from typing import Any

import pytest

from formkit.imported import import_page, read_page
from formkit.spec import Form, Site, read_site

TABLE = """<title>Kontakt - Gärtnerei Müller</title><form method=POST action="contactus.php">
<input type=hidden name=recipient value="info@mueller.example"><table>
<tr><td>Ihr Name*:</td><td><input name=Name maxlength=60></td></tr>
<tr><td>E-Mail<font color=red>*</font></td><td><input name="Mail"></td></tr>
<tr><td>Anrede</td><td><input type=radio name=anrede value=1 checked> Herr <input type=radio name=anrede value=2> Frau
</td></tr><tr><td>Quelle</td><td><select name=quelle><option>Bitte wählen<option>Google</select></td></tr>
<tr><td>Nachricht</td><td><textarea name=text rows=5></textarea></td></tr></table>
<input type=submit value="Abschicken"></form>"""
WORDPRESS = """<html lang="de-DE"><div class="wpcf7"><form action="/contact/#wpcf7-f5-p10-o1" method="post" novalidate>
<div style="display: none;"><input type="hidden" name="_wpcf7" value="5" /><input type="hidden" name="_wpnonce" /></div>
<p><label> Your name<br /><span><input aria-required="true" type="text" name="your-name" /></span> </label></p>
<p><span><label><input type="radio" name="by" value="Phone" /><span>By phone</span></label></span>
<span><label><input type="radio" name="by" value="Mail" /><span>By mail</span></label></span></p>
<p><label> Your CV<br /><input type="file" name="cv" /></label></p>
<p><label><input type="checkbox" name="acceptance-1" value="1" /><span>I agree</span></label></p>
<p><label> Message (optional)<br /><textarea name="your-message"></textarea></label></p></form></div>"""
GOOGLE = """<title>Party</title><form action="https://docs.google.com/forms/d/e/1FAI/formResponse" method="POST">
<input type="hidden" name="fvv" value="1"><div role="heading"><span>What is your name?</span><span> *</span></div>
<input type="text" name="entry.1633"><div role="heading"><span>Can you come?</span></div>
<div><input type="radio" name="entry.87" value="Yes"><span>Yes</span></div>
<div><input type="radio" name="entry.87" value="__other_option__"><span>Other:</span>
<input type="text" name="entry.87.other_option_response"></div></form>"""
BROKEN = """<form action=search><input name=q></form><form action=order.php><b>Name<input name=name required><p>Size
<select name=size><optgroup label=A><option value="">--<option value=s>Small<option value=m selected>Medium</select>
<label><input type=checkbox name=agree> I agree</label><textarea name=msg placeholder=Message minlength=10></textarea>
<input name=url style="display:none"><input type=number name=qty min=1 max=10><button>Order now</button>"""


def imported(page: str, folder: Path) -> tuple[Site, list[str]]:
    """The site of a page, checked as any, and what was told."""
    made = import_page(read_page(page), email="ada@roses.example")
    (folder / "old.yaml").write_text(made.spec, "utf-8")
    return read_site(folder / "old.yaml", folder), made.notes


def fields(form: Form) -> dict[str, tuple[str, str, bool]]:
    return {
        name: (one.type, one.label.say("en") if one.label else "", one.required) for name, one in form.fields.items()
    }


def choices(form: Form, name: str) -> list[tuple[str, str]]:
    options: Any = form.fields[name]
    return [(one.value, one.label.say("en")) for one in options.choices]


def test_a_table_gives_its_words_stars_and_choices(tmp_path: Path) -> None:
    site, notes = imported(TABLE, tmp_path)
    form = site.forms["contact"]
    assert site.head.name.say("de") == "Gärtnerei Müller"
    assert fields(form) == {
        "name": ("text", "Ihr Name", True), "mail": ("email", "E-Mail", True), "anrede": ("radio", "Anrede", False),
        "quelle": ("select", "Quelle", False), "text": ("textarea", "Nachricht", False),
    }  # fmt: skip
    assert choices(form, "anrede") == [("1", "Herr"), ("2", "Frau")]
    assert choices(form, "quelle") == [("Google", "Google")]
    assert (form.button and form.button.say("de"), form.fields["anrede"].model_dump()["default"]) == ("Abschicken", "1")
    assert any(one.startswith("Fields that were marked as required are required") for one in notes)


def test_a_hidden_recipient_is_where_messages_go_and_no_field() -> None:
    spec = import_page(read_page(TABLE)).spec
    assert "  email: info@mueller.example\n" in spec
    assert "recipient" not in spec


def test_a_form_of_wordpress(tmp_path: Path) -> None:
    site, notes = imported(WORDPRESS, tmp_path)
    form = site.forms["contact"]
    assert site.languages == ("de",)
    assert fields(form) == {
        "your-name": ("text", "Your name", True), "by": ("radio", "By", False), "cv": ("file", "Your CV", False),
        "acceptance-1": ("consent", "I agree", True), "your-message": ("textarea", "Message", False),
    }  # fmt: skip
    assert choices(form, "by") == [("Phone", "By phone"), ("Mail", "By mail")]
    assert "Hidden fields for the old program were left out: '_wpcf7', '_wpnonce'." in notes
    assert any(one.startswith("'cv' takes pictures, PDF") for one in notes)


def test_a_form_of_google(tmp_path: Path) -> None:
    site, notes = imported(GOOGLE, tmp_path)
    form = site.forms["contact"]
    assert fields(form) == {
        "what_is_your_name": ("text", "What is your name?", True), "can_you_come": ("radio", "Can you come?", False),
        "can_you_come_other": ("text", "", True),
    }  # fmt: skip
    assert (choices(form, "can_you_come"), form.fields["can_you_come"].model_dump()["other"]) == (
        [("Yes", "Yes")],
        True,
    )
    assert "No form is sent to 'docs.google.com' any more: what was collected there stays there." in notes


def test_a_broken_page_gives_what_is_in_it(tmp_path: Path) -> None:
    site, notes = imported(BROKEN, tmp_path)
    form = site.forms["contact"]
    assert list(site.forms) == ["contact"]
    assert fields(form) == {
        "name": ("text", "Name", True), "size": ("select", "Size", False), "agree": ("consent", "I agree", True),
        "msg": ("textarea", "Message", False), "qty": ("number", "Qty", False),
    }  # fmt: skip
    assert (choices(form, "size"), form.fields["size"].model_dump()["default"]) == (
        [("s", "Small"), ("m", "Medium")],
        "m",
    )
    assert (form.fields["qty"].model_dump()["max"], form.button and form.button.say("en")) == (10, "Order now")
    assert "A form for searching was left out." in notes
    assert any("'url', which nobody sees, was left out" in one for one in notes)


FORMMAIL = """<html lang=tr><title>Fırın Gül</title><form action="http://firin.example/cgi-bin/FormMail.pl" method=POST>
<input type=hidden name=recipient value="info@firin.example"><input type=hidden name=required value="ad, e-posta">
<input type=hidden name=redirect value="http://firin.example/tesekkur.html"><input type=hidden name=kaynak value="">
<p>Adınız: <input name=ad></p><p>E-posta: <input name="e-posta"></p><p>Telefon (zorunlu): <input name=tel></p>
<p>Konu: <select name=konu REQUIRED><option>Sipariş, teslim<option value=s>Şikâyet: ürün</select></p>
<p><input type=radio name=t value=e required=""> Evet <input type=radio name=t value=h> Hayır</p>
<p><textarea name=mesaj required="required" placeholder="Mesajınız"></textarea></p></form>"""
WRITTEN = """\
site:
  name: Fırın Gül
  language: tr
business:
  email: info@firin.example
forms:
  contact:
    fields:
      kaynak: {type: hidden}
      ad: {type: text, label: Adınız, required: true}
      e-posta: {type: email, label: E-posta, required: true}
      tel: {type: tel, label: Telefon, required: true}
      konu:
        type: select
        label: Konu
        required: true
        choices: ["Sipariş, teslim", {value: s, label: "Şikâyet: ürün"}]
      t: {type: radio, label: T, required: true, choices: [{value: e, label: Evet}, {value: h, label: Hayır}]}
      mesaj: {type: textarea, label: Mesajınız, required: true}
    next: http://firin.example/tesekkur.html
"""


def test_a_spec_is_written_as_a_person_would_write_it(tmp_path: Path) -> None:
    assert import_page(read_page(FORMMAIL)).spec == WRITTEN
    assert imported(FORMMAIL, tmp_path)[0].forms["contact"].next == "http://firin.example/tesekkur.html"


def test_what_is_told_of_the_page_after_sending_is_true() -> None:
    assert import_page(read_page(FORMMAIL)).notes[:-1] == [
        "Who has sent a form is led to 'http://firin.example/tesekkur.html', as before: that page must stay. "
        "Take next out of the spec, and visitors see formkit's own receipt, with a reference.",
        "No form is sent to 'firin.example' any more: what was collected there stays there.",
        "Fields that were marked as required are required; formkit says (optional) at the others instead.",
    ]


def test_many_choices_stand_one_below_the_other(tmp_path: Path) -> None:
    words = "".join(f"<option>A rather long choice, number {number}" for number in range(9))
    page = f"<title>A</title><form><select name=a>{words}</select></form>"
    site, _ = imported(page, tmp_path)
    assert len(choices(site.forms["contact"], "a")) == 9
    assert "        choices:\n          - A rather long choice, number 0\n" in import_page(read_page(page)).spec


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ('<form action="mailto:a@b.example?cc=c@d.example"><input name=x></form>', "Copies went to 'c@d.example'"),
        ("<html lang=nl><form><input name=x></form>", "formkit does not speak nl yet"),
        ("<form><input name=x></form>", "The page does not say its language"),
        ("<form><input name=user><input type=password name=p></form>", "A form for signing in was left out."),
    ],
)
def test_what_is_different_is_told(page: str, said: str) -> None:
    assert any(one.startswith(said) for one in import_page(read_page(page)).notes)


@pytest.mark.parametrize(
    "riddle",
    [
        '<img src="captcha.php"> <input name="captcha">',
        'Doğrulama kodu: <input name="kontrol"> <img src="resim.php?x=1">',
        "<p>Güvenlik Kodu</p><img src=/guvenlik.asp><input name=kod>",
        'Security code <input name=security_code><img src="securimage/show.png">',
        '<label>Код с картинки <img src="/code.jpg"><input name=field7></label>',
        '<input name="vercode" placeholder="Verification">',
        '3 + 4 = <input name="my_captcha">',
    ],
)
def test_a_riddle_against_spam_is_left_out(tmp_path: Path, riddle: str) -> None:
    script = '<script src="https://captcha.example/api.js"></script>' if "vercode" in riddle else ""
    site, notes = imported(
        f"{script}<form>Name <input name=name>{riddle}<textarea name=text></textarea></form>", tmp_path
    )
    assert list(site.forms["contact"].fields) == ["name", "text"]
    assert sum("a riddle against spam, was left out" in note for note in notes) == 1


@pytest.mark.parametrize(
    "field",
    [
        "Verification of age <input name=answer>",
        "<img src=flowers.jpg>Code of the voucher <input name=answer>",
        "<img src=captcha.php>Postcode <input name=answer>",
        "<img src=captcha.php>Posta kodu <input name=answer>",
        "<script src=captcha.js></script>Ürün kodu <input name=kod>",
        "<img src=rose.php?id=1>Promo code <input name=answer>",
    ],
)
def test_other_codes_stay(tmp_path: Path, field: str) -> None:
    site, _ = imported(f"<form>{field}</form>", tmp_path)
    assert {"answer", "kod"} & set(site.forms["contact"].fields)
