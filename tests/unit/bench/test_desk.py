"""What the desk reads and writes: exact edits, refusals, kills, and others who write too."""

import hashlib
import os
import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.analysis.propose_tags import Suggestion
from generator.bench import queue
from generator.bench.desk import Desk, Outdated
from generator.bench.edits import Curated, TagEdit
from generator.content.load import load
from generator.edit import journal
from generator.edit.tags import Refused
from generator.model import files, guarded_write
from generator.model.models import Catalog
from tests.support import TOY, save

PAPER = "layer-normalization"
TAGS = ("layer-normalization", "method", "survey")
OLD_LINE = "tags: [layer-normalization, recurrent-networks, method]"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TOY, tmp_path / "content"))


@pytest.fixture
def desk(content: Path) -> Desk:
    return made(content)


def made(content: Path) -> Desk:
    return Desk(content, lambda: date(2026, 11, 20), "en")


def paper(content: Path, id_: str = PAPER) -> Path:
    return content / "papers" / f"{id_}.yml"


def said(desk: Desk, **changes: object) -> tuple[str, Curated]:
    seen = desk.paper(PAPER)
    values = {name: seen[name] for name in ("topics", "tags", "summary")} | changes
    own = Curated(tuple(values["topics"]), tuple(values["tags"]), str(values["summary"]))
    return seen["base"], own


def test_a_save_changes_what_is_said_otherwise_alone(desk: Desk, content: Path) -> None:
    before = paper(content).read_text("utf-8")
    base, own = said(desk, tags=TAGS)
    done = desk.save(PAPER, base, own)
    new_line = "tags: [layer-normalization, method, survey]"
    assert paper(content).read_text("utf-8") == before.replace(OLD_LINE, new_line)
    assert done["diff"].splitlines()[-2:] == [f"-{OLD_LINE}", f"+{new_line}"]
    assert desk.undo(done["undo"])["files"] == [f"papers/{PAPER}.yml"]
    assert paper(content).read_text("utf-8") == before
    with pytest.raises(Refused, match="cannot be taken back"):
        desk.undo(done["undo"])


def test_the_same_again_writes_nothing(desk: Desk, content: Path) -> None:
    stamp = paper(content).stat().st_mtime_ns
    assert desk.save(PAPER, *said(desk))["undo"] is None
    assert paper(content).stat().st_mtime_ns == stamp


@pytest.mark.parametrize(
    ("summary", "line"),
    [
        ('Says: "5 % # more".', "summary: 'Says: \"5 % # more\".'"),
        ("", None),
        ("- &a *b !c", 'summary: "- &a *b !c"'),
    ],
)
def test_a_summary_is_a_text_whatever_it_holds(
    desk: Desk, content: Path, summary: str, line: str | None
) -> None:
    lines = paper(content).read_text("utf-8").splitlines()
    desk.save(PAPER, *said(desk, summary=summary))
    now = paper(content).read_text("utf-8").splitlines()
    assert load(content).catalog.papers[PAPER].summary == (summary or None)
    assert [x for x in now if not x.startswith("summary:")] == [
        x for x in lines if not x.startswith("summary:")
    ]
    if line is None:
        assert len(now) == len(lines) - 1


def test_a_file_that_was_edited_is_not_overwritten(desk: Desk, content: Path) -> None:
    base, own = said(desk, tags=TAGS)
    outside = paper(content).read_text("utf-8") + "# by hand\n"
    save(paper(content), outside)
    with pytest.raises(Outdated):
        desk.save(PAPER, base, own)
    assert paper(content).read_text("utf-8") == outside
    done = desk.save(PAPER, *said(desk, tags=TAGS))
    edited = paper(content).read_text("utf-8")
    assert edited.endswith("# by hand\n")
    save(paper(content), edited + "# again\n")
    with pytest.raises(Outdated):
        desk.undo(done["undo"])
    assert paper(content).read_text("utf-8") == edited + "# again\n"


