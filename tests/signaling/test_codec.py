"""What pages send is read strictly; what is wrong is one error that repeats none of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signaling import messages as m
from signaling.codec import MAX_BYTES, decode, decode_from_server, encode
from signaling.errors import CODES, FATAL, ProtocolError

ENTER = m.Enter(version=1, name="Mara", page="page-0001")


@pytest.mark.parametrize(
    "message",
    [
        ENTER,
        m.Join(media=m.Media(audio=True, video=False)),
        m.Candidate(candidate="", mid="0", line=0, page="page-0001"),
        m.Leave(),
    ],
)
def test_a_message_survives_the_wire(message: m.FromPage) -> None:
    assert decode(encode(message)) == message


def test_a_servers_message_survives_the_wire() -> None:
    message = m.Left(summary="/s/abc")
    assert decode_from_server(encode(message)) == message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"type":"nonsense"}',
        '{"type":"leave","extra":1}',
        '{"type":"enter","version":1,"name":"","page":"page-0001"}',
        '{"type":"consent","listen":"yes"}',
        '{"type":"line_report","rtt_s":-1,"lost":0}',
        '{"type":"left","summary":"/"}',
        b"\xff\xfe",
    ],
)
def test_anything_else_is_a_bad_message(text: str | bytes) -> None:
    with pytest.raises(ProtocolError) as caught:
        decode(text)
    assert caught.value.code == "bad_message"


def test_a_message_too_long_is_refused_before_it_is_read() -> None:
    with pytest.raises(ProtocolError) as caught:
        decode(" " * (MAX_BYTES + 1))
    assert caught.value.code == "too_large"


def test_the_error_repeats_nothing_the_page_said() -> None:
    with pytest.raises(ProtocolError) as caught:
        decode('{"type":"enter","version":1,"name":7,"page":"a-secret-page"}')
    assert "secret" not in caught.value.text
    assert "$.name" in caught.value.text


@given(st.binary(max_size=200))
def test_no_input_raises_anything_but_a_protocol_error(data: bytes) -> None:
    with pytest.raises(ProtocolError):
        decode(data)


def test_every_fatal_code_is_a_code() -> None:
    assert set(CODES) >= FATAL
