"""The search page: the index that its script reads, and the A to Z index of everything."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from markupsafe import Markup, escape

from riweb.plan.plans import Plan
from riweb.render.addresses import file_of
from riweb.render.edition import Crumb, Scene, Twin
from riweb.render.plan_context import PlanContext
from riweb.text import prose
from riweb.text.alphabet import MUTATIONS, NEVER
from riweb.website.findable import Findable

# A page of the A to Z index ends with the letter at which it has this many lines.
LINES = 160

# Pages of the site that are no answer to a question.
NOT_FOUND = ("sitemap", "search")
MAIN = re.compile(r"<main\b[^>]*>(.*?)</main>", re.DOTALL)
HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
PASSAGE = re.compile(r"</?(?:p|li|dt|dd|div|h[2-6]|td|th|section|form|select|option)\b[^>]*>")


@dataclass(frozen=True)
class IndexLine:
    """One line of the A to Z index."""

    title: Markup
    path: str
    about: str


@dataclass(frozen=True)
class Letter:
    """What begins with one letter.

    Args:
        name: as it is shown, such as Ll; digits are all together.
        path: the place on a page where its lines stand.
    """

    anchor: str
    name: str
    path: str
    lines: tuple[IndexLine, ...]


@dataclass(frozen=True)
class IndexSheet:
    """One page of the A to Z index; the first is the search page."""

    path: str
    letters: tuple[Letter, ...]


def pages(
    scene: Scene,
    scenes: Sequence[PlanContext],
    found: Iterable[Findable],
    absent: Sequence[Plan],
    made: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    """Yield the search page, the rest of the A to Z index, and the index for the script.

    Args:
        scenes: those of the plans that are in this language.
        found: what there is in these plans, plan by plan.
        absent: the plans that are in another language only.
        made: the pages of the site itself.
    """
    entries = [*_of_site(scene, made), *_elsewhere(scene, absent), *found]
    index = _index(scene, scenes, entries)
    sheets = _sheets(scene, scenes, entries)
    letters = [letter for sheet in sheets for letter in sheet.letters]
    here = scene.at.page("search")
    yield f"{here}index.js", index
    home = Crumb(scene.say("Home"), scene.at.home)
    yield scene.render(
        "site/search.html",
        here,
        scene.say("Search"),
        trail=[home],
        letters=letters,
        sheet=sheets[0],
        plans=[(one.plan.id, _called(one)) for one in scenes],
        # Whoever has an index of before gets the new one.
        version=sha256(index.encode()).hexdigest()[:8],
    )
    for sheet in sheets[1:]:
        first, last = sheet.letters[0].name, sheet.letters[-1].name
        yield scene.render(
            "site/a-to-z.html",
            sheet.path,
            scene.say("A to Z: from %(first)s to %(last)s", first=first, last=last),
            trail=[home, Crumb(scene.say("Search"), here)],
            letters=letters,
            sheet=sheet,
            # Each language has letters of its own.
            twins=tuple(Twin(o.language, o.page("search"), False) for o in scene.others),
        )


def count(
    scene: Scene,
    scenes: Sequence[PlanContext],
    found: Iterable[Findable],
    absent: Sequence[Plan],
    titles: Mapping[str, str],
) -> int:
    """Return how many pages the A to Z index will have.

    Args:
        titles: what the pages of the site itself are called, by their file.
    """
    what, apart = scene.say("Page of this site"), _no_answers(scene)
    own = [
        Findable(what, prose.plain(title), file.removesuffix("index.html"))
        for file, title in titles.items()
        if file not in apart
    ]
    letters = Counter(
        scene.alphabet.initial(_titled(one))
        for one in (*own, *_elsewhere(scene, absent), *found)
        if one.is_listed
    )
    return len(_cut({sign: letters[sign] for sign in sorted(letters, key=scene.alphabet.sort_key)}))


def _of_site(scene: Scene, made: Mapping[str, str]) -> Iterator[Findable]:
    """Yield the pages of the site itself that answer a question."""
    what, apart = scene.say("Page of this site"), _no_answers(scene)
    for file, text in made.items():
        heading, main = HEADING.search(text), MAIN.search(text)
        if file in apart or not heading or not main:
            continue
        texts = (_words(part) for part in PASSAGE.split(HEADING.sub("", main[1])))
        path = file.removesuffix("index.html")
        yield Findable(what, _words(heading[1]), path, texts=tuple(filter(None, texts)))


def _no_answers(scene: Scene) -> set[str]:
    """Return the files of pages that are not found, or by what they are about."""
    at = scene.at
    apart = {file_of(at.home), f"{at.root}404.html", *(file_of(at.page(w)) for w in NOT_FOUND)}
    return apart | {file_of(at.plan(name)) for name in at.absent}


def _words(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def _elsewhere(scene: Scene, absent: Sequence[Plan]) -> Iterator[Findable]:
    """Yield the plans that are in another language only, with their words in that."""
    if scene.language == "cy":
        what = scene.say("Plan that is not in Welsh yet")
    else:
        what = scene.say("Plan that is not in English yet")
    for one in absent:
        plan, sign = one.plan, prose.FOREIGN[one.plan.language]
        title, *others = (sign + prose.plain(text) for text in (plan.title, plan.organisation))
        texts = (sign + prose.plain(plan.summary),) if plan.summary else ()
        yield Findable(what, title, scene.at.plan(one.id), also=tuple(others), texts=texts)


def _called(scene: PlanContext) -> str:
    """Return a plan's name and whose it is, in plain words."""
    plan = scene.plan.plan
    return f"{prose.plain(plan.organisation)}: {prose.plain(plan.title)}"


