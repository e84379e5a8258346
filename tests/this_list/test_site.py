"""The site of the present list: every page there, every link good, nothing from elsewhere."""

from __future__ import annotations

import pytest

from generator.content.load import load
from tests.support import ROOT, Site, build, project

CONTENT = ROOT / "content"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = project(tmp_path_factory.mktemp("present"), CONTENT)
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(folder / "site")


def test_every_paper_topic_and_tag_has_a_page(site: Site) -> None:
    catalog = load(CONTENT).catalog
    kinds = {"papers": catalog.papers, "topics": catalog.topics, "tags": catalog.tags}
    expected = {f"{kind}/{id_}/index.html" for kind, ids in kinds.items() for id_ in ids}

    assert expected <= set(site.pages())


def test_every_internal_link_and_anchor_resolves(site: Site) -> None:
    assert site.broken_links() == []


def test_no_page_loads_anything_from_another_host(site: Site) -> None:
    assert site.foreign_resources() == []
