"""Contractions, shouting, headings, words of links, and double negatives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from riweb import resources
from riweb.lint.plainness import own_sentences
from riweb.lint.rule import EVERY_LANGUAGE, Hit, KnownWords, Passage, Rule, Told, with_any
from riweb.problems import quoted

# Source: GOV.UK style guide, A to Z, contractions.
CONTRACTION = re.compile(
    r"(?<![\w·])(?:(?:ca|do|does|did|wo|is|are|was|were|have|has|had|should|could|would|must|need|might|"
    r"sha|ai)n['’]t|(?:should|could|would|must|might|they)['’]ve)(?!\w)",
    re.IGNORECASE,
)
FULL = {"can't": "cannot", "won't": "will not", "shan't": "will not", "ain't": "is not"}
EMPTY_LINKS = re.compile(
    r"(?:please )?(?:click|press|tap|follow|go|look|see)?(?: (?:on|to))?"
    r"(?: ?(?:here|this|this link|the link|link|this page|more|read more|find out more|"
    r"more information|further information|details|more details|website|download))",
    re.IGNORECASE,
)
_LINK = re.compile(r"\]\(")
CLICK = re.compile(
    r"(?<![\w·])click (?:here|on (?:this|the) link|this link|the link|below|on the button)",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"(?<![\w·&/-])[A-Z][A-Z’'&-]+(?:[ ,]+[A-Z][A-Z’'&-]*)+(?![\w·-])")
_UN = (
    "unable|uncommon|unlikely|unusual|unreasonable|unnecessary|unimportant|unwilling|unwelcome|unhappy|"
    "unknown|unlimited|unsuitable|unaffected|unlawful|unfair|impossible|improbable|impractical|"
    "inappropriate|incorrect|infrequent|infrequently|insignificant|inconsiderable|dissimilar|"
    "ineligible|invalid|illegal|irrelevant|dissatisfied|without|unaware|unacceptable"
)
NEGATIVES = re.compile(
    rf"\bnot (?:at all |always |necessarily )?(?:{_UN})\b"
    r"|\b(?:not|never|cannot|nobody|no one|nothing|none)\b"
    r"(?:(?! but\b| and\b| or\b)[^.,;:?!()]){1,45}"
    r"\b(?:unless|without|except)\b"
    r"|\b(?:not|never|cannot) "
    r"(?:fail|refuse|forget|deny|neglect|prevent|exclude|disagree|rule out)\b"
    r"|\b(?:nobody|no one|none|nothing)\b[^.,;:?!]{1,30}\bnot\b",
    re.IGNORECASE,
)


def _contractions(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    for _, sentence in own_sentences(passage):
        for found in CONTRACTION.finditer(sentence.own):
            key = found[0].lower().replace("’", "'")
            full = FULL.get(key) or key.replace("n't", " not").replace("'ve", " have")
            wrong = f"{quoted(found[0])} is short for two words, and easily misread."
            yield Hit(found[0], wrong, f"Write “{full}”.", sentence.text)


def _links(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    if passage.quoted:
        return
    fix = "Let the words of the link say where it leads, such as “Our complaints policy”."
    for block in passage.blocks:
        for words in block.links:
            if EMPTY_LINKS.fullmatch(words.strip(" .")):
                yield Hit(words, f"The link {quoted(words)} does not say where it leads.", fix)
        for sentence in block.sentences:
            for found in CLICK.finditer(sentence.own):
                if not any(found[0] in words for words in block.links):
                    wrong = f"{quoted(found[0])} does not say where it leads."
                    yield Hit(found[0], wrong, fix, sentence.text)


def _with_links(told: Told) -> list[Passage]:
    return told.at({*told.with_words(["click"]), *told.written.having(_LINK)})


def _capitals(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    shouts = resources.words("capitals")
    for _, sentence in own_sentences(passage):
        spans: list[tuple[int, int]] = []
        for found in _CAPITALS.finditer(sentence.own):
            words = re.findall(r"[A-Z][A-Z’'-]+", found[0])
            if sum(len(word) > 5 or word in shouts for word in words) and not all(
                word in known.abbreviations for word in words
            ):
                spans.append(found.span())
        for found in re.finditer(r"(?<![\w·&/-])[A-Z]{2,}(?![\w·&/-])", sentence.own):
            is_in = any(start <= found.start() < end for start, end in spans)
            if found[0] in shouts and found[0] not in known.abbreviations and not is_in:
                spans.append(found.span())
        for start, end in spans:
            words_ = sentence.text[start:end]
            wrong = f"{quoted(words_)} is in capitals, which shout and are hard to read."
            yield Hit(words_, wrong, "Write small letters; make it **bold** if it matters.", words_)


def _headings(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    if passage.quoted:
        return
    for block in passage.blocks:
        if block.kind != "heading":
            continue
        if block.text.endswith("?"):
            wrong = f"The heading {quoted(block.text)} is a question."
            fix = "Let it say what stands below it: “How to complain”, not “How do I complain?”."
            yield Hit(block.text, wrong, fix, block.text)
        elif re.fullmatch(r"(?:\d+[.)]? )?introduction:?", block.text, re.IGNORECASE):
            wrong = f"The heading {quoted(block.text)} says nothing about what stands below it."
            fix = "Say what this part is about, such as “Why we wrote this plan”."
            yield Hit(block.text, wrong, fix, block.text)


def _negatives(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    for _, sentence in own_sentences(passage):
        for found in NEGATIVES.finditer(sentence.own):
            words = sentence.text[found.start() : found.end()]
            wrong = f"{quoted(words)} says no twice, so readers have to work out what it means."
            fix = "Say it with yes: “only if”, “always”, “often”, “remember to”."
            yield Hit(words, wrong, fix, sentence.text)


RULES = (
    Rule(
        "contraction",
        "A negative contraction, such as don’t or can’t; also should’ve and the like.",
        "Many readers miss the “n’t” and read the opposite.",
        "GOV.UK style guide, A to Z, contractions.",
        _contractions,
        among=with_any(signs=r"['’](?:[tT]|[vV][eE])"),
    ),
    Rule(
        "link-words",
        "A link or a sentence that says only “click here”, “read more” or the like.",
        "Screen readers list links without what stands around them; not everybody clicks.",
        "WCAG 2.2, 2.4.9; GOV.UK content guidance, links.",
        _links,
        among=_with_links,
    ),
    Rule(
        "capitals",
        "Words in capitals.",
        "Capitals are slow to read, feel like shouting, and are spelt out by some screen readers.",
        "UKAAF, Minimum standard MS03; GOV.UK style guide, A to Z, capitalisation.",
        _capitals,
        EVERY_LANGUAGE,
        among=with_any(signs=r"[A-Z][A-Z’'&-]"),
    ),
    Rule(
        "heading",
        "A heading that is a question, or that says only “Introduction”.",
        "Readers look for answers in headings, and find their way by the first words.",
        "GOV.UK content guidance, headings.",
        _headings,
    ),
    Rule(
        "double-negative",
        "Two words that say no, such as “not unless”.",
        "Readers have to turn it round before they understand it.",
        "Plain English Campaign; GOV.UK, writing for people with access needs.",
        _negatives,
        among=with_any({"not", "never", "cannot", "nobody", "no", "nothing", "none"}),
    ),
)
