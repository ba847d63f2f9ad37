"""All metrics, in the order people read them."""

from __future__ import annotations

from formcheck.metrics.arms import ARM_SWING, ELBOW_ANGLE
from formcheck.metrics.foot_angle import FOOT_ANGLE_AT_CONTACT
from formcheck.metrics.head import HEAD_FORWARD, HEAD_PITCH
from formcheck.metrics.knee_flexion import KNEE_FLEXION_AT_CONTACT, KNEE_FLEXION_MIDSTANCE
from formcheck.metrics.overstride import OVERSTRIDE_ANKLE, OVERSTRIDE_HEEL
from formcheck.metrics.posture import POSTURE_ANGLE
from formcheck.metrics.shank_angle import SHANK_ANGLE_AT_CONTACT
from formcheck.metrics.timing import CONTACT_TIME, DUTY_FACTOR, FLIGHT_TIME
from formcheck.metrics.trunk_lean import TRUNK_LEAN, TRUNK_LEAN_AT_CONTACT, TRUNK_LEAN_MIDSTANCE
from formcheck.metrics.value import Metric
from formcheck.metrics.vertical_oscillation import VERTICAL_OSCILLATION

METRICS: tuple[Metric, ...] = (
    TRUNK_LEAN,
    TRUNK_LEAN_AT_CONTACT,
    TRUNK_LEAN_MIDSTANCE,
    OVERSTRIDE_ANKLE,
    OVERSTRIDE_HEEL,
    SHANK_ANGLE_AT_CONTACT,
    KNEE_FLEXION_AT_CONTACT,
    KNEE_FLEXION_MIDSTANCE,
    FOOT_ANGLE_AT_CONTACT,
    VERTICAL_OSCILLATION,
    CONTACT_TIME,
    FLIGHT_TIME,
    DUTY_FACTOR,
    HEAD_PITCH,
    HEAD_FORWARD,
    POSTURE_ANGLE,
    ELBOW_ANGLE,
    ARM_SWING,
)
