"""Patterns: the server runs them in linear time (RE2), a visitor's browser does not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from formkit.fields.typed import Lengths
from formkit.spec.parts import Draft

BIG_REPEAT = 1000
_TOKEN = re.compile(
    r"\\[pPu]\{[^}]*\}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\.|\[(?:\\.|[^\]\\])*\]"
    r"|\(\?(?:[:=!]|<[=!]|P?<\w+>)|\(\?[a-zA-Z-]*[:)]|\{\d+(?:,\d*)?\}|.",
    re.DOTALL,
)
_ESCAPES = re.compile(
    r"\\(?:[dDwWsSbBnrtvf0]|[pP]\{[^}]+\}|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[\^$\\.*+?()\[\]{}|/])"
)
_CLASS_ESCAPES = re.compile(_ESCAPES.pattern[:-1] + r"|[-&!#%,:;<=>@`~])")
_DOUBLED = re.compile(r"([&!#$%*+,.:;<=>?@^`~])\1")


@dataclass
class _Group:
    """What stands between a bracket and its end: repeats without limit, and choices between |."""

    endless: int = 0
    choice: bool = False
    runs: list[str] = field(default_factory=list)


def browsers_can_run_them(draft: Draft) -> None:
    for form_id, form in draft.forms.items():
        for name, options in form.fields.items():
            if isinstance(options, Lengths) and options.pattern:
                path = ("forms", form_id, "fields", name, "pattern")
                if fault := slow(options.pattern):
                    draft.wrong(
                        path,
                        f"'pattern' can hang a visitor's browser: {fault}",
                        "write it without, and limit the length by max",
                    )
                if fault := clumsy(options.pattern):
                    draft.notice(
                        path,
                        f"'pattern' can be slow in a visitor's browser: {fault}",
                        "write it simpler, and limit the length by max",
                    )
                if fault := unread(options.pattern):
                    hint = "the answer is then checked only when it is sent"
                    draft.notice(path, f"'pattern' can't be read by browsers: {fault}", hint)


def slow(pattern: str) -> str:
    """What makes a backtracking engine take time without end, or "": a repeat in a repeat, or one that is too big."""
    stack, last = [_Group()], _Group()
    tokens = _TOKEN.findall(pattern)
    for token in tokens:
        if token.startswith("(") and not token.endswith(")"):
            stack.append(_Group())
            last = _Group()
        elif token == ")" and len(stack) > 1:
            last = stack.pop()
            stack[-1].endless += last.endless
        elif token == "|":
            stack[-1].choice, last = True, _Group()
        elif (most := _repeat(token)) is not None:
            if most > BIG_REPEAT and not _endless(token):
                return f"{token} repeats more than {BIG_REPEAT} times"
            if most > 10 and last.endless:
                return f"a repeat ({token}) around another repeat"
            if _endless(token) and last.choice:
                return f"a repeat ({token}) around a choice with |" if _overlaps(pattern) else ""
            stack[-1].endless += _endless(token)
        else:
            last = _Group()
    return ""


def clumsy(pattern: str) -> str:
    """Several repeats that can share the same letters: slow on long text, though not without end."""
    wide = re.findall(r"(?<!\\)(?:\.|\\[wWDS]|\[\^[^\]]*\])[*+]", pattern)
    return f"{len(wide)} repeats of anything ({' '.join(wide[:3])})" if len(wide) > 2 else ""


def unread(pattern: str) -> str:
    """What the `v` flag of HTML's pattern attribute (ECMAScript 2024) doesn't take, or ""."""
    for token in _TOKEN.findall(pattern):
        if token.startswith("[") and len(token) > 1:
            if fault := _class_fault(token):
                return fault
        elif (
            (token.startswith("\\") and not _ESCAPES.fullmatch(token))
            or token.startswith("(?P<")
            or re.fullmatch(r"\(\?[a-zA-Z-]+[:)]", token)
            or token in ("{", "}", "]")
        ):
            return f"{token} means nothing to them"
    return ""


def _class_fault(token: str) -> str:
    inside = token[1:-1].removeprefix("^")
    for escape in re.findall(r"\\(?:[pPu]\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", inside):
        if not _CLASS_ESCAPES.fullmatch(escape):
            return f"{escape} in {token} means nothing to them"
    bare = re.sub(r"\\(?:[pPu]\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", "x", inside)
    if bare.startswith("-") or bare.endswith("-") or re.search(r"x-(?!.)|[()\[{}/|]", bare) or _loose_dash(inside):
        return f"a sign in {token} needs a backslash before it (one of - ( ) [ {{ }} / |)"
    return f"the doubled sign in {token}" if _DOUBLED.search(bare) else ""


def _loose_dash(inside: str) -> bool:
    """A dash between a class such as \\w and a letter is no range."""
    return bool(re.search(r"\\[wWdDsS]-|[^\\]-\\[wWdDsS]", inside))


def _repeat(token: str) -> int | None:
    """How often at most a quantifier repeats; None for what is none."""
    if token in ("*", "+"):
        return 1 << 30
    found = re.fullmatch(r"\{(\d+)(,?)(\d*)\}", token)
    if not found:
        return None
    return 1 << 30 if found[2] and not found[3] else int((found[3] or found[1])[:9])


def _endless(token: str) -> bool:
    return _repeat(token) == 1 << 30


def _overlaps(pattern: str) -> bool:
    """True when two branches of a repeated choice begin alike."""
    for inside in _repeated_choices(pattern):
        firsts = [_TOKEN.match(branch) for branch in inside.split("|")]
        words = [found[0] if found else "" for found in firsts]
        if len(set(words)) < len(words) or any(word in (".", "", "\\w", "\\S") for word in words):
            return True
    return False


def _repeated_choices(pattern: str) -> Iterator[str]:
    return (found[1] for found in re.finditer(r"\((?:\?:)?([^()]*\|[^()]*)\)(?:[*+]|\{\d+,\})", pattern))
