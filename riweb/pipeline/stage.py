"""The finished files of a whole build, laid out as they will be published."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from riweb.audit import pages as audit
from riweb.colour import Colour
from riweb.pages import environment
from riweb.pipeline import jobs
from riweb.pipeline.cache import Cache
from riweb.pipeline.inputs import Options
from riweb.plan.site import SiteFile
from riweb.problems import Refused

# The lightest ground that links stand on in dark pages: --tint in site.css.
DARK = Colour(0x1F, 0x25, 0x29)

# What build.json says each kind of file is.
KINDS = {
    ".html": "page",
    ".pdf": "large print",
    ".json": "data",
    ".csv": "table",
    ".ics": "calendar",
    ".xml": "feed or list of pages",
    ".css": "style",
    ".js": "script",
    ".woff2": "font",
    ".svg": "picture",
}


class Stage:
    """A folder that is filled, checked and then published as a whole.

    Args:
        folder: emptied first.
    """

    def __init__(self, folder: Path, site: SiteFile, options: Options) -> None:
        self.folder = folder
        self.site = site
        self.options = options
        self.pages: dict[str, audit.PageFacts] = {}
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    def copy(self, cache: Cache) -> None:
        """Copy the files of every job of this build."""
        for key in sorted(cache.used):
            shutil.copytree(cache.files(key), self.folder, dirs_exist_ok=True)
            facts = cache.facts(key).get("pages")
            self._know(facts if isinstance(facts, dict) else {})

    def add(self, made: Mapping[str, str]) -> None:
        """Write files of the site itself, by path."""
        for path, text in made.items():
            place = self.folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8", newline="")
        self._know(jobs.page_facts(made, self.site))

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
        self._assets(self.folder / "assets", self.site)
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        files = {path.relative_to(self.folder).as_posix() for path in paths}
        if problems := list(audit.check(self.pages, files)):
            raise Refused(problems)
        return files

    def finish(self) -> None:
        """Write build.json, and keep the .gitignore by which git holds output/."""
        rows = [
            {
                "path": path.relative_to(self.folder).as_posix(),
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                "size": path.stat().st_size,
                "what": KINDS.get(path.suffix, "file"),
            }
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        ]
        text = json.dumps({"files": rows}, indent=1, ensure_ascii=False) + "\n"
        (self.folder / "build.json").write_text(text, encoding="utf-8")
        ignore = self.options.output / ".gitignore"
        if ignore.is_file():
            shutil.copyfile(ignore, self.folder / ".gitignore")

    def _assets(self, folder: Path, file: SiteFile) -> None:
        """Write styles, scripts and fonts."""
        override = self.options.override
        (folder / "fonts").mkdir(parents=True)
        for name in ("styles/site.css", "scripts/filter.js", "scripts/tables.js", "icons/icon.svg"):
            found = environment.find(name, override)
            shutil.copyfile(found, folder / found.name)
        for font in sorted((environment.folder() / "fonts").glob("*.woff2")):
            shutil.copyfile(font, folder / "fonts" / font.name)
        main, accent = Colour.parse(file.brand.main), Colour.parse(file.brand.accent)
        light, mark = main.lightened(DARK, 7.0), accent.lightened(DARK, 7.0)
        (folder / "brand.css").write_text(
            f":root {{ --brand: {main}; --brand-light: {light}; --brand-mark: {accent}; }}\n"
            "@media (prefers-color-scheme: dark) { :root { "
            f"--brand-mark: {mark}; }} }}\n",
            encoding="utf-8",
        )
