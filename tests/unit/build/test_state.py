from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.offline_zip import OFFER_PAGE, ZIP
from generator.build.site_files import Stamp
from generator.build.state import (
    MADE_BESIDE,
    BuiltFile,
    Difference,
    SiteState,
    built_path,
    difference,
    read_state,
    write_state,
)

SOURCES = {"a.md": "1", "b.md": "1", "c.bib": "1", OFFER_PAGE: "1"}
STAMP = Stamp(10, 20)


def state(*more: str) -> SiteState:
    names = [*map(built_path, SOURCES), *MADE_BESIDE, *more]
    return SiteState("site", "t", SOURCES, {name: BuiltFile(STAMP, "d") for name in names})


def disk(of: SiteState, **changes: Stamp | None) -> dict[str, Stamp | None]:
    return {**{name: file.stamp for name, file in of.built.items()}, **changes}


def way(
    old: SiteState | None, sources: dict[str, str], found: dict[str, Stamp | None]
) -> Difference | None:
    return difference(old, ("site", "t", sources), found)


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("index.md", "index.html"),
        ("papers/x.md", "papers/x/index.html"),
        ("tags/index.md", "tags/index.html"),
        ("exports/a.bib", "exports/a.bib"),
    ],
)
def test_where_a_source_is_in_the_site(source: str, place: str) -> None:
    assert built_path(source) == place


def test_only_what_changed_is_built() -> None:
    wanted = {"a.md": "1", "b.md": "2", "d.md": "1", OFFER_PAGE: "1"}
    assert way(state(), SOURCES, disk(state())) == Difference()
    assert way(state(), wanted, disk(state())) == Difference(("b.md", "d.md"), ("c.bib",))


def test_what_is_lost_or_touched_on_the_disk_is_built_again() -> None:
    found = disk(state(), **{"a/index.html": None, "c.bib": Stamp(10, 21)})
    del found["b/index.html"]
    assert way(state(), SOURCES, found) == Difference(("a.md", "b.md", "c.bib"))


def test_what_nothing_stands_for_is_removed() -> None:
    assert way(state(), SOURCES, disk(state(), stray=STAMP)) == Difference((), ("stray",))


@pytest.mark.parametrize("name", sorted(MADE_BESIDE))
def test_a_lost_file_that_has_no_source_means_the_whole_site(name: str) -> None:
    found = disk(state())
    del found[name]
    assert way(state(), SOURCES, found) is None


def test_another_theme_target_or_no_state_means_the_whole_site() -> None:
    found = disk(state())
    assert way(None, SOURCES, found) is None
    assert difference(state(), ("elsewhere", "t", SOURCES), found) is None
    assert difference(state(), ("site", "other", SOURCES), found) is None
    assert way(state(), SOURCES, {}) is None


def test_the_zip_stays_while_nothing_changes_and_goes_with_its_offer_when_something_does() -> None:
    old = state(ZIP)
    assert way(old, SOURCES, disk(old)) == Difference()
    edited = {**SOURCES, "a.md": "2"}
    assert way(old, edited, disk(old)) == Difference(("a.md", OFFER_PAGE), (ZIP,))
    touched = disk(old, **{ZIP: Stamp(1, 1)})
    assert way(old, SOURCES, touched) == Difference((OFFER_PAGE,), (ZIP,))
    gone = disk(old)
    del gone[ZIP]
    assert way(old, SOURCES, gone) == Difference((OFFER_PAGE,))


def test_a_state_comes_back_and_a_torn_one_is_none(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    write_state(path, state())
    assert read_state(path) == state()
    path.write_text(path.read_text("utf-8")[:-9], "utf-8")
    assert read_state(path) is None
    path.write_text('{"target": "x", "theme": "t", "files": {}}', "utf-8")
    assert read_state(path) is None


def test_a_state_in_which_one_bit_is_wrong_is_none(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    write_state(path, state())
    sound = path.read_bytes()
    for place in range(len(sound)):
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
        assert read_state(path) is None, sound[max(place - 20, 0) : place + 20]
