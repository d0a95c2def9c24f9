"""Where the site lives and how it looks: theme, web addresses, pictures."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from pathlib import Path

from formkit.errors import FormkitError, PictureError, quoted
from formkit.pictures import picture
from formkit.rules import Rule
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
        known = theme_names(draft.workspace)
        message, hint, meant = f"unknown theme {quoted(name)}", did_you_mean(name, known), nearest(name, known)
        draft.wrong(("site", "theme", "name"), message, hint, rule="theme-unknown", value=name, meant=meant)
    elif draft.head.theme.options:
        _options_are_offered(draft, draft.head.theme)


def _options_are_offered(draft: Draft, look: Look) -> None:
    with suppress(FormkitError):  # the build tells what is wrong with the theme
        offered = options_of(look.name, draft.workspace)
        for option, said in look.options.items():
            place, choices = ("site", "theme", option), offered.get(option, ())
            if not choices:
                hint = did_you_mean(option, offered, otherwise="its options are") if offered else "take it out"
                message, near = f"the theme '{look.name}' has no option {quoted(option)}", nearest(option, offered)
                draft.wrong(place, message, hint, rule="theme-option-unknown", at_key=True, value=option, meant=near)
            elif said not in choices:
                message, near = f"'{option}' can't be {quoted(said)}", nearest(said, choices)
                hint = did_you_mean(said, choices, otherwise="it can be")
                draft.wrong(place, message, hint, rule="not-offered", value=said, meant=near)


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
    rule: Rule = "accent-too-dark"
    shown = shift.dark
    if scheme == "dark" and shift.lightened >= _FAR:
        message = f"{accent} is too dark to be read on a page of {theme}: words and links get {shift.dark}"
        hint = f"to choose it yourself, write a lighter one, such as {shift.dark}"
    elif scheme != "dark" and shift.darkened >= _SEEN:
        rule, shown = "accent-too-pale", shift.light
        far = "" if shift.darkened >= _PALE else "a little "
        message = f"{accent} is {far}too pale to be read on a light page: words and links get the darker {shift.light}"
        hint = f"areas of colour keep {accent}; for one colour everywhere write a darker one, such as {shift.light}"
    elif scheme == "both" and shift.lightened >= _FAR:
        message = f"{accent} is too dark to be read on a dark page: visitors with a dark screen get {shift.dark}"
        hint, rule = "nothing to do: on a light page it stays as it is", "accent-dark-at-night"
    else:
        return
    draft.notice(("site", "accent"), message, hint, rule=rule, accent=accent, shown=shown)


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
            message = f"'{path[-1]}' is not a web address: {quoted(url)}"
            draft.wrong(path, message, hint, rule="web-address-wanted", value=url)


def origins_are_web_origins(draft: Draft) -> None:
    for index, said in enumerate(draft.head.origins if draft.head else ()):
        parts = said.rstrip("/").partition("://")
        if said == "null" or not web_origin(said) or "/" in (parts[2] or parts[0]):
            hint = "write scheme and host only, such as https://shop.example"
            message = f"'origins' has what is not the address of a host: {quoted(said)}"
            draft.wrong(("site", "origins", index), message, hint, rule="host-wanted", value=said)


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
        if isinstance(found, PictureError):
            draft.refused(path, found)
        elif found:
            message = f"the picture {quoted(name)} moves: visitors see its first frame"
            hint = "link to a film from a text where it must move"
            draft.notice(path, message, hint, rule="picture-moves", picture=name)


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
    hint += "" if gallery else '; for one that only decorates, alt: ""'
    rule: Rule = "gallery-picture-without-words" if gallery else "picture-without-words"
    draft.wrong(path, f"the picture {quoted(name)} has no 'alt'", hint, rule=rule, picture=name)


def _images(draft: Draft) -> Iterator[tuple[Steps, str]]:
    if draft.head and draft.head.logo:
        yield ("site", "logo"), draft.head.logo
    for place, section in draft.sections.items():
        here = (*place, section.kind)
        yield from [((*here, "image"), section.image)] if section.image else []
        yield from (((*here, "items", at, "image"), one.image) for at, one in enumerate(section.items) if one.image)


def _found_picture(name: str, folder: Path) -> bool | PictureError:
    """Whether the picture moves; what is wrong where there is none to show."""
    if "://" in name:
        message = f"a picture can't come from elsewhere: {quoted(name)}"
        return PictureError(name, message, "save it beside the spec, such as images/shop.jpg", "picture-elsewhere")
    path = folder / name
    outside = name.startswith(("/", "\\", "~")) or ".." in name.replace("\\", "/").split("/") or ":" in name
    if outside or not path.resolve().is_relative_to(folder.resolve()):
        message, hint = f"a picture must lie beside the spec: {quoted(name)}", "copy it there and write images/shop.jpg"
        return PictureError(name, message, hint, "picture-elsewhere")
    if not name.isprintable() or not path.is_file():
        message = f"the picture {quoted(name)} is not there"
        return PictureError(name, message, _beside(path, folder), "picture-missing")
    if path.suffix.lower() not in _PICTURES:
        message = f"{quoted(name)} is not a picture that browsers show"
        return PictureError(name, message, f"save it as one of {', '.join(_PICTURES)}", "picture-unknown-kind")
    return _moves(path, folder, mark(path))


@lru_cache(maxsize=1024)
def _moves(path: Path, folder: Path, seen: str) -> bool | PictureError:
    """As `_found_picture`, of a file in the state `seen`: one that stays as it is is read once."""
    try:
        return picture(path, workspace=folder).moves
    except PictureError as error:
        return PictureError(
            path.relative_to(folder).as_posix(), error.message, error.hint, error.rule or "picture-broken"
        )


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
