"""The parts of a spec, typed and frozen. They are the format: checks, JSON Schema, editors and docs follow."""

from collections.abc import Iterable, Mapping
from re import fullmatch
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SerializeAsAny,
    WithJsonSchema,
    create_model,
    field_validator,
    model_validator,
)

from formkit.channels import CHANNELS
from formkit.errors import Wrong, quoted
from formkit.fields import Choice, Condition, FieldOptions, with_added
from formkit.fields.money import Currency
from formkit.schema import Clock, Line, Model, YesNo
from formkit.spec import countries, short
from formkit.spec.prices import Price
from formkit.words import Text

SECTION_KINDS = (
    "hero", "about", "services", "menu", "prices", "gallery", "team", "testimonials",
    "faq", "steps", "hours", "contact", "form", "banner", "text",
)  # fmt: skip
_KEPT_DAYS = {"type": "integer", "minimum": 1, "maximum": short.MOST_DAYS}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _colour(value: Any) -> str:
    if isinstance(value, str) and fullmatch("#?[0-9a-fA-F]{3}|#?[0-9a-fA-F]{6}", value):
        digits = value.removeprefix("#").lower()
        return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
    from formkit.spec.called import colour_called

    meant = colour_called(value) if isinstance(value, str) else ""
    hint = f'write "{meant}"' if meant else 'write # and its six digits in quotes, such as "#a3324f"'
    raise Wrong(
        f"'{{key}}' must be a colour, not {quoted(value)}", hint, rule="colour-unknown", value=value, write=meant
    )


class Look(Model):
    """`theme:` - its name, and what was chosen of its options."""

    name: Line = "plain"
    options: dict[str, Line] = {}


class Head(Model):
    """`site:` - what the site is called, where it lives, how it looks."""

    name: Text
    tagline: Text | None = None
    description: Text | None = None
    url: Line = ""
    endpoint: Line = ""
    languages: Annotated[tuple[Line, ...], BeforeValidator(short.languages)] = ("en",)
    theme: Annotated[Look, BeforeValidator(short.look)] = Look()
    accent: Annotated[str, BeforeValidator(_colour)] = "#2f5d50"
    logo: Line = ""
    origins: tuple[Line, ...] = ()


class Address(Model):
    """A postal address; `country` is ISO 3166-1 alpha-2. One line of text lands in `street`."""

    street: Line = ""
    city: Line = ""
    region: Line = ""
    postcode: Line = ""
    country: Annotated[Line, AfterValidator(countries.country)] = ""


class Interval(Model):
    """Open from `opens` to `closes`; closing before opening means past midnight."""

    opens: Clock
    closes: Clock


class Hours(Model):
    """Opening hours by day (mon..sun -> intervals, () = closed), or `text` as the owner wrote it."""

    days: dict[str, tuple[Interval, ...]] = {}
    text: Text | None = None


class Business(Model):
    """`business:` - who it is, where, and when it is open."""

    type: Line = "LocalBusiness"
    email: Line = ""
    phone: Line = ""
    address: Annotated[Address | None, BeforeValidator(short.address)] = None
    hours: Annotated[Hours | None, BeforeValidator(short.hours)] = None
    timezone: Line = ""
    price_range: Line = ""
    currency: Currency = ""
    messengers: dict[str, Line] = {}
    messenger_text: Text | None = None
    links: dict[str, Line] = {}


class AnyDestination(Model):
    """Where a submission goes: a key names the channel, its value the target. `when` is a condition like `show_if`."""

    when: Condition | None = None

    @property
    def channel(self) -> str:
        return next(name for name in self.channels() if getattr(self, name))

    @property
    def target(self) -> str:
        return str(getattr(self, self.channel))

    @classmethod
    def channels(cls) -> list[str]:
        """The keys that name a channel."""
        return [name for name in cls.model_fields if name != "when"]

    @model_validator(mode="after")
    def _has_one_target(self) -> Self:
        said = [name for name in self.channels() if getattr(self, name)]
        if len(said) == 1:
            return self
        known = " or ".join(f"'{name}'" for name in self.channels())
        if not said:
            hint = "for example mail: hello@rosegarden.example"
            raise Wrong(f"one of 'deliver_to' has no {known}", hint, rule="destination-empty")
        hint = "write each as a line of its own after a dash"
        raise Wrong(f"one of 'deliver_to' has {' and '.join(said)}", hint, rule="destination-double")


def destination_of(channels: Iterable[str]) -> type[AnyDestination]:
    """The model of a destination that has a key for each channel."""
    keys: dict[str, Any] = dict.fromkeys(channels, (Line, ""))
    return create_model("Destination", __base__=AnyDestination, **keys)


if TYPE_CHECKING:

    class Destination(AnyDestination):
        """As type checkers see it; the keys are those of CHANNELS."""

        mail: Line = ""

