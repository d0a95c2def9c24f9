"""The parts of a whole file in their order: site, business, forms with their fields, sections."""

import re
from typing import Any

from formkit.errors import Wrong, quoted
from formkit.fields import FIELD_TYPES, FieldOptions
from formkit.schema import ID
from formkit.slug import latin
from formkit.spec import short
from formkit.spec.filled import with_preset
from formkit.spec.models import SECTION_KINDS, Business, Form, Head, Legal, Section, SubPage
from formkit.spec.near import did_you_mean, nearest
from formkit.spec.parts import Draft, Steps, keys_of, read_keys, read_part
from formkit.spec.sound import sound_hours, sound_languages
from formkit.spec.wording import as_written

_ID = re.compile(ID)
_TOP = ("site", "business", "sections", "pages", "legal", "forms")


def read_parts(draft: Draft, site_id: str) -> None:
    """Fills the draft with every sound part of its source."""
    data = draft.source.data
    _check_id(draft, (), site_id, what="the file's name, which is the site's id,")
    if not isinstance(data, dict):
        draft.wrong((), _BEGINS, _BEGIN, rule="site-missing")
        return
    draft.written = read_keys(draft, data, _TOP, path=(), owner="a spec")
    _read_site(draft)
    _read_business(draft)
    _read_forms(draft)
    _read_sections(draft, draft.written.get("sections"), ("sections",))
    _read_pages(draft)
    _read_legal(draft)


_BEGINS = "a spec begins with a key such as site: and the site's parts below it"
_BEGIN = "the shortest begins with the line site: {name: Rose Garden}"


def _read_site(draft: Draft) -> None:
    said = draft.written.get("site")
    if "site" in draft.source.broken:
        return
    if said is None:
        draft.wrong(("site",), "the spec has no 'site' with its name", _BEGIN, rule="site-missing", at_key=True)
    elif isinstance(said, str):
        meant = as_written(said) or f"site: {{name: {said[:60]}}}"
        message = f"'site' must have keys below it, not {quoted(said)}"
        draft.wrong(("site",), message, f"write {meant}", rule="parts-wanted", write=meant)
    else:
        said = sound_languages(draft, _one_language(draft, said))
        draft.head = read_part(draft, Head, said, path=("site",), owner="'site'")


def _one_language(draft: Draft, said: Any) -> Any:
    """`language: tr` is `languages: [tr]`."""
    if not isinstance(said, dict) or said.get("language") is None:
        return said
    if "languages" in said:
        message = "'language' and 'languages' say the same twice"
        draft.wrong(("site", "language"), message, "keep languages", rule="languages-twice", at_key=True)
    draft.source.renamed[("site", "languages")] = ("site", "language")
    return {**{key: value for key, value in said.items() if key != "language"}, "languages": said["language"]}


def _read_business(draft: Draft) -> None:
    said = draft.written.get("business")
    if isinstance(said, dict) and short.by_language(said.get("hours")):
        draft.source.renamed[("business", "hours", "text")] = ("business", "hours")
    elif isinstance(said, dict) and isinstance(said.get("hours"), dict):
        said = {**said, "hours": sound_hours(draft, said["hours"])}
    known = {} if said is None else said
    draft.business = read_part(draft, Business, known, path=("business",), owner="'business'")


def _read_forms(draft: Draft) -> None:
    said = draft.written.get("forms")
    if said is None:
        return
    if not isinstance(said, dict):
        message = "'forms' must have a key for each form, not a list or text"
        draft.wrong(("forms",), message, "write contact: without a dash", rule="names-wanted")
        return
    for form_id, form in said.items():
        _check_id(draft, ("forms", form_id), form_id, what="the form's id")
        draft.names[form_id] = ()
        _read_form(draft, form_id, form)


def _read_form(draft: Draft, form_id: str, said: Any) -> None:
    path, owner = ("forms", form_id), f"the form {quoted(form_id)}"
    if said is None:
        hint = f"write its fields below it, or {form_id}: {{}} for the usual ones"
        draft.wrong(path, f"{owner} is empty", hint, rule="form-empty", write=f"{form_id}: {{}}")
        return
    if not isinstance(said, dict):
        hint = f"write its fields below it, or {form_id}: {{}}"
        draft.wrong(path, f"{owner} must have keys below it", hint, rule="parts-wanted")
        return
    said = read_keys(draft, _stray_fields_home(draft, said, path), keys_of(Form), path=path, owner=owner)
    if "fields" in said and not _mapping_of_fields(draft, said["fields"], path):
        return
    draft.names[form_id] = tuple(said.get("fields") or ())
    filled = with_preset(draft, form_id, said)
    if filled is None:
        return
    fields = {name: _read_field(draft, name, one, (*path, "fields", name)) for name, one in filled["fields"].items()}
    draft.names[form_id] = tuple(fields)
    sound = {name: options for name, options in fields.items() if options is not None}
    form = read_part(draft, Form, {**filled, "fields": sound}, path=path, owner=owner)
    if form is not None:
        draft.forms[form_id] = form.model_copy(update={"id": form_id})


