"""Names stand in the order of the language's own alphabet."""

from __future__ import annotations

import random

import pytest

from riweb.locales.mutations import mutations, softened
from riweb.text.alphabet import Alphabet

# As a Welsh dictionary has them: every digraph after the words with its first letter.
IN_ORDER = [
    *("Aber", "âr", "Bangor", "banc", "Caer", "Cymru", "Chirk", "chwarae", "Dinbych", "dŵr"),
    *("Ddôl", "Eglwys", "Fali", "fy", "Ffair", "ffŵl", "Gwent", "gŵyl", "Ngwent", "Hafod"),
    *("Iâl", "Jac", "Lerpwl", "lôn", "Llan", "llyn", "Mold", "Nant", "nyth", "Ofn", "Parc"),
    *("pwll", "Pharc", "Rhuthun", "Sir", "syrthio", "Tai", "tŷ", "Theatr", "Undeb", "Wrecsam"),
    *("ŵyn", "Ystad", "ŷd"),
]


def test_welsh_names_stand_in_the_welsh_order() -> None:
    # “banc” has n and c; “Bangor” has n and g, which are two letters there.
    wanted = ["Aber", "âr", "banc", "Bangor", *IN_ORDER[4:]]
    wanted = [*wanted[:-2], "ŷd", "Ystad"]
    mixed = list(wanted)
    random.Random(7).shuffle(mixed)
    assert sorted(mixed, key=Alphabet("cy").sort_key) == wanted


@pytest.mark.parametrize(
    ("before", "after"),
    [
        *(("cz", "cha"), ("dz", "dda"), ("fz", "ffa"), ("gz", "nga"), ("lz", "lla")),
        *(("pz", "pha"), ("rz", "rha"), ("sz", "ta"), ("tz", "tha"), ("nga", "ha")),
    ],
)
def test_each_digraph_is_a_letter_of_its_own(before: str, after: str) -> None:
    key = Alphabet("cy").sort_key
    assert key(before) < key(after)


def test_in_english_the_same_signs_are_two_letters() -> None:
    words = ["lamp", "llama", "lynx", "chair", "czar"]
    assert sorted(words, key=Alphabet("en").sort_key) == ["chair", "czar", "lamp", "llama", "lynx"]
    assert sorted(words, key=Alphabet("cy").sort_key)[:2] == ["czar", "chair"]


def test_a_site_says_in_which_words_two_signs_are_two_letters() -> None:
    # Without the word, ng is a letter that comes after g.
    names = ["Penhir", "Pengoed"]
    assert sorted(names, key=Alphabet("cy").sort_key) == ["Pengoed", "Penhir"]
    apart = Alphabet("cy", ("Pen|goed",))
    assert sorted(["Pemb", "Penaf", "Pengoed"], key=apart.sort_key) == ["Pemb", "Penaf", "Pengoed"]
    assert Alphabet("cy").sort_key("Pengoed") < Alphabet("cy").sort_key("Penaf")


def test_accents_and_capitals_decide_only_between_equals() -> None:
    key = Alphabet("cy").sort_key
    assert key("tŷ")[0] == key("TY")[0] == key("ty")[0]
    assert sorted(["ŵyneb", "wyau"], key=key) == ["wyau", "ŵyneb"]


def test_the_letters_with_a_roof_keep_it_in_capitals_and_small_letters() -> None:
    for small, capital in (("ŵ", "Ŵ"), ("ŷ", "Ŷ"), ("â", "Â"), ("ẁ", "Ẁ"), ("ẅ", "Ẅ")):
        assert small.upper() == capital and capital.lower() == small
        key = Alphabet("cy").sort_key
        assert key(small)[0] == key(capital)[0] == key({"ŷ": "y", "â": "a"}.get(small, "w"))[0]


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("parhau", "p a r h a u"),
        ("barhad", "b a r h a d"),
        ("arhos", "a r h o s"),
        ("arholwr", "a r h o l w r"),
        ("Aberhonddu", "a b e r h o n dd u"),
        ("mewngofnodi", "m e w n g o f n o d i"),
        ("flaengar", "f l a e n g a r"),
        ("rhannu", "rh a n n u"),
        ("llong", "ll o ng"),
    ],
)
def test_two_letters_of_two_parts_of_a_word_are_no_digraph(word: str, letters: str) -> None:
    key = Alphabet("cy").sort_key
    assert key(word)[0] == "".join(key(letter)[0] for letter in letters.split())


def test_a_word_is_known_by_its_mutations() -> None:
    assert mutations("Cymru") == ("Cymru", "Gymru", "Nghymru", "Chymru")
    assert mutations("tenant") == ("tenant", "denant", "nhenant", "thenant")
    assert mutations("llyfr") == ("llyfr", "lyfr")
    assert mutations("rhent") == ("rhent", "rent")
    assert mutations("gwaith") == ("gwaith", "waith", "ngwaith")
    assert mutations("thema") == ("thema",)
    assert mutations("ystad") == ("ystad", "hystad")
    assert mutations("amcanion") == ("amcanion", "hamcanion")
    assert mutations("Ŵyl") == ("Ŵyl", "Hŵyl")
    assert mutations("neuadd") == ("neuadd",)
    assert [softened(month) for month in ("Mawrth", "Gorffennaf", "Ebrill", "Rhagfyr")] == [
        *("Fawrth", "Orffennaf", "Ebrill", "Ragfyr"),
    ]
