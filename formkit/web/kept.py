"""Files that outlive a mistake elsewhere in the form: stored for its next try, and carried by a signed value.

The page shows each with a ticked box; to untick it takes the file out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from formkit.forms import file_fields
from formkit.model import Posted, Upload
from formkit.signed import sign, verified
from formkit.spec import Form, Site
from formkit.store import Place
from formkit.web.parts import new_upload_id
from formkit.web.state import state

FIELD = "_kept"
PURPOSE = "kept file"
FOR = timedelta(hours=2)
MOST_EACH, MOST = 40_000_000, 1_000_000_000  # bytes that wait: from one address, from everybody


def with_kept(site: Site, form: Form, posted: Posted) -> Posted:
    """What was posted, with the files of an earlier try that its signed values name.

    One that is there no more has no name, and is asked for again. Raises StoreUnavailable.
    """
    named = _named(site, form, posted)
    if not named:
        return posted
    ids, since = [file.kept for file in named], state().now() - FOR
    earlier = {one.kept: one for one in state().store.earlier_uploads(ids, site=site.id, form=form.id, since=since)}
    files = [earlier.get(file.kept) or Upload("", file.field, "", "", 0) for file in named]
    return replace(posted, files=(*(replace(one, id=one.id or new_upload_id()) for one in files), *posted.files))


def as_named(site: Site, form: Form, posted: Posted) -> Posted:
    """What was posted, with the files of an earlier try as its signed values name them: the store is not asked.

    For pages that give all back to be sent once more; new files are without their content, to be chosen again.
    """
    new = (replace(file, content=None) for file in posted.files)
    return replace(posted, files=(*_named(site, form, posted), *new))


def _named(site: Site, form: Form, posted: Posted) -> list[Upload]:
    values = [_read(site, form, value) for value in dict.fromkeys(posted.all(FIELD)) if value][:50]
    found = [file for file in values if file]
    if None in values and (takes := file_fields(form)):  # signed before the secret key or the form changed
        found.append(Upload("", takes[0], "", "", 0))
    return found


def keep(site: Site, form: Form, files: Sequence[Upload], address_hash: str) -> list[Upload]:
    """The files as they are now: those kept already, and new ones, kept too unless too much waits; then as they came.

    Raises StoreUnavailable.
    """
    store, now = state().store, state().now()
    new = [file for file in files if file.content is not None]
    size = sum(file.size for file in new)
    if size and (store.kept_size(address_hash) + size > MOST_EACH or store.kept_size() + size > MOST):
        return list(files)
    if new:
        store.keep_uploads(new, Place(site.id, form.id, address_hash, now), until=now + FOR)
    return [*(file for file in files if file.kept), *(replace(file, kept=file.id, content=None) for file in new)]


def values(site: Site, form: Form, files: Sequence[Upload]) -> Mapping[str, str]:
    """The signed value of each kept file, by its id."""
    return {file.kept: _write(site, form, file) for file in files if file.kept}


def _write(site: Site, form: Form, file: Upload) -> str:
    said = f"{file.field} {file.kept} {file.size} {file.name}"
    return sign(state().settings.secret_key, f"{PURPOSE} {site.id}.{form.id}", said)


def _read(site: Site, form: Form, value: str) -> Upload | None:
    """The file that a value of ours names; None for what is not ours."""
    said = verified(state().settings.secret_key, f"{PURPOSE} {site.id}.{form.id}", value) or ""
    field, kept, size, name = (*said.split(" ", 3), "", "", "", "")[:4]
    return Upload("", field, name, "", int(size), kept=kept) if name and field in file_fields(form) else None
