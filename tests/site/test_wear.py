import re
from pathlib import Path

import pytest

from formkit.site.overruled import said_once
from formkit.site.wear import drawn_on, worn
from formkit.themes import find_theme, theme_names

BOTH_WAYS = '<p dir="ltr"><p dir="rtl">'
PAGE = '<ul dir="ltr" class="plain grid"><li class="card" id="first"></li></ul>'


@pytest.mark.parametrize(
    ("style", "left"),
    [
        ("li{color:red}.card{margin:0}", "li{color:red}.card{margin:0}"),
        ("h1{color:red}ul>li,ul+p{margin:0}::before{a:b}*{a:b}", "ul>li{margin:0}::before{a:b}*{a:b}"),
        (":focus-visible{a:b}:root{a:b}[hidden]{a:b}", ":focus-visible{a:b}:root{a:b}[hidden]{a:b}"),
        (".menu{margin:0}.card{margin:0}", ".card{margin:0}"),
        (".menu li,.card{margin:0}", ".card{margin:0}"),
        (".card:not(.menu){margin:0}", ".card:not(.menu){margin:0}"),
        ("ul:has(.menu,:is(.x,.y)) li{margin:0}", "ul:has(.menu,:is(.x,.y)) li{margin:0}"),
        (".menu:not(.card,:is(a,b)),.grid{margin:0}", ".grid{margin:0}"),
        ("#first{margin:0}#second{margin:0}", "#first{margin:0}"),
        ('[href=".menu"],[a="#x,y"]{margin:0}', '[href=".menu"],[a="#x,y"]{margin:0}'),
        ("@media (width > 9px){.menu{margin:0}}", ""),
        ("@media (width > 9px){.menu{margin:0}.card{margin:0}}", "@media (width > 9px){.card{margin:0}}"),
        ("@media screen{@media print{.menu{a:b}li{a:b}}}", "@media screen{@media print{li{a:b}}}"),
        ("@font-face{src:url(a.woff2)}", "@font-face{src:url(a.woff2)}"),
        ("@keyframes in{from{opacity:0}}", "@keyframes in{from{opacity:0}}"),
        ('.card::before{content:"}.menu{"}.menu{a:b}', '.card::before{content:"}.menu{"}'),
        (".card{.menu{a:b}}", ".card{.menu{a:b}}"),
        (".w\\:2{a:b}", ".w\\:2{a:b}"),
        ("[dir=rtl] li{a:b}[dir=ltr] li{a:b}li:not([dir=rtl]){a:b}", "[dir=ltr] li{a:b}li:not([dir=rtl]){a:b}"),
    ],
)
def test_only_what_can_match_is_worn(style: str, left: str) -> None:
    assert worn(style, PAGE, "") == left


def test_a_page_has_the_colours_of_its_style_alone() -> None:
    palette = ":root{--ink:#111111;--line:#222222;--hair:#333333;color-scheme:light}"
    assert drawn_on(palette, "p{color:var(--ink)}hr{color:var(--hair,red)}") == palette.replace("--line:#222222;", "")


@pytest.mark.parametrize("page", ["<p class='menu'>", "<p class=menu>", "<p\nclass=menu id=x>"])
def test_names_are_read_however_they_are_written(page: str) -> None:
    assert worn(".menu{a:b}", page, "") == ".menu{a:b}"


def test_what_the_script_may_add_is_worn() -> None:
    assert worn(".wrong{a:b}.menu{a:b}", PAGE, "field.classList.add('wrong')") == ".wrong{a:b}"


@pytest.mark.parametrize("name", theme_names(Path()))
def test_a_page_with_everything_wears_the_whole_style(name: str) -> None:
    style = find_theme(name, Path()).style
    assert worn(style, BOTH_WAYS, " ".join(set(re.findall(r"[\w-]+", style)))) == said_once(style)
