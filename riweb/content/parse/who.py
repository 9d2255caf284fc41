"""Codes, terms and contacts: who is who, and what is a person's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from riweb.content.source import Key, Raw
from riweb.plan.fields import as_id
from riweb.plan.parts import Contact
from riweb.plan.plans import PlanFile
from riweb.plan.site import Publisher
from riweb.problems import Problem, nearest, quoted
from riweb.text import web as web_address

# Mobile numbers of the United Kingdom: 07, then nine digits (Ofcom, National Numbering Plan).
MOBILE = re.compile(r"(?:\+44 ?(?:\(0\) ?)?|0)7(?:[ -]?\d){9}")

# An address with one of these before the @ is an office's, even in the shape first.last.
OFFICE = re.compile(
    "admin|advice|ask|board|care|centre|committee|communications|community|complaints|contact|"
    "council|customers?|desk|enquiries|enquiry|estates?|feedback|forum|general|hello|help|helpdesk|"
    "homes|housing|info|information|involved?|involvement|landlord|leasehold|lettings|mail|"
    "managers?|my|news|office|officer|online|panel|participation|policy|post|property|reception|"
    "repairs|residents?|scrutiny|services?|social|staff|support|teams?|tenancy|tenants?|voice|web|"
    "your"
)


def check(raw: Raw, plan: PlanFile) -> Iterator[Problem]:
    """Yield codes and terms that clash, personal details, and advice on unexplained codes."""
    yield from _clashing_codes(raw, plan)
    yield from _terms(raw, plan)
    for number, contact in enumerate(plan.contacts):
        yield from _contact(raw, ("contacts", number), contact)
    yield from _unexplained(raw, plan)


def _codes(plan: PlanFile) -> Iterator[tuple[str, Key]]:
    """Yield every code where it is first used: listed, or named by an action."""
    for code in plan.people:
        yield code, ("people", code)
    for s, section in enumerate(plan.sections):
        for a, action in enumerate(section.actions):
            for n, lead in enumerate(action.leads):
                if lead.code:
                    yield lead.code, ("sections", s, "actions", a, "leads", n)


def _clashing_codes(raw: Raw, plan: PlanFile) -> Iterator[Problem]:
    """Yield codes that are one to readers and two to us, such as RO and ro."""
    seen: dict[str, tuple[str, Key]] = {}
    told: set[str] = set()
    for code, key in _codes(plan):
        first, first_key = seen.setdefault(as_id(code), (code, key))
        if first != code and code not in told:
            told.add(code)
            yield raw.problem(
                key,
                f"{quoted(code)} and {quoted(first)} (line {raw.line(first_key)}) look like "
                "one code, written in two ways.",
                f"Write {first} everywhere, or give them codes that differ in a letter.",
            )


def _unexplained(raw: Raw, plan: PlanFile) -> Iterator[Problem]:
    """Advise on each code that nobody explains, once."""
    seen = {code for code, person in plan.people.items() if person.role or person.team}
    listed = dict(plan.people)
    if not listed and raw.value.get("people"):
        # What was written there could not be read.
        return
    alike = {as_id(code) for code in listed}
    for code, key in _codes(plan):
        if code in seen or key[0] == "people" or (code not in listed and as_id(code) in alike):
            continue
        seen.add(code)
        fix = f"Add {code} to `people` with a role or a team."
        if code not in listed and (guess := nearest(code, list(listed))) and len(code) > 2:
            fix = f"Did you mean {guess}? If not, add {code} to `people` with a role or a team."
        yield raw.advice(key, f"Nothing says who {quoted(code)} is.", fix)


def _terms(raw: Raw, plan: PlanFile) -> Iterator[Problem]:
    """Yield a problem for a term that is explained in two ways, or that looks like another."""
    meanings: dict[tuple[str, str], str] = {}
    places: dict[str, tuple[tuple[str, str], int]] = {}
    for number, term in enumerate(plan.glossary):
        name, shown = (term.term.lower(), term.short), term.short or term.term
        first, line = places.setdefault(as_id(shown), (name, raw.line(("glossary", number))))
        if meanings.setdefault(name, term.meaning) != term.meaning:
            yield raw.problem(
                ("glossary", number),
                f"{quoted(term.term)} is explained in two ways; line {line} has the other.",
                "Keep one meaning, or join them in one entry.",
            )
        elif first != name:
            yield raw.problem(
                ("glossary", number),
                f"{quoted(shown)} stands for two things; line {line} has the other.",
                "Keep one entry, and name both meanings in it.",
            )


def _contact(raw: Raw, key: Key, contact: Contact) -> Iterator[Problem]:
    """Yield what of a contact is a person's own, and what is no number or address."""
    yield from numbers(raw, key, contact)
    yield from addresses(raw, key, contact.email, contact.web)
    if contact.publish_personal:
        return
    remove = "Remove it, or add `publish_personal: true` when they agree."
    for field in ("name", "mobile"):
        if getattr(contact, field):
            yield raw.problem((*key, field), f"`{field}` is a person's own detail.", remove)
    if MOBILE.fullmatch(contact.phone):
        yield raw.problem((*key, "phone"), "This is the number of a mobile phone.", remove)
    if is_personal(contact.email, f"{contact.role} {contact.organisation}"):
        wrong = f"{quoted(contact.email)} looks like a person's own address."
        yield raw.problem((*key, "email"), wrong, f"Write the office's address. {remove}")


def numbers(raw: Raw, key: Key, who: Contact | Publisher) -> Iterator[Problem]:
    """Yield telephone numbers that are none."""
    for field in ("phone", "textphone", "mobile"):
        number = getattr(who, field, "")
        if number and not re.fullmatch(r"\+?[\d ()-]{3,40}", number):
            yield raw.problem(
                (*key, field),
                f"{quoted(number)} is not a telephone number.",
                "Write digits and spaces, such as 01632 960 000; put words under `about`.",
            )


def addresses(raw: Raw, key: Key, email: str, web: str = "") -> Iterator[Problem]:
    """Yield an e-mail address that is none, and a web address that is not full."""
    if email and not re.fullmatch(r"[\w.+'-]+@[\w-]+(\.[\w-]+)+", email):
        wrong = f"{quoted(email)} is not an e-mail address."
        yield raw.problem((*key, "email"), wrong, "Write one address, such as us@example.org.")
    if web and not re.fullmatch(r"https?://[^\s/?#]+\.[^\s]+", web, re.IGNORECASE):
        wrong = f"{quoted(web)} is not a full web address."
        is_bare = re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", web)
        example = web if is_bare else "www.example.org/"
        yield raw.problem((*key, "web"), wrong, f"Write it like https://{example}")
    elif web and (found := web_address.fault(web)):
        yield raw.problem((*key, "web"), *found)


def is_personal(email: str, office: str) -> bool:
    """Tell whether an e-mail address is made of a first name or initial and a last name.

    Args:
        office: what else the office is called; its words are no names of persons.
    """
    local, _, domain = email.lower().partition("@")
    parts = re.split(r"[._]", local)
    if len(parts) not in (2, 3) or not all(part.isalpha() for part in parts):
        return False
    known = f"{domain} {office}".lower()
    return not any(OFFICE.fullmatch(part) or (len(part) > 2 and part in known) for part in parts)
