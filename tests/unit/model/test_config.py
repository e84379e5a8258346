from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.config import read_site
from generator.model.problems import BrokenEnvironment
from tests.support import ROOT


def test_addresses_follow_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://ann.github.io/papers")
    monkeypatch.setenv("REPO_URL", "https://github.com/ann/papers/")
    monkeypatch.setenv("EDIT_URI", "edit/release/2026/")
    site = read_site(ROOT / "mkdocs.yml")
    assert site.url == "https://ann.github.io/papers/"
    assert site.edit_url("content/papers/x.yml") == (
        "https://github.com/ann/papers/edit/release/2026/content/papers/x.yml"
    )
    assert site.file_url("a.txt", 7) == ("https://github.com/ann/papers/blob/release/2026/a.txt#L7")


@pytest.mark.parametrize("text", [None, "site_name: [", "docs_dir: x\n", "- a\n", b"\xff"])
def test_a_broken_configuration_says_which(tmp_path: Path, text: str | bytes | None) -> None:
    config = tmp_path / "mkdocs.yml"
    if text is not None:
        config.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BrokenEnvironment, match=r"mkdocs\.yml"):
        read_site(config)


def test_no_repository_means_no_links_to_it(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: X\n", "utf-8")
    site = read_site(tmp_path / "mkdocs.yml")
    assert (site.edit_url("a"), site.file_url("a"), site.url) == ("", "", "")
