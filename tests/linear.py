"""The linear documents of the plans that formats are tested with, and every word in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html

from riweb.build import whole
from riweb.document import linear
from riweb.format_record import FileSpec
from riweb.plan.site import Site
from riweb.render import plan_context
from riweb.render.addresses import Addresses
from riweb.render.edition import Edition

HERE = Path(__file__).parent
TEMPLATES = HERE.parent / "templates"
FULL = HERE / "plans" / "full"
BRAND = "#17475c"


@cache
def _site(content: Path) -> Site:
    site, problems = whole.check(content)
    assert site, problems
    return site


@cache
def order(content: Path, plan: str, format_: str) -> FileSpec:
    """Return the order of a plan in a format, as a build gives it."""
    site = _site(content)
    published = next(one for one in site.plans if one.id == plan)
    edition = Edition(site.file, Addresses("en"), date(2026, 1, 31))
    html = linear.render(plan_context.of(edition, published))
    images = published.images[0].path.parent if published.images else None
    return FileSpec(format_, html, "en", site.file.brand.main, TEMPLATES, images)


def words(html: str, numbers: bool = False) -> tuple[list[str], list[str]]:
    """Return every word that a document says, in order, and every word of its notes.

    Args:
        numbers: the numbers of lists are among them.
    """
    tree: Any = lxml.html.document_fromstring(html)
    for one in tree.xpath("//*[@aria-hidden='true'] | //*[@class='footnote-backref']"):
        one.drop_tree()
    for picture in tree.iter("img"):
        picture.tail = f" {picture.get('alt')} {picture.tail or ''}"
    for mark in tree.find_class("footnote-ref"):
        mark.text = None
    notes = tree.find_class("footnotes")
    said = [word for one in notes for word in split(one)]
    for one in notes:
        one.drop_tree()
    for items in tree.iter("ol") if numbers else ():
        for number, item in enumerate(items.iterchildren("li"), int(items.get("start", "1"))):
            item.text = f"{number}. {item.text or ''}"
    return list(split(tree.find("body"))), said


def split(element: Any) -> Iterator[str]:
    """Yield the words of an element; those of two blocks do not run together."""
    for one in element.iter("p", "li", "h1", "h2", "h3", "h4", "h5", "dd", "dt", "td", "th", "br"):
        one.tail = f" {one.tail or ''}"
        one.text = f" {one.text or ''}"
    yield from element.text_content().split()


# One of everything that a text may hold, with what seldom comes.
KINDS = """<!doctype html><html lang="cy"><head><title>Cynllun – Corff</title>
<meta name="author" content="Corff"><meta name="description" content="Am y cynllun.">
<meta name="dcterms.modified" content="2025-03-01"></head><body>
<header class="cover"><p class="organisation">Corff</p><h1>Cynllun</h1>
<p class="format">\ue000</p></header>
<nav class="contents" id="contents"><h2>Cynnwys</h2><ul><li><a href="#ways">Ffyrdd</a></li>
<li><a href="#more-&amp;-more">Mwy</a></li></ul></nav><main>
<section id="ways"><h2>Ffyrdd</h2>
<p>Un. <span lang="en">Two words</span> tri.<sup id="a"><a class="footnote-ref"
href="#n2">1</a></sup>
Eto.<sup id="b"><a class="footnote-ref" href="#n2">1</a></sup>
A mwy.<sup id="c"><a class="footnote-ref" href="#n1">2</a></sup></p>
<ol><li>cyntaf</li><li><p>ail</p><p>ac ymhellach</p><ol><li>ail, un</li><li>ail, dau</li></ol></li>
<li>trydydd</li></ol>
<p>Rhwng.</p>
<ol><li>eto un</li><li>eto dau<ul><li>pwynt<ul><li>dyfnach</li></ul></li></ul></li></ol>
<ol start="4"><li>pedwar</li><li>pump</li></ol>
<div class="table-scroll"><table><caption>Pob ffordd</caption><thead><tr><th scope="col">A</th>
<th scope="col">B</th></tr></thead><tbody><tr><td>a1</td><td>b1</td></tr><tr><td>a2</td>
<td><a href="https://one.example/a">b2</a></td></tr></tbody></table></div>
<div class="table-scroll"><table><thead><tr><th>P</th><th>Q</th><th>R</th><th>S</th><th>T</th></tr>
</thead><tbody><tr><td>p1</td><td>q1</td><td></td><td>s1</td><td>t1</td></tr></tbody></table></div>
<p>Ar ôl y&#160;tabl<br>a llinell arall.</p>
<blockquote><p>Geiriau <strong>rhywun</strong>.</p><p>A rhagor.</p></blockquote>
<p><a href="https://two.example/x?y=1&amp;z=2">Dolen <strong>gref</strong></a>,
<a href="https://www.three.example/">www.three.example</a>, <a href="tel:+441632960100">01632 960
100</a>, <a href="tel:+441632960101">ffoniwch</a>, <a href="mailto:a@b.example">a@b.example</a>,
<a href="mailto:c@d.example">ysgrifennwch</a>, <a href="#card">y cerdyn</a>.</p>
<div class="footnotes" role="doc-endnotes"><ol><li id="n1"><p>Nodyn un. <a class="footnote-backref"
href="#c">Yn ôl</a></p></li><li id="n2"><p>Nodyn dau gyda <a href="https://four.example/">dolen</a>.
</p><p>Ail baragraff. <a class="footnote-backref" href="#a">Yn ôl</a> <a class="footnote-backref"
href="#b">Yn ôl</a></p></li></ol></div></section>
<section id="more-&amp;-more"><h2>Mwy</h2><article class="card" id="card"><h3>Cerdyn</h3>
<dl><div><dt>Label:</dt> <dd>gwerth</dd></div><div><dt>Dau:</dt> <dd><p>cyntaf</p><p>wedyn</p></dd>
</div><div class="many"><dt>Rhestr:</dt> <dd><ul><li><p>cam</p>
<p><strong>Erbyn:</strong> Mai</p></li>
<li>cam arall</li></ul><p>Ar y diwedd.</p></dd></div></dl><section class="part"><h4>Rhan</h4>
<p>Gair. <a href="#more---more">Yr un enw</a>.</p>
<h4 id="more---more">Enw arall</h4></section></article></section></main></body></html>"""


def kinds(format_: str, **options: str) -> FileSpec:
    """Return the order of a document that holds one of everything."""
    return FileSpec(format_, KINDS, "cy", BRAND, TEMPLATES, options=tuple(options.items()))
