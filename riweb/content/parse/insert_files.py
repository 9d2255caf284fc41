"""The files of inserts: what they choose is in the plan, and can be printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from riweb.content.parse import placeholders, texts, validation
from riweb.content.parse.references import unknown
from riweb.content.source import Inserts, Key, Raw
from riweb.plan import inserts
from riweb.plan.inserts import Insert, InsertBlock, InsertFile, Worded
from riweb.plan.plans import Plan
from riweb.problems import Problem, listed, nearest, quoted
from riweb.text import web

# What a block of each kind cannot be without.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "text": ("text",),
    "quotation": ("text", "who"),
    "picture": ("file", "alt"),
}

# A newsletter is printed at this many dots to the inch.
DPI, MM_PER_INCH = 300, 25.4

# The sizes whose pages can be folded into a booklet.
BOOKLETS = ("a4-a5-4",)

# How wide a picture is printed, by size of the insert, in millimetres: from margin to margin.
PICTURE_MM = {"a4-2": 174, "a4-a5-4": 124, "a5-2": 124, "dl-6": 81, "half-page": 184}


def read(
    found: Inserts, plans: Iterable[Plan | None], base_url: str, problems: list[Problem]
) -> tuple[Insert, ...]:
    """Return the inserts, after adding everything that is wrong with them to `problems`."""
    by_id = {one.id: one for one in plans if one}
    made = []
    for name, raw in found.sheets.items():
        before = len(problems)
        sheet = validation.read(raw, InsertFile, problems)
        if sheet is None:
            continue
        # What is wrong in the plan's own folder is told there.
        is_told = any(f"plans/{sheet.plan}/" in one.file for one in problems if not one.is_advice)
        check = _Check(raw, sheet, found, by_id.get(sheet.plan), is_told)
        told = [*check.problems(by_id), *_address(raw, sheet, base_url)]
        problems += [one for one in told if placeholders.MARK not in one.wrong]
        is_wrong = any(not problem.is_advice for problem in problems[before:])
        # Without its plan, not all of it has been looked at.
        if check.published and not is_wrong:
            made.append(_insert(name, raw, sheet, found))
    return tuple(made)


def _insert(name: str, raw: Raw, sheet: InsertFile, found: Inserts) -> Insert:
    pictures = {block.file: found.pictures[block.file] for block in sheet.blocks if block.file}
    profile = found.profiles[sheet.profile] if sheet.profile else None
    files = [*pictures.values(), *([profile] if profile else [])]
    lines = {}
    for place, block in enumerate(sheet.blocks):
        lines[f"{place}"] = raw.line(("blocks", place))
        for number, _ in enumerate(block.items):
            lines[f"{place}.{number}"] = raw.line(("blocks", place, "items", number))
    return Insert(
        id=name,
        sheet=sheet,
        file=raw.file,
        lines=lines,
        pictures={name: one.path for name, one in pictures.items()},
        profile=profile.path if profile else None,
        digest=sha256("".join(one.sha256 for one in files).encode()).hexdigest(),
    )


def _address(raw: Raw, sheet: InsertFile, base_url: str) -> Iterator[Problem]:
    if not sheet.address and not base_url and any(one.kind == "contact" for one in sheet.blocks):
        yield raw.problem(
            ("address",),
            "We do not know the address that the QR code should lead to.",
            "Write `base_url:` in site.yaml, or `address:` here.",
        )
    if sheet.address and not sheet.address.startswith(("https://", "http://")):
        wrong = f"{quoted(sheet.address)} is not the full address of a page."
        yield raw.problem(("address",), wrong, f"Write https://{sheet.address}")
    elif sheet.address and (found := web.fault(sheet.address)):
        yield raw.problem(("address",), *found)


@dataclass(frozen=True)
class _Check:
    """Looks at one insert beside the plan that it is about.

    Args:
        is_told: whether it is told already why there is no such plan.
    """

    raw: Raw
    sheet: InsertFile
    found: Inserts
    published: Plan | None
    is_told: bool

    def problems(self, plans: Mapping[str, Plan]) -> Iterator[Problem]:
        """Yield everything that is wrong."""
        raw, sheet = self.raw, self.sheet
        yield from texts.of_texts(raw, sheet)
        if self.published is None and (self.is_told or not plans):
            return
        if self.published is None:
            guess = nearest(sheet.plan, list(plans))
            fix = f"Did you mean {guess}?" if guess else "Use the name of a folder in plans/."
            yield raw.problem(("plan",), f"There is no plan {quoted(sheet.plan)}.", fix)
        yield from self._profile()
        if sheet.language == "both" and sheet.size == "half-page":
            fix = "Make two inserts of it, one in each language, or choose a5-2."
            yield raw.problem(("size",), "A half page has no second side for Welsh.", fix)
        if sheet.impose and sheet.size not in BOOKLETS:
            fix = f"Leave out `impose`, or choose {listed(BOOKLETS)}."
            yield raw.problem(("impose",), f"Pages of {sheet.size} make no booklet.", fix)
        for place, block in enumerate(sheet.blocks):
            yield from self._block(("blocks", place), block)
        yield from self._languages()

    def _languages(self) -> Iterator[Problem]:
        """Yield a problem for each text that is not in all languages of the insert."""
        names = {"cy": "Welsh", "en": "English"}
        for key, entry in texts.walk(self.sheet):
            if not isinstance(entry, Worded):
                continue
            for language in self.sheet.languages:
                has_both = len(self.sheet.languages) == 1 or not entry.text
                if not entry.of(language) or not has_both:
                    fix = f"Write the words below it, after `{language}:`."
                    wrong = f"This has no words in {names[language]}."
                    yield self.raw.problem(key, wrong, fix)
                    break

    def _profile(self) -> Iterator[Problem]:
        name = self.sheet.profile
        if not name:
            return
        known = self.found.profiles
        if name not in known:
            guess = nearest(name, list(known))
            fix = f"Did you mean {guess}?" if guess else "Put the file into inserts/."
            wrong = f"There is no colour profile {quoted(name)} in inserts/."
            yield self.raw.problem(("profile",), wrong, fix)
        elif fault := known[name].fault:
            yield self.raw.problem(("profile",), *fault)

    def _block(self, key: Key, block: InsertBlock) -> Iterator[Problem]:
        for name in NEEDED.get(block.kind, ()):
            if not getattr(block, name):
                wrong = f"A block of the kind {block.kind} needs `{name}`."
                yield self.raw.problem(key, wrong, f"Add a line `{name}:` to it.")
        if block.kind == "quotation" and not block.consent:
            yield self.raw.problem(
                key,
                "Nothing says that the person agreed to be quoted.",
                "Ask them. When they have agreed, write `consent: true`.",
            )
        if block.kind == "picture" and block.file:
            yield from self._picture((*key, "file"), block)
        if self.published:
            yield from self._choice(key, block, self.published)

    def _picture(self, key: Key, block: InsertBlock) -> Iterator[Problem]:
        picture = self.found.pictures.get(block.file)
        if picture is None:
            guess = nearest(block.file, list(self.found.pictures))
            fix = f"Did you mean {guess}?" if guess else "Put the file into inserts/images/."
            wrong = f"There is no picture {quoted(block.file)} in inserts/images/."
            yield self.raw.problem(key, wrong, fix)
        elif picture.fault:
            yield self.raw.problem(key, *picture.fault)
        elif picture.size:
            width, height = picture.size
            least = round(PICTURE_MM[self.sheet.size] / MM_PER_INCH * DPI)
            if width < least:
                yield self.raw.problem(
                    key,
                    f"This picture is {width} by {height} pixels, too few to print sharply.",
                    f"Use one that is at least {least} pixels wide: {PICTURE_MM[self.sheet.size]} "
                    f"mm at {DPI} dots to the inch.",
                )

    def _choice(self, key: Key, block: InsertBlock, published: Plan) -> Iterator[Problem]:
        at = partial(unknown, self.raw)
        rows = [action.id for _, action in published.actions()]
        plan = published.file
        known, where = rows, "the actions of this plan"
        if block.kind == "get-involved":
            known = [*(one.id for one in plan.options), *(one.id for one in plan.groups)]
            where = "the options and groups of this plan"
        for number, one in enumerate(block.items):
            if one.id not in known:
                yield at((*key, "items", number), one.id, known, where)
        sections = [section.id for section in plan.sections]
        if block.section and block.section not in sections:
            yield at((*key, "section"), block.section, sections, "the sections of this plan")
        elif block.kind == "you-said-we-did":
            yield from self._done(key, block, published)

    def _done(self, key: Key, block: InsertBlock, published: Plan) -> Iterator[Problem]:
        chosen = inserts.actions(published, block)
        if not chosen and not block.items:
            yield self.raw.problem(
                key,
                "No action of the plan is chosen by this.",
                "Choose others, or write their ids below `items:`.",
            )
        numbers = {one.id: number for number, one in enumerate(block.items)}
        for one, action in chosen:
            said = inserts.we_did(action) or action.could_not_because or one.we_did
            if not said:
                yield self.raw.problem(
                    (*key, "items", numbers[one.id]),
                    f"Nothing says what was done about {quoted(one.id)}.",
                    "Write `we_did:` in the plan or below the id, or leave it out.",
                )
