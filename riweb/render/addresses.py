"""Where each page and file is published, and how one page links to another."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from riweb.locales import LOCALES
from riweb.plan.fields import as_id

# Where our own pictures of Easy Read are, from the top of output/.
DRAWINGS = "assets/easy-read/"


@dataclass(frozen=True)
class Addresses:
    """The paths of one language's pages, from the top of output/, with / at the end of folders.

    Args:
        root: empty in a site of one language, else `en/` or `cy/`.
        names: the names of plans in this language's addresses, where they are not their ids.
        absent: the ids of plans that are not in this language, in an order that stays: what is
            made with them is known by a hash of these addresses.
    """

    language: str = "en"
    root: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    absent: Collection[str] = ()

    def word(self, word: str) -> str:
        """Return a path word in this language."""
        return LOCALES[self.language].paths[word]

    @property
    def home(self) -> str:
        """The home page."""
        return self.root

    def page(self, word: str) -> str:
        """A page of the site itself."""
        return f"{self.root}{self.word(word)}/"

    def plan(self, plan_id: str, word: str = "") -> str:
        """A plan's overview, or one of its pages."""
        return f"{self.root}{self.name(plan_id)}/" + (f"{self.word(word)}/" if word else "")

    def name(self, plan_id: str) -> str:
        """A plan's name in addresses."""
        return self.names.get(plan_id, plan_id)

    def action(self, plan_id: str, action_id: str) -> str:
        """An action's page."""
        return f"{self.plan(plan_id, 'actions')}{action_id}/"

    def chapter(self, plan_id: str, chapter_id: str) -> str:
        """A chapter of strategy text."""
        return f"{self.plan(plan_id, 'strategy')}{chapter_id}/"

    def image(self, plan_id: str, name: str) -> str:
        """A picture of a plan."""
        return f"{self.plan(plan_id, 'images')}{name}"

    def downloads(self, plan_id: str, name: str) -> str:
        """The start of the path of a format's files, such as `poole/downloads/poole-large-print`.

        What tells several apart, the language and the ending follow.
        """
        word = LOCALES[self.language].formats.get(name, name)
        return f"{self.plan(plan_id, 'downloads')}{self.name(plan_id)}-{word}"

    def insert(self, plan_id: str, insert_id: str) -> str:
        """The page of an insert, below which its files are."""
        return f"{self.plan(plan_id, 'inserts')}{insert_id}/"

    def data(self, plan_id: str, name: str) -> str:
        """A plan's file for programmes, such as `plan.json`; its name is not translated."""
        return f"{self.plan(plan_id)}{name}"

    def twin(self, path: str, other: Addresses) -> str:
        """Return where another language has the page at a path of this one.

        A page of a plan that is not in the other language leads to what is said there of it.
        """
        ids = {name: plan_id for plan_id, name in self.names.items()}
        words = {own: word for word, own in LOCALES[self.language].paths.items()}
        first, slash, rest = path.removeprefix(self.root).partition("/")
        if first in words:
            return f"{other.root}{other.word(words[first])}{slash}{rest}"
        plan_id = ids.get(first, first)
        if not slash:
            return f"{other.root}{first}"
        if plan_id in other.absent or plan_id in self.absent:
            return other.plan(plan_id)
        word, slash, rest = rest.partition("/")
        return (
            other.plan(plan_id) + other.word(words[word]) + slash + rest
            if word
            else (other.plan(plan_id))
        )

    def is_elsewhere(self, path: str) -> bool:
        """Tell whether a path is of a plan that is not in this language."""
        return path.removeprefix(self.root).partition("/")[0] in self.absent

    @property
    def listing(self) -> str:
        """The file that names every plan, page and file of this language."""
        return f"{self.root}plans.json"


def anchor(kind: str, text: str) -> str:
    """Return the place on a page of a thing that has no id of its own, such as `lead-pd`."""
    return f"{kind}-{as_id(text)}"


def file_of(path: str) -> str:
    """Return the file that a page's path is written to."""
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def relative(target: str, page: str, shared: int = 1) -> str:
    """Return the link from one page to another; a fragment is kept.

    Folders are linked by their index.html, so that the site also works from a disc and on
    servers that show no index by themselves. A link inside one plan goes by the plan's folder,
    any other by the top of the site: it is then the same on all pages of a plan that are as deep,
    and what frames them is rendered once for all.

    Args:
        shared: how many folders lead to the pages of a plan: its own, and its language's.
    """
    path, mark, fragment = target.partition("#")
    if mark and path == page:
        return f"#{fragment}"
    path = file_of(path)
    for _ in range(shared):
        folder, slash, rest = page.partition("/")
        if not slash or not path.startswith(folder + slash):
            break
        path, page = path[len(folder) + 1 :], rest
    return "../" * page.count("/") + path + mark + fragment


def absolute(target: str, base: str) -> str:
    """Return a link that holds from any address of the server.

    Args:
        base: the path that the site's full address ends in, such as /plans/.
    """
    path, mark, fragment = target.partition("#")
    return base + file_of(path) + mark + fragment
