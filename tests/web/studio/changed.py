"""A site at work in a test, and what a plan makes of it."""

from pathlib import Path
from shutil import copytree

from formkit.edit import edits_of
from formkit.source import parse_source
from formkit.spec import Site, check_source
from formkit.web.studio.desk import Desk
from formkit.web.studio.meanwhile import edited
from formkit.web.studio.plans import Plan


def opened(workspace: Path, raw: str, *, pictures: Path | None = None) -> Desk:
    """The desk of the site `rose` in a new workspace; `pictures` is the folder of its images."""
    specs = workspace / "form_specs"
    specs.mkdir(parents=True)
    (specs / "rose.yaml").write_text(raw, "utf-8")
    if pictures:
        copytree(pictures, specs / "images")
    return Desk(specs / "rose.yaml", workspace)


def after(desk: Desk, plan: Plan) -> Site:
    """The site as the plan leaves it, which must be sound; the file stays as it is."""
    if not plan.edits:
        site = desk.now().site
        assert site
        return site
    text = edited(desk.file.read().text, edits_of(plan.edits), desk.now().source)
    site, problems = check_source(parse_source(text.encode(), "rose.yaml"), desk.path, desk.workspace)
    assert site, (plan, problems)
    return site
