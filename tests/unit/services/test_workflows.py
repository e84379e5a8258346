"""The workflows are thin, valid, and give nobody's text a way into a command."""

import importlib.resources
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator.importers import issue_form
from tests.support import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
OFFICIAL = re.compile(r"actions/[a-z-]+@v\d+")


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


@pytest.mark.parametrize("name", ["suggest.yml", "report.yml"])
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
            }  # fmt: skip


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_run_steps_call_targets_that_the_makefile_has(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for step in steps(path):
        if "run" in step:
            command, *targets = step["run"].split()
            assert command == "make"
            for target in (word for word in targets if "=" not in word):
                assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_jobs_are_bounded_and_use_official_actions_of_one_major_version(path: Path) -> None:
    workflow = values(path)
    assert "concurrency" in workflow
    for job in workflow["jobs"].values():
        assert int(job["timeout-minutes"]) <= 360
    for step in steps(path):
        assert "run" in step or OFFICIAL.fullmatch(step["uses"])


def test_pull_requests_get_a_token_that_only_reads() -> None:
    workflow = values(GITHUB / "workflows" / "pull-request.yml")
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in workflow["on"]
    assert len(workflow["jobs"]) == 1
    [job] = workflow["jobs"].values()
    assert "permissions" not in job
    assert "secrets" not in json.dumps(workflow)
    assert job["steps"][0]["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_the_token_may_write_only_where_a_job_says_so(path: Path) -> None:
    allowed = {
        "pull-request.yml": set(),
        "deploy.yml": {"pages", "id-token"},
        "links.yml": {"issues"},
        "suggestion.yml": {"contents", "pull-requests", "issues"},
    }
    workflow = values(path)
    assert "write" not in workflow["permissions"].values()
    jobs = workflow["jobs"].values()
    granted = {
        name for job in jobs for name, level in job.get("permissions", {}).items()
        if level == "write"
    }  # fmt: skip
    assert granted == allowed[path.name]


def test_the_form_asks_what_the_command_reads() -> None:
    form = values(GITHUB / "ISSUE_TEMPLATE" / "suggest.yml")
    labels = [row["attributes"]["label"] for row in form["body"] if row["type"] != "markdown"]
    assert labels == [issue_form.TITLE, issue_form.LINK, issue_form.ABSTRACT, issue_form.WHY]
    assert form["labels"] == ["suggestion"]
    assert "'suggestion'" in (GITHUB / "workflows" / "suggestion.yml").read_text("utf-8")


def test_the_report_form_takes_the_paper_from_the_address() -> None:
    form = values(GITHUB / "ISSUE_TEMPLATE" / "report.yml")
    assert "paper" in [row.get("id") for row in form["body"] if row["type"] == "input"]


def test_every_label_that_is_used_is_declared() -> None:
    declared = {row["name"] for row in values(GITHUB / "labels.yml")}
    used = {"links"}
    for name in ("suggest.yml", "report.yml"):
        used |= set(values(GITHUB / "ISSUE_TEMPLATE" / name)["labels"])
    assert used <= declared


@pytest.mark.skipif(shutil.which("actionlint") is None, reason="actionlint is not installed")
def test_actionlint_is_content() -> None:
    done = subprocess.run(
        ["actionlint", *map(str, WORKFLOWS)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
