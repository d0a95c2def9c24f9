"""Facts survive their way to JSON and back."""

import json
from dataclasses import replace
from datetime import UTC

from hypothesis import given
from hypothesis import strategies as st

from formkit.model import Answer, Mailbox, Message
from formkit.store.rows import message_from_json, message_to_json
from tests.store.facts import MESSAGE

TEXT = st.text()
ANSWERS = st.lists(st.builds(Answer, TEXT, TEXT, TEXT, TEXT, TEXT), max_size=3).map(tuple)
MESSAGES = st.builds(
    Message,
    *[TEXT] * 6,
    answers=ANSWERS,
    reply_to=st.none() | st.builds(Mailbox, TEXT, TEXT),
    received_at=st.none() | st.datetimes(timezones=st.just(UTC)),
)


@given(MESSAGES)
def test_every_message_comes_back_as_it_was(message: Message) -> None:
    assert message_from_json(message_to_json(message)) == message


def test_a_message_is_readable_in_a_database_tool() -> None:
    assert '"subject":"Сұрақ from Ada"' in message_to_json(MESSAGE)


def test_a_message_of_another_formkit_is_read_as_far_as_it_is_known() -> None:
    value = json.loads(message_to_json(MESSAGE))
    del value["page_language"], value["answers"][0]["link"]
    value["colour"] = value["answers"][0]["colour"] = "red"
    without_link = replace(MESSAGE.answers[0], link="")
    assert message_from_json(json.dumps(value)) == replace(MESSAGE, answers=(without_link,))
