"""The document of a plan is one value, which every format reads and none changes."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace
from datetime import date
from functools import cache

import linear
import lxml.html
import pytest
from documents import document_of

from riweb.build import editions
from riweb.build.inputs import digest
from riweb.document import Document, flow
from riweb.document import linear as plan_document
from riweb.render import plan_context
from riweb.website import easy_read_pages

# What Unicode gives no meaning, so that programmes can use it for themselves.
PRIVATE = re.compile("[\ue000-\uf8ff]")


def rendered() -> dict[str, Document]:
    """Return the two documents of the plan that has every field."""
    content, problems = editions.read(linear.FULL)
    assert content, problems
    (edition,) = content.editions((), None, date(2026, 1, 31))
    context = plan_context.of(edition, edition.plans[0])
    return {"plan": plan_document.render(context), "easy-read": easy_read_pages.document(context)}


documents = cache(rendered)


@pytest.mark.parametrize("name", ["plan", "easy-read"])
def test_nothing_stands_in_a_document_for_what_is_known_of_it(name: str) -> None:
    document = documents()[name]
    assert PRIVATE.findall(document.html) == []
    root = lxml.html.document_fromstring(document.html)
    said = {one.get("name"): one.get("content") for one in root.iter("meta")}
    assert root.get("lang") == document.language
    assert root.findtext("head/title") == document.imprint.title
    assert document.imprint.title.endswith(f" – {document.imprint.author}")
    assert [said["author"], said["description"]] == [
        document.imprint.author,
        document.imprint.description,
    ]
    assert [said["dcterms.publisher"], said["dcterms.identifier"]] == [
        document.imprint.publisher,
        document.imprint.plan,
    ]
    assert document.imprint.changed and (
        said["dcterms.modified"] == document.imprint.changed.isoformat()
    )
    assert [one.text_content() for one in root.find_class("format")] == [""]
    assert lxml.html.tostring(document.root) == lxml.html.tostring(root)


def test_a_plan_says_its_version_and_its_easy_read_has_one_of_its_own() -> None:
    plan, easy = documents()["plan"], documents()["easy-read"]
    assert re.fullmatch("[0-9a-f]{8}", plan.version) and plan.version in plan.html
    (line,) = plan.root.find_class("number")
    assert line.text_content() == f"Version number: {plan.version}"
    assert re.fullmatch("[0-9a-f]{8}", easy.version) and easy.version not in easy.html


def test_a_document_says_its_format_and_leaves_the_next_format_free() -> None:
    document = documents()["plan"]
    before = document.html
    named = document.as_format("Braille <em>6</em> &amp; 8")
    assert named.format == "Braille <em>6</em> &amp; 8"
    for root in (named.root, lxml.html.document_fromstring(named.html)):
        assert [one.text_content() for one in root.find_class("format")] == [named.format]
    assert document.html == before and document.format == ""
    assert [one.text_content() for one in document.root.find_class("format")] == [""]


@pytest.mark.parametrize("name", ["plan", "easy-read"])
def test_a_document_says_the_same_in_another_process(name: str) -> None:
    document = documents()[name].as_format("Text")
    sent = pickle.loads(pickle.dumps(document))
    assert sent == document
    assert flow.read(sent) == flow.read(document)
    assert len(flow.read(sent)) > 20


def test_documents_that_say_the_same_make_the_same_key_and_others_do_not() -> None:
    first, again = documents()["plan"], rendered()["plan"]
    assert first is not again and first == again
    assert digest(first) == digest(again) == digest(pickle.loads(pickle.dumps(first)))
    other = document_of(first.html.replace("Repairs", "Mending", 1))
    assert other.html != first.html
    for one in (
        replace(first, html=other.html, root=other.root),
        replace(first, version="00000000"),
        replace(first, language="cy"),
        replace(first, imprint=replace(first.imprint, title="Another plan")),
    ):
        assert one != first and digest(one) != digest(first)
