"""All metrics, in the order people read them."""

from __future__ import annotations

from formcheck.metrics.arms import ARM_SWING, ELBOW_ANGLE, HAND_HEIGHT
from formcheck.metrics.foot_angle import FOOT_ANGLE_AT_CONTACT
from formcheck.metrics.head import HEAD_FORWARD, HEAD_PITCH, SHOULDER_HEIGHT
from formcheck.metrics.knee_flexion import KNEE_FLEXION_AT_CONTACT, KNEE_FLEXION_MIDSTANCE
from formcheck.metrics.overstride import OVERSTRIDE_ANKLE, OVERSTRIDE_HEEL
from formcheck.metrics.posture import POSTURE_ANGLE
from formcheck.metrics.shank_angle import SHANK_ANGLE_AT_CONTACT, SHANK_ANGLE_LOADING
from formcheck.metrics.step_length import STEP_LENGTH, STRIDE_LENGTH
from formcheck.metrics.thigh_extension import THIGH_EXTENSION_AT_TOE_OFF
from formcheck.metrics.timing import CONTACT_TIME, DUTY_FACTOR, FLIGHT_TIME
from formcheck.metrics.trunk_lean import (
    TRUNK_LEAN,
    TRUNK_LEAN_AT_CONTACT,
    TRUNK_LEAN_MIDSTANCE,
    TRUNK_PITCH_RANGE,
)
from formcheck.metrics.value import Metric
from formcheck.metrics.vertical_oscillation import VERTICAL_OSCILLATION, VERTICAL_RATIO
from formcheck.metrics.whole_body_lean import BEND_AT_WAIST, LEAN_FROM_ANKLE

METRICS: tuple[Metric, ...] = (
    TRUNK_LEAN,
    TRUNK_LEAN_AT_CONTACT,
    TRUNK_LEAN_MIDSTANCE,
    TRUNK_PITCH_RANGE,
    LEAN_FROM_ANKLE,
    BEND_AT_WAIST,
    OVERSTRIDE_ANKLE,
    OVERSTRIDE_HEEL,
    SHANK_ANGLE_AT_CONTACT,
    SHANK_ANGLE_LOADING,
    KNEE_FLEXION_AT_CONTACT,
    KNEE_FLEXION_MIDSTANCE,
    FOOT_ANGLE_AT_CONTACT,
    THIGH_EXTENSION_AT_TOE_OFF,
    STEP_LENGTH,
    STRIDE_LENGTH,
    VERTICAL_OSCILLATION,
    VERTICAL_RATIO,
    CONTACT_TIME,
    FLIGHT_TIME,
    DUTY_FACTOR,
    HEAD_PITCH,
    HEAD_FORWARD,
    POSTURE_ANGLE,
    SHOULDER_HEIGHT,
    ELBOW_ANGLE,
    ARM_SWING,
    HAND_HEIGHT,
)
