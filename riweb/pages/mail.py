"""Ways to write to the publisher: letters with their subject, and where a form is sent to."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from riweb import prose
from riweb.plan.site import SiteFile

# Source: RFC 6068, section 5: a new line in a letter.
NEW_LINE = "\r\n"

# What may stand in the words of a letter as it is: section 2 of the same.
AS_IT_IS = "/:,;@!$()*"


def link(email: str, subject: str, *lines: str) -> str:
    """Return the address of a letter; empty where there is no e-mail address.

    Args:
        lines: what the letter begins with; their Markdown marks are left out.
    """
    if not email:
        return ""
    words = NEW_LINE.join(prose.plain(str(line)) for line in lines)
    found = f"mailto:{quote(email, safe='@')}?subject={quote(prose.plain(str(subject)), AS_IT_IS)}"
    return found + (f"&body={quote(words, AS_IT_IS)}" if words else "")


def host(site: SiteFile) -> str:
    """Return where the form for comments is sent, such as https://forms.example.org; or empty."""
    if site.form is None:
        return ""
    parts = urlsplit(site.form.action)
    return f"{parts.scheme}://{parts.netloc}"
