"""Patterns: the server runs them in linear time (RE2), a visitor's browser does not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from formkit.fields.text import Lengths
from formkit.spec.parts import Draft

BIG_REPEAT = 1000
_SIGN = re.compile(
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
                        rule="pattern-can-hang",
                    )
                if fault := clumsy(options.pattern):
                    draft.notice(
                        path,
                        f"'pattern' can be slow in a visitor's browser: {fault}",
                        "write it simpler, and limit the length by max",
                        rule="pattern-slow",
                    )
                if fault := unread(options.pattern):
                    hint = "the answer is then checked only when it is sent"
                    message = f"'pattern' can't be read by browsers: {fault}"
                    draft.notice(path, message, hint, rule="pattern-only-here")


def slow(pattern: str) -> str:
    """What makes a backtracking engine take time without end, or "": a repeat in a repeat, or one that is too big."""
    stack, last = [_Group()], _Group()
    signs = _SIGN.findall(pattern)
    for sign in signs:
        if sign.startswith("(") and not sign.endswith(")"):
            stack.append(_Group())
            last = _Group()
        elif sign == ")" and len(stack) > 1:
            last = stack.pop()
            stack[-1].endless += last.endless
        elif sign == "|":
            stack[-1].choice, last = True, _Group()
        elif (most := _repeat(sign)) is not None:
            if most > BIG_REPEAT and not _endless(sign):
                return f"{sign} repeats more than {BIG_REPEAT} times"
            if most > 10 and last.endless:
                return f"a repeat ({sign}) around another repeat"
            if _endless(sign) and last.choice:
                return f"a repeat ({sign}) around a choice with |" if _overlaps(pattern) else ""
            stack[-1].endless += _endless(sign)
        else:
            last = _Group()
    return ""


def clumsy(pattern: str) -> str:
    """Several repeats that can share the same letters: slow on long text, though not without end."""
    wide = re.findall(r"(?<!\\)(?:\.|\\[WDS])[*+]", pattern)
    if len(wide) > 2:
        return f"{len(wide)} repeats of anything ({' '.join(wide[:3])})"
    alike = re.search(r"((?:\[(?:\\.|[^\]\\])*\]|\\.|[^\\])[*+])\1\1", pattern)
    return f"the same repeat three times over ({alike[1]})" if alike else ""


def unread(pattern: str) -> str:
    """What the `v` flag of HTML's pattern attribute (ECMAScript 2024) doesn't take, or ""."""
    for sign in _SIGN.findall(pattern):
        if sign.startswith("[") and len(sign) > 1:
            if fault := _class_fault(sign):
                return fault
        elif (
            (sign.startswith("\\") and not _ESCAPES.fullmatch(sign))
            or sign.startswith("(?P<")
            or re.fullmatch(r"\(\?[a-zA-Z-]+[:)]", sign)
            or sign in ("{", "}", "]")
        ):
            return f"{sign} means nothing to them"
    return ""


def _class_fault(sign: str) -> str:
    inside = sign[1:-1].removeprefix("^")
    for escape in re.findall(r"\\(?:[pPu]\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", inside):
        if not _CLASS_ESCAPES.fullmatch(escape):
            return f"{escape} in {sign} means nothing to them"
    bare = re.sub(r"\\(?:[pPu]\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", "x", inside)
    if bare.startswith("-") or bare.endswith("-") or re.search(r"x-(?!.)|[()\[{}/|]", bare) or _loose_dash(inside):
        return f"a sign in {sign} needs a backslash before it (one of - ( ) [ {{ }} / |)"
    return f"the doubled sign in {sign}" if _DOUBLED.search(bare) else ""


def _loose_dash(inside: str) -> bool:
    """A dash between a class such as \\w and a letter is no range."""
    return bool(re.search(r"\\[wWdDsS]-|[^\\]-\\[wWdDsS]", inside))


def _repeat(sign: str) -> int | None:
    """How often at most a quantifier repeats; None for what is none."""
    if sign in ("*", "+"):
        return 1 << 30
    found = re.fullmatch(r"\{(\d+)(,?)(\d*)\}", sign)
    if not found:
        return None
    return 1 << 30 if found[2] and not found[3] else int((found[3] or found[1])[:9])


def _endless(sign: str) -> bool:
    return _repeat(sign) == 1 << 30


def _overlaps(pattern: str) -> bool:
    """True when two branches of a repeated choice begin alike."""
    for inside in _repeated_choices(pattern):
        firsts = [_SIGN.match(branch) for branch in inside.split("|")]
        words = [found[0] if found else "" for found in firsts]
        if len(set(words)) < len(words) or any(word in (".", "", "\\w", "\\S") for word in words):
            return True
    return False


def _repeated_choices(pattern: str) -> Iterator[str]:
    return (found[1] for found in re.finditer(r"\((?:\?:)?([^()]*\|[^()]*)\)(?:[*+]|\{\d+,\})", pattern))
