"""The Nu checker of the W3C: HTML, the styles in it, and SVG, as many files as there are in one run of Java."""

import json
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.chromium import node_module

FINE: Mapping[str, str] = {  # what it warns about, and why that is as it should be
    r"Resource violates Content Security Policy .* blocked by “img-src”": (
        "a file on a disk has no origin, so 'self' means nothing to the checker; browsers are asked by other checks"
    ),
    r"Section lacks heading": "an owner may leave a section without a title; it has no role then (HTML-AAM)",
}


def nu_faults(files: Sequence[Path]) -> list[tuple[Path, str]]:
    """What the checker finds wrong, or warns about without a reason in FINE: the file, and the line with its words."""
    java = shutil.which("java")
    assert java, "there is no Java here: sudo apt-get install default-jre-headless"
    jar = node_module("vnu-jar/build/dist/vnu.jar")
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--also-check-svg"]
    command = [java, "-Xss1m", "-jar", str(jar), *options, *(str(file) for file in files)]
    ran = subprocess.run(command, capture_output=True, check=True, text=True)
    return [_said(one) for one in json.loads(ran.stdout)["messages"] if not _is_fine(one)]


def _is_fine(message: Mapping[str, str]) -> bool:
    return message["type"] == "info" and any(re.search(known, message["message"]) for known in FINE)


def _said(message: Mapping[str, str]) -> tuple[Path, str]:
    place = Path(message.get("url", "").removeprefix("file:"))
    return place, f"line {message.get('lastLine', '?')}: {message['message']} {message.get('extract', '')}"
