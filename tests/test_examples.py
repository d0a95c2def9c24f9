"""The five example sites: sound, and together everything that a spec can hold."""

import gzip
from pathlib import Path

import pytest

import formkit
from formkit.fields import FIELD_TYPES
from formkit.site import build_site
from formkit.spec import check_file, find_specs, read_site
from formkit.spec.models import SECTION_KINDS
from formkit.spec.presets import PRESETS

ROOT = Path(formkit.__file__).parents[1]
EXAMPLES = find_specs(ROOT / "form_specs")
FLIGHT, HEADERS = 14_600, 420  # bytes: ten segments before the first acknowledgement (RFC 6928), and an answer's head
SITES = [read_site(path, ROOT) for path in EXAMPLES]


def test_there_are_five() -> None:
    names = ["bike-workshop", "corner-cafe", "family-clinic", "maths-tutor", "rose-garden"]
    assert [path.stem for path in EXAMPLES] == names


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_has_no_problem_and_no_notice(path: Path) -> None:
    assert check_file(path, ROOT)[1] == []


def test_together_they_use_every_field_type() -> None:
    used = {options.type for site in SITES for form in site.forms.values() for options in form.fields.values()}
    assert used == set(FIELD_TYPES)


def test_together_they_use_every_preset() -> None:
    assert {form.preset for site in SITES for form in site.forms.values()} == set(PRESETS)


def test_together_they_use_every_kind_of_section() -> None:
    assert {section.kind for site in SITES for section in site.sections} == set(SECTION_KINDS)


def test_no_example_could_write_to_or_call_a_stranger() -> None:
    for site in SITES:
        addresses = [site.business.email, *(to.target for form in site.forms.values() for to in form.deliver_to)]
        assert all(address.endswith(".example") for address in addresses)
        assert " 555 01" in site.business.phone or " 7946 0" in site.business.phone


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_first_page_stays_light(path: Path, tmp_path: Path) -> None:
    build_site(read_site(path, ROOT), tmp_path, workspace=ROOT)
    for page in tmp_path.rglob("index.html"):
        assert len(gzip.compress(page.read_bytes(), 9)) < FLIGHT - HEADERS


def test_their_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in (ROOT / "form_specs" / "images").rglob("*.*")) < 400_000
