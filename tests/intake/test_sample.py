"""A submission that nobody sent."""

from datetime import UTC, datetime

from formkit.intake import asked_first, sample
from formkit.spec import Site
from formkit.store import Store
from tests.fields.forms_of import form_of

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
FIELDS = """{
  name: {type: text}, gift: {type: checkbox}, words: {type: text, show_if: {gift: yes}},
  photo: {type: file, accept: [png]}, zip: {type: text, pattern: "[0-9]{5}"}, email: {type: email}
}"""


def test_it_answers_what_is_shown_and_keeps_nothing(store: Store) -> None:
    form = form_of(FIELDS)
    site = Site.model_validate({"id": "rose", "site": {"name": "Rose"}, "business": {"email": "rose@example.org"}})
    with_gift = sample(site, form, "en", store, NOW, chosen={})
    assert (with_gift.submission.fields["words"], with_gift.submission.fields["zip"]) == ("An example", "12345")
    assert [one.target for one in with_gift.deliveries] == ["rose@example.org"]
    assert with_gift.files["sample-photo"].startswith(b"\x89PNG")
    without = sample(site, form, "en", store, NOW, chosen={"gift": ""})
    assert "words" not in without.submission.fields
    assert list(store.submissions()) == []


def test_fields_that_decide_something_are_named(store: Store) -> None:
    assert asked_first(form_of(FIELDS)) == ["gift"]
