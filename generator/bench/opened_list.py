"""The list as it was read once, and what follows from it, worked out while pages are shown."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from functools import cached_property, partial
from typing import TypeVar

from generator.analysis.derived import derive
from generator.analysis.neighbours import Relations
from generator.analysis.propose_tags import Suggestion
from generator.bench import queue
from generator.model.memory import Memory
from generator.model.models import Catalog

PATIENCE = 2.0
"""Seconds for which the first paper waits for proposals before it is shown without them."""
T = TypeVar("T")


class OpenedList:
    """The catalogue, which edits bring up to date, and what follows from it as it was read."""

    def __init__(self, catalog: Catalog, memory: Memory) -> None:
        self.catalog = catalog
        self._memory = memory
        self._patience = PATIENCE

    def known(self) -> tuple[Mapping[str, Suggestion] | None, Mapping[str, Relations] | None]:
        """Proposals and relations, None for what is not there; only the first call waits."""
        wait, self._patience = self._patience, 0.0
        proposals, relations = self.proposals, self.relations  # both begin before one is waited for
        return _soon(proposals, wait), _soon(relations, wait)

    @cached_property
    def proposals(self) -> Future[Mapping[str, Suggestion]]:
        """What is proposed for the papers that lack something, by id."""
        return _beside(partial(queue.proposals, self.catalog))

    @cached_property
    def relations(self) -> Future[Mapping[str, Relations]]:
        """The papers near each, by id."""
        return _beside(lambda: derive(self.catalog, self._memory).related)

    @cached_property
    def twins(self) -> Mapping[str, str]:
        """Papers with nearly the title of another one, with the other's id."""
        return queue.twins(self.catalog)


def _beside(make: Callable[[], T]) -> Future[T]:
    """What `make` returns, worked out in a thread that does not delay the end of the process."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(make())
        except Exception as error:
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future


def _soon(future: Future[T], wait: float) -> T | None:
    """The result, if it is there within so many seconds."""
    try:
        return future.result(wait)
    except TimeoutError:
        return None
