from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from formcheck.clip import Reader, contiguous
from formcheck.clip.picture import Rgb
from formcheck.errors import Cancelled
from formcheck.report import Report
from formcheck.report.keyframes import KeyFrames, jpeg, png, shots
from formcheck.report.moments import words
from formcheck.report.stride_choice import typical_stride, value_in
from formcheck.report.video import annotate
from tests.support import reports


def _decoded(data: bytes) -> Rgb:
    import cv2

    bgr = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert bgr is not None
    return contiguous(bgr[..., ::-1])


def test_the_stride_nearest_the_median_is_chosen(running: Report) -> None:
    stride = typical_stride(running)
    assert stride is not None
    # The builder makes the third stride the median one in every measure.
    assert stride == running.gait.strides("near")[2]


def test_a_stride_that_is_partly_unknown_is_not_chosen(running: Report) -> None:
    assert running.motion is not None
    third = running.gait.strides("near")[2]
    pixels = running.motion.pixels.copy()
    pixels[np.abs(running.motion.t - third.contact_s) < 0.06] = np.nan
    stride = typical_stride(replace(running, motion=replace(running.motion, pixels=pixels)))
    assert stride in running.gait.strides("near")[:2]


def test_each_moment_is_the_nearest_frame(running: Report) -> None:
    found = shots(running)
    assert [shot.moment for shot in found] == ["contact", "loading", "midstance", "toe_off"]
    for shot in (*found, *shots(running, "far")):
        assert abs(running.clip.t[shot.frame] - shot.t) <= 0.5 / 30 + 1e-9


def test_captions_tell_this_very_stride(running: Report) -> None:
    contact, loading, midstance, toe_off = shots(running)
    reach = value_in(running.measurement("overstride_ankle", "near"), contact.stride)
    assert reach is not None
    title, said = words(running, contact)
    assert title == f"Initial contact · right leg · {contact.t:.2f} s"
    assert said.startswith(f"Ankle {reach:.0f} % of a leg ahead, knee")
    assert words(running, loading)[1] == "Shin tipped 2° forward"
    assert "°" in words(running, midstance)[1]
    assert "ms after landing" in words(running, toe_off)[1]


def test_the_far_leg_has_its_own_stride_and_words(running: Report) -> None:
    stride = typical_stride(running, "far")
    assert stride in running.gait.strides("far")
    contact = shots(running, "far")[0]
    reach = value_in(running.measurement("overstride_ankle", "far"), contact.stride)
    title, said = words(running, contact)
    assert title == f"Initial contact · left leg, far · {contact.t:.2f} s"
    assert reach is None or said.startswith(f"Ankle {reach:.0f} %")


def test_a_hidden_far_leg_is_not_shown(running: Report) -> None:
    hidden = tuple(
        replace(one, value=None, low=None, high=None, reason="hidden")
        if (one.name, one.leg) == ("knee_flexion_midstance", "far")
        else one
        for one in running.measurements
    )
    assert shots(replace(running, measurements=hidden), "far") == ()
    assert shots(replace(running, gait=replace(running.gait, far=None)), "far") == ()


def test_a_withheld_number_is_not_told(running: Report) -> None:
    withheld = tuple(
        replace(one, value=None, low=None, high=None, reason="hidden") for one in running.measurements
    )
    contact = shots(running)[0]
    assert words(replace(running, measurements=withheld), contact)[1] == ""


def test_pictures_are_cropped_alike_and_not_too_high(tmp_path: Path) -> None:
    tall = reports.running(tmp_path, reports.Film(width=900, height=1600, fps=10, seconds=3.0))
    frames = KeyFrames(tall)
    for picture in Reader(tall.clip.source):
        frames.feed(picture)
    sizes = {picture.shape for picture in frames.pictures.values()}
    sizes |= {picture.shape for picture in frames.far_pictures.values()}
    # At ten frames a second some moments share a frame; each has its picture all the same.
    assert len(frames.pictures) == len(frames.far_pictures) == 4
    assert len(sizes) == 1
    height, width, _ = sizes.pop()
    assert 1000 <= height <= 1080
    assert width < 900


def test_small_runners_are_enlarged(running: Report) -> None:
    frames = KeyFrames(running)
    for picture in Reader(running.clip.source):
        frames.feed(picture)
    assert all(picture.shape[0] >= 600 for picture in frames.pictures.values())


def test_no_key_frames_without_a_side_view(front: Report, nobody: Report, walking: Report) -> None:
    assert shots(front) == shots(nobody) == shots(walking) == ()


def test_png_keeps_every_pixel_and_jpeg_is_smaller(running: Report) -> None:
    frames = KeyFrames(running)
    for picture in Reader(running.clip.source):
        frames.feed(picture)
    rgb = frames.pictures["contact"]
    assert (_decoded(png(rgb)) == rgb).all()
    assert len(_decoded(jpeg(rgb, 300))) == 300


def test_the_film_keeps_frames_and_times(running: Report, tmp_path: Path) -> None:
    import av

    told: list[tuple[str, int, int | None]] = []
    annotate(running, tmp_path / "film.mp4", progress=lambda *news: told.append(news))
    with av.open(str(tmp_path / "film.mp4")) as container:
        times = [float(frame.time) for frame in container.decode(video=0)]
        stream = container.streams.video[0]
        assert (stream.codec_context.name, stream.width, stream.height) == ("h264", 240, 426)
    assert times == pytest.approx(running.clip.t.tolist(), abs=1e-3)
    assert told[-1] == ("Drawing", 90, 90)


def test_cancelling_leaves_no_film(running: Report, tmp_path: Path) -> None:
    def stop(stage: str, done: int = 0, total: int | None = None) -> None:
        if done == 10:
            raise Cancelled("stop")

    with pytest.raises(Cancelled):
        annotate(running, tmp_path / "film.mp4", progress=stop)
    assert list(tmp_path.iterdir()) == []
