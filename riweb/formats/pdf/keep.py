"""What must not be broken over two lines: hyphenated words, dates, telephone numbers, sums."""

from __future__ import annotations

import re

from riweb.alphabet import softened
from riweb.formats.pdf.roles import KEEP
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
TAG = re.compile(r"(<[^>]*>)")


def together(html: str) -> str:
    """Return a document in which what belongs together is kept on one line.

    Source:
        UKAAF MS03: single pieces of information are not split over lines.
    """
    start = html.find("<body")
    parts = TAG.split(html[start:])
    # Words and tags take turns; the words come first.
    parts[::2] = [
        TOGETHER.sub(rf'<span class="{KEEP}">\g<0></span>', words) for words in parts[::2]
    ]
    return html[:start] + "".join(parts)
