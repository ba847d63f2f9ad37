"""Every metric says what it is; the names are the contract of report.json."""

from __future__ import annotations

from formcheck.metrics import METRICS

CONTRACT = {
    "trunk_lean",
    "trunk_lean_at_contact",
    "trunk_lean_midstance",
    "overstride_ankle",
    "overstride_heel",
    "shank_angle_at_contact",
    "shank_angle_loading",
    "knee_flexion_at_contact",
    "knee_flexion_midstance",
    "foot_angle_at_contact",
    "vertical_oscillation",
    "contact_time",
    "flight_time",
    "duty_factor",
    "head_pitch",
    "head_forward",
    "posture_angle",
    "elbow_angle",
    "arm_swing",
    "trunk_pitch_range",
    "lean_from_ankle",
    "bend_at_waist",
    "thigh_extension_at_toe_off",
    "step_length",
    "stride_length",
    "vertical_ratio",
    "shoulder_height",
    "hand_height",
}


def test_names_are_the_contract() -> None:
    assert [one.name for one in METRICS] == list(dict.fromkeys(one.name for one in METRICS))
    assert {one.name for one in METRICS} == CONTRACT


def test_each_is_declared_in_full() -> None:
    for one in METRICS:
        assert one.unit in ("deg", "% leg", "% trunk", "ms", "%")
        assert one.definition.endswith(".")
        assert one.source.endswith(".")
        assert one.joints
