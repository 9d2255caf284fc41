"""A site: the publisher, its languages, its colours and its plans."""

from __future__ import annotations

from pydantic import Field

from riweb.plan.fields import Entry, Fact, Line, Listed, Text
from riweb.plan.plans import Language, Published


class Publisher(Entry):
    """Who publishes the site."""

    name: Line = Field(description="The landlord's name.", min_length=1)
    phone: Fact = Field("", description="The number to ring.")
    textphone: Fact = Field("", description="Textphone or relay number.")
    email: Fact = Field("", description="An office e-mail address.")
    address: Fact = Field("", description="Postal address, on one line.")
    complaints: Text = Field("", description="How to complain about a service.")


class Brand(Entry):
    """The publisher's colours, each as #rrggbb."""

    main: Fact = Field("#1f4e5f", description="Headings, links and bands.")
    accent: Fact = Field("#8a3b12", description="Marks that should stand out.")


class OtherFormats(Entry):
    """How to ask for another format or language."""

    text: Text = Field(description="The paragraph every publication carries.", min_length=1)
    reply_days: int = Field(15, description="Working days until a copy is sent.", ge=1, le=60)


class SiteFile(Entry):
    """What `site.yaml` says."""

    title: Line = Field(description="The site's name.", min_length=1)
    about: Text = Field("", description="What the site is, in two or three sentences.")
    publisher: Publisher = Field(description="Who publishes it.")
    languages: Listed[Language] = Field(("en",), description="Languages of the site.")
    base_url: Fact = Field("", description="Full address of the site, ending in a slash.")
    brand: Brand = Field(Brand(), description="Colours.")
    other_formats: OtherFormats = Field(description="How to ask for other formats.")
    publication_scheme: bool = Field(
        False,
        description="`true` where the publisher must have one: a registered provider in England.",
    )
    have_your_say: Text = Field("", description="How to comment.")
    plans: Listed[Fact] = Field((), description="Ids of plans, in the order shown.")


class Site(Entry):
    """The whole content, parsed."""

    file: SiteFile
    plans: tuple[Published, ...]
