"""Every key of every model has a control with a label and one sentence of help, in each language of the Studio."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from formkit.fields import FIELD_TYPES
from formkit.fields.orders import OrderItem
from formkit.fields.text import TEXT_MAX, TEXTAREA_MAX
from formkit.schema import Model
from formkit.spec.models import NESTED, SECTION_KINDS, Business, Form, Head, Legal, Section, SubPage
from formkit.spec.presets import PRESETS
from formkit.spec.prices import LeastPrice
from formkit.themes import about_theme, theme_names
from formkit.web.studio.faces import Face, faces
from formkit.web.studio.kinds import KINDS
from formkit.web.studio.said import table, tongues
from tests.web.studio.making import EXAMPLES, maker_of

MODELS = (Head, Business, Form, Section, SubPage, Legal, OrderItem, LeastPrice, *NESTED.values())
ALL = (*MODELS, *(kind.options for kind in FIELD_TYPES.values()))
NUMBERS = [(model, face) for model in ALL for face in faces(model) if face.kind == "number" or face.limits]
FAR = 10**9  # beyond all that a number of a file may be, where that has limits
PLAIN = {"line", "text", "email", "phone", "url", "number", "day", "time", "subject"}


def names() -> Iterator[str]:
    yield from dict.fromkeys(face.name for model in ALL for face in faces(model))


@pytest.mark.parametrize("language", tongues())
def test_every_key_has_a_label_and_help(language: str) -> None:
    said = table(language)
    lack = [f"{part}.{name}" for name in names() for part in ("control", "help") if not said.get(f"{part}.{name}")]
    assert lack == []


def takes(model: type[Model], key: str, value: int) -> bool:
    info = next(info for name, info in model.model_fields.items() if key in (name, info.alias))
    try:
        TypeAdapter(Annotated[info.annotation, Field(), *info.metadata]).validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(("model", "face"), NUMBERS, ids=[f"{one.__name__}.{face.key}" for one, face in NUMBERS])
def test_the_help_of_a_number_says_what_its_model_takes(model: type[Model], face: Face, tmp_path: Path) -> None:
    maker = maker_of("site: {name: Rose}\n", tmp_path)
    found = re.search(r" From (\d+) to (\d+)\.$", maker.plain(face, maker.place(("site",))).help)
    least, most = (int(found[1]), int(found[2])) if found else (-FAR, FAR)
    assert [takes(model, face.key, number) for number in (least, most)] == [True, True]
    assert found is None or not any(takes(model, face.key, number) for number in (least - 1, most + 1))


@pytest.mark.parametrize(("reader", "words"), [
    ("en", "Five is what people know. From 2 to 10."),
    ("tr", "İnsanlar beş yıldıza alışkındır. En az 2, en çok 10."),
    ("ru", "Люди привыкли к пяти. От 2 до 10."),
])  # fmt: skip
def test_limits_are_said_in_the_reader_s_language(reader: str, words: str, tmp_path: Path) -> None:
    maker = maker_of("site: {name: Rose}\n", tmp_path, reader=reader)
    stars = next(face for face in faces(FIELD_TYPES["rating"].options) if face.key == "max")
    assert maker.plain(stars, maker.place(("forms",), "rating")).help == words


@pytest.mark.parametrize(("kind", "most"), [("text", TEXT_MAX), ("textarea", TEXTAREA_MAX)])
def test_how_long_an_answer_may_be_is_said_where_the_file_says_nothing(kind: str, most: int) -> None:
    assert all(re.search(rf"\b{most}\b", table(code)[f"help.{kind}.max"]) for code in tongues())


def test_every_kind_of_control_is_drawn() -> None:
    kinds = {face.kind for model in ALL for face in faces(model)}
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
