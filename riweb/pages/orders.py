"""A plan's actions in other orders: by date, by lead, by aim."""

from __future__ import annotations

from riweb.pages.kinds import Kind

KINDS: tuple[Kind, ...] = ()
