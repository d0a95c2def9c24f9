"""Fields that are typed into: text, textarea, email, tel, url, number, date, time, hidden."""

import re
from datetime import date, time
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from formkit.errors import Wrong
from formkit.fields.base import FieldType, InputOptions, Shown, show_text
from formkit.schema import Clock, Day, Line, Number, Whole
from formkit.words import Language, Text

if TYPE_CHECKING:
    from wtforms.fields.core import UnboundField

EMAIL_MAX, TEXT_MAX, TEXTAREA_MAX, PATTERN_MAX = 254, 300, 10_000, 200
Count = Annotated[Whole, Field(ge=0, le=100_000)]


def _pattern(value: str) -> str:
    from formkit.fields.checks import compile_pattern

    if len(value) > PATTERN_MAX:
        raise Wrong(f"'{{key}}' is longer than {PATTERN_MAX} characters", "say the rest in words, under help")
    try:
        compile_pattern(value)
    except ValueError as error:
        hint = "a pattern is a regular expression such as '[0-9]{4}'; without need of one, take the line out"
        raise Wrong(f"'{{key}}' can't be used: {error}", hint) from None
    return value


def _above(least: Any, most: Any) -> None:
    if least is not None and most is not None and least > most:
        raise Wrong(f"'min' ({least}) is above 'max' ({most})", "swap the two, or change one", at=("min",))


Pattern = Annotated[Line, AfterValidator(_pattern)]


class Lengths(InputOptions):
    """Options of free text: `min` and `max` count characters; `pattern` must match the whole value."""

    min: Count | None = None
    max: Count | None = None
    pattern: Pattern | None = None
    pattern_message: Text | None = None

    @model_validator(mode="after")
    def _min_below_max(self) -> "Lengths":
        _above(self.min, self.max)
        return self


class TextOptions(Lengths):
    """One line of text."""

    type: Literal["text"] = "text"


class TextareaOptions(Lengths):
    """Several lines of text; `rows` is the height."""

    type: Literal["textarea"] = "textarea"
    rows: Annotated[Whole, Field(ge=2, le=40)] = 6


class EmailOptions(InputOptions):
    """An address; the first one of a form is where Reply goes."""

    type: Literal["email"] = "email"


class TelOptions(InputOptions):
    """A phone number, as people write it."""

    type: Literal["tel"] = "tel"


class UrlOptions(InputOptions):
    """A web address."""

    type: Literal["url"] = "url"


class NumberOptions(InputOptions):
    """A number; `min` and `max` are values."""

    type: Literal["number"] = "number"
    min: Number | None = None
    max: Number | None = None

    @model_validator(mode="after")
    def _min_below_max(self) -> "NumberOptions":
        _above(self.min, self.max)
        return self


class DateOptions(InputOptions):
    """A day (ISO 8601). `min` and `max` are days such as 2026-12-31."""

    type: Literal["date"] = "date"
    min: Day | None = None
    max: Day | None = None

    @model_validator(mode="after")
    def _min_below_max(self) -> "DateOptions":
        _above(self.min, self.max)
        return self


class TimeOptions(InputOptions):
    """A time of day. `min` and `max` are times such as 09:00."""

    type: Literal["time"] = "time"
    min: Clock | None = None
    max: Clock | None = None

    @model_validator(mode="after")
    def _min_below_max(self) -> "TimeOptions":
        _above(self.min, self.max)
        return self


class HiddenOptions(InputOptions):
    """A value that travels with the form and is not shown to the visitor."""

    type: Literal["hidden"] = "hidden"


def _field(
    options: InputOptions, label: str, language: Language, *, checks: list[Any], **attributes: Any
) -> "UnboundField[Any]":
    from wtforms import StringField

    from formkit.fields.checks import Blank, Needed

    said = {"autocomplete": options.autocomplete} if options.autocomplete else {}
    if options.placeholder:
        said["placeholder"] = options.placeholder.say(language.code)
    first = Needed(label, language) if options.required else Blank()
    widget = attributes.pop("widget", None)
    made: Any = StringField(
        label,
        [first, *checks],
        filters=[_trim],
        default=options.default or None,
        widget=widget,
        render_kw={**attributes, **said},
    )
    return cast("UnboundField[Any]", made)


