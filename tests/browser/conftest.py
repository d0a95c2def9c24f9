"""The example sites, served for all tests that only look at them."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.live import Live, running, workspace_settings
from tests.processes import Production
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


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    """An empty folder."""
    folder = tmp_path / "my-sites"
    folder.mkdir()
    return folder


@pytest.fixture
def address(sites: Path) -> Iterator[Callable[[], str]]:
    """Starts the Studio there; the address that its terminal shows."""
    with ExitStack() as stack:
        here = Production(sites, stack)
        here.settings = {}

        def start() -> str:
            process = here.start("studio", "--no-browser", "--port", str(here.port))
            process.wait_for_words("Ctrl-C stops")
            found = re.search(r"http://\S+/_studio/\?key=\S+", process.said)
            assert found
            return found[0]

        yield start
