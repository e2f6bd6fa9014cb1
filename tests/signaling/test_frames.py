"""A frame of sound is exactly what was sent, or one error with a code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signaling.errors import ProtocolError
from signaling.frames import (
    HEAD,
    MOST_BYTES,
    MOST_PAYLOAD,
    Frame,
    Order,
    acknowledged,
    acknowledgement,
    decode,
    encode,
)

whole = st.integers(0, (1 << 32) - 1)
frames = st.one_of(
    st.builds(
        Frame,
        kind=st.just("sound"),
        sequence=whole,
        timestamp=whole,
        dropped=st.integers(0, 65_535),
        payload=st.binary(min_size=1, max_size=MOST_PAYLOAD),
    ),
    st.builds(
        Frame,
        kind=st.just("sketch"),
        sequence=whole,
        timestamp=whole,
        dropped=st.integers(0, 65_535),
        payload=st.binary(min_size=1, max_size=100).map(lambda half: half + half),
    ),
)


def outcome(data: bytes) -> Frame | str:
    """The frame, or the code of the error."""
    try:
        return decode(data)
    except ProtocolError as error:
        return error.code


@given(frames)
def test_what_is_written_is_read_again(frame: Frame) -> None:
    assert decode(encode(frame)) == frame


@given(frames, st.data())
def test_a_frame_cut_short_is_an_error_or_a_shorter_sound(frame: Frame, data: st.DataObject) -> None:
    written = encode(frame)
    cut = written[: data.draw(st.integers(0, len(written) - 1))]
    read = outcome(cut)
    if isinstance(read, Frame):
        assert len(cut) > HEAD.size
        assert frame.payload.startswith(read.payload)
    else:
        assert read == "bad_message"


@given(st.binary(max_size=MOST_BYTES + 64))
def test_any_bytes_are_a_frame_or_one_error(data: bytes) -> None:
    read = outcome(data)
    if isinstance(read, Frame):
        assert encode(read) == data
    else:
        assert read == ("too_large" if len(data) > MOST_BYTES else "bad_message")


def test_a_frame_that_is_too_long_says_so() -> None:
    with pytest.raises(ProtocolError) as error:
        decode(b"\x01" * (MOST_BYTES + 1))
    assert error.value.code == "too_large"


@given(whole)
def test_an_acknowledgement_names_its_frame(sequence: int) -> None:
    assert acknowledged(acknowledgement(sequence)) == sequence


@given(st.binary(max_size=8).filter(lambda data: len(data) != 5 or data[0] != 0x81))
def test_anything_else_is_no_acknowledgement(data: bytes) -> None:
    with pytest.raises(ProtocolError):
        acknowledged(data)


def frame(sequence: int, dropped: int = 0) -> Frame:
    return Frame(kind="sound", sequence=sequence, timestamp=0, dropped=dropped, payload=b"\x00")


@given(st.integers(0, (1 << 32) - 1), st.lists(st.integers(0, 300), max_size=20))
def test_frames_follow_each_other_with_what_was_dropped_declared(first: int, drops: list[int]) -> None:
    order = Order()
    order.check(frame(first, 7))
    at = first
    for dropped in drops:
        at = (at + 1 + dropped) % (1 << 32)
        order.check(frame(at, dropped))
    assert order.dropped == 7 + sum(drops)


@pytest.mark.parametrize("sequence", [9, 10, 12, 8])
def test_a_hole_nobody_declared_is_an_error(sequence: int) -> None:
    order = Order()
    order.check(frame(10))
    with pytest.raises(ProtocolError):
        order.check(frame(sequence))
