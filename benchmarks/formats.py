"""How long each format of the longest plan takes, and the whole set.

    python3 build.py test --collect-only      (once, to set up)
    .venv/bin/python benchmarks/formats.py [--plan metropolitan] [--formats text,epub]

Each format is made by `riweb make` in an empty folder, so that nothing comes from a cache; the
start of Python is in each figure. Then the whole site with every format, cold, with as many workers
as there are cores. Seconds on the clock, and seconds of the processors.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from riweb.formats import FORMATS

ROOT = Path(__file__).resolve().parents[1]
CONTENT = ROOT / "content"


def main() -> None:
    """Print a line for each format, and one for all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--plan", default="metropolitan")
    parser.add_argument("--formats", default="", help="only these, and not the whole set")
    asked = parser.parse_args()
    names = asked.formats.split(",") if asked.formats else list(FORMATS)
    for name in names:
        # It is made of a plan in two languages, or of one with an Easy Read.
        plan = "wrexham" if name in ("bilingual", "easy-read") else asked.plan
        show(f"{name} of {plan}", ["make", plan, name, "--content", str(CONTENT)])
    if not asked.formats:
        jobs = str(os.cpu_count() or 1)
        everything = ["--formats", ",".join(FORMATS), "--jobs", jobs]
        show("every format of every plan", ["build", "--content", str(CONTENT), *everything])


def show(title: str, words: list[str]) -> None:
    """Run riweb in an empty folder and print how long it took."""
    with tempfile.TemporaryDirectory() as folder:
        before, start = spent(), time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "riweb", *words], cwd=folder, check=True, capture_output=True
        )
        seconds = time.perf_counter() - start
        print(f"{title:40} {seconds:7.1f} s {spent() - before:7.1f} s of the processors")


def spent() -> float:
    """Return the seconds that finished processes have had of the processors."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
