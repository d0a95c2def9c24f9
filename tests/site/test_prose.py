"""What becomes of the owner's Markdown."""

import pytest

from formkit.site.prose import plain, prose


@pytest.mark.parametrize(
    "text",
    ["24. Dezember geschlossen", "2026. március 15-én zárva", "1. Mai zu", "3) three", "+ 36 1 234 5678", "+ (1) 234"],
)
def test_a_date_or_a_number_at_the_beginning_stays(text: str) -> None:
    assert prose(text) == f"<p>{text}</p>"
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("1. a\n1. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("+ a\n+ b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("- 24. Dezember\n- 25. Dezember", "<ul>\n<li>24. Dezember</li>\n<li>25. Dezember</li>\n</ul>"),
    ],
)
def test_several_items_are_a_list(text: str, shown: str) -> None:
    assert prose(text) == shown


def test_plain_words_are_parted_as_they_are_read() -> None:
    assert plain("**Sold out**, *sorry*.\n\n- a\n- b") == "Sold out, sorry. a b"
