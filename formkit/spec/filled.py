"""Forms with what their preset gives them."""

from typing import TYPE_CHECKING, Any

from formkit.errors import quoted
from formkit.spec.near import did_you_mean, nearest
from formkit.spec.presets import PRESETS, preset_form
from formkit.words import Text, fill

if TYPE_CHECKING:
    from formkit.spec.parts import Draft

_SHARED = ("label", "help", "required", "width")


def with_preset(draft: "Draft", form_id: str, said: dict[str, Any]) -> dict[str, Any] | None:
    """A form as written -> with everything its preset gives; None when it has neither fields nor a preset we know."""
    path = ("forms", form_id)
    name = preset_of(form_id, said)
    if name is None and not said.get("fields"):
        if "fields" not in said:
            hint = "write preset: contact for the usual ones, or list them below fields:"
            message = f"the form {quoted(form_id)} has no 'fields'"
            draft.wrong(path, message, hint, rule="form-without-fields", at_key=True)
        return None
    if name is None:
        return said
    if name not in PRESETS:
        message, near = f"unknown preset {quoted(name)}", nearest(name, PRESETS)
        draft.wrong(
            (*path, "preset"), message, did_you_mean(name, PRESETS), rule="preset-unknown", value=name, meant=near
        )
        return said if said.get("fields") else None
    return merged(preset_form(name, business=_business(draft), languages=_languages(draft)), {**said, "preset": name})


def preset_of(form_id: str, said: dict[str, Any]) -> str | None:
    """What `preset` says; `{}` alone takes the preset of the form's own name, else contact."""
    if isinstance(said.get("preset"), str):
        return str(said["preset"])
    if said or "preset" in said:
        return None
    return form_id if form_id in PRESETS else "contact"


def _business(draft: "Draft") -> dict[str, Any]:
    said = draft.written.get("business")
    return said if isinstance(said, dict) else {}


def _languages(draft: "Draft") -> tuple[str, ...]:
    return draft.head.languages if draft.head else ("en",)


def merged(preset: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """What is said of a form, and what its preset gives where nothing is said."""
    fields = said.get("fields") or preset["fields"]
    usual = preset["fields"]
    inherited = {name: _field(usual.get(name), one, on_page=set(fields)) for name, one in fields.items()}
    merged = {**preset, **said, "fields": inherited}
    if "subject" not in said and not _can_say(preset.get("subject"), inherited):
        merged.pop("subject", None)
    return merged


def _field(usual: Any, said: Any, *, on_page: set[str]) -> Any:
    """What a field doesn't say comes from the preset's; of another type only what every type shares."""
    if usual is None or not (said is None or isinstance(said, dict)):
        return said
    said = said or {}
    if said.get("type", usual.get("type")) != usual.get("type"):
        usual = {key: value for key, value in usual.items() if key in _SHARED}
    if not on_page.issuperset(usual.get("show_if") or ()):
        usual = {key: value for key, value in usual.items() if key != "show_if"}
    return {**usual, **said}


def _can_say(subject: Any, fields: dict[str, Any]) -> bool:
    """True when every field that a preset's subject names is on the page."""
    said = [words for _, words in Text.of(subject).by_language] if subject else []
    blank = dict.fromkeys((*fields, "site", "form", "reference"), "")
    return not any("{" in fill(words, blank) for words in said)
