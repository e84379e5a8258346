"""What the bench answers: its page, and the calls of the page, to whoever has the token.

A page of the web can send requests to this machine, and another person on it can too.
So every request needs the token that the terminal shows, one that changes something
comes from the bench's own page, and the page is in no frame.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from generator.bench.desk import Desk, Outdated
from generator.bench.edits import Curated, TagEdit
from generator.edit.tags import Refused
from generator.model.problems import BrokenEnvironment

HEADER = "X-Bench-Token"
MOST_BYTES = 100_000
"""Of a request's body."""
_PAGE = Path(__file__).with_name("page")
_SAFE = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self' 'unsafe-inline'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True)
class Request:
    """A request for an address of the bench, whose `Host` is this machine."""

    method: str
    name: str
    """What follows the address of the bench; empty for the page."""
    query: str
    headers: Mapping[str, str]
    own_origin: str
    """The scheme, host and port that the request names."""
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent back."""

    status: HTTPStatus
    kind: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=lambda: _SAFE)


class Bench:
    """The bench of one run of the preview."""

    def __init__(self, desk: Desk, token: str = "") -> None:
        """A token is made when none is given."""
        self.token = token or secrets.token_urlsafe(24)
        self._desk = desk
        self._calls: Mapping[str, Callable[[Mapping[str, Any]], object]] = {
            "queue": lambda asked: desk.queue(_text(asked, "filter")),
            "paper": lambda asked: desk.paper(_text(asked, "id")),
            "messages": lambda asked: desk.messages(_text(asked, "id"), _curated(asked)),
            "save": lambda asked: desk.save(
                _text(asked, "id"), _text(asked, "base"), _curated(asked)
            ),
            "undo": lambda asked: desk.undo(_number(asked, "number")),
            "tag": lambda asked: desk.change_tag(_tag_edit(asked)),
        }

    def answer(self, request: Request) -> Reply:
        """The page, the result of a call as JSON, or a refusal; 409 when a file has changed."""
        origin = request.headers.get("Origin")
        if origin is not None and origin != request.own_origin:
            return _refusal(HTTPStatus.FORBIDDEN, "another origin")
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            return _refusal(HTTPStatus.FORBIDDEN, "another site")
        if not self._has_token(request):
            return _refusal(HTTPStatus.FORBIDDEN, "open the address that the terminal shows")
        if not request.name:
            if request.method not in ("GET", "HEAD"):
                return _refusal(HTTPStatus.METHOD_NOT_ALLOWED, "GET alone")
            return Reply(HTTPStatus.OK, "text/html; charset=utf-8", _page())
        call = self._calls.get(request.name)
        if call is None:
            return _refusal(HTTPStatus.NOT_FOUND, "no such call")
        if request.method != "POST" or origin is None:
            return _refusal(HTTPStatus.METHOD_NOT_ALLOWED, "POST from the page alone")
        try:
            asked = json.loads(request.body)
            return _json(HTTPStatus.OK, call(asked if isinstance(asked, dict) else {}))
        except Outdated as error:
            return _refusal(HTTPStatus.CONFLICT, f"{error} has changed meanwhile")
        except (ValueError, RecursionError) as error:
            return _refusal(HTTPStatus.BAD_REQUEST, str(error))
        except (Refused, BrokenEnvironment) as error:
            return _refusal(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))

    def _has_token(self, request: Request) -> bool:
        given = parse_qs(request.query).get("token", [""])[0]
        if request.name:
            given = request.headers.get(HEADER, "")
        return hmac.compare_digest(given.encode(), self.token.encode())


@cache
def _page() -> bytes:
    """The page with its styles and scripts in it; the choice of tags is the site's own script."""
    html = (_PAGE / "bench.html").read_text("utf-8")
    style = (_PAGE / "bench.css").read_text("utf-8")
    scripts = "\n".join((_PAGE / n).read_text("utf-8") for n in ("tags.js", "bench.js"))
    return html.replace("/*style*/", style).replace("/*script*/", scripts).encode()


def _json(status: HTTPStatus, value: object) -> Reply:
    return Reply(status, "application/json", json.dumps(value).encode())


def _refusal(status: HTTPStatus, why: str) -> Reply:
    return _json(status, {"error": why})


def _text(asked: Mapping[str, Any], name: str) -> str:
    value = asked.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"{name} is no text")
    return " ".join(value.split())


def _number(asked: Mapping[str, Any], name: str) -> int:
    value = asked.get(name)
    if type(value) is not int:
        raise ValueError(f"{name} is no number")
    return value


def _texts(asked: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = asked.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"{name} is no list of texts")
    return tuple(value)


def _curated(asked: Mapping[str, Any]) -> Curated:
    return Curated(_texts(asked, "topics"), _texts(asked, "tags"), _text(asked, "summary"))


def _tag_edit(asked: Mapping[str, Any]) -> TagEdit:
    names = ("verb", "id", "to", "name", "description", "kind")
    texts = {name: _text(asked, name) for name in names}
    return TagEdit(**texts, aliases=_texts(asked, "aliases"))
