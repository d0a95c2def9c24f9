"""`formkit check`, `formkit build` and `formkit schema`."""

import json
from pathlib import Path

from tests.cli.conftest import SPEC, Formkit, Said

WRONG = SPEC.replace("type: email", "type: emial")
WORDS = "form_specs/wrong.yaml:7:21: unknown field type 'emial'\n    did you mean 'email'?\n"


def test_a_good_spec_is_said_to_be_good(formkit: Formkit) -> None:
    assert formkit("check") == Said(0, "1 spec, no mistakes.\n")


def test_a_mistake_is_told_with_its_place(formkit: Formkit, workspace: Path) -> None:
    (workspace / "form_specs" / "wrong.yaml").write_text(WRONG, "utf-8")
    assert formkit("check") == Said(1, f"{WORDS}2 specs, 1 mistake.\n")


def test_mistakes_stand_last_and_apart_from_notices(formkit: Formkit, workspace: Path) -> None:
    """In the file, the mistake stands above the notice; so does the whole file that has it."""
    wrong = WRONG.replace("business: {", "business: {hours: mornings, ")
    (workspace / "form_specs" / "a.yaml").write_text(wrong.replace("Your name", "Your name, lable: x"), "utf-8")
    (workspace / "form_specs" / "rose.yaml").write_text(SPEC.replace("business: {", "business: {type: Guru, "), "utf-8")
    told = [line.split(":")[:2] for line in formkit("check").out.splitlines() if not line.startswith(" ")]
    kinds = [["form_specs/a.yaml", "2"], ["form_specs/rose.yaml", "2"], [""]]
    assert told == [*kinds, ["form_specs/a.yaml", "6"], ["form_specs/a.yaml", "7"], ["2 specs, 2 mistakes, 2 notices."]]
    assert formkit("build", "a").out.splitlines()[2:4] == ["", "form_specs/a.yaml:6:44: unknown key 'lable'"]


def test_only_the_named_site_is_checked(formkit: Formkit, workspace: Path) -> None:
    (workspace / "form_specs" / "wrong.yaml").write_text(WRONG, "utf-8")
    assert formkit("check", "rose").code == 0
    assert formkit("check", "form_specs/wrong.yaml").code == 1


def test_hidden_files_of_editors_and_file_managers_are_no_sites(formkit: Formkit, workspace: Path) -> None:
    before = formkit("check").out
    for name in ("._rose.yaml", ".#rose.yaml", "...yaml"):
        (workspace / "form_specs" / name).write_bytes(b"\0\x05\x16\x07")
    assert formkit("check").out == before


def test_a_name_that_is_nearly_right_is_offered(formkit: Formkit, workspace: Path) -> None:
    said = formkit("check", "roze")
    assert said.code == 1
    assert said.err.endswith("Did you mean rose?\n")


def test_programs_read_json(formkit: Formkit, workspace: Path) -> None:
    (workspace / "form_specs" / "wrong.yaml").write_text(WRONG, "utf-8")
    said = formkit("check", "--json")
    found = json.loads(said.out)
    assert (said.code, found["files"], found["errors"]) == (1, 2, 1)
    assert found["problems"][0] | {"message": ""} == {
        "file": "form_specs/wrong.yaml", "line": 7, "column": 21, "message": "",
        "hint": "did you mean 'email'?", "severity": "error",
        "rule": "field-type-unknown", "values": {"meant": "email"},
    }  # fmt: skip


def test_a_site_is_built(formkit: Formkit, workspace: Path) -> None:
    assert formkit("build").out == f"1 site in {workspace / 'build'}, 1 changed.\n"
    assert (workspace / "build" / "rose" / "index.html").is_file()
    assert formkit("build").out == f"1 site in {workspace / 'build'}, none changed.\n"


