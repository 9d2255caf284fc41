"""The shapes of what is written in signs and digits, and the words said for each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from riweb.locales.tongue import Tongue

# A longer number is said digit by digit: nobody has a word for it.
MOST_DIGITS = 11

# Into which groups a phone number that has none is cut.
GROUPS = {
    6: (3, 3), 7: (3, 4), 8: (4, 4), 9: (3, 3, 3), 10: (4, 3, 3), 11: (5, 3, 3), 12: (3, 3, 3, 3),
}  # fmt: skip
Match = re.Match[str]


@dataclass(frozen=True)
class Surroundings:
    """What is known of the text around.

    Args:
        before: the word before, empty at the start.
        after: the word after.
        has_quarters: True where the document gives quarters as 1/2 and 3/4.
    """

    before: str
    after: str
    has_quarters: bool


Say = Callable[[Tongue, Match, Surroundings], str]


def digits(tongue: Tongue, text: str) -> str:
    """Return digits one by one."""
    return " ".join(tongue.digit(one) for one in text if one.isdigit())


def number(tongue: Tongue, text: str, after: str = "") -> str:
    """Return a number as written: with commas, a point, or zeros before it."""
    whole, point, part = text.replace(",", "").partition(".")
    if len(whole) > 1 and whole.startswith("0"):
        return digits(tongue, whole + part)
    if point:
        return f"{number(tongue, whole)} {tongue.point} {digits(tongue, part)}"
    if len(whole) > MOST_DIGITS:
        return digits(tongue, whole)
    return tongue.cardinal(int(whole), after)


def is_year(text: str) -> bool:
    """Tell whether a number is a year as plans mean it."""
    return len(text) == 4 and text[:2] in {"18", "19", "20"}


def year_or_number(tongue: Tongue, text: str, after: str = "") -> str:
    """Return a year, or a number that is none."""
    return tongue.year(int(text)) if is_year(text) else number(tongue, text, after)


def address(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say an address of the web or of e-mail."""
    bare = re.sub(r"^(https?://|mailto:)", "", match.group()).rstrip("/")
    marks = {"@": tongue.at, ".": tongue.dot, "/": tongue.slash, "-": tongue.hyphen}
    marks["_"] = tongue.signs["_"]
    parts = re.findall(r"[^\W\d_]+|\d|\W|_", bare)
    said = [
        marks.get(part)
        or tongue.signs.get(part)
        or (tongue.digit(part) if part.isdigit() else part)
        for part in parts
    ]
    words = ["W W W" if word.lower() == "www" else word for word in said]
    return " ".join(words)


