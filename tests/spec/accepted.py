"""The examples, and of the hand-written files in tests/data/specs those that are accepted."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from formkit.spec import check_file

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = tuple(sorted((ROOT / "form_specs").glob("*.yaml")))
WRITTEN = tuple(sorted((ROOT / "tests" / "data" / "specs" / "files").glob("*.yaml")))


@cache
def accepted() -> tuple[Path, ...]:
    """Those of WRITTEN in which `check` finds no error."""
    with TemporaryDirectory() as folder:
        spec = Path(folder) / "form_specs" / "site.yaml"
        spec.parent.mkdir()
        return tuple(path for path in WRITTEN if check_file(Path(shutil.copy(path, spec)), Path(folder))[0])
