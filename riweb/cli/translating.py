"""The verbs of `riweb translate`: for those who keep the other language in step."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from riweb import save
from riweb.build import editions
from riweb.build.editions import ParsedContent
from riweb.languages import catalogues, exchange, translation
from riweb.languages.comparison import TranslationWork
from riweb.locales import LOCALES
from riweb.problems import Problem, Refused, counted
from riweb.website import reports

Tell = Callable[[str], None]
ENDINGS = {"xliff": "xlf", "word": "docx"}


def add(verb: argparse.ArgumentParser) -> None:
    """Describe what follows `riweb translate` on the command line."""
    deeds = verb.add_subparsers(dest="deed", required=True, metavar="DEED")
    parsers = {
        "update": deeds.add_parser("update", help="bring the catalogues up to date"),
        "status": deeds.add_parser("status", help="say what is translated and what is not"),
        "export": deeds.add_parser("export", help="write what translators work in"),
        "import": deeds.add_parser("import", help="take back what translators have written"),
    }
    for parser in parsers.values():
        parser.add_argument("--content", type=Path, default=Path("content"), metavar="DIR")
    for name in ("update", "status", "export"):
        parsers[name].add_argument("--plan", type=_names, default=(), metavar="ID")
    parsers["update"].add_argument("--languages", type=_names, default=(), metavar="cy")
    parsers["status"].add_argument("--out", type=Path, default=Path("parity"), metavar="DIR")
    parsers["export"].add_argument("--out", type=Path, default=Path(), metavar="DIR")
    parsers["export"].add_argument("--form", choices=list(ENDINGS), default="word")
    parsers["export"].add_argument("--all", action="store_true", help="also what is up to date")
    parsers["import"].add_argument("files", type=Path, nargs="+", metavar="FILE")
    parsers["import"].add_argument("--reviewed", action="store_true", help="mark as checked")


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))


def run(asked: argparse.Namespace, tell: Tell) -> bool:
    """Do what the command line says; tell whether all is well.

    Raises:
        Refused: with everything that is wrong with the content or the file, or with those that
            cannot be written.
    """
    deeds = {"update": _update, "status": _status, "export": _export, "import": _import}
    return deeds[asked.deed](asked, tell)


def _read(asked: argparse.Namespace) -> ParsedContent:
    found, problems = editions.read(asked.content, is_gated=False)
    if found is None:
        raise Refused(problem for problem in problems if not problem.is_advice)
    if not found.works:
        wrong = "The site is in one language, so there is nothing to translate."
        fix = "Write languages: [en, cy] in site.yaml to add Welsh."
        raise Refused([Problem(f"{asked.content.name}/site.yaml", 0, "languages", wrong, fix)])
    return found


def _chosen(found: ParsedContent, names: tuple[str, ...]) -> Iterator[TranslationWork]:
    """Yield what was asked for: the works of those plans, or of the site and every plan."""
    known = {work.name for work in found.works}
    if unknown := [name for name in names if name not in known]:
        fix = f"Choose from these: {', '.join(sorted(filter(None, known)))}."
        raise Refused(
            [Problem(name, 0, "", f"There is no plan “{name}”.", fix) for name in unknown]
        )
    for work in found.works:
        if not names or work.name in names:
            yield work


def _update(asked: argparse.Namespace, tell: Tell) -> bool:
    found = _read(asked)
    told: list[str] = []
    changed: dict[Path, bytes] = {}
    for work in _chosen(found, asked.plan):
        # A plan gets its first catalogue only when somebody asks for it by name.
        if work.catalogue is None and work.name and work.name not in asked.plan:
            begin = f"riweb translate update --plan {work.name}"
            told.append(f"{work.file}: not there. To begin it: {begin}")
            continue
        entries = translation.update(work.messages, work.catalogue)
        path = found.files[work.file]
        text = catalogues.written(entries, work.language, work.catalogue)
        is_new = not path.is_file() or path.read_text(encoding="utf-8") != text
        if is_new:
            changed[path] = text.encode()
        fresh = [one for one in entries if not one.is_obsolete]
        undone = sum(not one.text or one.is_fuzzy for one in fresh)
        state = "brought up to date" if is_new else "up to date"
        told.append(f"{work.file}: {state}, {counted(len(fresh), 'text')}, {undone} to translate.")
    save.files(changed)
    for line in told:
        tell(line)
    return True


def _status(asked: argparse.Namespace, tell: Tell) -> bool:
    found = _read(asked)
    works = list(_chosen(found, asked.plan))
    is_whole = True
    for work in works:
        if work.catalogue is None and work.name:
            tell(f"{work.title}: not in {LOCALES[work.language].name}.")
            continue
        counts = ", ".join(f"{n} {_SHOWN[state]}" for state, n in work.counts.items() if n)
        tell(
            f"{work.title}, {LOCALES[work.language].name}: {counts} of {len(work.messages)} texts."
        )
        for row in work.rows:
            if row.state in ("missing", "stale"):
                place = f"{row.message.file}:{row.message.line}"
                tell(f"    {_SHOWN[row.state]}: {place}  {row.message.context}")
                is_whole = False
        for problem in work.faults():
            tell(f"    {problem.file}:{problem.line}  {problem.wrong}")
            is_whole = False
    _write(asked.out, {n: t.encode() for n, t in reports.write(works, date.today()).items()}, tell)
    return is_whole


_SHOWN = {
    "reviewed": "checked",
    "draft": "translated, not checked",
    "stale": "out of date",
    "missing": "missing",
}


def _export(asked: argparse.Namespace, tell: Tell) -> bool:
    found = _read(asked)
    made: dict[str, bytes] = {}
    for work in _chosen(found, asked.plan):
        if work.catalogue is None and work.name and work.name not in asked.plan:
            continue
        content = exchange.export(work, asked.form, asked.all, found.site.terms)
        if content is None:
            tell(f"{work.title}: everything is translated and checked.")
            continue
        made[f"{work.name or 'site'}-{work.language}.{ENDINGS[asked.form]}"] = content
    if made:
        _write(asked.out, made, tell)
    return True


def _write(folder: Path, made: Mapping[str, bytes], tell: Tell) -> None:
    """Write all of some files into a folder or none, and tell their names."""
    save.folder(folder)
    save.files({folder / name: content for name, content in made.items()})
    for name in made:
        tell(f"Written: {folder / name}")


def _import(asked: argparse.Namespace, tell: Tell) -> bool:
    found = _read(asked)
    works, taken = found.works, []
    for file in asked.files:
        one = exchange.take(file, works, asked.reviewed)
        works = tuple(one.work if work.file == one.work.file else work for work in works)
        taken.append(one)
    # Only now is anything written: a file that is refused leaves all of them as they were.
    texts = {one.work.file: str(one.work.catalogue) for one in taken}
    save.files({found.files[name]: text.encode() for name, text in texts.items()})
    for file, one in zip(asked.files, taken, strict=True):
        for problem in one.left:
            tell(f"{problem}\n")
        tell(f"{one.work.file}: {counted(one.count, 'text')} taken from {file}.")
    return not any(one.left for one in taken)
