"""The QR codes of pages, as a camera reads them."""

import subprocess
from pathlib import Path
from shutil import which

import pytest

from formkit.pictures import Picture
from formkit.site.drawings import drawn
from formkit.site.feeds import qr_svg

LONG = "https://someone.example/" + "a-very-long-word/" * 30


@pytest.mark.skipif(not which("zbarimg"), reason="there is no zbarimg here: apt-get install zbar-tools")
@pytest.mark.parametrize(
    "text",
    ["https://rosegarden.example/tr/", LONG, "FN:Çiçek & Söhne", "FN:Rose Gärten ß", "FN:Гүлзар", "FN:حديقة الورود"],
)
def test_a_camera_reads_what_was_written(tmp_path: Path, text: str) -> None:
    svg = qr_svg(text).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace("currentColor", "#000")
    pixels = drawn(Picture(1, 1, svg.encode()))
    assert pixels is not None
    ground = pixels.copy()
    ground.paste("white", (0, 0, *pixels.size))
    ground.alpha_composite(pixels)
    ground.save(tmp_path / "qr.png")
    command = ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", str(tmp_path / "qr.png")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip("\n") == text
