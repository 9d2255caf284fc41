"""Texts go to translators in XLIFF and Word, and come back with nothing lost and nothing wrong."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import polib
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import _Cell
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from translate.storage import factory
from translate.storage.xliff import Xliff1File

from riweb.build import editions
from riweb.cli import main
from riweb.languages import exchange
from riweb.problems import Refused

HERE = Path(__file__).parent
FORMS = {"xliff": "xlf", "word": "docx"}
PO = Path("content/plans/both/cy.po")


@pytest.fixture(autouse=True)
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small site in two languages, in the folder that commands run in."""
    shutil.copytree(HERE / "plans" / "bilingual", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "content"


def run(*words: str) -> int:
    return main(["translate", *words])


def export(form: str, *more: str) -> Path:
    """Export the plan in two languages and return the file."""
    assert run("export", "--plan", "both", "--form", form, *more) == 0
    return Path(f"both-cy.{FORMS[form]}")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def row_of(document: docx.document.Document, context: str) -> tuple[_Cell, _Cell]:
    rows = document.tables[0].rows
    left, right = next(row.cells for row in rows if f"· {context} ·" in row.cells[0].text)
    return left, right


def say(path: Path, context: str, text: str) -> None:
    """Write a translation into a file as a translator does."""
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        _, cell = row_of(document, context)
        for paragraph in cell.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)
        cell.paragraphs[0].text = text
        document.save(str(path))
    else:
        made = re.sub(
            rf'(resname="{context}".*?<target)[^>]*(/>|>[^<]*</target>)',
            lambda found: f'{found[1]} state="translated">{text}</target>',
            path.read_text(encoding="utf-8"),
            flags=re.DOTALL,
        )
        path.write_text(made, encoding="utf-8")


def entry(context: str) -> polib.POEntry:
    return next(one for one in polib.pofile(str(PO)) if one.msgctxt == context)


def unfinish() -> None:
    """Make a text of each state: one stale, one missing, one draft, and one that has moved."""
    plan = Path("content/plans/both/plan.yaml")
    change(plan, "translation: checked", "translation: draft")
    change(plan, "Walk every estate with tenants", "Walk each estate with our tenants")
    change(
        plan, "outcomes: Repairs are found early", "outcomes: [We talk, Repairs are found early]"
    )
    assert run("update", "--plan", "both") == 0
    change(PO, 'msgctxt "organisation"', '#, reviewed\nmsgctxt "organisation"')


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("is_finished", [True, False])
def test_a_round_trip_of_everything_changes_no_byte(form: str, is_finished: bool) -> None:
    if not is_finished:
        unfinish()
        PO.write_text(
            PO.read_text() + '\n#~ msgctxt "gone"\n#~ msgid "Gone"\n#~ msgstr "Wedi mynd"\n'
        )
        assert run("update", "--plan", "both") == 0
    before = PO.read_bytes()
    path = export(form, "--all")
    assert run("import", str(path)) == (0 if is_finished else 1)
    assert PO.read_bytes() == before


