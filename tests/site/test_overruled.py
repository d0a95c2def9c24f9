"""What a theme says anew of a selector, the theme below need not say."""

import pytest

from formkit.site.overruled import said_once


@pytest.mark.parametrize(
    ("style", "left"),
    [
        ("a{color:red;margin:0}a{color:blue}", "a{margin:0}a{color:blue}"),
        ("a{color:red}b{color:red}a{color:blue}", "b{color:red}a{color:blue}"),
        ("a,b{color:red}b{color:blue}", "a,b{color:red}b{color:blue}"),
        ("a,b{color:red}b{color:blue}a{color:blue}", "b{color:blue}a{color:blue}"),
        ("a{color:red!important}a{color:blue}", "a{color:red!important}a{color:blue}"),
        ("a{border-color:red}a{border:0}", "a{border-color:red}a{border:0}"),
        ('a{content:"x";content:"x" / ""}', 'a{content:"x";content:"x" / ""}'),
        ('a{background:url("a;b:c");margin:min(1px,calc(2px + (3px*4)))}a{color:red}',) * 2,
        ("a{margin:a(b(c(d(e(f,1px)))));top:0}a{color:red}",) * 2,
        ("@media print{a{color:red}}a{color:blue}",) * 2,
        ("a{color:red}@media print{a{color:blue}}",) * 2,
        ("@media print{a{color:red}}@media print{a{color:blue}}", "@media print{a{color:blue}}"),
        ("@font-face{src:url(a)}@font-face{src:url(b)}",) * 2,
        (":is(a,b){color:red}a{color:blue}",) * 2,
    ],
)
def test_the_later_word_of_the_same_selector_is_enough(style: str, left: str) -> None:
    assert said_once(style) == left
