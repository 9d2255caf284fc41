"""The table of rules: every family's, in the order in which they are shown."""

from __future__ import annotations

from riweb.wording import (
    cymraeg,
    figures,
    gramadeg,
    length,
    letters,
    manner,
    privacy,
    simple,
    spelling,
    voice,
)

RULES = (
    *privacy.RULES,
    *length.RULES,
    *simple.RULES,
    *voice.RULES,
    *manner.RULES,
    *letters.RULES,
    *figures.RULES,
    *cymraeg.RULES,
    *gramadeg.RULES,
    *spelling.RULES,
)
NAMES = tuple(rule.id for rule in RULES)
BY_ID = {rule.id: rule for rule in RULES}
