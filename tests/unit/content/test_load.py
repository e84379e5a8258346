from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import checks
from generator.content import load as module
from generator.content.content_files import FilesInMemory
from generator.content.definitions import HAND_PAGE
from generator.content.load import MAX_IMAGE, load
from generator.content.locate import locate
from generator.content.reading_rules import UNREADABLE
from generator.model.memory import Memory
from generator.model.models import PathStep, SourceRef, TagKind
from generator.model.problems import BrokenEnvironment
from generator.model.rules import Finding
from tests.support import TOY
from tests.unit.content.test_yaml_documents import YAML_SIGNS


def test_the_toy_is_loaded_whole() -> None:
    catalog = load(TOY).catalog

    assert len(catalog.papers) == 6
    assert list(catalog.topics) == ["normalization", "architectures"]  # by `order`
    assert list(catalog.tags) == sorted(catalog.tags)
    paper = catalog.papers["layer-normalization"]
    assert paper.authors == ("Jimmy Lei Ba", "Jamie Ryan Kiros", "Geoffrey E Hinton")
    assert paper.arxiv == "1607.06450"
    assert paper.added == date(2026, 11, 20)
    assert paper.sources == (SourceRef("003_d331fffb18e585e2.txt", 17),)
    assert paper.abstract.startswith("Training state-of-the-art")
    assert catalog.topics["architectures"].start_here[0] == PathStep(
        "a-critical-review-of-recurrent-neural-networks-for-sequence-learning", "The history first."
    )
    assert catalog.tags["survey"].kind is TagKind.PAPER_TYPE
    assert catalog.venues["ICLR"].kind == "conference"
    assert catalog.limits.tags_per_paper == (2, 7)
    assert catalog.home.doors[1].topics == ("normalization",)
    assert [(page.id, page.title) for page in catalog.pages] == [("about", "About")]


def test_text_is_normalised_in_white_space_and_unicode_alone(tmp_path: Path) -> None:
    text = 'title: "  Poincare\\u0301   $SL^{2}$\\n ResNet "\nabstract: "a\\n\\n  b  "\n'
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "x.yml").write_text(text, "utf-8")

    paper = load(tmp_path).catalog.papers["x"]

    assert paper.title == "Poincaré $SL^{2}$ ResNet"
    assert paper.abstract == "a\n\n  b"


def test_a_broken_file_hides_neither_the_others_nor_what_names_it(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "topics").mkdir()
    (tmp_path / "papers" / "broken.yml").write_text("title: [\n", "utf-8")
    (tmp_path / "papers" / "sound.yml").write_text("title: Sound\nabstract: A.\n", "utf-8")
    (tmp_path / "topics" / "t.yml").write_text(
        "title: T\ndescription: D.\nstart_here:\n  - {paper: broken, why: W.}\n", "utf-8"
    )

    for name in ("tags.yml", "limits.yml"):
        (tmp_path / name).write_text("{}\n", "utf-8")

    loaded, problems = checks.check(tmp_path, date(2026, 11, 20))

    assert list(loaded.catalog.papers) == ["sound"]
    assert {p.code for p in problems} == {"yaml-syntax", "uncurated", "schema-line"}


def test_without_a_directory_nothing_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(BrokenEnvironment, match="--content"):
        load(tmp_path / "nothing")


def test_problems_are_named_from_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content" / "papers").mkdir(parents=True)
    (tmp_path / "content" / "papers" / "x.yml").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)

    for name in (Path("content"), tmp_path / "content"):
        assert "content/papers/x.yml" in [p.path for p in load(name).problems]
        assert all(p.path.startswith("content/") for p in load(name).problems)


def test_a_list_without_papers_is_fine(tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    for name in ("tags.yml", "limits.yml"):
        (tmp_path / name).write_text("{}\n", "utf-8")

    assert checks.check(tmp_path, date(2026, 11, 20))[1] == []


@given(st.binary() | YAML_SIGNS.map(str.encode))
@settings(max_examples=50)
def test_any_bytes_in_any_file_are_answered(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder)
        for name in ("papers/x.yml", "topics/x.yml", "pages/x.md", "tags.yml", "limits.yml"):
            (content / name).parent.mkdir(exist_ok=True)
            (content / name).write_bytes(data)

        checks.check(content, date(2026, 11, 20))


def test_a_page_or_image_that_is_too_large_is_refused(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "long.md").write_text("# Long\n" + "word " * HAND_PAGE.longest, "utf-8")
    (pages / "large.png").write_bytes(b"x" * (MAX_IMAGE + 1))
    (pages / "small.png").write_bytes(b"x")
    (pages / "script.svg").write_text("<svg><script>alert(1)</script></svg>", "utf-8")

    loaded = load(tmp_path)

    assert loaded.catalog.pages == ()
    assert loaded.catalog.images == {"small.png": b"x"}
    found = [p for p in loaded.problems if p.code != "missing-file"]
    assert sorted((p.path.rpartition("/")[2], p.code) for p in found) == [
        ("large.png", "file-too-large"),
        ("long.md", "too-long"),
        ("script.svg", "stray-file"),
    ]


def test_files_read_by_two_processes_are_those_read_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = shutil.copytree(TOY, tmp_path / "content")
    papers = sorted((content / "papers").iterdir())
    for broken in (papers[0], papers[-1]):
        broken.write_text(broken.read_text("utf-8") + "unknown: 1\nyear: [", "utf-8")
    papers[1].write_text(papers[1].read_text("utf-8") + "unknown: 1\n", "utf-8")
    alone = load(content)
    assert len({problem.path for problem in alone.problems}) == 3

    monkeypatch.setattr(module, "_WORTH_A_PROCESS", 1)
    memory = Memory(tmp_path / "memory", "code")
    assert load(content, memory) == alone
    assert load(content, memory) == alone, "what both read is remembered"


def test_files_of_no_disk_are_read_as_those_of_a_directory(tmp_path: Path) -> None:
    shutil.copytree(TOY, tmp_path, dirs_exist_ok=True)
    for path, data in {
        "papers/Big.yml": b"x",
        "papers/folder.yml/x.yml": b"title: x\n",
        "papers/long.yml": b"#" * (1 << 20),
        "tags.yml": b"\xff",
        "stray.txt": b"x\n",
        "pages/deep/a.png": b"PNG",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    kept = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file()
    }
    files = FilesInMemory(kept)

    on_disk, loaded = load(tmp_path), load(files)

    assert loaded.catalog == on_disk.catalog
    assert (loaded.unread, loaded.doubtful) == (on_disk.unread, on_disk.doubtful)
    root = f"{tmp_path.as_posix()}/"
    assert [p._replace(path=root + p.path) for p in loaded.problems] == [*on_disk.problems]
    found = Finding("papers/long.yml", ("title",), UNREADABLE, "?")
    assert [p.path for p in locate(files, [found])] == ["papers/long.yml"]
