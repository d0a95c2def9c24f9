"""CHECKS: what the parts of a file say of each other, and of the world. Each reads a Draft and tells it what is wrong.

To add one, write a function and its line here. A check sees only sound parts; a broken one was told already.
"""

from collections.abc import Callable

from formkit.spec.checks import (
    addresses,
    business,
    conditions,
    filling,
    letters,
    look,
    markdown,
    online,
    pages,
    patterns,
    sections,
    spam,
    texts,
)
from formkit.spec.parts import Draft

CHECKS: tuple[Callable[[Draft], None], ...] = (
    look.theme_exists,
    look.accent_stays_itself,
    look.urls_are_web_addresses,
    look.origins_are_web_origins,
    look.images_lie_beside_the_spec,
    look.images_say_what_they_show,
    business.email_is_an_address,
    business.phone_has_digits,
    business.type_is_known,
    business.timezone_exists,
    business.hours_have_a_clock,
    business.one_line_forms_are_told,
    business.messengers_and_links_are_sound,
    sections.forms_exist,
    sections.items_have_names,
    sections.sections_show_something,
    pages.addresses_are_free,
    pages.pages_show_something,
    pages.legal_pages_are_checked,
    addresses.mail_has_somewhere_to_go,
    addresses.destinations_can_be_reached,
    addresses.owner_can_answer,
    addresses.allowed_addresses_are_sound,
    addresses.allowed_hosts_are_sound,
    conditions.names_exist,
    conditions.values_are_offered,
    conditions.nothing_waits_for_itself,
    filling.links_fill_in_what_is_seen,
    filling.other_has_names_of_its_own,
    filling.steps_hold_each_field_once,
    patterns.browsers_can_run_them,
    spam.questions_can_be_answered,
    spam.lists_say_something,
    spam.proofs_have_a_name_of_their_own,
    texts.placeholders_name_fields,
    texts.every_language_is_spoken,
    texts.choices_differ,
    letters.nothing_is_read_backwards,
    markdown.links_lead_somewhere,
    markdown.nothing_of_html_is_expected,
    texts.defaults_are_offered,
    online.pages_have_an_address,
    online.forms_find_somebody,
)
