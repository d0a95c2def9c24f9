"""Every key of every model has a control with a label and one sentence of help, in each language of the Studio."""

from collections.abc import Iterator

import pytest

from formkit.fields import FIELD_TYPES
from formkit.fields.orders import OrderItem
from formkit.schema import Model
from formkit.spec.models import NESTED, SECTION_KINDS, Business, Form, Head, Legal, Section, SubPage
from formkit.spec.presets import PRESETS
from formkit.spec.prices import LeastPrice
from formkit.themes import about_theme, theme_names
from formkit.web.studio.faces import faces
from formkit.web.studio.kinds import KINDS
from formkit.web.studio.said import table, tongues
from tests.web.studio.making import EXAMPLES

MODELS = (Head, Business, Form, Section, SubPage, Legal, OrderItem, LeastPrice, *NESTED.values())
PLAIN = {"line", "text", "email", "phone", "url", "number", "day", "time", "subject"}


def names() -> Iterator[str]:
    models: list[type[Model]] = [*MODELS, *(kind.options for kind in FIELD_TYPES.values())]
    yield from dict.fromkeys(face.name for model in models for face in faces(model))


@pytest.mark.parametrize("language", tongues())
def test_every_key_has_a_label_and_help(language: str) -> None:
    said = table(language)
    lack = [f"{part}.{name}" for name in names() for part in ("control", "help") if not said.get(f"{part}.{name}")]
    assert lack == []


def test_every_kind_of_control_is_drawn() -> None:
    models: list[type[Model]] = [*MODELS, *(kind.options for kind in FIELD_TYPES.values())]
    kinds = {face.kind for model in models for face in faces(model)}
    assert kinds <= {*PLAIN, *KINDS}


@pytest.mark.parametrize("language", tongues())
def test_all_that_can_be_added_or_chosen_has_words(language: str) -> None:
    said = table(language)
    wanted = [f"{part}.{kind}" for part in ("section", "panel.section_text") for kind in SECTION_KINDS]
    wanted += [f"fieldtype.{kind}" for kind in FIELD_TYPES] + [f"example.{kind}" for kind in FIELD_TYPES]
    wanted += [f"preset.{name}" for name in PRESETS]
    for theme in theme_names(EXAMPLES):
        options = about_theme(theme, EXAMPLES).options
        wanted += [f"panel.theme.{theme}", *(f"panel.option.{name}" for name in options)]
        wanted += [f"panel.look.{word}" for words in options.values() for word in words]
    assert [name for name in wanted if name not in said] == []


@pytest.mark.parametrize("language", [code for code in tongues() if code != "en"])
def test_the_words_of_the_panel_are_said_in_each_language(language: str) -> None:
    english, said = table("en"), table(language)
    ours = [name for name in english if name.partition(".")[0] in ("panel", "control", "help")]
    same = {name for name in ours if said[name] == english[name]}
    assert len(same) < 5, sorted(same)
