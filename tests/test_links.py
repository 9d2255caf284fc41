"""The site works in any folder of a web server: every link is followed, as a browser does."""

from __future__ import annotations

import re
import threading
import urllib.request
from collections import deque
from collections.abc import Iterator
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin

import pytest
from sites import Built

LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
ID = re.compile(r'\sid="([^"]+)"')
CSS_LINK = re.compile(r'url\("?([^")]+)"?\)')

# The whole of content/, the smallest site, and one full of awkward signs.
SITES = ("site", "minimal", "awkward")


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *words: object) -> None:
        """Keep the terminal for the tests."""


@pytest.fixture(scope="module")
def host(top: Path) -> Iterator[str]:
    """The address of a web server with the sites in folders below it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(top)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


class Walk:
    """Follows every link from the first page of a site, as long as it stays on the server.

    Args:
        start: the address of the site's folder, with / at the end.
    """

    def __init__(self, start: str, host: str) -> None:
        self.start, self.host = start, host
        self.texts: dict[str, str] = {}
        self.faults: list[str] = []
        self.named: list[tuple[str, str, str]] = []
        self.waiting = deque([(start + "index.html", "the start")])
        while self.waiting:
            self._visit(*self.waiting.popleft())
        for page, address, place in self.named:
            if place not in ID.findall(self.texts[address]):
                self.faults.append(f"{page} links to {address}#{place}, which is not there")

    def _visit(self, address: str, origin: str) -> None:
        if address in self.texts:
            return
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                kind, content = answer.headers["Content-Type"], answer.read()
        except HTTPError as error:
            self.faults.append(f"{origin} links to {address}: {error.code}")
            error.close()
            return
        is_text = kind.startswith(("text/html", "text/css"))
        self.texts[address] = content.decode() if is_text else ""
        links = (CSS_LINK if kind.startswith("text/css") else LINK).findall(self.texts[address])
        for link in dict.fromkeys(map(unescape, links)):
            target, place = urldefrag(urljoin(address, link))
            if not target.startswith(self.host):
                continue
            if not target.startswith(self.start):
                self.faults.append(f"{address} links to {target}, outside its folder")
                continue
            self.waiting.append((target, address))
            if place and target.endswith(".html"):
                self.named.append((address, target, place))

    @property
    def seen(self) -> set[str]:
        """The files that were reached, from the top of the site."""
        return {address.removeprefix(self.start) for address in self.texts}


@pytest.mark.parametrize("name", SITES)
def test_every_link_leads_somewhere_in_the_folder_and_every_page_is_reached(
    name: str, host: str, top: Path, request: pytest.FixtureRequest
) -> None:
    built: Built = request.getfixturevalue(name)
    folder = built.output.relative_to(top).as_posix()
    assert folder.count("/") == 1, "the site stands in a folder below a folder"
    walk = Walk(f"{host}{folder}/", host)
    assert walk.faults == []
    # The pages for a wrong address are shown by the server alone.
    assert {path.rpartition("/")[2] for path in set(built.pages) - walk.seen} == {"404.html"}
    assert any(path.endswith(".woff2") for path in walk.seen)


def test_what_leads_nowhere_is_found(host: str, top: Path) -> None:
    folder = top / "lost" / "site"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(
        '<a href="no.html">a</a> <a href="/deep/x.html">b</a> <a href="two.html#no">c</a>'
    )
    (folder / "two.html").write_text('<link href="two.css"><h1 id="yes">x</h1>')
    (folder / "two.css").write_text("p { background: url(no.png) }")
    start = f"{host}lost/site/"
    assert sorted(Walk(start, host).faults) == [
        f"{start}index.html links to {host}deep/x.html, outside its folder",
        f"{start}index.html links to {start}no.html: 404",
        f"{start}index.html links to {start}two.html#no, which is not there",
        f"{start}two.css links to {start}no.png: 404",
    ]
