"""Sections and the forms they show."""

from formkit.errors import quoted
from formkit.spec.near import did_you_mean
from formkit.spec.parts import Draft


def forms_exist(draft: Draft) -> None:
    for place, section in draft.sections.items():
        path = (*place, "form", "form")
        if section.kind == "form" and not section.form:
            hint = f"for example - form: {next(iter(draft.names), 'contact')}"
            draft.wrong(path, "the section 'form' doesn't say which form", hint)
        elif section.kind == "form" and section.form not in draft.names:
            hint = did_you_mean(section.form, draft.names) or "write it below forms:, or take this section out"
            draft.wrong(path, f"there is no form {quoted(section.form)}", hint)
