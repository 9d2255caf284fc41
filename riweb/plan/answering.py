"""What a site says for itself: how accessible it is, how to write to it, what else there is."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from riweb.plan.fields import Day, Entry, Fact, Line, Listed, Text, When
from riweb.plan.plans import InformationClass

Nation = Literal["england", "wales", "scotland", "northern-ireland"]
Compliance = Literal["fully", "partially", "not"]

FOR_PAPER = ("large-print", "giant-print", "clear-print", "easy-read", "bilingual")
"""The formats that are PDFs: pages for paper, which do not fit a small screen.

Source:
    WCAG 2.2, 1.4.10 reflow.
"""


class KnownFault(Entry):
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


class Tested(Entry):
    """A test of this very site, or of some of its pages, that somebody has done."""

    day: Day = Field(description="The day on which it ended.")
    who: Line = Field(description="Who did it.", min_length=1)
    how: Text = Field(description="What was tested, and with what.", min_length=1)
    kind: Literal["automatic", "expert", "disabled-people"] = Field(
        "automatic",
        description="`disabled-people` where people who use assistive technology tested it.",
    )


class Accessibility(Entry):
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


class Form(Entry):
    """A form for comments that a service of yours takes in."""

    action: Fact = Field(
        description="The full address that the form posts to; it begins with https.", min_length=1
    )
    kept: Text = Field(
        "", description="Who reads what is sent, how long it is kept, and where to read more."
    )


class Publication(Entry):
    """Something in the publication scheme that is not on this site."""

    title: Line = Field(description="What it is called.", min_length=1)
    information_class: InformationClass = Field(
        alias="class", description="Its class of the scheme."
    )
    web: Fact = Field("", description="Its full address on the web; if empty, people ask for it.")
    date: Day | None = Field(None, description="The day it was last changed.")
    owner: Line = Field("", description="Who looks after it, by office or team.")
