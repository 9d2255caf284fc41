"""The languages of sites: one record each, with all that the code asks by language."""

from collections.abc import Iterable

from riweb.locales import cy, en
from riweb.locales.record import Locale

# In the order in which lists name them; another language is a module beside these, a row here,
# and a catalogue in templates/words/.
LOCALES: dict[str, Locale] = {one.tag: one for one in (en.LOCALE, cy.LOCALE)}

# The two that one file may hold, Welsh first.
# Source: Welsh Language Commissioner, bilingual design.
BILINGUAL = (cy.LOCALE.tag, en.LOCALE.tag)


def side_by_side(tags: Iterable[str]) -> list[str]:
    """Return languages in the order in which they stand on one page."""
    return sorted(tags, key=lambda tag: LOCALES[tag].place)


__all__ = ["BILINGUAL", "LOCALES", "Locale", "side_by_side"]
