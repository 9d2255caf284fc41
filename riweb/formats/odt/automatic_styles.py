"""What single paragraphs, tables and words of an OpenDocument text have besides their styles."""

from __future__ import annotations

from collections.abc import Mapping

from riweb.formats.odt import odt_styles
from riweb.formats.odt.odf_package import OdfElement, odf


class AutomaticStyles:
    """What single paragraphs and words have besides a style of the reader's list."""

    def __init__(self) -> None:
        self.made: dict[str, OdfElement] = {}
        self._names: dict[tuple[str, str, str], str] = {}
        table = {"style:width": f"{odt_styles.WIDTH_MM}mm", "table:align": "left"}
        # Lines that two cells share are drawn once, and are no content of a PDF made from it.
        table["table:border-model"] = "collapsing"
        table |= {"fo:margin-top": "4pt", "fo:margin-bottom": "10pt"}
        self._keep("Plan_table", "table", "table-properties", table)
        line = "0.5pt solid #555555"
        lines = {"fo:border-top": line, "fo:border-bottom": line}
        lines |= {f"fo:padding-{side}": "2mm" for side in ("left", "right")}
        self._keep("Plan_cell", "table-cell", "table-cell-properties", lines)
        self._keep("Plan_row", "table-row", "table-row-properties", {"fo:keep-together": "always"})
        frame = {"style:vertical-pos": "top", "style:vertical-rel": "baseline"}
        self._keep("Plan_picture", "graphic", "graphic-properties", frame)

    def _keep(self, name: str, family: str, kind: str, values: Mapping[str, str]) -> None:
        made = odf("style:style", {"style:name": name, "style:family": family})
        made.append(odf(f"style:{kind}", values))
        self.made[name] = made

    def column(self, count: int) -> str:
        """Return the style of the columns of a table that has so many."""
        name = f"Plan_column_{count}"
        width = {"style:column-width": f"{odt_styles.WIDTH_MM / count:.2f}mm"}
        self._keep(name, "table-column", "table-column-properties", width)
        return name

    def words(self, parent: str, language: str) -> str:
        """Return the style of words that have one already, and are in another language."""
        letters = odt_styles.languages(language)
        if (name := self._known("T", parent, language)) not in self.made:
            self.made[name] = odt_styles.style(name, "text", parent, letters=letters)
        return name

    def paragraph(self, parent: str, values: Mapping[str, str], master: str = "") -> str:
        """Return a style that sets a paragraph apart from others of its style."""
        more = {"style:master-page-name": master} if master else {}
        if (name := self._known("P", parent, str((values, master)))) not in self.made:
            self.made[name] = odt_styles.style(
                name, "paragraph", parent, paragraph=values, more=more
            )
        return name

    def _known(self, letter: str, parent: str, told: str) -> str:
        """Return the name of a style that is known by a letter, its parent and what it tells."""
        key = (letter, parent, told)
        return self._names.setdefault(key, f"{letter}{len(self._names) + 1}")
