"""What a browser would send."""

from html.parser import HTMLParser


class Sent(HTMLParser):
    """The names and values of a page's one form, sent as it stands (WHATWG HTML, 4.10.22.4)."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pairs: list[tuple[str, str]] = []
        self._select = ""
        self._text: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        unticked = said.get("type") in ("checkbox", "radio") and "checked" not in said
        if tag == "input" and "name" in said and not unticked:
            self.pairs.append((said["name"], said.get("value", "")))
        elif tag == "select":
            self._select = said["name"]
        elif tag == "option" and "selected" in said:
            self.pairs.append((self._select, said.get("value", "")))
        elif tag == "textarea":
            self.pairs.append((said["name"], ""))
            self._text = said["name"]

    def handle_data(self, data: str) -> None:
        if self._text:
            self.pairs[-1] = (self._text, data.removeprefix("\r\n").removeprefix("\n"))

    def handle_endtag(self, tag: str) -> None:
        self._text = None if tag == "textarea" else self._text


def sent_by(page: str) -> dict[str, list[str]]:
    """Name -> values, ready to be posted by a test client."""
    found: dict[str, list[str]] = {}
    for name, value in Sent(page).pairs:
        found.setdefault(name, []).append(value)
    return found
