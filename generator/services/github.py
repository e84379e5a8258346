"""Issues and pull requests at GitHub, through its own command line `gh`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.services import git
from generator.services.commands import Runner, run

_API = "repos/{owner}/{repo}"
"""`gh` puts in the repository of the checkout."""
_BOT = "github-actions[bot]"
_MAIL = f"41898282+{_BOT}@users.noreply.github.com"
_MARK = "<!-- reading-list: answer -->"


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request."""

    number: int
    is_open: bool


class ProposalOutcome(StrEnum):
    """What became of a file that was proposed."""

    OPENED = "opened"
    UPDATED = "updated"
    EDITED = "edited"
    """Somebody has committed to the branch: it stays as it is."""
    CLOSED = "closed"
    """The pull request was closed: it stays so."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What became of a file that was proposed, and in which pull request."""

    outcome: ProposalOutcome
    request: int | None


def keep_issue(title: str, label: str, body: str, call: Runner = run) -> None:
    """Make the open issue of this label say `body`; opens one when there is none.

    `body` goes by standard input. An issue without news is written all the
    same: GitHub sends no mail for an edit.
    """
    found = call(
        ["gh", "issue", "list", "--label", label, "--state", "open", "--limit", "1",
         "--json", "number", "--jq", ".[].number"], "",
    ).split()  # fmt: skip
    if found and found[0].isdecimal():
        call(["gh", "issue", "edit", found[0], "--body-file", "-"], body)
        return
    call(["gh", "label", "create", label, "--force"], "")
    call(["gh", "issue", "create", "--title", title, "--label", label, "--body-file", "-"], body)


def answer(issue: int, body: str, call: Runner = run) -> None:
    """Make our one comment on an issue say `body`; adds it when there is none.

    Ours is the one of the workflow's account that begins with a mark that no reader sees.
    """
    own = f'.user.login == "{_BOT}" and (.body | startswith("{_MARK}"))'
    found = call(
        ["gh", "api", "--paginate", f"{_API}/issues/{issue}/comments",
         "--jq", f".[] | select({own}) | .id"], "",
    ).split()  # fmt: skip
    text = f"{_MARK}\n{body}"
    if found and found[0].isdecimal():
        address = f"{_API}/issues/comments/{found[0]}"
        call(["gh", "api", "--silent", "--method", "PATCH", address, "--field", "body=@-"], text)
        return
    call(["gh", "issue", "comment", str(issue), "--body-file", "-"], text)


def find_request(branch: str, call: Runner = run) -> PullRequest | None:
    """The latest pull request from this branch of this repository; those from forks do not count.

    Source: docs.github.com, REST API, `List pull requests`.
    """
    found = call(
        ["gh", "api", f"{_API}/pulls?state=all&head={{owner}}:{branch}",
         "--jq", '.[] | "\\(.number) \\(.state)"'], "",
    ).split()  # fmt: skip
    return PullRequest(int(found[0]), is_open=found[1] == "open") if found else None


def propose(
    branch: str, path: str, message: str, body: str, call: Runner = run, *, again: bool = False
) -> Proposed:
    """Put a file, or a folder's changes, on a branch of their own, in one pull request.

    The branch is replaced when every commit on it is the workflow's. What a person committed
    there is kept. A pull request that was closed stays closed, and nothing is pushed; with
    `again` a new one is opened, since last week's was merged or refused.
    `branch`, `path` and `message` must be ours: ids and numbers.
    """
    request = find_request(branch, call)
    if request and not request.is_open and again:
        request = None
    if request and not request.is_open:
        return Proposed(ProposalOutcome.CLOSED, request.number)
    tip = git.remote_tip(branch, call)
    if tip and not _is_ours(branch, call):
        return Proposed(ProposalOutcome.EDITED, request.number if request else None)
    git.commit_on(branch, path, message, (_BOT, _MAIL), call)
    git.push(branch, tip, call)
    if request:
        call(["gh", "api", "--silent", "--method", "PATCH", f"{_API}/pulls/{request.number}",
              "--raw-field", f"title={message}", "--field", "body=@-"], body)  # fmt: skip
        return Proposed(ProposalOutcome.UPDATED, request.number)
    address = call(
        ["gh", "pr", "create", "--head", branch, "--title", message, "--body-file", "-"], body
    )
    number = address.strip().rpartition("/")[2]
    return Proposed(ProposalOutcome.OPENED, int(number) if number.isdecimal() else None)


def _is_ours(branch: str, call: Runner) -> bool:
    """Whether the workflow made every commit that the branch has and this checkout has not."""
    here = git.head(call)
    people = call(
        ["gh", "api", f"{_API}/compare/{here}...{branch}",
         "--jq", '.commits[] | (.author.login // "?"), (.committer.login // "?")'], "",
    ).split()  # fmt: skip
    return set(people) <= {_BOT}