def _stray_fields_home(draft: Draft, said: dict[str, Any], path: Steps) -> dict[str, Any]:
    """Fields that stand beside `fields` instead of in it are told, and read as they were meant."""
    known = keys_of(Form)
    stray = [key for key, one in said.items() if key not in known and isinstance(one, dict) and "type" in one]
    fields = said.get("fields") or {}
    if not stray or not isinstance(fields, dict):
        return said
    for key in stray:
        hint = "write fields: above it, and put two more blanks before each of its lines"
        message = f"the field {quoted(key)} stands beside 'fields', not in it"
        draft.wrong((*path, key), message, hint, rule="field-beside-fields", at_key=True, name=key)
        draft.source.renamed[(*path, "fields", key)] = (*path, key)
    rest = {key: one for key, one in said.items() if key not in stray}
    return {**rest, "fields": {**fields, **{key: said[key] for key in stray}}}


def _mapping_of_fields(draft: Draft, said: Any, path: Steps) -> bool:
    if isinstance(said, dict) and said:
        return True
    if said:
        message = "'fields' must have a key for each field, not a list or text"
        hint = "write each field without a dash: its name and a colon, and its parts indented below"
        draft.wrong((*path, "fields"), message, hint, rule="names-wanted")
        return False
    hint = "write the fields below it, or take it out and say preset: contact"
    draft.wrong((*path, "fields"), "'fields' is empty", hint, rule="form-without-fields")
    return False


def _read_field(draft: Draft, name: str, said: Any, path: Steps) -> FieldOptions | None:
    _check_id(draft, path, name, what="the field's name")
    owner = f"the field {quoted(name)}"
    if isinstance(said, FieldOptions):
        return said
    if said is None:
        said = {}
    if not isinstance(said, dict):
        hint = f"for example {name}: {{type: text, label: Your name}}"
        draft.wrong(path, f"{owner} must have keys below it", hint, rule="parts-wanted")
        return None
    if isinstance(choices := said.get("choices"), dict):
        draft.source.renamed |= {(*path, "choices", n): (*path, "choices", key) for n, key in enumerate(choices)}
    kind = _type_of(draft, said, path)
    if kind is None:
        shared = {key: one for key, one in said.items() if key in FieldOptions.model_fields and key != "type"}
        read_part(draft, FieldOptions, {**shared, "type": "?"}, path=path, owner=owner)
        return None
    return read_part(
        draft,
        FIELD_TYPES[kind].options,
        {**_usual_currency(draft, kind), **said, "type": kind},
        path=path,
        owner=f"{'an' if kind[0] in 'aeio' else 'a'} {kind} field",
    )


def _usual_currency(draft: Draft, kind: str) -> dict[str, str]:
    """The currency of the business is that of its orders, too."""
    known = draft.business.currency if draft.business else ""
    known = known or (_ANY_CURRENCY if draft.source.has(("business", "currency")) else "")
    return {"currency": known} if known and kind == "order" else {}


_ANY_CURRENCY = "CLF"  # in place of one that is wrong: with its four digits every price can be paid


def _type_of(draft: Draft, said: dict[str, Any], path: Steps) -> str | None:
    kind = said.get("type", "text")
    if isinstance(kind, str) and kind in FIELD_TYPES:
        return kind
    if "type" in said and not isinstance(kind, str):
        hint = f"there are: {', '.join(FIELD_TYPES)}"
        draft.wrong((*path, "type"), "'type' must be one word", hint, rule="field-type-unknown")
        return None
    near, message = nearest(kind, FIELD_TYPES), f"unknown field type {quoted(kind)}"
    hint = did_you_mean(kind, FIELD_TYPES)
    draft.wrong((*path, "type"), message, hint, rule="field-type-unknown", meant=near)
    return near or None


