"""The whole interface is there in Welsh: templates/words/cy.po holds all that pages ask for."""

from __future__ import annotations

import re
import unicodedata
from gettext import GNUTranslations
from io import BytesIO

import polib
import pytest
from interface import TOP, Message, in_code, in_template, messages

from riweb.content.parse.references import FOLDERS
from riweb.lint import corpus, cymraeg, gramadeg
from riweb.lint.rule import KnownWords, Passage
from riweb.plan.fields import is_id
from riweb.render.addresses import PATH_WORDS, Addresses
from riweb.text import prose

CATALOGUE = TOP / "templates" / "words" / "cy.po"
PLURAL_FORMS = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);"

# The figures that Welsh tells apart, and those after which a noun stays as it is.
NUMBERS = (0, 1, 2, 3, 4, 6, 11)


@pytest.fixture(scope="module")
def entries() -> dict[Message, polib.POEntry]:
    found = polib.pofile(str(CATALOGUE))
    return {Message(entry.msgid, entry.msgid_plural): entry for entry in found}


@pytest.fixture(scope="module")
def welsh() -> GNUTranslations:
    return GNUTranslations(BytesIO(polib.pofile(str(CATALOGUE)).to_binary()))


def forms(entry: polib.POEntry) -> list[str]:
    """Return the Welsh of an entry: one text, or one for each kind of number."""
    return [*entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]


def slots(text: str) -> list[str]:
    """Return the places in a text that values are put into."""
    return sorted(re.findall(r"%\(\w+\)[a-z]|%(?!\()\S?|\{\w+\}", text))


def test_every_text_of_the_interface_has_its_welsh(entries: dict[Message, polib.POEntry]) -> None:
    missing = [
        f"{', '.join(files)}: {message.one}"
        for message, files in messages().items()
        if message not in entries
    ]
    assert missing == [], "\n".join(["add the Welsh of these to templates/words/cy.po:", *missing])


def test_no_welsh_text_is_empty_or_waits_to_be_looked_at(
    entries: dict[Message, polib.POEntry],
) -> None:
    wrong = [
        message.one
        for message, entry in entries.items()
        if entry.fuzzy or not all(text.strip() for text in forms(entry))
    ]
    assert wrong == []


def test_the_catalogue_holds_nothing_that_no_page_asks_for(
    entries: dict[Message, polib.POEntry],
) -> None:
    asked = messages()
    assert [message.one for message in entries if message not in asked] == []
    assert polib.pofile(str(CATALOGUE)).obsolete_entries() == []


def test_welsh_texts_take_the_values_that_the_english_ones_take(
    entries: dict[Message, polib.POEntry],
) -> None:
    wrong = [
        (message.one, text)
        for message, entry in entries.items()
        for text in forms(entry)
        if not slots(message.one) == slots(message.many or message.one) == slots(text)
    ]
    assert wrong == []


def test_a_counted_text_has_one_form_for_each_kind_of_welsh_number(
    entries: dict[Message, polib.POEntry],
) -> None:
    header = polib.pofile(str(CATALOGUE)).metadata
    assert header["Plural-Forms"] == PLURAL_FORMS
    assert header["Language"] == "cy"
    counted = {m.one: [*e.msgstr_plural] for m, e in entries.items() if m.many}
    assert counted and all(keys == [0, 1, 2, 3, 4, 5] for keys in counted.values()), counted


def test_welsh_texts_are_written_in_composed_characters_and_curly_quotation_marks(
    entries: dict[Message, polib.POEntry],
) -> None:
    text = CATALOGUE.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    straight = [t for e in entries.values() for t in forms(e) if re.search("[\"'`]|  |^ | $", t)]
    assert straight == []


@pytest.mark.parametrize(
    ("one", "many", "expected"),
    [
        ("%(num)d action", "%(num)d actions", "0 cam, 1 cam, 2 gam, 3 cham, 4 cam, 6 cham, 11 cam"),
        (
            "%(num)d task",
            "%(num)d tasks",
            "0 tasg, 1 dasg, 2 dasg, 3 tasg, 4 tasg, 6 thasg, 11 tasg",
        ),
        ("%(num)d aim", "%(num)d aims", "0 nod, 1 nod, 2 nod, 3 nod, 4 nod, 6 nod, 11 nod"),
        (
            "%(num)d theme",
            "%(num)d themes",
            "0 thema, 1 thema, 2 thema, 3 thema, 4 thema, 6 thema, 11 thema",
        ),
        (
            "%(num)d date",
            "%(num)d dates",
            "0 dyddiad, 1 dyddiad, 2 ddyddiad, 3 dyddiad, 4 dyddiad, 6 dyddiad, 11 dyddiad",
        ),
    ],
)
def test_figures_change_the_word_after_them_as_they_are_spoken(
    welsh: GNUTranslations, one: str, many: str, expected: str
) -> None:
    said = [welsh.ngettext(one, many, number) % {"num": number} for number in NUMBERS]
    assert ", ".join(said) == expected


# Words after which the first letter of the next changes, as that of a name must not: “gan Gyngor”.
CHANGES = re.compile(
    r"\b(?:gan|i|o|am|ar|at|wrth|dan|dros|heb|drwy|trwy|hyd|a|â|gyda|ei|eu)"
    r" (?:%\((?:name|title|plan|site|by|who|organisation)\)s|\{plan\})",
    re.IGNORECASE,
)

