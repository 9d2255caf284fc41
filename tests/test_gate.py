"""No field of any file lets a live link, a picture, a handler or an unseen character through."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, get_args

import pikepdf
import polib
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from sites import Built, build

from riweb.build.whole import check
from riweb.plan.fields import FieldGroup, entry_at
from riweb.plan.plans import PlanFile
from riweb.reference import FILES, entries
from riweb.text import prose
from riweb.text.prose import AsWritten

HERE = Path(__file__).parent
FULL = HERE / "plans" / "full"
BILINGUAL = HERE / "plans" / "bilingual"

# What leads to a program or to elsewhere: a text that has it is refused, whatever its field.
LINKS = (
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:alert(1))",
    "[x](file:///etc/passwd)",
    "[x](//evil.example/)",
    "[x](https://good.example@evil.example/)",
    "[x](https://good.example\\@evil.example/)",
    "[good.example](https://evil.example/)",
    "[us@good.example](mailto:us@evil.example)",
    "[x](https://gооd.example/)",
    "[x](https://xn--80ak6aa92e.example/)",
    "[x](mailto:us@good.example?bcc=them@evil.example)",
    "[x]\n\n[x]: javascript:alert(1)",
    "![x](http://evil.example/x.png)",
    "![x](//evil.example/x.png)",
    "![x [y]](http://evil.example/x.png)",
    "![x]\n\n[x]: http://evil.example/x.png",
    "<https://good.example@evil.example/>",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    '<a href="javascript:alert(1)">x</a>',
    "<javascript:alert(1)>",
)
# What nobody sees, typed or written by its number or name.
UNSEEN = (
    "safe\u202eexe",
    "safe\u2067exe",
    "te\u200dnant",
    "te\u200cnant",
    "te\u034fnant",
    "te\ufe0fnant",
    "te\U000e0041nant",
    "safe&#x202e;exe",
    "safe&#8238;exe",
    "te&#x200b;nant",
    "te&shy;nant",
    "te&zwj;nant",
    "te&ZeroWidthSpace;nant",
    "&#xE0041;tenant",
    "&#xe001;tenant",
)
# What a field may have, as long as it stays the words that it is.
HARMLESS = (
    "javascript:alert(1) {{ 77*77 }} {% raw %} \" onfocus=\"x(1)\" ' onblur='x' "
    "&lt;img src=x onerror=x(1)&gt; //evil.example data:text/html,x %27 ${7} a < b > c **b**"
)

# What pages may lead to or take from elsewhere.
SCHEMES = ("http", "https", "mailto", "tel")
LEADING = ("href", "src", "srcset", "action", "formaction", "data", "poster", "background", "cite")

Key = tuple[str | int, ...]


def files(content: Path) -> dict[Path, Any]:
    """Return the values of every YAML file, each scalar a text."""
    return {
        path: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        for path in sorted(content.rglob("*.yaml"))
    }


def model(path: Path) -> type[FieldGroup]:
    return FILES["insert.yaml" if path.parent.name == "inserts" else path.name]


def scalars(value: Any, key: Key = ()) -> Iterator[Key]:
    """Yield the key of every scalar."""
    if isinstance(value, dict):
        for name, held in value.items():
            yield from scalars(held, (*key, name))
    elif isinstance(value, list):
        for number, held in enumerate(value):
            yield from scalars(held, (*key, number))
    else:
        yield key


def field_at(group: type[FieldGroup], key: Key) -> tuple[type[FieldGroup] | None, str]:
    """Return the group and the name of the field that a key leads to."""
    *above, name = (part for part in key if isinstance(part, str))
    entry = entry_at(group, tuple(above))
    if entry and name in names(entry):
        return entry, name
    # The key of a mapping, such as a language of `addresses`, names no field.
    return entry_at(group, tuple(above[:-1])), above[-1]


def names(entry: type[FieldGroup]) -> dict[str, Any]:
    return {one.alias or name: one.annotation for name, one in entry.model_fields.items()}


def is_text(group: type[FieldGroup], key: Key) -> bool:
    """Tell whether the field that a key leads to holds texts, of whatever kind."""
    entry, name = field_at(group, key)
    return entry is not None and holds_text(names(entry).get(name))


def holds_text(annotation: Any) -> bool:
    return annotation is str or any(holds_text(part) for part in get_args(annotation))


def at(value: Any, key: Key) -> Any:
    for part in key:
        value = value[part]
    return value


def put(value: Any, key: Key, words: str) -> None:
    for part in key[:-1]:
        value = value[part]
    value[key[-1]] = words


def lay(content: Path, values: dict[Path, Any]) -> dict[tuple[str, int], Key]:
    """Write the files, and return the key of the scalar in each line."""
    lines = {}
    for path, value in values.items():
        text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10**9)
        # An editor who types a character types it, and writes no code for it.
        path.write_text(text, encoding="utf-8")
        tree = yaml.compose(text)
        name = named(content, path)
        lines.update({(name, line): key for key, line in placed(tree)})
    return lines


def named(content: Path, path: Path) -> str:
    return path.relative_to(content.parent).as_posix()


def placed(node: Any, key: Key = ()) -> Iterator[tuple[Key, int]]:
    if isinstance(node, yaml.MappingNode):
        for name, held in node.value:
            yield from spanned(name, (*key, name.value))
            yield from placed(held, (*key, name.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, held in enumerate(node.value):
            yield from placed(held, (*key, number))
    else:
        yield from spanned(node, key)


def spanned(node: Any, key: Key) -> Iterator[tuple[Key, int]]:
    for line in range(node.start_mark.line, node.end_mark.line + 1):
        yield key, line + 1


def refused(content: Path, values: dict[Path, Any]) -> set[tuple[str, Key]]:
    """Return the file and key of every scalar with which something is wrong."""
    lines = lay(content, values)
    _, problems = check(content)
    told = {(one.file, one.line) for one in problems if not one.is_advice}
    return {(file, key) for (file, line), key in lines.items() if (file, line) in told}


def every_text(content: Path) -> list[tuple[Path, Key]]:
    """Return the place of every text of the model that the full plan has, each field once."""
    found: dict[object, tuple[Path, Key]] = {}
    for path, value in files(content).items():
        for key in scalars(value):
            if is_text(model(path), key):
                name = tuple(part for part in key if isinstance(part, str))
                found.setdefault((path.name, name), (path, key))
    return list(found.values())


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FULL, tmp_path / "content"))


def test_the_walk_meets_every_text_of_the_model(content: Path) -> None:
    met = {field_at(model(path), key) for path, key in every_text(content)}
    known = {
        (group, name)
        for top in FILES.values()
        for group in entries(top)
        for name, annotation in names(group).items()
        if holds_text(annotation)
    }
    # The codes of people are the names of groups, and are walked below.
    assert known - met == {(PlanFile, "people")}


@pytest.mark.parametrize("words", [*LINKS, *UNSEEN])
def test_no_field_takes_what_leads_elsewhere_or_is_not_seen(words: str, content: Path) -> None:
    places = every_text(content)
    values = files(content)
    for path, key in places:
        put(values[path], key, words)
    told = refused(content, values)
    assert [
        (path.name, key) for path, key in places if (named(content, path), key) not in told
    ] == []


@pytest.mark.parametrize("words", [*LINKS, *UNSEEN])
def test_no_code_takes_what_leads_elsewhere_or_is_not_seen(words: str, content: Path) -> None:
    path = content / "plans" / "larch" / "plan.yaml"
    values = files(content)
    values[path]["people"][words] = {"role": "Nobody"}
    assert {key[:2] for _, key in refused(content, values)} == {("people", words)}


@pytest.mark.parametrize("words", [*LINKS, *UNSEEN])
@pytest.mark.parametrize("place", ["# Ways in\n\nWords.\n\n", "# "])
def test_no_chapter_takes_what_leads_elsewhere_or_is_not_seen(
    words: str, place: str, content: Path
) -> None:
    path = content / "plans" / "larch" / "chapters" / "01-ways-in.md"
    if "Words" not in place and "\n" in words:
        pytest.skip("A title is one line of its file.")
    path.write_text(f"{place}{words}\n\nThe end.\n", encoding="utf-8")
    line = 5 if "Words" in place else 1
    _, problems = check(content)
    last = line + words.count("\n")
    assert [one for one in problems if one.file.endswith("in.md") and line <= one.line <= last]


def renewed(content: Path, words: str) -> list[tuple[str, int]]:
    """Make all that is translated those words; return the file and line of each text."""
    found = []
    for path in sorted(content.rglob("*.po")):
        catalogue = polib.pofile(str(path), wrapwidth=10**9)
        for entry in catalogue:
            entry.msgstr = words
        catalogue.save()
        shown = polib.pofile(str(path))
        found += [(named(content, path), entry.linenum) for entry in shown]
    return found


@pytest.mark.parametrize("words", [*LINKS, *UNSEEN])
def test_no_translation_takes_what_leads_elsewhere_or_is_not_seen(
    words: str, tmp_path: Path
) -> None:
    content = Path(shutil.copytree(BILINGUAL, tmp_path / "content"))
    places = renewed(content, words)
    told = {(one.file, one.line) for one in check(content)[1] if not one.is_advice}
    assert [place for place in places if place not in told] == []


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with `HARMLESS` in every text that takes it, and in a chapter and translations."""
    folder = tmp_path_factory.mktemp("harmless")
    content = Path(shutil.copytree(FULL, folder / "content"))
    # An insert has room for so many words only.
    shutil.rmtree(content / "inserts")
    values, kept = files(content), files(content)
    # Advice on long sentences is to stop no build here.
    del values[content / "site.yaml"]["wording"]["strict"]
    numbers = count(1)
    # A code that is named elsewhere, or has no words of its own beside it, stays as it is.
    kept_as_they_are = ("strict", "to"), ("standards", 0, "number")
    places = [
        (path, key)
        for path, key in every_text(content)
        if key != kept_as_they_are[1] and not set(key) & set(kept_as_they_are[0])
    ]
    for path, key in places:
        put(values[path], key, f"{at(values[path], key)} Q{next(numbers)} {HARMLESS}")
    # What hangs on another text, such as a code that is used elsewhere, shows only then.
    while told := refused(content, values):
        for path, key in places:
            if (named(content, path), key) in told:
                put(values[path], key, at(kept[path], key))
    taken = [(path.name, key) for path, key in places if HARMLESS in at(values[path], key)]
    assert len(taken) > 100, taken
    return build(content, folder / "site" / "output", "--formats", "epub,word,large-print")


