"""What stands where in a workspace. It imports nothing heavy, as every command asks it first."""

import os
from pathlib import Path


def find_specs(folder: Path) -> list[Path]:
    """The specs of a workspace's `form_specs/`, by name."""
    return [folder / name for name in spec_names(folder)]


def spec_names(folder: Path) -> list[str]:
    """The file names of the specs of a workspace's `form_specs/`. Hidden ones belong to editors and file managers."""
    found = os.listdir(folder) if folder.is_dir() else []
    return sorted(name for name in found if name.endswith((".yaml", ".yml")) and not name.startswith("."))
