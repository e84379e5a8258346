"""The workflows are thin, valid, and give nobody's text a way into a command."""

import importlib.resources
import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sysconfig
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from generator.cli import group
from generator.importers import issue_form, tag_form
from tests.support import ROOT, TOY

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
PINNED = re.compile(
    r"^ +(?:- )?uses: (actions/[a-z-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$", re.MULTILINE
)
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def values(path: Path) -> Any:
    # YAML 1.1 takes the key `on` for a boolean; GitHub does not.
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in values(path)["jobs"].values() for step in job["steps"]]


def validate(name: str, instance: Any) -> None:
    folder = importlib.resources.files("check_jsonschema.builtin_schemas") / "vendor"
    schema = json.loads((folder / f"{name}.json").read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)
    validator(schema).validate(instance)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_are_valid(path: Path) -> None:
    typed = yaml.safe_load(path.read_text("utf-8"))
    typed["on"] = typed.pop(True)
    validate("github-workflows", typed)


@pytest.mark.parametrize("name", ["suggest.yml", "tags.yml", "report.yml"])
def test_issue_forms_are_valid(name: str) -> None:
    path = GITHUB / "ISSUE_TEMPLATE" / name
    validate("github-issue-forms", yaml.safe_load(path.read_text("utf-8")))


def test_the_other_files_are_valid() -> None:
    config = GITHUB / "ISSUE_TEMPLATE" / "config.yml"
    validate("github-issue-config", yaml.safe_load(config.read_text("utf-8")))
    validate("dependabot", yaml.safe_load((GITHUB / "dependabot.yml").read_text("utf-8")))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_that_anybody_wrote_is_part_of_a_command(path: Path) -> None:
    for step in steps(path):
        assert "${{" not in step.get("run", "")
        for value in (step.get("env") or {}).values():
            inner = re.findall(r"\$\{\{\s*(.*?)\s*\}\}", value)
            assert set(inner) <= {
                "github.token", "github.server_url", "github.repository",
                "github.event.repository.default_branch", "steps.pages.outputs.base_url",
                "vars.CONTACT", "secrets.SEMANTIC_SCHOLAR_API_KEY",
                "matrix.share", "vars.SHARES || 8", "vars.SHARES_ABOVE || 20000",
            }  # fmt: skip


def commands() -> list[tuple[str, list[str]]]:
    """Each `run` step's file and words, and those of the Makefile's own calls of Python."""
    found = [
        (path.name, shlex.split(step["run"].replace("$GITHUB_STEP_SUMMARY", "summary.md")))
        for path in WORKFLOWS
        for step in steps(path)
        if "run" in step
    ]
    plain = MAKEFILE.replace("$(GENERATOR)", "python -m generator").replace("$(BIN)/", "")
    for line in re.findall(r"^\t@?(python -m .*)$", plain, re.MULTILINE):
        found.append(("Makefile", shlex.split(re.sub(r"\$\(if .*\)|\$\(\w+\)", "", line))))
    return found


def generator_takes(words: list[str]) -> bool:
    """Whether the command and its options exist; `--help` keeps the command from running."""
    return CliRunner().invoke(group, [*words, "--help"]).exit_code == 0


@pytest.mark.parametrize(("file", "words"), commands())
def test_steps_call_targets_modules_and_commands_that_exist(file: str, words: list[str]) -> None:
    if words[0] == "make":
        for target in (word for word in words[1:] if "=" not in word):
            assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)
        for name in (word.partition("=")[0] for word in words[1:] if "=" in word):
            assert f"$({name})" in MAKEFILE
        return
    assert words[:2] == ["python", "-m"]
    module, *rest = words[2:]
    assert importlib.util.find_spec(module) is not None
    if module == "generator" and file != "Makefile":
        assert generator_takes(rest)
    for word in rest:
        assert not word.startswith(("tests/", "requirements")) or (ROOT / word).exists()


@pytest.mark.parametrize("words", [["chek"], ["check", "--no-such-option"], ["--content"]])
def test_a_command_that_does_not_exist_is_noticed(words: list[str]) -> None:
    assert not generator_takes(words)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_official_and_pinned_to_a_commit(path: Path) -> None:
    text = path.read_text("utf-8")
    used = [step["uses"] for step in steps(path) if "uses" in step]
    assert [f"{name}@{commit}" for name, commit, _ in PINNED.findall(text)] == used


def test_an_action_is_the_same_commit_and_version_everywhere() -> None:
    pins = {pin for path in WORKFLOWS for pin in PINNED.findall(path.read_text("utf-8"))}
    assert len({name for name, _, _ in pins}) == len(pins)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_checkout_keeps_its_credentials(path: Path) -> None:
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_jobs_are_bounded(path: Path) -> None:
    workflow = values(path)
    assert "concurrency" in workflow
    for job in workflow["jobs"].values():
        assert int(job["timeout-minutes"]) <= 360


