"""The field that takes files: its limits are told before choosing, and checked again by the content."""

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from pydantic import BeforeValidator, Field, WithJsonSchema

from formkit.errors import Wrong, quoted
from formkit.fields.base import FieldOptions, FieldType, Reader, Shown
from formkit.kinds import KINDS, kind_of
from formkit.model import Upload
from formkit.schema import Line, Whole
from formkit.words import Language

if TYPE_CHECKING:
    from wtforms.fields.core import UnboundField

KB, MB = 1024, 1024 * 1024
FILE_MOST, FORM_MOST = 10 * MB, 20 * MB
USUAL = ("jpg", "png", "webp", "pdf", "docx", "odt", "txt")  # no heic: a phone that may not send it sends a jpg


def _kinds(value: Any) -> Any:
    """One word or a list of words of KINDS; `jpeg` is `jpg`."""
    said = [one for one in re.split(r"[,\s]+", value) if one] if isinstance(value, str) else value
    if not isinstance(said, list | tuple) or not said:
        raise Wrong("'{key}' must be a list of kinds of files", "for example [jpg, png, pdf]", rule="file-kinds-wanted")
    found = [kind_of(f".{str(one).lower().removeprefix('.')}") for one in said]
    for one, kind in zip(said, found, strict=True):
        if kind is None:
            message, hint = f"{quoted(one)} is no kind of file that a form takes", f"the kinds are {', '.join(KINDS)}"
            raise Wrong(message, hint, rule="file-kind-unknown", value=one, offered=", ".join(KINDS))
    return list(dict.fromkeys(kind.word for kind in found if kind))


def _size(value: Any) -> Any:
    """`5 MB` or `500 kB` -> bytes."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    found = re.fullmatch(r"([0-9]{1,9}(?:\.[0-9]{1,3})?)\s*([kKmM])[bB]", str(value).strip())
    size = round(float(found[1]) * (MB if found[2] in "mM" else KB)) if found else 0
    if not KB <= size <= FILE_MOST:
        message = f"'{{key}}' must be a size of at most 10 MB, not {quoted(value)}"
        raise Wrong(message, "for example 5 MB, or 500 kB", rule="file-size-wanted")
    return size


Kinds = Annotated[
    tuple[Line, ...],
    BeforeValidator(_kinds),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"enum": list(KINDS)}, "minItems": 1}]}),
]
Size = Annotated[int, BeforeValidator(_size), WithJsonSchema({"type": "string", "pattern": r"^[0-9.]+ ?[kKmM][bB]$"})]


class FileOptions(FieldOptions):
    """Files to send along. `accept` names kinds, `max_size` is that of one file; all files of a form have 20 MB."""

    type: Literal["file"] = "file"
    accept: Kinds = USUAL
    max_files: Annotated[Whole, Field(ge=1, le=10)] = 3
    max_size: Size = 5 * MB


def make_file(options: FileOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms.widgets import FileInput

    from formkit.fields.bound import Files
    from formkit.fields.checks import Blank, needed

    first = needed(label, language, key="err_required_file") if options.required else Blank()
    rules = [first, *_rules(options, label, language)]
    endings = [f".{ending}" for word in options.accept for ending in KINDS[word].endings]
    attributes = {
        "accept": ",".join([*endings, *(KINDS[word].media_type for word in options.accept)]),
        "data-files": str(options.max_files),
        "data-size": str(options.max_size),
        "data-together": str(FORM_MOST),
    }
    made: Any = Files(label, rules, widget=FileInput(multiple=options.max_files > 1), render_kw=attributes)
    return cast("UnboundField[Any]", made)


def _rules(options: FileOptions, label: str, language: Language) -> list[Any]:
    """In the order in which they are told; what is checked by the content comes last."""
    from formkit.fields.checks import Check, FileCheck

    kinds = _of_file(language, language("err_file_type", kinds=kinds_in_words(options, language)))
    together = language("err_file_together", size=size_in_words(FORM_MOST, language))
    size = _of_file(language, language("err_file_size", size=size_in_words(options.max_size, language)))
    most = language("err_file_many", max=options.max_files)
    return [
        Check("file", language("err_required_file", label=label), lambda data: all(_is_file(one) for one in data)),
        Check("gone", language("err_file_again"), lambda data: all(one.name for one in data)),
        Check("many", most, lambda data: len(data) <= options.max_files),
        FileCheck("type", kinds, lambda file: _may_be(file, options)),
        FileCheck("empty", _of_file(language, language("err_file_empty")), lambda file: file.size > 0),
        FileCheck("size", size, lambda file: file.size <= options.max_size),
        Check("together", together, lambda data: all(one.kept or one.content is not None for one in data)),
        FileCheck("content", kinds, _is_what_it_says),
    ]


def _of_file(language: Language, problem: str) -> str:
    """A problem with room for the name of the file that has it, which is known later."""
    return language("err_file", file="{file}", problem=problem)


def _is_file(sent: Any) -> bool:
    return isinstance(sent, Upload)


def _may_be(file: Upload, options: FileOptions) -> bool:
    kind = kind_of(file.name)
    return kind is not None and kind.word in options.accept


def takes(options: FileOptions, file: Upload) -> bool:
    """Whether a file breaks no rule of its own."""
    fits = 0 < file.size <= options.max_size and bool(file.kept or file.content is not None)
    return bool(file.name) and fits and _may_be(file, options) and _is_what_it_says(file)


def _is_what_it_says(file: Upload) -> bool:
    """By its content; what lies in the store was checked when it came."""
    kind = kind_of(file.name)
    return bool(file.kept or (kind and file.content is not None and kind.has(file.content)))


def kinds_in_words(options: FileOptions, language: Language) -> str:
    """`JPG, PNG or PDF`."""
    from babel.lists import format_list

    start = "\u200f" if language.direction == "rtl" else ""  # the list runs as its language does, not as its first word
    return start + format_list([word.upper() for word in options.accept], style="or", locale=language.code)


def size_in_words(size: int, language: Language) -> str:
    """`1.2 MB` or `340 kB`, with the decimal sign and the unit of the language (CLDR)."""
    from babel.units import format_unit

    unit, amount = ("megabyte", round(size / MB, 1)) if size >= MB else ("kilobyte", max(1, round(size / KB)))
    return format_unit(amount, f"digital-{unit}", length="short", locale=language.code)


def told_before(options: FileOptions, language: Language) -> str:
    """The limits, in words: `JPG or PNG, up to 5 MB each, at most 3 files`."""
    said = {"kinds": kinds_in_words(options, language), "size": size_in_words(options.max_size, language)}
    if options.max_files == 1:
        return language("form_file_one", **said)
    return language("form_file_many", max=options.max_files, **said)


def show_files(options: FileOptions, value: Any, reader: Reader) -> Shown:
    """One line for each file: its name, and its size where it is known."""
    files = (value,) if isinstance(value, str) else value
    return Shown("\n".join(_line(file, reader.language) for file in files))


def _line(file: Upload | str, language: Language) -> str:
    return file if isinstance(file, str) else f"{file.name} ({size_in_words(file.size, language)})"


TYPES = (
    FieldType(
        "file",
        "Files to send along",
        "{type: file, label: A picture of it, accept: [jpg, png], max_size: 5 MB}",
        FileOptions,
        make_file,
        show_files,
        "label_file",
        many=True,
        told=told_before,
        takes=takes,
        sample=lambda options, asked: [f"example.{KINDS[options.accept[0]].endings[0]}"],
    ),
)
