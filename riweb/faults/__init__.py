"""What we do not accept in the Markdown of a text, and what to write instead."""

from riweb.faults.kinds import of_chapter, of_line, of_text, of_written
from riweb.faults.values import Fault

__all__ = ["Fault", "of_chapter", "of_line", "of_text", "of_written"]
