"""What a plan and its site explain or have agreed to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from riweb.plan.plans import Published
from riweb.plan.site import Site
from riweb.wording import cymraeg, letters
from riweb.wording.privacy import EMAIL, POSTCODE, digits
from riweb.wording.values import Known, Passage

_NAME = re.compile(r"[A-ZŴŶÂÊÎÔÛ](?<=[^\W_] .)[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def of(site: Site, published: Published | None, passages: Sequence[Passage]) -> Known:
    """Return what is known where the texts of a plan, or of the site itself, are looked at."""
    texts = [one.raw for one in passages]
    return Known(
        frozenset({*_abbreviations(published), *letters.explained(texts)}),
        frozenset(_words(site, published, passages)),
        frozenset(_agreed(published)),
        frozenset(_offices(site, published)),
        cymraeg.register(passages),
    )


def _abbreviations(published: Published | None) -> Iterator[str]:
    if published is None:
        return
    plan = published.plan
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
    for found in letters.LETTERS.finditer(text):
        yield re.sub(r"(?:['’]s|(?<=[A-Z])s)$", "", found[0])


def _words(site: Site, published: Published | None, passages: Sequence[Passage]) -> Iterator[str]:
    """Yield each word of a name, of the glossary and of the lists of terms, in small letters."""
    texts = [*site.file.wording.words]
    for term in site.terms:
        texts += (term.en, term.cy)
    for passage in passages:
        texts += [block.text for block in passage.blocks if block.kind == "name"]
    # A word with a capital inside a sentence is a name, and so it is at the beginning of one.
    texts += _NAME.findall("\n".join([passage.raw for passage in passages]))
    if published:
        texts += [*published.plan.people, published.plan.row_word]
    for found in set(_WORD.findall("\n".join(texts))):
        yield found.lower()
        yield from filter(None, re.split(r"['’-]", found.lower()))


def _agreed(published: Published | None) -> Iterator[str]:
    """Yield what people have agreed to show: addresses, numbers and names."""
    for contact in published.plan.contacts if published else ():
        if contact.publish_personal:
            yield contact.email.lower()
            yield from (digits(number) for number in (contact.phone, contact.mobile) if number)
            yield from (part.lower() for part in [contact.name, *contact.name.split()] if part)


def _offices(site: Site, published: Published | None) -> Iterator[str]:
    """Yield the addresses, numbers and postcodes of offices, and words in their names."""
    publisher = site.file.publisher
    texts = [publisher.name, publisher.address, publisher.email, publisher.phone]
    if published:
        plan = published.plan
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
