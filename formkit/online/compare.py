"""Each file of a built site against what its host shows: what is missing there, different, or left from before."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from formkit.markup import Begin, read_markup
from formkit.online.faults import OutOfTime, Unreachable
from formkit.online.fetch import Answer, Fetcher

FOR_HOSTS = ("_headers", ".htaccess")  # hosts read these, and show them to nobody
AT_ONCE = 4
MOST_EXTRA = 50
PAGE_MOST = 500_000
_REWRITTEN = b"/cdn-cgi/"
_TOLD_OF_REWRITING = (
    "Cloudflare changes your pages on their way, and what it puts in is not allowed to run there: visitors may see no "
    "mail address. Switch off Email Address Obfuscation, Rocket Loader and Web Analytics in its settings."
)
_LINKS = {"a": {"href"}, "img": {"src"}, "link": {"href"}}


_TOO_SLOW = "Your host was too slow to be asked for every file: try again when it is quicker."


@dataclass(frozen=True)
class Comparison:
    """Paths below the site's folder; `unseen` got no answer. `remarks` are sentences about what else was seen.

    `base` is the address that answered, where redirects had ended: https, where http leads to it.
    """

    base: str
    same: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        return not (self.missing or self.different or self.unseen)


def compare(folder: Path, paths: Sequence[str], url: str, fetcher: Fetcher) -> Comparison:
    """The files at `paths` of the folder against those below `url`. Raises Unreachable when its first page can't be."""
    base = f"{url.rstrip('/')}/"
    first = fetcher.get(base, most=PAGE_MOST)
    if first.moved_to:
        raise Unreachable(
            "moved",
            f"{base} leads to another host: {first.moved_to}",
            f"when that is yours: formkit check --site {first.moved_to}",
            url=base,
            to=first.moved_to,
        )
    base = f"{urljoin(base, first.url).split('?')[0].rstrip('/')}/"
    shown = [path for path in paths if path not in FOR_HOSTS]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        verdicts = pool.map(lambda path: _verdict(folder / path, base + _as_asked(path), fetcher), shown)
        found = dict(zip(shown, verdicts, strict=True))
    return Comparison(
        base,
        same=_of("same", found),
        missing=_of("missing", found),
        different=_of("different", found),
        extra=_extra(base, first, set(shown), fetcher),
        unseen=_of("unseen", found),
        remarks=(*_remarks(found), *_lost(folder, base, fetcher)),
    )


def _of(kind: str, found: dict[str, tuple[str, str]]) -> tuple[str, ...]:
    return tuple(path for path, (verdict, _) in found.items() if verdict == kind)


def _verdict(built: Path, url: str, fetcher: Fetcher) -> tuple[str, str]:
    """What became of one file, and a word about it."""
    data = built.read_bytes()
    try:
        answer = fetcher.get(url, most=len(data) * 2 + PAGE_MOST)
    except OutOfTime:
        return "unseen", _TOO_SLOW
    except Unreachable as error:
        return "unseen", _sentence(error)
    if answer.status != 200:
        return "missing", f"{url} leads to {answer.moved_to}" if answer.moved_to else ""
    if answer.body == data:
        return "same", ""
    if _REWRITTEN in answer.body and _REWRITTEN not in data:
        return "different", _TOLD_OF_REWRITING
    return "different", "ends" if _same_but_ends(answer.body, data) else ""


def _sentence(error: Unreachable) -> str:
    return f"{error.message}: {error.hint}."


def _same_but_ends(one: bytes, other: bytes) -> bool:
    return one.replace(b"\r", b"") == other.replace(b"\r", b"")


def _remarks(found: dict[str, tuple[str, str]]) -> Iterable[str]:
    words = [word for _, word in found.values() if word]
    if "ends" in words:
        yield "Some files differ by the ends of their lines only: your FTP program changed them. Upload in binary mode."
    yield from dict.fromkeys(word for word in words if word != "ends")


def _lost(folder: Path, base: str, fetcher: Fetcher) -> Iterable[str]:
    """What the host says of an address that is nowhere."""
    built = folder / "404.html"
    nowhere = f"{base}not-here-{sha256(base.encode()).hexdigest()[:8]}.html"
    try:
        answer = fetcher.get(nowhere, most=PAGE_MOST)
    except Unreachable:
        return
    if answer.status == 200:
        yield f"Your host answers addresses that don't exist ({nowhere}) as if they did: ask it not to."
    elif built.is_file() and answer.body != built.read_bytes():
        yield "Addresses that don't exist show a page of your host, not 404.html: docs/publishing.md says what to set."


def _extra(base: str, first: Answer, known: set[str], fetcher: Fetcher) -> tuple[str, ...]:
    """What the first page that is online leads to below the site, and that was not built."""
    text = first.body.decode("utf-8", "replace")
    links = [
        next(iter(event.attributes.values()), "") for event in read_markup(text, _LINKS) if isinstance(event, Begin)
    ]
    paths = dict.fromkeys(path for link in links if (path := _below(base, link)) and path not in known)
    return tuple(path for path in list(paths)[:MOST_EXTRA] if _is_there(base + path, fetcher))


def _below(base: str, link: str) -> str:
    """The path of a file below the site that a link leads to; "" for any other."""
    try:
        found = urljoin(base, link)
        urlsplit(found)
    except ValueError:
        return ""
    path = found.split("#")[0].split("?")[0]
    return _as_built(unquote(path.removeprefix(base))) if path.startswith(base) else ""


def _is_there(url: str, fetcher: Fetcher) -> bool:
    try:
        return fetcher.get(url, most=1).status == 200
    except Unreachable:
        return False


def _as_asked(path: str) -> str:
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path


def _as_built(path: str) -> str:
    return f"{path}index.html" if not path or path.endswith("/") else path
