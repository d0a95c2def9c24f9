"""The control of one key of a model, whatever kind it is of: some kinds are made of others."""

from formkit.schema import Model
from formkit.web.studio.controls import Control, Maker, Place
from formkit.web.studio.faces import Face, faces_by_key


def control_of(maker: Maker, face: Face, at: Place) -> Control:
    """The control of one key of a model."""
    from formkit.web.studio.kinds import KINDS  # the table names the kinds, and they ask for the controls inside them

    made = maker.plain(face, at)
    make = KINDS.get(face.kind)
    return make(maker, made, face, at) if make else made


def controls_of(maker: Maker, model: type[Model], at: Place, keys: tuple[str, ...] = ()) -> tuple[Control, ...]:
    """The controls of a model, or of some of its keys in their order."""
    known = faces_by_key(model)
    return tuple(control_of(maker, known[key], at) for key in keys or known)
