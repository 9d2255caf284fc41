"""Every page of one plan."""

from __future__ import annotations

from collections.abc import Iterator

from riweb.document import action_rows, charts, glossary, involvement, people
from riweb.lint import readability
from riweb.lint.readability import Measure
from riweb.render.addresses import file_of
from riweb.render.edition import Crumb
from riweb.render.plan_context import PageKind, PlanContext
from riweb.website import chapters, easy_read_pages, formats_page, insert_pages, orders

# In the order of the menu.
MODULES = (
    easy_read_pages,
    action_rows,
    orders,
    chapters,
    involvement,
    chapters,
    people,
    glossary,
    insert_pages,
    formats_page,
)


def pages(scene: PlanContext) -> Iterator[tuple[str, str]]:
    """Yield the file and HTML of every page of a plan."""
    scene = scene.with_menu(menu(scene))
    linker = glossary.linker(scene)
    # Easy Read explains its words itself.
    easy_read = file_of(scene.address("easy-read"))
    for path, html in _pages(scene):
        if linker and path not in (file_of(linker.address), easy_read):
            yield path, linker.put_in(html, scene.scene.links_from(path))
        else:
            yield path, html


def _pages(scene: PlanContext) -> Iterator[tuple[str, str]]:
    yield scene.render(
        "plan/overview.html",
        scene.address(),
        scene.plan.plan.title,
        charts=charts.glance(scene),
        next_dates=orders.next_moments(scene),
        downloads=formats_page.lines(scene),
        measure=_measure(scene),
    )
    for kind in kinds(scene):
        yield from kind.pages(scene)


def _measure(scene: PlanContext) -> Measure | None:
    """Return how hard the plan is to read, where the site wants this on the page."""
    if not scene.scene.site.wording.show_reading_age:
        return None
    return readability.of_edition(scene.plan.published, scene.scene.language)


def kinds(scene: PlanContext) -> list[PageKind]:
    """Return the kinds of page that the plan has something for, in order of the menu."""
    return [kind for module in MODULES for kind in module.KINDS if kind.is_there(scene)]


def menu(scene: PlanContext) -> tuple[Crumb, ...]:
    """Return title and path of the plan's pages, the overview first."""
    first = Crumb(scene.scene.say("Overview"), scene.address())
    others = [Crumb(kind.title(scene), scene.address(kind.word)) for kind in kinds(scene)]
    return (first, *others)
