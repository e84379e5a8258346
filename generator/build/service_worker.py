"""The service worker, which keeps the hosted site on a device for reading without a network.

The worker itself is `service_worker.js`; in front of it is what it must know
of one build.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.model import urls
from generator.text.javascript import minified

_CORE_LIMIT = 3_000_000
"""Bytes of search and filter data at most that are kept at the first visit."""
_DATA = ("assets/search/", "assets/data/")
_WORKER, _LIST = "sw.js", "offline/files.json"
_NOT_KEPT = frozenset([_WORKER, _LIST, "sitemap.xml", "robots.txt", "404.html"])
_NOT_KEPT_PAGE = f"{urls.NOT_KEPT}index.html"
_DIGITS = 24
"""Hexadecimal digits of a SHA-256 that the worker compares."""


def service_worker(files: Mapping[str, tuple[int, str]]) -> Iterator[tuple[str, bytes]]:
    """The worker and the list of digests for a built site.

    Args:
        files: Size in bytes and SHA-256 in hexadecimal digits of each file of the site, by path.

    Yields:
        Path and content.
    """
    sizes = {name: files[name][0] for name in sorted(files) if _is_kept(name)}
    digests = {name: files[name][1][:_DIGITS] for name in sizes}
    version = hashlib.sha256(json.dumps(digests).encode()).hexdigest()[:16]
    build = {
        "version": version,
        "core": _core(digests, sizes),
        "list": _LIST,
        "digits": _DIGITS,
        "notKept": urls.NOT_KEPT,
    }
    script = Path(__file__).with_name("service_worker.js").read_text("utf-8")
    worker = f'"use strict";\nconst BUILD = {_json(build)};\n{script}'
    yield _WORKER, minified(worker).encode()
    yield _LIST, _json({"version": version, "files": digests}).encode()


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _core(digests: Mapping[str, str], sizes: Mapping[str, int]) -> list[str]:
    core = [name for name in digests if name.startswith("assets/") and not name.startswith(_DATA)]
    data = [name for name in digests if name.startswith(_DATA)]
    if sum(sizes[name] for name in data) <= _CORE_LIMIT:
        core += data
    return [name for name in ("index.html", _NOT_KEPT_PAGE) if name in digests] + core


def _is_kept(name: str) -> bool:
    return name not in _NOT_KEPT and not name.endswith(".zip") and not _is_for_programs(name)


def _is_for_programs(name: str) -> bool:
    """Whether no reader asks for the file: pictures for shared links, single citations."""
    citation = name.startswith(urls.PAPERS) and not name.endswith(".html")
    return citation or name.startswith(urls.PICTURES)
