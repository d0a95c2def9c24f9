from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from formkit.errors import FormkitError
from formkit.site import pack_site, site_paths, write_server_files
from formkit.site.parcel import packed

FILES = {"index.html": "<h1>Roses</h1>", "tr/index.html": "<h1>Güller</h1>", ".htaccess": "x", "_headers": "/*"}


@pytest.fixture
def build(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        (tmp_path / "rose" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "rose" / path).write_text(text, "utf-8")
    return tmp_path


def test_the_zip_holds_the_site_with_its_pages_at_the_top(build: Path) -> None:
    with ZipFile(pack_site(build, "rose")) as parcel:
        assert {name: parcel.read(name).decode() for name in parcel.namelist()} == FILES
        assert parcel.testzip() is None


def test_the_same_site_is_the_same_zip(build: Path) -> None:
    first = packed(build / "rose")
    for path in FILES:
        (build / "rose" / path).touch()
        (build / "rose" / path).chmod(0o600)
    assert packed(build / "rose") == first


def test_a_zip_that_is_right_is_left_alone(build: Path) -> None:
    before = pack_site(build, "rose").stat().st_mtime_ns
    assert pack_site(build, "rose").stat().st_mtime_ns == before


def test_what_the_owner_put_there_comes_along_and_what_is_hidden_does_not(build: Path) -> None:
    (build / "rose" / "menu.pdf").write_text("mine", "utf-8")
    (build / "rose" / ".DS_Store").write_text("hidden", "utf-8")
    (build / "rose" / ".git").mkdir()
    (build / "rose" / ".git" / "config").write_text("hidden", "utf-8")
    (build / "rose" / "passwd").symlink_to("/etc/passwd")
    assert site_paths(build / "rose") == [".htaccess", "_headers", "index.html", "menu.pdf", "tr/index.html"]


def test_whoever_unpacks_it_may_read_it(build: Path) -> None:
    with ZipFile(BytesIO(packed(build / "rose"))) as parcel:
        assert {entry.external_attr >> 16 for entry in parcel.infolist()} == {0o100644}


def test_the_lines_for_servers_stand_beside_the_sites(build: Path) -> None:
    write_server_files(build)
    assert sorted(path.name for path in build.iterdir()) == ["formkit.caddy", "formkit.nginx.conf", "rose"]


def test_a_zip_that_can_t_be_written_is_told(build: Path) -> None:
    (build / "rose.zip").mkdir()
    with pytest.raises(FormkitError, match=r"rose\.zip can't be written"):
        pack_site(build, "rose")
    assert sorted(path.name for path in build.iterdir()) == ["rose", "rose.zip"]
