"""The built page on a loopback port, as Trunk.toml and the tests in Chromium serve it: right types, strict policy."""

import functools
import json
import re
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).resolve().parents[2]
POLICY = re.search(r'^Content-Security-Policy = "(.*)"$', (ROOT / "Trunk.toml").read_text("utf-8"), re.MULTILINE)[1]
# The browser tells the server what the policy refused: no driver of WebKit's shows a page's complaints.
REPORTS = "/refused-by-the-policy"


class Server:
    """Serves a folder until `stop`; `complaints` holds what the policy refused, what was not found, what pages told."""

    def __init__(self, folder):
        self.complaints = []
        self.gone = Event()
        handler = functools.partial(Handler, self.complaints, self.gone, directory=str(folder))
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.http.daemon_threads = True
        # Loopback is a secure context: IndexedDB, Web Locks and crypto.subtle are as under https.
        self.url = f"http://127.0.0.1:{self.http.server_port}/"
        Thread(target=self.http.serve_forever, daemon=True).start()

    def stop(self):
        """From now on the page is offline. May be called again."""
        self.gone.set()
        self.http.shutdown()
        self.http.server_close()


class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = {
        "": "application/octet-stream",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript",
        ".css": "text/css",
        ".wasm": "application/wasm",
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".webmanifest": "application/manifest+json",
    }

    def __init__(self, complaints, gone, *arguments, **named):
        self.complaints, self.gone = complaints, gone
        super().__init__(*arguments, **named)

    def parse_request(self):
        # A browser's open connections would outlive the server.
        if self.gone.is_set():
            self.close_connection = True
            return False
        return super().parse_request()

    def end_headers(self):
        self.send_header("Content-Security-Policy", f"{POLICY}; report-uri {REPORTS}")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.complaints.append(f"refused by the policy: {json.loads(body)}" if self.path == REPORTS else body.decode())
        self.send_response(204)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def send_error(self, code, message=None, explain=None):
        # A browser that looks for its usual icon says nothing about the page.
        if not self.path.startswith("/favicon.ico"):
            self.complaints.append(f"{code}: {self.command} {self.path}")
        super().send_error(code, message, explain)

    def log_message(self, *_):
        pass
