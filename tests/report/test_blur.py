"""The runner's face is hidden where it is, also where it is not seen, and nothing else is touched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from formcheck.clip import Picture, Reader
from formcheck.motion import LEGS
from formcheck.pose.landmarks import Landmark
from formcheck.report import Report
from formcheck.report.blur import FaceBlur
from formcheck.report.document import document
from formcheck.report.keyframes import KeyFrames
from formcheck.report.video import annotate

FACE = slice(0, 11)


def noise(report: Report, index: int) -> Picture:
    source = report.clip.source
    rgb = np.random.default_rng(index).integers(0, 256, (source.height, source.width, 3)).astype(np.uint8)
    return Picture(index, float(report.clip.t[index]), rgb)


def inside(report: Report, faces: FaceBlur, index: int) -> NDArray[np.bool_]:
    source = report.clip.source
    y, x = np.mgrid[: source.height, : source.width]
    x0, y0, up_x, up_y, high, deep = faces.ellipses[index]
    up = np.array([up_x, up_y]) / np.hypot(up_x, up_y)
    along, across = (x - x0) * up[0] + (y - y0) * up[1], (y - y0) * up[0] - (x - x0) * up[1]
    return np.asarray((along / high) ** 2 + (across / deep) ** 2 <= 1)


def lost(report: Report, first: int, stop: int) -> Report:
    xy = report.track.xy.copy()
    xy[first:stop] = np.nan
    return replace(report, track=replace(report.track, xy=xy))


def test_inside_changes_and_outside_does_not(running: Report) -> None:
    faces = FaceBlur(running)
    for index in (0, 40, 89):
        before = noise(running, index)
        kept = before.rgb.copy()
        after = faces.hide(before)
        assert (before.rgb == kept).all()
        where = inside(running, faces, index)
        assert (after.rgb[~where] == before.rgb[~where]).all()
        assert (after.rgb[where] != before.rgb[where]).any(axis=1).mean() > 0.95
        assert after.rgb[where].std() < 0.4 * before.rgb[where].std()


def test_the_whole_face_is_inside(running: Report) -> None:
    faces = FaceBlur(running)
    for index in range(len(running.clip.t)):
        where = inside(running, faces, index)
        for x, y in running.track.xy[index, FACE].round().astype(int):
            assert where[y, x]
        assert where.mean() < 0.06  # and not half the picture


def test_it_is_held_while_nobody_is_seen(running: Report) -> None:
    whole, gaps = FaceBlur(running), FaceBlur(lost(lost(running, 0, 10), 50, 55))
    for index in (0, 9, 50, 52, 54):
        there = running.track.xy[index, Landmark.NOSE]
        away = np.hypot(*(gaps.ellipses[index, :2] - whole.ellipses[index, :2]))
        assert away < gaps.ellipses[index, 4]
        assert inside(running, gaps, index)[round(there[1]), round(there[0])]


def test_a_single_leap_uncovers_nothing(running: Report) -> None:
    xy = running.track.xy.copy()
    xy[40, FACE] += [12.0, 0.0]
    faces = FaceBlur(replace(running, track=replace(running.track, xy=xy)))
    nose = running.track.xy[40, Landmark.NOSE]
    assert inside(running, faces, 40)[round(nose[1]), round(nose[0])]


def test_a_face_at_the_edge_or_outside_is_no_trouble(running: Report) -> None:
    for shift in (-120.0, -400.0):
        moved = replace(running, track=replace(running.track, xy=running.track.xy + np.array([shift, 0.0])))
        before = noise(running, 5)
        assert FaceBlur(moved).hide(before).rgb.shape == before.rgb.shape


def test_where_nobody_is_ever_seen_nothing_is_hidden(nobody: Report) -> None:
    before = noise(nobody, 3)
    assert FaceBlur(nobody).hide(before) is before


def test_film_and_key_frames_are_blurred_and_no_number_changes(running: Report, tmp_path: Path) -> None:
    asked = replace(running, options=replace(running.options, blur_faces=True))
    plain = annotate(running, tmp_path / "plain.mp4")
    hidden = annotate(asked, tmp_path / "hidden.mp4")
    for leg in LEGS:
        assert set(plain.of(leg)) == set(hidden.of(leg)) != set()
        for moment, picture in plain.of(leg).items():
            changed = (picture != hidden.of(leg)[moment]).any(axis=2)
            assert 0 < changed.mean() < 0.1
    again = KeyFrames(running)
    for frame in Reader(running.clip.source):
        again.feed(frame)
    assert all((again.pictures[moment] == picture).all() for moment, picture in plain.pictures.items())
    told, before = document(asked), document(running)
    assert told.options.blur_faces
    assert told.measurements == before.measurements
    assert (tmp_path / "plain.mp4").read_bytes() != (tmp_path / "hidden.mp4").read_bytes()
