"""Git and GitHub's own command line, called without a shell: every argument is one word."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence

from generator.model.problems import BrokenEnvironment

Runner = Callable[[Sequence[str], str], str]
"""Words of a command and its standard input → its output; raises `BrokenEnvironment`."""


def run(words: Sequence[str], stdin: str = "") -> str:
    """Run a command; raises `BrokenEnvironment` with its last words when it is missing or fails."""
    try:
        done = subprocess.run(words, input=stdin, capture_output=True, text=True, check=False)
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


def comment(issue: int, body: str, call: Runner = run) -> None:
    """Answer on an issue."""
    call(["gh", "issue", "comment", str(issue), "--body-file", "-"], body)


def propose(branch: str, path: str, message: str, body: str, call: Runner = run) -> bool:
    """Put one new file on a branch of its own and open a pull request; False if there is one.

    `branch`, `path` and `message` must be ours: ids and numbers.
    """
    if call(["git", "ls-remote", "--heads", "origin", branch], "").strip():
        return False
    name = "github-actions[bot]"
    mail = "41898282+github-actions[bot]@users.noreply.github.com"
    call(["git", "switch", "--create", branch], "")
    call(["git", "add", "--", path], "")
    call(["git", "-c", f"user.name={name}", "-c", f"user.email={mail}",
          "commit", "--message", message], "")  # fmt: skip
    call(["git", "push", "origin", f"HEAD:refs/heads/{branch}"], "")
    call(["gh", "pr", "create", "--head", branch, "--title", message, "--body-file", "-"], body)
    return True
