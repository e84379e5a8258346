"""Drives `serve` in a real browser through ten edits, one of them broken.

`python -m tests.benchmarks.serve_edits PROJECT` prints, for each edit, the seconds from saving the
file until the open page shows it, and until all pages are built. Four tabs stay open for two
minutes: a paper's page, scrolled; its topic; the home page; a page that an edit creates.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.edits import middle, new_id_and_title, new_paper
from tests.benchmarks.figures import WIDTH, Cost
from tests.benchmarks.lists import build
from tests.benchmarks.processes import STAGE, progress
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.preview import Preview
from tests.support import save

LIMIT = 300.0
"""Seconds after which an edit that nobody sees is a failure."""
PLACE = 150
"""How far the paper's page is scrolled, in pixels."""
_NUMBER = 1_000
"""Of the new paper, unlike those of the measured builds."""
NEW = new_id_and_title(_NUMBER)[0]
OVERLAY = "(document.getElementById('rl-preview')?.shadowRoot.textContent ?? '')"
MAIN = "document.querySelector('main').textContent"
BUILT = r"pages built|the builder failed"


class Edit(NamedTuple):
    """One edit and where it is seen."""

    name: str
    file: Path
    pattern: str
    """What is replaced, once; empty where the whole file is new."""
    words: str
    tab: str
    seen: str
    """What is true in the tab, in JavaScript, once it shows the edit."""


class Seen(NamedTuple):
    """What became of an edit."""

    edit: str
    seconds: float
    """Until the tab showed it."""
    built: float
    """Until all pages were built."""
    place: int
    """How far the paper's page is scrolled then, in pixels; it was `PLACE` before.

    Chromium keeps the text in view where it was, so this changes when the text above it does.
    """


def edits(project: Path) -> Iterator[Edit]:
    """The ten edits, in order."""
    paper = middle(project)
    topic = project / "content" / "topics" / f"{_topic(paper)}.yml"
    theme = project / "overrides"
    sound = paper.read_text("utf-8")
    place = f"content/papers/{paper.name}"

    def shows(words: str) -> str:
        return f"{MAIN}.includes('{words}')"

    def line(name: str, key: str, words: str, tab: str = "paper") -> Edit:
        """An edit of one line, whose value is shown."""
        file = topic if tab == "topic" else paper
        return Edit(name, file, f"(?m)^{key}: .*$", f"{key}: {words}", tab, shows(words))

    yield line("a summary", "summary", "An ibis flies.")
    yield Edit("a tag", paper, r"(?m)^tags: \[[^,\]]+, ", "tags: [", "paper", "!window.old")
    yield line("a title", "title", "Zebras on Ice")
    quagga = "A quagga, at last."
    text = f"abstract: |\n  {quagga}\n"
    yield Edit("an abstract", paper, r"(?m)^abstract: \|\n", text, "paper", shows(quagga))
    told = f"new RegExp('{re.escape(place)}:[0-9]+:[0-9]+: error').test({OVERLAY})"
    yield Edit("a broken one: file and line", paper, "(?m)^title: ", "title: [", "paper", told)
    text = re.sub("(?m)^summary: .*$", "summary: A heron stands.", sound)
    corrected = f"!{OVERLAY} && {shows('A heron stands.')}"
    yield Edit("its correction", paper, "", text, "paper", corrected)
    yield line("a topic's description", "description", "Where okapis meet.", "topic")
    title = new_id_and_title(_NUMBER)[1]
    yield Edit("a new paper", paper.with_name(f"{NEW}.yml"), "", "", "new", shows(title))
    style = theme / "assets" / "stylesheets" / "site.css"
    lemur = "getComputedStyle(document.body).getPropertyValue('--lemur').trim() === '7'"
    yield Edit("a style", style, r"\Z", "\nbody { --lemur: 7; }\n", "paper", lemur)
    tapir = "'tapir' in document.body.dataset"
    every = "a template, and so every page"
    yield Edit(every, theme / "main.html", "<body ", "<body data-tapir ", "paper", tapir)


def drive(project: Path, seconds: float) -> list[Seen]:
    """Make the edits, evenly spread over so many seconds; what became of each.

    Raises what Playwright does when a tab does not show an edit.
    """
    paper = middle(project)
    paths = {
        "paper": f"papers/{paper.stem}/", "topic": f"topics/{_topic(paper)}/",
        "home": "", "new": f"papers/{NEW}/",
    }  # fmt: skip
    found = []
    build(project)
    with Preview(project, limit=LIMIT) as preview, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        context = chromium.new_context(viewport={"width": 1000, "height": 500})
        tabs = {name: context.new_page() for name in paths}
        for name, tab in tabs.items():
            tab.goto(f"{preview.address}/{paths[name]}")
        start = time.perf_counter()
        for number, edit in enumerate(edits(project), start=1):
            found.append(_make(edit, project, tabs, preview))
            time.sleep(max(start + number * seconds / 10 - time.perf_counter(), 0))
        chromium.close()
    return found


def _make(edit: Edit, project: Path, tabs: Mapping[str, Page], preview: Preview) -> Seen:
    for tab in tabs.values():
        tab.evaluate("window.old = true")
    tabs["paper"].evaluate(f"scrollTo(0, {PLACE})")
    said = len(preview.printed)
    start = time.perf_counter()
    if edit.pattern:
        text = edit.file.read_text("utf-8")
        save(edit.file, re.sub(edit.pattern, lambda _: edit.words, text, count=1))
    elif edit.words:
        save(edit.file, edit.words)
    else:
        new_paper(project, _NUMBER)
    tabs[edit.tab].wait_for_function(edit.seen, polling=10, timeout=LIMIT * 1000)
    seconds = time.perf_counter() - start
    preview.wait_for(BUILT)
    built = time.perf_counter() - start
    inner = ", ".join(f"{name} {took} s" for name, took in STAGE.findall(preview.printed[said:]))
    progress(f"{edit.name}: {seconds:.2f} s ({inner})")
    tabs["paper"].wait_for_function("document.readyState === 'complete' && scrollY > 0")
    tabs["paper"].evaluate("new Promise((done) => requestIdleCallback(done))")
    return Seen(edit.name, seconds, max(built, seconds), tabs["paper"].evaluate("scrollY"))


def _topic(paper: Path) -> str:
    found = re.search(r"(?m)^topics: \[([a-z0-9-]+)", paper.read_text("utf-8"))
    assert found, paper
    return found[1]


def table(found: list[Seen]) -> str:
    """A line for each edit."""
    lines = [
        f"  {'in serve, seconds from saving':46}   seen  all built  scrolled by {PLACE} px, then"
    ]
    lines += [
        f"  {seen.edit:{WIDTH + 5}}{seen.seconds:8.2f}{seen.built:11.2f}{seen.place:6}"
        for seen in found
    ]
    return "\n".join(lines)


def costs(found: list[Seen]) -> dict[str, Cost]:
    """The figures by stage."""
    return {f"serve ({seen.edit})": Cost(seen.seconds) for seen in found}


def main() -> int:
    """Drive and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("project", type=Path, help="a folder with mkdocs.yml; its files are edited")
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    found = drive(options.project, options.seconds)
    print(table(found))
    if options.json:
        figures = {name: asdict(cost) for name, cost in costs(found).items()}
        options.json.write_text(json.dumps(figures), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
