"""The texts of a page that can be changed where they stand: what is shown, and what it says in the file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from formkit.site.prose import plain
from formkit.source import Source, Step
from formkit.spec import Form, Site
from formkit.spec.spelled import said_at
from formkit.words import Text

Steps = tuple[Step, ...]


@dataclass(frozen=True)
class Wording:
    """One text in the language of the page. `shown` is how it reads there, `words` how the owner wrote it.

    New words are put at `path`; with `others`, as a mapping of these and the new ones under `language`.
    `prose` may have several lines and marks of Markdown; `needed` must not be empty.
    """

    path: Steps
    words: str
    shown: str
    language: str
    prose: bool = False
    needed: bool = False
    others: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Wordings:
    """Makes the wordings of a site in a language; `source` is the file."""

    site: Site
    source: Source | None
    language: str

    def of(
        self, path: Steps, text: Text | None, usual: Callable[[str], str] | None = None, *,
        prose: bool = False, needed: bool = False,
    ) -> tuple[Wording, ...]:  # fmt: skip
        """The wording of a text; `usual` gives what stands there in a language where the file says nothing."""
        if text is None and usual is None:
            return ()
        said = self._said(text, usual, self.language)
        shown = plain(said) if prose else " ".join(said.split())
        place, others = self._place(path, text, usual)
        return (Wording(place, said, shown, self.language, prose, needed, others),) if shown else ()

    def of_choice(self, path: Steps, text: Text | None, *, named: bool) -> tuple[Wording, ...]:
        """The wording of a choice: a word alone is changed with what stands in the data, unless something names it."""
        said = said_at(self.source.data, path) if self.source else None
        alone = isinstance(said, str) or (isinstance(said, dict) and [*said] == [self.language])
        bare = alone and not named and self.language == self.site.language
        return self.of(path if bare else (*path, "label"), text, needed=True)

    def _said(self, text: Text | None, usual: Callable[[str], str] | None, language: str) -> str:
        return self.site.say(text, language) if text else usual(language) if usual else ""

    def _place(
        self, path: Steps, text: Text | None, usual: Callable[[str], str] | None
    ) -> tuple[Steps, Mapping[str, str] | None]:
        codes = [code for code, _ in text.by_language] if text and self._is_written(path) else []
        if codes and codes != [""]:
            return (*path, self.language), None
        others = {code: self._said(text, usual, code) for code in self.site.languages if code != self.language}
        plainly = not others or (codes and self.language == self.site.language)
        return path, None if plainly else others

    def _is_written(self, path: Steps) -> bool:
        """Whether the file says it itself: what stands in a form may be its preset's."""
        return path[0] != "forms" or self.source is None or said_at(self.source.data, path) is not None


def awaited(form: Form, name: str) -> Iterator[str]:
    """The answers of a field that a question or a destination waits for."""
    for condition in [one.show_if for one in form.fields.values()] + [one.when for one in form.deliver_to]:
        yield from (condition or {}).get(name, ())
