"""What templates see: the words of one language, ready to print. Frozen; every str is escaped by the template."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from formkit.site.hours import HoursRow
from formkit.site.images import Image

UNMARKED = Markup("")  # of words in the language of the page


@dataclass(frozen=True)
class Link:
    href: str
    text: str
    language: str = ""
    current: bool = False
    direction: str = "ltr"


@dataclass(frozen=True)
class Alternate:
    """The page in another language; `hreflang` may be x-default."""

    hreflang: str
    href: str


@dataclass(frozen=True)
class BusinessView:
    """`business` of the templates; what is not known is empty. `hours_json` is for the script."""

    email: str = ""
    phone: str = ""
    tel: str = ""
    address: tuple[str, ...] = ()
    map: str = ""
    messengers: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    hours: tuple[HoursRow, ...] = ()
    hours_json: str = ""
    hours_text: str = ""
    timezone: str = ""
    locale: str = ""


@dataclass(frozen=True)
class ItemView:
    """`name_in` and `role_in` are the words in an element that says their language, where it is not the page's."""

    name: str
    role: str
    text: Markup
    price: str
    picture: Image | None
    name_in: Markup = UNMARKED
    role_in: Markup = UNMARKED


@dataclass(frozen=True)
class FieldProblem:
    """One line of the error summary; `target` is the id of the input, or empty."""

    target: str
    message: str


@dataclass(frozen=True)
class FieldView:
    """One field of a form. `data` are attributes of its wrapper, `attributes` those of its control.

    `limits` is what a choice must keep to; `kept` are the signed values and the names of files sent before.
    """

    name: str
    kind: str
    look: str
    group: bool
    target: str
    label: str
    hint: str
    text: Markup
    width: str
    steps: int
    optional: bool
    error: str
    data: tuple[tuple[str, str], ...]
    attributes: Mapping[str, Any]
    control: Any
    limits: str = ""
    kept: tuple[tuple[str, str], ...] = ()

    def at_the_end(self, end: str) -> Mapping[str, Any]:
        """The attributes of the first or last choice of a scale: what its `end`, low or high, means is told with it."""
        about = f"{self.attributes.get('aria-describedby', '')} {self.target}-{end}".strip()
        return {**self.attributes, "aria-describedby": about}


@dataclass(frozen=True)
class StepView:
    """One step of a form: its heading and its fields."""

    title: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True)
class FormView:
    """A form ready to print. `messages` is JSON for the script, `hidden` are names and values.

    `proof` says that the script must send a proof of work along, `extras` which optional scripts it needs,
    `confirm` that everything is shown once more before it is sent, `step` which of its steps is seen,
    `last` that none after it asks anything for these answers, `answered` that the page gives back what was sent.
    `privacy` is the address of the page that says what becomes of it; `zone` is the clock that days are counted by
    (IANA), where they count from today.
    `tongues` are the other languages: what was typed is sent to be shown in them.
    """

    key: str
    title: str
    intro: Markup
    button: str
    action: str
    trap: str
    hidden: tuple[tuple[str, str], ...]
    messages: str
    fields: tuple[FieldView, ...]
    problems: tuple[FieldProblem, ...]
    notice: str = ""
    answered: bool = False
    tongues: tuple[Link, ...] = ()
    proof: bool = False
    takes_files: bool = False
    extras: tuple[str, ...] = ()
    confirm: bool = False
    steps: tuple[StepView, ...] = ()
    step: int = 0
    last: bool = True
    privacy: str = ""
    zone: str = ""


@dataclass(frozen=True)
class Part:
    """A section of the page; `kind` names its template. `same` says that its title is that of the page above it.

    `title_in` is a title of another language in an element that says so.
    """

    kind: str
    anchor: str
    title: str
    text: Markup
    items: tuple[ItemView, ...] = ()
    picture: Image | None = None
    form: FormView | None = None
    same: bool = False
    title_in: Markup = UNMARKED


@dataclass(frozen=True)
class Page:
    """`page` of the templates: everything of the frame. What has no value is empty and left out.

    `sections` is the navigation: the parts of this page, or the pages of the site where there are `several`.
    `options` are those of the theme and what the site chose; `chosen` has as classes what is not the usual choice.
    """

    title: str
    direction: str
    locale: str
    home: str
    icon: str
    csp: str
    colours: Mapping[str, str]
    options: Mapping[str, str]
    chosen: str = ""
    touch_icon: str = ""
    description: str = ""
    canonical: str = ""
    image: Image | None = None
    alternates: tuple[Alternate, ...] = ()
    languages: tuple[Link, ...] = ()
    sections: tuple[Link, ...] = ()
    several: bool = False
    legal: tuple[Link, ...] = ()
    write: str = ""
    write_text: str = ""
    vcard: str = ""
    qr: str = ""
    json_ld: str = ""
    private: bool = False


@dataclass(frozen=True)
class ReceiptView:
    """`mail` is "waiting", "sent" or "failed"; `stored` a moment in words."""

    reference: str
    thanks: Markup
    stored: str
    mail: str
    answers: tuple[Any, ...]
