"""Look at pages in a real browser and say what is wrong with each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

HERE = Path(__file__).parent
AXE = HERE.parent / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NARROW, WIDE = 320, 1280
HEIGHT = 900

# Every rule for WCAG 2.0 to 2.2 A and AA, and best practice; of AAA, contrast of 7 to 1.
RULES = {
    "runOnly": {
        "type": "tag",
        "values": [
            "wcag2a",
            "wcag2aa",
            "wcag21a",
            "wcag21aa",
            "wcag22a",
            "wcag22aa",
            "best-practice",
        ],
    },
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
RUN_AXE = """async (rules) => (await axe.run(document, rules)).violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`))"""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a page.

    Args:
        about: which claim it breaks: `rules`, `sideways`, `targets`, `console`, `requests`.
    """

    about: str
    path: str
    words: str

    def __str__(self) -> str:
        return f"{self.path} {self.words}"


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium with nothing remembered, and close it at the end."""
    with sync_playwright() as engine:
        found = engine.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        try:
            yield found
        finally:
            found.close()


@contextmanager
def context(found: Browser, **options: Any) -> Iterator[BrowserContext]:
    """Open a context that moves nothing by itself, with what the tests measure with."""
    options = {"viewport": {"width": WIDE, "height": HEIGHT}, "reduced_motion": "reduce"} | options
    made = found.new_context(**options)
    made.add_init_script(path=HERE / "look.js")
    try:
        yield made
    finally:
        made.close()


def sweep(address: str, paths: list[str], dark: frozenset[str]) -> list[Fault]:
    """Look at some pages, narrow and wide, and return every fault.

    Args:
        address: where the site is served, with / at the end.
        dark: the pages to look at in dark colours also.
    """
    faults: list[Fault] = []
    with browser() as found, context(found) as made:
        made.add_init_script(path=AXE)
        page = made.new_page()
        for path in paths:
            with listening(page, address, path) as heard:
                page.goto(address + path, wait_until="load")
                faults += at_each_width(page, path)
                if path in dark:
                    page.emulate_media(color_scheme="dark")
                    faults += rules(page, path, "in dark colours")
                    page.emulate_media(color_scheme="light")
                refused = page.evaluate("window.refused")
            faults += heard + [Fault("console", path, words) for words in refused]
    return faults


@contextmanager
def listening(page: Page, address: str, path: str) -> Iterator[list[Fault]]:
    """Note what a page logs, and what it asks for in vain or of another host."""
    heard: list[Fault] = []

    def note(about: str, words: str) -> None:
        heard.append(Fault(about, path, words))

    def console(message: Any) -> None:
        if message.type in ("error", "warning"):
            note("console", f"logs {message.text}")

    def request(asked: Any) -> None:
        if not asked.url.startswith(address):
            note("requests", f"asks for {asked.url}")

    def response(answer: Any) -> None:
        if answer.status >= 400:
            note("requests", f"gets {answer.status} for {answer.url}")

    def error(found: Any) -> None:
        note("console", f"fails with {found}")

    handlers = {"console": console, "request": request, "response": response, "pageerror": error}
    for event, handler in handlers.items():
        page.on(event, handler)  # type: ignore[call-overload]
    try:
        yield heard
    finally:
        for event, handler in handlers.items():
            page.remove_listener(event, handler)


def at_each_width(page: Page, path: str) -> list[Fault]:
    """Return what is wrong with the page that is open, narrow and wide."""
    faults = []
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for about, measure in (("sideways", "sideways"), ("targets", "small")):
            for words in page.evaluate(f"look.{measure}()"):
                faults.append(Fault(about, path, f"at {width} px: {words}"))
        faults += rules(page, path, f"at {width} px")
    return faults


def rules(page: Page, path: str, where: str) -> list[Fault]:
    """Return every rule that the page that is open breaks."""
    found = page.evaluate(RUN_AXE, RULES)
    return [Fault("rules", path, f"{where}: {words}") for words in found]
