"""What a site says for itself: the statement, the form and the scheme must hold together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from riweb import web
from riweb.parse import people
from riweb.plan.answering import FOR_PAPER, Accessibility
from riweb.plan.site import SiteFile
from riweb.problems import Problem, quoted
from riweb.source import Raw

# A host as it may stand in a content security policy, perhaps a port, and a path.
SAFE = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?(/[^\s\"'<>;,#]*)?", re.IGNORECASE)

# A success criterion of WCAG 2.2: guidelines 1.1 to 4.1, and a number in each.
CRITERION = re.compile(r"[1-4]\.[1-5]\.[1-9]\d?")


def check(raw: Raw, file: SiteFile) -> Iterator[Problem]:
    """Yield what is wrong with the fields that the pages about the site are made from."""
    yield from _form(raw, file)
    yield from _scheme(raw, file)
    yield from _faults(raw, file.accessibility)
    yield from _days(raw, file.accessibility)
    if file.accessibility.in_scope:
        yield from _required(raw, file.accessibility)
    yield from _fully(raw, file)


def _form(raw: Raw, file: SiteFile) -> Iterator[Problem]:
    if file.form and not SAFE.fullmatch(file.form.action):
        action = file.form.action
        fix = "Write the full address, such as https://forms.example.org/comments."
        bare = action.partition("://")[2] or action
        if SAFE.fullmatch(f"https://{bare}"):
            fix = f"Write https://{bare} if it can be reached there."
        wrong = f"{quoted(action)} is not a safe address to send a form to."
        yield raw.problem(("form", "action"), wrong, fix)
    elif file.form and (found := web.fault(file.form.action)):
        yield raw.problem(("form", "action"), *found)


def _scheme(raw: Raw, file: SiteFile) -> Iterator[Problem]:
    for number, one in enumerate(file.publications):
        yield from people.addresses(raw, ("publications", number), "", one.web)
    if file.publications and not file.publication_scheme:
        yield raw.advice(
            ("publications",),
            "No page shows these: the site has no publication scheme.",
            "Add `publication_scheme: true`, or remove them.",
        )


def _faults(raw: Raw, said: Accessibility) -> Iterator[Problem]:
    for number, fault in enumerate(said.known_faults):
        for place, criterion in enumerate(fault.criteria):
            if not CRITERION.fullmatch(criterion):
                yield raw.problem(
                    ("accessibility", "known_faults", number, "criteria", place),
                    f"{quoted(criterion)} is not the number of a success criterion of WCAG 2.2.",
                    "Write three numbers with full stops, such as 1.4.10.",
                )


def _days(raw: Raw, said: Accessibility) -> Iterator[Problem]:
    if said.prepared and said.reviewed and said.reviewed < said.prepared:
        yield raw.problem(
            ("accessibility", "reviewed"),
            "The statement was reviewed before it was prepared.",
            "Check `prepared` and `reviewed`.",
        )


def _required(raw: Raw, said: Accessibility) -> Iterator[Problem]:
    """Yield what the law asks a public sector body to say, and the file does not.

    Source:
        GOV.UK, Sample accessibility statement, 19 December 2023: the wording that is required.
    """
    needs = (
        ("nation", said.nation, "where you are", "`nation:`, such as england"),
        ("prepared", said.prepared, "when it was prepared", "`prepared:` with a day"),
        ("tests", said.tests, "when it was tested and by whom", "`tests:` with day, who and how"),
    )
    written = raw.value["accessibility"]
    for name, held, what, field in needs:
        # What was written wrongly has its own problem.
        if not held and not written.get(name):
            yield raw.problem(
                ("accessibility", "in_scope"),
                f"A statement under the regulations has to say {what}.",
                f"Add {field}.",
            )


def _fully(raw: Raw, file: SiteFile) -> Iterator[Problem]:
    """Yield what speaks against the word of the editor that the site is fully compliant."""
    said, key = file.accessibility, ("accessibility", "compliance")
    has_faults = any(fault.why != "out-of-scope" for fault in said.known_faults)
    has_paper = not file.formats or any(name in FOR_PAPER for name in file.formats)
    if said.compliance != "fully":
        if said.in_scope and not said.known_faults and not has_paper:
            yield raw.problem(
                ("accessibility", "in_scope"),
                "The statement has no fault to list, and does not say that there is none.",
                "Add `compliance: fully`, or list the faults under `known_faults:`.",
            )
        return
    against = (
        (has_faults, "The site has known faults", "remove those that are mended"),
        (has_paper, "The site publishes PDFs, which do not fit a small screen", "leave them out"),
        (not said.tests, "Nothing says that the site was tested", "add `tests:`"),
    )
    for is_so, why, mend in against:
        if is_so:
            wrong = f"{why}, so it cannot be called fully compliant."
            yield raw.problem(key, wrong, f"Write partially, or {mend}.")
