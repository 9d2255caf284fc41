"""plans.json: every plan of a language with the paths of all its pages and files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from riweb.formats.data import FORMAT_VERSION, download, dumped
from riweb.formats.names import below
from riweb.pages import plans
from riweb.pages.addresses import PATH_WORDS, Addresses, file_of
from riweb.pages.language import Scene
from riweb.pages.scene import PlanScene

# The files for programmes that a plan may have.
DATA = ("plan.json", "actions.csv", "deadlines.ics", "feed.xml")


@dataclass(frozen=True)
class Listed:
    """A plan with what was made of it.

    Args:
        files: the paths of its pages and files for programmes, from the top of output/.
    """

    scene: PlanScene
    files: Collection[str]


def write(scene: Scene, listed: Sequence[Listed], own: Collection[str]) -> tuple[str, str]:
    """Return path and text of the list of one language's plans.

    Args:
        scene: that of the language.
        own: the paths of the site's own pages in this language.
    """
    languages = sorted((scene.at, *scene.others), key=lambda one: one.language, reverse=True)
    at, site = scene.at, scene.site
    return at.listing, dumped(
        {
            "format_version": FORMAT_VERSION,
            "title": site.title,
            "publisher": site.publisher.name,
            "language": at.language,
            "base_url": f"{site.base_url}{at.root}" if site.base_url else "",
            "languages": [
                {"language": one.language, "url": "../" * at.root.count("/") + one.listing}
                for one in languages
            ],
            "pages": _own_pages(scene, own),
            "elsewhere": _ways(at.root, ((name, at.plan(name)) for name in sorted(at.absent))),
            "plans": [_plan(one, languages) for one in listed],
        }
    )


def _own_pages(scene: Scene, own: Collection[str]) -> dict[str, str]:
    """Return the ways to the site's own pages, by their English path words.

    The rest of the A to Z index and the index of the search are named below `search`.
    """
    at = scene.at
    known = {"home": at.home} | {word: at.page(word) for word in PATH_WORDS["en"]}
    known["not-found"] = f"{at.root}404.html"
    search = at.page("search")
    known |= {
        f"search/{file.removeprefix(search).removesuffix('/index.html')}": file
        for file in own
        if file.startswith(search) and file != file_of(search)
    }
    return {word: below(at.root, path) for word, path in known.items() if file_of(path) in own}


def _plan(listed: Listed, languages: Sequence[Addresses]) -> dict[str, Any]:
    scene, plan = listed.scene, listed.scene.plan.plan
    at, name, root = scene.at, scene.plan.id, scene.at.root
    return {
        "id": name,
        "title": plan.title,
        "organisation": plan.organisation,
        "kind": plan.kind,
        "state": plan.state,
        "language": at.language,
        "source_language": plan.language,
        "languages": [one.language for one in languages if name not in one.absent],
        "url": below(root, scene.address()),
        "pages": _ways(root, ((one.word, scene.address(one.word)) for one in plans.kinds(scene))),
        "actions": _ways(
            root,
            ((one.action.id, at.action(name, one.action.id)) for one in scene.plan.actions),
        ),
        "chapters": _ways(
            root, ((one.id, at.chapter(name, one.id)) for one in scene.plan.published.chapters)
        ),
        "pictures": _ways(
            root, ((one.name, at.image(name, one.name)) for one in scene.plan.published.images)
        ),
        "files": _ways(
            root,
            ((file, at.data(name, file)) for file in DATA if at.data(name, file) in listed.files),
        ),
        "inserts": _ways(root, _inserts(scene)),
        "downloads": [download(one, below(root, one.path)) for one in scene.downloads],
    }


def _inserts(scene: PlanScene) -> Iterable[tuple[str, str]]:
    """Yield the page of each insert by its id, and its files for readers by their names."""
    for offer in scene.inserts:
        yield offer.insert.id, scene.at.insert(scene.plan.id, offer.insert.id)
        # A file in both languages is in the folder of the first.
        own = (path for path, _, _ in offer.files if path.startswith(scene.at.root))
        yield from ((path.rpartition("/")[2], path) for path in own)


def _ways(root: str, paths: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the ways from the folder of plans.json, by name."""
    return {name: below(root, path) for name, path in paths}
