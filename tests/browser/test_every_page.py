"""Every page, narrow and wide, as a browser and axe see it."""

from __future__ import annotations

import multiprocessing
import os
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import look
import pytest
from look import Fault
from sites import Built

# One page of a bad site breaks every claim below; see test_each_fault_of_a_bad_page_is_found.
BAD = """<!doctype html><html><head><title></title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">
<link rel="stylesheet" href="bad.css"></head>
<body><main><h1>Bad</h1><p class="pale">Pale words</p><p class="greyish">Words in grey</p>
<div class="wide">wide</div><nav><a href="#x">x</a></nav><button>.</button>
<img src="missing.png"><img src="https://elsewhere.example/x.png" alt="">
<p style="color: red">styled</p></main></body></html>"""
BAD_STYLE = """.pale { color: #bbb } .greyish { color: #707070 } .wide { width: 400px }
button { width: 10px; height: 10px; padding: 0 }"""


def sweep(address: str, paths: list[str], dark: frozenset[str]) -> list[Fault]:
    """Look at pages in several browsers at once: one more than there are processors."""
    workers = (os.cpu_count() or 1) + 1
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawn) as pool:
        # Dealt out in turn, so that each gets its share of the long pages.
        waiting = [
            pool.submit(look.sweep, address, paths[start::workers], dark)
            for start in range(workers)
            if paths[start::workers]
        ]
        return [fault for one in waiting for fault in one.result()]


@pytest.fixture(scope="module")
def faults(
    address: str, host: str, top: Path, site: Built, minimal: Built, bilingual: Built
) -> list[Fault]:
    """Everything that is wrong with any page of two sites, and of what answers for a third."""
    small, two = (
        host + one.output.relative_to(top).as_posix() + "/" for one in (minimal, bilingual)
    )
    # Only it has a form, and a statement under the regulations.
    answering = [path for path in bilingual.pages if path.count("/") == 2]
    return [
        *sweep(address, site.pages, frozenset(site.kinds().values())),
        *sweep(small, minimal.pages, frozenset()),
        *sweep(two, answering, frozenset(answering)),
    ]


def none_about(claim: str, faults: list[Fault]) -> None:
    """Fail with the faults about one claim, each once, with how many pages have it."""
    pages: dict[str, list[str]] = defaultdict(list)
    for fault in faults:
        if fault.about == claim:
            pages[fault.words].append(fault.path)
    if pages:
        lines = [f"{words}\n    on {len(on)} pages, such as {on[0]}" for words, on in pages.items()]
        pytest.fail("\n".join(lines), pytrace=False)


def test_no_page_breaks_a_rule_of_wcag_or_best_practice(faults: list[Fault]) -> None:
    none_about("rules", faults)


def test_no_page_scrolls_sideways(faults: list[Fault]) -> None:
    none_about("sideways", faults)


def test_everything_to_press_is_large_enough(faults: list[Fault]) -> None:
    none_about("targets", faults)


def test_no_page_logs_an_error_or_breaks_its_own_security_policy(faults: list[Fault]) -> None:
    none_about("console", faults)


def test_every_request_goes_to_the_folder_of_the_site_and_succeeds(faults: list[Fault]) -> None:
    none_about("requests", faults)


def test_each_fault_of_a_bad_page_is_found(host: str, top: Path) -> None:
    (top / "bad").mkdir()
    (top / "bad" / "index.html").write_text(BAD)
    (top / "bad" / "bad.css").write_text(BAD_STYLE)
    found = "\n".join(map(str, look.sweep(host + "bad/", ["index.html"], frozenset())))
    for words in (
        "html-has-lang",
        "document-title",
        "image-alt",
        "color-contrast: .pale",
        "color-contrast-enhanced: .greyish",
        "the page is 408 wide: <div.wide>",
        "<a> “x” is",
        "<button> “.” is 10 × 10, less than 44",
        "style-src-attr refused inline",
        "img-src refused https://elsewhere.example",
    ):
        assert words in found, f"{words} is not in\n{found}"


def test_a_missing_file_and_another_host_are_noticed(host: str, top: Path) -> None:
    (top / "far").mkdir()
    (top / "far" / "index.html").write_text(
        '<!doctype html><title>x</title><link rel="stylesheet" href="none.css">'
        '<img alt="" src="../deep/none.png">'
    )
    found = "\n".join(map(str, look.sweep(host + "far/", ["index.html"], frozenset())))
    assert f"gets 404 for {host}far/none.css" in found
    assert f"asks for {host}deep/none.png" in found
