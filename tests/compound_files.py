"""Compound files, as office programs wrote their documents before 2007, byte by byte ([MS-CFB], [MS-OLEPS])."""

import struct

SECTOR, SMALL, LEAST = 512, 64, 4096
"""Bytes of a sector and of a small one, and of the shortest stream that has sectors of its own."""
_FREE, _LAST, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
"""What a table says of a sector: unused, the end of its chain, part of the table."""
_NUMBERS = {"title": 2, "author": 4, "last_author": 8, "program": 18, "slides": 7, "company": 15}
_TEXT, _NUMBER, _ENCODING = 30, 3, struct.pack("<IhH", 2, 936, 0)


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of these streams; short ones share a stream, as they do in documents."""
    small = {name: content for name, content in streams.items() if len(content) < LEAST}
    shared, small_table, small_starts = _chained(list(small.values()), SMALL, 0)
    large = {name: content for name, content in streams.items() if name not in small}
    directory = bytes(128 * (len(streams) + 1))
    table_of_small = struct.pack(f"<{len(small_table)}I", *small_table)
    contents, table, starts = _chained([directory, table_of_small, shared, *large.values()], SECTOR, 1)
    at = dict(zip(large, starts[3:], strict=True)) | dict(zip(small, small_starts, strict=True))
    entries = [_entry("Root Entry", 5, starts[2], len(shared), child=1)]
    for n, (name, content) in enumerate(streams.items(), 1):
        entries.append(_entry(name, 2, at[name], len(content), right=n + 1 if n < len(streams) else _FREE))
    numbers = (1, starts[0], 0, LEAST, starts[1], 1 if small else 0, _LAST, 0)
    head = struct.pack("<8s16x5H6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, *numbers)
    table = [_TABLE, *table, *[_FREE] * (SECTOR // 4 - 1 - len(table))]
    contents = (
        b"".join(entries).ljust(len(_padded(directory, SECTOR)), b"\0") + contents[len(_padded(directory, SECTOR)) :]
    )
    return head + struct.pack("<109I", 0, *[_FREE] * 108) + struct.pack(f"<{len(table)}I", *table) + contents


def properties(**said: bytes | int) -> bytes:
    """The stream in which a document says what it is, its words in the encoding of simplified Chinese."""
    values = {1: _ENCODING} | {_NUMBERS[name]: _value(value) for name, value in said.items()}
    places, at = b"", 8 + 8 * len(values)
    for number, value in values.items():
        places += struct.pack("<2I", number, at)
        at += len(value)
    section = struct.pack("<2I", at, len(values)) + places + b"".join(values.values())
    return struct.pack("<2HI16xI16xI", 0xFFFE, 0, 0, 1, 48) + section


def _value(value: bytes | int) -> bytes:
    if isinstance(value, int):
        return struct.pack("<2I", _NUMBER, value)
    return _padded(struct.pack("<2I", _TEXT, len(value) + 1) + value + b"\0", 4)


def _chained(contents: list[bytes], sector: int, first: int) -> tuple[bytes, list[int], list[int]]:
    """The contents one after the other in sectors, the table of their chains from `first` on, and where each starts."""
    table: list[int] = []
    starts: list[int] = []
    for content in contents:
        begin = first + len(table)
        starts.append(begin if content else _LAST)
        length = len(_padded(content, sector)) // sector
        table += [*range(begin + 1, begin + length), _LAST] if length else []
    return b"".join(_padded(content, sector) for content in contents), table, starts


def _padded(content: bytes, to: int) -> bytes:
    return content + bytes(-len(content) % to)


def _entry(name: str, kind: int, start: int, size: int, *, right: int = _FREE, child: int = _FREE) -> bytes:
    raw = name.encode("utf-16-le")
    tree = struct.pack("<HBB3I", len(raw) + 2, kind, 1, _FREE, right, child)
    return raw.ljust(64, b"\0") + tree + bytes(36) + struct.pack("<IQ", start, size)
