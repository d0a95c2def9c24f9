"""One small change of a file: exactly the lines that change, everything else as it was."""

from typing import Any

import pytest

from formkit.edit import Add, Copy, Edit, EditError, Move, Put, Rename, Take, change, edits_of

SITE = """\
# The flower shop of Leyla.

site:
  name: Rose Garden   # as on the sign
  tagline: {en: Fresh flowers, tr: Taze çiçekler}
  accent: "#a3324f"   # one colour
  # endpoint: https://forms.example

business:
  email: 'hello@rose.example'
  hours:
    mon-fri: 09:00-18:00
    # lunch is in the shop
    sat: 10:00-16:00  # longer in May

sections:
  - hero
  # who we are
  - about:
      text: |
        Three sisters,
        one shop.
  - services:
      items:
        - name: Bouquet
          price: 35
        - {name: Wreath, price: 60}

forms: {contact: {}}
"""


def changed(edit: Edit, *, text: str = SITE) -> tuple[str, str]:
    """The lines that are gone and those that came, both stripped of the lines that stay around them."""
    old, new = text.split("\n"), change(text, [edit]).split("\n")
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return "\n".join(old), "\n".join(new)


PUTS: list[tuple[list[Any], Any, str, str]] = [
    (["site", "name"], "Tulip", "  name: Rose Garden   # as on the sign", "  name: Tulip         # as on the sign"),
    (["site", "name"], "a: b", "  name: Rose Garden   # as on the sign", '  name: "a: b"        # as on the sign'),
    (["site", "name"], "yes", "  name: Rose Garden   # as on the sign", '  name: "yes"         # as on the sign'),
    (["site", "accent"], "#fff", '  accent: "#a3324f"   # one colour', '  accent: "#fff"      # one colour'),
    (["site", "accent"], "red", '  accent: "#a3324f"   # one colour', '  accent: "red"       # one colour'),
    (["business", "email"], "o'b@x.example", "  email: 'hello@rose.example'", "  email: 'o''b@x.example'"),
    (
        ["site", "tagline", "tr"],
        "Gül, lale",
        "  tagline: {en: Fresh flowers, tr: Taze çiçekler}",
        '  tagline: {en: Fresh flowers, tr: "Gül, lale"}',
    ),
    (
        ["site", "tagline", "de"],
        "Blumen",
        "  tagline: {en: Fresh flowers, tr: Taze çiçekler}",
        "  tagline: {en: Fresh flowers, tr: Taze çiçekler, de: Blumen}",
    ),
    (["sections", 2, "services", "items", 0, "price"], 40, "          price: 35", "          price: 40"),
    (["sections", 0], {"hero": {"title": "Hi"}}, "  - hero", "  - hero:\n      title: Hi"),
    (
        ["sections", 1, "about", "text"],
        "Two.\n\nOr three?",
        "        Three sisters,\n        one shop.",
        "        Two.\n\n        Or three?",
    ),
    (["forms", "contact", "preset"], "order", "forms: {contact: {}}", "forms: {contact: {preset: order}}"),
    (
        ["forms", "contact", "intro"],
        "One\nTwo",
        "forms: {contact: {}}",
        "forms:\n  contact:\n    intro: |\n      One\n      Two",
    ),
]


@pytest.mark.parametrize(("path", "value", "old", "new"), PUTS)
def test_a_value_takes_the_place_of_another(path: list[Any], value: Any, old: str, new: str) -> None:
    assert changed(Put(tuple(path), value)) == (old, new)


def test_a_new_key_goes_to_the_end_of_its_mapping() -> None:
    assert changed(Put(("business", "phone"), "+1 555 010 0100")) == ("", "  phone: +1 555 010 0100")
    assert change(SITE, [Put(("site", "theme"), "petal")]).split("\n")[5:8] == [
        '  accent: "#a3324f"   # one colour',
        "  theme: petal",
        "  # endpoint: https://forms.example",
    ]


def test_a_comment_above_and_behind_goes_with_its_line() -> None:
    assert changed(Take(("business", "hours", "sat"))) == (
        "    # lunch is in the shop\n    sat: 10:00-16:00  # longer in May",
        "",
    )


def test_a_section_moves_with_its_comment() -> None:
    moved = change(SITE, [Move(("sections", 1), 0)])
    assert moved.split("sections:\n")[1].startswith("  # who we are\n  - about:\n      text: |\n")
    assert change(moved, [Move(("sections", 0), 1)]) == SITE


