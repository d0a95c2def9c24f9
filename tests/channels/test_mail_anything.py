"""Inputs nobody thought of: whatever is typed, the mail has our headers and the visitor's words."""

from email import message_from_bytes
from email.header import decode_header, make_header

from hypothesis import example, given, settings
from hypothesis import strategies as st

from formkit.channels.mail.build import build
from formkit.channels.mail.headers import header_line
from formkit.channels.mail.letter import clean
from formkit.model import Answer, Mailbox
from tests.channels.letters import SENDER, built, delivery, part

HEADERS = ["From", "To", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version", "Auto-Submitted"]
HEADERS += ["X-Auto-Response-Suppress", "Content-Language", "Content-Type"]
NASTY = st.text(st.sampled_from('aÄ🌹 \r\n\t,;:<>@"\\()=?_.\x00\x85\u2028\u202e\ud800') | st.characters(), max_size=200)


@settings(max_examples=150)
@given(name=NASTY, subject=NASTY)
@example(name="=?UTF-8?Q?=0ABcc=3A_v=40example.com?=", subject="=?utf-8?b?CkJjYzogdkBleGFtcGxlLmNvbQ==?=")
@example(name="\ud800", subject="=?utf-8?q?" + "x" * 200)
def test_whatever_is_typed_stays_inside_its_header(name, subject):
    raw = build(delivery(subject=subject, reply_to=Mailbox("ada@example.com", name)), SENDER)
    mail = message_from_bytes(raw)
    assert mail.keys() == HEADERS
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    wanted = header_line(subject) or "New message for Rose Garden"
    assert str(make_header(decode_header(mail["Subject"]))) == wanted


@settings(max_examples=150)
@given(text=NASTY)
@example(text="--=_formkit_part--\n.\nFrom me\n-- \n=20 \t")
def test_whatever_is_typed_arrives_whole_in_both_parts(text):
    mail = built(answers=(Answer("a", "textarea", "Message", f"So:\n{text}\n!"),))
    wanted = clean(f"So:\n{text}\n!")
    assert f"Message:\n{wanted}\n" in part(mail, "plain")
    assert len(list(mail.walk())) == 3
