"""Web addresses: what a link may begin with, and what in one deceives."""

from __future__ import annotations

import re
import unicodedata

from riweb.problems import quoted
from riweb.text import unseen

# Nothing else is the same on every page and on paper.
START = re.compile(r"https?://|mailto:|tel:", re.IGNORECASE)
SAFE = "Write an address that begins with https://, mailto: or tel:."

# No address has these as they are; browsers take some of them for others.
STRAY = re.compile(r"[\s\x00-\x20\x7f-\x9f\\\"<>`]")
CONTROL = re.compile(r"%(?:[01][0-9a-f]|7f)", re.IGNORECASE)

# What stands between the scheme and the first sign of a path.
AUTHORITY = re.compile(r"https?://([^/?#]*)", re.IGNORECASE)
PORT = re.compile(r":\d{1,5}$")
MAIL = re.compile(r"mailto:[^\s@?]+@([^\s@?,]+)(?:\?(.*))?", re.IGNORECASE)

# What an address of e-mail may fill in for its writer, who sees it; nobody sees `bcc`.
SEEN = ("subject", "body", "cc")
TEL = re.compile(r"tel:\+?[\d-]+", re.IGNORECASE)

# Letters of names on the internet: those of English and Welsh, which nobody takes for others.
LABEL = re.compile(
    "[a-z0-9àáâäèéêëìíîïòóôöùúûüẁẃŵẅỳýŷÿ]+(?:-+[a-z0-9àáâäèéêëìíîïòóôöùúûüẁẃŵẅỳýŷÿ]+)*"
)

# Words that a reader takes for an address.
SPOKEN = re.compile(
    r"(?:https?://|www\.)\S+|(?:[\w-]+\.)+(?:com|cymru|eu|example|gov|info|net|org|scot|uk|wales)"
    r"(?:/\S*)?",
    re.IGNORECASE,
)
SPOKEN_MAIL = re.compile(r"[\w.+'-]+@([\w-]+(?:\.[\w-]+)+)")

# Where a link leads that does not lead elsewhere: to a place on its own page.
INSIDE = re.compile(r"#[\w-]*")


def is_inside(address: str) -> bool:
    """Tell whether an address is a place on the page of the link itself."""
    return bool(INSIDE.fullmatch(address))


def fault(address: str) -> tuple[str, str] | None:
    """Return what is wrong with the address of a link and what to write, or None."""
    if not START.match(address):
        return f"{quoted(address)} is not an address we accept.", SAFE
    if found := deceives(address):
        return found
    if authority := AUTHORITY.match(address):
        labels = _host(authority[1]).split(".")
        is_name = len(labels) > 1 and not labels[-1].isdigit() and all(labels)
        whole = "Write the whole address, such as https://www.example.org/."
        return None if is_name else (f"{quoted(address)} does not name a website.", whole)
    if MAIL.fullmatch(address) or TEL.fullmatch(address):
        return None
    return f"{quoted(address)} is not an address we accept.", SAFE


def deceives(address: str) -> tuple[str, str] | None:
    """Return what in an address hides where it leads and what to write, or None.

    Source:
        WHATWG URL, 4.3: what stands before an @ is no part of the name of a website, and \\ is /.
        Unicode UTS 39: letters of other scripts look like ours.
    """
    if (stray := STRAY.search(address)) or (stray := unseen.UNSEEN.search(address)):
        sign = quoted(stray[0]) if stray[0].isprintable() and stray[0] != " " else "a blank"
        sign = unseen.name(stray[0]) if unseen.UNSEEN.match(stray[0]) else sign
        wrong = f"{quoted(address)} has a character in it that no address has ({sign})."
        return wrong, "Copy the address again from the top of your browser."
    if mail := MAIL.fullmatch(address):
        names = [one.partition("=")[0].lower() for one in (mail[2] or "").split("&")]
        if hidden := next((one for one in names if one and one not in SEEN), None):
            wrong = f"{quoted(address)} fills in {quoted(hidden)}, which its writer may not see."
            return wrong, f"Take out everything from ? on, or use {', '.join(SEEN)} alone."
        return _name(address, mail[1])
    authority = AUTHORITY.match(address)
    if not authority:
        return None
    if CONTROL.search(address):
        wrong = f"{quoted(address)} has a control character in it."
        return wrong, "Copy the address again from the top of your browser."
    if "@" in authority[1]:
        named, _, host = authority[1].rpartition("@")
        wrong = f"{quoted(address)} looks like {quoted(named)} and leads to {quoted(host)}."
        rest = address[authority.end() :]
        scheme = address[: authority.start(1)]
        return wrong, f"Take out what stands before the @. Write: {scheme}{host}{rest}"
    return _name(address, _host(authority[1]))


def _name(address: str, host: str) -> tuple[str, str] | None:
    """Return what in the name of a website looks like another, or None."""
    for label in filter(None, host.lower().split(".")):
        if label.startswith("xn--"):
            wrong = f"{quoted(address)} hides letters of its name in {quoted(label)}."
            return wrong, _plainly(label)
        if not LABEL.fullmatch(unicodedata.normalize("NFC", label)):
            odd = next((one for one in label if not LABEL.fullmatch(one) and one != "-"), "")
            called = f": {unicodedata.name(odd, 'no letter').lower()}" if odd else ""
            wrong = f"{quoted(address)} does not name a website in letters we know{called}."
            return wrong, "Check the name, and type it again in letters of English or Welsh."
    return None


def _plainly(label: str) -> str:
    """Return what to write for a part of a name that is written in code."""
    try:
        plain = label[4:].encode().decode("punycode")
    except UnicodeError:
        plain = ""
    if LABEL.fullmatch(plain):
        return f"Write it as it is read: {plain}"
    return "Check where it leads. Use the address that the website gives for itself."


def _host(authority: str) -> str:
    return PORT.sub("", authority.rpartition("@")[2])


def misleads(words: str, address: str) -> tuple[str, str] | None:
    """Return what is wrong with a link whose words name another place than it leads to, or None.

    Args:
        words: as readers see them, without marks.
    """
    said = words.strip().rstrip(".,;:")
    mail, named = SPOKEN_MAIL.fullmatch(said), SPOKEN.fullmatch(said)
    if not (mail or named):
        return None
    written = mail[1] if mail else _host(re.split("[/?#]", re.sub(r"^\w+://", "", said))[0])
    to_mail, to_web = MAIL.fullmatch(address), AUTHORITY.match(address)
    leads_to = to_mail[1] if to_mail else _host(to_web[1]) if to_web else address
    is_same = _bare(written) == _bare(leads_to)
    if mail and to_mail:
        is_same = said.lower() == address[len("mailto:") :].partition("?")[0].lower()
    if is_same:
        return None
    wrong = f"The words of this link say {quoted(said)}, and it leads to {quoted(leads_to)}."
    return wrong, "Let the words say where it leads, such as the name of the page."


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")