# The other register: literary, or looser than ours. See content/terms.yaml.
OTHER_REGISTER = re.compile(
    r"\b(?:rydym|maent|ydynt|nad ydynt|ydych yn|iddynt|arnynt|ohonynt|amdanynt|wrthym|wrthych"
    r"|gennym|gennych|dydy|nid oes|nid ydyn ni ddim)\b",
    re.IGNORECASE,
)


def site_texts() -> list[str]:
    """Return the Welsh texts of the site, which stand on the same pages."""
    return [entry.msgstr for entry in polib.pofile(str(TOP / "content" / "site.cy.po"))]


def test_no_welsh_name_stands_where_its_first_letter_would_have_to_change(
    entries: dict[Message, polib.POEntry],
) -> None:
    texts = [text for entry in entries.values() for text in forms(entry)]
    assert [text for text in [*texts, *site_texts()] if CHANGES.search(text)] == []


def test_the_welsh_of_the_interface_and_of_the_site_keeps_one_register(
    entries: dict[Message, polib.POEntry],
) -> None:
    # These words are those that the law’s own statements use, letter for letter.
    legal = "The Equality "
    texts = [
        text
        for message, entry in entries.items()
        if not message.one.startswith(legal)
        for text in forms(entry)
    ]
    assert [text for text in [*texts, *site_texts()] if OTHER_REGISTER.search(text)] == []


def test_the_welsh_of_the_interface_follows_our_own_advice(
    entries: dict[Message, polib.POEntry],
) -> None:
    known = KnownWords()
    told = [
        f"{rule.id}: {hit.wrong} {hit.near}"
        for message, entry in entries.items()
        # The law’s own statements say it in their words.
        if "regulations" not in message.one and "WCAG" not in message.one
        if "below" not in message.one and "Content Accessibility" not in message.one
        for text in forms(entry)
        for rule in (*cymraeg.RULES, *gramadeg.RULES)
        for hit in rule.look(_passage(text), known)
    ]
    assert told == []


def _passage(text: str) -> Passage:
    return Passage(
        "p", "cy", "", "cy.po", 1, "text", "text", text, corpus.read(text, "prose", None)
    )


def test_minutes_have_one_gender(welsh: GNUTranslations) -> None:
    counted = {n: welsh.ngettext("%(num)d minute", "%(num)d minutes", n) for n in (1, 2, 3)}
    assert counted == {1: "%(num)d munud", 2: "%(num)d funud", 3: "%(num)d munud"}


def test_pages_are_counted_in_the_feminine(welsh: GNUTranslations) -> None:
    said = [
        welsh.ngettext("PDF, %(num)d page", "PDF, %(num)d pages", number) % {"num": number}
        for number in NUMBERS
    ]
    words = ["tudalen", "dudalen", "dudalen", "tudalen", "tudalen", "thudalen", "tudalen"]
    assert said == [f"PDF, {n} {word}" for n, word in zip(NUMBERS, words, strict=True)]


def test_choose_all_again_names_the_choice_as_the_form_does(welsh: GNUTranslations) -> None:
    text = welsh.gettext("Nothing fits these choices. Choose All again.")
    assert f"“{welsh.gettext('All')}”" in text


def test_the_link_back_from_a_footnote_says_what_the_catalogue_translates() -> None:
    assert f">{prose.BACK}</a>" in prose.blocks("Words.[^1]\n\n[^1]: A note.")
    assert Message(prose.BACK) in messages()


def test_texts_are_found_in_templates_and_in_code() -> None:
    template = """{{ _("One %(n)s", n=1) }}{% macro x(y) %}{{ _('Two') if y else _("Three") }}
        {{ ngettext("%(num)d cat", "%(num)d cats", 2) }}{{ _(words.STATUS[y]) }}{% endmacro %}"""
    assert [*in_template(template, "t.html")] == [
        Message("One %(n)s"),
        Message("Two"),
        Message("Three"),
        Message("%(num)d cat", "%(num)d cats"),
    ]
    code = """
def f(context, say):
    a = say("One" if context else "Two"), context.say("Three" " and more", n=1), say(labels.KIND[a])
    return context.count("%(num)d cat", "%(num)d cats", 2), "x".count("x"), "x".count("x", 0, 1)
"""
    assert [*in_code(code, "m.py")] == [
        Message("One"),
        Message("Two"),
        Message("Three and more"),
        Message("%(num)d cat", "%(num)d cats"),
    ]


def test_a_text_that_is_not_written_where_it_is_asked_for_is_an_error() -> None:
    for wrong in ("{{ _(title) }}", '{{ _("a" ~ b) }}', "{{ _(other.STATUS[a]) }}"):
        with pytest.raises(ValueError, match=r"t\.html, line 1: a text of the interface"):
            [*in_template(wrong, "t.html")]
    for wrong in ("say(title)", "context.say(f'All {rows}')", "context.count('a', many + '', 1)"):
        with pytest.raises(ValueError, match=r"m\.py, line 1: a text of the interface"):
            [*in_code(wrong, "m.py")]


def test_every_path_word_has_its_own_welsh() -> None:
    english, found = PATH_WORDS["en"], PATH_WORDS["cy"]
    assert [*found] == [*english]
    assert len(set(found.values())) == len(found)
    assert all(is_id(word) for word in found.values())


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_plan_can_have_the_name_of_a_page_of_the_site(language: str) -> None:
    at = Addresses(language)
    own = (
        "about",
        "accessibility",
        "alternative-formats",
        "publication-scheme",
        "search",
        "sitemap",
    )
    assert [word for word in own if at.page(word).strip("/") not in FOLDERS] == []
