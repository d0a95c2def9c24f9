"""The pages of a long form."""

from dataclasses import replace
from typing import Any

from formkit.spec.models import FormStep
from formkit.web.studio.controls import Control, Maker, Place, Row
from formkit.web.studio.faces import Face, faces_by_key
from formkit.web.studio.kinds.fields import fields_of, form_of, new
from formkit.web.studio.written import words_anyhow


def steps(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """The pages of a long form: their headings, and which field is on which."""
    said = [one for one in made.value if isinstance(one, dict)] if isinstance(made.value, list) else []
    title = faces_by_key(FormStep)["title"]
    rows = []
    for n, one in enumerate(said):
        path = (*made.place, n)
        rows.append(
            Row(
                path,
                words_anyhow(one.get("title"), (maker.language,)),
                parts=(maker.plain(title, Place(path, one, one)),),
            )
        )
    on = {name: n for n, one in reversed(list(enumerate(said))) for name in _listed(one.get("fields"))}
    names = fields_of(maker, form_of(at.path))
    fields = [
        {"name": name, "label": maker.field_label(name, one), "page": on.get(name, 0)} for name, one in names.items()
    ]
    half = (len(fields) + 1) // 2
    split = [
        {"title": new(maker, "page_one"), "fields": list(names)[:half]},
        {"title": new(maker, "page_two"), "fields": list(names)[half:]},
    ]
    return replace(made, value=None, rows=tuple(rows), extra={"fields": fields, "split": split})


def _listed(said: Any) -> list[str]:
    return (
        [said]
        if isinstance(said, str)
        else [one for one in said if isinstance(one, str)]
        if isinstance(said, list)
        else []
    )
