"""Calls the builder, from outside: the generator imports nothing of MkDocs.

A page's HTML depends on its own Markdown and on the navigation alone, never on
the other pages.  So the pages can be built in several processes at once, and
after an edit the changed ones suffice: each call of the builder gets a
directory with just those files and, for the navigation's sake, an empty page
for every entry of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from generator.build.site_files import link_file
from generator.build.state import NOT_FOUND_PAGE, built_path
from generator.build.waiting_builder import WaitingBuilder
from generator.content.navigation import NavigationEntry, read_navigation
from generator.model.config import Site
from generator.model.problems import BrokenEnvironment
from generator.site.navigation import NAVIGATION

_PAGES_WORTH_A_PROCESS = 200
"""Below this many pages a process starts slower than it builds."""
_COST_OF_A_PAGE = 40_000
"""What a page takes beside its bytes, in bytes."""


BUILDERS = ("mkdocs", "properdocs", "zensical")
"""Programs that read the same configuration, Markdown and templates; each is a Python package."""


@dataclass(frozen=True, slots=True)
class Builder:
    """How to call the builder."""

    config: Path
    site: Site
    """What the configuration says."""
    target: Path
    """Where the built site goes, with links resolved."""
    jobs: int = 1
    """Processes at once."""
    program: WaitingBuilder = field(default_factory=WaitingBuilder)
    """Runs one of `BUILDERS`."""
    whole: bool = True
    """Whether all pages of the site are in `build/docs`."""

    @property
    def name(self) -> str:
        """The Python package of the program."""
        return self.program.name


def start_builders(program: WaitingBuilder, jobs: int, files: int) -> None:
    """Start the processes that `build_pages` will want, before it is known what there is to build.

    Args:
        program: Starts them.
        jobs: Processes at once, at most.
        files: How many files of the content have no page yet; a page or more is made of each.
    """
    wanted = -(-files // _PAGES_WORTH_A_PROCESS)
    program.start(max(min(jobs, wanted), 1) if program.name != "zensical" else 1)


def build_pages(
    builder: Builder, pages: Collection[str], whole: bool, room: Path, docs: Path | None = None
) -> dict[str, Path]:
    """Build pages in a folder apart from the site.

    Args:
        builder: How to call the builder.
        pages: Markdown files below `docs`.
        whole: Whether they are all pages of `build/docs`; then the page *Not found* is made too.
        room: A folder for what the builder reads and writes.
        docs: Where the Markdown lies; the folder of the configuration when it is not given.

    Returns:
        The path of each page in the site, and where it lies now.

    Raises:
        BrokenEnvironment: The builder is not installed, warned, or failed; with its last words.
    """
    if not pages:
        return {}
    docs = docs or builder.site.docs
    names = sorted(pages)
    shards = max(min(builder.jobs, len(names) // _PAGES_WORTH_A_PROCESS), 1)
    if builder.name == "zensical":  # which uses all processors itself
        shards = 1
    at_once = shards == 1 and whole and builder.whole and builder.name != "zensical"
    groups = [names] if at_once else _groups(docs, names, shards)

    def build(room: Path, group: Sequence[str]) -> Path:
        if at_once:
            return _build_from(builder, docs, room)
        return _build_only(builder, docs, group, room)

    rooms = [room / str(number) for number in range(len(groups))]
    with ThreadPoolExecutor(len(groups)) as pool:
        sites = list(pool.map(build, rooms, groups))
    built = {
        built_path(page): site / built_path(page)
        for site, group in zip(sites, groups, strict=True)
        for page in group
    }
    if whole:
        built[NOT_FOUND_PAGE] = sites[0] / NOT_FOUND_PAGE
    for place, page in built.items():
        if not page.is_file():
            raise BrokenEnvironment(
                f"the builder made no {place}; {builder.config} has to keep use_directory_urls"
                f" and, below theme, static_templates: [{NOT_FOUND_PAGE}]"
            )
    return built


def _groups(docs: Path, pages: Sequence[str], count: int) -> list[list[str]]:
    """The pages in groups that take about as long; all but those of papers are in the first."""
    others = [page for page in pages if not page.startswith("papers/")]
    papers = [page for page in pages if page.startswith("papers/")]
    cost = {page: (docs / page).stat().st_size + _COST_OF_A_PAGE for page in pages}
    groups: list[list[str]] = [others, *([] for _ in range(count - 1))]
    sums = [sum(cost[page] for page in others), *(0 for _ in range(count - 1))]
    for page in papers:
        lightest = sums.index(min(sums))
        groups[lightest].append(page)
        sums[lightest] += cost[page]
    return groups


def theme_digest(builder: Builder) -> str:
    """A digest of what every page depends on beside its Markdown: configuration, templates and the
    titles in the navigation."""
    templates = sorted(p for p in builder.site.theme.rglob("*") if p.suffix in (".html", ".xml"))
    digest = hashlib.sha256(repr((builder.site, builder.name)).encode())
    made = _made_navigation(builder)
    for file in [builder.config, *([made] if made.is_file() else []), *templates]:
        digest.update(f"{file.name}:{file.stat().st_size}\n".encode() + file.read_bytes())
    digest.update(repr([_stand_in(builder, entry) for entry in _navigation(builder)]).encode())
    return digest.hexdigest()


def theme_assets(builder: Builder) -> dict[str, bytes]:
    """The theme's own styles, scripts and images: path below the site, content."""
    theme = builder.site.theme
    files = sorted(p for p in (theme / "assets").rglob("*") if p.is_file())
    return {file.relative_to(theme).as_posix(): file.read_bytes() for file in files}


