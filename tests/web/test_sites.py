"""The sites as the web knows them."""

from pathlib import Path

from formkit.settings import load_settings
from formkit.web.sites import Sites

SPEC = "site: {{name: {name}}}\nbusiness: {{email: hello@rose.example}}\n"


def write(workspace: Path, site: str, text: str) -> Path:
    path = workspace / "form_specs" / f"{site}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(sites: Sites) -> dict[str, str]:
    return {site.id: site.head.name.say("en") for site in sites.by_id.values()}


def test_only_specs_that_have_changed_are_read_again(tmp_path: Path) -> None:
    for site in ("lily", "rose"):
        write(tmp_path, site, SPEC.format(name=site))
    sites = Sites(load_settings(tmp_path)).load()
    before = sites.by_id["lily"]
    sites.load([write(tmp_path, "rose", SPEC.format(name="Rose Garden"))])
    assert sites.by_id["lily"] is before
    assert names(sites) == {"lily": "lily", "rose": "Rose Garden"}


def test_a_mistake_stays_told_while_another_spec_is_read_again(tmp_path: Path) -> None:
    for site in ("lily", "rose"):
        write(tmp_path, site, SPEC.format(name=site))
    sites = Sites(load_settings(tmp_path)).load()
    sites.load([write(tmp_path, "rose", "site: {nam: Rose}\n")])
    sites.load([write(tmp_path, "lily", SPEC.format(name="Lily"))])
    assert names(sites) == {"lily": "Lily", "rose": "rose"}
    assert set(sites.problems) == {"rose"}


def test_specs_that_come_and_go_are_noticed_with_any_change(tmp_path: Path) -> None:
    gone = write(tmp_path, "lily", SPEC.format(name="Lily"))
    sites = Sites(load_settings(tmp_path)).load()
    gone.unlink()
    write(tmp_path, "rose", SPEC.format(name="Rose"))
    assert names(sites.load([])) == {"rose": "Rose"}