def test_actions_wait_before_they_are_updated() -> None:
    [updates] = values(GITHUB / "dependabot.yml")["updates"]
    assert int(updates["cooldown"]["default-days"]) >= 7


def test_zizmor_finds_nothing_and_nothing_is_ignored() -> None:
    done = subprocess.run(
        [Path(sysconfig.get_path("scripts")) / "zizmor", "--offline", "--persona", "pedantic",
         "--no-ignores", "--strict-collection", "--quiet", GITHUB],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_the_tests_run_on_every_supported_python_and_system() -> None:
    workflow = values(GITHUB / "workflows" / "test.yml")
    linux, elsewhere = (workflow["jobs"][name]["strategy"]["matrix"] for name in
                        ("linux", "elsewhere"))  # fmt: skip
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == f">={linux['python'][0]}"
    assert set(elsewhere["python"]) == {linux["python"][0], linux["python"][-1]}
    assert elsewhere["os"] == ["macos-latest", "windows-latest"]
    assert set(workflow["on"]) >= {"push", "pull_request"}


def test_pull_requests_get_a_token_that_only_reads() -> None:
    workflow = values(GITHUB / "workflows" / "pull-request.yml")
    assert "pull_request_target" not in workflow["on"]
    [job] = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read"}
    assert "secrets" not in json.dumps(workflow)
    assert job["steps"][0]["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_the_token_may_write_only_where_a_job_says_so(path: Path) -> None:
    allowed = {
        "pull-request.yml": set(),
        "deploy.yml": {"pages", "id-token"},
        "links.yml": {"issues"},
        "enrich.yml": {"contents", "pull-requests"},
        "suggestion.yml": {"contents", "pull-requests", "issues"},
        "test.yml": set(),
        "fuzz.yml": set(),
    }
    workflow = values(path)
    assert workflow["permissions"] == {}
    jobs = workflow["jobs"].values()
    granted = {
        name for job in jobs for name, level in job["permissions"].items()
        if level == "write"
    }  # fmt: skip
    assert granted == allowed[path.name]


def test_the_form_asks_what_the_command_reads() -> None:
    form = values(GITHUB / "ISSUE_TEMPLATE" / "suggest.yml")
    labels = [row["attributes"]["label"] for row in form["body"] if row["type"] != "markdown"]
    assert labels == [issue_form.TITLE, issue_form.LINK, issue_form.ABSTRACT, issue_form.WHY]
    assert form["labels"] == ["suggestion"]
    assert "'suggestion'" in (GITHUB / "workflows" / "suggestion.yml").read_text("utf-8")


def test_the_form_of_tags_asks_what_the_command_reads() -> None:
    form = values(GITHUB / "ISSUE_TEMPLATE" / "tags.yml")
    fields = [row for row in form["body"] if row["type"] != "markdown"]
    labels = [row["attributes"]["label"] for row in fields]
    assert labels == [tag_form.PAPER, tag_form.CHANGE, tag_form.WHY]
    assert form["labels"] == [tag_form.LABEL]
    assert f"'{tag_form.LABEL}'" in (GITHUB / "workflows" / "suggestion.yml").read_text("utf-8")


def test_the_report_form_takes_the_paper_from_the_address() -> None:
    form = values(GITHUB / "ISSUE_TEMPLATE" / "report.yml")
    assert "paper" in [row.get("id") for row in form["body"] if row["type"] == "input"]


def test_every_label_that_is_used_is_declared() -> None:
    declared = {row["name"] for row in values(GITHUB / "labels.yml")}
    used = {"links"}
    for name in ("suggest.yml", "tags.yml", "report.yml"):
        used |= set(values(GITHUB / "ISSUE_TEMPLATE" / name)["labels"])
    assert used <= declared


@pytest.mark.parametrize(
    ("above", "count", "shares"),
    [("6", "1", ["1/1"]), ("5", "3", ["1/3", "2/3", "3/3"])],
)
def test_a_list_above_a_count_is_built_in_shares(
    tmp_path: Path, above: str, count: str, shares: list[str]
) -> None:
    shutil.copytree(TOY, tmp_path / "content")
    output = tmp_path / "output"
    subprocess.run(
        ["make", "--file", ROOT / "Makefile", "shares", f"OUTPUT={output}"],
        cwd=tmp_path, check=True, env={**os.environ, "ABOVE": above, "SHARES": "3"},
    )  # fmt: skip
    found = dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines())
    assert found["count"] == count
    assert json.loads(found["shares"]) == shares
