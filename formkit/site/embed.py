"""One form of a site -> what puts it into a page made elsewhere: plain HTML to paste, or a script that needs no iframe.

Nothing comes from anywhere but the endpoint. The script writes no style element, so a strict Content-Security-Policy
needs the endpoint in `script-src`, `connect-src` and `form-action`, and nothing else.
"""

import json
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from formkit.site.business import business_view
from formkit.site.feeds import absolute
from formkit.site.formview import form_title, form_view
from formkit.site.leaves import folder_of, privacy_page
from formkit.site.prose import prose
from formkit.spec import Form, Site
from formkit.themes import find_theme, minify_script, minify_style
from formkit.words import Language, words

_OURS = Path(__file__).parent
_ATTRIBUTE = re.compile(r' ([\w-]+)(?:="[^"]*")?(?=[^<>]*>)')  # with its value, whose words are none


def embed_html(site: Site, form: Form, language: str, *, action: str, workspace: Path) -> str:
    """A whole form in plain HTML, to paste: it is sent without scripts, and takes the style of its page."""
    lines = _html(site, form, language, action=action, workspace=workspace, scripted=False).splitlines()
    return _ATTRIBUTE.sub(_unless_for_scripts, "\n".join(line for line in lines if line.strip())) + "\n"


def _unless_for_scripts(attribute: re.Match[str]) -> str:
    return "" if attribute[1].startswith("data-") else attribute[0]


def embed_tag(site: Site, form: Form, language: str, *, endpoint: str) -> str:
    """The script tag to paste where the form shall stand; without scripts it is a link to the form's own page."""
    said = "" if language == site.language else f"?{urlencode({'lang': language})}"
    source = f"{endpoint}/embed/{site.id}/{form.id}.js{said}"
    link = f"{endpoint}/f/{site.id}/{form.id}{said}"
    title = form_title(form, language, site.language)
    way_round = f'<noscript><a href="{escape(link)}">{escape(title)}</a></noscript>'
    return f'<script src="{escape(source)}" async></script>\n{way_round}\n'


def embed_script(
    site: Site, form: Form, language: str, *, action: str, workspace: Path, origins: Sequence[str] = ()
) -> str:
    """The script that such a tag loads: the form, its behaviour and its thanks. `action` is absolute.

    `origins` are the pages that may send it, none where all may; on others it says so, and leads to the form.
    """
    theme, said = find_theme(site.head.theme.name, workspace), words(language)
    thanks = site.say(form.thanks, language) or said("site_thanks_text")
    made = {
        "html": _html(site, form, language, action=action, workspace=workspace, scripted=True),
        "refused": _refused(form_title(form, language, site.language), said, action),
        "origins": list(origins),
        "style": minify_style((_OURS / "embed.css").read_text("utf-8")),
        "language": language,
        "direction": said.direction,
        "thanks": said("site_thanks_title"),
        "text": prose(thanks),
        "reference": said("site_reference"),
        "leads": bool(form.next),
    }
    view = form_view(site, form, language, action=action)
    files = theme.files_script if view.takes_files else ""
    proof = theme.proof if form.spam.proof_of_work else ""
    ours = minify_script((_OURS / "embed.js").read_text("utf-8"))
    extras = (theme.extras[name] for name in view.extras)
    parts = (f"const made = {json.dumps(made)};", proof, files, ours, *extras, theme.script)
    return "(() => {\n'use strict';\n" + "\n".join(part for part in parts if part) + "\n})();\n"


def _refused(title: str, said: Language, action: str) -> str:
    link = f"{action}?{urlencode({'lang': said.code})}"
    return (
        f'<div class="panel bad" role="alert"><strong>{escape(said("answer_origin_title"))}</strong>'
        f'<p>{escape(said("answer_origin"))}</p><p><a href="{escape(link)}">{escape(title)}</a></p></div>'
    )


def _privacy(site: Site, language: str) -> str:
    """The address of the privacy page as pages elsewhere see it; "" where the site's own address is not known."""
    folder = absolute(site, folder_of(site, language))
    return privacy_page(site, base=folder) if folder else ""


def _html(site: Site, form: Form, language: str, *, action: str, workspace: Path, scripted: bool) -> str:
    template = find_theme(site.head.theme.name, workspace).environment.get_template("embed.html")
    return template.render(
        form=form_view(site, form, language, action=action, privacy=_privacy(site, language)),
        business=business_view(site, language),
        language=language,
        w=words(language),
        scripted=scripted,
    )