def _trim(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _free(options: Lengths, label: str, language: Language, *, most: int, widget: Any) -> "UnboundField[Any]":
    from formkit.fields.checks import long_enough, matches

    checks: list[Any] = [long_enough(options.min, options.max if options.max is not None else most, label, language)]
    attributes: dict[str, Any] = {"data-max": options.max} if options.max is not None else {}
    if options.min:
        attributes["minlength"] = options.min
    if options.pattern:
        said = (
            options.pattern_message.say(language.code)
            if options.pattern_message
            else language("err_pattern", label=label)
        )
        checks.append(matches(options.pattern, said))
        attributes |= {"pattern": options.pattern, "data-msg-pattern": said}
    return _field(options, label, language, checks=checks, widget=widget, **attributes)


def make_text(options: TextOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms.widgets import TextInput

    return _free(options, label, language, most=TEXT_MAX, widget=TextInput())


def make_textarea(options: TextareaOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms.widgets import TextArea

    made = _free(options, label, language, most=TEXTAREA_MAX, widget=TextArea())
    made.kwargs["render_kw"]["rows"] = options.rows
    return made


def make_email(options: EmailOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms.validators import ValidationError
    from wtforms.widgets import EmailInput

    def check(form: Any, field: Any) -> None:
        from email_validator import EmailNotValidError, validate_email

        try:
            validate_email(field.data, check_deliverability=False)
        except EmailNotValidError:
            raise ValidationError(language("err_email")) from None

    usual: dict[str, Any] = {"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}
    return _field(options, label, language, checks=[check], widget=EmailInput(), **usual)


def make_tel(options: TelOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms.validators import ValidationError
    from wtforms.widgets import TelInput

    def check(form: Any, field: Any) -> None:
        digits = sum(letter.isdigit() for letter in field.data)
        if len(field.data) > 40 or not 4 <= digits <= 20 or re.search(r"[^\d\s+().,/xX#*\-–‑]", field.data):
            raise ValidationError(language("err_tel"))

    return _field(options, label, language, checks=[check], widget=TelInput(), autocomplete="tel")


def make_url(options: UrlOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms.validators import ValidationError
    from wtforms.widgets import TextInput

    def check(form: Any, field: Any) -> None:
        if not web_address(field.data):
            raise ValidationError(language("err_url"))

    usual: dict[str, Any] = {
        "autocomplete": "url",
        "inputmode": "url",
        "spellcheck": "false",
        "autocapitalize": "none",
    }
    return _field(options, label, language, checks=[check], widget=TextInput(), **usual)


def make_number(options: NumberOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms.widgets import TextInput

    from formkit.fields.checks import between

    limits = {"data-min": options.min, "data-max-value": options.max}
    attributes = {name: str(value) for name, value in limits.items() if value is not None}
    mode = "decimal" if (options.min is None or options.min < 0) else "numeric"
    check = between(options.min, options.max, label, language)
    return _field(
        options,
        label,
        language,
        checks=[check],
        widget=TextInput(),
        inputmode=mode,
        **attributes,
        **{"data-type": "number"},
    )


def make_date(options: DateOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms.widgets import DateInput

    return _moment(options, label, language, parse=as_date, key="err_date", widget=DateInput())


def make_time(options: TimeOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms.widgets import TimeInput

    return _moment(options, label, language, parse=as_time, key="err_time", widget=TimeInput())


def _moment(options: Any, label: str, language: Language, *, parse: Any, key: str, widget: Any) -> "UnboundField[Any]":
    from wtforms.validators import ValidationError

    def check(form: Any, field: Any) -> None:
        value = parse(field.data)
        if value is None:
            raise ValidationError(language(key))
        if options.min is not None and value < options.min:
            raise ValidationError(language("err_min", label=label, min=_short(options.min)))
        if options.max is not None and value > options.max:
            raise ValidationError(language("err_max", label=label, max=_short(options.max)))

    limits = {name: _short(value) for name, value in (("min", options.min), ("max", options.max)) if value is not None}
    return _field(options, label, language, checks=[check], widget=widget, **limits)


def _short(value: date | time) -> str:
    return value.isoformat() if isinstance(value, date) else value.isoformat("minutes")


def make_hidden(options: HiddenOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms.widgets import HiddenInput

    from formkit.fields.checks import long_enough

    return _field(options, label, language, checks=[long_enough(None, TEXT_MAX, label, language)], widget=HiddenInput())


def web_address(text: str) -> str:
    """What a visitor typed as a web address -> an http(s) URL, or "" when it is none."""
    if re.search(r"[\x00-\x20\x7f]", text):
        return ""
    url = text if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", text) or text.startswith("/") else f"https://{text}"
    try:
        parts = urlsplit(url)
        fine = parts.scheme.lower() in ("http", "https") and "." in (parts.hostname or "") and (parts.port or 1)
    except ValueError:
        return ""
    return url if fine else ""


def as_date(text: str) -> date | None:
    """ISO 8601, with or without leading zeros -> a date, or None."""
    found = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def as_time(text: str) -> time | None:
    """`14:30` or `9:05`, seconds allowed -> a time, or None."""
    found = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?", text)
    try:
        return time(int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


def show_email(options: EmailOptions, value: str, language: Language) -> Shown:
    return Shown(value, f"mailto:{value}")


def show_tel(options: TelOptions, value: str, language: Language) -> Shown:
    digits = re.sub(r"[^\d+]", "", value)
    return Shown(value, f"tel:{digits}" if digits else "")


def show_url(options: UrlOptions, value: str, language: Language) -> Shown:
    return Shown(value, web_address(value))


def show_date(options: DateOptions, value: str, language: Language) -> Shown:
    from babel.dates import format_date

    day = as_date(value)
    return Shown(format_date(day, "full", locale=language.code) if day else value)


TYPES = (
    FieldType("text", "One line of text", "{type: text, label: Your name, max: 100}", TextOptions, make_text, show_text),
    FieldType("textarea", "Several lines of text", "{type: textarea, label: Message}", TextareaOptions, make_textarea, show_text),
    FieldType("email", "Email address", "{type: email, required: true}", EmailOptions, make_email, show_email, "label_email"),
    FieldType("tel", "Phone number", "{type: tel, label: Phone}", TelOptions, make_tel, show_tel, "label_tel"),
    FieldType("url", "Web address", "{type: url, label: Your website}", UrlOptions, make_url, show_url, "label_url"),
    FieldType("number", "Number", "{type: number, label: How many?, min: 1, max: 20}", NumberOptions, make_number, show_text),
    FieldType("date", "Day", "{type: date, label: Wanted on}", DateOptions, make_date, show_date, "label_date"),
    FieldType("time", "time of day", "{type: time, min: 09:00, max: 18:00}", TimeOptions, make_time, show_text, "label_time"),
    FieldType("hidden", "Hidden value", "{type: hidden, default: spring campaign}", HiddenOptions, make_hidden, show_text),
)  # fmt: skip
