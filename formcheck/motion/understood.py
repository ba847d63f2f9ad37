"""What was understood beside the paths: level, scale, clock, camera, facing and what was mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Level:
    """Where true vertical lies at the runner's place in the picture.

    Attributes
    ----------
    roll_deg
        Angle from the picture's vertical to true vertical, clockwise positive; None when not known.
    sd_deg
        Standard deviation of `roll_deg` (or of the unknown roll when it is None), degrees.
    source
        ``background`` (upright lines in the still scene), ``user`` or ``none``.
    reason
        Why it is not known; empty when it is.
    """

    roll_deg: float | None
    sd_deg: float
    source: Literal["background", "user", "none"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Metres a pixel at the runner.

    Attributes
    ----------
    m_per_px
        None when neither height nor belt speed is known.
    source
        ``height``, ``speed``, ``both`` or ``none``.
    relative_sd
        Standard deviation as a share of the value.
    reason
        Why it is not known, or that height and speed disagree; empty otherwise.
    """

    m_per_px: float | None
    source: Literal["height", "speed", "both", "none"]
    relative_sd: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TimeFactor:
    """How many times slower than life the file plays.

    Attributes
    ----------
    value
        1 is real time, 8 is 240 filmed and 30 played; None when it cannot be told.
    certain
        True when nothing else is plausible; else times and rates are withheld.
    source
        ``capture rate`` (given or in the file), ``step rate and bounce`` (``and belt``), or ``none``.
    reason
        What makes it uncertain; empty when certain.
    choices
        Factors worth asking about while it is uncertain, the likeliest first; 1 is among them.
    """

    value: float | None
    certain: bool
    source: str
    reason: str = ""
    choices: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ClockSigns:
    """What can be seen of the film's speed, all in file time, and what the file says of it.

    Attributes
    ----------
    step_s
        Step time, seconds.
    bounce
        Rise and fall of the trunk within a step, leg lengths.
    belt
        Speed of the standing foot, leg lengths a second; None when not seen from the side.
    file_fps
        Rate at which new pictures are shown, frames a second.
    file_capture_fps
        Rate of filming written in the file, or None.
    """

    step_s: float
    bounce: float
    belt: float | None
    file_fps: float
    file_capture_fps: float | None


@dataclass(frozen=True, slots=True)
class Angle:
    """An angle and its standard deviation, degrees."""

    deg: float
    sd_deg: float


@dataclass(frozen=True, slots=True)
class Camera:
    """How the camera is turned against the runner; its roll is the level's.

    Attributes
    ----------
    yaw
        Off square to the runner's side: positive when the right-hand end of the belt is further away than the
        left; None when it cannot be told.
    pitch
        Camera looking up positive; the usual one, with a wide deviation, when the background does not tell.
    source
        Where the yaw is from: ``background and shoulders``, ``shoulders`` or ``none``.
    distance
        From the runner, leg lengths, by a usual focal length.
    """

    yaw: Angle | None
    pitch: Angle
    source: str
    distance: float


SQUARE_CAMERA = Camera(Angle(0.0, 0.0), Angle(0.0, 0.0), "known", 5.0)  # what exact motion is seen by


@dataclass(frozen=True, slots=True)
class Facing:
    """Which way the runner faces in the picture, and from which signals."""

    side: Literal["left", "right", "unclear"]
    source: str


@dataclass(frozen=True, slots=True)
class Repairs:
    """What was mended on the way, as shares of frames (0 to 1).

    Attributes
    ----------
    legs_swapped_back
        Frames in which the engine had the left and right foot exchanged.
    knees_swapped_back
        The same for the knees alone.
    filled
        Frames in which a short gap was bridged.
    seen
        Frames in which a person was found.
    arms_swapped_back
        Frames in which left and right elbow or wrist were exchanged.
    left_out
        Share of the legs' joints, over all frames, that lay elsewhere than on their leg and were taken out.
    """

    legs_swapped_back: float
    knees_swapped_back: float
    filled: float
    seen: float
    arms_swapped_back: float = 0.0
    left_out: float = 0.0
