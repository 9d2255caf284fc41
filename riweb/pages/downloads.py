"""The other formats of a plan."""

from __future__ import annotations

from riweb.pages.kinds import Kind

KINDS: tuple[Kind, ...] = ()
