"""A growing pool of mixtures on disk: made in one process while another learns from it."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import numpy as np

from training.lessons import lessons
from training.mixtures import Mixer
from training.sounds import held_out, load, read

SHARD = 128


def fill(data: Path, yamnet: Path, work: Path, folder: Path, shards: int, seed: int, everyone: bool) -> None:
    """Write `shards` files of SHARD mixtures each to `folder`, skipping those already there."""
    sounds = [s for s in load(data, yamnet, work) if everyone or not held_out(s)]
    noises = [read(p) for p in sorted((data / "eval/noise_rir").glob("noise_*"))]
    noises = [n / n.std() * np.float32(0.1) for n in noises]
    rooms = [read(p) for p in sorted((data / "eval/noise_rir").glob("rir_*"))]
    teaching = lessons(sounds)
    folder.mkdir(parents=True, exist_ok=True)
    for shard in range(shards):
        path = folder / f"{shard:04d}.npz"
        if path.exists():
            continue
        mixer = Mixer(teaching, noises, rooms, seed=seed * 100_000 + shard)
        frames, targets, weights = zip(*(mixer.mixture() for _ in range(SHARD)), strict=True)
        draft = path.with_suffix(".tmp.npz")
        np.savez(
            draft,
            frames=np.stack(frames).astype(np.float16),
            targets=np.stack(targets).astype(np.uint8),
            weights=np.stack(weights).astype(np.float16),
        )
        os.replace(draft, path)
        print(f"{time.strftime('%H:%M:%S')} shard {shard}", file=sys.stderr, flush=True)
