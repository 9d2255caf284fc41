"""Dates, times and numbers in house style."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from riweb.lint.plainness import EASY, own_sentences
from riweb.lint.rule import Hit, KnownWords, Passage, Rule, with_any
from riweb.problems import quoted

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
MONTHS = _MONTH.split("|")
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_DAYS = re.compile(
    rf"(?<![\w·/])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th) (?:of )?(?P<month>{_MONTH})"
    rf"(?:,? (?P<year>\d{{4}}))?"
    rf"|(?:the )?(?P<of>\d{{1,2}}) of (?P<ofmonth>{_MONTH})"
    rf"|(?P<us>{_MONTH}) (?P<usday>[1-9]\d?)(?:(?:st|nd|rd|th)(?:,? (?P<usyear>\d{{4}}))?"
    rf"|,? (?P<usyear2>(?:19|20)\d\d))"
    rf"|(?P<figures>(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|1[0-2])[/.](?:19|20)?\d\d)"
    rf"|(?P<short>{_SHORT})\.? (?P<shortyear>(?:19|20)\d\d)"
    rf"|(?P<d2>\d{{1,2}}) (?P<short2>{_SHORT})\b\.?"
    rf"|(?P<from>(?:19|20)\d\d) ?[-–—] ?(?P<to>(?:19|20)\d\d)"
    rf"|(?P<fy>(?:19|20)\d\d)[-–—](?P<fy2>\d\d)"
    rf"|(?:{_MONTH}) ?[-–—] ?(?:{_MONTH})(?: \d{{4}})?)(?![\w·/-])"
)
_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(r"(?<![\w·.,])(\d+(?:\.\d+)?) ?(?:percent|per cent|per-cent)\b"),
        lambda found: f"{found[1]}%",
    ),
    (re.compile(r"(?<![\w·.,])(\d+(?:\.\d+)?) %"), lambda found: f"{found[1]}%"),
    (
        re.compile(r"(?<!\d )(?<![\w·.,:/£()+-])(?!0)(\d{5,9})(?![\w·/.:-]\d| \d|\w)"),
        lambda found: f"{int(found[1]):,}",
    ),
    (re.compile(r"£(\d{4,9})(?![\d,])"), lambda found: f"£{int(found[1]):,}"),
    (re.compile(r"£(\d{1,3}(?:,\d{3})*)\.00(?!\d)"), lambda found: f"£{found[1]}"),
    (re.compile(r"£(\d+(?:\.\d+)?) ?(?:m|mn|mill)\b"), lambda found: f"£{found[1]} million"),
    (
        re.compile(r"£(\d+) ?[kK]\b"),
        lambda found: f"£{int(found[1]) * 1000:,}",
    ),
    (
        re.compile(r"(?<![\w·.,/£-])(\d{1,3}) ?[-–] ?(\d{1,3})(?![\w·/-]|\.\d)(?= [a-z%])"),
        lambda found: f"{found[1]} to {found[2]}",
    ),
    (
        re.compile(r"(?<![\w·.:£])(\d{1,2})[.:]00 ?([ap])\.?m\b\.?"),
        lambda found: f"{found[1]}{found[2]}m",
    ),
    (
        re.compile(r"(?<![\w·.:£])(\d{1,2})\.([0-5]\d) ?([ap])\.?m\b\.?"),
        lambda found: f"{found[1]}:{found[2]}{found[3]}m",
    ),
    (
        re.compile(r"(?<![\w·.:£])(\d{1,2}(?::[0-5]\d)?)(?: ([ap])\.?m\b\.?|([ap])\.m\.?)"),
        lambda found: f"{found[1]}{found[2] or found[3]}m",
    ),
    (re.compile(r"(?<![\w·])(?:12 ?noon|12 ?pm)\b"), lambda _: "midday"),
)

# Before a number that is a name: a telephone number, a reference, a page.
_CODE = re.compile(
    r"\b(?:numbers?|no\.?|nos\.?|ref\w*|code|charity|company|tel|telephone|ring|phone|call|fax|form|"
    r"pages?|paragraphs?|section|sections)[.:]? (?:is |on |are |us on )?$",
    re.IGNORECASE,
)

# So far before a number the longest of these begins.
_FAR = 60
_COUNTED = (
    "weeks|days|months|years|hours|minutes|residents|tenants|leaseholders|members|meetings|homes|"
    "actions|groups|staff|people|times|working days|pounds|officers|panels|areas|reports|surveys|"
    "newsletters|events|quarters|estates|categories|representatives|councillors|places|ways"
)
WORDS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
}
_WORD = re.compile(
    rf"(?<![\w·-])(?P<word>{'|'.join(WORDS)}) (?P<of>(?:[a-z]+ )?(?:{_COUNTED}))(?![\w·])",
    re.IGNORECASE,
)


def _dates(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    if passage.in_notes:
        # They tell how a source writes a thing.
        return
    for _, sentence in own_sentences(passage):
        for found in _DAYS.finditer(sentence.own):
            if better := _better_date(found):
                wrong = f"The date {quoted(found[0])} is not in our style."
                yield Hit(found[0], wrong, f"Write “{better}”.", sentence.text)


def _better_date(found: re.Match[str]) -> str:
    part = found.groupdict()
    year = part["year"] or part["usyear"] or part["usyear2"]
    if part["day"] or part["usday"]:
        day, month = part["day"] or part["usday"], part["month"] or part["us"]
        # “May 12” is a date; “may 20 residents” is none, and has a small letter.
        return f"{int(day)} {month}{f' {year}' if year else ''}"
    if part["of"]:
        return f"{int(part['of'])} {part['ofmonth']}"
    if part["figures"]:
        day, month, year = re.split(r"[/.]", part["figures"])
        whole = year if len(year) == 4 else f"20{year}"
        return f"{int(day)} {MONTHS[int(month) - 1]} {whole}"
    if part["short"]:
        return f"{_whole(part['short'])} {part['shortyear']}"
    if part["short2"]:
        return f"{int(part['d2'])} {_whole(part['short2'])}"
    if part["from"]:
        return f"{part['from']} to {part['to']}"
    if part["fy"]:
        if int(part["fy2"]) <= int(part["fy"][2:]):
            return ""
        return f"{part['fy']} to {part['fy'][:2]}{part['fy2']}"
    return re.sub(r" ?[-–—] ?", " to ", found[0])


def _whole(short: str) -> str:
    return next(month for month in MONTHS if month.startswith(short[:3]))


def _numbers(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    if passage.in_notes:
        return
    for block, sentence in own_sentences(passage):
        for pattern, better in _NUMBERS:
            for found in pattern.finditer(sentence.own):
                if _CODE.search(sentence.own, max(0, found.start() - _FAR), found.start()):
                    continue
                wrong = f"The number {quoted(found[0])} is not in our style."
                yield Hit(found[0], wrong, f"Write “{better(found)}”.", sentence.text)
        if passage.chapter == EASY:
            # It has a rule of its own for numbers in words.
            continue
        for found in _WORD.finditer(sentence.own):
            # A sentence does not begin with a figure.
            if found.start() == 0 and block.kind in ("prose", "footnote"):
                continue
            figure = f"{WORDS[found['word'].lower()]} {found['of']}"
            wrong = f"The number in {quoted(found[0])} is in words."
            yield Hit(found[0], wrong, f"Write “{figure}”.", sentence.text)


RULES = (
    Rule(
        "date-style",
        "A date that is not written like 12 May 2010 or 2007 to 2010.",
        "One way of writing dates is read by everybody, by ear too; 5/6/10 is two different days.",
        "GOV.UK style guide, A to Z, dates.",
        _dates,
        among=with_any(
            {month.lower() for month in (*MONTHS, *_SHORT.replace("?", "").split("|"), "sep")},
            signs=r"\d(?:[/.]\d| ?[-–—] ?\d)",
        ),
    ),
    Rule(
        "number-style",
        "A number, sum, share or time that is not in our style.",
        "Figures are found and understood faster, and a recording says them right.",
        "GOV.UK style guide, A to Z, numbers, money and times.",
        _numbers,
        among=with_any(WORDS, signs=r"£\d|\d(?:\d{4}| ?(?:%|per|noon|[ap]\.?m|[-–] ?\d))"),
    ),
)