def test_an_edit_in_the_last_moment_is_not_overwritten(
    desk: Desk, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor saves after everything was compared and the journal is written."""
    base, own = said(desk, tags=TAGS)
    outside = paper(content).read_text("utf-8") + "# by hand\n"

    def write_file(path: Path, data: bytes) -> bool:
        done = files.write_file(path, data)
        save(paper(content), outside)
        return done

    monkeypatch.setattr(journal, "write_file", write_file)
    with pytest.raises(Outdated):
        desk.save(PAPER, base, own)
    assert paper(content).read_text("utf-8") == outside
    assert journal.pending(content) is None


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"tags": ("no-such-tag",)}, "no tag 'no-such-tag'"),
        ({"topics": ("x",)}, "no topic 'x'"),
        ({"tags": ("survey", "survey")}, "twice"),
    ],
)
def test_what_makes_no_sense_is_refused(
    desk: Desk, content: Path, changes: dict[str, object], why: str
) -> None:
    before = paper(content).read_bytes()
    with pytest.raises(Refused, match=why):
        desk.save(PAPER, *said(desk, **changes))
    with pytest.raises(Refused, match="no paper"):
        desk.save("../tags", "", Curated((), (), ""))
    assert paper(content).read_bytes() == before


class Killed(BaseException):
    """Unlike an exception of ours, nothing catches it."""


@pytest.fixture
def die(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, int]]:
    """Kills the process before the given change of the disk."""
    at = {"step": -1, "count": 0}

    def wrap(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def wrapped(*args: object, **named: object) -> object:
            at["count"] += 1
            if at["count"] - 1 == at["step"]:
                raise Killed
            return real(*args, **named)

        monkeypatch.setattr(owner, name, wrapped)

    for owner, name in (
        (os, "replace"), (Path, "unlink"), (Path, "open"), (Path, "replace"),
        (guarded_write, "exchange"),
    ):  # fmt: skip
        wrap(owner, name)
    yield at
    at["step"] = -1


def test_a_save_that_is_killed_leaves_the_old_file_or_the_new_one(
    content: Path, die: dict[str, int]
) -> None:
    old = paper(content).read_text("utf-8")
    new = old.replace(OLD_LINE, "tags: [layer-normalization, method, survey]")
    step, seen = 0, set()
    while True:
        desk = made(content)
        base, own = said(desk, tags=TAGS)
        die.update(step=step, count=0)
        try:
            desk.save(PAPER, base, own)
        except Killed:
            die["step"] = -1
            seen.add(paper(content).read_text("utf-8"))
            made(content).queue("all")  # the next bench completes what was begun
            assert journal.pending(content) is None
            assert paper(content).read_text("utf-8") in (old, new)
            save(paper(content), old)
            step += 1
            continue
        break
    assert step > 4
    assert seen == {old, new}


def test_tabs_and_an_editor_at_once_lose_nothing(content: Path) -> None:
    """Whoever's edit was taken finds it in the file or in the one that took it back."""
    desk = made(content)
    texts = {f"Summary {n}." for n in range(20)}
    taken: dict[int, str] = {}

    def tab(own: list[str]) -> None:
        for text in own:
            while True:
                base, curated = said(desk, summary=text)
                try:
                    number = desk.save(PAPER, base, curated)["undo"]
                except Outdated:
                    continue
                taken[number] = text
                break

    lines = []

    def editor() -> None:
        for n in range(20):
            with desk._lock:  # an editor that saves between two looks of the desk
                line = f"# line {n}\n"
                save(paper(content), paper(content).read_text("utf-8") + line)
                lines.append(line)

    halves = sorted(texts)
    threads = [
        threading.Thread(target=tab, args=(halves[:10],)),
        threading.Thread(target=tab, args=(halves[10:],)),
        threading.Thread(target=editor),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    text = paper(content).read_text("utf-8")
    assert sorted(taken.values()) == halves
    assert text.endswith("".join(lines))
    assert load(content).catalog.papers[PAPER].summary == taken[max(taken)]


def test_a_tag_is_made_in_its_place_and_taken_back(desk: Desk, content: Path) -> None:
    before = (content / "tags.yml").read_text("utf-8")
    edit = TagEdit("make", "gates", "", "Gates: open", "Lets through.", "method", ("a, b",))
    done = desk.change_tag(edit)
    entry = (
        'gates:\n  name: "Gates: open"\n  description: Lets through.\n  kind: method\n'
        '  aliases: ["a, b"]\n'
    )
    at = before.index("hyperbolic-geometry:")
    assert (content / "tags.yml").read_text("utf-8") == before[:at] + entry + before[at:]
    desk.undo(done["undo"])
    assert (content / "tags.yml").read_text("utf-8") == before


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (TagEdit("make", "Gates", "", "Gates", "x", "method"), "write it 'gates'"),
        (TagEdit("make", "survey", "", "S", "x", "method"), "already"),
        (TagEdit("make", "gates", "", "", "x", "method"), "a name"),
        (TagEdit("make", "gates", "", "G", "x", "odd"), "kinds"),
        (TagEdit("describe", "gates", "", "G", "x"), "no tag"),
        (TagEdit("merge", "survey", "survey"), "into itself"),
        (TagEdit("delete", "survey"), "kinds"),
    ],
)
def test_changes_of_tags_that_make_no_sense_are_refused(
    desk: Desk, content: Path, edit: TagEdit, why: str
) -> None:
    before = (content / "tags.yml").read_bytes()
    with pytest.raises(Refused, match=why):
        desk.change_tag(edit)
    assert (content / "tags.yml").read_bytes() == before


def test_every_filter_answers(desk: Desk, content: Path) -> None:
    text = paper(content).read_text("utf-8")
    twin = text.replace("title: Layer Normalization", "title: Layer Normalisation")
    save(paper(content, "a-twin"), twin.replace(OLD_LINE, "tags: []").replace("1607.", "1608."))
    found = desk.queue("twins")
    assert {row["id"] for row in found["papers"]} == {PAPER, "a-twin"}
    assert [row["id"] for row in desk.queue("untagged")["papers"]] == ["a-twin"]
    for name, _ in found["filters"]:
        desk.queue(name)
    assert desk.queue("no-such-filter")["papers"] == []
    assert desk.paper("a-twin")["twin"] == PAPER
    assert desk.paper(PAPER)["base"] == hashlib.sha256(text.encode()).hexdigest()


def test_marked_words_and_messages(desk: Desk) -> None:
    from generator.bench.paper_view import marked

    assert marked("A Net of nets", ["net", "nets"]) == [
        ("A ", False), ("Net", True), (" of ", False), ("nets", True),
    ]  # fmt: skip
    assert marked("", ["a"]) == []
    found = desk.messages(PAPER, Curated(("normalization",), ("gone",), "No stop"))
    assert {(row["field"], row["severity"]) for row in found} >= {
        ("summary", "error"), ("tags", "error"),
    }  # fmt: skip


def test_a_paper_is_shown_before_its_proposals_are_known(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = threading.Event()
    real = queue.proposals

    def slow(catalog: Catalog) -> dict[str, Suggestion]:
        wait.wait()
        return real(catalog)

    monkeypatch.setattr("generator.bench.queue.proposals", slow)
    monkeypatch.setattr("generator.bench.opened_list.PATIENCE", 0.0)
    first = desk.paper(PAPER)
    assert (first["pending"], first["proposals"]) == (True, [])
    wait.set()
    second = desk.paper(PAPER)
    while second["pending"]:
        second = desk.paper(PAPER)
    assert second["base"] == first["base"]
    assert second["nearest"]
