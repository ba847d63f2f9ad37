"""Physics and invariance over motion, gait and metrics together, on a runner known exactly."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from formcheck.gait import Gait
from formcheck.metrics import Measurement, measure
from formcheck.motion import LEGS
from formcheck.options import Options
from formcheck.pose import PoseTrack
from tests.support.kinematics import Camera, Runner, film, swapped
from tests.support.scenes import gait_of, mirrored, truth, without

RUNNER = Runner()
FOOT = ("ankle", "heel", "toe")
LEG = ("knee", *FOOT)
# No shrinking: one example costs most of a second.
few = settings(max_examples=10, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])


def measured(track: PoseTrack, options: Options | None = None) -> dict[tuple[str, str | None], Measurement]:
    motion, gait = gait_of(track, options)
    return {(one.name, one.leg): one for one in measure(motion, gait)}


def contacts(gait: Gait, leg: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    events = gait.near if leg == "near" else gait.far
    assert events is not None
    return events.initial_contact_s


def nearest(found: object, true: object) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    a, b = np.asarray(found, dtype=float), np.asarray(true, dtype=float)
    return np.array([one - b[np.abs(b - one).argmin()] for one in a])


@pytest.mark.parametrize("fps", [30, 60, 120, 240])
def test_contacts_are_found_below_the_frame_at_every_rate(fps: float) -> None:
    camera = Camera(fps=fps, seconds=6)
    _, gait = gait_of(film(RUNNER, camera))
    for leg in LEGS:
        events = gait.events(leg)
        assert events is not None
        right = leg == "near"
        off = nearest(events.initial_contact_s, RUNNER.contacts(camera.seconds, right))
        assert abs(off.mean()) < 0.010
        assert off.std() < 0.002
        off = nearest(events.toe_off_s, RUNNER.toe_offs(camera.seconds, right))
        assert abs(off.mean()) < 0.020
        assert off.std() < 0.002


@few
@given(cadence=st.floats(150, 190), lean=st.floats(-5, 20), ahead=st.floats(0.15, 0.36))
def test_measures_follow_the_runner(cadence: float, lean: float, ahead: float) -> None:
    runner = Runner(cadence=cadence, lean=lean, ahead=ahead)
    found = measured(film(runner))
    assert found["cadence", None].value == pytest.approx(cadence, rel=0.002)
    assert found["trunk_lean", None].value == pytest.approx(lean, abs=0.2)
    # The rule's own timing error of up to 10 ms is worth about 3 % of a leg at this belt speed.
    assert found["overstride_ankle", "near"].value == pytest.approx(100 * ahead, abs=3.5)


def test_intervals_hold_the_truth() -> None:
    found = measured(film(RUNNER, Camera(noise_px=2.0, seed=3)))
    for name, true in truth(RUNNER).items():
        for (other, _), one in found.items():
            if other == name and one.value is not None:
                assert one.low is not None
                assert one.high is not None
                assert one.low <= true <= one.high, name


@few
@given(seed=st.integers(0, 1000))
def test_a_mirrored_film_exchanges_left_and_right_only(seed: int) -> None:
    track = film(RUNNER, Camera(noise_px=1.0, seed=seed))
    plain, turned = measured(track), measured(mirrored(track))
    for key, one in plain.items():
        other = turned[key]
        assert other.value == pytest.approx(one.value, rel=1e-6, abs=1e-6)
        if one.side:
            assert {one.side, other.side} == {"left", "right"}


@few
@given(slow=st.sampled_from([2.0, 4.0, 8.0]))
def test_slow_motion_stretches_the_file_not_the_runner(slow: float) -> None:
    real = measured(film(RUNNER, Camera(fps=120, seconds=6)))
    camera = Camera(fps=120 / slow, seconds=6 * slow, slow=slow)
    stretched = measured(film(RUNNER, camera), Options(capture_fps=120))
    for key, one in real.items():
        assert stretched[key].value == pytest.approx(one.value, rel=1e-4, abs=1e-4)


@few
@given(
    roll=st.floats(-8, 8),
    leg_px=st.floats(150, 360),
    shift=st.tuples(st.floats(600, 680), st.floats(780, 820)),
)
def test_camera_does_not_matter_once_level_is_known(
    roll: float, leg_px: float, shift: tuple[float, float]
) -> None:
    plain, plain_gait = gait_of(film(RUNNER), Options(vertical_deg=0.0))
    turned = film(RUNNER, Camera(roll=roll, leg_px=leg_px, shift=shift))
    motion, gait = gait_of(turned, Options(vertical_deg=roll))
    known = {(m.name, m.leg): m for m in measure(motion, plain_gait)}
    for one in measure(plain, plain_gait):
        assert known[one.name, one.leg].value == pytest.approx(one.value, rel=0.01, abs=0.15)
    for leg in LEGS:
        assert np.abs(nearest(contacts(gait, leg), contacts(plain_gait, leg))).max() < 0.002


def test_an_unknown_roll_goes_into_the_lean_and_the_interval_says_so() -> None:
    found = measured(film(RUNNER, Camera(roll=3.0)))["trunk_lean", None]
    assert found.value == pytest.approx(RUNNER.lean + 3.0, abs=0.3)
    assert found.low is not None
    assert found.low < RUNNER.lean


@pytest.mark.parametrize("joints", [LEG, ("knee",), FOOT])
@pytest.mark.parametrize("burst", [1, 5, 15, 40])
def test_exchanged_legs_are_put_back(joints: tuple[str, ...], burst: int) -> None:
    track = film(RUNNER, Camera(noise_px=1.0))
    rng = np.random.default_rng(burst)
    frames = np.zeros(len(track.t), dtype=bool)
    while frames.mean() < 0.2:
        start = int(rng.integers(0, len(frames)))
        frames[start : start + burst] = True
    _, plain = gait_of(track)
    motion, gait = gait_of(swapped(track, frames, joints))
    for leg in LEGS:
        moved = nearest(contacts(gait, leg), contacts(plain, leg))
        assert np.median(np.abs(moved)) < 0.002
        assert np.abs(moved).max() < 0.006
    if joints == LEG:
        assert motion.repairs.legs_swapped_back == pytest.approx(frames.mean(), abs=0.06)


def test_every_second_frame_exchanged() -> None:
    track = film(RUNNER)
    # Of exactly half nobody could say which naming is the right one.
    frames = (np.arange(len(track.t)) % 2 == 0) & (track.t < 7.0)
    frames[:12] = False  # in an exact tie nothing tells which leg is which
    _, plain = gait_of(track)
    _, gait = gait_of(swapped(track, frames, LEG))
    for leg in LEGS:
        assert np.abs(nearest(contacts(gait, leg), contacts(plain, leg))).max() < 0.003


def test_uneven_stamps_do_not_move_contacts() -> None:
    rng = np.random.default_rng(4)
    even = Camera(fps=60, seconds=7)
    stamps = even.times()[rng.random(len(even.times())) > 0.15]
    _, gait = gait_of(film(RUNNER, even, stamps))
    for leg in LEGS:
        off = nearest(contacts(gait, leg), RUNNER.contacts(even.seconds, leg == "near"))
        assert abs(off.mean()) < 0.010
        assert off.std() < 0.0015


def test_a_lost_second_leaves_the_rest_standing() -> None:
    track = without(film(RUNNER, Camera(seconds=9)), slice(240, 246))
    found = measured(track)
    assert found["cadence", None].value == pytest.approx(RUNNER.cadence, rel=0.003)


@few
@given(lost=st.floats(0.1, 0.3), seed=st.integers(0, 999), lean=st.floats(0, 14))
def test_frames_lost_at_random_change_nothing_beyond_the_intervals(
    lost: float, seed: int, lean: float
) -> None:
    """A camera in the dark, or one short of memory, drops frames; their true stamps remain."""
    runner, camera = Runner(lean=lean), Camera(fps=60, seconds=8, noise_px=1.0, seed=seed)
    whole = film(runner, camera)
    kept = np.flatnonzero(np.random.default_rng(seed).random(len(whole.t)) >= lost)
    thinned = whole.pick(kept, whole.t[kept])
    (_, full_gait), (_, gait) = gait_of(whole), gait_of(thinned)
    for leg in LEGS:
        events = gait.events(leg)
        assert events is not None
        off = nearest(events.initial_contact_s, contacts(full_gait, leg))
        assert np.abs(off).max() < 0.012
        assert abs(off.mean()) < 2 * events.contact_sd_s
        assert abs(len(events.initial_contact_s) - len(contacts(full_gait, leg))) <= 1
    full, found = measured(whole), measured(thinned)
    for name in ("cadence", "trunk_lean"):
        one = found[name, None]
        assert one.low is not None
        assert one.high is not None
        assert one.low <= truth(runner)[name] <= one.high
        assert one.value == pytest.approx(full[name, None].value, abs=0.4)
