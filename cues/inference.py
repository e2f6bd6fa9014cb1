"""Opens the nets that lie beside this file, and sees to it that the runtime keeps them to itself."""

from __future__ import annotations

import os
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnxruntime


def session(model: str | bytes) -> onnxruntime.InferenceSession:
    """Open a net for one thread of the processor.

    From 1.29 on, onnxruntime's wheels report their use to their maker over the network and keep an
    identifier in the user's cache. Older ones are required; should a newer one be there all the same,
    this switches the reports off before it is loaded.

    Parameters
    ----------
    model
        The name of a file in `cues/models`, or a net's own bytes.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime  # here, for it takes a quarter of a second

    if isinstance(model, str):
        model = resources.files("cues").joinpath("models", model).read_bytes()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
