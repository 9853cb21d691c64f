"""Identifiers: UUIDv7 (RFC 9562), so that ids sort by time and never collide between processes."""

import os
import time
from uuid import UUID


def new_id() -> UUID:
    """A fresh UUIDv7: 48 bits of Unix milliseconds, 12 of what is beyond them, 62 random bits of the operating system.

    So what one process makes within a millisecond sorts by time too (RFC 9562, section 6.2, method 3).
    """
    milliseconds, beyond = divmod(time.time_ns(), 1_000_000)
    value = milliseconds << 80 | (beyond * 4096 // 1_000_000) << 64 | int.from_bytes(os.urandom(8), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)
