"""One spec, checked and built: what became of it is told, never raised."""

from functools import partial
from pathlib import Path

from formkit.errors import FormkitError, PictureError
from formkit.site.build import build_site
from formkit.site.images import Watch
from formkit.site.output import Built
from formkit.site.unchanged import Around, known_by, made_of
from formkit.spec import check_file, picture_problem


def build_one(spec: Path, workspace: Path, around: Around, watch: Watch | None = None) -> Built:
    """Check one spec and build it when it has no mistakes.

    The endpoint of `around` is where its forms post unless the spec names another; "" is the origin of the site.
    `watch` sees each picture when its copies are made.
    """
    known = known_by(spec)
    site, problems = check_file(spec, workspace, endpoint=around.endpoint if around.online else None)
    if site is None or any(problem.severity == "error" for problem in problems):
        return Built(spec.stem, tuple(problems))
    made = partial(made_of, site, around, spec=known, problems=problems, folder=workspace / "form_specs")
    try:
        report = build_site(
            site, workspace / "build", workspace=workspace, endpoint=site.head.endpoint or around.endpoint,
            theme=around.themes[site.head.theme.name], made=made, watch=watch,
        )  # fmt: skip
    except PictureError as error:
        return Built(spec.stem, (*problems, picture_problem(spec, workspace, error)))
    except FormkitError as error:
        return Built(spec.stem, tuple(problems), trouble=error)
    return Built(spec.stem, tuple(problems), report)
