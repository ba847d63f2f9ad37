"""What formcheck asks of a pose engine, so that another one can take its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from formcheck.clip import Picture


@dataclass(frozen=True, slots=True)
class Pose:
    """One person in one picture.

    Attributes
    ----------
    xy
        ``(33, 2)`` pixels, origin top left, y down; may lie outside the picture.
    visibility
        ``(33,)`` 0 to 1, the engine's own guess that the point can be seen.
    world
        ``(33, 3)`` metres round the hip middle, as far as one picture tells; z away from the camera.
    """

    xy: NDArray[np.float64]
    visibility: NDArray[np.float64]
    world: NDArray[np.float64]


class Engine(Protocol):
    """Follows one person from picture to picture within one shot."""

    def __call__(self, picture: Picture) -> Pose | None:
        """Return the person's pose, or None when nobody is found."""
        ...

    def restart(self) -> None:
        """Forget the person: a new shot begins."""
        ...

    def close(self) -> None:
        """Release what the engine holds; may be called twice."""
        ...
