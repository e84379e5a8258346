from __future__ import annotations

from pathlib import Path

from generator.build.state import (
    Difference,
    SiteState,
    difference,
    forget_state,
    read_state,
    write_state,
)
from generator.model.files import digest


def built(folder: Path) -> str:
    (folder / "index.html").write_text("x", "utf-8")
    return str(folder)


def test_only_what_changed_is_built(tmp_path: Path) -> None:
    target = built(tmp_path)
    old = SiteState(target, "t", {"a.md": "1", "b.md": "1", "c.md": "1"})
    new = SiteState(target, "t", {"a.md": "1", "b.md": "2", "d.md": "1"})
    assert difference(old, new) == Difference(("b.md", "d.md"), ("c.md",))


def test_another_theme_target_or_no_site_means_all_of_it(tmp_path: Path) -> None:
    state = SiteState(built(tmp_path), "t", {})
    assert difference(None, state) is None
    assert difference(SiteState(state.target, "other", {}), state) is None
    assert difference(SiteState("elsewhere", "t", {}), state) is None
    (tmp_path / "index.html").unlink()
    assert difference(state, state) is None


def test_a_state_comes_back_and_a_torn_one_is_none(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    state = SiteState("site", "t", {"a.md": digest(b"a")})
    write_state(path, state)
    assert read_state(path) == state
    path.write_text(path.read_text("utf-8")[:-9], "utf-8")
    assert read_state(path) is None
    forget_state(path)
    assert read_state(path) is None
