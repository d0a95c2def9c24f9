"""Where mail goes, and whom the owner answers."""

import re
from dataclasses import dataclass

from formkit.channels import CHANNELS
from formkit.errors import quoted
from formkit.rules import Rule
from formkit.spec.hosts import host_of
from formkit.spec.near import look_alike
from formkit.spec.parts import Draft, Steps

_PLAIN = re.compile(
    r"(?=.{3,254}$)[A-Za-z0-9](?:[A-Za-z0-9._+-]{0,62}[A-Za-z0-9_+-])?@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_SEVERAL = "take the blank or line break out; several addresses are a list: [ada@shop.example, bob@shop.example]"
_RESERVED = ("example.com", "example.org", "example.net")


def mail_has_somewhere_to_go(draft: Draft) -> None:
    """A form without `deliver_to` goes to the business; one of the two must be there."""
    said = draft.written.get("business")
    if (draft.business and draft.business.email) or (isinstance(said, dict) and "email" in said):
        return
    for name, form in draft.forms.items():
        if not form.deliver_to and "deliver_to" not in _keys(draft, name):
            hint = "write deliver_to: you@your-domain.example in the form, or email: below business:"
            draft.wrong(
                ("forms", name),
                f"the form '{name}' has no 'deliver_to', and the business no 'email'",
                hint,
                rule="form-sends-nowhere",
                at_key=True,
            )


def destinations_can_be_reached(draft: Draft) -> None:
    for name, form in draft.forms.items():
        for index, to in enumerate(form.deliver_to):
            check_target(draft, to.channel, to.target, ("forms", name, "deliver_to", index, to.channel))


def check_target(draft: Draft, channel: str, target: str, path: Steps) -> None:
    """Tells what the channel says against a target; a mail address also gets our finer words."""
    if channel == "mail" and (address_fault(target) or _PLAIN.fullmatch(target) or look_alike(target)):
        check_address(draft, target, path, key="deliver_to")
    elif fault := CHANNELS[channel].check(target):
        message = f"'{channel}' can't send to {quoted(target)}"
        draft.wrong(path, message, fault, rule="destination-unreachable", value=target)


def allowed_addresses_are_sound(draft: Draft) -> None:
    for name, form in draft.forms.items():
        for index, address in enumerate(form.allow_cc):
            check_address(draft, address, ("forms", name, "allow_cc", index), key="allow_cc")


def allowed_hosts_are_sound(draft: Draft) -> None:
    for name, form in draft.forms.items():
        for index, said in enumerate(form.allow_next):
            if not host_of(said):
                hint = "write a host such as partner.example, or its address: https://partner.example"
                message = f"'allow_next' is not a host: {quoted(said)}"
                draft.wrong(("forms", name, "allow_next", index), message, hint, rule="host-wanted", value=said)


def owner_can_answer(draft: Draft) -> None:
    """A form that asks for neither email nor phone can't be answered."""
    for name, form in draft.forms.items():
        whole = set(form.fields) == set(draft.names[name])
        if whole and not any(options.type in ("email", "tel") for options in form.fields.values()):
            hint = "add one such as email: {type: email}, unless nobody shall be answered"
            message = f"the form '{name}' asks for no email and no phone: you can't answer what it sends"
            draft.notice(("forms", name), message, hint, rule="form-without-answer", at_key=True)


def check_address(draft: Draft, address: str, path: Steps, *, key: str) -> None:
    """Tells what keeps an address from working, and a letter in it that only looks Latin."""
    strange = look_alike(address)
    fault = address_fault(address)
    if fault:
        message, hint = f"'{key}' is not an email address: {quoted(address)}", fault.words
        hint = f"{strange}; {hint}" if strange else hint
        draft.wrong(path, message, hint, rule=fault.rule, value=address, write=fault.meant)
    elif strange:
        message = f"'{key}' has a letter that only looks right: {quoted(address)}"
        draft.notice(path, message, strange, rule="letter-looks-right", value=address)
    elif address.rpartition("@")[2].lower() in _RESERVED:
        message = f"'{key}' is an example: mail to {quoted(address)} never arrives"
        draft.notice(path, message, "put your own address here", rule="address-is-example", value=address)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a mail address: what to do now, and the address that was meant, "" where that is unknown."""

    words: str
    rule: Rule = "address-wrong"
    meant: str = ""


def address_fault(address: str) -> Fault | None:
    """What is wrong with a mail address. The slow library is asked only where a plain look is not enough."""
    if _PLAIN.fullmatch(address) and ".." not in address:
        return None
    if found := re.search(r"<([^<>\s]+@[^<>\s]+)>", address):
        return Fault(f"write the address alone: {found[1][:80]}", "address-not-alone", found[1][:80])
    if "@" in address and re.search(r"\s", address):
        return Fault(_SEVERAL, "address-with-blank")
    if address.lower().startswith("mailto:"):
        return Fault(f"write the address alone: {address[7:87]}", "address-not-alone", address[7:87])
    if address.startswith("-"):
        return Fault("it can't begin with a dash")
    if re.fullmatch(r"[^@\s]+@[^@\s.]+", address):
        meant = f"{address[:80]}.com"
        return Fault(f"its end is missing, such as .com: {meant}", "address-without-end", meant)
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        return Fault("write it like hello@rosegarden.example")
    return None


def _keys(draft: Draft, form: str) -> set[str]:
    forms = draft.written.get("forms")
    said = forms.get(form) if isinstance(forms, dict) else None
    return (
        {*said, *(key for key in ("deliver_to",) if ("forms", form, key) in draft.source.renamed)}
        if isinstance(said, dict)
        else set()
    )
