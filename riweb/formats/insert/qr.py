"""QR codes: the one door to segno."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

import segno

# ISO/IEC 18004, 6.3.8: the white edge that a reader needs around the code, in modules.
QUIET = 4

# Pixels to a module: over 300 to the inch at the size it is printed.
SCALE = 12


def picture(address: str) -> str:
    """Return the code of an address as a picture in an address of its own, with its white edge."""
    kept = BytesIO()
    code = segno.make(address, error="m", micro=False, boost_error=False)
    code.save(kept, kind="png", scale=SCALE, border=QUIET)
    return f"data:image/png;base64,{b64encode(kept.getvalue()).decode()}"
