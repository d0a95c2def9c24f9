"""Jinja as themes use it."""

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from formkit import __version__

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment
    from jinja2.bccache import Bucket


def environment_of(folders: tuple[Path, ...]) -> "Environment":
    """Where templates are looked for: in the theme's own folder, then in those that it extends, and by their names."""
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

    by_name = PrefixLoader({folder.name: FileSystemLoader(folder) for folder in folders})
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(folders), by_name]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_compiled(),
    )
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return made


@cache
def _compiled() -> "BytecodeCache | None":
    """What earlier processes of this user compiled of templates; None where there is no safe place to keep it."""
    from jinja2 import FileSystemBytecodeCache

    class Kept(FileSystemBytecodeCache):
        def dump_bytecode(self, bucket: "Bucket") -> None:
            with suppress(OSError):  # such as a full disk: it is compiled again the next time
                super().dump_bytecode(bucket)

    try:
        return Kept(pattern=f"formkit_{__version__}_%s.cache")
    except (OSError, RuntimeError):
        return None
