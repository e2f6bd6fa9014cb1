"""What the listening leg changes in session descriptions, as text: which candidates, how much bitrate."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

from signaling.errors import ProtocolError

CANDIDATES = 12
"""The most candidates taken from an offer: no page has more, and each one is sent packets."""

_NEEDED = ("a=fingerprint:", "a=ice-ufrag:", "a=ice-pwd:", "a=setup:")

_OPUS = re.compile(r"^a=rtpmap:(\d+) opus/48000/2$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegSettings:
    """How the leg is asked to send, and where it is told to send to.

    `packet_ms`: packet length; headers weigh more the shorter it is. `bitrate`: bit/s of Opus, at
    least 12 000 or sighs are lost. `address`: public address to name instead of the machine's own.
    `ports`: the range of UDP ports to listen on, first and last.
    """

    packet_ms: int = 40
    bitrate: int = 20_000
    address: str | None = None
    ports: tuple[int, int] | None = None


def tame_offer(sdp: str) -> str:
    """Check that an offer is one audio track to listen to, and drop what would only delay it.

    Browsers hide their addresses behind names ending in `.local`, which this machine can't
    resolve; the browser reaches us first and is answered where it comes from. The end of
    candidates is dropped too, as it would end the wait for that.

    Raises
    ------
    ProtocolError
        `leg_failed`, when the offer is anything else.
    """
    lines = sdp.replace("\r\n", "\n").split("\n")
    media = [line for line in lines if line.startswith("m=")]
    if len(media) != 1 or not media[0].startswith("m=audio "):
        raise ProtocolError("leg_failed", "the listening leg is one audio track")
    if "a=sendonly" not in lines and "a=sendrecv" not in lines:
        raise ProtocolError("leg_failed", "the listening leg only sends")
    if _OPUS.search("\n".join(lines)) is None:
        raise ProtocolError("leg_failed", "the listening leg speaks Opus")
    if not all(any(line.startswith(wanted) for line in lines) for wanted in _NEEDED):
        raise ProtocolError("leg_failed", "the listening leg says how it is encrypted")
    kept = [line for line in lines if not line.startswith(("a=candidate:", "a=end-of-candidates"))]
    candidates = [line for line in lines if line.startswith("a=candidate:") and _reachable(line)]
    while kept and not kept[-1]:
        kept.pop()
    return "\r\n".join([*kept, *candidates[:CANDIDATES], ""])


def shape_answer(sdp: str, settings: LegSettings) -> str:
    """Ask for mono speech at the given packet length and bitrate, and name the public address.

    In-band error correction is declined: it would take its bits from the sound, and a lost packet is
    marked as missing, never guessed. So is discontinuous transmission: it eats breaths.
    """
    lines: list[str] = []
    for line in sdp.replace("\r\n", "\n").split("\n"):
        if line.startswith("a=candidate:") and settings.address is not None:
            outer = _outer(line, settings.address)
            if outer is None:
                continue
            line = outer
        if line.startswith("c=IN ") and settings.address is not None:
            line = f"c=IN IP{_version(settings.address) or 4} {settings.address}"
        if not line.startswith("a=fmtp:"):
            lines.append(line)
        opus = _OPUS.match(line)
        if opus is not None:
            lines += [
                f"a=fmtp:{opus[1]} maxaveragebitrate={settings.bitrate};maxplaybackrate=16000;"
                "stereo=0;useinbandfec=0;usedtx=0",
                f"a=ptime:{settings.packet_ms}",
            ]
    return "\r\n".join(lines)


def _reachable(candidate: str) -> bool:
    parts = candidate.split()
    return len(parts) >= 8 and parts[2].lower() == "udp" and _version(parts[4]) is not None


def _version(address: str) -> int | None:
    try:
        return ipaddress.ip_address(address).version
    except ValueError:
        return None


def _outer(candidate: str, address: str) -> str | None:
    """Name the public address in a candidate; None for an inner one of the other family of addresses."""
    parts = candidate.split(" ")
    if "host" not in parts:
        return candidate
    if _version(parts[4]) == _version(address):
        return " ".join([*parts[:4], address, *parts[5:]])
    return None if ipaddress.ip_address(parts[4]).is_private else candidate
