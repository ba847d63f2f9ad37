from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from formcheck.clip.picture import Rgb
from formcheck.motion import Level, TimeFactor
from formcheck.report import Report, draw
from formcheck.report.overlay import Overlay, fitted
from formcheck.report.panel import panel
from formcheck.report.pen import Pen
from formcheck.report.skeleton import Figure, Skeleton

_SIZE = (240, 426)
_QUIET_S = 0.2  # no event near


def _blank(value: int = 128) -> Rgb:
    return np.full((_SIZE[1], _SIZE[0], 3), value, dtype=np.uint8)


def _drawn(report: Report, t: float, value: int = 128) -> Rgb:
    frame = _blank(value)
    Overlay(report, *_SIZE).draw(frame, t)
    return frame


def _figure(report: Report, t: float) -> Figure:
    assert report.motion is not None
    figure = Skeleton(report.motion).at(t)
    assert figure is not None
    return figure


def _has(frame: Rgb, colour: tuple[int, int, int]) -> bool:
    return bool((np.abs(frame.astype(int) - colour).max(axis=2) < 12).any())


def _at(frame: Rgb, point: np.ndarray) -> np.ndarray:
    x, y = np.round(point).astype(int)
    patch: np.ndarray = frame[y - 2 : y + 3, x - 2 : x + 3].reshape(-1, 3)
    return patch


def test_near_and_far_leg_are_drawn_in_their_own_colours(running: Report) -> None:
    frame, figure = _drawn(running, 0.2), _figure(running, 0.2)
    for leg, colour in (("near", draw.NEAR), ("far", draw.FAR)):
        patch = _at(frame, figure.joint("ankle", leg))  # type: ignore[arg-type]
        assert np.abs(patch.astype(int) - colour).sum(axis=1).min() < 60


def _along_plumb(report: Report, frame: Rgb) -> np.ndarray:
    """Brightness along the upright, between the hip and the knees, where nothing else is drawn."""
    figure = _figure(report, _QUIET_S)
    hip = figure.middle("hip")
    places = [hip - share * figure.below(hip, "near") * figure.up for share in np.linspace(0.62, 0.8, 60)]
    return np.array([_at(frame, place).mean(axis=1).max() for place in places])


@pytest.mark.parametrize("ground", [0, 255])
def test_lines_show_on_light_and_dark_ground(running: Report, ground: int) -> None:
    frame, figure = _drawn(running, 0.2, ground), _figure(running, 0.2)
    patch = _at(frame, figure.joint("knee", "near")).astype(int).sum(axis=1)
    assert patch.max() - patch.min() > 250


def test_unknown_points_are_left_out(running: Report) -> None:
    assert running.motion is not None
    pixels = running.motion.pixels.copy()
    pixels[:, 25:] = np.nan
    legless = replace(running, motion=replace(running.motion, pixels=pixels))
    frame, figure = _drawn(legless, _QUIET_S), _figure(running, _QUIET_S)
    assert (_at(frame, figure.joint("ankle", "near")) == 128).all()
    assert (_at(frame, figure.joint("elbow", "near")) != 128).any()


def test_frames_that_were_not_measured_are_dimmed_and_bare(running: Report) -> None:
    part = replace(running, piece=(30, 60))
    frame, figure = _drawn(part, 0.2), _figure(running, 0.2)
    assert (_at(frame, figure.joint("knee", "near")) == int(128 * 0.45)).all()
    assert (_at(_drawn(part, 1.5), _figure(running, 1.5).joint("knee", "near")) != 128).any()


def test_the_reach_stays_for_a_moment_of_real_time(running: Report) -> None:
    contact = 0.7
    assert _has(_drawn(running, contact), draw.REACH)
    assert _has(_drawn(running, contact + 0.05), draw.REACH)
    assert not _has(_drawn(running, contact + 0.2), draw.REACH)
    assert running.motion is not None
    slow = replace(running, motion=replace(running.motion, time_factor=TimeFactor(4.0, True, "given")))
    assert _has(_drawn(slow, contact + 0.2), draw.REACH)


