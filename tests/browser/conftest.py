"""The sites, served from folders below the top of a host, and a browser to look at them with."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import look
import pytest
from playwright.sync_api import Browser
from sites import Built


class Handler(SimpleHTTPRequestHandler):
    """Serves files and says nothing; a wrong address gets the page that its site has for that."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *words: object) -> None:
        """Keep the terminal for the tests."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the nearest 404.html above the address that was asked for."""
        folder = Path(self.translate_path(self.path))
        above = [one / "404.html" for one in folder.parents if (one / "404.html").is_file()]
        body = above[0].read_bytes() if above else b"Not found"
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def host(top: Path) -> Iterator[str]:
    """The address of a web server with the sites below it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(top)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def address(host: str, top: Path, site: Built) -> str:
    """Where the whole site is served."""
    return host + site.output.relative_to(top).as_posix() + "/"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser for the tests that touch a page."""
    with look.browser() as found:
        yield found
