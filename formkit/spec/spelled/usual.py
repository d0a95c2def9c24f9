"""Words that a page shows where a spec says none: headings, labels, buttons, each in the languages of the site.

Where one language of such words is put, the others are written beside it, or the new words would stand in all.
"""

from formkit.edit import Put
from formkit.fields import FIELD_TYPES, FieldOptions, label_of
from formkit.spec.models import SECTION_KINDS
from formkit.spec.spelled.forms import usual_of
from formkit.spec.spelled.way import Answer, Path, Rule, Way, get
from formkit.words import Language, languages, words

_UNTITLED = ("hero", "text", "banner", "form")  # a form's heading is its own
_OF_FORM = {"title": "form_title", "button": "form_send"}


def _usual_words(way: Way) -> Answer:
    if way.value is not None or not way.fill or way.step not in languages() or len(way.languages) < 2:
        return None
    said = {code: _shown(way, words(code)) for code in way.languages}
    return Put(way.done, said) if all(said.values()) else None


def _shown(way: Way, language: Language) -> str:
    """What stands at the place without words of the spec; "" when nothing does."""
    *above, key = way.done
    if key == "title" and _is_titled(tuple(above)):
        return language(f"site_{above[-1]}")
    if len(above) == 2 and above[0] == "forms" and key in _OF_FORM:
        return language(_OF_FORM[str(key)])
    if len(above) == 4 and above[0] == "forms" and above[2] == "fields" and key == "label":
        return _label(way, tuple(above), language)
    return ""


def _is_titled(section: Path) -> bool:
    return section[-3:-2] == ("sections",) and section[-1] in SECTION_KINDS and section[-1] not in _UNTITLED


def _label(way: Way, field: Path, language: Language) -> str:
    said = get(way.data, (*field, "type")) or usual_of(Way(way.data, (*field, "type"), (), way.fill)) or "text"
    kind = FIELD_TYPES.get(str(said))
    if kind is None:
        return ""
    return label_of(kind, FieldOptions.model_construct(type=kind.name), str(field[-1]), language=language)


USUAL: tuple[Rule, ...] = (_usual_words,)
