"""Reads an uploaded form piece by piece, so that a file passes through without being held."""

from collections.abc import Iterator
from typing import IO

from werkzeug.exceptions import BadRequest, HTTPException
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import NEED_DATA, Data, Epilogue, Event, Field, File, MultipartDecoder

PIECE = 64 << 10
MOST_BUFFER = 4 * PIECE
MOST_FIELD = 4096
"""Bytes of a plain field in an upload form, such as its token."""
MOST_PARTS = 20
AFTER_EDGE = 4
"""Bytes that tell a final boundary (`--`) from one between two parts (line end)."""


class UploadForm:
    """The fields that come before the file, then the file: its name and its content in pieces."""

    def __init__(self, stream: IO[bytes], content_type: str) -> None:
        kind, options = parse_options_header(content_type)
        if kind != "multipart/form-data" or "boundary" not in options:
            raise BadRequest
        self._stream = stream
        self._edge = b"--" + options["boundary"].encode()
        self._decoder = MultipartDecoder(options["boundary"].encode(), MOST_BUFFER, max_parts=MOST_PARTS)
        self.fields: dict[str, str] = {}
        self.file_name = ""
        self._read_fields()

    def _events(self) -> Iterator[Event]:
        try:
            while True:
                event = self._decoder.next_event()
                if event is NEED_DATA:
                    self._feed()
                    continue
                yield event
                if isinstance(event, Epilogue):
                    return
        except ValueError as error:
            raise BadRequest from error

    def _feed(self) -> None:
        """Hand on the next piece. werkzeug adds a byte to a file whose final boundary is cut right after its name."""
        ended = False
        while not ended:
            piece = self._stream.read(PIECE)
            ended = not piece
            self._decoder.receive_data(piece or None)
            at = self._decoder.buffer.rfind(self._edge)
            if at < 0 or len(self._decoder.buffer) - at - len(self._edge) >= AFTER_EDGE:
                return

    def _read_fields(self) -> None:
        name, text = "", b""
        for event in self._events():
            if isinstance(event, File):
                self.file_name = event.filename
                return
            if isinstance(event, Field):
                name, text = event.name, b""
            elif isinstance(event, Data):
                text += event.data
                if len(text) > MOST_FIELD:
                    raise BadRequest
                if not event.more_data:
                    self.fields[name] = text.decode("utf-8", "replace")

    def content(self) -> Iterator[bytes]:
        """The file in pieces; raises BadRequest if the browser stops in the middle."""
        for event in self._events():
            if not isinstance(event, Data):
                return
            if event.data:
                yield event.data
            if not event.more_data:
                return

    def drain(self, most: int) -> None:
        """Read on to the end, at most `most` bytes, so that the browser gets to see the answer."""
        drain(self._stream, most)


def drain(stream: IO[bytes], most: int) -> None:
    """Read what the browser still sends, at most `most` bytes."""
    try:
        while most > 0 and (piece := stream.read(PIECE)):
            most -= len(piece)
    except (OSError, HTTPException):
        return
