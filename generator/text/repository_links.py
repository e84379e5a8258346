"""Repositories among the web addresses of a text."""

from __future__ import annotations

from urllib.parse import urlsplit

from generator.text.latex import find_urls

_HOSTS = frozenset(["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"])
_NO_OWNERS = frozenset(
    ["about", "apps", "collections", "explore", "features", "groups", "login", "marketplace",
     "orgs", "search", "settings", "site", "sponsors", "topics", "trending", "users"]
)  # fmt: skip
_NO_PARTS = frozenset(["-", "tree", "blob", "wiki", "issues", "releases", "src", "raw"])


def repositories(text: str) -> tuple[str, ...]:
    """The repositories that the text names, each once, in its order.

    As `https://host/owner/name`, without what follows the name; GitLab's
    nested groups are kept. A link to an owner alone is no repository.
    """
    found: dict[str, str] = {}
    for _, _, url in find_urls(text):
        address = repository(url)
        if address:
            found.setdefault(address.lower(), address)
    return tuple(found.values())


def repository(url: str) -> str | None:
    """The address of the repository that the web address leads into, None if it leads to none."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if host not in _HOSTS:
        return None
    path = [part for part in parts.path.split("/") if part]
    if len(path) < 2 or path[0].lower() in _NO_OWNERS:
        return None
    depth = next((i for i, part in enumerate(path) if i >= 2 and part in _NO_PARTS), len(path))
    kept = path[: depth if host == "gitlab.com" else 2]
    kept[-1] = kept[-1].removesuffix(".git").rstrip(".,;:)")
    return f"https://{host}/{'/'.join(kept)}" if kept[-1] else None
