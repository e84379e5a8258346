"""Finds WebKitGTK, which has the engine of Safari, and drives it with WebDriver."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

from tests.finding import named_or_on_path

SECONDS = 60
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key of an element's id in an answer: https://www.w3.org/TR/webdriver2/#elements."""


def find_webkit() -> str | None:
    """The driver that `WEBKIT` names, else the one on the PATH; None where it has no screen."""
    return named_or_on_path("WEBKIT", ["WebKitWebDriver"]) if shutil.which("Xvfb") else None


class WebKit:
    """A window of WebKitGTK; see `tests.browser.tab.Browser`."""

    name = "webkit"

    def __init__(self, session: httpx.Client) -> None:
        self._session = session

    def navigate(self, address: str) -> None:
        self._post("url", {"url": address})

    def go_back(self) -> None:
        self._post("back", {})

    def run(self, script: str, *arguments: object) -> Any:
        return self._post("execute/sync", {"script": script, "args": arguments})

    def click(self, selector: str) -> None:
        found = self._post("element", {"using": "css selector", "value": selector})
        self._post(f"element/{found[_ELEMENT]}/click", {})

    def press(self, keys: str) -> None:
        found = _value(self._session.get("element/active"))
        self._post(f"element/{found[_ELEMENT]}/value", {"text": keys})

    def _post(self, path: str, body: object) -> Any:
        return _value(self._session.post(path, json=body))


def _value(answer: httpx.Response) -> Any:
    value = answer.json()["value"]
    assert answer.is_success, value
    return value


@contextmanager
def running_webkit(_: Path) -> Iterator[WebKit]:
    """A WebKitGTK on a screen of its own; it writes no files."""
    port = _free_port()
    with _screen() as screen:
        environment = {**os.environ, "DISPLAY": screen, "NO_AT_BRIDGE": "1"}
        driver = subprocess.Popen([find_webkit() or "", f"--port={port}"], env=environment)
        with _stopped(driver), _session(f"http://127.0.0.1:{port}/session") as session:
            session.post("window/rect", json={"x": 0, "y": 0, "width": 1280, "height": 900})
            yield WebKit(session)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _screen() -> Iterator[str]:
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert server.stdout
    with server.stdout, _stopped(server):
        yield f":{server.stdout.readline().decode().strip()}"


@contextmanager
def _stopped(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        process.terminate()
        process.wait(SECONDS)


@contextmanager
def _session(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(timeout=SECONDS, trust_env=False) as client:
        # The driver needs a moment until it listens.
        for attempt in Retrying(
            retry=retry_if_exception_type(httpx.ConnectError),
            stop=stop_after_delay(SECONDS),
            wait=wait_fixed(0.05),
        ):
            with attempt:
                answer = client.post(address, json={"capabilities": {}})
        address = f"{address}/{_value(answer)['sessionId']}"
        client.base_url = httpx.URL(address)
        yield client
        client.delete(address)