def test_the_reach_runs_straight_down_and_over_to_the_ankle(running: Report) -> None:
    figure = _figure(running, 0.7)
    frame = _blank()
    draw.reach(Pen(frame, 2.0), figure, figure, "near")
    hip, up = figure.middle("hip"), figure.up
    belt = hip - figure.below(hip, "near") * up
    ankle = figure.joint("ankle", "near")
    under = belt + (ankle - hip) - float((ankle - hip) @ up) * up
    for point in ((hip + belt) / 2, (belt + under) / 2):
        assert np.abs(_at(frame, point).astype(int) - draw.REACH).sum(axis=1).min() < 30
    assert abs(float((under - belt) @ up)) < 1e-9


def test_the_plumb_line_tilts_with_the_level(running: Report) -> None:
    assert running.motion is not None
    figure = _figure(running, _QUIET_S)
    assert figure.up[0] > 0  # 2 degrees clockwise: the upper end lies to the right
    assert np.degrees(np.arctan2(figure.up[0], -figure.up[1])) == pytest.approx(2.0)
    unknown = replace(running.motion, level=Level(None, 2.0, "none"))
    assert Figure(figure.xy, unknown).up == pytest.approx([0.0, -1.0])


def test_an_unknown_level_gives_a_dashed_grey_plumb_line(running: Report) -> None:
    assert running.motion is not None
    lost = replace(running, motion=replace(running.motion, level=Level(None, 2.0, "none")))
    known, unknown = _drawn(running, _QUIET_S), _drawn(lost, _QUIET_S)
    seen, unseen = _along_plumb(running, known), _along_plumb(lost, unknown)
    assert seen.min() > 180
    assert 145 < unseen.max() < 180
    assert unseen.min() == 128  # gaps between the dashes


def test_from_the_front_there_are_no_side_lines(front: Report) -> None:
    frame = _drawn(front, 0.7)
    assert not _has(frame, draw.TRUNK)
    assert not _has(frame, draw.REACH)
    assert _has(frame, draw.NEAR)


def test_between_samples_the_figure_lies_between(running: Report) -> None:
    assert running.motion is not None
    t, pixels = running.motion.t, running.motion.pixels
    middle = Skeleton(running.motion).at(float(t[10] + t[11]) / 2)
    assert middle is not None
    assert middle.xy == pytest.approx((pixels[10] + pixels[11]) / 2)
    assert Skeleton(running.motion).at(float(t[-1]) + 1.0) is None


def test_the_panel_keeps_off_the_runner(running: Report) -> None:
    assert running.motion is not None
    found = panel(running, 480, 852, 15.0)
    assert found is not None
    points = running.motion.pixels * 2
    within = (points > found.corner) & (points < found.corner + found.size)
    inside = np.any(np.all(within, axis=2), axis=1)
    assert not np.any(inside & found.free)


def test_the_panel_stands_aside_when_the_runner_passes_behind_it(running: Report) -> None:
    assert running.motion is not None
    everywhere = np.linspace(0, 1, 33)[None, :, None] * np.array([240.0, 426.0]) + np.zeros((90, 1, 1))
    crossing = running.motion.pixels.copy()
    crossing[40:45, :, :] = everywhere[40:45]
    crossing[40:45, :4] = [[4, 4], [236, 4], [4, 422], [236, 422]]
    crowded = replace(running, motion=replace(running.motion, pixels=crossing))
    found = panel(crowded, 480, 852, 15.0)
    assert found is not None
    assert not found.free[42]
    assert found.free[5]


def test_rows_say_the_latest_stride_and_the_median(running: Report) -> None:
    found = panel(running, 480, 852, 15.0)
    assert found is not None
    row = found.rows[0]
    cadence = running.measurement("cadence")
    assert cadence is not None
    assert row.latest(0.1) == ""
    assert row.latest(1.45) == f"{cadence.per_stride[1]:.1f} /min"
    assert row.median() == "171.4 /min"


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((720, 1280), (540, 960)),
        ((1920, 1080), (960, 540)),
        ((361, 637), (360, 636)),
        ((241, 427), (240, 426)),
    ],
)
def test_the_film_is_even_and_never_enlarged(size: tuple[int, int], expected: tuple[int, int]) -> None:
    width, height = fitted(*size, 960)
    assert abs(width - expected[0]) <= 2
    assert abs(height - expected[1]) <= 2
    assert width % 2 == height % 2 == 0
