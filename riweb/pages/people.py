"""Who is who: the groups, the codes, and whom to ask."""

from __future__ import annotations

from riweb.pages.kinds import Kind

KINDS: tuple[Kind, ...] = ()