def _index(scene: Scene, scenes: Sequence[PlanContext], entries: Sequence[Findable]) -> str:
    """Return the script that holds everything that can be found, each thing as a row."""
    places = {one.plan.id: place for place, one in enumerate(scenes)}
    is_welsh = scene.language == "cy"
    given = {
        "mutations": MUTATIONS if is_welsh else (),
        "never": NEVER if is_welsh else (),
        "plans": [
            (one.plan.id, _called(one), int(one.plan.plan.state == "draft")) for one in scenes
        ],
        "rows": [
            (
                places.get(one.plan, -1),
                one.what,
                one.title,
                one.path.removeprefix(scene.at.root),
                one.also,
                one.marks,
                one.due,
                one.texts,
            )
            for one in entries
        ],
    }
    text = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    # These two end a line in scripts of older browsers.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"riwebSearch({text});\n"


def _sheets(
    scene: Scene, scenes: Sequence[PlanContext], entries: Sequence[Findable]
) -> tuple[IndexSheet, ...]:
    """Return the A to Z index, page by page."""
    names = _short_names(scene, scenes)
    by_letter: dict[str, list[IndexLine]] = {}
    for title, entry in _in_order(scene, entries):
        about = entry.what
        if entry.plan:
            about = scene.say("%(what)s, %(plan)s", what=about, plan=names[entry.plan])
        line = IndexLine(_marked(entry.title), entry.path, about)
        by_letter.setdefault(scene.alphabet.initial(title), []).append(line)
    sheets: list[IndexSheet] = []
    for signs in _cut({sign: len(lines) for sign, lines in by_letter.items()}):
        path = scene.at.page("search") + (f"{signs[0]}/" if sheets else "")
        letters = (_letter(sign, path, by_letter[sign]) for sign in signs)
        sheets.append(IndexSheet(path, tuple(letters)))
    return tuple(sheets)


def _letter(sign: str, path: str, lines: Sequence[IndexLine]) -> Letter:
    anchor = f"letter-{sign or '0'}"
    return Letter(anchor, sign.capitalize() or "0–9", f"{path}#{anchor}", tuple(lines))


def _cut(letters: Mapping[str, int]) -> list[list[str]]:
    """Return the letters of each page of the index.

    Args:
        letters: how many lines each has, in order.
    """
    sheets: list[list[str]] = [[]]
    number = 0
    for sign, lines in letters.items():
        if number >= LINES:
            sheets.append([])
            number = 0
        sheets[-1].append(sign)
        number += lines
    return sheets


def _in_order(scene: Scene, entries: Sequence[Findable]) -> list[tuple[str, Findable]]:
    """Return what the index names by title, without signs at the start, in alphabetical order."""
    titled = [(_titled(one), one) for one in entries if one.is_listed]
    return sorted(titled, key=lambda pair: (scene.alphabet.sort_key(pair[0]), pair[1].path))


def _titled(entry: Findable) -> str:
    """Return the title of an entry without signs at its start."""
    return re.sub(r"^\W+", "", prose.bare(entry.title))


def _short_names(scene: Scene, scenes: Sequence[PlanContext]) -> dict[str, str]:
    """Return a short name for each plan: whose it is, where that tells it from the others."""
    owners = [prose.plain(one.plan.plan.organisation) for one in scenes]
    found = {}
    for one, owner in zip(scenes, owners, strict=True):
        name = owner if owners.count(owner) == 1 else prose.plain(one.plan.plan.title)
        is_draft = one.plan.plan.state == "draft"
        found[one.plan.id] = scene.say("%(plan)s (draft)", plan=name) if is_draft else name
    return found


def _marked(text: str) -> Markup:
    """Return a text of an entry as HTML, with its language where it is another."""
    language = next((name for name, sign in prose.FOREIGN.items() if text.startswith(sign)), "")
    words = escape(prose.bare(text))
    return Markup('<span lang="{}">{}</span>').format(language, words) if language else words
