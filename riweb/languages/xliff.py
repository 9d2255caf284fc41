"""XLIFF 1.2: the form that translators' programmes read and write."""

from __future__ import annotations

from lxml import etree

from riweb.content.source import xml
from riweb.languages.comparison import State
from riweb.languages.parcels import SITE, Parcel, TranslationUnit
from riweb.problems import Problem, Refused, quoted

SPACE = "urn:oasis:names:tc:xliff:document:1.2"
KEEP: dict[str, str] = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}

# Source: XLIFF 1.2, section 2.5, values of the attribute state.
STATES: dict[State, str] = {
    "missing": "needs-translation",
    "stale": "needs-adaptation",
    "draft": "translated",
    "reviewed": "final",
}

# A text, its translation and what goes with them have some 10.
MOST_TAGS = 800_000
AGAIN = "Ask the translator to save it as XLIFF 1.2, or export it again."


def write(parcel: Parcel) -> bytes:
    """Return the texts as a file."""
    top = etree.fromstring(f'<xliff xmlns="{SPACE}" version="1.2"/>')
    names = {
        "original": parcel.name or SITE,
        "source-language": parcel.source,
        "target-language": parcel.language,
        "datatype": "plaintext",
    }
    body = _add(_add(top, "file", names), "body")
    for unit in parcel.units:
        _write_unit(body, unit)
    etree.indent(top)
    return etree.tostring(top, xml_declaration=True, encoding="UTF-8") + b"\n"


def _write_unit(body: etree._Element, unit: TranslationUnit) -> None:
    names = {"id": unit.context, "resname": unit.context, **KEEP}
    if unit.state == "reviewed":
        names["approved"] = "yes"
    made = _add(body, "trans-unit", names)
    _add(made, "source", text=unit.source)
    _add(made, "target", {"state": STATES[unit.state]}, unit.text)
    if unit.note:
        _add(made, "note", text=unit.note)
    if unit.previous:
        old = _add(made, "alt-trans", {"alttranstype": "previous-version", **KEEP})
        _add(old, "source", text=unit.previous)
        _add(old, "target", text=unit.text)


def _add(
    above: etree._Element, name: str, names: dict[str, str] | None = None, text: str = ""
) -> etree._Element:
    made = etree.SubElement(above, f"{{{SPACE}}}{name}", names or {})
    made.text = text or None
    return made


def read(content: bytes, file: str) -> Parcel:
    """Return the texts of a file that came back.

    Args:
        file: what problems call it.

    Raises:
        Refused: where it is broken, or no such file.
    """
    try:
        top = xml.read(content, MOST_TAGS)
    except xml.TooMuch:
        wrong = "This file has more parts than any file of texts."
        raise _refused(file, 0, wrong, AGAIN) from None
    except etree.XMLSyntaxError as error:
        line, _ = error.position
        raise _refused(file, line or 0, "This file is broken here.", AGAIN) from None
    if getattr(top.getroottree().docinfo, "doctype", ""):
        wrong = "This file begins with a DOCTYPE, through which other files can get in."
        raise _refused(file, 0, wrong, AGAIN)
    if top.tag != f"{{{SPACE}}}xliff":
        wrong = "This is not a file of texts in XLIFF 1.2."
        fix = "Take a file that `riweb translate export` made and a translator filled in."
        raise _refused(file, 0, wrong, fix)
    files = top.findall(f"{{{SPACE}}}file")
    if len(files) != 1:
        wrong = f"This file holds the texts of {len(files)} files."
        raise _refused(file, 0, wrong, "Save the texts of each plan as a file of its own.")
    name = files[0].get("original", "")
    return Parcel(
        "" if name == SITE else name,
        "",
        files[0].get("source-language", "").partition("-")[0].lower(),
        files[0].get("target-language", "").partition("-")[0].lower(),
        tuple(_read_unit(one, file) for one in files[0].iter(f"{{{SPACE}}}trans-unit")),
    )


def _read_unit(one: etree._Element, file: str) -> TranslationUnit:
    context = one.get("resname") or one.get("id") or ""
    line = one.sourceline if isinstance(one.sourceline, int) else 0
    source = one.find(f"{{{SPACE}}}source")
    if source is None:
        wrong = f"The text of {quoted(context)} is not in this file any more."
        raise _refused(file, line, wrong, AGAIN)
    target = one.find(f"{{{SPACE}}}target")
    said = target.get("state", "") if target is not None else ""
    found: State = next((state for state, shown in STATES.items() if shown == said), "draft")
    text = "" if target is None else _words(target)
    return TranslationUnit(context, _words(source), text, found, place=line)


def _words(element: etree._Element) -> str:
    """Return what stands in an element and in the marks that programmes put in it."""
    return "".join(str(part) for part in element.itertext(etree.Element))


def _refused(file: str, line: int, wrong: str, fix: str) -> Refused:
    return Refused([Problem(file, line, "", wrong, fix)])
