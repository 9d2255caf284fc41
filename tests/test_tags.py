"""The structure tree of every PDF is the tree of its document."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from sites import Built, format_of
from tree import Node, _marked, of_html, of_pdf
from weasyprint.formatting_structure import boxes

from riweb.build.editions import read
from riweb.document import linear
from riweb.format_record import EngineComplaint
from riweb.formats.pdf import decoration, writer
from riweb.formats.pdf import tags as growing
from riweb.formats.pdf.roles import Roles
from riweb.formats.profiles import PRINT
from riweb.render import plan_context

TEMPLATES = Path(__file__).parents[1] / "templates"


def documents(site: Built) -> dict[str, str]:
    """Return the linear document of each plan in each language, by the plan's folder."""
    content, _ = read(site.content)
    assert content
    found = {}
    for edition in content.editions((), None, date(2026, 1, 1)):
        for one in edition.plans:
            folder = edition.at.plan(one.id).rstrip("/")
            found[folder] = linear.render(plan_context.of(edition, one))
    return found


def without_pages(tree: Node) -> Node:
    """Take the page numbers off the entries of the contents: the document has none."""
    for node in tree.nodes():
        if node.role == "TOCI":
            for link in node.nodes():
                if link.role == "Link":
                    link.kids = [re.sub(r"\s*\d+\s*$", "", link.words())]
    return tree


def same(made: Node, asked: Node, where: object) -> None:
    """Fail with the first places where two trees differ."""
    left, right = list(made.lines()), list(asked.lines())
    if left != right:
        lines = list(difflib.unified_diff(right, left, "asked for", "made", lineterm="", n=3))
        pytest.fail("\n".join([str(where), *lines[:60]]), pytrace=False)


def test_the_tree_of_every_pdf_is_that_of_its_document(site: Built, minimal: Built) -> None:
    for built in (site, minimal):
        asked = documents(built)
        assert built.pdfs
        for path in built.pdfs:
            folder = path.parents[1].relative_to(built.output).as_posix()
            document = shown(asked[folder], path)
            same(without_pages(of_pdf(path)), of_html(document), path.name)


def shown(document: str, path: Path) -> str:
    """Return a document as the PDF of that name shows it."""
    profile = PRINT[format_of(path)]
    text = writer.prepared(document, profile)
    is_short = len(PdfDocument(path)) <= writer.SHORT_PAGES
    return writer.without_contents(text) if is_short else text


def made(body: str, tmp_path: Path, profile: str = "large-print") -> Node:
    """Return the tree of a PDF made from the body of a document."""
    html = f'<!doctype html><html lang="en"><title>A test</title><body>{body}</body></html>'
    path = tmp_path / "made.pdf"
    path.write_bytes(writer.write(html, PRINT[profile], "#17475c", TEMPLATES)[0].content)
    same(of_pdf(path), of_html(writer.prepared(html, PRINT[profile])), "made")
    return of_pdf(path)


def only(tree: Node, role: str) -> Node:
    """Return the one node of that role."""
    found = [node for node in tree.nodes() if node.role == role]
    assert len(found) == 1, f"{len(found)} nodes are {role}"
    return found[0]


def test_a_table_over_many_pages_is_one_table_with_one_head(tmp_path: Path) -> None:
    rows = "".join(f"<tr><th scope=row>Row {n}</th><td>Value {n}</td></tr>" for n in range(90))
    tree = made(
        "<h1>T</h1><table><caption>Values</caption><thead><tr><th scope=col>Name</th>"
        f"<th scope=col>Value</th></tr></thead><tbody>{rows}</tbody></table>",
        tmp_path,
        "clear-print",
    )
    only(tree, "Table"), only(tree, "THead"), only(tree, "TBody"), only(tree, "Caption")
    assert sum(node.role == "TR" for node in tree.nodes()) == 91
    scopes = [node.facts["Scope"] for node in tree.nodes() if node.role == "TH"]
    assert scopes == ["Column", "Column"] + ["Row"] * 90


def test_a_paragraph_and_a_list_over_two_pages_are_one_each(tmp_path: Path) -> None:
    words = " ".join(f"Sentence {n} goes on." for n in range(300))
    items = "".join(f"<li>Item {n}</li>" for n in range(60))
    tree = made(f"<h1>T</h1><p>{words}</p><ul>{items}</ul>", tmp_path)
    assert only(tree, "P").words() == words
    assert len([kid for kid in only(tree, "L").kids if isinstance(kid, Node)]) == 60


def test_a_change_of_language_is_written(tmp_path: Path) -> None:
    tree = made('<h1>T</h1><p>The <span lang="cy">tŷ gŵr</span> is here.</p>', tmp_path)
    assert only(tree, "Span").facts["Lang"] == "cy"
    assert only(tree, "Span").words() == "tŷ gŵr"


def svg(more: str) -> str:
    """Return a picture of a dot."""
    size = 'width="9" height="9"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {more}><rect {size}/></svg>'


def test_a_picture_is_a_figure_with_its_words(tmp_path: Path) -> None:
    tree = made(f"<h1>T</h1><p>x {svg('role=img aria-label=Dot')}</p>", tmp_path)
    assert only(tree, "Figure").facts["Alt"] == "Dot"