def test_the_first_key_behind_a_dash_moves_and_the_dash_stays() -> None:
    old, new = changed(Move(("sections", 2, "services", "items", 0, "name"), 1))
    assert old == "        - name: Bouquet\n          price: 35"
    assert new == "        - price: 35\n          name: Bouquet"


def test_an_item_is_written_like_its_neighbour() -> None:
    rose = {"name": "Rose", "price": 5}
    items = ("sections", 2, "services", "items")
    assert changed(Add(items, rose)) == ("", "        - {name: Rose, price: 5}")
    assert changed(Add(items, rose, at=1)) == ("", "        - name: Rose\n          price: 5")


def test_a_copy_stands_right_behind() -> None:
    assert changed(Copy(("sections", 2, "services", "items", 1)))[1] == "        - {name: Wreath, price: 60}"
    assert changed(Copy(("forms", "contact"), "second"))[1] == "forms: {contact: {}, second: {}}"


def test_a_name_is_given_at_its_place() -> None:
    assert changed(Rename(("forms", "contact"), "write")) == ("forms: {contact: {}}", "forms: {write: {}}")


def test_a_list_that_becomes_empty_goes_too() -> None:
    text = "site: {name: Rose}\nsections:\n  - services:\n      items: [x]\n"
    assert (
        change(text, [Take(("sections", 0, "services", "items", 0))]) == "site: {name: Rose}\nsections:\n  - services\n"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_the_byte_order_mark_stay(end: str) -> None:
    text = "\ufeff" + SITE.replace("\n", end)
    edits = [Put(("sections", 1, "about", "text"), "One\nTwo"), Add(("sections",), "hours"), Take(("site", "accent"))]
    assert change(text, edits) == "\ufeff" + change(SITE, edits).replace("\n", end)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("value", "said"), [(12, "12"), (["one", "two"], "[one, two]")])
def test_a_comment_behind_a_bar_ends_with_its_line(value: Any, said: str, end: str) -> None:
    text = f"a: |  # of old{end}  One{end}b: 1{end}"
    assert change(text, [Put(("a",), value)]) == f"a: {said}  # of old{end}b: 1{end}"


BRACKETS = """\
a: [
  one,   # first
  # about two
  two,
  three  # third
]
b: {en: A, tr: B}    # stands
"""


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (Move(("a", 1), 0), "  one,   # first\n  # about two\n  two,", "  # about two\n  two,\n  one,   # first"),
        (Move(("a", 0), 2), "", ""),
        (Take(("a", 1)), "  # about two\n  two,", ""),
        (Take(("a", 2)), "  two,\n  three  # third", "  two"),
        (Add(("a",), "four"), "  three  # third", "  three,  # third\n  four"),
        (Put(("b", "tr"), "Bb"), "b: {en: A, tr: B}    # stands", "b: {en: A, tr: Bb}   # stands"),
        (Put(("b",), "Rose"), "b: {en: A, tr: B}    # stands", "b: Rose    # stands"),
        (Put(("b",), "One\nTwo"), "b: {en: A, tr: B}    # stands", "b: |    # stands\n  One\n  Two"),
        (Put(("a",), ["one", "two", "new", "three"]), "", "  new,"),
    ],
)
def test_between_brackets_comments_stay_with_their_lines(edit: Edit, old: str, new: str) -> None:
    if old or new:
        assert changed(edit, text=BRACKETS) == (old, new)
    else:
        assert change(change(BRACKETS, [edit]), [Move(("a", 2), 0)]) == BRACKETS


def test_a_mapping_in_place_of_another_keeps_the_comments_of_what_stays() -> None:
    hours = {"mon-fri": "08:00-18:00", "sat": "10:00-16:00", "sun": "closed"}
    assert changed(Put(("business", "hours"), hours)) == (
        "    mon-fri: 09:00-18:00\n    # lunch is in the shop\n    sat: 10:00-16:00  # longer in May",
        "    mon-fri: 08:00-18:00\n    # lunch is in the shop\n    sat: 10:00-16:00  # longer in May\n    sun: closed",
    )


