"""The preview builds, serves, rebuilds and shows mistakes on the page."""

from __future__ import annotations

import re
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest

from riweb import breakdown, preview
from riweb.build.inputs import Options
from riweb.cli import main
from riweb.exports import feed

HERE = Path(__file__).parent


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of a running preview of the minimal site, and its plan.yaml."""
    shutil.copytree(HERE / "plans" / "minimal", tmp_path / "content")
    options = Options(tmp_path / "content", tmp_path / "site", formats=(), jobs=1)
    report = partial(breakdown.report, words=["serve"], work=tmp_path / ".riweb")
    serving = preview.serve(options, 0, lambda line: None, report)
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


def test_a_mistake_in_a_template_is_told_on_the_page_and_the_preview_lives(
    site: tuple[str, Path],
) -> None:
    address, plan = site
    foot = plan.parents[3] / "templates/frame/foot.html"
    foot.parent.mkdir(parents=True)
    foot.write_text("<p>\n{{ sight.title }}")
    until(lambda: "templates/frame/foot.html:2" in page(address))
    assert "First plan" in page(address)
    foot.write_text((HERE.parent / "templates/frame/foot.html").read_text() + "<p>Mended</p>")
    until(lambda: "Mended" in page(address) and "foot.html:2" not in page(address))


@pytest.mark.parametrize("what", ["content", "content/plans", "content/plans/first/plan.yaml"])
def test_what_goes_away_is_told_and_comes_back(site: tuple[str, Path], what: str) -> None:
    address, plan = site
    path = plan.parents[3] / what
    path.rename(plan.parents[3] / "away")
    until(lambda: "preview-problems" in page(address))
    assert "First plan" in page(address), "the last good site stays"
    (plan.parents[3] / "away").rename(path)
    until(lambda: "preview-problems" not in page(address))


def test_folders_that_come_and_go_all_the_time_do_not_end_the_preview(
    site: tuple[str, Path],
) -> None:
    address, plan = site
    for _ in range(300):
        for name in ("chapters", "images", "chapters/deep"):
            (plan.parent / name).mkdir(parents=True, exist_ok=True)
        for number in range(5):
            (plan.parent / f"chapters/{number:02}-x.md").write_text("# Words\n\nWords.\n")
        shutil.rmtree(plan.parent / "chapters")
        shutil.rmtree(plan.parent / "images")
    plan.write_text(plan.read_text().replace("First plan", "Plan that is left"))
    until(lambda: "Plan that is left" in page(address))
    until(lambda: "preview-problems" not in page(address))


def test_a_site_that_is_removed_is_built_again(site: tuple[str, Path]) -> None:
    address, plan = site
    shutil.rmtree(plan.parents[3] / "site")

    def is_back() -> bool:
        try:
            return "First plan" in page(address)
        except urllib.error.HTTPError:
            return False

    until(is_back)


def test_a_mistake_of_riweb_itself_is_told_as_its_own_and_the_preview_goes_on(
    site: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, plan = site

    def fails(scene: object) -> None:
        raise ZeroDivisionError("a cause nobody thought of")

    with monkeypatch.context() as broken:
        broken.setattr(feed, "write", fails)
        plan.write_text(plan.read_text().replace("First plan", "Second plan"))
        until(lambda: "riweb itself has made a mistake." in page(address))
        assert "Your content is not at fault." in page(address)
        assert "First plan" in page(address), "the last good site stays"
        (report,) = (plan.parents[3] / ".riweb/reports").iterdir()
        assert f"A report is in {report}. It holds no text of yours." in page(address)
        text = report.read_text()
        assert "watching the content for changes" in text and "Asked for: riweb serve" in text
        assert "ZeroDivisionError: a cause nobody thought of" in text and "riweb/preview.py" in text
    plan.write_text(plan.read_text().replace("Second plan", "Third plan"))
    until(lambda: "Third plan" in page(address) and "riweb itself" not in page(address))


def test_a_mistake_of_riweb_in_its_watching_is_reported_once_and_the_preview_goes_on(
    site: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, plan = site

    def fails(options: Options) -> None:
        raise ZeroDivisionError("a cause nobody thought of")

    with monkeypatch.context() as broken:
        broken.setattr(preview.inputs, "look", fails)
        until(lambda: "riweb itself has made a mistake." in page(address))
        time.sleep(4 * preview.LOOK_SECONDS)
    (report,) = (plan.parents[3] / ".riweb/reports").iterdir()
    assert str(report) in page(address)
    plan.write_text(plan.read_text().replace("First plan", "Second plan"))
    until(lambda: "Second plan" in page(address) and "riweb itself" not in page(address))


def test_a_message_is_shown_whatever_the_tags_of_a_page_look_like() -> None:
    shown = preview.Shown(3, "1 problem.", "site.yaml")
    for text in ("<BODY class='x'>words</BODY>", "<p>no body", "<body\n>words"):
        made = shown.on(text)
        assert "1 problem." in made and "preview.js?turn=3" in made, text
        assert made.index("<p" if "<p>" in text else ">") < made.index("1 problem.")


def answer(address: str, hosts: list[str], path: str = "/", verb: str = "GET") -> tuple[int, bytes]:
    """Return the status and content of an answer to a request with these Host lines."""
    there = HTTPConnection(urlsplit(address).netloc, timeout=10)
    there.putrequest(verb, path, skip_host=True)
    for host in hosts:
        there.putheader("Host", host)
    there.endheaders()
    found = there.getresponse()
    return found.status, found.read()


def test_only_a_name_of_this_machine_with_the_port_is_answered(site: tuple[str, Path]) -> None:
    address, _ = site
    port = urlsplit(address).port
    for name in ("127.0.0.1", "localhost", "[::1]", "LocalHost"):
        assert answer(address, [f"{name}:{port}"])[0] == 200, name
    strangers = [
        [],
        [""],
        ["127.0.0.1"],
        ["localhost"],
        [f"127.0.0.1:{int(port or 0) + 1}"],
        ["evil.example"],
        [f"evil.example:{port}"],
        [f"localhost.evil.example:{port}"],
        [f"127.0.0.1.evil.example:{port}"],
        [f"evil.example:80@localhost:{port}"],
        [f"localhost:{port}", f"evil.example:{port}"],
    ]
    for hosts in strangers:
        for path in ("/", "/first/", "/plans.json", "/-preview/preview.js", "/-preview/events"):
            for verb in ("GET", "HEAD", "POST"):
                assert answer(address, hosts, path, verb) == (421, b""), (hosts, path, verb)


def test_no_page_of_another_site_may_take_in_what_the_preview_answers(
    site: tuple[str, Path],
) -> None:
    for path in ("", "first/", "assets/site.css", "plans.json", "-preview/preview.js"):
        with urllib.request.urlopen(site[0] + path, timeout=10) as found:
            assert found.headers["Cross-Origin-Resource-Policy"] == "same-origin", path
            assert found.headers["Cache-Control"] == "no-store", path


@pytest.mark.parametrize(
    "port", ["80000", "65536", "-1", "-80000", "eight", "", "8e3", "٨٠", "9" * 5000]
)
def test_what_is_no_port_is_told_in_a_plain_sentence(
    port: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--port", port])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "is no port. Write a number from 1 to 65535, such as 8000." in said
    assert "Traceback" not in said
