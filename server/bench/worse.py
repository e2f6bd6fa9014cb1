"""The same conversations as a poorer line or a louder room would carry them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from cues.pipeline import Ear
from server.bench import degrade
from server.bench.corpus import Floats, Talk
from server.bench.replay import Replay, Stage, replay, replay_packets
from server.bench.report import By, Slice
from server.bench.scoring import TALK, marks, score_talk, stretches, talk_figures

Pair = tuple[Floats, Floats]

CALL_BITRATE = 32_000
"""What a page sends, in bits a second; losses are measured at it."""
LOWER_BITRATES = (16_000, 8_000)
LOSSES = (0.05, 0.15)
SNRS_DB = (20, 10, 5)


def slices(
    ear: Ear, talks: Sequence[Talk], spoken: Sequence[Pair], noises: Sequence[Floats], stage: Stage
) -> Iterator[Slice]:
    """Hear the conversations through each codec, each loss and each noise."""
    yield from _lines(ear, talks, spoken, stage)
    yield from _rooms(ear, talks, spoken, noises, stage)


def _lines(ear: Ear, talks: Sequence[Talk], spoken: Sequence[Pair], stage: Stage) -> Iterator[Slice]:
    """Go the live call's own way: out of an Opus encoder, put in order, decoded, or declared missing."""
    seconds = sum(talk.seconds for talk in talks)
    sent = [[degrade.packets(track, bitrate=CALL_BITRATE) for track in pair] for pair in spoken]
    whole = _slice(
        "codec", CALL_BITRATE // 1000, talks, replay_packets(ear, sent, stage("every packet", seconds))
    )
    yield whole
    for bitrate in LOWER_BITRATES:
        told = stage(f"codec at {bitrate // 1000} kbit/s", seconds)
        poorer = [[degrade.packets(track, bitrate=bitrate) for track in pair] for pair in spoken]
        yield _slice("codec", bitrate // 1000, talks, replay_packets(ear, poorer, told))
    yield msgspec.structs.replace(whole, by="loss", value=0)
    for lost in LOSSES:
        told = stage(f"{100 * lost:.0f} % of packets lost", seconds)
        fewer = [
            [degrade.lossy(track, lost=lost, seed=2 * i + who) for who, track in enumerate(pair)]
            for i, pair in enumerate(sent)
        ]
        yield _slice("loss", round(100 * lost), talks, replay_packets(ear, fewer, told))


def _rooms(
    ear: Ear, talks: Sequence[Talk], spoken: Sequence[Pair], noises: Sequence[Floats], stage: Stage
) -> Iterator[Slice]:
    """Lay a noise under each voice, another one under the other's."""
    for snr_db in SNRS_DB:
        told = stage(f"noise {snr_db} dB below the voice", sum(talk.seconds for talk in talks))
        noised = [
            [
                degrade.noisy(
                    track,
                    noises[(2 * i + who) % len(noises)],
                    stretches(talks[i].marks, TALK, who),
                    snr_db=snr_db,
                    seed=2 * i + who,
                )
                for who, track in enumerate(pair)
            ]
            for i, pair in enumerate(spoken)
        ]
        yield _slice("noise", snr_db, talks, replay(ear, noised, told))


def _slice(by: By, value: int, talks: Sequence[Talk], heard: Sequence[Replay]) -> Slice:
    scores = [
        score_talk(talk.marks, marks(told.events), talk.seconds)
        for talk, told in zip(talks, heard, strict=True)
    ]
    return Slice(
        by=by,
        value=value,
        people=2 * len(talks),
        figures={f"dialogues.{key}": round(figure, 4) for key, figure in talk_figures(scores).items()},
    )
