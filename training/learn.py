"""The training loop: shards from the pool, small changes on the spectra, one averaged net out."""

from __future__ import annotations

import copy
import math
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.net import Net

BATCH = 32
RATE = 2e-3
CLIP = 2.0
AVERAGE = 0.995
CLASS_WEIGHTS = (0.7, 1.3, 1.3, 0.8, 0.6, 0.6, 0.6)


class Pool:
    """Batches from whatever shards exist by now; new ones are taken up as they appear."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._rng = np.random.default_rng(seed)
        self._shards: dict[Path, tuple[np.ndarray, ...]] = {}

    def _refresh(self) -> None:
        for path in sorted(self._folder.glob("????.npz")):
            if path not in self._shards:
                with np.load(path) as file:
                    self._shards[path] = (file["frames"], file["targets"], file["weights"])

    def batch(self, step: int) -> tuple[Tensor, Tensor, Tensor]:
        """BATCH mixtures from four shards, changed a little."""
        if step % 20 == 0:
            self._refresh()
        while not self._shards:
            time.sleep(5)
            self._refresh()
        paths = list(self._shards)
        parts = []
        for _ in range(4):
            shard = self._shards[paths[self._rng.integers(len(paths))]]
            rows = self._rng.choice(len(shard[0]), BATCH // 4, replace=False)
            parts.append([array[rows] for array in shard])
        frames, targets, weights = (np.concatenate(p).astype(np.float32) for p in zip(*parts, strict=True))
        return torch.from_numpy(self._changed(frames)), torch.from_numpy(targets), torch.from_numpy(weights)

    def _changed(self, frames: np.ndarray) -> np.ndarray:
        """Gain and tilt on the spectra; bands and moments masked."""
        rng = self._rng
        count, length, bands = frames.shape
        gain = rng.uniform(-1.4, 0.9, (count, 1, 1))
        tilt = rng.normal(0, 0.6, (count, 1, 1)) * np.linspace(-1, 1, bands)
        frames = np.maximum(frames + gain + tilt, -23.0).astype(np.float32)
        for row in frames:
            if rng.random() < 0.4:
                first, wide = int(rng.integers(bands)), int(rng.integers(1, 9))
                row[:, first : first + wide] = row.mean()
            if rng.random() < 0.3:
                first, wide = int(rng.integers(length)), int(rng.integers(1, 12))
                row[first : first + wide] = -23.0 if rng.random() < 0.5 else row[first]
        return frames


def learn(
    folder: Path, steps: int, seed: int, out: Path, start: Path | None = None, rate: float = RATE
) -> Net:
    """Train for `steps` and write the averaged net's weights to `out` every 250 steps."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    net = Net()
    if start:
        net.load_state_dict(torch.load(start, weights_only=True))
    net = net.to(memory_format=torch.channels_last)
    average = copy.deepcopy(net)
    optimiser = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=1e-2)
    pool = Pool(folder, seed)
    scale = torch.tensor(CLASS_WEIGHTS)
    begun, sums = time.monotonic(), []
    for step in range(steps):
        warm = min(1.0, (step + 1) / 50)
        for group in optimiser.param_groups:
            group["lr"] = rate * warm * (0.5 + 0.5 * math.cos(math.pi * step / steps)) + 1e-5
        frames, targets, weights = pool.batch(step)
        net.train()
        loss = nn.functional.binary_cross_entropy_with_logits(net(frames), targets, reduction="none")
        loss = (loss * weights * scale).sum() / (weights.sum() + 1.0)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), CLIP)
        optimiser.step()
        keep = min(AVERAGE, (step + 1) / (step + 10))
        with torch.no_grad():
            for mine, new in zip(average.parameters(), net.parameters(), strict=True):
                mine.lerp_(new, 1 - keep)
        sums.append(loss.item())
        if step % 50 == 49:
            took = (time.monotonic() - begun) / (step + 1)
            print(f"{step + 1} loss {np.mean(sums[-50:]):.4f} {took:.2f} s/step", file=sys.stderr, flush=True)
        if step % 250 == 249 or step == steps - 1:
            torch.save(average.state_dict(), out)
    return average
