"""The pages of the site itself, counted before they are made: some of them tell the count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riweb.formats import listing
from riweb.pages import census, entrance, sites
from riweb.pages.scene import Scene
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
    planned = [
        sites.planned(scene, plans, edition.absent)
        for edition, scene, plans in zip(editions, scenes, shown, strict=True)
    ]
    above = dict(entrance.pages(scenes)) if len(scenes) > 1 else {}
    count = of_plans + sum(map(len, planned)) + len(above)
    counted = census.of(count, (plan for plans in shown for plan in plans))
    for scene, plans, webs, own in zip(scenes, shown, found, planned, strict=True):
        made = dict(sites.pages(scene, own, counted))
        files = [cache.facts(web.key)["files"] for web in webs]
        listed = [listing.Listed(*pair) for pair in zip(plans, files, strict=True)]
        path, text = listing.write(scene, listed, made)
        yield made | {path: text}
    yield above