def test_text_below_a_folding_sign_stays_below_it() -> None:
    text = "a:\n  b: >-  # c\n    One two three four five six seven eight nine ten\n    eleven\n  d: 1\n"
    made = change(text, [Put(("a", "b"), "One\n\nTwo three four five six seven eight nine ten eleven twelve")])
    lines = "    One\n\n\n    Two three four five six seven eight nine ten\n    eleven twelve\n"
    assert made == f"a:\n  b: >-  # c\n{lines}  d: 1\n"


def test_line_ends_written_as_signs_stay_where_the_text_is_the_same() -> None:
    text = 'title: "Contact\\nus\\r\\nby mail"   # seen\nname: Rose\n'
    assert change(text, [Put(("title",), "Contact\nus\r\nby mail")]) == text
    assert change(text, [Put(("title",), "Contact\nus\nby mail")]) == text


def test_a_file_without_a_last_line_end_gets_none() -> None:
    text = "site:\n  name: Rose"
    made = change(text, [Put(("site", "theme"), "petal")])
    assert made == "site:\n  name: Rose\n  theme: petal"
    assert change(made, [Take(("site", "theme"))]) == text


@pytest.mark.parametrize(
    ("text", "edit", "message"),
    [
        (SITE, Take(("site", "url")), "there is no 'site: url' in the file"),
        (SITE, Put(("site", "name", "en"), "x"), "there is no 'en' in the file"),
        ("a: 1\na: 2\n", Put(("a",), "x"), "'a' stands there twice"),
        ("a: 1\n", Take(("a",)), "the last part of a file can't be taken away"),
        ("a: 1\n", Take(()), "the whole file can't be changed at once"),
        ("# only a note\n", Put(("a",), "x"), "the file is empty, or holds no keys"),
        ("a: 1\n", Put(("a",), None), "'None' can't stand in a file"),
        ("a: 1\n", Add((), "x", key="a"), "there is 'a' already"),
        ("a: [1\nb: 2\n", Put(("b",), "x"), "line 2 of the file can't be read"),
        ("a: &x 1\nb: 2\n", Put(("b",), "x"), "line 1 of the file begins with a sign of YAML: !, & or *"),
    ],
)
def test_what_cannot_be_changed_is_told(text: str, edit: Edit, message: str) -> None:
    with pytest.raises(EditError) as raised:
        change(text, [edit])
    assert raised.value.message == message


@pytest.mark.parametrize(
    ("json", "message"),
    [
        (None, "a change is a list of edits"),
        ([{"op": "under", "path": ["a"], "key": "b"}], "unknown edit 'under'"),
        ([{"op": "put", "path": ["a"]}], "the edit 'put' has no 'value'"),
        ([{"op": "put", "path": [True], "value": 1}], "'True' can't be a key"),
        ([{"op": "put", "path": ["a\nb"], "value": 1}], "'a�b' can't be a key"),
        ([{"op": "put", "path": ["a"], "value": float("inf")}], "'inf' is not a number that a file can hold"),
        ([{"op": "add", "path": [], "value": 1, "at": -1}], "'-1' is not a place in a list"),
    ],
)
def test_what_a_browser_cannot_send_is_refused(json: Any, message: str) -> None:
    with pytest.raises(EditError) as raised:
        edits_of(json)
    assert raised.value.message == message


def test_a_browser_sends_edits_as_json() -> None:
    json = [
        {"op": "put", "path": ["site", "name"], "value": "x", "was": "y"},
        {"op": "add", "path": ["sections"], "at": 0, "value": "hero"},
        {"op": "move", "path": ["sections", 1], "to": 0},
    ]
    assert edits_of(json) == (
        Put(("site", "name"), "x"),
        Add(("sections",), "hero", at=0),
        Move(("sections", 1), 0),
    )


def test_quotes_that_a_blank_at_the_end_needed_go_with_it() -> None:
    typed = "name: Rose\n"
    for words, line in (("Rose ", 'name: "Rose "\n'), ("Rose g", "name: Rose g\n"), ("Rose: ", 'name: "Rose: "\n')):
        typed = change(typed, [Put(("name",), words)])
        assert typed == line
    assert change('name: "Y"\n', [Put(("name",), "Your")]) == "name: Your\n"
    assert change('name: "Rose"\n', [Put(("name",), "Lily")]) == 'name: "Lily"\n'
    assert change("name: 'Rose '\n", [Put(("name",), "Lily")]) == "name: 'Lily'\n"
