from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.site_files import Stage


@pytest.mark.parametrize("beside", [(), ("more.txt",)])
@pytest.mark.parametrize("there", [(), ("papers/y/index.html",), ("papers/x/other.txt",)])
def test_a_file_is_moved_whatever_is_beside_it_or_there(
    tmp_path: Path, beside: tuple[str, ...], there: tuple[str, ...]
) -> None:
    built, stage = tmp_path / "built", Stage(tmp_path / "stage", tmp_path / "site")
    for file in (
        built / "papers/x/index.html",
        *(built / "papers/x" / name for name in beside),
        *(stage.folder / name for name in there),
    ):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(file.name, "utf-8")

    stage.move(built / "papers/x/index.html", "papers/x/index.html")

    found = {p.relative_to(stage.folder).as_posix() for p in stage.folder.rglob("*.*")}
    assert found == {"papers/x/index.html", *there}
    assert (stage.folder / "papers/x/index.html").read_text("utf-8") == "index.html"
    assert all((built / "papers/x" / name).is_file() for name in beside)
