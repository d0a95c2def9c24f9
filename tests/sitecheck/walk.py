"""Every page that a site has and that its server makes, as a browser without scripts is given them."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from formkit.site.embed import embed_html
from formkit.spec import Form, Site

Pairs = list[tuple[str, str]]
URLENCODED = {"Content-Type": "application/x-www-form-urlencoded"}
PAST = str((datetime.now(UTC) - timedelta(days=7)).date())
TYPED = {
    "email": "ayse@example.com",
    "tel": "+1 217 555 0100",
    "date": str((datetime.now(UTC) + timedelta(days=7)).date()),
    "time": "10:30",
    "url": "https://example.com/",
    "numeric": "2",
}


@dataclass(frozen=True)
class Shown:
    """One page: `name` says what it is, `path` is its address below the server's; `looks` if it looks like no other."""

    name: str
    path: str
    html: str
    looks: bool = True


class Fields(HTMLParser):
    """What the first form of a page would send when somebody has filled in each field that they see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.hidden: Pairs = []
        self.typed: Pairs = []
        self._radios: dict[str, str] = {}
        self._select = ""
        self._trapped = False
        self.feed(html.partition("<form")[2].partition("</form>")[0].partition(">")[2])
        self.typed += self._radios.items()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self._trapped = self._trapped or said.get("class") == "trap"
        if tag == "option" and self._select and said.get("value"):
            self._radios[self._select] = said["value"]
        elif tag in ("input", "textarea", "select") and said.get("name") and not self._trapped:
            self._field(tag, said)

    def handle_endtag(self, tag: str) -> None:
        self._select = "" if tag == "select" else self._select
        self._trapped = self._trapped and tag != "div"

    def _field(self, tag: str, said: Mapping[str, str]) -> None:
        name, kind = said["name"], said.get("type", tag)
        if kind == "hidden":
            self.hidden.append((name, said.get("value", "")))
        elif tag == "select":
            self._select = name
        elif kind == "radio":
            self._radios.setdefault(name, said["value"])
        elif kind == "checkbox":
            self.typed.append((name, said.get("value", "")))
        elif kind != "file" and "pattern" not in said:
            known = TYPED.get(said.get("inputmode", kind)) or TYPED.get(kind, "Ayşe Yılmaz")
            past = PAST if "data-today-max" in said else ""
            self.typed.append((name, said.get("data-min") or past or known))


@dataclass(frozen=True)
class Walk:
    """Through one site on a server at `base`, whose files are in `folder`."""

    base: str
    site: Site
    folder: Path
    workspace: Path

    def pages(self) -> Iterator[Shown]:
        for path in sorted(self.folder.rglob("*.html")):
            place = path.relative_to(self.folder).as_posix()
            if place != "404.html":
                yield replace(self._get(place, f"/{self.site.id}/{place}"), looks="/" not in place)
        yield self._get("404", f"/{self.site.id}/gone")
        for form in self.site.forms.values():
            for language in self.site.languages:
                yield from self._form(form, language)

    def _form(self, form: Form, language: str) -> Iterator[Shown]:
        path, name = f"/f/{self.site.id}/{form.id}", f"{form.id} {language}"
        hosted = self._get(f"{name} hosted", f"{path}?lang={language}")
        own, first = language == self.site.language, form == next(iter(self.site.forms.values()))
        yield replace(hosted, looks=own and first)
        yield Shown(f"{name} pasted", path, self._pasted(form, language), looks=False)
        if own:
            yield from self._sent(form, Fields(hosted.html), path, name, first=first)

    def _sent(self, form: Form, fields: Fields, path: str, name: str, *, first: bool) -> Iterator[Shown]:
        wrong = [(field, "?") for field, _ in fields.typed]
        yield replace(self._post(f"{name} empty", path, fields.hidden), looks=False)
        yield self._post(f"{name} wrong", path, [*fields.hidden, *wrong])
        sent = [*fields.hidden, *fields.typed]
        if form.steps:
            yield self._post(f"{name} second step", path, [*sent, ("_step", "0"), ("_go", "next")])
        if form.confirm:
            yield self._post(f"{name} confirm", path, sent)
            sent = [*(pair for pair in sent if pair[0] != "_confirm"), ("_confirm", "yes")]
        yield replace(self._post(f"{name} receipt", path, sent), looks=first)

    def _pasted(self, form: Form, language: str) -> str:
        """A page made elsewhere, with our form in it."""
        action = f"https://forms.example/f/{self.site.id}/{form.id}"
        snippet = embed_html(self.site, form, language, action=action, workspace=self.workspace)
        return (
            f'<!doctype html><html lang="{language}"><title>Elsewhere</title><main><h1>Elsewhere</h1>{snippet}</main>'
        )

    def _get(self, name: str, path: str) -> Shown:
        return self._asked(name, "GET", path)

    def _post(self, name: str, path: str, pairs: Pairs) -> Shown:
        return self._asked(name, "POST", path, urlencode(pairs))

    def _asked(self, name: str, method: str, path: str, body: str = "") -> Shown:
        with closing(HTTPConnection(urlsplit(self.base).netloc, timeout=120)) as connection:
            connection.request(method, path, body, URLENCODED if body else {})
            answer = connection.getresponse()
            html = answer.read().decode()
            if answer.status == 303:
                return self._get(name, urlsplit(answer.headers["Location"]).path)
        assert answer.status in EXPECTED.get(name.rpartition(" ")[2], (200,)), f"{name}: {answer.status}\n{html}"
        return Shown(name, path, html)


EXPECTED = {"404": (404,), "empty": (422,), "wrong": (200, 422)}