def pieces(built: Built) -> Iterator[tuple[str, Any]]:
    """Yield the name and tree of every page, of every part of an e-book, and of the feed."""
    for path in sorted(built.output.rglob("*")):
        name = path.relative_to(built.output).as_posix()
        if path.suffix in (".html", ".xhtml"):
            yield name, html.fromstring(path.read_bytes())
        elif path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                for part in book.namelist():
                    if part.endswith((".xhtml", ".opf", ".ncx", ".xml", ".svg")):
                        yield f"{name}/{part}", etree.fromstring(book.read(part))
        elif path.suffix in (".xml", ".svg"):
            tree = etree.fromstring(path.read_bytes())
            yield name, tree
            for inner in tree.iter("{*}content", "{*}summary"):
                if inner.get("type") == "html":
                    yield f"{name}: content", html.fromstring(f"<div>{inner.text}</div>")


def live(tree: Any) -> Iterator[str]:
    """Yield what in a tree runs, or leads to or takes from where it may not."""
    for one in tree.iter():
        if not isinstance(one.tag, str):
            continue
        tag = etree.QName(one).localname
        for full, value in one.attrib.items():
            name = etree.QName(full).localname
            if name.startswith("on"):
                yield f"{tag} {name}={value}"
            elif name in LEADING and (fault := wrong_address(value)):
                yield f"{tag} {name}={fault}"
            elif name == "content" and one.get("http-equiv", "").lower() == "refresh":
                yield f"{tag} refresh {value}"
        if tag == "script" and one.get("type") not in ("application/json", "application/ld+json"):
            assert "alert(1)" not in (one.text or ""), one.text


