"""Counts the steps of work: the same number on a fast, a slow and a busy machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(work: Callable[[], Any]) -> int:
    """Calls of functions while the work is done, those of the interpreter's own included."""
    count = 0

    def trace(_frame: FrameType, event: str, _of: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(trace)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def steps_of_lines(work: Callable[[], Any]) -> int:
    """Lines executed while the work is done: a loop within one function counts too."""
    count = 0

    def trace(_frame: FrameType, event: str, _of: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
