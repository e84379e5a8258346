from __future__ import annotations

import os
import shutil
import tempfile
from functools import partial
from pathlib import Path

import pytest

from generator.model.files import Draft, OutputTree, Run, Written, digest, write_file, write_output
from generator.model.problems import BrokenEnvironment


def test_a_file_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    assert write_file(path, b"one")
    before = path.stat().st_mtime_ns
    assert not write_file(path, b"one")
    assert path.stat().st_mtime_ns == before
    assert write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert [p.name for p in path.parent.iterdir()] == ["b.txt"]


def test_a_killed_run_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "b.txt"
    write_file(path, b"old")

    def killed(*_: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert write_file(path, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["b.txt"]


def test_the_mode_of_a_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "run"
    write_file(path, b"old")
    path.chmod(0o755)
    write_file(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o755


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"theirs")
    link = tmp_path / "link"
    link.symlink_to(target)
    assert write_file(link, b"theirs")
    assert not link.is_symlink()
    write_file(link, b"ours")
    assert target.read_bytes() == b"theirs"


def test_a_named_output_may_be_a_link_or_a_device(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to(target)
    write_output(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)  # type: ignore[attr-defined, unused-ignore]
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)  # type: ignore[attr-defined, unused-ignore]
    write_output(pipe, b"report")
    assert os.read(reader, 100) == b"report"
    os.close(reader)
    assert pipe.is_fifo()


def write_tree(root: Path, files: dict[str, bytes], manifest: Path) -> Written:
    with tempfile.TemporaryDirectory() as room:
        tree = OutputTree(root, manifest, Path(room))
        return tree.finish(Run("", "", tree.gather(drafts(files), {})))


def drafts(files: dict[str, bytes], inputs: str = "") -> list[Draft]:
    return [Draft(path, inputs, partial(bytes, data)) for path, data in files.items()]


def test_what_is_gathered_in_turns_is_one_tree_and_tells_digests(tmp_path: Path) -> None:
    tree = OutputTree(tmp_path / "docs", tmp_path / "manifest.json", tmp_path / "room")
    write_tree(tree.root, {"a.md": b"a", "gone.md": b""}, tree.manifest)
    found = tree.gather(drafts({"b/b.md": b"b"}), {}) | tree.gather(drafts({"a.md": b"a"}), {})
    assert [(path, entry.digest) for path, entry in found.items()] == [
        ("b/b.md", digest(b"b")),
        ("a.md", digest(b"a")),
    ]
    assert not (tree.root / "b").exists()
    assert (tree.root / "gone.md").exists()
    assert tree.finish(Run("", "", found)) == Written(1, 1, 1)
    assert (tree.root / "b" / "b.md").read_bytes() == b"b"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["docs", "manifest.json", "room"]


def test_a_tree_keeps_count_and_removes_what_it_owns(tmp_path: Path) -> None:
    root, manifest = tmp_path / "docs", tmp_path / "manifest.json"
    (root / "a").mkdir(parents=True)
    (root / "theirs.md").write_text("theirs", "utf-8")
    files = {"x.md": b"x", "a/y.md": b"y", "a/b/z.md": b"z"}
    assert write_tree(root, files, manifest) == Written(3, 0, 0)
    assert write_tree(root, files, manifest) == Written(0, 3, 0)
    assert write_tree(root, {"x.md": b"X"}, manifest) == Written(1, 0, 2)
    assert sorted(p.name for p in root.iterdir()) == ["theirs.md", "x.md"]


class Counting:
    """Drafts of files, and which of them were made."""

    def __init__(self, tree: OutputTree) -> None:
        self.tree = tree
        self.made: list[str] = []

    def write(self, files: dict[str, tuple[str, bytes]]) -> Written:
        self.made = []
        found = [
            Draft(path, inputs, partial(self._make, path, data))
            for path, (inputs, data) in files.items()
        ]
        entries = self.tree.gather(found, self.tree.last_run().entries)
        return self.tree.finish(Run("run", "", entries))

    def _make(self, path: str, data: bytes) -> bytes:
        self.made.append(path)
        return data


def test_a_file_is_made_when_its_inputs_or_the_file_differ(tmp_path: Path) -> None:
    tree = OutputTree(tmp_path / "docs", tmp_path / "manifest.json", tmp_path / "room")
    counting = Counting(tree)
    files = {name: (f"inputs of {name}", name.encode()) for name in "abcd"} | {"e": ("", b"e")}
    assert counting.write(files) == Written(5, 0, 0)
    assert counting.write(files) == Written(0, 5, 0)
    assert counting.made == ["e"]
    (tree.root / "a").write_bytes(b"theirs")
    (tree.root / "b").unlink()
    (tree.root / "c").unlink()
    (tree.root / "c").symlink_to("d")
    files["d"] = ("other inputs", b"D")
    assert counting.write(files) == Written(4, 1, 0)
    assert counting.made == ["a", "b", "c", "d", "e"]
    assert {name: (tree.root / name).read_bytes() for name in "abcd"} == {
        "a": b"a", "b": b"b", "c": b"c", "d": b"D",
    }  # fmt: skip


@pytest.mark.parametrize("manifest", [b"", b"[]", b"[1, 2, 3]", b'["a", "", {"a": [1]}]', b"{}"])
def test_a_manifest_that_cannot_be_read_counts_as_none(tmp_path: Path, manifest: bytes) -> None:
    tree = OutputTree(tmp_path / "docs", tmp_path / "manifest.json", tmp_path / "room")
    counting = Counting(tree)
    counting.write({"a": ("inputs", b"a")})
    for damaged in (manifest, f"{digest(manifest)}\n".encode() + manifest):
        tree.manifest.write_bytes(damaged)
        assert counting.write({"a": ("inputs", b"a")}) == Written(0, 1, 0)
        assert counting.made == ["a"]


def test_a_manifest_in_which_one_bit_is_wrong_counts_as_none(tmp_path: Path) -> None:
    tree = OutputTree(tmp_path / "docs", tmp_path / "manifest.json", tmp_path / "room")
    Counting(tree).write({"a": ("inputs", b"a")})
    sound = tree.manifest.read_bytes()
    assert tree.last_run().entries
    for place in range(len(sound)):
        tree.manifest.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
        assert not tree.last_run().entries, sound[max(place - 20, 0) : place + 20]


def test_what_an_unfinished_run_wrote_is_not_taken_for_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = OutputTree(tmp_path / "docs", tmp_path / "manifest.json", tmp_path / "room")
    counting = Counting(tree)
    counting.write({"a": ("1", b"a"), "b": ("1", b"b")})
    replace = Path.replace

    def killed(self: Path, target: Path) -> Path:
        if Path(target).name == "c":
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Path, "replace", killed)
        counting.write({"a": ("2", b"A"), "c": ("2", b"C")})
    assert tree.last_run().inputs == ""
    shutil.rmtree(tree.room)
    assert counting.write({"a": ("2", b"A"), "c": ("2", b"C")}) == Written(1, 1, 1)
    assert counting.made == ["a", "c"]
    assert (tree.root / "a").read_bytes() == b"A"


def test_a_killed_tree_leaves_no_file_without_an_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, manifest = tmp_path / "docs", tmp_path / "manifest.json"
    replace = Path.replace

    def killed(self: Path, target: Path) -> Path:
        if Path(target).name == "b.md":
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            write_tree(root, {"a.md": b"a", "b.md": b"b"}, manifest)
    assert (root / "a.md").exists()
    write_tree(root, {"c.md": b"c"}, manifest)
    assert not (root / "a.md").exists()


def test_nothing_is_written_through_a_link_that_leads_out(tmp_path: Path) -> None:
    root, outside = tmp_path / "docs", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "papers").symlink_to(outside)
    with pytest.raises(BrokenEnvironment, match="leads elsewhere"):
        write_tree(root, {"papers/x.md": b"x"}, tmp_path / "manifest.json")
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x"])
def test_a_path_that_climbs_is_a_bug(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="below the root"):
        tree = OutputTree(tmp_path / "docs", tmp_path / "manifest.json", tmp_path / "room")
        tree.gather(drafts({name: b""}), {})


def test_a_file_where_a_folder_belongs_is_a_broken_environment(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("", "utf-8")
    with pytest.raises(BrokenEnvironment, match="cannot write"):
        write_file(tmp_path / "a" / "b", b"")


def test_new_folders_and_files_of_known_folders_come_to_their_place(tmp_path: Path) -> None:
    root, manifest = tmp_path / "docs", tmp_path / "manifest.json"
    (root / "a" / "b").mkdir(parents=True)
    (root / "a" / "b" / "other").write_bytes(b"other")
    (root / "a" / "b" / "old").write_bytes(b"old")
    files = {"a/b/old": b"new", "a/b/c/x": b"x", "a/d/y": b"y", "e/f/z": b"z", "w": b"w"}

    assert write_tree(root, files, manifest) == Written(5, 0, 0)

    found = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}
    assert found == {**files, "a/b/other": b"other"}
    assert write_tree(root, files, manifest) == Written(0, 5, 0)
    assert write_tree(root, {}, manifest) == Written(0, 0, 5)
    assert [p for p in root.rglob("*") if p.is_file()] == [root / "a" / "b" / "other"]
