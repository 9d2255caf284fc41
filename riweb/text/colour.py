"""Colours and how well they can be told apart."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass


@dataclass(frozen=True)
class Colour:
    """An sRGB colour, each part 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, text: str) -> Colour:
        """Read `#rrggbb`."""
        return cls(*(int(text[start : start + 2], 16) for start in (1, 3, 5)))

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    def luminance(self) -> float:
        """Relative luminance, 0 to 1, as WCAG 2.2 defines it."""
        parts = [part / 255 for part in (self.red, self.green, self.blue)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(self, other: Colour) -> float:
        """Contrast ratio with another colour, 1 to 21, as WCAG 2.2 defines it."""
        light, dark = sorted((self.luminance(), other.luminance()), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    def with_lightness(self, lightness: float) -> Colour:
        """Return the same hue and saturation with another lightness, 0 to 1."""
        hue, _, saturation = colorsys.rgb_to_hls(self.red / 255, self.green / 255, self.blue / 255)
        parts = colorsys.hls_to_rgb(hue, lightness, saturation)
        red, green, blue = (round(part * 255) for part in parts)
        return Colour(red, green, blue)

    def _lightness(self) -> float:
        return colorsys.rgb_to_hls(self.red / 255, self.green / 255, self.blue / 255)[1]

    def darkened(self, ground: Colour, least: float) -> Colour:
        """Return the nearest darker colour of the same hue whose contrast is at least `least`."""
        return self._towards(0.0, ground, least)

    def lightened(self, ground: Colour, least: float) -> Colour:
        """Return the nearest lighter colour of the same hue whose contrast is at least `least`."""
        return self._towards(1.0, ground, least)

    def _towards(self, end: float, ground: Colour, least: float) -> Colour:
        start = self._lightness()
        for step in range(201):
            colour = self.with_lightness(start + (end - start) * step / 200)
            if colour.contrast(ground) >= least:
                return colour
        return self.with_lightness(end)
