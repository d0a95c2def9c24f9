"""What a site needs before it goes online; told only when somebody asks for it (`Draft.endpoint`)."""

from formkit.spec.parts import Draft


def pages_have_an_address(draft: Draft) -> None:
    if draft.endpoint is None or draft.head is None or draft.head.url:
        return
    lack = "the site has no 'url' yet, which search engines and links in messengers need"
    hint = "write it before you publish: url: https://your-domain.example"
    draft.notice(("site",), lack, hint, rule="site-without-address", at_key=True)


def forms_find_somebody(draft: Draft) -> None:
    """A form without an endpoint posts to the host of its page, where only `formkit serve` takes it."""
    if draft.endpoint != "" or draft.head is None or draft.head.endpoint or not (draft.head.url and draft.forms):
        return
    fault = "the forms post to the same host as the page; on a plain web host that finds nobody"
    hint = "write where formkit serve runs, such as endpoint: https://forms.example; "
    hint += f"if it shows the pages, too, endpoint: {_host(draft.head.url)}"
    draft.notice(("site", "url"), fault, hint, rule="forms-find-nobody", at_key=True)


def _host(url: str) -> str:
    """The address without its path."""
    return "/".join((url if "://" in url else f"https://{url}").split("/")[:3])
