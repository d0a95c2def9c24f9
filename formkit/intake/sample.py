"""A submission that nobody sent: believable answers, so that an owner sees the mail before the first visitor writes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO

from formkit import forms
from formkit.fields import FIELD_TYPES, Asked
from formkit.fields import sample as made_up
from formkit.intake.notices import deliveries
from formkit.intake.posted import bind
from formkit.intake.submission import new_submission
from formkit.kinds import media_type_of
from formkit.model import Delivery, Posted, Submission, Upload, Visitor
from formkit.spec import Form, Site
from formkit.store import Store
from formkit.words import words

ID, REFERENCE = "sample", "K7QM-4XWD"


@dataclass(frozen=True)
class Sample:
    """What would be kept, what goes out for it, and the bytes of its made-up files by their ids."""

    submission: Submission
    deliveries: tuple[Delivery, ...]
    files: Mapping[str, bytes]


def sample(
    site: Site,
    form: Form,
    language: str,
    store: Store,
    now: datetime,
    *,
    chosen: Mapping[str, str],
    mail_from: str = "",
    page: str = "",
) -> Sample:
    """What a visitor of this language would cause; `chosen` are answers by field id. Nothing is stored."""
    posted = _posted(form, language, now, chosen)
    bound = bind(site, form, posted, language)
    made = new_submission(site, form, bound, [], posted, Visitor(language, page=page), now)
    made = replace(made, id=ID, reference=REFERENCE)
    out = deliveries(site, form, made, posted, store, at=now, mail_from=mail_from)
    return Sample(made, tuple(out), {file.id: file.content or b"" for file in posted.files})


def asked_first(form: Form) -> list[str]:
    """The fields on whose answers it depends what is asked, and who gets the mail."""
    said = [one.when for one in form.deliver_to] + [options.show_if for options in form.fields.values()]
    named = {name for condition in said for name in condition or ()}
    return [name for name in form.fields if name in named]


def _posted(form: Form, language: str, now: datetime, chosen: Mapping[str, str]) -> Posted:
    """Only fields that these answers show are answered."""
    values = {
        name: _answer(form, name, language, now) for name in form.fields if FIELD_TYPES[_kind(form, name)].takes_input
    }
    values |= {name: (said,) if said else () for name, said in chosen.items() if name in values}
    flat = {name: said if len(said) > 1 else "".join(said) for name, said in values.items()}
    visible = forms.shown(form, flat)
    shown = {name: said for name, said in values.items() if name in visible}
    pairs = [(name, one) for name, said in shown.items() if _kind(form, name) != "file" for one in said]
    files = [_file(name, one) for name, said in shown.items() if _kind(form, name) == "file" for one in said]
    return Posted(tuple(pairs), tuple(files))


def _kind(form: Form, name: str) -> str:
    return form.fields[name].type


def _answer(form: Form, name: str, language: str, now: datetime) -> tuple[str, ...]:
    return made_up(form.fields[name], Asked(name, words(language), now.date()))


def _file(field: str, name: str) -> Upload:
    kind = media_type_of(name)
    content = _picture(kind) if kind in _PILLOW else b"An example\n"
    return Upload(f"{ID}-{field}", field, name, kind, len(content), content=content)


_PILLOW = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


def _picture(kind: str) -> bytes:
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (400, 300), "#b9c4c0").save(out, _PILLOW[kind])
    return out.getvalue()