def wrong_address(address: str) -> str:
    """Return an address that nothing finished may have, or nothing."""
    shown = re.sub(r"[\x00-\x20]", "", address)
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", shown, re.IGNORECASE)
    is_wrong = scheme and scheme[1].lower() not in SCHEMES
    # As a browser reads it: \ is /, and the name ends with the first of these signs.
    website = re.match(r"[a-z]+:[/\\]*([^/\\?#]*)", shown, re.IGNORECASE)
    is_elsewhere = (website and "evil.example" in website[1]) or shown.startswith(("//", "\\"))
    return address if is_wrong or is_elsewhere else ""


def test_what_is_harmless_is_shown_and_runs_nothing_on_any_page(harmless: Built) -> None:
    times = 0
    for name, tree in pieces(harmless):
        assert [*live(tree)] == [], name
        said = " ".join("".join(tree.itertext()).split())
        assert "5929" not in said, name
        times += "{{ 77*77 }} {% raw %}" in said
    assert times > 20


def test_what_is_harmless_leads_nowhere_from_any_file(harmless: Built) -> None:
    found = []
    for path in harmless.output.rglob("*.docx"):
        with zipfile.ZipFile(path) as file:
            for part in (one for one in file.namelist() if one.endswith(".rels")):
                for one in etree.fromstring(file.read(part)):
                    if one.get("TargetMode") == "External":
                        found.append(one.get("Target"))
    for path in harmless.output.rglob("*.pdf"):
        with pikepdf.open(path) as pdf:
            for page in pdf.pages:
                for note in page.get("/Annots", []):
                    action = note.get("/A", {})
                    assert "/JS" not in action
                    found += [str(action["/URI"])] if "/URI" in action else []
    for path in harmless.output.rglob("*.ics"):
        unfolded = path.read_text(encoding="utf-8").replace("\n ", "")
        found += re.findall(r"(?m)^(?:URL|ATTACH|SOURCE|IMAGE)[^:]*:(.*)$", unfolded)
    for path in harmless.output.rglob("*.json"):
        found += led_to(json.loads(path.read_text(encoding="utf-8")))
    assert len(found) > 20
    assert [one for one in found if wrong_address(one)] == []


