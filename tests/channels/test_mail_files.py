"""Files in a mail: attached as they should be seen, linked when there are too many, named for every program."""

import subprocess
import sys
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from formkit.channels.mail.build import build
from formkit.channels.mail.files import Storeroom, without_traces
from formkit.channels.mail.headers import named
from formkit.errors import DeliveryError, StoreUnavailable
from formkit.kinds import clean_name, media_type_of
from formkit.links import file_of
from formkit.model import Answer, Upload
from tests.channels.letters import SENDER, delivery, part
from tests.files import PDF, SECRET_PLACE, huge_header, noise, photo, picture

MAILCHECK = Path(__file__).parents[1] / "bin" / "mailcheck"
BASE, SECRET = "https://forms.rosegarden.example", "s" * 40


def raw(*files: tuple[str, bytes], base: str = BASE) -> bytes:
    sent = {f"id{number}": (clean_name(name), content) for number, (name, content) in enumerate(files)}
    uploads = tuple(
        Upload(one, "photo", name, media_type_of(name), len(content)) for one, (name, content) in sent.items()
    )
    answers = (Answer("photo", "file", "Pictures", "\n".join(name for name, _ in files), "", uploads),)
    return build(delivery(answers=answers), SENDER, Storeroom(lambda one: sent[one][1], base, SECRET))


def mail(*files: tuple[str, bytes], base: str = BASE) -> EmailMessage:
    return message_from_bytes(raw(*files, base=base), policy=policy.default)


def attached(made: EmailMessage) -> list[tuple[str | None, str, bytes]]:
    return [
        (one.get_filename(), one.get_content_type(), one.get_payload(decode=True)) for one in made.iter_attachments()
    ]


def test_a_file_goes_along_as_it_came() -> None:
    made = mail(("bill.pdf", PDF), ("notes.txt", b"Hello\r\n.\r\n\xff"))
    assert attached(made) == [
        ("bill.pdf", "application/pdf", PDF),
        ("notes.txt", "text/plain", b"Hello\r\n.\r\n\xff"),
    ]
    assert "Pictures" in part(made, "plain")
    assert "Pictures" in part(made, "html")


def test_a_repeat_is_the_same_mail() -> None:
    assert raw(("rose.jpg", photo())) == raw(("rose.jpg", photo()))


def test_a_picture_leaves_without_its_place_and_stands_upright() -> None:
    ((_, _, content),) = attached(mail(("rose.jpg", photo((40, 20)))))
    assert b"Camera of Ada" not in content
    assert SECRET_PLACE.encode() not in content
    with Image.open(BytesIO(content)) as seen:
        assert seen.size == (20, 40)
        assert not seen.getexif()


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_every_picture_can_be_cleaned(kind: str) -> None:
    content = without_traces(picture(kind.upper(), (31, 17)), f"image/{kind}")
    assert content
    with Image.open(BytesIO(content)) as seen:
        assert seen.size == (31, 17)


def test_a_transparent_picture_stays_so() -> None:
    out = BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).quantize().save(out, "PNG", transparency=0)
    content = without_traces(out.getvalue(), "image/png")
    assert content
    with Image.open(BytesIO(content)) as seen:
        assert seen.convert("RGBA").getpixel((0, 0))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("big.png", huge_header()),
        ("iphone.heic", b"\0\0\0\x18ftypheic" + bytes(40)),
        ("cut.jpg", photo((900, 900))[:700]),
    ],
)
def test_a_picture_that_can_t_be_cleaned_is_only_linked(name: str, content: bytes) -> None:
    made = mail((name, content))
    assert attached(made) == []
    assert name in part(made, "plain")
    assert f"{BASE}/u/" in part(made, "plain")


def test_what_is_more_than_a_mail_holds_is_linked() -> None:
    big = noise(10)[:0] + b"%PDF-" + bytes(3_400_000)
    made = mail(("one.pdf", big), ("two.pdf", big), ("three.pdf", big), ("four.txt", b"small"))
    assert [name for name, _, _ in attached(made)] == ["one.pdf", "two.pdf", "four.txt"]
    text = part(made, "plain")
    assert "Too large for this mail, open it here until 31 March 2026:\nthree.pdf\nhttps://forms" in text
    assert len(raw(("one.pdf", big), ("two.pdf", big))) < 10_000_000


def test_the_link_leads_to_the_file() -> None:
    text = part(mail(("big.png", huge_header())), "plain")
    token = text.partition(f"{BASE}/u/")[2].split()[0]
    assert file_of(token, secret=SECRET) == "id0"
    assert f'href="{BASE}/u/{token}"' in part(mail(("big.png", huge_header())), "html")


def test_without_an_address_of_the_endpoint_there_is_no_link() -> None:
    text = part(mail(("big.png", huge_header()), base=""), "plain")
    assert "Too large for this mail. It is kept with the message.\nbig.png\n" in text


def test_a_store_that_is_away_is_no_reason_to_give_up() -> None:
    def away(file_id: str) -> bytes:
        raise StoreUnavailable("The database is busy.")

    file = Upload("1", "photo", "a.txt", "text/plain", 1)
    letter = delivery(answers=(Answer("photo", "file", "Pictures", "a.txt", "", (file,)),))
    with pytest.raises(DeliveryError, match="can't be read just now") as error:
        build(letter, SENDER, Storeroom(away))
    assert not error.value.permanent


def test_a_copy_for_the_visitor_has_no_files() -> None:
    letter = delivery("ada@example.com", kind="copy", answers=(), reply_to=None)
    assert b"multipart/mixed" not in build(letter, SENDER)


NAMES = (
    "../../etc/passwd.pdf", "C:\\Windows\\system.pdf", "a\0.pdf", "\u202egnp.exe.pdf", "$(touch x).pdf",
    "a\r\nBcc: x@example.com.pdf", "x" * 300 + ".pdf", ".htaccess.pdf", "-rf.pdf", "a.pdf. ", "=1+1.pdf", "~.pdf",
    "çok güzel gül.pdf", "Ծանոթագրություն ғ ő.pdf", "🌹" * 90 + ".pdf", 'a"b;c.pdf', "CON.pdf",
    "a%0d%0aX-Injected: 1.pdf",
    "=?utf-8?q?=0ABcc=3A?=.pdf", "a'b''c*d%41.pdf", "名前.pdf",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_reads_back_as_it_was_meant(name: str) -> None:
    made = mail((name, PDF))
    ((read, kind, _),) = attached(made)
    assert read == clean_name(name)
    assert kind == "application/pdf"
    assert made["Bcc"] is None
    assert not any(len(line) > 78 for line in raw((name, PDF)).partition(b"Pictures")[0].split(b"\r\n"))


@given(some.text(max_size=120))
def test_any_name_is_one_header(name: str) -> None:
    header = named("attachment", clean_name(name))
    read = message_from_bytes(f"Content-Disposition: {header}\r\n\r\n".encode())
    assert read.get_filename() == clean_name(name)
    assert read.keys() == ["Content-Disposition"]
    assert all(len(line) <= 76 for line in header.split("\r\n"))


def test_a_mail_with_files_is_fit_to_be_sent(tmp_path: Path) -> None:
    files = [(name, PDF) for name in NAMES] + [("rose.jpg", photo()), ("big.png", huge_header())]
    (tmp_path / "mail.eml").write_bytes(raw(*files))
    options = ["--from-domain", "rosegarden.example", "--visitor", "ada@example.com", "--strict"]
    done = subprocess.run(
        [sys.executable, MAILCHECK, *options, "mail.eml"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
