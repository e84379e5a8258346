import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.analysis.propose_tags import Proposal, Suggestion
from generator.cli import Settings
from generator.cli.proposal_table import proposal_lines
from generator.cli.tags import command
from generator.edit import journal
from generator.model.guarded_write import replace_file
from generator.model.models import Paper
from tests.support import TOY


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(TOY, tmp_path / "content")
    return tmp_path / "content"


def run(content: Path, *args: str) -> Result:
    settings = Settings(content, Path("mkdocs.yml"))
    return CliRunner().invoke(command, args, obj=settings, catch_exceptions=False)


def killed(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave what a `rename` leaves that is killed after its second file."""

    class Killed(BaseException):
        pass

    replaced: list[Path] = []

    def replace(path: Path, before: bytes, data: bytes) -> bool:
        if len(replaced) == 2:
            raise Killed
        replaced.append(path)
        return replace_file(path, before, data)

    with monkeypatch.context() as patch:
        patch.setattr(journal, "replace_file", replace)
        with pytest.raises(Killed):
            run(content, "rename", "residual-networks", "shortcuts")
    assert journal.pending(content) is not None


def test_list_as_json_has_counts_and_pairs(content: Path) -> None:
    found = json.loads(run(content, "list", "--format", "json").stdout)
    assert found["tags"][0] == {
        "id": "convolutional-networks", "kind": "architecture", "papers": 3, "home_topics": 2,
        "deprecated_for": None,
    }  # fmt: skip
    assert found["overlaps"] == []


def test_list_names_unused_tags(content: Path) -> None:
    with (content / "tags.yml").open("a") as file:
        file.write("lonely:\n  name: Lonely\n  description: Nobody's.\n  kind: task\n")
    assert "10 tags, 1 unused: lonely" in run(content, "list").stdout


def test_a_dry_run_shows_the_lines_and_writes_nothing(content: Path) -> None:
    before, _ = journal.read_files(content)
    done = run(content, "rename", "survey", "overview", "--dry-run")
    assert (
        "-tags: [recurrent-networks, survey]\n+tags: [recurrent-networks, overview]" in done.stdout
    )
    assert journal.read_files(content)[0] == before


def test_wrong_usage_ends_with_2_and_names_the_nearest(content: Path) -> None:
    done = run(content, "rename", "surveys", "x")
    assert done.exit_code == 2
    assert "did you mean 'survey'?" in done.stderr


def test_one_broken_file_stops_all(content: Path) -> None:
    (content / "papers" / "broken.yml").write_text("tags: [survey\n", "utf-8")
    before, _ = journal.read_files(content)
    done = run(content, "rename", "survey", "overview")
    assert done.exit_code == 1
    assert "broken.yml:0:0: error[cannot-edit]" in done.stdout
    assert journal.read_files(content)[0] == before


def test_the_next_run_says_so_and_completes_it(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(content, monkeypatch)
    done = run(content, "list")
    assert (
        "`tags rename residual-networks shortcuts` was killed half-way: completing" in done.stderr
    )
    assert "shortcuts                    3" in done.stdout
    assert "residual-networks" not in done.stdout
    assert journal.pending(content) is None


def test_or_takes_it_back(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, _ = journal.read_files(content)
    killed(content, monkeypatch)
    done = run(content, "--undo")
    assert "taking it back" in done.stderr
    assert journal.read_files(content)[0] == before
    assert run(content, "--undo").stderr == "No change is unfinished.\n"
    assert run(content, "--undo", "--continue").exit_code == 2


def test_editors_schemas_follow(content: Path) -> None:
    (content / "schema").mkdir()
    run(content, "rename", "survey", "overview")
    schema = (content / "schema" / "paper.schema.json").read_text("utf-8")
    assert '"overview"' in schema
    assert '"const": "survey"' not in schema


def test_proposals_come_with_their_words_and_lines_to_paste() -> None:
    suggestion = Suggestion(
        "p",
        (Proposal("one", 0.5, ("depth", "skip")), Proposal("two", 0.25, ("skip",))),
        (Proposal("survey", 0.125, neighbour="q"), Proposal("theory", 0.1, usual=2)),
        ("method",),
    )
    paper = Paper("p", "P", "x", tags=("method",))
    assert (
        proposal_lines(suggestion, paper)
        == """\
p:
  # topic one (50%: the paper says “depth”, “skip”)
  # tag survey (12%: as for q)
  # tag theory (10%: 2 curated papers have it)
topics: [one]
tags: [method, survey, theory]

"""
    )
