"""A field of a spec, in lines as a person would write them."""

from collections.abc import Iterator, Mapping

from formkit.spec.new import scalar

LONGEST = 110  # characters of a line


def field_lines(name: str, options: Mapping[str, object]) -> Iterator[str]:
    """One line where it is short, else one for each option, and for each choice."""
    line = f"      {name}: {_said(options)}"
    if len(line) <= LONGEST:
        yield line
        return
    yield f"      {name}:"
    for key, value in options.items():
        yield from _option(key, value)


def _option(key: str, value: object) -> Iterator[str]:
    line = f"        {key}: {scalar(value) if isinstance(value, str) else _said(value)}"
    if len(line) <= LONGEST or not isinstance(value, list):
        yield line
        return
    yield f"        {key}:"
    yield from (f"          - {scalar(one) if isinstance(one, str) else _said(one)}" for one in value)


def _said(value: object) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_said(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_said, value)) + "]"
    if isinstance(value, str):
        return scalar(value, among=True)
    return str(value).lower()
