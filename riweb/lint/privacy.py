"""People’s own details in texts: addresses, numbers and names that may not be published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from riweb.content.parse import who
from riweb.lint.rule import EVERY_LANGUAGE, Hit, KnownWords, Passage, Rule, written_with
from riweb.problems import quoted

EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
MOBILE = re.compile(rf"(?<![\w+]){who.MOBILE.pattern}(?!\d)")

# Source: the form of postcodes, Royal Mail, Programmers’ guide to PAF.
POSTCODE = re.compile(
    r"(?<![\w-])(?:[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d(?:\d|[ABEHMNPRVWXY])?|\d[A-HJKPS-UW])) "
    r"?\d[ABD-HJLNP-UW-Z]{2}(?![\w-])"
)
REFERENCE = re.compile(
    r"\b(?:tenancy|tenant|rent(?: account)?|account|case|complaint|repair|customer|payment|claim|"
    r"application|housing benefit|person)(?: account)?(?: reference| ref| number| no)\b"
    r"(?: number| no)?[.:]? ?(?:is |was )?[A-Z]{0,4}[-/]?\d[\dA-Z/-]{3,}"
    r"|\b[Rr]ef(?:erence)?(?:[.:]| no\.?:?| number:?) ?[A-Z]{0,4}[-/]?\d[\dA-Z/-]{3,}",
    re.IGNORECASE,
)

# Source: HMRC, National Insurance Manual, NIM39110.
INSURANCE = re.compile(
    r"(?<![\w])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D](?!\w)"
)
NAMED = re.compile(
    r"(?<![\w·])(?:Mr|Mrs|Ms|Miss|Mx)\.? (?:[A-Z]\.? )?[A-Z][a-z’'-]+(?: [A-Z][a-z]+)?"
)

# Under these fields stands where an office is.
OFFICE_FIELDS = ("address",)
TAKE_OUT = "Take it out, or put it under `contacts` with `publish_personal: true` if they agree."


def _contact(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    for found in EMAIL.finditer(passage.raw):
        address = found[0].lower().strip(".'")
        if address in known.published or address in known.offices:
            continue
        if who.is_personal(address, " ".join(known.offices)):
            wrong = f"{quoted(found[0])} looks like a person’s own address."
            yield Hit(found[0], wrong, f"Write the office’s address. {TAKE_OUT}")
    for found in MOBILE.finditer(passage.raw):
        if digits(found[0]) not in known.published and digits(found[0]) not in known.offices:
            wrong = f"{quoted(found[0])} is the number of a mobile phone."
            yield Hit(found[0], wrong, f"Write the office’s number. {TAKE_OUT}")


def _postcode(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    if passage.field in OFFICE_FIELDS:
        return
    for found in POSTCODE.finditer(passage.raw):
        if digits(found[0]) in known.offices:
            continue
        wrong = f"{quoted(found[0])} is a postcode, which may show where somebody lives."
        fix = "Name the estate or the area. If it is an office’s, put its address under `contacts`."
        yield Hit(found[0], wrong, fix)


def _reference(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    for pattern in (REFERENCE, INSURANCE):
        for found in pattern.finditer(passage.raw):
            wrong = f"{quoted(found[0])} looks like the number of somebody’s own case."
            yield Hit(found[0], wrong, "Take it out: others could find out whose it is.")


def _named(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    for found in NAMED.finditer(passage.raw):
        if found[0].lower().split(" ", 1)[-1] in known.published:
            continue
        wrong = f"{quoted(found[0])} names a person."
        fix = "Write their post, or “a resident”. Keep the name only if they have agreed to it: "
        yield Hit(found[0], wrong, f"{fix}say so under `allow` in site.yaml.")


def digits(text: str) -> str:
    """Return a number or a postcode without spaces and signs, as it is compared."""
    return re.sub(r"[^\w]", "", text.replace("+44", "0").replace("(0)", "")).lower()


RULES = (
    Rule(
        "personal-contact",
        "A person’s own e-mail address or mobile number in a text.",
        "It stays on the web for ever. People must have agreed to it.",
        "UK GDPR, article 5(1)(c); ICO, guidance on publishing personal information.",
        _contact,
        EVERY_LANGUAGE,
        among=written_with(r"@|7(?:[ -]?\d){9}"),
    ),
    Rule(
        "personal-postcode",
        "A postcode in a text that is not that of an office.",
        "With a little more, it shows where a resident lives.",
        "UK GDPR, article 4(1).",
        _postcode,
        EVERY_LANGUAGE,
        among=written_with(r"\d[A-Z]{2}"),
    ),
    Rule(
        "personal-reference",
        "The number of somebody’s tenancy, case, account or National Insurance.",
        "Whoever has it can ask about that person, or in their name.",
        "UK GDPR, article 4(1).",
        _reference,
        EVERY_LANGUAGE,
        among=written_with(r"\d(?:[\dA-Za-z/-]{3}|\d ?\d)"),
    ),
    Rule(
        "personal-name",
        "A person’s name, such as Mrs Jones.",
        "Plans name posts and groups; a resident’s name is their own.",
        "UK GDPR, article 5(1)(c).",
        _named,
        EVERY_LANGUAGE,
        among=written_with(r"M(?:rs?|s|iss|x)\.? "),
    ),
)
