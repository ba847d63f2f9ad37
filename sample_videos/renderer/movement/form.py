"""How a runner runs: the parameters every fault is dialled in with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Gait = Literal["running", "walking"]


@dataclass(frozen=True, slots=True)
class Form:
    """Parameters of a runner's movement; angles in degrees, lengths in leg lengths, times in seconds.

    Attributes
    ----------
    gait
        Running or walking.
    speed
        Belt, metres a second.
    cadence
        Steps a minute; a low one is a fault by itself.
    duty
        Contact time over stride time; a short one makes a bouncy runner, by gravity alone.
    foot_ahead
        Ankle ahead of the hip middle at initial contact; a large one is over-striding.
    knee_at_contact
        Knee flexion at initial contact.
    foot_pitch
        Sole against the belt at initial contact, toes up positive; negative is a forefoot strike.
    lean
        Lean of the spine's line; negative leans back.
    hunch
        Rounding of the upper back.
    head_down
        Face turned down.
    head_forward
        Neck brought forward, the face kept level.
    shoulders_up
        Collar bones raised.
    hollow
        Lower back hollowed: pelvis tipped forward, trunk kept where it is.
    pelvic_drop
        Greatest drop of the swing side's hip.
    trunk_sway
        Greatest side bend of the trunk towards the standing foot.
    pelvic_turn
        Greatest turn of the pelvis.
    step_width
        Feet apart from the middle line, metres.
    arm_swing
        Half the range of the upper arm.
    elbow
        Elbow flexion.
    asymmetry
        Share by which the right step, contact and reach are longer than the mean, the left ones shorter.
    variation
        1 is the usual spread from stride to stride (about 1 % of the stride time); 0 is clockwork.
    fatigue
        0 is fresh; 1 drifts through the film: 6 degrees more lean, 8 more hunch, 6 steps a minute fewer.
    remaining_speed
        Share of the belt's speed with which the foot still moves forward against the belt at touchdown.
    take_up_s
        Time in which the foot takes up the belt's speed.
    seed
        Of the variation and of the moment at which the film starts.
    first
        Foot that lands first; the other one mirrors the film in time.
    """

    gait: Gait = "running"
    speed: float = 3.0
    cadence: float = 170.0
    duty: float = 0.35
    foot_ahead: float = 0.24
    knee_at_contact: float = 15.0
    foot_pitch: float = 9.0
    lean: float = 7.0
    hunch: float = 0.0
    head_down: float = 0.0
    head_forward: float = 0.0
    shoulders_up: float = 0.0
    hollow: float = 0.0
    pelvic_drop: float = 4.5
    trunk_sway: float = 2.0
    pelvic_turn: float = 6.0
    step_width: float = 0.03
    arm_swing: float = 26.0
    elbow: float = 98.0
    asymmetry: float = 0.0
    variation: float = 1.0
    fatigue: float = 0.0
    remaining_speed: float = 0.4
    take_up_s: float = 0.020
    seed: int = 0
    first: Literal["right", "left"] = "right"

    def mirrored(self) -> Form:
        """Return the same runner seen in a mirror."""
        other: Literal["right", "left"] = "left" if self.first == "right" else "right"
        return replace(self, asymmetry=-self.asymmetry, first=other)


def walking(speed: float = 1.4, cadence: float = 112.0) -> Form:
    """Return an ordinary walk."""
    return Form(
        gait="walking",
        speed=speed,
        cadence=cadence,
        duty=0.62,
        foot_ahead=0.36,
        knee_at_contact=8.0,
        foot_pitch=20.0,
        lean=2.0,
        arm_swing=20.0,
        elbow=28.0,
        step_width=0.05,
    )
