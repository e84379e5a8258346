"""Finds Java, with which the Nu checker runs, or gets it.

`python -m tests.java` takes the one named by `JAVA`, else one on the PATH. Else it installs
Debian's package (as root, with apt-get at hand), and else it says what to install, which is an
error in CI alone.
"""

from __future__ import annotations

import sys

from tests.browser.installing import install_debian_package, named_or_on_path
from tests.clients.latex import needed

PACKAGE = "default-jre-headless"


def find_java() -> str | None:
    """The path of a Java that is there, None when there is none."""
    return named_or_on_path("JAVA", ["java"])


def main() -> int:
    """Print the path of a Java; 2 in CI when there is none and none can be had."""
    if find_java() is None:
        install_debian_package(PACKAGE)
    path = find_java()
    print(f"The Nu checker runs with {path}" if path else f"No Java: apt-get install {PACKAGE}")
    return 2 if path is None and needed() else 0


if __name__ == "__main__":
    sys.exit(main())
