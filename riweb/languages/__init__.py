"""Message catalogues: text in the other language, what is missing, what is out of date."""

from riweb.languages.interface import interface

__all__ = ["interface"]
