"""A Problem's line and column lead to the thing that stands there, as edits name it."""

import pytest

from formkit.source import parse_source
from formkit.web.studio.places import path_of
from formkit.web.studio.written import Steps

SPEC = """\
site:
  name: Rose
  language: tr
  theme: petal
business: {email: nobody}
sections:
  - about: Three sisters
  - faq: [{name: Do you?, text: Yes}]
  - form: contact
forms:
  contact:
    fields:
      topic: {type: select, choices: [Question, Order]}
"""


@pytest.mark.parametrize(
    ("line", "column", "path"),
    [
        (2, 9, ("site", "name")),
        (3, 13, ("site", "languages")),
        (4, 10, ("site", "theme", "name")),
        (5, 12, ("business", "email")),
        (5, 19, ("business", "email")),
        (7, 12, ("sections", 0, "about", "text")),
        (8, 27, ("sections", 1, "faq", "items", 0, "text")),
        (9, 11, ("sections", 2, "form", "form")),
        (13, 49, ("forms", "contact", "fields", "topic", "choices", 1)),
        (13, 53, ("forms", "contact", "fields", "topic", "choices", 1)),
    ],
)
def test_a_place_leads_to_what_stands_there(line: int, column: int, path: Steps) -> None:
    assert path_of(parse_source(SPEC.encode(), "rose.yaml"), line, column) == path
