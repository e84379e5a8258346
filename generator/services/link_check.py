"""Whether the addresses that papers link to still answer.

Asked once a week, politely: one request at a time to each host, with pauses,
HEAD before GET.  Only an answer that says so makes an address dead; a host
that is busy, down or slow says nothing about it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from urllib.parse import urlsplit

from generator.citations.reference import arxiv_url
from generator.model.models import Catalog
from generator.services.http import Answer
from generator.services.retry_after import seconds_of
from generator.text.github_markdown import bounded, code, cut, text

PAUSE = 1.0
"""Seconds between two requests to one host."""
TRIES = 4
"""Requests to one address at most, while the host is busy."""
LONGEST_WAIT = 120.0
"""Seconds; a host that asks for more patience is left for next week."""

_HOSTS_AT_ONCE = 8
_MOST_BYTES = 60_000
"""GitHub takes issues of up to 65,536 characters."""
_ROWS = 200


class Verdict(StrEnum):
    """What became of an address."""

    ALIVE = "alive"
    DEAD = "dead"
    MOVED = "moved"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, order=True)
class LinkResult:
    """One address, and what became of it."""

    url: str
    verdict: Verdict
    note: str
    """The status, the new address, or the reason."""
    papers: tuple[str, ...]
    """The papers that link to it, by id."""


Fetcher = Callable[[str, str], Answer]
"""Method and address → answer; does not raise."""


def links(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """The addresses at arXiv and of code, sorted, with the papers that link to them."""
    found: dict[str, list[str]] = defaultdict(list)
    for paper in catalog.papers.values():
        addresses = [*paper.code, *([arxiv_url(paper.arxiv)] if paper.arxiv else [])]
        for address in dict.fromkeys(addresses):
            if urlsplit(address).scheme in ("http", "https"):
                found[address].append(paper.id)
    return {address: tuple(found[address]) for address in sorted(found)}


def check_links(
    addresses: Mapping[str, tuple[str, ...]],
    fetch: Fetcher,
    sleep: Callable[[float], None],
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    done: Callable[[], None] = lambda: None,
) -> list[LinkResult]:
    """Ask for every address, hosts side by side and each host in its turn; sorted by address.

    Args:
        addresses: Address → papers, as `links` has them.
        fetch: Makes one request.
        sleep: Waits so many seconds.
        now: The time that a date in `Retry-After` is held against.
        done: Called after each address.
    """
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        by_host[urlsplit(address).hostname or ""].append(address)

    def ask_host(urls: Sequence[str]) -> list[LinkResult]:
        results = []
        for url in urls:
            results.append(_judge(url, addresses[url], fetch, sleep, now))
            done()
            sleep(PAUSE)
        return results

    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        return sorted(result for part in pool.map(ask_host, by_host.values()) for result in part)


def report(results: Iterable[LinkResult]) -> str:
    """The body of the issue: Markdown with the dead, the moved and the unsure addresses."""
    groups: dict[Verdict, list[LinkResult]] = defaultdict(list)
    for result in sorted(results):
        groups[result.verdict].append(result)
    total = sum(len(group) for group in groups.values())
    lines = [
        f"{total:,} outside links were requested: {len(groups[Verdict.ALIVE]):,} answer, "
        f"{len(groups[Verdict.DEAD]):,} are dead, {len(groups[Verdict.MOVED]):,} have moved, "
        f"{len(groups[Verdict.UNSURE]):,} could not be asked.",
        "",
        "This text is replaced every week; close the issue when nothing is left to do.",
    ]
    for verdict, title, hint in (
        (Verdict.DEAD, "Dead", "Correct or delete these in the papers' files."),
        (Verdict.MOVED, "Moved permanently", "They still work; the new address is better."),
        (Verdict.UNSURE, "Could not be asked", "Busy or down; nothing to do unless it stays so."),
    ):
        rows = [f"- {code(r.url.partition('://')[2])}: {text(r.note)} ({_papers(r.papers)})"
                for r in groups[verdict]]  # fmt: skip
        if rows:
            lines += ["", f"### {title}", "", hint, "", *bounded(rows, _ROWS, "links")]
    return cut("\n".join(lines) + "\n", _MOST_BYTES)


def _papers(papers: Sequence[str]) -> str:
    return ", ".join(bounded([code(f"papers/{paper}.yml") for paper in papers], 5, "papers"))


def _judge(
    url: str,
    papers: tuple[str, ...],
    fetch: Fetcher,
    sleep: Callable[[float], None],
    now: Callable[[], datetime],
) -> LinkResult:
    method, answer = "HEAD", Answer(0)
    for turn in range(TRIES):
        answer = fetch(method, url)
        if method == "HEAD" and answer.status >= 400 and answer.status not in (429, 503):
            # Some hosts answer HEAD wrongly; only GET is what a reader does.
            sleep(PAUSE)
            method, answer = "GET", fetch("GET", url)
        if not _is_busy(answer.status):
            break
        wait = _wait(answer.retry_after, turn, now)
        if wait > LONGEST_WAIT or turn == TRIES - 1:
            break
        sleep(wait)
    return LinkResult(url, *_verdict(answer), papers)


def _is_busy(status: int) -> bool:
    return status in (0, 408, 425, 429) or status >= 500


def _wait(retry_after: str, turn: int, now: Callable[[], datetime]) -> float:
    """Seconds to wait: what the host asks for (RFC 9110, 10.2.3), else 2, 4, 8, …"""
    seconds = seconds_of(retry_after, now())
    if seconds is None:
        return float(2 ** (turn + 1))
    return seconds if retry_after.strip().isdecimal() else max(PAUSE, seconds)


def _verdict(answer: Answer) -> tuple[Verdict, str]:
    if answer.status in (404, 410, 451):
        return Verdict.DEAD, f"status {answer.status}"
    if answer.status == 0:
        return Verdict.UNSURE, answer.error or "no answer"
    if not 200 <= answer.status < 400:
        # 401, 403 and the like refuse a robot, not a reader.
        return Verdict.UNSURE, f"status {answer.status}"
    if answer.location:
        return Verdict.MOVED, f"now at {answer.location.partition('://')[2]}"
    return Verdict.ALIVE, f"status {answer.status}"
