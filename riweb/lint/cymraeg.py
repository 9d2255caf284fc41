"""What can be checked of the rules of Cymraeg Clir."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from riweb import resources
from riweb.lint import word_lists
from riweb.lint.plainness import EASY, of_list, own_sentences, with_one_of
from riweb.lint.rule import Hit, KnownWords, Passage, Register, Rule, Told, with_any
from riweb.locales import cy
from riweb.problems import quoted

# Impersonal endings: past, present and, of a few common verbs, conditional.
_PAST = re.compile(r"(?<![\w·’'-])[a-zâêîôûŵŷïöë]{3,}wyd(?![\w·-])", re.IGNORECASE)
_PRESENT = re.compile(r"(?<![\w·’'-])[a-zâêîôûŵŷïöë]{2,}ir(?![\w·-])", re.IGNORECASE)
BETTER = {
    "gweler": "gwelwch (see)",
    "weler": "gwelwch (see)",
    "noder": "nodwch, or leave it out",
    "cysyllter": "cysylltwch â (contact)",
    "defnyddier": "defnyddiwch (use)",
    "anfoner": "anfonwch (send)",
    "ystyrier": "ystyriwch (consider)",
    "eir": "rydyn ni’n mynd, or byddwn ni’n mynd",
    "gellir": "gallwch (you can) or gallwn (we can)",
    "ellir": "allwch (you can) or allwn (we can)",
    "dylid": "dylech (you should) or dylem (we should)",
    "ddylid": "ddylech (you should) or ddylem (we should)",
    "gellid": "gallech or gallem",
    "ellid": "allech or allem",
}

# Fewer of these in a row are usual.
MOST_NOUNS = 4
_WORDS = re.compile(r"[^\W\d_·]+(?:[-’'][^\W\d_·]+)*|[^\w\s]|·+")


def _impersonal(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    others = resources.words("cy-not-impersonal")
    sought = resources.words("cy-impersonal")
    for _, sentence in own_sentences(passage):
        found = [*_PAST.finditer(sentence.own), *_PRESENT.finditer(sentence.own)]
        words = {one.start(): one[0] for one in found if one[0].lower() not in others}
        for one in re.finditer(r"[^\W\d_]+", sentence.own):
            if one[0].lower() in sought:
                words[one.start()] = one[0]
        for start, word in sorted(words.items()):
            if word[0].isupper() and start > 0:
                continue
            wrong = f"{quoted(word)} is impersonal: it does not say who does it."
            better = BETTER.get(word.lower(), "a form that says who, such as “byddwn yn …”")
            yield Hit(word, wrong, f"Better: {better}.", sentence.text)


def _with_impersonal(told: Told) -> list[Passage]:
    ends = {word for word in told.words if word.endswith(("wyd", "ir"))}
    found = (ends - resources.words("cy-not-impersonal")) | resources.words("cy-impersonal")
    return told.at(told.with_words(found))


@cache
def _ending() -> re.Pattern[str]:
    """Return what finds a word that is a noun by its ending."""
    ends = "|".join(sorted(resources.words("cy-noun-endings"), key=len, reverse=True))
    return re.compile(rf"[^\W\d_]{{2,}}(?:{ends})", re.IGNORECASE)


def _chains(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    small = resources.words("cy-no-nouns")
    for _, sentence in own_sentences(passage):
        row: list[re.Match[str]] = []
        for word in [*_WORDS.finditer(sentence.own), None]:
            if word and _ending().fullmatch(word[0]) and word[0].lower() not in small:
                row.append(word)
                continue
            if len(row) > MOST_NOUNS and not all(one[0][0].isupper() for one in row[1:]):
                words = sentence.text[row[0].start() : row[-1].end()]
                wrong = f"{quoted(words)} is {len(row)} nouns in a row."
                fix = "Use a verb, or small words such as “ar gyfer”, “o” and “i” between them."
                yield Hit(words, wrong, fix, sentence.text)
            row = []


def _with_nouns(told: Told) -> list[Passage]:
    """Return the texts that have so many nouns, in a row or not."""
    small = resources.words("cy-no-nouns")
    nouns = (word for word in told.words if _ending().fullmatch(word) and word not in small)
    places = Counter(place for noun in nouns for place in told.words[noun])
    return told.at(place for place, number in places.items() if number > MOST_NOUNS)


def _stiff(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    return of_list("cy-simpler", passage, "can be said in plainer words")


# A colon makes “yn lle” an instruction that lacks its object; “&” is English.
_SIGNS = re.compile(
    r"yn lle(?= ?:)|(?<![A-Z])&(?![A-Z])|(?i:\bmae(?: (?!sydd)[^\W\d_]+){1,3} ddim yn\b)"
)
_SIGNS_BETTER = {"yn": "yn lle hynny", "&": "a, or ac", "ma": "nid yw … yn"}


def _idiom(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    yield from of_list("cy-idiom", passage, "is not how Welsh says it")
    for _, sentence in own_sentences(passage):
        for found in _SIGNS.finditer(sentence.own):
            words = sentence.text[found.start() : found.end()]
            better = _SIGNS_BETTER["&" if words == "&" else words[:2].lower()]
            wrong = f"{quoted(words)} is not how Welsh says it."
            yield Hit(words, wrong, f"Better: {better}.", sentence.text)


def _with_idiom(told: Told) -> list[Passage]:
    listed = set(word_lists.phrases("cy-idiom").places(told))
    return told.at(listed | set(told.own.having(_SIGNS)))


# The same said in a formal and in an everyday way.
_FORMAL = re.compile(
    r"(?i:(?<![\w’'·-])(?:rydym|ydynt|maent|iddynt|arnynt|ohonynt|amdanynt|ynddynt|ganddynt|wrthynt"
    r"|wrthym|wrthych|atom|gennym|gennych)(?![\w·-]))",
)
_EVERYDAY = re.compile(
    r"(?i:(?<![\w’'·-])(?:rydyn ni|dydy|dydyn|maen nhw|iddyn nhw|arnyn nhw|ohonyn nhw|amdanyn nhw"
    r"|ganddyn nhw|wrthon ni|wrthoch chi|aton ni|atoch chi|gyda ni|gyda chi)(?![\w·-]))",
)
_LITERARY = re.compile(
    r"(?i:(?<![\w’'·-])(?:ydyw|ydynt|maent|arnynt|iddynt|ohonynt|amdanynt)(?![\w·-]))"
)


def register(passages: Sequence[Passage]) -> Register:
    """Return the register that most texts of a plan are in; empty where they are in one alone.

    Easy Read is in everyday words, whatever the plan is in.
    """
    texts = [one.own for one in passages if one.language == cy.LOCALE.tag and one.chapter != EASY]
    formal = sum(bool(_FORMAL.search(text)) for text in texts)
    everyday = sum(bool(_EVERYDAY.search(text)) for text in texts)
    if not formal or not everyday:
        return ""
    return "formal" if formal >= everyday else "everyday"


def _register(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    """Yield words of the register that a plan has less of, and literary ones in Easy Read."""
    is_easy = passage.chapter == EASY
    others = {"formal": _EVERYDAY, "everyday": _FORMAL, "": None}
    pattern = _LITERARY if is_easy else others[known.register]
    if not pattern:
        return
    for _, sentence in own_sentences(passage):
        for found in pattern.finditer(sentence.own):
            wrong = (
                f"{quoted(found[0])} is literary, and this is Easy Read."
                if is_easy
                else f"{quoted(found[0])} is of another register than most of the plan."
            )
            fix = "Choose rydym, maent, iddynt, or rydyn ni, maen nhw, iddyn nhw, and keep to it."
            yield Hit(found[0], wrong, fix, sentence.text)


RULES = (
    Rule(
        "geiriau-syml",
        "In Welsh: a stiff or official word that has an everyday one.",
        "Everyday words are read faster, and by more people.",
        "Cymraeg Clir, Bangor University: everyday words.",
        _stiff,
        (cy.LOCALE.tag,),
        among=with_one_of("cy-simpler"),
    ),
    Rule(
        "priod-ddull",
        "In Welsh: English in Welsh dress, loose speech, and signs such as &.",
        "Readers have to think of the English to know what is meant.",
        "Yr Arddulliadur, Llywodraeth Cymru.",
        _idiom,
        (cy.LOCALE.tag,),
        among=_with_idiom,
    ),
    Rule(
        "cywair",
        "In Welsh: two registers in one plan, such as rydym beside rydyn ni.",
        "A page that is formal in one line and everyday in the next reads like two writers.",
        "Yr Arddulliadur, Llywodraeth Cymru: cyweiriau; Cymraeg Clir, rule 9.",
        _register,
        (cy.LOCALE.tag,),
        is_once=True,
        among=with_any(signs=f"{_FORMAL.pattern}|{_EVERYDAY.pattern}|{_LITERARY.pattern}"),
    ),
    Rule(
        "amhersonol",
        "In Welsh: an impersonal verb, such as gellir, cynhelir or cynhaliwyd.",
        "It is stiff, and does not say who does a thing.",
        "Cymraeg Clir, Bangor University: active verbs, no impersonal ones.",
        _impersonal,
        (cy.LOCALE.tag,),
        among=_with_impersonal,
    ),
    Rule(
        "enwau",
        f"In Welsh: more than {MOST_NOUNS} nouns in a row.",
        "Readers have to work out which noun belongs to which.",
        "Cymraeg Clir, Bangor University: verbs in place of nouns.",
        _chains,
        (cy.LOCALE.tag,),
        among=_with_nouns,
    ),
)
