"""What `check` says of a theme and of what is chosen of its options."""

from pathlib import Path

import pytest

from tests.spec.workspace import SHOP, said, site_of


def dressed(theme: str) -> str:
    return SHOP.replace("site:\n", f"site:\n  theme: {theme}\n")


@pytest.mark.parametrize("theme", ["petal", "{name: petal}"])
def test_a_theme_is_its_name(theme: str, tmp_path: Path) -> None:
    look = site_of(dressed(theme), tmp_path).head.theme
    assert (look.name, look.options) == ("petal", {})


@pytest.mark.parametrize("theme", ["{name: plain, corners: square}", "{corners: square}", "\n    corners: 'square'"])
def test_an_option_stands_beside_the_name(theme: str, tmp_path: Path) -> None:
    look = site_of(dressed(theme), tmp_path).head.theme
    assert (look.name, look.options) == ("plain", {"corners": "square"})


@pytest.mark.parametrize(
    ("theme", "sentence"),
    [
        ("{name: petl, corners: x}", "2:17: unknown theme 'petl'\n    did you mean 'petal'?"),
        ("{corner: soft}", "2:11: the theme 'plain' has no option 'corner'\n    did you mean 'corners'?"),
        ("{font: sans}", "2:11: the theme 'plain' has no option 'font'\n    did you mean 'letters'?"),
        (
            "{walls: red}",
            "2:11: the theme 'plain' has no option 'walls'\n    its options are: letters, corners, hero",
        ),
        ("{name: bare, walls: red}", "2:23: the theme 'bare' has no option 'walls'\n    take it out"),
        ("{corners: squar}", "2:20: 'corners' can't be 'squar'\n    did you mean 'square'?"),
        ("{corners: 5}", "2:20: 'corners' can't be '5'\n    it can be: soft, round, square"),
        ("{corners: [soft]}", "2:20: 'corners' must be text, not a list"),
        (
            "[petal]",
            "2:10: 'theme' must be the name of a theme\n    write petal, or with options {name: petal, letters: sans}",
        ),
        (
            "{options: {letters: sans}}",
            "2:20: the options of a theme stand beside its name\n"
            "    write petal, or with options {name: petal, letters: sans}",
        ),
    ],
)
def test_what_can_not_be_chosen_is_told(theme: str, sentence: str, tmp_path: Path) -> None:
    bare = tmp_path / "site_templates" / "bare"
    bare.mkdir(parents=True)
    (bare / "theme.toml").write_text("[options]\nletters = []\ncorners = []\nhero = []\n", "utf-8")
    assert said(dressed(theme), tmp_path) == [sentence]