else:
    Destination = destination_of(CHANNELS)


class Question(Model):
    """A question in the owner's words, and the answers that are accepted, in any language of the site."""

    ask: Text
    answer: Annotated[tuple[Line, ...], BeforeValidator(short.listed)]


class Spam(Model):
    """`spam:` - what keeps spam from a form, beside what always does.

    `block` and `allow` name mail addresses, domains, or words; `proof_of_work` asks each sender's browser for one.
    """

    question: Question | None = None
    block: Annotated[tuple[Line, ...], BeforeValidator(short.listed)] = ()
    allow: Annotated[tuple[Line, ...], BeforeValidator(short.listed)] = ()
    proof_of_work: YesNo = False


class FormStep(Model):
    """One page of a form that is filled in step by step: its heading, and its fields."""

    title: Text
    fields: Annotated[tuple[Line, ...], BeforeValidator(short.listed)]


class Form(Model):
    """One form. `id` is its key in the spec; a form without `fields` takes those of its preset."""

    id: str = ""
    preset: Line = ""
    title: Text | None = None
    intro: Text | None = None
    button: Text | None = None
    thanks: Text | None = None
    fields: dict[str, Annotated[SerializeAsAny[FieldOptions], BeforeValidator(short.field)]]
    deliver_to: Annotated[tuple[Destination, ...], BeforeValidator(short.destinations)] = ()
    subject: Text | None = None
    autoreply: Text | None = None
    next: Line = ""
    accepts: Literal["", "formspree"] = ""
    allow_next: tuple[Line, ...] = ()
    allow_cc: tuple[Line, ...] = ()
    steps: tuple[FormStep, ...] = ()
    confirm: YesNo = False
    prefill: Annotated[tuple[Line, ...], BeforeValidator(short.listed)] = ()
    spam: Spam = Field(default_factory=Spam)
    retention: Annotated[int, BeforeValidator(short.retention), WithJsonSchema(_KEPT_DAYS)] | None = None

    @field_validator("fields")
    @classmethod
    def _with_added_fields(cls, fields: dict[str, FieldOptions]) -> dict[str, FieldOptions]:
        return with_added(fields)


class Section(Model):
    """One part of the page, in order. `kind` is its word in the spec; `form` names a form of the site."""

    kind: str
    title: Text | None = None
    text: Text | None = None
    items: tuple["Item", ...] = ()
    image: Line = ""
    alt: Annotated[Text | None, BeforeValidator(short.alt)] = None
    form: str = ""


class Item(Model):
    """One service, dish, person, picture, question or price in a section."""

    name: Text | None = None
    role: Text | None = None
    text: Text | None = None
    price: Price | None = None
    image: Line = ""
    alt: Annotated[Text | None, BeforeValidator(short.alt)] = None


Sections = tuple[Annotated[Section, BeforeValidator(short.section)], ...]


class SubPage(Model):
    """One more page of the site. `id` is its key in the spec, and its word in the address."""

    id: str = ""
    title: Text
    description: Text | None = None
    sections: Sections = ()


class LegalPage(Model):
    """The owner's words on a legal page: `text` stands with ours, `instead` takes their place.

    `checked` says that somebody who knows has read it: it is no draft any more.
    """

    text: Text | None = None
    instead: Text | None = None
    checked: YesNo = False


class Legal(Model):
    """`legal:` - who answers for the site, and what becomes of what visitors send."""

    imprint: Annotated[LegalPage | None, BeforeValidator(short.legal_page)] = None
    privacy: Annotated[LegalPage | None, BeforeValidator(short.legal_page)] = None


class Site(Model):
    """A whole spec. `id` is the file's name."""

    id: str
    head: Head = Field(alias="site")
    business: Business = Business()
    sections: Sections = ()
    pages: dict[str, SubPage] = {}
    legal: Legal = Legal()
    forms: dict[str, Form] = {}

    @property
    def language(self) -> str:
        """The default language: the first of `languages`."""
        return self.head.languages[0]

    @property
    def languages(self) -> tuple[str, ...]:
        return self.head.languages

    @property
    def country(self) -> str:
        """The country of the business (ISO 3166-1 alpha-2), or empty."""
        return self.business.address.country.upper() if self.business.address else ""

    def say(self, text: Text | None, language: str) -> str:
        """Words of the spec in a language, else in the default one; "" when there are none."""
        return text.say(language, default=self.language) if text else ""


# the parts of parts, by the key that holds them
NESTED: Mapping[str, type[Model]] = {
    "address": Address, "items": Item, "deliver_to": Destination, "choices": Choice,
    "spam": Spam, "question": Question, "steps": FormStep,
    "imprint": LegalPage, "privacy": LegalPage,
}  # fmt: skip
