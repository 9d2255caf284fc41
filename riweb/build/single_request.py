"""What one person asks for: a format of one plan, or the pages of one insert."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from riweb.build import insert_jobs, jobs, needs
from riweb.build.cache import Cache
from riweb.build.inputs import NotKnown, SingleRequest
from riweb.build.under_way import Build
from riweb.content.parse.insert_files import BOOKLETS
from riweb.document import Document
from riweb.formats import INSERT, OptionRefused
from riweb.plan.inserts import Insert
from riweb.problems import Refused, listed, nearest, quoted

# What each file of an insert is, by what its name ends in.
PAGES: Mapping[str, str] = {
    "": "The pages for the printer",
    "-booklet": "The sheets of a booklet for the printer",
    "-black": "The pages in black for an office printer",
    "-black-booklet": "The sheets of a booklet in black for an office printer",
    "-proof": "A picture of the pages to look over",
}


@dataclass(frozen=True)
class FinishedFile:
    """A file that was made for one person.

    Args:
        name: as it would be published.
        variant: what tells it from the others made with it, with a hyphen before it; or empty.
        title, about: as pages would offer it.
        documents: what it was made from, one for each of its languages.
    """

    name: str
    variant: str
    title: str
    about: str
    content: bytes
    documents: tuple[Document, ...] = ()


def files(build: Build, wanted: SingleRequest) -> list[FinishedFile]:
    """Return the files of one format of a plan.

    Raises:
        NotKnown: when the site has no such plan, or not in that language.
    """
    content, _ = build.content()
    if not content.site.plans:
        known = sorted(path.name for path in (build.options.content / "plans").iterdir())
        raise NotKnown(_no_such("plan", wanted.plan, known))
    build.formats = needs.chosen(build.options.formats, (), build.tell)
    editions = content.editions((), build.options.override, build.options.today)
    by_language = {edition.language: edition for edition in editions}
    if wanted.language not in ("", *by_language):
        raise NotKnown(_no_such("language", wanted.language, list(by_language)))
    language = wanted.language or content.site.plans[0].file.language
    build.document(content, editions)
    edition = by_language[language]
    found = [
        job
        for plan in edition.plans
        for job in build.files(plan, edition, build.formats, wanted.options)
    ]
    if not found:
        raise NotKnown(f"{quoted(wanted.plan)} is not in this language, or not in both.")
    build.workers.do(found)
    return [one for job in found for one in _of_job(build.cache, job)]


def _of_job(cache: Cache, job: jobs.FormatJob) -> Iterator[FinishedFile]:
    """Yield the finished files of a job."""
    offers = cache.facts(job.key)["offers"]
    start = job.start.rpartition("/")[2]
    documents = tuple(filter(None, (job.spec.document, job.spec.second)))
    for path, content in cache.files(job.key).items():
        name = path.rpartition("/")[2]
        variant = name.removeprefix(start).rpartition("-")[0].removesuffix("-cy")
        offer = offers[path]
        yield FinishedFile(name, variant, offer["title"], offer["about"], content, documents)


def pages(build: Build, wanted: SingleRequest) -> list[FinishedFile]:
    """Return the file of an insert that is asked for.

    Raises:
        NotKnown: when the site has no such insert, or not in that language.
        OptionRefused: when it cannot have what is asked for.
        Refused: when it does not fit its pages, or this machine lacks what they are made with.
    """
    if (look := needs.look(INSERT)).lacks:
        raise Refused([needs.problem(look)])
    content, _ = build.content()
    by_id = {one.id: one for one in content.site.inserts}
    if wanted.plan not in by_id:
        raise NotKnown(_no_such("insert", wanted.plan, list(by_id)))
    insert, variant = _asked(by_id[wanted.plan], wanted)
    alone = content.site.model_copy(update={"inserts": (insert,)})
    editions = content.editions((), build.options.override, build.options.today)
    waiting = insert_jobs.jobs(replace(content, site=alone), editions, build.programme)
    (job,) = insert_jobs.fit(list(waiting), build.cache, build.tell)
    build.workers.do([job])
    kind = "png" if variant == "-proof" else "pdf"
    name = f"{insert.id}{variant}.{kind}"
    made = build.cache.files(job.key)[f"{job.name}print/{name}"]
    return [FinishedFile(name, "", PAGES[variant], kind.upper(), made)]


def _asked(insert: Insert, wanted: SingleRequest) -> tuple[Insert, str]:
    """Return the insert as somebody wants it, and what the name of that file ends in."""
    asked, own = dict(wanted.options), insert.sheet.languages
    if wanted.language and len(own) > 1:
        raise NotKnown(f"{quoted(insert.id)} is in both languages at once. Leave out --language.")
    if wanted.language not in ("", *own):
        raise NotKnown(f"{quoted(insert.id)} is in one language: {own[0]}. Leave out --language.")
    if "proof" in asked:
        if len(asked) > 1:
            raise OptionRefused("--proof is a picture of the pages in colour. Use it alone.")
        return insert, "-proof"
    impose = asked.get("impose", "")
    if impose not in ("", "booklet"):
        raise OptionRefused(f"--impose {impose} is not possible. Write --impose booklet.")
    if impose and insert.sheet.size not in BOOKLETS:
        raise OptionRefused(
            f"Pages of {insert.sheet.size} make no booklet; those of {listed(BOOKLETS)} do. "
            "Leave out --impose."
        )
    variant = ("-black" if "black" in asked else "") + (f"-{impose}" if impose else "")
    sheet = insert.sheet.model_copy(update={"impose": impose or insert.sheet.impose})
    return insert.model_copy(update={"sheet": sheet}), variant


def _no_such(kind: str, name: str, known: Sequence[str]) -> str:
    guess = nearest(name, known)
    hint = f"Did you mean {guess}?" if guess else f"Choose {listed(known)}."
    if not known:
        hint = f"This site has no {kind}s."
    return f"There is no {kind} {quoted(name)}. {hint}"
