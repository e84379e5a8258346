"""What stands between the cache of answers and the network: pauses, retries, limits, refusals."""

from __future__ import annotations

import socket
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import ip_address

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt

from generator.services.retry_after import seconds_of

TRIES = 4
"""Requests for one answer at most."""
LONGEST_WAIT = 120.0
"""Seconds; a service that asks for more patience is not asked again in this run."""
LARGEST = 4 << 20
"""Bytes of an answer at most, decompressed; one about a work has some kilobytes."""
_TIMEOUT = 20.0
"""Seconds without a byte."""
_LONGEST_ANSWER = 120.0
"""Seconds from the first byte of an answer to its last."""
_MOST_REDIRECTS = 5
_BUSY = frozenset((408, 425, 429, 500, 502, 503, 504))
_NOTHING = frozenset((404, 410))
_LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Service:
    """A service, and how it wants to be asked."""

    name: str
    """As it is named to people: `Crossref`."""
    base: str
    """The address that each request begins with; ends in `/`."""
    pause: float
    """Seconds between two requests at least."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Sent with each request, and not kept in the cache: a key."""
    query: Mapping[str, str] = field(default_factory=dict)
    """Put to each address, and not kept in the cache: a key."""

    @property
    def place(self) -> tuple[str, str, int | None]:
        """Scheme, host and port: where requests to it may go."""
        base = httpx.URL(self.base)
        return base.scheme, base.host, base.port


def addresses_of(host: str) -> list[str]:
    """The IP addresses of a host; none when its name is not known."""
    try:
        return [str(row[4][0]) for row in socket.getaddrinfo(host, None)]
    except OSError:
        return []


class Failed(Exception):
    """A request without an answer; the message follows the service's name."""

    final = False
    """Whether the service is not to be asked again."""


class Unreachable(Failed):
    """There is no way to the service."""

    final = True


class Busy(Failed):
    """The same request may be answered later."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after
        """Seconds that the service asks to wait, None when it does not say."""

    @property
    def final(self) -> bool:  # type: ignore[override]
        """Whether it asks for more patience than there is."""
        return self.after is not None and self.after > LONGEST_WAIT


def _wait(state: RetryCallState) -> float:
    """Seconds before the next try: what the service asks for, else 2, 4, 8, …"""
    error = state.outcome.exception() if state.outcome else None
    after = error.after if isinstance(error, Busy) else None
    return after if after is not None else float(2**state.attempt_number)


def _may_change(error: BaseException) -> bool:
    return isinstance(error, Busy) and not error.final


class PoliteTransport(httpx.BaseTransport):
    """What stands between the cache and the network: pauses, retries, limits and refusals.

    Where misses are to be kept, a service that has nothing at an address answers 204
    here, which the cache keeps, as it does not keep 404.
    """

    def __init__(
        self,
        inner: httpx.BaseTransport | None,
        agent: str,
        sleep: Callable[[float], None],
        clock: Callable[[], float],
        now: Callable[[], datetime],
        resolve: Callable[[str], list[str]],
        keeps_misses: bool,
    ) -> None:
        self.requests = 0
        self._keeps_misses = keeps_misses
        # The cache is around this transport; httpx would put its own proxies around the cache.
        proxy = urllib.request.getproxies().get("https")
        self._inner = inner or httpx.HTTPTransport(proxy=proxy)
        self._agent = agent
        self._sleep, self._clock, self._now, self._resolve = sleep, clock, now, resolve
        self._free: dict[str, float] = {}
        """Name of a service → the time from which it may be asked again."""

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer to a request whose extensions hold its `service` and `check`."""
        service: Service = request.extensions["service"]
        if reason := self._refused(httpx.URL(service.base)):
            raise Unreachable(reason)
        retrying = Retrying(
            stop=stop_after_attempt(TRIES), wait=_wait, retry=retry_if_exception(_may_change),
            sleep=self._sleep, reraise=True,
        )  # fmt: skip
        return retrying(self._answer, request, service)

    def _answer(self, request: httpx.Request, service: Service) -> httpx.Response:
        """One try, with the redirects within the service's host."""
        url = request.url
        for _ in range(_MOST_REDIRECTS):
            if (url.scheme, url.host, url.port) != service.place:
                raise Failed(f"redirects to another host ({url.host or url.scheme})")
            response = self._sent(url, service)
            target = response.headers.get("Location")
            if not response.is_redirect or target is None:
                return self._judged(response, request)
            url = url.join(target)
        raise Failed("redirects without end")

    def _sent(self, url: httpx.URL, service: Service) -> httpx.Response:
        self._sleep_until(self._free.get(service.name, 0.0))
        self.requests += 1
        headers = {"User-Agent": self._agent, "Accept-Encoding": "gzip", **service.headers}
        address = url.copy_merge_params(service.query) if service.query else url
        request = httpx.Request("GET", address, headers=headers)
        request.extensions["timeout"] = httpx.Timeout(_TIMEOUT).as_dict()
        try:
            response = self._inner.handle_request(request)
            try:
                return self._whole(response)
            finally:
                response.close()
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            reason = str(error) or type(error).__name__
            raise Unreachable(f"cannot be reached ({reason})") from error
        except httpx.HTTPError as error:
            raise Busy(f"gave half an answer or none ({error or type(error).__name__})") from error
        finally:
            self._free[service.name] = self._clock() + service.pause

    def _whole(self, response: httpx.Response) -> httpx.Response:
        """The response, read to its end; raises `Failed` for one that is too long."""
        data = bytearray()
        end = self._clock() + _LONGEST_ANSWER
        for part in response.iter_bytes():
            data += part
            if len(data) > LARGEST:
                raise Failed(f"answered with more than {LARGEST >> 20} MiB")
            if self._clock() > end:
                raise Failed("answers too slowly")
        headers = [
            (name, value) for name, value in response.headers.multi_items()
            if name not in ("content-encoding", "content-length", "transfer-encoding")
        ]  # fmt: skip
        return httpx.Response(response.status_code, headers=headers, content=bytes(data))

    def _judged(self, response: httpx.Response, request: httpx.Request) -> httpx.Response:
        service: Service = request.extensions["service"]
        status = response.status_code
        if status in _BUSY:
            after = seconds_of(response.headers.get("Retry-After", ""), self._now())
            raise Busy(f"is busy (status {status}); try again later", after)
        if backoff := seconds_of(response.headers.get("Backoff", ""), self._now()):
            wait = max(service.pause, min(backoff, LONGEST_WAIT))
            self._free[service.name] = self._clock() + wait
        if status in _NOTHING:
            return httpx.Response(httpx.codes.NO_CONTENT if self._keeps_misses else status)
        if status != httpx.codes.OK:
            raise Failed(f"refuses (status {status})")
        try:
            request.extensions["check"](response.content)
        except (ValueError, RecursionError) as error:
            why = f" ({error})" if isinstance(error, ValueError) else ""
            raise Failed(f"gave an answer that cannot be read{why}") from error
        return response

    def _sleep_until(self, when: float) -> None:
        left = when - self._clock()
        if left > 0:
            self._sleep(left)

    def _refused(self, base: httpx.URL) -> str:
        """Why the service's host is not asked; empty when nothing is against it."""
        if base.host in _LOCAL:
            return ""
        if base.scheme != "https":
            return "is not asked: its address does not begin with https://"
        if any(not ip_address(address).is_global for address in self._resolve(base.host)):
            return f"is not asked: {base.host} leads to a private address"
        return ""
