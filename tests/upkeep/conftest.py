"""A workspace with a form that keeps its messages for thirty days."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from formkit.settings import Secret, Settings, load_settings
from formkit.store import Store
from formkit.upkeep.work import Work

KEY = "k" * 40
SPEC = """
site: {name: Rose Garden, languages: [tr]}
business: {email: hello@rosegarden.example, timezone: Europe/Istanbul}
forms:
  contact: {preset: contact, title: Bize yazın, retention: 30}
"""
At = Callable[[datetime], Work]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "form_specs").mkdir()
    (tmp_path / "form_specs" / "rose.yaml").write_text(SPEC, "utf-8")
    found = load_settings(tmp_path, {"FORMKIT_ALERT_TO": "admin@host.example"})
    return replace(found, secret_key=Secret(KEY))


@pytest.fixture
def at(store: Store, settings: Settings) -> At:
    """What a job gets at a moment."""
    return lambda moment: Work(store, settings, moment, lambda: False)
