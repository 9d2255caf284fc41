"""Set up what is missing on this machine, then hand over to riweb.

    python3 build.py                 build content/ into output/
    python3 build.py VERB ...        any other verb of riweb, for example check or serve
    python3 build.py test [ARGS]     set up what the tests need and run them all;
                                     ARGS go to pytest, paths count from the top of the checkout

Needs Python 3.11 and nothing else; older ones can still read this file, to say so.
"""

from __future__ import annotations

import os
import signal
import sys


def stopped(*_: object) -> None:
    """End at once and quietly: nothing is under way yet."""
    os.write(2, b"\nStopped.\n")
    os._exit(130)


# Ctrl-C may come while the modules below load.
if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, stopped)

import ctypes
import ctypes.util
import hashlib
import importlib.util
import shlex
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# Python brings the pip of its own day: 3.11 has 23.2 or older, which knows nothing of the licences
# that packages state since metadata 2.4, and whose faults have long been mended.
PIP = "pip>=26,<27"


def main(arguments: list[str]) -> int:
    """Set up what the verb needs and run it; return the exit status."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        sys.exit(f"riweb needs Python 3.11 or later; this is Python {sys.version.split()[0]}.")
    verb, *rest = arguments or ["build"]
    if verb == "test":
        provide(BUILD_PACKAGES | FORMAT_PACKAGES | TEST_PACKAGES)
        install_riweb("[test]")
        install_page_checkers()
        return run_tests(rest)
    provide(BUILD_PACKAGES)
    provide_if_possible(FORMAT_PACKAGES)
    install_riweb("[word,audio,inserts]")
    # -P: a file in the user's folder is never taken for one of riweb's modules.
    os.execv(PYTHON, [str(PYTHON), "-P", "-m", "riweb", verb, *rest])


# What the machine provides


def loads(library: str) -> bool:
    """Tell whether the shared library is there, by the name of its file on Linux."""
    try:
        ctypes.CDLL(library)
    except OSError:  # other systems call the file something else
        return ctypes.util.find_library(library[3:].partition(".so")[0]) is not None
    return True


def works(*command: str) -> bool:
    """Tell whether the command is there and succeeds."""
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL)
    except OSError:
        return False
    return done.returncode == 0


def has_font(name: str) -> bool:
    """Tell whether a typeface is there, by the name of its file on Linux."""
    return any(Path("/usr/share/fonts").rglob(name))


def venv_works() -> bool:
    """Tell whether .venv has pip and a Python that is new enough."""
    look = f"import pip, sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    return works(str(PYTHON), "-c", look)


def can_have_venv() -> bool:
    """Tell whether .venv works or can be made; Debian packs that part of Python on its own."""
    return importlib.util.find_spec("ensurepip") is not None or venv_works()


# Debian package: how to see that what it brings is there, wherever it came from
BUILD_PACKAGES: dict[str, Callable[[], bool]] = {
    "python{}.{}-venv".format(*sys.version_info): can_have_venv,
    "libpango-1.0-0": partial(loads, "libpango-1.0.so.0"),
    "libpangoft2-1.0-0": partial(loads, "libpangoft2-1.0.so.0"),
    "libharfbuzz-subset0": partial(loads, "libharfbuzz-subset.so.0"),
}
# For single formats, small ones only: a build without them leaves those formats out, and says so.
FORMAT_PACKAGES: dict[str, Callable[[], bool]] = {
    "liblouis20": partial(loads, "liblouis.so.20"),
    # Not for a format, but for `riweb check`: spelling.
    "libhunspell-1.7-0": partial(loads, "libhunspell-1.7.so.0"),
}
TEST_PACKAGES: dict[str, Callable[[], bool]] = {
    "chromium": lambda: shutil.which("chromium") is not None,
    "libreoffice-writer-nogui": lambda: shutil.which("soffice") is not None,
    "ghostscript": lambda: shutil.which("gs") is not None,
    "default-jdk-headless": partial(works, "javac", "-version"),
    "libjaxb-java": (Path("/usr/share/java") / "jaxb-runtime.jar").is_file,
    "nodejs": partial(works, "node", "--version"),
    "npm": partial(works, "npm", "--version"),
    # LibreOffice takes it for Arial; what it finds otherwise cannot always go into a PDF.
    "fonts-liberation": partial(has_font, "LiberationSans-Regular.ttf"),
    # Sets the clock of a single command.
    "faketime": lambda: shutil.which("faketime") is not None,
    # Playwright brings a Node.js of its own, which needs it.
    "libatomic1": partial(loads, "libatomic.so.1"),
}


def provide(packages: dict[str, Callable[[], bool]]) -> None:
    """Install the Debian packages that are missing, or say which command does."""
    missing = [package for package, is_there in packages.items() if not is_there()]
    if not missing:
        return
    names = ", ".join(missing)
    if shutil.which("apt-get") is None:
        sys.exit(f"Please install what these Debian packages contain, then try again: {names}")
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    by_hand = f"    sudo apt-get update && sudo {shlex.join(install)}\n"
    is_root = os.geteuid() == 0
    if not is_root and not works("sudo", "-n", "true"):
        sys.exit(
            f"riweb needs Debian packages that are not on this machine yet: {names}\n"
            "Run this command, or ask whoever looks after the machine to, then try again:\n\n"
            f"{by_hand}"
        )
    say(f"Installing Debian packages (once, a minute or two): {names} ...")
    as_root = [*([] if is_root else ["sudo", "-n"]), "env", "DEBIAN_FRONTEND=noninteractive"]
    works(*as_root, "apt-get", "update")  # one broken source is no reason to stop
    run_quietly([*as_root, *install], f"That did not work. To try by hand:\n\n{by_hand}")
    still_missing = [package for package in missing if not packages[package]()]
    if still_missing:
        sys.exit(f"Installed, but still not working: {', '.join(still_missing)}")


def provide_if_possible(packages: dict[str, Callable[[], bool]]) -> None:
    """Install the Debian packages that are missing, where this needs no password and works."""
    missing = [package for package, is_there in packages.items() if not is_there()]
    is_root = os.geteuid() == 0
    if not missing or shutil.which("apt-get") is None:
        return
    if is_root or works("sudo", "-n", "true"):
        say(f"Installing Debian packages for more formats (once): {', '.join(missing)} ...")
        as_root = [*([] if is_root else ["sudo", "-n"]), "env", "DEBIAN_FRONTEND=noninteractive"]
        works(*as_root, "apt-get", "update")
        works(*as_root, "apt-get", "install", "-y", "--no-install-recommends", *missing)


# What the checkout keeps for itself: .venv and tests/node_modules


def install_riweb(extra: str) -> None:
    """Install riweb with its extra, such as "[test]", in .venv, unless nothing changed since."""
    stamp = VENV / "riweb-set-up"
    state = digest(f"{ROOT} {sys.version_info[:2]} {PIP}", ROOT / "pyproject.toml")
    if PYTHON.exists() and text_of(stamp) in (state + extra, state + "[test]"):
        return
    say("Setting up riweb (once, about a minute) ...")
    stamp.unlink(missing_ok=True)
    advice = "riweb could not be set up. Can this machine reach the internet? Is its disk full?"
    if not venv_works():
        run_quietly([sys.executable, "-m", "venv", "--clear", str(VENV)], advice)
    pip = [str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    run_quietly([*pip, "install", "--upgrade", PIP], advice)
    run_quietly([*pip, "install", "--editable", f"{ROOT}{extra}"], advice)
    stamp.write_text(state + extra)


def install_page_checkers() -> None:
    """Install what checks pages and e-books in tests/node_modules, unless nothing changed since."""
    folder = ROOT / "tests"
    stamp = folder / "node_modules" / ".riweb-set-up"
    state = digest("", folder / "package.json")
    if text_of(stamp) == state:
        return
    say("Setting up the checkers of pages and e-books (once, about a minute) ...")
    npm = ["npm", "install", "--prefix", str(folder), "--no-package-lock"]
    npm += ["--ignore-scripts", "--no-audit", "--no-fund"]
    run_quietly(npm, "The checkers could not be set up. Can this machine reach the internet?")
    stamp.write_text(state)


def digest(words: str, file: Path) -> str:
    """Return the SHA-256 of the words and the file together."""
    return hashlib.sha256(words.encode() + file.read_bytes()).hexdigest()


def text_of(file: Path) -> str:
    """Return what the file says; nothing when there is no file."""
    return file.read_text() if file.is_file() else ""


# Running things


def run_tests(pytest_arguments: list[str]) -> int:
    """Run every check, even after one fails; return 0 if all pass, otherwise 1."""
    checks = {
        "ruff check": ["ruff", "check"],
        "ruff format": ["ruff", "format", "--check"],
        "mypy": ["mypy", "--strict", "riweb", "build.py"],
        # The last one: its closing line, with the numbers, is to end what is printed.
        "pytest": ["pytest", *(pytest_arguments or ["tests"])],
    }
    failed: list[str] = []
    for name, command in checks.items():
        if name == "pytest" and failed:
            say(f"Failed before pytest: {', '.join(failed)}")
        say(f"== {name}")
        if subprocess.run([str(PYTHON), "-m", *command], cwd=ROOT).returncode != 0:
            failed.append(name)
    return 1 if failed else 0


def run_quietly(command: list[str], advice: str) -> None:
    """Run the command; if it fails, show what it printed, then the advice, and end."""
    pipe = subprocess.PIPE
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        sys.exit(f"{done.stdout.decode(errors='replace').rstrip()}\n\n{advice}")


def say(words: str) -> None:
    """Print at once, ahead of anything that a command prints."""
    print(words, flush=True)


if __name__ == "__main__":
    if signal.getsignal(signal.SIGINT) is stopped:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        sys.exit(130)
