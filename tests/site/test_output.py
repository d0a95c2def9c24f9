import errno
import json
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from formkit.errors import FormkitError
from formkit.site.output import leftover_sites, write_site

FILES = {"index.html": b"<h1>Roses</h1>", "tr/index.html": "<h1>Güller</h1>".encode(), "sitemap.xml": b"<urlset/>"}


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def times(folder: Path) -> dict[Path, int]:
    return {path: path.lstat().st_mtime_ns for path in [folder, *folder.rglob("*")]}


@contextmanager
def files_of_at_most(octets: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (octets, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_the_files_of_a_build_stand_in_its_folder(tmp_path: Path) -> None:
    report = write_site(tmp_path / "build", "rose", FILES, notices=["no logo"])
    assert tree(tmp_path / "build" / "rose") == FILES
    assert (report.site, report.written, report.notices) == ("rose", tuple(FILES), ("no logo",))


def test_nothing_else_is_left_beside_it(tmp_path: Path) -> None:
    write_site(tmp_path, "rose", FILES)
    assert sorted(os.listdir(tmp_path)) == [".formkit", "rose"]
    assert os.listdir(tmp_path / ".formkit") == ["rose.json"]


def test_a_build_without_changes_writes_nothing(tmp_path: Path) -> None:
    write_site(tmp_path, "rose", FILES)
    before = times(tmp_path)
    report = write_site(tmp_path, "rose", FILES)
    assert times(tmp_path) == before
    assert (report.written, report.unchanged) == ((), tuple(FILES))


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    write_site(tmp_path, "rose", FILES)
    before = times(tmp_path / "rose")
    report = write_site(tmp_path, "rose", FILES | {"sitemap.xml": b"<urlset> </urlset>"})
    after = times(tmp_path / "rose")
    assert report.written == ("sitemap.xml",)
    assert after[tmp_path / "rose" / "index.html"] == before[tmp_path / "rose" / "index.html"]


def test_what_an_earlier_build_wrote_goes_with_its_empty_folder(tmp_path: Path) -> None:
    write_site(tmp_path, "rose", FILES)
    report = write_site(tmp_path, "rose", {"index.html": FILES["index.html"]})
    assert report.removed == ("sitemap.xml", "tr/index.html")
    assert sorted(os.listdir(tmp_path / "rose")) == ["index.html"]


def test_files_of_others_are_never_touched(tmp_path: Path) -> None:
    write_site(tmp_path, "rose", FILES)
    (tmp_path / "rose" / "tr" / "menu.pdf").write_bytes(b"mine")
    write_site(tmp_path, "rose", {"index.html": b"new"})
    assert tree(tmp_path / "rose") == {"index.html": b"new", "tr/menu.pdf": b"mine"}


def test_a_file_of_others_in_the_way_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "rose").mkdir()
    (tmp_path / "rose" / "index.html").write_bytes(b"my own page")
    with pytest.raises(FormkitError, match=r"holds files that formkit did not write: index\.html$") as refused:
        write_site(tmp_path, "rose", FILES)
    assert refused.value.hint.startswith("move them away or delete them, and build again")
    assert tree(tmp_path) == {"rose/index.html": b"my own page"}


def test_an_edit_by_hand_is_replaced_and_told(tmp_path: Path) -> None:
    write_site(tmp_path, "rose", FILES)
    (tmp_path / "rose" / "index.html").write_bytes(b"edited")
    report = write_site(tmp_path, "rose", FILES)
    assert tree(tmp_path / "rose") == FILES
    assert report.notices == (
        "index.html was changed by hand, and is written anew: change the spec or the theme, they make this file",
    )


def test_an_edited_file_that_is_not_needed_any_more_is_kept_and_told(tmp_path: Path) -> None:
    write_site(tmp_path, "rose", FILES)
    (tmp_path / "rose" / "sitemap.xml").write_bytes(b"edited")
    report = write_site(tmp_path, "rose", {"index.html": b"new"})
    assert (tmp_path / "rose" / "sitemap.xml").read_bytes() == b"edited"
    assert report.notices[0].startswith("sitemap.xml is not part of the site any more, but was changed by hand")


def test_a_build_that_runs_out_of_room_leaves_the_published_site_whole(tmp_path: Path) -> None:
    write_site(tmp_path, "rose", FILES)
    before = times(tmp_path / "rose")
    with files_of_at_most(5_000), pytest.raises(FormkitError, match=r"^there is no room on the disk for ") as refused:
        write_site(tmp_path, "rose", {"index.html": b"new", "big.jpg": bytes(50_000)})
    assert refused.value.hint == "make room, and build again"
    assert times(tmp_path / "rose") == before
    assert os.listdir(tmp_path / ".formkit") == ["rose.json"]


def test_a_build_that_died_half_way_is_taken_up_again(tmp_path: Path) -> None:
    (tmp_path / "rose" / "tr").mkdir(parents=True)
    (tmp_path / "rose" / "tr" / "index.html").mkdir()
    with pytest.raises(FormkitError):
        write_site(tmp_path, "rose", FILES)
    (tmp_path / "rose" / "tr" / "index.html").rmdir()
    write_site(tmp_path, "rose", FILES)
    assert tree(tmp_path / "rose") == FILES


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "", "a//b", "./a", "a\\b", "a\nb", "a\0b", ".."])
def test_no_file_leaves_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(FormkitError, match="is outside of"):
        write_site(tmp_path / "build", "rose", {"index.html": b"x", path: b"x"})
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("site_id", ["../rose", "Rose", "", ".formkit", "a/b"])
def test_a_site_has_a_plain_name(tmp_path: Path, site_id: str) -> None:
    with pytest.raises(FormkitError, match="can't be the name of a site"):
        write_site(tmp_path / "build", site_id, FILES)
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("link", ["build/rose", "build/rose/tr", "build/rose/index.html", "build/.formkit"])
def test_no_link_is_followed(tmp_path: Path, link: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / link).parent.mkdir(parents=True)
    (tmp_path / link).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FormkitError):
        write_site(tmp_path / "build", "rose", FILES)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_link_put_there_later_is_not_followed_to_delete(tmp_path: Path) -> None:
    write_site(tmp_path / "build", "rose", FILES)
    (tmp_path / "build" / "rose" / "tr").rename(tmp_path / "tr")
    (tmp_path / "build" / "rose" / "tr").symlink_to(tmp_path / "tr")
    write_site(tmp_path / "build", "rose", {"index.html": b"new"})
    assert (tmp_path / "tr" / "index.html").exists()


