"""Markdown into safe HTML and into plain text."""

from __future__ import annotations

import html
import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

import markdown
from markdown import inlinepatterns
from markdown.inlinepatterns import InlineProcessor, LinkInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, AtomicString

from riweb.locales import LOCALES
from riweb.text import web


class AsWritten(str):
    """A text that is shown as it is written: it keeps wherever it goes that it is no Markdown."""

    __slots__ = ()


# Without one of these signs, or such a beginning, a text is the same in Markdown and out of it, and
# the library is not asked.
_MARKS = re.compile(r"[*_`\[\]<>&\\\n]")
_BEGINNING = re.compile(r"\s*(?:[-+#>]|\d+[.)])")

# The name of what lets links out.
GATE = "gate"

# What every mark inside a line has in it.
_INLINE = re.compile(r"[*_`\[<&\\]|  \n")


class _Words(Treeprocessor):
    """Lets text without a mark be: the library would look for each kind of mark in it."""

    def run(self, root: Element) -> None:
        for one in root.iter():
            if one.text and not _INLINE.search(one.text):
                one.text = AtomicString(one.text)
            if one.tail and not _INLINE.search(one.tail):
                one.tail = AtomicString(one.tail)


class _Quoted(InlineProcessor):
    """Marks words that are not in the language of their text: `[Policy Officer]{en}`."""

    def handleMatch(  # type: ignore[override] # noqa: N802 (the library's name, and its wider type)
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        words = Element("span", lang=m[2])
        words.text = AtomicString(m[1])
        return words, m.start(), m.end()


# More letters than these an address does not have.
_LONGEST_ADDRESS = 2_000


class _Paired(LinkInlineProcessor):
    """Finds the end of a link at once: the library walks on from each bracket to the next end.

    Where brackets open and do not close, that takes a hundred times as long for ten times as many.
    """

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802 (as above)
        end = _pairs(data).get(index - 1)
        return (data[index:end], end + 1, True) if end is not None else ("", index, False)

    def getLink(  # noqa: N802 (as above)
        self, data: str, index: int
    ) -> tuple[str, str | None, int, bool]:
        part = data[index : index + _LONGEST_ADDRESS]
        if ")" not in part:
            return "", None, index, False
        href, title, end, is_link = super().getLink(part, 0)
        return href, title, index + end, is_link


class _Link(_Paired):
    """A link with its address."""


class _Image(_Paired, inlinepatterns.ImageInlineProcessor):
    """A picture with its address."""


class _Reference(_Paired, inlinepatterns.ReferenceInlineProcessor):
    """A link whose address stands elsewhere."""


class _ImageReference(_Paired, inlinepatterns.ImageReferenceInlineProcessor):
    """A picture whose address stands elsewhere."""


class _ShortReference(_Paired, inlinepatterns.ShortReferenceInlineProcessor):
    """A link whose words are the name of its address."""


class _ShortImageReference(_Paired, inlinepatterns.ShortImageReferenceInlineProcessor):
    """A picture whose words are the name of its address."""


@lru_cache(maxsize=2)
def _pairs(data: str) -> dict[int, int]:
    """Return where each square bracket of a text closes, by where it opens."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for bracket in re.finditer(r"[][]", data):
        if bracket[0] == "[":
            waiting.append(bracket.start())
        elif waiting:
            found[waiting.pop()] = bracket.start()
    return found


# The library's name of each kind of link, its pattern, its place among the others, and ours.
_KINDS = (
    ("reference", inlinepatterns.REFERENCE_RE, 170, _Reference),
    ("link", inlinepatterns.LINK_RE, 160, _Link),
    ("image_link", inlinepatterns.IMAGE_LINK_RE, 150, _Image),
    ("image_reference", inlinepatterns.IMAGE_REFERENCE_RE, 140, _ImageReference),
    ("short_reference", inlinepatterns.REFERENCE_RE, 130, _ShortReference),
    ("short_image_ref", inlinepatterns.IMAGE_REFERENCE_RE, 125, _ShortImageReference),
)


@dataclass(frozen=True)
class LinkTarget:
    """Where a link of a text leads, or a picture in it is from.

    Args:
        address: as a browser reads it.
        words: those of the link, or those that stand for the picture.
    """

    address: str
    words: str
    is_picture: bool


class _Gate(Treeprocessor):
    """Lets out links to addresses that we accept; of all others, and of pictures, the words stay.

    Every text that is shown as Markdown comes through here, whatever field it is from. What is not
    let out is told to the editor by `faults`.

    Args:
        leads: all that were met in the last text, also those that were not let out.
    """

    leads: tuple[LinkTarget, ...] = ()

    def run(self, root: Element) -> None:
        found = []
        for one in root.iter():
            if one.tag not in ("a", "img"):
                continue
            is_picture = one.tag == "img"
            address = _read(one.get("src" if is_picture else "href") or "")
            words = _read(one.get("alt") or "" if is_picture else "".join(one.itertext()))
            found.append(LinkTarget(address, words, is_picture))
            if is_picture or not (web.is_inside(address) or web.fault(address) is None):
                one.tag, one.text = "span", AtomicString(words) if is_picture else one.text
                one.attrib.clear()
        self.leads = tuple(found)


def _read(written: str) -> str:
    """Return what a browser makes of a value, with the library's own signs put back."""
    return html.unescape(written.replace(AMP_SUBSTITUTE, "&"))


class _Ours(markdown.Extension):
    """Shows raw HTML as the characters it is, and knows words of another language."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (the library's name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # Before links, which begin with the same bracket.
        md.inlinePatterns.register(
            _Quoted(rf"\[([^\[\]]+)\]\{{({'|'.join(LOCALES)})\}}", md), "quoted", 165
        )
        for name, pattern, place, kind in _KINDS:
            md.inlinePatterns.register(kind(pattern, md), name, place)
        # After that of footnotes, which adds more text, and before those of marks.
        md.treeprocessors.register(_Words(md), "words", 30)
        # After all others, so that nothing is added to what it has seen.
        md.treeprocessors.register(_Gate(md), GATE, -10)


# What the link from a footnote back to its mark says, in English.
BACK = "Back to the text"

# Stand before a text that is not in the language of what it is shown in.
SIGNS = {one.sign: one.tag for one in LOCALES.values()}
_SIGNS = re.compile(f"[{''.join(SIGNS)}]")

# What a line of Markdown may begin with before its words, and the bars between cells.
_START = re.compile(
    r"^([ \t]*(?:(?:[-*+]|\d+[.)]|\#+|>|\[\^[^\]]+\]:)[ \t]+)*)(?=[^\s|:-])"
    r"|(?<=\|)[ \t]+(?=[^\s|:-])",
    re.M,
)
_OPEN = re.compile(rf"<(p|li|td|th|h[1-6]|dt|dd)\b([^>]*)>({_SIGNS.pattern})")


def foreign(text: str, language: str) -> str:
    """Return a text marked as being in that language, wherever it is shown."""
    sign = LOCALES[language].sign
    if isinstance(text, AsWritten):
        return AsWritten(f"{sign}{text}")
    return _START.sub(lambda found: f"{found[0]}{sign}", text)


def is_marked(text: str) -> bool:
    """Tell whether something in a text may be Markdown; in a name or a number nothing is."""
    return not isinstance(text, AsWritten) and bool(_MARKS.search(text) or _BEGINNING.match(text))


def bare(text: str) -> str:
    """Return a text without the signs that `foreign` puts in."""
    return type(text)(_SIGNS.sub("", text))


# Tags between which words do not run together.
BLOCK = re.compile(r"</?(?:p|li|ul|ol|h[1-6]|div|tr|td|th|table|blockquote|br)\b[^>]*>")

# Footnotes and the marks that lead to them.
NOTES = re.compile(r'<sup id="fnref.*?</sup>|<div class="footnotes".*?</div>', re.DOTALL)


# Kept by type: a name is not shown as the same words in Markdown are.
@lru_cache(maxsize=20_000, typed=True)
def blocks(text: str, prefix: str = "", heading_shift: int = 0) -> str:
    """Return a text as block HTML.

    Args:
        prefix: keeps the ids of headings and footnotes apart on one page.
        heading_shift: how many levels below its own each heading is shown.
    """
    if not text:
        return ""
    if sign := _SIGNS.search(text):
        return _in_their_language(_blocks(text, prefix, heading_shift), sign[0])
    return _blocks(text, prefix, heading_shift)


def _in_their_language(made: str, sign: str) -> str:
    """Return HTML with `lang` on every part that is marked."""
    made = _OPEN.sub(lambda part: f'<{part[1]}{part[2]} lang="{SIGNS[part[3]]}">', made)
    return _SIGNS.sub("", made)


def _blocks(text: str, prefix: str, heading_shift: int) -> str:
    if not is_marked(text):
        return f"<p>{html.escape(text, quote=False)}</p>"
    made = _converted(text)
    made = re.sub(
        r'<div class="footnote">\n<hr />', '<div class="footnotes" role="doc-endnotes">', made
    )
    made = re.sub(r'(class="footnote-backref" href="[^"]*") title="[^"]*"', r"\1", made)
    made = re.sub(r"<table>", '<div class="table-scroll"><table>', made).replace(
        "</table>", "</table></div>"
    )
    made = made.replace("<th>", '<th scope="col">')
    if prefix:
        made = re.sub(r'\b(id="|href="#)', rf"\1{prefix}-", made)
    if heading_shift:
        made = re.sub(
            r"<(/?)h([1-6])\b",
            lambda found: f"<{found[1]}h{min(6, int(found[2]) + heading_shift)}",
            made,
        )
    return made


@lru_cache(maxsize=20_000, typed=True)
def _converted(text: str) -> str:
    """Return a text as the library gives it, which is the same wherever it is shown."""
    return _library().reset().convert(text)


def leads(text: str) -> tuple[LinkTarget, ...]:
    """Return every link and picture that a text makes, also those that are not shown."""
    if not is_marked(text):
        return ()
    library = _library()
    library.reset().convert(text)
    gate = library.treeprocessors[GATE]
    assert isinstance(gate, _Gate)
    return gate.leads


@lru_cache(maxsize=1)
def _library() -> markdown.Markdown:
    return markdown.Markdown(
        extensions=["footnotes", "tables", "sane_lists", "toc", _Ours()],
        extension_configs={
            "toc": {"permalink": False, "marker": ""},
            "footnotes": {"BACKLINK_TEXT": BACK, "SEPARATOR": "-"},
        },
    )


@lru_cache(maxsize=20_000, typed=True)
def inline(text: str) -> str:
    """Return a text of one paragraph as inline HTML; more paragraphs are joined by a space."""
    if sign := _SIGNS.search(text):
        return f'<span lang="{SIGNS[sign[0]]}">{inline(bare(text))}</span>'
    if not is_marked(text):
        return html.escape(text, quote=False)
    made = blocks(text)
    return re.sub(r"</?p>", "", made.replace("</p>\n<p>", " "))


@lru_cache(maxsize=20_000, typed=True)
def flow(text: str, lead: str = "") -> str:
    """Return a text for a list item or a cell: one paragraph as inline HTML, more as blocks.

    Args:
        lead: HTML of words that stand before the text, on its first line.
    """
    if is_one_paragraph(text):
        return f"{lead} {inline(text)}".strip()
    return led(blocks(text, own_prefix(text)), lead)


def is_one_paragraph(text: str) -> bool:
    """Tell whether a text has no second paragraph, no list and no footnote."""
    text = bare(text)
    if not is_marked(text):
        return True
    made = blocks(text)
    return made.count("<p>") == 1 and made.startswith("<p>") and made.endswith("</p>")


def led(made: str, lead: str) -> str:
    """Return block HTML with `lead` at the start of its first paragraph."""
    if not lead:
        return made
    if found := re.match(r"<p\b[^>]*>", made):
        return f"{found[0]}{lead} {made[found.end() :]}"
    return f"<p>{lead}</p>\n{made}"


@lru_cache(maxsize=20_000, typed=True)
def paragraphs(text: str, name: str, lead: str) -> str:
    """Return a text as block HTML; empty where there is none.

    Args:
        name: a class of the paragraph, or of the box around several; or empty.
        lead: HTML of words that stand before the text, on its first line.
    """
    if not text:
        return ""
    made = led(blocks(text, own_prefix(text)), lead)
    if not name:
        return made
    if is_one_paragraph(text):
        return f'<p class="{name}"{made[2:]}'
    return f'<div class="{name}">{made}</div>'


def own_prefix(text: str) -> str:
    """Return what keeps the footnotes of a text apart from those of others on its page."""
    return f"n{zlib.crc32(text.encode()):08x}" if "[^" in text else ""


@lru_cache(maxsize=20_000, typed=True)
def plain(text: str) -> str:
    """Return a text without its marks, as a reader would say it."""
    text = bare(text)
    if not is_marked(text):
        return text
    made = BLOCK.sub(" ", NOTES.sub("", blocks(text)))
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", made)).split())


def opening(text: str) -> str:
    """Return the first paragraph of a chapter without its marks; empty where it has none."""
    found = re.search(r"<p>(.*?)</p>", NOTES.sub("", blocks(_SIGNS.sub("", text))), re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", found[1])).split()) if found else ""


@dataclass(frozen=True)
class Heading:
    """A heading inside a chapter.

    Args:
        level: 2 to 6, as written.
        anchor: the id that `blocks` gives it, without a prefix.
    """

    level: int
    text: str
    anchor: str


def headings(text: str) -> list[Heading]:
    """Return the headings of a chapter, in order."""
    found = re.findall(r'<h([2-6]) id="([^"]+)"[^>]*>(.*?)</h', blocks(text))
    return [
        Heading(int(level), html.unescape(re.sub(r"<[^>]+>", "", words)), anchor)
        for level, anchor, words in found
    ]
