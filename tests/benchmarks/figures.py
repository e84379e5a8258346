"""Figures of a run as JSON, and two runs side by side.

`python -m tests.benchmarks.figures OLD NEW` prints, for each stage of both files, by how much the
figures have changed. The processor time depends less than the seconds on what else the machine did.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

WIDTH = 46
"""Characters of a stage's name in a table."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took; 0 for what is not known, or not meant."""

    seconds: float
    processor_seconds: float = 0.0
    """Of the process and all its children."""
    mebibytes: float = 0.0
    """Largest resident size of the process or one of its children."""
    files: int = 0
    """Of the folder that it made."""
    bytes: int = 0
    """In these files."""


Figures = Mapping[str, Mapping[str, Cost]]
"""By list and stage."""


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure of several runs; files and bytes are those of the last."""
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        statistics.median(cost.processor_seconds for cost in costs),
        statistics.median(cost.mebibytes for cost in costs),
        costs[-1].files,
        costs[-1].bytes,
    )


def row(stage: str, cost: Cost) -> str:
    """The line of a stage, below that of `head`."""
    processor = f"{cost.processor_seconds:11.2f}" if cost.processor_seconds else " " * 11
    memory = f"{cost.mebibytes:7.0f}" if cost.mebibytes else " " * 7
    made = f"{cost.files:9,}{cost.bytes / 1e6:9.1f}" if cost.files else ""
    return f"  {stage:{WIDTH}}{cost.seconds:8.2f}{processor}{memory}{made}".rstrip()


def head(name: str) -> str:
    """The line above the rows of a list."""
    return f"{name:{WIDTH + 2}} seconds  processor    MiB    files       MB"


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
    """A line for each stage that both runs have: each figure as now/before, and the seconds."""
    lines = []
    for name in [name for name in new if name in old]:
        title = f"{name}: now/before"
        lines.append(
            f"{title:{WIDTH + 2}} seconds  processor   memory    bytes   seconds before, now"
        )
        for stage, now in new[name].items():
            if before := old[name].get(stage):
                ratios = (
                    _ratio(now.seconds, before.seconds, 8)
                    + _ratio(now.processor_seconds, before.processor_seconds, 11)
                    + _ratio(now.mebibytes, before.mebibytes, 9)
                    + _ratio(now.bytes, before.bytes, 9)
                )
                lines.append(f"  {stage:{WIDTH}}{ratios}{before.seconds:17.2f}{now.seconds:8.2f}")
    return "\n".join(lines)


def growth(small: Mapping[str, Cost], large: Mapping[str, Cost]) -> str:
    """A line for each stage of both lists: processor time and memory of the large by the small."""
    stages = [stage for stage in large if stage in small]
    return "\n".join(
        f"  {stage:{WIDTH}}"
        + _ratio(large[stage].seconds, small[stage].seconds, 8)
        + _ratio(large[stage].processor_seconds, small[stage].processor_seconds, 11)
        + _ratio(large[stage].mebibytes, small[stage].mebibytes, 7)
        + _ratio(large[stage].files, small[stage].files, 9)
        + _ratio(large[stage].bytes, small[stage].bytes, 9)
        for stage in stages
    )


def _ratio(now: float, before: float, width: int) -> str:
    return f"{now / before:{width}.2f}" if now and before else " " * width


if __name__ == "__main__":
    print(comparison(*(read(Path(name)) for name in sys.argv[1:3])))
