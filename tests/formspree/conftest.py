"""A form of ours, as pages made for Formspree send to it."""

import json
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.chromium import node_module
from tests.live import Live

SPEC = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
forms:
  contact:
    accepts: formspree
    fields:
      name: {type: text, label: Name, required: true, max: 100}
      email: {type: email, required: true}
      people: {type: number, label: People, min: 1, max: 12}
      days: {type: checkboxes, choices: [Mon, Tue, Wed]}
      message: {type: textarea, label: Message}
"""
FILLED = {"name": "Ada", "email": "ada@example.com", "message": "Salut è ü"}
Submit = Callable[..., dict[str, Any]]


@pytest.fixture
def live(start_live: Callable[..., Live]) -> Live:
    """formkit with a form that pages made for Formspree send to."""
    return start_live(SPEC, wait_ms=500)


@pytest.fixture
def submit_to() -> Submit:
    """Submit by @formspree/core in Node to a Live, and give its last outcome: {kind, next} or {kind, errors}."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no Node here: sudo apt-get install nodejs npm")
    node_module("@formspree/core/dist/index.mjs")
    script = Path(__file__).parent / "submit.mjs"

    def run(
        live: Live, key: str = "rose.contact", *, endpoint: str = "", times: int = 1, **body: Any
    ) -> dict[str, Any]:
        asked = {"endpoint": endpoint or live.url, "key": key, "times": times, **body}
        done = subprocess.run([node, str(script)], input=json.dumps(asked), capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        outcome: dict[str, Any] = json.loads(done.stdout)[-1]
        return outcome

    return run


@pytest.fixture
def submit(live: Live, submit_to: Submit) -> Submit:
    """Submit to the fixture `live`."""
    return partial(submit_to, live)
