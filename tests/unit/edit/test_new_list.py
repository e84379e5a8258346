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
    Home,
    NewList,
    configured,
    default_description,
    default_field,
    home_of,
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


HOME = Home("https://github.com/Me/mine", "me.github.io,2026:mine")


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
    config = configured(CONFIG, new_list(name), HOME)
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
    new = new_list(name)
    home = home_of(new, "", 2027, "list-12ab")
    (tmp_path / "mkdocs.yml").write_text(configured(old, new, home), "utf-8")

    site = read_site(tmp_path / "mkdocs.yml")
    assert site.identity.startswith("list-12ab.invalid,2027:")


@pytest.mark.parametrize(
    ("repository", "identity"),
    [
        ("https://github.com/Ada-L/maps", "ada-l.github.io,2027:old-maps"),
        ("https://git.example.org/ada/maps", "git.example.org,2027:ada/old-maps"),
        ("", "list-1.invalid,2027:old-maps"),
    ],
)
def test_the_identity_belongs_to_the_owner_of_the_repository(
    repository: str, identity: str
) -> None:
    assert home_of(new_list("Old Maps"), repository, 2027, "list-1").identity == identity


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('!ENV [REPO_URL, "https://a.example/old"]', '!ENV [REPO_URL, "https://github.com/Me/mine"]'),
        ("https://a.example/old # kept", "https://github.com/Me/mine # kept"),
        ("!ENV REPO_URL", "!ENV REPO_URL"),
    ],
)  # fmt: skip
def test_edits_lead_to_the_new_lists_repository(before: str, after: str) -> None:
    config = configured(f"{CONFIG}repo_url: {before}\n", new_list("Maps"), HOME)
    assert config.endswith(f"repo_url: {after}\n")


def test_a_list_without_a_repository_has_no_place_for_edits() -> None:
    edits = f'{CONFIG}repo_url: https://a.example/old\nedit_uri: !ENV [EDIT_URI, "edit/main/"]\n'
    without = configured(edits, new_list("Maps"), home_of(new_list("Maps"), "", 2027, "list-1"))
    assert without.endswith('repo_url: ""\nedit_uri: !ENV [EDIT_URI, ""]\n')
    assert configured(edits, new_list("Maps"), HOME).endswith('[EDIT_URI, "edit/main/"]\n')


def test_the_sites_of_the_old_lists_field_are_left_out(tmp_path: Path) -> None:
    places = "found_at:\n    - name: A\n      search: https://a.example/{title}\n"
    old = f"{CONFIG}extra:\n  contact: me@a.example # kept\n  {places}"
    (tmp_path / "mkdocs.yml").write_text(configured(old, new_list("Maps"), HOME), "utf-8")

    assert read_site(tmp_path / "mkdocs.yml").found_at == ()
    assert (tmp_path / "mkdocs.yml").read_text("utf-8").endswith("  contact: me@a.example # kept\n")


def test_a_form_that_does_not_name_the_list_stays() -> None:
    assert renamed(FORM, "Another List", "New") == FORM


def test_the_readme_describes_the_new_list_and_keeps_what_describes_the_program() -> None:
    own = "<!-- this list -->\nOf 337 nets:\n\n| 1 |\n<!-- end of this list -->\n"
    readme = (
        "# Old List\n\nNets.\n\n![Nets](x.png)\n\n## Two commands\n\nThey need Python.\n"
        f"{own}\n{own}"
    )

    assert introduced(readme, NewList("C* Algebras", "On <them>.", "x")) == (
        "# C\\* Algebras\n\nOn &lt;them&gt;.\n\n## Two commands\n\nThey need Python.\n"
    )
    assert introduced("# Theirs\n", NewList("A", "B", "C")) == "# Theirs\n"


def test_what_is_not_said_follows_from_the_name() -> None:
    assert default_field("Medieval History Reading List") == "Medieval History"
    assert default_field("Reading List") == "Reading List"
    assert default_description("x") == "A curated, searchable reading list on x."
