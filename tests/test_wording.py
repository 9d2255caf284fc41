"""Advice on words: what each rule finds and leaves, by sentences that were labelled by hand."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from riweb.build import editions
from riweb.lint import abbreviations, corpus, cymraeg, house_rules, spelling
from riweb.lint.rule import Kind, KnownWords, Passage, Rule, Told, everywhere

HERE = Path(__file__).parent / "wording"

# Of a hundred pieces of advice, so many at least are right, and of a hundred slips, so many at
# least are found. Rules that are not named have the last line.
PRECISION = {"": 0.95}
RECALL = {"": 0.85, "enwau": 0.5}
# So many sentences at least, so that the figures mean something.
LEAST = {"en": 150, "cy": 60}


def labelled(language: str) -> list[tuple[str, frozenset[str], frozenset[str]]]:
    """Return each sentence with the rules that should speak of it, and those that do."""
    name = {"en": "english", "cy": "welsh"}[language]
    found = []
    for row in (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not row or row.startswith("#"):
            continue
        text, _, wanted = row.rpartition("=>")
        first, _, rest = text.strip().rpartition(" | ")
        passage = passage_of(rest, language, "heading" if first == "heading" else "prose")
        found.append((rest, frozenset(wanted.replace(",", " ").split()), told(passage)))
    return found


def passage_of(text: str, language: str = "en", kind: Kind = "prose") -> Passage:
    made = corpus.read(text, kind, None)
    return Passage("p", language, "", "plan.yaml", 1, "about", "about", text, made)


def told(passage: Passage, known: KnownWords | None = None) -> frozenset[str]:
    """Return the rules that speak of a text."""
    known = known or KnownWords(abbreviations=frozenset(abbreviations.explained([passage.raw])))
    return frozenset(
        rule.id
        for rule in house_rules.RULES
        if passage.language in rule.languages and any(rule.look(passage, known))
    )


def figures(language: str) -> dict[str, tuple[float, float, int]]:
    """Return the precision and the recall of each rule, and how many slips there are for it."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for _, wanted, found in labelled(language):
        right.update(wanted & found)
        wrong.update(found - wanted)
        missed.update(wanted - found)
    names = sorted({*right, *wrong, *missed})
    return {
        name: (
            right[name] / max(1, right[name] + wrong[name]),
            right[name] / max(1, right[name] + missed[name]),
            right[name] + missed[name],
        )
        for name in names
    }


@pytest.mark.parametrize("language", ["en", "cy"])
def test_rules_find_what_an_editor_finds_and_little_else(language: str) -> None:
    rows = labelled(language)
    assert len(rows) >= LEAST[language]
    assert sum(not wanted for _, wanted, _ in rows) >= len(rows) / 3
    found = figures(language)
    lines = [f"{len(rows)} sentences, {language}"] + [
        f"    {name:<18} precision {precision:.2f}  recall {recall:.2f}  of {number}"
        for name, (precision, recall, number) in found.items()
    ]
    sys.stdout.write("\n".join(["", *lines, ""]))
    slips = [(text, sorted(wanted), sorted(said)) for text, wanted, said in rows if wanted != said]
    for name, (precision, recall, _) in found.items():
        assert precision >= PRECISION.get(name, PRECISION[""]), (name, slips)
        assert recall >= RECALL.get(name, RECALL[""]), (name, slips)


def test_every_rule_has_slips_of_its_own_in_the_labelled_sentences() -> None:
    wanted = {name for language in LEAST for _, one, _ in labelled(language) for name in one}
    # A paragraph and the register of a plan are more than one sentence, and have their own tests.
    assert set(house_rules.NAMES) - wanted == {"long-paragraph", "cywair"}


@pytest.mark.parametrize(
    "text", ["1" * 20_000, "a-" * 5_000, "[a" * 5_000, "A.B." * 4_000, "AAAA " * 4_000 + "a"]
)
def test_a_text_that_is_one_long_run_takes_no_longer_than_others(text: str) -> None:
    start = time.process_time()
    told(passage_of(text))
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("We met Mr. A. Jones, e.g. Then we left.", ["We met Mr. A. Jones, e.g. Then we left."]),
        ("Is it so? “Yes.” It is!", ["Is it so?", "“Yes.”", "It is!"]),
        ("Ring 01632 960.100. We listen.", ["Ring 01632 960.100.", "We listen."]),
        ("- We listen. You speak.\n- We act.", ["We listen.", "You speak.", "We act."]),
        ("A | b\n\n[^1]: It is new. It is ours.", ["A | b", "It is new.", "It is ours."]),
        (
            "# Title\nText with [a link](https://a.example) in *it*.",
            ["Title", "Text with a link in it."],
        ),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, parts: list[str]) -> None:
    found = [one.text for block in passage_of(text).blocks for one in block.sentences]
    assert found == parts


def test_a_paragraph_of_six_sentences_is_told_and_one_of_five_is_not() -> None:
    six = passage_of("We meet. " * 6)
    assert "long-paragraph" in told(six)
    assert house_rules.BY_ID["long-paragraph"].among(Told("en", (six,), KnownWords())) == [six]
    assert "long-paragraph" not in told(passage_of("We meet. " * 5))


def test_one_plan_keeps_to_one_register_of_welsh_and_easy_read_to_everyday_words() -> None:
    texts = ("Rydym yn ateb pawb.", "Rydym yn dweud wrthych.", "Rydyn ni’n gwrando ar bawb.")
    mixed = [passage_of(text, "cy") for text in texts]
    known = KnownWords(register=cymraeg.register(mixed))
    rule = house_rules.BY_ID["cywair"]
    assert [[hit.words for hit in rule.look(one, known)] for one in mixed] == [
        *([], []),
        ["Rydyn ni"],
    ]
    assert [one for one, _ in rule.hits(Told("cy", tuple(mixed), known))] == [mixed[2]]
    assert cymraeg.register(mixed[:2]) == cymraeg.register(mixed[2:]) == ""
    easy = replace(passage_of("Drafft ydyw. Maen nhw’n dod.", "cy"), chapter="easy-read")
    assert [hit.words for hit in rule.look(easy, KnownWords())] == ["ydyw"]
    assert cymraeg.register([mixed[0], replace(mixed[2], chapter="easy-read")]) == ""


def everything(language: str) -> Told:
    """Return every labelled sentence, as the texts of one plan."""
    texts = tuple(passage_of(text, language) for text, *_ in labelled(language))
    return Told(language, texts, KnownWords())


@pytest.fixture(autouse=True)
def guesses() -> Iterator[None]:
    """Leave the guesses of spelling, of which there are so many in a run, to other tests."""
    yield
    spelling.of.cache_clear()


@cache
def ours() -> list[Told]:
    """Return the texts of our own plans, in each language."""
    found, _ = editions.read(HERE.parents[1] / "content")
    assert found
    return [
        Told(texts[0].language, tuple(texts), KnownWords())
        for folder in found.texts.folders()
        for texts in folder.passages()
    ]


@pytest.mark.parametrize("rule", house_rules.RULES, ids=house_rules.NAMES)
def test_a_rule_looks_at_every_text_that_it_has_something_to_say_about(rule: Rule) -> None:
    patient, number = replace(rule, is_once=False, among=everywhere), 0
    for texts in (*map(everything, LEAST), *ours()):
        found = list(patient.hits(texts))
        assert [one for one, _ in found] == [
            one for one, _ in replace(rule, is_once=False).hits(texts)
        ]
        number += len(found)
    # A paragraph of many sentences is no line of the labelled ones: it has a test of its own.
    assert number or rule.among is everywhere or rule.id in ("long-paragraph", "cywair")
