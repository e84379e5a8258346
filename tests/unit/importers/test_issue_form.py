"""Forms as people and attackers fill them in."""

import functools
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import Settings
from generator.cli import suggestion as cli
from generator.content.paper_yaml import to_yaml
from generator.edit.paper_files import PaperFile, read_paper
from generator.importers.issue_form import LABELS, suggest_paper
from generator.importers.issue_text import Issue, Suggested, branch, read_event, read_form
from generator.model.models import Paper
from generator.model.problems import BrokenEnvironment
from generator.services import commands, github
from generator.text.slugs import is_slug
from generator.text.venue_spellings import VenueTable
from tests.unit.importers.fake_github import BOT, GitHub

ABSTRACT = "Training deep networks is expensive. We normalise over the features of one example."
WHY = "It is the normalisation that transformers use."


def form(
    title: str = "Root Mean Square Layer Normalization",
    link: str = "https://arxiv.org/abs/1910.07467v1",
    abstract: str = ABSTRACT,
    why: str = WHY,
) -> str:
    return (
        f"### Title\n\n{title}\n\n### Link\n\n{link}\n\n"
        f"### Abstract\n\n{abstract}\n\n### Why it belongs\n\n{why}\n"
    )


def suggested(body: str, papers: dict[str, PaperFile] | None = None) -> Suggested:
    issue = Issue(7, body, date(2026, 11, 20))
    return suggest_paper(issue, papers or {}, VenueTable({}))


def listed(paper: Paper) -> dict[str, PaperFile]:
    found, _ = read_paper(paper.id, to_yaml(paper).encode(), "x")
    return {paper.id: found}


def test_a_form_becomes_a_file() -> None:
    result = suggested(form())
    assert result.paper_id == "root-mean-square-layer-normalization"
    assert (
        result.text
        == f"""\
# yaml-language-server: $schema=../schema/paper.schema.json
title: Root Mean Square Layer Normalization
arxiv: "1910.07467"
topics: []
tags: []
note: {WHY}
added: 2026-11-20
abstract: |
  {ABSTRACT}
"""
    )
    assert "closes #7" in result.answer


@pytest.mark.parametrize(
    ("link", "fields"),
    [
        ("1910.07467", {"arxiv": "1910.07467"}),
        ("https://arxiv.org/pdf/1910.07467v2.pdf", {"arxiv": "1910.07467"}),
        ("arXiv:1910.07467", {"arxiv": "1910.07467"}),
        ("https://doi.org/10.1162/neco.1997.9.8.1735", {"doi": "10.1162/neco.1997.9.8.1735"}),
        ("https://openreview.net/forum?id=abc", {"url": "https://openreview.net/forum?id=abc"}),
    ],
)
def test_the_link_goes_where_it_belongs(link: str, fields: dict[str, str]) -> None:
    values = yaml.safe_load(suggested(form(link=link)).text)
    assert {key: values[key] for key in ("arxiv", "doi", "url") if key in values} == fields


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("", "**Title** is missing."),
        ("### Title\n\n_No response_\n", "**Title** is missing."),
        (form(link="_No response_"), "**Link** is missing."),
        (form(link=""), "**Link** is missing."),
        (form(title="x"), "**Title** needs"),
        (form(abstract="Too short."), "**Abstract** needs"),
        (form(abstract="x" * 10_001), "**Abstract** has 10,001"),
        (form(title="x" * 301), "**Title** has 301"),
        (form(why="x"), "**Why it belongs** needs"),
        (form(link="javascript:alert(1)"), "**Link** is no"),
        (form(link="https://arxiv.org/abs/N/A"), "**Link** is no"),
        (form(link="https://[evil"), "**Link** is no"),
        (form(link="http://localhost/x"), "**Link** leads to a name"),
        (form(link="9999.99999"), "**Link** is no"),
        (form(link="https://arxiv.org/abs/1"), "**Link** is no"),
        (form(link="https://arxiv.org@evil.example/abs/1607.06450"), "**Link** has an @"),
        (form(link="http://169.254.169.254/"), "**Link** leads to a number"),
        (form(link="https://x.y/$(id) `id`"), "**Link** is no"),
    ],
)
def test_what_is_missing_or_malformed_is_said(body: str, says: str) -> None:
    result = suggested(body)
    assert (result.paper_id, result.text) == (None, "")
    assert says in result.answer


@pytest.mark.parametrize(
    "known",
    [
        Paper("known", "ROOT mean-square layer normalization!", "x"),
        Paper("known", "Another title", "x", arxiv="1910.07467"),
    ],
)
def test_a_paper_listed_already_is_named(known: Paper) -> None:
    result = suggested(form(), listed(known))
    assert result.paper_id is None
    assert "`content/papers/known.yml`" in result.answer


