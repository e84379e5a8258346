"""`make bench`: what each stage, each edit and a review cost, beside other builders.

Prints seconds, processor seconds and peak memory of whole processes, and what they made. Compare
the ratios: every figure of one run was measured on one machine.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.benchmarks import builders, lists, stages
from tests.benchmarks.figures import Cost, growth, head, row, write
from tests.benchmarks.processes import progress, sizes
from tests.support import ENVIRONMENT, ROOT

SIZES = (337, 2_000, 10_000)
PARTS = ("stages", "edits", "review", "builders", "serve")
"""What is measured of each list."""
INSIDE = ("search", "suggest", "scores")
"""What is measured of the list here, within this process."""
_ROWS: Mapping[str, Callable[[Path, int], Mapping[str, Cost]]] = {
    "stages": stages.stages,
    "edits": stages.edits,
    "review": stages.review,
}


def report(size: int, parts: Sequence[str], corpus: Path | None, rounds: int) -> dict[str, Cost]:
    """Print the tables of one list; returns its figures."""
    found: dict[str, Cost] = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        room = Path(name)
        project = lists.make(size, corpus, room / "list")
        print("\n" + head(f"{lists.paper_count(project):,} papers"), flush=True)
        for part in parts:
            progress(part)
            rows = _part(part, project, room, rounds)
            found |= rows
            if part != "serve":
                print("\n".join(row(stage, cost) for stage, cost in rows.items()), flush=True)
            if part in ("stages", "builders"):
                print(_site_line(project), flush=True)
    return found


def _part(part: str, project: Path, room: Path, rounds: int) -> Mapping[str, Cost]:
    if part == "builders":
        compared = builders.compare(project, room / "others", rounds)
        print(builders.table(compared))
        return compared.costs
    if part == "serve":
        figures = room / "serve.json"
        driving = ("-m", "tests.benchmarks.serve_edits", project, "--json", figures)
        # A process of its own: this one holds nothing that the next part's processes would count.
        subprocess.run([sys.executable, *driving], cwd=ROOT, env=ENVIRONMENT, check=True)
        values = json.loads(figures.read_text("utf-8"))
        return {stage: Cost(**cost) for stage, cost in values.items()}
    return _ROWS[part](project, rounds)


def _site_line(project: Path) -> str:
    pages = sorted(p.stat().st_size for p in (project / "site" / "papers").glob("*/index.html"))
    large = sum(size > 2_000_000 for size in sizes(project / "site"))
    return (
        f"    a paper's page: median {pages[len(pages) // 2]:,} bytes, largest {pages[-1]:,},"
        f" over 20 KiB: {sum(size > 20 * 1024 for size in pages)}; files over 2 MB: {large}"
    )


def in_process(parts: Sequence[str], corpus: Path | None) -> None:
    """Print what is measured within this process: the search, proposed tags, pages' scores.

    What it needs is imported here: a process that is started counts the memory of the one
    that started it.
    """
    from generator.content.load import load
    from generator.site.cards import PageParts
    from generator.site.pages import documents
    from tests.benchmarks import page_scores, search_quality, search_speed, suggest_quality

    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        project = lists.make(0, None, Path(name) / "list")
        if {"search", "scores"} & set(parts):
            lists.build(project)
        catalog = load(project / "content").catalog
        if "search" in parts:
            speeds = search_speed.measure(documents(PageParts(catalog)))
            if corpus:
                speeds += search_speed.measure(search_speed.corpus_documents(corpus))
            print("\n" + search_speed.table(speeds))
            print("\nSearch: the hand-made queries, beside Material's search and Pagefind")
            site, docs = project / "site", project / "build" / "docs"
            print(search_quality.table(search_quality.measure(site, docs)))
        if "suggest" in parts:
            print("\ntags suggest, by the number of curated papers; mean and spread of five draws")
            print(suggest_quality.table(*suggest_quality.curve(catalog)))
        if "scores" in parts:
            print("\nLighthouse on a phone, of 100; `machine` is its own measure of this one")
            scores = page_scores.measure(project / "site", PageParts(catalog))
            print(page_scores.table(scores))


def main() -> int:
    """Print all figures; 0, or 2 for a part or a list that there is not."""
    options = _arguments()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {options.rounds} rounds")
    corpus = options.corpus if options.corpus and options.corpus.is_file() else None
    parts = [part for part in PARTS if part in options.parts]
    figures: dict[str, dict[str, Cost]] = {}
    for size in options.sizes if parts else ():
        name = lists.name_of(size)
        if name != lists.THIS_LIST and not corpus:
            print(f"\nNo corpus for {name} here: name one with CORPUS=FILE.")
            continue
        figures[name] = report(size, parts, corpus, options.rounds)
        if options.json:
            write(options.json, figures)
    made = [name for name in figures if name != lists.THIS_LIST]
    for small, large in itertools.pairwise(made):
        print("\n" + head(f"growth from {small} to {large}"))
        print(growth(figures[small], figures[large]))
    if inside := [part for part in INSIDE if part in options.parts]:
        in_process(inside, corpus)
    return 0


def _arguments() -> argparse.Namespace:
    every = (*PARTS, *INSIDE)

    def words(text: str) -> list[str]:
        found = text.replace(",", " ").split()
        if unknown := set(found) - set(every):
            raise argparse.ArgumentTypeError(f"{', '.join(unknown)}; there are {', '.join(every)}")
        return found

    def numbers(text: str) -> list[int]:
        return sorted(map(int, text.replace(",", " ").split()))

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", type=words, default=every, help=f"of {', '.join(every)}")
    parser.add_argument(
        "--sizes", type=numbers, default=SIZES, help="papers of the lists; 50000 takes long"
    )
    parser.add_argument("--rounds", type=int, default=3, help="runs of which the median counts")
    parser.add_argument("--corpus", type=Path, help="10,000 papers as JSON lines, gzipped")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
