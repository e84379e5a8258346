"""`make bench`: what each stage costs, beside a plain Material site of the same pages.

Prints seconds and peak memory of whole processes, and sizes; the ratios are
what to compare, since every figure of one run was measured on one machine.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks import edits, make_corpus, plain_site
from tests.benchmarks.edits import EDITS
from tests.benchmarks.figures import Cost, write
from tests.support import ENVIRONMENT, ROOT

SIZES = (2_000, 10_000)
"""Papers of the lists that are made of the corpus."""


def measure(*command: str | Path, cwd: Path) -> Cost:
    """Run a command as a whole process; raises `CalledProcessError` when it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    )
    assert process.stderr is not None
    words = process.stderr.read()
    if sys.platform == "win32":
        raise OSError("Windows does not say how much memory a process took")
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    process.returncode = code
    if code not in (0, 1):  # 1: the edited content has a problem, and is built all the same
        raise subprocess.CalledProcessError(code, command, stderr=words.decode())
    largest = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return Cost(seconds, usage.ru_utime + usage.ru_stime, largest)


def project(folder: Path, content: Path) -> Path:
    """A project with this content."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(content, folder / "content")
    return folder


def stages(folder: Path) -> dict[str, Cost]:
    """The cost of each command on the project, in the order in which people run them."""
    generator = (sys.executable, "-m", "generator")
    costs = {
        "check": measure(*generator, "check", cwd=folder),
        "pages (YAML → Markdown)": measure(*generator, "pages", cwd=folder),
        "build (whole, pages up to date)": measure(*generator, "build", cwd=folder),
    }
    for name, edit in EDITS.items():
        edit(folder)
        costs[f"build ({name})"] = measure(*generator, "build", cwd=folder)
    edits.one_tag(folder)
    costs["check (one tag edited)"] = measure(*generator, "check", cwd=folder)
    shutil.rmtree(folder / "build")
    shutil.rmtree(folder / "site")
    costs["build (from nothing)"] = measure(*generator, "build", cwd=folder)
    return costs


def report(name: str, content: Path, room: Path) -> Mapping[str, Cost]:
    """Print the table of one list; returns its figures."""
    folder = project(room / name, content)
    count = len(list((folder / "content" / "papers").glob("*.yml")))
    costs = stages(folder)
    plain = plain_site.make(folder, room / f"{name}-plain")
    costs["plain MkDocs Material site of the same papers"] = measure(
        sys.executable, "-m", "mkdocs", "build", "--quiet", cwd=plain
    )
    base = costs["plain MkDocs Material site of the same papers"].seconds
    print(f"\n{count:,} papers{'':32} seconds  processor    MiB   of plain")
    for stage, cost in costs.items():
        ratio = cost.seconds / base
        print(
            f"  {stage:46}{cost.seconds:7.2f}{cost.processor_seconds:11.2f}"
            f"{cost.mebibytes:7.0f}{ratio:9.2f}"
        )
    pages = sorted(p.stat().st_size for p in (folder / "site" / "papers").rglob("index.html"))
    print(
        f"  a paper page, HTML: median {pages[len(pages) // 2]:,} bytes,"
        f" largest {pages[-1]:,}; over 20 KiB: {sum(size > 20 * 1024 for size in pages)}"
    )
    files = [p.stat().st_size for p in (folder / "site").rglob("*") if p.is_file()]
    large = sum(size > 2_000_000 for size in files)
    print(f"  the site: {len(files):,} files, {sum(files):,} bytes, {large} over 2 MB")
    return costs


def in_process(folder: Path, corpus: Path | None) -> None:
    """Print what is measured within this process: the search, and the proposed tags.

    What it needs is imported here: a process that is started counts the memory of the one
    that started it.
    """
    from generator.content.load import load
    from generator.site.cards import PageParts
    from generator.site.pages import documents
    from tests.benchmarks import page_scores, search_quality, search_speed, suggest_quality

    speeds = search_speed.measure(documents(PageParts(load(ROOT / "content").catalog)))
    if corpus:
        speeds += search_speed.measure(search_speed.corpus_documents(corpus))
    print("\n" + search_speed.table(speeds))
    print("\nSearch: the hand-made queries, beside Material's search and Pagefind")
    print(search_quality.table(search_quality.measure(folder / "site", folder / "build" / "docs")))
    print("\ntags suggest, by the number of curated papers; mean and spread of five draws")
    print(suggest_quality.table(*suggest_quality.curve(load(ROOT / "content").catalog)))
    print("\nLighthouse on a phone, of 100; `machine` is its own measure of this one")
    parts = PageParts(load(ROOT / "content").catalog)
    print(page_scores.table(page_scores.measure(folder / "site", parts)))


def main() -> int:
    """Print all figures; 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="10,000 papers as JSON lines, gzipped")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    options = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        figures = {"this-list": report("this-list", ROOT / "content", room)}
        corpus = options.corpus if options.corpus and options.corpus.is_file() else None
        if corpus:
            for count in SIZES:
                name = f"{count:,} papers"
                make_corpus.make(make_corpus.read_rows(corpus, count), room / f"corpus-{count}")
                figures[name] = report(name, room / f"corpus-{count}", room)
        else:
            print("\nNo corpus of 10,000 papers here: name one with CORPUS=FILE.")
        if options.json:
            write(options.json, figures)
        in_process(room / "this-list", corpus)
    return 0


if __name__ == "__main__":
    sys.exit(main())
