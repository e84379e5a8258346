"""How well three searches answer the same queries over the same pages.

`queries.yml` says which papers should come up. Ours, Material's built-in search
and Pagefind answer in one Chromium, each with the pages of one build; the rank of
a paper is counted among the papers that the engine lists, so that pages of tags
and topics count for none of them.

`python -m tests.benchmarks.search_quality` builds the site of the frozen list and
prints the table.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.search_pages import served
from tests.support import FROZEN, build, project

QUERIES = Path(__file__).with_name("queries.yml")
CUT = 10
LISTED = 50
"""Results that are asked of each engine."""

OURS = """async (query) =>
  (await readingList.search.query(query, { limit: LISTED })).map(({ path }) => path)"""
MATERIAL = """async (query) => {
  const post = (message, until) => new Promise((resolve) => {
    worker.addEventListener("message", function listen({ data }) {
      if (data.type !== until) return;
      worker.removeEventListener("message", listen);
      resolve(data.data);
    });
    worker.postMessage(message);
  });
  if (!window.worker) {
    const index = await (await fetch("search/search_index.json")).json();
    window.worker = new Worker(WORKER);
    await post({ type: 0, data: { ...index, options: { suggest: false } } }, 1);
  }
  const { items } = await post({ type: 2, data: query }, 3);
  return items.slice(0, LISTED).map(([{ location }]) => location.split("#")[0]);
}"""
PAGEFIND = """async (query) => {
  const pagefind = await import("/pagefind/pagefind.js");
  const { results } = await pagefind.search(query);
  const data = await Promise.all(results.slice(0, LISTED).map((result) => result.data()));
  return data.map(({ url }) => url.replace(/^[/]/, ""));
}"""


@dataclass(frozen=True, slots=True)
class Query:
    """One row of `queries.yml`."""

    text: str
    kind: str
    split: str
    papers: frozenset[str]
    """Page paths."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What an engine reaches on some queries."""

    queries: int
    reciprocal_rank: float
    """The mean of 1/rank of the first right paper, 0 where none is listed."""
    recall: float
    """The mean share of the right papers among the first ten."""


def read_queries() -> list[Query]:
    """The evaluation set, in the order of the file."""
    return [
        Query(
            text=row["query"],
            kind=row["kind"],
            split=row["split"],
            papers=frozenset(f"papers/{paper}/" for paper in row["papers"]),
        )
        for row in yaml.safe_load(QUERIES.read_text("utf-8"))
    ]


def figures(queries: Sequence[Query], answers: Mapping[str, Sequence[str]]) -> Figures:
    """The figures for the queries, from the pages listed for each query's text."""
    ranks, recalls = 0.0, 0.0
    for query in queries:
        listed = [p for p in dict.fromkeys(answers[query.text]) if p.startswith("papers/")]
        hits = [rank for rank, path in enumerate(listed, 1) if path in query.papers]
        ranks += 1 / hits[0] if hits else 0
        recalls += sum(rank <= CUT for rank in hits) / len(query.papers)
    return Figures(len(queries), ranks / len(queries), recalls / len(queries))


def measure(site: Path, docs: Path) -> dict[str, dict[str, list[str]]]:
    """By engine and query, the page paths listed; an engine that is not installed is left out.

    `site` is the built site, `docs` the Markdown it was built from; neither is changed.
    """
    queries = [query.text for query in read_queries()]
    engines: dict[str, Callable[[Path, Path, Path], tuple[Path, str]]] = {
        "ours": lambda site, _docs, _work: (site, OURS),
        "material": _material,
        "pagefind": _pagefind,
    }
    answers = {}
    with tempfile.TemporaryDirectory() as work:
        for name, prepare in engines.items():
            try:
                folder, script = prepare(site, docs, Path(work))
            except FileNotFoundError as error:
                print(f"{name}: left out, {error}", file=sys.stderr)
                continue
            with _opened(folder) as page:
                script = script.replace("LISTED", str(LISTED))
                answers[name] = {text: page.evaluate(script, text) for text in queries}
    return answers


def table(answers: Mapping[str, Mapping[str, Sequence[str]]]) -> str:
    """The figures side by side, a row for all queries, each split and each kind."""
    queries = read_queries()
    groups: dict[str, list[Query]] = {"all": queries}
    for query in queries:
        groups.setdefault(query.split, []).append(query)
    for query in queries:
        groups.setdefault(query.kind, []).append(query)
    head = "".join(f"{name:>22}" for name in answers)
    lines = [f"{'mean reciprocal rank, recall at 10':<34}{head}"]
    for group, members in groups.items():
        cells = [figures(members, answers[name]) for name in answers]
        row = "".join(f"{f.reciprocal_rank:>13.3f} {f.recall:>8.3f}" for f in cells)
        lines.append(f"{f'{group} ({len(members)})':<34}{row}")
    return "\n".join(lines)


class _opened:
    """The folder's home page in a Chromium of its own."""

    def __init__(self, folder: Path) -> None:
        self._open = self._pages(folder)

    def __enter__(self) -> Page:
        return next(self._open)

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @staticmethod
    def _pages(folder: Path) -> Generator[Page, None, None]:
        with served(folder) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=list(ARGUMENTS)
            )
            try:
                page = browser.new_page()
                page.goto(url)
                yield page
            finally:
                browser.close()


def _material(_site: Path, docs: Path, work: Path) -> tuple[Path, str]:
    config: dict[str, Any] = {
        "site_name": "Material's search",
        "site_url": "http://127.0.0.1/",
        "docs_dir": str(docs.resolve()),
        "site_dir": str(work / "material"),
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "markdown_extensions": ["attr_list", "md_in_html", "tables"],
    }
    (work / "material.yml").write_text(yaml.safe_dump(config), "utf-8")
    _run("mkdocs", "build", "--quiet", "--config-file", str(work / "material.yml"))
    scripts = (work / "material" / "assets" / "javascripts" / "workers").glob("search.*.js")
    worker = next(scripts).relative_to(work / "material").as_posix()
    return work / "material", MATERIAL.replace("WORKER", f'"{worker}"')


def _pagefind(site: Path, _docs: Path, work: Path) -> tuple[Path, str]:
    import pagefind.service

    pagefind.service._must_get_executable()
    shutil.copytree(site, work / "pagefind")
    _run("pagefind", "--site", str(work / "pagefind"), "--root-selector", "main", "--quiet")
    return work / "pagefind", PAGEFIND


def _run(module: str, *arguments: str) -> None:
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    subprocess.run(
        [sys.executable, "-m", module, *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **quiet},
    )


def main() -> None:
    """Build the frozen list in a folder of its own, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        target = project(Path(folder), FROZEN)
        done = build(target)
        if done.returncode:
            raise SystemExit(done.stdout + done.stderr)
        print(table(measure(target / "site", target / "build" / "docs")))


if __name__ == "__main__":
    main()
