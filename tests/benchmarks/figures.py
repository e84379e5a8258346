"""Figures of a run as JSON, and two runs side by side.

`python -m tests.benchmarks.figures OLD NEW` prints, for each stage of both files, by how much the
processor time has changed: it depends less than the seconds on what else the machine did.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    seconds: float
    processor_seconds: float
    """Of the process and all its children."""
    mebibytes: float
    """Largest resident size of the process or one of its children."""


Figures = Mapping[str, Mapping[str, Cost]]
"""By list and stage."""


def write(path: Path, figures: Figures) -> None:
    """Write the figures of a run."""
    values = {
        name: {stage: asdict(cost) for stage, cost in costs.items()}
        for name, costs in figures.items()
    }
    path.write_text(json.dumps(values, indent=2) + "\n", "utf-8")


def read(path: Path) -> Figures:
    """Read the figures of a run; raises what `json` and `Cost` do for another file."""
    values = json.loads(path.read_text("utf-8"))
    return {
        name: {stage: Cost(**cost) for stage, cost in costs.items()}
        for name, costs in values.items()
    }


def comparison(old: Figures, new: Figures) -> str:
    """A line for each stage that both runs have: processor seconds and their ratio."""
    lines = []
    for name in [name for name in new if name in old]:
        lines.append(f"{name}: processor seconds before, now, now/before")
        for stage, cost in new[name].items():
            before = old[name].get(stage)
            if before:
                was, now = before.processor_seconds, cost.processor_seconds
                lines.append(f"  {stage:46}{was:8.2f}{now:8.2f}{now / was:8.2f}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(comparison(*(read(Path(name)) for name in sys.argv[1:3])))
