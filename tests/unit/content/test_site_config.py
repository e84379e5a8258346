from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.content.site_config import language_and_problems, read_site
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


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("site_name: X\ntheme: [\n", 2, "yaml-syntax"),
        ("site_name: X\nextra: 'open\n", 2, "yaml-syntax"),
        ("site_name: X\nextra: !unknown x\n", 2, "configuration"),
        ("site_name: X\n? [a, b]\n: c\n", 2, "yaml-syntax"),
        ("site_name: X\nextra: " + "[" * 5000, 2, "yaml-syntax"),
        ("site_name: X\nextra: 2026-99-99\n", 0, "configuration"),
        ("docs_dir: x\n", 0, "configuration"),
        ("site_name: X\nextra: {identity: 'no day'}\n", 0, "configuration"),
        ("site_name: X\nextra: {identity: 7}\n", 0, "configuration"),
        ("", 0, "configuration"),
    ],
)
def test_check_says_what_keeps_the_configuration_from_being_used(
    tmp_path: Path, text: str, line: int, code: str
) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(text, "utf-8")

    assert [(p.path, p.line, p.code) for p in language_and_problems(config)[1]] == [
        (config.as_posix(), line, code)
    ]
    with pytest.raises(BrokenEnvironment, match=code):
        read_site(config)


def test_the_identity_of_the_list(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: X\nextra: {identity: 'a.example,2026-01:l'}\n", "utf-8")

    assert read_site(config).identity == "a.example,2026-01:l"
    assert read_site(ROOT / "mkdocs.yml").identity


def test_anchors_and_merges_may_stand_in_the_configuration(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: X\na: &a {b: 1}\nc: {<<: *a}\n", "utf-8")

    assert language_and_problems(config)[1] == []


def test_the_configuration_of_the_project_can_be_used() -> None:
    assert language_and_problems(ROOT / "mkdocs.yml")[1] == []


def test_a_configuration_that_is_no_file_is_named_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "mkdocs.yml")  # type: ignore[attr-defined, unused-ignore]

    assert [p.code for p in language_and_problems(tmp_path / "mkdocs.yml")[1]] == ["unreadable"]


def test_a_check_without_a_configuration_is_silent_about_it(tmp_path: Path) -> None:
    assert language_and_problems(tmp_path / "mkdocs.yml")[1] == []


@pytest.mark.parametrize(
    ("extra", "contact"),
    [
        ("{contact: list@example.org}", "list@example.org"),
        ("{contact: 'list@example.org?cc=x@y.org'}", ""),
        ("{contact: 1}", ""),
        ("[]", ""),
    ],
)
def test_the_contact_is_an_address_or_none(tmp_path: Path, extra: str, contact: str) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"site_name: L\nextra: {extra}\n", "utf-8")
    assert read_site(config).contact == contact
