"""What `tags suggest` prints, as text."""

from __future__ import annotations

from generator.analysis.propose_tags import Proposal, Suggestion
from generator.content.paper_yaml import flow
from generator.model.models import Paper


def proposal_lines(suggestion: Suggestion, paper: Paper) -> str:
    """A paper's proposals: one line each with the words that decided, then YAML to paste."""
    lines = [f"{suggestion.paper}:"]
    topics = list(paper.topics)
    if suggestion.home:
        topics = [suggestion.home.id, *(t for t in topics if t != suggestion.home.id)]
        lines.append(_proposal("topic", suggestion.home))
    lines += [_proposal("tag", tag) for tag in suggestion.tags]
    for tag, near in suggestion.unknown:
        lines.append(f"  # there is no tag {tag!r}" + (f"; did you mean {near!r}?" if near else ""))
    if topics != list(paper.topics):
        lines.append(f"topics: {flow(topics)}")
    if suggestion.tags:
        tags = [*suggestion.kept, *(proposal.id for proposal in suggestion.tags)]
        lines.append(f"tags: {flow(tags)}")
    return "\n".join([*lines, "", ""])


def _proposal(what: str, proposal: Proposal) -> str:
    words = f", for: {', '.join(proposal.words)}" if proposal.words else ""
    return f"  # {what} {proposal.id} ({proposal.score:+.2f}{words})"
