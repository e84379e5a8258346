from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from generator.build.offline_zip import (
    FOLDER,
    archive,
    offline_files,
    offline_html,
    with_offer,
)
from generator.site.marks import OFFER_END, OFFER_START


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../../papers/x/", "../../papers/x/index.html"),
        ("./", "./index.html"),
        ("..", "../index.html"),
        ("../../", "../../index.html"),
        ("../../authors/b/#ann-b", "../../authors/b/index.html#ann-b"),
        ("../explore/?tag=x", "../explore/index.html?tag=x"),
        ("../assets/a.css", "../assets/a.css"),
        ("#abstract", "#abstract"),
        ("https://arxiv.org/abs/1/", "https://arxiv.org/abs/1/"),
        ("//elsewhere.example/", "//elsewhere.example/"),
        ("mailto:a@b.example/", "mailto:a@b.example/"),
    ],
)
def test_links_to_directories_name_their_index(link: str, expected: str) -> None:
    assert offline_html(f'<a class="x" href="{link}">') == f'<a class="x" href="{expected}">'


def test_a_redirect_leads_to_a_file() -> None:
    html = '<meta http-equiv="refresh" content="0; url=../../tags/new/">'
    assert 'url=../../tags/new/index.html"' in offline_html(html)


def test_the_zip_is_the_same_whatever_the_times_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text('<a href="a/">', "utf-8")
    (tmp_path / "a" / "index.html").write_text('<a href="../">', "utf-8")
    first = archive(offline_files(tmp_path))
    (tmp_path / "index.html").touch()
    assert archive(offline_files(tmp_path)) == first
    with zipfile.ZipFile(io.BytesIO(first)) as zipped:
        assert zipped.namelist() == [f"{FOLDER}/a/index.html", f"{FOLDER}/index.html"]
        assert zipped.read(f"{FOLDER}/index.html") == b'<a href="a/index.html">'


def test_what_only_a_host_needs_stays_out(tmp_path: Path) -> None:
    for name in ("index.html", "404.html", "sw.js", "manifest.webmanifest", "sitemap.xml"):
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / "offline").mkdir()
    (tmp_path / "offline" / f"{FOLDER}.zip").write_bytes(b"x")
    assert [name for name, _ in offline_files(tmp_path)] == ["index.html"]


def test_a_name_too_long_for_windows_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        archive([("x" * 200, b"")])


def test_the_offer_is_put_in_once_and_is_not_in_the_zip() -> None:
    page = f"<p>{OFFER_START}{OFFER_END}</p>"
    offered = with_offer(with_offer(page, "first"), "second")
    assert offered == f"<p>{OFFER_START}second{OFFER_END}</p>"
    assert offline_html(offered) == page
