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

from riweb.render.addresses import file_of
from riweb.render.edition import Crumb, Edition, Twin
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
    edition: Edition,
    contexts: Sequence[PlanContext],
    found: Iterable[Findable],
    made: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    """Yield the search page, the rest of the A to Z index, and the index for the script.

    Args:
        contexts: those of the plans that are in this language.
        found: what there is in these plans, plan by plan.
        made: the pages of the site itself.
    """
    entries = [*_of_site(edition, made), *_elsewhere(edition), *found]
    index = _index(edition, contexts, entries)
    sheets = _sheets(edition, contexts, entries)
    letters = [letter for sheet in sheets for letter in sheet.letters]
    here = edition.at.page("search")
    yield f"{here}index.js", index
    home = Crumb(edition.say("Home"), edition.at.home)
    yield edition.render(
        "site/search.html",
        here,
        edition.say("Search"),
        trail=[home],
        letters=letters,
        sheet=sheets[0],
        plans=[(one.view.id, _called(one)) for one in contexts],
        # Whoever has an index of before gets the new one.
        version=sha256(index.encode()).hexdigest()[:8],
    )
    for sheet in sheets[1:]:
        first, last = sheet.letters[0].name, sheet.letters[-1].name
        yield edition.render(
            "site/a-to-z.html",
            sheet.path,
            edition.say("A to Z: from %(first)s to %(last)s", first=first, last=last),
            trail=[home, Crumb(edition.say("Search"), here)],
            letters=letters,
            sheet=sheet,
            # Each language has letters of its own.
            twins=tuple(Twin(o.language, o.page("search"), False) for o in edition.others),
        )


def count(
    edition: Edition,
    contexts: Sequence[PlanContext],
    found: Iterable[Findable],
    titles: Mapping[str, str],
) -> int:
    """Return how many pages the A to Z index will have.

    Args:
        titles: what the pages of the site itself are called, by their file.
    """
    what, apart = edition.say("Page of this site"), _no_answers(edition)
    own = [
        Findable(what, prose.plain(title), file.removesuffix("index.html"))
        for file, title in titles.items()
        if file not in apart
    ]
    letters = Counter(
        edition.alphabet.initial(_titled(one))
        for one in (*own, *_elsewhere(edition), *found)
        if one.is_listed
    )
    return len(
        _cut({sign: letters[sign] for sign in sorted(letters, key=edition.alphabet.sort_key)})
    )


def _of_site(edition: Edition, made: Mapping[str, str]) -> Iterator[Findable]:
    """Yield the pages of the site itself that answer a question."""
    what, apart = edition.say("Page of this site"), _no_answers(edition)
    for file, text in made.items():
        heading, main = HEADING.search(text), MAIN.search(text)
        if file in apart or not heading or not main:
            continue
        texts = (_words(part) for part in PASSAGE.split(HEADING.sub("", main[1])))
        path = file.removesuffix("index.html")
        yield Findable(what, _words(heading[1]), path, texts=tuple(filter(None, texts)))


def _no_answers(edition: Edition) -> set[str]:
    """Return the files of pages that are not found, or by what they are about."""
    at = edition.at
    apart = {file_of(at.home), f"{at.root}404.html", *(file_of(at.page(w)) for w in NOT_FOUND)}
    return apart | {file_of(at.plan(name)) for name in at.absent}


def _words(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def _elsewhere(edition: Edition) -> Iterator[Findable]:
    """Yield the plans that are in another language only, with their words in that."""
    if edition.language == "cy":
        what = edition.say("Plan that is not in Welsh yet")
    else:
        what = edition.say("Plan that is not in English yet")
    for one in edition.absent:
        plan, sign = one.file, prose.FOREIGN[one.file.language]
        title, *others = (sign + prose.plain(text) for text in (plan.title, plan.organisation))
        texts = (sign + prose.plain(plan.summary),) if plan.summary else ()
        yield Findable(what, title, edition.at.plan(one.id), also=tuple(others), texts=texts)


def _called(context: PlanContext) -> str:
    """Return a plan's name and whose it is, in plain words."""
    plan = context.file
    return f"{prose.plain(plan.organisation)}: {prose.plain(plan.title)}"


def _index(edition: Edition, contexts: Sequence[PlanContext], entries: Sequence[Findable]) -> str:
    """Return the script that holds everything that can be found, each thing as a row."""
    places = {one.view.id: place for place, one in enumerate(contexts)}
    is_welsh = edition.language == "cy"
    given = {
        "mutations": MUTATIONS if is_welsh else (),
        "never": NEVER if is_welsh else (),
        "plans": [(one.view.id, _called(one), int(one.file.state == "draft")) for one in contexts],
        "rows": [
            (
                places.get(one.plan, -1),
                one.what,
                one.title,
                one.path.removeprefix(edition.at.root),
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
    edition: Edition, contexts: Sequence[PlanContext], entries: Sequence[Findable]
) -> tuple[IndexSheet, ...]:
    """Return the A to Z index, page by page."""
    names = _short_names(edition, contexts)
    by_letter: dict[str, list[IndexLine]] = {}
    for title, entry in _in_order(edition, entries):
        about = entry.what
        if entry.plan:
            about = edition.say("%(what)s, %(plan)s", what=about, plan=names[entry.plan])
        line = IndexLine(_marked(entry.title), entry.path, about)
        by_letter.setdefault(edition.alphabet.initial(title), []).append(line)
    sheets: list[IndexSheet] = []
    for signs in _cut({sign: len(lines) for sign, lines in by_letter.items()}):
        path = edition.at.page("search") + (f"{signs[0]}/" if sheets else "")
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


def _in_order(edition: Edition, entries: Sequence[Findable]) -> list[tuple[str, Findable]]:
    """Return what the index names by title, without signs at the start, in alphabetical order."""
    titled = [(_titled(one), one) for one in entries if one.is_listed]
    return sorted(titled, key=lambda pair: (edition.alphabet.sort_key(pair[0]), pair[1].path))


def _titled(entry: Findable) -> str:
    """Return the title of an entry without signs at its start."""
    return re.sub(r"^\W+", "", prose.bare(entry.title))


def _short_names(edition: Edition, contexts: Sequence[PlanContext]) -> dict[str, str]:
    """Return a short name for each plan: whose it is, where that tells it from the others."""
    owners = [prose.plain(one.file.organisation) for one in contexts]
    found = {}
    for one, owner in zip(contexts, owners, strict=True):
        name = owner if owners.count(owner) == 1 else prose.plain(one.file.title)
        is_draft = one.file.state == "draft"
        found[one.view.id] = edition.say("%(plan)s (draft)", plan=name) if is_draft else name
    return found


def _marked(text: str) -> Markup:
    """Return a text of an entry as HTML, with its language where it is another."""
    language = next((name for name, sign in prose.FOREIGN.items() if text.startswith(sign)), "")
    words = escape(prose.bare(text))
    return Markup('<span lang="{}">{}</span>').format(language, words) if language else words
