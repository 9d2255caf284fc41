"""The words of the interface in each language."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from riweb import resources
from riweb.content.source import Po
from riweb.languages.catalogues import InterfacePhrases, phrases
from riweb.locales import LOCALES
from riweb.problems import Problem, Refused, quoted


class InterfaceWords:
    """The words of the interface in one language; English is what templates are written in."""

    def __init__(self, language: str, *catalogues: InterfacePhrases) -> None:
        self.language = language
        self.one = {key: text for found in catalogues for key, text in found.one.items()}
        self.counted = {key: forms for found in catalogues for key, forms in found.counted.items()}

    def gettext(self, text: str) -> str:
        """Return the words for an English text.

        Raises:
            Refused: where there are none, since English never stands in for Welsh.
        """
        if self.language == "en" or not text:
            return text
        found = self.one.get(text)
        if found is None:
            raise Refused([_unknown(text, self.language)])
        return found

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return the words for a counted English text; they hold `%(num)d`.

        Raises:
            Refused: as in `gettext`.
        """
        form = LOCALES[self.language].plural_form(number)
        if self.language == "en":
            return (one, many)[form]
        forms = self.counted.get(one)
        if forms is None:
            raise Refused([_unknown(one, self.language)])
        return forms[form]


def _unknown(text: str, language: str) -> Problem:
    file = f"templates/words/{language}.po"
    wrong = f"The words {quoted(text, 200)} of the pages have no translation."
    return Problem(file, 0, "", wrong, "Add them to this file, with their translation.")


@lru_cache(maxsize=8)
def interface(language: str, override: Path | None = None) -> InterfaceWords:
    """Return the interface's words in a language.

    Args:
        override: a site's own templates, whose words come before ours; or None.

    Raises:
        Refused: where a catalogue of the interface is broken.
    """
    name = f"words/{language}.po"
    found, problems = [], list[Problem]()
    for folder in (resources.folder(), override):
        if language != "en" and folder and (folder / name).is_file():
            path = folder / name
            po = Po(f"templates/{name}", path.read_text(encoding="utf-8", errors="replace"), path)
            found.append(phrases(po, language, problems))
    if problems:
        raise Refused(problems)
    return InterfaceWords(language, *found)
