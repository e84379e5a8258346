"""The only place that asks the network, and only when a command is told to."""

from __future__ import annotations

import urllib.error
import urllib.request
from http.client import HTTPException

from generator.model.problems import BrokenEnvironment

_TIMEOUT = 20.0  # seconds
_LARGEST = 4 << 20  # bytes; an answer about one paper is a thousandth of it


class NotFound(Exception):
    """The service answered, and has nothing at this address."""


def fetch(url: str) -> bytes:
    """The answer of a service, over https.

    Raises `NotFound` on the status 404, `BrokenEnvironment` when the service
    cannot be reached, refuses, or answers at endless length.
    """
    if not url.startswith("https://"):
        raise ValueError(f"not an https address: {url!r}")
    request = urllib.request.Request(url, headers={"User-Agent": "reading-list"})
    host = url.split("/")[2]
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:
            data: bytes = answer.read(_LARGEST + 1)
    except urllib.error.HTTPError as error:
        if error.code == 404:
            raise NotFound(host) from error
        message = f"{host} answered with status {error.code}; try again later"
        raise BrokenEnvironment(message) from error
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise BrokenEnvironment(
            f"{host} cannot be reached ({reason}); give --title and --abstract to do without it"
        ) from error
    if len(data) > _LARGEST:
        raise BrokenEnvironment(f"{host} answered with more than {_LARGEST} bytes")
    return data
