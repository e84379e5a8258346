"""The reader of `mkdocs.yml`: what the generator needs to know of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from generator.content import reading_rules
from generator.content.regular_files import read_regular, why_unreadable
from generator.content.yaml_documents import compose
from generator.model.config import Online, Place, Site
from generator.model.problems import BrokenEnvironment, Problem, as_text
from generator.model.rules import problem

_ALLOWED = frozenset(
    rule.name
    for rule in (
        reading_rules.ANCHOR,
        reading_rules.YAML_TAG,
        reading_rules.TRAILING_SPACE,
        reading_rules.LINE_ENDINGS,
        reading_rules.BYTE_ORDER_MARK,
    )
)
"""Findings about YAML that MkDocs accepts in its configuration."""
_UNREADABLE = frozenset(
    rule.name
    for rule in (
        reading_rules.ENCODING,
        reading_rules.YAML_SYNTAX,
        reading_rules.FILE_TOO_LARGE,
    )
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_IDENTITY = re.compile(r"[\w.@-]+,\d{4}(-\d\d(-\d\d)?)?:[\w.~/-]+", re.ASCII)
"""The part of a `tag:` URI that a list is known by (RFC 4151)."""
_PLACE = re.compile(r"https?://[^\s{}]+(\{(arxiv|doi|title)\}[^\s{}]*)+")
"""The address of a paper, or of a search for one, at a site of the field."""
_TEXTS = ("site_description", "site_url", "repo_url", "edit_uri", "docs_dir", "site_dir")


class _ConfigLoader(yaml.CSafeLoader):
    """MkDocs' configuration: `!ENV` reads the environment, other tags are of no concern here."""


_ConfigLoader.add_constructor("!ENV", construct_env_tag)
_ConfigLoader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


class _Unusable(Exception):
    """The configuration cannot be used; the problems say why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


def read_site(config: Path) -> Site:
    """Read the configuration.

    Raises:
        BrokenEnvironment: It is missing, is no YAML, or holds no `site_name`.
    """
    try:
        return _site(_values(config), config.parent)
    except FileNotFoundError as error:
        raise BrokenEnvironment(
            f"cannot read the configuration {config}: {error.strerror}; name it with --config"
        ) from error
    except _Unusable as error:
        raise BrokenEnvironment(f"the configuration cannot be used\n{_lines(error)}") from error


def read_online(config: Path) -> Online:
    """How services are asked; nothing is set where there is no configuration.

    Raises `BrokenEnvironment` when it cannot be used.
    """
    try:
        values = _values(config)
    except FileNotFoundError:
        return Online()
    except _Unusable as error:
        raise BrokenEnvironment(f"the configuration cannot be used\n{_lines(error)}") from error
    extra = _extra(values)
    services = extra.get("services") or {}
    return Online(_contact(extra), str(values.get("repo_url") or ""), services)


def read_language(config: Path) -> str:
    """The code of the list's language: `theme: language:`, English where nothing says it."""
    return language_and_problems(config)[0]


def language_and_problems(config: Path) -> tuple[str, list[Problem]]:
    """What `read_language` says, and what keeps the configuration from being used.

    Nothing does where there is no such file.
    """
    try:
        return _language(_values(config)), []
    except FileNotFoundError:
        return "en", []
    except _Unusable as error:
        return "en", error.problems


def _language(values: Mapping[str, Any]) -> str:
    theme = values.get("theme")
    language = theme.get("language") if isinstance(theme, dict) else None
    return language.partition("-")[0].lower() if isinstance(language, str) else "en"


def _lines(error: _Unusable) -> str:
    return as_text(error.problems).rstrip("\n")


def _values(config: Path) -> dict[str, Any]:
    path = config.as_posix()
    try:
        data = read_regular(config)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise _Unusable(
            [problem(path, 0, 0, reading_rules.UNREADABLE, why_unreadable(error))]
        ) from error
    document = compose(path, data)
    broken = [found for found in document.problems if found.code not in _ALLOWED]
    if any(found.code in _UNREADABLE for found in broken):
        raise _Unusable(broken)
    try:
        values = yaml.load(document.text, Loader=_ConfigLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        at = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise _Unusable(
            [problem(path, *at, reading_rules.CONFIGURATION, str(error.problem))]
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _Unusable([problem(path, 0, 0, reading_rules.CONFIGURATION, str(error))]) from error
    wrong = list(_wrong(values))
    if wrong:
        raise _Unusable(
            [problem(path, 0, 0, reading_rules.CONFIGURATION, message) for message in wrong]
        )
    return dict(values)


def _wrong(values: Any) -> Iterator[str]:
    if not isinstance(values, dict):
        yield "the file holds no settings such as `site_name: …`"
        return
    if not isinstance(values.get("site_name"), str):
        yield "`site_name` is missing"
    for name in _TEXTS:
        if not isinstance(values.get(name), str | None):
            yield f"`{name}` must be text"
    yield from _wrong_extra(_extra(values))
    theme = values.get("theme")
    if isinstance(theme, dict) and not isinstance(theme.get("custom_dir", ""), str):
        yield "`custom_dir` of `theme` must be text"


def _wrong_extra(extra: Mapping[Any, Any]) -> Iterator[str]:
    services = extra.get("services", {})
    entries = services.items() if isinstance(services, dict) else [(None, None)]
    if not all(isinstance(part, str) for entry in entries for part in entry):
        yield "`services` of `extra` must name an address for each service"
    places = extra.get("found_at") or []
    if not (isinstance(places, list) and all(map(_is_place, places))):
        yield (
            "`found_at` of `extra` must be a list of sites, each with `name` and one or both of"
            " `paper` and `search`, addresses with {arxiv}, {doi} or {title} in them"
        )
    identity = extra.get("identity", "a,2026:b")
    if not (isinstance(identity, str) and _IDENTITY.fullmatch(identity)):
        yield "`identity` of `extra` must be like `example.org,2026:my-list`"


def _is_place(place: Any) -> bool:
    if not (isinstance(place, dict) and place.keys() <= {"name", "paper", "search"}):
        return False
    name, *addresses = place.get("name"), *(place[key] for key in place if key != "name")
    return (
        isinstance(name, str)
        and bool(name.strip() and addresses)
        and all(isinstance(at, str) and _PLACE.fullmatch(at) for at in addresses)
    )


def _site(values: dict[str, Any], base: Path) -> Site:
    url = str(values.get("site_url") or "")
    edit_uri = str(values.get("edit_uri") or "edit/main/").strip("/").split("/")
    theme = values.get("theme")
    custom = theme.get("custom_dir", "overrides") if isinstance(theme, dict) else "overrides"
    return Site(
        name=values["site_name"],
        description=str(values.get("site_description") or ""),
        url=url if url.endswith("/") or not url else f"{url}/",
        repository=str(values.get("repo_url") or "").rstrip("/"),
        branch="/".join(edit_uri[1:]) or "main",
        docs=base / str(values.get("docs_dir") or "docs"),
        theme=base / custom,
        identity=_extra(values).get("identity", ""),
        found_at=tuple(Place(**place) for place in _extra(values).get("found_at") or ()),
        language=_language(values),
        contact=_contact(_extra(values)),
        output=base / str(values.get("site_dir") or "site"),
    )


def _extra(values: Mapping[str, Any]) -> Mapping[str, Any]:
    extra = values.get("extra")
    return extra if isinstance(extra, dict) else {}


def _contact(extra: Mapping[str, Any]) -> str:
    found = extra.get("contact")
    return found if isinstance(found, str) and _ADDRESS.fullmatch(found) else ""
