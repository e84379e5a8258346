"""Whether an address answers: the requests of the link check."""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.parse import urljoin

_LINK_TIMEOUT = 30.0
"""Seconds."""
_LINK_AGENT = "reading-list-link-check/1 (weekly; one request at a time)"
_PERMANENT = (301, 308)
_MOST_REDIRECTS = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """A host's answer to one request."""

    status: int
    """The HTTP status; 0 when there was no answer."""
    retry_after: str = ""
    """The header `Retry-After`."""
    location: str = ""
    """Where the address has moved permanently, empty when it has not."""
    error: str = ""
    """Why there was no answer."""


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect by itself, so that `ask` sees whether it is permanent."""

    def redirect_request(
        self,
        req: urllib.request.Request,  # noqa: ARG002
        fp: IO[bytes],  # noqa: ARG002
        code: int,  # noqa: ARG002
        msg: str,  # noqa: ARG002
        headers: HTTPMessage,  # noqa: ARG002
        newurl: str,  # noqa: ARG002
    ) -> None:
        return None


_OPENER = urllib.request.build_opener(_Stay)


def ask(method: str, url: str) -> Answer:
    """The answer after all redirects; `location` is set when each of them is permanent.

    Never raises: a host that cannot be reached is an answer of status 0.
    """
    at, permanent, moved = url, True, False
    for _ in range(_MOST_REDIRECTS):
        status, headers, error = _once(method, at)
        target = headers.get("Location", "") if headers else ""
        if not 300 <= status < 400 or not target or status == 304:
            retry = (headers.get("Retry-After") or "") if headers else ""
            return Answer(status, retry, at if moved and permanent else "", error)
        target = urljoin(at, target)
        if not target.startswith(("https://", "http://")):
            return Answer(0, error="redirects to no web address")
        permanent &= status in _PERMANENT
        at, moved = target, True
    return Answer(0, error="redirects without end")


def _once(method: str, url: str) -> tuple[int, Message | None, str]:
    try:
        request = urllib.request.Request(url, method=method, headers={"User-Agent": _LINK_AGENT})
        with _OPENER.open(request, timeout=_LINK_TIMEOUT) as answer:
            return answer.status, answer.headers, ""
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, ""
    except (OSError, HTTPException, ValueError) as error:
        return 0, None, f"no answer: {getattr(error, 'reason', error)}"[:200]
