"""Commands that change many papers: `tags add`, `tags remove`, `topics move`, `tags suggest`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli import group
from generator.edit import journal
from tests.support import TOY, tree

BARE = """# yaml-language-server: $schema=../schema/paper.schema.json
title: A Survey of Recurrent Neural Networks  # as received
year: 2020
topics: []
tags: []  # later
abstract: |
  Recurrent neural networks and their gates are reviewed: a survey of recurrent networks.
"""
BARE_PAPER = "papers/a-survey-of-recurrent-neural-networks.yml"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TOY, "content")
    return Path("content")


@pytest.fixture
def bare(content: Path) -> Path:
    (content / BARE_PAPER).write_text(BARE, "utf-8")
    return content


def run(*arguments: str, keys: str = "") -> Result:
    return CliRunner().invoke(group, arguments, input=keys, catch_exceptions=False)


def changed(content: Path, before: Any) -> dict[str, str]:
    return {path: data.decode() for path, data in tree(content).items() if before[path] != data}


def test_a_tag_is_added_where_a_query_says_and_nothing_else_changes(content: Path) -> None:
    before = tree(content)
    done = run("tags", "add", "survey", "--where", "title:batchnorm")
    found = changed(content, before)
    assert "1 paper changed of 1 found" in done.stdout
    ((path, text),) = found.items()
    assert path.startswith("papers/training-batchnorm")
    old, new = before[path].decode().splitlines(), text.splitlines()
    different = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    assert [b for _, b in different] == [different[0][0].replace("]", ", survey]")]


def test_a_dry_run_shows_each_line_before_and_after(content: Path) -> None:
    before = tree(content)
    done = run("tags", "remove", "survey", "--where", "tag:survey", "--dry-run")
    assert "-tags: [recurrent-networks, survey]\n+tags: [recurrent-networks]\n" in done.stdout
    assert changed(content, before) == {}


def test_topics_move_and_the_home_stays_first(content: Path) -> None:
    before = tree(content)
    run("topics", "move", "normalization", "architectures", "--where", "year:2016..2021")
    found = changed(content, before)
    assert found
    assert all(
        "normalization" not in text.split("topics:")[1].split("\n")[0] for text in found.values()
    )
    assert all("topics: [architectures" in text for text in found.values())


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("tags", "add", "surveys", "--where", "year:2020"), "did you mean 'survey'?"),
        (("tags", "add", "survey", "--where", "year:20x"), "is no year"),
        (("tags", "add", "survey", "--where", " "), "asks for nothing"),
        (("tags", "add", "survey"), "--where"),
        (("topics", "move", "x", "architecture", "--where", "a"), "did you mean 'architectures'?"),
        (("tags", "suggest", "--ask", "--apply"), "exclude each other"),
        (("tags", "suggest", "--min-confidence", "2", "--apply"), "range"),
    ],
)
def test_wrong_usage_ends_with_2_and_changes_nothing(
    content: Path, arguments: tuple[str, ...], word: str
) -> None:
    before = tree(content)
    done = run(*arguments)
    assert done.exit_code == 2
    assert word in done.stderr
    assert changed(content, before) == {}


def test_a_killed_change_is_completed_by_the_other_command_too(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(journal, "replace_file", killed)
        CliRunner().invoke(group, ["tags", "add", "survey", "--where", "year:2015.."])
    assert journal.pending(content) is not None
    done = run("topics", "move", "x", "architectures", "--where", "nothing-at-all")
    assert "`tags add survey --where year:2015..` was killed half-way: completing" in done.stderr
    assert journal.pending(content) is None
    assert "survey" in (content / "papers" / "layer-normalization.yml").read_text("utf-8")


def test_proposals_are_json_one_object_a_paper(bare: Path) -> None:  # noqa: ARG001
    (row,) = json.loads(run("tags", "suggest", "--format", "json").stdout)
    assert list(row) == ["paper", "home", "tags"]
    assert row["paper"] == "a-survey-of-recurrent-neural-networks"
    proposals = [*row["home"], *row["tags"]]
    assert all(list(proposal) == ["id", "confidence", "reason"] for proposal in proposals)
    confidences = [tag["confidence"] for tag in row["tags"]]
    assert confidences == sorted(confidences, reverse=True)
    assert row["tags"][0]["id"] in ("recurrent-networks", "survey")
    assert "“" in row["tags"][0]["reason"]


def test_what_is_sure_enough_is_written(bare: Path) -> None:
    before = tree(bare)
    run("tags", "suggest", "--apply", "--min-confidence", "1")
    assert changed(bare, before) == {}
    rows = json.loads(run("tags", "suggest", "--format", "json").stdout)
    surest = rows[0]["tags"][0]
    least = str(surest["confidence"])
    dry = run("tags", "suggest", "--apply", "--min-confidence", least, "--dry-run")
    sure = [t["id"] for t in rows[0]["tags"] if t["confidence"] >= surest["confidence"]]
    assert f"+tags: [{', '.join(sure)}]  # later" in dry.stdout
    assert changed(bare, before) == {}
    run("tags", "suggest", "--apply", "--min-confidence", least)
    text = changed(bare, before)[BARE_PAPER]
    assert f"tags: [{', '.join(sure)}]  # later\n" in text
    assert text.split("topics:")[0] == BARE.split("topics:")[0]


def _asked(keys: str) -> Result:
    return run("tags", "suggest", "--ask", keys=keys)


def test_single_keys_accept_reject_and_quit_and_the_next_run_goes_on(bare: Path) -> None:
    before = tree(bare)
    rows = json.loads(run("tags", "suggest", "--format", "json").stdout)
    tags = [tag["id"] for tag in rows[0]["tags"]]
    homes = [home["id"] for home in rows[0]["home"]]
    done = _asked("arq")
    assert "1 accepted, 1 rejected" in done.stdout
    text = changed(bare, before)[BARE_PAPER]
    assert text == BARE.replace("topics: []", f"topics: [{homes[0]}]")
    done = _asked("a")
    assert f"tag {tags[0]} (" not in done.stdout
    assert f"tags: [{tags[1]}]  # later" in changed(bare, before)[BARE_PAPER]


def test_another_tag_is_taken_and_every_answer_can_be_taken_back(bare: Path) -> None:
    before = tree(bare)
    _asked("ssuuq")
    assert changed(bare, before) == {}
    done = _asked("earchitectur\narchitectures\nq")
    assert "did you mean 'architectures'?" in done.stdout
    assert "topics: [architectures]" in changed(bare, before)[BARE_PAPER]
    (bare / BARE_PAPER).write_text(BARE, "utf-8")
    shutil.rmtree("build", ignore_errors=True)
    done = _asked("aaruuuuq")
    assert "nothing to take back" in done.stdout
    assert changed(bare, before) == {}
    assert json.loads(Path("build/tag-answers.json").read_text("utf-8")) == []


def test_a_file_that_was_edited_meanwhile_is_not_overwritten(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = iter("auq")

    def key() -> str:
        pressed = next(keys)
        if pressed == "u":
            path = bare / BARE_PAPER
            path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
        return pressed

    monkeypatch.setattr("click.getchar", key)
    done = _asked("")
    assert "edited since; take it back by hand" in done.stdout
    assert (bare / BARE_PAPER).read_text("utf-8").endswith("# mine\n")


def test_todo_shows_what_is_lacking(bare: Path) -> None:  # noqa: ARG001
    rows = json.loads(run("todo", "--format", "json").stdout)
    found = {row["paper"]: row for row in rows}
    row = found["a-survey-of-recurrent-neural-networks"]
    assert row["lacks"] == ["topics", "tags", "summary", "authors", "address"]
    assert (row["reading_paths"], row["links"], row["mentions"]) == ([], 0, 0)
    assert len(json.loads(run("todo", "--format", "json", "--limit", "1").stdout)) == 1
    text = run("todo")
    assert "a-survey-of-recurrent-neural-networks: topics, tags, summary" in text.stdout
    assert "topics 1" in text.stderr
