"""Panels of a spec that a test writes down."""

from datetime import date
from pathlib import Path

from formkit.source import parse_source
from formkit.spec import check_source
from formkit.web.studio.controls import Control, Maker, Panel, Sayer, places_of
from formkit.web.studio.panels import panel_of
from formkit.web.studio.said import table
from formkit.web.studio.written import Steps, written

EXAMPLES = Path(__file__).parents[3]


def maker_of(spec: str, workspace: Path, *, language: str = "en", reader: str = "en") -> Maker:
    source = parse_source(spec.encode(), "rose.yaml")
    site, _ = check_source(source, workspace / "form_specs" / "rose.yaml", workspace)
    return Maker(written(source, workspace, site), Sayer(table(reader)), language, workspace, reader, date(2026, 5, 4))


def panel(spec: str, workspace: Path, *path: str | int, language: str = "en") -> Panel:
    """The panel of a place, with the Problems of the spec."""
    source = parse_source(spec.encode(), "rose.yaml")
    _, problems = check_source(source, workspace / "form_specs" / "rose.yaml", workspace)
    return panel_of(maker_of(spec, workspace, language=language), path, problems)


def control(shown: Panel, *place: str | int) -> Control:
    """The control of a place, wherever in the panel it stands; the last steps of the place are enough."""
    return next(one for one in places_of(shown.controls) if _ends(one.place, place))


def _ends(place: Steps, with_: Steps) -> bool:
    return place[len(place) - len(with_) :] == with_