def test_a_manifest_from_a_stranger_deletes_nothing_outside(tmp_path: Path) -> None:
    write_site(tmp_path / "build", "rose", FILES)
    (tmp_path / "secret").write_bytes(b"")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (tmp_path / "build" / ".formkit" / "rose.json").write_text(json.dumps({"files": {"../../secret": empty}}))
    write_site(tmp_path / "build", "rose", FILES)
    assert (tmp_path / "secret").exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": []}', '{"files": {"a": 1}}', "\0"])
def test_a_broken_manifest_counts_as_none(tmp_path: Path, text: str) -> None:
    write_site(tmp_path, "rose", FILES)
    (tmp_path / ".formkit" / "rose.json").write_text(text)
    write_site(tmp_path, "rose", FILES)
    assert write_site(tmp_path, "rose", {"index.html": b"new"}).removed == ("sitemap.xml", "tr/index.html")


def test_a_file_where_the_folder_should_be_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("")
    with pytest.raises(FormkitError, match=r"/build is a file, and a site needs a folder there$") as refused:
        write_site(tmp_path / "build", "rose", FILES)
    assert refused.value.hint == "move it away or delete it, and build again"


def test_a_read_only_folder_is_told_in_words(own_folder: Path) -> None:
    own_folder.chmod(0o500)
    with pytest.raises(FormkitError, match=os.strerror(errno.EACCES)) as refused:
        write_site(own_folder, "rose", FILES)
    own_folder.chmod(0o700)
    assert refused.value.hint == "make it writable, and build again"


def test_a_build_that_failed_while_moving_is_not_taken_for_an_edit(own_folder: Path) -> None:
    write_site(own_folder, "rose", {"index.html": b"old"})
    (own_folder / "rose").chmod(0o500)
    with pytest.raises(FormkitError):
        write_site(own_folder, "rose", {"index.html": b"new"})
    (own_folder / "rose").chmod(0o700)
    assert write_site(own_folder, "rose", {"index.html": b"newer"}).notices == ()


@pytest.mark.parametrize("shut", ["images", "tr"])
def test_no_page_names_what_is_not_there_yet(own_folder: Path, shut: str) -> None:
    old = {"index.html": b"old", "tr/index.html": b"old", "images/a.webp": b"a"}
    write_site(own_folder, "rose", old)
    (own_folder / "rose" / shut).chmod(0o500)
    with pytest.raises(FormkitError):
        write_site(own_folder, "rose", {"index.html": b"b", "tr/index.html": b"b", "images/b.webp": b"b"})
    (own_folder / "rose" / shut).chmod(0o700)
    left = tree(own_folder / "rose")
    assert {path: data for path, data in left.items() if path != "images/b.webp"} == old
    assert ("images/b.webp" in left) is (shut == "tr")


def test_builds_at_the_same_time_leave_whole_files(tmp_path: Path) -> None:
    contents = [bytes([65 + number]) * 20_000 for number in range(4)]
    write_site(tmp_path, "rose", {"index.html": contents[0]})
    builds = [Thread(target=write_site, args=(tmp_path, "rose", {"index.html": one})) for one in contents * 5]
    for build in builds:
        build.start()
    for build in builds:
        build.join()
    assert (tmp_path / "rose" / "index.html").read_bytes() in contents
    assert os.listdir(tmp_path / ".formkit") == ["rose.json"]


def test_sites_whose_spec_is_gone_are_told(tmp_path: Path) -> None:
    for site_id in ("rose", "cafe", "tutor"):
        write_site(tmp_path, site_id, FILES)
    (tmp_path / "photos").mkdir()
    assert leftover_sites(tmp_path, ["rose"]) == ["cafe", "tutor"]
    assert leftover_sites(tmp_path / "no such folder", []) == []
    assert tree(tmp_path / "cafe") == FILES
