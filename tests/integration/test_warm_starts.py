from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import TOY, cold_run, project, run


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["tags", "list"], 0), (["check", "--format", "json"], 1), (["check", "--format", "odd"], 2)],
)
def test_a_warm_start_does_what_a_new_interpreter_does(
    tmp_path: Path, arguments: list[str], code: int
) -> None:
    folder = project(tmp_path, TOY)
    (folder / "content" / "tags.yml").write_text("- 1: é\n", "utf-8")

    warm, cold = run(*arguments, cwd=folder), cold_run(arguments, folder)

    assert (warm.returncode, cold.returncode) == (code, code)
    assert (warm.stdout, warm.stderr) == (cold.stdout, cold.stderr)


def test_a_list_with_a_generator_of_its_own_is_run_by_it(tmp_path: Path) -> None:
    (tmp_path / "generator").mkdir()
    (tmp_path / "generator" / "__init__.py").touch()
    (tmp_path / "generator" / "__main__.py").write_text("print('own')", "utf-8")

    assert run("check", cwd=tmp_path).stdout == "own\n"
