"""Markdown of a spec that would rather be something else: harmless, or told."""

import json
from pathlib import Path

import pytest

from formkit.site.prose import prose
from formkit.spec import check_file


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<iframe src=https://evil.example></iframe>",
        "<style>body{display:none}</style>",
        '<a href="javascript:alert(1)">x</a>',
        "![x](https://evil.example/pixel.gif)",
        "<svg/onload=alert(1)>",
        "**<b onclick=alert(1)>x</b>**",
        "`<script>alert(1)</script>`",
    ],
)
def test_html_in_a_text_is_words(text: str) -> None:
    made = str(prose(text))
    assert not any(f"<{tag}" in made for tag in ("script", "img", "iframe", "style", "svg", "b ", 'a href="java'))


@pytest.mark.parametrize(
    "link",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](<java&NewLine;script:alert(1)>)",
        "[x](vbscript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "<javascript:alert(1)>",
        "[x][y]\n\n[y]: javascript:alert(1)",
    ],
)
def test_a_link_never_runs_anything(link: str) -> None:
    made = str(prose(link))
    assert 'href="' not in made or 'href="java%0Ascript:' in made  # no scheme holds a %: that leads nowhere


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("business: {links: {instagram: 'javascript:alert(1)'}}", "'instagram' must be a web address"),
        ("business: {messengers: {telegram: 'javascript:alert(1)'}}", "'telegram' needs a name or a number"),
        (
            'sections: [{text: "abc\\u202Efdp.exe"}]',
            "'text' holds an invisible sign that reverses what is read (U+202E)",
        ),
        ('pages: {x: {title: "a\\u202Db", sections: [text: B]}}', "'title' holds an invisible sign"),
        ('legal: {imprint: "a\\u202Eb"}', "'text' holds an invisible sign"),
        ("sections: [about: '[x](javascript:alert(1))']", "'text' has a link that is no address: 'javascript:alert(1'"),
        ("sections: [faq: [{name: A, text: '[x]( <DATA:text/html,x>)'}]]", "'text' has a link that is no address"),
    ],
)
def test_what_would_deceive_readers_is_told(tmp_path: Path, part: str, said: str) -> None:
    (tmp_path / "rose.yaml").write_text(f"site: {{name: Rose Garden}}\n{part}\n", "utf-8")
    problems = check_file(tmp_path / "rose.yaml", tmp_path)[1]
    assert any(one.severity == "error" and one.message.startswith(said) for one in problems), problems


def test_a_sign_that_reverses_what_is_read_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "rose.yaml").write_text("site: {name: Rose Garden}\nsections: [text: a\u202eb]\n", "utf-8")
    (problem,) = check_file(tmp_path / "rose.yaml", tmp_path)[1]
    assert (problem.severity, problem.line) == ("error", 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<script>alert(1)</script>", "'text' holds HTML, '<script>': visitors see it as it stands"),
        ("a <b class='x'>word</b>", "'text' holds HTML, '<b class='x'>': visitors see it as it stands"),
        ("Hello<br/>world", "'text' holds HTML, '<br/>': visitors see it as it stands"),
        ("![x](shop.jpg)", "'text' holds a picture, 'shop.jpg', which is not shown"),
        ("| Rose | Price |\n| :--- | ---: |\n| A | 5 |", "'text' holds a table, which is not shown as one"),
        ("Rose|Price\n---|---\nA|5", "'text' holds a table, which is not shown as one"),
    ],
)
def test_what_would_look_broken_is_told(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "rose.yaml").write_text(f"site: {{name: Rose}}\nsections:\n  - about: {json.dumps(text)}\n", "utf-8")
    site, problems = check_file(tmp_path / "rose.yaml", tmp_path)
    assert [(one.severity, one.line, one.message) for one in problems] == [("notice", 3, said)]
    assert site


@pytest.mark.parametrize(
    "text", ["1 < 2 > 0", "a | b\n\n---", "I <3 roses", "`<b>` is bold", "<https://a.example>", "<a@b.example>"]
)
def test_signs_that_are_no_html_are_fine(tmp_path: Path, text: str) -> None:
    (tmp_path / "rose.yaml").write_text(f"site: {{name: Rose}}\nsections:\n  - about: {json.dumps(text)}\n", "utf-8")
    assert check_file(tmp_path / "rose.yaml", tmp_path)[1] == []


def test_marks_that_right_to_left_languages_need_are_fine(tmp_path: Path) -> None:
    (tmp_path / "rose.yaml").write_text('site: {name: "\u05e9\u05dc\u05d5\u05dd \u2068ABC\u2069\u200f"}\n', "utf-8")
    assert not [one for one in check_file(tmp_path / "rose.yaml", tmp_path)[1] if one.severity == "error"]
