"""The built site as a whole: every page there, every link good, nothing from elsewhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.build.mkdocs import BUILDERS
from generator.content.load import load
from tests.support import FROZEN, TOY, Site, build, project, run, tree


@pytest.fixture(params=["toy_site", "frozen_site"])
def site(request: pytest.FixtureRequest) -> Site:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Site)
    return found


def test_every_internal_link_and_anchor_resolves(site: Site) -> None:
    assert site.broken_links() == []


def test_no_page_loads_anything_from_another_host(site: Site) -> None:
    assert site.foreign_resources() == []


def test_no_page_or_script_knows_of_the_preview_and_its_bench(site: Site) -> None:
    words = (b"~preview", b"Bench-Token", b"vocabularyDialog")
    files = tree(site.folder)
    assert [name for name, data in files.items() if any(word in data for word in words)] == []
    assert "assets/javascripts/choose.js" in files


def test_every_paper_topic_and_tag_has_a_page(frozen_site: Site) -> None:
    catalog = load(FROZEN).catalog
    pages = set(frozen_site.pages())
    assert len(catalog.papers) == 337
    expected = {f"papers/{id_}/index.html" for id_ in catalog.papers}
    expected |= {f"topics/{id_}/index.html" for id_ in catalog.topics}
    expected |= {f"tags/{id_}/index.html" for id_ in catalog.tags}
    assert expected <= pages


def test_a_paper_links_to_its_topics_tags_and_neighbours_and_they_link_back(
    frozen_site: Site,
) -> None:
    catalog = load(FROZEN).catalog
    for paper in catalog.papers.values():
        page = f"papers/{paper.id}/index.html"
        links = set(frozen_site.page(page).xpath("//a/@href"))
        for topic in paper.topics:
            assert f"../../topics/{topic}/" in links
            back = frozen_site.page(f"topics/{topic}/index.html").xpath("//a/@href")
            assert f"../../papers/{paper.id}/" in back
        for tag in paper.tags:
            assert f"../../tags/{tag}/" in links
            back = frozen_site.page(f"tags/{tag}/index.html").xpath("//a/@href")
            assert f"../../papers/{paper.id}/" in back
        near = frozen_site.page(page).xpath("//section[@aria-labelledby='related']//a/@href")
        papers = [link for link in near if not link.startswith("../../")]
        assert len(papers) >= 6
        assert f"../{paper.id}/" not in papers


def test_related_papers_are_linked_both_ways(frozen_site: Site) -> None:
    related: dict[str, set[str]] = {}
    for page in frozen_site.pages():
        if page.startswith("papers/"):
            links = frozen_site.page(page).xpath("//section[@aria-labelledby='related']//a/@href")
            related[page.split("/")[1]] = {
                link.split("/")[1] for link in links if not link.startswith("../../")
            }
    assert any(related.values())
    assert all(paper in related[other] for paper, others in related.items() for other in others)


def test_paper_pages_stay_small(frozen_site: Site) -> None:
    pages = [
        frozen_site.folder / "papers" / id_ / "index.html" for id_ in load(FROZEN).catalog.papers
    ]
    assert pages
    large = [page for page in pages if page.stat().st_size > 20 * 1024]
    assert large == []


def test_navigation_does_not_grow_with_the_list(toy_site: Site, frozen_site: Site) -> None:
    def entries(site: Site) -> list[str]:
        return [str(a) for a in site.page("about/index.html").xpath("//header//nav//a/@href")]

    assert entries(toy_site) == entries(frozen_site)


def test_a_second_pages_writes_nothing(tmp_path: Path) -> None:
    folder = project(tmp_path, TOY)
    arguments = ("--content", folder / "content", "--config", folder / "mkdocs.yml", "pages")
    first = run(*arguments)
    before = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in (tmp_path / "build").rglob("*.*")}
    second = run(*arguments)
    after = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in (tmp_path / "build").rglob("*.*")}
    assert (first.returncode, second.returncode) == (0, 0)
    docs = {p for p in before if "docs" in p.parts}
    assert docs
    assert all(before[p] == after[p] for p in docs)
    assert " 0 files written" in second.stdout


def test_what_is_gone_from_the_content_is_gone_from_the_site(tmp_path: Path) -> None:
    folder = project(tmp_path, TOY)
    assert build(folder).returncode == 0
    (folder / "content/papers/poincare-resnet.yml").unlink()
    # Its tags now have too few papers, which is said; the site is built all the same.
    assert "built" in build(folder).stdout
    site = Site(folder / "site")
    assert "papers/poincare-resnet/index.html" not in site.pages()
    assert site.broken_links() == []


def test_a_plain_build_of_the_pages_gives_the_same_site(tmp_path: Path, site: Site) -> None:
    """Whether they were built at once, as those of the toy, or in parts."""
    folder = site.folder.parent
    plain = tmp_path / "plain"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "mkdocs.yml", "-d", plain],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not [line for line in done.stderr.splitlines() if line.startswith("WARNING")]
    ours, theirs = tree(site.folder), tree(plain)
    differing = {p for p in theirs if ours.get(p) != theirs[p]}
    assert differing == set()


@pytest.mark.parametrize("builder", [name for name in BUILDERS if name != "mkdocs"])
def test_every_builder_makes_the_same_files(tmp_path: Path, toy_site: Site, builder: str) -> None:
    folder = project(tmp_path, TOY)
    done = run(
        *("--content", folder / "content", "--config", folder / "mkdocs.yml"),
        *("build", "--site", folder / "site", "--builder", builder),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    ours, theirs = tree(toy_site.folder), tree(folder / "site")
    assert {path for path in {*theirs, *ours} if ours.get(path) != theirs.get(path)} == set()


def test_an_empty_list_builds(tmp_path: Path) -> None:
    (tmp_path / "content" / "topics").mkdir(parents=True)
    for name in ("limits.yml", "tags.yml"):
        (tmp_path / "content" / name).write_text("{}\n", "utf-8")
    folder = project(tmp_path, tmp_path / "content")
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    site = Site(folder / "site")
    assert site.broken_links() == []
    assert "import" in site.page("index.html").text_content()


def test_a_killed_build_is_made_good_by_the_next(tmp_path: Path) -> None:
    folder = project(tmp_path, TOY)
    arguments = ("--content", folder / "content", "--config", folder / "mkdocs.yml", "pages")
    assert run(*arguments).returncode == 0
    whole = tree(folder / "build/docs")
    torn = folder / "build/docs/papers/poincare-resnet.md"
    torn.write_text("half a pa", "utf-8")
    (folder / "build/docs/papers/.layer-normalization.md.part").write_bytes(b"left behind")
    (folder / "build/docs/index.md").unlink()
    assert run(*arguments).returncode == 0
    again = dict(tree(folder / "build/docs"))
    again.pop("papers/.layer-normalization.md.part", None)
    assert again == whole
