"""The finished files of a whole build, laid out as they will be published."""

from __future__ import annotations

import fcntl
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from riweb import publish, resources
from riweb.build import inputs, jobs
from riweb.build.cache import Cache, write
from riweb.build.inputs import Options
from riweb.build.jobs import WebJob
from riweb.build.workers import Each
from riweb.exports import listing
from riweb.formats import EVERY
from riweb.plan.plans import Image
from riweb.plan.site import Brand, SiteFile
from riweb.problems import Refused
from riweb.render.addresses import DRAWINGS, file_of
from riweb.render.edition import Edition
from riweb.text.colour import Colour
from riweb.verify import page_checks as audit
from riweb.website import answering, entrance, search, site_pages
from riweb.website.findable import Findable


def pages(
    cache: Cache,
    of_plans: int,
    editions: Sequence[Edition],
    found: Sequence[Sequence[WebJob]],
) -> Iterator[dict[str, str]]:
    """Yield the site's own pages and the list of its plans for each language, then those above.

    Args:
        of_plans: how many pages the plans have in all languages.
        found: the jobs of the pages of each language.
    """
    contexts = [[web.context for web in webs] for webs in found]
    facts = [[cache.facts(web.key) for web in webs] for webs in found]
    entries = [[Findable.of_row(row) for one in own for row in one["found"]] for own in facts]
    planned = [
        site_pages.planned(edition, of_edition)
        for edition, of_edition in zip(editions, contexts, strict=True)
    ]
    above = dict(entrance.pages(editions)) if len(editions) > 1 else {}
    searched = [
        search.count(edition, of_edition, rows, {file_of(page.here): page.title for page in own})
        for edition, of_edition, own, rows in zip(editions, contexts, planned, entries, strict=True)
    ]
    count = of_plans + sum(map(len, planned)) + sum(searched) + len(above)
    counted = answering.of(count, (context for of_edition in contexts for context in of_edition))
    each = zip(editions, contexts, planned, facts, entries, strict=True)
    for edition, of_edition, own, known, rows in each:
        made = dict(site_pages.pages(edition, own, counted))
        made |= search.pages(edition, of_edition, rows, made)
        pairs = zip(of_edition, known, strict=True)
        listed = [listing.Listed(context, row["files"]) for context, row in pairs]
        path, text = listing.write(edition, listed, made)
        yield made | {path: text}
    yield above


def state(folder: Path) -> str:
    """Return a hash of names, sizes and times of everything in output/."""
    if not folder.is_dir():
        return ""
    rows = [
        (path.relative_to(folder).as_posix(), found.st_size, found.st_mtime_ns)
        for path, found in inputs.files(folder, is_whole=True)
    ]
    return inputs.digest(rows)


