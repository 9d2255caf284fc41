"""Serve the site locally and rebuild on change."""

from __future__ import annotations

import html
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Thread
from urllib.parse import urlsplit

from riweb import shipped
from riweb.pipeline import build, inputs
from riweb.pipeline.inputs import Options
from riweb.problems import Problem, Refused, counted

# Only this machine may look: content is not published yet.
HOST = "127.0.0.1"

# How often the folders are looked at; a save shows well within a second.
LOOK_SECONDS = 0.3

# An event stream is opened anew by the browser after this long, so that none is left behind.
STREAM_SECONDS = 30.0

NOTHING_YET = (
    "<!doctype html><html lang=en><title>Preview</title>"
    "<body><main><h1>The site cannot be built yet</h1></main></body></html>"
)


class Preview:
    """A site that is built again whenever its content changes.

    The last good site stays when an edit has a problem; the problem is shown on every page.
    """

    def __init__(self, options: Options, tell: Callable[[str], None]) -> None:
        self.options = options
        self.tell = tell
        self.problems: tuple[Problem, ...] = ()
        self.turn = 0
        self.seen: dict[Path, inputs.Written] = {}
        self.changed = Condition()

    def build(self) -> None:
        """Build once and wake every page that waits."""
        # Looked at before it is read: an edit that comes meanwhile is one more change.
        self.seen = inputs.look(self.options)
        try:
            result = build.run(self.options, lambda line: None)
            self.problems = ()
            self.tell(f"Built: {counted(result.pages, 'page')}.")
        except Refused as refused:
            self.problems = refused.problems
            self.tell("\n\n".join(map(str, self.problems)))
            self.tell(f"{counted(len(self.problems), 'problem')}. The last good site stays.")
        with self.changed:
            self.turn += 1
            self.changed.notify_all()

    def watch(self) -> None:
        """Build again after each change; never returns."""
        while True:
            time.sleep(LOOK_SECONDS)
            if inputs.look(self.options) != self.seen:
                # Later builds stay in this process: it has threads, which do not fork well.
                self.options = replace(self.options, jobs=1)
                self.build()

    def wait(self, seen: int) -> bool:
        """Wait for a newer build than `seen`; False when none came in time."""
        with self.changed:
            return self.changed.wait_for(lambda: self.turn > seen, STREAM_SECONDS)

    def page(self, text: str) -> str:
        """Return a page with the preview's script, and with the problems if there are any."""
        head = '<link rel="stylesheet" href="/-preview/preview.css">'
        script = f'<script src="/-preview/preview.js?turn={self.turn}"></script>'
        if self.problems:
            words = html.escape("\n\n".join(map(str, self.problems)))
            title = f"{counted(len(self.problems), 'problem')}. This is the last good site."
            shown = (
                '<section class="preview-problems" role="alert">'
                f"<h2>{title}</h2><pre>{words}</pre></section>"
            )
            text = text.replace("<body>", f"<body>{shown}", 1)
        return text.replace("</title>", f"</title>{head}", 1).replace(
            "</body>", f"{script}</body>", 1
        )


class _Handler(SimpleHTTPRequestHandler):
    """Serves output/ with the preview's script in each page."""

    def __init__(self, *args: object, preview: Preview, **more: object) -> None:
        self.preview = preview
        super().__init__(*args, directory=str(preview.options.output), **more)  # type: ignore[arg-type]

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
        status, text = 200, NOTHING_YET
        if not path.is_file():
            status, path = 404, self.preview.options.output / "404.html"
        if path.is_file():
            text = path.read_text(encoding="utf-8")
        self._send(status, "text/html; charset=utf-8", self.preview.page(text).encode())

    def _own(self, name: str) -> None:
        kinds = {"preview.js": "text/javascript", "preview.css": "text/css"}
        if name not in kinds:
            return self.send_error(404)
        content = shipped.find(f"preview/{name}", None).read_bytes()
        return self._send(200, f"{kinds[name]}; charset=utf-8", content)

    def _send(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def _events(self, seen: str) -> None:
        """Send one event when the site was built again after the turn that the page shows."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.preview.wait(int(seen) if seen.isdigit() else self.preview.turn):
            self.wfile.write(b"event: built\ndata: again\n\n")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


class _Server(ThreadingHTTPServer):
    """A server whose threads end with it."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a browser has gone away."""


def serve(options: Options, port: int, tell: Callable[[str], None]) -> Iterator[str]:
    """Build, serve and rebuild until stopped.

    Yields:
        The address to open, once; then runs for as long as it is read from.

    Raises:
        OSError: when the port is taken.
    """
    preview = Preview(options, tell)
    with _Server((HOST, port), partial(_Handler, preview=preview)) as server:
        preview.build()
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://{HOST}:{server.server_port}/"
            preview.watch()
        finally:
            server.shutdown()
