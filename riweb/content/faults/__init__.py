"""What we do not accept in the Markdown of a text, and what to write instead."""

from riweb.content.faults.markdown_faults import Fault
from riweb.content.faults.text_faults import of_chapter, of_line, of_text, of_written

__all__ = ["Fault", "of_chapter", "of_line", "of_text", "of_written"]
