"""What the search costs a reader: bytes, the first result, each further key, the longest stall.

`python -m tests.benchmarks.search_speed [--corpus FILE]` measures the list and,
where there is one, the corpus of 10,000 papers (a `.jsonl.gz` with title,
abstract, authors, venue, year), hosted with gzip and from `file://`, in a fresh
Chromium each time. Times are of this machine at this moment.
"""

from __future__ import annotations

import argparse
import gzip
import http.server
import json
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from generator.content.load import load
from generator.model import urls
from generator.search import Document, build_index
from generator.site.cards import PageParts
from generator.site.pages import documents
from generator.text.slugs import unique_slug
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.search_pages import write_site
from tests.support import ROOT

FIRST = (
    "residual networks", "d", "n", "why do transformers need attention",
    '"batch size" year:2015..', "overparametrised netwroks",
)  # fmt: skip
"""Typed at once into a page that was just opened."""
THEN = " norm"
"""Typed key by key after it."""

WATCH = """() => {
  window.times = [];
  window.start = 0;
  window.stall = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.stall = Math.max(window.stall, duration);
  }).observe({ type: "longtask", buffered: true });
  document.addEventListener("input", ({ target }) => {
    const start = performance.now();
    window.start = window.start || start;
    const query = target.value;
    const observer = new MutationObserver(() => {
      const list = document.querySelector(".rl-find__results");
      if (list.dataset.query !== query) return;
      window.times.push(performance.now() - start);
      observer.disconnect();
    });
    observer.observe(document.querySelector(".rl-find"), { subtree: true, attributes: true });
  }, true);
}"""
DESCRIBED = """query => document.querySelector('.rl-find__results').dataset.query === query
  && !document.querySelector('.rl-find [data-pending]')"""
SHOWN = "query => document.querySelector('.rl-find__results').dataset.query === query"


@dataclass(frozen=True, slots=True)
class Speed:
    """The worst of several queries; times in milliseconds."""

    place: str
    documents: int
    index_seconds: float
    first_bytes: int
    """Compressed bytes loaded between the first key and the first result; 0 from `file://`."""
    first: float
    """From the first key to the first result, nothing loaded before."""
    whole: float
    """The same until authors, venues and summaries are shown below the titles."""
    key: float
    """The slowest further key."""
    stall: float
    """The longest task on the main thread, 0 below the 50 ms that browsers report."""


def measure(found: Sequence[Document]) -> list[Speed]:
    """The speed hosted and from the disk, in this order."""
    start = time.perf_counter()
    build_index(found)
    seconds = time.perf_counter() - start
    speeds = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = write_site(Path(folder), found)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        with _compressed(site) as (url, sizes):
            for place, home in (("hosted", url), ("file://", (site / "index.html").as_uri())):
                worst = [_type(browser, home, query, sizes) for query in FIRST]
                loaded, *times = (max(column) for column in zip(*worst, strict=True))
                speeds.append(Speed(place, len(found), seconds, int(loaded), *times))
        browser.close()
    return speeds


def _type(browser: Browser, home: str, query: str, sizes: list[int]) -> tuple[float, ...]:
    """Bytes and milliseconds to the first result, to the whole of it, of a key, of a stall."""
    whole = _whole(browser, home, query)
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(home)
        page.evaluate(WATCH)
        sizes.clear()
        page.keyboard.press("/")
        page.keyboard.insert_text(query)
        page.wait_for_function(SHOWN, arg=query)
        loaded = sum(sizes)
        for key in THEN:
            page.keyboard.type(key)
            query += key
            page.wait_for_function(SHOWN, arg=query)
        first, *others = page.evaluate("times")
        return loaded, first, whole, max(others), page.evaluate("stall")


def _whole(browser: Browser, home: str, query: str) -> float:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(home)
        page.evaluate(WATCH)
        page.keyboard.press("/")
        page.keyboard.insert_text(query)
        page.wait_for_function(DESCRIBED, arg=query)
        return float(page.evaluate("performance.now() - start"))


@contextmanager
def _compressed(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """The folder served as a host does that compresses; and the sizes of what it sent."""
    sizes: list[int] = []
    packed = {
        f"/{path.relative_to(folder).as_posix()}": gzip.compress(path.read_bytes(), 9)
        for path in (*folder.glob("assets/**/*.*"), folder / "index.html")
    }

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1
        disable_nagle_algorithm = True

        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            path = self.path + "index.html" if self.path.endswith("/") else self.path
            body = packed.get(path, b"")
            self.send_response(200 if body else 404)
            self.send_header("Content-Encoding", "gzip")
            kinds = {".js": "text/javascript", ".css": "text/css"}
            self.send_header("Content-Type", kinds.get(Path(path).suffix, "text/html"))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            sizes.append(len(body))

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", sizes
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def corpus_documents(corpus: Path) -> list[Document]:
    """The corpus as papers."""
    taken: set[str] = set()
    found = []
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            slug = unique_slug(row["title"], taken)
            taken.add(slug)
            found.append(
                Document(
                    id=slug,
                    path=urls.paper(slug),
                    kind="paper",
                    title=row["title"],
                    authors=tuple(dict.fromkeys(row["authors"])),
                    venue=row["venue"] or "",
                    summary=row["abstract"].split(". ")[0][:200],
                    abstract=row["abstract"],
                    year=row["year"],
                )
            )
    return found


def table(speeds: Sequence[Speed]) -> str:
    """The figures, a row for each list and place."""
    head = "search      pages  index s  first kB  first ms  whole ms  key ms  stall ms"
    rows = (
        f"{s.place:<10}{s.documents:>7}{s.index_seconds:>9.2f}{s.first_bytes / 1000:>10.0f}"
        f"{s.first:>10.0f}{s.whole:>10.0f}{s.key:>8.0f}{s.stall:>10.0f}"
        for s in speeds
    )
    return "\n".join([head, *rows])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--corpus", type=Path)
    corpus = parser.parse_args().corpus
    speeds = measure(documents(PageParts(load(ROOT / "content").catalog)))
    if corpus and corpus.exists():
        speeds += measure(corpus_documents(corpus))
    print(table(speeds))


if __name__ == "__main__":
    main()
