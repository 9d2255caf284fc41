"""What stays on one line: hyphenated words, dates, telephone numbers, sums; and what need not."""

from __future__ import annotations

import re

from riweb import typeface
from riweb.alphabet import softened
from riweb.formats.pdf.roles import KEEP
from riweb.formats.profiles import Profile
from riweb.when import MONTHS

# In Welsh a month may follow “i”, which softens it.
MONTH = "|".join((*MONTHS["en"], *MONTHS["cy"], *map(softened, MONTHS["cy"])))
TOGETHER = re.compile(
    rf"""
    (?:\b\d{{1,2}}\ )?\b(?:{MONTH})\ \d{{4}}\b   # 30 March 2010, June 2009
    | \b\d{{1,2}}\ (?:{MONTH})\b                  # 30 March
    | \b0\d{{2,4}}(?:\ \d{{3,6}}){{1,2}}\b           # 01202 264422, 020 7364 5000
    | \b18001(?:\ \d{{3,6}}){{2,3}}\b               # 18001 01632 960 100
    | £?\d[\d,.]*\ (?:million|thousand|billion)\b
    | \b[A-Z]{{1,2}}\d[\dA-Z]?\ \d[A-Z]{{2}}\b       # EX1 1EX
    | \w+(?:[-/]\w+)+                              # sub-committee, 2008/09
    """,
    re.VERBOSE,
)
# A web or e-mail address. It may be broken, after one of its signs: riweb.formats.pdf.lines.
ADDRESS = re.compile(
    r"(?:\w+://|www\.)[^\s<>]*[^\s<>.,;:!?)”’]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\w+(?:\.\w+)+/[^\s<>]*"
)
EITHER = re.compile(rf"(?P<address>{ADDRESS.pattern})|{TOGETHER.pattern}", re.VERBOSE)
TAG = re.compile(r"(<[^>]*>)")
HEADING = re.compile(r"</?h([1-6])\b")


def together(html: str, profile: Profile) -> str:
    """Return a document in which what belongs together is kept on one line.

    What is wider than a line can be is not kept, and breaks after a hyphen or a slash.

    Source:
        UKAAF MS03: single pieces of information are not split over lines.
    """
    start = html.find("<body")
    parts = TAG.split(html[start:])
    most_em = profile.narrow_em
    # Words and tags take turns; the words come first.
    for place in range(0, len(parts), 2):
        tag = parts[place - 1] if place else ""
        if found := HEADING.match(tag):
            scale = 1.0 if tag.startswith("</") else profile.heading_em(int(found[1]))
            most_em = profile.narrow_em / scale
        parts[place] = _kept(parts[place], most_em)
    return html[:start] + "".join(parts)


def _kept(words: str, most_em: float) -> str:
    def kept(found: re.Match[str]) -> str:
        if found["address"]:
            return f'<span class="{KEEP}" data-breaks="">{found[0]}</span>'
        if typeface.width_em(found[0]) > most_em:
            return found[0]
        return f'<span class="{KEEP}">{found[0]}</span>'

    return EITHER.sub(kept, words)
