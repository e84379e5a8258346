"""Pull requests that a workflow opens again and again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from generator.services.github import ProposalOutcome, Proposed, propose


@pytest.mark.parametrize(
    ("state", "again", "outcome"),
    [
        ("closed", False, Proposed(ProposalOutcome.CLOSED, 40)),
        ("closed", True, Proposed(ProposalOutcome.OPENED, 41)),
        ("open", True, Proposed(ProposalOutcome.UPDATED, 40)),
    ],
)
def test_a_request_after_one_that_was_closed(state: str, again: bool, outcome: Proposed) -> None:
    called: list[Sequence[str]] = []

    def call(words: Sequence[str], stdin: str = "") -> str:  # noqa: ARG001
        called.append(words)
        if words[0] == "gh" and "pulls?state=all" in words[2]:
            return f"40 {state}\n"
        return "https://github.com/o/r/pull/41\n" if "create" in words else ""

    assert propose("enrich", "content/papers", "content: X", "body", call, again=again) == outcome
    pushed = any("push" in words for words in called)
    assert pushed == (outcome.outcome is not ProposalOutcome.CLOSED)
