"""Looking round: who else is in a picture, apart from the one who is followed."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, Protocol

from formcheck.clip import Picture, contiguous
from formcheck.pose import delegate
from formcheck.pose.body import apart
from formcheck.pose.engine import Pose
from formcheck.pose.hush import quiet_stderr

_MOST_PEOPLE = 5


class Scout(Protocol):
    """Finds the people in single pictures; it remembers nothing."""

    def __call__(self, picture: Picture) -> list[Pose]:
        """Return everybody found, each once."""
        ...

    def close(self) -> None:
        """Release what the scout holds; may be called twice."""
        ...


class MediaPipeScout:
    """Find up to five people with the model that also follows; made at the first look.

    Parameters
    ----------
    model
        Path of the verified model file.

    Raises
    ------
    LibraryError
        When a system library of the engine is missing.
    """

    def __init__(self, model: Path) -> None:
        self._model = model
        self._landmarker: Any = None
        self._fresh = True

    def __call__(self, picture: Picture) -> list[Pose]:
        """Return everybody found, each once."""
        import mediapipe as mp

        from formcheck.pose.mediapipe_engine import landmarker, poses_of

        image = mp.Image(image_format=mp.ImageFormat.SRGB, data=contiguous(picture.rgb))
        if self._fresh:
            with quiet_stderr():
                self._landmarker = self._landmarker or landmarker(self._model, "IMAGE", _MOST_PEOPLE)
                result = self._landmarker.detect(image)
            self._fresh = not result.pose_landmarks
        else:
            result = self._landmarker.detect(image)
        delegate.tell()
        height, width = picture.rgb.shape[:2]
        return apart(poses_of(result, width, height))

    def close(self) -> None:
        """Release the landmarker; may be called twice."""
        if self._landmarker is not None:
            with quiet_stderr():
                self._landmarker.close()
            self._landmarker, self._fresh = None, True


class SharedScout:
    """One scout for several threads, which ask it in turn: a second one would take a landmarker's memory.

    Parameters
    ----------
    scout
        Closed with this one.
    """

    def __init__(self, scout: Scout) -> None:
        self._scout = scout
        self._asked = threading.Lock()

    def __call__(self, picture: Picture) -> list[Pose]:
        """Return everybody found, each once."""
        with self._asked:
            return self._scout(picture)

    def close(self) -> None:
        """Release what the scout holds; may be called twice."""
        self._scout.close()
