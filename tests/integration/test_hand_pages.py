"""Hand-written pages: what `check` passes is built, and nothing in them reaches a reader raw."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import TOY, Site, build, project, run

SOUND = """# Questions

## What is here?

A [paper](paper:{paper}), a [topic](topic:{topic}), a [tag](tag:{tag}) and [one by name][p].

| link | to |
|---|---|
| [topics](../topics/index.md) | all of them |
| [one](../topics/{topic}.md) | of them |
| [about](../about/index.md#about) | a heading |
| [here](#what-is-here) | above |
| [files](../exports/papers.bib) | to take along |

![A picture](pictures/one.png)

[p]: paper:{paper}
"""
HOSTILE = """# Hostile

<script>alert(1)</script> <img src=//x.example/a.png onerror=alert(1)>

<style>* {{ display: none }}</style>

[a](javascript:alert(1)) [b](java&#115;cript:alert(1)) ![c](//x.example/c.png) [d](../no.md)
"""


def _folder(tmp_path: Path, text: str) -> Path:
    """The toy project with a page `faq` and an image."""
    folder = tmp_path / "a list"
    folder.mkdir()
    project(folder, TOY)
    content = folder / "content"
    names = {
        kind: sorted(path.stem for path in (content / f"{kind}s").glob("*.yml"))[0]
        for kind in ("paper", "topic")
    }
    tag = (content / "tags.yml").read_text("utf-8").splitlines()
    names["tag"] = next(line[:-1] for line in tag if line.endswith(":") and line[0].isalpha())
    (content / "pages" / "faq.md").write_text(text.format(**names), "utf-8")
    (content / "pages" / "pictures").mkdir()
    (content / "pages" / "pictures" / "one.png").write_bytes(b"\x89PNG")
    return folder


def _check(folder: Path) -> tuple[int, str]:
    places = ("--content", folder / "content", "--config", folder / "mkdocs.yml")
    result = run(*places, "check")
    return result.returncode, result.stdout


def test_what_the_check_passes_is_built(tmp_path: Path) -> None:
    folder = _folder(tmp_path, SOUND)

    assert _check(folder) == (0, "")
    result = build(folder)

    assert result.returncode == 0, result.stderr
    site = Site(folder / "site")
    assert site.broken_links() == []
    assert site.page("index.html").xpath("//header//nav//a[@href='./faq/']")
    page = site.page("faq/index.html")
    (image,) = page.xpath('//main//img[@alt="A picture"]/@src')
    assert (folder / "site" / "faq" / image).resolve().read_bytes() == b"\x89PNG"


def test_nothing_of_a_hostile_page_is_raw_and_every_part_of_it_is_reported(tmp_path: Path) -> None:
    folder = _folder(tmp_path, HOSTILE)

    code, said = _check(folder)
    result = build(folder)

    assert code == 1
    assert result.returncode == 1, result.stderr
    for found in ("raw-html", "unknown-link", "missing-image", "dead-link"):
        assert f"error[{found}]" in said
    page = Site(folder / "site").page("faq/index.html")
    assert not page.xpath("//main//script | //main//style | //main//img | //main//@onerror")
    assert not [href for href in page.xpath("//main//@href") if "script:" in href]


@pytest.mark.parametrize("page", ["faq", "map"])
def test_a_page_that_the_navigation_lacks_or_the_site_makes_itself(
    tmp_path: Path, page: str
) -> None:
    folder = tmp_path / "a list"
    folder.mkdir()
    project(folder, TOY)
    (folder / "content" / "pages" / f"{page}.md").write_text("# A page\n", "utf-8")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("\nnav:\n  - Home: index.md\n")

    code, said = _check(folder)

    assert code == 1
    assert f"pages/{page}.md:" in said
    assert ("not-in-navigation" if page == "faq" else "taken-id") in said


def test_contributors_find_the_form_and_the_codes(toy_site: Site) -> None:
    page = toy_site.page("contribute/index.html")
    links = page.xpath("//main//a/@href")
    assert "codes/" in links
    assert any(link.endswith("/issues/new?template=suggest.yml") for link in links)
    codes = toy_site.page("contribute/codes/index.html").text_content()
    assert "unknown-tag" in codes
