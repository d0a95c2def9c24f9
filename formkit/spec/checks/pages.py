"""More pages than one: their words in the address, what they show; and what legal pages still lack."""

from formkit.errors import quoted
from formkit.spec.parts import Draft
from formkit.words import languages

TAKEN = ("index", "thanks", "404", "imprint", "privacy", "images", "favicon", "sitemap", "robots", "contact")


def addresses_are_free(draft: Draft) -> None:
    """A page's word is no file of ours, nor the folder of a language."""
    for slug in draft.pages:
        if slug in TAKEN or slug in languages():
            hint = "give it another name, such as our-prices"
            if slug in ("imprint", "privacy"):
                hint = f"write it below legal: instead, as {slug}: {{text: ...}}"
            message = f"the page's word in its address can't be {quoted(slug)}: formkit uses it itself"
            draft.wrong(("pages", slug), message, hint, rule="name-taken", at_key=True, name=slug)


def pages_show_something(draft: Draft) -> None:
    for slug in draft.pages:
        path = ("pages", slug, "sections")
        if not any(place[:3] == path for place in draft.sections):
            hint = "for example sections: [text: What stands on it.]"
            message = f"the page {quoted(slug)} has no sections"
            draft.wrong(("pages", slug), message, hint, rule="page-empty", at_key=True)


def legal_pages_are_checked(draft: Draft) -> None:
    """Ours is a draft until somebody who knows has read it."""
    imprint, privacy = (draft.legal.imprint, draft.legal.privacy) if draft.legal else (None, None)
    if imprint and not imprint.checked:
        hint = (
            "it is no legal advice: add in text what your country asks for (a name, a register, a tax number), "
            "have it checked, then write checked: true"
        )
        message = "the imprint is a draft, and says so"
        draft.notice(("legal", "imprint"), message, hint, rule="imprint-is-draft", at_key=True)
    if privacy and not privacy.checked:
        hint = (
            "it is no legal advice: have it checked, say in text who runs your server and your mailbox, "
            "then write checked: true"
        )
        message = "the privacy page is a draft, and says so"
        draft.notice(("legal", "privacy"), message, hint, rule="privacy-is-draft", at_key=True)
