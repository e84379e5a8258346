"""`build`: the whole way from the content to the site."""

from __future__ import annotations

from pathlib import Path

import click

from generator.build.mkdocs import BUILDERS
from generator.build.shares import WHOLE, BuildShare
from generator.cli import Settings
from generator.cli.options import site_option
from generator.cli.report import finish
from generator.cli.stages import join_site, make_site


class ShareOfASite(click.ParamType[BuildShare]):
    """`3/8`."""

    name = "I/N"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> BuildShare:
        """The share; anything else is wrong usage."""
        if isinstance(value, BuildShare):
            return value
        number, _, of = str(value).partition("/")
        if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
            self.fail(f"{value!r} is not a share such as 3/8.", param, ctx)
        return BuildShare(int(number), int(of))


@click.command("build")
@site_option("Where the built site goes.")
@click.option(
    "--builder",
    type=click.Choice(BUILDERS),
    default="mkdocs",
    show_default=True,
    help="What turns Markdown into the site; it has to be installed.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    help="Processes at once on a long list.  [default: one a core]",
)
@click.option(
    "--shard",
    "share",
    type=ShareOfASite(),
    default=WHOLE,
    help="Build one of N shares of the site, on several machines at once.",
)
@click.option("--assemble", is_flag=True, help="Join all shares, which are in the folders DIR.")
@click.argument(
    "folders",
    metavar="[DIR]...",
    nargs=-1,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.pass_obj
def command(
    settings: Settings,
    target: Path,
    builder: str,
    jobs: int,
    share: BuildShare,
    assemble: bool,
    folders: tuple[Path, ...],
) -> None:
    """Build the site: pages, search data, exports and feeds, then MkDocs.

    A second build does what has changed since the first; remove build/ for a
    whole one. Problems in the content are printed; what is sound is built all
    the same, and the command ends with 1 when any of them is an error.

    A long list is built on several machines: `build --shard 1/8` to `8/8`
    make a share each, and `build --assemble DIR...` joins them to the site
    that one machine would build.
    """
    if assemble != bool(folders) or (assemble and share != WHOLE):
        raise click.UsageError("--assemble goes with the folders of the shares, and nothing else.")
    if share != WHOLE and builder == "zensical":
        raise click.UsageError("zensical builds whole sites only.")
    if assemble:
        join_site(settings, folders, target)
        return
    pages = make_site(settings, target, jobs, builder, share)
    click.echo(f"Open {target}/index.html in a browser, or run `make serve`.")
    finish(pages.problems)
