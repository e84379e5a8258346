"""What the page around a listing leaves on top of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.importers.listings.decoding import Line
from generator.model.problems import Problem, Severity

_UNMISTAKABLE = (
    "Get trending papers in your email inbox!",
    "Get trending papers in your email inbox once a day!",
    "byAK and the research community",
)
_ON_TOP = (*_UNMISTAKABLE, "new", "Subscribe", "Daily Papers")
_DATE = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\.? \d{1,2}(?:, \d{4})?"
)
_BUTTON = "Subscribe"
# The letters that make another English word of it: Subscribed, Subscriber's, …
_OTHER_WORD = re.compile(r"(?:[ds]|rs?)(?:['’]s?)?(?![A-Za-z])|['’]s?(?!\w)")
_GOES_ON = re.compile(r"[\s:;,.!?/)\]}…–—-]")


def is_furniture(text: str) -> bool:
    """Whether the line, on top of a listing, belongs to the page and not to a paper."""
    return text in _ON_TOP or _DATE.fullmatch(text) is not None


def strip(lines: Sequence[Line], path: str) -> tuple[list[Line], list[Line], list[Problem]]:
    """Tell the page's lines from the papers' lines; blank lines stay among the latter.

    Returns the lines left (the button's word cut off the first title where it
    is glued to it), the furniture, and a warning for each furniture found
    further down. On top, every furniture line counts once, so that a first
    title which reads like furniture that has been seen is kept; further down
    only a run of lines that holds an unmistakable one counts.
    """
    rest, furniture, seen = list(lines), [], set()
    while (first := next((line for line in rest if line.text), None)) is not None:
        kind = "date" if _DATE.fullmatch(first.text) else first.text
        if not is_furniture(first.text) or kind in seen:
            break
        seen.add(kind)
        furniture.append(first)
        rest.remove(first)
    if furniture and first is not None and _BUTTON not in seen:
        rest[rest.index(first)] = Line(first.number, unglue(first.text), first.readable)
    rest, further, problems = _further_down(rest, path)
    return rest, furniture + further, problems


def unglue(title: str) -> str:
    """The title without the word of the button before it, if the two are glued.

    `SubscribeBenign Overfitting` is `Benign Overfitting`; `Subscribe to …`,
    `Subscribers …` and `Subscribe: …` are titles of their own.
    """
    rest = title.removeprefix(_BUTTON)
    own_word = not rest or _GOES_ON.match(rest) or _OTHER_WORD.match(rest)
    return title if own_word else rest


def _further_down(lines: list[Line], path: str) -> tuple[list[Line], list[Line], list[Problem]]:
    rest: list[Line] = []
    furniture: list[Line] = []
    run: list[Line] = []
    problems: list[Problem] = []
    for line in [*lines, None]:
        if line is not None and (is_furniture(line.text) or (run and not line.text)):
            run.append(line)
            continue
        if any(member.text in _UNMISTAKABLE for member in run):
            dropped = [member for member in run if member.text]
            furniture += dropped
            rest += [member for member in run if not member.text]
            problems += [_warning(member, path) for member in dropped]
        else:
            rest += run
        run = []
        if line is not None:
            rest.append(line)
    return rest, furniture, problems


def _warning(line: Line, path: str) -> Problem:
    return Problem(
        path, line.number, 0, "furniture-inside",
        f"page furniture among the papers is dropped: {line.text!r}", severity=Severity.WARNING,
    )  # fmt: skip
