"""The pages of the site itself, counted before they are made: some of them tell the count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riweb.formats import listing
from riweb.pages import census, entrance, search, sites
from riweb.pages.addresses import file_of
from riweb.pages.entries import Entry
from riweb.pages.language import Scene
from riweb.pipeline.cache import Cache
from riweb.pipeline.jobs import WebJob
from riweb.pipeline.languages import Edition


def pages(
    cache: Cache,
    of_plans: int,
    editions: Sequence[Edition],
    scenes: Sequence[Scene],
    found: Sequence[Sequence[WebJob]],
) -> Iterator[dict[str, str]]:
    """Yield the site's own pages and the list of its plans for each language, then those above.

    Args:
        of_plans: how many pages the plans have in all languages.
        found: the jobs of the pages of each language.
    """
    shown = [[web.scene() for web in webs] for webs in found]
    facts = [[cache.facts(web.key) for web in webs] for webs in found]
    entries = [[Entry.of_row(row) for one in own for row in one["found"]] for own in facts]
    planned = [
        sites.planned(scene, plans, edition.absent)
        for edition, scene, plans in zip(editions, scenes, shown, strict=True)
    ]
    above = dict(entrance.pages(scenes)) if len(scenes) > 1 else {}
    searched = [
        search.count(scene, plans, rows, edition.absent, {file_of(p.here): p.title for p in own})
        for edition, scene, plans, own, rows in zip(
            editions, scenes, shown, planned, entries, strict=True
        )
    ]
    count = of_plans + sum(map(len, planned)) + sum(searched) + len(above)
    counted = census.of(count, (plan for plans in shown for plan in plans))
    each = zip(editions, scenes, shown, planned, facts, entries, strict=True)
    for edition, scene, plans, own, known, rows in each:
        made = dict(sites.pages(scene, own, counted))
        made |= search.pages(scene, plans, rows, edition.absent, made)
        pairs = zip(plans, known, strict=True)
        listed = [listing.Listed(plan, one["files"]) for plan, one in pairs]
        path, text = listing.write(scene, listed, made)
        yield made | {path: text}
    yield above
