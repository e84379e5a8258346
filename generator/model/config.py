"""What the generator needs to know of the site's configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Online:
    """How services are asked for papers: `extra: contact:` and `extra: services:`."""

    contact: str = ""
    """An e-mail address that a service can write to; empty when there is none."""
    repository: str = ""
    """The repository's address, empty when there is none."""
    services: Mapping[str, str] = field(default_factory=dict)
    """Name of a service → the address that is asked in place of the usual one: a mirror."""


@dataclass(frozen=True, slots=True)
class Place:
    """A site where papers of the list's field are found: an entry of `extra: found_at:`.

    In its addresses `{arxiv}`, `{doi}` and `{title}` stand for those of a paper.
    """

    name: str
    """What the links are called."""
    paper: str = ""
    """The address of a paper there; empty when there is none."""
    search: str = ""
    """The address of a search for a title there; empty when there is none."""


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
    identity: str = ""
    """Of what the feeds' ids are made, `AUTHORITY,DATE:NAME` as in a `tag:` URI (RFC 4151): they
    stay the same when the site moves. Empty when the configuration does not say."""
    found_at: tuple[Place, ...] = ()
    """Where papers of the field are found, besides the sites that serve every field."""
    language: str = "en"
    """The code of the list's language, as in `theme: language:`, without a region."""
    contact: str = ""
    """The e-mail address for suggestions without an account at GitHub; empty for none."""

    @property
    def suggest_url(self) -> str:
        """The form "Suggest a paper", empty without a repository."""
        if not self.repository:
            return ""
        return f"{self.repository}/issues/new?template=suggest.yml"

    def suggest_tags_url(self, paper: str) -> str:
        """The form "Suggest tags" for a paper, empty without a repository."""
        if not self.repository:
            return ""
        return f"{self.repository}/issues/new?template=tags.yml&paper={paper}"

    def edit_url(self, path: str) -> str:
        """The web editor on a file, by its path in the repository."""
        return f"{self.repository}/edit/{self.branch}/{path}" if self.repository else ""

    def file_url(self, path: str, line: int = 0) -> str:
        """The repository's page of a file, at a line when one is given."""
        anchor = f"#L{line}" if line else ""
        return f"{self.repository}/blob/{self.branch}/{path}{anchor}" if self.repository else ""
