"""The engines one can choose by name, and the file each of them needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from formcheck.options import EngineName, ModelName
from formcheck.pose.delegate import asked
from formcheck.pose.engine import Engine
from formcheck.pose.models import ModelFile, locate
from formcheck.progress import Progress, silent

RTMPOSE: EngineName = "rtmpose"
SPOKEN: dict[EngineName, str] = {"mediapipe": "MediaPipe", "rtmpose": "RTMPose"}


def engine_of(model: ModelFile) -> EngineName:
    """Tell which engine a model file is for."""
    return "rtmpose" if model.name == RTMPOSE else "mediapipe"


def calibrated(engine: EngineName) -> bool:
    """Tell whether ``metrics/calibration.toml`` was measured with this engine."""
    return engine == "mediapipe"


def find_model(engine: EngineName, model: ModelName, progress: Progress = silent) -> ModelFile:
    """Find the file an engine follows with.

    Parameters
    ----------
    engine
        Which engine.
    model
        Which of MediaPipe's models; other engines have one file of their own, named by the user.
    progress
        Told while a file is fetched; only MediaPipe's models ever are.

    Raises
    ------
    ModelError
        When the file is missing or is not what it should be.
    """
    if engine == RTMPOSE:
        from formcheck.pose.rtmpose_files import weights

        return weights()
    return locate(model, progress=progress)


def scout_model(model: ModelFile, progress: Progress = silent) -> Path:
    """Return the model that looks for everybody in a picture: MediaPipe's, for any engine."""
    return model.path if engine_of(model) == "mediapipe" else locate("heavy", progress=progress).path


def engine_maker(name: EngineName, model: ModelFile) -> Callable[[], Engine]:
    """Return what makes an engine, one for every part of a film that is followed by itself.

    Raises
    ------
    formcheck.errors.SetupError
        When the engine's library is not installed.
    """
    if name == RTMPOSE:
        from formcheck.pose.rtmpose_engine import RtmPoseEngine
        from formcheck.pose.rtmpose_files import runtime
        from formcheck.pose.scout import MediaPipeScout

        runtime()  # said before the film is opened, not by the first part
        scout = scout_model(model)
        return lambda: RtmPoseEngine(model.path, MediaPipeScout(scout))
    from formcheck.pose.mediapipe_engine import MediaPipeEngine

    return lambda: MediaPipeEngine(model.path)


def maker_of(model: ModelFile) -> str:
    """Name everything beside the model file that decides what an engine sees; part of a kept film's key."""
    if engine_of(model) == RTMPOSE:
        from formcheck.pose.rtmpose_files import runtime_version

        return f"{RTMPOSE} onnxruntime {runtime_version()}"
    return f"mediapipe {asked()}"
