"""The binary frames of a listening leg over a socket: one stretch of sound, or a sketch of it, each.

::

    byte    0      1          5           9         11
            kind   sequence   timestamp   dropped   payload ...

All numbers are big-endian. The server answers some of them with an acknowledgement: kind and sequence.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Literal

from signaling.errors import ProtocolError

Kind = Literal["sound", "sketch"]

KINDS: dict[int, Kind] = {1: "sound", 2: "sketch"}
_CODES: dict[Kind, int] = {kind: code for code, kind in KINDS.items()}

HEAD = struct.Struct(">BIIH")
_ACK = struct.Struct(">BI")
_ACK_CODE = 0x81

MOST_PAYLOAD = 1_500
"""The longest payload in bytes: an Opus packet of 60 ms at 12 kbit/s has 90, at the most it can have 1,275 a
frame; a sketch has 50 a second."""

MOST_BYTES = HEAD.size + MOST_PAYLOAD

BYTES_A_HOP = 2
"""Of a sketch, as `cues.sketch` has it: a payload is a whole number of hops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One frame from a page.

    `sequence` counts what the page has made, sent or not; `timestamp` is of the start of it, in 48,000ths
    of a second of the page's own clock, and wraps as RTP's does. `dropped`: how many right before this one
    were made and not sent, because the line was too slow.
    """

    kind: Kind
    sequence: int
    timestamp: int
    dropped: int
    payload: bytes


def decode(data: bytes) -> Frame:
    """Read a frame.

    Raises
    ------
    ProtocolError
        `too_large` past `MOST_BYTES`; `bad_message` for anything else that is no frame.
    """
    if len(data) > MOST_BYTES:
        raise ProtocolError("too_large", f"A frame of sound may have {MOST_BYTES} bytes at most.")
    if len(data) <= HEAD.size:
        raise ProtocolError("bad_message", "A frame of sound ends before its payload.")
    code, sequence, timestamp, dropped = HEAD.unpack_from(data)
    kind = KINDS.get(code)
    payload = data[HEAD.size :]
    if kind is None or (kind == "sketch" and len(payload) % BYTES_A_HOP):
        raise ProtocolError("bad_message", "Not a frame of sound.")
    return Frame(kind=kind, sequence=sequence, timestamp=timestamp, dropped=dropped, payload=payload)


def encode(frame: Frame) -> bytes:
    """Write a frame; the other half of `decode`, for clients."""
    head = HEAD.pack(_CODES[frame.kind], frame.sequence, frame.timestamp, frame.dropped)
    return head + frame.payload


def acknowledgement(sequence: int) -> bytes:
    """Write that everything up to `sequence` has come."""
    return _ACK.pack(_ACK_CODE, sequence)


def acknowledged(data: bytes) -> int:
    """Read up to which sequence everything has come; for clients.

    Raises
    ------
    ProtocolError
        `bad_message` for anything else.
    """
    if len(data) != _ACK.size or data[0] != _ACK_CODE:
        raise ProtocolError("bad_message", "Not an acknowledgement.")
    sequence: int = _ACK.unpack(data)[1]
    return sequence


class Order:
    """Checks that the frames of one leg follow each other: every one left out is declared."""

    def __init__(self) -> None:
        self._last: int | None = None
        self.dropped = 0
        """Frames declared as never sent."""

    def check(self, frame: Frame) -> None:
        """Take the next frame.

        Raises
        ------
        ProtocolError
            `bad_message`, when its place is not the one after the last, the dropped ones counted.
        """
        if self._last is not None and frame.sequence != (self._last + 1 + frame.dropped) % (1 << 32):
            raise ProtocolError("bad_message", "A frame is missing that was not declared as dropped.")
        self._last = frame.sequence
        self.dropped += frame.dropped
