"""What a new list begins with: the files of `content/`, and its name in the files around them."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.content.paper_yaml import scalar
from generator.edit.splice import read, remove_item, replace_scalars
from generator.text.slugs import slugify

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


def configured(config: str, new: NewList) -> str:
    """The text of `mkdocs.yml` with the list's name and description, and an identity of its own.

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
        domain_and_day = identity.partition(":")[0]
        own = f"{domain_and_day}:{slugify(new.name)}"
        config = replace_scalars(config, [("extra", "identity")], identity, own)
    places = extra.get("found_at") if isinstance(extra, Mapping) else None
    for place in places if isinstance(places, list) else ():
        config = remove_item(config, [("extra", "found_at")], place)
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

    A text without the heading that divides the two is left as it is.
    """
    _, heading, rest = readme.partition(README_HEAD_ENDS)
    head = f"# {markdown(new.name)}\n\n{markdown(new.description)}\n"
    return f"{head}{heading}{rest}" if heading else readme
