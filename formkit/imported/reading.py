"""HTML -> the forms in it, their controls, and the words beside them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from formkit.imported.letters import language_of
from formkit.markup import MOST, Begin, End, Event, read_markup

MOST_CONTROLS = 200
_INPUT = {"name", "type", "value", "id", "required", "maxlength", "minlength", "pattern", "placeholder", "min", "max"}
_INPUT |= {"multiple", "checked", "accept", "autocomplete", "aria-required", "aria-label", "style", "hidden"}
_LINES = ("p", "div", "br", "td", "th", "tr", "li", "dt", "dd", "h2", "h3", "h4", "h5", "h6")  # words end with these
_WANTED: Mapping[str, set[str]] = {
    "title": set(), "h1": set(), "a": {"href"}, "form": {"action", "method", "enctype", "name", "onsubmit", "role"},
    "input": _INPUT, "textarea": _INPUT, "select": _INPUT, "option": {"value", "selected"},
    "label": {"for"}, "legend": set(), "button": {"type", "name"}, "img": {"src"}, **{tag: set() for tag in _LINES},
}  # fmt: skip
_END_OF_LINE = "\u2029"
_MARKED = re.compile(
    r"\*|\((?:required|mandatory|zorunlu|pflichtfeld|erforderlich|obligatoire|requis|obligatorio|обязательно|міндетті"
    r"|պարտադիր|kötelező|مطلوب)\)",
    re.IGNORECASE,
)  # what stands beside a field that must be filled in
_GUARD = re.compile(r"<script\b[^>]{0,500}?captcha", re.IGNORECASE)


@dataclass
class Control:
    """One control as it stands in the page; `label` is its own, `before` and `after` are the words on its line.

    `marked` says that a star stands beside it, `chosen` are the values of options that are selected.
    """

    kind: str
    attributes: Mapping[str, str]
    label: str = ""
    before: str = ""
    after: str = ""
    legend: str = ""
    marked: bool = False
    options: list[tuple[str, str]] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)


@dataclass
class OldForm:
    """A form of the page; `button` is what stands on the button that sends it.

    `pictures` are the addresses of those in it; `guarded` says that the page has a script against spam.
    """

    attributes: Mapping[str, str]
    controls: list[Control] = field(default_factory=list)
    button: str = ""
    pictures: list[str] = field(default_factory=list)
    guarded: bool = False


@dataclass
class OldPage:
    """What a page has for a spec; `mail` is the first address that it names, `language` what it says it is in."""

    title: str = ""
    mail: str = ""
    language: str = ""
    forms: list[OldForm] = field(default_factory=list)


def read_page(text: str) -> OldPage:
    """The forms of a page, HTML or PHP."""
    reader = _Reader(OldPage(mail=_mail(text[:MOST]), language=language_of(text[:MOST])))
    for event in read_markup(text, _WANTED):
        reader.take(event)
    page = reader.finished()
    for form in page.forms:
        form.guarded = bool(_GUARD.search(text[:MOST]))
    return page


def _mail(text: str) -> str:
    """The first address that a page links to, or that its PHP names."""
    code = " ".join(part.split("?>")[0] for part in text.split("<?php", 50)[1:])
    linked = re.search(r"mailto:([\w.+-]{1,64}@[\w.-]{1,190}\w)", text)
    found = linked or re.search(r"[\"']([\w.+-]{1,64}@[\w.-]{1,190}\w)[\"']", code)
    return found[1] if found else ""


def clean(text: str) -> str:
    """Words on one line without what marks a label."""
    words = " ".join(_MARKED.sub(" ", text).replace(_END_OF_LINE, " ").split()).strip(" :").strip()
    return re.sub(r"\s*\(optional\)$", "", words, flags=re.IGNORECASE)[:200]


class _Reader:
    def __init__(self, page: OldPage) -> None:
        self.page = page
        self.words = self.legend = ""
        self.labels: dict[str, str] = {}
        self.open: tuple[str, list[Control]] | None = None
        self.last: Control | None = None
        self.option = ""
        self.selected = False

    def take(self, event: Event) -> None:
        if isinstance(event, str):
            self.words += event.replace(_END_OF_LINE, " ")
        elif event.tag in _LINES:
            self.words += _END_OF_LINE
        elif isinstance(event, Begin) and event.tag == "img":
            for form in self.page.forms[-1:]:
                form.pictures.append(event.attributes.get("src", ""))
        elif isinstance(event, Begin):
            self._begin(event)
        else:
            self._end(event)

    def finished(self) -> OldPage:
        self._followed()
        for form in self.page.forms:
            for control in form.controls:
                named = self.labels.get(control.attributes.get("id", ""), "")
                control.label = control.label or clean(named)
                control.marked = control.marked or bool(_MARKED.search(named))
        return self.page

    def _begin(self, event: Begin) -> None:
        if event.tag != "a":
            self._followed()
        if event.tag == "form":
            self.page.forms.append(OldForm(event.attributes))
            self.legend = ""
        elif event.tag in ("input", "textarea", "select") and self.page.forms:
            self._control(event)
        elif event.tag == "label":
            self.open = (event.attributes.get("for", ""), [])
        elif event.tag == "option":
            self.option, self.selected = event.attributes.get("value", "\0"), "selected" in event.attributes
        if event.tag != "a":
            self.words = ""

    def _followed(self) -> None:
        """The words since the last control are those after it, as far as its line goes."""
        if self.last is not None:
            self.last.after = clean(self.words.split(_END_OF_LINE)[0])
        self.last = None

    def _control(self, event: Begin) -> None:
        form = self.page.forms[-1]
        kind = event.attributes.get("type", "text").lower() if event.tag == "input" else event.tag
        line = next((one for one in reversed(self._lines(kind, form)) if clean(one)), "")
        control = Control(
            kind, event.attributes, before=clean(line), legend=self.legend, marked=bool(_MARKED.search(line))
        )
        if len(form.controls) < MOST_CONTROLS:
            form.controls.append(control)
        if kind in ("submit", "image"):
            form.button = form.button or clean(event.attributes.get("value", ""))
        if self.open:
            control.label = clean(self.words)
            self.open[1].append(control)
        self.last = control if event.tag == "input" else None

    def _lines(self, kind: str, form: OldForm) -> list[str]:
        """The words since the last control by lines; those that end a row of choices belong to its last one."""
        lines = self.words.split(_END_OF_LINE)
        chosen = form.controls[-1].kind if form.controls else ""
        ended = chosen in ("radio", "checkbox") and kind not in ("radio", "checkbox")
        return lines[1:] or lines if ended else lines

    def _end(self, event: End) -> None:
        words = clean(self.words)
        if event.tag in ("title", "h1"):
            self.page.title = self.page.title or words
        elif event.tag == "legend":
            self.legend = words
        elif event.tag == "label" and self.open:
            self._label(*self.open)
        elif event.tag == "option" and self.page.forms and self.page.forms[-1].controls:
            self._option(words, self.page.forms[-1].controls[-1])
        elif event.tag == "button" and self.page.forms:
            self.page.forms[-1].button = self.page.forms[-1].button or words
        if event.tag not in ("a", "label"):
            self._followed()
            self.words = ""

    def _label(self, target: str, controls: list[Control]) -> None:
        for control in controls:
            control.label = control.label or clean(self.words)
            control.marked = control.marked or bool(_MARKED.search(self.words))
        if target:
            self.labels[target] = self.words
        self.open, self.words = None, "" if controls else self.words

    def _option(self, words: str, control: Control) -> None:
        value = words if self.option == "\0" else self.option
        control.options.append((value, words))
        if self.selected:
            control.chosen.append(value)
