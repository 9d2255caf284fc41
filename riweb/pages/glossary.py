"""Words and abbreviations, explained."""

from __future__ import annotations

from riweb.pages.kinds import Kind

KINDS: tuple[Kind, ...] = ()
