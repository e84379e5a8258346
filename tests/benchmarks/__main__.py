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
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks import make_corpus, plain_site
from tests.support import ENVIRONMENT, ROOT

if TYPE_CHECKING:
    from generator.analysis.propose_tags import Quality


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    seconds: float
    mebibytes: float
    """Largest resident size of the process or one of its children."""


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
    return Cost(seconds, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2))


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
    papers = sorted((folder / "content" / "papers").glob("*.yml"))
    paper = papers[len(papers) // 2]
    costs = {
        "check": measure(*generator, "check", cwd=folder),
        "pages (YAML → Markdown)": measure(*generator, "pages", cwd=folder),
        "build (whole, pages up to date)": measure(*generator, "build", cwd=folder),
        "build (nothing changed)": measure(*generator, "build", cwd=folder),
    }
    text = paper.read_text("utf-8")
    tags = next(line for line in text.splitlines() if line.startswith("tags: ["))
    paper.write_text(text.replace(tags, tags.replace("]", ", survey]"), 1), "utf-8")
    costs["build (one tag edited)"] = measure(*generator, "build", cwd=folder)
    shutil.rmtree(folder / "build")
    shutil.rmtree(folder / "site")
    costs["build (from nothing)"] = measure(*generator, "build", cwd=folder)
    return costs


def report(name: str, content: Path, room: Path) -> None:
    """Print the table of one list."""
    folder = project(room / name, content)
    count = len(list((folder / "content" / "papers").glob("*.yml")))
    costs = stages(folder)
    plain = plain_site.make(folder, room / f"{name}-plain")
    costs["plain MkDocs Material site of the same papers"] = measure(
        sys.executable, "-m", "mkdocs", "build", "--quiet", cwd=plain
    )
    base = costs["plain MkDocs Material site of the same papers"].seconds
    print(f"\n{count:,} papers{'':32} seconds    MiB   of plain")
    for stage, cost in costs.items():
        ratio = cost.seconds / base
        print(f"  {stage:46}{cost.seconds:7.2f}{cost.mebibytes:7.0f}{ratio:9.2f}")
    pages = sorted(p.stat().st_size for p in (folder / "site" / "papers").rglob("index.html"))
    print(
        f"  a paper page, HTML: median {pages[len(pages) // 2]:,} bytes,"
        f" largest {pages[-1]:,}; over 20 KiB: {sum(size > 20 * 1024 for size in pages)}"
    )


def in_process(folder: Path, corpus: Path | None) -> None:
    """Print what is measured within this process: the search, and the proposed tags.

    What it needs is imported here: a process that is started counts the memory of the one
    that started it.
    """
    from generator.analysis.propose_tags import evaluate
    from generator.content.load import load
    from generator.site.cards import PageParts
    from generator.site.pages import documents
    from tests.benchmarks import search_quality, search_speed

    speeds = search_speed.measure(documents(PageParts(load(ROOT / "content").catalog)))
    if corpus:
        speeds += search_speed.measure(search_speed.corpus_documents(corpus))
    print("\n" + search_speed.table(speeds))
    print("\nSearch: the hand-made queries, beside Material's search and Pagefind")
    print(search_quality.table(search_quality.measure(folder / "site", folder / "build" / "docs")))
    result = evaluate(load(ROOT / "content").catalog)
    print(f"\ntags suggest, {result.folds}-fold cross-validation over {result.papers} papers")
    print("                 precision at 3   micro F1   home topic")
    for name, figures in (("model", result.model), ("most frequent", result.baseline)):
        print(f"  {name:14}{_row(figures)}")


def _row(figures: Quality) -> str:
    return f"{figures.precision_at_3:16.2f}{figures.micro_f1:11.2f}{figures.home_accuracy:13.2f}"


def main() -> int:
    """Print all figures; 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="10,000 papers as JSON lines, gzipped")
    options = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        report("this-list", ROOT / "content", room)
        corpus = options.corpus if options.corpus and options.corpus.is_file() else None
        if corpus:
            rows = make_corpus.read_rows(corpus, 10_000)
            make_corpus.make(rows, room / "corpus")
            report("ten-thousand", room / "corpus", room)
        else:
            print("\nNo corpus of 10,000 papers here: name one with CORPUS=FILE.")
        in_process(room / "this-list", corpus)
    return 0


if __name__ == "__main__":
    sys.exit(main())
