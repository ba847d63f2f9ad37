"""Every measurement is there in every case: a number with its interval, or the reason why not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formcheck.gait import find_gait
from formcheck.metrics import METRICS, Measurement, measure
from formcheck.motion.understood import Angle
from formcheck.options import Options
from formcheck.pose import PoseTrack
from formcheck.pose.landmarks import index
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import WALKER, front_view, gait_of, not_understood, standing, truth, without


def whole(measurements: tuple[Measurement, ...]) -> dict[tuple[str, str | None], Measurement]:
    names = {one.name for one in measurements}
    assert {metric.name for metric in METRICS} | {"cadence"} <= names
    for one in measurements:
        if one.value is None:
            assert one.reason.endswith(".")
            assert (one.low, one.high, one.n) == (None, None, 0)
        else:
            assert one.reason == ""
            assert one.low is not None
            assert one.high is not None
            assert one.low <= one.value <= one.high
            assert one.n >= 2
    return {(one.name, one.leg): one for one in measurements}


def of(track: PoseTrack, options: Options | None = None) -> dict[tuple[str, str | None], Measurement]:
    return whole(measure(*gait_of(track, options)))


def test_a_runner_is_measured_in_full_and_rightly() -> None:
    found = of(film(Runner()))
    true = truth(Runner())
    close = {"contact_time": 25, "flight_time": 25, "duty_factor": 3.5, "arm_swing": 4, "elbow_angle": 2}
    for (name, _), one in found.items():
        assert one.value is not None
        if name in true:
            assert one.value == pytest.approx(true[name], abs=close.get(name, 4)), name


def test_a_walker_has_a_step_rate_only() -> None:
    found = of(film(WALKER, Camera(seconds=10)))
    assert [key for key, one in found.items() if one.value is not None] == [("cadence", None)]


def test_from_the_front_the_side_measures_are_withheld() -> None:
    found = of(front_view(Runner(), Camera()))
    assert found["cadence", None].value is not None
    assert all(one.value is None for key, one in found.items() if key[0] != "cadence")
    assert "front" in found["trunk_lean", None].reason


def test_nobody_and_nothing() -> None:
    for gone in (without(film(Runner()), slice(0, None)), standing(Camera())):
        found = whole(measure(None, find_gait(not_understood(gone))))
        assert all(one.value is None for one in found.values())


def test_feet_out_of_the_picture() -> None:
    found = of(replace(film(Runner()), height=740))  # the belt lies at 800
    assert found["trunk_lean", None].value == pytest.approx(6.0, abs=0.3)
    for name in ("overstride_ankle", "contact_time", "foot_angle_at_contact"):
        assert "out of the picture" in found[name, "near"].reason


def test_without_a_clock_no_times() -> None:
    found = of(film(Runner(), Camera(fps=30, seconds=40, slow=8)))
    for key in (("cadence", None), ("contact_time", "near"), ("flight_time", None)):
        assert "slow motion" in found[key].reason
    assert found["duty_factor", "near"].value is not None


def test_centimetres_where_the_scale_is_known() -> None:
    found = of(film(Runner()), Options(height_cm=175))
    leg_cm = 0.487 * 175
    share = found["overstride_ankle", "near"].value
    assert share is not None
    assert found["overstride_ankle_cm", "near"].value == pytest.approx(share * leg_cm / 100)
    assert ("vertical_oscillation_cm", None) not in of(film(Runner()))


@pytest.mark.parametrize(("yaw", "withheld"), [(-20.0, False), (34.0, False), (38.0, True), (-45.0, True)])
def test_a_camera_far_off_square_is_not_measured_by(yaw: float, withheld: bool) -> None:
    motion, gait = gait_of(film(Runner()))
    turned = replace(motion, camera=replace(motion.camera, yaw=Angle(yaw, 2.0)))
    found = whole(measure(turned, gait))
    assert (found["trunk_lean", None].value is None) is withheld
    assert found["cadence", None].value is not None
    if withheld:
        assert f"{abs(yaw):.0f}° off square" in found["overstride_ankle", "near"].reason


def test_a_far_knee_no_leg_could_have_is_withheld() -> None:
    motion, gait = gait_of(film(Runner()))
    knee, wrong = index("knee", motion.side_of("far")), motion.xy.copy()
    wrong[:, knee, 0] -= 0.25
    found = whole(measure(replace(motion, xy=wrong), gait))
    assert "hidden" in found["knee_flexion_midstance", "far"].reason
    assert found["knee_flexion_midstance", "near"].value is not None
    assert found["overstride_ankle", "far"].value is not None
