"""The example sites, served for all tests that only look at them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live import Live, running, workspace_settings
from tests.sitecheck.rich import rich_spec

RICH = "rich"  # from the right to the left, as that finds most
EXAMPLES = Path(__file__).parents[2] / "form_specs"


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """formkit with every example site, one that has everything, and nobody who delivers."""
    workspace = tmp_path_factory.mktemp("examples")
    settings = workspace_settings(workspace, {RICH: rich_spec("plain", "ar")})
    shutil.copytree(EXAMPLES, settings.specs, dirs_exist_ok=True)
    with running(settings) as live:
        yield live
