"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click


def site_option(says: str) -> Callable[[Any], Any]:
    """`--site DIR`, handed to the command as `target`; `says` is its line of help."""
    return click.option(
        "--site",
        "target",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("site"),
        show_default=True,
        help=says,
    )
