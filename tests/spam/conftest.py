"""A form to judge posts of."""

from pathlib import Path

import pytest

from formkit.spec import Form
from tests.spam.evidences import form_of


@pytest.fixture
def form(tmp_path: Path) -> Form:
    return form_of(tmp_path)
