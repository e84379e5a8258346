"""The form "Suggest tags", as the site, people and attackers fill it in."""

import functools
import json
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import Settings
from generator.cli import suggestion as cli
from generator.importers.issue_text import Issue
from generator.importers.tag_form import LABEL, suggest_tags
from generator.model.models import Catalog
from generator.services import github
from tests.support import TOY
from tests.unit.importers.fake_github import GitHub

PAPER = "layer-normalization"
NOW = "layer-normalization, recurrent-networks, method"
TAGS = f"-tags: [{NOW}]\n+tags: [layer-normalization, survey, batch-normalization]"
WHY = "It compares <b>with</b> @batch normalisation."


def form(paper: str = PAPER, change: str = TAGS, why: str = WHY) -> str:
    return f"### Paper\n\n{paper}\n\n### Change\n\n```diff\n{change}\n```\n\n### Why\n\n{why}\n"


class Project:
    """The toy list in a folder, and the command on an issue about it."""

    def __init__(self, folder: Path) -> None:
        self.content = Path(shutil.copytree(TOY, folder / "content"))
        self.config = folder / "mkdocs.yml"
        self.config.write_text("site_name: x\n", "utf-8")
        self.event = folder / "event.json"
        self.github = GitHub()

    def paper(self, paper: str = PAPER) -> Path:
        return self.content / "papers" / f"{paper}.yml"

    def submit(self, body: str) -> str:
        issue = {"number": 12, "body": body, "created_at": "2026-11-20T10:00:00Z"}
        issue["labels"] = [{"name": LABEL}]
        self.event.write_text(json.dumps({"issue": issue}), "utf-8")
        arguments = ["--event", str(self.event), "--submit"]
        done = CliRunner().invoke(
            cli.command, arguments, obj=Settings(self.content, self.config), catch_exceptions=False
        )
        assert done.exit_code == 0
        return self.github.comments[1]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    made = Project(tmp_path)
    for name in ("propose", "answer", "find_request"):
        monkeypatch.setattr(cli, name, functools.partial(getattr(github, name), call=made.github))
    return made


def changed_lines(before: str, after: str) -> list[str]:
    rows = zip(before.split("\n"), after.split("\n"), strict=True)
    return [f"{old} → {new}" for old, new in rows if old != new]


def test_a_suggestion_becomes_a_request_with_this_line_alone(project: Project) -> None:
    before = project.paper().read_text("utf-8")
    others = {p: p.read_bytes() for p in project.content.rglob("*.yml") if p != project.paper()}
    answer = project.submit(form())
    assert "proposed in #40" in answer
    assert changed_lines(before, project.paper().read_text("utf-8")) == [
        f"tags: [{NOW}] → tags: [layer-normalization, survey, batch-normalization]"
    ]
    assert {p: p.read_bytes() for p in others} == others
    assert not list(project.content.glob(".*journal*"))
    [add] = project.github.lines("git", "add")
    assert add == ["git", "add", "--", project.paper().as_posix()]
    [(_, request)] = [row for row in project.github.calls if row[0][:3] == ["gh", "pr", "create"]]
    assert "closes #12" in request
    assert "+tags: [layer-normalization, survey, batch-normalization]\n```" in request
    assert "<b>" not in request
    assert "@batch" not in request


def test_home_and_tags_change_together(project: Project) -> None:
    before = project.paper().read_text("utf-8")
    project.submit(form(change=f"-topics: [normalization]\n+topics: [architectures]\n{TAGS}"))
    assert len(changed_lines(before, project.paper().read_text("utf-8"))) == 2


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("", "**Paper** is missing."),
        (form(paper="no-such-paper"), "no paper `no-such-paper`"),
        (form(paper="../../etc/passwd"), "not the last part"),
        (form(paper="$(id)"), "not the last part"),
        (form(change="tags: [a]"), "**Change**, line 1"),
        (form(change="-tags: [a]\n+tags: [$(id)]"), "**Change**, line 2"),
        (form(change="-tags: [a]\n+tags: [-a]"), "cannot be an id"),
        (form(change="-tags: [a]\n+tags: [b, b]"), "repeats"),
        (form(change="-tags: [a]\n-tags: [b]"), "repeats"),
        (form(change="-tags: [a]\n+topics: [b]"), "needs the line before"),
        (form(change=f"-tags: [a]\n+tags: [{'a' * 2001}]"), "**Change**, line 2"),
        (form(change="-abstract: [a]\n+abstract: [b]"), "**Change**, line 1"),
        (form(change="-tags: [a]\n+tags: [b]\n```\n\n@all ![x](http://y)"), "**Change**, line 3"),
        (form(change=f"-tags: [{NOW}]\n+tags: [method, surveys]"), "no tag 'surveys'; did you"),
        (form(change="-topics: [normalization]\n+topics: [x]"), "no topic 'x'"),
        (form(change="-tags: [method]\n+tags: [survey]"), "changed meanwhile"),
        (form(change=f"-tags: [x]\n+tags: [{NOW}]"), "says this already"),
        (form(why="x"), "**Why** needs at least 3"),
        (form(why="x" * 601), "**Why** has 601"),
    ],
)
def test_what_cannot_be_taken_is_answered(project: Project, body: str, says: str) -> None:
    before = project.paper().read_bytes()
    answer = project.submit(body).replace("&#39;", "'")
    assert says in answer
    assert "@all" not in answer
    assert project.paper().read_bytes() == before
    assert project.github.lines("push") == []


