"""What `tags suggest` prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.analysis.new_tags import NewTag
from generator.analysis.propose_tags import Proposal, Suggestion
from generator.content.paper_yaml import flow
from generator.model.models import Paper


def proposal_lines(suggestion: Suggestion, paper: Paper) -> str:
    """A paper's proposals: one line each with its reason, then YAML to paste.

    Empty when nothing is proposed.
    """
    lines = []
    if suggestion.home:
        lines.append(_proposal("topic", suggestion.home))
    lines += [_proposal("tag", tag) for tag in suggestion.tags]
    for tag, near in suggestion.unknown:
        lines.append(f"  # there is no tag {tag!r}" + (f"; did you mean {near!r}?" if near else ""))
    if not lines:
        return ""
    if suggestion.home:
        topics = [suggestion.home.id, *(t for t in paper.topics if t != suggestion.home.id)]
        lines.append(f"topics: {flow(topics)}")
    if suggestion.tags:
        tags = [*suggestion.kept, *(proposal.id for proposal in suggestion.tags)]
        lines.append(f"tags: {flow(tags)}")
    return "\n".join([f"{suggestion.paper}:", *lines, "", ""])


def proposal_row(suggestion: Suggestion) -> dict[str, Any]:
    """A paper's proposals for JSON: `home` and `tags` are lists, the surest first."""
    return {
        "paper": suggestion.paper,
        "home": [_row(home) for home in suggestion.homes],
        "tags": [_row(tag) for tag in suggestion.tags],
    }


def new_tag_lines(found: Iterable[NewTag]) -> str:
    """Proposed new tags, one line each, with their papers."""
    return "".join(
        f"{tag.phrase}: {len(tag.papers):,} papers: {', '.join(tag.papers)}\n" for tag in found
    )


def _proposal(what: str, proposal: Proposal) -> str:
    return f"  # {what} {proposal.id} ({proposal.confidence:.0%}: {proposal.reason})"


def _row(proposal: Proposal) -> dict[str, Any]:
    return {"id": proposal.id, "confidence": proposal.confidence, "reason": proposal.reason}
