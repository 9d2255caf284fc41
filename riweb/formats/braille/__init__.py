"""Braille as a file for embossers and braille displays (BRF)."""
