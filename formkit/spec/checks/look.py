"""Where the site lives and how it looks: theme, web addresses, pictures."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from pathlib import Path

from formkit.errors import FormkitError, PictureError, quoted
from formkit.pictures import picture
from formkit.spec.checks.business import web_address_written
from formkit.spec.hosts import web_origin
from formkit.spec.models import Look
from formkit.spec.near import did_you_mean, nearest
from formkit.spec.parts import Draft, Steps
from formkit.themes import is_theme, mark, options_of, scheme_of, theme_names

# Shares of black or white: from the first on an eye sees two colours side by side, from the last on they are far apart.
# Nearly every colour of a brand is lightened on black and keeps its tone there: told when it is far.
_SEEN, _PALE, _FAR = 0.05, 0.2, 0.55
_PICTURES = (".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".gif", ".svg", ".avif")
_MOST_LOOKED_AT = 5000  # pictures, when one is not where a spec says


def theme_exists(draft: Draft) -> None:
    if draft.head is None:
        return
    name = draft.head.theme.name
    if not is_theme(name, draft.workspace):
        hint = did_you_mean(name, theme_names(draft.workspace))
        draft.wrong(("site", "theme", "name"), f"unknown theme {quoted(name)}", hint)
    elif draft.head.theme.options:
        _options_are_offered(draft, draft.head.theme)


def _options_are_offered(draft: Draft, look: Look) -> None:
    with suppress(FormkitError):  # the build tells what is wrong with the theme
        offered = options_of(look.name, draft.workspace)
        for option, said in look.options.items():
            place, choices = ("site", "theme", option), offered.get(option, ())
            if not choices:
                hint = did_you_mean(option, offered, otherwise="its options are") if offered else "take it out"
                draft.wrong(place, f"the theme '{look.name}' has no option {quoted(option)}", hint, at_key=True)
            elif said not in choices:
                draft.wrong(
                    place, f"'{option}' can't be {quoted(said)}", did_you_mean(said, choices, otherwise="it can be")
                )


def accent_stays_itself(draft: Draft) -> None:
    """Tell where words and links must have another colour than the owner's, because hers can't be read."""
    from formkit.palette import shift_of

    if draft.head is None or "accent" not in draft.head.model_fields_set:
        return
    accent, shift = draft.head.accent, shift_of(draft.head.accent)
    if shift.darkened < _SEEN and shift.lightened < _FAR:
        return  # most colours: the theme need not be read
    theme = draft.head.theme.name
    scheme = _scheme(theme, draft.workspace)
    if scheme == "dark" and shift.lightened >= _FAR:
        message = f"{accent} is too dark to be read on a page of {theme}: words and links get {shift.dark}"
        hint = f"to choose it yourself, write a lighter one, such as {shift.dark}"
    elif scheme != "dark" and shift.darkened >= _SEEN:
        far = "" if shift.darkened >= _PALE else "a little "
        message = f"{accent} is {far}too pale to be read on a light page: words and links get the darker {shift.light}"
        hint = f"areas of colour keep {accent}; for one colour everywhere write a darker one, such as {shift.light}"
    elif scheme == "both" and shift.lightened >= _FAR:
        message = f"{accent} is too dark to be read on a dark page: visitors with a dark screen get {shift.dark}"
        hint = "nothing to do: on a light page it stays as it is"
    else:
        return
    draft.notice(("site", "accent"), message, hint)


def _scheme(theme: str, workspace: Path) -> str:
    try:
        return scheme_of(theme, workspace) if is_theme(theme, workspace) else "both"
    except FormkitError:  # the build tells what is wrong with the theme
        return "both"


def urls_are_web_addresses(draft: Draft) -> None:
    for path, url in _urls(draft):
        if url and not _is_base(url):
            blank = "take the blank out; " if " " in url else ""
            hint = f"{blank}write it like https://rosegarden.example"
            draft.wrong(path, f"'{path[-1]}' is not a web address: {quoted(url)}", hint)


def origins_are_web_origins(draft: Draft) -> None:
    for index, said in enumerate(draft.head.origins if draft.head else ()):
        parts = said.rstrip("/").partition("://")
        if said == "null" or not web_origin(said) or "/" in (parts[2] or parts[0]):
            hint = "write scheme and host only, such as https://shop.example"
            draft.wrong(
                ("site", "origins", index), f"'origins' has what is not the address of a host: {quoted(said)}", hint
            )


def _urls(draft: Draft) -> Iterator[tuple[Steps, str]]:
    if draft.head:
        yield ("site", "url"), draft.head.url
        yield ("site", "endpoint"), draft.head.endpoint
    for name, form in draft.forms.items():
        if not _on_site(form.next):
            yield ("forms", name, "next"), form.next


def _on_site(path: str) -> bool:
    return path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and " " not in path


def _is_base(url: str) -> bool:
    from urllib.parse import urlsplit

    local = url.startswith(("http://localhost", "http://127.0.0.1"))
    return (
        (web_address_written(url) or (local and " " not in url)) and "@" not in urlsplit(url).netloc and "\\" not in url
    )


def images_lie_beside_the_spec(draft: Draft) -> None:
    for path, name in _images(draft):
        found = _found_picture(name, draft.workspace / "form_specs")
        if isinstance(found, tuple):
            draft.wrong(path, *found)
        elif found:
            message = f"the picture {quoted(name)} moves: visitors see its first frame"
            draft.notice(path, message, "link to a film from a text where it must move")


def images_say_what_they_show(draft: Draft) -> None:
    """WCAG 1.1.1: a picture needs its words, but for one beside a name that says the same, and one that only decorates.

    The pictures of a gallery are links, so none of them only decorates.
    """
    for place, section in draft.sections.items():
        here = (*place, section.kind)
        if section.image and section.alt is None:
            _lacks_alt(draft, (*here, "image"), section.image)
        for at, item in enumerate(section.items):
            said = item.alt.say(draft.head.languages[0] if draft.head else "") if item.alt else ""
            enough = bool(item.name or (said if section.kind == "gallery" else item.alt))
            if item.image and not enough:
                _lacks_alt(draft, (*here, "items", at, "image"), item.image, gallery=section.kind == "gallery")


def _lacks_alt(draft: Draft, path: Steps, name: str, *, gallery: bool = False) -> None:
    """`alt` is read aloud to those who can't see the picture."""
    hint = "write what it shows, such as alt: Pink peonies in a blue jug"
    decorates = "" if gallery else '; for one that only decorates, alt: ""'
    draft.wrong(path, f"the picture {quoted(name)} has no 'alt'", hint + decorates)


