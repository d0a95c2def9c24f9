"""The QR codes of pages, as a camera reads them."""

import subprocess
from pathlib import Path
from shutil import which

import pytest
import zxingcpp
from PIL import Image

from formkit.pictures import Picture
from formkit.site.drawings import drawn
from formkit.site.feeds import qr_svg

LONG = "https://someone.example/" + "a-very-long-word/" * 30


TEXTS = ["https://rosegarden.example/tr/", LONG, "FN:Çiçek & Söhne", "FN:Rose Gärten ß", "FN:Гүлзар", "FN:حديقة الورود"]


def printed(text: str) -> Image.Image:
    """The code as it stands on paper."""
    pixels = drawn(Picture(1, 1, qr_svg(text).encode()))
    assert pixels is not None
    ground = Image.new("RGBA", pixels.size, "white")
    ground.alpha_composite(pixels)
    return ground.convert("L")


@pytest.mark.parametrize("text", ["1", "tel:+15550100100", "BEGIN:VCARD\r\n" * 40, *TEXTS])
def test_what_is_drawn_is_read_again(text: str) -> None:
    read = zxingcpp.read_barcode(printed(text), text_mode=zxingcpp.TextMode.Plain)
    assert read is not None
    assert (read.text, read.ec_level) == (text, "M")


@pytest.mark.skipif(not which("zbarimg"), reason="there is no zbarimg here: apt-get install zbar-tools")
@pytest.mark.parametrize("text", TEXTS)
def test_another_reader_reads_it_too(tmp_path: Path, text: str) -> None:
    printed(text).save(tmp_path / "qr.png")
    command = ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", str(tmp_path / "qr.png")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip("\n") == text
