"""Facts to rows and back. Mappings and messages are kept as JSON text, readable in any database tool."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from formkit.model import (
    Answer,
    Attempt,
    Delivery,
    DeliveryState,
    FieldValue,
    Mailbox,
    Message,
    Submission,
    Upload,
    Verdict,
)

_ANSWER = tuple(field.name for field in fields(Answer))
_FILE = ("id", "field", "name", "media_type", "size", "sha256")
_MAILBOX = tuple(field.name for field in fields(Mailbox))
_MESSAGE = tuple(field.name for field in fields(Message))
to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def submission_row(submission: Submission) -> dict[str, Any]:
    return {
        "id": submission.id,
        "reference": submission.reference,
        "token": submission.token,
        "site": submission.site,
        "form": submission.form,
        "received_at": submission.received_at,
        "language": submission.language,
        "fields": to_json(dict(submission.fields)),
        "answers": to_json(_answer_facts(submission.answers)),
        "verdict": submission.verdict.value,
        "reasons": to_json(submission.reasons),
        "page": submission.page,
        "user_agent": submission.user_agent,
        "address_hash": submission.address_hash,
        "dedupe": submission.dedupe,
        "email": submission.email,
        "text_hash": submission.text_hash,
        "consent": to_json(dict(submission.consent)),
        "wishes": to_json(dict(submission.wishes)),
    }


def submission_from(row: Row[Any]) -> Submission:
    return Submission(
        id=row.id,
        reference=row.reference,
        token=row.token,
        site=row.site,
        form=row.form,
        received_at=row.received_at,
        language=row.language,
        fields=_field_values(json.loads(row.fields)),
        answers=_answers(json.loads(row.answers)),
        verdict=Verdict(row.verdict),
        reasons=tuple(json.loads(row.reasons)),
        page=row.page,
        user_agent=row.user_agent,
        address_hash=row.address_hash,
        dedupe=row.dedupe,
        email=row.email,
        text_hash=row.text_hash,
        consent=json.loads(row.consent),
        wishes=json.loads(row.wishes),
    )


def delivery_row(delivery: Delivery, received_at: datetime) -> dict[str, Any]:
    """A row of a new delivery; what has no time yet was created, and is due, when its submission came."""
    created_at = delivery.created_at or received_at
    waiting = delivery.state in (DeliveryState.QUEUED, DeliveryState.SENDING)
    due_at = (delivery.next_try_at or created_at) if waiting else None
    return {
        "id": delivery.id,
        "submission_id": delivery.submission_id,
        "channel": delivery.channel,
        "target": delivery.target,
        "message": message_to_json(delivery.message),
        "options": to_json(dict(delivery.options)),
        "state": delivery.state.value,
        "tries": delivery.tries,
        "created_at": created_at,
        "next_try_at": due_at,
        "due_at": due_at,
        "claimed_by": "",
        "sent_at": delivery.sent_at,
        "last_words": delivery.last_words,
        "copy_to": delivery.target.lower() if delivery.message.kind == "copy" else None,
    }


def delivery_from(row: Row[Any]) -> Delivery:
    return Delivery(
        id=row.id,
        submission_id=row.submission_id,
        channel=row.channel,
        target=row.target,
        message=message_from_json(row.message),
        state=DeliveryState(row.state),
        tries=row.tries,
        created_at=row.created_at,
        next_try_at=row.next_try_at,
        sent_at=row.sent_at,
        last_words=row.last_words,
        options=json.loads(row.options),
    )


def attempt_from(row: Row[Any]) -> Attempt:
    return Attempt(delivery_id=row.delivery_id, at=row.at, outcome=row.outcome, words=row.words)


def message_to_json(message: Message) -> str:
    at = message.received_at
    value = _named(message, _MESSAGE) | {
        "answers": _answer_facts(message.answers),
        "reply_to": message.reply_to and _named(message.reply_to, _MAILBOX),
        "received_at": at and at.isoformat(),
    }
    return to_json(value)


def message_from_json(text: str) -> Message:
    """The message; a part that an older formkit did not write has its default, an unknown one is left out."""
    value = {name: item for name, item in json.loads(text).items() if name in _MESSAGE}
    at = value.get("received_at")
    value["answers"] = _answers(value.get("answers", ()))
    value["reply_to"] = _known(Mailbox, value.get("reply_to"), _MAILBOX)
    value["received_at"] = at and datetime.fromisoformat(at)
    return Message(**value)


def _named(fact: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(fact, name) for name in names}


def _known(kind: type[Any], value: Mapping[str, Any] | None, names: tuple[str, ...]) -> Any:
    return None if value is None else kind(**{name: value[name] for name in names if name in value})


def _answer_facts(answers: tuple[Answer, ...]) -> list[dict[str, Any]]:
    return [_named(answer, _ANSWER) | {"files": [_named(file, _FILE) for file in answer.files]} for answer in answers]


def _answers(values: list[dict[str, Any]]) -> tuple[Answer, ...]:
    return tuple(_known(Answer, value | {"files": _files(value)}, _ANSWER) for value in values)


def _files(value: Mapping[str, Any]) -> tuple[Upload, ...]:
    return tuple(_known(Upload, file, _FILE) for file in value.get("files", ()))


def _field_values(values: Mapping[str, str | list[str]]) -> dict[str, FieldValue]:
    return {name: value if isinstance(value, str) else tuple(value) for name, value in values.items()}
