"""What a new list begins with: the files of `content/`, and its name in the files around them."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.content.paper_yaml import scalar
from generator.edit.splice import read, remove_key, replace_scalars
from generator.text.slugs import slugify

_OF_THE_LIST = re.compile(r"<!-- this list -->\n.*?<!-- end of this list -->\n\n?", re.DOTALL)
"""A part of README.md that holds for the list that was here alone."""
README_HEAD_ENDS = "\n## Two commands\n"
"""What comes before this heading in README.md describes the list, what follows the program."""

_MARKDOWN_SIGNS = re.compile(r"[\\`*_{}\[\]#|]")
_ENDING = re.compile(r"(?i)\s+reading list$")


@dataclass(frozen=True, slots=True)
class NewList:
    """What a person says of a new list; each is one line."""

    name: str
    """In the header and all titles: `Medieval History`."""
    description: str
    """For search engines, feeds and the home page."""
    field: str
    """What follows "papers on": `the Middle Ages`."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where the new list is at home."""

    repository: str
    """The address of its repository, empty where none is known."""
    identity: str
    """What the ids in its feeds are made of: `you.github.io,2026:your-list`."""


def home_of(new: NewList, repository: str, year: int, token: str) -> Home:
    """The repository and what follows from it.

    Its owner has the domain that the identity begins with. Without a repository that domain is the
    token below `.invalid`, which is nobody's.
    """
    parts = urlsplit(repository)
    owner, name = parts.path.strip("/").partition("/")[0], slugify(new.name)
    if parts.hostname == "github.com":
        return Home(repository, f"{owner.lower()}.github.io,{year}:{name}")
    if parts.hostname:
        return Home(repository, f"{parts.hostname},{year}:{slugify(owner)}/{name}")
    return Home("", f"{token}.invalid,{year}:{name}")


def default_field(name: str) -> str:
    """The field of a list that has only a name: the name without "Reading List"."""
    return _ENDING.sub("", name)


def default_description(field: str) -> str:
    """The description of a list that has only a field."""
    return f"A curated, searchable reading list on {field}."


def starter_files(new: NewList) -> dict[str, str]:
    """The files of `content/` without the schemas: the path below it → the text, by path."""
    environment = Environment(
        loader=PackageLoader("generator.edit", "starter"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters |= {"yaml": scalar, "markdown": markdown}
    values = {"name": new.name, "description": new.description, "field": new.field}
    texts = {
        path: environment.get_template(path).render(values) for path in environment.list_templates()
    }
    return {**texts, "papers/.gitkeep": ""}


def markdown(text: str) -> str:
    """One line of text in which Markdown sees no markup."""
    escaped = html.escape(text, quote=False)
    return _MARKDOWN_SIGNS.sub(lambda sign: f"\\{sign[0]}", escaped)


def configured(config: str, new: NewList, home: Home) -> str:
    """The text of `mkdocs.yml` with the new list's name, description, repository and identity.

    No site of the old list's field is left in it. Every other byte stays. Raises
    `CannotEdit` where the file is no YAML.
    """
    values = read(config)
    for key, value in (("site_name", new.name), ("site_description", new.description)):
        if isinstance(values.get(key), str):
            config = replace_scalars(config, [(key,)], values[key], value)
    extra = values.get("extra")
    identity = extra.get("identity") if isinstance(extra, Mapping) else None
    if isinstance(identity, str):
        config = replace_scalars(config, [("extra", "identity")], identity, home.identity)
    if isinstance(extra, Mapping) and "found_at" in extra:
        config = remove_key(config, ("extra", "found_at"))
    config = _with_default(config, "repo_url", values, home.repository)
    # MkDocs warns of a place for edits without a repository.
    return config if home.repository else _with_default(config, "edit_uri", values, "")


def _with_default(config: str, key: str, values: Mapping[str, Any], new: str) -> str:
    """The configuration with another address for a key: its value, or what `!ENV` falls back to."""
    value = values.get(key)
    for old in value if isinstance(value, list) else [value]:
        if isinstance(old, str) and "/" in old:
            config = replace_scalars(config, [(key,)], old, new)
    return config


def renamed(form: str, old: str, new: str) -> str:
    """The text of an issue form with the new name for the old one in its own description.

    Raises `CannotEdit` where the file is no YAML.
    """
    values = read(form)
    described = values.get("description") if isinstance(values, Mapping) else None
    if not old or not isinstance(described, str):
        return form
    return replace_scalars(form, [("description",)], described, described.replace(old, new))


def introduced(readme: str, new: NewList) -> str:
    """README.md with the new list's name and description before what describes the program.

    Parts that hold for the old list alone are left out. A text without the heading that divides
    the two is left as it is.
    """
    _, heading, rest = readme.partition(README_HEAD_ENDS)
    head = f"# {markdown(new.name)}\n\n{markdown(new.description)}\n"
    return f"{head}{heading}{_OF_THE_LIST.sub('', rest)}" if heading else readme
