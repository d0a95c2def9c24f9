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
            draft.wrong(("pages", slug), message, hint, at_key=True)


def pages_show_something(draft: Draft) -> None:
    for slug in draft.pages:
        path = ("pages", slug, "sections")
        if not any(place[:3] == path for place in draft.sections):
            hint = "for example sections: [text: What stands on it.]"
            draft.wrong(("pages", slug), f"the page {quoted(slug)} has no sections", hint, at_key=True)


def legal_pages_are_checked(draft: Draft) -> None:
    """Ours is a draft until somebody who knows has read it."""
    imprint, privacy = (draft.legal.imprint, draft.legal.privacy) if draft.legal else (None, None)
    if imprint and not imprint.checked:
        hint = (
            "it is no legal advice: add in text what your country asks for (a name, a register, a tax number), "
            "have it checked, then write checked: true"
        )
        draft.notice(("legal", "imprint"), "the imprint is a draft, and says so", hint, at_key=True)
    if privacy and not privacy.checked:
        hint = (
            "it is no legal advice: have it checked, say in text who runs your server and your mailbox, "
            "then write checked: true"
        )
        draft.notice(("legal", "privacy"), "the privacy page is a draft, and says so", hint, at_key=True)
