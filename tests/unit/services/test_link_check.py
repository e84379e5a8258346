import threading
from collections import defaultdict
from datetime import UTC, datetime

import pytest

from generator.model.models import Catalog, Paper
from generator.services.http import Answer
from generator.services.link_check import (
    LONGEST_WAIT,
    PAUSE,
    Verdict,
    check_links,
    links,
    report,
)

NOW = datetime(2026, 11, 20, 12, 0, 0, tzinfo=UTC)


class Web:
    """Answers from a list for each address, and remembers what was asked and how long one slept."""

    def __init__(self, answers: dict[str, list[Answer]]) -> None:
        self.answers = {url: list(given) for url, given in answers.items()}
        self.asked: dict[str, list[str]] = defaultdict(list)
        self.slept: list[float] = []
        self.lock = threading.Lock()

    def fetch(self, method: str, url: str) -> Answer:
        with self.lock:
            self.asked[url].append(method)
            left = self.answers[url]
            return left.pop(0) if len(left) > 1 else left[0]

    def verdict(self, url: str = "https://a.example/x") -> Verdict:
        [result] = check_links({url: ("p",)}, self.fetch, self.slept.append, lambda: NOW)
        return result.verdict


@pytest.mark.parametrize(
    ("answers", "verdict", "asked"),
    [
        ([Answer(200)], Verdict.ALIVE, ["HEAD"]),
        ([Answer(404)], Verdict.DEAD, ["HEAD", "GET"]),
        ([Answer(410)], Verdict.DEAD, ["HEAD", "GET"]),
        ([Answer(405), Answer(200)], Verdict.ALIVE, ["HEAD", "GET"]),
        ([Answer(404), Answer(200)], Verdict.ALIVE, ["HEAD", "GET"]),
        ([Answer(403)], Verdict.UNSURE, ["HEAD", "GET"]),
        ([Answer(200, location="https://b.example")], Verdict.MOVED, ["HEAD"]),
        ([Answer(429), Answer(200)], Verdict.ALIVE, ["HEAD", "HEAD"]),
        ([Answer(429)], Verdict.UNSURE, ["HEAD"] * 4),
        ([Answer(503)], Verdict.UNSURE, ["HEAD"] * 4),
        ([Answer(0, error="timed out"), Answer(200)], Verdict.ALIVE, ["HEAD", "HEAD"]),
    ],
)
def test_judges_by_what_the_host_says(
    answers: list[Answer], verdict: Verdict, asked: list[str]
) -> None:
    web = Web({"https://a.example/x": answers})
    assert web.verdict() is verdict
    assert web.asked["https://a.example/x"] == asked


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 0])
def test_a_host_that_is_busy_or_down_is_never_dead(status: int) -> None:
    assert Web({"https://a.example/x": [Answer(status)]}).verdict() is Verdict.UNSURE


@pytest.mark.parametrize(
    ("header", "waits"),
    [
        ("7", [7.0]),
        ("Fri, 20 Nov 2026 12:00:30 GMT", [30.0]),
        ("", [2.0]),
        ("soon", [2.0]),
        (str(int(LONGEST_WAIT) + 1), []),
    ],
)
def test_waits_as_the_host_asks(header: str, waits: list[float]) -> None:
    web = Web({"https://a.example/x": [Answer(429, header), Answer(200)]})
    web.verdict()
    assert web.slept[:-1] == waits
    assert web.slept[-1] == PAUSE


def test_each_host_is_asked_in_turn_with_a_pause() -> None:
    urls = [f"https://a.example/{n}" for n in range(5)]
    web = Web({url: [Answer(200)] for url in urls})
    done: list[int] = []
    results = check_links(
        dict.fromkeys(urls, ("p",)), web.fetch, web.slept.append, done=lambda: done.append(1)
    )
    assert [result.url for result in results] == urls
    assert web.slept == [PAUSE] * 5
    assert len(done) == 5


def test_arxiv_and_code_are_asked_once_for_all_papers() -> None:
    papers = {
        "a": Paper("a", "A", "x", arxiv="1607.06450", code=("https://github.com/o/n",)),
        "b": Paper("b", "B", "x", code=("https://github.com/o/n", "file:///etc/passwd")),
        "c": Paper("c", "C", "x", url="https://other.example"),
    }
    assert links(Catalog(papers, {}, {})) == {
        "https://arxiv.org/abs/1607.06450": ("a",),
        "https://github.com/o/n": ("a", "b"),
    }


def test_the_report_names_the_files_and_links_to_nothing() -> None:
    web = Web({
        "https://a.example/1": [Answer(404)],
        "https://b.example/2": [Answer(200)],
        "https://c.example/3": [Answer(200, location="https://c.example/|@all")],
        "https://d.example/4": [Answer(503)],
    })  # fmt: skip
    results = check_links(dict.fromkeys(web.answers, ("p", "q")), web.fetch, web.slept.append)
    assert (
        report(results)
        == """\
4 outside links were requested: 1 answer, 1 are dead, 1 have moved, 1 could not be asked.

This text is replaced every week; close the issue when nothing is left to do.

### Dead

Correct or delete these in the papers' files.

- `a.example/1`: status 404 (`papers/p.yml`, `papers/q.yml`)

### Moved permanently

They still work; the new address is better.

- `c.example/3`: now at c.example/&#124;@&#8203;all (`papers/p.yml`, `papers/q.yml`)

### Could not be asked

Busy or down; nothing to do unless it stays so.

- `d.example/4`: status 503 (`papers/p.yml`, `papers/q.yml`)
"""
    )