def test_a_decorative_picture_is_no_figure(tmp_path: Path) -> None:
    tree = made(f"<h1>T</h1><p>x {svg('aria-hidden=true')}</p>", tmp_path)
    assert [node for node in tree.nodes() if node.role == "Figure"] == []


def test_a_link_is_named_by_its_words(tmp_path: Path) -> None:
    tree = made('<h1>T</h1><p>See <a href="https://example.org/">the example</a>.</p>', tmp_path)
    assert only(tree, "Link").facts["links"] == ["the example"]


def test_a_note_and_its_reference_lead_to_each_other(tmp_path: Path) -> None:
    tree = made(
        '<h1>T</h1><p>Said<sup id="r1"><a class="footnote-ref" href="#n1">1</a></sup>.</p>'
        '<div class="footnotes"><ol><li id="n1"><p>Where. '
        '<a class="footnote-backref" href="#r1">Back to the text</a></p></li></ol></div>',
        tmp_path,
    )
    assert only(tree, "Note").facts["ID"] == "n1"
    assert only(only(tree, "Reference"), "Link").words() == "1"
    assert only(only(tree, "Note"), "Link").words() == "Back to the text"


def test_an_abbreviation_has_its_expansion(tmp_path: Path) -> None:
    tree = made('<h1>T</h1><p>The <abbr title="Residents Panel">RP</abbr> met.</p>', tmp_path)
    assert only(tree, "Span").facts["E"] == "Residents Panel"


def test_words_do_not_run_together_where_a_line_ends(tmp_path: Path) -> None:
    words = " ".join(f"word{n}" for n in range(100))
    assert only(made(f"<h1>T</h1><p>{words}</p>", tmp_path), "P").words() == words


# Each fault of the engine's own tags, put back: the comparison above has to see it.

TABLE = (
    "<h1>T</h1><table><thead><tr><th scope=col>A</th><th scope=col>B</th></tr></thead><tbody>"
    + "".join(f"<tr><th scope=row>Row {n}</th><td>Value {n}</td></tr>" for n in range(60))
    + "</tbody></table>"
)
NOTE = (
    '<h1>T</h1><p>Said<sup><a class="footnote-ref" href="#n1">1</a></sup>.</p>'
    '<div class="footnotes"><ol><li id="n1"><p>Where.</p></li></ol></div>'
)


def split_by_page(tree: growing.Tree, element: object, part: str) -> Node:
    """Return the node of an element on this page alone, as the engine does."""
    parent = tree.top
    for role, of, place, entries in tree.roles.path(element, part):
        key = (of, f"{place} on {tree.number}")
        if key not in tree.nodes:
            tree.nodes[key] = growing.TagNode(role, dict(entries))
            parent.kids.append(tree.nodes[key])
        parent = tree.nodes[key]
    return parent


def without(name: str) -> Callable[[Roles, object], dict[str, object]]:
    """Return a way to read an element's entries that forgets one of them."""
    whole = Roles._entries

    def entries(roles: Roles, element: object) -> dict[str, object]:
        found = {key: value for key, value in whole(roles, element).items() if key != name}
        return found

    return entries


WELSH = '<h1>T</h1><p>The <span lang="cy">tŷ gŵr</span> is here.</p>'
FAULTS = {
    "a table for each page": (TABLE, growing.Tree, "_node", split_by_page),
    "no language": (
        '<h1>T</h1><p><span lang="cy">tŷ</span></p>',
        Roles,
        "_entries",
        without("Lang"),
    ),
    "no scope": (TABLE, Roles, "_entries", without("A")),
    "decoration as a figure": (
        f"<h1>T</h1><p>x {svg('aria-hidden=true')}</p>",
        decoration,
        "_is_decoration",
        lambda box, page, seen: False,
    ),
    "a link named by its address": (
        '<h1>T</h1><p><a href="https://example.org/">words</a></p>',
        Roles,
        "words",
        lambda roles, element: element.get("href"),
    ),
    "notes as list items": (NOTE, Roles, "_is_in", lambda roles, element, name: False),
    "header rows that are told again": (
        TABLE,
        decoration,
        "_is_decoration",
        lambda box, page, seen: isinstance(box, boxes.MarginBox),
    ),
    "a picture without its words": (
        f"<h1>T</h1><p>x {svg('role=img aria-label=Dot')}</p>",
        Roles,
        "_entries",
        without("Alt"),
    ),
    "words that run together": (
        "<h1>T</h1><p>" + "several words " * 60 + "</p>",
        decoration,
        "_space_lines",
        lambda box, open_lines: None,
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_that_is_put_back_is_seen(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body, owner, attribute, fault = FAULTS[name]
    made(body, tmp_path, "clear-print")
    monkeypatch.setattr(owner, attribute, fault)
    with pytest.raises((pytest.fail.Exception, AssertionError, EngineComplaint)):
        made(body, tmp_path, "clear-print")


def test_page_numbers_are_no_part_of_the_tree(tmp_path: Path) -> None:
    tree = made("<h1>T</h1><p>Words.</p>", tmp_path)
    assert tree.words() == "TWords."
    marks = [mark for mark, _ in _marked(PdfDocument(tmp_path / "made.pdf")[0])]
    assert len(marks) == 2