@contextmanager
def alone(work: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the work folder, so that two builds do not meet in it."""
    publish.folder(work.parent)
    work.mkdir(exist_ok=True)
    with (work / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell("Another build is running here. Waiting for it to end …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# The lightest ground that links stand on in dark pages: --tint in site.css.
DARK = Colour(0x1F, 0x25, 0x29)

# What build.json says each kind of file is.
KINDS = {
    ".html": "page",
    **{f".{ending}": kind for row in EVERY for ending, kind in row.kinds.items()},
    ".json": "data",
    ".csv": "table",
    ".ics": "calendar",
    ".xml": "feed or list of pages",
    ".css": "style",
    ".js": "script",
    ".woff2": "font",
    ".svg": "picture",
    ".png": "picture",
    ".jpg": "picture",
    ".jpeg": "picture",
}

# Used only where a site is in more than one language.
LANGUAGE_SCRIPT = "scripts/language.js"

# Our own files that pages use, besides fonts.
ASSETS = (
    "styles/site.css",
    "styles/figures.css",
    "styles/home.css",
    "styles/easy.css",
    "styles/search.css",
    "styles/answers.css",
    "styles/search-box.css",
    "scripts/filter.js",
    "scripts/search.js",
    "scripts/search-box.js",
    "scripts/tables.js",
    "icons/icon.svg",
)


class Stage:
    """A folder that is filled, checked and then published as a whole.

    Args:
        folder: emptied first.
        languages: in how many the site is.
    """

    def __init__(self, folder: Path, site: SiteFile, options: Options, languages: int) -> None:
        self.folder = folder
        self.site = site
        self.options = options
        self.assets = (*ASSETS, LANGUAGE_SCRIPT) if languages > 1 else ASSETS
        self.pages: dict[str, audit.PageFacts] = {}
        # The hash and size of each file, by its path.
        self.files: dict[str, list[Any]] = {}
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    def copy(self, cache: Cache, each: Each) -> None:
        """Copy the files of every job of this build.

        Args:
            each: does the copying, perhaps in several processes.
        """
        keys = sorted(cache.used)
        for _ in each(partial(cache.copy, folder=self.folder), keys):
            pass
        for facts in map(cache.facts, keys):
            self.files |= facts["files"]
            self._know(facts.get("html", {}))

    def draw(self, images: Iterable[Image]) -> None:
        """Copy those of our own pictures that plans use."""
        self._write({DRAWINGS + image.name: image.path.read_bytes() for image in images})

    def add(self, made: Mapping[str, str]) -> None:
        """Write files of the site itself, by path."""
        files = {path: text.encode() for path, text in made.items()}
        self._write(files)
        self._know(jobs.page_facts(jobs.parsed(files), self.site))

    def _write(self, files: Mapping[str, bytes]) -> None:
        write(self.folder, files)
        self.files |= {
            path: [sha256(content).hexdigest(), len(content)] for path, content in files.items()
        }

    def _know(self, facts: Mapping[str, Mapping[str, list[str]]]) -> None:
        for path, one in facts.items():
            self.pages[path] = audit.PageFacts(
                tuple(one["links"]), frozenset(one["ids"]), tuple(one["faults"])
            )

    def check(self) -> set[str]:
        """Add the assets, look at every page, and return every file.

        Raises:
            Refused: with everything that is wrong with the pages.
        """
        self._write(dict(self._assets()))
        if problems := list(audit.check(self.pages, self.files)):
            raise Refused(problems)
        return set(self.files)

    def finish(self) -> None:
        """Write build.json, and keep the .gitignore by which git holds output/."""
        rows = [
            {"path": path, "sha256": hash_, "size": size, "what": kind_of(path)}
            for path, (hash_, size) in sorted(self.files.items())
        ]
        text = json.dumps({"files": rows}, indent=1, ensure_ascii=False) + "\n"
        (self.folder / "build.json").write_text(text, encoding="utf-8")
        ignore = self.options.output / ".gitignore"
        if ignore.is_file():
            shutil.copyfile(ignore, self.folder / ".gitignore")

    def _assets(self) -> Iterator[tuple[str, bytes]]:
        """Yield the path and content of styles, scripts and fonts."""
        override = self.options.override
        for name in self.assets:
            found = resources.find(name, override)
            content = found.read_bytes()
            if found.suffix == ".css":
                content = tight(resources.text(name, content)).encode()
            yield f"assets/{found.name}", content
        for shape in sorted((resources.folder() / "icons" / "shapes").glob("*.svg")):
            yield f"assets/shapes/{shape.name}", shape.read_bytes()
        for font in sorted((resources.folder() / "fonts").glob("*.woff2")):
            yield f"assets/fonts/{font.name}", font.read_bytes()
        yield "assets/brand.css", brand_css(self.site.brand).encode()


def brand_css(brand: Brand) -> str:
    """Return the publisher's colours as a style sheet, lightened for dark pages."""
    main, accent = Colour.parse(brand.main), Colour.parse(brand.accent)
    light, mark = main.lightened(DARK, 7.0), accent.lightened(DARK, 7.0)
    return (
        f":root {{ --brand: {main}; --brand-light: {light}; --brand-mark: {accent}; }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ --brand-mark: {mark}; }} }}\n"
    )


def tight(css: str) -> str:
    """Return a style sheet without comments and spare white space, for slow connections."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    parts = re.split(r"(\"[^\"]*\")", css)
    # What stands in quotation marks is shown, and so stays as it is.
    parts[::2] = (
        re.sub(r":\s+", ":", re.sub(r"\s*([{};,>])\s*", r"\1", _bare(part))).replace(";}", "}")
        for part in parts[::2]
    )
    return "".join(parts).strip() + "\n"


def _bare(css: str) -> str:
    """Return styles with fractions written as short as they may be, such as .5rem."""
    return re.sub(r"(?<![\d.\w])0(?=\.\d)", "", css)


def kind_of(path: str) -> str:
    """Return what build.json says a file is, by its ending."""
    if "/print/" in path:
        return "for a printer"
    if path.endswith("/index.js"):
        return "index for the search page"
    return KINDS.get(Path(path).suffix, "file")
