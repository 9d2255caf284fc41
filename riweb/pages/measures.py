"""Figures that are followed, and the tests of success."""

from __future__ import annotations

from riweb.pages.kinds import Kind

KINDS: tuple[Kind, ...] = ()
