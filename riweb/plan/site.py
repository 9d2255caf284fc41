"""A site: the publisher, its languages, its colours, what it says for itself, and its plans."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from riweb.plan.fields import Day, Fact, FieldGroup, Line, Listed, Text, When
from riweb.plan.inserts import Insert
from riweb.plan.plans import InformationClass, Language, Plan

Nation = Literal["england", "wales", "scotland", "northern-ireland"]
Compliance = Literal["fully", "partially", "not"]


class KnownFault(FieldGroup):
    """Something on the site that not everybody can use."""

    text: Line = Field(description="What it is, and on which pages, in one sentence.", min_length=1)
    means: Text = Field("", description="What it means, and for whom.")
    instead: Text = Field("", description="What to use instead.")
    criteria: Listed[Fact] = Field(
        (), description="The success criteria of WCAG that it fails, such as 1.4.10."
    )
    why: Literal["not-compliant", "burden", "out-of-scope"] = Field(
        "not-compliant",
        description="`burden` where mending it would be a disproportionate burden, `out-of-scope` "
        "where the regulations do not ask for it.",
    )
    mended: When | None = Field(None, description="By when it will be mended.")


class Tested(FieldGroup):
    """A test of this very site, or of some of its pages, that somebody has done."""

    day: Day = Field(description="The day on which it ended.")
    who: Line = Field(description="Who did it.", min_length=1)
    how: Text = Field(description="What was tested, and with what.", min_length=1)
    kind: Literal["automatic", "expert", "disabled-people"] = Field(
        "automatic",
        description="`disabled-people` where people who use assistive technology tested it.",
    )


class Accessibility(FieldGroup):
    """What the accessibility statement says; the build adds what it knows by itself."""

    in_scope: bool | None = Field(
        None,
        description="`true` for a public sector body under the accessibility regulations of "
        "2018, such as a council; `false` for another; if empty, nothing is said of them.",
    )
    nation: Nation | None = Field(
        None, description="Where the publisher is; it decides who enforces the regulations."
    )
    compliance: Compliance | None = Field(
        None,
        description="How far the site meets WCAG 2.2 AA. If empty, `partially`: no test finds all.",
    )
    # As many as for a copy, see `OtherFormats`: a barrier is mostly met with one.
    reply_days: int = Field(
        15, description="Working days until you answer about a barrier.", ge=1, le=60
    )
    prepared: Day | None = Field(None, description="The day the statement was first written.")
    reviewed: Day | None = Field(None, description="The day the statement was last looked over.")
    tests: Listed[Tested] = Field((), description="Tests of this site, and no others.")
    known_faults: Listed[KnownFault] = Field((), description="What not everybody can use.")


class Form(FieldGroup):
    """A form for comments that a service of yours takes in."""

    action: Fact = Field(
        description="The full address that the form posts to; it begins with https.", min_length=1
    )
    kept: Text = Field(
        "", description="Who reads what is sent, how long it is kept, and where to read more."
    )


class Publication(FieldGroup):
    """Something in the publication scheme that is not on this site."""

    title: Line = Field(description="What it is called.", min_length=1)
    information_class: InformationClass = Field(
        alias="class", description="Its class of the scheme."
    )
    web: Fact = Field("", description="Its full address on the web; if empty, people ask for it.")
    date: Day | None = Field(None, description="The day it was last changed.")
    owner: Line = Field("", description="Who looks after it, by office or team.")


class Publisher(FieldGroup):
    """Who publishes the site."""

    name: Line = Field(description="The landlord's name.", min_length=1)
    phone: Fact = Field("", description="The number to ring.")
    textphone: Fact = Field("", description="Textphone or relay number.")
    email: Fact = Field("", description="An office e-mail address.")
    address: Line = Field("", description="Postal address, on one line.")
    complaints: Text = Field("", description="How to complain about a service.")


class Brand(FieldGroup):
    """The publisher's colours, each as #rrggbb."""

    main: Fact = Field("#1f4e5f", description="Headings, links and bands.")
    accent: Fact = Field("#8a3b12", description="Marks that should stand out.")
    cmyk_main: Fact = Field(
        "", description="`main` in print: cyan, magenta, yellow, black, such as 75 23 0 64."
    )
    cmyk_accent: Fact = Field("", description="`accent` in print, in the same way.")


class OtherFormats(FieldGroup):
    """How to ask for another format or language."""

    text: Text = Field(description="The paragraph every publication carries.", min_length=1)
    # 15, three weeks of work: what the Cabinet Office promises for copies of its own documents. It
    # lies between the 5 to 10 days that some councils promise for braille and audio, and the 20 in
    # which the Freedom of Information Act 2000, section 10, has requests answered.
    reply_days: int = Field(15, description="Working days until a copy is sent.", ge=1, le=60)
    closed_days: Listed[Day] = Field(
        (),
        description="Days when your office is closed, besides weekends and bank holidays.",
    )
    show_requests: bool = Field(
        False,
        description="`true` to show on the site how many requests were met in time, from "
        "`requests-met.yaml`.",
    )


