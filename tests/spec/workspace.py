"""A workspace in a temporary folder, and what `check` says of a spec in it."""

from pathlib import Path

from formkit.errors import Problem
from formkit.spec import Site, check_file

SHOP = """\
site:
  name: Flower Shop
  accent: "#a3324f"
business:
  phone: +36 1 234 5678
  email: owner@shop.example
forms:
  contact:
    title: Contact us
    fields:
      name: {type: text, label: Your name, required: true, max: 100}
      email:
        type: email
        required: true
      topic: {type: select, choices: [order, praise]}
      detail: {type: text, show_if: {topic: order}}
"""


def check(text: str, workspace: Path, *, name: str = "shop") -> tuple[Site | None, list[Problem]]:
    spec = workspace / "form_specs" / f"{name}.yaml"
    spec.parent.mkdir(exist_ok=True)
    spec.write_text(text, "utf-8")
    return check_file(spec, workspace)


def said(text: str, workspace: Path) -> list[str]:
    """What is said of a spec, each with its hint, without the file's name."""
    _, problems = check(text, workspace)
    return [str(problem).removeprefix("form_specs/shop.yaml:") for problem in problems]


def site_of(text: str, workspace: Path) -> Site:
    site, problems = check(text, workspace)
    assert site is not None, "\n".join(map(str, problems))
    return site
