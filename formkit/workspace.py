"""What stands where in a workspace. It imports nothing heavy, as every command asks it first."""

import os
from pathlib import Path


def find_specs(folder: Path) -> list[Path]:
    """The specs of a workspace's `form_specs/`, by name."""
    if not folder.is_dir():
        return []
    return [folder / name for name in sorted(os.listdir(folder)) if name.endswith((".yaml", ".yml"))]
