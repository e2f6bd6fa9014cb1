"""Messages to and from the text of a WebSocket frame."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from signaling.errors import ProtocolError
from signaling.messages import FromPage, FromServer

T = TypeVar("T")

MAX_BYTES = 128_000
"""Longest message taken, in bytes: an SDP of two media with many candidates stays under 20 kB."""

_encoder = msgspec.json.Encoder()
_from_page: msgspec.json.Decoder[FromPage] = msgspec.json.Decoder(FromPage)
_from_server: msgspec.json.Decoder[FromServer] = msgspec.json.Decoder(FromServer)


def encode(message: FromPage | FromServer) -> str:
    """Return the message as JSON text."""
    return _encoder.encode(message).decode()


def decode(text: str | bytes) -> FromPage:
    """Read what a page sent.

    Raises
    ------
    ProtocolError
        `too_large` past `MAX_BYTES`; `bad_message` for anything that is not exactly one message
        of the protocol: not JSON, an unknown tag or field, a value out of its range.
    """
    return _decode(_from_page, text)


def decode_from_server(text: str | bytes) -> FromServer:
    """Read what the server sent; the other half of `decode`, for clients. Raises the same."""
    return _decode(_from_server, text)


def _decode(decoder: msgspec.json.Decoder[T], text: str | bytes) -> T:
    if len(text) > MAX_BYTES:
        raise ProtocolError("too_large", f"A message may have {MAX_BYTES} bytes at most.")
    try:
        return decoder.decode(text)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ProtocolError("bad_message", f"Not a message of this protocol: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    """Say where a message is wrong without repeating any of its content."""
    text = str(error)
    return text.split(" - at ")[-1].strip("`") if " - at " in text else type(error).__name__
