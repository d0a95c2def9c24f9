import pytest

from formkit.markup import MOST, Begin, End, read_markup


def test_elements_and_words_come_in_order() -> None:
    found = read_markup("<div><label for=a>Your <b>name</b></label><input name=a id=a required></div>", {
        "label": {"for"}, "input": {"name", "required"},
    })  # fmt: skip
    assert found == [
        Begin("label", {"for": "a"}), "Your name", End("label"), Begin("input", {"name": "a", "required": ""}),
    ]  # fmt: skip


def test_scripts_are_no_words_and_lead_nowhere() -> None:
    page = "<script>var a = '<a href=/x>'</script><style>a{}</style><a href='javascript:alert(1)'>Press</a>"
    assert read_markup(page, {"a": {"href"}}) == [Begin("a"), "Press", End("a")]


@pytest.mark.parametrize("broken", ["<", "<a", "<a b='", "<a =", "<a\n/", "<!--", "<?", "</", "<div>", "<form>", "&#"])
def test_a_broken_page_takes_no_longer_than_a_whole_one(broken: str) -> None:
    assert isinstance(read_markup(broken * (MOST // len(broken)), {"a": {"b"}, "form": {"action"}}), list)
