"""Finds a Firefox for the browser tests, or gets one, and starts it.

`python -m tests.browser.firefox` takes the one named by `FIREFOX`, else one on
the PATH. Else it installs Debian's package (as root, with apt-get at hand), and
else it fails and says what to install.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.installing import install_debian_package, named_or_on_path

NAMES = (
    "firefox-esr",
    "firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    r"C:\Program Files\Mozilla Firefox\firefox.exe",
)

HELP = (
    "The browser tests need Firefox, and none was found or could be installed.\n"
    "Install it and try again:\n"
    "  Debian:  apt-get install firefox-esr\n"
    "  elsewhere, or to name one:  FIREFOX=/path/to/firefox make test"
)


def find_firefox() -> str | None:
    """The path of a Firefox that is there, None when there is none."""
    return named_or_on_path("FIREFOX", NAMES)


def get_firefox() -> str | None:
    """Install one; returns its path, None when that cannot be done here."""
    install_debian_package("firefox-esr")
    return find_firefox()


@contextmanager
def running_firefox(profiles: Path) -> Iterator[Any]:
    """A Firefox without a window, with a new profile below `profiles`.

    Yields a `marionette_driver.marionette.Marionette` whose session has begun.
    """
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
    yield client
    client.quit()
    client.cleanup()


def main() -> int:
    """Print the path of a Firefox; 2 when there is none and none can be had."""
    path = find_firefox() or get_firefox()
    if path is None:
        print(HELP, file=sys.stderr)
        return 2
    print(f"Browser tests use {path} too")
    return 0


if __name__ == "__main__":
    sys.exit(main())
