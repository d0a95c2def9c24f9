"""HTML -> the forms in it, their controls, and the words beside them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from formkit.markup import MOST, Begin, End, Event, read_markup

MOST_CONTROLS = 200
_INPUT = {"name", "type", "value", "id", "required", "maxlength", "minlength", "pattern", "placeholder", "min", "max"}
_INPUT |= {"multiple", "checked", "accept", "autocomplete"}
_WANTED: Mapping[str, set[str]] = {
    "title": set(), "h1": set(), "a": {"href"}, "form": {"action", "method", "enctype", "id", "name", "onsubmit"},
    "input": _INPUT, "textarea": _INPUT, "select": _INPUT, "option": {"value", "selected"},
    "label": {"for"}, "legend": set(), "button": {"type", "name"},
}  # fmt: skip


@dataclass
class Control:
    """One control as it stands in the page; `label` is its own, `before` the words in front of it."""

    kind: str
    attributes: Mapping[str, str]
    label: str = ""
    before: str = ""
    legend: str = ""
    options: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class OldForm:
    """A form of the page."""

    attributes: Mapping[str, str]
    controls: list[Control] = field(default_factory=list)


@dataclass
class OldPage:
    """What a page has for a spec; `mail` is the first address that it names."""

    title: str = ""
    mail: str = ""
    forms: list[OldForm] = field(default_factory=list)


def read_page(text: str) -> OldPage:
    """The forms of a page, HTML or PHP."""
    reader = _Reader(OldPage(mail=_mail(text[:MOST])))
    for event in read_markup(text, _WANTED):
        reader.take(event)
    return reader.finished()


def _mail(text: str) -> str:
    """The first address that a page links to, or that its PHP names."""
    code = " ".join(part.split("?>")[0] for part in text.split("<?php", 50)[1:])
    linked = re.search(r"mailto:([\w.+-]{1,64}@[\w.-]{1,190}\w)", text)
    found = linked or re.search(r"[\"']([\w.+-]{1,64}@[\w.-]{1,190}\w)[\"']", code)
    return found[1] if found else ""


def clean(text: str) -> str:
    """Words on one line without what marks a label."""
    return " ".join(text.replace("*", " ").split()).strip(" :").strip()[:200]


class _Reader:
    def __init__(self, page: OldPage) -> None:
        self.page = page
        self.words = self.legend = ""
        self.inside: list[str] = []
        self.labels: dict[str, str] = {}
        self.open: tuple[str, list[Control]] | None = None
        self.option = ""

    def take(self, event: Event) -> None:
        if isinstance(event, str):
            self.words += event
        elif isinstance(event, Begin):
            self._begin(event)
        else:
            self._end(event)

    def finished(self) -> OldPage:
        for form in self.page.forms:
            for control in form.controls:
                control.label = control.label or self.labels.get(control.attributes.get("id", ""), "")
        return self.page

    def _begin(self, event: Begin) -> None:
        if event.tag == "form":
            self.page.forms.append(OldForm(event.attributes))
            self.legend = ""
        elif event.tag in ("input", "textarea", "select") and self.page.forms:
            self._control(event)
        elif event.tag == "label":
            self.open = (event.attributes.get("for", ""), [])
        elif event.tag == "option":
            self.option = event.attributes.get("value", "\0")
        if event.tag not in ("a",):
            self.words = ""

    def _control(self, event: Begin) -> None:
        form = self.page.forms[-1]
        kind = event.attributes.get("type", "text").lower() if event.tag == "input" else event.tag
        control = Control(kind, event.attributes, before=clean(self.words), legend=self.legend)
        if len(form.controls) < MOST_CONTROLS:
            form.controls.append(control)
        if self.open:
            control.label = clean(self.words)
            self.open[1].append(control)

    def _end(self, event: End) -> None:
        words = clean(self.words)
        if event.tag in ("title", "h1"):
            self.page.title = self.page.title or words
        elif event.tag == "legend":
            self.legend = words
        elif event.tag == "label" and self.open:
            target, controls = self.open
            for control in controls:
                control.label = control.label or words
            if target:
                self.labels[target] = words
            self.open = None
        elif event.tag == "option" and self.page.forms and self.page.forms[-1].controls:
            value = words if self.option == "\0" else self.option
            self.page.forms[-1].controls[-1].options.append((value, words))
        if event.tag not in ("a", "label"):
            self.words = ""