def test_a_spec_with_mistakes_does_not_stop_the_others(formkit: Formkit, workspace: Path) -> None:
    (workspace / "form_specs" / "wrong.yaml").write_text(WRONG, "utf-8")
    said = formkit("build")
    assert said.code == 1
    assert WORDS in said.out
    assert (workspace / "build" / "rose" / "index.html").is_file()
    assert not (workspace / "build" / "wrong").exists()


def test_what_is_left_of_a_removed_spec_is_told_and_kept(formkit: Formkit, workspace: Path) -> None:
    second = workspace / "form_specs" / "second.yaml"
    second.write_text(SPEC, "utf-8")
    formkit("build")
    second.unlink()
    assert f"{workspace / 'build' / 'second'} is left from a spec that is gone" in formkit("build").out
    assert (workspace / "build" / "second" / "index.html").is_file()


def test_build_tells_programs_what_it_did(formkit: Formkit) -> None:
    (site,) = json.loads(formkit("build", "--json").out)["sites"]
    assert (site["site"], site["built"], site["problems"]) == ("rose", True, [])
    assert "index.html" in site["written"]


def test_many_sites_are_built_by_several_processes(formkit: Formkit, workspace: Path) -> None:
    for number in range(51):
        (workspace / "form_specs" / f"site{number}.yaml").write_text(SPEC, "utf-8")
    assert formkit("build").out == f"52 sites in {workspace / 'build'}, 52 changed.\n"


def test_the_schema_is_json_schema(formkit: Formkit) -> None:
    assert {"site", "business", "forms"} <= set(json.loads(formkit("schema").out)["properties"])


def test_forms_post_to_the_endpoint_of_the_spec_else_of_the_settings(formkit: Formkit, workspace: Path) -> None:
    own = SPEC.replace("https://forms.rosegarden.example", "https://own.example")
    rose = SPEC.replace(", endpoint: https://forms.rosegarden.example", "")
    (workspace / "form_specs" / "rose.yaml").write_text(rose, "utf-8")
    (workspace / "form_specs" / "own.yaml").write_text(own, "utf-8")
    (workspace / ".env").write_text("FORMKIT_PUBLIC_URL=https://forms.example\n", "utf-8")
    formkit("build")
    pages = {name: (workspace / "build" / name / "index.html").read_text("utf-8") for name in ("rose", "own")}
    assert 'action="https://forms.example/f/rose/contact"' in pages["rose"]
    assert 'action="https://own.example/f/own/contact"' in pages["own"]


def test_a_site_is_zipped_on_request(formkit: Formkit, workspace: Path) -> None:
    said = formkit("build", "--zip")
    assert said.code == 0
    assert f"{workspace / 'build' / 'rose.zip'}, " in said.out
    assert json.loads(formkit("build", "--zip", "--json").out)["zips"] == [str(workspace / "build" / "rose.zip")]


def test_a_zip_that_can_t_be_written_hides_nothing(formkit: Formkit, workspace: Path) -> None:
    (workspace / "form_specs" / "lily.yaml").write_text(SPEC, "utf-8")
    (workspace / "build" / "lily.zip").mkdir(parents=True)
    said = formkit("build", "--zip")
    assert said.code == 1
    assert f"2 sites in {workspace / 'build'}, 2 changed." in said.out
    assert f"{workspace / 'build' / 'rose.zip'}, " in said.out
    assert f"{workspace / 'build' / 'lily.zip'} can't be written: Is a directory\n" in said.out
    (trouble,) = json.loads(formkit("build", "--zip", "--json").out)["troubles"]
    assert trouble.startswith(f"{workspace / 'build' / 'lily.zip'} can't be written")


def test_lines_for_servers_that_can_t_be_written_hide_nothing(formkit: Formkit, workspace: Path) -> None:
    (workspace / "build" / "formkit.caddy").mkdir(parents=True)
    said = formkit("build")
    assert said.code == 1
    assert "1 site in " in said.out
    assert "formkit.caddy can't be written" in said.out
