"""The Studio: the workbench where a site is made by clicking. The YAML file stays the truth.

The law of this folder: a view reads what a browser sent, asks the layers below, and answers; each change of a site is a
small change of its file (`formkit.edit`), saved at once. A GET never changes anything.
- `door.py`    who may come in: the key of the terminal, then the session; CSRF; what every answer forbids
- `desk.py`    one site at work: its file as it is now, its last good page, its pictures; `desks.py` all of them
- `locks.py`   why nothing can be changed while a file can't be read
- `cards.py`   the first screen; `editor.py` the editor and the page in its middle
- `changing.py` takes the changes; `meanwhile.py` joins them with those of another hand; `news.py` tells open editors
- `new.py`     New site: the talk and its live page; `asked.py` its answers, `clocks.py` by which clock
- `outline.py` what can be selected in a page; `wordings.py` its texts; `plans.py` what moving or removing takes;
  `palette.py` what can be added; `stepping.py` the pages of a form; `naming.py` another name, `choosing.py` other
  choices, and `following.py` what names them; `deeds.py` answers with any of these
- `panel.py`   the properties of what is selected; `panels.py` which they are, `controls.py` what one is, `faces.py` how
  keys of the models become controls (`kinds/` holds those that are more than a box), `written.py`
  what the file says, `places.py` where
- `file.py`    the tab with the file itself: read, saved, completed; `problems.py` what is wrong with it, in words
- `texts.py`   the tab with the translations; `phrases.py` every text of a site, `older.py` which translations are
  older than their original, and `braces.py` what stands in braces in one
- `past.py`    the tab with the history; `done.py` what a version did, `differing.py` its lines
- `mails.py`   the mail as its owner gets it, of made-up answers; `trying.py` a form sent for real, and what arrives
- `publish.py` the way online: the site built, zipped, copied; `checklist.py` what is still to do, `reaching.py` whether
  somebody takes its forms, `doctor.py` what is wrong with this computer, `opening.py` its folder in the file manager,
  `guides.py` formkit's own guides
- `pictures.py` a picture more, and those that are there
- `sent.py`    what a browser sent as JSON
- `said.py`    what the Studio says, in the reader's language
"""

from importlib import import_module
from pathlib import Path

from flask import Blueprint, Flask

from formkit.web.studio.door import Door, guarded, unforged
from formkit.web.studio.said import native, tongues

__all__ = ["Door", "add_studio"]

PARTS = (  # each adds its own addresses
    "cards", "changing", "deeds", "doctor", "editor", "file", "guides", "mails", "new", "news", "opening", "outline",
    "panel", "past", "pictures", "publish", "reaching", "texts", "trying",
)  # fmt: skip


def add_studio(app: Flask, door: Door, workspace: Path) -> None:
    """Opens the Studio at `/_studio/` for whoever has the key of the `door`."""
    from formkit.web.studio.desks import NAME, Desks
    from formkit.web.studio.opening import NAME as OPENER

    studio = Blueprint("studio", "formkit.web.studio", url_prefix="/_studio")
    guarded(app, studio, door)
    for name in PARTS:
        import_module(f"formkit.web.studio.{name}").add_to(studio)
    unforged(app, studio)
    app.extensions |= {NAME: Desks(workspace), OPENER: door.shows}
    app.jinja_env.globals.update(tongues=tongues, native=native)
    app.register_blueprint(studio)