def _images(draft: Draft) -> Iterator[tuple[Steps, str]]:
    if draft.head and draft.head.logo:
        yield ("site", "logo"), draft.head.logo
    for place, section in draft.sections.items():
        here = (*place, section.kind)
        yield from [((*here, "image"), section.image)] if section.image else []
        yield from (((*here, "items", at, "image"), one.image) for at, one in enumerate(section.items) if one.image)


def _found_picture(name: str, folder: Path) -> bool | tuple[str, str]:
    """Whether the picture moves; message and hint where there is none to show."""
    if "://" in name:
        return (
            f"a picture can't come from elsewhere: {quoted(name)}",
            "save it beside the spec, such as images/shop.jpg",
        )
    path = folder / name
    outside = name.startswith(("/", "\\", "~")) or ".." in name.replace("\\", "/").split("/") or ":" in name
    if outside or not path.resolve().is_relative_to(folder.resolve()):
        return f"a picture must lie beside the spec: {quoted(name)}", "copy it there and write images/shop.jpg"
    if not name.isprintable() or not path.is_file():
        return f"the picture {quoted(name)} is not there", _beside(path, folder)
    if path.suffix.lower() not in _PICTURES:
        return f"{quoted(name)} is not a picture that browsers show", f"save it as one of {', '.join(_PICTURES)}"
    return _moves(path, folder, mark(path))


@lru_cache(maxsize=1024)
def _moves(path: Path, folder: Path, seen: str) -> bool | tuple[str, str]:
    """As `_found_picture`, of a file in the state `seen`: one that stays as it is is read once."""
    try:
        return picture(path, workspace=folder).moves
    except PictureError as error:
        return error.message, error.hint


def _beside(path: Path, folder: Path) -> str:
    """Where a picture of this name, or nearly of it, lies."""
    if found := _of_that_name(path, _pictures_below(folder)):
        capital = " Hosts tell capital letters apart" if found.parent == path.parent else ""
        return f"did you mean {quoted(found.relative_to(folder).as_posix(), most=200)}?{capital}"
    there = sorted(one.name for one in path.parent.glob("*") if one.suffix.lower() in _PICTURES)[:200]
    if near := nearest(path.name, there):
        return f"did you mean {quoted((path.parent / near).relative_to(folder).as_posix(), most=200)}?"
    if found := _of_that_name(path, [*folder.parent.glob("*.*"), *(folder.parent / "images").glob("*.*")]):
        said = f"it lies in {quoted(found.parent.name)}, not beside the spec"
        return f"{said}: move it into {folder.name}/images, and write {quoted(f'images/{found.name}', most=200)}"
    where = "pictures are looked for beside the spec, in form_specs/"
    return f"beside it are: {', '.join(there)}" if 0 < len(there) < 12 else where


def _of_that_name(path: Path, there: Iterable[Path]) -> Path | None:
    """The one of that name, or of that name in other letters, in the nearest folder."""
    alike = [one for one in there if _alike(one.name) == _alike(path.name)]
    return min(alike, key=lambda one: (one.parent != path.parent, one.name != path.name, one), default=None)


def _pictures_below(folder: Path) -> list[Path]:
    return list(islice((one for one in folder.rglob("*") if one.suffix.lower() in _PICTURES), _MOST_LOOKED_AT))


def _alike(name: str) -> str:
    """The name without what people don't tell apart: IMG_1.JPG and img_1.jpeg."""
    return name.casefold().replace(".jpeg", ".jpg")
