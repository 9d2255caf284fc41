"""Start riweb with `python -m riweb`."""

from riweb.cli import run

run()