def test_a_paper_that_was_renamed_is_named(project: Project) -> None:
    text = project.paper().read_text("utf-8")
    project.paper().write_text(text.replace("added:", "aliases: [old-name]\nadded:"), "utf-8")
    assert "is now `layer-normalization`" in project.submit(form(paper="old-name"))


def test_what_the_checks_refuse_is_taken_back(project: Project) -> None:
    limits = project.content / "limits.yml"
    limits.write_text("tags_per_paper: [1, 3]\npaper_types_per_paper: [0, 7]\n", "utf-8")
    before = project.paper().read_bytes()
    answer = project.submit(form(change=f"-tags: [{NOW}]\n+tags: [{NOW}, survey]"))
    assert "`too-many-tags`" in answer
    assert project.paper().read_bytes() == before
    assert project.github.lines("push") == []


def test_an_edited_issue_changes_its_one_answer(project: Project) -> None:
    project.submit(form(paper="no-such-paper"))
    project.submit(form(change=f"-tags: [{NOW}]\n+tags: [surveys]"))
    assert list(project.github.comments) == [1]
    project.submit(form())
    assert list(project.github.comments) == [1]
    assert "proposed in #40" in project.github.comments[1]


HOSTILE = [
    "$(touch /tmp/owned)", "`id`", "${{ secrets.X }}", "\n### Change\n\n-tags: [a]\n+tags: [b]",
    "\n### Why\n\n<img src=x onerror=alert(1)>", "@everyone", "\0\u202e", "--upload-pack=evil",
    "```\n</details>", "!!python/object:os.system", "::set-output name=a::b",
]  # fmt: skip


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_text_is_part_of_nothing(project: Project, evil: str) -> None:
    before = project.paper().read_bytes()
    for body in (form(paper=PAPER + evil), form(change=TAGS + evil), form(why=WHY + evil)):
        project.submit(body)
    if project.paper().read_bytes() != before:
        assert evil.encode() not in project.paper().read_bytes()
    words = [w for line, _ in project.github.calls for w in line if "--jq" not in line]
    own = ("bot", "body=@-")
    assert not [w for w in words if set(w) & set("$`<@|") and not any(name in w for name in own)]
    texts = [*project.github.comments.values(), *(text for _, text in project.github.calls)]
    assert not any(
        sign in text for text in texts for sign in ("<img", "@everyone", "</details>\n\n")
    )


@settings(max_examples=60)
@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_any_answers_are_answered(paper: str, change: str, why: str) -> None:

    result = suggest_tags(
        Issue(1, form(paper, change, why), date(2026, 1, 1)), Catalog({}, {}, {}), {}
    )
    assert result.paper_id is None
    assert result.answer


def test_the_pull_request_carries_the_diff_alone(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def git(*words: str) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=n", "-c", "user.email=n@example.org", *words],
            cwd=project.content.parent, capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        return done.stdout

    git("init", "--quiet", "--initial-branch", "main")
    git("add", ".")
    git("commit", "--quiet", "--message", "x")
    monkeypatch.chdir(project.content.parent)

    def call(words: Sequence[str], stdin: str = "") -> str:
        local = words[0] == "git" and not {"push", "ls-remote"} & set(words)
        return git(*words[1:]) if local else project.github(words, stdin)

    monkeypatch.setattr(cli, "propose", functools.partial(github.propose, call=call))
    (project.content / "an-editor-left.txt").write_text("x", "utf-8")
    project.submit(form())
    assert git("diff", "--stat", "--numstat", "main", "suggestion-12").split()[:3] == [
        "1", "1", f"content/papers/{PAPER}.yml",
    ]  # fmt: skip
    assert len(git("diff", "--name-only", "main", "suggestion-12").split()) == 1
