"""Makes good recordings worse as calls do: a codec's bitrate, packets that never come, noise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import av
import numpy as np
from numpy.typing import NDArray

from server.bench.scoring import Stretch
from server.media.opus import RATE, RTP_RATE
from server.media.rtp import Packet

Floats = NDArray[np.float32]

PACKET_S = 0.02
PACKET = round(RTP_RATE * PACKET_S)
"""Samples of a packet at 48 kHz."""

LOOKAHEAD = 312
"""How much later libopus' voice mode gives a sound back, in samples at 48 kHz (its pre-skip, RFC 7845)."""


def packets(samples: Floats, *, bitrate: int) -> list[Packet]:
    """Say some sound into an Opus encoder, as a page does.

    Parameters
    ----------
    samples
        float32, shape (n,), 16 kHz, in [-1, 1].
    bitrate
        In bits a second.

    Returns
    -------
    One packet every 20 ms, each arriving as soon as it is full; decoded, the sound is in time.
    """
    codec = av.CodecContext.create("libopus", "w")
    codec.bit_rate = bitrate
    codec.format = "s16"
    codec.layout = "mono"
    codec.sample_rate = RTP_RATE
    codec.time_base = Fraction(1, RTP_RATE)
    codec.options = {"application": "voip", "frame_duration": "20", "compression_level": "5"}
    words = _upsampled(samples)[LOOKAHEAD:]
    early = np.pad(words, (0, LOOKAHEAD + -(words.size + LOOKAHEAD) % PACKET))
    sent = []
    for number, payload in enumerate(_encoded(codec, early)):
        at = number * PACKET_S
        sent.append(
            Packet(
                ssrc=1,
                sequence=number & 0xFFFF,
                timestamp=number * PACKET,
                payload=payload,
                arrived=at + PACKET_S,
            )
        )
    return sent


def _encoded(codec: av.AudioCodecContext, words: NDArray[np.int16]) -> Iterator[bytes]:
    for number in range(len(words) // PACKET):
        frame = av.AudioFrame.from_ndarray(
            words[None, number * PACKET : (number + 1) * PACKET], format="s16", layout="mono"
        )
        frame.sample_rate = RTP_RATE
        frame.pts = number * PACKET
        for packet in codec.encode(frame):
            yield bytes(packet)


def _upsampled(samples: Floats) -> NDArray[np.int16]:
    """Return 16 kHz sound as 16-bit words at 48 kHz."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=RTP_RATE)
    frame = av.AudioFrame.from_ndarray(np.clip(samples, -1.0, 1.0)[None], format="fltp", layout="mono")
    frame.sample_rate = RATE
    parts = [*resampler.resample(frame), *resampler.resample(None)]
    return np.concatenate([part.to_ndarray()[0].astype(np.int16) for part in parts])


def lossy(sent: Sequence[Packet], *, lost: float, seed: int) -> list[Packet]:
    """Lose a share of the packets, one or two in a row (20 or 40 ms)."""
    dice = np.random.default_rng(seed)
    starts = dice.random(len(sent)) < lost / 1.5
    gone = starts | (np.roll(starts, 1) & (dice.random(len(sent)) < 0.5))
    return [packet for packet, without in zip(sent, gone, strict=True) if not without]


def noisy(samples: Floats, noise: Floats, speech: Sequence[Stretch], *, snr_db: float, seed: int) -> Floats:
    """Add noise under a voice.

    Parameters
    ----------
    samples
        float32, shape (n,), 16 kHz.
    noise
        float32, shape (m,), RMS 1; repeated as often as needed, from a place that `seed` chooses.
    speech
        Where the voice is, in seconds: its mean power there is what the noise is measured against.
    """
    spoken = np.concatenate([samples[round(a * RATE) : round(b * RATE)] for a, b in speech])
    level = np.sqrt(np.mean(np.square(spoken))) * 10 ** (-snr_db / 20)
    begin = int(np.random.default_rng(seed).integers(noise.size))
    under = np.resize(np.roll(noise, -begin), samples.size)
    louder: Floats = (samples + level * under).astype(np.float32)
    return louder
