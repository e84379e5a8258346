"""The problems of papers that nobody has curated yet, one by one or counted.

They stand apart from the checks, which import numpy and the pages: a command that finds nothing
changed shows the problems of the last run and imports neither.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.problems import Problem, Severity
from generator.model.rules import Group, Rule

UNCURATED = Rule("uncurated", Group.BOUNDS, Severity.WARNING,
    "A paper without topics, tags or summary. It is built, and shown among the "
    "unsorted until somebody curates it.",
    "topics: []",
    "Fill what the message names.")  # fmt: skip
LACKS = {
    "topics": (
        "the paper has no topics yet; it is shown among the unsorted",
        "no topics yet and are shown among the unsorted",
    ),
    "tags": ("the paper has no tags yet", "no tags yet"),
    "summary": ("the paper has no summary yet", "no summary yet"),
}
"""By field: what is said of one paper without it, and of many."""


def counted(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, those about uncurated papers in one line for each lack, at the folder.

    The line of a lack that one paper alone has stays as it is.
    """
    by_lack: dict[str, list[Problem]] = {message: [] for message, _ in LACKS.values()}
    others: list[Problem] = []
    for problem in problems:
        lack = by_lack.get(problem.message) if problem.code == UNCURATED.name else None
        (others if lack is None else lack).append(problem)
    for message, many in LACKS.values():
        found = by_lack[message]
        if len(found) > 1:
            folder = found[0].path.rpartition("/")[0]
            text = f"{len(found):,} papers have {many}; `check --all` names them"
            found = [found[0]._replace(path=folder, line=0, column=0, message=text)]
        others += found
    return sorted(others)
