"""YAML with places: what is read, and what never gets in."""

from pathlib import Path

import pytest

from formkit.errors import SpecError
from formkit.source import MAX_BYTES, Plain, Source, parse_source, read_source


def read(text: str | bytes) -> Source:
    return parse_source(text.encode() if isinstance(text, str) else text, "a.yaml")


def refused(text: str | bytes) -> str:
    with pytest.raises(SpecError) as caught:
        read(text)
    return str(caught.value).split("\n")[0].removeprefix("a.yaml:")


@pytest.mark.parametrize(
    "written", ["no", "On", "Null", "~", "0036123456", "+77051234567", "9:30", "1.10", "1e3", "0x1F", "2024-02-30", "="]
)
def test_text_stays_the_text_it_is(written: str) -> None:
    assert read(f"a: {written}").data == {"a": written}


def test_quotes_can_be_told_from_none() -> None:
    data = read("{plain: true, quoted: 'true', nothing: }").data
    assert [type(value) for value in data.values()] == [Plain, str, type(None)]


def test_every_key_and_value_has_its_place() -> None:
    source = read("a:\n  - b: c\n    d:\n")
    assert source.place(("a", 0, "b")) == (2, 8)
    assert source.place(("a", 0, "b"), at_key=True) == (2, 5)
    assert source.place(("a", 0, "d")) == (3, 5)
    assert source.place(("a", 0, "left out", "b")) == (2, 8)


def test_a_key_that_was_meant_is_found_where_it_was_written() -> None:
    source = read("bussiness: {emial: x}")
    source.renamed = {("business",): ("bussiness",), ("bussiness", "email"): ("bussiness", "emial")}
    assert source.place(("business", "email")) == (1, 20)


def test_keys_that_stand_twice_are_problems() -> None:
    found = read("a: 1\nb: 2\n'a': 3\nb: 4").problems
    assert [(one.line, one.message) for one in found] == [
        (3, "'a' stands here twice; it is already on line 1"),
        (4, "'b' stands here twice; it is already on line 2"),
    ]


@pytest.mark.parametrize("text", [b"\xef\xbb\xbfa: b\n", b"a: b", b"a: b\r", b"\ra: b\r\n", b"---\na: b\n...\n"])
def test_marks_and_line_ends_of_every_system_are_fine(text: bytes) -> None:
    assert read(text).data == {"a": "b"}


def test_line_breaks_that_no_editor_shows_are_blanks() -> None:
    source = read("a: one\u2028two\u0085three\nb: x")
    assert source.data["a"] == "one two three"
    assert source.place(("b",)) == (2, 4)


def test_an_invisible_turn_of_the_text_is_told() -> None:
    (notice,) = read("a: Your \u202eeman").problems
    assert (notice.severity, notice.line, notice.column) == ("notice", 1, 9)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "1:1: the file is empty"),
        ("# nothing\n---\n", "1:1: the file is empty"),
        ("a: 1\n---\nb: 2", "2:1: a second document begins here"),
        ("a: &x 1", "1:4: 'a' can't begin with & (an anchor): '&x'"),
        ("a: *x", "1:4: 'a' can't begin with * (an alias): '*x'"),
        (
            "a: !!python/object/apply:os.system [ls]",
            "1:4: 'a' can't begin with ! (a tag): '!!python/object/apply:os.system'",
        ),
        ("a: !x 1", "1:4: 'a' can't begin with ! (a tag): '!x'"),
        ("<<: {a: b}", "1:1: merge keys (<<) are not read here"),
        ("? [a, b]\n: c", "1:3: a key must be a word"),
        ("a: b\x07", "1:5: a control character (U+0007) stands here"),
        (b"a: Vir\xe1g", "1:7: this character is not UTF-8"),
        ("a: b".encode("utf-16"), "1:1: this character is not UTF-8"),
        ("a:\n\u00a0 b: c\n  d: e", "2:1: a blank that is no ordinary one (a no-break space?) indents this line"),
        ("a: [b, c", "1:4: a list that begins here with [ is never closed"),
        ("a: {b: c", "1:4: keys that begin here with { are never closed"),
        ('a: "b\n c: d', "1:4: a quote opens here and is never closed"),
        ("a: 'it's'", "1:4: a quote (') inside ends the text too early"),
        ('a: "\\d+"', "1:5: YAML doesn't know this backslash escape"),
        ("a: b\n c: d", "2:2: this line is not indented like the lines beside it, such as line 1"),
        ("a: “b: c”", "1:4: text that holds a colon needs quotes"),
        ("a: - b", "1:4: a list can't begin with a dash here"),
        ("a: | b", "1:6: | or > must end its line, the text be indented below"),
        ("%a: b", "1:3: a line can't begin with %"),
    ],
)
def test_what_is_no_spec_is_refused_in_words(text: str | bytes, sentence: str) -> None:
    assert refused(text) == sentence


def test_what_can_not_be_read_below_one_key_hides_nothing_below_the_others() -> None:
    source = read('a: "b\nc: d\ne: {f: g\nh: [i]\n')
    assert (source.data, source.broken, source.place(("h", 0))) == ({"c": "d", "h": ["i"]}, {"a", "e"}, (4, 5))
    assert [(one.line, one.column) for one in source.problems] == [(1, 4), (3, 4)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: " + "[" * 10_000, "nested more than 40 deep"),
        ("a: " + "{b: " * 10_000, "nested more than 40 deep"),
        ("\n".join(" " * depth + "a:" for depth in range(900)), "nested more than 40 deep"),
        ("a: [" + "b," * 300_000 + "]", "more than 100000 values in one file"),
        ("x" * (MAX_BYTES + 1), "the file is larger than 1000 kB"),
    ],
    ids=["lists", "mappings", "indents", "values", "bytes"],
)
def test_reading_is_bounded(text: str, sentence: str) -> None:
    assert refused(text).endswith(sentence)


def test_a_file_that_multiplies_itself_is_refused_at_its_first_sign() -> None:
    lines = ["a0: &a0 [x,x,x]", *(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12))]
    assert refused("\n".join(lines)).startswith("1:5: 'a0' can't begin with &")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="can't read the file: No such file"):
        read_source(tmp_path / "none.yaml", "none.yaml")
