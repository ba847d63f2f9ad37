"""What RTMPose needs on this machine: weights the user fetched, and onnxruntime."""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from formcheck.errors import LibraryError, ModelError
from formcheck.pose.models import ModelFile, hash_of

WEIGHTS_VARIABLE = "FORMCHECK_RTMPOSE"
# The balanced body-with-feet model of the RTMPose authors; a zip that holds end2end.onnx.
SOURCE = (
    "https://download.openmmlab.com/mmpose/v1/projects/rtmposev1/onnx_sdk/"
    "rtmpose-m_simcc-body7_pt-body7-halpe26_700e-256x192-4d3e73dd_20230605.zip"
)
_HOW = f"fetch {SOURCE}, unpack it, and name the end2end.onnx in it by {WEIGHTS_VARIABLE}"


def weights(given: Path | None = None) -> ModelFile:
    """Find the weights: the file given, or the one ``FORMCHECK_RTMPOSE`` names.

    Raises
    ------
    ModelError
        When none is named or there is no such file.
    """
    named = given or os.environ.get(WEIGHTS_VARIABLE)
    if not named:
        raise ModelError(f"The rtmpose engine needs weights that formcheck does not fetch: {_HOW}.")
    path = Path(named).expanduser()
    if path.is_dir() and (path / "end2end.onnx").is_file():
        path /= "end2end.onnx"
    if not path.is_file() or path.suffix != ".onnx":
        raise ModelError(f"'{path}' is not an .onnx file: {_HOW}.")
    return ModelFile(path, hash_of(path), "rtmpose")


def runtime() -> Any:
    """Return the onnxruntime module.

    Raises
    ------
    LibraryError
        When it is not installed.
    """
    try:
        import onnxruntime
    except ImportError as error:
        raise LibraryError(
            "The rtmpose engine needs onnxruntime: install it with pip install 'formcheck[rtmpose]'."
        ) from error
    return onnxruntime


def runtime_version() -> str:
    """Return the version of onnxruntime, or ``none``."""
    try:
        return version("onnxruntime")
    except PackageNotFoundError:
        return "none"


def session(path: Path) -> Any:
    """Start the net on one core: parts of a film run beside each other.

    Raises
    ------
    LibraryError
        When onnxruntime is not installed.
    ModelError
        When the file is no body-with-feet SimCC model.
    """
    library = runtime()
    options = library.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        # onnxruntime's own errors share no base of their own, and a broken file can raise any of them.
        made = library.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelError(f"'{path}' cannot be read as an ONNX model: {_HOW}.") from error
    inputs, outputs = made.get_inputs(), made.get_outputs()
    shape = inputs[0].shape if len(inputs) == 1 else []
    sized = len(shape) == 4 and shape[1] == 3 and all(isinstance(size, int) for size in shape[2:])
    if not sized or len(outputs) != 2:
        raise ModelError(f"'{path}' is no RTMPose model with one picture in and x and y out: {_HOW}.")
    return made
