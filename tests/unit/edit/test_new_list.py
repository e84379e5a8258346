"""What a new list begins with, whatever it is called."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.checks import check
from generator.content.load import load
from generator.content.site_config import read_site
from generator.edit.new_list import (
    NewList,
    configured,
    default_description,
    default_field,
    introduced,
    renamed,
    starter_files,
)

NAMES = [
    "Medieval History",
    "Art: a #list",
    "yes",
    "C* & <b>\"quotes\"</b> [x](y) '$' \\ |",
    "تاريخ العصور الوسطى",
    "中世史",
    "{{ name }}",
]
CONFIG = """\
# A comment: kept.
site_name: Old List
site_description: "What it was."
site_url: !ENV [SITE_URL, "http://127.0.0.1:8000/"]
theme:
  name: null
"""
FORM = """\
name: Suggest a paper
description: A paper that belongs on the list (Old List).
body: []  # kept
"""


def new_list(name: str) -> NewList:
    return NewList(name, f"All about {name}", f"{name} and more")


@pytest.mark.parametrize("name", NAMES)
def test_the_content_of_a_new_list_loads_without_a_problem(name: str, tmp_path: Path) -> None:
    for path, text in starter_files(new_list(name)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")

    assert check(tmp_path, date(2026, 11, 20))[1] == []
    catalog = load(tmp_path).catalog
    assert catalog.papers == {}
    assert catalog.topics and catalog.tags
    assert catalog.home.tagline == f"All about {name}"
    assert {page.id for page in catalog.pages} == {"about", "contribute"}


@pytest.mark.parametrize("name", NAMES)
def test_the_configuration_and_the_forms_take_the_name(name: str) -> None:
    config = configured(CONFIG, new_list(name))
    form = renamed(FORM, "Old List", name)

    values = yaml.load(config.replace("!ENV ", ""), Loader=yaml.CSafeLoader)
    assert (values["site_name"], values["site_description"]) == (name, f"All about {name}")
    assert config.splitlines()[0] == CONFIG.splitlines()[0]
    assert config.splitlines()[3:] == CONFIG.splitlines()[3:]
    expected = f"A paper that belongs on the list ({name})."
    assert yaml.safe_load(form)["description"] == expected
    assert form.endswith("body: []  # kept\n")


@pytest.mark.parametrize("name", NAMES)
def test_the_new_list_has_an_identity_of_its_own(name: str, tmp_path: Path) -> None:
    old = f"{CONFIG}extra:\n  identity: a.example,2026:old # kept\n"
    (tmp_path / "mkdocs.yml").write_text(configured(old, new_list(name)), "utf-8")

    site = read_site(tmp_path / "mkdocs.yml")
    assert site.identity.startswith("a.example,2026:")
    assert site.identity != "a.example,2026:old"


def test_the_sites_of_the_old_lists_field_are_left_out(tmp_path: Path) -> None:
    old = f"{CONFIG}extra:\n  found_at: [arxiv, hugging-face] # kept\n"
    (tmp_path / "mkdocs.yml").write_text(configured(old, new_list("Maps")), "utf-8")

    assert read_site(tmp_path / "mkdocs.yml").found_at == ()
    assert (tmp_path / "mkdocs.yml").read_text("utf-8").endswith("  found_at: [] # kept\n")


def test_a_form_that_does_not_name_the_list_stays() -> None:
    assert renamed(FORM, "Another List", "New") == FORM


def test_the_readme_describes_the_new_list_and_keeps_what_describes_the_program() -> None:
    readme = "# Old List\n\nNets.\n\n![Nets](x.png)\n\n## Two commands\n\nThey need Python.\n"

    assert introduced(readme, NewList("C* Algebras", "On <them>.", "x")) == (
        "# C\\* Algebras\n\nOn &lt;them&gt;.\n\n## Two commands\n\nThey need Python.\n"
    )
    assert introduced("# Theirs\n", NewList("A", "B", "C")) == "# Theirs\n"


def test_what_is_not_said_follows_from_the_name() -> None:
    assert default_field("Medieval History Reading List") == "Medieval History"
    assert default_field("Reading List") == "Reading List"
    assert default_description("x") == "A curated, searchable reading list on x."
