"""The printing plates of a PDF, as a separation device makes them: one for each ink."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

INKS = ("Cyan", "Magenta", "Yellow", "Black")


@dataclass(frozen=True)
class Plates:
    """One page.

    Args:
        inks: for each ink by its name, how much of it lies where: none is 0, all is 255.
        per_mm: dots to the millimetre.
    """

    inks: dict[str, Image.Image]
    per_mm: float

    def most(self) -> float:
        """Return how much ink lies where it lies thickest, in parts of a hundred."""
        rows = zip(*(one.tobytes() for one in self.inks.values()), strict=True)
        return max(map(sum, set(rows))) / 2.55

    def black_with_colour(self) -> tuple[int, int]:
        """Return how many dots are full of black, and how many of these have another ink too."""
        full = self.inks["Black"].point(lambda ink: 255 if ink > 250 else 0)
        others = [image for name, image in self.inks.items() if name != "Black"]
        colour = ImageChops.lighter(ImageChops.lighter(others[0], others[1]), others[2])
        both = ImageChops.multiply(full, colour.point(lambda ink: 255 if ink > 2 else 0))
        return full.histogram()[255], both.histogram()[255]

    def at(self, x_mm: float, y_mm: float) -> tuple[int, ...]:
        """Return the inks at a place, from the left and the top, in parts of a hundred."""
        dot = (int(x_mm * self.per_mm), int(y_mm * self.per_mm))
        return tuple(round(one.getpixel(dot) / 2.55) for one in self.inks.values())


def made(path: Path, folder: Path, dpi: int = 72) -> Iterator[Plates]:
    """Yield the plates of each page.

    Args:
        folder: where they are written.
    """
    device = ("-sDEVICE=tiffsep", f"-r{dpi}", "-o", str(folder / f"{path.stem}-%02d.tif"))
    subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", *device, str(path)], check=True)
    pages = sorted(one for one in folder.glob(f"{path.stem}-[0-9][0-9].tif"))
    for page in pages:
        own = sorted(one.name for one in folder.glob(f"{page.stem}(*).tif"))
        # A spot colour would have a plate of its own.
        assert own == sorted(f"{page.stem}({ink}).tif" for ink in INKS)
        files = {ink: Image.open(folder / f"{page.stem}({ink}).tif") for ink in INKS}
        inks = {ink: ImageChops.invert(file) for ink, file in files.items()}
        yield Plates(inks, dpi / 25.4)
