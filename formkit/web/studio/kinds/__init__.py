"""Controls that are more than a box. A kind of control is a function here and a line in the table.

- `inner.py`      the control of one key, whatever kind it is of
- `simple.py`     a box to tick, one of several, lines, languages; `offers.py` what there is to choose from
- `look.py`       colour and theme; `pictures.py` a picture, and its words
- `business.py`   address, hours, links, prices, the things of a section
- `fields.py`     the fields of a form, their types; `choices.py` what can be chosen or ordered in them
- `conditions.py` conditions told as a sentence; `delivery.py` where messages go; `steps.py` the pages of a form
- `greeting.py`   the buttons of a greeting, which come from elsewhere
"""

from collections.abc import Callable, Mapping

from formkit.web.studio.controls import Control, Maker, Place
from formkit.web.studio.faces import Face
from formkit.web.studio.kinds.business import address, hours, items, pairs, price
from formkit.web.studio.kinds.choices import choices, goods
from formkit.web.studio.kinds.conditions import condition
from formkit.web.studio.kinds.delivery import destinations, subject
from formkit.web.studio.kinds.fields import field_type, fields, fields_of, fits, form_of, some, type_title
from formkit.web.studio.kinds.inner import control_of, controls_of
from formkit.web.studio.kinds.look import colour, theme
from formkit.web.studio.kinds.pictures import picture
from formkit.web.studio.kinds.simple import choice, lines, spoken_languages, yes_or_no
from formkit.web.studio.kinds.steps import steps

__all__ = ["KINDS", "Kind", "control_of", "controls_of", "fields_of", "fits", "form_of", "type_title"]

Kind = Callable[[Maker, Control, Face, Place], Control]

KINDS: Mapping[str, Kind] = {
    "yesno": yes_or_no, "choice": choice, "languages": spoken_languages, "lines": lines, "colour": colour,
    "theme": theme, "picture": picture, "address": address, "hours": hours, "pairs": pairs, "price": price,
    "items": items, "fields": fields, "type": field_type, "choices": choices, "goods": goods, "condition": condition,
    "destinations": destinations, "subject": subject, "some": some, "steps": steps,
}  # fmt: skip
