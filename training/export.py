"""The trained net as an ONNX graph that carries its state in one row per track.

The graph is written node by node: `frames (tracks, 4 n, 64)` and `state (tracks, STATE)` in,
`probabilities (tracks, n, 7)` and `next (tracks, STATE)` out.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from cues.features import BANDS
from training.net import Net


def _gates(weight: torch.Tensor) -> npt.NDArray[np.float32]:
    """PyTorch orders a GRU's gates reset, update, new; ONNX update, reset, new."""
    r, z, n = weight.detach().chunk(3, dim=0)
    return torch.cat([z, r, n]).numpy()[None]


def export(net: Net, path: Path) -> None:
    """Write `net` to `path`."""
    nodes: list[onnx.NodeProto] = []
    weights: list[onnx.TensorProto] = []

    def value(name: str, array: npt.ArrayLike) -> str:
        weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(kind: str, inputs: list[str], outputs: list[str], **attributes: object) -> None:
        nodes.append(helper.make_node(kind, inputs, outputs, **attributes))

    convs = [net.conv1, net.conv2, net.conv3]
    shapes = [(1, 2, BANDS), (16, 2, BANDS // 2), (32, 2, BANDS // 4)]
    grus = [net.gru1, net.gru2]
    sizes = [int(np.prod(s)) for s in shapes] + [g.hidden_size for g in grus]
    value("sizes", np.array(sizes, np.int64))
    node("Split", ["state", "sizes"], ["s0", "s1", "s2", "s3", "s4"], axis=1)

    node("Sub", ["frames", value("mean", net.mean.numpy())], ["centred"])
    node("Mul", ["centred", value("scale", net.scale.numpy())], ["normal"])
    node("Unsqueeze", ["normal", value("axis1", np.array([1], np.int64))], ["x0"])
    for i, (conv, shape) in enumerate(zip(convs, shapes, strict=True)):
        node("Reshape", [f"s{i}", value(f"shape{i}", np.array([-1, *shape], np.int64))], [f"before{i}"])
        node("Concat", [f"before{i}", f"x{i}"], [f"padded{i}"], axis=2)
        node(
            "Slice",
            [
                f"padded{i}",
                value(f"from{i}", np.array([-2], np.int64)),
                value(f"to{i}", np.array([2**31], np.int64)),
                value(f"on{i}", np.array([2], np.int64)),
            ],
            [f"after{i}"],
        )
        node("Flatten", [f"after{i}"], [f"n{i}"], axis=1)
        node(
            "Conv",
            [
                f"padded{i}",
                value(f"w{i}", conv.weight.detach().numpy()),
                value(f"b{i}", conv.bias.detach().numpy()),
            ],
            [f"conv{i}"],
            strides=list(conv.stride),
            pads=[0, 1, 0, 1],
        )
        node("Relu", [f"conv{i}"], [f"x{i + 1}"])
    # (tracks, channels, n, bands) -> (n, tracks, channels * bands): a GRU wants time first.
    node("Transpose", ["x3"], ["timed"], perm=[2, 0, 1, 3])
    node("Reshape", ["timed", value("flat", np.array([0, 0, -1], np.int64))], ["row"])
    node("MatMul", ["row", value("lw", net.linear.weight.detach().numpy().T)], ["product"])
    node("Add", ["product", value("lb", net.linear.bias.detach().numpy())], ["sum"])
    node("Relu", ["sum"], ["g0"])
    for i, gru in enumerate(grus):
        bias = np.concatenate([_gates(gru.bias_ih_l0), _gates(gru.bias_hh_l0)], axis=1)
        node("Unsqueeze", [f"s{i + 3}", value(f"lead{i}", np.array([0], np.int64))], [f"h{i}"])
        node(
            "GRU",
            [
                f"g{i}",
                value(f"gw{i}", _gates(gru.weight_ih_l0)),
                value(f"gr{i}", _gates(gru.weight_hh_l0)),
                value(f"gb{i}", bias),
                "",
                f"h{i}",
            ],
            [f"y{i}", f"last{i}"],
            hidden_size=gru.hidden_size,
            linear_before_reset=1,
        )
        node("Squeeze", [f"y{i}", value(f"dir{i}", np.array([1], np.int64))], [f"g{i + 1}"])
        node("Squeeze", [f"last{i}", f"lead{i}"], [f"n{i + 3}"])
    node("Concat", ["g1", "g2"], ["both"], axis=2)
    node("MatMul", ["both", value("ow", net.out.weight.detach().numpy().T)], ["outs"])
    node("Add", ["outs", value("ob", net.out.bias.detach().numpy())], ["logits"])
    node("Sigmoid", ["logits"], ["shares"])
    node("Transpose", ["shares"], ["probabilities"], perm=[1, 0, 2])
    node("Concat", [f"n{i}" for i in range(5)], ["next"], axis=1)

    def tensor(name: str, shape: list[int | str]) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

    graph = helper.make_graph(
        nodes,
        "hear",
        [tensor("frames", ["tracks", "frames", BANDS]), tensor("state", ["tracks", sum(sizes)])],
        [tensor("probabilities", ["tracks", "hops", 7]), tensor("next", ["tracks", sum(sizes)])],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model, full_check=True)
    path.write_bytes(model.SerializeToString())
