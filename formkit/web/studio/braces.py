"""What stands in braces in a text of a form: what takes its place there, and what a translation makes of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from formkit import forms
from formkit.spec import Form, Site
from formkit.spec.checks.texts import FILLED, SUBJECT_WORDS, UNFILLED, in_braces, marked
from formkit.spec.near import nearest
from formkit.web.studio.phrases import Phrase
from formkit.web.studio.problems import sentences
from formkit.web.studio.said import said, spoken, table
from formkit.words import words


@dataclass(frozen=True)
class Braces:
    """Those of one text of a form of a site."""

    site: Site
    form: Form
    phrase: Phrase

    @property
    def note(self) -> str:
        """What takes the place of each, in one sentence, or that nothing does; "" where nothing is in braces."""
        every = dict.fromkeys(name for code in self.site.languages for name in in_braces(self.phrase.words(code)))
        if not self._filled:
            return said("texts.braces_stay") if every else ""
        named = ", ".join(self._named(name) for name in every if name in self._known)
        return said("texts.braces", list=named) if named else ""

    def wrong(self, language: str) -> str:
        """What nothing takes the place of, as `formkit check` says it."""
        return " ".join(self._unknown(name) for name in self._other(language)) if self._filled else ""

    def lost(self, language: str) -> str:
        """What the first language says and this one doesn't."""
        here, first = (in_braces(self.phrase.words(code)) for code in (language, self.site.language))
        lacking = [marked(name) for name in first if name not in here and name in self._known]
        return said("texts.braces_lost", marks=", ".join(lacking)) if lacking and self._filled else ""

    @property
    def _filled(self) -> bool:
        """What visitors read has nothing of what was sent in it: a mail to them must not carry spam."""
        return self.phrase.path[-1] == FILLED

    @property
    def _known(self) -> tuple[str, ...]:
        return (*self.form.fields, *SUBJECT_WORDS)

    def _other(self, language: str) -> Iterable[str]:
        return (name for name in in_braces(self.phrase.words(language)) if name not in self._known)

    def _unknown(self, name: str) -> str:
        values = {"name": name, "meant": nearest(name, self._known)}
        return " ".join(filter(None, sentences("field-unknown", values, table(spoken())) or ()))

    def _named(self, name: str) -> str:
        if name not in self.form.fields:
            return said(f"texts.brace_{name}", mark=marked(name))
        language = self.site.language
        label = forms.label(self.form, name, words(language), default=language)
        return said("texts.brace_answer", mark=marked(name), name=label)


def braces_of(site: Site, phrase: Phrase) -> Braces | None:
    """None for a text in which braces mean nothing."""
    match phrase.path:
        case ("forms", str(name), str(key)) if key in (FILLED, *UNFILLED):
            return Braces(site, site.forms[name], phrase)
    return None