def postcode(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say a postcode letter by letter, in its two halves."""
    halves = match.group().split()
    return ", ".join(
        " ".join(tongue.digit(one) if one.isdigit() else one for one in half) for half in halves
    )


def phone(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say a phone number digit by digit, in its groups; long groups in threes and fours."""
    said = []
    written = re.sub(r"[()]", " ", re.sub(r"^\+44 ?(?:\(0\))?", "+44 ", match.group()))
    for group in written.split():
        plus = f"{tongue.signs['+']} " if group.startswith("+") else ""
        bare, start = group.strip("+"), 0
        for size in GROUPS.get(len(bare), (len(bare),)):
            said.append(plus + digits(tongue, bare[start : start + size]))
            start += size
    return ", ".join(said)


def clock(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say a time of day."""
    half = re.sub(r"\W", "", match["half"] or "").lower()
    half = {"yb": "am", "yp": "pm", "yh": "pm"}.get(half, half)
    said = tongue.clock(int(match["hour"]), int(match["minute"] or 0), half)
    return f"{said} {tongue.to} " if match["till"] else said


def iso_day(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say a day written as 2026-01-31."""
    return _day(tongue, match, around, int(match["iso_month"]), match["iso_year"], "iso_day")


def short_day(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say a day written as 19/12/07."""
    return _day(tongue, match, around, int(match["sm"]), match["sy"], "sd")


def long_day(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say a day written as 19 December 2007, or two days of one month."""
    month = tongue.months[match["lm"].lower()]
    if not match["first"]:
        return _day(tongue, match, around, month, match["ly"], "ld")
    first = _day(tongue, match, around, month, None, "first")
    last = tongue.day(int(match["ld"]), month, _full_year(match["ly"]), tongue.to)
    return f"{first} {last[0]} {last[1]}"


def _full_year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day(
    tongue: Tongue, match: Match, around: Surroundings, month: int, year: str | None, name: str
) -> str:
    before, said = tongue.day(int(match[name]), month, _full_year(year), around.before)
    # What stands before the mark takes the place of the word before.
    return f"{before}\0{said}" if before != around.before else said


def month(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say a month with its year, long or short: November 2013, Nov-13, April 08 09."""
    name, written = tongue.month(tongue.months[match["mm"].lower()]), match["mm"]
    # A whole name stays as written, since Welsh changes its beginning: Mai, o Fai.
    name = written if written[-2:] == name[-2:] else name
    years = re.findall(r"\d+", match["my"])
    said = [tongue.year(int(one)) if len(one) == 4 else number(tongue, one) for one in years]
    return f"{name} {', '.join(said)}"


def money(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say an amount of money, or from one amount to another."""
    first = _amount(tongue, match["pounds"], match["size"] or match["size2"])
    if len(match["loss"]) > 1:
        first = f"{tongue.minus} {first}"
    if not match["pounds2"]:
        return first
    return tongue.span(first, _amount(tongue, match["pounds2"], match["size2"]))


def _amount(tongue: Tongue, written: str, size: str | None) -> str:
    whole, _, part = written.replace(",", "").partition(".")
    size = (size or "").strip().lower()
    if len(whole) > MOST_DIGITS:
        return f"{number(tongue, written)} {tongue.signs['£']}"
    if size in tongue.million:
        return tongue.millions(number(tongue, written), tongue.million[size])
    if size == "k":
        return tongue.money(int(float(f"{whole}.{part or 0}") * 1000), 0)
    return tongue.money(int(whole), int(part.ljust(2, "0")[:2]) if part else 0)


def coins(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say an amount in dollars or euros."""
    said = [tongue.minus] if match["lost"] else []
    said.append(number(tongue, match["coins"]))
    if size := (match["many"] or "").strip():
        power = tongue.million[size]
        # The first name of each is the word for it.
        said.append(next(name for name, other in tongue.million.items() if other == power))
    return " ".join((*said, tongue.signs[match["coin"]]))


def years(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say 2008/09 or 2008–11."""
    end = match["y2"]
    last = tongue.end_of_years(int(end)) if len(end) == 2 else tongue.year(int(end))
    said = tongue.span(tongue.year(int(match["y1"])), last)
    # 2008/09 to 2010/11: a “to” between would be lost among the others.
    return f"{tongue.until}\0{said}" if around.before == tongue.to else said


def decade(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say the 1990s."""
    return tongue.decade(int(match["tens"]))


def quarters(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say quarter 3/4 as quarters three and four."""
    return tongue.both_quarters(int(match["q1"]), int(match["q2"]))


def quarter(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say Q3."""
    return f"{tongue.quarters[0]} {tongue.cardinal(int(match['qn']))}"


def per_cent(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say a percentage, or from one to another."""
    first = number(tongue, match["pc"])
    if match["pc2"]:
        first = tongue.span(first, number(tongue, match["pc2"]))
    return tongue.per_cent(f"{tongue.minus} {first}" if match["pcm"] else first)


def ordinal(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say 3rd or 3ydd."""
    return tongue.ordinal(int(match["nth"]), match["ending"], around.before, around.after)


def and_a_half(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say 2½ days, where Welsh puts the half after the noun."""
    return tongue.and_a_half(int(match["wholes"]), match["halved"])


def fraction(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say 1/2, or two numbers with a stroke between them."""
    above, below = int(match["above"]), int(match["below"])
    whole = tongue.cardinal(int(match["whole"])) if match["whole"] else ""
    is_quarters = around.has_quarters and below <= 4 and match["stroke"] == "/"
    said = "" if is_quarters else tongue.fraction(above, below)
    if said:
        return tongue.both(whole, said) if whole else said
    join = tongue.both if is_quarters else tongue.span
    said = join(number(tongue, match["above"]), number(tongue, match["below"]))
    return f"{whole}, {said}" if whole else said


def even(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say 50/50."""
    return f"{tongue.cardinal(50)} {tongue.cardinal(50)}"


def one_to_one(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say 121s, which is written for one-to-ones."""
    one = tongue.cardinal(1)
    return f"{one}-{tongue.to}-{one}{match['ones']}"


def dotted(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say the number of a section, such as 3.10."""
    parts = [tongue.cardinal(int(part)) for part in match["dotted"].strip(".").split(".")]
    return f" {tongue.point} ".join(parts)


def from_to(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say 3–4 or 2008–2011."""
    first = year_or_number(tongue, match["from"])
    return tongue.span(first, year_or_number(tongue, match["upto"], around.after))


def measure(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say a number with a short unit, such as 3 km."""
    written, unit = match["much"], tongue.units[match["unit"].strip().lower()]
    bare = written.replace(",", "")
    is_counted = bare.isdecimal() and len(bare) <= MOST_DIGITS and not bare.startswith("0")
    minus = f"{tongue.minus} " if match["below0"] else ""
    if is_counted:
        return minus + tongue.counted(int(bare), unit)
    return minus + tongue.measured(number(tongue, written), unit)


def code(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say letters and digits that stand together, such as C33 or F4YP."""
    said = []
    for part in re.findall(r"\d+|[^\W\d]+", match.group()):
        if part.isdigit():
            said.append(number(tongue, part))
        else:
            said.append(" ".join(part) if part.isupper() else part)
    return " ".join(said)


def plain(tongue: Tongue, match: Match, around: Surroundings) -> str:
    """Say a number that is nothing else, or a year."""
    minus = f"{tongue.minus} " if match["minus"] else ""
    return minus + year_or_number(tongue, match["plain"], around.after)
