"""The preview builds, serves, rebuilds and shows mistakes on the page."""

from __future__ import annotations

import re
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from riweb import preview
from riweb.pipeline.inputs import Options

HERE = Path(__file__).parent


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of a running preview of the minimal site, and its plan.yaml."""
    shutil.copytree(HERE / "plans" / "minimal", tmp_path / "content")
    options = Options(tmp_path / "content", tmp_path / "site", formats=(), jobs=1)
    serving = preview.serve(options, 0, lambda line: None)
    address = next(serving)
    # The rest of the loop watches the folder; it ends with the test's process.
    Thread(target=lambda: next(serving), daemon=True).start()
    yield address, tmp_path / "content/plans/first/plan.yaml"


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())


def until(is_so: Callable[[], bool]) -> None:
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come about in a minute")


def test_an_edit_shows_and_a_mistake_is_told_on_the_page(site: tuple[str, Path]) -> None:
    address, plan = site
    assert "First plan" in page(address)
    good = plan.read_text()

    plan.write_text(good.replace("First plan", "Second plan"))
    until(lambda: "Second plan" in page(address))

    plan.write_text(good.replace("2025-12", "soonish"))
    until(lambda: "“soonish” is not a date we understand." in page(f"{address}first/"))
    assert "Second plan" in page(address), "the last good site stays"
    assert "sections[0].actions[0].due" in page(address)

    plan.write_text(good)
    until(lambda: "soonish" not in page(address) and "First plan" in page(address))


def test_pages_are_loaded_again_after_a_build(site: tuple[str, Path]) -> None:
    address, plan = site
    turn = re.search(r"preview\.js\?turn=(\d+)", page(address))
    assert turn
    plan.write_text(plan.read_text().replace("First plan", "Third plan"))
    assert "event: built" in page(f"{address}-preview/events?turn={turn[1]}")


def test_an_address_that_is_not_there_shows_the_site_s_own_page(site: tuple[str, Path]) -> None:
    with pytest.raises(urllib.error.HTTPError) as found:
        page(f"{site[0]}nowhere/")
    assert found.value.code == 404
    assert "There is no page at this address" in found.value.read().decode()


def test_nothing_outside_the_site_is_served(site: tuple[str, Path]) -> None:
    with pytest.raises(urllib.error.HTTPError):
        page(f"{site[0]}../content/site.yaml")
