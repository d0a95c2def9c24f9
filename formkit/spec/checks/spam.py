"""What keeps spam from a form: a question that can be answered, lists that say something."""

from formkit.errors import quoted
from formkit.spec.parts import Draft, Steps

SHORTEST = 3  # letters of a word on a list
_EVERYBODY = (
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com", "gmx.de", "web.de",
    "mail.ru", "yandex.ru", "qq.com",
)  # fmt: skip


def questions_can_be_answered(draft: Draft) -> None:
    """An accepted answer of blanks or signs alone is one that nobody gives, or everybody."""
    from formkit.spam.question import plain

    for name, form in draft.forms.items():
        for index, answer in enumerate(form.spam.question.answer if form.spam.question else ()):
            if not plain(answer):
                path = ("forms", name, "spam", "question", "answer", index)
                message = f"the answer {quoted(answer)} has no letter and no digit"
                draft.wrong(path, message, "write it as people would", rule="answer-of-signs", value=answer)


def lists_say_something(draft: Draft) -> None:
    for name, form in draft.forms.items():
        for index, entry in enumerate(form.spam.block):
            _check_block(draft, entry, ("forms", name, "spam", "block", index))
            if entry in form.spam.allow:
                path = ("forms", name, "spam", "allow", form.spam.allow.index(entry))
                message = f"{quoted(entry)} stands in 'block' and in 'allow'"
                draft.wrong(path, message, "take it out of one of them", rule="blocked-and-allowed", value=entry)


def _check_block(draft: Draft, entry: str, path: Steps) -> None:
    from formkit.spam.lists import kind_of

    if kind_of(entry) == "words" and len(entry.strip()) < SHORTEST and entry.isascii():
        hint = f"write {SHORTEST} letters or more"
        message = f"'block' names {quoted(entry)}, which is in nearly every message"
        draft.wrong(path, message, hint, rule="block-too-short", value=entry, least=SHORTEST)
    elif entry.casefold().removeprefix("@") in _EVERYBODY:
        message = f"'block' names {quoted(entry)}: everybody who writes from there is held back"
        hint = "block single addresses instead, such as seo@gmail.com"
        draft.notice(path, message, hint, rule="block-everybody", value=entry)


def proofs_have_a_name_of_their_own(draft: Draft) -> None:
    """ALTCHA's field is called `altcha`, so that no field of the form can be."""
    for name, form in draft.forms.items():
        if form.spam.proof_of_work and "altcha" in form.fields:
            hint = "give the field another name"
            path = ("forms", name, "fields", "altcha")
            message = "'proof_of_work' needs the name 'altcha'"
            draft.wrong(path, message, hint, rule="name-taken", at_key=True, name="altcha")
