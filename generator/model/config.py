"""What the generator needs to know of `mkdocs.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from generator.model.problems import BrokenEnvironment


@dataclass(frozen=True, slots=True)
class Site:
    """The site's name and addresses."""

    name: str
    description: str
    url: str
    """The site's address, ends in `/`."""
    repository: str
    """The repository's address without a final slash, empty when there is none."""
    branch: str
    """The branch that edits go to."""
    docs: Path
    """Where the Markdown goes."""
    theme: Path
    """The theme's own templates and assets (`overrides`)."""
    output: Path = Path("site")
    """Where a plain `mkdocs build` puts the site; this program's commands have `--site`."""

    def edit_url(self, path: str) -> str:
        """The web editor on a file, by its path in the repository."""
        return f"{self.repository}/edit/{self.branch}/{path}" if self.repository else ""

    def file_url(self, path: str, line: int = 0) -> str:
        """The repository's page of a file, at a line when one is given."""
        anchor = f"#L{line}" if line else ""
        return f"{self.repository}/blob/{self.branch}/{path}{anchor}" if self.repository else ""


class _Loader(yaml.SafeLoader):
    """MkDocs' configuration: `!ENV` reads the environment, other tags are of no concern here."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def read_site(config: Path) -> Site:
    """Read the configuration.

    Raises:
        BrokenEnvironment: It is missing, is no YAML, or holds no `site_name`.
    """
    try:
        values = yaml.load(config.read_text("utf-8"), Loader=_Loader)
    except OSError as error:
        raise BrokenEnvironment(
            f"cannot read the configuration {config}: {error.strerror}; name it with --config"
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BrokenEnvironment(f"the configuration {config} is not valid YAML: {error}") from error
    if not isinstance(values, dict) or not isinstance(values.get("site_name"), str):
        raise BrokenEnvironment(f"the configuration {config} has no site_name")
    return _site(values, config.parent)


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
        output=base / str(values.get("site_dir") or "site"),
    )
