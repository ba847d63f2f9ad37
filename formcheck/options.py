"""What the user can tell about a clip; everything is optional."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from formcheck.errors import OptionError

Facing = Literal["left", "right"]
ModelName = Literal["heavy", "full"]
EngineName = Literal["mediapipe", "rtmpose"]

_SHORTEST_S = 2.0  # holds three steps at any usual rate
_RANGES = {
    "speed_kmh": (2.0, 40.0, "km/h"),
    "height_cm": (100.0, 230.0, "cm"),
    "incline_pct": (-15.0, 40.0, "%"),
    "capture_fps": (10.0, 2000.0, "frames a second"),
    "vertical_deg": (-30.0, 30.0, "degrees"),
    "from_s": (0.0, 86_400.0, "seconds"),
    "until_s": (0.0, 86_400.0, "seconds"),
}


@dataclass(frozen=True, slots=True)
class Options:
    """Facts only the runner knows, and the choice of model.

    Attributes
    ----------
    facing
        Side of the picture the runner faces; None lets formcheck find it.
    speed_kmh
        Belt speed, km/h (2 to 40).
    height_cm
        Body height, cm (100 to 230).
    incline_pct
        Belt incline, % (-15 to 40).
    capture_fps
        Rate the camera filmed at, frames a second; above the file's own rate means slow motion.
    vertical_deg
        Angle from the picture's vertical to true vertical at the runner, degrees, clockwise positive
        (-30 to 30); None lets formcheck find the level in the background.
    model
        Pose model; ``heavy`` swaps legs far less often than ``full``.
    title
        Name of the clip in reports; the file's own name when empty.
    from_s, until_s
        Part of the film to look at, seconds; a film longer than a minute is looked at for 40 seconds in its
        middle when neither is told.
    every_picture
        Have the model look at every picture that is taken, not at every second one; it takes longer.
    blur_faces
        Blur the runner's face on every frame that is written or shown; it changes no number.
    engine
        What finds the landmarks; ``rtmpose`` needs weights of one's own, and its accuracy was not measured.

    Raises
    ------
    OptionError
        When a value is out of its range or not a known word.
    """

    facing: Facing | None = None
    speed_kmh: float | None = None
    height_cm: float | None = None
    incline_pct: float | None = None
    capture_fps: float | None = None
    vertical_deg: float | None = None
    model: ModelName = "heavy"
    title: str = ""
    from_s: float | None = None
    until_s: float | None = None
    every_picture: bool = False
    blur_faces: bool = False
    engine: EngineName = "mediapipe"

    def __post_init__(self) -> None:
        if self.facing not in (None, "left", "right"):
            raise OptionError(f"facing is '{self.facing}': say left or right, or leave it out.")
        if self.model not in ("heavy", "full"):
            raise OptionError(f"model is '{self.model}': choose heavy (better) or full (faster).")
        if self.engine not in ("mediapipe", "rtmpose"):
            raise OptionError(f"engine is '{self.engine}': choose mediapipe (the default) or rtmpose.")
        for name, (low, high, unit) in _RANGES.items():
            value = getattr(self, name)
            if value is not None and not low <= value <= high:
                label = name.split("_")[0]
                raise OptionError(f"{label} is {value:g}: give a number from {low:g} to {high:g} {unit}.")
        if self.until_s is not None and self.until_s - (self.from_s or 0.0) < _SHORTEST_S:
            raise OptionError(f"The part of the film is too short: give at least {_SHORTEST_S:g} seconds.")

    @property
    def part_s(self) -> tuple[float | None, float | None]:
        """Part of the film to look at, seconds from and up to."""
        return self.from_s, self.until_s
