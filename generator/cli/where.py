"""`--where QUERY`: the papers that a command changes, in the query language of the search."""

from __future__ import annotations

import click

from generator.model.models import Catalog
from generator.search.query import WrongQuery, matching

option = click.option(
    "--where",
    "query",
    required=True,
    metavar="QUERY",
    help="Which papers, as the site's search asks: 'title:review year:2019.. -tag:survey'.",
)


def papers_where(catalog: Catalog, query: str) -> list[str]:
    """The ids of the papers that fit the query, sorted; raises `BadParameter` for a wrong one."""
    # What makes the search's documents takes longer to load than other commands take.
    from generator.site.cards import PageParts
    from generator.site.pages import documents

    try:
        found = matching(documents(PageParts(catalog)), query)
    except WrongQuery as error:
        raise click.BadParameter(str(error), param_hint="--where") from error
    return sorted(document.id for document in found if document.kind == "paper")
