"""What a site needs before it goes online; told only when somebody asks for it (`Draft.endpoint`)."""

from formkit.spec.parts import Draft

_OWN_MACHINE = ("http://127.0.0.1", "http://localhost")


def pages_have_an_address(draft: Draft) -> None:
    if draft.endpoint is None or draft.endpoint.startswith(_OWN_MACHINE) or draft.head is None or draft.head.url:
        return
    lack = "the site has no 'url', which sitemap, canonical links and shared pictures need"
    draft.notice(("site",), f"{lack}: write url: https://your-domain.example before you publish", at_key=True)


def forms_find_somebody(draft: Draft) -> None:
    """A form without an endpoint posts to the host of its page, where only `formkit serve` takes it."""
    if draft.endpoint != "" or draft.head is None or draft.head.endpoint or not (draft.head.url and draft.forms):
        return
    fault = "the forms post to the same host as the page; on a plain web host that finds nobody"
    draft.notice(("site", "url"), f"{fault}: write endpoint: https://forms.example", at_key=True)
