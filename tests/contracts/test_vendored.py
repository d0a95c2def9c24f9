"""Files of others in the Studio: each is named with its licence, and is still what it was."""

import re
from hashlib import sha256
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "formkit" / "web" / "static" / "studio" / "vendor"
SAID = (VENDOR / "LICENSES.md").read_text("utf-8")
FOLDERS = sorted(path.name for path in VENDOR.iterdir() if path.is_dir())


def test_each_vendored_file_is_named_with_its_sum() -> None:
    named = dict(re.findall(r"^\| `([^`]+)` \| `([0-9a-f]{64})` \|$", SAID, re.MULTILINE))
    files = [path for folder in FOLDERS for path in (VENDOR / folder).rglob("*") if path.is_file()]
    assert named == {path.relative_to(VENDOR).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def test_each_vendored_package_has_name_version_and_a_free_licence() -> None:
    said = re.findall(r"^## (\w+)\n\nPackage `[\w-]+`, version [\d.]+, licence (MIT|0BSD|BSD-3-Clause) ", SAID, re.M)
    assert [folder for folder, _ in said] == FOLDERS
    assert all((VENDOR / folder / "LICENSE").is_file() for folder in FOLDERS)


def test_no_vendored_script_needs_what_the_page_s_policy_forbids() -> None:
    scripts = {path.name: path.read_text("utf-8") for path in VENDOR.rglob("*.js")}
    assert [name for name, text in scripts.items() if re.search(r"\beval\(|new Function\(", text)] == []
