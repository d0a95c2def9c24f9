"""Figures of satisfaction: rating (CSAT stars) and nps (Net Promoter Score)."""

from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from pydantic import Field

from formkit.fields.base import FieldOptions, FieldType, Reader, Shown
from formkit.fields.chosen import first_rule
from formkit.schema import Whole
from formkit.words import Language

if TYPE_CHECKING:
    from wtforms.fields.core import UnboundField

NPS = tuple(str(score) for score in range(11))


class RatingOptions(FieldOptions):
    """Stars from 1 to `max`."""

    type: Literal["rating"] = "rating"
    max: Annotated[Whole, Field(ge=2, le=10)] = 5


class NpsOptions(FieldOptions):
    """0 to 10: how likely someone is to recommend us (Net Promoter Score)."""

    type: Literal["nps"] = "nps"


def _stars(options: RatingOptions) -> list[str]:
    return [str(star) for star in range(1, options.max + 1)]


def make_rating(options: RatingOptions, label: str, language: Language) -> "UnboundField[Any]":
    return _scale(_stars(options), options, label, language)


def make_nps(options: NpsOptions, label: str, language: Language) -> "UnboundField[Any]":
    return _scale(list(NPS), options, label, language)


def _scale(values: list[str], options: FieldOptions, label: str, language: Language) -> "UnboundField[Any]":
    from formkit.fields.bound import Buttons
    from formkit.fields.checks import offered

    checks = [first_rule(options, label, language), offered(values, language)]
    made: Any = Buttons(
        label, checks, choices=dict(zip(values, values, strict=True)), validate_choice=False, default=""
    )
    return cast("UnboundField[Any]", made)


def show_rating(options: RatingOptions, value: str, reader: Reader) -> Shown:
    stars = _stars(options).index(value) + 1 if value in _stars(options) else 0
    return Shown(f"{value}/{options.max} {'★' * stars}{'☆' * (options.max - stars)}" if stars else value)


def show_nps(options: NpsOptions, value: str, reader: Reader) -> Shown:
    return Shown(f"{value}/10" if value in NPS else value)


TYPES = (
    FieldType(
        "rating",
        "Stars",
        "{type: rating, max: 5}",
        RatingOptions,
        make_rating,
        show_rating,
        "label_rating",
        group=True,
        offers=_stars,
        sample=lambda options, asked: [str(options.max)],
    ),
    FieldType(
        "nps",
        "0 to 10: would you recommend us?",
        "{type: nps}",
        NpsOptions,
        make_nps,
        show_nps,
        "label_nps",
        group=True,
        offers=lambda options: NPS,
        sample=lambda options, asked: ["9"],
    ),
)
