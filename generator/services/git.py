"""Git: what it keeps of the content, now, earlier and since when, and commits on new branches."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from generator.model.problems import BrokenEnvironment
from generator.services.commands import Runner

_REMOTE = re.compile(
    r"(?:(?:https?|ssh|git)://(?:[^@/]*@)?|[\w.-]+@)(?P<host>[A-Za-z0-9.-]+\.[a-z]{2,})(?::\d+)?[/:]"
    r"(?P<path>[\w.~-]+(?:/[\w.~-]+?)+)(?:\.git)?/?",
    re.ASCII,
)
_FILES = ("100644", "100755")
# No credentials are kept in the checkout: git asks gh for the token of this step.
_WITH_TOKEN = ("git", "-c", "credential.helper=", "-c", "credential.helper=!gh auth git-credential")


def base_commit(content: Path, revision: str) -> str:
    """The full id of the commit where the current one branched off from the revision.

    So GitHub compares a pull request: what others changed since is not counted. Raises
    `BrokenEnvironment` without git, outside a checkout, and for a revision that is unknown.
    """
    _git(content, "rev-parse", "--show-prefix")  # says that there is no checkout
    if revision.startswith("-") or not revision.strip():
        raise BrokenEnvironment(f"{revision!r} is no revision")
    found = _try(content, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if found is None:
        raise BrokenEnvironment(
            f"git knows no revision {revision!r}; `git fetch` it, or name another with --base"
        )
    commit = found.decode().strip()
    base = _try(content, "merge-base", commit, "HEAD")
    return base.decode().strip() if base else commit


def files_at(content: Path, commit: str) -> dict[str, bytes]:
    """The regular files that `content` had at a commit, by path, in git's order.

    Symbolic links and submodules are left out, and so are names that lead out of the
    directory. Raises `BrokenEnvironment` as `base_commit` does.
    """
    prefix = _git(content, "rev-parse", "--show-prefix").decode().rstrip("\n")
    listing = _git(content, "ls-tree", "-r", "-z", "--full-tree", commit, "--", f"{prefix or '.'}")
    wanted: dict[str, str] = {}
    for row in filter(None, listing.split(b"\0")):
        fields, _, name = row.partition(b"\t")
        mode, kind, blob = fields.decode().split()
        path = PurePosixPath(os.fsdecode(name).removeprefix(prefix))
        if mode in _FILES and kind == "blob" and not path.is_absolute() and ".." not in path.parts:
            wanted[str(path)] = blob
    return dict(zip(wanted, _blobs(content, list(wanted.values())), strict=True))


def in_checkout(folder: Path) -> bool:
    """Whether the folder is part of a Git checkout with a commit."""
    return _try(folder, "rev-parse", "--verify", "--quiet", "HEAD") is not None


def tracked(folder: Path, paths: Sequence[str]) -> list[str]:
    """The files that Git keeps at or below these paths, relative to the folder, sorted."""
    return sorted(_names(_git(folder, "--literal-pathspecs", "ls-files", "-z", "--", *paths)))


def uncommitted(folder: Path, paths: Sequence[str]) -> list[str]:
    """The files at or below these paths whose present content no commit has.

    Files that Git does not know are among them, ignored and deleted ones are
    not. They are named relative to the checkout's root, sorted.
    """
    command = ("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames")
    rows = _names(_git(folder, "--literal-pathspecs", *command, "--", *paths))
    return sorted(row[3:] for row in rows if row[1] != "D" and row[:2] != "D ")


def revision(content: Path) -> str:
    """The full id of the commit that is checked out, empty where the history is not whole.

    That is without git, outside a checkout, before the first commit, and in a shallow clone,
    whose oldest commit seems to have made every file.
    """
    try:
        found = _try(content, "rev-parse", "--is-shallow-repository", "HEAD")
    except BrokenEnvironment:
        return ""
    shallow, _, commit = (found or b"true").decode().partition("\n")
    return "" if shallow == "true" else commit.strip()


def web_address(folder: Path) -> str:
    """The address at which a browser finds the repository `origin`; empty where it has none.

    What a person or a program signs in with is not in it.
    """
    found = (_try(folder, "config", "--get", "remote.origin.url") or b"").decode("utf-8", "replace")
    place = _REMOTE.fullmatch(found.strip())
    return f"https://{place['host']}/{place['path']}" if place else ""


def last_changes(content: Path) -> dict[str, datetime]:
    """When each file below `content` was last committed (UTC), by its path there.

    One call of git, whatever the number of files. Raises as `extract` does.
    """
    listing = _git(
        *(content, "log", "--relative", "--name-only", "--no-renames", "-z"),
        *("--format=%x01%ct", "--", "."),
    )
    found: dict[str, datetime] = {}
    time = datetime.fromtimestamp(0, UTC)
    for item in listing.split(b"\0"):
        mark, begins_commit, rest = item.partition(b"\1")
        if begins_commit and not mark:
            time = datetime.fromtimestamp(int(rest), UTC)
        elif name := os.fsdecode(item.removeprefix(b"\n")):
            found.setdefault(name, time)
    return found


def head(call: Runner) -> str:
    """The full id of the commit that is checked out."""
    return call(["git", "rev-parse", "HEAD"], "").strip()


def remote_tip(branch: str, call: Runner) -> str:
    """The full id of the last commit of a branch at `origin`; empty when there is no branch."""
    found = call([*_WITH_TOKEN, "ls-remote", "--heads", "origin", f"refs/heads/{branch}"], "")
    return found.split()[0] if found.split() else ""


def commit_on(branch: str, path: str, message: str, author: tuple[str, str], call: Runner) -> None:
    """Commit one file on a new branch from the current commit; an old branch is replaced.

    The author is a name and an address.
    """
    name, address = author
    call(["git", "switch", "--force-create", branch], "")
    call(["git", "add", "--", path], "")
    call(["git", "-c", f"user.name={name}", "-c", f"user.email={address}",
          "commit", "--message", message], "")  # fmt: skip


def push(branch: str, tip: str, call: Runner) -> None:
    """Put the current commit on the branch at `origin`, whose last commit must still be `tip`.

    An empty tip means that there must be no such branch. The server refuses otherwise.
    """
    lease = f"--force-with-lease=refs/heads/{branch}:{tip}"
    call([*_WITH_TOKEN, "push", lease, "origin", f"HEAD:refs/heads/{branch}"], "")


def _names(listing: bytes) -> list[str]:
    return [os.fsdecode(row) for row in listing.split(b"\0") if row]


def _blobs(content: Path, blobs: list[str]) -> list[bytes]:
    """The contents of blobs, in the given order. Format: git-cat-file(1), `--batch`."""
    answer = _git(content, "cat-file", "--batch", stdin="".join(f"{b}\n" for b in blobs).encode())
    found, at = [], 0
    for _ in blobs:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[2])
        found.append(answer[end + 1 : end + 1 + size])
        at = end + size + 2
    return found


def _git(content: Path, *args: str, stdin: bytes = b"") -> bytes:
    done = _run(content, args, stdin)
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise BrokenEnvironment(f"git: {words[0] if words else 'failed'}")
    return done.stdout


def _try(content: Path, *args: str) -> bytes | None:
    done = _run(content, args, b"")
    return None if done.returncode else done.stdout


def _run(content: Path, args: tuple[str, ...], stdin: bytes) -> subprocess.CompletedProcess[bytes]:
    if not content.is_dir():
        raise BrokenEnvironment(f"there is no directory {content}; name it with --content")
    try:
        return subprocess.run(
            ["git", "-C", str(content), *args], input=stdin, capture_output=True, check=False
        )
    except OSError as error:
        raise BrokenEnvironment("git is needed for this command") from error
