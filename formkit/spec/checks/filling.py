"""What a form says of its own filling in: which fields a link may fill."""

from formkit.errors import quoted
from formkit.forms import can_be_typed_by_links
from formkit.spec.near import did_you_mean
from formkit.spec.parts import Draft


def links_fill_in_what_is_seen(draft: Draft) -> None:
    for form_id, form in draft.forms.items():
        for index, name in enumerate(form.prefill):
            path, options = ("forms", form_id, "prefill", index), form.fields.get(name)
            if name not in draft.names[form_id]:
                hint = did_you_mean(name, draft.names[form_id], otherwise="its fields are")
                draft.wrong(path, f"'prefill' names {quoted(name)}, which is no field of this form", hint)
            elif options and not can_be_typed_by_links(options):
                message = f"'prefill' names {quoted(name)}, a field that only the visitor may fill in"
                draft.wrong(path, message, "take it out: a link may fill in what is seen, and agrees to nothing")