def led_to(value: Any, name: str = "") -> list[str]:
    """Return every address in data for programs."""
    if isinstance(value, dict):
        return [one for key, held in value.items() for one in led_to(held, key)]
    if isinstance(value, list):
        return [one for held in value for one in led_to(held, name)]
    return [value] if isinstance(value, str) and name in ("url", "web", "path", "href") else []


# What an address may not be, in whatever field it stands.
DECEIVING = (
    "https://good.example@evil.example/",
    "https://good.example:x@evil.example/",
    "https://good.example\\@evil.example/",
    "https://good.example/\\..\\evil/",
    "https://gооd.example/",  # two letters of Cyrillic
    "https://gοοd.example/",  # two letters of Greek
    "https://xn--80ak6aa92e.example/",
    "https://good%2eexample.evil.example%00/",
    "https://good.example/%0d%0aSet-Cookie:x/",
    "https://good.example/te\u200dnant/",
    "https://good.example/\u2067tenant/",
    "javascript://good.example/%0aalert(1)/",
    "//evil.example/",
)
ADDRESSES: tuple[tuple[str, Key], ...] = (
    ("site.yaml", ("base_url",)),
    ("site.yaml", ("form", "action")),
    ("site.yaml", ("publications", 0, "web")),
    ("plan.yaml", ("contacts", 0, "web")),
    ("every-field.yaml", ("address",)),
)


