"""The web server: this machine only, files from memory, a panel of errors and a script added to each page."""

from __future__ import annotations

import errno
import mimetypes
import secrets
import sys
import traceback
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath
from threading import Event, Thread
from urllib.parse import quote, unquote, urlsplit

from ..errors import BuilderError
from ..templating import render
from .live import FAULT, Live

LOOPBACK = "127.0.0.1"
STATE = "/.vitrine/etat"
PERIOD = 0.1  # seconds between two looks at the files
TYPES = {
    ".atom": "application/atom+xml",
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".md": "text/markdown",
    ".woff2": "font/woff2",
}
HTML, TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"


def serve(live: Live, port: int, started: Callable[[str], None], looked: Callable[[Live], None]) -> None:
    """Show the site at a port of this machine until Ctrl+C; 0 is any free port.

    `started` is told the address, `looked` is called whenever files have changed. BuilderError when the port
    cannot be had.
    """
    server = _Server(live, port)
    stop = Event()
    live.look()
    looked(live)
    watcher = Thread(target=_watch, args=(live, stop, looked), daemon=True)
    watcher.start()
    started(server.address)
    try:
        server.serve_forever(poll_interval=0.1)
    except KeyboardInterrupt:
        pass  # the usual way to stop it
    finally:
        stop.set()
        server.server_close()


def _watch(live: Live, stop: Event, looked: Callable[[Live], None]) -> None:
    while not stop.wait(PERIOD):
        if live.look():
            looked(live)


class _Server(ThreadingHTTPServer):
    """A server for one site in memory; whoever asks for it by another name than this machine's is refused."""

    def __init__(self, live: Live, port: int) -> None:
        try:
            super().__init__((LOOPBACK, port), partial(_Answer, live, secrets.token_hex(8)))
        except OSError as error:
            raise BuilderError(_no_port(port, error)) from error

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that left before the end is no news; anything else is our fault, and shows."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    @property
    def address(self) -> str:
        return f"http://{LOOPBACK}:{self.server_port}/"


def _no_port(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        why = "est déjà pris, peut-être par un autre « vitrine serve »"
    else:
        why = f"ne peut pas servir ({error.strerror})"
    other = port + 1 if port < 65_535 else 8000
    return f"Le port {port} {why}. Choisissez-en un autre, par exemple --port {other}."


class _Answer(BaseHTTPRequestHandler):
    """The answer to one browser."""

    protocol_version = "HTTP/1.1"  # one connection for the page and all that it asks next
    server: _Server

    def __init__(self, live: Live, run: str, *about: object) -> None:
        self._live, self._run = live, run
        super().__init__(*about)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """A file of the site, or whether there is something new to show."""
        path = unquote(urlsplit(self.path).path)
        if not self._for_us():
            self._send(HTTPStatus.FORBIDDEN, TEXT, REFUSED.encode())
        elif path == STATE:
            self._send(HTTPStatus.OK, TEXT, self._state().encode())
        else:
            self._send_file(path.strip("/"), folder=path.endswith("/"))

    do_HEAD = do_GET  # noqa: N815

    def _for_us(self) -> bool:
        """Whether the browser knows whom it talks to: a foreign name may lead here too (DNS rebinding)."""
        port = self.server.server_port
        names = {f"{name}:{port}" for name in (LOOPBACK, "localhost")}
        return self.headers.get("Host", "") in names | ({LOOPBACK, "localhost"} if port == 80 else set())

    def _state(self) -> str:
        return f"{self._run}-{self._live.showing.number}"

    def _send_file(self, path: str, *, folder: bool) -> None:
        state, errors = self._state(), self._live.showing.errors
        file = f"{path}/index.html".lstrip("/") if folder else path
        content, trace = self._content(file)
        if content is not None and not file.endswith(".html"):
            self._send(HTTPStatus.OK, _type(file), content)
        elif content is not None:
            self._send_page(HTTPStatus.OK, content, state, errors)
        elif trace:
            self._send_page(HTTPStatus.INTERNAL_SERVER_ERROR, _empty("Erreur"), state, (*errors, *trace))
        elif not folder and self._content(f"{path}/index.html")[0]:
            self._redirect(f"/{quote(path)}/")
        else:
            missing = self._content("404.html")[0] or _empty("Rien à montrer encore")
            self._send_page(HTTPStatus.NOT_FOUND, missing, state, errors)

    def _content(self, path: str) -> tuple[bytes | None, tuple[str, ...]]:
        """The bytes of a file, if the site has it, and what went wrong while it was made."""
        try:
            return self._live.showing.files.content(path, self._live.places), ()
        except Exception as error:  # of a template, most often: it is shown, and the server goes on
            return None, (FAULT, "".join(traceback.format_exception(error)))

    def _send_page(self, status: HTTPStatus, page: bytes, state: str, errors: tuple[str, ...]) -> None:
        panel = str(render("serve/panneau.html", "", errors=errors, address=STATE, state=state)).encode()
        before, end, after = page.rpartition(b"</body>")
        self._send(status, HTML, before + panel + end + after if end else page)

    def _redirect(self, address: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the terminal says what changes in the data."""


REFUSED = "Ce serveur ne répond qu’à l’adresse qu’il a donnée à son démarrage.\n"


def _empty(title: str) -> bytes:
    return str(render("serve/attente.html", "", title=title)).encode()


def _type(path: str) -> str:
    suffix = PurePosixPath(path).suffix
    kind = TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    texts = kind.startswith("text/") or kind in ("application/json", "application/xml")
    return f"{kind}; charset=utf-8" if texts else kind
