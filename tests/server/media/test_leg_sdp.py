"""Tests of server.media.sdp."""

from __future__ import annotations

import pytest

from server.media.sdp import CANDIDATES, LegSettings, shape_answer, tame_offer
from signaling.errors import ProtocolError

HEAD = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=group:BUNDLE 0"]
KEYS = ["a=ice-ufrag:abcd", "a=ice-pwd:efgh", "a=fingerprint:sha-256 00", "a=setup:actpass"]
AUDIO = ["m=audio 9 UDP/TLS/RTP/SAVPF 111", "c=IN IP4 0.0.0.0", *KEYS, "a=mid:0", "a=sendonly"]
OPUS = ["a=rtpmap:111 opus/48000/2", "a=fmtp:111 minptime=10;useinbandfec=1"]


def text(*parts: list[str], end: str = "\r\n") -> str:
    return end.join([line for part in parts for line in part]) + end


def candidate(address: str, transport: str = "udp", kind: str = "host") -> str:
    return f"a=candidate:1 1 {transport} 2122260223 {address} 50000 typ {kind}"


def test_hidden_addresses_are_dropped_and_so_is_the_end_of_candidates() -> None:
    hidden = candidate("6f2a7b8c-1111-2222-3333-444455556666.local")
    tamed = tame_offer(text(HEAD, AUDIO, OPUS, [hidden, "a=end-of-candidates"]))
    assert "candidate" not in tamed
    assert tamed == text(HEAD, AUDIO, OPUS)


def test_an_address_that_can_be_reached_is_kept() -> None:
    kept = candidate("192.0.2.7", kind="srflx raddr 0.0.0.0 rport 0")
    assert kept in tame_offer(text(HEAD, AUDIO, OPUS, [kept]))


@pytest.mark.parametrize(
    "line", [candidate("192.0.2.7", transport="tcp"), "a=candidate:1 1 udp", candidate("no-address")]
)
def test_a_candidate_of_no_use_is_dropped(line: str) -> None:
    assert line not in tame_offer(text(HEAD, AUDIO, OPUS, [line]))


def test_only_so_many_addresses_are_believed() -> None:
    many = [candidate(f"192.0.2.{n}") for n in range(100)]
    assert tame_offer(text(HEAD, AUDIO, OPUS, many)).count("a=candidate:") == CANDIDATES


def test_bare_line_ends_are_understood() -> None:
    assert tame_offer(text(HEAD, AUDIO, OPUS, end="\n")) == text(HEAD, AUDIO, OPUS)


@pytest.mark.parametrize(
    "offer",
    [
        "",
        text(HEAD),
        text(HEAD, AUDIO, OPUS, AUDIO, OPUS),
        text(HEAD, ["m=video 9 UDP/TLS/RTP/SAVPF 96", "a=sendonly"], OPUS),
        text(HEAD, [*AUDIO[:-1], "a=recvonly"], OPUS),
        text(HEAD, AUDIO, ["a=rtpmap:0 PCMU/8000"]),
        *(text(HEAD, [line for line in AUDIO if line != key], OPUS) for key in KEYS),
    ],
)
def test_anything_but_one_audio_track_in_opus_is_refused(offer: str) -> None:
    with pytest.raises(ProtocolError) as refused:
        tame_offer(offer)
    assert refused.value.code == "leg_failed"


def test_the_answer_asks_for_mono_speech_at_the_set_bitrate_and_packet_length() -> None:
    answer = shape_answer(text(HEAD, AUDIO, OPUS), LegSettings(packet_ms=60, bitrate=12_000))
    lines = answer.split("\r\n")
    opus = lines.index("a=rtpmap:111 opus/48000/2")
    assert lines[opus + 1].startswith("a=fmtp:111 maxaveragebitrate=12000;")
    assert lines[opus + 2] == "a=ptime:60"
    assert len([line for line in lines if line.startswith("a=fmtp:")]) == 1


def test_without_a_public_address_the_machines_own_are_named() -> None:
    own = candidate("192.168.1.5")
    assert own in shape_answer(text(HEAD, AUDIO, OPUS, [own]), LegSettings())


def test_a_public_address_takes_the_place_of_the_machines_own_of_its_kind() -> None:
    lines = [
        candidate("192.168.1.5"), candidate("fd00::5"), candidate("2600::5"),
        candidate("198.51.100.1", kind="relay"),
    ]  # fmt: skip
    answer = shape_answer(text(HEAD, AUDIO, OPUS, lines), LegSettings(address="203.0.113.9"))
    assert candidate("203.0.113.9") in answer
    assert "c=IN IP4 203.0.113.9" in answer
    assert "192.168.1.5" not in answer
    assert "fd00::5" not in answer, "an inner address of the other kind leads nowhere from outside"
    assert candidate("2600::5") in answer
    assert "198.51.100.1" in answer
