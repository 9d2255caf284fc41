"""Serve the site locally and rebuild on change."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Thread
from urllib.parse import urlsplit

from riweb import breakdown, resources
from riweb.build import inputs, whole
from riweb.build.inputs import Options
from riweb.problems import Refused, counted

# Only this machine may look: content is not published yet.
HOST = "127.0.0.1"

# What a browser on this machine calls it. Any page of the web can give a name of its own to our
# address, and would then be taken for a page of the preview that may read all of it.
NAMES = ("127.0.0.1", "localhost", "[::1]")

# How often the folders are looked at; a save shows well within a second.
LOOK_SECONDS = 0.3

# An event stream is opened anew by the browser after this long, so that none is left behind.
STREAM_SECONDS = 30.0
NOTHING_YET = (
    "<!doctype html><html lang=en><title>Preview</title>"
    "<body><main><h1>The site cannot be built yet</h1></main></body></html>"
)

# Writes the report of a mistake of riweb, and returns what to tell of it.
ReportWriter = Callable[[Exception], breakdown.BreakdownReport]
OURS = "riweb itself has made a mistake."
NOT_YOURS = "Your content is not at fault."
GOES_ON = "The preview goes on: the next change is built again."


@dataclass(frozen=True)
class Shown:
    """What the preview adds to each page.

    Args:
        turn: how many builds there were.
        wrong: what went wrong in the last one, in a line; empty where nothing did.
        words: all that there is to say of it.
    """

    turn: int = 0
    wrong: str = ""
    words: str = ""

    def on(self, page: str) -> str:
        """Return a page with the preview's script, and with what went wrong."""
        head = '<link rel="stylesheet" href="/-preview/preview.css">'
        script = f'<script src="/-preview/preview.js?turn={self.turn}"></script>'
        page = page.replace("</title>", f"</title>{head}", 1)
        if self.wrong:
            # The script fills in what is read aloud, since only a change is.
            message = (
                '<section class="preview-problems" lang="en" aria-label="Preview"><details open>'
                f"<summary>{html.escape(self.wrong)}</summary>"
                f'<pre>{html.escape(self.words)}</pre></details><p role="alert"></p></section>'
            )
            page = _put(message, page, r"<body\b[^>]*>", is_after=True)
        return _put(script, page, "</body>", is_after=False)


def _put(words: str, page: str, tag: str, is_after: bool) -> str:
    """Return a page with something after or before a tag, or at its end where it has no such."""
    found = re.search(tag, page, re.IGNORECASE)
    place = len(page) if not found else found.end() if is_after else found.start()
    return page[:place] + words + page[place:]


class Preview:
    """A site that is built again whenever its content changes.

    The last good site stays when an edit has a problem; the problem is shown on every page.

    Args:
        report: writes the report of a mistake of riweb.
    """

    def __init__(self, options: Options, tell: Callable[[str], None], report: ReportWriter) -> None:
        self.options = options
        self.tell = tell
        self.report = report
        self.shown = Shown()
        self.seen: dict[Path, inputs.Written] = {}
        self.has_site = False
        # Where in the code riweb made a mistake that is shown now.
        self.broken = ""
        self.changed = Condition()

    def build(self) -> None:
        """Build once and wake every page that waits.

        Raises:
            Exception: where riweb itself makes a mistake.
        """
        wrong = words = ""
        try:
            # Looked at before it is read: an edit that comes meanwhile is one more change.
            self.seen = inputs.look(self.options)
            result = whole.run(self.options, lambda line: None)
            good = f"Built: {counted(result.pages, 'page')}."
        except Refused as refused:
            wrong = f"{counted(len(refused.problems), 'problem')}."
            words = "\n\n".join(map(str, refused.problems))
        self.broken = ""
        self._show(wrong, words)
        self.tell(f"{words}\n\n{wrong} The last good site stays." if wrong else good)

    def _show(self, wrong: str, words: str) -> None:
        self.has_site = self.options.output.is_dir()
        if wrong and self.has_site:
            wrong += " This is the last good site."
        with self.changed:
            self.shown = Shown(self.shown.turn + 1, wrong, words)
            self.changed.notify_all()

    def watch(self) -> None:
        """Build again after each change; never returns."""
        # Later builds stay in this process: it has threads, which do not fork well.
        self.options = replace(self.options, jobs=1)
        while True:
            time.sleep(LOOK_SECONDS)
            try:
                with breakdown.during("watching the content for changes"):
                    if self._is_changed():
                        self.build()
            except BrokenPipeError:
                raise  # nobody reads what we print any more
            except Exception as error:  # noqa: BLE001 (whatever it is, the next change may be built)
                self._report(error)

    def _report(self, error: Exception) -> None:
        """Report a mistake of riweb, once for as long as it stays the same."""
        trace = breakdown.of(error).trace
        if trace == self.broken:
            return
        self.broken = trace
        found = self.report(error)
        words = "\n".join((NOT_YOURS, *found.particulars(), "", GOES_ON))
        self._show(OURS, words)
        self.tell(f"{OURS}\n{words}")

    def _is_changed(self) -> bool:
        """Tell whether there is something to build, or the site has gone."""
        try:
            is_gone = self.has_site and not self.options.output.is_dir()
            return is_gone or inputs.look(self.options) != self.seen
        except OSError:
            # The folder that we were started in is not there; it may come back.
            return False

    def wait(self, seen: int) -> bool:
        """Wait for another build than `seen`; False when none came in time."""
        with self.changed:
            return self.changed.wait_for(lambda: self.shown.turn != seen, STREAM_SECONDS)


