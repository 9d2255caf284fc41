"""How each format is read back: one row a format, with what it leaves out and adds on purpose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from riweb.document.linear import version_of
from riweb.formats import FileSpec, MadeFile
from riweb.formats.audio import script
from riweb.formats.braille.code import Code, spelled
from riweb.formats.plaintext import COLUMNS, WIDTHS
from riweb.languages import interface
from riweb.problems import Problem, quoted
from riweb.verify import (
    audio_reader,
    braille_reader,
    epub_reader,
    expected,
    pdf_reader,
    text_reader,
    word_reader,
)
from riweb.verify import facts as verify_facts
from riweb.verify.braille_reader import ReadBraillePage
from riweb.verify.differences import (
    Alternatives,
    Difference,
    FactItem,
    compare,
    lacking,
    languages,
    letters,
)
from riweb.verify.expected import Manner
from riweb.verify.facts import Document, ReadBlock
from riweb.verify.sources import Sources

# What the script of a recording says besides the words of the document.
SAID_BESIDES = ("Quotation:", "End of quotation.", "End of note.")
SAID_IN_BRAILLE = Manner(of_notes=True, marks="raised", pictures=True)


@dataclass(frozen=True)
class Half:
    """What files say in one language, against the document in that language.

    Args:
        wanted: the facts of the document, in order.
        found: the letters of the text.
        cover: the letters of what stands before the text.
        facts: those of the cover, each as it is looked for there.
        notes: those that stand apart from the text, wanted and found; in any order.
        spans: what the text says with the language of each stretch; empty where a format has none.
        extras: the letters of what the format may say besides.
    """

    document: Document
    wanted: Sequence[FactItem | Alternatives]
    found: str
    cover: str
    facts: Sequence[FactItem | Alternatives]
    notes: tuple[Sequence[str], Sequence[str]] = ((), ())
    spans: Sequence[tuple[str, str]] = ()
    extras: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reader:
    """One row.

    Args:
        read: gives what the finished files say, a half for each language; None where a format
            is made of something else than the linear document.
        leaves_out: what the format does not say on purpose, and why.
        adds: what it says besides, and why.
    """

    read: Callable[[FileSpec, Sequence[MadeFile]], list[Half]] | None
    leaves_out: Mapping[str, str]
    adds: Mapping[str, str]


def _blocks_half(
    document: Document, found: Sequence[ReadBlock], manner: Manner, is_apart: bool = False
) -> Half:
    """Return what blocks say: first those of the cover and the contents, then those of the text."""
    last = [n for n, one in enumerate(found) if one.kind in ("title", "contents")]
    first = last[-1] + 1 if last else 0
    said = [one for one in found[first:] if not _goes_on(one, document.language)]
    text = [one for one in said if one.kind != "note" or not is_apart]
    back = interface(document.language).gettext("Back to the text")
    notes: tuple[list[str], list[str]] = [], []
    if is_apart:
        own = [one for one in verify_facts.facts(document.text) if one.kind == "note"]
        notes = (
            [expected.words(one) for one in own],
            [one.text for one in said if one.kind == "note"],
        )
    return Half(
        document,
        expected.plain(document, manner, is_apart),
        letters("".join(one.text for one in text)),
        letters("".join(one.text for one in found[:first])),
        _cover(document),
        notes,
        [span for one in text for span in one.spans],
        frozenset([letters(back)]),
    )


def _goes_on(block: ReadBlock, language: str) -> bool:
    """Tell whether a block is the heading of a section that a volume goes on with."""
    end = interface(language).gettext("(continued)")
    return block.kind in ("heading", "text") and block.text.endswith(f" {end}")


def _cover(document: Document) -> list[FactItem | Alternatives]:
    found = [expected.words(one) for one in document.cover]
    return [FactItem(one, letters(one)) for one in found]


def _pdf(spec: FileSpec, made: Sequence[MadeFile]) -> list[Half]:
    document = verify_facts.read(spec.document)
    # Each volume has a cover and contents of its own.
    volumes = [pdf_reader.read(one.content) for one in made]
    said = [one for found in volumes for one in found]
    said.sort(key=lambda one: one.kind not in ("title", "contents"))
    return [_blocks_half(document, said, Manner())]


def _bilingual(spec: FileSpec, made: Sequence[MadeFile]) -> list[Half]:
    found = pdf_reader.read(made[0].content)
    is_front = [one.kind in ("title", "contents") for one in found]
    groups = [
        [one for one, _ in group]
        for _, group in groupby(zip(found, is_front, strict=True), key=lambda pair: pair[1])
    ]
    halves = [[*front, *rest] for front, rest in zip(groups[::2], groups[1::2], strict=True)]
    documents = [verify_facts.read(one) for one in (spec.document, spec.second)]
    return [
        _blocks_half(document, half, Manner())
        for document, half in zip(documents, halves, strict=True)
    ]


def _word(spec: FileSpec, made: Sequence[MadeFile]) -> list[Half]:
    document = verify_facts.read(spec.document)
    return [_blocks_half(document, word_reader.read(made[0].content), Manner(numbers=False), True)]


def _epub(spec: FileSpec, made: Sequence[MadeFile]) -> list[Half]:
    found = []
    for part in epub_reader.read(made[0].content):
        is_front = part.kind in ("cover", "titlepage", "toc")
        for one in part.blocks:
            spans = tuple((run.words, run.language) for run in one.runs)
            found.append(ReadBlock("title" if is_front else "text", spans))
    manner = Manner(numbers=False, marks="plain")
    return [_blocks_half(verify_facts.read(spec.document), found, manner)]


def _text(spec: FileSpec, made: Sequence[MadeFile]) -> list[Half]:
    document = verify_facts.read(spec.document)
    columns = spec.number("columns", COLUMNS, WIDTHS)
    found = text_reader.read(made[0].content, spec.language, columns)
    contents = [one.text for one in document.contents]
    first = next((n for n, one in enumerate(found) if one.text == contents[0]), 0)
    front = first + len(contents)
    said = [replace(one, kind="title") if n < front else one for n, one in enumerate(found)]
    return [replace(_blocks_half(document, said, Manner()), spans=(), extras=frozenset())]


def _braille(spec: FileSpec, made: Sequence[MadeFile]) -> list[Half]:
    document = verify_facts.read(spec.document)
    say = interface(spec.language).gettext
    volumes = [braille_reader.parts(one.content) for one in made]
    front = [page for before, _ in volumes for page in before]
    text = [page for _, after in volumes for page in after]
    ends = [say("End of the plan"), say("(continued)")]
    ends += [say("End of volume %(number)d") % {"number": n} for n in range(1, len(made))]
    grade = spec.number("grade", 2 if spec.language == "en" else 1, range(1, 3))
    code = Code(spec.language, grade, spelled(spec))
    is_english = spec.language == "en"
    half = (_in_english if is_english else _in_cells)(document, code, text, front)
    extras = {letters(one) if is_english else expected.as_cells(code.words(one)) for one in ends}
    headings = [one.letters for one in half.wanted if isinstance(one, FactItem)]
    again = {one + end for end in extras for one in headings if len(made) > 1}
    return [replace(half, extras=frozenset(extras | again))]


def _in_english(
    document: Document,
    code: Code,
    text: Sequence[ReadBraillePage],
    front: Sequence[ReadBraillePage],
) -> Half:
    """Return what braille says, read back as English."""

    def back(pages: Sequence[ReadBraillePage]) -> str:
        return letters("".join(braille_reader.english_words(pages, code.grade)))

    def line(one: str) -> str:
        return back([ReadBraillePage("", "", (one,))])

    cover = replace(document, text=document.cover)
    return Half(
        document,
        expected.read_back(document, SAID_IN_BRAILLE, code, line),
        back(text),
        back(front),
        expected.read_back(cover, SAID_IN_BRAILLE, code, line),
    )


def _in_cells(
    document: Document,
    code: Code,
    text: Sequence[ReadBraillePage],
    front: Sequence[ReadBraillePage],
) -> Half:
    """Return what braille says in cells: Welsh does not come back as it went in."""
    cover = replace(document, text=document.cover)
    return Half(
        document,
        expected.cells(document, SAID_IN_BRAILLE, code),
        expected.as_cells("".join(braille_reader.braille_words(text))),
        expected.as_cells("".join(braille_reader.braille_words(front))),
        expected.cells(cover, SAID_IN_BRAILLE, code),
    )


def _audio(spec: FileSpec, made: Sequence[MadeFile]) -> list[Half]:
    document = verify_facts.read(spec.document)
    said, say = script.sayer(spec.document), interface(spec.language).gettext
    written = next(one.content for one in made if one.extension == "txt")
    opening, *parts = audio_reader.script(written)
    number = say("Version number: %(number)s") % {"number": version_of(spec.document)}
    cover = (one for one in map(expected.words, document.cover) if one != number)
    facts = [FactItem(one, letters("".join(said(one)))) for one in cover]
    spoken = "".join("".join((one.heading, *one.paragraphs)) for one in parts)
    extras = {letters("".join(said(say(one)))) for one in SAID_BESIDES}
    extras |= {letters(say("%(name)s, and under it:") % {"name": ""})}
    extras |= set(map(letters, script.explanations(spec.document)))
    return [
        Half(
            document,
            expected.spoken(document, said),
            letters(spoken),
            letters("".join((opening.heading, *opening.paragraphs))),
            facts,
            extras=frozenset(extras),
        )
    ]


PRINTED = Reader(
    _pdf,
    {"marks of notes": "They are numbers that lead to the notes, which are compared."},
    {
        "contents": "They repeat the headings.",
        "volumes": "Each has its cover, and the heading again of the section it goes on with.",
        "ways back": "A link behind each note.",
    },
)
READERS: Mapping[str, Reader] = {
    "large-print": PRINTED,
    "giant-print": PRINTED,
    "clear-print": PRINTED,
    "bilingual": Reader(
        _bilingual,
        {**PRINTED.leaves_out}
        | {"the file to be turned over": "It has the pages of the other, turned, without tags."},
        PRINTED.adds,
    ),
    "word": Reader(
        _word,
        {
            "numbers of lists": "Word counts the items itself.",
            "marks of notes": "Word counts the notes itself.",
        },
        {"contents": "They repeat the headings."},
    ),
    "text": Reader(
        _text,
        {},
        {"contents": "They repeat the headings.", "addresses": "They stand behind their links."},
    ),
    "epub": Reader(
        _epub,
        {"numbers of lists": "The reading programme counts the items itself."},
        {"contents": "They repeat the headings.", "ways back": "A link behind each note."},
    ),
    "braille": Reader(
        _braille,
        {"capitals": "They are lost where words of capitals are read back."},
        {
            "the note of the transcriber": "It says how the braille was made.",
            "contents": "They repeat the headings, with the pages.",
            "ends": "The end of each volume and of the plan.",
        },
    ),
    "audio": Reader(
        _audio,
        {
            "cells without words": "There is nothing to say; every other cell has its heading.",
            "the version number": "Nobody can keep eight letters and digits in their ear.",
        },
        {
            "the announcement": "It says what is heard, how long it lasts and by which voice.",
            "what abbreviations mean": "Once in each section.",
            "quotations and notes": "Where they begin and end.",
        },
    ),
    "easy-read": Reader(
        None,
        {"all but its own sentences": "It is a shorter text of its own, from easy-read.yaml."},
        {},
    ),
    "spreadsheet": Reader(None, {"all but actions and figures": "It is a table."}, {}),
    "calendar": Reader(None, {"all but dates": "It is for dates."}, {}),
    "feed": Reader(None, {"all but changes": "It is for news."}, {}),
}
MEND = (
    "Nothing in the plan is wrong: riweb made a mistake. Send these lines to those who look "
    "after riweb. Until it is mended, build without this format, see `--formats`."
)
WRONG = {
    "missing": "{fact} is missing from the {format} in {file}.",
    "doubled": "{fact} is there twice in the {format} in {file}.",
    "displaced": "{fact} is not in its place in the {format} in {file}.",
    "added": "{fact} is in the {format} in {file}, but not in the plan.",
    "language": "{fact} is in the wrong language in the {format} in {file}.",
}

# More than so many say the same.
MOST = 5


def check(
    spec: FileSpec, made: Sequence[MadeFile], file: str, sources: Sequence[Sources]
) -> Iterator[Problem]:
    """Yield where finished files say something else than their documents.

    Args:
        file: what problems call them.
        sources: where the facts are written, for each language of the files.
    """
    read = READERS[spec.format].read
    if read is None:
        return
    for half, own in zip(read(spec, made), sources, strict=True):
        for found in _differences(half)[:MOST]:
            source, line = own.place(found.fact)
            facts = {"fact": quoted(found.fact), "format": spec.format, "file": file}
            yield Problem(source, line, "", WRONG[found.fault].format(**facts), MEND)


def _differences(half: Half) -> list[Difference]:
    found = [Difference("missing", one.fact) for one in lacking(half.facts, half.cover)]
    found += compare(half.wanted, half.found, half.extras, languages(half.spans))
    wanted, said = (Counter(map(letters, notes)) for notes in half.notes)
    for one in half.notes[0]:
        if said[letters(one)] != wanted[letters(one)]:
            is_less = said[letters(one)] < wanted[letters(one)]
            found.append(Difference("missing" if is_less else "doubled", one))
    return found
