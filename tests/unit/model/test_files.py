from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from generator.model.files import Tree, Written, digest, write_file
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


def write_tree(root: Path, files: dict[str, bytes], manifest: Path) -> Written:
    with tempfile.TemporaryDirectory() as room:
        tree = Tree(root, manifest, Path(room))
        return tree.finish(tree.gather(files.items()))


def test_what_is_gathered_in_turns_is_one_tree_and_tells_digests(tmp_path: Path) -> None:
    tree = Tree(tmp_path / "docs", tmp_path / "manifest.json", tmp_path / "room")
    write_tree(tree.root, {"a.md": b"a", "gone.md": b""}, tree.manifest)
    found = tree.gather([("b/b.md", b"b")]) | tree.gather([("a.md", b"a")])
    assert found == {"b/b.md": digest(b"b"), "a.md": digest(b"a")}
    assert not (tree.root / "b").exists()
    assert (tree.root / "gone.md").exists()
    assert tree.finish(found) == Written(1, 1, 1)
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
        Tree(tmp_path / "docs", tmp_path / "manifest.json", tmp_path / "room").gather([(name, b"")])


def test_a_file_where_a_folder_belongs_is_a_broken_environment(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("", "utf-8")
    with pytest.raises(BrokenEnvironment, match="cannot write"):
        write_file(tmp_path / "a" / "b", b"")