def test_a_title_nearly_the_same_is_left_to_the_curators() -> None:
    known = Paper("known", "Root Mean Square Layer Normalisation", "x")
    result = suggested(form(), listed(known))
    assert result.paper_id is not None
    assert "nearly that of known" in result.answer


HOSTILE = [
    "$(touch /tmp/owned)", "`id`", "'; rm -rf / #", "../../.github/workflows/evil",
    "${{ secrets.X }}",
    "a\n### Link\n\nhttps://evil.example", "x\n::set-output name=a::b", "EOF\nbranch=main",
    "--upload-pack=evil", "con", "@everyone <img src=x onerror=alert(1)>", "a\0b\u202ec",
    "tags: [x]\nsources: []", "!!python/object:os.system", "&a [*a, *a]", "| | |", "\\u0000",
    "---\n",
]  # fmt: skip


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_text_stays_a_value(evil: str) -> None:
    body = form(title=f"Title {evil}", abstract=f"{ABSTRACT} {evil}", why=f"{WHY} {evil}")
    result = suggested(body)
    if result.paper_id is None:
        assert "evil" not in result.answer
        return
    assert is_slug(result.paper_id)
    values = yaml.safe_load(result.text)
    assert set(values) <= {
        "title", "arxiv", "url", "topics", "tags", "note", "added", "abstract",
    }  # fmt: skip
    assert values["topics"] == values["tags"] == []
    assert values["added"] == date(2026, 11, 20)
    assert all(c.isprintable() for c in values["title"] + values["note"])
    assert "<img" not in result.answer
    assert "@everyone" not in result.answer


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_any_body_gives_an_answer(body: str) -> None:
    result = suggested(body)
    assert result.paper_id is None
    assert result.answer


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=3, max_size=80), st.text(min_size=60, max_size=200))
def test_any_answers_give_a_file_that_can_be_read_back(title: str, abstract: str) -> None:
    result = suggested(form(title=title, abstract=abstract))
    if result.paper_id:
        assert is_slug(result.paper_id)
        _, problem = read_paper(result.paper_id, result.text.encode(), "x")
        assert problem is None


def test_a_label_within_an_answer_does_not_cut_it() -> None:
    answers = read_form(form(abstract=f"{ABSTRACT}\n\n### Why it belongs\n\nno"), LABELS)
    assert answers["Why it belongs"] == WHY
    assert answers["Abstract"].endswith("no")


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b'{"issue": 1}',
     b'{"issue": {"number": "1; id", "body": "", "created_at": ""}}',
     b'{"issue": {"number": true, "body": "", "created_at": "2026-11-20T00:00:00Z"}}'],
)  # fmt: skip
def test_an_event_without_an_issue_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenEnvironment):
        read_event(data)


@dataclass
class Project:
    """A list in a folder, and the command on an issue of it."""

    folder: Path
    github: GitHub

    def submit(self, body: str) -> str:
        """Run the command as the workflow does, on a fresh checkout."""
        papers = self.folder / "content" / "papers"
        shutil.rmtree(papers, ignore_errors=True)
        papers.mkdir(parents=True)
        config = self.folder / "mkdocs.yml"
        config.write_text("site_name: x\n", "utf-8")
        event = self.folder / "event.json"
        created = "2026-11-20T10:00:00Z"
        event.write_text(
            json.dumps({"issue": {"number": 12, "body": body, "created_at": created}}), "utf-8"
        )
        done = CliRunner().invoke(
            cli.command,
            ["--event", str(event), "--submit"],
            obj=Settings(self.folder / "content", config),
            catch_exceptions=False,
        )
        assert done.exit_code == 0
        return done.output


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    fake = GitHub()
    for name in ("propose", "answer", "find_request"):
        monkeypatch.setattr(cli, name, functools.partial(getattr(github, name), call=fake))
    return Project(tmp_path, fake)


def test_the_commands_words_are_ids_and_numbers(project: Project) -> None:
    project.submit(form(title="Evil $(id) | @all", why=f"{WHY} `id` <img>"))
    calls = project.github.calls
    words = [word for line, _ in calls for word in line if "--jq" not in line]
    assert "suggestion-12" in words
    assert not any(sign in word for word in words for sign in "$`<@|" if "bot" not in word)
    assert not any("Evil" in word or "all" in word.split() for word in words)
    [(_, pull_request)] = [row for row in calls if row[0][:3] == ["gh", "pr", "create"]]
    assert "closes #12" in pull_request
    assert "papers/evil-id-all/" in pull_request
    assert "<img" not in pull_request


def test_a_first_suggestion_opens_a_request_and_is_answered(project: Project) -> None:
    project.submit(form())
    assert len(project.github.comments) == 1
    assert "proposed in #40" in project.github.comments[1]
    [push] = project.github.lines("push")
    assert "--force-with-lease=refs/heads/suggestion-12:" in push
    assert "credential.helper=!gh auth git-credential" in push


