"""What is drawn over the film lies where the runner is, at the frames' own times."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from formcheck.metrics import measure
from formcheck.metrics.knee_flexion import KNEE_FLEXION_AT_CONTACT
from formcheck.metrics.overstride import OVERSTRIDE_ANKLE
from formcheck.metrics.shank_angle import SHANK_ANGLE_AT_CONTACT
from formcheck.metrics.trunk_lean import TRUNK_LEAN_AT_CONTACT
from formcheck.motion import Leg
from formcheck.pose.landmarks import index
from formcheck.report import Report
from formcheck.web.viewer.scene import Scene, scene
from formcheck.web.viewer.seen import seen
from formcheck.web.viewer.values import mean_error
from tests.support import coded, reports


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return coded.report(tmp_path_factory.mktemp("coded"))


def place(made: Scene, k: int, joint: str, leg: str) -> tuple[float, float]:
    flat = made.points[k]
    assert flat is not None
    i = 2 * (made.joints.index(joint) + (len(made.joints) if leg == "far" else 0))
    x, y = flat[i], flat[i + 1]
    assert x is not None
    assert y is not None
    return x, y


def test_it_is_plain_json_and_small(report: Report) -> None:
    text = json.dumps(scene(report).to_json(), allow_nan=False)
    assert len(text) < 500 * len(report.clip.t)
    assert json.loads(text)["near"] == report.motion.near  # type: ignore[union-attr]


@pytest.mark.parametrize("leg", ["near", "far"])
def test_points_lie_on_the_runner_at_the_frames_own_times(report: Report, leg: str) -> None:
    motion = report.motion
    assert motion is not None
    made = scene(report)
    column = index("ankle", motion.side_of("near" if leg == "near" else "far"))
    expected = [np.interp(report.clip.t, motion.t, motion.pixels[:, column, i]) for i in (0, 1)]
    found = np.array([place(made, k, "ankle", leg) for k in range(len(made.t))])
    np.testing.assert_allclose(found, np.stack(expected, axis=1), atol=0.051)


def test_a_smaller_film_has_smaller_places(tmp_path: Path) -> None:
    film = reports.Film(width=1440, height=960, seconds=1.5)
    report = reports.running(tmp_path, film)
    motion = report.motion
    assert motion is not None
    made = scene(report)
    assert (made.width, made.height) == (1280, 854)
    ankle = motion.pixels[10, index("ankle", motion.near)] * 1280 / 1440
    np.testing.assert_allclose(place(made, 10, "ankle", "near"), ankle, atol=0.06)
    assert made.leg_px == pytest.approx(motion.leg_px * 1280 / 1440, abs=0.06)


def test_a_piece_keeps_the_clip_s_numbers_and_times(report: Report) -> None:
    whole, part = scene(report), scene(report, (40, 90))
    assert part.first == 40
    assert part.t == whole.t[40:90]
    assert part.points == whole.points[40:90]
    assert part.values[0].numbers == whole.values[0].numbers[40:90]


def test_numbers_agree_with_the_measures(report: Report) -> None:
    motion = report.motion
    assert motion is not None
    # Frames that fall on a contact: times of the frames are made those of the contacts.
    strides = report.gait.strides("near")
    t = np.array([one.contact_s for one in strides])
    made = scene(replace(report, clip=replace(report.clip, t=t)))
    same = {
        "trunk_lean": (TRUNK_LEAN_AT_CONTACT, None),
        "knee_flexion": (KNEE_FLEXION_AT_CONTACT, "near"),
        "shank_angle": (SHANK_ANGLE_AT_CONTACT, "near"),
        "foot_ahead": (OVERSTRIDE_ANKLE, "near"),
    }
    for name, (metric, leg) in same.items():
        (one,) = (value for value in made.values if value.name == name and value.leg == leg)
        expected = [metric.compute(motion, stride) for stride in strides]
        taken = mean_error(name, one.leg) or 0.0
        assert one.numbers == pytest.approx([x - taken for x in expected if x is not None], abs=0.051)


@pytest.mark.parametrize("calibrated", [True, False])
def test_a_frame_tells_what_the_card_rests_on(report: Report, calibrated: bool) -> None:
    measured = measure(report.motion, report.gait, correct=calibrated)
    by_name = {(one.name, one.leg): one for one in measured}
    moment = {"trunk_lean_midstance": "trunk_lean", "knee_flexion_midstance": "knee_flexion"}
    strides = {None: report.gait.all_strides(), "near": report.gait.strides("near")}
    for measure_name, value_name in moment.items():
        leg: Leg | None = None if value_name == "trunk_lean" else "near"
        card = by_name[measure_name, leg]
        assert len(card.per_stride) == len(strides[leg]) > 2
        t = np.array([one.midstance_s for one in strides[leg]])
        made = scene(replace(report, calibrated=calibrated, clip=replace(report.clip, t=t)))
        (one,) = (value for value in made.values if value.name == value_name and value.leg == leg)
        assert one.numbers == pytest.approx(card.per_stride, abs=0.051)
        assert card.value == pytest.approx(float(np.median(card.per_stride)))


def test_over_the_stride_frames_tell_in_the_mean_what_the_card_tells(report: Report) -> None:
    measured = {one.name: one for one in measure(report.motion, report.gait, correct=True) if not one.leg}
    stride = report.gait.strides("near")[1]
    t = np.linspace(stride.contact_s, stride.end_s, 200)
    made = scene(replace(report, clip=replace(report.clip, t=t)))
    for value_name, measure_name in (("posture", "posture_angle"), ("head", "head_pitch")):
        (one,) = (value for value in made.values if value.name == value_name)
        card = measured[measure_name]
        k = int(np.argmin(np.abs(np.array(card.stride_times_s) - stride.contact_s)))
        assert np.mean([x for x in one.numbers if x is not None]) == pytest.approx(
            card.per_stride[k], abs=0.1
        )


def test_where_a_card_is_set_right_it_is_said(report: Report) -> None:
    told = [one.also for one in scene(report).values if one.also]
    assert told == [
        "Trunk lean has 1.0° added, as on the cards.",
        "Lower leg is as read; just after landing, the list of all measures takes off 1.9° near and "
        "4.9° far.",
    ]
    assert not any(one.also for one in scene(replace(report, calibrated=False)).values)


def test_the_finding_that_was_asked_for_is_told_with_its_number(report: Report) -> None:
    assert seen(report, None) is None
    assert seen(report, "nothing") is None
    for finding in report.findings:
        told = seen(report, finding.id)
        if finding.measurement.value is None:
            assert told is None
            continue
        assert told is not None
        assert told.title == finding.title
        assert finding.measured.startswith(told.measured)
        if told.value is not None:
            names = {(one.name, one.leg) for one in scene(report).values}
            assert (told.value, told.leg) in names


def test_outside_the_motion_nothing_is_known(report: Report) -> None:
    motion = report.motion
    assert motion is not None
    later = replace(
        report, motion=replace(motion, t=motion.t[60:], xy=motion.xy[60:], pixels=motion.pixels[60:])
    )
    made = scene(later)
    assert made.points[:59] == (None,) * 59
    assert made.points[62] is not None
    assert set(made.values[0].numbers[:59]) == {None}


def test_footsteps_and_jumps(report: Report) -> None:
    made = scene(report)
    steps = made.steps["near"]
    assert steps is not None
    assert report.gait.near is not None
    np.testing.assert_allclose(steps.initial_contact, report.gait.near.initial_contact_s, atol=1e-5)
    moments = ["contact", "loading", "midstance", "toe-off"]
    sides = [report.motion.side_of(leg).capitalize() for leg in ("near", "far")] if report.motion else []
    assert [one.label for one in made.jumps] == [f"{side}: {moment}" for side in sides for moment in moments]
    nearest = min(steps.initial_contact, key=lambda t: abs(t - made.t[made.jumps[0].frame]))
    assert abs(made.t[made.jumps[0].frame] - nearest) <= 0.5 / 60 + 0.006
    titles = {one.title for one in report.three_things()}
    assert {title for jump in made.jumps for title in jump.about} == titles


def test_jumps_of_one_leg_need_no_side(report: Report) -> None:
    alone = scene(replace(report, gait=replace(report.gait, far=None)))
    assert [one.label for one in alone.jumps] == ["Initial contact", "Loading", "Midstance", "Toe-off"]


def test_the_belt_lies_under_the_feet(report: Report) -> None:
    made = scene(report)
    assert made.belt is not None
    assert made.belt.ahead == pytest.approx((np.cos(np.deg2rad(2)), np.sin(np.deg2rad(2))), abs=1e-4)
    lowest = np.nanmax([[one or np.nan for one in flat[1::2]] for flat in made.points if flat])
    assert made.belt.at[1] == pytest.approx(lowest, abs=0.04 * coded.FILM.height)


def test_found_footsteps_stay_the_ones_corrected_against(report: Report) -> None:
    corrected = replace(report, gait=replace(report.gait, near=None))
    assert scene(corrected, found=report.gait).steps == scene(report).steps


@pytest.mark.parametrize("make", [reports.front, reports.nobody, reports.walking])
def test_what_cannot_be_told_is_absent(tmp_path: Path, make: Callable[[Path], Report]) -> None:
    made = scene(make(tmp_path))
    json.dumps(made.to_json(), allow_nan=False)
    if make is not reports.walking:
        assert made.values == ()
        assert made.belt is None
    if make is reports.nobody:
        assert set(made.points) == {None}
        assert made.leg_px is None
