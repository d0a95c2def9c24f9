"""Links of texts that stay on the site: to a page that is built, or to a file that the owner put beside it."""

import re
from collections.abc import Iterator
from os.path import exists
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from formkit.errors import quoted
from formkit.spec.checks.markdown import CODE, PICTURE, key_of
from formkit.spec.parts import Draft, Steps

_LINK = re.compile(r"\]\(\s*<?([^\s()<>]{1,200})")


def links_stay_on_the_site(draft: Draft) -> None:
    """Not asked beside a mistake: the page may be below it."""
    linked = [(place, code, words) for place, text in draft.texts for code, words in text.by_language if "](" in words]
    if not linked or draft.head is None or any(problem.severity == "error" for problem in draft.problems):
        return
    folder, known = urlsplit(draft.head.url).path.rstrip("/"), _pages(draft)
    for place, target, path in _targets(draft, linked):
        if target.startswith("/"):
            if folder and not target.startswith(("//", f"{folder}/")):
                message = f"{key_of(place)} has a link to {quoted(target)}, outside the site: that lives in {folder}/"
                hint = "write index.html for the first page, or a whole address"
                draft.notice(place, message, hint, rule="link-leads-outside", target=target)
        elif path not in known and not _lies_there(draft, path):
            message = f"{key_of(place)} has a link to {quoted(target)}, which is nothing of this site"
            hint = "write a page such as index.html, or a whole address: https://..."
            hint = f"{hint}; a file of your own belongs into {_folder(draft)}"
            draft.notice(place, message, hint, rule="link-leads-nowhere", target=target, folder=_folder(draft))


def _targets(draft: Draft, linked: list[tuple[Steps, str, str]]) -> Iterator[tuple[Steps, str, str]]:
    """Each link that is no whole address, and its path below the site's root."""
    others = draft.head.languages[1:] if draft.head else ()
    for place, code, words in linked:
        for found in _LINK.finditer(PICTURE.sub("", CODE.sub("", words))):
            path = unquote(re.split("[?#]", found[1])[0])
            if path and ":" not in path:
                yield place, found[1], normpath(f"{code}/{path}" if code in others else path)


def _pages(draft: Draft) -> set[str]:
    legal = [slug for slug in ("imprint", "privacy") if draft.legal and getattr(draft.legal, slug)]
    files = {".", "index.html", "contact.vcf", *(f"{slug}.html" for slug in (*draft.pages, *legal))}
    languages = draft.head.languages[1:] if draft.head else ()
    return files | {normpath(f"{code}/{file}") for code in languages for file in files}


def _lies_there(draft: Draft, path: str) -> bool:
    return not path.startswith("..") and exists(draft.workspace / _folder(draft) / path)


def _folder(draft: Draft) -> str:
    return f"build/{Path(draft.source.file).stem}"