class _Handler(SimpleHTTPRequestHandler):
    """Serves output/ with the preview's script in each page."""

    def __init__(self, *args: object, preview: Preview, **more: object) -> None:
        self.preview = preview
        super().__init__(*args, directory=str(preview.options.output), **more)  # type: ignore[arg-type]

    def parse_request(self) -> bool:
        """Take only what is asked of this machine by a name of its own."""
        if not super().parse_request():
            return False
        host, port = self.headers.get_all("Host", []), self.connection.getsockname()[1]
        known = {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == 80 else set())
        if len(host) == 1 and host[0].strip().lower() in known:
            return True
        self.send_response(HTTPStatus.MISDIRECTED_REQUEST)
        self.send_header("Content-Length", "0")
        super().end_headers()
        self.close_connection = True
        return False

    def end_headers(self) -> None:
        """Let nobody keep an answer, and no page of another site take it in."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        super().end_headers()

    def do_GET(self) -> None:
        place = urlsplit(self.path)
        if place.path == "/-preview/events":
            return self._events(place.query.removeprefix("turn="))
        if place.path.startswith("/-preview/"):
            return self._own(place.path.rsplit("/", 1)[1])
        path = Path(self.translate_path(self.path))
        if place.path.endswith("/"):
            path = path / "index.html"
        if path.suffix in (".html", ""):
            return self._page(path)
        return super().do_GET()

    def _page(self, path: Path) -> None:
        # Looked at before the file is read: a build in between has the page loaded again.
        shown, status = self.preview.shown, HTTPStatus.OK
        text = _text(path)
        if text is None:
            status = HTTPStatus.NOT_FOUND
            text = _text(self.preview.options.output / "404.html") or NOTHING_YET
        self._send(status, "text/html; charset=utf-8", shown.on(text).encode())

    def _own(self, name: str) -> None:
        kinds = {"preview.js": "text/javascript", "preview.css": "text/css"}
        if name not in kinds:
            return self.send_error(404)
        content = resources.find(f"preview/{name}", None).read_bytes()
        return self._send(200, f"{kinds[name]}; charset=utf-8", content)

    def _send(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _events(self, seen: str) -> None:
        """Send one event when the site was built again after the turn that the page shows."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        if self.preview.wait(int(seen) if seen.isdecimal() else self.preview.shown.turn):
            self.wfile.write(b"event: built\ndata: again\n\n")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


def _text(path: Path) -> str | None:
    """Return the text of a page; None where it is not there, or no more."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None


class _Server(ThreadingHTTPServer):
    """A server whose threads end with it."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a browser has gone away."""


def serve(
    options: Options, port: int, tell: Callable[[str], None], report: ReportWriter
) -> Iterator[str]:
    """Build, serve and rebuild until stopped.

    Args:
        report: writes the report of a mistake of riweb that is met while it watches.

    Yields:
        The address to open, once; then runs for as long as it is read from.

    Raises:
        OSError: when the port is taken.
        Exception: where riweb itself makes a mistake in the first build. Later ones are reported
            and shown.
    """
    preview = Preview(options, tell, report)
    with _Server((HOST, port), partial(_Handler, preview=preview)) as server:
        preview.build()
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://{HOST}:{server.server_port}/"
            preview.watch()
        finally:
            server.shutdown()
