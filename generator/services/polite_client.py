"""Asks public services for records: slowly, with a cache on disk, and only the configured hosts.

Nothing that a work's record holds chooses a host: it is part of a path or a query alone.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx
from hishel import SqliteStorage
from hishel.httpx import CacheTransport

from generator.services.polite_transport import Failed, PoliteTransport, Service, addresses_of

KEPT = 6 * 24 * 3600.0
"""Seconds that an answer is kept: a weekly run asks anew."""
_MOST_FAILURES = 3
"""Answers of one service that fail one after the other before it is left alone."""

logging.getLogger("hishel").addHandler(logging.NullHandler())
logging.getLogger("hishel").propagate = False

Check = Callable[[bytes], object]
"""Raises `ValueError` for an answer that is not what the service promises."""


class NoAnswer(Exception):
    """A service says nothing of a work; the message says why, as the rest of a sentence."""


class PoliteClient:
    """One client for all services, with one cache.

    Args:
        agent: Who asks, with an address to write to.
        cache: The SQLite file of the answers; made when missing, ignored when damaged.
        sleep: Waits so many seconds.
        clock: Seconds that only grow.
        now: The time that a date in `Retry-After` is held against.
        resolve: Host → IP addresses.
        transport: What sends a request.
        keeps_misses: Whether it is kept that a service has nothing at an address: a run
            that goes on where it was asks for nothing twice, and hears of nothing new.
    """

    def __init__(
        self,
        agent: str,
        cache: Path,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        resolve: Callable[[str], list[str]] = addresses_of,
        transport: httpx.BaseTransport | None = None,
        keeps_misses: bool = False,
    ) -> None:
        self._network = PoliteTransport(transport, agent, sleep, clock, now, resolve, keeps_misses)
        storage = SqliteStorage(database_path=cache, default_ttl=KEPT)
        self._client = httpx.Client(
            transport=CacheTransport(self._network, storage), trust_env=False
        )
        self._failures: dict[str, int] = {}
        self._down: dict[str, str] = {}

    @property
    def requests(self) -> int:
        """The requests that left this machine so far; what the cache answers is none."""
        return self._network.requests

    def get(
        self, service: Service, path: str, query: Mapping[str, str], check: Check,
        *, fresh: bool = False,
    ) -> httpx.Response | None:  # fmt: skip
        """The answer, whole and checked; None when the service has nothing there.

        What may have changed since the last run is asked for `fresh`, not taken from the cache.

        Raises `NoAnswer` when there is none: the service cannot be reached, is busy for
        too long, or answers with something else. Such a service is left alone from then on
        (at once when it cannot be reached, else after three failures on end).
        """
        if reason := self._down.get(service.name):
            raise NoAnswer(reason)
        url = httpx.URL(service.base).join(path)
        request = self._client.build_request("GET", url, params=query)
        request.extensions = {**request.extensions, "service": service, "check": check}
        if fresh:
            request.extensions["caching"] = {"ttl": 0.0}
        try:
            response = self._client.send(request)
        except Failed as error:
            failures = self._failures[service.name] = self._failures.get(service.name, 0) + 1
            reason = f"{service.name} {error}"
            if error.final or failures >= _MOST_FAILURES:
                self._down[service.name] = reason
            raise NoAnswer(reason) from error
        self._failures[service.name] = 0
        return response if response.status_code == httpx.codes.OK else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()