def _known_format(name: object, info: ValidationInfo) -> object:
    """Refuse a format that is not among those that are handed in, as a word of a list would be."""
    known = (info.context or {}).get(FORMATS_KEY)
    if known is None or (isinstance(name, str) and name in known):
        return name
    raise PydanticCustomError("literal_error", "no such format", {"expected": ", ".join(known)})


FORMATS_KEY = "formats"
"""Under which the names of formats are handed to whoever validates site.yaml.

The records of formats stand above this model, which knows none of them.
"""
FormatName = Annotated[str, BeforeValidator(_known_format)]
"""The name of a format that a site may offer ready-made."""


class Allowed(FieldGroup):
    """Words that stay as they are, against advice, and why."""

    words: Listed[Fact] = Field(
        (), description="The words, or the beginning of the sentence; empty for all of a rule."
    )
    reason: Fact = Field(description="Why they stay.", min_length=1)
    rule: Fact = Field("", description="The rule they are kept from; empty for every rule.")
    plan: Fact = Field("", description="The id of the plan; empty for every plan.")


class Wording(FieldGroup):
    """What the landlord has decided about plain words."""

    allow: Listed[Allowed] = Field((), description="Words that stay, with a reason for each.")
    strict: Listed[Fact] = Field(
        (), description="Rules whose advice stops a build, such as long-sentence."
    )
    words: Listed[Fact] = Field((), description="Names and words of your own that are spelt right.")
    show_reading_age: bool = Field(
        False, description="`true` to show the reading age of a plan on its first page."
    )


class SiteFile(FieldGroup):
    """What `site.yaml` says."""

    title: Line = Field(description="The site's name.", min_length=1)
    about: Text = Field("", description="What the site is, in two or three sentences.")
    publisher: Publisher = Field(description="Who publishes it.")
    languages: Listed[Language] = Field(("en",), description="Languages of the site.")
    language: Language = Field("en", description="The language this file is written in.")
    translation: Literal["checked", "draft"] = Field(
        "checked",
        description="`draft` while nobody who speaks the other language well has checked it.",
    )
    letters_apart: Listed[Fact] = Field(
        (),
        description="Welsh words in which two signs are two letters, for sorting: Ban|gor.",
    )
    spelled_out: Listed[Fact] = Field(
        (),
        description="Abbreviations said letter by letter, which braille writes in full: THH.",
    )
    base_url: Fact = Field("", description="Full address of the site, ending in a slash.")
    brand: Brand = Field(Brand(), description="Colours.")
    other_formats: OtherFormats = Field(description="How to ask for other formats.")
    formats: Listed[FormatName] = Field(
        (),
        description="The formats that are published; if empty, all but those made on request.",
    )
    publication_scheme: bool = Field(
        False,
        description="`true` where the publisher must have one: a registered provider in England.",
    )
    wording: Wording = Field(Wording(), description="Plain words: exceptions and strict rules.")
    publications: Listed[Publication] = Field(
        (), description="What the publication scheme lists besides the plans."
    )
    have_your_say: Text = Field("", description="How to comment.")
    form: Form | None = Field(None, description="Where a form for comments sends them.")
    accessibility: Accessibility = Field(
        Accessibility(), description="What the accessibility statement says."
    )
    plans: Listed[Fact] = Field((), description="Ids of plans, in the order shown.")


class WelshTerm(FieldGroup):
    """One word of the field in both languages, so that everybody uses the same."""

    en: Text = Field(description="The English word.", min_length=1)
    cy: Text = Field(description="The Welsh word, with its plural where it helps.", min_length=1)
    note: Text = Field("", description="Gender, or when to use it.")


class TermList(FieldGroup):
    """What `terms.yaml` says: the words that translators keep to."""

    terms: Listed[WelshTerm] = Field((), description="The words, in any order.")


class RequestCount(FieldGroup):
    """How many requests there were of one kind."""

    names: Listed[Fact] = Field(
        description="Of what; several whose numbers are only told together.", min_length=1
    )
    count: int = Field(description="How many; no number below 5 is told.", ge=5)


class RequestsMet(FieldGroup):
    """What `requests-met.yaml` says; `riweb request report --publish` writes it."""

    from_: Day = Field(alias="from", description="The first day on which they came.")
    to: Day = Field(description="The last day on which they came.")
    total: int = Field(description="How many requests for other formats there were.", ge=5)
    in_time: int = Field(description="How many of them were met in time.", ge=0)
    formats: Listed[RequestCount] = Field((), description="How many for each format.")
    languages: Listed[RequestCount] = Field((), description="How many in each language.")
    quarters: Listed[RequestCount] = Field((), description="How many in each quarter.")
    days: Listed[RequestCount] = Field(
        (), description="How many working days it took, of those met in time."
    )


class Site(FieldGroup):
    """The whole content, parsed."""

    file: SiteFile
    plans: tuple[Plan, ...]
    terms: tuple[WelshTerm, ...] = ()
    inserts: tuple[Insert, ...] = ()
    requests: RequestsMet | None = None
