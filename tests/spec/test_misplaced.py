"""Lines that stand where they can't, and quotes, colons and dashes that are missing: each is told with its cure."""

from collections.abc import Callable
from pathlib import Path

import pytest

from formkit.errors import Problem, SpecError
from formkit.source import parse_source
from formkit.spec import check_file

EXAMPLES = Path(__file__).parents[2] / "form_specs"

LIKE = "this line is not indented like the lines beside it, such as line"
NEVER = "a quote opens here and is never closed"
BEFORE = "a comma is missing before"
COMMA = "write a comma between two parts, as in {name: Rose, price: 3}"


def told(text: str, folder: Path) -> list[Problem]:
    path = folder / "shop.yaml"
    path.write_text(text, "utf-8")
    return check_file(path, folder)[1]


def mistakes(text: str) -> tuple[Problem, ...]:
    try:
        return tuple(parse_source(text.encode(), "a.yaml").problems)
    except SpecError as error:
        return error.problems


def sentences(text: str, folder: Path) -> list[str]:
    return [str(problem).removeprefix("shop.yaml:") for problem in told(text, folder)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('site: {name: "Rose, theme: plain}\n', f"1:14: {NEVER}\n    write the closing quote"),
        ('site:\n  x:\n    - {n: "R, p: 3}\n    - {n: "T", p: 4}\n', f'3:11: {NEVER}\n    write the closing quote "'),
        ("site: {name: A theme: plain}\n", f"1:16: {BEFORE} 'theme'\n    {COMMA}"),
        ("site: {name: 'A' theme: plain}\n", f"1:17: {BEFORE} 'theme: plain}}'\n    {COMMA}"),
        (
            "site: {name: A\n  theme: plain}\n",
            f"1:15: a comma is missing at the end of this line\n    {COMMA}",
        ),
        (
            "site: {name: 'Joe's Bar'}\n",
            "1:14: a quote (') inside ends the text too early\n"
            '    close it where the text ends, or put it in " quotes',
        ),
        (
            "site: {name: Shop #1}\n",
            "1:19: a # after a blank begins a comment: the rest of this line is not read\n"
            "    put the whole text in quotes",
        ),
        ("site: {name: A [B]}\n", "1:16: text that holds a bracket [ needs quotes\n    put the whole text in quotes"),
        ("site: {name: A : B}\n", "1:14: text that holds a colon needs quotes\n    put the whole text in quotes"),
        (
            "site: {name: A,, theme: plain}\n",
            "1:16: a comma too many stands here\n    take it out, or write what is missing",
        ),
        ("site: {name: A}}\n", "1:16: this bracket } closes nothing\n    take it out"),
        (
            "site: {name: A, theme: plain,\n",
            "1:7: a bracket that opens here is never closed\n    write the closing one: } or ]",
        ),
    ],
)
def test_what_is_missing_between_brackets_is_told_at_its_place(text: str, sentence: str, tmp_path: Path) -> None:
    assert sentences(text, tmp_path) == [sentence]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "site:\n  name: A\n   tagline: B\n",
            f"3:4: {LIKE} 2\n    put 2 blanks before 'tagline: B', as on line 2; it has 3",
        ),
        ("site:\n   name: A\n  logo: B\n", f"2:4: {LIKE} 3\n    put 2 blanks before it, as on line 3; it has 3"),
        (" site:\n   name: A\nforms: {}\n", f"1:2: {LIKE} 3\n    put no blank before it, as on line 3; it has 1"),
        (
            "site:\n  name: A\n tagline: B\n",
            f"3:2: {LIKE} 2\n    put 2 blanks before 'tagline: B', as on line 2, or no blank, as on line 1; it has 1",
        ),
        (
            "site:\n  name: A\n business:\n  email: x\n",
            f"3:2: {LIKE} 1\n    put no blank before 'business:', as on line 1; it has 1",
        ),
        (
            "site: {name: A}\nsections:\n  - hero\n - hours\n",
            f"4:2: {LIKE} 3\n    put 2 blanks before '- hours', as on line 3; it has 1",
        ),
        (
            "site: {name: A}\nsections:\n  - services:\n      items:\n        - name: A\n         price: 3\n",
            f"6:10: {LIKE} 5\n    put 10 blanks before 'price: 3', as on line 5; it has 9",
        ),
        (
            "site: {name: A}\nbusiness:\n  hours:\n    mon: 9-18\n   tue: 9-18\n    wed: 9-18\n",
            f"5:4: {LIKE} 4\n    put 4 blanks before 'tue: 9-18', as on line 4; it has 3",
        ),
        (
            "site: {name: A}\nsections:\n  - text:\n      text: |\n        One\n       two\n",
            f"6:8: {LIKE} 5\n    put 8 blanks before 'two', as on line 5; it has 7",
        ),
    ],
)
def test_a_line_is_told_beside_which_line_it_belongs(text: str, sentence: str, tmp_path: Path) -> None:
    assert sentences(text, tmp_path) == [sentence]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "site: Rose Garden\n  tagline: B\n",
            "2:3: nothing can be indented below line 1: it says its text already\n"
            "    if this line belongs to 'site', "
            "put the text of line 1 on a line of its own, such as name: Rose Garden",
        ),
        (
            'site:\n  name: "Rose"\n    tagline: B\n',
            "3:5: nothing can be indented below line 2: it says its text already\n"
            "    put 2 blanks before 'tagline: B', to stand beside line 2",
        ),
        (
            "site:\n  text: |\n  Hello\n  name: A\n",
            "3:3: the text that line 2 begins is not indented\n"
            "    put two more blanks before each line of the text: more than 'text: |' has",
        ),
        ("site\n  name: A\n", "1:1: a colon is missing on this line\n    write it as site:"),
        ("site:\n  name Rose\n  theme: plain\n", "2:3: a colon is missing on this line\n    write it as name: Rose"),
        ("site:\n  name:Rose\n", "2:3: 'site' must have keys below it, not 'name:Rose'\n    write name: Rose"),
        (
            "site: {name: A, theme:plain}\n",
            "1:17: 'theme:plain' is empty\n    a blank is missing after its colon: write theme: plain",
        ),
        ("site:\n  name = Rose\n", "2:3: 'site' must have keys below it, not 'name = Rose'\n    write name: Rose"),
        (
            "site: {name: A}\nsections:\n  - hero\n  hours\n  - contact\n",
            "4:3: the lines beside this one begin with a dash, this one doesn't\n"
            "    write '- hours', or put two more blanks before it if it belongs to the line above",
        ),
        (
            "site: {name: A}\nsections:\n  - hero\n  -hours\n",
            "4:3: a blank is missing after the dash\n    write '- hours'",
        ),
        (
            "site: {name: A}\nsections:\n  -hero:\n      text: A\n  - hours\n",
            "3:3: a blank is missing after the dash\n    write '- hero:'",
        ),
        (
            "site: {name: A}\nsections:\n  banner: A\n  - hours\n",
            "3:3: the lines beside this one begin with a dash, such as line 4, this one doesn't\n"
            "    write '- banner: A'",
        ),
        (
            "site: {name: A}\na:\n  {name: A}\n  - {name: B}\n",
            "3:3: the lines beside this one begin with a dash, such as line 4, this one doesn't\n"
            "    write '- {name: A}'",
        ),
        (
            "site:\n  name: A\n  logo: B\n  - hours\n",
            "4:3: this line begins with a dash, the lines beside it don't, such as line 3\n"
            "    take the dash away, or put two more blanks before it",
        ),
        (
            "site:\n  name {en: A, tr: B}\n",
            "2:7: a colon is missing here\n    write it as name: {en: A, tr: B}",
        ),
        (
            "site: {name: A}\nforms:\n  contact:\n    subject: {name}: hello\n",
            "4:14: text that begins with a bracket needs quotes\n    put the text in quotes: '{name}: hello'",
        ),
        (
            "site: {name: A}\nsections:\n  -hero\n  - hours\n",
            "3:3: 'sections' must be a list\n    put a blank after each dash, as in - hours",
        ),
        (
            "site: {name: A}\nbusiness: {email: a@b.example}\nsections:\n  - hero\n   - hours\n",
            "4:5: unknown section 'hero - hours'\n"
            "    put each dash on a line of its own, right below the one of 'hero'",
        ),
    ],
)
def test_a_line_that_lacks_a_sign_is_told_which(text: str, sentence: str, tmp_path: Path) -> None:
    assert sentences(text, tmp_path) == [sentence]


