"""What can be checked of the grammar of Welsh by words alone: numerals, `a` and gender."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from riweb import resources
from riweb.lint.plainness import own_sentences
from riweb.lint.rule import Hit, KnownWords, Passage, Rule, with_any
from riweb.locales import cy
from riweb.locales.mutations import mutations, softened
from riweb.problems import quoted

LETTER = "a-zâêîôûŵŷáéíóúäëïöẅÿ"

# A number that stands alone, and the word after it.
_COUNTED = re.compile(rf"(?<![\w£.,/:–-])(\d{{1,3}}) ([{LETTER}]{{2,}})(?![\w·-])")

# The letters that are roughened: rough(“cam”) is cham.
_ROUGH = {"p": "ph", "t": "th", "c": "ch"}
_IS_ROUGH = re.compile("ph|th|ch")

# Years, as they follow a number.
YEARS = {"blwyddyn", "flwyddyn", "mlwyddyn", "blynedd", "flynedd", "mlynedd"}
_YEARS_AFTER = {
    1: "flwyddyn", 2: "flynedd", 3: "blynedd", 4: "blynedd", 6: "blynedd",
    **dict.fromkeys((5, 7, 8, 9, 10, 12, 15, 18, 20, 100), "mlynedd"),
}  # fmt: skip

# Words before which “a” (and) is ac although they begin with a consonant, and those before which
# people write ac although it is a.
_AC = "mae|maen|maent|nid|felly|mewn|yn|sydd|sy|roedd|oedd|nad|na|mai"
_A = "sut|hefyd|bydd|beth|phwy|pwy|ble|pryd|dim|byddwn|byddwch"
_JOINED = re.compile(
    rf"(?<![\w’'·-])(?:(?P<ac>a) (?P<vowel>(?:{_AC}))|(?P<a>ac) (?P<consonant>(?:{_A}))"
    rf"|(?P<rough>a|â|gyda|tua) (?P<hard>[ptc](?!h|s)[{LETTER}]*))(?![\w·’'-])",
    re.IGNORECASE,
)

# A noun with its article, and the word that points to it.
_POINTED = re.compile(
    rf"(?<![\w·-])(?:yr?|[{LETTER}]+’r) ([{LETTER}]{{2,}}) (hwn|hon|hwnnw|honno)(?![\w·-])",
    re.IGNORECASE,
)
_THESE = re.compile(
    rf"(?<![\w·-])(?:yr?|[{LETTER}]+’r) ([{LETTER}]{{3,}}) rhain(?![\w·-])", re.IGNORECASE
)
_OTHER = {"hwn": "hon", "hon": "hwn", "hwnnw": "honno", "honno": "hwnnw"}


def rough(word: str) -> str:
    """Return a Welsh word as it begins after `a`, `tri` and `chwe`: tudalen becomes thudalen."""
    first = _ROUGH.get(word[:1])
    return word if not first or _IS_ROUGH.match(word) else first + word[1:]


@cache
def _bases(gender: str) -> Mapping[str, str]:
    """Return each known noun of a gender, `feminine` or `masculine`, by the forms it may take."""
    found: dict[str, str] = {}
    for noun in resources.words(f"cy-{gender}"):
        for form in mutations(noun):
            found.setdefault(form, noun)
    return found


def after_number(number: int, word: str) -> str:
    """Return how a word should begin after a number in figures; itself where we do not know."""
    if word in YEARS:
        return _YEARS_AFTER.get(number, word)
    feminine, masculine = _bases("feminine").get(word), _bases("masculine").get(word)
    noun = feminine or masculine
    if not noun or (feminine and masculine):
        return word
    if number == 1:
        return softened(noun) if feminine and noun[:2] not in ("ll", "rh") else noun
    if number == 2:
        return softened(noun)
    if number == 6 or (number == 3 and masculine):
        return rough(noun)
    # After the others a noun stays; that of a feminine noun after 5 and 10 may not.
    return noun if number in (3, 4) else word


def _numerals(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    for _, sentence in own_sentences(passage):
        for found in _COUNTED.finditer(sentence.own):
            number, word = int(found[1]), found[2]
            right = after_number(number, word)
            if right != word:
                wrong = f"{quoted(found[0])} does not begin as it should after {number}."
                yield Hit(found[0], wrong, f"Better: {number} {right}.", sentence.text)


def _and(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    for _, sentence in own_sentences(passage):
        for found in _JOINED.finditer(sentence.own):
            if found["ac"]:
                right = f"ac {found['vowel']}"
            elif found["a"]:
                right = f"a {found['consonant']}"
            elif found["hard"][0].isupper():
                # A name, which may be English.
                continue
            else:
                right = f"{found['rough']} {rough(found['hard'])}"
            wrong = f"{quoted(found[0])} is not joined as Welsh joins it."
            yield Hit(found[0], wrong, f"Better: {right}.", sentence.text)


def _gender(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    for _, sentence in own_sentences(passage):
        for found in _POINTED.finditer(sentence.own):
            noun, which = found[1].lower(), found[2].lower()
            feminine = noun in _bases("feminine")
            masculine = noun in resources.words("cy-masculine")
            if feminine != masculine and feminine == (which in ("hwn", "hwnnw")):
                gender = "feminine" if feminine else "masculine"
                wrong = f"{quoted(found[0])}: the noun is {gender}."
                yield Hit(found[0], wrong, f"Better: {noun} {_OTHER[which]}.", sentence.text)
        for found in _THESE.finditer(sentence.own):
            wrong = f"{quoted(found[0])}: “rhain” stands alone, and not after a noun."
            yield Hit(found[0], wrong, f"Better: {found[1]} hyn.", sentence.text)


Look = Callable[[Passage, KnownWords], Iterator[Hit]]


def _rule(name: str, what: str, why: str, look: Look, words: Iterable[str], signs: str) -> Rule:
    source = "Yr Arddulliadur, Llywodraeth Cymru; Cywirdeb iaith, Canolfan Peniarth."
    return Rule(name, what, why, source, look, (cy.LOCALE.tag,), among=with_any(words, signs))


RULES = (
    _rule(
        "rhifolion",
        "In Welsh: a noun that does not begin as it should after 1, 2, 3, 4 or 6, and years.",
        "It jars on readers, and a voice says it wrongly.",
        _numerals,
        (),
        r"\d ",
    ),
    _rule(
        "a-ac",
        "In Welsh: a for ac, ac for a, and no aspirate after a, â, gyda or tua.",
        "It is the slip that readers of Welsh notice first.",
        _and,
        {"a", "ac", "â", "gyda", "tua"},
        "",
    ),
    _rule(
        "cenedl",
        "In Welsh: hwn or hon with a noun of the other gender, and “rhain” after a noun.",
        "It makes readers look for another thing that is meant.",
        _gender,
        {"hwn", "hon", "hwnnw", "honno", "rhain"},
        "",
    ),
)
