"""The default engine: MediaPipe's pose landmarker, tracking without its own smoothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import numpy as np

from formcheck.clip import Picture, contiguous
from formcheck.errors import LibraryError
from formcheck.pose import delegate
from formcheck.pose.engine import Pose
from formcheck.pose.hush import quiet_stderr

# In VIDEO mode MediaPipe runs a One-Euro filter over the landmarks that lags 5 to 14 ms at the legs, unevenly
# from joint to joint (benchmarks/lag.py measures it). Its cut-off rises with the time between frames, so
# stamps one second apart switch it off while the tracking stays; formcheck filters later, without lag.
_STAMP_STEP_MS = 1000
_MIN_CONFIDENCE = 0.5
_APT_LINE = "apt-get install -y libgl1 libglib2.0-0 libegl1 libgles2"


class MediaPipeEngine:
    """Track one person with a ``pose_landmarker_*.task`` model.

    Parameters
    ----------
    model
        Path of the verified model file.
    stamp_step_ms
        Time told to the engine between frames; the default switches its smoothing off.

    Raises
    ------
    LibraryError
        When a system library of the engine is missing.
    """

    def __init__(self, model: Path, stamp_step_ms: float = _STAMP_STEP_MS) -> None:
        self._model = model
        self._step = stamp_step_ms
        self._landmarker: Any = None
        self._stamp = 0.0
        self.restart()

    def restart(self) -> None:
        """Forget the person: a new shot begins."""
        self.close()
        with quiet_stderr():
            self._landmarker = landmarker(self._model, "VIDEO", 1)
        delegate.tell()
        self._fresh = True
        self._stamp = 0.0

    def __call__(self, picture: Picture) -> Pose | None:
        """Return the person's pose in pixels, or None when nobody is found."""
        import mediapipe as mp

        image = mp.Image(image_format=mp.ImageFormat.SRGB, data=contiguous(picture.rgb))
        if self._fresh:
            with quiet_stderr():
                result = self._landmarker.detect_for_video(image, int(self._stamp))
            # The landmark stage starts, and chatters, only once somebody is found.
            self._fresh = not result.pose_landmarks
        else:
            result = self._landmarker.detect_for_video(image, int(self._stamp))
        self._stamp += self._step
        height, width = picture.rgb.shape[:2]
        found = poses_of(result, width, height)
        return found[0] if found else None

    def close(self) -> None:
        """Release the engine; may be called twice."""
        if self._landmarker is not None:
            with quiet_stderr():
                self._landmarker.close()
            self._landmarker = None

    def __enter__(self) -> MediaPipeEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def landmarker(model: Path, mode: Literal["VIDEO", "IMAGE"], people: int) -> Any:
    """Start MediaPipe's landmarker; it chatters on standard error.

    Parameters
    ----------
    model
        Path of the verified model file.
    mode
        ``VIDEO`` follows from picture to picture, ``IMAGE`` looks at each alone.
    people
        How many it looks for at most.

    Raises
    ------
    LibraryError
        When a system library is missing.
    """
    try:
        if delegate.usable() == "gpu":
            try:
                return _created(model, mode, people, "GPU")
            except (RuntimeError, ValueError, NotImplementedError) as error:
                delegate.refuse(error)
        return _created(model, mode, people, "CPU")
    except (OSError, ImportError) as error:
        raise LibraryError(
            f"A system library is missing ({error}). On Debian or Ubuntu: {_APT_LINE}"
        ) from error


def _created(model: Path, mode: str, people: int, processor: Literal["CPU", "GPU"]) -> Any:
    from mediapipe.tasks import python as tasks
    from mediapipe.tasks.python import vision

    base = tasks.BaseOptions(model_asset_path=str(model), delegate=tasks.BaseOptions.Delegate[processor])
    return vision.PoseLandmarker.create_from_options(
        vision.PoseLandmarkerOptions(
            base_options=base,
            running_mode=vision.RunningMode[mode],
            num_poses=people,
            min_pose_detection_confidence=_MIN_CONFIDENCE,
            min_pose_presence_confidence=_MIN_CONFIDENCE,
            min_tracking_confidence=_MIN_CONFIDENCE,
        )
    )


def poses_of(result: Any, width: int, height: int) -> list[Pose]:
    """Turn what MediaPipe found into poses in pixels."""
    return [
        Pose(
            xy=np.array([(p.x * width, p.y * height) for p in points], dtype=np.float64),
            visibility=np.array([p.visibility for p in points], dtype=np.float64),
            world=np.array([(p.x, p.y, p.z) for p in world], dtype=np.float64),
        )
        for points, world in zip(result.pose_landmarks, result.pose_world_landmarks, strict=True)
    ]
