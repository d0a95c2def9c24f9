"""`formkit embed`: one of our forms in a page made elsewhere."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formkit.cli.workspace import all_specs, in_workspace, named_specs
from formkit.errors import FormkitError

if TYPE_CHECKING:
    from formkit.spec import Form, Site

NOTE = """\
<!-- {name}: one of these two, not both. Both are sent to {endpoint}, which must run formkit serve.
     A page with a Content-Security-Policy must allow {endpoint} in form-action, and for B in script-src and
     connect-src, too. Where the spec lists origins, this page's must be among them. -->
"""
FIRST = "<!-- A. Plain HTML: works without scripts, looks like the page around it. -->\n"
SECOND = (
    "<!-- B. A script, where the form shall stand: shows mistakes and thanks in place. It changes with your spec. -->\n"
)


@click.command()
@click.argument("form", metavar="FORM")
@click.option("--language", default="", help="One of the site's languages. Left out: its first.")
@in_workspace
def embed(workspace: Path, form: str, language: str) -> None:
    """Print HTML that puts FORM into a page made elsewhere. FORM is SITE.FORM, such as rose-garden.contact.

    For a page in another language of the site, add that language: --language tr.
    """
    from formkit.settings import load_settings
    from formkit.site.embed import embed_html, embed_tag

    site, found = _meant(workspace, form)
    said = _spoken(site, language)
    endpoint = (site.head.endpoint or load_settings(workspace).public_url).rstrip("/")
    if not endpoint:
        hint = "Write endpoint: https://forms.example under site: in your spec, where formkit serve runs."
        raise FormkitError("A page elsewhere must know where the form is sent.", hint)
    action = f"{endpoint}/f/{site.id}/{found.id}"
    click.echo(NOTE.format(name=f"{site.id}.{found.id}", endpoint=endpoint), nl=False)
    click.echo(FIRST + embed_html(site, found, said, action=action, workspace=workspace))
    click.echo(SECOND + embed_tag(site, found, said, endpoint=endpoint), nl=False)


def _meant(workspace: Path, name: str) -> tuple["Site", "Form"]:
    from formkit.spec import read_site

    site_id, dot, form_id = name.partition(".")
    if not dot:
        _refuse_without_site(workspace, name)
    site = read_site(named_specs(workspace, [site_id])[0], workspace)
    if form_id in site.forms:
        return site, site.forms[form_id]
    known = ", ".join(f"{site.id}.{each}" for each in site.forms)
    raise FormkitError(f"There is no form {name}.", f"The forms there: {known or 'none'}.")


def _refuse_without_site(workspace: Path, name: str) -> None:
    """Raises FormkitError when this is no site, but a form of one."""
    from formkit.spec import read_site

    specs = all_specs(workspace)
    homes = []
    for spec in specs if name not in (spec.stem for spec in specs) else ():
        with suppress(FormkitError):  # a site with mistakes is not the one that is asked for
            site = read_site(spec, workspace)
            homes += [f"{site.id}.{name}"] if name in site.forms else []
    if homes:
        raise FormkitError(f"{name} is a form, and its site stands before it.", f"Write {' or '.join(homes)}.")


def _spoken(site: "Site", language: str) -> str:
    from formkit.spec.called import language_called

    language = language_called(language) or language
    if language and language not in site.languages:
        raise FormkitError(f"{site.id} does not speak {language}.", f"Its languages: {', '.join(site.languages)}.")
    return language or site.language
