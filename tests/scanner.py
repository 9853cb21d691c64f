"""A virus scanner as small as can be: it speaks clamd's INSTREAM and finds the test file of the trade."""

import socketserver
import threading
from pathlib import Path
from typing import Any

FOUND = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class Clamd:
    """Runs until the block ends; `seen` is what was streamed to it, `answer` replaces its verdict."""

    def __init__(self, path: Path | None = None) -> None:
        self.seen: list[bytes] = []
        self.answer = b""
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                assert self.rfile.read(10) == b"zINSTREAM\0"
                content = b""
                while length := int.from_bytes(self.rfile.read(4)):
                    content += self.rfile.read(length)
                outer.seen.append(content)
                verdict = b"stream: Eicar-Test-Signature FOUND\0" if FOUND in content else b"stream: OK\0"
                self.wfile.write(outer.answer or verdict)

        kind: Any = socketserver.ThreadingUnixStreamServer if path else socketserver.ThreadingTCPServer
        self._server = kind(str(path) if path else ("127.0.0.1", 0), Handler)
        self.address = f"unix:{path}" if path else f"tcp://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "Clamd":
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