@pytest.mark.parametrize("form", FORMS)
def test_only_what_is_to_be_done_goes_out_unless_all_is_asked_for(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", "--plan", "both", "--form", form) == 0
    assert capsys.readouterr().out == "Having your say: everything is translated and checked.\n"
    unfinish()
    path = export(form)
    words = path.read_text() if form == "xliff" else _all_words(path)
    assert "Walk each estate with our tenants" in words
    assert "Walk every estate with tenants" in words, "the text before it changed"
    assert "Cerdded pob ystad gyda thenantiaid" in words
    assert "organisation" not in words, "it has been checked"


def _all_words(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


@pytest.mark.parametrize("form", FORMS)
def test_new_and_mended_translations_are_taken(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    unfinish()
    path = export(form)
    say(path, "actions/walkabouts/title", "Cerdded pob ystad gyda’n tenantiaid")
    say(path, "actions/walkabouts/outcomes/1", "Rydym yn siarad")
    before = PO.read_text()
    capsys.readouterr()
    assert run("import", str(path)) == 0
    assert capsys.readouterr().out == f"content/plans/both/cy.po: 2 texts taken from {path}.\n"
    mended = entry("actions/walkabouts/title")
    assert (mended.msgstr, mended.flags) == ("Cerdded pob ystad gyda’n tenantiaid", [])
    assert mended.previous_msgid is None
    assert entry("actions/walkabouts/outcomes/1").msgstr == "Rydym yn siarad"
    assert (
        entry("actions/walkabouts/outcomes/2").msgstr == "Byddwn yn gweld gwaith trwsio yn gynnar"
    )
    # All else is as it was.
    old, new = before.split("\n\n"), PO.read_text().split("\n\n")
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 2


@pytest.mark.parametrize("form", FORMS)
def test_what_is_taken_can_be_marked_as_checked(form: str) -> None:
    unfinish()
    path = export(form)
    say(path, "actions/walkabouts/title", "Cerdded pob ystad gyda’n tenantiaid")
    assert run("import", "--reviewed", str(path)) == 0
    assert entry("actions/walkabouts/title").flags == ["reviewed"]
    assert entry("sections/homes/title").flags == ["reviewed"], "it was in the file, and is right"
    assert entry("actions/walkabouts/outcomes/1").flags == [], "it has no translation yet"


@pytest.mark.parametrize("form", FORMS)
def test_a_changed_translation_is_no_longer_checked(form: str) -> None:
    unfinish()
    path = export(form, "--all")
    say(path, "organisation", "Cartrefi’r Afon")
    run("import", str(path))
    assert (entry("organisation").msgstr, entry("organisation").flags) == ("Cartrefi’r Afon", [])


@pytest.mark.parametrize("form", FORMS)
def test_a_translation_that_comes_back_out_of_date_stays_so(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    unfinish()
    path = export(form)
    before = PO.read_bytes()
    capsys.readouterr()
    assert run("import", str(path)) == 1
    told = capsys.readouterr().out
    assert re.sub(r":\d+  ", ":N  ", told) == (
        f"{path}:N  actions/walkabouts/title\n"
        "    This translation came back as it was, so it is still out of date.\n"
        "    Make it say what its text says now: “Walk each estate with our tenants”\n\n"
        f"content/plans/both/cy.po: 0 texts taken from {path}.\n"
    )
    assert PO.read_bytes() == before


def test_a_translator_can_say_that_an_old_translation_is_still_right() -> None:
    unfinish()
    path = export("xliff")
    change(path, 'state="needs-adaptation"', 'state="translated"')
    assert run("import", str(path)) == 0
    assert entry("actions/walkabouts/title").flags == []


def test_in_word_the_translator_deletes_the_old_text_to_say_so() -> None:
    unfinish()
    path = export("word")
    document = docx.Document(str(path))
    left, _ = row_of(document, "actions/walkabouts/title")
    for paragraph in left.paragraphs[2:]:
        paragraph._p.getparent().remove(paragraph._p)
    document.save(str(path))
    assert run("import", str(path)) == 0
    assert entry("actions/walkabouts/title").flags == []


WRONG = {
    "a figure": (
        "summary",
        "Beth:\n\n- gwrando\n- ateb o fewn 16 diwrnod",
        "    The figure “15” is not in the translation.\n"
        "    Put it in. Its text is content/plans/both/plan.yaml:2.\n",
    ),
    "a date": (
        "chapters/how-we-work/1",
        "Rydym yn cwrdd bob mis. Mae’r cyfarfod nesaf ar 3 Mai 2026.[^tea]",
        "    The date “March” is not in the translation.\n"
        "    Put it in. Its text is content/plans/both/chapters/01-how-we-work.md:3.\n",
    ),
    "a link": (
        "chapters/how-we-work/5",
        "Darllenwch [y gyfraith ar rentu](https://www.llyw.cymru/).",
        "    The link or address “https://www.llyw.cymru/” is only in the translation.\n"
        "    Take it out. Its text is content/plans/both/chapters/01-how-we-work.md:15.\n",
    ),
    "a note": (
        "chapters/how-we-work/1",
        "Rydym yn cwrdd bob mis. Mae’r cyfarfod nesaf ar 3 Mawrth 2026.",
        "    The footnote “[^tea]” is not in the translation.\n"
        "    Put it in. Its text is content/plans/both/chapters/01-how-we-work.md:3.\n",
    ),
    "a mark": (
        "chapters/how-we-work/3",
        "Ble rydym yn cwrdd",
        "    The translation does not have the Markdown of its text: a heading.\n"
        "    Write the same marks in the same places. "
        "Its text is content/plans/both/chapters/01-how-we-work.md:8.\n",
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("what", WRONG)
def test_a_file_that_says_another_thing_is_refused_as_a_whole(
    form: str, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    context, text, words = WRONG[what]
    path = export(form, "--all")
    say(path, "sections/letters/title", "Ein llythyrau")
    say(path, context, text)
    before = PO.read_bytes()
    capsys.readouterr()
    assert run("import", str(path)) == 1
    told = capsys.readouterr().out
    assert re.search(rf"(?m)^{path}:\d+  {re.escape(context)}\n{re.escape(words)}", told), told
    assert re.search(r"\n\d problems?\. Nothing was written\.\n$", told)
    assert PO.read_bytes() == before


def test_a_placeholder_that_is_gone_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    change(Path("content/plans/both/plan.yaml"), "title: Letters", 'title: "Letters: %(name)s"')
    path = export("xliff")
    say(path, "sections/letters/title", "Llythyrau")
    assert run("import", str(path)) == 1
    assert "The placeholder “%(name)s” is not in the translation." in capsys.readouterr().out


def test_when_one_of_two_files_is_refused_neither_is_taken() -> None:
    good, bad = export("word", "--all"), export("xliff", "--all")
    say(good, "sections/letters/title", "Ein llythyrau")
    say(bad, "chapters/how-we-work/3", "Ble rydym yn cwrdd")
    before = PO.read_bytes()
    assert run("import", str(good), str(bad)) == 1
    assert PO.read_bytes() == before


def test_two_files_for_one_plan_are_both_taken() -> None:
    one, two = export("word", "--all"), export("xliff", "--all")
    say(one, "sections/letters/title", "Ein llythyrau")
    assert run("import", str(one)) == 0
    say(two, "sections/homes/title", "Ein cartrefi")
    say(two, "sections/letters/title", "Ein llythyrau")
    assert run("import", str(one), str(two)) == 0
    assert entry("sections/letters/title").msgstr == "Ein llythyrau"
    assert entry("sections/homes/title").msgstr == "Ein cartrefi"


@pytest.mark.parametrize("form", FORMS)
def test_a_text_that_has_changed_since_is_left_out_and_the_rest_is_taken(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = export(form, "--all")
    say(path, "sections/letters/title", "Ein llythyrau")
    say(path, "actions/walkabouts/title", "Cerdded o gwmpas pob ystad gyda thenantiaid")
    plan = Path("content/plans/both/plan.yaml")
    change(plan, "Walk every estate with tenants", "Walk each estate with our tenants")
    change(plan, "        outcomes: Repairs are found early\n", "")
    capsys.readouterr()
    assert run("import", str(path)) == 1
    told = capsys.readouterr().out
    assert re.sub(r":\d+  ", ":N  ", told) == (
        f"{path}:N  actions/walkabouts/title\n"
        "    The text beside this translation is not what the content says now: not taken.\n"
        "    Export it again and translate this: “Walk each estate with our tenants”\n\n"
        f"{path}:N  actions/walkabouts/outcomes/1\n"
        "    The content does not have this text any more, so it was not taken.\n"
        "    There is nothing to do.\n\n"
        f"content/plans/both/cy.po: 1 text taken from {path}.\n"
    )
    assert entry("sections/letters/title").msgstr == "Ein llythyrau"
    old = entry("actions/walkabouts/title")
    assert (old.msgstr, old.flags) == ("Cerdded pob ystad gyda thenantiaid", ["fuzzy"])
    gone = polib.pofile(str(PO)).obsolete_entries()
    assert [one.msgstr for one in gone] == ["Byddwn yn gweld gwaith trwsio yn gynnar"]


@pytest.mark.parametrize("form", FORMS)
def test_accents_are_made_one_sign_and_spaces_and_quotes_are_kept(form: str) -> None:
    path = export(form, "--all")
    text = "Tŷ ’n “llythyrau”\N{NO-BREAK SPACE}ŵ"
    say(path, "sections/letters/title", unicodedata.normalize("NFD", text))
    assert run("import", str(path)) == 0
    assert entry("sections/letters/title").msgstr == text


def test_a_plan_without_a_catalogue_gets_one() -> None:
    assert run("export", "--plan", "english", "--form", "xliff") == 0
    path = Path("english-cy.xlf")
    say(path, "actions/trees/title", "Plannu 20 coeden")
    assert run("import", str(path)) == 0
    made = polib.pofile("content/plans/english/cy.po")
    assert {one.msgctxt: one.msgstr for one in made}["actions/trees/title"] == "Plannu 20 coeden"


def test_a_plan_in_welsh_goes_into_english() -> None:
    assert run("export", "--plan", "welsh") == 0
    path = Path("welsh-en.docx")
    assert "from Welsh to English" in _all_words(path)
    say(path, "actions/te/title", "Hold tea for neighbours")
    assert run("import", str(path)) == 0
    made = polib.pofile("content/plans/welsh/en.po")
    assert "Hold tea for neighbours" in [one.msgstr for one in made]


# XLIFF and gettext in other programmes


def test_translators_programmes_open_the_file_and_save_it_with_nothing_lost() -> None:
    unfinish()
    path = export("xliff", "--all")
    store = factory.getobject(str(path))
    assert isinstance(store, Xliff1File)
    assert (store.sourcelanguage, store.targetlanguage) == ("en", "cy")
    units = {one.source: one for one in store.units}
    assert len(units) == len(store.units) == 19
    table = units["| Place | Day |\n| --- | --- |\n| Mill Hall | Monday |\n| Library | Friday |"]
    assert table.target.startswith("| Lle | Diwrnod |\n| --- | --- |\n")
    stale = units["Walk each estate with our tenants"]
    assert stale.getalttrans()[0].source == "Walk every estate with tenants"
    assert "What will be done" in stale.getnotes()
    missing = units["We talk"]
    assert not missing.target
    missing.target = "Rydym yn siarad"
    before = PO.read_text()
    store.savefile(str(path))
    run("import", str(path))
    old, new = before.split("\n\n"), PO.read_text().split("\n\n")
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 1
    assert entry("actions/walkabouts/outcomes/1").msgstr == "Rydym yn siarad"


def test_translators_programmes_open_the_catalogue() -> None:
    unfinish()
    store = factory.getobject(str(PO))
    units = {one.getcontext(): one for one in store.units if not one.isheader()}
    assert units["actions/walkabouts/title"].isfuzzy()
    assert units["actions/walkabouts/title"].prev_source == "Walk every estate with tenants"
    assert not units["sections/letters/title"].isfuzzy()
    assert store.getheaderplural()[0] == "6"


def test_the_parts_of_xliff_stand_in_the_order_of_its_schema() -> None:
    unfinish()
    text = export("xliff", "--all").read_text()
    units = re.findall(r"<trans-unit (.*?)</trans-unit>", text, re.DOTALL)
    for unit in units:
        names = re.findall(
            r"<(source|target|note|alt-trans)\b",
            re.sub(r"t-trans .*", "t-trans", unit, flags=re.DOTALL),
        )
        assert names in (
            ["source", "target", "note"],
            ["source", "target", "note", "alt-trans"],
        ), unit
        state = re.search(r'<target state="([\w-]+)"', unit)
        assert state and state[1] in (
            "needs-translation",
            "needs-adaptation",
            "translated",
            "final",
        )
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids)) == len(units)


def test_marks_that_programmes_put_into_a_translation_are_looked_through() -> None:
    path = export("xliff", "--all")
    say(path, "sections/letters/title", "")
    change(
        path,
        'translated"></target>',
        'translated"><mrk mtype="seg" mid="1">Ein</mrk><!-- x --> llythyrau</target>',
    )
    assert run("import", str(path)) == 0
    assert entry("sections/letters/title").msgstr == "Ein llythyrau"


# Word


def edit(path: Path, context: str, xml: str) -> None:
    """Put the paragraphs that Word would save in the place of a translation."""
    document = docx.Document(str(path))
    _, cell = row_of(document, context)
    for paragraph in cell.paragraphs:
        paragraph._p.getparent().remove(paragraph._p)
    made = parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")
    for one in list(made):
        cell._tc.append(one)
    document.save(str(path))


AS_WORD_SAVES = {
    "a text in pieces": (
        "<w:p><w:r><w:t>Ein </w:t></w:r><w:r><w:t>llyth</w:t></w:r>"
        "<w:r><w:rPr><w:b/></w:rPr><w:t>yrau</w:t></w:r></w:p>",
        "Ein llythyrau",
    ),
    "paragraphs that are empty": (
        "<w:p/><w:p><w:r><w:t>Ein llythyrau</w:t></w:r></w:p><w:p/>",
        "Ein llythyrau",
    ),
    "changes that are tracked": (
        '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>Ein </w:t></w:r>'
        '</w:ins><w:del w:id="2" w:author="A"><w:r><w:delText>Y </w:delText></w:r></w:del>'
        '<w:moveFrom w:id="3" w:author="A"><w:r><w:t>Hen </w:t></w:r></w:moveFrom>'
        "<w:r><w:t>llythyrau</w:t></w:r></w:p>",
        "Ein llythyrau",
    ),
    "an end of paragraph taken out": (
        '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
        "</w:pPr><w:r><w:t>Ein </w:t></w:r></w:p><w:p><w:r><w:t>llythyrau</w:t></w:r></w:p>",
        "Ein llythyrau",
    ),
    "a hyphen that does not break": (
        "<w:p><w:r><w:t>E</w:t><w:noBreakHyphen/><w:t>bost</w:t></w:r></w:p>",
        "E\N{NON-BREAKING HYPHEN}bost",
    ),
    "a place to stop at": (
        '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>'
        "<w:r><w:t>Ein llythyrau</w:t></w:r></w:p>",
        "Ein llythyrau",
    ),
}


@pytest.mark.parametrize("what", AS_WORD_SAVES)
def test_what_word_makes_of_a_text_is_read(what: str) -> None:
    xml, text = AS_WORD_SAVES[what]
    path = export("word", "--all")
    edit(path, "sections/letters/title", xml)
    assert run("import", str(path)) == 0
    assert entry("sections/letters/title").msgstr == text


def test_lines_made_paragraphs_and_lists_of_word_become_the_lines_of_the_source() -> None:
    path = export("word", "--all")
    item = (
        '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    )
    edit(
        path, "chapters/how-we-work/2", item.format("Dewch.") + item.format("Anfonwch **lythyr**.")
    )
    plain = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    rows = ("| Lle | Dydd |", "| --- | --- |", "| Neuadd | Llun |", "| Llyfrgell | Gwener |")
    edit(path, "chapters/how-we-work/4", "".join(map(plain.format, rows)))
    assert run("import", str(path)) == 0
    assert entry("chapters/how-we-work/2").msgstr == "- Dewch.\n- Anfonwch **lythyr**."
    assert entry("chapters/how-we-work/4").msgstr == "\n".join(rows)


def test_a_row_or_its_grey_line_that_is_gone_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    path = export("word", "--all")
    document = docx.Document(str(path))
    table = document.tables[0]
    left, _ = row_of(document, "sections/letters/title")
    left._tc.remove(left.paragraphs[0]._p)
    table._tbl.remove(table.rows[1]._tr)
    document.save(str(path))
    capsys.readouterr()
    assert run("import", str(path)) == 1
    assert capsys.readouterr().out == (
        "both-cy.docx:1\n"
        "    Text 1 of 18 is not in this file any more, so it was not taken.\n"
        "    Copy it from the file that you sent, or export it again.\n\n"
        "both-cy.docx:8\n"
        "    The grey line that says what this is has gone: “Llythyrau”. It was not taken.\n"
        "    Copy it from the file that you sent, or export it again.\n\n"
        "both-cy.docx:9\n"
        "    Text 9 of 18 is not in this file any more, so it was not taken.\n"
        "    Copy it from the file that you sent, or export it again.\n\n"
        "content/plans/both/cy.po: 0 texts taken from both-cy.docx.\n"
    )


def test_a_file_whose_naming_line_is_gone_is_known_by_its_properties() -> None:
    path = export("word", "--all")
    document = docx.Document(str(path))
    line = next(one for one in document.paragraphs if "riweb: both en-cy 18" in one.text)
    line._p.getparent().remove(line._p)
    document.save(str(path))
    say(path, "sections/letters/title", "Ein llythyrau")
    assert run("import", str(path)) == 0
    assert entry("sections/letters/title").msgstr == "Ein llythyrau"


def test_the_same_texts_make_the_same_word_file() -> None:
    path = export("word", "--all")
    first = path.read_bytes()
    os.utime(path, (0, 0))
    assert export("word", "--all").read_bytes() == first
    with zipfile.ZipFile(path) as packed:
        assert {one.date_time for one in packed.infolist()} == {(2000, 1, 1, 0, 0, 0)}


def test_the_word_file_helps_translators() -> None:
    unfinish()
    path = export("word")
    document = docx.Document(str(path))
    words = _all_words(path)
    assert "Having your say: o’r Saesneg i’r Gymraeg" in words
    assert "Save the file as Word (.docx) and send it back." in words
    head = document.tables[0].rows[0]
    assert [cell.text for cell in head.cells] == ["English", "Cymraeg"]
    assert head._tr.trPr is not None and head._tr.trPr.find(qn("w:tblHeader")) is not None
    left, right = row_of(document, "actions/walkabouts/title")
    assert [one.text for one in left.paragraphs] == [
        "5 · actions/walkabouts/title · What will be done, in one plain line.",
        "Walk each estate with our tenants",
        "Changed since it was translated. The text before: / "
        "Wedi newid ers ei gyfieithu. Y testun cynt:",
        "Walk every estate with tenants",
    ]
    spoken = [
        cell.paragraphs[n]._p.xpath(".//w:lang/@w:val") for cell, n in ((left, 1), (right, 0))
    ]
    assert spoken == [["en-GB"], ["cy-GB"]]
    terms = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert terms == [
        ["English", "Cymraeg", "Note / Nodyn"],
        ["action", "cam, camau", "masculine"],
        ["tenant", "tenant, tenantiaid", ""],
    ]


def test_a_file_that_libreoffice_has_saved_is_taken(tmp_path: Path) -> None:
    unfinish()
    path = export("word", "--all")
    say(path, "actions/walkabouts/title", "Cerdded pob ystad gyda’n tenantiaid")
    say(path, "sections/letters/title", "Ein llythyrau ar y we\N{NON-BREAKING HYPHEN}fan")
    before = PO.read_text()
    out = tmp_path / "saved"
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "docx", "--outdir", out, path]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert run("import", str(out / path.name)) == 0
    old, new = before.split("\n\n"), PO.read_text().split("\n\n")
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 2
    assert (
        entry("sections/letters/title").msgstr == "Ein llythyrau ar y we\N{NON-BREAKING HYPHEN}fan"
    )


def test_without_python_docx_the_command_that_mends_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone/docx.py").write_text("raise ImportError\n")
    paths = [str(tmp_path / "gone"), str(HERE.parent)]
    done = subprocess.run(
        [sys.executable, "-m", "riweb", "translate", "export", "--all", "--plan", "both"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        "both-cy.docx\n"
        "    Word files need python-docx, which is not on this machine.\n"
        '    Run: pip install "riweb[word]"\n\n'
        "1 problem. Nothing was written.\n"
    )


# Files that are none


def _docx(*parts: tuple[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, text in parts:
            packed.writestr(name, text)
    return made.getvalue()


XLIFF = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">{}</xliff>'
FILE = '<file original="{}" source-language="{}" target-language="{}" datatype="x"><body/></file>'
FOREIGN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "This file is broken here."),
    "broken": (b"<xliff><file>", "This file is broken here."),
    "words": (b"Annwyl gyfaill", "This file is broken here."),
    "another": (b"<html/>", "This is not a file of texts in XLIFF 1.2."),
    "two files": (
        XLIFF.format(FILE.format("both", "en", "cy") * 2).encode(),
        "This file holds the texts of 2 files.",
    ),
    "another plan": (
        XLIFF.format(FILE.format("larch", "en", "cy")).encode(),
        "This file is for the plan “larch”, which is not here.\n"
        "    The plans are both, english and welsh.",
    ),
    "another language": (
        XLIFF.format(FILE.format("both", "en-GB", "fr")).encode(),
        "This file goes from “en” to “fr”.\n    “both” is translated from en (English) to cy.",
    ),
    "broken zip": (b"PK\x03\x04", "This file is not a Word file, or it is broken."),
    "spreadsheet": (_docx(("xl/workbook.xml", "<x/>")), "This file is not a Word file"),
    "another document": (
        _docx(("word/document.xml", "<x/>"), ("docProps/core.xml", "<x/>")),
        "This Word file does not say which plan it is for.",
    ),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_a_broken_or_foreign_file_is_refused(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    content, words = FOREIGN[what]
    Path("back").write_bytes(content)
    before = PO.read_bytes()
    assert run("import", "back") == 1
    told = capsys.readouterr().out
    assert told.startswith("back") and words in told
    assert told.endswith("\n\n1 problem. Nothing was written.\n")
    assert PO.read_bytes() == before


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", "gone.docx") == 1
    assert capsys.readouterr().out == (
        "gone.docx\n"
        "    This file cannot be read: No such file or directory.\n"
        "    Check its name, and the folder it is in.\n\n"
        "1 problem. Nothing was written.\n"
    )


def _xliff_with(doctype: str) -> bytes:
    path = export("xliff", "--all")
    say(path, "sections/letters/title", "&leak;")
    text = path.read_text(encoding="utf-8")
    return text.replace("<xliff", f"{doctype}<xliff", 1).encode()


def _word_with(doctype: str) -> bytes:
    path = export("word", "--all")
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/document.xml":
                text = text.replace(b"<w:document", doctype.encode() + b"<w:document", 1)
                text = text.replace(b"Llythyrau", b"&leak;")
            new.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize("make", [_xliff_with, _word_with])
@pytest.mark.parametrize("entity", ['SYSTEM "secret.txt"', '"inside"'])
def test_a_file_cannot_draw_in_other_files(
    make: Callable[[str], bytes], entity: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("secret.txt").write_text("secret")
    content = make(f"<!DOCTYPE x [<!ENTITY leak {entity}>]>")
    Path("back").write_bytes(content)
    before = PO.read_bytes()
    capsys.readouterr()
    assert run("import", "back") == 1
    told = capsys.readouterr().out
    assert "secret" not in told and told.endswith("1 problem. Nothing was written.\n")
    assert PO.read_bytes() == before


# Files that are damaged, locked, or claim or unfold to more than any plan has

BODY = "word/document.xml"
Pack = Callable[[bytes], bytes]


def repacked(path: Path, change: Pack, method: int = zipfile.ZIP_DEFLATED) -> None:
    """Pack the parts of a Word file again, the texts among them changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", method) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name == BODY else part)
    path.write_bytes(made.getvalue())


def claiming(number: str) -> Callable[[Path], None]:
    """Return what lets a file say that it holds so many texts, in both places that say it."""

    def claim(path: Path) -> None:
        made = io.BytesIO()
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
            for name in old.namelist():
                text = old.read(name)
                new.writestr(name, re.sub(rb"(en-cy )\d+", rb"\g<1>" + number.encode(), text))
        path.write_bytes(made.getvalue())

    return claim


def _locked(path: Path) -> None:
    packed = bytearray(path.read_bytes())
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := packed.find(sign, start)) >= 0:
            packed[start + flags] |= 1
            start += 4
    path.write_bytes(packed)


def _torn(path: Path) -> None:
    """Spoil the packed bytes of the texts, and nothing that says where they are."""
    with zipfile.ZipFile(path) as packed:
        about = packed.getinfo(BODY)
    content = bytearray(path.read_bytes())
    start = about.header_offset + 30 + len(BODY) + 2
    content[start : start + 40] = b"\xff" * 40
    path.write_bytes(content)


def _lying(path: Path) -> None:
    """Say in every place that the texts unfold to 10 bytes, where they unfold to 63 MB."""
    unfolded = b"<a>" + b" " * 63_000_000 + b"</a>"
    repacked(path, lambda _: unfolded)
    content = path.read_bytes()
    size, short = len(unfolded).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert content.count(size) == 2
    path.write_bytes(content.replace(size, short))


def _with_start(start: bytes, inside: bytes = b"") -> Callable[[Path], None]:
    """Return what puts something before the texts, and within them."""

    def put(path: Path) -> None:
        repacked(
            path,
            lambda part: part.replace(b"<w:document", start + b"<w:document", 1).replace(
                b"<w:body>", b"<w:body>" + inside, 1
            ),
        )

    return put


LAUGHS = b"<!DOCTYPE a [<!ENTITY b0 'ha'>" + b"".join(
    f"<!ENTITY b{n} '{f'&b{n - 1};' * 10}'>".encode() for n in range(1, 12)
)
NESTED = b"<w:tbl><w:tr><w:tc>" * 8 + b"<w:p/>" * 200_000 + b"</w:tc><w:tc/></w:tr></w:tbl>" * 8
ATTRIBUTES = b"<w:p " + b" ".join(b'a%d=""' % number for number in range(200_000)) + b"/>"

HARMS: dict[str, tuple[Callable[[Path], None], str]] = {
    "claims 2,000,000,000 texts": (claiming("2000000000"), "does not say which plan"),
    "claims 999,999 texts": (claiming("999999"), "says that it holds 999,999 texts"),
    "claims a number of 5,000 digits": (claiming("1" * 5_000), "does not say which plan"),
    "is locked": (_locked, "locked with a password"),
    "has a torn stream": (_torn, "not a Word file, or it is broken"),
    "is packed in another way": (
        lambda path: repacked(path, bytes, zipfile.ZIP_BZIP2),
        "not a Word file, or it is broken",
    ),
    "unfolds to 63 MB": (lambda path: repacked(path, lambda _: b" " * 63_000_000), "unfolds to"),
    "lies of how long it is": (_lying, "broken"),
    "has entities": (_with_start(LAUGHS + b"]>", b"&b11;"), "broken"),
    "has tables in tables": (_with_start(b"", NESTED), "broken"),
    "has 200,000 attributes": (_with_start(b"", ATTRIBUTES), "unfolds to more than a plan has"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_word_file_that_harms_is_refused_with_little_time_and_memory(
    harm: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil, expected = HARMS[harm]
    before, path = PO.read_bytes(), export("word", "--all")
    spoil(path)
    capsys.readouterr()
    limited = (
        "import resource, sys; from riweb.cli import main; "
        "resource.setrlimit(resource.RLIMIT_CPU, (9, 9)); "
        "resource.setrlimit(resource.RLIMIT_AS, (1_200_000_000,) * 2); "
        f"sys.exit(main(['translate', 'import', '{path}']))"
    )
    done = subprocess.run([sys.executable, "-c", limited], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, ""), done.stderr[-600:]
    assert done.stdout.startswith(str(path)) and expected in done.stdout
    assert PO.read_bytes() == before


def test_a_place_of_5000_digits_is_a_line_that_has_gone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = export("word", "--all")
    digits = b"1" * 5_000
    repacked(
        path, lambda part: re.sub(rb">1 \xc2\xb7", b">" + digits + b" \xc2\xb7", part, count=1)
    )
    assert run("import", str(path)) == 1
    assert "The grey line that says what this is has gone" in capsys.readouterr().out


def test_a_sign_by_a_number_of_5000_digits_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    path, before = export("xliff", "--all"), PO.read_bytes()
    say(path, "title", f"Dweud &amp;#{'1' * 5_000};")
    assert run("import", str(path)) == 1
    assert "a sign here by a number that no sign has" in capsys.readouterr().out
    assert PO.read_bytes() == before


EDITS = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255), st.integers(0, 3)),
    min_size=1,
    max_size=8,
)


def damaged(content: bytes, edits: list[tuple[float, int, int]]) -> bytes:
    """Return bytes with some of them changed, put in, taken out, or all after them cut off."""
    made = bytearray(content)
    for place, value, deed in edits:
        at = int(place * len(made))
        if deed == 0 and made:
            made[at] = value
        elif deed == 1:
            made.insert(at, value)
        elif deed == 2:
            del made[at : at + value]
        elif value < 60:
            del made[at:]
    return bytes(made)


@pytest.mark.parametrize("what", ["xliff", "word", "word, within"])
def test_a_damaged_file_is_taken_or_refused_and_never_breaks_the_programme(what: str) -> None:
    unfinish()
    path = export(what.partition(",")[0], "--all")
    found, _ = editions.read(Path("content"), is_gated=False)
    assert found
    whole, before = path.read_bytes(), PO.read_bytes()
    known = {one.context for work in found.works for one in work.messages}

    @settings(
        max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(EDITS)
    def take(edits: list[tuple[float, int, int]]) -> None:
        path.write_bytes(whole)
        if what == "word, within":
            repacked(path, lambda part: damaged(part, edits))
        else:
            path.write_bytes(damaged(whole, edits))
        try:
            taken = exchange.take(path, found.works, is_reviewed=False)
        except Refused as refused:
            assert all(one.file == str(path) and one.wrong and one.fix for one in refused.problems)
        else:
            assert taken.work.catalogue
            assert set(taken.work.catalogue.entries) <= known

    take()
    assert PO.read_bytes() == before
