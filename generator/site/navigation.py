"""The navigation as the builder's configuration takes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from generator.model import urls

NAVIGATION = ".navigation.yml"
"""The file below `build/docs` that `mkdocs.yml` inherits. MkDocs publishes no such names."""


def navigation_file(entries: Iterable[tuple[tuple[str, ...], str]]) -> bytes:
    """The settings `nav` and `not_in_nav`, YAML.

    Args:
        entries: Headings and label of each entry, and its page path, in order.
    """
    nav: list[dict[str, Any]] = []
    for (*headings, label), path in entries:
        below = nav
        for heading in headings:
            if not below or heading not in below[-1]:
                below.append({heading: []})
            below = below[-1][heading]
        below.append({label: urls.markdown_file(path)})
    # The strict build warns of a page outside the navigation that no pattern names.
    settings = {"nav": nav, "not_in_nav": "*"}
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=1000).encode()
