"""Git and GitHub's own command line, called without a shell: every argument is one word."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.model.problems import BrokenEnvironment

Runner = Callable[[Sequence[str], str], str]
"""Words of a command and its standard input → its output; raises `BrokenEnvironment`."""

_API = "repos/{owner}/{repo}"
"""`gh` puts in the repository of the checkout."""
_BOT = "github-actions[bot]"
_MAIL = f"41898282+{_BOT}@users.noreply.github.com"
_MARK = "<!-- reading-list: answer -->"
# No credentials are kept in the checkout: git asks gh for the token of this step.
_GIT = ("git", "-c", "credential.helper=", "-c", "credential.helper=!gh auth git-credential")


@dataclass(frozen=True, slots=True)
class Request:
    """A pull request."""

    number: int
    is_open: bool


class Outcome(StrEnum):
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

    outcome: Outcome
    request: int | None


def run(words: Sequence[str], stdin: str = "") -> str:
    """Run a command; raises `BrokenEnvironment` with its last words when it is missing or fails."""
    try:
        done = subprocess.run(
            words, input=stdin, capture_output=True, encoding="utf-8", check=False
        )
    except OSError as error:
        raise BrokenEnvironment(f"{words[0]} is needed for this and cannot be run") from error
    if done.returncode:
        last = (done.stderr or done.stdout).strip()[-1000:]
        raise BrokenEnvironment(f"{' '.join(words[:3])} failed: {last}")
    return done.stdout


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


def find_request(branch: str, call: Runner = run) -> Request | None:
    """The latest pull request from this branch of this repository; those from forks do not count.

    Source: docs.github.com, REST API, `List pull requests`.
    """
    found = call(
        ["gh", "api", f"{_API}/pulls?state=all&head={{owner}}:{branch}",
         "--jq", '.[] | "\\(.number) \\(.state)"'], "",
    ).split()  # fmt: skip
    return Request(int(found[0]), is_open=found[1] == "open") if found else None


def propose(branch: str, path: str, message: str, body: str, call: Runner = run) -> Proposed:
    """Put one new file on a branch of its own, and open or update its pull request.

    The branch is replaced when every commit on it is the workflow's. What a person committed
    there is kept, and a pull request that was closed stays closed: nothing is pushed then.
    `branch`, `path` and `message` must be ours: ids and numbers.
    """
    request = find_request(branch, call)
    if request and not request.is_open:
        return Proposed(Outcome.CLOSED, request.number)
    found = call([*_GIT, "ls-remote", "--heads", "origin", f"refs/heads/{branch}"], "").split()
    tip = found[0] if found else ""
    if tip and not _is_ours(branch, call):
        return Proposed(Outcome.EDITED, request.number if request else None)
    call(["git", "switch", "--force-create", branch], "")
    call(["git", "add", "--", path], "")
    call(["git", "-c", f"user.name={_BOT}", "-c", f"user.email={_MAIL}",
          "commit", "--message", message], "")  # fmt: skip
    # Refused by the server when somebody pushed since: an empty tip means that there is no branch.
    lease = f"--force-with-lease=refs/heads/{branch}:{tip}"
    call([*_GIT, "push", lease, "origin", f"HEAD:refs/heads/{branch}"], "")
    if request:
        call(["gh", "api", "--silent", "--method", "PATCH", f"{_API}/pulls/{request.number}",
              "--raw-field", f"title={message}", "--field", "body=@-"], body)  # fmt: skip
        return Proposed(Outcome.UPDATED, request.number)
    address = call(
        ["gh", "pr", "create", "--head", branch, "--title", message, "--body-file", "-"], body
    )
    number = address.strip().rpartition("/")[2]
    return Proposed(Outcome.OPENED, int(number) if number.isdecimal() else None)


def _is_ours(branch: str, call: Runner) -> bool:
    """Whether the workflow made every commit that the branch has and this checkout has not."""
    here = call(["git", "rev-parse", "HEAD"], "").strip()
    people = call(
        ["gh", "api", f"{_API}/compare/{here}...{branch}",
         "--jq", '.commits[] | (.author.login // "?"), (.committer.login // "?")'], "",
    ).split()  # fmt: skip
    return set(people) <= {_BOT}