@pytest.mark.parametrize("slip", [lambda line: " " + line, lambda line: line.removeprefix(" ")], ids=["more", "less"])
def test_one_blank_more_or_less_is_told_where_it_is(slip: Callable[[str], str]) -> None:
    """On every line of an example; a line above or below may be the odd one just as well."""
    lines = (EXAMPLES / "maths-tutor.yaml").read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        said = mistakes("\n".join([*lines[:number], slip(line), *lines[number + 1 :]]))
        assert all(abs(one.line - number - 1) < 2 and "fellows" not in one.message for one in said[:1]), line


def test_a_part_that_can_not_be_read_hides_no_mistake_of_another(tmp_path: Path) -> None:
    text = 'site:\n  name: "Rose" Garden\nbusiness:\n  emial: a@b.example\n   phone: 3\n'
    text += "forms:\n  contact: {preset: nope}\n"
    assert [(one.line, one.message.split(",")[0]) for one in told(text, tmp_path)] == [
        (2, 'a quote (") inside ends the text too early'),
        (5, "this line is not indented like the lines beside it"),
        (7, "unknown preset 'nope'"),
    ]


def test_what_only_follows_from_an_unreadable_part_is_not_told(tmp_path: Path) -> None:
    text = "site: {name: A}\nbusiness:\n  email: a@b.example\n   phone: 3\n"
    text += "sections: [form: contact]\nforms: {contact: {}}\n"
    assert [one.line for one in told(text, tmp_path)] == [4]


@pytest.mark.parametrize(
    "text", ["a: [" * 9000, "a:\n" * 300 + " b: c", '"' * 9001, "{\n" * 9000, "- a\n b: c\n" * 9000]
)
def test_what_is_no_spec_at_all_is_told_in_bounds(text: str, tmp_path: Path) -> None:
    assert 0 < len(told(text, tmp_path)) <= 51
