"""Finds a Firefox for the browser tests, and drives it with Mozilla's own client."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.finding import named_or_on_path

NAMES = (
    "firefox-esr",
    "firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    r"C:\Program Files\Mozilla Firefox\firefox.exe",
)

_ERRORS = """
const [from] = arguments;
const said = Services.console.getMessageArray();
Services.console.reset();
return said.filter((one) => one instanceof Ci.nsIScriptError && one.sourceName.startsWith(from))
  .filter((one) => !(one.flags & Ci.nsIScriptError.warningFlag)).map(String)
  // Firefox says so of each file that a worker was fetching when its page was left
  .filter((text) => !/Failed to load .* A ServiceWorker/.test(text));
"""


def find_firefox() -> str | None:
    """The one that `FIREFOX` names, else one on the PATH; None when there is none."""
    return named_or_on_path("FIREFOX", NAMES)


class Firefox:
    """A tab of Firefox; see `tests.browser.tab.Browser`."""

    name = "firefox"

    def __init__(self, client: Any) -> None:
        self.client = client

    def navigate(self, address: str) -> None:
        self.client.navigate(address)

    def go_back(self) -> None:
        self.client.go_back()

    def run(self, script: str, *arguments: object) -> Any:
        return self.client.execute_script(script, script_args=arguments)

    def click(self, selector: str) -> None:
        self.client.find_element("css selector", selector).click()

    def press(self, keys: str) -> None:
        self.client.get_active_element().send_keys(keys)

    def errors(self, home: str) -> list[str]:
        """What the console has said of scripts below an address since the last call."""
        with self.client.using_context("chrome"):
            return list(self.run(_ERRORS, home))


@contextmanager
def running_firefox(profiles: Path) -> Iterator[Firefox]:
    """A Firefox without a window, with a new profile below `profiles`."""
    with warnings.catch_warnings():
        # It asks for the system by an old name, and leaves sockets to the garbage collector.
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", ResourceWarning)
        from marionette_driver.marionette import Marionette

        client = Marionette(
            bin=find_firefox(),
            port=0,
            headless=True,
            gecko_log=str(profiles),  # a path that is no folder is deleted first
            workspace=str(profiles),
        )
    client.start_session()
    client.timeout.script = client.timeout.page_load = 60
    yield Firefox(client)
    client.quit()
    client.cleanup()