def test_every_edit_changes_the_one_answer(project: Project) -> None:
    for body in (form(link=""), form(link="http://127.0.0.1/x"), form(abstract="no"), form()):
        project.submit(body)
        assert list(project.github.comments) == [1]
    assert "proposed in #40" in project.github.comments[1]
    assert "missing" not in project.github.comments[1]


def test_an_edit_changes_the_request_that_is_open(project: Project) -> None:
    project.submit(form())
    project.submit(form(title="Another Title of It"))
    fake = project.github
    assert len(fake.lines("gh", "pr", "create")) == 1
    assert "--force-with-lease=refs/heads/suggestion-12:1234abcd" in fake.lines("push")[1]
    [(words, body)] = [row for row in fake.calls if "repos/{owner}/{repo}/pulls/40" in row[0]]
    assert "title=content: Add another-title-of-it (suggested in #12)" in words
    assert "papers/another-title-of-it/" in body
    assert "proposed in #40" in fake.comments[1]


def test_what_a_person_committed_to_the_branch_is_kept(project: Project) -> None:
    project.submit(form())
    project.github.committers = [BOT, BOT, "a-curator", "web-flow"]
    project.submit(form(title="Another Title of It"))
    assert len(project.github.lines("push")) == 1
    assert "Somebody has worked on #40" in project.github.comments[1]


def test_a_request_that_was_closed_stays_closed(project: Project) -> None:
    project.github.requests = [(40, "closed")]
    project.submit(form())
    assert project.github.lines("push") == []
    assert "#40 was closed" in project.github.comments[1]


def test_an_edit_that_is_refused_says_that_the_request_stays(project: Project) -> None:
    project.submit(form())
    project.submit(form(link="ftp://example.org/x"))
    assert "**Link** does not begin" in project.github.comments[1]
    assert "#40 stays as it was" in project.github.comments[1]


def test_what_the_checks_refuse_is_refused_in_the_answer(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Suggested("some-paper", "title: A Paper\narxiv: '1'\nabstract: x\n<b>: 1\n", "")
    monkeypatch.setattr(cli, "suggest_paper", lambda *_: wrong)
    project.submit(form())
    assert "`arxiv-id`" in project.github.comments[1]
    assert "<b>" not in project.github.comments[1].removeprefix("<!--")
    assert project.github.lines("push") == []
    assert list((project.folder / "content" / "papers").iterdir()) == []


def test_git_replaces_the_branch_of_its_own_commits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    remote, work = tmp_path / "remote.git", tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    commands.run(["git", "init", "--quiet", "--bare", str(remote)])
    commands.run(["git", "init", "--quiet", "--initial-branch", "main"])
    commands.run(["git", "remote", "add", "origin", str(remote)])
    commands.run(["git", "-c", "user.name=n", "-c", "user.email=n@example.org",
               "commit", "--quiet", "--allow-empty", "--message", "x"])  # fmt: skip
    fake = GitHub()

    def call(words: Sequence[str], stdin: str = "") -> str:
        return fake(words, stdin) if words[0] == "gh" else commands.run(words, stdin)

    outcomes = []
    for name in ("first.yml", "second.yml"):
        commands.run(["git", "switch", "--quiet", "main"])
        (work / name).write_text("title: x\n", "utf-8")
        outcomes.append(github.propose("suggestion-12", name, f"Add {name}", "body", call).outcome)
    assert outcomes == [github.ProposalOutcome.OPENED, github.ProposalOutcome.UPDATED]
    listing = ["git", "ls-tree", "--name-only", "-r", "origin/suggestion-12"]
    commands.run(["git", "fetch", "--quiet", "origin"])
    assert commands.run(listing).split() == ["second.yml"]


def test_the_branch_is_named_by_the_number() -> None:
    assert branch(Issue(3, "$(id)", date(2026, 1, 1))) == "suggestion-3"


def test_one_issue_is_kept_and_the_text_goes_by_standard_input() -> None:
    calls: list[tuple[list[str], str]] = []

    def call(words: Sequence[str], stdin: str) -> str:
        calls.append((list(words), stdin))
        return "41\n" if words[1:3] == ["issue", "list"] and known else ""

    known = True
    github.keep_issue("Title", "links", "body", call)
    assert calls[-1] == (["gh", "issue", "edit", "41", "--body-file", "-"], "body")
    known = False
    github.keep_issue("Title", "links", "body", call)
    assert calls[-1][0][:3] == ["gh", "issue", "create"]
    assert calls[-1][1] == "body"


def test_a_missing_program_is_a_broken_environment() -> None:
    with pytest.raises(BrokenEnvironment, match="cannot be run"):
        commands.run(["no-such-program-here", "x"])
    with pytest.raises(BrokenEnvironment, match="git nonsense failed"):
        commands.run(["git", "nonsense"])