def _read_sections(draft: Draft, said: Any, path: Steps) -> None:
    if said is None:
        return
    if not isinstance(said, list):
        hint = "put a dash before each section, as in - about: {text: Three sisters, one shop}"
        if str(said).startswith("-"):
            hint = "put a blank after each dash, as in - hours"
        draft.wrong(path, "'sections' must be a list", hint, rule="sections-need-dashes")
        return
    for index, one in enumerate(said):
        section = _read_section(draft, one, (*path, index))
        if section is not None:
            draft.sections[(*path, index)] = section


def _read_pages(draft: Draft) -> None:
    said = draft.written.get("pages")
    if said is None:
        return
    if not isinstance(said, dict):
        hint = "for example prices: {title: Prices, sections: [...]}"
        message = "'pages' must have a key for each page, not a list or text"
        draft.wrong(("pages",), message, hint, rule="names-wanted")
        return
    for slug, page in said.items():
        path: Steps = ("pages", slug)
        _check_id(draft, path, slug, what="the page's word in its address")
        if not isinstance(page, dict):
            hint = f"for example {slug}: {{title: {slug.capitalize()[:40]}, sections: [...]}}"
            draft.wrong(path, f"the page {quoted(slug)} must have keys below it", hint, rule="parts-wanted")
            continue
        _read_sections(draft, page.get("sections"), (*path, "sections"))
        rest = {key: one for key, one in page.items() if key != "sections" or one is None}
        made = read_part(draft, SubPage, rest, path=path, owner=f"the page {quoted(slug)}")
        if made is not None:
            draft.pages[slug] = made.model_copy(update={"id": slug})


def _read_legal(draft: Draft) -> None:
    said = draft.written.get("legal")
    if said is not None:
        draft.legal = read_part(draft, Legal, short.legal(said), path=("legal",), owner="'legal'")


def _read_section(draft: Draft, said: Any, path: Steps) -> Section | None:
    try:
        made = short.section(_indented(draft, said, path))
    except Wrong as error:
        draft.refused(path, error)
        return None
    kind = made["kind"]
    if kind not in SECTION_KINDS:
        hint = did_you_mean(kind, SECTION_KINDS)
        if " - " in kind:
            hint = f"put each dash on a line of its own, right below the one of '{kind.split(' - ')[0]}'"
        message, near = f"unknown section {quoted(kind)}", nearest(kind, SECTION_KINDS)
        draft.wrong((*path, kind), message, hint, rule="section-unknown", at_key=True, value=kind, meant=near)
        return None
    if not isinstance(made.get("form", ""), str) or ("form" in made) > (kind == "form"):
        hint = "a form is a section of its own: - form: contact"
        draft.wrong((*path, kind, "form"), "unknown key 'form'", hint, rule="form-in-section", at_key=True)
        return None
    for short_of in ("text", "items"):
        if short_of in made and not draft.source.has((*path, kind, short_of)):
            draft.source.renamed[(*path, kind, short_of)] = (*path, kind)
    return read_part(draft, Section, made, path=(*path, kind), owner=f"the section '{kind}'")


def _indented(draft: Draft, said: Any, path: Steps) -> Any:
    """`- about:` whose parts stand at its own depth is a slip that we tell and then read as it was meant."""
    if not isinstance(said, dict) or len(said) < 2:
        return said
    (kind, first), *rest = said.items()
    if first is not None or kind not in SECTION_KINDS:
        return said
    hint = f"put two more blanks before each line below '- {kind}:'"
    message = f"the parts of the section '{kind}' are not indented under it"
    draft.wrong((*path, rest[0][0]), message, hint, rule="section-not-indented", at_key=True)
    return {kind: dict(rest)}


def _check_id(draft: Draft, path: Steps, name: str, *, what: str) -> None:
    if _ID.fullmatch(name) and name not in RESERVED:
        return
    if name in RESERVED or name.startswith("_"):
        message = f"{what} can't be {quoted(name)}: formkit uses it itself"
        draft.wrong(path, message, "give it another name", rule="name-taken", at_key=True, name=name)
        return
    meant = _proposal(name)
    hint = f"{_ID_HINT}, for example '{meant}'" if meant else _ID_HINT
    message = f"{what} can't be {quoted(name)}"
    draft.wrong(path, message, hint, rule="name-not-allowed", at_key=True, name=name, write=meant)


RESERVED = ("csrf_token",)
_ID_HINT = "it begins with a letter a-z and goes on with a-z, 0-9, - or _, 64 at most"


def _proposal(name: str) -> str:
    plain = re.sub(r"[^a-z0-9-]+", "_", latin(name[:80])).strip("_-0123456789")[:40]
    return plain if len(plain) > 1 else ""
