"""A small static site that holds nothing but the search: pages, our scripts, an index."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path

from generator.search import Document, build_index
from tests.support import ROOT

PAGE = """<!doctype html>
<html lang="en" class="js"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{root}assets/stylesheets/site.css">
<link rel="stylesheet" href="{root}assets/stylesheets/search.css"></head>
<body data-root="{root}" data-md-color-scheme="default"><header>
<button class="rl-search__open" type="button" data-search-open>Search</button>
<label>Name <input id="other"></label></header>
<main id="content"><h1>{title}</h1><p>{summary}</p><p id="abstract">{abstract}</p>
<pre><code>{title}</code></pre></main>
<script src="{root}assets/javascripts/site.js" defer></script>
<script src="{root}assets/javascripts/search.js" defer></script></body></html>
"""


def write_site(folder: Path, documents: Sequence[Document]) -> Path:
    """Write the home page, a page for every document, scripts and index; returns the folder."""
    for name in ("javascripts", "stylesheets"):
        shutil.copytree(ROOT / "overrides" / "assets" / name, folder / "assets" / name)
    (folder / "sw.js").write_text("// keeps nothing\n", "utf-8")
    (folder / "manifest.webmanifest").write_text("{}", "utf-8")
    write_index(folder, documents)
    home = Document(id="home", path="", kind="page", title="Home")
    for document in (home, *documents):
        page = folder / document.path / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        fields = {
            name: escape(getattr(document, name)) for name in ("title", "summary", "abstract")
        }
        page.write_text(
            PAGE.format(root="../" * document.path.count("/") or "./", **fields), "utf-8"
        )
    return folder


def write_index(folder: Path, documents: Sequence[Document]) -> None:
    """Write the index in place of the one that is there."""
    target = folder / "assets" / "search"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name, content in build_index(documents).items():
        (target / name).write_bytes(content)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on 127.0.0.1; yields the address with its final slash."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
