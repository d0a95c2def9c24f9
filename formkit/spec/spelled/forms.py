"""Short forms of forms, and what their presets give."""

from collections.abc import Mapping, Sequence
from typing import Any

from formkit.edit import Put
from formkit.spec import short
from formkit.spec.filled import merged, preset_of
from formkit.spec.presets import PRESETS, preset_form
from formkit.spec.spelled.way import HERE, Answer, Rule, Way, get
from formkit.words import Text, languages


def _form(way: Way) -> Answer:
    """`contact: {}` has the preset of its own name, but only while it says nothing else."""
    if len(way.done) != 2 or way.done[0] != "forms" or not way.fill or way.value != {}:
        return None
    return Put((*way.done, "preset"), preset_of(str(way.done[1]), {}))


def _preset_fields(way: Way) -> Answer:
    """Naming some fields means only those: all of the preset's are named first."""
    if not way.fill or len(way.done) != 3 or way.done[0] != "forms" or way.done[2] != "fields" or way.value:
        return None
    usual = form_in_force(way).get("fields") or {}
    return Put(way.done, {name: {} for name in usual}) if usual else None


def _of_preset(way: Way) -> Answer:
    """What the preset gives is written before a part of it is changed, such as one language of a label."""
    if not way.fill or way.value is not None:
        return None
    if way.done[2:3] == ("fields",) and len(way.done) < 5:
        return None  # a field that says nothing takes everything from the preset
    usual = usual_of(way)
    by_language = isinstance(usual, Text) and way.step in languages()
    return Put(way.done, plain(usual, way.languages)) if by_language or isinstance(usual, dict | list) else None


def usual_of(way: Way) -> Any:
    """What the preset gives at the place; None when it gives nothing."""
    return get(form_in_force(way), way.done[2:]) if way.done[:1] == ("forms",) and len(way.done) > 2 else None


def form_in_force(way: Way) -> dict[str, Any]:
    """The form with what its preset gives; {} without a preset that we know."""
    form_id = str(way.done[1])
    said = get(way.data, way.done[:2])
    name = preset_of(form_id, said) if isinstance(said, dict) else None
    if name not in PRESETS or not isinstance(said, dict) or not isinstance(said.get("fields"), dict | None):
        return {}
    business = get(way.data, ("business",))
    known = business if isinstance(business, dict) else {}
    return merged(preset_form(str(name), business=known, languages=way.languages), said)


def plain(value: Any, spoken: Sequence[str] = ()) -> Any:
    """A value of a preset as YAML gives it: words by language, plain when there is one."""
    if isinstance(value, Text):
        words = dict(value.by_language)
        return next(iter(words.values())) if len(words) == 1 else words
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


def _destinations(way: Way) -> Answer:
    if way.done[-1:] == ("deliver_to",):
        return _all_destinations(way)
    if way.done[-2:-1] != ("deliver_to",) or not isinstance(way.value, str):
        return None
    return HERE if way.step == "mail" else Put(way.done, {"mail": str(way.value)})


def _all_destinations(way: Way) -> Answer:
    email = get(way.data, ("business", "email"))
    if way.value is None and way.fill and isinstance(email, str):
        return Put(way.done, [str(email)])
    if isinstance(way.value, str):
        said = short.destinations(way.value) if way.value.strip(" ,;") else []
        return Put(way.done, [str(one["mail"]) for one in said]) if said else None
    return Put(way.done, [way.value]) if isinstance(way.value, dict) and isinstance(way.step, int) else None


def _choices(way: Way) -> Answer:
    for name, keys in (("choices", ("value", "label")), ("items", ("name", "price"))):
        if way.done[-1:] == (name,) and isinstance(way.value, dict) and isinstance(way.step, int):
            return Put(way.done, [dict(zip(keys, one, strict=True)) for one in way.value.items()])
    if way.done[-2:-1] != ("choices",) or way.step not in ("value", "label"):
        return None
    if isinstance(way.value, str):
        return Put(way.done, {"value": str(way.value), "label": str(way.value)})
    if short.by_language(way.value) and "value" not in way.value and "label" not in way.value:
        return Put(way.done, {"value": next(iter(way.value.values())), "label": way.value})
    return None


FORMS: tuple[Rule, ...] = (_form, _preset_fields, _of_preset, _destinations, _choices)
