"""Abbreviations that nothing explains, and what a plan and its site explain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from riweb.lint import cymraeg, spelling, word_lists
from riweb.lint.plainness import EASY
from riweb.lint.privacy import EMAIL, POSTCODE, digits
from riweb.lint.rule import Hit, KnownWords, Passage, Rule, with_any
from riweb.plan.plans import Plan
from riweb.plan.site import Site
from riweb.problems import quoted

# Capitals with perhaps a small letter among them or an s after them: KLOE, RoSPA, TRAs.
LETTERS = re.compile(
    r"(?<![\w·&/.@#-])(?:[A-Z]{2,6}|[A-Z]+(?:&[A-Z]+)+|[A-Z][a-z]?[A-Z]{1,4})(?:s|’s|'s)?(?![\w·&/@-])"
)

# So far before an abbreviation the first of the words begins that it is short for.
FAR = 600

# The letters of a postcode, a paper size and the like are no abbreviation.
_CODE = re.compile(r"[A-Z]{1,2}\d")


def explained(texts: Iterable[str]) -> Iterator[str]:
    """Yield each abbreviation that stands in brackets after what it is short for, or before it."""
    for text in texts:
        if "(" not in text:
            continue
        for found in re.finditer(r"\(([A-Z][A-Za-z&]{1,7})\)", text):
            if is_short_for(found[1], text[max(0, found.start() - FAR) : found.start()]):
                yield _single(found[1])
        for found in re.finditer(r"\b([A-Z][A-Za-z&]{1,7}) \(([^()]{6,80})\)", text):
            if is_short_for(found[1], found[2]):
                yield _single(found[1])


def _single(letters: str) -> str:
    """Return an abbreviation as it is of one thing."""
    return re.sub(r"(?:['’]s|(?<=[A-Z])s)$", "", letters)


def is_short_for(letters: str, before: str) -> bool:
    """Tell whether the last words of a text begin with these letters, in their order."""
    sought = [letter.lower() for letter in letters if letter.isalpha() and letter.isupper()]
    words = re.findall(r"[^\W\d_]+", before)[-2 * len(sought) - 3 :]
    initials = [word[0].lower() for word in words]
    for start, initial in enumerate(initials):
        if sought and initial == sought[0]:
            rest = iter(initials[start:])
            if all(letter in rest for letter in sought):
                return True
    return False


def _unexplained(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    if passage.is_translation or passage.quoted or passage.chapter == EASY:
        return
    if passage.in_notes:
        # They tell of abbreviations that the source does not explain.
        return
    everybody = word_lists.words("letters") | word_lists.words("capitals")
    for block in passage.blocks:
        if block.kind == "name":
            continue
        for sentence in block.sentences:
            if sentence.text.isupper() and " " in sentence.text:
                continue
            for found in LETTERS.finditer(sentence.own):
                letters = _single(found[0])
                if letters in everybody or letters in known.abbreviations or len(letters) < 2:
                    continue
                if len(letters) > 3 and spelling.of("en").knows(letters.lower()):
                    # A word in capitals is no abbreviation.
                    continue
                wrong = f"Nothing explains the abbreviation {quoted(letters)}."
                fix = "Write it in full the first time, with the letters in brackets; or add it to "
                yield Hit(letters, wrong, f"{fix}`glossary` as `short`.", sentence.text)


RULES = (
    Rule(
        "abbreviation",
        "An abbreviation that is neither in the glossary nor written in full the first time.",
        "Readers outside the office do not know it, and a recording spells it out.",
        "WCAG 2.2, 3.1.4; GOV.UK style guide, A to Z, abbreviations and acronyms.",
        _unexplained,
        ("en", "cy"),
        is_once=True,
        among=with_any(signs=r"[A-Z](?:[A-Z&]|[a-z][A-Z])"),
    ),
)
_NAME = re.compile(r"[A-ZŴŶÂÊÎÔÛ](?<=[^\W_] .)[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def of(site: Site, published: Plan | None, passages: Sequence[Passage]) -> KnownWords:
    """Return what is known where the texts of a plan, or of the site itself, are looked at."""
    texts = [one.raw for one in passages]
    return KnownWords(
        frozenset({*_abbreviations(published), *explained(texts)}),
        frozenset(_words(site, published, passages)),
        frozenset(_agreed(published)),
        frozenset(_offices(site, published)),
        cymraeg.register(passages),
    )


def _abbreviations(published: Plan | None) -> Iterator[str]:
    if published is None:
        return
    plan = published.file
    for term in plan.glossary:
        yield from _capitals(f"{term.short} {term.term}")
    for code, person in plan.people.items():
        if person.role or person.team:
            yield from _capitals(code)
    for group in plan.groups:
        for name in group.aliases:
            yield from _capitals(name)
    if published.easy:
        for section in published.easy.sections:
            for item in section.items:
                for word in item.hard_words:
                    yield from _capitals(word.word)


def _capitals(text: str) -> Iterator[str]:
    """Yield a short name, and what in it looks like an abbreviation."""
    yield text.strip()
    for found in LETTERS.finditer(text):
        yield re.sub(r"(?:['’]s|(?<=[A-Z])s)$", "", found[0])


def _words(site: Site, published: Plan | None, passages: Sequence[Passage]) -> Iterator[str]:
    """Yield each word of a name, of the glossary and of the lists of terms, in small letters."""
    texts = [*site.file.wording.words]
    for term in site.terms:
        texts += (term.en, term.cy)
    for passage in passages:
        texts += [block.text for block in passage.blocks if block.kind == "name"]
    # A word with a capital inside a sentence is a name, and so it is at the beginning of one.
    texts += _NAME.findall("\n".join([passage.raw for passage in passages]))
    if published:
        texts += [*published.file.people, published.file.row_word]
    for found in set(_WORD.findall("\n".join(texts))):
        yield found.lower()
        yield from filter(None, re.split(r"['’-]", found.lower()))


def _agreed(published: Plan | None) -> Iterator[str]:
    """Yield what people have agreed to show: addresses, numbers and names."""
    for contact in published.file.contacts if published else ():
        if contact.publish_personal:
            yield contact.email.lower()
            yield from (digits(number) for number in (contact.phone, contact.mobile) if number)
            yield from (part.lower() for part in [contact.name, *contact.name.split()] if part)


def _offices(site: Site, published: Plan | None) -> Iterator[str]:
    """Yield the addresses, numbers and postcodes of offices, and words in their names."""
    publisher = site.file.publisher
    texts = [publisher.name, publisher.address, publisher.email, publisher.phone]
    if published:
        plan = published.file
        texts.append(plan.organisation)
        for contact in plan.contacts:
            texts += [contact.role, contact.organisation, contact.address, contact.phone]
            # An address that is a person’s own is refused under a contact, unless they agree.
            texts += [contact.email]
    for text in texts:
        yield from (found.lower() for found in EMAIL.findall(text))
        yield from (digits(found[0]) for found in POSTCODE.finditer(text))
        yield digits(text)
        yield text.lower()
