"""Whether a web address that anybody may have written leads where it seems to lead."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# RFC 6761, RFC 6762, RFC 7686, RFC 8375 and ICANN's `internal`; `lan` and the like are common.
_NOT_PUBLIC = frozenset(
    ("alt", "arpa", "corp", "example", "home", "internal", "intranet", "invalid", "lan", "local",
     "localdomain", "localhost", "onion", "private", "test")
)  # fmt: skip
_IMITATED = ("arxiv.org", "doi.org")
_SHAPE = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z]", re.IGNORECASE)
_UNFIT = re.compile(r"[^!-~\u0080-\U0010ffff]|[\\<>\"`{|}^]")


def refused(address: str) -> str | None:
    """Why the address is not taken, as the rest of a sentence; None when nothing is against it.

    Taken are http and https, a name in ASCII that is registered with a public registry, and no
    port. No name is looked up: that a public name leads to a private network is not noticed.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return "is no web address"
    if parts.scheme not in ("http", "https"):
        return "does not begin with http:// or https://"
    if _UNFIT.search(address) or not parts.netloc:
        return "is no web address"
    if "@" in parts.netloc:
        return "has an @ before the host's name, so it leads elsewhere than it seems"
    if port is not None or parts.netloc.endswith(":"):
        return "names a port"
    return _refused_host(host)


def _refused_host(host: str) -> str | None:
    labels = host.split(".")
    if ":" in host or re.fullmatch(r"[0-9]+|0x[0-9a-f]*", labels[-1], re.IGNORECASE):
        return "leads to a number (an IP address) instead of a name"
    if not host.isascii() or any(label.startswith("xn--") for label in labels):
        return "has letters other than a to z in the host's name, which can pass for others"
    if len(labels) < 2 or labels[-1] in _NOT_PUBLIC:
        return "leads to a name that is not on the public internet"
    if not _SHAPE.fullmatch(host):
        return "is no web address"
    for name in _IMITATED:
        if name in host and host != name and not host.endswith(f".{name}"):
            return f"looks like {name} and leads to another host"
    return None
