"""`labels`: the repository's labels at GitHub."""

from __future__ import annotations

from pathlib import Path

import click
import yaml

from generator.model.problems import BrokenEnvironment
from generator.services.commands import run


@click.command("labels")
@click.option(
    "--file",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path(".github/labels.yml"),
    show_default=True,
    help="Names, colours and descriptions.",
)
def command(path: Path) -> None:
    """Make the labels that the forms and workflows use, or bring them up to date.

    To be run once in a fork; needs gh (GitHub's command line), logged in.
    """
    try:
        rows = [
            (row["name"], row["color"], row["description"])
            for row in yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        ]
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise BrokenEnvironment(f"{path} is no list of labels: {error}") from error
    for name, color, description in rows:
        run(["gh", "label", "create", name, "--color", color, "--description", description,
             "--force"])  # fmt: skip
        click.echo(name)
