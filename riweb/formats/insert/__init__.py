"""Inserts for printed newsletters: fitted to their pages, for the press and for reading."""
