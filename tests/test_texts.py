"""A text of several paragraphs stays one of several paragraphs, wherever it is shown."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from sites import Built, build

from riweb.build.whole import check
from riweb.document import linear
from riweb.plan.fields import FieldGroup, OfOneLine, Translated, entry_at
from riweb.plan.plans import PlanFile
from riweb.plan.site import SiteFile
from riweb.render import plan_context
from riweb.render.addresses import Addresses
from riweb.render.edition import Edition

FULL = Path(__file__).parent / "plans" / "full"

# The words carry a number, so that every text is another one.
TEXT = """Start{0} one two. End{0}

Second{0} three four.

- Item{0} five
- six[^n]

[^n]: Note{0}."""


def fields(model: type[FieldGroup], key: tuple[str | int, ...]) -> tuple[object, ...]:
    """Return the marks of the field that a key leads to."""
    entry = entry_at(model, key[:-1]) if isinstance(key[-1], str) else entry_at(model, key[:-2])
    name = key[-1] if isinstance(key[-1], str) else key[-2]
    field = entry.model_fields.get(str(name)) if entry else None
    if field is None:
        return ()
    inner = getattr(field.annotation, "__args__", ())
    return (*field.metadata, *(m for one in inner for m in getattr(one, "__metadata__", ())))


def filled(
    model: type[FieldGroup], value: Any, numbers: Iterator[int], key: tuple[str | int, ...] = ()
) -> Any:
    """Return a file's values with every text that may be long replaced by a long one."""
    if isinstance(value, dict):
        # Shorter words for print stand in inserts alone.
        return {
            name: one if name == "print" else filled(model, one, numbers, (*key, name))
            for name, one in value.items()
        }
    if isinstance(value, list):
        return [filled(model, one, numbers, (*key, place)) for place, one in enumerate(value)]
    marks = fields(model, key)
    is_long = any(isinstance(mark, Translated) for mark in marks)
    is_line = any(isinstance(mark, OfOneLine) for mark in marks)
    return TEXT.format(f"{next(numbers):03}") if value and is_long and not is_line else value


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The plan that uses every field, each of its texts of two paragraphs, a list and a note."""
    folder = tmp_path_factory.mktemp("long")
    shutil.copytree(FULL, folder / "content")
    # An insert has room for so many words only.
    shutil.rmtree(folder / "content" / "inserts")
    numbers = iter(range(1000))
    for path in sorted((folder / "content").rglob("*.yaml")):
        model = SiteFile if path.name == "site.yaml" else PlanFile
        values = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        made = yaml.safe_dump(filled(model, values, numbers), allow_unicode=True, sort_keys=False)
        path.write_text(made, encoding="utf-8")
    return build(folder / "content", folder / "site" / "output", "--formats", "")


def documents(built: Built) -> Iterator[tuple[str, str]]:
    """Yield the name and HTML of the linear document of each plan."""
    site, _ = check(built.content)
    assert site
    edition = Edition(site.file, Addresses("en"), date(2026, 1, 31))
    for one in site.plans:
        yield f"document of {one.id}", linear.render(plan_context.of(edition, one))


def shown(built: Built) -> Iterator[tuple[str, str]]:
    """Yield the name and HTML of everything that is shown, with tags that hold only their name."""
    pages = ((path, (built.output / path).read_text(encoding="utf-8")) for path in built.pages)
    for name, page in (*pages, *documents(built)):
        yield name, re.sub(r"<(/?[a-z0-9]+)\b[^>]*>", r"<\1>", page.split("<body", 1)[1])


def test_every_text_is_shown_on_a_page_and_in_the_document(long: Built) -> None:
    written = "".join(path.read_text() for path in long.content.rglob("*.yaml"))
    numbers = set(re.findall(r"Start(\d+)", written))
    assert len(numbers) > 40
    pages = "".join((long.output / path).read_text(encoding="utf-8") for path in long.pages)
    assert numbers - set(re.findall(r"Start(\d+)", pages)) == set()
    [(_, text)] = documents(long)
    # What the site is, how to comment on it and how accessible it is are said on its pages.
    site = yaml.load((long.content / "site.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    of_site = str([site[name] for name in ("about", "have_your_say", "accessibility", "form")])
    own = set(re.findall(r"Start(\d+)", of_site))
    assert numbers - own - set(re.findall(r"Start(\d+)", text)) == set()


def test_paragraphs_do_not_run_together(long: Built) -> None:
    for name, page in shown(long):
        for found in re.finditer(r"End\d+(.{12})", page, re.DOTALL):
            assert found[1].startswith("</p>"), f"{name}: {found[0]}"
        for found in re.finditer(r"(.{12})Second\d+", page, re.DOTALL):
            assert found[1].endswith("<p>"), f"{name}: {found[0]}"
        for found in re.finditer(r"(.{12})Item\d+", page, re.DOTALL):
            assert found[1].endswith("<li>"), f"{name}: {found[0]}"


def test_no_list_or_paragraph_stands_inside_a_paragraph(long: Built) -> None:
    for name, page in shown(long):
        for inside in re.findall(r"<p>(.*?)</p>", page, re.DOTALL):
            assert not re.search(r"<(p|ul|ol|li|div|dl)>", inside), f"{name}: {inside}"
        for inside in re.findall(r"<(strong|a|span|h[1-6])>(.*?)</\1>", page, re.DOTALL):
            assert not re.search(r"<(p|ul|ol|li|div|dl)>", inside[1]), f"{name}: {inside[1]}"


def test_notes_of_several_texts_on_one_page_are_kept_apart(long: Built) -> None:
    for name, page in documents(long):
        ids = re.findall(r'id="([^"]+)"', page)
        assert sorted(ids) == sorted(set(ids)), name


def test_an_empty_line_ends_a_paragraph_however_the_text_is_written(tmp_path: Path) -> None:
    shutil.copytree(FULL, tmp_path / "content")
    plan = tmp_path / "content" / "plans" / "larch" / "plan.yaml"
    text = plan.read_text(encoding="utf-8")
    for number, opening in enumerate((">-\n  ", "|-\n  ", "", ">\n  ")):
        words = f"summary: {opening}First of\n  two.\n\n  Second of\n  two.\n"
        start, end = text.index("summary:"), text.index("organisation:")
        plan.write_text(text[:start] + words + text[end:], encoding="utf-8")
        built = build(tmp_path / "content", tmp_path / f"{number}" / "output", "--formats", "")
        page = " ".join((built.plan("larch") / "index.html").read_text(encoding="utf-8").split())
        assert "<p>First of two.</p> <p>Second of two.</p>" in page
