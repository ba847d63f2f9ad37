"""A net with RTMPose's inputs and outputs that needs no weights: its points are where one puts them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT, SPLIT = 192, 256, 2


def write_net(path: Path, bins: NDArray[np.int64], peak: float = 0.9, *, inputs: int = 3) -> Path:
    """Write an ONNX file whose points lie at ``(points, 2)`` bins; the first one at the reddest pixel."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    count = len(bins)
    fixed: dict[str, NDArray[Any]] = {}
    for axis, (name, side) in enumerate((("x", WIDTH), ("y", HEIGHT))):
        rows = np.zeros((1, count - 1, side * SPLIT), np.float32)
        rows[0, np.arange(count - 1), bins[1:, axis]] = peak
        fixed[f"fixed_{name}"] = rows
    weight = np.zeros((1, inputs, 1, 1), np.float32)
    weight[0, 0] = 0.4  # only red counts, and the whitened red of a dot comes out about 0.9
    nodes = [helper.make_node("Conv", ["input", "red"], ["only_red"])]
    for name, over, side in (("x", 2, WIDTH), ("y", 3, HEIGHT)):
        nodes += [
            helper.make_node("ReduceMax", ["only_red"], [f"row_{name}"], axes=[over], keepdims=0),
            helper.make_node("Unsqueeze", [f"row_{name}", "last"], [f"one_{name}"]),
            helper.make_node("Mul", [f"one_{name}", "less"], [f"two_{name}"]),
            helper.make_node("Concat", [f"one_{name}", f"two_{name}"], [f"both_{name}"], axis=3),
            helper.make_node("Reshape", [f"both_{name}", f"shape_{name}"], [f"first_{name}"]),
            helper.make_node("Concat", [f"first_{name}", f"fixed_{name}"], [f"simcc_{name}"], axis=1),
        ]
        fixed[f"shape_{name}"] = np.array([1, 1, side * SPLIT])
    fixed |= {"last": np.array([3]), "less": np.array(0.99, np.float32), "red": weight}
    made = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, inputs, HEIGHT, WIDTH])],
        [
            helper.make_tensor_value_info(f"simcc_{name}", TensorProto.FLOAT, [1, count, side * SPLIT])
            for name, side in (("x", WIDTH), ("y", HEIGHT))
        ],
        [numpy_helper.from_array(value, name) for name, value in fixed.items()],
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())
    return path
