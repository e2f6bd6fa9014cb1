"""A sketch of a person's sound, made in their page where the line carries no more: how likely it is
speech, how loud it is and how high, every 40 ms.

Two bytes a hop: half decibels under full scale, then two bits of speech and six of pitch.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import numpy.typing as npt

from cues.features import FLOOR

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

HOP_S = 0.04
"""Seconds a column."""

FRAMES_A_HOP = 4
"""Frames of 10 ms a column."""

BYTES_A_HOP = 2

LOWEST_HZ = 60.0
"""The pitch of the lowest step; each is half a semitone, so that 63 reach from 60 to 360 Hz."""


class Row(IntEnum):
    """What each row of a sketch tells."""

    SPEECH = 0
    """How likely it is that the person speaks, 0 to 1."""
    LEVEL = 1
    """dBFS."""
    F0 = 2
    """Hz; 0 where the sound is not voiced."""


ROWS = len(Row)


def drawn(sketch: Floats) -> Flags:
    """Tell which frames of a sketch, shape (3, frames), are drawn: the others were sound."""
    flags: Flags = ~np.isnan(sketch[Row.SPEECH])
    return flags


def overlay(sketch: Floats, *, level: Floats, speech: Floats, mel: Floats, outputs: Floats) -> None:
    """Put a sketch in the place of what was measured of the sound that is not there.

    Parameters
    ----------
    sketch : float32, shape (3, frames)
        Not a number where there was sound.
    level, speech : float32, shape (frames,)
        Overwritten where it is drawn.
    mel : float32, shape (frames, 64); outputs : float32, shape (frames / 4, 7)
        Nothing is heard in them there: no laugh, no sigh, no echo.
    """
    there = drawn(sketch)
    level[there] = sketch[Row.LEVEL, there]
    speech[there] = sketch[Row.SPEECH, there]
    mel[there] = np.log(FLOOR)
    outputs[there.reshape(-1, FRAMES_A_HOP).any(axis=1)] = 0.0


def unpacked(hops: bytes) -> Floats:
    """Read the bytes of a sketch: float32, shape (3, len(hops) / BYTES_A_HOP), its rows as `Row`."""
    pairs = np.frombuffer(hops, np.uint8).reshape(-1, BYTES_A_HOP)
    step = pairs[:, 1] & 63
    rows = np.empty((ROWS, len(pairs)), np.float32)
    rows[Row.SPEECH] = (pairs[:, 1] >> 6) / 3.0
    rows[Row.LEVEL] = pairs[:, 0] / -2.0
    rows[Row.F0] = np.where(step == 0, 0.0, LOWEST_HZ * 2.0 ** ((step - 1.0) / 24.0))
    return rows