def _build_only(builder: Builder, docs: Path, pages: Collection[str], room: Path) -> Path:
    """Build just these pages; returns the folder of the built site."""
    some = room / "docs"
    stand_ins = [entry for entry in _navigation(builder) if entry.file not in pages]
    for entry in stand_ins:
        _write(some / entry.file, _stand_in(builder, entry))
    for page in pages:
        link_file(docs / page, some / page)
    # Zensical would leave them out of the navigation too.
    without = {entry.file for entry in stand_ins if entry.titled and builder.name != "zensical"}
    return _build_from(builder, some, room, sorted(without))


def _stand_in(builder: Builder, entry: NavigationEntry) -> str:
    """What stands for a page of the navigation: its title, where the navigation gives it none.

    Raises:
        BrokenEnvironment: Another share has the page that the title is from.
    """
    page = builder.site.docs / entry.file
    if entry.titled or (builder.whole and not page.is_file()):
        return "# Stand-in\n"
    try:
        text = page.read_text("utf-8")
    except OSError as error:
        raise BrokenEnvironment(
            f"a share of a site needs titles in the navigation: give {entry.file} one in"
            f" {builder.config}, as in `- About: {entry.file}`"
        ) from error
    return text.partition("\n---\n")[0] + "\n---\n"


def _build_from(builder: Builder, docs: Path, room: Path, without: Iterable[str] = ()) -> Path:
    """Build a folder of Markdown without some of its pages; returns the folder of the site."""
    config, target = room / "mkdocs.yml", room / "site"
    values = {
        "INHERIT": str(builder.config.resolve()),
        # Zensical takes no whole path of a folder within the project.
        "docs_dir": docs.name if docs.parent == room else str(docs.resolve()),
        "site_dir": target.name,
        "theme": {"custom_dir": str(_theme(builder, room))},
    }
    if left_out := "\n".join(f"/{page}" for page in without):  # else the configuration says it
        values["exclude_docs"] = left_out
    _write(config, yaml.safe_dump(values))
    _run(builder, config)
    return target


def _theme(builder: Builder, room: Path) -> Path:
    """The theme by links, by which MkDocs finds templates and no assets that it would copy."""
    theme, links = builder.site.theme.resolve(), room / "theme"
    if builder.name == "zensical":  # which finds nothing by links
        return theme
    links.mkdir(parents=True)
    try:
        for entry in theme.iterdir():
            (links / entry.name).symlink_to(entry, entry.is_dir())
    except OSError:  # Windows has such links for administrators alone
        return theme
    return links.resolve()


def _navigation(builder: Builder) -> tuple[NavigationEntry, ...]:
    """The Markdown files that the navigation names."""
    navigation = read_navigation(builder.config) or read_navigation(_made_navigation(builder))
    return navigation.entries if navigation else ()


def _made_navigation(builder: Builder) -> Path:
    return builder.site.docs / NAVIGATION


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _run(builder: Builder, config: Path) -> None:
    # Not --quiet: it would keep --strict from counting warnings.
    options = ["--clean"] if builder.name == "zensical" else ["--strict"]
    done = builder.program.run(["build", *options, "--config-file", str(config.resolve())])
    if done.returncode:
        words = (done.stderr or done.stdout).strip()[-4000:]
        raise BrokenEnvironment(f"the builder failed with exit code {done.returncode}:\n{words}")
