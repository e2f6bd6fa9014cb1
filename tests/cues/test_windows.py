"""The windows of an array are those NumPy itself shows."""

from __future__ import annotations

import numpy as np
import pytest

from cues.windows import windows


@pytest.mark.parametrize("axis", [0, 1, -1])
@pytest.mark.parametrize("step", [1, 3])
def test_windows_are_those_of_numpy(axis: int, step: int) -> None:
    values = np.random.default_rng(1).normal(size=(20, 17)).astype(np.float32)
    theirs = np.lib.stride_tricks.sliding_window_view(values, 5, axis=axis)
    every = [slice(None)] * theirs.ndim
    every[axis if axis >= 0 else 1] = slice(None, None, step)
    assert np.array_equal(windows(values, 5, step, axis=axis), theirs[tuple(every)])


def test_an_array_in_pieces_is_copied_first() -> None:
    values = np.arange(40, dtype=np.float32).reshape(4, 10)[:, ::2]
    assert windows(values, 2)[3, -1].tolist() == [36.0, 38.0]