@pytest.mark.parametrize("address", DECEIVING)
def test_no_address_deceives(address: str, content: Path) -> None:
    values = files(content)
    by_name = {path.name: path for path in values}
    for name, key in ADDRESSES:
        assert at(values[by_name[name]], key).startswith("https://")
        put(values[by_name[name]], key, address)
    told = {(Path(file).name, key) for file, key in refused(content, values)}
    assert [place for place in ADDRESSES if place not in told] == []


WELSH = "https://www.tŷ-newydd.cymru/adroddiad/2026?tudalen=2&iaith=cy#tŷ"


def test_an_honest_address_is_let_through(content: Path) -> None:
    values = files(content)
    by_name = {path.name: path for path in values}
    for name, key in ADDRESSES:
        is_whole = key[-1] in ("web", "address")
        put(values[by_name[name]], key, WELSH if is_whole else "https://homes-2.example:8443/a/")
    assert refused(content, values) == set()


TARGETS = st.sampled_from(
    [
        *("javascript:alert(1)", "java&#115;cript:x", "java\nscript:x", "&#x6a;avascript:x"),
        *("javascript&colon;x", "data:text/html,x", "vbscript:x", "file:///x", "//evil.example/"),
        *("http://pictures.example/x.png", "https://a.b@evil.example/", "\\\\evil.example/x"),
        *("mailto:a@b.example?bcc=c@evil.example", "\x01javascript:x", "https://good.example/"),
    ]
)
MARKS = st.sampled_from(
    [
        *("[x](", "![x](", "[x]", "[x][y]", "![x][y]", "\n\n[x]: ", "\n\n[y]: ", "<", ">", ")"),
        *(" 't')", '" onclick="', "\n\n- ", "\n\n    ", "`", "\\", "*", "[^1]", "\n\n[^1]: ", "&"),
        *("<img/src=x onerror=x>", "<a href=javascript:x>", "<script>", "](", "[a ", "| ", "words"),
    ]
)
LINK = st.builds(
    "{}{}{}".format, st.sampled_from(["[x](", "![x](", "<", "\n\n[x]: "]), TARGETS, MARKS
)
PIECES = st.one_of(MARKS, TARGETS, LINK)


@settings(max_examples=600, deadline=None)
@given(st.lists(PIECES, max_size=8))
def test_whatever_is_shown_as_markdown_leads_nowhere_else(words: list[str]) -> None:
    text = "".join(words)
    for shown in (prose.blocks(text), prose.inline(text), prose.flow(text, "<b>x</b>")):
        tree = html.fromstring(f"<div>{shown}</div>")
        assert not tree.xpath("//img | //script | //iframe | //object | //form | //svg"), shown
        assert [*live(tree)] == [], shown


@given(st.lists(PIECES, max_size=8))
def test_what_is_shown_as_written_is_so_everywhere(words: list[str]) -> None:
    text = AsWritten("".join(words).strip())
    for shown in (prose.blocks(text), prose.inline(text), prose.flow(text)):
        assert not text or html.fromstring(f"<div>{shown}</div>").text_content() == text
    assert prose.plain(text) == text


def test_joined_texts_make_no_link_that_neither_makes(content: Path) -> None:
    values = files(content)
    path = content / "plans" / "larch" / "plan.yaml"
    values[path]["people"]["HO"] |= {"role": "Officer [x", "team": "y](javascript:alert(1))"}
    refused(content, values)
    shutil.rmtree(content / "inserts")
    built = build(content, content.parent / "site" / "output", "--formats", "")
    for name, tree in pieces(built):
        assert [*live(tree)] == [], name
