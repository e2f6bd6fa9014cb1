"""Silero's published weights as a graph that hears many hops of many tracks in one call.

The graph it is published with takes one hop of 32 ms, by convolutions over four positions that fill a
quarter of a processor's lanes. Here the same sums are products of matrices, with one row for each
position of each hop of each track, and only the small recurrent cell goes hop by hop::

    frames (hops, tracks, 576), state (2, tracks, 128) → scores (hops, tracks), next (2, tracks, 128)

Run it with the `silero_vad_16k_sequence.onnx` inside the wheel `silero-vad==6.2.3`; its weights are those
of the other graphs there, and the scores are theirs to within 1e-5::

    python -m training.silero silero_vad_16k_sequence.onnx cues/models/silero_vad_16k_blocks.onnx
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

Floats = npt.NDArray[np.float32]

SHA256 = "9ccdacc4719d8aa7e45a77536bfabec45a03ba1f2fad5e241ab4060b24238a85"
"""Of the graph whose weights these are."""

FRAME = 576
"""Samples of a hop and of the 64 before it."""
STRIDE = 128
"""Samples from one position to the next; a window is two of them."""
BINS = 129


def weights_of(path: Path) -> dict[str, Floats]:
    """Read the weights out of the published graph; raise ValueError when it is another one."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise ValueError(f"{path}: this is not the graph of silero-vad 6.2.3")
    return {its.name: numpy_helper.to_array(its) for its in onnx.load_from_string(content).graph.initializer}


def _taps(weight: Floats, first: int = 0, last: int = 3) -> Floats:
    """Lay a kernel (out, in, 3), or some of its taps, out as a matrix (taps * in, out)."""
    return weight[:, :, first:last].transpose(2, 1, 0).reshape(-1, len(weight))


class _Graph:
    """Nodes and constants, in the order they are written."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: npt.ArrayLike) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, *inputs: str, to: str = "", **attributes: object) -> str:
        name = to or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def cut(self, source: str, first: int, last: int) -> str:
        """Positions `first` to `last` of (rows, positions, values)."""
        return self.node("Slice", source, *(self.constant([its]) for its in (first, last, 1)))

    def shaped(self, source: str, *shape: int) -> str:
        return self.node("Reshape", source, self.constant(np.array(shape, np.int64)))

    def layer(self, source: str, weight: Floats, bias: Floats) -> str:
        product = self.node("MatMul", source, self.constant(weight))
        return self.node("Relu", self.node("Add", product, self.constant(bias)))


def graph(weights: dict[str, Floats]) -> onnx.ModelProto:
    """Write the net node by node."""
    its = _Graph()
    rows = its.shaped("frames", -1, FRAME)
    padded = its.node("Pad", rows, its.constant(np.array([0, 0, 0, 64], np.int64)), mode="reflect")
    steps = its.shaped(padded, -1, 5, STRIDE)
    windows = its.node("Concat", its.cut(steps, 0, 4), its.cut(steps, 1, 5), axis=2)
    basis = weights["stft.forward_basis_buffer"][:, 0].T
    real = its.node("MatMul", windows, its.constant(basis[:, :BINS]))
    imaginary = its.node("MatMul", windows, its.constant(basis[:, BINS:]))
    power = its.node("Add", its.node("Mul", real, real), its.node("Mul", imaginary, imaginary))
    spectra = its.node("Sqrt", power)
    edges = its.constant(np.array([0, 1, 0, 0, 1, 0], np.int64))
    wide = its.node("Pad", spectra, edges)
    near = its.node("Concat", *(its.cut(wide, i, i + 4) for i in range(3)), axis=2)
    first = its.layer(near, _taps(weights["encoder.0.weight"]), weights["encoder.0.bias"])
    begun = its.node("Pad", first, its.constant(np.array([0, 1, 0, 0, 0, 0], np.int64)))
    halves = [its.shaped(its.cut(begun, i, i + 3), -1, 1, 3 * 128) for i in (0, 2)]
    second = its.layer(
        its.node("Concat", *halves, axis=1), _taps(weights["encoder.1.weight"]), weights["encoder.1.bias"]
    )
    third = its.layer(
        its.shaped(second, -1, 2 * 64), _taps(weights["encoder.2.weight"], 1), weights["encoder.2.bias"]
    )
    fourth = its.layer(third, _taps(weights["encoder.3.weight"], 1, 2), weights["encoder.3.bias"])
    hops = its.node("Shape", "frames", start=0, end=2)
    timed = its.node("Reshape", fourth, its.node("Concat", hops, its.constant([128]), axis=0))
    for part in (0, 1):
        its.node(
            "Slice", "state", *(its.constant([n]) for n in (part, part + 1, 0)), to=("hidden", "cell")[part]
        )
    its.nodes.append(
        helper.make_node(
            "LSTM",
            [
                timed,
                *(its.constant(weights[f"onnx::LSTM_{number}"]) for number in (209, 210, 211)),
                "",
                "hidden",
                "cell",
            ],
            ["said", "last_hidden", "last_cell"],
            hidden_size=128,
        )
    )
    its.node("Concat", "last_hidden", "last_cell", to="next", axis=0)
    positive = its.node("Relu", its.node("Squeeze", "said", its.constant([1])))
    product = its.node("MatMul", positive, its.constant(weights["output.weight"][0, :, 0]))
    odds = its.node("Add", product, its.constant(weights["output.bias"]))
    its.node("Sigmoid", odds, to="scores")

    def tensor(name: str, *shape: int | str) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

    made = helper.make_model(
        helper.make_graph(
            its.nodes,
            "silero_vad",
            [tensor("frames", "hops", "tracks", FRAME), tensor("state", 2, "tracks", 128)],
            [tensor("scores", "hops", "tracks"), tensor("next", 2, "tracks", 128)],
            its.constants,
        ),
        opset_imports=[helper.make_opsetid("", 17)],
        ir_version=9,
    )
    onnx.checker.check_model(made, full_check=True)
    return made


def main() -> None:
    """Read the weights named first, write the graph named second."""
    source, target = map(Path, sys.argv[1:])
    target.write_bytes(graph(weights_of(source)).SerializeToString())


if __name__ == "__main__":
    main()
